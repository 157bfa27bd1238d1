//! What is evaluated, and on which day.

use chrono::NaiveDate;

use super::scope::Scope;
use crate::plan::policy::PolicyChoice;
use crate::readings::{CheckIns, Readings};

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
    pub(crate) values: bool,
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
        Evaluation {
            readings,
            check_ins: None,
            as_of,
            policy: None,
            scope: Scope::new(),
            kpi_periods: false,
            values: false,
        }
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
}
