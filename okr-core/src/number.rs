//! The few comparisons on which every result rests.
//!
//! Scores, shares and gaps are compared with [`meets`]; values (readings, bounds, targets, tolerances) with
//! [`at_least`], [`at_most`] and [`same`], whose slack grows with the size of the numbers. Both kinds absorb
//! the rounding of binary fractions: the mean of 0.7, 0.7 and 0.7 is 0.6999999999999998, and still meets 0.7.

/// The largest absolute value that a plan or a reading may hold.
pub const LARGEST_VALUE: f64 = 1e15;
/// The largest weight of a key result, an objective or a milestone.
pub const LARGEST_WEIGHT: f64 = 1e6;
/// Raw progress is clamped to plus or minus this.
pub const LARGEST_RAW: f64 = 1e9;
/// Slack of comparisons: absolute for scores, relative for values.
pub const SLACK: f64 = 1e-9;

/// Whether a score, share or gap `x` meets the threshold `t`: `x >= t - 1e-9`.
#[must_use]
pub fn meets(x: f64, t: f64) -> bool {
    x >= t - SLACK
}

/// Whether a value `a` is at least `b`, with a slack of `1e-9 · max(|a|, |b|)`.
#[must_use]
pub fn at_least(a: f64, b: f64) -> bool {
    a >= b - slack(a, b)
}

/// Whether a value `a` is at most `b`, with a slack of `1e-9 · max(|a|, |b|)`.
#[must_use]
pub fn at_most(a: f64, b: f64) -> bool {
    at_least(b, a)
}

/// Whether two values are the same within the slack of [`at_least`].
#[must_use]
pub fn same(a: f64, b: f64) -> bool {
    at_least(a, b) && at_least(b, a)
}

fn slack(a: f64, b: f64) -> f64 {
    let (a, b) = (a.abs(), b.abs());
    SLACK * if a > b { a } else { b }
}

/// `x` clamped to `low..=high`; a zero has no sign.
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
#[must_use]
pub fn unsigned(x: f64) -> f64 {
    x + 0.0
}

/// The larger of two numbers, by comparison; the first where they are equal.
#[must_use]
pub fn larger(a: f64, b: f64) -> f64 {
    if b > a { b } else { a }
}

/// The smaller of two numbers, by comparison; the first where they are equal.
#[must_use]
pub fn smaller(a: f64, b: f64) -> f64 {
    if b < a { b } else { a }
}

/// A number as people write it: no trailing zeros, at most `digits` decimals; from 2^53 on with a power of ten, such as `1e300`.
#[must_use]
pub fn text(x: f64, digits: usize) -> String {
    let whole = x as i64;
    if whole as f64 == x && whole.unsigned_abs() < 1 << 53 {
        return whole.to_string();
    }
    if x.is_finite() && whole.unsigned_abs() >= 1 << 53 {
        return format!("{x:e}");
    }
    let mut written = format!("{x:.digits$}");
    if written.contains('.') {
        written.truncate(written.trim_end_matches('0').trim_end_matches('.').len());
    }
    if written == "-0" { "0".to_owned() } else { written }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparisons_absorb_what_binary_fractions_lose() {
        assert!(meets((0.7 + 0.7 + 0.7) / 3.0, 0.7));
        assert!(!meets(0.699, 0.7));
        assert!(at_least(0.1 + 0.2, 0.3) && at_least(0.3, 0.1 + 0.2));
        assert!(at_most(0.1 + 0.2, 0.3) && !at_most(0.301, 0.3));
        assert!(same(0.1 + 0.2, 0.3));
    }

    #[test]
    fn zeros_have_no_sign() {
        assert!(unsigned(-0.0).is_sign_positive());
        assert!(clamp(-0.0, 0.0, 1.0).is_sign_positive());
    }

    #[test]
    fn numbers_are_written_without_trailing_zeros() {
        assert_eq!(text(25.0, 2), "25");
        assert_eq!(text(0.529_411_7, 2), "0.53");
        assert_eq!(text(-0.001, 2), "0");
        assert_eq!((text(1e300, 9), text(-2.5e17, 2)), ("1e300".to_owned(), "-2.5e17".to_owned()));
        assert_eq!(text(9_007_199_254_740_991.0, 2), "9007199254740991");
    }
}
