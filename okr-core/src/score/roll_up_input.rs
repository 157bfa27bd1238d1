//! What a `roll_up` is scored with.

use crate::report::{Reason, Status};

/// What a `roll_up` takes from the objectives below.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct RollUpInput {
    /// Weighted mean of their scores, or why there is none.
    pub(crate) score: Result<f64, Reason>,
    /// The same of the scores without revisions.
    pub(crate) committed: Result<f64, Reason>,
    /// Weighted mean of what they are expected to score.
    pub(crate) expected: Option<f64>,
    /// The worst status of those that are not past their end.
    pub(crate) worst: Option<Status>,
    /// Whether one is past its end.
    pub(crate) ended: bool,
}
