//! Readings of a table, long, wide or with periods as rows, whose metrics are named as they are written.

use indexmap::IndexMap;

use super::super::cell::Cell;
use super::super::column::Column;
use super::super::field::Field;
use super::super::mapping::Layout;
use super::super::note::{ImportError, NoteCode, NoteList};
use super::super::period::Span;
use super::super::quantity::{Beside, settle};
use super::super::table::{Amount, Got, Table};
use super::layout::shape;
use crate::readings::Reading;

/// The readings of a table.
pub(crate) fn plain_readings(table: &mut Table<'_>, notes: &mut NoteList) -> Result<Vec<Reading>, ImportError> {
    let shape = shape(table, notes)?;
    let mut found = MetricValues { table, metrics: IndexMap::new() };
    for row in 0..table.rows.len() {
        match shape.layout {
            Layout::PeriodRows => found.period_row(row, notes),
            Layout::Wide => found.wide_row(row, notes),
            _ => found.long_row(row, shape.single.as_deref(), notes),
        }
    }
    let metrics = found.metrics;
    let mut used = vec![Field::Kpi, Field::Team, Field::Date];
    if !matches!(shape.layout, Layout::Wide | Layout::PeriodRows) {
        used.extend([Field::Value, Field::Updated, Field::Sample, Field::Note]);
    }
    table.note_unused(&used, notes);
    Ok(metrics.into_iter().flat_map(|(metric, values)| settled(table, &metric, values, notes)).collect())
}

/// A value with its row; none where the cell is empty.
struct Value {
    amount: Option<Amount>,
    reading: Reading,
}

/// The values of a table, by metric.
struct MetricValues<'a> {
    table: &'a Table<'a>,
    metrics: IndexMap<String, Vec<Value>>,
}

impl MetricValues<'_> {
    fn long_row(&mut self, row: usize, single: Option<&str>, notes: &mut NoteList) {
        let Some(metric) = self.metric(row, single, notes) else { return };
        let date = match self.table.date(row, Field::Date, notes) {
            Got::Value(span) => span.end,
            Got::Refused => return,
            Got::Nothing => {
                notes.add(self.table.row_note(
                    NoteCode::NotADate,
                    "a value must have a day or period, found none",
                    row,
                ));
                return;
            }
        };
        let amount = match self.table.number(row, Field::Value, None, notes) {
            Got::Refused => return,
            other => other.value(),
        };
        let mut reading = Reading::new(metric, date, None);
        reading.recorded = match self.table.date(row, Field::Updated, notes) {
            Got::Refused => return,
            other => other.value().map(|span| span.end),
        };
        reading.sample = match self.table.number(row, Field::Sample, None, notes) {
            Got::Refused => return,
            other => other.value().map(|sample| sample.value),
        };
        reading.note = self.table.text(row, Field::Note, None);
        self.push(Value { amount, reading });
    }

    fn wide_row(&mut self, row: usize, notes: &mut NoteList) {
        let Some(metric) = self.metric(row, None, notes) else { return };
        let Some(cells) = self.table.rows.get(row).map(|row| &row.cells) else { return };
        for column in &self.table.columns {
            let (Some(span), Some(cell)) = (column.period, cells.get(column.index)) else { continue };
            self.cell(&metric, row, cell, column, span, notes);
        }
    }

    fn period_row(&mut self, row: usize, notes: &mut NoteList) {
        let span = match self.table.date(row, Field::Date, notes) {
            Got::Value(span) => span,
            Got::Refused => return,
            Got::Nothing => {
                notes.add(self.table.row_note(NoteCode::NotADate, "a row must have a day or period, found none", row));
                return;
            }
        };
        let Some(cells) = self.table.rows.get(row).map(|row| &row.cells) else { return };
        for column in &self.table.columns {
            let (Some(metric), Some(cell)) = (&column.series, cells.get(column.index)) else { continue };
            self.cell(metric, row, cell, column, span, notes);
        }
    }

    /// The value of a cell of a wide table; an empty one is none.
    fn cell(&mut self, metric: &str, row: usize, cell: &Cell, column: &Column, span: Span, notes: &mut NoteList) {
        if let Got::Value(amount) = self.table.amount(row, cell, column, notes) {
            self.push(Value { amount: Some(amount), reading: Reading::new(metric, span.end, None) });
        }
    }

    fn metric(&self, row: usize, single: Option<&str>, notes: &mut NoteList) -> Option<String> {
        let Some(metric) = single.map(str::to_owned).or_else(|| self.table.text(row, Field::Kpi, None)) else {
            notes.add(self.table.row_note(NoteCode::RowWithoutTitle, "a row must have a metric, found none", row));
            return None;
        };
        Some(match self.table.text(row, Field::Team, None) {
            Some(team) => format!("{metric}@{team}"),
            None => metric,
        })
    }

    fn push(&mut self, value: Value) {
        self.metrics.entry(value.reading.metric.clone()).or_default().push(value);
    }
}

/// The readings of a metric, in its one unit.
fn settled(table: &Table<'_>, metric: &str, mut values: Vec<Value>, notes: &mut NoteList) -> Vec<Reading> {
    let mut amounts: Vec<Option<Amount>> = values.iter_mut().map(|value| value.amount.take()).collect();
    let empty: Vec<bool> = amounts.iter().map(Option::is_none).collect();
    settle(table, &mut amounts, &Beside { unit: None, title: metric }, notes);
    let rows = values.into_iter().zip(amounts).zip(empty);
    rows.filter_map(|((value, amount), is_empty)| {
        // A value that was refused is noted.
        let amount = amount.map(|amount| amount.value);
        (is_empty || amount.is_some()).then_some(Reading { value: amount, ..value.reading })
    })
    .collect()
}
