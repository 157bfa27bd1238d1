//! What other languages write into JSON text and no JSON value can be: replaced by marks before the text is parsed.

use super::{Node, half_text, non_finite};

/// Marks what can't be parsed otherwise; returns `None` if there is nothing to mark.
pub(crate) fn mark(text: &str) -> Option<String> {
    let numbers = non_finite::mark(text);
    half_text::mark(numbers.as_deref().unwrap_or(text)).or(numbers)
}

/// Replaces marks in a node by what they stand for. What stands under a name with half a character is at fault as well.
pub(crate) fn unmark(node: Node) -> Node {
    match node {
        Node::String(text) => match non_finite::number(&text) {
            Some(number) => Node::NonFinite(number),
            None if text.contains(half_text::MARK) => Node::HalfText,
            None => Node::String(text),
        },
        Node::Array(items) => Node::Array(items.into_iter().map(unmark).collect()),
        Node::Object(fields) => {
            let field = |(name, node): (String, Node)| match name.contains(half_text::MARK) {
                true => (name.replace(half_text::MARK, "\u{fffd}"), Node::HalfText),
                false => (name, unmark(node)),
            };
            Node::Object(fields.into_iter().map(field).collect())
        }
        other => other,
    }
}
