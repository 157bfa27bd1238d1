//! What a file is that is no text.

use super::note::{ImportError, Note, NoteCode};

/// The beginnings of files that are taken for tables, what each is, and what to do with it.
const KINDS: &[(&[u8], &str, &str)] = &[
    (b"%PDF", "a PDF", "export the table as `.xlsx` or `.csv`"),
    (b"PK\x03\x04", "a workbook (`.xlsx`) or another zip archive", "open it as a workbook, or save the sheet as CSV"),
    (b"PK\x05\x06", "an empty zip archive", "save the sheet as CSV"),
    (b"\xd0\xcf\x11\xe0", "a workbook of the old format (`.xls`) or another Office file", "save it as `.xlsx` or `.csv`"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"PAR1", "a Parquet file", "read it as a data frame first"),
    (b"ARROW1", "an Arrow file", "read it as a data frame first"),
    (b"SQLite format 3", "a SQLite database", "query the table first"),
    (b"\x89PNG", "a picture (PNG)", "give the table as `.xlsx` or `.csv`"),
    (b"\xff\xd8\xff", "a picture (JPEG)", "give the table as `.xlsx` or `.csv`"),
    (b"{\\rtf", "a text document (RTF)", "save the table as `.csv`"),
];

/// The refusal of bytes that are no text of a table; none where they may be.
pub(super) fn refusal(bytes: &[u8]) -> Option<ImportError> {
    if let Some((_, what, instead)) = KINDS.iter().find(|(start, ..)| bytes.starts_with(start)) {
        return Some(wrong_file(what, instead));
    }
    let start: String = bytes.iter().take(512).map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let start = start.trim_start_matches(['\u{ef}', '\u{bb}', '\u{bf}']).trim_start();
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        return Some(wrong_file("a web page (HTML)", "it may be the page of a login: export the table again as `.csv`"));
    }
    start.starts_with("<?xml").then(|| wrong_file("an XML file", "export the table as `.xlsx` or `.csv`"))
}

/// The refusal of bytes with zeros that are no text of a known encoding.
pub(super) fn binary() -> ImportError {
    wrong_file("binary data", "give the table as `.xlsx` or `.csv`")
}

fn wrong_file(what: &str, instead: &str) -> ImportError {
    let message = format!("a table as text (CSV) is needed, and this is {what}: {instead}");
    Note::of(NoteCode::WrongFile, message).with("what", what).into()
}
