//! Rows of one load that contradict each other: the same metric, date and day on which they became known.

use std::ops::Range;

use super::batch::Growing;
use super::rejected::{Rejected, SHOWN};
use super::store::{NO_DAY, NO_NOTE, Store};
use crate::calendar::date_of_day;
use crate::error::ErrorKind;
use crate::order;

/// How many of the others a row names.
const NAMED: usize = 5;

/// The rows of a store that contradict each other, as rising ranges, each with its metric.
pub(super) fn find(store: &Store) -> Vec<(usize, Range<usize>)> {
    let mut found = Vec::new();
    // Most metrics have one row for each date.
    let corrected = store.plain.iter().enumerate().filter(|(_, plain)| !**plain);
    for (metric, _) in corrected {
        let series = store.series(metric);
        let start_of_metric = store.rows(metric).start;
        let known = |row: usize| series.recorded.and_then(|recorded| recorded.get(row));
        let mut start = 0;
        for end in 1..=series.dates.len() {
            if series.dates.get(start) != series.dates.get(end) || known(start) != known(end) {
                if end - start > 1 {
                    found.push((metric, start_of_metric + start..start_of_metric + end));
                }
                start = end;
            }
        }
    }
    found
}

/// Rejects the rows that were found. `row_of` is the number in the input of a row of the store.
pub(super) fn reject(
    found: &[(usize, Range<usize>)],
    store: &Store,
    row_of: impl Fn(usize) -> usize,
    rejected: &mut Rejected,
) {
    let mut rows: Vec<(usize, usize, usize)> = Vec::new();
    for (index, (_, range)) in found.iter().enumerate() {
        rows.extend(range.clone().map(|row| (row_of(row), row, index)));
    }
    order::sort(&mut rows);
    let kind = |&(number, row, index): &(usize, usize, usize)| {
        let (metric, range) = found.get(index)?;
        let kind = ErrorKind::DuplicateReading {
            row: number,
            metric: store.names.get(*metric)?.to_owned(),
            date: date_of_day(*store.dates.get(row)?).to_string(),
            rows: range.len(),
            others: range.clone().filter(|other| *other != row).take(NAMED).map(&row_of).collect(),
        };
        Some((number, kind))
    };
    rejected.add_all(rows.len(), rows.iter().take(SHOWN).filter_map(kind).collect());
}

/// The rows of a store without those that were found, metric by metric.
pub(super) fn without(store: &Store, found: &[(usize, Range<usize>)]) -> Growing {
    let mut kept = Growing::default();
    let mut left_out = found.iter().map(|(_, range)| range).peekable();
    for metric in 0..store.names.len() {
        let (series, notes) = (store.series(metric), store.notes(metric));
        for (index, row) in store.rows(metric).enumerate() {
            while left_out.next_if(|range| range.end <= row).is_some() {}
            let Some((&date, &value)) = series.dates.get(index).zip(series.values.get(index)) else { continue };
            if left_out.peek().is_none_or(|range| row < range.start) {
                let recorded = series.recorded.and_then(|recorded| recorded.get(index)).copied().unwrap_or(NO_DAY);
                let sample = series.samples.and_then(|samples| samples.get(index)).copied().unwrap_or(f64::NAN);
                let note = notes.and_then(|notes| notes.get(index)).copied().unwrap_or(NO_NOTE);
                // INVARIANT: names are numbered with 32 bits.
                kept.push(metric as u32, date, value, recorded, sample, note);
            }
        }
    }
    kept
}
