/// Why a statistic has no result.
///
/// ```
/// use okr_core::stats::{StatsError, mann_kendall};
///
/// let error = mann_kendall(&[42.0, 44.0, 45.0, 49.0]).unwrap_err();
/// assert_eq!(error, StatsError::TooFew { needed: 5, have: 4 });
/// assert_eq!(error.to_string(), "at least 5 values are needed, found 4");
/// assert_eq!(mann_kendall(&[42.0, f64::NAN]).unwrap_err().to_string(), "value 1 must be a finite number");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum StatsError {
    /// There are too few values.
    #[error("at least {needed} {} needed, found {have}", if *needed == 1 { "value is" } else { "values are" })]
    TooFew {
        /// Smallest number of values with a result.
        needed: usize,
        /// Number of values given.
        have: usize,
    },
    /// There are enough values, but no two of them are in adjacent periods.
    #[error("values in two adjacent periods are needed, found none")]
    NoMovingRange,
    /// There are enough points, but no two of them are at different times.
    #[error("points at two different times are needed, found one time")]
    OneTime,
    /// The deviation is 0, so that no distance can be measured in it.
    #[error("the deviation must be above 0")]
    NoSpread,
    /// A value is not a number, or infinite.
    #[error("value {index} must be a finite number")]
    NotFinite {
        /// Its index, from 0; gaps count.
        index: usize,
    },
}

/// Refuses values that are not finite; none stands for a gap.
pub(super) fn check(values: impl Iterator<Item = Option<f64>>) -> Result<(), StatsError> {
    let mut values = values.enumerate();
    match values.find(|(_, value)| value.is_some_and(|value| !value.is_finite())) {
        Some((index, _)) => Err(StatsError::NotFinite { index }),
        None => Ok(()),
    }
}

/// Refuses numbers that are not finite, and fewer than `needed`.
pub(super) fn check_numbers(numbers: &[f64], needed: usize) -> Result<(), StatsError> {
    check(numbers.iter().copied().map(Some))?;
    match numbers.len() {
        have if have < needed => Err(StatsError::TooFew { needed, have }),
        _ => Ok(()),
    }
}
