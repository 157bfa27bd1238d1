//! The compiled half of the npm package `okr-wasm`: conversions around `okr-core`, and nothing else.
//!
//! Plans, trackers and readings stay here; JavaScript holds handles. Documents cross as JSON text, readings by column as typed
//! arrays, tables as numbers with their texts beside them. Errors are thrown as JSON text, which `js/core.ts` turns into
//! `OkrError`s.

mod advise;
mod check_ins;
mod columns;
mod findings;
mod live;
mod packed;
mod pictures;
mod plan;
mod readings;
mod sheets;
mod thrown;
mod tracker;

use wasm_bindgen::prelude::wasm_bindgen;

/// The version of the library.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
