//! `okr-without-kpi`.

use crate::lint::collector::data;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::OkrWithoutKpi,
    family: Family::Writing,
    severity: Severity::Info,
    rationale: "An objective is worth its effort when something that the organization watches gets better by it. Without naming that, \
                nobody can tell afterwards whether it was the right objective.",
    help: "name the KPIs that it is meant to move (`kpis`), or let a key result read one (`metric`)",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Objectives in whose tree (above or below them) one names or reads a KPI; found once, at the top of the tree.",
        id: "portal",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "kpis": [{ "id": "turnover", "name": "Turnover", "better": "lower", "cadence": "monthly", "owner": "Maya", "healthy": { "max": 15 } }],
  "objectives": [{ "id": "portal", "title": "New people feel at home from day one", "cycle": "2026-Q3", "owner": "Maya", "key_results": [
    { "id": "welcome", "title": "New people rate their first month", "owner": "Maya", "measure": { "kind": "reach", "from": 3.4, "to": 4.5 } }] }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "kpis": [{ "id": "turnover", "name": "Turnover", "better": "lower", "cadence": "monthly", "owner": "Maya", "healthy": { "max": 15 } }],
  "objectives": [{ "id": "portal", "title": "New people feel at home from day one", "cycle": "2026-Q3", "owner": "Maya", "kpis": ["turnover"], "key_results": [
    { "id": "welcome", "title": "New people rate their first month", "owner": "Maya", "measure": { "kind": "reach", "from": 3.4, "to": 4.5 } }] }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    let roots = view.roots();
    let mut moves = vec![false; roots.len()];
    for objective in view.objectives() {
        let named = !objective.written.kpis.is_empty();
        if (named || view.key_results_of(objective).any(|key_result| key_result.summary.series.is_some()))
            && let Some(flag) = roots.get(objective.index).and_then(|root| moves.get_mut(*root))
        {
            *flag = true;
        }
    }
    for objective in view.objectives() {
        let top = roots.get(objective.index) == Some(&objective.index);
        if top && !moves.get(objective.index).copied().unwrap_or(true) {
            let id = &*objective.row.objective;
            let message = format!("`{id}` moves no KPI: it names none, and none of its key results reads one");
            collector.add(objective.location(), data! { objective: id }, message);
        }
    }
}
