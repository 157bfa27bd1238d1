//! A row of changes with what orders it and what a text needs of it.

use std::sync::Arc;

use super::row::{Cause, ChangeCode, ChangeRow, ChangedTable};
use crate::plan::policy::Severity;

/// What a line of a text is about.
pub(crate) type Item = (ChangedTable, usize);

/// What a text needs of a row besides the row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Note {
    /// What its line is about: of a trigger its KPI.
    pub(super) item: Item,
    /// The index of the objective above it.
    pub(super) above: Option<usize>,
    /// Whether another line says it: that of a dropped objective, or that of a cycle that begins or ends.
    pub(super) told_elsewhere: bool,
    /// The message without the title.
    pub(super) what: String,
    /// The same without the value: what several can have in common.
    pub(super) change: String,
    /// Of a series of a KPI by team: what people call the KPI, and the team.
    pub(super) part: Option<(Arc<str>, Arc<str>)>,
}

/// A row with its note, and the index that it is ordered by.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) row: ChangeRow,
    pub(super) note: Note,
    index: usize,
}

/// What all rows of one item share.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    pub(super) table: ChangedTable,
    pub(super) index: usize,
    pub(super) id: Arc<str>,
    pub(super) title: Arc<str>,
    pub(super) team: Option<Arc<str>>,
    pub(super) owner: Option<Arc<str>>,
    pub(super) unit: Option<Arc<str>>,
    pub(super) above: Option<usize>,
    pub(super) item: Item,
    /// Of a series of a KPI by team: what people call the KPI, and the team.
    pub(super) part: Option<(Arc<str>, Arc<str>)>,
}

impl Subject {
    /// An entry without states and date, as information.
    pub(super) fn entry(&self, code: ChangeCode, cause: Cause, what: String) -> Entry {
        Entry {
            index: self.index,
            row: ChangeRow {
                code,
                table: self.table,
                id: Arc::clone(&self.id),
                title: Arc::clone(&self.title),
                team: self.team.clone(),
                owner: self.owner.clone(),
                before: None,
                after: None,
                unit: self.unit.clone(),
                date: None,
                cause,
                severity: Severity::Info,
                message: format!("{}: {what}", self.title),
            },
            note: Note {
                item: self.item,
                above: self.above,
                told_elsewhere: false,
                change: what.clone(),
                what,
                part: self.part.clone(),
            },
        }
    }
}

impl Entry {
    /// Says what came of the change behind it.
    pub(super) fn with(mut self, more: &str) -> Self {
        self.note.what.push_str(more);
        self.row.message.push_str(more);
        self
    }

    pub(super) fn states(mut self, before: Option<String>, after: Option<String>) -> Self {
        self.row.before = before.map(Arc::from);
        self.row.after = after.map(Arc::from);
        self
    }

    pub(super) fn date(mut self, date: Option<chrono::NaiveDate>) -> Self {
        self.row.date = date;
        self
    }

    pub(super) fn warns(mut self, warns: bool) -> Self {
        if warns {
            self.row.severity = Severity::Warning;
        }
        self
    }

    pub(super) fn told_elsewhere(mut self, told: bool) -> Self {
        self.note.told_elsewhere = told;
        self
    }

    /// What the entries are ordered by; equal ones keep their order.
    pub(super) fn order(&self) -> (Severity, ChangedTable, usize, ChangeCode) {
        (self.row.severity, self.row.table, self.index, self.row.code)
    }
}
