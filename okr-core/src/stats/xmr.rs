use super::StatsError;
use crate::number::at_most;

/// Three standard deviations in units of the mean moving range: 3 / 1.128.
const LIMIT: f64 = 2.66;
/// Upper limit of moving ranges in units of the mean moving range.
const RANGE_LIMIT: f64 = 3.267;
/// Minimum number of values for a chart.
pub(super) const FEWEST: usize = 6;
/// Minimum number of values for a chart that is not provisional.
const FIRM: usize = 12;

/// A process behaviour chart (XmR chart): the limits within which values vary without a special cause.
///
/// A moving range is the distance between the values of two adjacent periods, never across a gap; mR̄ is the mean of
/// the moving ranges. The limits are `mean ± 2.66·mR̄`, the limit of moving ranges is `3.267·mR̄`.
///
/// Source: Wheeler, *Understanding Variation* (2nd edition, 2000); Wheeler and Chambers, *Understanding Statistical Process
/// Control* (2nd edition, 1992).
///
/// ```
/// use okr_core::stats::Xmr;
///
/// let chart = Xmr::of([1.0, 3.0, 1.0, 3.0, 1.0, 3.0].map(Some), false)?;
/// assert_eq!((chart.mean, chart.mean_range), (2.0, 2.0));
/// assert_eq!((chart.lower, chart.upper), (2.0 - 5.32, 2.0 + 5.32));
/// # Ok::<(), okr_core::stats::StatsError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Xmr {
    /// Mean of the values.
    pub mean: f64,
    /// mR̄: the mean of the moving ranges.
    pub mean_range: f64,
    /// Lower limit: `mean - 2.66·mR̄`.
    pub lower: f64,
    /// Upper limit: `mean + 2.66·mR̄`.
    pub upper: f64,
    /// Upper limit of moving ranges: `3.267·mR̄`.
    pub range_limit: f64,
    /// Number of values behind the limits.
    pub points: usize,
    /// Whether there are fewer than 12 values, so that the limits are still likely to change.
    pub provisional: bool,
}

impl Xmr {
    /// Computes the chart of finite values, one per period in order; none stands for a period without a value.
    ///
    /// With `screen`, moving ranges above their limit are dropped once, and the limits come from the mean of the
    /// others, so that a single outlier does not widen them. The mean of the values is not affected.
    ///
    /// # Errors
    ///
    /// Returns [`StatsError::TooFew`] for fewer than 6 values, and [`StatsError::NoMovingRange`] if no two of them
    /// are in adjacent periods; [`StatsError::NotFinite`] for a value that is not finite.
    ///
    /// ```
    /// use okr_core::stats::Xmr;
    ///
    /// // Values and limits: NHSRplotthedots, vignette `deviations`.
    /// let values = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1].map(|value| Some(f64::from(value)));
    /// let rounded = |x: f64| (100.0 * x).round() / 100.0;
    /// let chart = Xmr::of(values, false)?;
    /// assert_eq!([chart.mean, chart.lower, chart.upper].map(rounded), [1.94, -3.06, 6.95]);
    /// let screened = Xmr::of(values, true)?;
    /// assert_eq!([screened.mean, screened.lower, screened.upper].map(rounded), [1.94, -0.72, 4.6]);
    /// # Ok::<(), okr_core::stats::StatsError>(())
    /// ```
    pub fn of<I>(values: I, screen: bool) -> Result<Self, StatsError>
    where
        I: IntoIterator<Item = Option<f64>>,
        I::IntoIter: Clone,
    {
        let values = values.into_iter();
        super::error::check(values.clone())?;
        let mut all = Mean::default();
        values.clone().flatten().for_each(|value| all.add(value));
        let mut ranges = Mean::default();
        moving_ranges(values.clone()).for_each(|range| ranges.add(range));
        let chart = Self::from_means(all, ranges)?;
        if !screen {
            return Ok(chart);
        }
        Self::from_means(all, chart.screened(moving_ranges(values)))
    }

