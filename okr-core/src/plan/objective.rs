//! Objectives.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Ambition, FindingCode, KeyResult};
use crate::document::{At, Fields, Meta, Node, Notes, Read, document, vocabulary};
use crate::error::ErrorKind;

vocabulary! {
    /// The state of an objective in its life cycle.
    pub enum ObjectiveState {
        /// In force.
        Active = "active",
        /// Not agreed yet. It enters no score.
        Draft = "draft",
        /// Given up. It enters no score.
        Dropped = "dropped",
        /// Ended. Its score is final.
        Closed = "closed",
    }
}

/// What an objective supports: another objective, or a single key result.
///
/// ```
/// use okr_core::plan::Parent;
/// let parent: Parent = serde_json::from_str(r#"{ "key_result": "revenue" }"#).unwrap();
/// assert_eq!(parent, Parent::KeyResult("revenue".into()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Parent {
    /// The id of an objective.
    Objective(String),
    /// The id of a key result.
    KeyResult(String),
}

impl Parent {
    /// Returns the id, whether it names an objective or a key result.
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
                let expected = "exactly one of `objective` and `key_result`".to_owned();
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
            "description": "What an objective supports: another objective, or a single key result.",
        })
    }
}

document! {
    /// A goal for a cycle, measured by its key results.
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
            /// Identifier, unique among objectives.
            id: String,
            /// What should be achieved, in words.
            title: String,
            /// Id of the cycle that it belongs to.
            cycle: String,
        }
        optional {
            /// Id of the team that it belongs to.
            team: String,
            /// Who is accountable: one name, stored as written and never parsed.
            owner: String,
            /// The objective or key result that it supports.
            parent: Parent,
            /// First day on which `state` applies. Before that day the objective counts as active; if `state` is
            /// `active`, it counts as a draft.
            state_since: NaiveDate,
            /// Why it is in that state.
            state_reason: String,
            /// Whether compensation depends on it.
            compensation_linked: bool,
            /// Further details.
            description: String,
            /// Arbitrary data of the caller, stored and returned unchanged.
            meta: Meta,
        }
        defaulted {
            /// How ambitious it is.
            ambition: Ambition = Ambition::Aspirational,
            /// Weight relative to its siblings; 0 or more.
            weight: f64 = 1.0,
            /// State in its life cycle.
            state: ObjectiveState = ObjectiveState::Active,
        }
        lists {
            /// Others who share the accountability.
            co_owners: String,
            /// Ids of the KPIs that it should improve.
            kpis: String,
            /// Labels for search and filters.
            tags: String,
            /// Codes of findings to suppress here.
            allow: FindingCode,
            /// Key results that measure whether it is achieved.
            key_results: KeyResult,
        }
    }
}
