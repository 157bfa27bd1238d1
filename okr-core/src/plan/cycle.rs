//! Cycles: time spans for which objectives are set.

use chrono::NaiveDate;

use crate::document::{Meta, document};

document! {
    /// The record that a retrospective of a cycle was held.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::Retrospective;
    ///
    /// let held = Retrospective::new(parse_date("2026-10-08").unwrap()).note("fewer goals next time");
    /// assert_eq!(serde_json::to_string(&held).unwrap(), r#"{"date":"2026-10-08","note":"fewer goals next time"}"#);
    /// ```
    #[derive(Eq, Hash)]
    pub struct Retrospective {
        required {
            /// Day on which it was held.
            date: NaiveDate,
        }
        optional {
            /// What was learned.
            note: String,
        }
    }
}

document! {
    /// A time span for which objectives are set, often a quarter. Its first and last day are both included.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::Cycle;
    ///
    /// let quarter = Cycle::new("2026-Q3", parse_date("2026-07-01").unwrap(), parse_date("2026-09-30").unwrap());
    /// assert_eq!(quarter.parent("2026").parent.as_deref(), Some("2026"));
    /// ```
    #[derive(Eq, Hash)]
    pub struct Cycle: item {
        required {
            /// Identifier, unique among cycles, without `@`.
            id: String,
            /// First day.
            start: NaiveDate,
            /// Last day, included.
            end: NaiveDate,
        }
        optional {
            /// Display name.
            name: String,
            /// Id of the longer cycle that contains this one.
            parent: String,
            /// The retrospective, once it was held.
            retrospective: Retrospective,
            /// Arbitrary data of the caller, stored and returned unchanged.
            meta: Meta,
        }
    }
}
