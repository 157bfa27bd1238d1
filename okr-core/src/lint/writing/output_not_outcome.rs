//! `output-not-outcome`.

use crate::lint::collector::data;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;
use crate::plan::MeasureKind;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::OutputNotOutcome,
    family: Family::Writing,
    severity: Severity::Info,
    rationale: "Milestones tell what was delivered, not what it changed. All of them can be reached without anybody being better off.",
    help: "add a key result for what the deliveries are meant to change, or find out where it stands (`establish`)",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Objectives with at least one key result of another kind.",
        id: "portal",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "portal", "title": "New people feel at home from day one", "cycle": "2026-Q3", "owner": "Maya", "key_results": [
    { "id": "built", "title": "The welcome portal is live", "owner": "Maya", "measure": { "kind": "milestones", "items": [{ "title": "live" }] } },
    { "id": "trained", "title": "Buddies are trained", "owner": "Maya", "measure": { "kind": "milestones", "items": [{ "title": "trained" }] } }] }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "portal", "title": "New people feel at home from day one", "cycle": "2026-Q3", "owner": "Maya", "key_results": [
    { "id": "built", "title": "The welcome portal is live", "owner": "Maya", "measure": { "kind": "milestones", "items": [{ "title": "live" }] } },
    { "id": "welcome", "title": "New people rate their first month", "owner": "Maya", "measure": { "kind": "reach", "from": 3.4, "to": 4.5 } }] }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    for objective in view.objectives() {
        let key_results = view.key_results_of(objective);
        let count = key_results.clone().count();
        if count == 0 || !key_results.clone().all(|one| one.summary.kind == MeasureKind::Milestones) {
            continue;
        }
        let id = &*objective.row.objective;
        let what = if count == 1 { "the only key result is" } else { "all key results are" };
        let message = format!("{what} milestones in `{id}`: what they are to change is not measured");
        collector.add(objective.location(), data! { objective: id, milestones: count }, message);
    }
}
