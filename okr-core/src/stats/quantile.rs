use super::error::{StatsError, check_numbers};

/// Modified z-score beyond which, in either direction, a value is an outlier.
///
/// Source: Iglewicz and Hoaglin, *How to Detect and Handle Outliers* (1993).
///
/// ```
/// use okr_core::stats::{OUTLIER_SCORE, modified_z_score};
///
/// let outlier = |value| modified_z_score(value, 50.0, 4.0).unwrap().abs() > OUTLIER_SCORE;
/// assert!(outlier(29.0) && !outlier(30.0));
/// ```
pub const OUTLIER_SCORE: f64 = 3.5;

/// Returns the median: the middle value, or the mean of the two middle ones. The values are reordered.
///
/// # Errors
///
/// Returns [`StatsError::TooFew`] without a value, and [`StatsError::NotFinite`].
///
/// ```
/// use okr_core::stats::median;
///
/// assert_eq!(median(&mut [42.0, 25.0, 31.0]), Ok(31.0));
/// assert_eq!(median(&mut [42.0, 25.0, 31.0, 30.0]), Ok(30.5));
/// assert_eq!(median(&mut []).unwrap_err().to_string(), "at least 1 value is needed, found 0");
/// ```
pub fn median(values: &mut [f64]) -> Result<f64, StatsError> {
    check_numbers(values, 1)?;
    let even = values.len().is_multiple_of(2);
    let (below, upper, _) = values.select_nth_unstable_by(values.len() / 2, f64::total_cmp);
    let upper = *upper;
    let lower = if even { below.iter().copied().max_by(f64::total_cmp).unwrap_or(upper) } else { upper };
    Ok(middle(lower, upper))
}

/// Returns the mean of two numbers, the first of which is not the larger one.
pub(super) fn middle(lower: f64, upper: f64) -> f64 {
    let middle = if lower == upper { upper } else { (lower + upper) / 2.0 };
    middle + 0.0
}

/// The quartiles of a set of values.
///
/// See [`quartiles`].
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Quartiles {
    /// First quartile.
    pub lower: f64,
    /// Median.
    pub median: f64,
    /// Third quartile.
    pub upper: f64,
}

/// Returns the quartiles by linear interpolation.
///
/// The quartile `q` of n sorted values is at position `q·(n - 1)`, counted from 0, interpolated linearly between its
/// two neighbours (type 7 of Hyndman and Fan, *Sample Quantiles in Statistical Packages*, 1996; the default of NumPy, R
/// and spreadsheets). The values are sorted in place.
///
/// # Errors
///
/// Returns [`StatsError::TooFew`] without a value, and [`StatsError::NotFinite`].
///
/// ```
/// use okr_core::stats::quartiles;
///
/// let quartiles = quartiles(&mut [4.0, 1.0, 3.0, 2.0]).unwrap();
/// assert_eq!((quartiles.lower, quartiles.median, quartiles.upper), (1.75, 2.5, 3.25));
/// ```
pub fn quartiles(values: &mut [f64]) -> Result<Quartiles, StatsError> {
    check_numbers(values, 1)?;
    values.sort_unstable_by(f64::total_cmp);
    let [lower, median, upper] = [1, 2, 3].map(|quarters| quarter(values, quarters));
    Ok(Quartiles { lower, median, upper })
}

/// Returns the value `quarters` quarters of the way through sorted values, of which there is one.
fn quarter(sorted: &[f64], quarters: usize) -> f64 {
    let position = sorted.len().saturating_sub(1) * quarters;
    let before = sorted.get(position / 4).copied().unwrap_or_default();
    let after = sorted.get(position / 4 + 1).copied().unwrap_or(before);
    match position % 4 {
        0 => before + 0.0,
        2 => middle(before, after),
        1 => before + (after - before) * 0.25 + 0.0,
        // From the nearer end, so that the result never goes beyond it.
        _ => after - (after - before) * 0.25 + 0.0,
    }
}

