//! The rows of a sheet as items, by the sheet's layout.

use hashbrown::HashMap;

use super::super::field::Field;
use super::super::mapping::Layout;
use super::super::note::{NoteCode, NoteList};
use super::super::table::Table;
use super::super::words::{self, Kind};
use super::item::Item;
use super::layout::Titles;
use super::parents::link_parents;
use super::tree::tree;
use super::wanted::{is_wanted, note_other_kind, note_untitled, title_key};

/// The items of all rows.
pub(super) fn items(table: &Table<'_>, titles: Titles, notes: &mut NoteList) -> Vec<Item> {
    let mut items = match titles.layout {
        Layout::Beside => beside(table, titles, notes),
        Layout::Numbered => numbered(table, titles, notes),
        _ => tree(table, titles, notes),
    };
    add_teams(table, &mut items);
    if matches!(titles.layout, Layout::Beside | Layout::Numbered) {
        link_parents(table, &mut items, notes);
    }
    items
}

/// What names an objective: its id or its title, its team and its cycle.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct ObjectiveKey {
    title: String,
    team: Option<String>,
    cycle: Option<String>,
}

/// A row a key result, its objective beside it or above.
fn beside(table: &Table<'_>, titles: Titles, notes: &mut NoteList) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut known: HashMap<ObjectiveKey, usize> = HashMap::new();
    let mut above: Option<usize> = None;
    for row in 0..table.rows.len() {
        let objective = table.text(row, titles.objective, None);
        let key_result = titles.key_result.and_then(|field| table.text(row, field, None));
        let Some(title) = key_result.as_ref().or(objective.as_ref()) else {
            note_untitled(table, row, notes);
            continue;
        };
        if !is_wanted(table, row, objective.as_deref().filter(|text| words::is_total(text)).unwrap_or(title), notes) {
            continue;
        }
        if let Some(Kind::Other) = table.text(row, Field::Kind, None).and_then(|text| words::kind(&text)) {
            note_other_kind(table, row, title, notes);
            continue;
        }
        let index = match &objective {
            None => above,
            Some(title) => {
                Some(named_objective(table, row, title, key_result.is_none(), &mut items, &mut known, above))
            }
        };
        let Some(index) = index else {
            notes.add(
                table
                    .row_note(
                        NoteCode::NoObjective,
                        format!("key result `{title}` must have an objective beside or above it"),
                        row,
                    )
                    .of_cell(title),
            );
            continue;
        };
        above = Some(index);
        if let Some(item) = items.get_mut(index)
            && !item.rows.contains(&row)
        {
            item.rows.push(row);
        }
        if let Some(title) = key_result {
            items.push(Item::key_result(row, title, index));
        }
    }
    items
}

/// The objective that a row names: a known one, or a new one.
fn named_objective(
    table: &Table<'_>,
    row: usize,
    title: &str,
    alone: bool,
    items: &mut Vec<Item>,
    known: &mut HashMap<ObjectiveKey, usize>,
    above: Option<usize>,
) -> usize {
    let id = table.text(row, Field::ObjectiveId, None);
    let text = |field: Field| table.text(row, field, None).map(|text| title_key(&text));
    let (team, cycle) = (text(Field::Team), text(Field::Cycle));
    let title_key = id.unwrap_or_else(|| title_key(title));
    let found = match (&team, above.and_then(|above| items.get(above).map(|item| (above, item)))) {
        // A repeated title without team or cycle goes on with the objective above.
        (None, Some((index, item)))
            if cycle.is_none() && super::wanted::title_key(&item.title) == super::wanted::title_key(title) =>
        {
            Some(index)
        }
        _ => known.get(&ObjectiveKey { title: title_key.clone(), team: team.clone(), cycle: cycle.clone() }).copied(),
    };
    let index = found.unwrap_or_else(|| {
        items.push(Item::objective(row, title.to_owned(), alone));
        items.len() - 1
    });
    known.entry(ObjectiveKey { title: title_key, team, cycle }).or_insert(index);
    if let Some(item) = items.get_mut(index).filter(|item| alone && !item.has_row) {
        (item.row, item.has_row) = (row, true);
    }
    index
}

/// A row an objective, its key results in numbered columns.
fn numbered(table: &Table<'_>, titles: Titles, notes: &mut NoteList) -> Vec<Item> {
    let mut numbers: Vec<u32> = table
        .columns
        .iter()
        .filter(|column| column.field == Some(Field::KeyResult))
        .filter_map(|column| column.number)
        .collect();
    numbers.sort_unstable();
    let mut items: Vec<Item> = Vec::new();
    for row in 0..table.rows.len() {
        let Some(title) = table.text(row, titles.objective, None) else {
            note_untitled(table, row, notes);
            continue;
        };
        if !is_wanted(table, row, &title, notes) {
            continue;
        }
        let objective = items.len();
        items.push(Item::objective(row, title, true));
        for number in &numbers {
            if let Some(title) = table.text(row, Field::KeyResult, Some(*number)) {
                items.push(Item { number: Some(*number), ..Item::key_result(row, title, objective) });
            }
        }
    }
    items
}

/// The team of each objective: the first that its rows name.
fn add_teams(table: &Table<'_>, items: &mut [Item]) {
    for item in items.iter_mut().filter(|item| item.is_objective) {
        item.team = item.rows.iter().find_map(|row| table.text(*row, Field::Team, None));
    }
}
