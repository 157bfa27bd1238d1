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

/// The rows in order; their metrics are not needed any more.
fn in_order(batch: Batch<'_>, starts: &[usize]) -> Batch<'static> {
    let order = order(&batch, starts);
    let Batch { dates, values, recorded, samples, notes, .. } = batch;
    Batch {
        metrics: Cow::default(),
        dates: moved(dates, &order),
        values: moved(values, &order),
        recorded: moved(recorded, &order),
        samples: moved(samples, &order),
        notes: moved(notes, &order),
    }
}

/// The rows by metric, date and the day on which they became known.
fn order(batch: &Batch<'_>, starts: &[usize]) -> Vec<usize> {
    let mut next = starts.to_vec();
    let mut order = vec![0; batch.metrics.len()];
    for (row, &metric) in batch.metrics.iter().enumerate() {
        if let Some(next) = next.get_mut(metric as usize)
            && let Some(slot) = order.get_mut(*next)
        {
            *slot = row;
            *next += 1;
        }
    }
    let mut rest = order.as_mut_slice();
    let mut metrics = Vec::with_capacity(starts.len());
    for (start, end) in starts.iter().zip(starts.iter().skip(1)) {
        metrics.extend(rest.split_off_mut(..end - start));
    }
    let key = |&row: &usize| (batch.dates.get(row).copied(), batch.recorded.get(row).copied());
    parallel::for_each(metrics, |rows| {
        if !rows.is_sorted_by_key(key) {
            rows.sort_by_cached_key(key);
        }
    });
    order
}

/// A column in another order; an empty one stays empty.
fn moved<T: Copy + Default + Send + Sync>(column: Cow<'_, [T]>, order: &[usize]) -> Cow<'static, [T]> {
    if column.is_empty() {
        return Cow::default();
    }
    let value = |index: usize| order.get(index).and_then(|&row| column.get(row)).copied().unwrap_or_default();
    Cow::Owned(parallel::collect(order.len(), value))
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
