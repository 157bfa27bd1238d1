//! Silence: whether neither a check-in nor a value nor the start of a key result is recent.

use super::progress::reads;
use super::source::{ReportingSchedule, newest};
use super::window::Window;
use crate::index::KeyResultIndex;
use crate::plan::policy::PolicyInForce;
use crate::plan::{Kpi, Measure};
use crate::readings::series::Scratch;
use crate::series::{EvaluationContext, Lifecycle, in_force};

/// When a key result was last heard of.
#[derive(Debug, Clone, Copy)]
pub(super) struct LastActivity<'a> {
    pub(super) window: Window,
    /// The KPI that it reads.
    pub(super) kpi: Option<&'a Kpi>,
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
            (_, None) => false,
            (None, Some(newest)) => recent(newest),
            (Some(kpi), Some(newest)) => {
                let known = ReportingSchedule::new(kpi, policy);
                newest >= known.calendar.first_day(known.known_by(window.as_of, window.looked_on()))
            }
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
    scratch: &mut Scratch,
) -> bool {
    let (written, node) = context.plan.key_result(index);
    let (objective, _) = context.plan.objective(node.objective);
    let lifecycle = Lifecycle::of_objective(objective, context.as_of);
    if !lifecycle.of_key_result(written, context.as_of).counts() {
        return false;
    }
    let window = Window { start: node.start, end: lifecycle.end(node.end), as_of: context.as_of };
    let kpi = node.series.map(|series| context.plan.kpi_of(series));
    let newest = context
        .readings_of(index)
        .and_then(|series| newest(series.visible(context.as_of, scratch).dates, window.looked_on()));
    let (measure, _) = in_force(written, window.looked_on());
    LastActivity { window, kpi, newest, check_in }.is_stale(measure, context.policy)
}
