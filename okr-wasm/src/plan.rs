//! Plans.

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
