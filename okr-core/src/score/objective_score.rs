//! What is known of the score of one objective.

use crate::plan::Ambition;
use crate::report::{Reason, Status};
use crate::series::Lifecycle;

/// Everything that the report says of an objective, but for names.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ObjectiveScore {
    pub(crate) lifecycle: Lifecycle,
    pub(crate) ambition: Ambition,
    pub(crate) weight: f64,
    pub(crate) raw: Option<f64>,
    pub(crate) score: Option<f64>,
    pub(crate) committed: Option<f64>,
    pub(crate) expected: Option<f64>,
    pub(crate) status: Status,
    pub(crate) unmeasured: Option<Reason>,
    pub(crate) past_end: bool,
    /// Whether its key results are among its members.
    pub(crate) from_key_results: bool,
    /// Whether the objectives below it are among its members.
    pub(crate) from_children: bool,
}

impl ObjectiveScore {
    /// Whether it enters the scores above it.
    pub(crate) fn counts(&self) -> bool {
        self.lifecycle.counts() && self.score.is_some()
    }

    pub(crate) fn waits(&self) -> bool {
        self.lifecycle.counts() && self.unmeasured == Some(Reason::NotStarted)
    }

    pub(crate) fn gap(&self) -> Option<f64> {
        self.score.zip(self.expected).map(|(score, expected)| score - expected + 0.0)
    }
}
