//! The scores of a day, by index.

use super::key_result::KeyResultScore;
use super::objective_score::ObjectiveScore;
use crate::index::{IndexVec, KeyResultIndex, ObjectiveIndex, present};

/// The scores of a day.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    pub(crate) key_results: IndexVec<KeyResultIndex, KeyResultScore>,
    /// None where an objective is not scored yet: all that is below it comes first.
    pub(crate) objectives: IndexVec<ObjectiveIndex, Option<ObjectiveScore>>,
}

impl Scores {
    pub(crate) fn key_result(&self, index: KeyResultIndex) -> &KeyResultScore {
        &self.key_results[index]
    }

    /// The score of an objective, which is scored before it is asked for.
    pub(crate) fn objective(&self, index: ObjectiveIndex) -> &ObjectiveScore {
        present(self.objectives[index].as_ref())
    }
}
