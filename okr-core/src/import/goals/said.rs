//! What people say in a sheet: status, confidence, comment.

use super::super::cell::CellValue;
use super::super::field::Field;
use super::super::note::{NoteCode, NoteList};
use super::super::number::{self, Scan};
use super::super::options::ConfidenceScale;
use super::super::table::{Got, Table};
use super::super::words::{self, Status};
use crate::plan::Said;

/// What a row says.
#[derive(Debug, Default)]
pub(super) struct Saying {
    pub(super) said: Option<Said>,
    /// A state of the goal instead of a word about it.
    pub(super) state: Option<Status>,
    pub(super) confidence: Option<f64>,
    pub(super) note: Option<String>,
}

impl Saying {
    pub(super) fn is_empty(&self) -> bool {
        self.said.is_none() && self.confidence.is_none() && self.note.is_none()
    }
}

/// The status in a row.
pub(super) fn status(table: &Table<'_>, row: usize, number: Option<u32>, notes: &mut NoteList) -> Option<Status> {
    let text = table.text(row, Field::Status, number)?;
    let column = table.column(Field::Status, number)?;
    let status = words::status(&text);
    match status {
        None => {
            let message = format!(
                "a status is not known: `{text}`; known are on track, at risk, off track and done, and words for them"
            );
            notes.add(table.note(NoteCode::UnknownWord, message, row, column));
        }
        Some(Status::Without) => {
            let message = format!("status `{text}` says neither on track, at risk, off track nor done");
            notes.add(table.note(NoteCode::StatusWithoutMeaning, message, row, column));
        }
        Some(Status::Behind) => {
            notes.add(table.note(
                NoteCode::StatusGuessed,
                format!("status `{text}` was read as off track"),
                row,
                column,
            ));
        }
        _ => {}
    }
    status
}

/// The scale of the column of confidences, which its name, the options or its values say.
pub(super) struct Confidences {
    scale: Option<Scale>,
}

#[derive(Debug, Clone, PartialEq)]
enum Scale {
    Said(ConfidenceScale),
    /// Nothing said it: 0 to 1, 0 to 10 or percent by the values.
    OneIs(f64),
}

impl Confidences {
    pub(super) fn new(table: &Table<'_>, notes: &mut NoteList) -> Self {
        let scale = match (
            &table.options.confidence,
            table.columns.iter().find(|column| column.field == Some(Field::Confidence)),
        ) {
            (_, None) => None,
            (Some(scale), _) => Some(Scale::Said(scale.clone())),
            (None, Some(column)) => {
                let brackets = column
                    .name
                    .split_once(['(', '['])
                    .and_then(|(_, rest)| rest.split_once([')', ']']))
                    .map(|(inside, _)| inside);
                match brackets.map(|inside| inside.replace([' ', '–'], "-").replace("--", "-")).as_deref() {
                    Some("0-1") => Some(Scale::Said(ConfidenceScale::Fraction)),
                    Some("0-10" | "1-10") => Some(Scale::Said(ConfidenceScale::Ten)),
                    Some("0-100" | "%") => Some(Scale::Said(ConfidenceScale::Percent)),
                    Some("1-5") => Some(Scale::Said(ConfidenceScale::Five)),
                    _ => by_values(table, notes),
                }
            }
        };
        Confidences { scale }
    }

    /// The confidence in a row, 0 to 1.
    pub(super) fn of(&self, table: &Table<'_>, row: usize, number: Option<u32>, notes: &mut NoteList) -> Option<f64> {
        let (cell, column) = table.cell(row, Field::Confidence, number)?;
        let text = cell.trimmed();
        let confidence = match self.scale.as_ref()? {
            Scale::Said(ConfidenceScale::Words(words)) => {
                let found = words
                    .iter()
                    .find(|(word, _)| word.to_lowercase() == text.to_lowercase())
                    .map(|(_, confidence)| *confidence);
                if found.is_none() && !number::is_nothing(&text) {
                    let message = format!("`confidence` must say what each word stands for, found `{text}`");
                    notes.add(table.note(NoteCode::NeedsConfidence, message, row, column).option("confidence"));
                    return None;
                }
                found?
            }
            scale => {
                let amount = match table.number(row, Field::Confidence, number, notes) {
                    Got::Value(amount) => amount,
                    _ => return None,
                };
                if amount.unit.as_deref() == Some("%") {
                    amount.value / 100.0
                } else {
                    match scale {
                        Scale::Said(ConfidenceScale::Ten) => amount.value / 10.0,
                        Scale::Said(ConfidenceScale::Percent) => amount.value / 100.0,
                        Scale::Said(ConfidenceScale::Five) => (amount.value - 1.0) / 4.0,
                        Scale::OneIs(one) => amount.value / one,
                        Scale::Said(_) => amount.value,
                    }
                }
            }
        };
        if (0.0..=1.0).contains(&confidence) {
            return Some(confidence);
        }
        let message = format!("a confidence must lie on its scale, found `{text}`; `confidence` says which that is");
        notes.add(table.note(NoteCode::OutOfBounds, message, row, column).option("confidence"));
        None
    }
}

fn by_values(table: &Table<'_>, notes: &mut NoteList) -> Option<Scale> {
    let (mut largest, mut any, mut words) = (0.0_f64, false, false);
    let columns = table.columns.iter().filter(|column| column.field == Some(Field::Confidence));
    for cell in columns.flat_map(|column| table.rows.iter().filter_map(|row| row.cells.get(column.index))) {
        match &cell.value {
            CellValue::Number(value) if !cell.percent => {
                (largest, any) = (crate::number::larger(largest, *value), true)
            }
            CellValue::Text(text) => match number::scan(text) {
                Scan::Number(written) if written.unit.is_none() => {
                    // With either separator the same scale comes out, or the cell is refused on its own.
                    let value = written.value(None).unwrap_or(0.0);
                    (largest, any) = (crate::number::larger(largest, value), true);
                }
                Scan::NotANumber => words = true,
                _ => {}
            },
            _ => {}
        }
    }
    let refuse = |found: &str, notes: &mut NoteList| {
        let column = table
            .columns
            .iter()
            .find(|column| column.field == Some(Field::Confidence))
            .map(super::super::column::Column::called);
        let message = format!(
            "confidences must be on a known scale, found {found}; `confidence` says which, or what each word stands for"
        );
        let note = super::super::note::Note::of(NoteCode::NeedsConfidence, message).option("confidence");
        notes.add(note.column(column.unwrap_or_default()));
        None
    };
    match largest {
        _ if words => refuse("words", notes),
        _ if !any => Some(Scale::OneIs(1.0)),
        largest if largest <= 1.0 => Some(Scale::OneIs(1.0)),
        largest if largest <= 5.0 => refuse("numbers up to 5, which may be of 1 to 5 or of 0 to 10", notes),
        largest if largest <= 10.0 => Some(Scale::OneIs(10.0)),
        _ => Some(Scale::OneIs(100.0)),
    }
}
