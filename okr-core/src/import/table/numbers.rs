//! The numbers in the cells of a table.

use super::super::cell::{Cell, CellValue};
use super::super::column::Column;
use super::super::field::Field;
use super::super::note::{NoteCode, NoteList};
use super::super::number::{self, Bound, Scan};
use super::super::options::Decimal;
use super::super::words;
use super::{Amount, Got, Table};
use crate::number::LARGEST_VALUE;

impl Table<'_> {
    /// The number in the cell of a field.
    pub(crate) fn number(&self, row: usize, field: Field, number: Option<u32>, notes: &mut NoteList) -> Got<Amount> {
        match self.cell(row, field, number) {
            Some((cell, column)) => self.amount(row, cell, column, notes),
            None => Got::Nothing,
        }
    }

    /// The number in a cell.
    pub(crate) fn amount(&self, row: usize, cell: &Cell, column: &Column, notes: &mut NoteList) -> Got<Amount> {
        let mut refuse = |code: NoteCode, message: String, option: Option<&str>| {
            let note = self.note(code, message, row, column);
            notes.add(match option {
                Some(option) => note.option(option),
                None => note,
            });
            Got::Refused
        };
        let shown = cell.trimmed();
        let amount = |value: f64, unit: Option<String>, scale: u32, bound: Option<Bound>| Amount {
            value,
            unit,
            scale,
            bound,
            row,
            column: column.index,
        };
        let found = match &cell.value {
            CellValue::Empty => return Got::Nothing,
            CellValue::Number(value) if cell.percent => amount(number::hundredfold(*value), Some("%".into()), 0, None),
            CellValue::Number(value) => amount(crate::number::unsigned(*value), cell.unit.clone(), 0, None),
            CellValue::Formula => {
                let message =
                    "a formula must have a stored value, found none; open the file in a spreadsheet and save it";
                return refuse(NoteCode::FormulaWithoutValue, message.into(), None);
            }
            CellValue::Error(error) if number::is_nothing(error) => return Got::Nothing,
            CellValue::Error(error) => {
                return refuse(NoteCode::ErrorCell, format!("a number is expected, found the error `{error}`"), None);
            }
            CellValue::Bool(_) | CellValue::Date(_) => {
                return refuse(NoteCode::NotANumber, format!("a number is expected, found `{shown}`"), None);
            }
            CellValue::Text(_) => match number::scan(&shown) {
                Scan::Nothing => return Got::Nothing,
                Scan::Error => {
                    return refuse(
                        NoteCode::ErrorCell,
                        format!("a number is expected, found the error `{shown}`"),
                        None,
                    );
                }
                Scan::AmbiguousUnit => {
                    let message =
                        format!("`{shown}` may be millions, minutes, months or metres; write `M`, `min` or `mo`");
                    return refuse(NoteCode::AmbiguousUnit, message, None);
                }
                Scan::NotANumber => {
                    return refuse(NoteCode::NotANumber, format!("a number is expected, found `{shown}`"), None);
                }
                Scan::Number(written) => match written.value(self.decimal) {
                    Some(value) => {
                        amount(value, written.unit.as_deref().and_then(words::unit), written.scale, written.bound)
                    }
                    None if self.decimal.is_none() => {
                        let message = format!(
                            "`{shown}` may be a whole number or a fraction, and no other number of the file shows which; `decimal` does"
                        );
                        return refuse(NoteCode::NeedsDecimal, message, Some("decimal"));
                    }
                    None => {
                        let decimal = self.decimal.map_or("", Decimal::as_str);
                        let message =
                            format!("`{shown}` is no number with the decimal separator `{decimal}` of this file");
                        return refuse(NoteCode::NotANumber, message, Some("decimal"));
                    }
                },
            },
        };
        if found.value.is_finite() && found.value.abs() <= LARGEST_VALUE {
            return Got::Value(found);
        }
        refuse(NoteCode::OutOfBounds, format!("a number must be within ±1e15, found `{shown}`"), None)
    }
}
