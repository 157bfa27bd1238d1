//! `readings-not-yet`.

use crate::lint::awaited::awaited_metrics;
use crate::lint::collector::data;
use crate::lint::days::day_text;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::ReadingsNotYet,
    family: Family::Health,
    severity: Severity::Info,
    rationale: "Readings that lie after the day, or became known after it, do not count on that day. Where a metric has only such \
                readings, the day is usually too early, or the dates are wrong.",
    help: "choose a later day (`as_of`), or correct the dates of the readings",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Metrics with a reading that counts on the day. Metrics from which none is due yet, as for `unread-metric`, which this finding \
                 replaces.",
        id: "turnover",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "kpis": [{ "id": "turnover", "name": "Turnover", "better": "lower", "cadence": "monthly", "owner": "Maya", "healthy": { "max": 15 } }] },
  "readings": [{ "metric": "turnover", "date": "2026-08", "value": 12 }, { "metric": "turnover", "date": "2026-07", "value": 11, "recorded": "2026-08-20" }] }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "kpis": [{ "id": "turnover", "name": "Turnover", "better": "lower", "cadence": "monthly", "owner": "Maya", "healthy": { "max": 15 } }] },
  "readings": [{ "metric": "turnover", "date": "2026-08", "value": 12 }, { "metric": "turnover", "date": "2026-07", "value": 11, "recorded": "2026-08-03" }] }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    for metric in awaited_metrics(view) {
        let Some(first) = metric.first else { continue };
        let (rows, id, day) = (metric.rows, metric.id, day_text(view.as_of()));
        let message = match rows {
            1 => format!("the only reading of the {} `{id}` lies or was recorded after {day}", metric.kind),
            _ => format!("all {rows} readings of the {} `{id}` lie or were recorded after {day}", metric.kind),
        };
        let data = data! { metric: id, rows: rows, first: day_text(first), as_of: day };
        collector.add(metric.location, data, message);
    }
}
