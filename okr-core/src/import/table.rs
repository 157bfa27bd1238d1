//! A table: the rows below a header, with columns whose meaning is decided.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::address::{Rectangle, letters};
use super::cell::{Cell, CellValue};
use super::column::{Column, Meaning};
use super::date::{self, Moment};
use super::field::Field;
use super::header::{Search, is_day};
use super::known::{self, KnownExport};
use super::mapping::{ColumnMapping, Layout, Mapping};
use super::names;
use super::note::{ImportError, Note, NoteCode, NoteList};
use super::number::{self, Bound, Scan};
use super::options::{DateOrder, Decimal, Options};
use super::period::{self, Lacks, Span, Years};
use super::sheet::{Row, Sheet};
use super::words;
use crate::number::LARGEST_VALUE;

/// The rows below a header, and what their columns mean.
pub(super) struct Table<'a> {
    pub(super) options: &'a Options,
    pub(super) columns: Vec<Column>,
    /// The rows below the header that are neither empty nor hidden.
    pub(super) rows: Vec<&'a Row>,
    pub(super) known: Option<&'static KnownExport>,
    pub(super) years: Years,
    pub(super) file: Option<String>,
    pub(super) sheet: Option<String>,
    header: u32,
    date1904: bool,
    decimal: Option<Decimal>,
    /// Two numbers with different separators.
    mixed: Option<Note>,
}

/// What a cell gives.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Got<T> {
    Nothing,
    Value(T),
    /// It holds something that can't be used, which is noted.
    Refused,
}

impl<T> Got<T> {
    pub(super) fn value(self) -> Option<T> {
        match self {
            Got::Value(value) => Some(value),
            _ => None,
        }
    }
}

/// A number, and what its cell says about it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Amount {
    pub(super) value: f64,
    pub(super) unit: Option<String>,
    /// The power of ten of a scale (`k`).
    pub(super) scale: u32,
    pub(super) bound: Option<Bound>,
    /// The index of its row in the table, and that of its column.
    pub(super) row: usize,
    pub(super) column: usize,
}

