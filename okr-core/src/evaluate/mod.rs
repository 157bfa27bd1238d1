//! Evaluation: a tracker, readings and a day in; a report out.

mod check;
mod readings_row;
mod rows;
mod scope;

use chrono::NaiveDate;

pub use scope::Scope;

use crate::calendar::day_number;
use crate::error::Errors;
use crate::policy::{PolicyChoice, PolicyInForce};
use crate::readings::{CheckIns, Readings};
use crate::report::Report;
use crate::resolve::Tracker;
use crate::score::{AllNews, Day, Places, board};

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
    pub fn new(readings: &'a Readings, as_of: NaiveDate) -> Self {
        Evaluation { readings, check_ins: None, as_of, policy: None, scope: Scope::new(), kpi_periods: false }
    }

    /// What people said.
    pub fn check_ins(mut self, check_ins: &'a CheckIns) -> Self {
        self.check_ins = Some(check_ins);
        self
    }

    /// A policy over the plan's, field by field.
    pub fn policy(mut self, policy: impl Into<PolicyChoice>) -> Self {
        self.policy = Some(policy.into());
        self
    }

    /// What is listed; everything where not set. Nothing that is computed depends on it.
    pub fn scope(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }

    /// Whether the table `kpi_periods` is filled.
    pub fn kpi_periods(mut self, wanted: bool) -> Self {
        self.kpi_periods = wanted;
        self
    }
}

impl Tracker {
    /// Everything that is to be said of the plan on a day: a pure function of what is given.
    ///
    /// # Errors
    ///
    /// A policy that is unsound, check-ins or a scope that name what the plan does not have, all at once. A
    /// sound evaluation of a resolved plan always gives a report.
    pub fn evaluate(&self, evaluation: &Evaluation<'_>) -> Result<Report, Errors> {
        let index = &*self.0;
        let nothing = CheckIns::default();
        let check_ins = evaluation.check_ins.unwrap_or(&nothing);
        check::check(index, evaluation, check_ins)?;
        let layers = index.plan.policy.iter().chain(&evaluation.policy);
        let policy = PolicyInForce::of(layers);
        let as_of = day_number(evaluation.as_of);
        let places = Places::new(index, evaluation.readings);
        let news = AllNews::new(index, check_ins, as_of);
        let day = Day {
            index,
            policy: &policy,
            readings: evaluation.readings,
            places: &places,
            news: &news,
            as_of,
            forecasts: true,
        };
        let board = board(&day);
        let mut report = rows::report(&day, &board, evaluation);
        scope::limit(&mut report, index, &evaluation.scope);
        Ok(report)
    }
}
