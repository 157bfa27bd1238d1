//! Numbers: the few comparisons and sums on which every result rests, one function each.
//!
//! Scores, shares and gaps are compared with [`meets`]; values (readings, bounds, targets, tolerances) with
//! [`at_least`], [`at_most`] and [`same`], whose slack grows with the size of the numbers. Both kinds absorb
//! what binary fractions lose: the mean of 0.7, 0.7 and 0.7 is 0.6999999999999998, and still meets 0.7.

/// The largest absolute value that a plan or a reading may hold.
pub const LARGEST_VALUE: f64 = 1e15;
/// The largest weight of a key result, an objective or a milestone.
pub const LARGEST_WEIGHT: f64 = 1e6;
/// Raw progress is clamped to plus or minus this.
pub const LARGEST_RAW: f64 = 1e9;
/// Slack of comparisons: absolute for scores, relative for values.
pub const SLACK: f64 = 1e-9;

/// Whether a score, share or gap `x` meets the threshold `t`: `x >= t - 1e-9`.
///
/// ```
/// assert!(okr_core::number::meets((0.7 + 0.7 + 0.7) / 3.0, 0.7));
/// assert!(!okr_core::number::meets(0.699, 0.7));
/// ```
#[must_use]
pub fn meets(x: f64, t: f64) -> bool {
    x >= t - SLACK
}

/// Whether a value `a` is at least `b`, with a slack of `1e-9 · max(|a|, |b|)`.
///
/// ```
/// assert!(okr_core::number::at_least(0.1 + 0.2, 0.3));
/// assert!(okr_core::number::at_least(0.3, 0.1 + 0.2));
/// ```
#[must_use]
pub fn at_least(a: f64, b: f64) -> bool {
    a >= b - slack(a, b)
}

/// Whether a value `a` is at most `b`, with a slack of `1e-9 · max(|a|, |b|)`.
///
/// ```
/// assert!(okr_core::number::at_most(0.1 + 0.2, 0.3));
/// assert!(!okr_core::number::at_most(0.301, 0.3));
/// ```
#[must_use]
pub fn at_most(a: f64, b: f64) -> bool {
    at_least(b, a)
}

/// Whether two values are the same within the slack of [`at_least`].
///
/// ```
/// assert!(okr_core::number::same(0.1 + 0.2, 0.3));
/// ```
#[must_use]
pub fn same(a: f64, b: f64) -> bool {
    at_least(a, b) && at_least(b, a)
}

fn slack(a: f64, b: f64) -> f64 {
    let (a, b) = (a.abs(), b.abs());
    SLACK * if a > b { a } else { b }
}

/// `x` within `low..=high`, by comparison, so that the sign of a zero is never open.
///
/// ```
/// assert_eq!(okr_core::number::clamp(1.2, 0.0, 1.0), 1.0);
/// ```
#[must_use]
pub fn clamp(x: f64, low: f64, high: f64) -> f64 {
    if x < low {
        low
    } else if x > high {
        high
    } else {
        unsigned(x)
    }
}

/// `x`, with a zero of either sign as `+0.0`.
///
/// ```
/// assert!(okr_core::number::unsigned(-0.0).is_sign_positive());
/// ```
#[must_use]
pub fn unsigned(x: f64) -> f64 {
    x + 0.0
}

/// The larger of two numbers, by comparison; the first where they are equal.
///
/// ```
/// assert_eq!(okr_core::number::larger(1.0, 2.0), 2.0);
/// ```
#[must_use]
pub fn larger(a: f64, b: f64) -> f64 {
    if b > a { b } else { a }
}

/// The smaller of two numbers, by comparison; the first where they are equal.
///
/// ```
/// assert_eq!(okr_core::number::smaller(1.0, 2.0), 1.0);
/// ```
#[must_use]
pub fn smaller(a: f64, b: f64) -> f64 {
    if b < a { b } else { a }
}

/// A number as people write it: no trailing zeros, at most `digits` decimals.
///
/// ```
/// assert_eq!(okr_core::number::text(25.0, 2), "25");
/// assert_eq!(okr_core::number::text(0.5294117, 2), "0.53");
/// assert_eq!(okr_core::number::text(-0.001, 2), "0");
/// ```
#[must_use]
pub fn text(x: f64, digits: usize) -> String {
    let whole = x as i64;
    if whole as f64 == x && whole.unsigned_abs() < 1 << 53 {
        return whole.to_string();
    }
    let mut written = format!("{x:.digits$}");
    if written.contains('.') {
        written.truncate(written.trim_end_matches('0').trim_end_matches('.').len());
    }
    if written == "-0" { "0".to_owned() } else { written }
}
