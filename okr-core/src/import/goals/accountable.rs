//! Teams and owners of goals.

use super::super::field::Field;
use super::super::id;
use super::super::note::{NoteCode, NoteList};
use super::super::people::Owners;
use super::super::words;
use super::builder::Builder;
use super::item::Item;
use crate::plan::{Level, Team};

impl Builder<'_> {
    pub(super) fn team(&mut self, item: &Item, notes: &mut NoteList) -> Option<String> {
        let level = item.rows.iter().find_map(|row| {
            let text = self.table.text(*row, Field::Level, None)?;
            let level = words::level(&text);
            if level.is_none()
                && let Some(column) = self.table.column(Field::Level, None)
            {
                let message = format!("a level must be company, department, team or individual, found `{text}`");
                notes.add(self.table.note(NoteCode::UnknownWord, message, *row, column));
            }
            level
        });
        let name = match (&item.team, level) {
            (Some(name), _) => name.clone(),
            (None, Some(Level::Company)) => "Company".to_owned(),
            (None, Some(level)) => {
                let message = format!("a level (`{level}`) without a team is not used");
                notes.add(self.table.row_note(NoteCode::CellNotUsed, message, item.row));
                return None;
            }
            (None, None) => return None,
        };
        let is_named = |team: &&Team| team.id == name || team.name == name;
        let team = match self.table.options.teams.iter().find(is_named) {
            Some(team) => team.clone(),
            None => Team::new(id::made(None, &name), name, level.unwrap_or(Level::Team)),
        };
        let id = team.id.clone();
        if !self.teams.iter().any(|known| known.id == id) {
            self.teams.push(team);
        }
        Some(id)
    }

    pub(super) fn owners(&self, item: &Item, field: Field, notes: &mut NoteList) -> Owners {
        match self.table.cell(item.row, field, item.number) {
            Some((cell, _)) if cell.filled && !item.is_objective => Owners::default(),
            Some(_) => self.owners_in(item.row, field, item.number, notes),
            None => Owners::default(),
        }
    }

    pub(super) fn owners_in(&self, row: usize, field: Field, number: Option<u32>, notes: &mut NoteList) -> Owners {
        let Some(text) = self.table.text(row, field, number) else { return Owners::default() };
        let owners = self.owner_names.owners(&text);
        if let (Some(owner), false, Some(column)) =
            (&owners.owner, owners.co_owners.is_empty(), self.table.column(field, number))
        {
            let message = format!("one person owns a goal, found several: `{owner}` owns it, the others are co-owners");
            notes.add(self.table.note(NoteCode::SeveralOwners, message, row, column));
        }
        owners
    }

    /// The owner of an objective: of its own row, of a column for it, or of a merged cell beside its key results.
    pub(super) fn objective_owners(&self, item: &Item, notes: &mut NoteList) -> Owners {
        if let Some(row) =
            item.rows.iter().copied().find(|row| self.table.text(*row, Field::ObjectiveOwner, None).is_some())
        {
            return self.owners_in(row, Field::ObjectiveOwner, None, notes);
        }
        if item.has_row {
            return self.owners_in(item.row, Field::Owner, None, notes);
        }
        match self.merged(item, Field::Owner) {
            Some(row) => self.owners_in(row, Field::Owner, None, notes),
            None => Owners::default(),
        }
    }

    /// The row of an objective whose cell of a field is merged over its key results.
    pub(super) fn merged(&self, item: &Item, field: Field) -> Option<usize> {
        item.rows.iter().copied().find(|row| self.table.cell(*row, field, None).is_some_and(|(cell, _)| cell.filled))
    }
}
