//! What all comparisons need: the plan, the three reports, and what became known.

use super::edits::Edits;
use super::item_causes::{Days, ItemCauses};
use super::possible_causes::{MetricCauses, PossibleCauses};
use super::row::Cause;
use super::side::Side;
use crate::evaluate::Prepared;

/// Two days to compare.
pub(super) struct Comparison<'a> {
    pub(super) prepared: &'a Prepared<'a>,
    /// As it was; with the plan as it was, where that is given.
    pub(super) before: Side<'a>,
    /// As it would be now by what was known before.
    pub(super) by_time: Side<'a>,
    /// As it is, limited to the scope.
    pub(super) after: Side<'a>,
    pub(super) causes: ItemCauses,
    pub(super) metrics: Vec<MetricCauses>,
    pub(super) edits: Edits,
    pub(super) days: Days,
    /// Whether the plan as it was is given.
    pub(super) plan_edits_seen: bool,
}

impl Comparison<'_> {
    /// The first cause that holds; `by_time`: whether the same comes out of what was known before.
    pub(super) fn cause(&self, causes: PossibleCauses, by_time: bool) -> Cause {
        if causes.plan {
            Cause::Plan
        } else if by_time {
            Cause::Time
        } else if causes.correction {
            Cause::Correction
        } else if causes.late {
            Cause::Late
        } else if causes.reading {
            Cause::Reading
        } else if causes.check_in {
            Cause::CheckIn
        } else if self.plan_edits_seen {
            // An edit of something else in the plan, such as a team's or a cycle's dates.
            Cause::Plan
        } else {
            Cause::Time
        }
    }

    /// `plan` where it was edited or something of it began, else `time`.
    pub(super) fn by_plan(&self, causes: PossibleCauses) -> Cause {
        self.cause(PossibleCauses { plan: causes.plan, ..PossibleCauses::default() }, true)
    }
}
