//! A goal under review.

use crate::index::{CycleIndex, ObjectiveIndex};
use crate::score::Scores;
use crate::series::EvaluationContext;

/// A goal under review: the objective, with where it stands among all.
pub(super) struct Reviewed<'a> {
    pub(super) context: &'a EvaluationContext<'a>,
    pub(super) scores: &'a Scores,
    pub(super) cycle: CycleIndex,
    pub(super) index: ObjectiveIndex,
}
