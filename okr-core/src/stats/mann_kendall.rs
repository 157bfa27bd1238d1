use std::f64::consts::SQRT_2;

use super::StatsError;

/// Minimum number of values.
const FEWEST: usize = 5;
/// Up to this many distinct values, the p-value is exact; beyond, the normal approximation is close enough.
const MOST_EXACT: usize = 10;
/// Up to this many values, pairs are compared one by one, without allocating memory.
const MOST_BY_PAIRS: usize = 64;

/// The result of a Mann–Kendall test for a monotonic trend.
///
/// See [`mann_kendall`].
///
/// ```
/// use okr_core::stats::mann_kendall;
///
/// let trend = mann_kendall(&[7.6, 7.4, 7.3, 7.1, 6.9, 6.8])?;
/// let falling = trend.p < 0.05 && trend.s < 0;
/// assert!(falling && trend.exact);
/// # Ok::<(), okr_core::stats::StatsError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct MannKendall {
    /// S: the number of pairs whose later value is larger, minus the number of pairs whose later value is smaller.
    pub s: i64,
    /// Variance of S without a trend, corrected for ties.
    pub variance: f64,
    /// Kendall's tau-a: `S / (n(n - 1)/2)`, from -1 (each value smaller than all before it) to 1.
    pub tau: f64,
    /// Two-sided p-value: the probability, without a trend, of an S at least as far from 0.
    pub p: f64,
    /// Whether `p` is exact (counted over all orders of the values) rather than from the normal approximation.
    pub exact: bool,
    /// n: the number of values.
    pub points: usize,
}

/// Tests finite values, in chronological order, for a monotonic trend.
///
/// * `S = Σ sign(v_j - v_i)` over all pairs i < j;
/// * variance `(n(n - 1)(2n + 5) - Σ t(t - 1)(2t + 5)) / 18`, over the groups of t equal values;
/// * p: for up to 10 values without ties, the share of the n! orders whose S is at least as far from 0; otherwise
///   `erfc(z / √2)` with `z = (|S| - 1) / √variance`. For S = 0, p is 1.
///
/// Values are tied if they are exactly equal. Up to 64 values are tested without allocating memory; more take n·log n
/// steps.
///
/// Sources: Mann, *Nonparametric Tests Against Trend* (1945); Kendall, *Rank Correlation Methods* (4th edition, 1975).
///
/// # Errors
///
/// Returns [`StatsError::TooFew`] for fewer than 5 values, and [`StatsError::NotFinite`].
///
/// ```
/// use okr_core::stats::mann_kendall;
///
/// let trend = mann_kendall(&[42.0, 44.0, 45.0, 49.0, 50.0])?;
/// assert_eq!((trend.s, trend.tau), (10, 1.0));
/// assert_eq!(trend.p, 2.0 / 120.0); // two of the 120 orders are as steady
/// # Ok::<(), okr_core::stats::StatsError>(())
/// ```
pub fn mann_kendall(values: &[f64]) -> Result<MannKendall, StatsError> {
    super::error::check_numbers(values, FEWEST)?;
    let points = values.len();
    let order = if points <= MOST_BY_PAIRS { order_by_pairs(values) } else { order_by_sorting(values) };
    order.test(points)
}

/// How the order of values in time relates to their order by size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Order {
    pub(super) s: i64,
    /// `Σ t(t - 1)(2t + 5)` over the groups of equal values; 0 without ties.
    pub(super) tie_term: i128,
}

impl Order {
    /// Returns the test of `points` values with this order.
    pub(super) fn test(self, points: usize) -> Result<MannKendall, StatsError> {
        if points < FEWEST {
            return Err(StatsError::TooFew { needed: FEWEST, have: points });
        }
        let Order { s, tie_term } = self;
        let variance = (variance_term(points) - tie_term) as f64 / 18.0;
        let counted = if tie_term > 0 { None } else { counted_p(points, s.unsigned_abs()) };
        let p = match counted {
            _ if s == 0 => 1.0,
            Some(p) => p,
            None => libm::erfc((s.unsigned_abs() - 1) as f64 / variance.sqrt() / SQRT_2),
        };
        Ok(MannKendall { s, variance, tau: s as f64 / pairs_of(points) as f64, p, exact: counted.is_some(), points })
    }
}

/// `n(n - 1)/2`.
fn pairs_of(count: usize) -> i64 {
    let count = count as i64;
    count * (count - 1) / 2
}

/// `n(n - 1)(2n + 5)`.
pub(super) fn variance_term(count: usize) -> i128 {
    let count = count as i128;
    count * (count - 1) * (2 * count + 5)
}

/// Returns the sum of [`variance_term`] over the groups of equal values.
fn tie_term(sorted: &[f64]) -> i128 {
    sorted.chunk_by(|a, b| a == b).map(|group| variance_term(group.len())).sum()
}

