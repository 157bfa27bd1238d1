//! Evaluation: a tracker, readings and a day in; a report out.

pub(crate) mod check;
pub(crate) mod readings_row;
mod request;
pub(crate) mod rows;
pub(crate) mod scope;

use chrono::NaiveDate;

pub use request::Request;
pub use scope::Scope;

use crate::calendar::day_number;
use crate::error::Errors;
use crate::lint::{Context, lint};
use crate::plan::policy::{PolicyChoice, PolicyInForce};
use crate::readings::{CheckIns, Readings};
use crate::report::Report;
use crate::resolve::{ResolvedPlan, Tracker};
use crate::series::{CheckInSummaries, EvaluationContext, MetricIndices};

/// What is evaluated, and on which day.
///
/// ```
/// use okr_core::calendar::parse_date;
/// use okr_core::policy::Preset;
/// use okr_core::{Evaluation, Plan, Readings};
///
/// let tracker = Plan::new().resolve()?;
/// let readings = Readings::new();
/// let evaluation = Evaluation::new(&readings, parse_date("2026-08-31")?).policy(Preset::Focused).kpi_periods(true);
/// assert!(tracker.evaluate(&evaluation)?.objectives.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct Evaluation<'a> {
    pub(crate) readings: &'a Readings,
    pub(crate) check_ins: Option<&'a CheckIns>,
    pub(crate) as_of: NaiveDate,
    pub(crate) policy: Option<PolicyChoice>,
    pub(crate) scope: Scope,
    pub(crate) kpi_periods: bool,
}

impl<'a> Evaluation<'a> {
    /// Readings, looked at at the end of the day `as_of`.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// assert_eq!(report.as_of, parse_date("2026-10-10").unwrap());
    /// ```
    pub fn new(readings: &'a Readings, as_of: NaiveDate) -> Self {
        Evaluation { readings, check_ins: None, as_of, policy: None, scope: Scope::new(), kpi_periods: false }
    }

    /// What people said.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// use okr_core::readings::CheckIns;
    ///
    /// let said = CheckIns::from_json(r#"[{ "objective": "hire", "date": "2026-09-30", "confidence": 0.9 }]"#).unwrap();
    /// let report = tracker.evaluate(&evaluation.check_ins(&said)).unwrap();
    /// assert_eq!(report.objectives[0].confidence, Some(0.9));
    /// ```
    pub fn check_ins(mut self, check_ins: &'a CheckIns) -> Self {
        self.check_ins = Some(check_ins);
        self
    }

    /// A policy over the plan's, field by field.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// use okr_core::policy::Preset;
    ///
    /// let report = tracker.evaluate(&evaluation.policy(Preset::Focused)).unwrap();
    /// assert_eq!(report.policy.objectives_per_cycle.max, 4);
    /// ```
    pub fn policy(mut self, policy: impl Into<PolicyChoice>) -> Self {
        self.policy = Some(policy.into());
        self
    }

    /// What is listed; everything where not set. Nothing that is computed depends on it.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// use okr_core::Scope;
    ///
    /// let report = tracker.evaluate(&evaluation.scope(Scope::new().teams(["north".to_owned()]))).unwrap();
    /// assert_eq!(report.objectives.len(), 2);
    /// ```
    pub fn scope(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }

    /// Whether the table `kpi_periods` is filled.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let report = tracker.evaluate(&evaluation.kpi_periods(true)).unwrap();
    /// assert_eq!(report.kpi_periods[0].value, Some(13.0));
    /// ```
    pub fn kpi_periods(mut self, wanted: bool) -> Self {
        self.kpi_periods = wanted;
        self
    }
}

/// What every look at a plan needs besides the day: the policy in force, and where the metrics stand.
pub(crate) struct Prepared<'a> {
    pub(crate) plan: &'a ResolvedPlan,
    pub(crate) policy: PolicyInForce,
    pub(crate) readings: &'a Readings,
    pub(crate) check_ins: CheckIns,
    pub(crate) metrics: MetricIndices,
}

impl<'a> Prepared<'a> {
    /// # Errors
    ///
    /// All that keeps the evaluation from being one of this plan.
    pub(crate) fn new(tracker: &'a Tracker, evaluation: &Evaluation<'a>) -> Result<Self, Errors> {
        let plan = &*tracker.0;
        let check_ins = evaluation.check_ins.cloned().unwrap_or_default();
        check::check(plan, evaluation, &check_ins)?;
        Ok(Prepared {
            plan,
            policy: PolicyInForce::of(plan.written.policy.iter().chain(&evaluation.policy)),
            readings: evaluation.readings,
            check_ins,
            metrics: MetricIndices::new(plan, evaluation.readings),
        })
    }

    /// What the check-ins visible on a day say.
    pub(crate) fn check_in_summaries(&self, as_of: i32) -> CheckInSummaries {
        CheckInSummaries::new(self.plan, &self.check_ins, as_of)
    }

    /// The inputs of an evaluation on a day.
    pub(crate) fn context<'b>(
        &'b self,
        check_ins: &'b CheckInSummaries,
        as_of: i32,
        forecasts: bool,
    ) -> EvaluationContext<'b> {
        let Prepared { plan, policy, readings, metrics, .. } = self;
        EvaluationContext { plan, policy, readings: (*readings).into(), metrics, check_ins, as_of, forecasts }
    }
}

impl Tracker {
    /// Everything that is to be said of the plan on a day: a pure function of what is given.
    ///
    /// # Errors
    ///
    /// A policy that is unsound, check-ins or a scope that name what the plan does not have, all at once. A
    /// sound evaluation of a resolved plan always gives a report.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// // From 42 to 25, now 25.
    /// assert_eq!(report.key_results[0].score, Some(1.0));
    /// ```
    pub fn evaluate(&self, evaluation: &Evaluation<'_>) -> Result<Report, Errors> {
        let prepared = Prepared::new(self, evaluation)?;
        let as_of = day_number(evaluation.as_of);
        let check_ins = prepared.check_in_summaries(as_of);
        let context = prepared.context(&check_ins, as_of, true);
        let mut report = rows::report(&context, evaluation);
        report.findings = lint(&Context {
            index: prepared.plan,
            policy: &prepared.policy,
            as_of,
            readings: prepared.readings.into(),
            places: &prepared.metrics,
            check_ins: &prepared.check_ins,
            report: &report,
        });
        scope::limit(&mut report, prepared.plan, &evaluation.scope);
        Ok(report)
    }
}
