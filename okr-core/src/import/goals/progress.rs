//! Progress as it is written: compared with what the numbers say, never taken over.

use super::super::column::Column;
use super::super::field::Field;
use super::super::note::{NoteCode, NoteList};
use super::super::table::{Got, Table};
use super::builder::Builder;
use super::item::Item;
use super::measure::Measured;
use crate::number::text as number_text;

/// How far a written progress may differ from the computed one: half of a rounded percent.
const PROGRESS_SLACK: f64 = 0.0051;

impl Builder<'_> {
    /// Compares a written progress with what the row's numbers say.
    pub(super) fn compare_progress(&self, item: &Item, measured: &Measured, notes: &mut NoteList) {
        let Some((cell, column)) =
            self.table.cell(item.row, Field::Progress, item.number).filter(|(cell, _)| !cell.filled)
        else {
            return;
        };
        let Got::Value(written) = self.table.amount(item.row, cell, column, notes) else { return };
        let Measured { from: Some(from), target: Some(target), current: Some(current), .. } = measured else {
            let message = "progress is not used: a row without baseline, target and current value gives nothing to compare it with";
            notes.add(self.table.note(NoteCode::ProgressNotUsed, message, item.row, column));
            return;
        };
        let computed = crate::number::clamp((current - from) / (target - from), 0.0, 1.0);
        let written = if written.unit.is_some() || self.percent_progress.contains(&item.number) {
            written.value / 100.0
        } else {
            written.value
        };
        if (written - computed).abs() > PROGRESS_SLACK {
            let message = format!(
                "progress is written as {} %, and its numbers say {} %",
                number_text(100.0 * written, 1),
                number_text(100.0 * computed, 1)
            );
            let note = self.table.note(NoteCode::ProgressDiffers, message, item.row, column);
            notes.add(note.with("written", written).with("computed", computed));
        }
    }

    pub(super) fn note_objective_progress(&self, item: &Item, notes: &mut NoteList) {
        let measures_itself = self.measured_rows.contains(&item.row);
        if let Some((_, column)) = self.table.cell(item.row, Field::Progress, None).filter(|_| !measures_itself) {
            let message = "the progress of an objective is not used: it follows from its key results";
            notes.add(self.table.note(NoteCode::ProgressNotUsed, message, item.row, column));
        }
    }
}

/// The numbers of the columns of progress with a plain number above 1.
pub(super) fn percent_progress(table: &Table<'_>) -> Vec<Option<u32>> {
    let mut quiet = NoteList::default();
    let mut is_percent = |column: &Column| {
        (0..table.rows.len()).any(|row| {
            let cell = table.rows.get(row).and_then(|row| row.cells.get(column.index));
            let amount = cell.and_then(|cell| table.amount(row, cell, column, &mut quiet).value());
            amount.is_some_and(|amount| amount.unit.is_none() && amount.value > 1.0)
        })
    };
    let columns = table.columns.iter().filter(|column| column.field == Some(Field::Progress));
    columns.filter(|column| is_percent(column)).map(|column| column.number).collect()
}
