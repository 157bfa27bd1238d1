//! Numbers and states in the lines of an agenda.

use chrono::NaiveDate;

use crate::figure;

/// A value with its unit, with as many digits as tell it from what it is held against.
pub(super) fn amount(x: f64, others: &[Option<f64>], unit: Option<&str>) -> String {
    figure::with_unit_in_message(figure::value(x, others), unit)
}

/// A range: `at most 12%`; nothing without bounds.
pub(super) fn range(min: Option<f64>, max: Option<f64>, value: Option<f64>, unit: Option<&str>) -> Option<String> {
    let bound = |x: f64| amount(x, &[value], unit);
    match (min, max) {
        (Some(min), Some(max)) => Some(format!("{} to {}", figure::value(min, &[value]), bound(max))),
        (Some(min), None) => Some(format!("at least {}", bound(min))),
        (None, Some(max)) => Some(format!("at most {}", bound(max))),
        (None, None) => None,
    }
}

/// A state with its first day; none where that is too long ago to be known.
pub(super) fn state_since(state: &str, since: Option<NaiveDate>) -> String {
    let words = figure::words(state);
    match since {
        Some(day) => format!("{words} since {day}"),
        None => format!("{words} for more than {} days", super::since::LOOK_BACK),
    }
}

/// A score beside the one expected.
pub(super) fn score(score: f64, expected: Option<f64>) -> String {
    let expected = expected.map(|expected| format!(" (expected {})", figure::short_score(expected)));
    format!("score {}{}", figure::short_score(score), expected.unwrap_or_default())
}
