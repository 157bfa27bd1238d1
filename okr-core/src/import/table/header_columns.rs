//! What the columns of a header mean.

use super::super::address::letters;
use super::super::cell::{Cell, CellValue};
use super::super::column::{Column, Meaning};
use super::super::date::Moment;
use super::super::field::Field;
use super::super::header::{Search, is_day};
use super::super::known;
use super::super::mapping::Mapping;
use super::super::names;
use super::super::note::{ImportError, Note, NoteCode, NoteList};
use super::super::number::{self, Scan};
use super::super::period;
use super::super::sheet::Row;
use super::super::words;
use super::Table;

impl Table<'_> {
    pub(super) fn read_header(
        &mut self,
        header: &Row,
        width: usize,
        search: &Search<'_>,
        notes: &mut NoteList,
    ) -> Result<(), ImportError> {
        let cells: Vec<(usize, Cell)> = (0..width)
            .map(|index| (index, header.cells.get(index).cloned().unwrap_or_default()))
            .filter(|(index, cell)| {
                !cell.is_empty()
                    || self.rows.iter().any(|row| row.cells.get(*index).is_some_and(|cell| !cell.is_empty()))
            })
            .collect();
        self.check_choices(&cells)?;
        let keys: Vec<String> = cells.iter().map(|(_, cell)| names::key(&cell.trimmed())).collect();
        self.known = known::find(self.options.holds, &keys);
        let mut moments: Vec<(usize, Moment)> = Vec::new();
        for ((index, cell), key) in cells.iter().zip(&keys) {
            let mut column = Column::new(*index, cell.trimmed());
            let chosen = match &self.options.mapping {
                Some(mapping) => Some(mapped(mapping, &mut column)),
                None => search.choice(&column.name, *index),
            };
            if let Some(field) = chosen {
                column.field = field;
                if column.field.is_some() || self.options.mapping.is_none() || column.number.is_some() {
                    self.columns.push(column);
                    continue;
                }
            } else if let Some((field, rank)) = self.known.and_then(|known| known.field(key)) {
                (column.field, column.rank) = (field, rank);
                self.columns.push(column);
                continue;
            }
            match search.meaning(cell, *index) {
                Meaning::Fields(fields) if chosen.is_none() => self.decide(&mut column, &fields, notes),
                Meaning::Numbered(number, fields) if chosen.is_none() => {
                    column.number = Some(number);
                    self.decide(&mut column, &fields, notes);
                }
                Meaning::Period(Ok(period)) => column.period = Some(period),
                Meaning::Period(Err(lacks)) => {
                    notes.add(self.lacking(lacks, &column.name).column(column.called()));
                    column.left_out = true;
                }
                Meaning::Moment(moment) => moments.push((self.columns.len(), moment)),
                Meaning::Total => {
                    let message = format!("column `{}` holds totals or averages", column.called());
                    notes.add(Note::of(NoteCode::TotalColumn, message).column(column.called()));
                    continue;
                }
                _ => {}
            }
            self.columns.push(column);
        }
        self.decide_moments(&moments, notes);
        self.refuse_two_columns(notes)
    }

    /// Refuses choices for columns that the sheet does not have.
    fn check_choices(&self, cells: &[(usize, Cell)]) -> Result<(), ImportError> {
        let Some(choices) = &self.options.columns else { return Ok(()) };
        let is_there = |name: &str| cells.iter().any(|(index, cell)| cell.trimmed() == name || letters(*index) == name);
        let Some(name) = choices.0.keys().find(|name| !is_there(name)) else { return Ok(()) };
        let known: Vec<String> = cells.iter().map(|(_, cell)| cell.trimmed()).filter(|name| !name.is_empty()).collect();
        let nearest = crate::document::nearest(name, known.iter().map(String::as_str));
        let hint = nearest.map(|nearest| format!(": did you mean `{nearest}`?")).unwrap_or_default();
        let message = format!("`columns` must name columns of the sheet, found `{name}`{hint}");
        Err(Note::of(NoteCode::BadOption, message).option("columns").with("known", known).into())
    }

    /// The one of several meanings that the values of a column fit.
    fn decide(&self, column: &mut Column, fields: &[Field], notes: &mut NoteList) {
        if let [only] = fields {
            column.field = Some(*only);
            return;
        }
        let cells: Vec<&Cell> =
            self.rows.iter().filter_map(|row| row.cells.get(column.index)).filter(|cell| !is_nothing(cell)).collect();
        let shares: Vec<(Field, usize)> =
            fields.iter().map(|field| (*field, cells.iter().filter(|cell| self.fits(*field, cell)).count())).collect();
        let most = shares.iter().map(|(_, fitting)| *fitting).max().unwrap_or(0);
        let best: Vec<Field> = shares.iter().filter(|(_, fitting)| *fitting == most).map(|(field, _)| *field).collect();
        match best.as_slice() {
            _ if cells.is_empty() => {}
            [only] if 2 * most > cells.len() => column.field = Some(*only),
            _ => {
                let words: Vec<&str> = fields.iter().map(|field| field.as_str()).collect();
                let message = format!(
                    "column `{}` may mean {}, and its values do not decide; `columns` does",
                    column.called(),
                    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" or ")
                );
                notes.add(
                    Note::of(NoteCode::AmbiguousColumn, message)
                        .column(column.called())
                        .option("columns")
                        .with("fields", words),
                );
                column.left_out = true;
            }
        }
    }

    pub(super) fn fits(&self, field: Field, cell: &Cell) -> bool {
        let text = cell.trimmed();
        match field {
            _ if field.is_date() => is_day(cell, self.years),
            _ if field.is_number() => match &cell.value {
                CellValue::Number(_) => true,
                CellValue::Text(text) => matches!(number::scan(text), Scan::Number(_) | Scan::AmbiguousUnit),
                _ => false,
            },
            Field::Kind => words::kind(&text).is_some(),
            Field::Level => words::level(&text).is_some(),
            Field::Depth => words::depth(&text).is_some(),
            Field::MeasureType => words::measure_type(&text).is_some(),
            Field::Status => words::status(&text).is_some(),
            Field::Cycle => period::parse(&text, self.years).is_some(),
            _ => matches!(cell.value, CellValue::Text(_)),
        }
    }
}

/// What a mapping says about a column.
fn mapped(mapping: &Mapping, column: &mut Column) -> Option<Field> {
    let letters = letters(column.index);
    let found = mapping.columns.iter().find(|mapped| mapped.column == letters)?;
    column.number = found.number;
    column.order = found.dates.as_deref().and_then(|dates| dates.parse().ok());
    found.field
}

fn is_nothing(cell: &Cell) -> bool {
    cell.is_empty() || matches!(&cell.value, CellValue::Text(text) if number::is_nothing(text))
}
