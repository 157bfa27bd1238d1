//! Findings as someone gives them back: the rows of a report as JSON text.

use crate::document::read_text;
use crate::error::Errors;
use crate::report::FindingRow;

/// The findings of a JSON list of rows, as a report has them; for [`render`](crate::lint::render). Further fields are passed over.
///
/// # Errors
///
/// All that does not fit, at once.
///
/// ```
/// use okr_core::bindings::findings_from_json;
///
/// assert_eq!(findings_from_json("[]")?, []);
/// assert_eq!(findings_from_json(r#"[{ "code": "no-baseline" }]"#).unwrap_err().len(), 4);
/// # Ok::<(), okr_core::Errors>(())
/// ```
pub fn from_json(text: &str) -> Result<Vec<FindingRow>, Errors> {
    read_text(text, "")
}

#[cfg(test)]
mod tests {
    use super::from_json;

    #[test]
    fn rows_return_as_they_were_written_and_further_fields_are_passed_over() {
        let text = r#"[{ "code": "no-baseline", "severity": "warning", "path": null, "cycle": "2026-Q3", "data": { "key_result": "kr" },
            "message": "there is none", "rationale": "why", "shown": true }]"#;
        let rows = from_json(text).unwrap();
        assert_eq!(
            (rows[0].path.as_deref(), rows[0].cycle.as_deref(), rows[0].help.as_deref()),
            (None, Some("2026-Q3"), None)
        );
        assert_eq!(from_json(&serde_json::to_string(&rows).unwrap()).unwrap(), rows);
    }

    #[test]
    fn every_problem_is_noted_at_once() {
        let text = r#"[{ "code": "no-base-line", "severity": 3, "id": 7, "data": [], "message": "m" }]"#;
        let paths: Vec<String> = from_json(text).unwrap_err().iter().map(|error| error.path.clone()).collect();
        assert_eq!(paths, ["/0/code", "/0/severity", "/0/id", "/0/data", "/0/rationale"]);
    }
}
