//! Key results.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::{Aggregate, Ambition, FindingCode, Measure, Pace, Reach};
use crate::calendar::day_number;
use crate::document::{Meta, document, vocabulary};

vocabulary! {
    /// The state of a key result in its life cycle.
    pub enum KeyResultState {
        /// In force.
        Active = "active",
        /// Given up. It enters no score.
        Dropped = "dropped",
    }
}

vocabulary! {
    /// How people say that a goal stands.
    pub enum Said {
        /// It will be met.
        OnTrack = "on_track",
        /// It may be missed.
        AtRisk = "at_risk",
        /// It will be missed.
        OffTrack = "off_track",
        /// It is met.
        Done = "done",
    }
}

document! {
    /// A change to a key result in mid-cycle, effective from a given day.
    ///
    /// Fields that it omits stay as they were.
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
            /// First day on which the change applies.
            from: NaiveDate,
        }
        optional {
            /// Reason for the change.
            reason: String,
            /// New measure.
            measure: Measure,
            /// New weight.
            weight: f64,
        }
    }
}

document! {
    /// A measurable result that shows whether an objective is achieved.
    ///
    /// ```
    /// use okr_core::plan::{KeyResult, Reach};
    ///
    /// let days = KeyResult::new("days", "Days to hire", Reach::new(25.0).from(42.0)).owner("Maya").weight(2.0);
    /// assert_eq!((days.owner.as_deref(), days.weight), (Some("Maya"), 2.0));
    /// ```
    pub struct KeyResult: item {
        required {
            /// Identifier, unique among all key results and KPIs, without `@`. Readings refer to it, unless `metric` is
            /// given.
            id: String,
            /// What is measured, in words.
            title: String,
            /// How readings become a score.
            measure: Measure,
        }
        optional {
            /// Who is accountable: one name, stored as written and never parsed.
            owner: String,
            /// Unit of its values: `%` (0–100), `pp`, an ISO currency code, or free text.
            unit: String,
            /// Id of the KPI whose readings it uses instead of its own.
            metric: String,
            /// How the readings in its window become one value. If omitted, the last one counts; if `metric` names a
            /// KPI with an aggregate other than `latest`, the value of the last complete period counts.
            aggregate: Aggregate,
            /// First day of its window. If omitted, the first day of the cycle.
            start: NaiveDate,
            /// Last day of its window. If omitted, the last day of the cycle.
            end: NaiveDate,
            /// How ambitious it is. If omitted, as ambitious as its objective.
            ambition: Ambition,
            /// First day on which `state` applies. Before that day the key result counts as active.
            state_since: NaiveDate,
            /// Why it is in that state.
            state_reason: String,
            /// Further details.
            description: String,
            /// Arbitrary data of the caller, stored and returned unchanged.
            meta: Meta,
        }
        defaulted {
            /// Weight in the score of its objective; 0 or more.
            weight: f64 = 1.0,
            /// The progress expected over its window.
            pace: Pace = Pace::Linear,
            /// State in its life cycle.
            state: KeyResultState = KeyResultState::Active,
        }
        lists {
            /// Others who share the accountability.
            co_owners: String,
            /// Ids of the KPIs that are to prove that it had an effect.
            kpis: String,
            /// Ids of the KPIs that must not suffer from it.
            guards: String,
            /// Changes in mid-cycle, in ascending order of date.
            revisions: KeyResultRevision,
            /// Labels for search and filters.
            tags: String,
            /// Codes of findings to suppress here.
            allow: FindingCode,
        }
    }
}

impl KeyResult {
    /// The measure and the weight in force on a day. A revised `reach` that replaces a `reach` keeps the written `from` and `direction`
    /// in force before it where it writes none itself: changing a target does not lose the baseline.
    pub(crate) fn in_force(&self, day: i32) -> (Cow<'_, Measure>, f64) {
        let revisions = self.revisions.iter().take_while(|revision| day_number(revision.from) <= day);
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
