//! Findings as plain text.

use wasm_bindgen::prelude::wasm_bindgen;

/// Formats findings, a JSON list of rows, as plain text; `None` if they are not findings.
#[wasm_bindgen]
#[must_use]
pub fn findings_text(findings: &str) -> Option<String> {
    let findings = okr_core::bindings::findings_from_json(findings).ok()?;
    Some(okr_core::lint::render(&findings))
}