fn order_by_pairs(values: &[f64]) -> Order {
    let (mut rising, mut falling) = (0_i64, 0_i64);
    let mut later = values;
    while let Some((&first, rest)) = later.split_first() {
        rising += rest.iter().map(|&value| i64::from(value > first)).sum::<i64>();
        falling += rest.iter().map(|&value| i64::from(value < first)).sum::<i64>();
        later = rest;
    }
    let ties = rising + falling < pairs_of(values.len());
    let mut tied = 0;
    if ties {
        let mut copy = [0.0; MOST_BY_PAIRS];
        if let Some(sorted) = copy.get_mut(..values.len()) {
            sorted.copy_from_slice(values);
            sorted.sort_unstable_by(f64::total_cmp);
            tied = tie_term(sorted);
        }
    }
    Order { s: rising - falling, tie_term: tied }
}

fn order_by_sorting(values: &[f64]) -> Order {
    let mut sorted = values.to_vec();
    let mut scratch = sorted.clone();
    let falling = sort_counting_inversions(&mut sorted, &mut scratch);
    let tied: i64 = sorted.chunk_by(|a, b| a == b).map(|group| pairs_of(group.len())).sum();
    let rising = pairs_of(values.len()) - tied - falling;
    Order { s: rising - falling, tie_term: tie_term(&sorted) }
}

/// Sorts by merging and counts the pairs whose later value is smaller. Both slices have the same length.
fn sort_counting_inversions(values: &mut [f64], scratch: &mut [f64]) -> i64 {
    let middle = values.len() / 2;
    if middle == 0 {
        return 0;
    }
    let (left, right) = values.split_at_mut(middle);
    let (left_scratch, right_scratch) = scratch.split_at_mut(middle);
    let mut inversions = sort_counting_inversions(left, left_scratch) + sort_counting_inversions(right, right_scratch);
    let mut waiting = middle as i64;
    let mut left = left.iter().peekable();
    let mut right = right.iter().peekable();
    for slot in scratch.iter_mut() {
        let next = match (left.peek(), right.peek()) {
            (Some(earlier), Some(later)) if later < earlier => {
                inversions += waiting;
                right.next()
            }
            (Some(_), _) => {
                waiting -= 1;
                left.next()
            }
            (None, _) => right.next(),
        };
        if let Some(&value) = next {
            *slot = value;
        }
    }
    values.copy_from_slice(scratch);
    inversions
}

/// Number of entries needed for the inversions of half of the orders of 10 values, 0 included.
const INVERSIONS: usize = MOST_EXACT * (MOST_EXACT - 1) / 4 + 1;

/// Number of orders of n distinct values with at most k inversions, by n and k, for k up to half of all pairs.
static ORDERS_UP_TO: [[u32; INVERSIONS]; MOST_EXACT + 1] = orders_up_to();

/// Counts orders by their inversions (MacMahon): a new largest value has 0 to n - 1 others after it.
#[allow(clippy::indexing_slicing)] // INVARIANT: runs at compile time only, where a wrong index does not compile.
const fn orders_up_to() -> [[u32; INVERSIONS]; MOST_EXACT + 1] {
    let mut up_to = [[1; INVERSIONS]; MOST_EXACT + 1];
    let mut size = 1;
    while size <= MOST_EXACT {
        let mut sum = 0;
        let mut inversions = 0;
        while inversions < INVERSIONS {
            // Orders with exactly `inversions`: the orders of one value fewer that have up to `size - 1` inversions fewer.
            let mut exactly = up_to[size - 1][inversions];
            if inversions >= size {
                exactly -= up_to[size - 1][inversions - size];
            }
            sum += exactly;
            up_to[size][inversions] = sum;
            inversions += 1;
        }
        size += 1;
    }
    up_to
}

