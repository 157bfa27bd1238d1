//! Numbers and dates within what can be computed with.

use chrono::{Datelike, NaiveDate};

use super::context::Context;
use crate::document::At;
use crate::error::ErrorKind;
use crate::number::{LARGEST_VALUE, LARGEST_WEIGHT};

/// What is wrong with a value, where something is.
pub(crate) fn value_problem(value: f64) -> Option<ErrorKind> {
    if !value.is_finite() {
        Some(ErrorKind::NonFinite {})
    } else if value.abs() > LARGEST_VALUE {
        Some(ErrorKind::OutOfBounds { value, min: -LARGEST_VALUE, max: LARGEST_VALUE })
    } else {
        None
    }
}

/// What is wrong with a weight, where something is.
pub(super) fn weight_problem(weight: f64) -> Option<ErrorKind> {
    if !weight.is_finite() {
        Some(ErrorKind::NonFinite {})
    } else if weight < 0.0 {
        Some(ErrorKind::BadWeight { weight })
    } else if weight > LARGEST_WEIGHT {
        Some(ErrorKind::OutOfBounds { value: weight, min: 0.0, max: LARGEST_WEIGHT })
    } else {
        None
    }
}

impl Context<'_> {
    /// Notes a value that can't be computed with; whether it can.
    pub(super) fn value(&mut self, value: f64, at: &At<'_>) -> bool {
        let problem = value_problem(value);
        let fine = problem.is_none();
        if let Some(kind) = problem {
            self.error(at, kind);
        }
        fine
    }

    pub(super) fn weight(&mut self, weight: f64, at: &At<'_>) {
        if let Some(kind) = weight_problem(weight) {
            self.error(at, kind);
        }
    }

    /// Notes a date outside the years 1 to 9999, which only a typed plan can hold; whether it is inside.
    pub(super) fn date(&mut self, date: NaiveDate, at: &At<'_>) -> bool {
        let fine = (1..=9999).contains(&date.year());
        if !fine {
            let reason = "years run from 0001 to 9999".to_owned();
            self.error(at, ErrorKind::BadDate { value: date.to_string(), reason });
        }
        fine
    }

    pub(super) fn optional_date(&mut self, date: Option<NaiveDate>, at: &At<'_>) -> bool {
        date.is_none_or(|date| self.date(date, at))
    }

    /// Notes an end before its start; `field` is the one of the two that is written.
    pub(super) fn interval(&mut self, start: NaiveDate, end: NaiveDate, at: &At<'_>, field: &str) {
        if start > end {
            let kind = ErrorKind::BadInterval { start: start.to_string(), end: end.to_string() };
            self.error_in(at, &at.field(field), kind);
        }
    }
}
