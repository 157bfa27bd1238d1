use super::quantile::{median, middle};

/// Of more points than this the last so many are used: the number of slopes grows with the square.
///
/// ```
/// use okr_core::stats::{MOST_POINTS, theil_sen};
///
/// let points: Vec<(f64, f64)> = (0..600).map(|day| (f64::from(day), 2.0 * f64::from(day))).collect();
/// assert_eq!(theil_sen(&points), theil_sen(&points[600 - MOST_POINTS..]));
/// ```
pub const MOST_POINTS: usize = 512;

/// The normal quantile of a two-sided 90 % interval.
const Z: f64 = 1.644_853_626_951_472_2;

/// A line through points that few outliers can't turn: the median of the slopes between all pairs.
///
/// See [`theil_sen`].
///
/// ```
/// use okr_core::stats::theil_sen;
///
/// // Weekly values that fall, and one wild one.
/// let points = [(0.0, 42.0), (7.0, 41.0), (14.0, 40.0), (21.0, 90.0), (28.0, 38.0), (35.0, 37.0)];
/// let line = theil_sen(&points).unwrap();
/// assert_eq!(7.0 * line.slope, -1.0);
/// assert!(line.slope_low <= line.slope && line.slope <= line.slope_high);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TheilSen {
    /// The median of the slopes between all pairs of points, in values per unit of time.
    pub slope: f64,
    /// The lower end of the 90 % interval of the slope.
    pub slope_low: f64,
    /// The upper end of the 90 % interval of the slope.
    pub slope_high: f64,
    /// The value of the line at time 0: `median(v) - slope·median(t)`.
    pub intercept: f64,
    /// The median of the times.
    pub median_time: f64,
    /// The median of the values.
    pub median_value: f64,
}

/// Fits a line to points (time, value), both finite, in any order. None where there are no two different times.
///
/// * slope: the median of `(v_j - v_i) / (t_j - t_i)` over all pairs with different times;
/// * intercept: `median(v) - slope·median(t)`;
/// * interval: of the N slopes in order the ones with the ranks `(N - z·σ)/2` and `(N + z·σ)/2 + 1`, both halves rounded to the nearest
///   integer, halves to even, and kept within 1 and N; z = 1.6448536269514722 for 90 %, and
///   `σ² = (n(n - 1)(2n + 5) - Σ k(k - 1)(2k + 5)) / 18` over the groups of k equal times and of k equal values. Where
///   ties leave no variance, the interval is that of all slopes.
///
/// Of more than [`MOST_POINTS`] points, the last ones given are used.
///
/// Sources: Theil, *A rank-invariant method of linear and polynomial regression analysis* (1950); Sen, *Estimates of the
/// regression coefficient based on Kendall's tau* (1968), equation 2.6. The result is that of
/// `scipy.stats.theilslopes(v, t, alpha=0.9, method="separate")`.
///
/// ```
/// use okr_core::stats::theil_sen;
///
/// let line = theil_sen(&[(0.0, 42.0), (1.0, 44.0), (2.0, 45.0), (3.0, 49.0), (4.0, 50.0)]).unwrap();
/// assert_eq!((line.slope, line.intercept), (2.0, 41.0));
/// assert_eq!((line.slope_low, line.slope_high), (1.0, 2.5));
/// assert!(theil_sen(&[(0.0, 42.0), (0.0, 44.0)]).is_none());
/// ```
#[must_use]
pub fn theil_sen(points: &[(f64, f64)]) -> Option<TheilSen> {
    let points = points.get(points.len().saturating_sub(MOST_POINTS)..)?;
    let mut slopes = slopes(points);
    let mut times: Vec<f64> = points.iter().map(|point| point.0).collect();
    let mut values: Vec<f64> = points.iter().map(|point| point.1).collect();
    let (low, high) = ranks(slopes.len(), sum_of_variance(&mut times, &mut values))?;
    let (slope_low, slope, slope_high) = at_ranks(&mut slopes, low, high)?;
    let (median_time, median_value) = (median(&mut times)?, median(&mut values)?);
    let intercept = median_value - slope * median_time + 0.0;
    Some(TheilSen { slope, slope_low, slope_high, intercept, median_time, median_value })
}

