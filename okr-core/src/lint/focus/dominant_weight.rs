//! `dominant-weight`.

use crate::lint::collector::data;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::number::{meets, text};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::DominantWeight,
    family: Family::Focus,
    severity: Severity::Info,
    rationale: "Where one of several key results carries most of the weight, the others hardly matter: the objective is achieved or \
                missed by that one alone.",
    help: "bring the weights closer together, or drop the key results that do not matter",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Objectives with a single key result. Limit: a share above `dominant_weight` (0.6).",
        id: "time-to-hire",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas", "key_results": [
    { "id": "time-to-hire", "title": "Time to hire falls", "owner": "Jonas", "weight": 4, "measure": { "kind": "reach", "from": 42, "to": 25 } },
    { "id": "accepted", "title": "More candidates accept", "owner": "Jonas", "measure": { "kind": "reach", "from": 68, "to": 82 } },
    { "id": "stayed", "title": "New people stay", "owner": "Jonas", "measure": { "kind": "hold", "min": 95 } }] }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas", "key_results": [
    { "id": "time-to-hire", "title": "Time to hire falls", "owner": "Jonas", "weight": 3, "measure": { "kind": "reach", "from": 42, "to": 25 } },
    { "id": "accepted", "title": "More candidates accept", "owner": "Jonas", "measure": { "kind": "reach", "from": 68, "to": 82 } },
    { "id": "stayed", "title": "New people stay", "owner": "Jonas", "measure": { "kind": "hold", "min": 95 } }] }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    let limit = view.policy().dominant_weight;
    for objective in view.objectives() {
        let key_results = view.key_results_of(objective);
        let (all, sum) = key_results.clone().fold((0usize, 0.0), |(n, sum), one| (n + 1, sum + one.summary.weight));
        if all < 2 || sum <= 0.0 {
            continue;
        }
        for key_result in key_results {
            let share = key_result.summary.weight / sum;
            if meets(limit, share) {
                continue;
            }
            let (id, parent) = (&*key_result.row.key_result, &*objective.row.objective);
            let message = format!(
                "`{id}` has {} % of the weight of `{parent}`, shared by {all} key results; at most {} % let the others matter",
                text(100.0 * share, 1),
                text(100.0 * limit, 1)
            );
            let data = data! {
                key_result: id, objective: parent, weight: key_result.summary.weight, weights: sum, share: share, max: limit,
                key_results: all,
            };
            collector.add(key_result.location(), data, message);
        }
    }
}
