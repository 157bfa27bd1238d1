//! Objectives.

use chrono::NaiveDate;
use serde::Serialize;

use super::{FindingCode, KeyResult};
use crate::document::{At, Fields, Meta, Node, Notes, Read, document, vocabulary};
use crate::error::ErrorKind;

vocabulary! {
    /// How sure a goal is meant to be.
    ///
    /// ```
    /// use okr_core::plan::{Ambition, Objective};
    ///
    /// let hire = Objective::new("hire", "Hire people who stay", "2026-Q3");
    /// assert_eq!(hire.ambition, Ambition::Aspirational);
    /// ```
    pub enum Ambition {
        /// A stretch: 0.7 is a success.
        Aspirational = "aspirational",
        /// A promise: only 1.0 is a success.
        Committed = "committed",
    }
}

vocabulary! {
    /// Where an objective stands in its life.
    ///
    /// ```
    /// use okr_core::plan::{Objective, ObjectiveState};
    ///
    /// let later = Objective::new("hire", "Hire people who stay", "2026-Q3").state(ObjectiveState::Draft);
    /// assert_eq!(later.state.as_str(), "draft");
    /// ```
    pub enum ObjectiveState {
        /// In force.
        Active = "active",
        /// Not yet agreed; counts nowhere.
        Draft = "draft",
        /// Given up; counts nowhere.
        Dropped = "dropped",
        /// Ended; its score is final.
        Closed = "closed",
    }
}

/// What an objective supports: another objective, or one key result of it.
///
/// ```
/// use okr_core::plan::Parent;
/// let parent: Parent = serde_json::from_str(r#"{ "key_result": "revenue" }"#).unwrap();
/// assert_eq!(parent, Parent::KeyResult("revenue".into()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Parent {
    /// Id of an objective.
    Objective(String),
    /// Id of a key result.
    KeyResult(String),
}

impl Parent {
    /// The id, whatever it names.
    ///
    /// ```
    /// use okr_core::plan::Parent;
    ///
    /// assert_eq!(Parent::KeyResult("hiring".into()).id(), "hiring");
    /// ```
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Parent::Objective(id) | Parent::KeyResult(id) => id,
        }
    }
}

impl Read for Parent {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        let Some(mut fields) = Fields::new(node, at, &["objective", "key_result"], notes) else {
            return Self::placeholder();
        };
        match (fields.optional("objective"), fields.optional("key_result")) {
            (Some(id), None) => Parent::Objective(id),
            (None, Some(id)) => Parent::KeyResult(id),
            _ => {
                let expected = "either `objective` or `key_result`".to_owned();
                notes.error(at, ErrorKind::WrongType { expected, found: "both or none".to_owned() });
                Self::placeholder()
            }
        }
    }

    fn placeholder() -> Self {
        Parent::Objective(String::new())
    }
}

document!(@deserialize Parent);

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Parent {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Parent".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let one = |field: &str| {
            serde_json::json!({
                "type": "object",
                "properties": { field: { "type": "string" } },
                "required": [field],
                "additionalProperties": false,
            })
        };
        schemars::json_schema!({
            "oneOf": [one("objective"), one("key_result")],
            "description": "What an objective supports: another objective, or one key result of it.",
        })
    }
}

document! {
    /// Something to achieve in a cycle, measured by its key results.
    ///
    /// ```
    /// use okr_core::plan::{KeyResult, Objective, Reach};
    /// let objective = Objective::new("hire", "Hire faster and be the employer of choice", "2026-Q3")
    ///     .team("people")
    ///     .owner("Mara")
    ///     .key_results([KeyResult::new("ttf", "Cut time to hire", Reach::new(25.0).from(42.0))]);
    /// assert_eq!(objective.weight, 1.0);
    /// ```
    pub struct Objective: item {
        required {
            /// Unique among objectives.
            id: String,
            /// What is to be achieved, in words.
            title: String,
            /// Id of its cycle.
            cycle: String,
        }
        optional {
            /// Id of the team that it belongs to.
            team: String,
            /// Who answers for it: one opaque name, never parsed.
            owner: String,
            /// What it supports.
            parent: Parent,
            /// The day from which `state` holds; before it the objective was active (an active one: a draft).
            state_since: NaiveDate,
            /// Why it has that state.
            state_reason: String,
            /// Whether pay depends on it.
            compensation_linked: bool,
            /// More words.
            description: String,
            /// The caller's own data.
            meta: Meta,
        }
        defaulted {
            /// How sure it is meant to be.
            ambition: Ambition = Ambition::Aspirational,
            /// Its share among its siblings; 0 or more.
            weight: f64 = 1.0,
            /// Where it stands in its life.
            state: ObjectiveState = ObjectiveState::Active,
        }
        lists {
            /// Others who share the answer for it.
            co_owners: String,
            /// Ids of the KPIs that it is meant to move.
            kpis: String,
            /// Words to find it by.
            tags: String,
            /// Codes of findings that are silent here.
            allow: FindingCode,
            /// What tells that it is achieved.
            key_results: KeyResult,
        }
    }
}
