use super::error::{StatsError, check};
use super::quantile::middle;

/// The most points used to fit a line. Of more points, the last ones are used, since the number of slopes grows with
/// the square.
///
/// ```
/// use okr_core::stats::{MOST_POINTS, theil_sen};
///
/// let points: Vec<(f64, f64)> = (0..600).map(|day| (f64::from(day), 2.0 * f64::from(day))).collect();
/// assert_eq!(theil_sen(&points), theil_sen(&points[600 - MOST_POINTS..]));
/// ```
pub const MOST_POINTS: usize = 512;

/// Normal quantile for a two-sided 90 % interval.
const Z: f64 = 1.644_853_626_951_472_2;

/// A line through points that is robust to outliers: its slope is the median of the slopes between all pairs of points.
///
/// See [`theil_sen`].
///
/// # Errors
///
/// Returns [`StatsError::TooFew`] for fewer than 2 points, [`StatsError::OneTime`] if all are at one time, and
/// [`StatsError::NotFinite`] for the index of a point.
///
/// ```
/// use okr_core::stats::{StatsError, theil_sen};
///
/// // Weekly values that fall, and one wild one.
/// let points = [(0.0, 42.0), (7.0, 41.0), (14.0, 40.0), (21.0, 90.0), (28.0, 38.0), (35.0, 37.0)];
/// let line = theil_sen(&points).unwrap();
/// assert_eq!(7.0 * line.slope, -1.0);
/// assert!(line.slope_low <= line.slope && line.slope <= line.slope_high);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct TheilSen {
    /// Median of the slopes between all pairs of points, in units of value per unit of time.
    pub slope: f64,
    /// Lower end of the 90 % confidence interval of the slope.
    pub slope_low: f64,
    /// Upper end of the 90 % confidence interval of the slope.
    pub slope_high: f64,
    /// Value of the line at time 0: `median(v) - slope·median(t)`.
    pub intercept: f64,
    /// Median of the times.
    pub median_time: f64,
    /// Median of the values.
    pub median_value: f64,
}

/// Fits a line to points of time and value, both finite, in any order. Returns none unless there are two different
/// times.
///
/// * slope: the median of `(v_j - v_i) / (t_j - t_i)` over all pairs with different times;
/// * intercept: `median(v) - slope·median(t)`;
/// * interval: of the N sorted slopes, those with the ranks `(N - z·σ)/2` and `(N + z·σ)/2 + 1`. Both quotients are
///   rounded to the nearest integer, halves to even, and the ranks are kept between 1 and N. z is 1.6448536269514722
///   for 90 %, and `σ² = (n(n - 1)(2n + 5) - Σ k(k - 1)(2k + 5)) / 18` over the groups of k equal times and of k equal
///   values. If ties leave no variance, the interval spans all slopes.
///
/// Of more than [`MOST_POINTS`] points, the last ones given are used.
///
/// Sources: Theil, *A rank-invariant method of linear and polynomial regression analysis* (1950); Sen, *Estimates of the
/// regression coefficient based on Kendall's tau* (1968), equation 2.6. The result is that of
/// `scipy.stats.theilslopes(v, t, alpha=0.9, method="separate")`.
///
/// # Errors
///
/// Returns [`StatsError::TooFew`] for fewer than 2 points, [`StatsError::OneTime`] if all are at one time, and
/// [`StatsError::NotFinite`] for the index of a point.
///
/// ```
/// use okr_core::stats::{StatsError, theil_sen};
///
/// let line = theil_sen(&[(0.0, 42.0), (1.0, 44.0), (2.0, 45.0), (3.0, 49.0), (4.0, 50.0)]).unwrap();
/// assert_eq!((line.slope, line.intercept), (2.0, 41.0));
/// assert_eq!((line.slope_low, line.slope_high), (1.0, 2.5));
/// assert_eq!(theil_sen(&[(0.0, 42.0), (0.0, 44.0)]), Err(StatsError::OneTime));
/// ```
pub fn theil_sen(points: &[(f64, f64)]) -> Result<TheilSen, StatsError> {
    check(points.iter().map(|(time, value)| Some(if time.is_finite() { *value } else { *time })))?;
    if points.len() < 2 {
        return Err(StatsError::TooFew { needed: 2, have: points.len() });
    }
    let mut fit = Fit::default();
    for &(time, value) in points {
        fit.point(time, value);
    }
    fit.line().ok_or(StatsError::OneTime)
}

