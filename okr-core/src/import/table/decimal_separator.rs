//! The decimal separator that the numbers of a file show.

use super::super::address::letters;
use super::super::cell::CellValue;
use super::super::column::Column;
use super::super::field::Field;
use super::super::note::{Note, NoteCode};
use super::super::number::{self, Scan};
use super::super::options::Decimal;
use super::Table;

impl Table<'_> {
    /// The separator that the cells of numbers show.
    pub(super) fn decide_decimal(&mut self) {
        let mut shown: [Option<(usize, usize, String)>; 2] = [None, None];
        for (at, row) in self.rows.iter().enumerate() {
            for column in self.columns.iter().filter(|column| holds_numbers(column)) {
                let Some(CellValue::Text(text)) = row.cells.get(column.index).map(|cell| &cell.value) else { continue };
                let Scan::Number(written) = number::scan(text) else { continue };
                let Some(decimal) = written.decides() else { continue };
                let place = usize::from(decimal == Decimal::Comma);
                if let Some(slot) = shown.get_mut(place).filter(|slot| slot.is_none()) {
                    *slot = Some((at, column.index, text.trim().to_owned()));
                }
            }
        }
        self.decimal = match (self.options.decimal, &shown) {
            (Some(decimal), _) => Some(decimal),
            (None, [Some((row, column, dot)), Some((other_row, other_column, comma))]) => {
                let at = |row: usize, column: usize| {
                    format!("{}{}", letters(column), self.rows.get(row).map_or(0, |row| row.number))
                };
                let (dot_at, comma_at) = (at(*row, *column), at(*other_row, *other_column));
                let message = format!(
                    "numbers must have one decimal separator, and `{dot}` ({dot_at}) has a point and `{comma}` ({comma_at}) a comma; `decimal` says which, and refuses the others"
                );
                let note = Note::of(NoteCode::MixedSeparators, message).option("decimal");
                let note = note
                    .with("dot", dot.as_str())
                    .with("dot_at", dot_at)
                    .with("comma", comma.as_str())
                    .with("comma_at", comma_at);
                self.mixed = Some(note);
                None
            }
            (None, [Some(_), None]) => Some(Decimal::Dot),
            (None, [None, Some(_)]) => Some(Decimal::Comma),
            (None, [None, None]) => None,
        };
    }
}

fn holds_numbers(column: &Column) -> bool {
    column.period.is_some() || column.series.is_some() || column.field.is_some_and(Field::is_number)
}
