//! Findings as plain text.

use okr_core::report::FindingRow;
use wasm_bindgen::prelude::wasm_bindgen;

/// Findings, a JSON list of rows, as plain text; none where they are no findings.
#[wasm_bindgen]
#[must_use]
pub fn findings_text(findings: &str) -> Option<String> {
    let findings: Vec<FindingRow> = serde_json::from_str(findings).ok()?;
    Some(okr_core::lint::render(&findings))
}
