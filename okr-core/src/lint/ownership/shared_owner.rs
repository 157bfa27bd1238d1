//! `shared-owner`.

use crate::lint::collector::{Location, data};
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::SharedOwner,
    family: Family::Ownership,
    severity: Severity::Info,
    rationale: "Where several people answer for a goal, each can wait for the other. Many can work on it; one answers for it.",
    help: "leave one owner; others who work on it can stand in the description",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Items without `co_owners`.",
        id: "hire",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas", "co_owners": ["Maya", "Priya"] }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas" }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    let mut add = |kind: &str, id: &str, owner: Option<&String>, others: &[String], location: Location<'_>| {
        if others.is_empty() {
            return;
        }
        let names: Vec<&str> = owner.into_iter().chain(others).map(String::as_str).collect();
        let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let message = match names.len() {
            1 => format!("the {kind} `{id}` has a co-owner and no owner: {}", quoted.join(", ")),
            people => format!("{people} people answer for the {kind} `{id}`: {}", quoted.join(", ")),
        };
        collector.add(location.field("co_owners"), data! { kind: kind, id: id, owners: names }, message);
    };
    for objective in view.objectives() {
        let written = objective.written;
        let location = objective.location();
        add("objective", &objective.row.objective, written.owner.as_ref(), &written.co_owners, location);
        for key_result in view.key_results_of(objective).filter(|one| one.summary.shared) {
            let (written, location) = (key_result.written, key_result.location());
            add("key result", &key_result.row.key_result, written.owner.as_ref(), &written.co_owners, location);
        }
    }
    for kpi in view.kpis() {
        add("KPI", &kpi.written.id, kpi.written.owner.as_ref(), &kpi.written.co_owners, kpi.location());
    }
}
