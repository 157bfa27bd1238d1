//! Check-ins.

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

    /// The number of check-ins.
    #[must_use]
    pub fn length(&self) -> usize {
        self.0.len()
    }
}
