//! An agenda while it is written: items, each with all that its line says.

use std::sync::Arc;

use hashbrown::HashMap;

use super::row::{AgendaRow, AgendaSection};
use crate::changes::{ChangedTable, Item};
use crate::report::Rating;

/// A row with the parts of its line.
#[derive(Debug)]
struct Entry {
    row: AgendaRow,
    parts: Vec<String>,
}

/// The entries so far, in the order of the rows.
#[derive(Debug, Default)]
pub(super) struct Entries {
    entries: Vec<Entry>,
    /// The first entry of each item. Looked up only.
    of_item: HashMap<Item, usize>,
}

/// What rows of one item share.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    pub(super) item: Item,
    pub(super) table: ChangedTable,
    pub(super) id: Arc<str>,
    pub(super) title: Arc<str>,
    pub(super) team: Option<Arc<str>>,
    pub(super) owner: Option<Arc<str>>,
    pub(super) unit: Option<Arc<str>>,
}

impl Subject {
    /// A row that says no more than what it is about.
    pub(super) fn row(&self, section: AgendaSection, level: Rating) -> AgendaRow {
        AgendaRow {
            section,
            table: self.table,
            id: Arc::clone(&self.id),
            title: Arc::clone(&self.title),
            team: self.team.clone(),
            owner: self.owner.clone(),
            unit: self.unit.clone(),
            level,
            state: None,
            since: None,
            date: None,
            value: None,
            target: None,
            score: None,
            expected: None,
            milestone: None,
            said: None,
            said_on: None,
            confidence: None,
            note: None,
            message: String::new(),
        }
    }
}

impl Entries {
    /// Adds a row about an item with what its line says.
    pub(super) fn add(&mut self, item: Item, row: AgendaRow, says: impl IntoIterator<Item = String>) {
        self.of_item.entry(item).or_insert(self.entries.len());
        self.entries.push(Entry { row, parts: says.into_iter().collect() });
    }

    /// The row of an item that is listed in an earlier section, with the parts of its line.
    pub(super) fn listed_before(
        &mut self,
        section: AgendaSection,
        item: Item,
    ) -> Option<(&mut AgendaRow, &mut Vec<String>)> {
        let index = *self.of_item.get(&item)?;
        let entry = self.entries.get_mut(index).filter(|entry| entry.row.section < section)?;
        Some((&mut entry.row, &mut entry.parts))
    }

    /// The rows, each with its line; who answers for an item is named where that is another person.
    pub(super) fn into_rows(self, owner: &str) -> Vec<AgendaRow> {
        let row = |Entry { mut row, parts }: Entry| {
            let other = row.owner.as_deref().filter(|other| *other != owner);
            let other = other.map(|other| format!(" ({other})")).unwrap_or_default();
            row.message = format!("{}{other}: {}", row.title, parts.join("; "));
            row
        };
        self.entries.into_iter().map(row).collect()
    }
}
