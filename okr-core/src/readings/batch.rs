//! Rows on their way into the store: columns in the order of the input.

use std::borrow::Cow;

use super::shape::Rows;
use super::store::{NO_DAY, NO_NOTE};
use crate::number::unsigned;

/// Rows that can be used, in the order of the input. Metrics and notes are indices; an optional column is empty where no row uses it.
#[derive(Debug, Clone, Default)]
pub(super) struct Batch<'a> {
    pub(super) metrics: Cow<'a, [u32]>,
    pub(super) dates: Cow<'a, [i32]>,
    pub(super) values: Cow<'a, [f64]>,
    /// [`NO_DAY`] for none.
    pub(super) recorded: Cow<'a, [i32]>,
    /// Not a number for none.
    pub(super) samples: Cow<'a, [f64]>,
    /// [`NO_NOTE`] for none.
    pub(super) notes: Cow<'a, [u32]>,
}

impl Batch<'_> {
    pub(super) fn rows(&self) -> Rows<'_> {
        Rows {
            dates: &self.dates,
            values: &self.values,
            recorded: &self.recorded,
            samples: &self.samples,
            notes: &self.notes,
        }
    }
}

/// A batch to which rows are added.
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
    /// The number of rows.
    pub(super) fn len(&self) -> usize {
        self.metrics.len()
    }

    pub(super) fn push(&mut self, metric: u32, date: i32, value: f64, recorded: i32, sample: f64, note: u32) {
        let row = self.metrics.len();
        self.metrics.push(metric);
        self.dates.push(date);
        self.values.push(unsigned(value));
        push_optional(&mut self.recorded, row, recorded, recorded != NO_DAY && recorded != date, NO_DAY);
        push_optional(&mut self.samples, row, sample, !sample.is_nan(), f64::NAN);
        push_optional(&mut self.notes, row, note, note != NO_NOTE, NO_NOTE);
    }

    /// Changes the indices of metrics and notes to those that the maps hold for them.
    pub(super) fn translate(&mut self, metrics: &[u32], notes: &[u32]) {
        fn translate(indices: &mut [u32], map: &[u32]) {
            indices.iter_mut().for_each(|index| *index = map.get(*index as usize).copied().unwrap_or(NO_NOTE));
        }
        translate(&mut self.metrics, metrics);
        translate(&mut self.notes, notes);
    }

    /// Adds the rows of another batch.
    pub(super) fn append(&mut self, more: Growing) {
        let (before, after) = (self.metrics.len(), self.metrics.len() + more.metrics.len());
        self.metrics.extend(more.metrics);
        self.dates.extend(more.dates);
        self.values.extend(more.values);
        append_optional(&mut self.recorded, more.recorded, before, after, NO_DAY);
        append_optional(&mut self.samples, more.samples, before, after, f64::NAN);
        append_optional(&mut self.notes, more.notes, before, after, NO_NOTE);
    }

    pub(super) fn finish(self) -> Batch<'static> {
        Batch {
            metrics: self.metrics.into(),
            dates: self.dates.into(),
            values: self.values.into(),
            recorded: self.recorded.into(),
            samples: self.samples.into(),
            notes: self.notes.into(),
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

/// Adds a column for the rows from `before` to `after`; either is empty where no row uses it.
fn append_optional<T: Copy>(column: &mut Vec<T>, more: Vec<T>, before: usize, after: usize, none: T) {
    if !(column.is_empty() && more.is_empty()) {
        column.resize(before, none);
        column.extend(more);
        column.resize(after, none);
    }
}