/// Returns the median absolute deviation, unscaled: the median distance of values from `median`.
///
/// # Errors
///
/// Returns [`StatsError::TooFew`] without a value, and [`StatsError::NotFinite`] for the index of a distance.
///
/// ```
/// use okr_core::stats::median_absolute_deviation;
///
/// assert_eq!(median_absolute_deviation(&[1.0, 1.0, 2.0, 2.0, 4.0, 6.0, 9.0], 2.0), Ok(1.0));
/// ```
pub fn median_absolute_deviation(values: &[f64], median: f64) -> Result<f64, StatsError> {
    let mut distances: Vec<f64> = values.iter().map(|value| (value - median).abs()).collect();
    self::median(&mut distances)
}

/// Returns the modified z-score of a value, `0.6745·(value - median) / deviation`, with the median absolute deviation.
///
/// # Errors
///
/// Returns [`StatsError::NoSpread`] unless the deviation is above 0, and [`StatsError::NotFinite`] for the index of the argument.
///
/// Source: Iglewicz and Hoaglin, *How to Detect and Handle Outliers* (1993). 0.6745 is the upper quartile of the
/// standard normal distribution. They call a value an outlier if its score is beyond ±[`OUTLIER_SCORE`].
///
/// ```
/// use okr_core::stats::{OUTLIER_SCORE, StatsError, modified_z_score};
///
/// let score = modified_z_score(9.0, 2.0, 1.0).unwrap();
/// assert_eq!(score, 0.6745 * 7.0);
/// assert!(score.abs() > OUTLIER_SCORE);
/// assert_eq!(modified_z_score(9.0, 2.0, 0.0), Err(StatsError::NoSpread));
/// ```
pub fn modified_z_score(value: f64, median: f64, deviation: f64) -> Result<f64, StatsError> {
    check_numbers(&[value, median, deviation], 0)?;
    if deviation > 0.0 { Ok(0.6745 * (value - median) / deviation + 0.0) } else { Err(StatsError::NoSpread) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn values() -> impl Strategy<Value = Vec<f64>> {
        prop::collection::vec(prop_oneof![-1e15..1e15_f64, (-3..3_i32).prop_map(f64::from), Just(-0.0)], 1..40)
    }

    #[test]
    fn nothing_has_no_quantile() {
        let none = StatsError::TooFew { needed: 1, have: 0 };
        assert_eq!(quartiles(&mut []), Err(none));
        assert_eq!(median_absolute_deviation(&[], 0.0), Err(none));
    }

    #[test]
    fn one_value_is_all_of_its_quartiles() {
        assert_eq!(quartiles(&mut [7.1]), Ok(Quartiles { lower: 7.1, median: 7.1, upper: 7.1 }));
    }

    #[test]
    fn a_zero_has_no_sign() {
        for values in [&mut [-0.0][..], &mut [-0.0, -0.0], &mut [-1.0, -0.0, 1.0], &mut [-1.0, 1.0]] {
            assert!(median(values).unwrap().is_sign_positive());
            assert!(quartiles(values).unwrap().median.is_sign_positive());
        }
    }

    proptest! {
        #[test]
        fn the_median_is_the_middle_of_the_sorted_values(mut values in values()) {
            let mut sorted = values.clone();
            sorted.sort_by(f64::total_cmp);
            let count = sorted.len();
            let expected = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2.0;
            prop_assert_eq!(median(&mut values), Ok(expected));
            prop_assert_eq!(quartiles(&mut values).map(|quartiles| quartiles.median), Ok(expected));
        }

        #[test]
        fn quartiles_are_in_order_and_within_the_values(mut values in values()) {
            let Quartiles { lower, median, upper } = quartiles(&mut values).unwrap();
            prop_assert!(values[0] <= lower && lower <= median);
            prop_assert!(median <= upper && upper <= values[values.len() - 1]);
        }
    }
}