impl<'a> Table<'a> {
    /// Finds the header of a sheet and decides what its columns mean.
    pub(super) fn new(sheet: &'a Sheet, options: &'a Options, notes: &mut NoteList) -> Result<Self, ImportError> {
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

    fn read_header(
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

    fn fits(&self, field: Field, cell: &Cell) -> bool {
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

    fn decide_moments(&mut self, moments: &[(usize, Moment)], notes: &mut NoteList) {
        let days: Vec<&Moment> = moments.iter().map(|(_, moment)| moment).collect();
        let order = match order_of(&days, self.options.dates) {
            Ok(order) => order,
            Err(code) => {
                let message = match code {
                    NoteCode::MixedDates => {
                        "the header has dates with the day first and with the month first; write them one way"
                    }
                    _ => "the dates in the header may have the day or the month first; `dates` says which",
                };
                notes.add(Note::of(code, message).option("dates").row(self.header));
                for (column, _) in moments {
                    self.columns.get_mut(*column).into_iter().for_each(|column| column.left_out = true);
                }
                return;
            }
        };
        for (column, moment) in moments {
            let day = moment.day.read(order.unwrap_or(DateOrder::Dmy));
            let day = day.and_then(|day| moment.time.map_or(Some(day), |time| time.civil(day, self.options.zone)));
            match (day, self.columns.get_mut(*column)) {
                (Some(day), Some(column)) => column.period = Some(Span::day(day)),
                (None, Some(column)) => {
                    let message =
                        format!("the header's `{}` is no day; `zone` says which day a point in time is", column.name);
                    notes.add(Note::of(NoteCode::NeedsZone, message).column(column.called()).option("zone"));
                    column.left_out = true;
                }
                _ => {}
            }
        }
    }

    /// Refuses two columns of one meaning: the sheet where it can't be read without them, else both columns.
    fn refuse_two_columns(&mut self, notes: &mut NoteList) -> Result<(), ImportError> {
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

    fn decide_orders(&mut self, notes: &mut NoteList) {
        for at in 0..self.columns.len() {
            let Some(column) = self.columns.get(at).filter(|column| column.field.is_some_and(Field::is_date)) else {
                continue;
            };
            let moments: Vec<Moment> = self
                .rows
                .iter()
                .filter_map(|row| row.cells.get(column.index))
                .filter_map(|cell| match &cell.value {
                    CellValue::Text(text) => date::scan(text),
                    _ => None,
                })
                .collect();
            let decided = order_of(&moments.iter().collect::<Vec<_>>(), column.order.or(self.options.dates));
            let note = match &decided {
                Err(NoteCode::MixedDates) => Some((
                    NoteCode::MixedDates,
                    format!(
                        "column `{}` has dates with the day first and dates with the month first; write them one way",
                        column.called()
                    ),
                )),
                Err(code) => Some((
                    *code,
                    format!(
                        "the dates of column `{}` may have the day or the month first; `dates` says which",
                        column.called()
                    ),
                )),
                Ok(_) => None,
            };
            let called = column.called();
            if let Some(column) = self.columns.get_mut(at) {
                match decided {
                    Ok(order) => column.order = order,
                    Err(NoteCode::MixedDates) => (column.field, column.left_out) = (None, true),
                    Err(_) => {}
                }
            }
            if let Some((code, message)) = note {
                notes.add(Note::of(code, message).column(called).option("dates"));
            }
        }
    }

    /// The separator that the cells of numbers show.
    fn decide_decimal(&mut self) {
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

    /// Refuses a sheet whose numbers have different separators.
    pub(super) fn check(&self) -> Result<(), ImportError> {
        self.mixed.clone().map_or(Ok(()), |note| Err(note.into()))
    }

    /// The note for a period without days.
    pub(super) fn lacking(&self, lacks: Lacks, text: &str) -> Note {
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
    pub(super) fn column(&self, field: Field, number: Option<u32>) -> Option<&Column> {
        let columns = self.columns.iter().filter(|column| column.field == Some(field) && column.number == number);
        columns.min_by_key(|column| column.rank)
    }

    pub(super) fn has(&self, field: Field) -> bool {
        self.columns.iter().any(|column| column.field == Some(field))
    }

    /// The cell of a field in a row, with its column: of several columns, the first that is not empty.
    pub(super) fn cell(&self, row: usize, field: Field, number: Option<u32>) -> Option<(&'a Cell, &Column)> {
        let cells = self.rows.get(row).map(|row| &row.cells)?;
        let filled = |column: &&Column| cells.get(column.index).is_some_and(|cell| !cell.is_empty());
        let columns = self.columns.iter().filter(|column| column.field == Some(field) && column.number == number);
        let column = columns.filter(filled).min_by_key(|column| column.rank)?;
        Some((cells.get(column.index)?, column))
    }

    /// The text of a field in a row; none for what stands for nothing.
    pub(super) fn text(&self, row: usize, field: Field, number: Option<u32>) -> Option<String> {
        let (cell, _) = self.cell(row, field, number)?;
        let text = cell.trimmed();
        (!number::is_nothing(&text)).then_some(text)
    }

    /// A note at the cell of a column.
    pub(super) fn note(&self, code: NoteCode, message: impl Into<String>, row: usize, column: &Column) -> Note {
        let number = self.rows.get(row).map_or(0, |row| row.number);
        let cell =
            self.rows.get(row).and_then(|row| row.cells.get(column.index)).map(Cell::trimmed).unwrap_or_default();
        let note = Note::of(code, message).row(number).column(column.called()).of_cell(&cell);
        if self.header == 0 { note } else { note.at(format!("{}{number}", letters(column.index))) }
    }

    /// A note about a row.
    pub(super) fn row_note(&self, code: NoteCode, message: impl Into<String>, row: usize) -> Note {
        Note::of(code, message).row(self.rows.get(row).map_or(0, |row| row.number))
    }

    /// The column with this index in the sheet.
    pub(super) fn column_at(&self, index: usize) -> Option<&Column> {
        self.columns.iter().find(|column| column.index == index)
    }

    /// The number in the cell of a field.
    pub(super) fn number(&self, row: usize, field: Field, number: Option<u32>, notes: &mut NoteList) -> Got<Amount> {
        match self.cell(row, field, number) {
            Some((cell, column)) => self.amount(row, cell, column, notes),
            None => Got::Nothing,
        }
    }

    /// The number in a cell.
    pub(super) fn amount(&self, row: usize, cell: &Cell, column: &Column, notes: &mut NoteList) -> Got<Amount> {
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

    /// The day or period in the cell of a date.
    pub(super) fn date(&self, row: usize, field: Field, notes: &mut NoteList) -> Got<Span> {
        match self.cell(row, field, None) {
            Some((cell, column)) => self.span(row, cell, column, notes),
            None => Got::Nothing,
        }
    }

    fn span(&self, row: usize, cell: &Cell, column: &Column, notes: &mut NoteList) -> Got<Span> {
        let shown = cell.trimmed();
        let text = match &cell.value {
            CellValue::Empty => return Got::Nothing,
            CellValue::Date(day) => return Got::Value(Span::day(*day)),
            CellValue::Number(serial) => match date::of_serial(*serial, self.date1904) {
                Some(day) => return Got::Value(Span::day(day)),
                None => &shown,
            },
            CellValue::Text(_) if number::is_nothing(&shown) => return Got::Nothing,
            CellValue::Formula => {
                notes.add(self.note(
                    NoteCode::FormulaWithoutValue,
                    "a formula must have a stored value, found none; open the file in a spreadsheet and save it",
                    row,
                    column,
                ));
                return Got::Refused;
            }
            _ => &shown,
        };
        let note = if let Some(moment) = date::scan(text) {
            match self.day(&moment, column) {
                Ok(day) => return Got::Value(Span::day(day)),
                // One note about the column says what is missing.
                Err(NoteCode::NeedsDates) => return Got::Refused,
                Err(NoteCode::NeedsZone) => {
                    let message = format!(
                        "`{shown}` is a point in time; `zone` says in which zone its day is, or `written` that it is the day as written"
                    );
                    self.note(NoteCode::NeedsZone, message, row, column).option("zone")
                }
                Err(code) => {
                    let order = column.order.map_or("", DateOrder::as_str);
                    self.note(code, format!("`{shown}` is no date in the order `{order}` of its column"), row, column)
                        .option("dates")
                }
            }
        } else if let Some(period) = period::parse(text, self.years) {
            match period {
                Ok(period) => return Got::Value(period),
                Err(lacks) => {
                    let note = self.lacking(lacks, text);
                    let at = self.note(note.code, note.message.clone(), row, column);
                    at.option(note.option.unwrap_or_default())
                }
            }
        } else if let Some(day) = text.parse().ok().and_then(|serial| date::of_serial(serial, self.date1904)) {
            return Got::Value(Span::day(day));
        } else {
            self.note(NoteCode::NotADate, format!("a date is expected, found `{shown}`"), row, column)
        };
        notes.add(note);
        Got::Refused
    }

    fn day(&self, moment: &Moment, column: &Column) -> Result<NaiveDate, NoteCode> {
        let orders = moment.day.orders();
        let day = match (column.order, orders.first()) {
            (_, None) => moment.day.read(DateOrder::Dmy).or_else(|| moment.day.read(DateOrder::Ymd)),
            (Some(order), _) => moment.day.read(order),
            (None, Some(_)) => return Err(NoteCode::NeedsDates),
        };
        let day = day.ok_or(NoteCode::NotADate)?;
        match moment.time {
            Some(time) => time.civil(day, self.options.zone).ok_or(NoteCode::NeedsZone),
            None => Ok(day),
        }
    }

    /// Notes the columns that are not used: those of other fields, periods and KPIs than these.
    pub(super) fn note_unused(&self, used: &[Field], notes: &mut NoteList) {
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

    pub(super) fn mapping(&self, layout: Option<Layout>) -> Mapping {
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

/// What a mapping says about a column.
fn mapped(mapping: &Mapping, column: &mut Column) -> Option<Field> {
    let letters = letters(column.index);
    let found = mapping.columns.iter().find(|mapped| mapped.column == letters)?;
    column.number = found.number;
    column.order = found.dates.as_deref().and_then(|dates| dates.parse().ok());
    found.field
}

fn holds_numbers(column: &Column) -> bool {
    column.period.is_some() || column.series.is_some() || column.field.is_some_and(Field::is_number)
}

/// The order that dates show: none where it does not matter.
fn order_of(moments: &[&Moment], said: Option<DateOrder>) -> Result<Option<DateOrder>, NoteCode> {
    let orders: Vec<Vec<DateOrder>> =
        moments.iter().map(|moment| moment.day.orders()).filter(|orders| !orders.is_empty()).collect();
    let mut decided: Vec<DateOrder> = orders.iter().filter(|orders| orders.len() == 1).flatten().copied().collect();
    decided.dedup();
    decided.sort();
    decided.dedup();
    match (decided.as_slice(), said) {
        ([], None) if orders.is_empty() => Ok(None),
        ([only], None) => Ok(Some(*only)),
        (_, Some(said)) => Ok(Some(said)),
        ([], None) => Err(NoteCode::NeedsDates),
        _ => Err(NoteCode::MixedDates),
    }
}

static EMPTY_ROW: Row = Row { cells: Vec::new(), hidden: false, number: 0 };

/// The sheet with nothing outside the range that the options name.
pub(super) fn within<'a>(sheet: &'a Sheet, options: &Options) -> Result<Cow<'a, Sheet>, ImportError> {
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

fn is_nothing(cell: &Cell) -> bool {
    cell.is_empty() || matches!(&cell.value, CellValue::Text(text) if number::is_nothing(text))
}

fn first_text(row: &Row) -> String {
    row.cells.iter().find(|cell| !cell.is_empty()).map(Cell::trimmed).unwrap_or_default()
}
