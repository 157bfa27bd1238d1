//! Check-ins.

use okr_core::bindings::renames_from_json;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::thrown::{Caught, thrown};

/// Check-ins.
#[wasm_bindgen]
pub struct CheckIns(pub(crate) okr_core::readings::CheckIns);

#[wasm_bindgen]
impl CheckIns {
    /// Reads check-ins from a JSON list.
    #[wasm_bindgen(constructor)]
    pub fn new(text: &str) -> Caught<CheckIns> {
        okr_core::readings::CheckIns::from_json(text).map(CheckIns).map_err(thrown)
    }

    /// The check-ins as JSON text.
    #[must_use]
    pub fn json(&self) -> String {
        self.0.to_json()
    }

    /// The check-ins after items got other ids, a JSON list.
    pub fn renamed(&self, renames: &str) -> Caught<CheckIns> {
        renames_from_json(renames).map(|renames| CheckIns(self.0.renamed(&renames))).map_err(thrown)
    }

    /// The number of check-ins.
    #[must_use]
    pub fn length(&self) -> usize {
        self.0.len()
    }
}
