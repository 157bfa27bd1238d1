//! The tracker: a plan that is ready to be evaluated; and how a plan becomes one.

use std::sync::Arc;

use super::check::check;
use super::resolved_plan::ResolvedPlan;
use crate::document::{At, Notes, Read, parse};
use crate::error::{Error, Errors};
use crate::plan::Plan;
use crate::plan::policy::PolicyInForce;

/// A plan that is ready to be evaluated: references resolved, values sound. Cheap to clone, and shared between threads.
///
/// ```
/// use okr_core::Plan;
/// let tracker = Plan::new().resolve()?;
/// assert!(tracker.plan().objectives.is_empty());
/// # Ok::<(), okr_core::Errors>(())
/// ```
#[derive(Debug, Clone)]
pub struct Tracker(pub(crate) Arc<ResolvedPlan>);

impl Plan {
    /// Parses a plan from JSON text.
    ///
    /// # Errors
    ///
    /// Returns one list of everything that does not fit the format. If there is anything, the list also contains the
    /// problems that [`check`](Self::check) finds in the parts that do fit. A plan that fits the format but fails
    /// `check` is returned, so that it can be displayed and corrected.
    ///
    /// ```
    /// use okr_core::Plan;
    ///
    /// let plan = Plan::from_json(r#"{ "version": 1, "name": "People" }"#)?;
    /// assert_eq!(plan.name.as_deref(), Some("People"));
    /// assert_eq!(Plan::from_json(r#"{ "nam": "People" }"#).unwrap_err().len(), 1);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self, Errors> {
        let mut notes = Notes::default();
        let plan = Plan::read(parse(text)?, &At::root(""), &mut notes);
        if notes.errors.is_empty() {
            return Ok(plan);
        }
        let mut errors = notes.errors;
        crate::order::sort(&mut notes.broken);
        errors.extend(check(&plan, &notes.broken));
        Err(Errors::new(plan.with_ids(errors.into_list())))
    }

    /// Lists what prevents this plan from being evaluated: nothing for a valid plan. Behind the first 100 problems stands a
    /// `more_problems` that counts the others.
    ///
    /// ```
    /// use okr_core::Plan;
    /// use okr_core::plan::{Better, Cadence, Kpi, Range};
    ///
    /// let kpi = Kpi::new("turnover", "Turnover", Better::Lower, Cadence::Monthly).healthy(Range::new().min(14.0).max(12.0));
    /// let problems = Plan::new().kpis([kpi]).check();
    /// assert_eq!((problems[0].code(), problems[0].path.as_str()), ("bad_bounds", "/kpis/0/healthy"));
    /// ```
    #[must_use]
    pub fn check(&self) -> Vec<Error> {
        self.with_ids(check(self, &[]).into_list())
    }

    /// Resolves the references of the plan and checks its values, so that it can be evaluated.
    ///
    /// # Errors
    ///
    /// Returns every problem that [`check`](Self::check) finds, in one list.
    ///
    /// ```
    /// use okr_core::Plan;
    /// use okr_core::plan::Objective;
    ///
    /// assert!(Plan::new().resolve().is_ok());
    /// let errors = Plan::new().objectives([Objective::new("hire", "Hire people who stay", "2026-Q3")]).resolve().unwrap_err();
    /// assert_eq!(errors.iter().next().unwrap().path, "/objectives/0/cycle");
    /// ```
    pub fn resolve(self) -> Result<Tracker, Errors> {
        Tracker::new(self)
    }
}

impl Tracker {
    pub(crate) fn new(plan: Plan) -> Result<Self, Errors> {
        let errors = plan.check();
        if errors.is_empty() { Ok(Tracker(Arc::new(ResolvedPlan::new(plan)))) } else { Err(Errors::new(errors)) }
    }

    /// The plan as it was given.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// assert_eq!(tracker.plan(), &plan);
    /// ```
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.0.written
    }

    /// The policy that the plan puts in force.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// assert_eq!(tracker.policy().check_in_days, 7);
    /// ```
    #[must_use]
    pub fn policy(&self) -> &PolicyInForce {
        &self.0.policy
    }
}
