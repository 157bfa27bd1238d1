//! Grouping: rows in the order of the input become a store.
//!
//! Counting the rows of each metric tells where they belong. The rows are ordered by metric, then those of each metric by date and by
//! the day on which they became known; of equals the earlier row stays before the later. Each column then moves once.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::batch::Batch;
use super::contradictions;
use super::duplicates::{Duplicates, Part, order};
use super::numbers::RowNumbers;
use super::parallel;
use super::rejected::Rejected;
use super::shape::Shape;
use super::store::{NO_DAY, SideColumn, Store};
use super::texts::Texts;

/// The store of the rows of a load, whose metrics and notes are indices of `names` and `note_texts`. Under [`Duplicates::Error`] rows
/// that contradict each other are rejected; `numbers` are those of the rows in the input.
pub(super) fn load(
    names: Texts,
    batch: Batch<'_>,
    note_texts: Texts,
    duplicates: Duplicates,
    numbers: &RowNumbers,
    rejected: &mut Rejected,
) -> Store {
    let modes = if duplicates.combines() { vec![duplicates; names.len()] } else { Vec::new() };
    let (batch, starts, keys) = ordered(batch, names.len(), &modes);
    let store = Store::of(names, batch, starts, note_texts, modes);
    if duplicates != Duplicates::Error {
        return store;
    }
    let contradictions = contradictions::find(&store);
    if contradictions.is_empty() {
        return store;
    }
    let row_of = |row: usize| numbers.number(keys.get(row).map_or(row, |key| key.2));
    contradictions::reject(&contradictions, &store, row_of, rejected);
    let kept = contradictions::without(&store, &contradictions).finish();
    let Store { names, note_texts, modes, .. } = store;
    group(names, kept, note_texts, modes)
}

/// The store of rows of which none is rejected. `modes`: what several rows of each metric mean; empty where none combine.
pub(super) fn group(names: Texts, batch: Batch<'_>, note_texts: Texts, modes: Vec<Duplicates>) -> Store {
    let modes = if modes.iter().any(|mode| mode.combines()) { modes } else { Vec::new() };
    let (batch, starts, _) = ordered(batch, names.len(), &modes);
    Store::of(names, batch, starts, note_texts, modes)
}

/// The rows in order, where those of each metric start, and their keys; no keys where the rows were in order already.
fn ordered<'a>(mut batch: Batch<'a>, metrics: usize, modes: &[Duplicates]) -> (Batch<'a>, Vec<usize>, Vec<Key>) {
    if batch.recorded.contains(&NO_DAY) {
        for (recorded, &date) in batch.recorded.to_mut().iter_mut().zip(&*batch.dates) {
            if *recorded == NO_DAY {
                *recorded = date;
            }
        }
    }
    let starts = starts(&batch.metrics, metrics);
    let in_order_already = if modes.is_empty() { is_in_order(&batch) } else { is_in_order_of_values(&batch, modes) };
    if in_order_already {
        return (batch, starts, Vec::new());
    }
    let (batch, keys) = in_order(batch, &starts, modes);
    (batch, starts, keys)
}

impl Store {
    /// The store of rows in order.
    fn of(names: Texts, batch: Batch<'_>, starts: Vec<usize>, note_texts: Texts, modes: Vec<Duplicates>) -> Store {
        let (names, starts, modes) = with_rows(names, starts, modes);
        let rows_of = |metric: usize| match starts.get(metric..) {
            Some([start, end, ..]) => *start..*end,
            _ => 0..0,
        };
        let shapes =
            crate::parallel::map(names.len(), || (), |(), metric| Shape::of(batch.rows().slice(rows_of(metric))));
        let used = |used: fn(&Shape) -> bool| shapes.iter().map(used).collect::<Vec<bool>>();
        Store {
            plain: used(|shape| shape.plain),
            modes,
            dates: batch.dates.into_owned(),
            values: batch.values.into_owned(),
            recorded: SideColumn::new(batch.recorded, &used(|shape| shape.recorded), &starts),
            samples: SideColumn::new(batch.samples, &used(|shape| shape.samples), &starts),
            notes: SideColumn::new(batch.notes, &used(|shape| shape.notes), &starts),
            names,
            starts,
            note_texts,
        }
    }
}

/// Where the rows of each metric start, and the end of the last.
fn starts(metrics: &[u32], count: usize) -> Vec<usize> {
    let mut starts = vec![0; count + 1];
    for &metric in metrics {
        if let Some(rows) = starts.get_mut(metric as usize) {
            *rows += 1;
        }
    }
    let mut end = 0;
    for start in &mut starts {
        end += std::mem::replace(start, end);
    }
    starts
}

/// Whether the rows are sorted already, as an export most often is.
fn is_in_order(batch: &Batch<'_>) -> bool {
    let keys = batch.metrics.iter().zip(&*batch.dates);
    if batch.recorded.is_empty() { keys.is_sorted() } else { keys.zip(&*batch.recorded).is_sorted() }
}

/// The same where rows of some metrics combine.
#[inline(never)]
fn is_in_order_of_values(batch: &Batch<'_>, modes: &[Duplicates]) -> bool {
    let row = |row: usize| Some((*batch.metrics.get(row)?, *batch.dates.get(row)?, row));
    let compare = |a: usize, b: usize| {
        let (a, b) = row(a).zip(row(b))?;
        let mode = modes.get(a.0 as usize).copied().unwrap_or_default();
        Some(a.0.cmp(&b.0).then(a.1.cmp(&b.1)).then_with(|| order(mode, part(batch, a.2), part(batch, b.2))))
    };
    (1..batch.metrics.len()).all(|next| compare(next - 1, next).is_none_or(Ordering::is_le))
}

