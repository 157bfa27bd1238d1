//! Rows as they are taken in, one by one.

use super::batch::Growing;
use super::check::check_row;
use super::group::load;
use super::numbers::RowNumbers;
use super::options::Options;
use super::reading::Reading;
use super::rejected::{Loaded, Rejected};
use super::store::{NO_DAY, NO_NOTE};
use super::table::Readings;
use super::texts::Texts;
use crate::calendar::day_number;
use crate::error::ErrorKind;

/// Rows that were taken in, and what became of the others.
#[derive(Debug, Clone, Default)]
pub(super) struct Intake {
    names: Texts,
    notes: Texts,
    batch: Growing,
    rejected: Rejected,
    skipped: usize,
    /// Rows seen, rejected and skipped ones included.
    rows: usize,
    numbers: RowNumbers,
    options: Options,
}

/// A row that can be used.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) metric: &'a str,
    pub(super) date: i32,
    pub(super) value: f64,
    /// [`NO_DAY`] for none.
    pub(super) recorded: i32,
    /// Not a number for none.
    pub(super) sample: f64,
    pub(super) note: Option<&'a str>,
}

impl Intake {
    pub(super) fn new(options: Options) -> Self {
        Intake { options, ..Intake::default() }
    }

    /// An intake with the same options that has seen no row.
    pub(super) fn empty(&self) -> Self {
        Intake::new(self.options)
    }

    pub(super) fn options(&self) -> &Options {
        &self.options
    }

    /// Takes in a reading, or rejects or skips it.
    pub(super) fn push(&mut self, reading: &Reading) {
        let mut problems = Vec::new();
        let kept = check_row(reading, &self.options, |column, kind| problems.push((column, kind)));
        let row = Row {
            metric: &reading.metric,
            date: day_number(reading.date),
            value: reading.value.unwrap_or(f64::NAN),
            recorded: reading.recorded.map_or(NO_DAY, day_number),
            sample: reading.sample.unwrap_or(f64::NAN),
            note: reading.note.as_deref(),
        };
        match kept {
            _ if !problems.is_empty() => self.reject(problems),
            true => self.take(row),
            false => self.skip(),
        }
    }

    /// Takes in a row that can be used.
    #[inline]
    pub(super) fn take(&mut self, row: Row<'_>) {
        let metric = self.names.intern(row.metric);
        let note = row.note.map_or(NO_NOTE, |note| self.notes.intern(note));
        self.numbers.push(self.batch.len(), self.rows);
        let recorded = self.options.recorded(row.recorded);
        self.batch.push(metric, row.date, row.value, recorded, row.sample, note);
        self.rows += 1;
    }

    /// Skips a row.
    pub(super) fn skip(&mut self) {
        self.skipped += 1;
        self.rows += 1;
    }

    /// Rejects a row for its problems, by column.
    #[cold]
    pub(super) fn reject<C: AsRef<str>>(&mut self, problems: impl IntoIterator<Item = (C, ErrorKind)>) {
        for (column, kind) in problems {
            self.rejected.add(self.rows, column.as_ref(), kind);
        }
        self.rows += 1;
    }

    /// Adds the rows that another intake took in, behind those of this one.
    pub(super) fn append(&mut self, mut more: Intake) {
        let names: Vec<u32> = more.names.iter().map(|name| self.names.intern(name)).collect();
        let notes: Vec<u32> = more.notes.iter().map(|note| self.notes.intern(note)).collect();
        more.batch.translate(&names, &notes);
        self.numbers.append(&more.numbers, self.batch.len(), self.rows);
        self.batch.append(more.batch);
        self.rejected.append(more.rejected, self.rows);
        self.skipped += more.skipped;
        self.rows += more.rows;
    }

    pub(super) fn finish(self) -> Loaded {
        let Intake { names, notes, batch, mut rejected, skipped, numbers, options, .. } = self;
        let store = load(names, batch.finish(), notes, options.duplicates, &numbers, &mut rejected);
        Loaded { readings: Readings::from_store(store), rejected: rejected.finish(), skipped }
    }
}
