//! Files of another kind than text: what they are, and what to do with them.

/// How much of a file is looked at.
const LOOKED_AT: usize = 4096;

/// What a file is that is not text in UTF-8, and what to do with it; none where its beginning can be such text.
///
/// ```
/// use okr_core::bindings::foreign_content;
///
/// assert_eq!(foreign_content(b"metric,date,value\n"), None);
/// assert_eq!(foreign_content(b"%PDF-1.7").as_deref(), Some("a PDF document; save its table as text in UTF-8"));
/// ```
#[must_use]
pub fn foreign_content(bytes: &[u8]) -> Option<String> {
    const FRAME: &str = "read it as a data frame and load that";
    const SHEET: &str = "import it as a sheet (`import_goals`, `import_kpis`), or save the sheet as CSV in UTF-8";
    const UTF_8: &str = "save it as text in UTF-8";
    let start = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let holds = |part: &[u8]| start.windows(part.len()).any(|window| window == part);
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let every_second_is_zero =
        start.len() > 3 && 3 * zeros(0).max(zeros(1)) > start.len() && zeros(0).min(zeros(1)) == 0;
    let (what, way) = if start.starts_with(b"PK\x03\x04") {
        match holds(b"xl/") || holds(b"xl\\") {
            true => ("an .xlsx workbook", SHEET),
            false if holds(b"opendocument.spreadsheet") => ("an .ods workbook", SHEET),
            false => ("a ZIP archive, which .xlsx workbooks are too", SHEET),
        }
    } else if start.starts_with(b"\xd0\xcf\x11\xe0") {
        ("an .xls workbook", SHEET)
    } else if start.starts_with(b"%PDF-") {
        ("a PDF document", "save its table as text in UTF-8")
    } else if start.starts_with(b"PAR1") {
        ("a Parquet file", FRAME)
    } else if start.starts_with(b"ARROW1") {
        ("an Arrow file", FRAME)
    } else if start.starts_with(b"SQLite format 3\0") {
        ("an SQLite database", "export the table as CSV in UTF-8")
    } else if start.starts_with(b"\x1f\x8b") {
        ("a gzip archive", "unpack it")
    } else if start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff") || every_second_is_zero {
        ("text in UTF-16", UTF_8)
    } else if start.split(|byte| *byte == b'\n').next().is_some_and(|line| line.contains(&0)) {
        ("binary data", UTF_8)
    } else {
        return None;
    };
    Some(format!("{what}; {way}"))
}

#[cfg(test)]
mod tests {
    use super::foreign_content;

    #[test]
    fn files_are_named_by_how_they_begin() {
        let utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        for (bytes, expected) in [
            (b"PK\x03\x04\x14\0\x06\0\x08\0...xl/workbook.xml".to_vec(), "an .xlsx workbook"),
            (b"PK\x03\x04\x14\0...word/document.xml".to_vec(), "a ZIP archive"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1".to_vec(), "an .xls workbook"),
            (b"PAR1\x15\x04".to_vec(), "a Parquet file"),
            (b"ARROW1\0\0".to_vec(), "an Arrow file"),
            (b"SQLite format 3\0".to_vec(), "an SQLite database"),
            (b"\x1f\x8b\x08".to_vec(), "a gzip archive"),
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
