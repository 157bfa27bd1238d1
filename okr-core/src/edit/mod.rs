//! Editing a plan by ids: each edit is a document, and makes a new plan of an old one.
//!
//! [`Plan::edit`](crate::Plan::edit) takes [`Add`], [`Replace`], [`Move`], [`Remove`], [`Rename`] and [`Revise`]; the guide's page
//! [`editing`](crate::guide::editing) says what each refuses. An edit checks its own arguments, and that every id still stands for one
//! item; [`Plan::check`](crate::Plan::check) says whether the plan can be evaluated.

mod arrange;
mod document;
mod find;
mod remove;
mod rename;
mod revise;

pub use document::{Add, Edit, Move, Remove, Replace, Revise};
pub use find::Found;
pub(crate) use rename::rename;

pub use crate::merge::Rename;

use crate::error::Errors;
use crate::plan::Plan;
use crate::resolve::check_ids;

impl Plan {
    /// Makes a new plan by one edit.
    ///
    /// # Errors
    ///
    /// What does not fit about the edit, with paths such as `/id`, `/to` and `/at`; `duplicate_id` and `bad_id` where the plan would
    /// have ids that cannot be told apart; a `dangling_reference` for each reference to something that is to be removed.
    ///
    /// ```
    /// use okr_core::Plan;
    /// use okr_core::edit::{Add, Remove, Rename, Replace};
    /// use okr_core::plan::{Better, Cadence, Kpi, Objective};
    ///
    /// let enps = Kpi::new("enps", "eNPS", Better::Higher, Cadence::Monthly);
    /// let plan = Plan::new().edit(Add::new(enps.clone()))?.edit(Replace::new(enps.target(40.0)))?;
    /// let plan = plan.edit(Add::new(Objective::new("hire", "Hire people who stay", "2026-Q3").kpis(["enps"])).at(0u32))?;
    /// let plan = plan.edit(Rename::new("enps", "employee-nps"))?;
    /// assert_eq!((plan.kpis[0].target, &*plan.objectives[0].kpis[0]), (Some(40.0), "employee-nps"));
    /// assert_eq!(
    ///     plan.edit(Remove::new("employee-nps")).unwrap_err()[0].to_string(),
    ///     "/objectives/0/kpis/0 (hire): the kpi `employee-nps`, which is to be removed, must not be referred to, found a reference here"
    /// );
    /// assert!(plan.edit(Remove::new("employee-nps").cascade(true))?.objectives[0].kpis.is_empty());
    /// # Ok::<(), okr_core::Errors>(())
    /// ```
    pub fn edit(&self, edit: impl Into<Edit>) -> Result<Plan, Errors> {
        let plan = match edit.into() {
            Edit::Add(add) => arrange::add(self, add)?,
            Edit::Replace(replace) => arrange::replace(self, replace.item)?,
            Edit::Move(moved) => arrange::relocate(self, &moved)?,
            Edit::Remove(removed) => remove::remove(self, &removed)?,
            Edit::Rename(renamed) => rename(self, &renamed)?,
            Edit::Revise(revised) => revise::revise(self, revised)?,
        };
        match Errors::from_vec(check_ids(&plan)) {
            Some(errors) => Err(errors),
            None => Ok(plan),
        }
    }
}
