/// The error of a statistic that has too little data.
///
/// ```
/// use okr_core::stats::{Insufficient, mann_kendall};
///
/// let error = mann_kendall(&[42.0, 44.0, 45.0, 49.0]).unwrap_err();
/// assert_eq!(error, Insufficient::Values { needed: 5, have: 4 });
/// assert_eq!(error.to_string(), "at least 5 values are needed, found 4");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Insufficient {
    /// There are too few values.
    #[error("at least {needed} values are needed, found {have}")]
    Values {
        /// Smallest number of values with a result.
        needed: usize,
        /// Number of values given.
        have: usize,
    },
    /// There are enough values, but no two of them are in adjacent periods.
    #[error("values in two adjacent periods are needed, found none")]
    MovingRange,
}
