//! Tables as numbers and texts, from which JavaScript makes rows several times faster than from JSON text.

use std::mem::take;

use wasm_bindgen::prelude::wasm_bindgen;

/// Packed tables. Each method takes one part out.
#[wasm_bindgen]
pub struct Packed(pub(crate) okr_core::bindings::Packed);

#[wasm_bindgen]
impl Packed {
    /// The number of rows of each table.
    pub fn rows(&mut self) -> Vec<u32> {
        take(&mut self.0.rows)
    }

    /// All fields of all rows.
    pub fn cells(&mut self) -> Vec<f64> {
        take(&mut self.0.cells)
    }

    /// All texts, joined.
    pub fn texts(&mut self) -> String {
        take(&mut self.0.texts)
    }

    /// Where each text ends.
    pub fn text_ends(&mut self) -> Vec<u32> {
        take(&mut self.0.text_ends)
    }

    /// Lists and objects, as one JSON list.
    pub fn values(&mut self) -> String {
        take(&mut self.0.values)
    }

    /// The parts of data.
    pub fn parts(&mut self) -> Vec<f64> {
        take(&mut self.0.parts)
    }
}