/// The slopes between all pairs with different times.
fn slopes(points: &[(f64, f64)]) -> Vec<f64> {
    let mut slopes = Vec::with_capacity(points.len() * points.len().saturating_sub(1) / 2);
    let mut rest = points;
    while let Some((&(time, value), later)) = rest.split_first() {
        slopes.extend(later.iter().filter(|point| point.0 != time).map(|point| (point.1 - value) / (point.0 - time)));
        rest = later;
    }
    slopes
}

/// 18 times the variance of Sen's statistic: an integer, negative where ties leave nothing. Sorts both.
fn sum_of_variance(times: &mut [f64], values: &mut [f64]) -> f64 {
    let term = |count: usize| {
        let count = count as i64;
        count * (count - 1) * (2 * count + 5)
    };
    let ties = |sequence: &mut [f64]| -> i64 {
        sequence.sort_unstable_by(f64::total_cmp);
        sequence.chunk_by(|a, b| a == b).map(|group| term(group.len())).sum()
    };
    (term(times.len()) - ties(times) - ties(values)) as f64
}

/// The indices, from 0, of the interval's ends among the sorted slopes; none without a slope.
fn ranks(slopes: usize, sum_of_variance: f64) -> Option<(usize, usize)> {
    let last = slopes.checked_sub(1)?;
    if sum_of_variance < 0.0 {
        return Some((0, last));
    }
    // The product, and not a quotient by 18, so that a rank rounds as in the reference.
    let reach = Z * (1.0 / 18.0 * sum_of_variance).sqrt();
    let rank = |position: f64| libm::rint(position / 2.0);
    let low = rank(slopes as f64 - reach) - 1.0;
    let high = rank(slopes as f64 + reach);
    // A negative number becomes 0 here.
    Some(((low as usize).min(last), (high as usize).min(last)))
}

