//! `unread-metric`.

use crate::lint::awaited::awaited_metrics;
use crate::lint::collector::data;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::UnreadMetric,
    family: Family::Health,
    severity: Severity::Warning,
    rationale: "A number that was agreed upon and is never measured gives false comfort: it stands in the plan, and nobody knows it.",
    help: "load its readings under this name; where they go by another one, rename the one or the other",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "KPIs with a formula, which have no readings of their own. Key results until `check_in_days` after their start and after \
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
    for metric in awaited_metrics(view).filter(|metric| metric.rows == 0) {
        let message = format!("the {} `{}` has no readings", metric.kind, metric.id);
        collector.add(metric.location, data! { metric: metric.id }, message);
    }
}
