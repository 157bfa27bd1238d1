//! Options that are said once for all names or for each.

use indexmap::IndexMap;

use crate::document::{At, Node, Notes, Read, wrong_type};

/// A word for each name, or one for all.
#[derive(Debug, Clone, PartialEq)]
pub enum PerName<T> {
    /// One for all names.
    All(T),
    /// By the name (or the id) of the KPI.
    Each(IndexMap<String, T>),
}

impl<T: Copy> PerName<T> {
    /// What is said of the first of these names that is known.
    pub(crate) fn of(&self, names: [&str; 2]) -> Option<T> {
        match self {
            PerName::All(word) => Some(*word),
            PerName::Each(words) => names.iter().find_map(|name| words.get(*name)).copied(),
        }
    }
}

impl<T> From<T> for PerName<T> {
    fn from(word: T) -> Self {
        PerName::All(word)
    }
}

impl<T: Read> Read for PerName<T> {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        match node {
            Node::Object(_) => PerName::Each(read_map(node, at, notes)),
            other => PerName::All(T::read(other, at, notes)),
        }
    }

    fn placeholder() -> Self {
        PerName::Each(IndexMap::new())
    }
}

impl<T: serde::Serialize> serde::Serialize for PerName<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            PerName::All(word) => word.serialize(serializer),
            PerName::Each(words) => words.serialize(serializer),
        }
    }
}

/// The values of an object by their names.
pub(crate) fn read_map<T: Read>(node: Node, at: &At<'_>, notes: &mut Notes) -> IndexMap<String, T> {
    match node {
        Node::Object(fields) => fields
            .into_iter()
            .map(|(name, node)| {
                let value = T::read(node, &at.field(&name), notes);
                (name, value)
            })
            .collect(),
        other => {
            let _: crate::document::Meta = wrong_type(&other, "an object", at, notes);
            IndexMap::new()
        }
    }
}
