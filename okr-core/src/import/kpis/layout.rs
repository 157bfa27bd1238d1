//! How KPIs and their values stand in a sheet.

use super::super::cell::CellValue;
use super::super::field::Field;
use super::super::mapping::Layout;
use super::super::note::{ImportError, Note, NoteCode, NoteList};
use super::super::number::{self, Scan};
use super::super::period::Span;
use super::super::table::Table;
use super::super::words;
use super::cadence::months_of_first_days;

/// The layout, and the name of the KPI where the whole sheet is about one.
pub(super) struct Shape {
    pub(super) layout: Layout,
    pub(super) single: Option<String>,
}

/// Decides how a sheet of KPIs is laid out, and which columns hold periods and KPIs.
pub(super) fn shape(table: &mut Table<'_>, notes: &mut NoteList) -> Result<Shape, ImportError> {
    settle_periods(table, notes);
    let periods = table.columns.iter().filter(|column| column.period.is_some()).count();
    let plain = |layout: Layout| Ok(Shape { layout, single: None });
    if table.has(Field::Kpi) {
        return if periods > 0 {
            plain(Layout::Wide)
        } else if table.has(Field::Date) && table.has(Field::Value) {
            plain(Layout::Long)
        } else if table.has(Field::Date) && table.has(Field::Current) {
            let column = table.columns.iter_mut().find(|column| column.field == Some(Field::Current));
            column.into_iter().for_each(|column| column.field = Some(Field::Value));
            plain(Layout::Long)
        } else {
            plain(Layout::List)
        };
    }
    if periods > 0 {
        take_names(table, notes)?;
        return plain(Layout::Wide);
    }
    if table.has(Field::Date) && table.has(Field::Value) {
        let Some(name) = table.options.kpi.clone() else {
            let message =
                "values must have the name of their KPI, and no column has it; `kpi` says of which KPI all values are";
            return Err(Note::of(NoteCode::NeedsKpi, message).option("kpi").into());
        };
        return Ok(Shape { layout: Layout::Long, single: Some(name) });
    }
    take_series(table, notes);
    plain(Layout::PeriodRows)
}

/// Takes the only column of texts without a meaning for the names of the KPIs.
fn take_names(table: &mut Table<'_>, notes: &mut NoteList) -> Result<(), ImportError> {
    let is_text = |column: &&super::super::column::Column| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(column.index)).filter(|cell| !cell.is_empty());
        let texts = cells
            .clone()
            .filter(
                |cell| matches!(&cell.value, CellValue::Text(text) if matches!(number::scan(text), Scan::NotANumber)),
            )
            .count();
        column.field.is_none() && column.period.is_none() && texts > 0 && texts == cells.count()
    };
    let found: Vec<usize> = table.columns.iter().filter(is_text).map(|column| column.index).collect();
    let [only] = found.as_slice() else {
        let names: Vec<String> =
            table.columns.iter().filter(is_text).map(super::super::column::Column::called).collect();
        let message = "one column must have the names of the KPIs; `columns` says which (`kpi`)";
        return Err(Note::of(NoteCode::NoHeader, message).option("columns").with("names", names).into());
    };
    if let Some(column) = table.columns.iter_mut().find(|column| column.index == *only) {
        column.field = Some(Field::Kpi);
        if !column.name.is_empty() {
            let message =
                format!("column `{}` was taken for the names of the KPIs: it is the only one with texts", column.name);
            notes.add(Note::of(NoteCode::TitleGuessed, message).column(column.called()).option("columns"));
        }
    }
    Ok(())
}

/// Takes each column of numbers without a meaning for a KPI of that name.
fn take_series(table: &mut Table<'_>, notes: &mut NoteList) {
    let rows = &table.rows;
    for column in table.columns.iter_mut().filter(|column| column.field.is_none() && !column.name.is_empty()) {
        let cells = rows.iter().filter_map(|row| row.cells.get(column.index)).filter(|cell| !cell.is_empty());
        let is_number = |text: &str| !matches!(number::scan(text), Scan::NotANumber);
        let numbers = cells.clone().filter(|cell| match &cell.value {
            CellValue::Number(_) | CellValue::Formula | CellValue::Error(_) => true,
            CellValue::Text(text) => is_number(text),
            _ => false,
        });
        let (numbers, all) = (numbers.count(), cells.count());
        if all == 0 || 2 * numbers <= all {
            continue;
        }
        if words::is_total(&column.name) {
            let message = format!("column `{}` holds totals or averages", column.called());
            notes.add(Note::of(NoteCode::TotalColumn, message).column(column.called()));
            column.left_out = true;
            continue;
        }
        column.series = Some(column.name.clone());
    }
}

/// Keeps the shortest periods of a header: longer ones beside them are totals. Days that are all the first of a month are months.
fn settle_periods(table: &mut Table<'_>, notes: &mut NoteList) {
    let spans: Vec<Span> = table.columns.iter().filter_map(|column| column.period).collect();
    if let Some(length) = months_of_first_days(&spans) {
        let what = if length == 1 {
            "months"
        } else if length == 3 {
            "quarters"
        } else {
            "years"
        };
        notes.add(Note::of(
            NoteCode::FirstDaysAreMonths,
            format!("the header's days are the first ones of {what} and were read as {what}"),
        ));
        for column in &mut table.columns {
            column.period = column.period.map(|span| span.beginning_here(length));
        }
    }
    let shortest = table.columns.iter().filter_map(|column| column.period).map(|span| span.length).min();
    let Some(shortest) = shortest else { return };
    for column in table.columns.iter_mut().filter(|column| column.period.is_some_and(|span| span.length != shortest)) {
        let message = format!("column `{}` holds a longer period than the others, a total of them", column.called());
        notes.add(Note::of(NoteCode::TotalColumn, message).column(column.called()));
        column.period = None;
        column.field = None;
        column.left_out = true;
    }
}
