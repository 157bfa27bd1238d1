//! CSV text as a sheet.

use csv::{ReaderBuilder, StringRecord};

use super::cell::Cell;
use super::encoding::decode;
use super::limit::{HEADER_ROWS, MAX_CELLS, MAX_COLUMNS, MAX_ROWS};
use super::names;
use super::note::ImportError;
use super::options::{Encoding, Holds, Separator};
use super::sheet::{Row, Sheet, too_large};

impl Sheet {
    /// The sheet of a CSV file: separated by commas, semicolons, tabs or bars; UTF-8 or Windows-1252, UTF-16 with a byte-order mark.
    ///
    /// # Errors
    ///
    /// [`NoteCode::WrongFile`](super::NoteCode::WrongFile) for a PDF, a workbook and the like,
    /// [`NoteCode::BadEncoding`](super::NoteCode::BadEncoding), [`NoteCode::TooLarge`](super::NoteCode::TooLarge).
    ///
    /// ```
    /// use okr_core::import::{Cell, Sheet};
    ///
    /// let sheet = Sheet::from_csv("Objective;Target\nHire faster;12,5", None, None)?;
    /// assert_eq!(sheet.rows[1].cells[1], Cell::text("12,5"));
    /// assert_eq!(Sheet::from_csv("%PDF-1.7 …", None, None).unwrap_err().code(), "wrong_file");
    /// # Ok::<(), okr_core::import::ImportError>(())
    /// ```
    pub fn from_csv(
        bytes: impl AsRef<[u8]>,
        encoding: Option<Encoding>,
        separator: Option<Separator>,
    ) -> Result<Self, ImportError> {
        let (text, note) = decode(bytes.as_ref(), encoding)?;
        let (text, said, first) = without_hint(&text);
        let separator = separator.or(said).unwrap_or_else(|| likeliest(text));
        let mut rows = Vec::new();
        let mut cells = 0usize;
        let mut next = first;
        records(text, separator, |record, blank| {
            next += blank;
            cells += record.len();
            if rows.len() >= MAX_ROWS {
                return Err(too_large("rows", rows.len() + 1, MAX_ROWS));
            }
            if record.len() > MAX_COLUMNS {
                return Err(too_large("columns", record.len(), MAX_COLUMNS));
            }
            if cells > MAX_CELLS {
                return Err(too_large("cells", cells, MAX_CELLS));
            }
            let cells =
                record.iter().map(|text| if text.is_empty() { Cell::default() } else { Cell::text(text) }).collect();
            rows.push(Row { cells, hidden: false, number: next });
            next += 1;
            Ok(())
        })?;
        Sheet { rows, notes: note.into_iter().collect(), ..Sheet::default() }.numbered(first)
    }
}

/// The text without a first line `sep=;`, which spreadsheets write for themselves; what it says; the number of the next row.
fn without_hint(text: &str) -> (&str, Option<Separator>, u32) {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    match line.trim_end().strip_prefix("sep=").and_then(|said| said.parse().ok()) {
        Some(separator) => (rest, Some(separator), 2),
        None => (text, None, 1),
    }
}

/// Calls `take` for each record, with the number of empty lines before it.
fn records(
    text: &str,
    separator: Separator,
    mut take: impl FnMut(&StringRecord, u32) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    // INVARIANT: a separator is one ASCII character.
    let delimiter = separator.as_str().bytes().next().unwrap_or(b',');
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    loop {
        let start = reader.position().byte() as usize;
        // Text in memory that is UTF-8 reads without errors.
        if !reader.read_record(&mut record).unwrap_or(false) {
            return Ok(());
        }
        let (before, behind) = text.as_bytes().split_at_checked(start).unwrap_or_default();
        // The end of the record before may be read up to its `\r`.
        let behind = if before.ends_with(b"\r") { behind.strip_prefix(b"\n").unwrap_or(behind) } else { behind };
        let skipped = behind.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        take(&record, skipped.filter(|byte| **byte == b'\n').count() as u32)?;
    }
}

/// The separator with which most names of columns are known; among equals, the one that most rows agree on.
fn likeliest(text: &str) -> Separator {
    let mut best = (Separator::Comma, (0, 0, 0));
    // The comma last: it also stands within numbers.
    for separator in [Separator::Tab, Separator::Semicolon, Separator::Bar, Separator::Comma] {
        let (mut known, mut widths) = (0, Vec::new());
        let _ = records(text, separator, |record, _| {
            let names = record.iter().map(names::key).filter(|key| {
                Holds::ALL.iter().any(|holds| !names::fields(*holds, key).is_empty()) || names::numbered(key).is_some()
            });
            known = known.max(if record.len() > 1 { names.count() } else { 0 });
            widths.push(record.len());
            // An error ends the look.
            if widths.len() < HEADER_ROWS { Ok(()) } else { Err(too_large("rows", 0, 0)) }
        });
        let agreeing = |width: usize| widths.iter().filter(|other| **other == width).count();
        let agreed =
            widths.iter().filter(|width| **width > 1).map(|width| (agreeing(*width), *width)).max().unwrap_or((0, 0));
        let likeness = (known, agreed.0, agreed.1);
        if likeness > best.1 {
            best = (separator, likeness);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_their_numbers_over_empty_lines() {
        let sheet = Sheet::from_csv("a,b\n\n1,\"2\n2\"\r\n\r\n3,4\n", None, None).unwrap();
        let numbers: Vec<u32> = sheet.rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [1, 3, 5]);
    }

    #[test]
    fn separators_are_found() {
        for (text, separator) in [
            ("Objective;Target\nHire, faster;1,5\nKeep, people;2,5", Separator::Semicolon),
            ("Objective,Target\nHire,\"1;5\"", Separator::Comma),
            ("Objective\tTarget\nHire\t1,5", Separator::Tab),
            ("Objective|Target\nHire|1,5", Separator::Bar),
            ("x;1,5\ny;2,5", Separator::Semicolon),
        ] {
            assert_eq!(likeliest(text), separator, "{text}");
        }
        assert_eq!(Sheet::from_csv("sep=|\na|b", None, None).unwrap().rows[0].cells.len(), 2);
    }
}
