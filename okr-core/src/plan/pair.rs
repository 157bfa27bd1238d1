//! Pairs in JSON text.

use crate::document::{At, Meta, Node, Notes, Read, wrong_type};

/// Reads the two parts of a pair such as `[42, 0.5]`.
pub(super) fn pair<A: Read, B: Read>(
    node: Node,
    expected: &'static str,
    at: &At<'_>,
    notes: &mut Notes,
) -> Option<(A, B)> {
    match node {
        Node::Array(items) => match <[Node; 2]>::try_from(items) {
            Ok([a, b]) => Some((A::read(a, &at.index(0), notes), B::read(b, &at.index(1), notes))),
            Err(items) => {
                let _: Meta = wrong_type(&Node::Array(items), expected, at, notes);
                None
            }
        },
        other => {
            let _: Meta = wrong_type(&other, expected, at, notes);
            None
        }
    }
}
