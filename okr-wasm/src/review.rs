//! The plan that follows from a review.

use okr_core::bindings;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::thrown::{Caught, thrown};

/// The plan for the next cycle from a review; all as JSON text, `keep` and `drop` lists of ids.
#[wasm_bindgen]
pub fn next_plan(review: &str, keep: &str, drop: &str) -> Caught<String> {
    bindings::next_plan(review, keep, drop).map_err(thrown)
}
