//! One record: a row that is taken in, skipped, or rejected.

use std::str::from_utf8;

use csv::{ByteRecord, StringRecord};

use super::header::Header;
use crate::document::shorten;
use crate::error::ErrorKind;
use crate::readings::check::{check_sample, check_value, number};
use crate::readings::intake::{Intake, Row};
use crate::readings::options::Options;
use crate::readings::store::NO_DAY;

/// Takes in a record, rejects it or skips it. A record whose fields are all empty is no row. `text` is the record if it is UTF-8.
pub(super) fn take(record: &ByteRecord, text: Option<&StringRecord>, header: &Header, intake: &mut Intake) {
    if text.is_some_and(|text| text.iter().all(|field| trim(field).is_empty())) {
        return;
    }
    if record.len() != header.columns {
        let (expected, found) = (format!("{} fields as in the header", header.columns), record.len().to_string());
        return intake.reject([(header.last(), ErrorKind::WrongType { expected, found })]);
    }
    let mut columns = Columns { record, text, problems: Vec::new() };
    let metric = columns.required("metric", header.metric, Ok);
    let options = *intake.options();
    let day = |text: &str| day(text, &options);
    let date = columns.required("date", header.date, day);
    let retraction = columns.text(header.recorded) != Ok("");
    let value = columns.read("value", Some(header.value), |text| {
        let value = number(text)?;
        Ok((value, check_value(value, retraction, &options)?))
    });
    let recorded =
        columns.read("recorded", header.recorded, |text| if text.is_empty() { Ok(NO_DAY) } else { day(text) });
    let sample = columns.read("sample", header.sample, |text| {
        let sample = number(text)?;
        check_sample(sample).map(|()| sample)
    });
    let note = columns.read("note", header.note, |text| Ok((!text.is_empty()).then_some(text)));
    match (metric, date, value, recorded, sample, note) {
        (Some(metric), Some(date), Some((value, true)), Some(recorded), Some(sample), Some(note)) => {
            intake.take(Row { metric, date, value, recorded, sample, note });
        }
        _ if columns.problems.is_empty() => intake.skip(),
        _ => intake.reject(columns.problems),
    }
}

/// The columns of a record, and what is wrong with them.
struct Columns<'a> {
    record: &'a ByteRecord,
    text: Option<&'a StringRecord>,
    problems: Vec<(&'static str, ErrorKind)>,
}

impl<'a> Columns<'a> {
    /// The text of a column, empty if there is no such column.
    #[inline]
    fn text(&self, index: Option<usize>) -> Result<&'a str, ErrorKind> {
        let Some(index) = index else { return Ok("") };
        match self.text {
            Some(text) => Ok(trim(text.get(index).unwrap_or_default())),
            None => text(self.record.get(index).unwrap_or_default()),
        }
    }

    /// What `read` makes of a column's text; none, and a problem, where it can't be used.
    #[inline]
    fn read<T>(
        &mut self,
        column: &'static str,
        index: Option<usize>,
        read: impl FnOnce(&'a str) -> Result<T, ErrorKind>,
    ) -> Option<T> {
        match self.text(index).and_then(read) {
            Ok(found) => Some(found),
            Err(kind) => {
                self.problems.push((column, kind));
                None
            }
        }
    }

    /// The same for a column that can't be empty.
    #[inline]
    fn required<T>(
        &mut self,
        column: &'static str,
        index: usize,
        read: impl FnOnce(&'a str) -> Result<T, ErrorKind>,
    ) -> Option<T> {
        self.read(column, Some(index), |text| match text {
            "" => Err(ErrorKind::MissingField { field: column.to_owned() }),
            text => read(text),
        })
    }
}

/// A field without the white space around it, and without a byte-order mark, which a text may have wherever files were joined.
#[inline]
fn trim(field: &str) -> &str {
    let field = field.trim_ascii();
    field.strip_prefix('\u{feff}').unwrap_or(field)
}

#[cold]
fn text(field: &[u8]) -> Result<&str, ErrorKind> {
    from_utf8(field).map(trim).map_err(|_| {
        let found = shorten(&String::from_utf8_lossy(field));
        ErrorKind::WrongType { expected: "text in UTF-8".to_owned(), found: format!("`{found}`") }
    })
}

#[inline]
fn day(text: &str, options: &Options) -> Result<i32, ErrorKind> {
    options.day(text).map_err(|error| ErrorKind::BadDate { value: shorten(text), reason: error.reason.to_string() })
}