/// The date of a row, the day on which it became known, and its index: in this order rows of one metric stand in the store.
///
/// The days go along, although the index leads to them, so that sorting looks at neighbours instead of shuffled rows.
type Key = (i32, i32, usize);

/// The rows in order; their metrics are not needed any more.
fn in_order(batch: Batch<'_>, starts: &[usize], modes: &[Duplicates]) -> (Batch<'static>, Vec<Key>) {
    let keys = sorted_keys(&batch, starts, modes);
    let Batch { values, recorded, samples, notes, .. } = batch;
    let recorded = if recorded.is_empty() { Vec::new() } else { keys.iter().map(|key| key.1).collect() };
    let batch = Batch {
        metrics: Cow::default(),
        dates: keys.iter().map(|key| key.0).collect(),
        values: moved(values, &keys),
        recorded: recorded.into(),
        samples: moved(samples, &keys),
        notes: moved(notes, &keys),
    };
    (batch, keys)
}

/// The keys of the rows, by metric and in order. Each thread has some metrics, and goes through all rows to find theirs.
fn sorted_keys(batch: &Batch<'_>, starts: &[usize], modes: &[Duplicates]) -> Vec<Key> {
    let rows = batch.metrics.len();
    let mut keys = vec![Key::default(); rows];
    let mut rest = keys.as_mut_slice();
    let mut spans = Vec::new();
    let mut first = 0;
    for share in 1..=parallel::threads() {
        let end = starts.partition_point(|&start| start < rows / parallel::threads() * share);
        let end = if share == parallel::threads() { starts.len().saturating_sub(1) } else { end.max(first) };
        let starts = starts.get(first..=end).unwrap_or_default();
        if let [start, .., end] = starts {
            spans.extend(rest.split_off_mut(..end - start).map(|keys| (first, starts, keys)));
        }
        first = end;
    }
    parallel::map(spans, |(first, starts, keys)| {
        sort_span(batch, first, starts, modes.get(first..).unwrap_or_default(), keys);
    });
    keys
}

/// Fills the keys of the metrics from `first` on, whose rows start at `starts`, the last of which is their end.
fn sort_span(batch: &Batch<'_>, first: usize, starts: &[usize], modes: &[Duplicates], keys: &mut [Key]) {
    let Some((_, metrics)) = starts.split_last() else { return };
    let offset = metrics.first().copied().unwrap_or(0);
    let mut next: Vec<usize> = metrics.iter().map(|start| start - offset).collect();
    for (row, (&metric, &date)) in batch.metrics.iter().zip(&*batch.dates).enumerate() {
        if let Some(next) = next.get_mut((metric as usize).wrapping_sub(first))
            && let Some(key) = keys.get_mut(*next)
        {
            *key = (date, batch.recorded.get(row).copied().unwrap_or(date), row);
            *next += 1;
        }
    }
    let mut start = 0;
    for (metric, end) in next.into_iter().enumerate() {
        let mode = modes.get(metric).copied().unwrap_or(Duplicates::Last);
        let Some(keys) = keys.get_mut(std::mem::replace(&mut start, end)..end) else { continue };
        if mode.combines() {
            let parts = |a: &Key, b: &Key| order(mode, part(batch, a.2), part(batch, b.2)).then(a.2.cmp(&b.2));
            keys.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| parts(a, b)));
        } else if !keys.is_sorted() {
            keys.sort_unstable();
        }
    }
}

/// A row as it is ordered within its date.
fn part(batch: &Batch<'_>, row: usize) -> Part {
    let value = batch.values.get(row).copied().unwrap_or_default();
    let known = batch.recorded.get(row).or_else(|| batch.dates.get(row)).copied().unwrap_or_default();
    (value, batch.samples.get(row).copied().unwrap_or(f64::NAN), known)
}

/// A column in the order of keys; an empty one stays empty.
fn moved<T: Copy + Default + Send + Sync>(column: Cow<'_, [T]>, keys: &[Key]) -> Cow<'static, [T]> {
    if column.is_empty() {
        return Cow::default();
    }
    let value = |index: usize| keys.get(index).and_then(|key| column.get(key.2)).copied().unwrap_or_default();
    Cow::Owned(parallel::collect(keys.len(), value))
}

/// Only the metrics that have rows.
fn with_rows(names: Texts, mut starts: Vec<usize>, modes: Vec<Duplicates>) -> (Texts, Vec<usize>, Vec<Duplicates>) {
    let ends = || starts.iter().zip(starts.iter().skip(1));
    if ends().all(|(start, end)| start < end) {
        return (names, starts, modes);
    }
    let has_rows: Vec<bool> = ends().map(|(start, end)| start < end).collect();
    let kept = names.iter().zip(&has_rows).filter(|(_, has)| **has).map(|(name, _)| name).collect();
    let modes = modes.into_iter().zip(&has_rows).filter(|(_, has)| **has).map(|(mode, _)| mode).collect();
    starts.dedup();
    (kept, starts, modes)
}
