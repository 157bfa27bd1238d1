//! The cycle of all goals of a sheet.

use crate::document::{At, Node, Notes, Read, document, wrong_type};
use crate::plan::Cycle;

/// The cycle of all goals of a sheet: a period such as `Q3 2026`, or a cycle of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CycleChoice {
    /// A period, as a sheet would write it; or the id or name of one of the `cycles`.
    Named(String),
    /// A cycle with its days.
    Cycle(Cycle),
}

impl From<&str> for CycleChoice {
    fn from(text: &str) -> Self {
        CycleChoice::Named(text.to_owned())
    }
}

impl From<Cycle> for CycleChoice {
    fn from(cycle: Cycle) -> Self {
        CycleChoice::Cycle(cycle)
    }
}

impl Read for CycleChoice {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        match node {
            Node::String(text) => CycleChoice::Named(text),
            node @ Node::Object(_) => CycleChoice::Cycle(Cycle::read(node, at, notes)),
            other => {
                wrong_type(&other, "a period such as `Q3 2026`, or a cycle with `id`, `start` and `end`", at, notes)
            }
        }
    }

    fn placeholder() -> Self {
        CycleChoice::Named(String::new())
    }
}

document!(@deserialize CycleChoice);

impl serde::Serialize for CycleChoice {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            CycleChoice::Named(text) => text.serialize(serializer),
            CycleChoice::Cycle(cycle) => cycle.serialize(serializer),
        }
    }
}
