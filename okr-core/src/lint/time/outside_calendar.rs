//! `outside-calendar`.

use crate::calendar::Schedule;
use crate::index::{KpiIndex, ListIndex};
use crate::lint::collector::data;
use crate::lint::days::day_text;
use crate::lint::newest_first::newest_first;
use crate::lint::view::KpiView;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::OutsideCalendar,
    family: Family::Time,
    severity: Severity::Warning,
    rationale: "A reading on a day that no period of the calendar has is not used. Either the day is wrong, or the calendar lacks a period, \
                as it does when nobody has written the next year.",
    help: "add the period to the calendar (`periods`), or correct the dates of the readings",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Calendars that run on without end: `every` and `pattern`.",
        id: "visits",
        bad: r#"{ "as_of": "2026-04-02", "plan": { "version": 1,
  "calendars": [{ "id": "terms", "periods": [
    { "name": "Autumn", "start": "2025-09-01", "end": "2025-12-19" }, { "name": "Spring", "start": "2026-01-07", "end": "2026-03-27" }] }],
  "kpis": [{ "id": "visits", "name": "Visits", "better": "higher", "cadence": "terms", "aggregate": "sum", "owner": "Maya", "healthy": { "min": 10 } }] },
  "readings": [{ "metric": "visits", "date": "2025-12-01", "value": 17 }, { "metric": "visits", "date": "2026-01-05", "value": 19 },
    { "metric": "visits", "date": "2026-03-02", "value": 20 }] }"#,
        good: r#"{ "as_of": "2026-04-02", "plan": { "version": 1,
  "calendars": [{ "id": "terms", "periods": [
    { "name": "Autumn", "start": "2025-09-01", "end": "2025-12-19" }, { "name": "Spring", "start": "2026-01-05", "end": "2026-03-27" }] }],
  "kpis": [{ "id": "visits", "name": "Visits", "better": "higher", "cadence": "terms", "aggregate": "sum", "owner": "Maya", "healthy": { "min": 10 } }] },
  "readings": [{ "metric": "visits", "date": "2025-12-01", "value": 17 }, { "metric": "visits", "date": "2026-01-05", "value": 19 },
    { "metric": "visits", "date": "2026-03-02", "value": 20 }] }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    for kpi in view.kpis() {
        let schedule = view.index().schedule(KpiIndex::new(kpi.index), view.policy());
        if !schedule.has_holes() {
            continue;
        }
        let days = days_outside(view, kpi, &schedule);
        let Some(first) = days.first() else { continue };
        let (id, rows, calendar) = (kpi.written.id.as_str(), days.len(), kpi.written.cadence.as_str());
        let what = match rows {
            1 => format!("1 reading of `{id}` lies"),
            _ => format!("{rows} readings of `{id}` lie"),
        };
        let message = format!("{what} in no period of the calendar `{calendar}`, the first on {}", day_text(*first));
        let data = data! { kpi: id, calendar: calendar, rows: rows, first: day_text(*first) };
        collector.add(kpi.location(), data, message);
    }
}

/// The days of the readings behind a KPI, its own and those of its inputs, that no period has; in rising order.
fn days_outside(view: &LintView<'_>, kpi: KpiView<'_>, schedule: &Schedule) -> Vec<i32> {
    let evaluation = view.context.evaluation;
    let series = evaluation.plan.series_of(KpiIndex::new(kpi.index)).map(|(series, _)| series);
    let formula = evaluation.plan.kpi_sources[KpiIndex::new(kpi.index)].formula.as_ref();
    let inputs = formula.into_iter().flat_map(|formula| &formula.inputs).map(|input| evaluation.metrics.input(*input));
    let inputs = inputs.flat_map(|input| input.shared.into_iter().chain(input.named.iter().map(|(_, metric)| *metric)));
    let metrics = series.filter_map(|series| evaluation.metrics.of_series(series)).chain(inputs);
    let readings = metrics.flat_map(|metric| newest_first(evaluation.readings, Some(metric), view.as_of(), view.as_of()));
    let mut days: Vec<i32> = readings.map(|(day, _)| day).filter(|day| schedule.period_of_day(*day).is_none()).collect();
    crate::order::sort(&mut days);
    days
}
