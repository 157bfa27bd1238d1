//! What columns mean.

use indexmap::IndexMap;

use super::super::field::Field;
use crate::document::{At, Node, Notes, Read, wrong_type};

/// The meaning of columns: by name or letter, a field or none (not used).
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnChoices<F = Field>(pub IndexMap<String, Option<F>>);

impl<K: Into<String>, F, const N: usize> From<[(K, Option<F>); N]> for ColumnChoices<F> {
    fn from(choices: [(K, Option<F>); N]) -> Self {
        ColumnChoices(choices.into_iter().map(|(name, field)| (name.into(), field)).collect())
    }
}

impl<F: serde::Serialize> serde::Serialize for ColumnChoices<F> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<F: Read> Read for ColumnChoices<F> {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        let Node::Object(fields) = node else {
            return wrong_type(
                &node,
                "an object of names of columns and fields, such as `{\"Metric\": \"key_result\"}`",
                at,
                notes,
            );
        };
        let choice = |(name, node): (String, Node)| {
            let field = match node {
                Node::Null => None,
                node => Some(F::read(node, &at.field(&name), notes)),
            };
            (name, field)
        };
        ColumnChoices(fields.into_iter().map(choice).collect())
    }

    fn placeholder() -> Self {
        ColumnChoices(IndexMap::new())
    }
}
