//! The days and periods in the cells of a table.

use chrono::NaiveDate;

use super::super::cell::{Cell, CellValue};
use super::super::column::Column;
use super::super::date::{self, Moment};
use super::super::field::Field;
use super::super::note::{NoteCode, NoteList};
use super::super::number;
use super::super::options::DateOrder;
use super::super::period::{self, Span};
use super::{Got, Table};

impl Table<'_> {
    /// The day or period in the cell of a date.
    pub(crate) fn date(&self, row: usize, field: Field, notes: &mut NoteList) -> Got<Span> {
        match self.cell(row, field, None) {
            Some((cell, column)) => self.span(row, cell, column, notes),
            None => Got::Nothing,
        }
    }

    fn span(&self, row: usize, cell: &Cell, column: &Column, notes: &mut NoteList) -> Got<Span> {
        let shown = cell.trimmed();
        let text = match &cell.value {
            CellValue::Empty => return Got::Nothing,
            CellValue::Date(day) => return Got::Value(Span::day(*day)),
            CellValue::Number(serial) => match date::of_serial(*serial, self.date1904) {
                Some(day) => return Got::Value(Span::day(day)),
                None => &shown,
            },
            CellValue::Text(_) if number::is_nothing(&shown) => return Got::Nothing,
            CellValue::Formula => {
                notes.add(self.note(
                    NoteCode::FormulaWithoutValue,
                    "a formula must have a stored value, found none; open the file in a spreadsheet and save it",
                    row,
                    column,
                ));
                return Got::Refused;
            }
            _ => &shown,
        };
        let note = if let Some(moment) = date::scan(text) {
            match self.day(&moment, column) {
                Ok(day) => return Got::Value(Span::day(day)),
                // One note about the column says what is missing.
                Err(NoteCode::NeedsDates) => return Got::Refused,
                Err(NoteCode::NeedsZone) => {
                    let message = format!(
                        "`{shown}` is a point in time; `zone` says in which zone its day is, or `written` that it is the day as written"
                    );
                    self.note(NoteCode::NeedsZone, message, row, column).option("zone")
                }
                Err(code) => {
                    let order = column.order.map_or("", DateOrder::as_str);
                    self.note(code, format!("`{shown}` is no date in the order `{order}` of its column"), row, column)
                        .option("dates")
                }
            }
        } else if let Some(period) = period::parse(text, self.years) {
            match period {
                Ok(period) => return Got::Value(period),
                Err(lacks) => {
                    let note = self.lacking(lacks, text);
                    let at = self.note(note.code, note.message.clone(), row, column);
                    at.option(note.option.unwrap_or_default())
                }
            }
        } else if let Some(day) = text.parse().ok().and_then(|serial| date::of_serial(serial, self.date1904)) {
            return Got::Value(Span::day(day));
        } else {
            self.note(NoteCode::NotADate, format!("a date is expected, found `{shown}`"), row, column)
        };
        notes.add(note);
        Got::Refused
    }

    fn day(&self, moment: &Moment, column: &Column) -> Result<NaiveDate, NoteCode> {
        let orders = moment.day.orders();
        let day = match (column.order, orders.first()) {
            (_, None) => moment.day.read(DateOrder::Dmy).or_else(|| moment.day.read(DateOrder::Ymd)),
            (Some(order), _) => moment.day.read(order),
            (None, Some(_)) => return Err(NoteCode::NeedsDates),
        };
        let day = day.ok_or(NoteCode::NotADate)?;
        match moment.time {
            Some(time) => time.civil(day, self.options.zone).ok_or(NoteCode::NeedsZone),
            None => Ok(day),
        }
    }
}
