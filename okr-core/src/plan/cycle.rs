//! Cycles: the spans of time for which objectives are set.

use chrono::NaiveDate;

use crate::document::{Meta, document};

document! {
    /// A look back at a cycle.
    pub struct Retrospective {
        required {
            /// The day on which it was held.
            date: NaiveDate,
        }
        optional {
            /// What was learned.
            note: String,
        }
    }
}

document! {
    /// A span of time for which objectives are set, often a quarter. Both ends belong to it.
    pub struct Cycle: item {
        required {
            /// Unique among cycles; no `@`.
            id: String,
            /// First day.
            start: NaiveDate,
            /// Last day.
            end: NaiveDate,
        }
        optional {
            /// What people call it.
            name: String,
            /// Id of the longer cycle that this one is part of.
            parent: String,
            /// The look back at its end.
            retrospective: Retrospective,
            /// The caller's own data.
            meta: Meta,
        }
    }
}
