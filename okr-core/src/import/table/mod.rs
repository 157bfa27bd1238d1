//! A table: the rows below a header, with columns whose meaning is decided.

mod date_orders;
mod dates;
mod decimal_separator;
mod header_columns;
mod numbers;
mod repeated_columns;

use std::borrow::Cow;

use super::address::{Rectangle, letters};
use super::cell::Cell;
use super::column::Column;
use super::field::Field;
use super::header::Search;
use super::known::KnownExport;
use super::mapping::{ColumnMapping, Layout, Mapping};
use super::note::{ImportError, Note, NoteCode, NoteList};
use super::number::{self, Bound};
use super::options::{Decimal, Options};
use super::period::{Lacks, Years};
use super::sheet::{Row, Sheet};

/// The rows below a header, and what their columns mean.
pub(crate) struct Table<'a> {
    pub(crate) options: &'a Options,
    pub(crate) columns: Vec<Column>,
    /// The rows below the header that are neither empty nor hidden.
    pub(crate) rows: Vec<&'a Row>,
    pub(crate) known: Option<&'static KnownExport>,
    pub(crate) years: Years,
    pub(crate) file: Option<String>,
    pub(crate) sheet: Option<String>,
    header: u32,
    date1904: bool,
    decimal: Option<Decimal>,
    /// Two numbers with different separators.
    mixed: Option<Note>,
}

/// What a cell gives.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Got<T> {
    Nothing,
    Value(T),
    /// It holds something that can't be used, which is noted.
    Refused,
}

impl<T> Got<T> {
    pub(crate) fn value(self) -> Option<T> {
        match self {
            Got::Value(value) => Some(value),
            _ => None,
        }
    }
}

/// A number, and what its cell says about it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Amount {
    pub(crate) value: f64,
    pub(crate) unit: Option<String>,
    /// The power of ten of a scale (`k`).
    pub(crate) scale: u32,
    pub(crate) bound: Option<Bound>,
    /// The index of its row in the table, and that of its column.
    pub(crate) row: usize,
    pub(crate) column: usize,
}

impl<'a> Table<'a> {
    /// Finds the header of a sheet and decides what its columns mean.
    pub(crate) fn new(sheet: &'a Sheet, options: &'a Options, notes: &mut NoteList) -> Result<Self, ImportError> {
        let years = Years {
            year: options.year.and_then(|year| i32::try_from(year).ok()),
            fiscal_year_start: options.fiscal_year_start,
        };
        if sheet.rows.iter().all(is_empty) {
            return Err(Note::of(NoteCode::EmptySheet, "a sheet must have a header and rows, found no cells").into());
        }
        let rows: Vec<&Row> = sheet.rows.iter().collect();
        let search = Search { options, years };
        let at = search.find(&rows)?;
        let header = rows.get(at).copied().unwrap_or(&EMPTY_ROW);
        let above = rows.get(..at).unwrap_or_default().iter().filter(|row| !is_empty(row)).count();
        if above > 0 {
            let message = format!(
                "{above} {} above the header, row {}, are not read",
                if above == 1 { "row" } else { "rows" },
                header.number
            );
            notes.add(Note::of(NoteCode::AboveHeader, message).with("rows", above));
        }
        let mut table = Table {
            options,
            columns: Vec::new(),
            rows: Vec::new(),
            known: None,
            years,
            file: options.file.clone().or_else(|| sheet.file.clone()),
            sheet: options.sheet.clone().or_else(|| sheet.name.clone()),
            header: header.number,
            date1904: sheet.date1904,
            decimal: None,
            mixed: None,
        };
        for row in rows.get(at + 1..).unwrap_or_default() {
            if is_empty(row) {
                continue;
            }
            if row.hidden {
                notes.add(
                    Note::of(NoteCode::HiddenRow, "a hidden row is not read").row(row.number).of_cell(&first_text(row)),
                );
                continue;
            }
            table.rows.push(row);
        }
        table.read_header(header, sheet.width(), &search, notes)?;
        table.decide_orders(notes);
        table.decide_decimal();
        Ok(table)
    }

    /// Refuses a sheet whose numbers have different separators.
    pub(crate) fn check(&self) -> Result<(), ImportError> {
        self.mixed.clone().map_or(Ok(()), |note| Err(note.into()))
    }

    /// The note for a period without days.
    pub(crate) fn lacking(&self, lacks: Lacks, text: &str) -> Note {
        match lacks {
            Lacks::Year => Note::of(NoteCode::NeedsYear, format!("`{text}` has no year; `year` says which"))
                .option("year")
                .of_cell(text),
            Lacks::FiscalYear => {
                let message = format!(
                    "`{text}` is a period of a fiscal year; `fiscal_year_start` says in which month that starts"
                );
                Note::of(NoteCode::NeedsFiscalYear, message).option("fiscal_year_start").of_cell(text)
            }
        }
    }

