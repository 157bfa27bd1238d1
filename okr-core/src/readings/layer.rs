//! A layer of newer rows over a shared store: which metrics stand in a store of their own.

use std::sync::Arc;

use super::store::Store;
use super::texts::Texts;

/// The number of metrics in a page.
const PAGE: usize = 256;

/// A metric in a store of newer rows.
#[derive(Debug, Clone)]
struct Slot {
    store: Arc<Store>,
    metric: usize,
}

/// Metrics that stand elsewhere than in the store below, and metrics that are new.
#[derive(Debug, Clone, Default)]
pub(super) struct Layer {
    /// The names that the store below does not have; their metrics are numbered behind its own.
    pub(super) names: Arc<Texts>,
    /// By metric. Pages that do not change are shared with the layer before.
    pages: Vec<Option<Arc<Vec<Option<Slot>>>>>,
    /// The number of rows of the whole table.
    pub(super) rows: usize,
    /// The number of rows of all stores that the layer took.
    pub(super) taken: usize,
}

impl Layer {
    /// Where a metric stands, if not in the store below.
    pub(super) fn find(&self, metric: usize) -> Option<(&Store, usize)> {
        let slot = self.pages.get(metric / PAGE)?.as_ref()?.get(metric % PAGE)?.as_ref()?;
        Some((&slot.store, slot.metric))
    }

    /// Lets a metric stand in a store.
    pub(super) fn put(&mut self, metric: usize, store: &Arc<Store>, index: usize) {
        if self.pages.len() <= metric / PAGE {
            self.pages.resize(metric / PAGE + 1, None);
        }
        if let Some(page) = self.pages.get_mut(metric / PAGE) {
            let page = Arc::make_mut(page.get_or_insert_with(|| Arc::new(vec![None; PAGE])));
            if let Some(place) = page.get_mut(metric % PAGE) {
                *place = Some(Slot { store: Arc::clone(store), metric: index });
            }
        }
    }
}
