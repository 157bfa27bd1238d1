//! `at-a-cost`.

use std::collections::HashMap;

use crate::index::{ListIndex, SeriesIndex};
use crate::kpi::health_of_period;
use crate::lint::collector::data;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;
use crate::report::{Health, TriggerRow, TriggerState};
use crate::series::SeriesScratch;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::AtACost,
    family: Family::Health,
    severity: Severity::Warning,
    rationale: "A goal that is reached at the cost of something else has only moved the problem. A guard names what must not suffer, so that \
                somebody notices in time.",
    help: "look whether the key result is the cause; change how it is pursued, or say why the cost is worth it",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Guards that were not healthy when the cycle began, or had no value by then. Key results of cycles that have not begun.",
        id: "time-to-hire",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "kpis": [{ "id": "quality", "name": "Quality of hires", "better": "higher", "cadence": "monthly", "owner": "Maya", "healthy": { "min": 80 } }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas", "key_results": [
    { "id": "time-to-hire", "title": "Time to hire falls", "owner": "Jonas", "guards": ["quality"],
      "measure": { "kind": "reach", "from": 42, "to": 25 } }] }] },
  "readings": [{ "metric": "quality", "date": "2026-06", "value": 86 }, { "metric": "quality", "date": "2026-07", "value": 71 }] }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "kpis": [{ "id": "quality", "name": "Quality of hires", "better": "higher", "cadence": "monthly", "owner": "Maya", "healthy": { "min": 80 } }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas", "key_results": [
    { "id": "time-to-hire", "title": "Time to hire falls", "owner": "Jonas", "guards": ["quality"],
      "measure": { "kind": "reach", "from": 42, "to": 25 } }] }] },
  "readings": [{ "metric": "quality", "date": "2026-06", "value": 86 }, { "metric": "quality", "date": "2026-07", "value": 84 }] }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    if view.key_results().all(|one| one.written.guards.is_empty()) {
        return;
    }
    let firing = firing_rules(view);
    for key_result in view.key_results().filter(|one| !one.written.guards.is_empty()) {
        let node = key_result.objective.node;
        let start = view.index().cycles[node.cycle].start;
        let guards = key_result.written.guards.iter().filter_map(|id| view.index().kpi_ids.get(id.as_str()));
        let series = guards.flat_map(|kpi| view.index().series_for(*kpi, node.team));
        for series in series.filter(|_| start <= view.as_of()) {
            let Some(guard) = view.one_series(series.get()) else { continue };
            let firing = firing.get(&series.get()).copied();
            let suffers = guard.row.health == Health::Unhealthy || firing.is_some();
            if !suffers || health_before(view, series, start) != Some(Health::Healthy) {
                continue;
            }
            let (id, kpi) = (&*key_result.row.key_result, &*guard.node.metric);
            let now = match firing {
                Some(trigger) if guard.row.health != Health::Unhealthy => format!("its rule `{}` fires", trigger.rule),
                _ => "it is unhealthy".to_owned(),
            };
            let message = format!("`{kpi}`, a guard of `{id}`, was healthy when the cycle began, and now {now}");
            let data = data! {
                key_result: id, kpi: kpi, health: guard.row.health.as_str(), rule: firing.map(|trigger| trigger.rule.as_ref()),
            };
            collector.add(key_result.location().field("guards"), data, message);
        }
    }
}

/// The first rule that fires of each series that has one. Only looked up, so that the order does not matter.
fn firing_rules<'a>(view: &LintView<'a>) -> HashMap<usize, &'a TriggerRow> {
    let mut rules = HashMap::new();
    for trigger in view.context.report.triggers.iter().filter(|trigger| trigger.state == TriggerState::Firing) {
        if let Some(series) = view.series_of(trigger) {
            rules.entry(series).or_insert(trigger);
        }
    }
    rules
}

/// How the newest value did whose period was complete before a day.
fn health_before(view: &LintView<'_>, series: SeriesIndex, day: i32) -> Option<Health> {
    let mut scratch = SeriesScratch::default();
    let (kpi, periods) = view.context.evaluation.fill(series, &mut scratch);
    let mut complete = periods.indices().rev().filter(|index| periods.last_day(*index) < day);
    let newest = complete.find(|index| periods.content(*index).is_filled())?;
    Some(health_of_period(kpi, periods, newest))
}
