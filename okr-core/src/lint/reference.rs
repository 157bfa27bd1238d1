//! The page about all findings.

use std::fmt::Write as _;

use super::{Family, Finding, registry};

/// A page about every finding in Markdown: a table, and a section for each code with its reasons and examples.
///
/// ```
/// let page = okr_core::lint::reference();
/// assert!(page.contains("## `missing-owner`"));
/// ```
#[must_use]
pub fn reference() -> String {
    let mut page = String::from(
        "# Findings\n\n\
         What is sound, but against good practice. Severities and limits are policy (`severity: { \"missing-owner\": \"off\" }`), and\n\
         `allow: [\"missing-owner\"]` on an objective, a key result or a KPI silences a code there, on that item alone. Drafts and what was\n\
         dropped are not looked at.\n\n\
         | code | severity | what |\n|---|---|---|\n",
    );
    // INVARIANT: writing to a string does not fail.
    let _ = write_all(&mut page);
    page
}

fn write_all(page: &mut String) -> std::fmt::Result {
    for family in Family::ALL {
        for finding in registry().iter().filter(|finding| finding.family == family) {
            writeln!(page, "| [`{0}`](#{0}) | {1} | {2} |", finding.code, finding.severity, finding.title())?;
        }
    }
    for finding in registry() {
        write_finding(page, finding)?;
    }
    Ok(())
}

fn write_finding(page: &mut String, finding: &Finding) -> std::fmt::Result {
    writeln!(page, "\n## `{}`\n", finding.code)?;
    writeln!(page, "{}. Family {}, severity {}.\n", finding.title(), finding.family, finding.severity)?;
    writeln!(page, "{}\n", finding.rationale)?;
    writeln!(page, "*What to do:* {}.\n", finding.help)?;
    writeln!(page, "*Silent:* {}\n", finding.silent)?;
    writeln!(page, "Found at `{}` here:\n\n```json\n{}\n```\n", finding.id, finding.bad)?;
    writeln!(page, "and not here:\n\n```json\n{}\n```", finding.good)
}
