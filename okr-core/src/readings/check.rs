//! Whether a row can be used, and what is wrong where it can't.

use super::Reading;
use super::duplicates::Duplicates;
use super::missing_value::MissingValue;
use super::options::Options;
use super::rejected::Rejected;
use super::store::NO_DAY;
use crate::calendar::{FIRST_DAY, LAST_DAY, day_number};
use crate::document::shorten;
use crate::error::{ErrorKind, Errors};
use crate::number::{LARGEST_VALUE, text};

/// Whether a row is kept (true) or skipped (false). Calls `reject` for each problem.
pub(super) fn check_row(reading: &Reading, options: &Options, mut reject: impl FnMut(&'static str, ErrorKind)) -> bool {
    if reading.metric.trim().is_empty() {
        reject("metric", ErrorKind::MissingField { field: "metric".into() });
    }
    check_day(day_number(reading.date)).unwrap_or_else(|kind| reject("date", kind));
    let recorded = reading.recorded.map(day_number);
    let kept = check_value(reading.value.unwrap_or(f64::NAN), recorded.is_some(), options).unwrap_or_else(|kind| {
        reject("value", kind);
        true
    });
    if let Some(recorded) = recorded {
        check_day(recorded).unwrap_or_else(|kind| reject("recorded", kind));
    }
    check_sample(reading.sample.unwrap_or(f64::NAN)).unwrap_or_else(|kind| reject("sample", kind));
    kept
}

/// Checks that all rows can be used: a `bad_row` for each of the first 100 problems. `mode` is what several rows of a metric mean.
pub(crate) fn check_rows(rows: &[&Reading], mode: impl Fn(&str) -> Duplicates) -> Result<(), Errors> {
    let mut rejected = Rejected::default();
    for (row, reading) in rows.iter().enumerate() {
        let options = Options { duplicates: mode(&reading.metric), ..Options::default() };
        check_row(reading, &options, |column, kind| rejected.add(row, column, kind));
    }
    rejected.errors().map_or(Ok(()), Err)
}

/// Whether a value is kept (true) or skipped (false); or why it can't be used.
#[inline]
pub(super) fn check_value(value: f64, retraction: bool, options: &Options) -> Result<bool, ErrorKind> {
    if value.abs() <= LARGEST_VALUE {
        Ok(true)
    } else if !value.is_nan() {
        Err(out_of_bounds(value))
    } else if retraction && !options.duplicates.combines() {
        Ok(true)
    } else {
        match options.missing {
            MissingValue::Skip => Ok(false),
            MissingValue::Error if retraction => Err(no_retraction(options.duplicates)),
            MissingValue::Error => Err(ErrorKind::MissingField { field: "value".into() }),
        }
    }
}

#[cold]
fn no_retraction(duplicates: Duplicates) -> ErrorKind {
    let reason = format!(
        "rows that combine by `{duplicates}` need a value, found none: they can't be retracted; a reversal is an event of its own"
    );
    ErrorKind::BadRow { row: 0, column: "value".into(), reason }
}

/// Checks a sample; one that is not a number stands for none.
#[inline]
pub(super) fn check_sample(sample: f64) -> Result<(), ErrorKind> {
    if sample.is_nan() || sample > 0.0 && sample <= LARGEST_VALUE { Ok(()) } else { Err(bad_sample(sample)) }
}

/// Checks a day number.
#[inline]
pub(super) fn check_day(day: i32) -> Result<(), ErrorKind> {
    if (FIRST_DAY..=LAST_DAY).contains(&day) { Ok(()) } else { Err(bad_day(day)) }
}

/// The number that a text writes, not a number for an empty text.
pub(super) fn number(text: &str) -> Result<f64, ErrorKind> {
    if text.is_empty() {
        return Ok(f64::NAN);
    }
    text.parse().map_err(|_| {
        let expected = "a number such as `12.5`".to_owned();
        ErrorKind::WrongType { expected, found: format!("the text `{}`", shorten(text)) }
    })
}

#[cold]
fn out_of_bounds(value: f64) -> ErrorKind {
    if value.is_finite() {
        ErrorKind::OutOfBounds { value, min: -LARGEST_VALUE, max: LARGEST_VALUE }
    } else {
        ErrorKind::NonFinite {}
    }
}

#[cold]
fn bad_sample(sample: f64) -> ErrorKind {
    if sample > 0.0 {
        return out_of_bounds(sample);
    }
    // The row and column stand beside the reason wherever it is shown.
    let reason = format!("a sample must be above 0, found `{}`", text(sample, 9));
    ErrorKind::BadRow { row: 0, column: "sample".into(), reason }
}

#[cold]
fn bad_day(day: i32) -> ErrorKind {
    if day == NO_DAY {
        return ErrorKind::MissingField { field: "date".into() };
    }
    let reason = "a day number must lie within 0001-01-01 to 9999-12-31".to_owned();
    ErrorKind::BadDate { value: shorten(&day.to_string()), reason }
}
