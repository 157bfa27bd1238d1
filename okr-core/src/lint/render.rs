//! Findings as plain text, like a compiler's.

use std::fmt::Write as _;

use crate::plan::policy::Severity;
use crate::report::FindingRow;

/// Findings as plain text: severity, code and message, then the path and the help; at the end how many there are.
///
/// ```
/// let text = okr_core::lint::render(&[]);
/// assert_eq!(text, "no findings\n");
/// ```
#[must_use]
pub fn render(findings: &[FindingRow]) -> String {
    let mut text = render_rows(findings);
    text.push_str(&summary(findings));
    text.push('\n');
    text
}

/// Each finding with an empty line after it.
pub(crate) fn render_rows(findings: &[FindingRow]) -> String {
    let mut text = String::new();
    for finding in findings {
        // INVARIANT: writing to a string does not fail.
        let _ = write_finding(&mut text, finding);
    }
    text
}

fn write_finding(text: &mut String, finding: &FindingRow) -> std::fmt::Result {
    writeln!(text, "{}[{}]: {}", finding.severity, finding.code, finding.message)?;
    let id = finding.id.as_deref();
    let parts = [finding.path.as_deref(), id, finding.cycle.as_deref().filter(|cycle| id != Some(cycle))];
    let mut parts = parts.into_iter().flatten();
    if let Some(first) = parts.next() {
        let rest: Vec<&str> = parts.collect();
        match rest.is_empty() {
            true => writeln!(text, "  --> {first}")?,
            false => writeln!(text, "  --> {first} ({})", rest.join(", "))?,
        }
    }
    if let Some(help) = &finding.help {
        writeln!(text, "  help: {help}")?;
    }
    writeln!(text)
}

/// `2 warnings, 1 info`, the most severe first.
fn summary(findings: &[FindingRow]) -> String {
    let kinds = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "hint")];
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let parts = kinds.into_iter().map(|(severity, name)| (count(severity), name)).filter(|(count, _)| *count > 0);
    let parts: Vec<String> =
        parts.map(|(count, name)| format!("{count} {name}{}", if count == 1 { "" } else { "s" })).collect();
    if parts.is_empty() { "no findings".to_owned() } else { parts.join(", ") }
}
