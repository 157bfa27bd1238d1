//! A plan with its readings and check-ins as sheets.

use serde::Serialize;
use serde_json::{Map, Value};

use super::super::cell::Cell;
use super::super::sheet::{Row, Sheet};
use super::columns::{Kind, MORE, SheetColumn};
use super::document_row::to_cells;
use crate::readings::CheckIns;
use crate::{Plan, Readings};

/// A sheet of an export: its name, its rows with the header first, and what each column means.
///
/// As JSON: `{name, columns: [{name, about, format, width}], rows: [[cell, …], …]}`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct NamedSheet {
    /// `goals`, `kpis`, `readings`, `check_ins`, `teams`, `cycles` or `plan`.
    pub name: &'static str,
    /// Its columns, from the left; behind them the last goes on where its JSON needs more than one cell.
    pub columns: &'static [SheetColumn],
    /// Its cells.
    #[serde(rename = "rows", serialize_with = "rows")]
    pub sheet: Sheet,
}

fn rows<S: serde::Serializer>(sheet: &Sheet, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(sheet.rows.iter().map(|row| &row.cells))
}

/// Writes a plan, readings and check-ins as sheets that a person can edit. [`from_sheets`](super::from_sheets) gives the same
/// plan, readings and check-ins again.
///
/// What has no column of its own (curves, milestones, revisions, phases, rules) stands as JSON in the last one. Text that a
/// spreadsheet would take for a formula is escaped with an apostrophe.
///
/// ```
/// use okr_core::Plan;
/// use okr_core::import::{from_sheets, to_sheets};
/// use okr_core::plan::{KeyResult, Objective, Reach};
///
/// let days = KeyResult::new("days", "Days to hire", Reach::new(25.0).from(42.0));
/// let plan = Plan::new().objectives([Objective::new("hire", "Hire faster", "2026-Q3").key_results([days])]);
/// let sheets = to_sheets(&plan, None, None);
/// assert_eq!(sheets[0].name, "goals");
/// assert_eq!(from_sheets(sheets.iter().map(|sheet| &sheet.sheet), None).unwrap().plan, plan);
/// ```
#[must_use]
pub fn to_sheets(plan: &Plan, readings: Option<&Readings>, check_ins: Option<&CheckIns>) -> Vec<NamedSheet> {
    let mut sheets = vec![goals(plan), table(Kind::Kpis, &plan.kpis)];
    sheets.extend(readings.map(|readings| table_of(Kind::Readings, readings.rows().map(|reading| document(&reading)))));
    sheets.extend(check_ins.map(|check_ins| table_of(Kind::CheckIns, check_ins.iter().map(document))));
    sheets.push(table(Kind::Teams, &plan.teams));
    sheets.push(table(Kind::Cycles, &plan.cycles));
    let mut rest = document(plan);
    for field in ["version", "objectives", "kpis", "teams", "cycles"] {
        rest.shift_remove(field);
    }
    sheets.push(table_of(Kind::Plan, [rest]));
    sheets
}

fn document(item: &impl Serialize) -> Map<String, Value> {
    match serde_json::to_value(item) {
        Ok(Value::Object(document)) => document,
        _ => Map::new(),
    }
}

fn table(kind: Kind, items: &[impl Serialize]) -> NamedSheet {
    table_of(kind, items.iter().map(document))
}

fn table_of(kind: Kind, documents: impl IntoIterator<Item = Map<String, Value>>) -> NamedSheet {
    sheet(kind, documents.into_iter().map(|document| to_cells(document, kind.columns())).collect())
}

/// Objectives, each with its key results below it.
fn goals(plan: &Plan) -> NamedSheet {
    let columns = Kind::Goals.columns();
    let at = |name: &str| columns.iter().position(|column| column.name == name);
    let mut rows = Vec::new();
    for objective in &plan.objectives {
        let mut of_objective = document(objective);
        of_objective.shift_remove("key_results");
        let mut cells = to_cells(of_objective, columns);
        set(&mut cells, at("type"), "objective");
        rows.push(cells);
        for key_result in &objective.key_results {
            let mut cells = to_cells(document(key_result), columns);
            set(&mut cells, at("type"), "key result");
            set(&mut cells, at("objective"), &objective.id);
            rows.push(cells);
        }
    }
    sheet(Kind::Goals, rows)
}

fn set(cells: &mut [Cell], at: Option<usize>, text: &str) {
    if let Some(cell) = at.and_then(|at| cells.get_mut(at)) {
        *cell = Cell::text(super::super::cell::escaped(text));
    }
}

fn sheet(kind: Kind, rows: Vec<Vec<Cell>>) -> NamedSheet {
    let columns = kind.columns();
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut header: Vec<Cell> = columns.iter().map(|column| Cell::text(column.name)).collect();
    header.extend((columns.len()..width).map(|index| Cell::text(format!("{MORE} {}", index + 2 - columns.len()))));
    let numbered = |(number, cells): (u32, Vec<Cell>)| Row { cells, hidden: false, number };
    let rows = (1..).zip(std::iter::once(header).chain(rows)).map(numbered).collect();
    NamedSheet { name: kind.name(), columns, sheet: Sheet { rows, ..Sheet::default() } }
}
