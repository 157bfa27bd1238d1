//! Numbers as people write them.

use crate::number::text;

/// A score as people write it: cut, so that none looks as if it met what it did not.
pub(super) fn score_text(score: f64) -> String {
    crate::figure::short_score(score)
}

/// A range as people say it.
pub(super) fn bounds_text(min: Option<f64>, max: Option<f64>) -> String {
    match (min, max) {
        (Some(min), Some(max)) => format!("within {} to {}", value_text(min), value_text(max)),
        (Some(min), None) => format!("at least {}", value_text(min)),
        (None, Some(max)) => format!("at most {}", value_text(max)),
        (None, None) => String::new(),
    }
}

/// A value as people write it, in a formula: a negative one in brackets.
pub(super) fn in_formula(value: f64) -> String {
    let text = value_text(value);
    if text.starts_with('-') { format!("({})", text.replace('-', "−")) } else { text }
}

/// A value as people write it.
pub(super) fn value_text(value: f64) -> String {
    text(value, 4)
}
