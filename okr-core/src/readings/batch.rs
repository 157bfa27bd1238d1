//! Rows on their way into the store: columns in the order of the input.

use std::borrow::Cow;

use super::group::group;
use super::rejected::Rejected;
use super::store::{NO_DAY, NO_NOTE};
use super::table::Table;
use super::texts::Texts;
use super::{Loaded, Reading, Readings};
use crate::calendar::{FIRST_DAY, LAST_DAY, day_number};
use crate::document::shorten;
use crate::error::{ErrorKind, Errors};
use crate::number::{LARGEST_VALUE, text, unsigned};

/// What an empty or not-a-number value means where `recorded` does not make it a retraction.
///
/// ```
/// use okr_core::readings::{Loader, MissingValue};
///
/// let text = r#"[{ "metric": "enps", "date": "2026-07", "value": null }]"#;
/// assert_eq!(Loader::new().json(text)?.rejected.rows(), 1);
/// assert_eq!(Loader::new().missing(MissingValue::Skip).json(text)?.skipped, 1);
/// # Ok::<(), okr_core::Errors>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MissingValue {
    /// The row is rejected.
    #[default]
    Error,
    /// The row is passed over.
    Skip,
}

/// Rows in the order of the input. Metrics and notes are indices.
#[derive(Debug, Clone, Default)]
pub(super) struct Batch<'a> {
    pub(super) metrics: Cow<'a, [u32]>,
    pub(super) table: Table<'a>,
}

/// A batch to which rows are added one by one. An optional column is empty until a row uses it.
#[derive(Debug, Clone, Default)]
pub(super) struct Growing {
    metrics: Vec<u32>,
    dates: Vec<i32>,
    values: Vec<f64>,
    recorded: Vec<i32>,
    samples: Vec<f64>,
    notes: Vec<u32>,
}

impl Growing {
    pub(super) fn push(&mut self, metric: u32, date: i32, value: f64, recorded: i32, sample: f64, note: u32) {
        let row = self.metrics.len();
        self.metrics.push(metric);
        self.dates.push(date);
        self.values.push(unsigned(value));
        push_optional(&mut self.recorded, row, recorded, recorded != NO_DAY && recorded != date, NO_DAY);
        push_optional(&mut self.samples, row, sample, !sample.is_nan(), f64::NAN);
        push_optional(&mut self.notes, row, note, note != NO_NOTE, NO_NOTE);
    }

    pub(super) fn finish(self) -> Batch<'static> {
        Batch {
            metrics: self.metrics.into(),
            table: Table {
                dates: self.dates.into(),
                values: self.values.into(),
                recorded: self.recorded.into(),
                samples: self.samples.into(),
                notes: self.notes.into(),
            },
        }
    }
}

/// Pushes to a column that begins with the first row that uses it.
#[inline]
fn push_optional<T: Copy>(column: &mut Vec<T>, row: usize, value: T, used: bool, none: T) {
    if used && column.is_empty() {
        column.resize(row, none);
    }
    if used || !column.is_empty() {
        column.push(value);
    }
}

/// Rows as they are taken in, one by one.
#[derive(Debug, Default)]
pub(super) struct Intake {
    pub(super) names: Texts,
    pub(super) notes: Texts,
    pub(super) batch: Growing,
    pub(super) rejected: Rejected,
    pub(super) skipped: usize,
    /// Rows seen, rejected and skipped ones included.
    pub(super) rows: usize,
    missing: MissingValue,
}

impl Intake {
    pub(super) fn new(missing: MissingValue) -> Self {
        Intake { missing, ..Intake::default() }
    }

    /// An intake like this one that has seen no row.
    pub(super) fn anew(&self) -> Self {
        Intake::new(self.missing)
    }

