//! The sheets of an export as a plan, readings and check-ins.

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::super::address::letters;
use super::super::cell::Cell;
use super::super::imported::Imported;
use super::super::mapping::{ColumnMapping, Mapping};
use super::super::note::{ImportError, Note, NoteCode, NoteList};
use super::super::options::{Decimal, read_map};
use super::super::sheet::{Row, Sheet};
use super::about::is_about;
use super::columns::{DUPLICATES, Kind, MORE, SheetColumn};
use super::document_row::from_cells;
use crate::Plan;
use crate::document::{At, Node, Notes, Read, read_node};
use crate::plan::{KeyResult, Objective};
use crate::readings::{CheckIn, Duplicates, Reading};

/// Which sheet of an export it is, by its header; none for another sheet.
pub(crate) fn own_kind(sheet: &Sheet) -> Option<Kind> {
    let header = sheet.rows.first()?;
    let has = |name: &str| header.cells.iter().any(|cell| cell.trimmed() == name);
    if !has(MORE) {
        return None;
    }
    // The kind most of whose columns are there: some may have been taken out.
    let share = |kind: &Kind| {
        let columns = kind.columns();
        let found = columns.iter().filter(|column| has(column.name)).count();
        (columns.first().is_some_and(|first| has(first.name))).then_some(1000 * found / columns.len())
    };
    Kind::ALL
        .into_iter()
        .filter_map(|kind| Some((share(&kind)?, kind)))
        .max_by_key(|(share, kind)| (*share, std::cmp::Reverse(*kind)))
        .map(|(_, kind)| kind)
}

/// Reads the sheets of [`to_sheets`](super::to_sheets), perhaps edited, in any order. A row that does not fit is left out and noted.
///
/// `decimal` is needed where numbers were saved as text with a decimal comma.
///
/// # Errors
///
/// [`NoteCode::NoHeader`] where a sheet is none of an export.
///
/// ```
/// use okr_core::Plan;
/// use okr_core::import::{from_sheets, to_sheets};
///
/// let plan = Plan::from_json(r#"{ "kpis": [{ "id": "enps", "name": "eNPS", "better": "higher", "cadence": "monthly" }] }"#)?;
/// let sheets = to_sheets(&plan, None, None);
/// assert_eq!(from_sheets(sheets.iter().map(|named| &named.sheet), None)?.plan, plan);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn from_sheets<'a>(
    sheets: impl IntoIterator<Item = &'a Sheet>,
    decimal: Option<Decimal>,
) -> Result<Imported, ImportError> {
    let mut notes = NoteList::default();
    let mut parts =
        Parts { plan: Plan::new(), readings: Vec::new(), duplicates: IndexMap::new(), check_ins: Vec::new() };
    let mut mapping = None;
    for (index, sheet) in sheets.into_iter().enumerate() {
        if is_about(sheet) {
            continue;
        }
        let Some(kind) = own_kind(sheet) else {
            let message = format!(
                "a sheet of an export must have its header in the first row, with a column `{MORE}`; sheet {} has none",
                index + 1
            );
            return Err(Note::of(NoteCode::NoHeader, message).into());
        };
        let table = OwnTable::new(sheet, kind, decimal, &mut notes);
        parts.add(&table, &mut notes);
        mapping.get_or_insert_with(|| table.mapping());
    }
    let Parts { plan, readings, duplicates, check_ins } = parts;
    let mapping = mapping.unwrap_or_else(|| Mapping::new(1u32));
    Ok(Imported { plan, readings, duplicates, check_ins, mapping, notes: notes.finish() })
}

/// A sheet of an export, its columns by their names.
struct OwnTable<'a> {
    sheet: &'a Sheet,
    kind: Kind,
    columns: Vec<(usize, &'static SheetColumn)>,
    more: Vec<usize>,
    decimal: Option<Decimal>,
}

impl<'a> OwnTable<'a> {
    fn new(sheet: &'a Sheet, kind: Kind, decimal: Option<Decimal>, notes: &mut NoteList) -> Self {
        let header = sheet.rows.first().map(|row| row.cells.as_slice()).unwrap_or_default();
        let mut table = OwnTable { sheet, kind, columns: Vec::new(), more: Vec::new(), decimal };
        for (index, cell) in header.iter().enumerate() {
            let name = cell.trimmed();
            match kind.columns().iter().find(|column| column.name == name && name != MORE) {
                Some(column) => table.columns.push((index, column)),
                None if name.starts_with(MORE) => table.more.push(index),
                None if name.is_empty() => {}
                None => {
                    notes.add(Note::of(NoteCode::ColumnNotUsed, format!("column `{name}` is not used")).column(name))
                }
            }
        }
        table
    }

