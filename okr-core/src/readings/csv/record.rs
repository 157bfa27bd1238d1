//! One record: a row that is taken in, passed over, or rejected.

use std::str::from_utf8;

use super::header::Header;
use super::{BYTE_ORDER_MARK, Piece, Worker};
use crate::calendar::parse_reading_day;
use crate::document::shorten;
use crate::error::ErrorKind;
use crate::number::LARGEST_VALUE;
use crate::readings::Reading;
use crate::readings::batch::{self, MissingValue};
use crate::readings::store::{NO_DAY, NO_NOTE};

/// No column stands twice, so that a record with more fields than this is one too long.
pub(super) const FIELDS: usize = Reading::FIELDS.len();

/// What is needed to take in records.
pub(super) struct Intake<'a> {
    pub(super) header: &'a Header,
    pub(super) missing: MissingValue,
    pub(super) worker: &'a mut Worker,
    /// The number of the piece.
    pub(super) number: usize,
    pub(super) piece: Piece,
}

impl Intake<'_> {
    /// Takes in a record by its fields. Where that leaves anything to think about, nothing is done, and tells so.
    #[inline]
    #[must_use]
    pub(super) fn record(&mut self, fields: &[&str]) -> bool {
        let row = Row::read(fields, self.header);
        if let Some(row) = &row {
            self.row(row);
        }
        row.is_some()
    }

    /// Takes in any record by its fields, rejects it or passes it over.
    #[cold]
    pub(super) fn odd_record(&mut self, fields: &[&[u8]]) {
        if fields.iter().all(|field| trim_bytes(field).is_empty()) {
            return;
        }
        let mut problems = Problems::default();
        match problems.read(fields, self.header, self.missing) {
            _ if !problems.0.is_empty() => {
                for (column, kind) in problems.0 {
                    self.piece.rejected.add(self.piece.rows, column, kind);
                }
                self.piece.rows += 1;
            }
            Some(row) => self.row(&row),
            None => {
                self.piece.skipped += 1;
                self.piece.rows += 1;
            }
        }
    }

    #[inline]
    fn row(&mut self, row: &Row<'_>) {
        let metric = self.worker.metric(row.metric, self.number, self.piece.rows);
        let note = if row.note.is_empty() { NO_NOTE } else { self.worker.notes.intern(row.note) };
        self.piece.batch.push(metric, row.date, row.value, row.recorded, row.sample, note);
        self.piece.rows += 1;
    }
}

/// A row that can be used.
struct Row<'a> {
    metric: &'a str,
    date: i32,
    value: f64,
    recorded: i32,
    sample: f64,
    note: &'a str,
}

impl<'a> Row<'a> {
    /// The row of a record in which nothing is wrong, and nothing is missing that has to be thought about.
    #[inline]
    fn read(fields: &[&'a str], header: &Header) -> Option<Row<'a>> {
        if fields.len() != header.columns {
            return None;
        }
        let text = |place: usize| fields.get(place).map_or("", |field| trim(field));
        let optional = |place: Option<usize>| place.map_or("", text);
        let metric = text(header.metric);
        let date = parse_reading_day(text(header.date)).ok()?;
        let value = text(header.value).parse().ok().filter(|value: &f64| value.abs() <= LARGEST_VALUE)?;
        let recorded = match optional(header.recorded) {
            "" => NO_DAY,
            text => parse_reading_day(text).ok()?,
        };
        let sample = match optional(header.sample) {
            "" => f64::NAN,
            text => text.parse().ok().filter(|sample| batch::check_sample(*sample).is_ok())?,
        };
        let note = optional(header.note);
        (!metric.is_empty()).then_some(Row { metric, date, value, recorded, sample, note })
    }
}

/// The problems of a record, by column.
#[derive(Default)]
struct Problems(Vec<(&'static str, ErrorKind)>);

impl Problems {
    /// The row of a record; none where it is passed over. Of use only where no problem is found.
    fn read<'a>(&mut self, fields: &[&'a [u8]], header: &Header, missing: MissingValue) -> Option<Row<'a>> {
        if fields.len() != header.columns {
            let (expected, found) = (format!("{} fields as in the header", header.columns), fields.len().to_string());
            self.0.push((header.last(), ErrorKind::WrongType { expected, found }));
            return None;
        }
        let text = |place: Option<usize>| text(place.and_then(|place| fields.get(place).copied()).unwrap_or_default());
        let recorded = text(header.recorded);
        let retraction = recorded != Ok("");
        let metric = self.note("metric", text(Some(header.metric)).and_then(|text| required("metric", text)));
        let date = self.note("date", text(Some(header.date)).and_then(|text| required("date", text)).and_then(day));
        let value = text(Some(header.value)).and_then(number);
        let value = value.and_then(|value| Ok((value, batch::check_value(value, retraction, missing)?)));
        let value = self.note("value", value);
        let recorded = recorded.and_then(|text| if text.is_empty() { Ok(NO_DAY) } else { day(text) });
        let recorded = self.note("recorded", recorded);
        let sample = text(header.sample).and_then(number);
        let sample = self.note("sample", sample.and_then(|sample| batch::check_sample(sample).map(|()| sample)));
        let note = self.note("note", text(header.note));
        let (value, kept) = value?;
        let row = Row { metric: metric?, date: date?, value, recorded: recorded?, sample: sample?, note: note? };
        kept.then_some(row)
    }

    /// What a column holds; none, and a problem, where it can't be used.
    fn note<T>(&mut self, column: &'static str, found: Result<T, ErrorKind>) -> Option<T> {
        found.map_err(|kind| self.0.push((column, kind))).ok()
    }
}

/// A field without the white space around it, and without a byte-order mark, which a text may have wherever files were joined.
#[inline]
fn trim(field: &str) -> &str {
    let field = field.trim_ascii();
    field.strip_prefix('\u{feff}').unwrap_or(field)
}

fn trim_bytes(field: &[u8]) -> &[u8] {
    let field = field.trim_ascii();
    field.strip_prefix(BYTE_ORDER_MARK).unwrap_or(field)
}

fn text(field: &[u8]) -> Result<&str, ErrorKind> {
    from_utf8(trim_bytes(field)).map_err(|_| {
        let found = shorten(&String::from_utf8_lossy(field));
        ErrorKind::WrongType { expected: "text in UTF-8".to_owned(), found: format!("`{found}`") }
    })
}

fn required<'a>(column: &str, text: &'a str) -> Result<&'a str, ErrorKind> {
    if text.is_empty() { Err(ErrorKind::MissingField { field: column.to_owned() }) } else { Ok(text) }
}

fn day(text: &str) -> Result<i32, ErrorKind> {
    parse_reading_day(text)
        .map_err(|error| ErrorKind::BadDate { value: shorten(text), reason: error.reason.to_string() })
}

/// The number that a text writes, not a number for an empty text.
fn number(text: &str) -> Result<f64, ErrorKind> {
    if text.is_empty() {
        return Ok(f64::NAN);
    }
    text.parse().map_err(|_| {
        let expected = "a number such as `12.5`".to_owned();
        ErrorKind::WrongType { expected, found: format!("the text `{}`", shorten(text)) }
    })
}
