//! What a file is that is no text.

use super::note::{ImportError, Note, NoteCode};

/// The beginnings of files that are taken for tables, what each is, and what to do with it.
const KINDS: &[(&[u8], &str, &str)] = &[
    (b"%PDF", "a PDF", "export the table as `.xlsx` or `.csv`"),
    (b"PK\x03\x04", "a workbook (`.xlsx`) or another zip archive", "open it as a workbook, or save the sheet as CSV"),
    (b"PK\x05\x06", "an empty zip archive", "save the sheet as CSV"),
    (
        b"\xd0\xcf\x11\xe0",
        "a workbook of the old format (`.xls`), one with a password, or another Office file",
        "save it as `.xlsx` without a password, or as `.csv`",
    ),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"PAR1", "a Parquet file", "read it as a data frame first"),
    (b"ARROW1", "an Arrow file", "read it as a data frame first"),
    (b"SQLite format 3", "a SQLite database", "query the table first"),
    (b"\x89PNG", "a picture (PNG)", "give the table as `.xlsx` or `.csv`"),
    (b"\xff\xd8\xff", "a picture (JPEG)", "give the table as `.xlsx` or `.csv`"),
    (b"{\\rtf", "a text document (RTF)", "save the table as `.csv`"),
];

/// Why the beginning of a file can't be that of a table as text: it is a PDF, a workbook, a picture. None where it can.
///
/// Doors that open files ask this before they decode anything, so that a file of the wrong kind says what it is.
///
/// ```
/// use okr_core::import::wrong_file;
///
/// assert!(wrong_file(b"Objective,Target").is_none());
/// assert!(wrong_file(b"%PDF-1.7").unwrap().to_string().contains("this is a PDF"));
/// ```
#[must_use]
pub fn wrong_file(bytes: &[u8]) -> Option<ImportError> {
    if let Some((_, what, instead)) = KINDS.iter().find(|(start, ..)| bytes.starts_with(start)) {
        return Some(refusal(what, instead));
    }
    let start: String = bytes.iter().take(512).map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let start = start.trim_start_matches(['\u{ef}', '\u{bb}', '\u{bf}']).trim_start();
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        return Some(refusal("a web page (HTML)", "it may be the page of a login: export the table again as `.csv`"));
    }
    start.starts_with("<?xml").then(|| refusal("an XML file", "export the table as `.xlsx` or `.csv`"))
}

/// The refusal of a zip archive that is no workbook which can be read: what it is, and what to do with it.
///
/// ```
/// use okr_core::import::no_workbook;
///
/// let refused = no_workbook("a Word document", "copy its table into a workbook");
/// assert_eq!(refused.to_string(), "a workbook (`.xlsx`) is needed, and this is a Word document: copy its table into a workbook");
/// ```
#[must_use]
pub fn no_workbook(what: &str, instead: &str) -> ImportError {
    let message = format!("a workbook (`.xlsx`) is needed, and this is {what}: {instead}");
    Note::of(NoteCode::WrongFile, message).with("what", what).into()
}

/// The refusal of bytes with zeros that are no text of a known encoding.
#[cfg(feature = "csv")]
pub(super) fn binary() -> ImportError {
    refusal("binary data", "give the table as `.xlsx` or `.csv`")
}

fn refusal(what: &str, instead: &str) -> ImportError {
    let message = format!("a table as text (CSV) is needed, and this is {what}: {instead}");
    Note::of(NoteCode::WrongFile, message).with("what", what).into()
}

#[cfg(test)]
mod tests {
    use super::wrong_file;

    #[test]
    fn files_of_other_kinds_say_what_they_are() {
        for (bytes, what) in [
            (&b"PK\x03\x04\x14\0xl/workbook.xml"[..], "a workbook (`.xlsx`) or another zip archive"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", "a workbook of the old format (`.xls`)"),
            (b"\xef\xbb\xbf <!DOCTYPE html><title>Sign in", "a web page (HTML)"),
            (b"<?xml version=\"1.0\"?>", "an XML file"),
            (b"\x89PNG\r\n", "a picture (PNG)"),
        ] {
            assert!(wrong_file(bytes).unwrap().to_string().contains(what), "{what}");
        }
        assert_eq!(wrong_file(b"P,K\n1,2"), None);
    }
}
