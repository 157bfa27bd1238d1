//! The text of a file: byte-order marks, UTF-8, Windows-1252.

use super::file_kind;
use super::file_size::check_size;
use super::note::{ImportError, Note, NoteCode};
use super::options::Encoding;

/// The characters of Windows-1252 from 0x80 to 0x9F; five of them are not in use.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text of a file, and a note where its encoding was guessed.
pub(super) fn decode(bytes: &[u8], encoding: Option<Encoding>) -> Result<(String, Option<Note>), ImportError> {
    check_size(bytes.len() as u64)?;
    if let Some(refusal) = file_kind::wrong_file(bytes) {
        return Err(refusal);
    }
    let marked = [
        (&b"\xef\xbb\xbf"[..], Encoding::Utf8),
        (&b"\xff\xfe"[..], Encoding::Utf16Le),
        (&b"\xfe\xff"[..], Encoding::Utf16Be),
    ];
    if let Some((mark, encoding)) = marked.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return Ok((decode_as(bytes.get(mark.len()..).unwrap_or_default(), *encoding)?, None));
    }
    if let Some(encoding) = encoding {
        return Ok((decode_as(bytes, encoding)?, None));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return if text.contains('\0') { Err(without_mark(bytes)) } else { Ok((text.to_owned(), None)) };
    }
    if bytes.contains(&0) {
        return Err(without_mark(bytes));
    }
    let message = "the text is not UTF-8 and was read as Windows-1252; look at letters with accents, or say `encoding`";
    Ok((windows_1252(bytes)?, Some(Note::of(NoteCode::Encoding, message).option("encoding"))))
}

fn decode_as(bytes: &[u8], encoding: Encoding) -> Result<String, ImportError> {
    match encoding {
        Encoding::Utf8 => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.to_owned()),
            Err(error) => Err(bad("UTF-8", error.valid_up_to())),
        },
        Encoding::Windows1252 => windows_1252(bytes),
        Encoding::Utf16Le => utf16(bytes, u16::from_le_bytes),
        Encoding::Utf16Be => utf16(bytes, u16::from_be_bytes),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, ImportError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text: Result<String, _> = char::decode_utf16(pairs.iter().map(|pair| unit(*pair))).collect();
    match text {
        Ok(text) if rest.is_empty() => Ok(text),
        _ => Err(bad("UTF-16", bytes.len())),
    }
}

fn windows_1252(bytes: &[u8]) -> Result<String, ImportError> {
    let character = |(index, byte): (usize, &u8)| match byte {
        0x80..=0x9f => {
            let character = WINDOWS_1252.get(usize::from(byte - 0x80)).copied().unwrap_or_default();
            if character.is_control() { Err(bad("Windows-1252", index)) } else { Ok(character) }
        }
        byte => Ok(char::from(*byte)),
    };
    bytes.iter().enumerate().map(character).collect()
}

fn bad(encoding: &str, at: usize) -> ImportError {
    let message = format!("the text is not {encoding}: byte {at} does not fit; `encoding` says another one");
    Note::of(NoteCode::BadEncoding, message).option("encoding").with("encoding", encoding).with("byte", at).into()
}

/// Text with zeros: UTF-16 without a mark, or no text.
fn without_mark(bytes: &[u8]) -> ImportError {
    let zeros = |odd: usize| bytes.iter().take(4096).skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let half = bytes.len().min(4096) / 2;
    let likely = match (zeros(0), zeros(1)) {
        (even, odd) if 2 * odd > half && 8 * even < half => "utf-16le",
        (even, odd) if 2 * even > half && 8 * odd < half => "utf-16be",
        _ => return file_kind::binary(),
    };
    let message = format!("the text seems to be UTF-16 without a byte-order mark; say `encoding`: `{likely}`");
    Note::of(NoteCode::BadEncoding, message).option("encoding").with("encoding", likely).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn euro_and_quotes_of_windows() {
        let (text, note) = decode(b"\x80 5, \x93Gr\xf6\xdfe\x94", None).unwrap();
        assert_eq!(text, "€ 5, “Größe”");
        assert_eq!(note.unwrap().code, NoteCode::Encoding);
    }

    #[test]
    fn utf_16_needs_a_mark_or_the_option() {
        let bytes: Vec<u8> = "KPI;Ziel".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&bytes, None).unwrap_err().code(), "bad_encoding");
        assert_eq!(decode(&bytes, Some(Encoding::Utf16Le)).unwrap().0, "KPI;Ziel");
        let marked = [b"\xff\xfe".as_slice(), &bytes].concat();
        assert_eq!(decode(&marked, None).unwrap().0, "KPI;Ziel");
    }
}
