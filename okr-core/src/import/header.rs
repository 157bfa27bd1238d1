//! Finding the header: the one row among the first that names columns.

use super::address::letters;
use super::cell::{Cell, CellValue};
use super::column::{Meaning, meaning};
use super::date;
use super::field::Field;
use super::limit::HEADER_ROWS;
use super::note::{ImportError, Note, NoteCode};
use super::number::{self, Scan};
use super::options::{Holds, Options};
use super::period::{self, Years};
use super::sheet::Row;

/// What decides about a header: the options, and what they say about names.
pub(super) struct Search<'a> {
    pub(super) options: &'a Options,
    pub(super) years: Years,
}

impl Search<'_> {
    /// What a cell may mean, the caller's choices first.
    pub(super) fn meaning(&self, cell: &Cell, index: usize) -> Meaning {
        match self.choice(&cell.trimmed(), index) {
            Some(Some(field)) => Meaning::Fields(vec![field]),
            Some(None) => Meaning::Nothing,
            None => meaning(cell, self.options.holds, self.years),
        }
    }

    /// What the caller says a column means, by its name or its letter.
    pub(super) fn choice(&self, name: &str, index: usize) -> Option<Option<Field>> {
        let choices = &self.options.columns.as_ref()?.0;
        choices.get(name).or_else(|| choices.get(&letters(index))).copied()
    }

    /// Why a row is no header; none where it is one.
    fn lack(&self, rows: &[&Row], at: usize) -> Option<&'static str> {
        let Some(row) = rows.get(at) else { return Some("cells") };
        let meanings: Vec<Meaning> =
            row.cells.iter().enumerate().map(|(index, cell)| self.meaning(cell, index)).collect();
        let has = |wanted: &dyn Fn(Field) -> bool| {
            meanings
                .iter()
                .filter(
                    |meaning| matches!(meaning, Meaning::Fields(fields) if fields.iter().any(|field| wanted(*field))),
                )
                .count()
        };
        let telling = has(&Field::is_telling);
        match self.options.holds {
            Holds::Kpis => {
                let periods = meanings
                    .iter()
                    .filter(|meaning| matches!(meaning, Meaning::Period(_) | Meaning::Moment(_)))
                    .count();
                let named = has(&|field| field == Field::Kpi) > 0;
                let rows_of_periods =
                    || has(&|field| field == Field::Date) == 1 && self.has_dates_below(rows, at, &meanings);
                let single = has(&|field| field == Field::Date) > 0 && has(&|field| field == Field::Value) > 0;
                match (named, telling + periods > 0) {
                    (true, true) => None,
                    _ if names_periods(row, &meanings) || single || rows_of_periods() => None,
                    (true, false) => Some("a column of numbers, dates or periods"),
                    (false, true) => Some("a column of KPIs"),
                    (false, false) => Some("a column of KPIs, and one of numbers, dates or periods"),
                }
            }
            _ => {
                let is_title = |field| matches!(field, Field::Objective | Field::KeyResult | Field::Title);
                let numbered = meanings.iter().any(|meaning| matches!(meaning, Meaning::Numbered(..)));
                match (has(&is_title) > 0, telling > 0 || numbered) {
                    (true, true) => None,
                    (true, false) => Some("a column of numbers, dates or statuses"),
                    (false, true) => Some("a column of objectives or titles"),
                    (false, false) => Some("a column of objectives or titles, and one of numbers, dates or statuses"),
                }
            }
        }
    }

    /// Whether the column of dates has a day or a period in one of the next rows, and another column has a name.
    fn has_dates_below(&self, rows: &[&Row], at: usize, meanings: &[Meaning]) -> bool {
        let is_date = |meaning: &Meaning| matches!(meaning, Meaning::Fields(fields) if fields.contains(&Field::Date));
        let Some(column) = meanings.iter().position(is_date) else { return false };
        let others = meanings.iter().filter(|meaning| matches!(meaning, Meaning::Unknown)).count();
        let below = rows.iter().skip(at + 1).take(3).filter_map(|row| row.cells.get(column));
        others > 0 && below.into_iter().any(|cell| is_day(cell, self.years))
    }

    /// How many cells of a row are known names.
    fn known(&self, row: &Row) -> usize {
        let is_known = |(index, cell): (usize, &Cell)| {
            matches!(self.meaning(cell, index), Meaning::Fields(_) | Meaning::Numbered(..))
        };
        row.cells.iter().enumerate().filter(|cell| is_known(*cell)).count()
    }

    /// The index of the header.
    ///
    /// # Errors
    ///
    /// No or several rows that name columns, a header of two rows, a second table below.
    pub(super) fn find(&self, rows: &[&Row]) -> Result<usize, ImportError> {
        if let Some(number) = self.options.header.or(self.options.mapping.as_ref().map(|mapping| mapping.header)) {
            return rows.iter().position(|row| row.number == number).ok_or_else(|| {
                let message = format!("`header` must be the number of a row of the sheet, found {number}");
                Note::of(NoteCode::BadOption, message).option("header").with("header", number).into()
            });
        }
        // A list of objects names its columns itself.
        if rows.first().is_some_and(|row| row.number == 0) {
            return Ok(0);
        }
        let is_header = |at: &usize| self.lack(rows, *at).is_none();
        let found: Vec<usize> = (0..rows.len().min(HEADER_ROWS)).filter(is_header).collect();
        match found.as_slice() {
            [] => Err(self.no_header(rows)),
            [first] => {
                self.refuse_two_lines(rows, *first)?;
                let second = (HEADER_ROWS.min(rows.len())..rows.len()).find(|at| is_header(at));
                match second.and_then(|at| rows.get(at)) {
                    Some(second) => Err(second_table(rows.get(*first).map_or(0, |row| row.number), second.number)),
                    None => Ok(*first),
                }
            }
            [first, second, ..] => {
                if first + 1 == *second {
                    self.refuse_two_lines(rows, *second)?;
                }
                let between = rows.get(first + 1..*second).unwrap_or_default();
                let numbers: Vec<u32> = found.iter().filter_map(|at| rows.get(*at)).map(|row| row.number).collect();
                if between.iter().any(|row| row.cells.iter().any(|cell| !cell.is_empty())) {
                    return Err(second_table(
                        numbers.first().copied().unwrap_or(0),
                        numbers.get(1).copied().unwrap_or(0),
                    ));
                }
                let listed: Vec<String> = numbers.iter().map(u32::to_string).collect();
                let message = format!(
                    "one row must name the columns, and rows {} do; `header` or `range` says which",
                    listed.join(", ")
                );
                Err(Note::of(NoteCode::SeveralHeaders, message).option("header").with("candidates", numbers).into())
            }
        }
    }

    fn no_header(&self, rows: &[&Row]) -> ImportError {
        let mut best: Option<(usize, usize)> = None;
        for (at, row) in rows.iter().enumerate().take(HEADER_ROWS) {
            let known = self.known(row);
            if known > best.map_or(0, |(_, known)| known) {
                best = Some((at, known));
            }
            if let Some(next) = rows.get(at + 1).filter(|_| at + 1 < HEADER_ROWS)
                && self.is_split(row, next)
            {
                return two_lines(row.number, next.number);
            }
        }
        let rows_read = rows.len().min(HEADER_ROWS);
        let Some((at, _)) = best else {
            let message = format!(
                "no row among the first {rows_read} names columns; `header` says which row does, `columns` what they mean"
            );
            return Note::of(NoteCode::NoHeader, message)
                .option("columns")
                .with("candidates", Vec::<u32>::new())
                .into();
        };
        let lack = self.lack(rows, at).unwrap_or_default();
        let number = rows.get(at).map_or(0, |row| row.number);
        let names: Vec<String> = rows
            .get(at)
            .into_iter()
            .flat_map(|row| &row.cells)
            .map(Cell::trimmed)
            .filter(|name| !name.is_empty())
            .collect();
        let message = format!(
            "no row among the first {rows_read} is a header: row {number} has no known name for {lack}; `columns` says what its columns mean ({})",
            names.iter().take(12).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
        );
        Note::of(NoteCode::NoHeader, message)
            .option("columns")
            .row(number)
            .with("candidates", vec![number])
            .with("lacks", lack)
            .with("names", names)
            .into()
    }

    /// Whether two rows name columns together: each some, in different columns.
    fn is_split(&self, row: &Row, next: &Row) -> bool {
        let joined: Vec<Cell> = (0..row.cells.len().max(next.cells.len()))
            .map(|at| {
                next.cells.get(at).filter(|cell| !cell.is_empty()).or(row.cells.get(at)).cloned().unwrap_or_default()
            })
            .collect();
        let joined = Row { cells: joined, ..Row::default() };
        self.known(row) > 0 && self.known(next) > 0 && self.lack(&[&joined], 0).is_none()
    }

    /// Refuses a header whose names repeat, with other names above them.
    fn refuse_two_lines(&self, rows: &[&Row], at: usize) -> Result<(), ImportError> {
        let (Some(row), Some(above)) = (rows.get(at), at.checked_sub(1).and_then(|above| rows.get(above))) else {
            return Ok(());
        };
        let mut seen: Vec<String> = Vec::new();
        let mut repeated = 0;
        for cell in row.cells.iter().filter(|cell| !cell.is_empty()) {
            let name = cell.trimmed();
            if seen.contains(&name) { repeated += 1 } else { seen.push(name) }
        }
        let named_above = above.cells.iter().filter(|cell| !cell.is_empty()).count();
        if repeated > 0 && named_above > 1 { Err(two_lines(above.number, row.number)) } else { Ok(()) }
    }
}