/// Fits one line after another, reusing memory; see [`theil_sen`].
#[derive(Debug, Default)]
pub(crate) struct Fit {
    times: Vec<f64>,
    values: Vec<f64>,
    sorted: Vec<f64>,
    slopes: Vec<f64>,
    selection: Selection,
}

impl Fit {
    /// Removes all points.
    pub(crate) fn start(&mut self) {
        self.times.clear();
        self.values.clear();
    }

    /// Adds a point.
    pub(crate) fn point(&mut self, time: f64, value: f64) {
        self.times.push(time);
        self.values.push(value);
    }

    /// Returns the number of points.
    pub(crate) fn points(&self) -> usize {
        self.times.len()
    }

    /// Returns the line through the last [`MOST_POINTS`] points; none unless there are two different times.
    pub(crate) fn line(&mut self) -> Option<TheilSen> {
        let Fit { times, values, sorted, slopes, selection } = self;
        let first = times.len().saturating_sub(MOST_POINTS);
        let (times, values) = (times.get(first..)?, values.get(first..)?);
        find_slopes(times, values, slopes);
        let (time_ties, median_time) = in_order(times, sorted)?;
        let (value_ties, median_value) = in_order(values, sorted)?;
        // 18 times the variance of Sen's statistic: an integer, negative if ties leave no variance.
        let sum_of_variance = (term(times.len()) - time_ties - value_ties) as f64;
        let (low, high) = ranks(slopes.len(), sum_of_variance)?;
        let (slope_low, slope, slope_high) = selection.at_ranks(slopes, low, high)?;
        let intercept = median_value - slope * median_time + 0.0;
        Some(TheilSen { slope, slope_low, slope_high, intercept, median_time, median_value })
    }
}

/// Sets `slopes` to the slopes between all pairs of points with different times.
fn find_slopes(times: &[f64], values: &[f64], slopes: &mut Vec<f64>) {
    slopes.clear();
    slopes.reserve(times.len() * times.len().saturating_sub(1) / 2);
    let rising = times.iter().zip(times.iter().skip(1)).all(|(before, after)| before < after);
    let (mut times, mut values) = (times, values);
    while let (Some((&time, later_times)), Some((&value, later_values))) = (times.split_first(), values.split_first()) {
        let later = later_times.iter().zip(later_values);
        if rising {
            // The usual case. Without a branch, the compiler divides several slopes at a time.
            slopes.extend(later.map(|(later_time, later_value)| (later_value - value) / (later_time - time)));
        } else {
            let later = later.filter(|(later_time, _)| **later_time != time);
            slopes.extend(later.map(|(later_time, later_value)| (later_value - value) / (later_time - time)));
        }
        (times, values) = (later_times, later_values);
    }
}

/// Returns what `count` equal numbers subtract from the variance.
fn term(count: usize) -> i64 {
    let count = count as i64;
    count * (count - 1) * (2 * count + 5)
}

/// Returns what ties in a sequence subtract from the variance, and the median of the sequence. `sorted` is scratch
/// memory.
fn in_order(sequence: &[f64], sorted: &mut Vec<f64>) -> Option<(i64, f64)> {
    let pairs = || sequence.iter().zip(sequence.iter().skip(1));
    let (ties, sorted) = if pairs().all(|(before, after)| before < after) {
        // Usually the times: no two are equal.
        (0, sequence)
    } else {
        sorted.clear();
        sorted.extend_from_slice(sequence);
        sort(sorted);
        (sorted.chunk_by(|a, b| a == b).map(|group| term(group.len())).sum(), &**sorted)
    };
    let last = sorted.len().checked_sub(1)?;
    Some((ties, middle(*sorted.get(last / 2)?, *sorted.get(last.div_ceil(2))?)))
}

/// Returns the indices of the ends of the interval among the sorted slopes; none without a slope.
fn ranks(slopes: usize, sum_of_variance: f64) -> Option<(usize, usize)> {
    let last = slopes.checked_sub(1)?;
    if sum_of_variance < 0.0 {
        return Some((0, last));
    }
    // A product instead of a division by 18, so that ranks round as in the reference.
    let reach = Z * (1.0 / 18.0 * sum_of_variance).sqrt();
    let rank = |position: f64| libm::rint(position / 2.0);
    let low = rank(slopes as f64 - reach) - 1.0;
    let high = rank(slopes as f64 + reach);
    // A negative number becomes 0 here.
    Some(((low as usize).min(last), (high as usize).min(last)))
}

