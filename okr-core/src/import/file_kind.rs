//! What a file is that is no text.

use super::note::{ImportError, Note, NoteCode};
use crate::document::foreign_kind;

/// Why the beginning of a file can't be that of a table as text: it is a PDF, a workbook, a picture. None where it can.
///
/// Doors that open files ask this before they decode anything, so that a file of the wrong kind says what it is.
///
/// ```
/// use okr_core::import::wrong_file;
///
/// assert!(wrong_file(b"Objective,Target").is_none());
/// assert!(wrong_file(b"%PDF-1.7").unwrap().to_string().contains("this is a PDF document"));
/// ```
#[must_use]
pub fn wrong_file(bytes: &[u8]) -> Option<ImportError> {
    foreign_kind(bytes).map(|kind| refusal(kind.what, kind.instead))
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
    refusal("binary data", "export its table as `.xlsx` or `.csv`")
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
            (&b"PK\x03\x04\x14\0xl/workbook.xml"[..], "a workbook (`.xlsx`)"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", "a workbook of the old format (`.xls`)"),
            (b"\xef\xbb\xbf <!DOCTYPE html><title>Sign in", "a web page (HTML)"),
        ] {
            assert!(wrong_file(bytes).unwrap().to_string().contains(what), "{what}");
        }
        assert_eq!(wrong_file(b"P,K\n1,2"), None);
    }
}
