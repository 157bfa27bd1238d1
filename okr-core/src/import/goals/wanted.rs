//! Which rows belong to the goals.

use super::super::field::Field;
use super::super::id::slug;
use super::super::note::{NoteCode, NoteList};
use super::super::table::Table;
use super::super::words;

/// Whether a row with this title belongs to the goals; notes why it does not.
pub(super) fn is_wanted(table: &Table<'_>, row: usize, title: &str, notes: &mut NoteList) -> bool {
    if words::is_total(title) {
        notes.add(
            table.row_note(NoteCode::TotalRow, format!("row `{title}` holds totals or averages"), row).of_cell(title),
        );
        return false;
    }
    let action = table.text(row, Field::Action, None);
    if action.is_some_and(|action| words::is_deletion(&action)) {
        notes.add(
            table.row_note(NoteCode::RowToDelete, format!("row `{title}` is marked to be deleted"), row).of_cell(title),
        );
        return false;
    }
    true
}

pub(super) fn note_untitled(table: &Table<'_>, row: usize, notes: &mut NoteList) {
    notes.add(table.row_note(NoteCode::RowWithoutTitle, "a row must have a title, found none", row));
}

/// What makes two objectives one: their titles but for case and punctuation.
pub(super) fn title_key(title: &str) -> String {
    let slug = slug(title);
    if slug.is_empty() { title.to_owned() } else { slug }
}

pub(super) fn note_other_kind(table: &Table<'_>, row: usize, title: &str, notes: &mut NoteList) {
    let kind = table.text(row, Field::Kind, None).unwrap_or_default();
    let message = format!("`{title}` is neither an objective nor a key result but of type `{kind}`");
    notes.add(table.row_note(NoteCode::OtherKind, message, row).of_cell(title));
}
