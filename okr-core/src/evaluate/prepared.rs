//! What is prepared once to evaluate a plan on one day or on many.

use std::sync::Arc;

use super::check;
use super::evaluation::Evaluation;
use crate::calendar::day_number;
use crate::error::Errors;
use crate::plan::policy::PolicyInForce;
use crate::readings::series::{Scratch, Series};
use crate::readings::{CheckIns, Readings};
use crate::resolve::{ResolvedPlan, Tracker};
use crate::series::{CheckInSummaries, EvaluationContext, MetricIndices, NamedInputs};

/// What every look at a plan needs besides the day: the policy in force, and where the metrics stand.
pub(crate) struct Prepared<'a> {
    pub(crate) plan: Arc<ResolvedPlan>,
    pub(crate) policy: PolicyInForce,
    pub(crate) readings: &'a Readings,
    pub(crate) check_ins: CheckIns,
    pub(crate) metrics: MetricIndices,
}

impl<'a> Prepared<'a> {
    /// # Errors
    ///
    /// All that keeps the evaluation from being one of this plan.
    pub(crate) fn new(tracker: &'a Tracker, evaluation: &'a Evaluation<'_>) -> Result<Self, Errors> {
        let check_ins = evaluation.check_ins.as_deref().cloned().unwrap_or_default();
        check::check(&tracker.0, evaluation, &check_ins)?;
        let metrics = evaluation.readings.metrics().enumerate();
        let metrics = metrics.map(|(metric, name)| (name, evaluation.readings.series(metric)));
        let plan = opened(tracker, metrics, day_number(evaluation.as_of));
        Ok(Prepared {
            policy: PolicyInForce::of(plan.written.policy.iter().chain(&evaluation.policy)),
            readings: &evaluation.readings,
            check_ins,
            metrics: MetricIndices::new(&plan, &evaluation.readings),
            plan,
        })
    }

    /// What the check-ins visible on a day say.
    pub(crate) fn check_in_summaries(&self, as_of: i32) -> CheckInSummaries {
        CheckInSummaries::new(&self.plan, &self.check_ins, as_of)
    }

    /// The inputs of an evaluation on a day.
    pub(crate) fn context<'b>(
        &'b self,
        check_ins: &'b CheckInSummaries,
        as_of: i32,
        forecasts: bool,
    ) -> EvaluationContext<'b> {
        let Prepared { plan, policy, readings, metrics, .. } = self;
        let (readings, named) = ((*readings).into(), NamedInputs::default());
        EvaluationContext { plan, policy, readings, metrics, check_ins, as_of, forecasts, named }
    }
}

/// The plan with the series that visible readings give to KPIs with open teams.
pub(crate) fn opened<'a>(
    tracker: &Tracker,
    metrics: impl Iterator<Item = (&'a str, Series<'a>)>,
    as_of: i32,
) -> Arc<ResolvedPlan> {
    if !tracker.0.has_open_teams() {
        return Arc::clone(&tracker.0);
    }
    let mut scratch = Scratch::default();
    let names = metrics.filter(|(_, series)| !series.visible(as_of, &mut scratch).dates.is_empty());
    Arc::new(tracker.0.opened(names.map(|(name, _)| name)))
}
