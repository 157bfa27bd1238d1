//! `unread-metric`.

use crate::calendar::day_number;
use crate::lint::collector::data;
use crate::lint::view::{KeyResultView, SeriesView};
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;
use crate::report::Kind;
use crate::series::grace_days;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::UnreadMetric,
    family: Family::Health,
    severity: Severity::Warning,
    rationale: "A number that was agreed upon and is never measured gives false comfort: it stands in the plan, and nobody knows it.",
    help: "load its readings under this name; where they go by another one, rename the one or the other",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Key results until `check_in_days` after their start and after \
             their end; KPIs until the first period after their `start` is due; `establish`, which is done with its first reading.",
        id: "turnover",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "kpis": [
    { "id": "turnover", "name": "Turnover", "better": "lower", "cadence": "monthly", "owner": "Maya", "healthy": { "max": 15 } },
    { "id": "absence", "name": "Absence", "better": "lower", "cadence": "monthly", "owner": "Maya", "healthy": { "max": 5 } }] },
  "readings": [{ "metric": "absence", "date": "2026-07", "value": 4 }] }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "kpis": [
    { "id": "turnover", "name": "Turnover", "better": "lower", "cadence": "monthly", "owner": "Maya", "healthy": { "max": 15 } },
    { "id": "absence", "name": "Absence", "better": "lower", "cadence": "monthly", "owner": "Maya", "healthy": { "max": 5 } }] },
  "readings": [{ "metric": "absence", "date": "2026-07", "value": 4 }, { "metric": "turnover", "date": "2026-07", "value": 12 }] }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    for key_result in view.key_results().filter(|key_result| awaited(view, *key_result)) {
        if view.readings_up_to(key_result, view.as_of()).next().is_none() {
            let id = &*key_result.row.key_result;
            let message = format!("there are no readings of the key result `{id}`");
            collector.add(key_result.location(), data! { metric: id }, message);
        }
    }
    for series in view.series().filter(|series| due(view, *series)) {
        if view.series_readings(series.index).next().is_none() {
            let id = &*series.node.metric;
            let message = format!("there are no readings of the KPI `{id}`");
            collector.add(series.location(), data! { metric: id }, message);
        }
    }
}

/// Whether a key result has readings of its own, and they should have come.
fn awaited(view: &LintView<'_>, key_result: KeyResultView<'_>) -> bool {
    let patience = i64::from(view.policy().check_in_days);
    let began = i64::from(view.as_of()) - i64::from(key_result.summary.start) > patience;
    let measured = matches!(key_result.summary.kind, Kind::Reach | Kind::Hold | Kind::Curve);
    measured
        && key_result.summary.series.is_none()
        && key_result.summary.current.is_none()
        && began
        && view.as_of() <= key_result.summary.end
}

/// Whether a KPI's first value should have come: at once where it has no start.
fn due(view: &LintView<'_>, series: SeriesView<'_>) -> bool {
    let Some(start) = series.kpi.written.start.map(day_number) else { return true };
    let schedule = view.index().schedule(series.node.kpi, view.policy());
    let end = schedule.last_day(schedule.period_from(start));
    i64::from(view.as_of()) - i64::from(end) > i64::from(grace_days(series.kpi.written, view.policy()))
}
