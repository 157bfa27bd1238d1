//! `compensation-linked`.

use crate::lint::collector::data;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::CompensationLinked,
    family: Family::Ownership,
    severity: Severity::Warning,
    rationale: "Where pay depends on a score, people set targets that they are sure to meet, and defend the number instead of looking for \
                what went wrong.",
    help: "take the objective out of pay, or tie pay to something that people do not set themselves",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Unless `compensation_linked` is true.",
        id: "hire",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas", "compensation_linked": true }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas", "compensation_linked": false }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    for objective in view.objectives().filter(|objective| objective.written.compensation_linked == Some(true)) {
        let id = &*objective.row.objective;
        let message = format!("pay depends on the objective `{id}`");
        collector.add(objective.location().field("compensation_linked"), data! { objective: id }, message);
    }
}
