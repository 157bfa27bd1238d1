//! `business-as-usual`.

use super::met_at_start::value_at_start;
use crate::lint::collector::data;
use crate::lint::view::{KeyResultView, SeriesView};
use crate::lint::{Collector, Family, Finding, LintView};
use crate::number::{at_least, at_most, meets, same, text};
use crate::plan::policy::Severity;
use crate::plan::{Better, FindingCode, Hold, Judge, Measure};
use crate::plan::MeasureKind;
use crate::report::{Health, TriggerState};

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::BusinessAsUsual,
    family: Family::Writing,
    severity: Severity::Info,
    rationale: "A KPI that is healthy keeps its standard without an objective. A key result that repeats the standard adds nothing, and \
                takes a place from something that is to change.",
    help: "leave the standard to the KPI, and use the key result for something that is to change",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "While the KPI is out of its range, has an active trigger, or was outside when the key result began; and a `hold` beside a key result \
             of the same objective that moves the same KPI: it guards what the other one changes.",
        id: "uptime-holds",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "kpis": [{ "id": "uptime", "name": "Uptime", "better": "higher", "cadence": "monthly", "unit": "%", "healthy": { "min": 99.5 } }],
  "objectives": [{ "id": "trust", "title": "Customers trust the service", "cycle": "2026-Q3", "owner": "Sam", "key_results": [
    { "id": "uptime-holds", "title": "Uptime stays high", "owner": "Sam", "metric": "uptime", "measure": { "kind": "hold", "min": 99.5 } }] }] },
  "readings": [{ "metric": "uptime", "date": "2026-06", "value": 99.8 }, { "metric": "uptime", "date": "2026-07", "value": 99.7 }] }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "kpis": [{ "id": "uptime", "name": "Uptime", "better": "higher", "cadence": "monthly", "unit": "%", "healthy": { "min": 99.5 } }],
  "objectives": [{ "id": "trust", "title": "Customers trust the service", "cycle": "2026-Q3", "owner": "Sam", "key_results": [
    { "id": "uptime-holds", "title": "Uptime stays high", "owner": "Sam", "metric": "uptime", "measure": { "kind": "hold", "min": 99.5 } }] }] },
  "readings": [{ "metric": "uptime", "date": "2026-06", "value": 99.1 }, { "metric": "uptime", "date": "2026-07", "value": 99.2 }] }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    let raised = raised(view);
    for key_result in view.key_results() {
        let Some(index) = key_result.summary.series else { continue };
        let Some(series) = view.one_series(index) else { continue };
        if series.row.health != Health::Healthy || raised.get(index).copied().unwrap_or(false) {
            continue;
        }
        let Some((what, value)) = repeats(view, key_result, series) else { continue };
        let (id, name) = (&*key_result.row.key_result, series.kpi.written.id.as_str());
        let message = format!("`{id}` repeats the {what} (`{}`) of the KPI `{name}`, which is healthy", text(value, 6));
        let data = data! { key_result: id, kpi: name, repeats: what, value: value };
        collector.add(key_result.location().field("measure"), data, message);
    }
}

/// For each series whether a trigger is firing or recovering.
fn raised(view: &LintView<'_>) -> Vec<bool> {
    let mut raised = vec![false; view.index().series.len()];
    let up = |state: TriggerState| matches!(state, TriggerState::Firing | TriggerState::Recovering);
    for trigger in view.context.report.triggers.iter().filter(|trigger| up(trigger.state)) {
        if let Some(flag) = view.series_of(trigger).and_then(|series| raised.get_mut(series)) {
            *flag = true;
        }
    }
    raised
}

/// What of the KPI the key result repeats: its range or its target, and the value.
fn repeats(view: &LintView<'_>, key_result: KeyResultView<'_>, series: SeriesView<'_>) -> Option<(&'static str, f64)> {
    let day = view.as_of();
    let (range, target) = (series.kpi.range(day), series.kpi.target(day));
    let (min, max) = range.map_or((None, None), |range| (range.min, range.max));
    let standard = |value: f64| {
        if target.is_some_and(|target| same(target, value)) {
            Some(("target", value))
        } else {
            let bound = [min, max].into_iter().flatten().find(|bound| same(*bound, value))?;
            Some(("range", bound))
        }
    };
    match key_result.measure(day) {
        Measure::Hold(hold) => {
            let broken = hold.judge.unwrap_or(Judge::Share) == Judge::Share
                && key_result.row.score.is_some_and(|score| !meets(score, 1.0));
            if broken || guards(view, key_result) {
                return None;
            }
            let all = [hold.min, hold.max].into_iter().flatten().all(|bound| standard(bound).is_some());
            if all { standard(decisive(hold, series.kpi.written.better)?) } else { None }
        }
        Measure::Reach(_) => {
            let from = value_at_start(view, key_result).or(key_result.summary.baseline)?;
            let to = key_result.summary.target?;
            let met = match series.kpi.written.better {
                Better::Higher => at_least(from, to),
                Better::Lower => at_most(from, to),
                Better::Inside => false,
            };
            if met { standard(to) } else { None }
        }
        _ => None,
    }
}

/// The bound of a `hold` that its KPI could break by getting worse.
fn decisive(hold: &Hold, better: Better) -> Option<f64> {
    match better {
        Better::Higher => hold.min,
        Better::Lower => hold.max,
        Better::Inside => hold.min.or(hold.max),
    }
}

/// Whether another key result of the objective moves the same series.
fn guards(view: &LintView<'_>, key_result: KeyResultView<'_>) -> bool {
    view.key_results_of(key_result.objective).any(|other| {
        other.summary.series == key_result.summary.series && matches!(other.summary.kind, MeasureKind::Reach | MeasureKind::Curve)
    })
}
