//! Rows as a tree: each an objective or a key result.

use hashbrown::HashMap;

use super::super::field::Field;
use super::super::mapping::Layout;
use super::super::note::{NoteCode, NoteList};
use super::super::table::Table;
use super::super::words::{self, Kind};
use super::item::Item;
use super::layout::{Titles, indent};
use super::parents::{Lookup, ParentMatch, note_unknown_parent};
use super::wanted::{is_wanted, note_other_kind, note_untitled, title_key};

/// A row of a tree, while it is built.
struct Branch {
    row: usize,
    title: String,
    kind: Option<Kind>,
    depth: Option<u32>,
    parent: Option<usize>,
    /// The objective that is only named in the column of parents.
    parent_title: Option<String>,
}

/// A row an objective or a key result, told apart by types, parents, depths or indents.
pub(super) fn tree(table: &Table<'_>, titles: Titles, notes: &mut NoteList) -> Vec<Item> {
    let mut branches = branches(table, titles, notes);
    match titles.layout {
        _ if table.has(Field::Parent) => by_parents(table, &mut branches, notes),
        Layout::Depths | Layout::Indents => by_depths(&mut branches),
        _ => {}
    }
    break_circles(table, &mut branches, notes);
    let mut has_children = vec![false; branches.len()];
    for parent in branches.iter().filter_map(|branch| branch.parent) {
        if let Some(has) = has_children.get_mut(parent) {
            *has = true;
        }
    }
    let is_objective: Vec<bool> = branches
        .iter()
        .zip(&has_children)
        .map(|(branch, has_children)| match branch.kind {
            Some(kind) => kind == Kind::Objective,
            None => {
                titles.layout == Layout::Flat
                    || *has_children
                    || (branch.parent.is_none() && branch.parent_title.is_none())
            }
        })
        .collect();
    link(table, titles, &branches, &is_objective, notes)
}

fn branches(table: &Table<'_>, titles: Titles, notes: &mut NoteList) -> Vec<Branch> {
    let mut branches = Vec::new();
    for row in 0..table.rows.len() {
        let Some(title) = table.text(row, titles.objective, None) else {
            note_untitled(table, row, notes);
            continue;
        };
        if !is_wanted(table, row, &title, notes) {
            continue;
        }
        let kind = match table.text(row, Field::Kind, None).filter(|_| titles.layout == Layout::Types) {
            None => None,
            Some(text) => match words::kind(&text) {
                Some(Kind::Other) => {
                    note_other_kind(table, row, &title, notes);
                    continue;
                }
                None => {
                    let message = format!("a type must be an objective or a key result, found `{text}`");
                    let column = table.column(Field::Kind, None);
                    notes.add(column.map_or_else(
                        || table.row_note(NoteCode::UnknownWord, &*message, row),
                        |column| table.note(NoteCode::UnknownWord, &*message, row, column),
                    ));
                    continue;
                }
                kind => kind,
            },
        };
        if kind.is_none() && titles.layout == Layout::Types && !table.has(Field::Parent) {
            notes.add(
                table
                    .row_note(
                        NoteCode::UnknownWord,
                        format!("`{title}` must have a type, objective or key result"),
                        row,
                    )
                    .of_cell(&title),
            );
            continue;
        }
        let depth = match titles.layout {
            Layout::Depths => {
                let depth = table.text(row, Field::Depth, None).and_then(|text| words::depth(&text));
                if depth.is_none() {
                    notes.add(
                        table
                            .row_note(
                                NoteCode::UnknownWord,
                                format!("`{title}` must have a level, such as 1 or 2"),
                                row,
                            )
                            .of_cell(&title),
                    );
                    continue;
                }
                depth
            }
            Layout::Indents => Some(indent(table, row, titles.objective)),
            _ => None,
        };
        branches.push(Branch { row, title, kind, depth, parent: None, parent_title: None });
    }
    branches
}

/// Each row's parent is the nearest one above that lies less deep.
fn by_depths(branches: &mut [Branch]) {
    let mut open: Vec<(u32, usize)> = Vec::new();
    for (at, branch) in branches.iter_mut().enumerate() {
        let depth = branch.depth.unwrap_or(0);
        while open.last().is_some_and(|(above, _)| *above >= depth) {
            open.pop();
        }
        branch.parent = open.last().map(|(_, above)| *above);
        open.push((depth, at));
    }
}

