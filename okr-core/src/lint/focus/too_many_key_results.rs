//! `too-many-key-results`.

use crate::lint::collector::data;
use crate::lint::counts::count;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::TooManyKeyResults,
    family: Family::Focus,
    severity: Severity::Warning,
    rationale: "Each key result takes somebody's attention every week. With many of them the objective becomes a list of tasks, and \
                no single one moves its score.",
    help: "keep the few that would convince a sceptic, and make the others KPIs or tasks",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Limit: `key_results_per_objective.max` (5). Dropped key results are not counted.",
        id: "hire",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas", "key_results": [
    { "id": "a", "title": "Time to hire falls", "owner": "Jonas", "measure": { "kind": "reach", "from": 42, "to": 25 } },
    { "id": "b", "title": "More candidates apply", "owner": "Jonas", "measure": { "kind": "reach", "from": 80, "to": 120 } },
    { "id": "c", "title": "More candidates accept", "owner": "Jonas", "measure": { "kind": "reach", "from": 68, "to": 82 } },
    { "id": "d", "title": "New people stay", "owner": "Jonas", "measure": { "kind": "hold", "min": 95 } },
    { "id": "e", "title": "Interviews are held on time", "owner": "Jonas", "measure": { "kind": "reach", "from": 70, "to": 90 } },
    { "id": "f", "title": "Managers rate new people well", "owner": "Jonas", "measure": { "kind": "reach", "from": 3.2, "to": 4 } }] }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas", "key_results": [
    { "id": "a", "title": "Time to hire falls", "owner": "Jonas", "measure": { "kind": "reach", "from": 42, "to": 25 } },
    { "id": "c", "title": "More candidates accept", "owner": "Jonas", "measure": { "kind": "reach", "from": 68, "to": 82 } },
    { "id": "d", "title": "New people stay", "owner": "Jonas", "measure": { "kind": "hold", "min": 95 } }] }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    for objective in view.objectives() {
        let level = objective.node.team.and_then(|team| view.level(team));
        let max = view.policy().key_results_per_objective_at(level).max;
        let key_results = view.key_results_of(objective).count();
        if key_results > max as usize {
            let id = &*objective.row.objective;
            let message = format!("{} for `{id}`; at most {max} keep focus", count(key_results, "key result"));
            let data = data! { objective: id, key_results: key_results, max: max };
            collector.add(objective.location(), data, message);
        }
    }
}
