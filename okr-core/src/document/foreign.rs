//! Files of another kind than text: what they are, and what to do with them.

/// How much of a file is looked at.
const LOOKED_AT: usize = 4096;

/// What a file is that is not text, and what to do with it.
pub(crate) struct Foreign {
    pub(crate) what: &'static str,
    pub(crate) instead: &'static str,
}

const AS_TABLE: &str = "export its table as `.xlsx` or `.csv`";
const AS_WORKBOOK: &str = "import it as a workbook (`import_goals`, `import_kpis`), or save the sheet as `.csv`";
const AS_FRAME: &str = "read it as a data frame and load that";

/// The beginnings of files that are taken for tables, what each is, and what to do with it.
const KINDS: &[(&[u8], &str, &str)] = &[
    (b"PK\x05\x06", "an empty ZIP archive", "save the sheet as `.csv`"),
    (
        b"\xd0\xcf\x11\xe0",
        "a workbook of the old format (`.xls`), one with a password, or another Office file",
        "save it as `.xlsx` without a password, or as `.csv`",
    ),
    (b"%PDF-", "a PDF document", AS_TABLE),
    (b"PAR1", "a Parquet file", AS_FRAME),
    (b"ARROW1", "an Arrow file", AS_FRAME),
    (b"SQLite format 3\0", "an SQLite database", "export the table as `.csv`"),
    (b"\x1f\x8b", "a gzip archive", "unpack it"),
    (b"\x89PNG", "a picture (PNG)", AS_TABLE),
    (b"\xff\xd8\xff", "a picture (JPEG)", AS_TABLE),
    (b"{\\rtf", "a text document (RTF)", AS_TABLE),
];

/// The kind of a file that is known by how it begins; none where it can be a table as text.
pub(crate) fn foreign_kind(bytes: &[u8]) -> Option<Foreign> {
    let found = |what, instead| Some(Foreign { what, instead });
    let start = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    if let Some((_, what, instead)) = KINDS.iter().find(|(beginning, ..)| start.starts_with(beginning)) {
        return found(what, instead);
    }
    if start.starts_with(b"PK\x03\x04") {
        let holds = |part: &[u8]| start.windows(part.len()).any(|window| window == part);
        return match holds(b"xl/") || holds(b"xl\\") {
            true => found("a workbook (`.xlsx`)", AS_WORKBOOK),
            false if holds(b"opendocument.spreadsheet") => found("a workbook (`.ods`)", "save it as `.xlsx` or `.csv`"),
            false => found("a workbook (`.xlsx`) or another ZIP archive", AS_WORKBOOK),
        };
    }
    let text: String = start.iter().take(512).map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let text = text.trim_start_matches(['\u{ef}', '\u{bb}', '\u{bf}']).trim_start();
    if text.starts_with("<!doctype html") || text.starts_with("<html") {
        return found("a web page (HTML)", "it may be the page of a login: export the table again as `.csv`");
    }
    if text.starts_with("<?xml") {
        return found("an XML file", AS_TABLE);
    }
    None
}

/// What a file is that is not text in UTF-8, and what to do with it; none where its beginning can be such text.
///
/// ```
/// use okr_core::bindings::foreign_content;
///
/// assert_eq!(foreign_content(b"metric,date,value\n"), None);
/// let found = foreign_content(b"%PDF-1.7").unwrap();
/// assert_eq!(found, "a PDF document; export its table as `.xlsx` or `.csv`");
/// ```
#[must_use]
pub fn foreign_content(bytes: &[u8]) -> Option<String> {
    let start = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let every_second_is_zero =
        start.len() > 3 && 3 * zeros(0).max(zeros(1)) > start.len() && zeros(0).min(zeros(1)) == 0;
    let Foreign { what, instead } = if let Some(kind) = foreign_kind(start) {
        kind
    } else if start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff") || every_second_is_zero {
        Foreign { what: "text in UTF-16", instead: "save it as text in UTF-8" }
    } else if start.split(|byte| *byte == b'\n').next().is_some_and(|line| line.contains(&0)) {
        Foreign { what: "binary data", instead: AS_TABLE }
    } else {
        return None;
    };
    Some(format!("{what}; {instead}"))
}

#[cfg(test)]
mod tests {
    use super::foreign_content;

    #[test]
    fn files_are_named_by_how_they_begin() {
        let utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        for (bytes, expected) in [
            (b"PK\x03\x04\x14\0\x06\0\x08\0...xl/workbook.xml".to_vec(), "a workbook (`.xlsx`);"),
            (b"PK\x03\x04\x14\0...word/document.xml".to_vec(), "a workbook (`.xlsx`) or another ZIP archive"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1".to_vec(), "a workbook of the old format (`.xls`)"),
            (b"PAR1\x15\x04".to_vec(), "a Parquet file"),
            (b"ARROW1\0\0".to_vec(), "an Arrow file"),
            (b"SQLite format 3\0".to_vec(), "an SQLite database"),
            (b"\x1f\x8b\x08".to_vec(), "a gzip archive"),
            (b"\x89PNG\r\n".to_vec(), "a picture (PNG)"),
            (b"\xef\xbb\xbf <!DOCTYPE html><title>Sign in".to_vec(), "a web page (HTML)"),
            (b"<?xml version=\"1.0\"?>".to_vec(), "an XML file"),
            ([b"\xff\xfe".to_vec(), utf_16("metric,date")].concat(), "text in UTF-16"),
            (utf_16("metric,date,value"), "text in UTF-16"),
            (b"metric,\0\0date\0".to_vec(), "binary data"),
        ] {
            assert!(foreign_content(&bytes).unwrap().starts_with(expected), "{expected}");
        }
        for text in ["", "P", "{}", "\u{feff}metric,date,value\n", "métrique,date,value\n", "PK,date,value"] {
            assert_eq!(foreign_content(text.as_bytes()), None);
        }
    }
}
