//! Findings as someone gives them back: the rows of a report as JSON text.

use std::sync::Arc;

use crate::document::{At, Fields, Meta, Node, Notes, Read, read_text};
use crate::error::Errors;
use crate::plan::FindingCode;
use crate::plan::policy::Severity;
use crate::report::FindingRow;

/// The fields that a row of findings has.
const FIELDS: &[&str] = &["code", "severity", "path", "id", "cycle", "data", "message", "help", "rationale"];

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

impl Read for FindingRow {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        let node = match node {
            Node::Object(fields) => {
                Node::Object(fields.into_iter().filter(|(name, _)| FIELDS.contains(&name.as_str())).collect())
            }
            other => other,
        };
        let Some(mut fields) = Fields::new(node, at, FIELDS, notes) else { return Self::placeholder() };
        FindingRow {
            code: fields.required("code"),
            severity: fields.required("severity"),
            path: fields.optional("path"),
            id: fields.optional("id").map(|id: String| Arc::from(id)),
            cycle: fields.optional("cycle").map(|cycle: String| Arc::from(cycle)),
            data: fields.required("data"),
            message: fields.required("message"),
            help: fields.optional("help").map(|help: String| Arc::from(help)),
            rationale: Arc::from(fields.required::<String>("rationale")),
        }
    }

    fn placeholder() -> Self {
        FindingRow {
            code: FindingCode::placeholder(),
            severity: Severity::placeholder(),
            path: None,
            id: None,
            cycle: None,
            data: Meta::new(),
            message: String::new(),
            help: None,
            rationale: Arc::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::report::{FindingRow, Row};

    #[test]
    fn the_fields_are_those_of_a_row() {
        let columns: Vec<String> = FindingRow::columns(&[]).into_iter().map(|column| column.name).collect();
        assert_eq!(columns, super::FIELDS);
    }
}
