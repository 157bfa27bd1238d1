//! `fiscal-year-trap`.

use crate::calendar::{Cadence, date_of_day};
use crate::lint::collector::data;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::policy::Severity;
use crate::plan::{FindingCode, KpiCadence};
use chrono::Datelike;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::FiscalYearTrap,
    family: Family::Time,
    severity: Severity::Warning,
    rationale: "A reading dated by a plain year (`2026`) counts on 31 December. Where the fiscal year starts in another month, that day lies \
                within the fiscal year, so that the value of one year is shown as that of another.",
    help: "date the readings by the last day of the fiscal year, or by `FY2026` with the loader's `fiscal_year_start`",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "KPIs with a reading on another day than 31 December. KPIs that are not yearly, or count in a calendar of their own.",
        id: "engagement",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1, "policy": { "fiscal_year_start": 4 },
  "kpis": [{ "id": "engagement", "name": "Engagement", "better": "higher", "cadence": "yearly", "owner": "Maya", "healthy": { "min": 60 } }] },
  "readings": [{ "metric": "engagement", "date": "2024", "value": 62 }, { "metric": "engagement", "date": "2025", "value": 64 }] }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1, "policy": { "fiscal_year_start": 4 },
  "kpis": [{ "id": "engagement", "name": "Engagement", "better": "higher", "cadence": "yearly", "owner": "Maya", "healthy": { "min": 60 } }] },
  "readings": [{ "metric": "engagement", "date": "2025-03-31", "value": 62 }, { "metric": "engagement", "date": "2026-03-31", "value": 64 }] }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    let start = view.policy().fiscal_year_start;
    if start == 1 {
        return;
    }
    for series in view.series().filter(|series| series.kpi.written.cadence == KpiCadence::Of(Cadence::Yearly)) {
        let days = || view.series_readings(series.index).map(|(day, _)| date_of_day(day));
        let readings = days().count();
        if readings == 0 || days().any(|day| (day.month(), day.day()) != (12, 31)) {
            continue;
        }
        let id = &*series.node.metric;
        let dated = match readings {
            1 => "the only reading".to_owned(),
            _ => format!("all {readings} readings"),
        };
        let message = format!(
            "{dated} of `{id}` lie{} on 31 December, as those dated by a plain year do, but the fiscal year starts in month {start}",
            if readings == 1 { "s" } else { "" }
        );
        let data = data! { kpi: id, readings: readings, fiscal_year_start: start };
        collector.add(series.location(), data, message);
    }
}
