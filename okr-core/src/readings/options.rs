//! The options of loading, as every form of rows heeds them.

use super::duplicates::Duplicates;
use super::missing_value::MissingValue;
use super::store::NO_DAY;
use crate::calendar::{Calendar, DateError, parse_fiscal_day, parse_reading_day};

/// What a loader was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Options {
    pub(super) missing: MissingValue,
    pub(super) duplicates: Duplicates,
    /// The day on which rows became known that do not say so.
    pub(super) recorded: Option<i32>,
    /// The calendar of fiscal periods, where dates may be such.
    pub(super) fiscal: Option<Calendar>,
}

impl Options {
    /// The day on which a row became known; [`NO_DAY`] for its date.
    #[inline]
    pub(super) fn recorded(&self, written: i32) -> i32 {
        if written == NO_DAY { self.recorded.unwrap_or(NO_DAY) } else { written }
    }

    /// The number of the day that a row's date names.
    #[inline]
    pub(super) fn day(&self, text: &str) -> Result<i32, DateError> {
        let day = parse_reading_day(text);
        match self.fiscal {
            Some(calendar) if day.is_err() => parse_fiscal_day(text, calendar).unwrap_or(day),
            _ => day,
        }
    }
}
