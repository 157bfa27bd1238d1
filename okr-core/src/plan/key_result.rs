//! Key results.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::{Aggregate, Ambition, FindingCode, Measure, Pace, Reach};
use crate::document::{Meta, document, vocabulary};

vocabulary! {
    /// Where a key result stands in its life.
    ///
    /// ```
    /// use okr_core::plan::{Establish, KeyResult, KeyResultState};
    ///
    /// let survey = KeyResult::new("survey", "A survey is made", Establish::new()).state(KeyResultState::Dropped);
    /// assert_eq!(survey.state.as_str(), "dropped");
    /// ```
    pub enum KeyResultState {
        /// In force.
        Active = "active",
        /// Given up; counts nowhere.
        Dropped = "dropped",
    }
}

document! {
    /// A change of a key result in mid-cycle, in force from a day on.
    ///
    /// What it does not name stays as it was.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::{KeyResultRevision, Reach};
    ///
    /// let later = KeyResultRevision::new(parse_date("2026-09-01").unwrap()).measure(Reach::new(96.0).from(120.0));
    /// assert_eq!(later.reason("two agents start late").reason.as_deref(), Some("two agents start late"));
    /// ```
    pub struct KeyResultRevision {
        required {
            /// First day on which it is in force.
            from: NaiveDate,
        }
        optional {
            /// Why.
            reason: String,
            /// The new measure.
            measure: Measure,
            /// The new weight.
            weight: f64,
        }
    }
}

document! {
    /// A measured sign that an objective is achieved.
    ///
    /// ```
    /// use okr_core::plan::{KeyResult, Reach};
    ///
    /// let days = KeyResult::new("days", "Days to hire", Reach::new(25.0).from(42.0)).owner("Maya").weight(2.0);
    /// assert_eq!((days.owner.as_deref(), days.weight), (Some("Maya"), 2.0));
    /// ```
    pub struct KeyResult: item {
        required {
            /// Unique among key results and KPIs together; no `@`. Readings name it, unless `metric` is written.
            id: String,
            /// What is measured, in words.
            title: String,
            /// How it is measured.
            measure: Measure,
        }
        optional {
            /// Who answers for it: one opaque name, never parsed.
            owner: String,
            /// `%` (0–100), `pp`, an ISO currency, or free text.
            unit: String,
            /// Id of the KPI that it reads instead of readings of its own.
            metric: String,
            /// How the readings in its window become one value; the last one where not written.
            aggregate: Aggregate,
            /// First day of its window; its cycle's where not written.
            start: NaiveDate,
            /// Last day of its window; its cycle's where not written.
            end: NaiveDate,
            /// How sure it is meant to be; its objective's where not written.
            ambition: Ambition,
            /// The day from which `state` holds; before it the key result was active.
            state_since: NaiveDate,
            /// Why it has that state.
            state_reason: String,
            /// More words.
            description: String,
            /// The caller's own data.
            meta: Meta,
        }
        defaulted {
            /// Its share in the objective's score; 0 or more.
            weight: f64 = 1.0,
            /// How progress is expected to come.
            pace: Pace = Pace::Linear,
            /// Where it stands in its life.
            state: KeyResultState = KeyResultState::Active,
        }
        lists {
            /// Others who share the answer for it.
            co_owners: String,
            /// Changes in mid-cycle, rising by date.
            revisions: KeyResultRevision,
            /// Words to find it by.
            tags: String,
            /// Codes of findings that are silent here.
            allow: FindingCode,
        }
    }
}

impl KeyResult {
    /// The measure and the weight in force on a day. A revised `reach` that replaces a `reach` keeps the written `from` and `direction`
    /// in force before it where it writes none itself: changing a target does not lose the baseline.
    pub(crate) fn in_force(&self, day: NaiveDate) -> (Cow<'_, Measure>, f64) {
        let revisions = self.revisions.iter().take_while(|revision| revision.from <= day);
        revisions.fold((Cow::Borrowed(&self.measure), self.weight), |(measure, weight), revision| {
            let revised = revision.measure.as_ref().map(|revised| continued(&measure, revised));
            (revised.unwrap_or(measure), revision.weight.unwrap_or(weight))
        })
    }
}

/// A revised measure with what it keeps of the one before.
fn continued<'a>(before: &Measure, revised: &'a Measure) -> Cow<'a, Measure> {
    let (Measure::Reach(before), Measure::Reach(reach)) = (before, revised) else { return Cow::Borrowed(revised) };
    let (from, direction) = (reach.from.or(before.from), reach.direction.or(before.direction));
    if (from, direction) == (reach.from, reach.direction) {
        return Cow::Borrowed(revised);
    }
    Cow::Owned(Measure::Reach(Reach { from, direction, ..reach.clone() }))
}
