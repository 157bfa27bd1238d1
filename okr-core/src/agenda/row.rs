//! The rows of an agenda, and their words.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::changes::ChangedTable;
use crate::document::vocabulary;
use crate::plan::Said;
use crate::report::Rating;
use crate::report::column::{table, word_cell};

vocabulary! {
    /// A part of an agenda, the most urgent first. An item stands in the first that it belongs to; its line also says what the later
    /// ones would.
    pub enum AgendaSection {
        /// What is off track, at risk, unhealthy, short of its target, stale, without data, or not as people said.
        Attention = "attention",
        /// Triggers that fire or recover, on the KPIs that the person owns or that their goals name.
        Triggers = "triggers",
        /// What changed.
        New = "new",
        /// What is overdue, or due within `check_in_days`.
        Due = "due",
        /// What the person said last.
        Said = "said",
    }
}

word_cell!(AgendaSection);

table! {
    /// Something to talk about.
    pub struct AgendaRow {
        /// The part of the agenda.
        section: AgendaSection,
        /// The table of the report that has the item.
        table: ChangedTable,
        /// Its id; of a KPI with teams `kpi@team`, of a trigger `kpi:rule`, from the second rule of its kind on `kpi:rule#2`.
        id: Arc<str>,
        /// What people call it.
        title: Arc<str>,
        /// Its team.
        team: Option<Arc<str>>,
        /// Who answers for it.
        owner: Option<Arc<str>>,
        /// The unit of its values.
        unit: Option<Arc<str>>,
        /// How it stands, on the scale that goals and KPIs share.
        level: Rating,
        /// How it stands: the status of a goal, the health of a KPI or the state of a trigger; of what is due `overdue`, `due` or
        /// `check_in`; of what is new the code of the change.
        state: Option<Arc<str>>,
        /// The first day of that state without a break; none where it began more than 92 days before.
        since: Option<NaiveDate>,
        /// The day that it is about: that of the change or of the check-in, or on which it is due.
        date: Option<NaiveDate>,
        /// The value now.
        value: Option<f64>,
        /// The target in force.
        target: Option<f64>,
        /// The score now.
        score: Option<f64>,
        /// The score expected by now.
        expected: Option<f64>,
        /// The milestone that is due.
        milestone: Option<Arc<str>>,
        /// What the person last said of how it stands; where the numbers say otherwise, what was last said by anybody.
        said: Option<Said>,
        /// The day that this is about.
        said_on: Option<NaiveDate>,
        /// How sure they were, 0 to 1.
        confidence: Option<f64>,
        /// What they said.
        note: Option<Arc<str>>,
        /// The line, in words.
        message: String,
    }
}
