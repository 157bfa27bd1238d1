//! Numbers that JSON can't write: `NaN` and `Infinity`, as several languages put them into their JSON text all the
//! same, and numbers beyond the largest `f64`.
//!
//! Such a number is the problem of one field, and no reason to read nothing. Text that is no JSON is looked through
//! for them; each is marked, and its field says what is wrong.

use super::Node;

/// What stands for a number that is not finite while text becomes nodes: a string of the character DEL and a sign.
/// With its quotes it is not longer than any such number, so that lines and columns stay what they were.
const MARKS: [(&str, f64); 3] = [("\u{7f}", f64::NAN), ("\u{7f}+", f64::INFINITY), ("\u{7f}-", f64::NEG_INFINITY)];

/// The text with a mark in place of each number that is not finite; none where there is no such number.
pub(crate) fn mark(text: &str) -> Option<String> {
    let mut marked = String::new();
    let mut copied = 0;
    for (start, token) in (BareTokens { text, place: 0 }) {
        let Some(mark) = mark_of(token) else { continue };
        marked.push_str(text.get(copied..start).unwrap_or_default());
        marked.push_str(&format!("{:width$}", format!("\"{mark}\""), width = token.len()));
        copied = start + token.len();
    }
    if copied == 0 {
        return None;
    }
    marked.push_str(text.get(copied..).unwrap_or_default());
    Some(marked)
}

/// The node that marked text gave, with the numbers that the marks stand for.
pub(crate) fn unmark(node: Node) -> Node {
    match node {
        Node::String(text) => match MARKS.iter().find(|(mark, _)| *mark == text) {
            Some((_, number)) => Node::NonFinite(*number),
            None => Node::String(text),
        },
        Node::Array(items) => Node::Array(items.into_iter().map(unmark).collect()),
        Node::Object(fields) => Node::Object(fields.into_iter().map(|(name, node)| (name, unmark(node))).collect()),
        other => other,
    }
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

/// Numbers, `true` and the like, each with its place: what stands outside strings, between punctuation and blanks.
struct BareTokens<'a> {
    text: &'a str,
    place: usize,
}

impl<'a> Iterator for BareTokens<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let rest = self.text.get(self.place..)?;
            let length = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte)).count();
            let start = self.place;
            if length > 0 {
                self.place += length;
                return Some((start, rest.get(..length)?));
            }
            self.place += match rest.bytes().next()? {
                b'"' => string_length(rest),
                _ => rest.chars().next()?.len_utf8(),
            };
        }
    }
}

/// The length of the string that text begins with, quotes included; all of it where the string does not end.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    for (place, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            b'"' if !escaped => return place + 1,
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
}