/// Whether a row names at least two periods, in letters or as days, and has no numbers: rows of values have.
fn names_periods(row: &Row, meanings: &[Meaning]) -> bool {
    let mut periods = 0;
    for (cell, meaning) in row.cells.iter().zip(meanings) {
        let is_number = match &cell.value {
            CellValue::Number(_) => true,
            CellValue::Text(text) => matches!(number::scan(text), Scan::Number(_)),
            _ => false,
        };
        match meaning {
            _ if is_number => return false,
            Meaning::Period(_) | Meaning::Moment(_) => periods += 1,
            _ => {}
        }
    }
    periods >= 2
}

/// Whether a cell is a day or a period.
pub(super) fn is_day(cell: &Cell, years: Years) -> bool {
    match &cell.value {
        CellValue::Date(_) => true,
        CellValue::Number(number) => date::of_serial(*number, false).is_some(),
        CellValue::Text(text) => date::scan(text).is_some() || period::parse(text, years).is_some(),
        _ => false,
    }
}

fn second_table(first: u32, second: u32) -> ImportError {
    let message = format!(
        "a sheet must hold one table, and rows {first} and {second} both begin one; `range` says which cells to read, such as `A{first}:H{}`",
        second.saturating_sub(1)
    );
    Note::of(NoteCode::SecondTable, message).option("range").row(second).with("candidates", vec![first, second]).into()
}

fn two_lines(first: u32, second: u32) -> ImportError {
    let message = format!(
        "one row must name the columns, and rows {first} and {second} do so together; write their names into one row"
    );
    Note::of(NoteCode::HeaderOfTwoLines, message)
        .option("header")
        .row(first)
        .with("candidates", vec![first, second])
        .into()
}