    /// Computes the chart from the means of values and moving ranges.
    pub(super) fn from_means(values: Mean, ranges: Mean) -> Result<Self, StatsError> {
        let points = values.count;
        if points < FEWEST {
            return Err(StatsError::TooFew { needed: FEWEST, have: points });
        }
        let (Some(mean), Some(mean_range)) = (values.get(), ranges.get()) else {
            return Err(StatsError::NoMovingRange);
        };
        let reach = LIMIT * mean_range;
        Ok(Self {
            mean,
            mean_range,
            lower: mean - reach + 0.0,
            upper: mean + reach + 0.0,
            range_limit: RANGE_LIMIT * mean_range,
            points,
            provisional: points < FIRM,
        })
    }

    /// Returns the mean of the moving ranges within the range limit of this chart.
    pub(super) fn screened(&self, ranges: impl Iterator<Item = f64>) -> Mean {
        let mut kept = Mean::default();
        ranges.filter(|&range| at_most(range, self.range_limit)).for_each(|range| kept.add(range));
        kept
    }
}

/// Returns the distances between the values of adjacent periods.
fn moving_ranges(values: impl Iterator<Item = Option<f64>>) -> impl Iterator<Item = f64> {
    values
        .scan(None, |before: &mut Option<f64>, value| {
            let range = before.zip(value).map(|(before, value)| (value - before).abs());
            *before = value;
            Some(range)
        })
        .flatten()
}

/// A running mean, summed in the order given.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Mean {
    sum: f64,
    pub(super) count: usize,
}

impl Mean {
    pub(super) fn add(&mut self, number: f64) {
        self.sum += number;
        self.count += 1;
    }

    pub(super) fn get(self) -> Option<f64> {
        (self.count > 0).then(|| self.sum / self.count as f64 + 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_ranges_do_not_cross_a_gap() {
        let values = [Some(1.0), Some(4.0), None, Some(10.0), None, Some(3.0), Some(1.0)];
        assert_eq!(moving_ranges(values.into_iter()).collect::<Vec<_>>(), [3.0, 2.0]);
    }

    #[test]
    fn too_little_is_insufficient() {
        assert_eq!(Xmr::of([Some(1.0); 5], false), Err(StatsError::TooFew { needed: 6, have: 5 }));
        let apart = (0..20).map(|period| (period % 2 == 0).then_some(1.0));
        assert_eq!(Xmr::of(apart, true), Err(StatsError::NoMovingRange));
        assert_eq!(Xmr::of([], false), Err(StatsError::TooFew { needed: 6, have: 0 }));
    }

    #[test]
    fn twelve_values_are_firm() {
        assert!(Xmr::of([Some(1.0); 11], false).unwrap().provisional);
        assert!(!Xmr::of([Some(1.0); 12], false).unwrap().provisional);
    }

    #[test]
    fn a_flat_series_has_limits_on_its_mean() {
        let chart = Xmr::of([Some(-0.0); 8], true).unwrap();
        for number in [chart.mean, chart.mean_range, chart.lower, chart.upper, chart.range_limit] {
            assert_eq!(number.to_bits(), 0.0_f64.to_bits());
        }
    }

    /// Ranges 1, 1, 1, 1, 1, 1, 1, 1, 91, 91: mean 19, limit 62.073; the two of 91 go, the mean is 1.
    #[test]
    fn screening_leaves_out_wide_ranges_once() {
        let values = [1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 1.0, 2.0, 1.0, 92.0, 1.0].map(Some);
        let chart = Xmr::of(values, false).unwrap();
        assert_eq!(chart.mean_range, 19.0);
        let screened = Xmr::of(values, true).unwrap();
        assert_eq!((screened.mean_range, screened.mean, screened.points), (1.0, chart.mean, 11));
        assert_eq!(screened.range_limit, 3.267);
    }
}
