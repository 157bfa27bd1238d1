//! Findings as plain text.

use wasm_bindgen::prelude::wasm_bindgen;

/// Findings, a JSON list of rows, as plain text; none where they are no findings.
#[wasm_bindgen]
#[must_use]
pub fn findings_text(findings: &str) -> Option<String> {
    let findings = okr_core::bindings::findings_from_json(findings).ok()?;
    Some(okr_core::lint::render(&findings))
}