/// Returns the share of all orders of up to 10 distinct values whose S is at least `distance` from 0; none for more
/// values.
fn counted_p(points: usize, distance: u64) -> Option<f64> {
    let inversions = (pairs_of(points).unsigned_abs() - distance) / 2;
    let orders = *ORDERS_UP_TO.get(points)?.get(usize::try_from(inversions).ok()?)?;
    let all: u32 = (1..=points as u32).product();
    let both_sides = if distance == 0 { f64::from(all) } else { 2.0 * f64::from(orders) };
    Some(both_sides / f64::from(all))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    /// Every order of 0, 1, …, n - 1.
    fn orders(points: usize) -> Vec<Vec<f64>> {
        let mut orders = vec![vec![]];
        for value in 0..points {
            orders = orders
                .into_iter()
                .flat_map(|order: Vec<f64>| {
                    (0..=order.len()).map(move |index| {
                        let mut longer = order.clone();
                        longer.insert(index, value as f64);
                        longer
                    })
                })
                .collect();
        }
        orders
    }

    #[test]
    fn up_to_eight_values_p_is_the_share_of_orders() {
        for points in 5..=8 {
            let tests: Vec<MannKendall> = orders(points).iter().map(|order| mann_kendall(order).unwrap()).collect();
            let mut by_distance = BTreeMap::new();
            for test in &tests {
                by_distance.entry(test.s.abs()).or_insert((0, *test)).0 += 1;
            }
            let mut as_far = 0;
            for (distance, (count, test)) in by_distance.iter().rev() {
                as_far += count;
                assert_eq!(test.p, as_far as f64 / tests.len() as f64, "{points} values, |S| = {distance}");
                assert!(test.exact);
            }
        }
    }

    /// The counts by inversions of 9 and 10 values: OEIS A008302, rows 9 and 10.
    #[test]
    fn counted_orders_are_the_published_ones() {
        let row = |points: usize| -> Vec<u32> {
            let up_to = ORDERS_UP_TO[points];
            (0..INVERSIONS).map(|k| if k == 0 { up_to[0] } else { up_to[k] - up_to[k - 1] }).collect()
        };
        assert_eq!(row(10)[..12], [1, 9, 44, 155, 440, 1_068, 2_298, 4_489, 8_095, 13_640, 21_670, 32_683]);
        assert_eq!(row(9)[..10], [1, 8, 35, 111, 285, 628, 1_230, 2_191, 3_606, 5_545]);
        assert_eq!(2 * ORDERS_UP_TO[10][22], 3_628_800);
    }

    #[test]
    fn ten_values_are_counted_and_eleven_are_not() {
        let rising: Vec<f64> = (0..11).map(f64::from).collect();
        let ten = mann_kendall(&rising[..10]).unwrap();
        assert_eq!((ten.p, ten.exact), (2.0 / 3_628_800.0, true));
        assert!(!mann_kendall(&rising).unwrap().exact);
    }

    /// S and the variance as pymannkendall 1.4.3 computes them; p from the complementary error function of the C library, as the sum that
    /// pymannkendall takes from 1 has lost its last digits there (2.623614939456509e-05).
    #[test]
    fn the_normal_chance_has_its_continuity_correction() {
        let near = |p: f64, expected: f64| (p - expected).abs() <= 1e-13 * expected;
        let rising: Vec<f64> = (0..11).map(f64::from).collect();
        let trend = mann_kendall(&rising).unwrap();
        assert_eq!((trend.s, trend.variance, trend.tau), (55, 165.0, 1.0));
        assert!(near(trend.p, 2.623_614_939_458_712_6e-5), "{}", trend.p);
        let tied = [3.0, 3.0, 4.0, 4.0, 5.0, 4.0, 5.0, 6.0, 6.0, 5.0, 7.0, 6.0];
        let trend = mann_kendall(&tied).unwrap();
        assert_eq!((trend.s, trend.variance, trend.exact), (48, 602.0 / 3.0, false));
        assert!(near(trend.p, 9.070_452_223_551_584e-4), "{}", trend.p);
    }

    #[test]
    fn few_values_are_insufficient_and_not_without_trend() {
        for have in 0..5 {
            let expected = Err(StatsError::TooFew { needed: 5, have });
            assert_eq!(mann_kendall(&[1.0, 2.0, 3.0, 4.0][..have]), expected);
        }
    }

    #[test]
    fn no_direction_gives_one() {
        let flat = mann_kendall(&[7.1; 6]).unwrap();
        assert_eq!((flat.s, flat.variance, flat.tau, flat.p), (0, 0.0, 0.0, 1.0));
        assert!(flat.tau.is_sign_positive());
        assert_eq!(mann_kendall(&[7.1; 100]).unwrap().p, 1.0);
        assert_eq!(mann_kendall(&[1.0, 2.0, 3.0, 2.0, 1.0]).unwrap().p, 1.0);
        assert_eq!(mann_kendall(&[0.0, -0.0, 0.0, -0.0, 0.0]).unwrap().s, 0);
    }

    proptest! {
        #[test]
        fn pairs_and_sorting_agree(values in prop::collection::vec((-20..20_i32).prop_map(f64::from), 0..64)) {
            let (pairs, sorting) = (order_by_pairs(&values), order_by_sorting(&values));
            prop_assert_eq!(pairs.s, sorting.s);
            prop_assert_eq!(pairs.tie_term, sorting.tie_term);
        }

        #[test]
        fn negation_turns_the_trend_around(values in prop::collection::vec(-1e15..1e15_f64, 5..80)) {
            let negated: Vec<f64> = values.iter().map(|value| -value).collect();
            let (one, other) = (mann_kendall(&values).unwrap(), mann_kendall(&negated).unwrap());
            prop_assert_eq!((one.s, one.p, one.variance), (-other.s, other.p, other.variance));
            prop_assert!((0.0..=1.0).contains(&one.p));
        }
    }
}
