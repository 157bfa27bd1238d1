//! Cycles: the spans of time for which objectives are set.

use chrono::NaiveDate;

use crate::document::{Meta, document};

document! {
    /// A look back at a cycle.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::Retrospective;
    ///
    /// let held = Retrospective::new(parse_date("2026-10-08").unwrap()).note("fewer goals next time");
    /// assert_eq!(serde_json::to_string(&held).unwrap(), r#"{"date":"2026-10-08","note":"fewer goals next time"}"#);
    /// ```
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
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::Cycle;
    ///
    /// let quarter = Cycle::new("2026-Q3", parse_date("2026-07-01").unwrap(), parse_date("2026-09-30").unwrap());
    /// assert_eq!(quarter.parent("2026").parent.as_deref(), Some("2026"));
    /// ```
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
