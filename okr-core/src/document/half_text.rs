//! Text with half a character: JSON text can hold a lone surrogate as an escape (`\ud83d` where an emoji was cut in two), but no text in
//! UTF-8 can.
//!
//! Such a text is a problem of one field, not of the whole document: each lone surrogate is replaced by a mark, so that the rest can
//! be read and the field at fault be named.

/// As long as the escape that it replaces, so that columns stay the same; U+FFFF is no character.
pub(super) const MARK: &str = "\u{7f}\u{ffff}\u{7f}\u{7f}";

/// Replaces each escape of a lone surrogate by a mark; returns `None` if there is none.
pub(super) fn mark(text: &str) -> Option<String> {
    let mut marked = String::new();
    let (mut copied, mut offset) = (0, 0);
    while let Some(start) = text.get(offset..).and_then(|rest| rest.find('\\')).map(|index| offset + index) {
        offset = match surrogate(text, start) {
            None => start + 2,
            Some(Half::First) if matches!(surrogate(text, start + 6), Some(Half::Second)) => start + 12,
            Some(_) => {
                marked.push_str(text.get(copied..start).unwrap_or_default());
                marked.push_str(MARK);
                copied = start + 6;
                copied
            }
        };
    }
    if copied == 0 {
        return None;
    }
    marked.push_str(text.get(copied..).unwrap_or_default());
    Some(marked)
}

enum Half {
    First,
    Second,
}

/// The half of a character that the six bytes from `start` escape.
fn surrogate(text: &str, start: usize) -> Option<Half> {
    let digits = text.get(start..start + 6)?.strip_prefix("\\u")?;
    match u32::from_str_radix(digits, 16).ok()? {
        0xd800..=0xdbff => Some(Half::First),
        0xdc00..=0xdfff => Some(Half::Second),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_marked_and_whole_characters_are_not() {
        assert_eq!(mark(r#"["\ud83d\ude00", "\\ud83d", "\n", "\u00e9", "ä"]"#), None);
        assert_eq!(mark(r#""a\ud83d""#), Some(format!("\"a{MARK}\"")));
        assert_eq!(mark(r#""\ude00\ud83d\ud83d\ude00""#), Some(format!("\"{MARK}{MARK}\\ud83d\\ude00\"")));
        assert_eq!(mark("\\"), None);
        assert_eq!(mark("\\ä\\ud8"), None);
    }
}
