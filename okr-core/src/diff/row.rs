//! The rows of a difference.

use std::sync::Arc;

use crate::document::vocabulary;
use crate::report::column::{table, word_cell};

vocabulary! {
    /// What happened to an item or a field of it.
    pub enum DifferenceKind {
        /// It has another id, as was told.
        Renamed = "renamed",
        /// It is gone.
        Removed = "removed",
        /// A field has another value.
        Changed = "changed",
        /// A key result belongs to another objective.
        Moved = "moved",
        /// It is new.
        Added = "added",
        /// The items of a list stand in another order.
        Reordered = "reordered",
    }
}

word_cell!(DifferenceKind);

table! {
    /// One difference between two plans.
    #[derive(Eq, Hash)]
    pub struct Difference {
        /// Where it is: names of lists and fields, with ids instead of positions.
        path: Arc<str>,
        /// Id of the item, the old one where it is renamed; none for a field of the plan itself and for a list.
        id: Option<Arc<str>>,
        /// The field that changed: measures, items and revisions whole. Of a moved key result `objective`.
        field: Option<Arc<str>>,
        /// What it was, as JSON text: the value of a field, the item, or the ids of a list in order.
        before: Option<Arc<str>>,
        /// What it is, likewise.
        after: Option<Arc<str>>,
        /// Of an added or moved item its index in the list.
        index: Option<u32>,
        /// What happened.
        what: DifferenceKind,
    }
}
