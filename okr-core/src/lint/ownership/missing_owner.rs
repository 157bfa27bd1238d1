//! `missing-owner`.

use crate::lint::collector::{Location, data};
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::MissingOwner,
    family: Family::Ownership,
    severity: Severity::Warning,
    rationale: "What belongs to everybody is looked after by nobody. An owner is the one who notices first, asks for help, and says how \
                it stands.",
    help: "name one person who answers for it (`owner`)",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "What belongs to a single person (a team of the level `individual`), who is its owner.",
        id: "hire",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3" }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas" }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    let mut add = |kind: &str, id: &str, location: Location<'_>| {
        let message = format!("nobody answers for the {kind} `{id}`");
        collector.add(location, data! { kind: kind, id: id }, message);
    };
    for objective in view.objectives().filter(|objective| !view.is_person(objective.node.team)) {
        if unnamed(objective.written.owner.as_ref()) {
            add("objective", &objective.row.objective, objective.location());
        }
        for key_result in view.key_results_of(objective).filter(|one| one.summary.unowned) {
            add("key result", &key_result.row.key_result, key_result.location());
        }
    }
    for kpi in view.kpis().filter(|kpi| unnamed(kpi.written.owner.as_ref()) && !view.is_person(kpi.team(view))) {
        add("KPI", &kpi.written.id, kpi.location());
    }
}

fn unnamed(owner: Option<&String>) -> bool {
    owner.is_none_or(|owner| owner.trim().is_empty())
}
