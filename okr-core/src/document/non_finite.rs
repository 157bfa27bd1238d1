//! Numbers that JSON can't represent: `NaN` and `Infinity`, which several languages write into JSON text anyway, and numbers
//! beyond the largest `f64`.
//!
//! Such a number is a problem of one field, not of the whole document. If text is not valid JSON, each of these numbers is
//! replaced by a mark, so that the rest can be read and the field at fault be named.

use std::iter::repeat_n;

/// The marks: a string of the character DEL and a sign. With its quotes a mark is no longer than any number that it replaces,
/// so that lines and columns stay the same.
const MARKS: [(&str, f64); 3] = [("\u{7f}", f64::NAN), ("\u{7f}+", f64::INFINITY), ("\u{7f}-", f64::NEG_INFINITY)];

/// Replaces each number that is not finite by a mark; returns `None` if there is no such number.
pub(super) fn mark(text: &str) -> Option<String> {
    let mut marked = String::new();
    let mut copied = 0;
    for (start, token) in (BareTokens { text, offset: 0 }) {
        let Some(mark) = mark_of(token) else { continue };
        marked.push_str(text.get(copied..start).unwrap_or_default());
        let quoted = format!("\"{mark}\"");
        marked.push_str(&quoted);
        // Not by a width in `format!`, which must be below 65,536.
        marked.extend(repeat_n(' ', token.len().saturating_sub(quoted.len())));
        copied = start + token.len();
    }
    if copied == 0 {
        return None;
    }
    marked.push_str(text.get(copied..).unwrap_or_default());
    Some(marked)
}

/// The number that a mark stands for.
pub(super) fn number(text: &str) -> Option<f64> {
    MARKS.iter().find(|(mark, _)| *mark == text).map(|(_, number)| *number)
}

fn mark_of(token: &str) -> Option<&'static str> {
    let number: f64 = match token {
        "NaN" => f64::NAN,
        "Infinity" => f64::INFINITY,
        "-Infinity" => f64::NEG_INFINITY,
        _ if token.ends_with(|last: char| last.is_ascii_digit()) => token.parse().ok()?,
        _ => return None,
    };
    MARKS.iter().find(|(_, marked)| marked.to_bits() == number.to_bits()).map(|(mark, _)| *mark)
}

/// Iterates over the tokens outside strings, such as numbers and `true`, each with its offset.
struct BareTokens<'a> {
    text: &'a str,
    offset: usize,
}

impl<'a> Iterator for BareTokens<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let rest = self.text.get(self.offset..)?;
            let length = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte)).count();
            let start = self.offset;
            if length > 0 {
                self.offset += length;
                return Some((start, rest.get(..length)?));
            }
            self.offset += match rest.bytes().next()? {
                b'"' => string_length(rest),
                _ => rest.chars().next()?.len_utf8(),
            };
        }
    }
}

/// The length of the string at the start of the text, including its quotes; the whole text if the string does not end.
pub(super) fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (index, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            b'"' if !escaped => return index + 1,
            b'\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_where_the_numbers_stood() {
        let marked = mark(r#"{ "NaN": NaN, "b": [-Infinity,1e999, 1e30], "c": "NaN, \" NaN" }"#).unwrap();
        assert_eq!(
            marked,
            "{ \"NaN\": \"\u{7f}\", \"b\": [\"\u{7f}-\"     ,\"\u{7f}+\" , 1e30], \"c\": \"NaN, \\\" NaN\" }"
        );
        assert_eq!(mark(r#"{ "a": [1, nan, inf, NaNa, "Infinity"] }"#), None);
        assert_eq!(mark("\"ä NaN"), None);
        assert_eq!(mark(""), None);
    }

    #[test]
    fn a_number_may_have_any_number_of_digits() {
        let digits = "9".repeat(65_536);
        assert_eq!(mark(&digits), Some(format!("{:<1$}", "\"\u{7f}+\"", 4) + &" ".repeat(65_532)));
        let text = format!(r#"{{ "version": {digits} }}"#);
        assert_eq!(crate::Plan::from_json(&text).unwrap_err()[0].to_string(), "/version: must be a finite number");
    }
}
