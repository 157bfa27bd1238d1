//! `too-few-key-results`.

use crate::lint::collector::data;
use crate::lint::counts::{count, made_from_children};
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::TooFewKeyResults,
    family: Family::Focus,
    severity: Severity::Info,
    rationale: "A single number can be reached without achieving what was meant. A second one beside it (quality beside speed, \
                cost beside growth) shows whether the objective itself is achieved.",
    help: "add the sign that would tell if the objective were missed although this number is reached",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Objectives of single persons, and those without key results whose score comes from the objectives below them. Limit: \
             `key_results_per_objective.min` (2).",
        id: "hire",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas", "key_results": [
    { "id": "time-to-hire", "title": "Time to hire falls", "owner": "Jonas", "measure": { "kind": "reach", "from": 42, "to": 25 } }] }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas", "key_results": [
    { "id": "time-to-hire", "title": "Time to hire falls", "owner": "Jonas", "measure": { "kind": "reach", "from": 42, "to": 25 } },
    { "id": "stayed", "title": "New people stay beyond probation", "owner": "Jonas", "unit": "%", "measure": { "kind": "hold", "min": 95 } }] }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    for objective in view.objectives() {
        let level = objective.node.team.and_then(|team| view.level(team));
        let min = view.policy().key_results_per_objective_at(level).min;
        let key_results = view.key_results_of(objective).count();
        let silent = view.is_person(objective.node.team) || (key_results == 0 && made_from_children(view, objective));
        if key_results < min as usize && !silent {
            let id = &*objective.row.objective;
            let message =
                format!("{} for `{id}`; at least {min} tell whether it is achieved", count(key_results, "key result"));
            let data = data! { objective: id, key_results: key_results, min: min };
            collector.add(objective.location(), data, message);
        }
    }
}
