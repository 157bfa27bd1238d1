//! Grouping: rows in the order of the input become a store.

use super::batch::Batch;
use super::order::{Facts, order};
use super::partition::{Partition, Sizes, partition};
use super::store::{SideColumn, Store};
use super::table::Table;
use super::texts::Texts;

/// The store of rows, whose metrics and notes are indices of `names` and `note_texts`.
pub(super) fn group(names: Texts, batches: Vec<Batch<'_>>, note_texts: Texts) -> Store {
    let Partition { table, starts, found: facts } = partition(batches, names.len(), Sizes::default(), order);
    let (names, starts, facts) = used_only(names, starts, facts);
    let used = |used: fn(&Facts) -> bool| facts.iter().map(used).collect::<Vec<bool>>();
    let Table { dates, values, recorded, samples, notes } = table;
    Store {
        plain: used(|facts| facts.plain),
        dates: dates.into_owned(),
        values: values.into_owned(),
        recorded: SideColumn::new(recorded.into_owned(), &used(|facts| facts.recorded), &starts),
        samples: SideColumn::new(samples.into_owned(), &used(|facts| facts.samples), &starts),
        notes: SideColumn::new(notes.into_owned(), &used(|facts| facts.notes), &starts),
        names,
        starts,
        note_texts,
    }
}

/// Without the metrics that have no rows.
fn used_only(names: Texts, starts: Vec<usize>, facts: Vec<Facts>) -> (Texts, Vec<usize>, Vec<Facts>) {
    let empty = |metric: usize| starts.get(metric) == starts.get(metric + 1);
    if !(0..names.len()).any(empty) {
        return (names, starts, facts);
    }
    let kept = |metric: &usize| !empty(*metric);
    let facts = (0..names.len()).filter(kept).filter_map(|metric| facts.get(metric).copied()).collect();
    let names_kept = names.iter().enumerate().filter(|(metric, _)| kept(metric)).map(|(_, name)| name).collect();
    let mut starts_kept: Vec<usize> = (0..names.len()).filter(kept).filter_map(|m| starts.get(m).copied()).collect();
    starts_kept.extend(starts.last());
    (names_kept, starts_kept, facts)
}
