//! What is evaluated, and on which day.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::scope::Scope;
use crate::parallel::Alone;
use crate::plan::policy::PolicyChoice;
use crate::readings::{CheckIns, Readings};

/// What is evaluated, and on which day.
///
/// Readings and check-ins are borrowed or owned. Their clones share the rows, so that an `Evaluation<'static>`, which goes to another
/// thread, costs no copy: `Evaluation::new(readings.clone(), day)`.
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
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub struct Evaluation<'a> {
    pub(crate) readings: Cow<'a, Readings>,
    pub(crate) check_ins: Option<Cow<'a, CheckIns>>,
    pub(crate) as_of: NaiveDate,
    pub(crate) policy: Option<PolicyChoice>,
    pub(crate) scope: Scope,
    pub(crate) kpi_periods: bool,
    pub(crate) values: bool,
    /// Whether the work is shared with other threads; none: as the door sees fit.
    pub(crate) parallel: Option<bool>,
}

impl<'a> Evaluation<'a> {
    /// Readings, borrowed or owned, looked at at the end of the day `as_of`.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// assert_eq!(report.as_of, parse_date("2026-10-10").unwrap());
    /// ```
    pub fn new(readings: impl Into<Cow<'a, Readings>>, as_of: NaiveDate) -> Self {
        Evaluation {
            readings: readings.into(),
            check_ins: None,
            as_of,
            policy: None,
            scope: Scope::new(),
            kpi_periods: false,
            values: false,
            parallel: None,
        }
    }

    /// What people said, borrowed or owned.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// use okr_core::readings::CheckIns;
    ///
    /// let said = CheckIns::from_json(r#"[{ "objective": "hire", "date": "2026-09-30", "confidence": 0.9 }]"#).unwrap();
    /// let report = tracker.evaluate(&evaluation.check_ins(&said)).unwrap();
    /// assert_eq!(report.objectives[0].confidence, Some(0.9));
    /// ```
    pub fn check_ins(mut self, check_ins: impl Into<Cow<'a, CheckIns>>) -> Self {
        self.check_ins = Some(check_ins.into());
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

    /// Whether the table `values` is filled.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let report = tracker.evaluate(&evaluation.values(true)).unwrap();
    /// assert_eq!(report.values.len(), 8);
    /// ```
    pub fn values(mut self, wanted: bool) -> Self {
        self.values = wanted;
        self
    }

    /// Works on the calling thread alone, without entering rayon. The result is the same to the bit.
    ///
    /// Use it while a lock is held; [`sequential`](crate::sequential) says why, and does the same for calls that take no evaluation.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// assert_eq!(tracker.evaluate(&evaluation.sequential()).unwrap(), report);
    /// ```
    pub fn sequential(mut self) -> Self {
        self.parallel = Some(false);
        self
    }

    /// Shares the work among the threads of the rayon pool, for a [`Live`](crate::Live) report too, which otherwise works on the calling
    /// thread. Inside [`sequential`](crate::sequential) it changes nothing.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let mut live = tracker.live(&evaluation.clone().parallel()).unwrap();
    /// assert_eq!(live.report(), &tracker.evaluate(&evaluation).unwrap());
    /// ```
    pub fn parallel(mut self) -> Self {
        self.parallel = Some(true);
        self
    }

    /// Keeps the work of a door on its thread if that is asked for. `parallel` is what the door does unless told otherwise.
    pub(crate) fn threads(&self, parallel: bool) -> Alone {
        Alone::when(!self.parallel.unwrap_or(parallel))
    }
}

impl<'a> From<&'a Readings> for Cow<'a, Readings> {
    fn from(readings: &'a Readings) -> Self {
        Cow::Borrowed(readings)
    }
}

impl From<Readings> for Cow<'_, Readings> {
    fn from(readings: Readings) -> Self {
        Cow::Owned(readings)
    }
}

impl<'a> From<&'a CheckIns> for Cow<'a, CheckIns> {
    fn from(check_ins: &'a CheckIns) -> Self {
        Cow::Borrowed(check_ins)
    }
}

impl From<CheckIns> for Cow<'_, CheckIns> {
    fn from(check_ins: CheckIns) -> Self {
        Cow::Owned(check_ins)
    }
}