/// Each row's parent is the one whose id or title its cell names.
fn by_parents(table: &Table<'_>, branches: &mut [Branch], notes: &mut NoteList) {
    let lookup =
        Lookup::new(branches.iter().map(|branch| (table.text(branch.row, Field::Id, None), branch.title.as_str())));
    for (at, branch) in branches.iter_mut().enumerate() {
        match lookup.find(table, branch.row, at, notes) {
            ParentMatch::Index(parent) => branch.parent = Some(parent),
            // A key result may name an objective that has no row.
            ParentMatch::Unknown(title) if branch.kind != Some(Kind::Objective) => branch.parent_title = Some(title),
            ParentMatch::Unknown(title) => note_unknown_parent(table, branch.row, &title, notes),
            ParentMatch::Nothing => {}
        }
    }
}

/// Takes the parent from one row of each circle of ancestors.
fn break_circles(table: &Table<'_>, branches: &mut [Branch], notes: &mut NoteList) {
    // The walk in which a row was first met; a row met twice in one walk lies on a circle.
    let mut walks: Vec<Option<usize>> = vec![None; branches.len()];
    for walk in 0..branches.len() {
        let mut at = walk;
        loop {
            match walks.get_mut(at) {
                Some(met @ None) => *met = Some(walk),
                Some(Some(met)) if *met == walk => {
                    if let Some(branch) = branches.get_mut(at) {
                        branch.parent = None;
                        let message = format!("`{}` is its own ancestor", branch.title);
                        notes.add(table.row_note(NoteCode::ParentCircle, message, branch.row).of_cell(&branch.title));
                    }
                    break;
                }
                _ => break,
            }
            match branches.get(at).and_then(|branch| branch.parent) {
                Some(parent) => at = parent,
                None => break,
            }
        }
    }
}

/// Items with their objectives and parents.
fn link(
    table: &Table<'_>,
    titles: Titles,
    branches: &[Branch],
    is_objective: &[bool],
    notes: &mut NoteList,
) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut named: HashMap<String, usize> = HashMap::new();
    // Objectives first, so that key results can stand above theirs; the order of rows is kept within both.
    let mut index_of: Vec<Option<usize>> = vec![None; branches.len()];
    for (at, branch) in branches.iter().enumerate() {
        if is_objective.get(at).copied().unwrap_or_default() {
            if let Some(slot) = index_of.get_mut(at) {
                *slot = Some(items.len());
            }
            items.push(Item::objective(branch.row, branch.title.clone(), true));
        }
    }
    let mut above: Option<usize> = None;
    for (at, branch) in branches.iter().enumerate() {
        if is_objective.get(at).copied().unwrap_or_default() {
            above = index_of.get(at).copied().flatten();
            continue;
        }
        let objective = match (branch.parent, &branch.parent_title) {
            (Some(parent), _) => index_of
                .get(parent)
                .copied()
                .flatten()
                .filter(|_| is_objective.get(parent).copied().unwrap_or_default()),
            (None, Some(title)) => Some(*named.entry(title_key(title)).or_insert_with(|| {
                items.push(Item::objective(branch.row, title.clone(), false));
                items.len() - 1
            })),
            (None, None) if titles.layout == Layout::Types && !table.has(Field::Parent) => above,
            (None, None) => None,
        };
        let Some(objective) = objective else {
            let message = format!("key result `{}` must have an objective above it or as its parent", branch.title);
            notes.add(table.row_note(NoteCode::NoObjective, message, branch.row).of_cell(&branch.title));
            continue;
        };
        if let Some(slot) = index_of.get_mut(at) {
            *slot = Some(items.len());
        }
        items.push(Item::key_result(branch.row, branch.title.clone(), objective));
    }
    for (at, branch) in branches.iter().enumerate() {
        let own = index_of.get(at).copied().flatten();
        let parent = branch.parent.and_then(|parent| index_of.get(parent).copied().flatten());
        if let Some(item) = own.and_then(|own| items.get_mut(own)).filter(|item| item.is_objective) {
            item.parent = parent;
        }
    }
    items
}
