//! Advice from the decision tables.

use okr_core::advise::Answers;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::thrown::{Caught, json, thrown};

/// The advice for answers, both as JSON text.
#[wasm_bindgen]
pub fn advise(answers: &str) -> Caught<String> {
    Ok(json(&Answers::from_json(answers).map_err(thrown)?.recommendations()))
}

/// The decision tables as Markdown.
#[wasm_bindgen]
#[must_use]
pub fn advice_markdown() -> String {
    okr_core::advise::markdown()
}
