//! The values of a sheet of KPIs, with the KPI, team and day of each.

use hashbrown::HashMap;

use super::super::field::Field;
use super::super::id::slug;
use super::super::mapping::Layout;
use super::super::note::{NoteCode, NoteList};
use super::super::period::Span;
use super::super::table::{Amount, Got, Table};
use super::super::words;
use super::layout::Shape;

/// A value.
pub(super) struct Value {
    pub(super) amount: Option<Amount>,
    pub(super) span: Span,
    pub(super) team: Option<String>,
    pub(super) sample: Option<f64>,
    pub(super) note: Option<String>,
}

/// A KPI of the sheet: its name and id as written, the rows that tell of it, and its values.
pub(super) struct Series {
    pub(super) name: String,
    pub(super) id: Option<String>,
    pub(super) rows: Vec<usize>,
    pub(super) values: Vec<Value>,
}

/// The KPIs of a sheet in the order in which they first stand, with their values.
pub(super) struct Collected {
    pub(super) series: Vec<Series>,
    known: HashMap<String, usize>,
    /// Whether a value had no day.
    pub(super) undated: bool,
}

impl Collected {
    pub(super) fn new(table: &Table<'_>, shape: &Shape, notes: &mut NoteList) -> Self {
        let mut collected = Collected { series: Vec::new(), known: HashMap::new(), undated: false };
        match shape.layout {
            Layout::PeriodRows => collected.period_rows(table, notes),
            layout => collected.rows(table, layout, shape.single.as_deref(), notes),
        }
        collected
    }

    /// The index of a KPI: that of its id, else of its name.
    fn index(&mut self, name: &str, id: Option<String>) -> usize {
        let slug = slug(name);
        let key = id.clone().unwrap_or_else(|| if slug.is_empty() { name.to_owned() } else { slug });
        let next = self.series.len();
        let index = *self.known.entry(key).or_insert(next);
        if index == next {
            self.series.push(Series { name: name.to_owned(), id, rows: Vec::new(), values: Vec::new() });
        }
        index
    }

    fn push(&mut self, index: usize, value: Value) {
        if let Some(series) = self.series.get_mut(index) {
            series.values.push(value);
        }
    }

    /// A row a KPI, or a value of one.
    fn rows(&mut self, table: &Table<'_>, layout: Layout, single: Option<&str>, notes: &mut NoteList) {
        for row in 0..table.rows.len() {
            let Some(name) = single.map(str::to_owned).or_else(|| table.text(row, Field::Kpi, None)) else {
                notes.add(table.row_note(
                    NoteCode::RowWithoutTitle,
                    "a row must have the name of a KPI, found none",
                    row,
                ));
                continue;
            };
            if words::is_total(&name) {
                notes.add(
                    table
                        .row_note(NoteCode::TotalRow, format!("row `{name}` holds totals or averages"), row)
                        .of_cell(&name),
                );
                continue;
            }
            let index = self.index(&name, table.text(row, Field::Id, None));
            if let Some(series) = self.series.get_mut(index) {
                series.rows.push(row);
            }
            match layout {
                Layout::Wide => self.wide_row(table, row, index, notes),
                Layout::Long => self.long_row(table, row, index, notes),
                _ => self.list_row(table, row, index, notes),
            }
        }
    }

    fn wide_row(&mut self, table: &Table<'_>, row: usize, index: usize, notes: &mut NoteList) {
        let Some(cells) = table.rows.get(row).map(|row| &row.cells) else { return };
        for column in &table.columns {
            let (Some(span), Some(cell)) = (column.period, cells.get(column.index)) else { continue };
            if let Got::Value(amount) = table.amount(row, cell, column, notes) {
                let team = table.text(row, Field::Team, None);
                self.push(index, Value { amount: Some(amount), span, team, sample: None, note: None });
            }
        }
    }

    fn long_row(&mut self, table: &Table<'_>, row: usize, index: usize, notes: &mut NoteList) {
        let Got::Value(amount) = table.number(row, Field::Value, None, notes) else { return };
        match table.date(row, Field::Date, notes) {
            Got::Value(span) => self.value(table, row, index, amount, span, notes),
            Got::Refused => {}
            Got::Nothing => {
                if let Some(column) = table.column_at(amount.column) {
                    notes.add(table.note(
                        NoteCode::NotADate,
                        "a value must have a day or period, found none",
                        row,
                        column,
                    ));
                }
            }
        }
    }

    fn list_row(&mut self, table: &Table<'_>, row: usize, index: usize, notes: &mut NoteList) {
        let field = if table.has(Field::Current) { Field::Current } else { Field::Value };
        let Got::Value(amount) = table.number(row, field, None, notes) else { return };
        let span = match table.date(row, Field::Updated, notes) {
            Got::Value(span) => Some(span),
            Got::Nothing => table.options.as_of.map(Span::day),
            Got::Refused => return,
        };
        match span {
            Some(span) => self.value(table, row, index, amount, span, notes),
            None => self.undated = true,
        }
    }

    fn value(&mut self, table: &Table<'_>, row: usize, index: usize, amount: Amount, span: Span, notes: &mut NoteList) {
        let sample = table.number(row, Field::Sample, None, notes).value();
        let sample = sample.and_then(|sample| {
            if sample.value > 0.0 {
                return Some(sample.value);
            }
            if let Some(column) = table.column_at(sample.column) {
                notes.add(table.note(NoteCode::OutOfBounds, "a sample must be above 0", row, column));
            }
            None
        });
        let (team, note) = (table.text(row, Field::Team, None), table.text(row, Field::Note, None));
        self.push(index, Value { amount: Some(amount), span, team, sample, note });
    }

    /// A row a period, a column a KPI.
    fn period_rows(&mut self, table: &Table<'_>, notes: &mut NoteList) {
        for row in 0..table.rows.len() {
            if table.text(row, Field::Date, None).is_some_and(|text| words::is_total(&text)) {
                notes.add(table.row_note(NoteCode::TotalRow, "the row holds totals or averages", row));
                continue;
            }
            let span = match table.date(row, Field::Date, notes) {
                Got::Value(span) => span,
                Got::Refused => continue,
                Got::Nothing => {
                    notes.add(table.row_note(
                        NoteCode::RowWithoutTitle,
                        "a row must have a day or period, found none",
                        row,
                    ));
                    continue;
                }
            };
            let Some(cells) = table.rows.get(row).map(|row| &row.cells) else { continue };
            for column in &table.columns {
                let (Some(name), Some(cell)) = (&column.series, cells.get(column.index)) else { continue };
                let index = self.index(name, None);
                if let Got::Value(amount) = table.amount(row, cell, column, notes) {
                    let team = table.text(row, Field::Team, None);
                    self.push(index, Value { amount: Some(amount), span, team, sample: None, note: None });
                }
            }
        }
    }
}
