//! The rows of a sheet as items, by the sheet's layout.

use hashbrown::HashMap;

use super::super::field::Field;
use super::super::id::slug;
use super::super::mapping::Layout;
use super::super::note::{NoteCode, NoteList};
use super::super::table::Table;
use super::super::words::{self, Kind};
use super::item::Item;
use super::layout::{Titles, indent};

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

/// Whether a row with this title belongs to the goals; notes why it does not.
fn is_wanted(table: &Table<'_>, row: usize, title: &str, notes: &mut NoteList) -> bool {
    if words::is_total(title) {
        notes.add(
            table.row_note(NoteCode::TotalRow, format!("row `{title}` holds totals or averages"), row).of_cell(title),
        );
        return false;
    }
    let action = table.text(row, Field::Action, None);
    if action.is_some_and(|action| words::is_deletion(&action)) {
        notes.add(
            table.row_note(NoteCode::RowToDelete, format!("row `{title}` is marked to be deleted"), row).of_cell(title),
        );
        return false;
    }
    true
}

fn note_untitled(table: &Table<'_>, row: usize, notes: &mut NoteList) {
    notes.add(table.row_note(NoteCode::RowWithoutTitle, "a row must have a title, found none", row));
}

/// What makes two objectives one: their titles but for case and punctuation.
fn title_key(title: &str) -> String {
    let slug = slug(title);
    if slug.is_empty() { title.to_owned() } else { slug }
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

fn note_other_kind(table: &Table<'_>, row: usize, title: &str, notes: &mut NoteList) {
    let kind = table.text(row, Field::Kind, None).unwrap_or_default();
    let message = format!("`{title}` is neither an objective nor a key result but of type `{kind}`");
    notes.add(table.row_note(NoteCode::OtherKind, message, row).of_cell(title));
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
        (None, Some((index, item))) if cycle.is_none() && self::title_key(&item.title) == self::title_key(title) => {
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
fn tree(table: &Table<'_>, titles: Titles, notes: &mut NoteList) -> Vec<Item> {
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
            Found::Index(parent) => branch.parent = Some(parent),
            // A key result may name an objective that has no row.
            Found::Unknown(title) if branch.kind != Some(Kind::Objective) => branch.parent_title = Some(title),
            Found::Unknown(title) => note_unknown_parent(table, branch.row, &title, notes),
            Found::Nothing => {}
        }
    }
}

fn note_unknown_parent(table: &Table<'_>, row: usize, title: &str, notes: &mut NoteList) {
    if let Some(column) = table.column(Field::Parent, None) {
        notes.add(table.note(
            NoteCode::UnknownParent,
            format!("a parent must be the id or title of a row, found `{title}`"),
            row,
            column,
        ));
    }
}

enum Found {
    Nothing,
    Index(usize),
    Unknown(String),
}

/// Rows by their ids and titles; none where several have one.
struct Lookup {
    ids: HashMap<String, Option<usize>>,
    titles: HashMap<String, Option<usize>>,
}

impl Lookup {
    fn new<'b>(rows: impl Iterator<Item = (Option<String>, &'b str)>) -> Self {
        let (mut ids, mut titles) = (HashMap::new(), HashMap::new());
        for (at, (id, title)) in rows.enumerate() {
            if let Some(id) = id {
                ids.entry(id).and_modify(|known| *known = None).or_insert(Some(at));
            }
            titles.entry(title_key(title)).and_modify(|known| *known = None).or_insert(Some(at));
        }
        Lookup { ids, titles }
    }

    fn find(&self, table: &Table<'_>, row: usize, own: usize, notes: &mut NoteList) -> Found {
        let Some(text) = table.text(row, Field::Parent, None) else { return Found::Nothing };
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
            Some(Some(parent)) if parent != own => Found::Index(parent),
            Some(Some(_)) => Found::Nothing,
            Some(None) => {
                if let Some(column) = table.column(Field::Parent, None) {
                    let message =
                        format!("a parent must be one row, and several are `{name}`; a column of ids tells them apart");
                    notes.add(table.note(NoteCode::AmbiguousParent, message, row, column));
                }
                Found::Nothing
            }
            None => Found::Unknown(name),
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

/// The parents of objectives beside whose key results a column names them.
fn link_parents(table: &Table<'_>, items: &mut [Item], notes: &mut NoteList) {
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
            Found::Index(parent) if items.get(parent).is_some_and(|item| item.objective != Some(at)) => {
                if let Some(item) = items.get_mut(at) {
                    item.parent = Some(parent);
                }
            }
            Found::Unknown(title) => note_unknown_parent(table, row, &title, notes),
            _ => {}
        }
    }
}

/// The team of each objective: the first that its rows name.
fn add_teams(table: &Table<'_>, items: &mut [Item]) {
    for item in items.iter_mut().filter(|item| item.is_objective) {
        item.team = item.rows.iter().find_map(|row| table.text(*row, Field::Team, None));
    }
}