/// Sorts numbers.
fn sort(numbers: &mut [f64]) {
    numbers.sort_unstable_by(f64::total_cmp);
}

/// Fewer numbers than this are sorted as a whole.
const FEW: usize = 40;
/// Number of buckets.
const BUCKETS: usize = 256;
/// Number of buckets for fewer numbers, which makes counting through them faster.
const FEW_BUCKETS: usize = 64;
/// 2^52.
const WHOLE: f64 = 4_503_599_627_370_496.0;
/// Size of the sample from which the width of the buckets is estimated.
const SAMPLE: usize = 16;

/// Finds the numbers at a few ranks without sorting all numbers.
///
/// Numbers are counted in buckets of equal width. Only the numbers in the buckets that contain the ranks are then
/// picked and sorted. The width comes from the middle of a sample, so that a bucket has about one number. Numbers
/// outside the sample go to the first and last bucket: a misleading sample costs time, but the result is the same.
#[derive(Debug, Default)]
struct Selection {
    /// The bucket of each number.
    buckets: Vec<u8>,
    /// The numbers picked from the buckets.
    picked: Vec<f64>,
}

impl Selection {
    /// Returns the number at index `low`, the median, and the number at index `high` of the sorted numbers.
    fn at_ranks(&mut self, numbers: &mut [f64], low: usize, high: usize) -> Option<(f64, f64, f64)> {
        let last = numbers.len().checked_sub(1)?;
        if low > last / 2 || high < last.div_ceil(2) || high > last {
            return None;
        }
        let mut indices = [low, last / 2, last.div_ceil(2), high];
        let sorted = match Spread::of(numbers) {
            Some(spread) => self.pick(numbers, &spread, &mut indices)?,
            None => {
                sort(numbers);
                &*numbers
            }
        };
        let [low, lower, upper, high] = indices.map(|index| sorted.get(index).copied());
        Some((low? + 0.0, middle(lower?, upper?), high? + 0.0))
    }

    /// Returns the sorted numbers of the buckets that contain the ascending `indices`, and rebases the indices on them.
    fn pick(&mut self, numbers: &[f64], spread: &Spread, indices: &mut [usize; 4]) -> Option<&[f64]> {
        let mut counts = [0_u32; BUCKETS];
        self.buckets.clear();
        self.buckets.extend(numbers.iter().map(|&number| spread.bucket(number)));
        for &bucket in &self.buckets {
            if let Some(count) = counts.get_mut(usize::from(bucket)) {
                *count += 1;
            }
        }
        let mut wanted = [false; BUCKETS];
        let mut counts = counts.iter().zip(&mut wanted);
        // Count of the numbers in all buckets up to the current one, in the current one, and of those not picked.
        let (mut up_to, mut own, mut left_out) = (0, 0, 0);
        let mut is_wanted = &mut true;
        for index in indices {
            while up_to <= *index {
                if !*is_wanted {
                    left_out += own;
                }
                let (&count, next) = counts.next()?;
                (own, is_wanted) = (count as usize, next);
                up_to += own;
            }
            *is_wanted = true;
            *index = index.checked_sub(left_out)?;
        }
        self.picked.clear();
        for (&number, &bucket) in numbers.iter().zip(&self.buckets) {
            if wanted.get(usize::from(bucket)).copied().unwrap_or_default() {
                self.picked.push(number);
            }
        }
        sort(&mut self.picked);
        Some(&self.picked)
    }
}

/// The assignment of numbers to buckets: a larger number is never in an earlier bucket.
struct Spread {
    first: f64,
    scale: f64,
    last_bucket: f64,
}

