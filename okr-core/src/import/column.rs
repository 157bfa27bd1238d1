//! The columns of a table.

use super::address::letters;
use super::cell::{Cell, CellValue};
use super::date::{self, Moment};
use super::field::Field;
use super::names;
use super::options::{DateOrder, Holds};
use super::period::{self, Lacks, Span, Years};
use super::words;

/// A column and what it means.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) index: usize,
    /// Its name in the header; empty where it has none.
    pub(super) name: String,
    pub(super) field: Option<Field>,
    /// The number of the key result that it belongs to.
    pub(super) number: Option<u32>,
    /// The period whose values it holds.
    pub(super) period: Option<Span>,
    /// The KPI whose values it holds.
    pub(super) series: Option<String>,
    /// The order of the parts of its dates.
    pub(super) order: Option<DateOrder>,
    /// Its place among several columns of one field, in an export that has such.
    pub(super) rank: usize,
    /// Whether it is left out and noted already.
    pub(super) left_out: bool,
}

impl Column {
    pub(super) fn new(index: usize, name: String) -> Self {
        Column {
            index,
            name,
            field: None,
            number: None,
            period: None,
            series: None,
            order: None,
            rank: 0,
            left_out: false,
        }
    }

    /// What people call it: its name, else its letter.
    pub(super) fn called(&self) -> String {
        if self.name.is_empty() { letters(self.index) } else { self.name.clone() }
    }
}

/// What a cell of a header may mean.
#[derive(Debug, Clone)]
pub(super) enum Meaning {
    Nothing,
    Fields(Vec<Field>),
    Numbered(u32, Vec<Field>),
    Period(Result<Span, Lacks>),
    /// A day whose order the other columns decide.
    Moment(Moment),
    Total,
    Unknown,
}

/// What a cell of a header may mean by its text alone.
pub(super) fn meaning(cell: &Cell, holds: Holds, years: Years) -> Meaning {
    let text = cell.trimmed();
    if text.is_empty() {
        return Meaning::Nothing;
    }
    let key = names::key(&text);
    let fields = names::fields(holds, &key);
    if !fields.is_empty() {
        return Meaning::Fields(fields.to_vec());
    }
    match holds {
        Holds::Goals => match names::numbered(&key) {
            Some((number, name)) if !names::numbered_fields(name).is_empty() => {
                Meaning::Numbered(number, names::numbered_fields(name).to_vec())
            }
            _ => Meaning::Unknown,
        },
        Holds::Kpis => period_of(cell, &text, years).unwrap_or(if words::is_total(&text) {
            Meaning::Total
        } else {
            Meaning::Unknown
        }),
    }
}

fn period_of(cell: &Cell, text: &str, years: Years) -> Option<Meaning> {
    match &cell.value {
        CellValue::Date(day) => Some(Meaning::Period(Ok(Span::day(*day)))),
        CellValue::Text(_) | CellValue::Number(_) => match period::parse(text, years) {
            Some(period) => Some(Meaning::Period(period)),
            None => date::scan(text).map(Meaning::Moment),
        },
        _ => None,
    }
}
