//! Grouping: rows in the order of the input become a store.
//!
//! Counting the rows of each metric tells where they belong. The rows are ordered by metric, then those of each metric by date and by
//! the day on which they became known; of equals the earlier row stays before the later. Each column then moves once.

use std::borrow::Cow;

use super::batch::Batch;
use super::parallel;
use super::shape::Shape;
use super::store::{NO_DAY, SideColumn, Store};
use super::texts::Texts;

/// The store of rows, whose metrics and notes are indices of `names` and `note_texts`.
pub(super) fn group(names: Texts, mut batch: Batch<'_>, note_texts: Texts) -> Store {
    if batch.recorded.contains(&NO_DAY) {
        for (recorded, &date) in batch.recorded.to_mut().iter_mut().zip(&*batch.dates) {
            if *recorded == NO_DAY {
                *recorded = date;
            }
        }
    }
    let starts = starts(&batch.metrics, names.len());
    let batch = if is_in_order(&batch) { batch } else { in_order(batch, &starts) };
    let (names, starts) = with_rows(names, starts);
    let rows_of = |metric: usize| match starts.get(metric..) {
        Some([start, end, ..]) => *start..*end,
        _ => 0..0,
    };
    let shapes = crate::parallel::map(names.len(), || (), |(), metric| Shape::of(batch.rows().slice(rows_of(metric))));
    let used = |used: fn(&Shape) -> bool| shapes.iter().map(used).collect::<Vec<bool>>();
    Store {
        plain: used(|shape| shape.plain),
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

/// The date of a row, the day on which it became known, and its index: in this order rows of one metric stand in the store.
///
/// The days go along, although the index leads to them, so that sorting looks at neighbours instead of shuffled rows.
type Key = (i32, i32, usize);

/// The rows in order; their metrics are not needed any more.
fn in_order(batch: Batch<'_>, starts: &[usize]) -> Batch<'static> {
    let keys = sorted_keys(&batch, starts);
    let Batch { values, recorded, samples, notes, .. } = batch;
    let recorded = if recorded.is_empty() { Vec::new() } else { keys.iter().map(|key| key.1).collect() };
    Batch {
        metrics: Cow::default(),
        dates: keys.iter().map(|key| key.0).collect(),
        values: moved(values, &keys),
        recorded: recorded.into(),
        samples: moved(samples, &keys),
        notes: moved(notes, &keys),
    }
}

/// The keys of the rows, by metric and in order. Each thread has some metrics, and goes through all rows to find theirs.
fn sorted_keys(batch: &Batch<'_>, starts: &[usize]) -> Vec<Key> {
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
    parallel::map(spans, |(first, starts, keys)| sort_span(batch, first, starts, keys));
    keys
}

/// Fills the keys of the metrics from `first` on, whose rows start at `starts`, the last of which is their end.
fn sort_span(batch: &Batch<'_>, first: usize, starts: &[usize], keys: &mut [Key]) {
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
    for end in next {
        if let Some(keys) = keys.get_mut(std::mem::replace(&mut start, end)..end)
            && !keys.is_sorted()
        {
            keys.sort_unstable();
        }
    }
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
fn with_rows(names: Texts, mut starts: Vec<usize>) -> (Texts, Vec<usize>) {
    let ends = || starts.iter().zip(starts.iter().skip(1));
    if ends().all(|(start, end)| start < end) {
        return (names, starts);
    }
    let kept = names.iter().zip(ends()).filter(|(_, (start, end))| start < end).map(|(name, _)| name).collect();
    starts.dedup();
    (kept, starts)
}
