//! The header: which column stands where.

use csv::{ByteRecord, ReaderBuilder};

use super::pieces::RecordEnds;
use crate::document::foreign_content;
use crate::error::{Error, ErrorKind, Errors};
use crate::readings::column_names::check_column_names;
use crate::readings::reading::Reading;

pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The indices of the columns in a record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Header {
    pub(super) columns: usize,
    pub(super) metric: usize,
    pub(super) date: usize,
    pub(super) value: usize,
    pub(super) recorded: Option<usize>,
    pub(super) sample: Option<usize>,
    pub(super) note: Option<usize>,
}

impl Header {
    /// Reads the header at the beginning of a text. Returns it and its length, or none if it may continue behind the text.
    pub(super) fn read(text: &[u8], last: bool) -> Option<Result<(Header, usize), Errors>> {
        if let Some(found) = foreign_content(text) {
            let expected = "CSV text in UTF-8".to_owned();
            return Some(Err(Errors::new(vec![Error::new("/readings", ErrorKind::WrongType { expected, found })])));
        }
        let mark = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        let rest = text.get(mark..).unwrap_or_default();
        let mut record = ByteRecord::new();
        let mut length = 0;
        // Empty lines before the header are records here, and none for the reader.
        while record.iter().all(|field| field.trim_ascii().is_empty()) {
            let behind = rest.get(length..).unwrap_or_default();
            let end = match RecordEnds::new(behind).next_from(0) {
                Some(end) => end,
                None if !last => return None,
                None if behind.is_empty() => return Some(Err(no_header("an empty text"))),
                None => behind.len(),
            };
            let line = behind.get(..end).unwrap_or_default();
            let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(line);
            // Reading from memory does not fail.
            let _ = reader.read_byte_record(&mut record);
            // Where lines end with a carriage return alone, more was cut off than one record.
            length += reader.position().byte() as usize;
        }
        Some(Header::new(&record).map(|header| (header, mark + length)))
    }

    fn new(record: &ByteRecord) -> Result<Header, Errors> {
        let names: Vec<String> =
            record.iter().map(|name| String::from_utf8_lossy(name.trim_ascii()).into_owned()).collect();
        if !names.iter().any(|name| Reading::FIELDS.contains(&name.as_str())) {
            let line = names.join(",");
            return Err(no_header(match line.as_str() {
                line if line.contains(';') => "columns separated by semicolons",
                line if line.contains('\t') => "columns separated by tabs",
                // The line itself may be nothing to show: of a file that is no CSV at all.
                _ => "a line without any of its names",
            }));
        }
        check_column_names(&names)?;
        let index = |field: &str| names.iter().position(|name| name == field);
        // INVARIANT: the columns that must be there are there.
        let required = |field: &str| index(field).unwrap_or_default();
        Ok(Header {
            columns: names.len(),
            metric: required("metric"),
            date: required("date"),
            value: required("value"),
            recorded: index("recorded"),
            sample: index("sample"),
            note: index("note"),
        })
    }

    /// The name of the last column.
    pub(super) fn last(&self) -> &'static str {
        let columns = [
            (Some(self.metric), "metric"),
            (Some(self.date), "date"),
            (Some(self.value), "value"),
            (self.recorded, "recorded"),
            (self.sample, "sample"),
            (self.note, "note"),
        ];
        columns.into_iter().max_by_key(|(index, _)| *index).map_or("", |(_, name)| name)
    }
}

fn no_header(found: impl Into<String>) -> Errors {
    let expected = "a header such as `metric,date,value`".to_owned();
    Errors::new(vec![Error::new("/readings", ErrorKind::WrongType { expected, found: found.into() })])
}