/// The number at the index `low`, the median, and the number at the index `high`; `low` and `high` enclose the middle.
///
/// The ends lie close to the middle of many slopes: once they are found, little is left to sort.
fn at_ranks(slopes: &mut [f64], low: usize, high: usize) -> Option<(f64, f64, f64)> {
    let count = slopes.len();
    if low > high || high >= count {
        return None;
    }
    let (_, at_low, above) = slopes.select_nth_unstable_by(low, f64::total_cmp);
    let at_low = *at_low;
    let (between, at_high) = match high - low {
        0 => (&mut [][..], at_low),
        distance => {
            let (between, at_high, _) = above.select_nth_unstable_by(distance - 1, f64::total_cmp);
            (between, *at_high)
        }
    };
    between.sort_unstable_by(f64::total_cmp);
    let at = |index: usize| match index {
        _ if index == low => Some(at_low),
        _ if index == high => Some(at_high),
        _ => between.get(index.checked_sub(low + 1)?).copied(),
    };
    let median = middle(at((count - 1) / 2)?, at(count / 2)?);
    Some((at_low + 0.0, median, at_high + 0.0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn two_points_make_a_line() {
        let line = theil_sen(&[(3.0, 10.0), (5.0, 4.0)]).unwrap();
        assert_eq!((line.slope, line.slope_low, line.slope_high), (-3.0, -3.0, -3.0));
        assert_eq!(line.intercept, 19.0);
        assert_eq!((line.median_time, line.median_value), (4.0, 7.0));
    }

    /// Numbers of SciPy 1.17.1, `theilslopes(v, t, alpha=0.9, method="separate")`.
    #[test]
    fn intervals_are_those_of_the_reference() {
        let fit = |points: &[(f64, f64)]| {
            let line = theil_sen(points).unwrap();
            [line.slope, line.intercept, line.slope_low, line.slope_high]
        };
        let falling: Vec<_> = (0..).map(f64::from).zip([7.6, 7.4, 7.3, 7.1, 6.9, 6.8]).collect();
        assert_eq!(
            fit(&falling),
            [-0.166_666_666_666_666_66, 7.616_666_666_666_666, -0.199_999_999_999_999_3, -0.149_999_999_999_999_9]
        );
        let spike: Vec<_> = (0..).map(f64::from).zip([12.0, 12.4, 11.8, 12.1, 12.6, 11.9, 12.3, 22.0]).collect();
        assert_eq!(
            fit(&spike),
            [0.095_833_333_333_333_52, 11.864_583_333_333_332, -0.099_999_999_999_999_64, 1.428_571_428_571_428_6]
        );
        // With ties among the values, which narrow the interval.
        let tied: Vec<_> = (0..).map(f64::from).zip([1.0, 2.0, 3.0, 3.0, 0.0, 0.0, 3.0, 3.0, 0.0]).collect();
        assert_eq!(fit(&tied), [0.0, 2.0, -0.285_714_285_714_285_7, 0.285_714_285_714_285_7]);
    }

    #[test]
    fn one_time_makes_none() {
        assert_eq!(theil_sen(&[]), None);
        assert_eq!(theil_sen(&[(1.0, 2.0)]), None);
        assert_eq!(theil_sen(&[(1.0, 2.0); 9]), None);
    }

    #[test]
    fn ties_that_leave_no_variance_leave_all_slopes() {
        // n = 5: 300; four equal times and four equal values: 156 each.
        let points = [(0.0, 1.0), (0.0, 1.0), (0.0, 1.0), (0.0, 2.0), (1.0, 1.0)];
        let line = theil_sen(&points).unwrap();
        assert_eq!((line.slope_low, line.slope, line.slope_high), (-1.0, 0.0, 0.0));
    }

    #[test]
    fn of_many_points_the_last_ones_count() {
        let mut points: Vec<(f64, f64)> = (0..600).map(|time| (f64::from(time), -f64::from(time))).collect();
        for point in &mut points[88..] {
            point.1 = 2.0 * point.0;
        }
        assert_eq!(theil_sen(&points).unwrap().slope, 2.0);
    }

    /// Ranks by hand: N = 3, n = 3: σ² = 66/18, z·σ = 3.149…, so (-0.07 → 0, less one → kept at 0; 3.07 → 3, kept at 2).
    #[test]
    fn ranks_stay_within_the_slopes() {
        assert_eq!(ranks(3, 66.0), Some((0, 2)));
        assert_eq!(ranks(0, 66.0), None);
        // Without variance a half rounds to the even side: 2.5 to 2, 3.5 to 4.
        assert_eq!(ranks(5, 0.0), Some((1, 2)));
        assert_eq!(ranks(7, 0.0), Some((3, 4)));
    }

    proptest! {
        #[test]
        fn selection_is_that_of_sorting(
            points in prop::collection::vec(((0..30_i32).prop_map(f64::from), (-9..9_i32).prop_map(f64::from)), 2..40),
        ) {
            let mut sorted = slopes(&points);
            sorted.sort_by(f64::total_cmp);
            let count = sorted.len();
            let Some(line) = theil_sen(&points) else {
                prop_assert_eq!(count, 0);
                return Ok(());
            };
            let mut times: Vec<f64> = points.iter().map(|point| point.0).collect();
            let mut values: Vec<f64> = points.iter().map(|point| point.1).collect();
            let (low, high) = ranks(count, sum_of_variance(&mut times, &mut values)).unwrap();
            prop_assert_eq!(line.slope, (sorted[(count - 1) / 2] + sorted[count / 2]) / 2.0);
            prop_assert_eq!((line.slope_low, line.slope_high), (sorted[low], sorted[high]));
            prop_assert!(line.slope_low <= line.slope && line.slope <= line.slope_high);
        }

        #[test]
        fn the_interval_always_encloses_the_median(slopes in 1_usize..200_000, sum in -1e6..1e9_f64) {
            let (low, high) = ranks(slopes, sum).unwrap();
            prop_assert!(low <= slopes / 2 && slopes / 2 <= high && high < slopes);
        }
    }
}
