//! `kpi-without-range`.

use crate::lint::collector::data;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::KpiWithoutRange,
    family: Family::Health,
    severity: Severity::Warning,
    rationale: "A number without a range says neither that all is well nor that something must be done: it is shown, and nobody acts on it.",
    help: "write from which value on it worries somebody (`healthy`), or what it is to reach (`target`)",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "KPIs with a target, by which they are judged.",
        id: "turnover",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "kpis": [{ "id": "turnover", "name": "Turnover", "better": "lower", "cadence": "monthly", "owner": "Maya" }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "kpis": [{ "id": "turnover", "name": "Turnover", "better": "lower", "cadence": "monthly", "owner": "Maya", "healthy": { "max": 15 } }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    for kpi in view.kpis() {
        if kpi.range(view.as_of()).is_none() && kpi.target(view.as_of()).is_none() {
            let id = kpi.written.id.as_str();
            let message =
                format!("the KPI `{id}` has neither a range nor a target: nothing tells whether it is healthy");
            collector.add(kpi.location(), data! { kpi: id }, message);
        }
    }
}
