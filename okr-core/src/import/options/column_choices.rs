//! What columns mean.

use indexmap::IndexMap;

use super::super::field::Field;
use crate::document::{At, Node, Notes, Read, document, wrong_type};

/// The meaning of columns: by name or letter, a field or none (not used).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ColumnChoices(pub IndexMap<String, Option<Field>>);

impl<K: Into<String>, const N: usize> From<[(K, Option<Field>); N]> for ColumnChoices {
    fn from(choices: [(K, Option<Field>); N]) -> Self {
        ColumnChoices(choices.into_iter().map(|(name, field)| (name.into(), field)).collect())
    }
}

document!(@deserialize ColumnChoices);

impl serde::Serialize for ColumnChoices {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Read for ColumnChoices {
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
                node => Some(Field::read(node, &at.field(&name), notes)),
            };
            (name, field)
        };
        ColumnChoices(fields.into_iter().map(choice).collect())
    }

    fn placeholder() -> Self {
        ColumnChoices::default()
    }
}
