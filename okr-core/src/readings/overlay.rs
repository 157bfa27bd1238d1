//! Tables over tables: newer rows of some metrics, laid over a shared table.
//!
//! Such a table is made from the rows of the metrics that change, whatever else it holds. All else is shared: the store below, the stores of
//! earlier layers, and the pages that say which metric stands where.

use std::sync::Arc;

use super::store::{NO_NOTE, SideColumn, Store};
use super::table::Readings;

/// A layer of fewer rows is never folded.
const LEAST: usize = 4096;
/// A layer is folded when it has taken more rows than this part of those below.
const PART: usize = 4;

impl Readings {
    /// These readings, where the metrics of a store take the place of those of the same name, or follow as new ones.
    pub(super) fn overlaid(&self, store: Store) -> Readings {
        if store.dates.is_empty() {
            return self.clone();
        }
        if self.is_empty() {
            return Readings::from_store(store);
        }
        let store = Arc::new(store);
        let mut layer = self.layer.as_deref().cloned().unwrap_or_default();
        layer.rows = self.len() + store.dates.len();
        layer.taken += store.dates.len();
        for (metric, name) in store.names.iter().enumerate() {
            let known = self.metric(name);
            layer.rows -= known.map_or(0, |known| self.series(known).dates.len());
            let index =
                known.unwrap_or_else(|| self.base.names.len() + Arc::make_mut(&mut layer.names).intern(name) as usize);
            layer.put(index, &store, metric);
        }
        let folded = layer.taken > LEAST.max(self.base.dates.len() / PART);
        let readings = Readings { base: Arc::clone(&self.base), layer: Some(Arc::new(layer)) };
        if folded { Readings::from_store(readings.folded()) } else { readings }
    }

    /// The rows in one store.
    pub(super) fn folded(&self) -> Store {
        let (metrics, rows) = (self.metrics().len(), self.len());
        let mut store = Store {
            names: self.metrics().collect(),
            starts: Vec::with_capacity(metrics + 1),
            plain: Vec::with_capacity(metrics),
            dates: Vec::with_capacity(rows),
            values: Vec::with_capacity(rows),
            ..Store::default()
        };
        let (mut recorded, mut samples, mut notes) = Default::default();
        for metric in 0..metrics {
            let series = self.series(metric);
            store.starts.push(store.dates.len());
            store.plain.push(series.plain);
            store.modes.push(series.mode);
            store.dates.extend_from_slice(series.dates);
            store.values.extend_from_slice(series.values);
            SideColumn::push(&mut recorded, series.recorded);
            SideColumn::push(&mut samples, series.samples);
            let (indices, texts) = self.notes(metric);
            let translated = indices.map(|indices| -> Vec<u32> {
                let note =
                    |index: &u32| texts.get(*index as usize).map_or(NO_NOTE, |note| store.note_texts.intern(note));
                indices.iter().map(note).collect()
            });
            SideColumn::push(&mut notes, translated.as_deref());
        }
        store.starts.push(store.dates.len());
        if !store.modes.iter().any(|mode| mode.combines()) {
            store.modes = Vec::new();
        }
        store.recorded = SideColumn::of_parts(recorded, rows);
        store.samples = SideColumn::of_parts(samples, rows);
        store.notes = SideColumn::of_parts(notes, rows);
        store
    }
}
