//! The cycles that a sheet names.

use chrono::NaiveDate;

use super::super::field::Field;
use super::super::note::{ImportError, Note, NoteCode, NoteList};
use super::super::options::CycleChoice;
use super::super::period::{self, Span};
use super::super::table::Table;
use super::super::words;
use super::item::Item;
use crate::plan::Cycle;

/// The cycles of a sheet, in the order in which its goals name them.
pub(super) struct Cycles {
    /// The cycle of all goals, where the options say it.
    all: Option<String>,
    pub(super) cycles: Vec<Cycle>,
}

impl Cycles {
    /// Reads the option, and refuses a sheet that nothing gives cycles.
    pub(super) fn new(table: &Table<'_>) -> Result<Self, ImportError> {
        let mut cycles = Cycles { all: None, cycles: Vec::new() };
        match &table.options.cycle {
            Some(CycleChoice::Cycle(cycle)) => cycles.all = Some(cycles.add(cycle.clone())),
            Some(CycleChoice::Named(text)) => match cycles.named(table, text) {
                Some(Ok(id)) => cycles.all = Some(id),
                Some(Err(note)) => return Err(note.into()),
                None => {
                    let message = format!(
                        "`cycle` must be a period such as `Q3 2026`, the name of one of the `cycles`, or `{{id, start, end}}`, found `{text}`"
                    );
                    return Err(Note::of(NoteCode::BadOption, message).option("cycle").into());
                }
            },
            None if table.has(Field::Cycle) || (table.has(Field::StartDate) && table.has(Field::DueDate)) => {}
            None => {
                let message = "goals must have a cycle, and no column has one, nor first and last days; `cycle` says which, such as `Q3 2026`";
                return Err(Note::of(NoteCode::NeedsCycle, message).option("cycle").into());
            }
        }
        Ok(cycles)
    }

    fn add(&mut self, cycle: Cycle) -> String {
        let id = cycle.id.clone();
        if !self.cycles.iter().any(|known| known.id == id) {
            self.cycles.push(cycle);
        }
        id
    }

    /// The cycle that a text names: one of the options, or a period.
    fn named(&mut self, table: &Table<'_>, text: &str) -> Option<Result<String, Note>> {
        let is_named = |cycle: &&Cycle| cycle.id == text || cycle.name.as_deref() == Some(text);
        if let Some(cycle) = table.options.cycles.iter().find(is_named) {
            return Some(Ok(self.add(cycle.clone())));
        }
        Some(match period::parse(text, table.years)? {
            Ok(span) => Ok(self.of_span(span, Some(text))),
            Err(lacks) => Err(table.lacking(lacks, text)),
        })
    }

    fn of_span(&mut self, span: Span, text: Option<&str>) -> String {
        let id = span.name();
        let cycle = Cycle::new(id.clone(), span.start, span.end);
        self.add(match text.filter(|text| *text != id) {
            Some(text) => cycle.name(text),
            None => cycle,
        })
    }

    /// The id of an objective's cycle: of all goals, by a cell, or by the first and last days of its rows. None is noted.
    pub(super) fn of(&mut self, table: &Table<'_>, objective: &Item, notes: &mut NoteList) -> Option<String> {
        if let Some(all) = &self.all {
            return Some(all.clone());
        }
        for row in &objective.rows {
            let (Some(text), Some(column)) = (table.text(*row, Field::Cycle, None), table.column(Field::Cycle, None))
            else {
                continue;
            };
            match self.named(table, &text) {
                Some(Ok(id)) => return Some(id),
                Some(Err(note)) => {
                    let at = table.note(note.code, note.message.clone(), *row, column);
                    notes.add(at.option(note.option.unwrap_or_default()));
                    return None;
                }
                // `Quarterly` is a length, not a cycle: the days say it.
                None if words::cadence(&text).is_some() && table.has(Field::StartDate) => break,
                None => {
                    let message =
                        format!("a cycle must be a period such as `Q3 2026`, or one of `cycles`, found `{text}`");
                    notes.add(table.note(NoteCode::UnknownCycle, message, *row, column).option("cycles"));
                    return None;
                }
            }
        }
        // Notes about the dates are made where they are read for the key results.
        let mut quiet = NoteList::default();
        let mut days = |field: Field, end: fn(Span) -> NaiveDate| -> Vec<NaiveDate> {
            objective.rows.iter().filter_map(|row| table.date(*row, field, &mut quiet).value()).map(end).collect()
        };
        let start = days(Field::StartDate, |span| span.start).into_iter().min();
        let end = days(Field::DueDate, |span| span.end).into_iter().max();
        if let Some(span) = start.zip(end).and_then(|(start, end)| Span::between(start, end)) {
            return Some(self.of_span(span, None));
        }
        let message =
            format!("objective `{}` must have a cycle, or a first and a last day; `cycle` says which", objective.title);
        notes.add(
            table.row_note(NoteCode::NeedsCycle, message, objective.row).option("cycle").of_cell(&objective.title),
        );
        None
    }

    pub(super) fn get(&self, id: &str) -> Option<&Cycle> {
        self.cycles.iter().find(|cycle| cycle.id == id)
    }
}