    /// Takes in a row; where it can't be used it is noted as rejected.
    pub(super) fn push(&mut self, reading: &Reading) {
        let row = self.rows;
        self.rows += 1;
        let problems = self.rejected.rows();
        let kept = check_row(reading, self.missing, |column, kind| self.rejected.add(row, column, kind));
        if self.rejected.rows() != problems {
            return;
        }
        if !kept {
            self.skipped += 1;
            return;
        }
        let date = day_number(reading.date);
        let recorded = reading.recorded.map_or(NO_DAY, day_number);
        let value = reading.value.unwrap_or(f64::NAN);
        let sample = reading.sample.unwrap_or(f64::NAN);
        let metric = self.names.intern(&reading.metric);
        let note = reading.note.as_ref().map_or(NO_NOTE, |note| self.notes.intern(note));
        self.batch.push(metric, date, value, recorded, sample, note);
    }

    pub(super) fn finish(self) -> Loaded {
        let Intake { names, notes, batch, rejected, skipped, .. } = self;
        let store = group(names, vec![batch.finish()], notes);
        Loaded { readings: Readings::from_store(store), rejected, skipped }
    }

    /// Notes the problems of a row that can't be read.
    pub(super) fn reject(&mut self, problems: impl IntoIterator<Item = (String, ErrorKind)>) {
        for (column, kind) in problems {
            self.rejected.add(self.rows, &column, kind);
        }
        self.rows += 1;
    }
}

/// Whether a row is kept (true) or passed over (false), where nothing keeps it from being used.
pub(super) fn check_row(
    reading: &Reading,
    missing: MissingValue,
    mut reject: impl FnMut(&'static str, ErrorKind),
) -> bool {
    if reading.metric.trim().is_empty() {
        reject("metric", ErrorKind::MissingField { field: "metric".into() });
    }
    check_day(day_number(reading.date)).unwrap_or_else(|kind| reject("date", kind));
    let recorded = reading.recorded.map(day_number);
    let kept = check_value(reading.value.unwrap_or(f64::NAN), recorded.is_some(), missing).unwrap_or_else(|kind| {
        reject("value", kind);
        true
    });
    if let Some(recorded) = recorded {
        check_day(recorded).unwrap_or_else(|kind| reject("recorded", kind));
    }
    check_sample(reading.sample.unwrap_or(f64::NAN)).unwrap_or_else(|kind| reject("sample", kind));
    kept
}

/// Whether all rows can be used: a `bad_row` for each of the first 100 problems.
pub(crate) fn check_rows(rows: &[&Reading]) -> Result<(), Errors> {
    let mut rejected = Rejected::default();
    for (row, reading) in rows.iter().enumerate() {
        check_row(reading, MissingValue::Error, |column, kind| rejected.add(row, column, kind));
    }
    rejected.errors().map_or(Ok(()), Err)
}

/// Whether a value is kept (true) or passed over (false); or why it can't be used.
#[inline]
pub(super) fn check_value(value: f64, retraction: bool, missing: MissingValue) -> Result<bool, ErrorKind> {
    if value.abs() <= LARGEST_VALUE {
        Ok(true)
    } else if !value.is_nan() {
        Err(out_of_bounds(value))
    } else if retraction {
        Ok(true)
    } else {
        match missing {
            MissingValue::Skip => Ok(false),
            MissingValue::Error => Err(ErrorKind::MissingField { field: "value".into() }),
        }
    }
}

/// Why a sample can't be used; one that is not a number is none.
#[inline]
pub(super) fn check_sample(sample: f64) -> Result<(), ErrorKind> {
    if sample.is_nan() || sample > 0.0 && sample <= LARGEST_VALUE { Ok(()) } else { Err(bad_sample(sample)) }
}

/// Why a day number can't be used.
#[inline]
pub(super) fn check_day(day: i32) -> Result<(), ErrorKind> {
    if (FIRST_DAY..=LAST_DAY).contains(&day) { Ok(()) } else { Err(bad_day(day)) }
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
    let reason = format!("a sample is a number above 0, not `{}`", text(sample, 9));
    ErrorKind::BadRow { row: 0.0, column: "sample".into(), reason }
}

#[cold]
fn bad_day(day: i32) -> ErrorKind {
    if day == NO_DAY {
        return ErrorKind::MissingField { field: "date".into() };
    }
    let reason = "as a day number it lies outside 0001-01-01 to 9999-12-31".to_owned();
    ErrorKind::BadDate { value: shorten(&day.to_string()), reason }
}
