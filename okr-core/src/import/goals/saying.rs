//! What a row says of a goal: status, confidence and comment.

use super::super::field::Field;
use super::super::note::NoteList;
use super::super::words::Status;
use super::builder::Builder;
use super::item::Item;
use super::said::{Saying, status};
use crate::plan::Said;

impl Builder<'_> {
    /// What a row says of a key result.
    pub(super) fn saying(&self, item: &Item, notes: &mut NoteList) -> Saying {
        // A merged cell beside several key results says it of their objective.
        let own = |field: Field| self.table.cell(item.row, field, item.number).is_some_and(|(cell, _)| !cell.filled);
        let mut saying = Saying::default();
        if own(Field::Status) {
            take_status(&mut saying, status(self.table, item.row, item.number, notes));
        }
        if own(Field::Confidence) {
            saying.confidence = self.confidences.of(self.table, item.row, item.number, notes);
        }
        if own(Field::Note) {
            saying.note = self.table.text(item.row, Field::Note, item.number);
        }
        saying
    }

    /// What a row of its own, or merged cells, say of an objective.
    pub(super) fn objective_saying(&self, item: &Item, notes: &mut NoteList) -> Saying {
        let row_of = |field: Field| if item.has_row { Some(item.row) } else { self.merged(item, field) };
        let mut saying = Saying::default();
        if let Some(row) = row_of(Field::Status) {
            take_status(&mut saying, status(self.table, row, None, notes));
        }
        saying.confidence = row_of(Field::Confidence).and_then(|row| self.confidences.of(self.table, row, None, notes));
        saying.note = row_of(Field::Note).and_then(|row| self.table.text(row, Field::Note, None));
        saying
    }
}

fn take_status(saying: &mut Saying, status: Option<Status>) {
    match status {
        Some(Status::Said(said)) => saying.said = Some(said),
        Some(Status::Behind) => saying.said = Some(Said::OffTrack),
        Some(state @ (Status::Dropped | Status::Draft | Status::Closed)) => saying.state = Some(state),
        _ => {}
    }
}
