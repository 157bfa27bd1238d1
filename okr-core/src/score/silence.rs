//! Silence: whether neither a check-in nor a value nor the start of a key result is recent.

use super::progress::reads;
use super::source::{KpiRead, SourceScratch, activity, own};
use super::window::Window;
use crate::index::KeyResultIndex;
use crate::plan::Measure;
use crate::plan::policy::PolicyInForce;
use crate::series::{EvaluationContext, Lifecycle};

/// When a key result was last heard of.
#[derive(Debug, Clone, Copy)]
pub(super) struct LastActivity<'a> {
    pub(super) window: Window,
    /// The KPI that it reads.
    pub(super) kpi: Option<KpiRead<'a>>,
    /// Date of the newest reading by the end of the window.
    pub(super) newest: Option<i32>,
    /// Date of the newest check-in on it or its objective.
    pub(super) check_in: Option<i32>,
}

impl LastActivity<'_> {
    /// Whether neither a check-in nor a value nor the start is recent.
    pub(super) fn is_stale(self, measure: &Measure, policy: &PolicyInForce) -> bool {
        if !reads(measure) || matches!(measure, Measure::Establish(_)) {
            return false;
        }
        let LastActivity { window, kpi, newest, check_in } = self;
        let recent = |day| window.is_recent(day, policy);
        let current = match (kpi, newest) {
            (Some(kpi), None) => kpi.has_nothing_settled(),
            (None, None) => false,
            (None, Some(newest)) => recent(newest),
            (Some(kpi), Some(newest)) => kpi.is_current(newest, window.looked_on()),
        };
        !(current || recent(window.start) || check_in.is_some_and(recent))
    }
}

/// Whether a key result counts on a day and is stale, without its score. `check_in`: the date of the newest check-in on it or its
/// objective.
pub(crate) fn is_stale(
    context: &EvaluationContext<'_>,
    index: KeyResultIndex,
    check_in: Option<i32>,
    scratch: &mut SourceScratch,
) -> bool {
    let (written, node) = context.plan.key_result(index);
    let (objective, _) = context.plan.objective(node.objective);
    let lifecycle = Lifecycle::of_objective(objective, context.as_of);
    if !lifecycle.of_key_result(written, context.as_of).counts() {
        return false;
    }
    let window = Window { start: node.start, end: lifecycle.end(node.end), as_of: context.as_of };
    let (measure, _) = written.in_force(window.looked_on());
    let unread = LastActivity { window, kpi: None, newest: None, check_in };
    if !unread.is_stale(&measure, context.policy) {
        // Whatever its readings are.
        return false;
    }
    let (kpi, newest) = match node.series {
        Some(series) => activity(context, series, written.aggregate, window, scratch),
        None => (None, own(context, index, window, scratch).newest),
    };
    LastActivity { kpi, newest, ..unread }.is_stale(&measure, context.policy)
}