impl Spread {
    /// Returns none for few numbers, for a sample of equal numbers, and if their difference overflows.
    fn of(numbers: &[f64]) -> Option<Self> {
        if numbers.len() < FEW {
            return None;
        }
        let mut sample = [0.0; SAMPLE];
        for (taken, &number) in sample.iter_mut().zip(numbers.iter().step_by(numbers.len() / SAMPLE)) {
            *taken = number;
        }
        sort(&mut sample);
        let (first, last) = (*sample.get(SAMPLE / 8)?, *sample.get(SAMPLE - 1 - SAMPLE / 8)?);
        let buckets = if numbers.len() < 2 * FEW_BUCKETS { FEW_BUCKETS } else { BUCKETS };
        let last_bucket = buckets as f64 - 1.0;
        let scale = last_bucket / (last - first);
        (scale > 0.0 && scale.is_finite()).then_some(Spread { first, scale, last_bucket })
    }

    #[inline]
    fn bucket(&self, number: f64) -> u8 {
        let index = (number - self.first) * self.scale;
        let index = if index > 0.0 { index } else { 0.0 };
        let index = if index < self.last_bucket { index } else { self.last_bucket };
        // From 2^52 on, a number has no fraction, so its low bits are the integer: a cast that the compiler can vectorize.
        (index + WHOLE).to_bits() as u8
    }
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

    /// Expected values from SciPy 1.17.1, `theilslopes(v, t, alpha=0.9, method="separate")`.
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
        assert_eq!(theil_sen(&[]), Err(StatsError::TooFew { needed: 2, have: 0 }));
        assert_eq!(theil_sen(&[(1.0, 2.0)]), Err(StatsError::TooFew { needed: 2, have: 1 }));
        assert_eq!(theil_sen(&[(1.0, 2.0); 9]), Err(StatsError::OneTime));
    }

    #[test]
    fn points_that_are_not_finite_are_refused() {
        let refused = Err(StatsError::NotFinite { index: 1 });
        assert_eq!(theil_sen(&[(0.0, 1.0), (f64::NAN, 2.0)]), refused);
        assert_eq!(theil_sen(&[(0.0, 1.0), (1.0, f64::INFINITY), (2.0, 3.0)]), refused);
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
            let (times, values): (Vec<f64>, Vec<f64>) = points.iter().copied().unzip();
            let mut sorted = Vec::new();
            find_slopes(&times, &values, &mut sorted);
            sorted.sort_by(f64::total_cmp);
            let count = sorted.len();
            let Ok(line) = theil_sen(&points) else {
                prop_assert_eq!(count, 0);
                return Ok(());
            };
            let ties = |sequence: &[f64]| in_order(sequence, &mut Vec::new()).unwrap().0;
            let sum_of_variance = (term(times.len()) - ties(&times) - ties(&values)) as f64;
            let (low, high) = ranks(count, sum_of_variance).unwrap();
            prop_assert_eq!(line.slope, (sorted[(count - 1) / 2] + sorted[count / 2]) / 2.0);
            prop_assert_eq!((line.slope_low, line.slope_high), (sorted[low], sorted[high]));
            prop_assert!(line.slope_low <= line.slope && line.slope <= line.slope_high);
        }

        #[test]
        fn buckets_find_what_sorting_finds(
            numbers in prop::collection::vec(
                prop_oneof![8 => -9.0..9.0_f64, 1 => -1e15..1e15_f64, 1 => Just(0.0), 1 => Just(-0.0), 1 => -1e-300..1e-300_f64],
                1..900,
            ),
            ends in (0.0..1.0_f64, 0.0..1.0_f64),
        ) {
            let mut sorted = numbers.clone();
            sorted.sort_by(f64::total_cmp);
            let last = numbers.len() - 1;
            let index = |share: f64| (share * numbers.len() as f64) as usize;
            let (low, high) = (index(ends.0).min(last / 2), index(ends.1).max(last.div_ceil(2)));
            let found = Selection::default().at_ranks(&mut numbers.clone(), low, high).unwrap();
            let expected = (sorted[low] + 0.0, middle(sorted[last / 2], sorted[last.div_ceil(2)]), sorted[high] + 0.0);
            let bits = |(a, b, c): (f64, f64, f64)| [a, b, c].map(f64::to_bits);
            prop_assert_eq!(bits(found), bits(expected));
        }

        #[test]
        fn the_interval_always_encloses_the_median(slopes in 1_usize..200_000, sum in -1e6..1e9_f64) {
            let (low, high) = ranks(slopes, sum).unwrap();
            prop_assert!(low <= slopes / 2 && slopes / 2 <= high && high < slopes);
        }
    }
}