    /// The column of a field; with a number, that of a numbered key result.
    pub(crate) fn column(&self, field: Field, number: Option<u32>) -> Option<&Column> {
        let columns = self.columns.iter().filter(|column| column.field == Some(field) && column.number == number);
        columns.min_by_key(|column| column.rank)
    }

    pub(crate) fn has(&self, field: Field) -> bool {
        self.columns.iter().any(|column| column.field == Some(field))
    }

    /// The cell of a field in a row, with its column: of several columns, the first that is not empty.
    pub(crate) fn cell(&self, row: usize, field: Field, number: Option<u32>) -> Option<(&'a Cell, &Column)> {
        let cells = self.rows.get(row).map(|row| &row.cells)?;
        let filled = |column: &&Column| cells.get(column.index).is_some_and(|cell| !cell.is_empty());
        let columns = self.columns.iter().filter(|column| column.field == Some(field) && column.number == number);
        let column = columns.filter(filled).min_by_key(|column| column.rank)?;
        Some((cells.get(column.index)?, column))
    }

    /// The text of a field in a row; none for what stands for nothing.
    pub(crate) fn text(&self, row: usize, field: Field, number: Option<u32>) -> Option<String> {
        let (cell, _) = self.cell(row, field, number)?;
        let text = cell.trimmed();
        (!number::is_nothing(&text)).then_some(text)
    }

    /// A note at the cell of a column.
    pub(crate) fn note(&self, code: NoteCode, message: impl Into<String>, row: usize, column: &Column) -> Note {
        let number = self.rows.get(row).map_or(0, |row| row.number);
        let cell =
            self.rows.get(row).and_then(|row| row.cells.get(column.index)).map(Cell::trimmed).unwrap_or_default();
        let note = Note::of(code, message).row(number).column(column.called()).of_cell(&cell);
        if self.header == 0 { note } else { note.at(format!("{}{number}", letters(column.index))) }
    }

    /// A note about a row.
    pub(crate) fn row_note(&self, code: NoteCode, message: impl Into<String>, row: usize) -> Note {
        Note::of(code, message).row(self.rows.get(row).map_or(0, |row| row.number))
    }

    /// The column with this index in the sheet.
    pub(crate) fn column_at(&self, index: usize) -> Option<&Column> {
        self.columns.iter().find(|column| column.index == index)
    }

    /// Notes the columns that are not used: those of other fields, periods and KPIs than these.
    pub(crate) fn note_unused(&self, used: &[Field], notes: &mut NoteList) {
        let is_used = |column: &&Column| match column.field {
            Some(field) => used.contains(&field),
            None => column.period.is_some() || column.series.is_some(),
        };
        for column in self.columns.iter().filter(|column| !column.left_out && !is_used(column)) {
            let has_values =
                self.rows.iter().any(|row| row.cells.get(column.index).is_some_and(|cell| !cell.is_empty()));
            if has_values {
                let message = format!("column `{}` is not used; `columns` says what it means", column.called());
                notes.add(Note::of(NoteCode::ColumnNotUsed, message).column(column.called()).option("columns"));
            }
        }
    }

    pub(crate) fn mapping(&self, layout: Option<Layout>) -> Mapping {
        let columns = self.columns.iter().map(|column| {
            let mut mapped = ColumnMapping::new(letters(column.index));
            mapped.name = (!column.name.is_empty()).then(|| column.name.clone());
            mapped.field = column.field;
            mapped.number = column.number;
            mapped.holds = column.period.map(|period| period.name()).or_else(|| column.series.clone());
            mapped.dates = column.order.map(|order| order.as_str().to_owned());
            mapped
        });
        let mut mapping = Mapping::new(self.header).columns(columns.collect::<Vec<_>>());
        mapping.layout = layout;
        mapping.export = self.known.map(|known| known.name.clone());
        mapping.decimal = self.decimal.map(|decimal| decimal.as_str().to_owned());
        mapping
    }
}

static EMPTY_ROW: Row = Row { cells: Vec::new(), hidden: false, number: 0 };

/// The sheet with nothing outside the range that the options name.
pub(crate) fn within<'a>(sheet: &'a Sheet, options: &Options) -> Result<Cow<'a, Sheet>, ImportError> {
    let Some(range) = &options.range else { return Ok(Cow::Borrowed(sheet)) };
    let Some(range) = Rectangle::parse(range) else {
        let message = format!("`range` must be written like `A3:H40`, found `{range}`");
        return Err(Note::of(NoteCode::BadOption, message).option("range").into());
    };
    let mut cut = sheet.clone();
    cut.rows.retain(|row| (range.first_row..=range.last_row).contains(&row.number));
    for row in &mut cut.rows {
        row.cells.truncate(range.last_column.saturating_add(1));
        row.cells.iter_mut().take(range.first_column).for_each(|cell| *cell = Cell::default());
    }
    Ok(Cow::Owned(cut))
}

fn is_empty(row: &Row) -> bool {
    row.cells.iter().all(Cell::is_empty)
}

fn first_text(row: &Row) -> String {
    row.cells.iter().find(|cell| !cell.is_empty()).map(Cell::trimmed).unwrap_or_default()
}
