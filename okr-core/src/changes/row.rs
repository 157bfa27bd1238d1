//! The rows of changes, and their words.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::document::vocabulary;
use crate::plan::policy::Severity;
use crate::report::column::{table, word_cell};

vocabulary! {
    /// What changed. The order is that of the strength in a text: the first of an item's codes is what its line says.
    pub enum ChangeCode {
        /// It was given up.
        Dropped = "dropped",
        /// The plan had it and has it no longer.
        Removed = "removed",
        /// The plan did not have it.
        Added = "added",
        /// A revision of it came into force.
        Revised = "revised",
        /// Fields of it were changed in the plan.
        Edited = "edited",
        /// A reading that was visible was replaced or retracted.
        Corrected = "corrected",
        /// The status of an objective or key result.
        Status = "status",
        /// The health of a KPI.
        Health = "health",
        /// A trigger fired.
        TriggerFired = "trigger_fired",
        /// A trigger that was firing or recovering is neither now.
        TriggerCleared = "trigger_cleared",
        /// A milestone is past its day and not done, or a key result has become stale.
        Overdue = "overdue",
        /// The forecast crossed success.
        Forecast = "forecast",
        /// Somebody said something.
        CheckIn = "check_in",
        /// The score, by at least 0.01.
        Score = "score",
        /// The value of a key result or KPI.
        Value = "value",
        /// It began.
        Started = "started",
        /// It ended.
        Ended = "ended",
        /// A milestone or the end of a key result came within `check_in_days`.
        Due = "due",
    }
}

vocabulary! {
    /// Why it changed: the first of these that holds.
    pub enum Cause {
        /// A revision, a state or a done date of it or of a member began, or the plan was edited.
        Plan = "plan",
        /// The same comes out of what was known before.
        Time = "time",
        /// A reading that was visible before was replaced or retracted.
        Correction = "correction",
        /// A reading of a day before became known.
        Late = "late",
        /// There is a new reading.
        Reading = "reading",
        /// There is a new check-in.
        CheckIn = "check_in",
    }
}

vocabulary! {
    /// The table that has the row that changed.
    pub enum ChangedTable {
        /// The cycles.
        Cycles = "cycles",
        /// The objectives.
        Objectives = "objectives",
        /// The key results.
        KeyResults = "key_results",
        /// The KPIs.
        Kpis = "kpis",
        /// The triggers.
        Triggers = "triggers",
        /// The inputs of formulas.
        Inputs = "inputs",
    }
}

word_cell!(ChangeCode, Cause, ChangedTable);

table! {
    /// Something that is not as it was on the day before which nothing is new.
    #[derive(Eq, Hash)]
    pub struct ChangeRow {
        /// What changed.
        code: ChangeCode,
        /// The table of the report that has it.
        table: ChangedTable,
        /// Its id; of a KPI with teams `kpi@team`, of a trigger `kpi:rule`, from the second rule of its kind on `kpi:rule#2`.
        id: Arc<str>,
        /// What people call it.
        title: Arc<str>,
        /// Its team.
        team: Option<Arc<str>>,
        /// Who answers for it.
        owner: Option<Arc<str>>,
        /// What it was: a word, or a number in its shortest exact form.
        before: Option<Arc<str>>,
        /// What it is, likewise.
        after: Option<Arc<str>>,
        /// The unit of a value.
        unit: Option<Arc<str>>,
        /// The day that it is about: that of the reading, the check-in, the revision, or on which it is due.
        date: Option<NaiveDate>,
        /// Why.
        cause: Cause,
        /// `warning` where something got worse or asks for an answer, else `info`.
        severity: Severity,
        /// What happened, in words.
        message: String,
    }
}
