//! `first-day-readings`.

use crate::lint::collector::data;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::policy::Severity;
use crate::plan::{Cadence, FindingCode, KpiCadence};

/// One reading on a first day is chance.
const FEWEST: usize = 2;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::FirstDayReadings,
    family: Family::Writing,
    severity: Severity::Warning,
    rationale: "The value of a period is known at its end. Where all readings are dated on first days, someone wrote the first day for \
                the whole period (`2026-07-01` for July), or the value belongs to the period before; then every value is out by up to a \
                period.",
    help: "date a value by its period (`2026-07`) or by the period's last day",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Daily KPIs, and a single reading.",
        id: "turnover",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "kpis": [{ "id": "turnover", "name": "Turnover", "better": "lower", "cadence": "monthly", "owner": "Maya", "healthy": { "max": 15 } }] },
  "readings": [
    { "metric": "turnover", "date": "2026-05-01", "value": 12 }, { "metric": "turnover", "date": "2026-06-01", "value": 11 },
    { "metric": "turnover", "date": "2026-07-01", "value": 12 }] }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "kpis": [{ "id": "turnover", "name": "Turnover", "better": "lower", "cadence": "monthly", "owner": "Maya", "healthy": { "max": 15 } }] },
  "readings": [
    { "metric": "turnover", "date": "2026-05", "value": 12 }, { "metric": "turnover", "date": "2026-06", "value": 11 },
    { "metric": "turnover", "date": "2026-07", "value": 12 }] }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    for series in view.series() {
        let schedule = view.index().schedule(series.node.kpi, view.policy());
        let first = |day: i32| schedule.period_of_day(day).is_some_and(|period| schedule.first_day(period) == day);
        if series.kpi.written.cadence == KpiCadence::Of(Cadence::Daily)
            || !view.series_readings(series.index).all(|(day, _)| first(day))
        {
            continue;
        }
        let readings = view.series_readings(series.index).count();
        if readings >= FEWEST {
            let id = &*series.node.metric;
            let message = format!(
                "all {readings} readings of `{id}` lie on the first day of a {} period",
                series.kpi.written.cadence.as_str()
            );
            let data = data! { kpi: id, readings: readings, cadence: series.kpi.written.cadence.as_str() };
            collector.add(series.location(), data, message);
        }
    }
}
