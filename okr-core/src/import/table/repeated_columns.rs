//! Two columns of one meaning.

use super::super::column::Column;
use super::super::field::Field;
use super::super::names;
use super::super::note::{ImportError, Note, NoteCode, NoteList};
use super::super::period::Span;
use super::Table;

impl Table<'_> {
    /// Refuses two columns of one meaning: the sheet where it can't be read without them, else both columns.
    pub(super) fn refuse_two_columns(&mut self, notes: &mut NoteList) -> Result<(), ImportError> {
        let mut seen: Vec<(Field, Option<u32>, Vec<usize>)> = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            let Some(field) = column.field else { continue };
            if self.known.is_some_and(|known| known.field(&names::key(&column.name)).is_some()) {
                continue;
            }
            match seen.iter_mut().find(|(other, number, _)| (*other, *number) == (field, column.number)) {
                Some((.., columns)) => columns.push(at),
                None => seen.push((field, column.number, vec![at])),
            }
        }
        for (field, _, columns) in seen.into_iter().filter(|(.., columns)| columns.len() > 1) {
            let called: Vec<String> =
                columns.iter().filter_map(|at| self.columns.get(*at)).map(Column::called).collect();
            let listed: Vec<String> = called.iter().map(|name| format!("`{name}`")).collect();
            let message = format!(
                "one column must mean `{field}`, and {} do; `columns` says which, and `null` which does not",
                listed.join(" and ")
            );
            let note = Note::of(NoteCode::TwoColumns, message)
                .option("columns")
                .with("field", field.as_str())
                .with("columns", called);
            let vital = matches!(
                field,
                Field::Objective
                    | Field::KeyResult
                    | Field::Title
                    | Field::Kpi
                    | Field::From
                    | Field::Target
                    | Field::Current
                    | Field::Value
                    | Field::Date
            );
            if vital {
                return Err(note.into());
            }
            let first = columns.first().and_then(|at| self.columns.get(*at)).map(Column::called);
            notes.add(note.column(first.unwrap_or_default()));
            for at in columns {
                if let Some(column) = self.columns.get_mut(at) {
                    (column.field, column.left_out) = (None, true);
                }
            }
        }
        // Two columns of one period, too.
        let mut periods: Vec<(Span, usize)> = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            let Some(period) = column.period else { continue };
            if let Some((_, first)) = periods.iter().find(|(other, _)| *other == period) {
                let names = [*first, at].map(|at| self.columns.get(at).map(Column::called).unwrap_or_default());
                let message = format!(
                    "one column must hold {}, and `{}` and `{}` do; `columns` says which does not (`null`)",
                    period.name(),
                    names[0],
                    names[1]
                );
                return Err(Note::of(NoteCode::TwoColumns, message)
                    .option("columns")
                    .with("columns", names.to_vec())
                    .into());
            }
            periods.push((period, at));
        }
        Ok(())
    }
}
