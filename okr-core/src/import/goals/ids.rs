//! The ids of objectives and key results.

use hashbrown::{HashMap, HashSet};

use super::super::field::Field;
use super::super::id;
use super::super::note::{NoteCode, NoteList};
use super::super::table::Table;
use super::item::Item;

/// The ids of a sheet's items; none for those that are left out, which is noted.
pub(super) struct Ids {
    ids: Vec<Option<String>>,
}

impl Ids {
    pub(super) fn get(&self, item: usize) -> Option<&str> {
        self.ids.get(item)?.as_deref()
    }

    /// Gives ids to objectives, whose cycles are known, and then to key results.
    pub(super) fn new(table: &Table<'_>, items: &[Item], cycles: &[Option<String>], notes: &mut NoteList) -> Self {
        let mut ids = Ids { ids: vec![None; items.len()] };
        ids.objectives(table, items, cycles, notes);
        ids.key_results(table, items, notes);
        ids
    }

    fn set(&mut self, item: usize, id: String) {
        if let Some(slot) = self.ids.get_mut(item) {
            *slot = Some(id);
        }
    }

    fn objectives(&mut self, table: &Table<'_>, items: &[Item], cycles: &[Option<String>], notes: &mut NoteList) {
        let mut taken: HashSet<String> = HashSet::new();
        let mut made: HashMap<String, Vec<usize>> = HashMap::new();
        let mut order: Vec<String> = Vec::new();
        for (at, item) in items.iter().enumerate().filter(|(_, item)| item.is_objective) {
            if cycles.get(at).is_none_or(Option::is_none) {
                continue;
            }
            match written(table, item, false, &mut taken, notes) {
                Written::Id(id) => self.set(at, id),
                Written::Refused => {}
                Written::None => {
                    let id = id::made(item.team.as_deref(), &item.title);
                    made.entry(id.clone())
                        .or_insert_with(|| {
                            order.push(id);
                            Vec::new()
                        })
                        .push(at);
                }
            }
        }
        for id in order {
            let group = made.remove(&id).unwrap_or_default();
            // One title in several cycles: the earliest keeps the plain id, so that later cycles change nothing.
            let mut group: Vec<(&str, String, usize)> = group
                .into_iter()
                .filter_map(|at| {
                    let parent =
                        items.get(at)?.parent.and_then(|parent| items.get(parent)).map(|parent| parent.title.clone());
                    Some((cycles.get(at)?.as_deref()?, parent.unwrap_or_default(), at))
                })
                .collect();
            group.sort();
            let first_cycle = group.first().map(|(cycle, ..)| (*cycle).to_owned());
            for (cycle, parent, at) in group {
                let in_cycle =
                    if Some(cycle) == first_cycle.as_deref() { id.clone() } else { id::made(Some(&id), cycle) };
                let by_parent = (!parent.is_empty()).then(|| id::apart(&in_cycle, &parent));
                match [Some(in_cycle), by_parent].into_iter().flatten().find(|candidate| !taken.contains(candidate)) {
                    Some(free) => {
                        taken.insert(free.clone());
                        self.set(at, free);
                    }
                    None => {
                        if let Some(item) = items.get(at) {
                            let message = format!(
                                "objective `{}` stands twice in one team and cycle; a column of ids tells the two apart",
                                item.title
                            );
                            notes.add(table.row_note(NoteCode::DuplicateRow, message, item.row).of_cell(&item.title));
                        }
                    }
                }
            }
        }
    }

    fn key_results(&mut self, table: &Table<'_>, items: &[Item], notes: &mut NoteList) {
        let mut taken: HashSet<String> = HashSet::new();
        let mut made: Vec<(String, usize, usize)> = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let Some(objective) = item.objective else { continue };
            let Some(above) = self.get(objective).map(str::to_owned) else { continue };
            if item.measures_objective {
                let id = format!("{above}-result");
                taken.insert(id.clone());
                self.set(at, id);
                continue;
            }
            match written(table, item, true, &mut taken, notes) {
                Written::Id(id) => self.set(at, id),
                Written::Refused => {}
                Written::None => made.push((id::made(Some(&above), &item.title), objective, at)),
            }
        }
        // Objectives whose key results would have one id keep theirs apart; within one objective a number does.
        let mut owner: HashMap<String, usize> = HashMap::new();
        let mut shared: HashSet<String> = HashSet::new();
        for (id, objective, _) in &made {
            if owner.insert(id.clone(), *objective).is_some_and(|other| other != *objective) {
                shared.insert(id.clone());
            }
        }
        for (id, objective, at) in made {
            let above = items
                .get(objective)
                .map(|item| format!("{} {}", item.team.as_deref().unwrap_or_default(), item.title))
                .unwrap_or_default();
            let id = if shared.contains(&id) { id::apart(&id, &above) } else { id };
            let free = if taken.contains(&id) {
                let numbered = (2..)
                    .map(|number: u32| format!("{id}-{number}"))
                    .find(|candidate| !taken.contains(candidate))
                    .unwrap_or_default();
                if let Some(item) = items.get(at) {
                    let message = format!(
                        "two key results are named `{}`; this one got the id `{numbered}`, which depends on the order of rows",
                        item.title
                    );
                    notes.add(table.row_note(NoteCode::NumberedId, message, item.row).of_cell(&item.title));
                }
                numbered
            } else {
                id
            };
            taken.insert(free.clone());
            self.set(at, free);
        }
    }
}

enum Written {
    Id(String),
    None,
    Refused,
}

/// The id that the sheet gives an item.
fn written(
    table: &Table<'_>,
    item: &Item,
    is_metric: bool,
    taken: &mut HashSet<String>,
    notes: &mut NoteList,
) -> Written {
    let field = if !is_metric && table.has(Field::ObjectiveId) { Field::ObjectiveId } else { Field::Id };
    if (field == Field::Id && !item.has_row) || item.number.is_some() {
        return Written::None;
    }
    let rows: &[usize] = if field == Field::ObjectiveId { &item.rows } else { std::slice::from_ref(&item.row) };
    let Some((row, id)) = rows.iter().find_map(|row| Some((*row, table.text(*row, field, None)?))) else {
        return Written::None;
    };
    let Some(column) = table.column(field, None) else { return Written::None };
    if let Some(fault) = id::fault(&id, is_metric) {
        notes.add(table.note(
            NoteCode::BadId,
            format!("{fault}, found `{id}`; an id was made from the title"),
            row,
            column,
        ));
        return Written::None;
    }
    if !taken.insert(id.clone()) {
        notes.add(table.note(
            NoteCode::BadId,
            format!("ids must be unique, and `{id}` stands twice; this row is left out"),
            row,
            column,
        ));
        return Written::Refused;
    }
    Written::Id(id)
}