    fn rows(&self) -> impl Iterator<Item = &'a Row> {
        self.sheet.rows.iter().skip(1).filter(|row| !row.cells.iter().all(Cell::is_empty))
    }

    fn text(&self, row: &Row, name: &str) -> String {
        let index = self.columns.iter().find(|(_, column)| column.name == name).map(|(index, _)| *index);
        index.and_then(|index| row.cells.get(index)).map(Cell::trimmed).unwrap_or_default()
    }

    /// What a row holds; none where it does not fit, which is noted.
    fn read<T: Read>(&self, row: &Row, notes: &mut NoteList) -> Option<T> {
        let document = self.document(row, notes)?;
        self.read_document(Value::Object(document), row, notes)
    }

    fn document(&self, row: &Row, notes: &mut NoteList) -> Option<Map<String, Value>> {
        match from_cells(&self.columns, &row.cells, &self.more, self.decimal) {
            Ok(document) => Some(document),
            Err(bad) => {
                let at = format!("{}{}", letters(bad.column), row.number);
                let cell = row.cells.get(bad.column).map(Cell::trimmed).unwrap_or_default();
                notes.add(
                    Note::of(NoteCode::BadCell, format!("{}; the row is left out", bad.message))
                        .row(row.number)
                        .at(at)
                        .of_cell(&cell),
                );
                None
            }
        }
    }

    fn read_document<T: Read>(&self, document: Value, row: &Row, notes: &mut NoteList) -> Option<T> {
        // A JSON value is always a node.
        let node = Node::deserialize(document).unwrap_or(Node::Null);
        match read_node(node, "") {
            Ok(item) => Some(item),
            Err(errors) => {
                for error in errors {
                    let message = format!("{error}; the row is left out");
                    notes.add(
                        Note::of(NoteCode::BadCell, message)
                            .row(row.number)
                            .with("sheet", self.kind.name())
                            .with("path", error.path),
                    );
                }
                None
            }
        }
    }

    fn mapping(&self) -> Mapping {
        let columns = self.columns.iter().map(|(index, column)| ColumnMapping::new(letters(*index)).name(column.name));
        Mapping::new(self.sheet.rows.first().map_or(1, |row| row.number))
            .export("okr")
            .columns(columns.collect::<Vec<_>>())
    }
}

struct Parts {
    plan: Plan,
    readings: Vec<Reading>,
    duplicates: IndexMap<String, Duplicates>,
    check_ins: Vec<CheckIn>,
}

impl Parts {
    fn add(&mut self, table: &OwnTable<'_>, notes: &mut NoteList) {
        match table.kind {
            Kind::Goals => self.goals(table, notes),
            Kind::Kpis => {
                self.plan.kpis.extend(table.rows().filter_map(|row| table.read(row, notes)).collect::<Vec<_>>())
            }
            Kind::Readings => {
                self.readings.extend(table.rows().filter_map(|row| table.read(row, notes)).collect::<Vec<_>>())
            }
            Kind::CheckIns => {
                self.check_ins.extend(table.rows().filter_map(|row| table.read(row, notes)).collect::<Vec<_>>())
            }
            Kind::Teams => {
                self.plan.teams.extend(table.rows().filter_map(|row| table.read(row, notes)).collect::<Vec<_>>())
            }
            Kind::Cycles => {
                self.plan.cycles.extend(table.rows().filter_map(|row| table.read(row, notes)).collect::<Vec<_>>())
            }
            Kind::Plan => {
                for row in table.rows() {
                    let Some(mut document) = table.document(row, notes) else { continue };
                    if let Some(duplicates) = document.shift_remove(DUPLICATES) {
                        self.duplicates
                            .extend(table.read_document::<Modes>(duplicates, row, notes).unwrap_or_default().0);
                    }
                    let rest = table.read_document::<Plan>(Value::Object(document), row, notes);
                    let Some(rest) = rest else { continue };
                    let plan = std::mem::replace(&mut self.plan, rest);
                    self.plan.teams = plan.teams;
                    self.plan.cycles = plan.cycles;
                    self.plan.objectives = plan.objectives;
                    self.plan.kpis = plan.kpis;
                }
            }
        }
    }

    fn goals(&mut self, table: &OwnTable<'_>, notes: &mut NoteList) {
        for row in table.rows() {
            let kind = table.text(row, "type");
            match kind.as_str() {
                "objective" => self.plan.objectives.extend(table.read::<Objective>(row, notes)),
                "key result" => {
                    let Some(key_result) = table.read::<KeyResult>(row, notes) else { continue };
                    let id = table.text(row, "objective");
                    match self.plan.objectives.iter_mut().rev().find(|objective| objective.id == id) {
                        Some(objective) => objective.key_results.push(key_result),
                        None => {
                            let message = format!(
                                "key result `{}` must name an objective above it, found `{id}`; the row is left out",
                                key_result.id
                            );
                            notes.add(Note::of(NoteCode::NoObjective, message).row(row.number));
                        }
                    }
                }
                _ => {
                    let message =
                        format!("`type` must be `objective` or `key result`, found `{kind}`; the row is left out");
                    notes.add(Note::of(NoteCode::UnknownWord, message).row(row.number));
                }
            }
        }
    }
}

/// What several readings of a metric and date mean, by metric.
#[derive(Default)]
struct Modes(IndexMap<String, Duplicates>);

impl Read for Modes {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        Modes(read_map(node, at, notes))
    }

    fn placeholder() -> Self {
        Modes::default()
    }
}
