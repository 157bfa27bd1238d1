//! The difference between two plans, by id, and applying it.
//!
//! [`Plan::diff`](crate::Plan::diff) compares, [`Plan::apply`](crate::Plan::apply) makes the newer plan of the older one. The guide's page
//! [`editing`](crate::guide::editing) shows both.

mod apply;
mod compare;
mod items;
mod row;

pub use row::{Difference, DifferenceKind};

use std::borrow::Cow;

use serde_json::Value;

use crate::edit::{Rename, rename};
use crate::error::{Error, Errors};
use crate::plan::Plan;
use crate::resolve::check_ids;

/// The difference between two plans: what makes a new one of an old one.
///
/// ```
/// use okr_core::Plan;
/// use okr_core::plan::{Better, Cadence, Kpi};
///
/// let enps = Kpi::new("enps", "eNPS", Better::Higher, Cadence::Monthly);
/// let old = Plan::new().kpis([enps.clone().target(40.0)]);
/// let new = Plan::new().kpis([enps.target(45.0)]);
/// let diff = old.diff(&new, &[])?;
/// let row = &diff.rows()[0];
/// assert_eq!((&*row.path, row.field.as_deref(), row.before.as_deref(), row.after.as_deref()),
///     ("/kpis/enps/target", Some("target"), Some("40.0"), Some("45.0")));
/// assert_eq!(old.apply(&diff)?, new);
/// // Another plan is refused.
/// assert!(new.apply(&diff).is_err());
/// # Ok::<(), okr_core::Errors>(())
/// ```
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Diff {
    rows: Vec<Difference>,
}

impl Diff {
    /// Takes the rows of a difference, such as those that were kept or chosen.
    ///
    /// ```
    /// use okr_core::Plan;
    /// use okr_core::diff::Diff;
    ///
    /// let diff = Plan::new().diff(&Plan::new().name("People"), &[])?;
    /// assert_eq!(Diff::new(diff.rows().iter().cloned()), diff);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    #[must_use]
    pub fn new(rows: impl IntoIterator<Item = Difference>) -> Self {
        Diff { rows: rows.into_iter().collect() }
    }

    /// The rows, in the order in which they are applied: what was renamed, fields of the plan, key results that are gone or changed, then list
    /// by list what was removed, changed, added and reordered, then key results that moved or are new.
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
    /// Compares this plan with a newer one, by ids and not by positions. An item with another id is one that is gone and one that is new,
    /// unless `renames` tells that they are the same.
    ///
    /// # Errors
    ///
    /// `duplicate_id` where an id stands for several items of a plan, so that there is no telling which is which; paths of the newer
    /// plan begin with `/new`. Those of a [`Rename`] of this plan, with paths below `/renames`.
    ///
    /// ```
    /// use okr_core::Plan;
    /// use okr_core::plan::{Better, Cadence, Kpi};
    ///
    /// let old = Plan::new().kpis([Kpi::new("enps", "eNPS", Better::Higher, Cadence::Monthly)]);
    /// let new = Plan::new();
    /// let diff = old.diff(&new, &[])?;
    /// assert_eq!(diff.rows().len(), 1);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn diff(&self, new: &Plan, renames: &[Rename]) -> Result<Diff, Errors> {
        unique(self, "")?;
        unique(new, "/new")?;
        let (mut old, mut rows) = (Cow::Borrowed(self), Vec::new());
        for (index, told) in renames.iter().enumerate() {
            let renamed = rename(&old, told).and_then(|plan| Ok((compare::renamed(&old, told)?, plan)));
            let below = |error: Error| Error { path: format!("/renames/{index}{}", error.path), ..error };
            let (row, plan) = renamed.map_err(|errors: Errors| Errors::new(errors.into_iter().map(below)))?;
            rows.push(row);
            old = Cow::Owned(plan);
        }
        rows.extend(compare::compare(&items::of_plan(&old), &items::of_plan(new)));
        Ok(Diff { rows })
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
    /// let diff = old.diff(&new, &[])?;
    /// assert_eq!(old.apply(&diff)?, new);
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn apply(&self, diff: &Diff) -> Result<Plan, Errors> {
        unique(self, "")?;
        let mut renamed = diff.rows.iter().filter(|row| row.what == DifferenceKind::Renamed);
        let old = renamed.try_fold(Cow::Borrowed(self), |old, row| rename(&old, &apply::told(row)?).map(Cow::Owned))?;
        let new = apply::apply(items::of_plan(&old), &diff.rows)?;
        let new = Plan::from_json(&Value::Object(new.into_document()).to_string())?;
        unique(&new, "").map(|()| new)
    }
}

/// Whether every id of a plan stands for one item; `root` begins the paths of errors.
fn unique(plan: &Plan, root: &str) -> Result<(), Errors> {
    let errors = check_ids(plan).into_iter();
    let errors: Vec<Error> = errors.map(|error| Error { path: format!("{root}{}", error.path), ..error }).collect();
    if errors.is_empty() { Ok(()) } else { Err(Errors::new(errors)) }
}
