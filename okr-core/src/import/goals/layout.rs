//! How objectives and key results stand in a sheet.

use super::super::field::Field;
use super::super::mapping::Layout;
use super::super::note::{ImportError, Note, NoteCode};
use super::super::table::Table;

/// The layout, and the columns of the titles: that of objectives, and that of key results beside them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Titles {
    pub(super) layout: Layout,
    pub(super) objective: Field,
    pub(super) key_result: Option<Field>,
}

/// Decides how a sheet of goals is laid out.
pub(super) fn titles(table: &Table<'_>) -> Result<Titles, ImportError> {
    let numbered = table.columns.iter().any(|column| column.number.is_some() && column.field == Some(Field::KeyResult));
    let plain = |field: Field| table.column(field, None).is_some();
    let first = |fields: &[Field]| fields.iter().copied().find(|field| plain(*field));
    let objective = first(&[Field::Objective, Field::Title]);
    if numbered {
        let Some(objective) = objective else { return Err(no_structure("no column has the titles of the objectives")) };
        return Ok(Titles { layout: Layout::Numbered, objective, key_result: None });
    }
    let beside = match objective {
        Some(Field::Objective) => first(&[Field::KeyResult, Field::Title, Field::MeasureName]),
        Some(_) if plain(Field::KeyResult) => Some(Field::KeyResult),
        Some(_) if !plain(Field::Kind) => first(&[Field::MeasureName]),
        _ => None,
    };
    if let (Some(objective), Some(key_result)) = (objective, beside) {
        return Ok(Titles { layout: Layout::Beside, objective, key_result: Some(key_result) });
    }
    let Some(title) = objective.or_else(|| first(&[Field::KeyResult])) else {
        return Err(no_structure("no column has the titles of objectives"));
    };
    let layout = if plain(Field::Kind) {
        Layout::Types
    } else if plain(Field::Parent) {
        Layout::Parents
    } else if plain(Field::Depth) {
        Layout::Depths
    } else if has_indents(table, title) {
        Layout::Indents
    } else if title != Field::KeyResult && can_be_flat(table) {
        Layout::Flat
    } else if title == Field::KeyResult {
        return Err(no_structure("key results have no objectives"));
    } else {
        return Err(no_structure("some rows have numbers and some have none"));
    };
    Ok(Titles { layout, objective: title, key_result: None })
}

fn no_structure(found: &str) -> ImportError {
    let message = format!(
        "objectives and key results must be told apart by two columns, by a column of types, parents or levels, or by the indent; {found}; `columns` says what a column means"
    );
    Note::of(NoteCode::NoStructure, message).option("columns").into()
}

/// How far a row's title is indented: by the cell's format, else by spaces before its text.
pub(super) fn indent(table: &Table<'_>, row: usize, title: Field) -> u32 {
    let Some((cell, _)) = table.cell(row, title, None) else { return 0 };
    let text = cell.shown();
    let spaces = text
        .chars()
        .take_while(|c| c.is_whitespace() || *c == '\u{a0}')
        .map(|c| if c == '\t' { 4 } else { 1 })
        .sum::<u32>();
    if cell.indent > 0 { cell.indent } else { spaces }
}

fn has_indents(table: &Table<'_>, title: Field) -> bool {
    let mut indents = (0..table.rows.len())
        .filter(|row| table.text(*row, title, None).is_some())
        .map(|row| indent(table, row, title));
    let Some(first) = indents.next() else { return false };
    indents.any(|other| other != first)
}

/// Whether each row can be a goal with numbers of its own, or none can.
fn can_be_flat(table: &Table<'_>) -> bool {
    let has_numbers =
        |row: &usize| super::measure::NUMBERS.iter().any(|field| table.text(*row, *field, None).is_some());
    let rows = 0..table.rows.len();
    let with = rows.clone().filter(has_numbers).count();
    table.known.is_some() || with == rows.len() || with == 0
}
