//! Plans.

use okr_core::merge::Fragment;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::thrown::{Caught, json, thrown};
use crate::tracker::Tracker;

/// A plan.
#[wasm_bindgen]
pub struct Plan(okr_core::Plan);

#[wasm_bindgen]
impl Plan {
    /// The plan that JSON text holds.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str) -> Caught<Plan> {
        okr_core::Plan::from_json(text).map(Plan).map_err(thrown)
    }

    /// The plan as JSON text.
    #[must_use]
    pub fn json(&self) -> String {
        self.0.to_json()
    }

    /// All that makes it impossible to evaluate, as JSON text.
    #[must_use]
    pub fn check(&self) -> String {
        json(&self.0.check())
    }

    /// The plan ready to be evaluated.
    pub fn resolve(&self) -> Caught<Tracker> {
        self.0.clone().resolve().map(Tracker).map_err(thrown)
    }

    /// The plan with a fragment, given as JSON text, in it.
    pub fn merge(&self, fragment: &str) -> Caught<Merged> {
        let fragment = Fragment::from_json(fragment).map_err(thrown)?;
        Ok(Merged(self.0.clone().merge(fragment)))
    }
}

/// A plan with a fragment in it.
#[wasm_bindgen]
pub struct Merged(okr_core::merge::Merged);

#[wasm_bindgen]
impl Merged {
    /// The plan.
    #[must_use]
    pub fn plan(&self) -> Plan {
        Plan(self.0.plan.clone())
    }

    /// Readings that go on under another name, as JSON text.
    #[must_use]
    pub fn renames(&self) -> String {
        json(&self.0.renames)
    }
}
