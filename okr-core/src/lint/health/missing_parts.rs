//! `missing-parts`.

use crate::lint::collector::data;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::MissingParts,
    family: Family::Health,
    severity: Severity::Warning,
    rationale: "A whole without one of its parts moves although nothing has changed: what it shows is who reported, not how things are.",
    help: "load the readings of the parts that are missing, or say that a part has ended with a reading of 0",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Parts that never had a value. Parts that had none in the newest earlier period that can no longer change.",
        id: "turnover",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1, "inputs": [{ "id": "leavers" }, { "id": "heads", "aggregate": "latest" }],
  "kpis": [{ "id": "turnover", "name": "Turnover", "better": "lower", "cadence": "monthly", "owner": "Maya", "formula": "100 * leavers / heads", "unit": "%", "healthy": { "max": 15 } }] },
  "readings": [
    { "metric": "leavers@a", "date": "2026-06-20", "value": 2 },
    { "metric": "heads@a", "date": "2026-06-20", "value": 20 },
    { "metric": "leavers@b", "date": "2026-06-20", "value": 3 },
    { "metric": "heads@b", "date": "2026-06-20", "value": 180 },
    { "metric": "leavers@a", "date": "2026-07-05", "value": 2 },
    { "metric": "heads@a", "date": "2026-07-20", "value": 20 }] }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1, "inputs": [{ "id": "leavers" }, { "id": "heads", "aggregate": "latest" }],
  "kpis": [{ "id": "turnover", "name": "Turnover", "better": "lower", "cadence": "monthly", "owner": "Maya", "formula": "100 * leavers / heads", "unit": "%", "healthy": { "max": 15 } }] },
  "readings": [
    { "metric": "leavers@a", "date": "2026-06-20", "value": 2 },
    { "metric": "heads@a", "date": "2026-06-20", "value": 20 },
    { "metric": "leavers@b", "date": "2026-06-20", "value": 3 },
    { "metric": "heads@b", "date": "2026-06-20", "value": 180 },
    { "metric": "leavers@a", "date": "2026-07-05", "value": 2 },
    { "metric": "heads@a", "date": "2026-07-20", "value": 20 },
    { "metric": "leavers@b", "date": "2026-07-05", "value": 3 },
    { "metric": "heads@b", "date": "2026-07-20", "value": 180 }] }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    for series in view.series() {
        let Some((parts, of)) = series.row.parts.zip(series.row.parts_of).filter(|(parts, of)| parts < of) else { continue };
        let (id, period) = (&*series.node.metric, series.row.period.as_deref());
        let message =
            format!("the value of `{id}` in {} is made from {parts} of {of} parts", period.unwrap_or("its newest period"));
        collector.add(series.location(), data! { kpi: id, period: period, parts: parts, parts_of: of }, message);
    }
}
