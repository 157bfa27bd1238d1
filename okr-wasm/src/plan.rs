//! Plans.

use okr_core::bindings::{diff_from_json, find, renames_from_json};
use okr_core::edit::Edit;
use okr_core::merge::Fragment;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::thrown::{Caught, json, thrown};
use crate::tracker::Tracker;

/// A plan.
#[wasm_bindgen]
pub struct Plan(pub(crate) okr_core::Plan);

#[wasm_bindgen]
impl Plan {
    /// Reads a plan from JSON text.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str) -> Caught<Plan> {
        okr_core::Plan::from_json(text).map(Plan).map_err(thrown)
    }

    /// The plan as JSON text.
    #[must_use]
    pub fn json(&self) -> String {
        self.0.to_json()
    }

    /// Every problem that keeps it from being evaluated, as JSON text.
    #[must_use]
    pub fn check(&self) -> String {
        json(&self.0.check())
    }

    /// Resolves the plan.
    pub fn resolve(&self) -> Caught<Tracker> {
        self.0.clone().resolve().map(Tracker).map_err(thrown)
    }

    /// Finds an item by its id, as JSON text.
    pub fn find(&self, id: &str, kind: Option<String>) -> Caught<Option<String>> {
        find(&self.0, id, kind.as_deref()).map_err(thrown)
    }

    /// The plan after an edit, given as JSON text.
    pub fn edit(&self, edit: &str) -> Caught<Plan> {
        Edit::from_json(edit).and_then(|edit| self.0.edit(edit)).map(Plan).map_err(thrown)
    }

    /// The difference to a newer plan, where the items of a JSON list of renames have other ids, as JSON text.
    pub fn diff(&self, new: &Plan, renames: &str) -> Caught<String> {
        let diff = renames_from_json(renames).and_then(|renames| self.0.diff(&new.0, &renames));
        diff.map(|diff| json(&diff)).map_err(thrown)
    }

    /// The plan that a difference, given as JSON text, makes of this one.
    pub fn apply(&self, rows: &str) -> Caught<Plan> {
        diff_from_json(rows).and_then(|diff| self.0.apply(&diff)).map(Plan).map_err(thrown)
    }

    /// Merges a fragment, given as JSON text, into the plan.
    pub fn merge(&self, fragment: &str) -> Caught<Merged> {
        let fragment = Fragment::from_json(fragment).map_err(thrown)?;
        Ok(Merged(self.0.clone().merge(fragment)))
    }
}

/// A plan after a merge.
#[wasm_bindgen]
pub struct Merged(okr_core::merge::Merged);

#[wasm_bindgen]
impl Merged {
    /// The plan.
    #[must_use]
    pub fn plan(&self) -> Plan {
        Plan(self.0.plan.clone())
    }

    /// Readings that continue under another name, as JSON text.
    #[must_use]
    pub fn renames(&self) -> String {
        json(&self.0.renames)
    }
}
