//! A plan with its readings and check-ins as sheets.

use hashbrown::HashSet;
use serde::Serialize;
use serde_json::{Map, Value};

use super::super::cell::Cell;
use super::super::sheet::{Row, Sheet};
use super::about::about;
use super::columns::{ColumnFormat, DUPLICATES, Kind, MORE};
use super::document_row::to_cells;
use super::named_sheet::NamedSheet;
use crate::readings::{CheckIns, Reading};
use crate::{Plan, Readings};

/// The unit of percentages.
const PERCENT: &str = "%";

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
    sheets.extend(readings.map(|readings| readings_of(plan, readings)));
    sheets.extend(check_ins.map(|check_ins| table_of(Kind::CheckIns, check_ins.iter().map(document))));
    sheets.push(table(Kind::Teams, &plan.teams));
    sheets.push(table(Kind::Cycles, &plan.cycles));
    let mut rest = document(plan);
    for field in ["version", "objectives", "kpis", "teams", "cycles"] {
        rest.shift_remove(field);
    }
    let modes = readings.map(modes).unwrap_or_default();
    if !modes.is_empty() {
        rest.insert(DUPLICATES.to_owned(), Value::Object(modes));
    }
    sheets.push(table_of(Kind::Plan, [rest]));
    sheets.push(about(&sheets));
    sheets
}

/// What several readings of a metric and date mean, where they combine, or where the last of them counts.
fn modes(readings: &Readings) -> Map<String, Value> {
    let columns = readings.columns();
    let recorded = |row: usize| columns.recorded.as_ref().and_then(|days| days.get(row)).copied();
    let mut seen = HashSet::new();
    let rows = columns.metrics.iter().zip(&*columns.dates).enumerate();
    let repeats = rows.filter(|(row, (metric, date))| !seen.insert((**metric, **date, recorded(*row))));
    let repeated: HashSet<u32> = repeats.map(|(_, (metric, _))| *metric).collect();
    let modes = (0..).zip(columns.names.iter().zip(&columns.duplicates));
    let told = modes.filter(|(metric, (_, mode))| mode.combines() || repeated.contains(metric));
    told.map(|(_, (name, mode))| ((*name).to_owned(), Value::from(mode.as_str()))).collect()
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
    sheet(kind, documents.into_iter().map(|document| cells(kind, document)).collect())
}

/// The cells of a document; its values are shown in percent where that is its unit.
fn cells(kind: Kind, document: Map<String, Value>) -> Vec<Cell> {
    let is_percent = document.get("unit").and_then(Value::as_str) == Some(PERCENT);
    let mut cells = to_cells(document, kind.columns());
    if is_percent {
        show_percent(kind, &mut cells);
    }
    cells
}

/// Says of the values in a row that they are percentages, 0 to 100.
fn show_percent(kind: Kind, cells: &mut [Cell]) {
    let values = cells.iter_mut().zip(kind.columns()).filter(|(_, column)| column.format == ColumnFormat::Value);
    for (cell, _) in values.filter(|(cell, _)| !cell.is_empty()) {
        cell.unit = Some(PERCENT.to_owned());
    }
}

/// Readings; a value of a metric in percent is shown so.
fn readings_of(plan: &Plan, readings: &Readings) -> NamedSheet {
    let key_results = plan.objectives.iter().flat_map(|objective| &objective.key_results);
    let units = key_results
        .map(|key_result| (&key_result.id, &key_result.unit))
        .chain(plan.kpis.iter().map(|kpi| (&kpi.id, &kpi.unit)));
    let percent: HashSet<&str> =
        units.filter(|(_, unit)| unit.as_deref() == Some(PERCENT)).map(|(id, _)| id.as_str()).collect();
    let row = |reading: Reading| {
        let is_percent = percent.contains(reading.metric.split('@').next().unwrap_or_default());
        let mut cells = to_cells(document(&reading), Kind::Readings.columns());
        if is_percent {
            show_percent(Kind::Readings, &mut cells);
        }
        cells
    };
    sheet(Kind::Readings, readings.rows().map(row).collect())
}

/// Objectives, each with its key results below it.
fn goals(plan: &Plan) -> NamedSheet {
    let columns = Kind::Goals.columns();
    let at = |name: &str| columns.iter().position(|column| column.name == name);
    let mut rows = Vec::new();
    for objective in &plan.objectives {
        let mut of_objective = document(objective);
        of_objective.shift_remove("key_results");
        let mut row = cells(Kind::Goals, of_objective);
        set(&mut row, at("type"), "objective");
        rows.push(row);
        for key_result in &objective.key_results {
            let mut row = cells(Kind::Goals, document(key_result));
            set(&mut row, at("type"), "key result");
            set(&mut row, at("objective"), &objective.id);
            rows.push(row);
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
