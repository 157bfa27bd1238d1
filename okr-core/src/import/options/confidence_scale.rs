//! The scale of confidences.

use indexmap::IndexMap;

use super::per_name::read_map;
use crate::document::{At, Node, Notes, Read, document};

/// The scale of confidences.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ConfidenceScale {
    /// 0 to 1.
    Fraction,
    /// 0 to 10.
    Ten,
    /// 0 to 100.
    Percent,
    /// 1 to 5, where 1 is no confidence and 5 is certainty.
    Five,
    /// Words and what each stands for, 0 to 1.
    Words(IndexMap<String, f64>),
}

impl ConfidenceScale {
    pub(super) const WORDS: [(&'static str, ConfidenceScale); 4] = [
        ("0-1", ConfidenceScale::Fraction),
        ("0-10", ConfidenceScale::Ten),
        ("0-100", ConfidenceScale::Percent),
        ("1-5", ConfidenceScale::Five),
    ];
}

impl Read for ConfidenceScale {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        if let Node::Object(_) = node {
            return ConfidenceScale::Words(read_map(node, at, notes));
        }
        let words = Self::WORDS.map(|(word, _)| word);
        let index = crate::document::read_word(node, &words, at, notes);
        Self::WORDS.into_iter().nth(index).map_or(ConfidenceScale::Fraction, |(_, scale)| scale)
    }

    fn placeholder() -> Self {
        ConfidenceScale::Fraction
    }
}

document!(@deserialize ConfidenceScale);

impl serde::Serialize for ConfidenceScale {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            ConfidenceScale::Words(words) => words.serialize(serializer),
            scale => Self::WORDS.iter().find(|(_, known)| known == scale).map(|(word, _)| *word).serialize(serializer),
        }
    }
}
