//! The parents that a column names.

use hashbrown::HashMap;

use super::super::field::Field;
use super::super::note::{NoteCode, NoteList};
use super::super::table::Table;
use super::item::Item;
use super::wanted::title_key;

pub(super) fn note_unknown_parent(table: &Table<'_>, row: usize, title: &str, notes: &mut NoteList) {
    if let Some(column) = table.column(Field::Parent, None) {
        notes.add(table.note(
            NoteCode::UnknownParent,
            format!("a parent must be the id or title of a row, found `{title}`"),
            row,
            column,
        ));
    }
}

pub(super) enum ParentMatch {
    Nothing,
    Index(usize),
    Unknown(String),
}

/// Rows by their ids and titles; none where several have one.
pub(super) struct Lookup {
    ids: HashMap<String, Option<usize>>,
    titles: HashMap<String, Option<usize>>,
}

impl Lookup {
    pub(super) fn new<'b>(rows: impl Iterator<Item = (Option<String>, &'b str)>) -> Self {
        let (mut ids, mut titles) = (HashMap::new(), HashMap::new());
        for (at, (id, title)) in rows.enumerate() {
            if let Some(id) = id {
                ids.entry(id).and_modify(|known| *known = None).or_insert(Some(at));
            }
            titles.entry(title_key(title)).and_modify(|known| *known = None).or_insert(Some(at));
        }
        Lookup { ids, titles }
    }

    pub(super) fn find(&self, table: &Table<'_>, row: usize, own: usize, notes: &mut NoteList) -> ParentMatch {
        let Some(text) = table.text(row, Field::Parent, None) else { return ParentMatch::Nothing };
        let known = |text: &str| self.ids.get(text).or_else(|| self.titles.get(&title_key(text))).copied();
        let (name, found) = match known(&text) {
            Some(found) => (text, Some(found)),
            None => {
                // Several parents in one cell: the first is used.
                let first = text
                    .split(['\n', ';', ','])
                    .map(str::trim)
                    .find(|part| !part.is_empty())
                    .unwrap_or_default()
                    .to_owned();
                let several = first != text && known(&first).is_some();
                if several && let Some(column) = table.column(Field::Parent, None) {
                    notes.add(table.note(
                        NoteCode::SeveralParents,
                        format!("a goal has one parent, found several; `{first}` is used"),
                        row,
                        column,
                    ));
                }
                if several {
                    let found = known(&first);
                    (first, found)
                } else {
                    (text, None)
                }
            }
        };
        match found {
            Some(Some(parent)) if parent != own => ParentMatch::Index(parent),
            Some(Some(_)) => ParentMatch::Nothing,
            Some(None) => {
                if let Some(column) = table.column(Field::Parent, None) {
                    let message =
                        format!("a parent must be one row, and several are `{name}`; a column of ids tells them apart");
                    notes.add(table.note(NoteCode::AmbiguousParent, message, row, column));
                }
                ParentMatch::Nothing
            }
            None => ParentMatch::Unknown(name),
        }
    }
}

/// The parents of objectives beside whose key results a column names them.
pub(super) fn link_parents(table: &Table<'_>, items: &mut [Item], notes: &mut NoteList) {
    if !table.has(Field::Parent) {
        return;
    }
    let id = |item: &Item| {
        let field = if item.is_objective && table.has(Field::ObjectiveId) { Field::ObjectiveId } else { Field::Id };
        table.text(item.row, field, item.number).filter(|_| item.has_row || field == Field::ObjectiveId)
    };
    let lookup = Lookup::new(items.iter().map(|item| (id(item), item.title.as_str())));
    for at in 0..items.len() {
        let Some(item) = items.get(at).filter(|item| item.is_objective) else { continue };
        let row = item.rows.iter().copied().find(|row| table.text(*row, Field::Parent, None).is_some());
        let Some(row) = row else { continue };
        match lookup.find(table, row, at, notes) {
            ParentMatch::Index(parent) if items.get(parent).is_some_and(|item| item.objective != Some(at)) => {
                if let Some(item) = items.get_mut(at) {
                    item.parent = Some(parent);
                }
            }
            ParentMatch::Unknown(title) => note_unknown_parent(table, row, &title, notes),
            _ => {}
        }
    }
}
