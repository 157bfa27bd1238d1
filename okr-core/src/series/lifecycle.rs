//! Where a goal stands in its life on a day, and what of it is in force.

use crate::calendar::day_number;
use crate::plan::{KeyResult, KeyResultState, Objective, ObjectiveState};

/// The state of a goal on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lifecycle {
    Draft,
    Dropped,
    Active,
    /// Ended, on the day where one is written.
    Closed(Option<i32>),
}

impl Lifecycle {
    /// The state of an objective: before `state_since` it was active, an active one a draft.
    pub(crate) fn of_objective(objective: &Objective, day: i32) -> Lifecycle {
        let since = objective.state_since.map(day_number);
        match (objective.state, since) {
            (ObjectiveState::Active, Some(since)) if day < since => Lifecycle::Draft,
            (ObjectiveState::Active, _) => Lifecycle::Active,
            (_, Some(since)) if day < since => Lifecycle::Active,
            (ObjectiveState::Draft, _) => Lifecycle::Draft,
            (ObjectiveState::Dropped, _) => Lifecycle::Dropped,
            (ObjectiveState::Closed, since) => Lifecycle::Closed(since),
        }
    }

    /// The state of a key result in an objective of the state `self`: that of a dropped or draft objective is shared.
    pub(crate) fn of_key_result(self, key_result: &KeyResult, day: i32) -> Lifecycle {
        let since = key_result.state_since.map(day_number);
        match (self, key_result.state, since) {
            (Lifecycle::Draft | Lifecycle::Dropped, _, _) => self,
            (_, KeyResultState::Active, Some(since)) if day < since => Lifecycle::Draft,
            (_, KeyResultState::Active, _) => self,
            (_, KeyResultState::Dropped, Some(since)) if day < since => self,
            (_, KeyResultState::Dropped, _) => Lifecycle::Dropped,
        }
    }

    /// Whether it counts: neither a draft nor dropped.
    pub(crate) fn counts(self) -> bool {
        matches!(self, Lifecycle::Active | Lifecycle::Closed(_))
    }

    pub(crate) fn closed(self) -> bool {
        matches!(self, Lifecycle::Closed(_))
    }

    /// The end of a window in an objective of this state: closing ends it.
    pub(crate) fn end(self, end: i32) -> i32 {
        match self {
            Lifecycle::Closed(Some(day)) if day < end => day,
            _ => end,
        }
    }

    /// The word for it.
    pub(crate) fn word(self) -> ObjectiveState {
        match self {
            Lifecycle::Draft => ObjectiveState::Draft,
            Lifecycle::Dropped => ObjectiveState::Dropped,
            Lifecycle::Active => ObjectiveState::Active,
            Lifecycle::Closed(_) => ObjectiveState::Closed,
        }
    }
}
