//! One record: a row that is taken in, passed over, or rejected.

use std::str::from_utf8;

use csv::ByteRecord;

use super::header::Header;
use super::{BYTE_ORDER_MARK, Piece, Worker};
use crate::calendar::parse_reading_day;
use crate::document::shorten;
use crate::error::ErrorKind;
use crate::number::LARGEST_VALUE;
use crate::readings::batch::{self, MissingValue};
use crate::readings::store::{NO_DAY, NO_NOTE};

/// Takes in a record.
#[inline]
pub(super) fn take_in(
    record: &ByteRecord,
    header: &Header,
    missing: MissingValue,
    worker: &mut Worker,
    number: usize,
    piece: &mut Piece,
) {
    let row = match Row::read(record, header) {
        Some(row) => row,
        None => match Row::read_slowly(record, header, missing, piece) {
            Some(row) => row,
            None => return,
        },
    };
    let metric = worker.metric(row.metric, number, piece.rows);
    let note = if row.note.is_empty() { NO_NOTE } else { worker.notes.intern(row.note) };
    piece.batch.push(metric, row.date, row.value, row.recorded, row.sample, note);
    piece.rows += 1;
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
    fn read(record: &'a ByteRecord, header: &Header) -> Option<Row<'a>> {
        if record.len() != header.columns {
            return None;
        }
        let text = |place: usize| from_utf8(trim(record.get(place)?)).ok();
        let optional = |place: Option<usize>| place.map_or(Some(""), text);
        let metric = text(header.metric).filter(|metric| !metric.is_empty())?;
        let date = parse_reading_day(text(header.date)?).ok()?;
        let value = text(header.value)?.parse().ok().filter(|value: &f64| value.abs() <= LARGEST_VALUE)?;
        let recorded = match optional(header.recorded)? {
            "" => NO_DAY,
            text => parse_reading_day(text).ok()?,
        };
        let sample = match optional(header.sample)? {
            "" => f64::NAN,
            text => text.parse().ok().filter(|sample| batch::check_sample(*sample).is_ok())?,
        };
        Some(Row { metric, date, value, recorded, sample, note: optional(header.note)? })
    }

    /// The same for any record; none where it is blank, passed over or rejected.
    #[cold]
    fn read_slowly(
        record: &'a ByteRecord,
        header: &Header,
        missing: MissingValue,
        piece: &mut Piece,
    ) -> Option<Row<'a>> {
        if record.iter().all(|field| trim(field).is_empty()) {
            return None;
        }
        let mut problems: Vec<(&str, ErrorKind)> = Vec::new();
        if record.len() != header.columns {
            let (expected, found) = (format!("{} fields as in the header", header.columns), record.len().to_string());
            piece.reject([(header.last(), ErrorKind::WrongType { expected, found })]);
            return None;
        }
        let mut field = |column: &'static str, place: Option<usize>| {
            let field = trim(place.and_then(|place| record.get(place)).unwrap_or_default());
            from_utf8(field).unwrap_or_else(|_| {
                let (expected, found) = ("text in UTF-8".to_owned(), String::from_utf8_lossy(field).into_owned());
                problems.push((column, ErrorKind::WrongType { expected, found: format!("`{}`", shorten(&found)) }));
                ""
            })
        };
        let metric = field("metric", Some(header.metric));
        let date = field("date", Some(header.date));
        let value = field("value", Some(header.value));
        let recorded = field("recorded", header.recorded);
        let sample = field("sample", header.sample);
        let note = field("note", header.note);
        let sound = |column: &str, problems: &[(&str, ErrorKind)]| problems.iter().all(|(other, _)| *other != column);
        if metric.is_empty() && sound("metric", &problems) {
            problems.push(("metric", ErrorKind::MissingField { field: "metric".into() }));
        }
        let date = if !date.is_empty() {
            day(date).unwrap_or_else(|kind| {
                problems.push(("date", kind));
                NO_DAY
            })
        } else {
            if sound("date", &problems) {
                problems.push(("date", ErrorKind::MissingField { field: "date".into() }));
            }
            NO_DAY
        };
        let retraction = !recorded.is_empty() || !sound("recorded", &problems);
        let recorded = if recorded.is_empty() { Ok(NO_DAY) } else { day(recorded) };
        let recorded = recorded.unwrap_or_else(|kind| {
            problems.push(("recorded", kind));
            NO_DAY
        });
        let sample = number(sample).and_then(|sample| batch::check_sample(sample).map(|()| sample));
        let sample = sample.unwrap_or_else(|kind| {
            problems.push(("sample", kind));
            f64::NAN
        });
        let value_is_text = sound("value", &problems);
        let value = number(value).and_then(|value| Ok((value, batch::check_value(value, retraction, missing)?)));
        let (value, kept) = value.unwrap_or_else(|kind| {
            if value_is_text {
                problems.push(("value", kind));
            }
            (f64::NAN, false)
        });
        if !problems.is_empty() {
            piece.reject(problems);
            None
        } else if kept {
            Some(Row { metric, date, value, recorded, sample, note })
        } else {
            piece.skipped += 1;
            piece.rows += 1;
            None
        }
    }
}

impl Piece {
    fn reject<'a>(&mut self, problems: impl IntoIterator<Item = (&'a str, ErrorKind)>) {
        for (column, kind) in problems {
            self.rejected.add(self.rows, column, kind);
        }
        self.rows += 1;
    }
}

/// A field without the white space around it, and without a byte-order mark, which a text may have wherever files were joined.
#[inline]
fn trim(field: &[u8]) -> &[u8] {
    let field = field.trim_ascii();
    field.strip_prefix(BYTE_ORDER_MARK).unwrap_or(field)
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
