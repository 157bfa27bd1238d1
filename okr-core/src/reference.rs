//! The page about all findings.

use std::fmt::Write as _;

use serde_json::Value;

use crate::lint::{Family, Finding, registry, render_rows};
use crate::plan::policy::PolicyChoice;
use crate::readings::CheckIns;
use crate::report::FindingRow;
use crate::{Errors, Evaluation, Plan, Readings};

/// A page about every finding in Markdown: a table, and a section for each code with its reasons and examples.
///
/// ```
/// let page = okr_core::reference::findings_page();
/// assert!(page.contains("## `missing-owner`"));
/// ```
#[must_use]
pub fn findings_page() -> String {
    let mut page = String::from(
        "Findings: what is sound, but against good practice.\n\n\
         Severities and limits are [policy](crate::guide::policies): `{ \"severity\": { \"vague-title\": \"off\" } }`. On an\n\
         objective, a key result or a KPI `\"allow\": [\"vague-title\"]` silences a code on that item alone, not on what it holds.\n\
         Drafts, what was dropped, and KPIs that have ended are not looked at. What was not known on the day decides nothing.\n\n\
         # All findings\n\n\
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
    for family in Family::ALL {
        let mut name = family.to_string();
        if let Some(first) = name.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        writeln!(page, "\n# {name}")?;
        for finding in registry().iter().filter(|finding| finding.family == family) {
            write_finding(page, finding)?;
        }
    }
    Ok(())
}

fn write_finding(page: &mut String, finding: &Finding) -> std::fmt::Result {
    writeln!(page, "\n## `{}`\n", finding.code)?;
    writeln!(page, "{} ({}).\n", finding.title(), finding.severity)?;
    writeln!(page, "{}\n", finding.rationale)?;
    writeln!(page, "* What to do: {}.\n* Silent: {}\n", finding.help, finding.page.silent)?;
    writeln!(page, "```json\n{}\n```\n\nshows\n\n```text\n{}\n```\n", finding.page.bad, shown(finding))?;
    writeln!(page, "and this does not:\n\n```json\n{}\n```", finding.page.good)
}

/// What the linter says of the bad example; nothing where it can't be evaluated.
fn shown(finding: &Finding) -> String {
    let mut rows = findings(finding.page.bad).unwrap_or_default();
    rows.retain(|row| row.code == finding.code && row.id.as_deref() == Some(finding.page.id));
    let text = render_rows(&rows);
    text.trim_end().to_owned()
}

/// What is found in an evaluation written as examples are.
pub(crate) fn findings(example: &str) -> Result<Vec<FindingRow>, Errors> {
    let example: Value = serde_json::from_str(example).unwrap_or_default();
    let part = |field: &str, missing: &str| example.get(field).map_or_else(|| missing.to_owned(), Value::to_string);
    let readings = Readings::from_json(&part("readings", "[]"))?;
    let check_ins = CheckIns::from_json(&part("check_ins", "[]"))?;
    let policy = PolicyChoice::from_json(&part("policy", "{}"))?;
    let as_of = example.get("as_of").and_then(Value::as_str).and_then(|text| crate::calendar::parse_date(text).ok());
    let evaluation = Evaluation::new(&readings, as_of.unwrap_or_default()).check_ins(&check_ins).policy(policy);
    Ok(Plan::from_json(&part("plan", "{}"))?.resolve()?.evaluate(&evaluation)?.findings)
}
