//! The difference between two plans, by id, and applying it.
//!
//! Hidden until Python and JavaScript have it as well: what is here may change.

mod apply;
mod compare;
mod items;
mod row;

pub use row::{Difference, DifferenceKind};

use serde_json::Value;

use crate::error::{Error, Errors};
use crate::plan::Plan;

/// The difference between two plans: what makes a new one of an old one.
///
/// ```
/// use okr_core::Plan;
/// use okr_core::plan::{Better, Cadence, Kpi};
///
/// let enps = Kpi::new("enps", "eNPS", Better::Higher, Cadence::Monthly);
/// let old = Plan::new().kpis([enps.clone().target(40.0)]);
/// let new = Plan::new().kpis([enps.target(45.0)]);
/// let diff = old.diff(&new)?;
/// let row = &diff.rows()[0];
/// assert_eq!((&*row.path, row.field.as_deref(), row.before.as_deref(), row.after.as_deref()),
///     ("/kpis/enps/target", Some("target"), Some("40.0"), Some("45.0")));
/// assert_eq!(old.apply(&diff)?, new);
/// // Another plan is refused.
/// assert!(new.apply(&diff).is_err());
/// # Ok::<(), okr_core::Errors>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Diff {
    rows: Vec<Difference>,
}

impl Diff {
    /// The rows: fields of the plan, then list by list what was removed, changed, moved, added and reordered.
    #[must_use]
    pub fn rows(&self) -> &[Difference] {
        &self.rows
    }

    /// Whether both plans are the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl Plan {
    /// Compares this plan with a newer one, by ids and not by positions.
    ///
    /// # Errors
    ///
    /// `duplicate_id` where an id stands for several items of a plan, so that there is no telling which is which; paths of the newer
    /// plan begin with `/new`.
    ///
    /// ```
    /// use okr_core::Plan;
    /// use okr_core::plan::{Better, Cadence, Kpi};
    ///
    /// let old = Plan::new().kpis([Kpi::new("enps", "eNPS", Better::Higher, Cadence::Monthly)]);
    /// let new = Plan::new();
    /// let diff = old.diff(&new)?;
    /// assert_eq!(diff.rows().len(), 1);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[doc(hidden)]
    pub fn diff(&self, new: &Plan) -> Result<Diff, Errors> {
        unique(self, "")?;
        unique(new, "/new")?;
        Ok(Diff { rows: compare::compare(&items::of_plan(self), &items::of_plan(new)) })
    }

    /// Makes the newer plan of this one.
    ///
    /// # Errors
    ///
    /// A row each that does not fit: an item that is not there or there already, and a value that is not what it was before.
    ///
    /// ```
    /// use okr_core::Plan;
    /// use okr_core::plan::{Better, Cadence, Kpi};
    ///
    /// let old = Plan::new().kpis([Kpi::new("enps", "eNPS", Better::Higher, Cadence::Monthly)]);
    /// let new = Plan::new();
    /// let diff = old.diff(&new)?;
    /// assert_eq!(old.apply(&diff)?, new);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[doc(hidden)]
    pub fn apply(&self, diff: &Diff) -> Result<Plan, Errors> {
        unique(self, "")?;
        let new = apply::apply(items::of_plan(self), &diff.rows)?;
        Plan::from_json(&Value::Object(new.into_document()).to_string())
    }
}

/// Whether every id of a plan stands for one item; `root` begins the paths of errors.
fn unique(plan: &Plan, root: &str) -> Result<(), Errors> {
    let errors = plan.check().into_iter().filter(|error| matches!(error.code(), "duplicate_id" | "bad_id"));
    let errors: Vec<Error> = errors.map(|error| Error { path: format!("{root}{}", error.path), ..error }).collect();
    if errors.is_empty() { Ok(()) } else { Err(Errors::new(errors)) }
}
