//! `business-as-usual`.

use super::met_at_start::value_at_start;
use crate::lint::found::data;
use crate::lint::sight::{SeenKeyResult, SeenSeries};
use crate::lint::{Family, Finding, Found, Sight};
use crate::number::{at_least, at_most, meets, same, text};
use crate::plan::policy::Severity;
use crate::plan::{Better, FindingCode, Hold, Judge, Measure};
use crate::report::{Health, Kind, TriggerState};

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::BusinessAsUsual,
    family: Family::Writing,
    severity: Severity::Info,
    rationale: "A KPI that is healthy keeps its standard without an objective. A key result that repeats the standard adds nothing, and \
                takes a place from something that is to change.",
    help: "leave the standard to the KPI, and use the key result for something that is to change",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "While the KPI is out of its range, raises its hand, or was outside when the key result began; and a `hold` beside a key result \
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

fn check(sight: &Sight<'_>, found: &mut Found<'_>) {
    let raised = raised(sight);
    for key_result in sight.key_results() {
        let Some(index) = key_result.facts.series else { continue };
        let Some(series) = sight.one_series(index) else { continue };
        if series.row.health != Health::Healthy || raised.get(index).copied().unwrap_or(false) {
            continue;
        }
        let Some((what, value)) = repeats(sight, key_result, series) else { continue };
        let (id, name) = (&*key_result.row.key_result, series.kpi.written.id.as_str());
        let message = format!("`{id}` repeats the {what} (`{}`) of the KPI `{name}`, which is healthy", text(value, 6));
        let data = data! { key_result: id, kpi: name, repeats: what, value: value };
        found.add(key_result.place().field("measure"), data, message);
    }
}

/// For each series whether a rule has raised its hand.
fn raised(sight: &Sight<'_>) -> Vec<bool> {
    let mut raised = vec![false; sight.index().series.len()];
    let up = |state: TriggerState| matches!(state, TriggerState::Firing | TriggerState::Recovering);
    for trigger in sight.context.report.triggers.iter().filter(|trigger| up(trigger.state)) {
        if let Some(flag) = sight.series_of(trigger).and_then(|series| raised.get_mut(series)) {
            *flag = true;
        }
    }
    raised
}

/// What of the KPI the key result repeats: its range or its target, and the value.
fn repeats(sight: &Sight<'_>, key_result: SeenKeyResult<'_>, series: SeenSeries<'_>) -> Option<(&'static str, f64)> {
    let day = sight.as_of();
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
            if broken || guards(sight, key_result) {
                return None;
            }
            let all = [hold.min, hold.max].into_iter().flatten().all(|bound| standard(bound).is_some());
            if all { standard(decisive(hold, series.kpi.written.better)?) } else { None }
        }
        Measure::Reach(_) => {
            let from = value_at_start(sight, key_result).or(key_result.facts.baseline)?;
            let to = key_result.facts.target?;
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
fn guards(sight: &Sight<'_>, key_result: SeenKeyResult<'_>) -> bool {
    sight.key_results_of(key_result.objective).any(|other| {
        other.facts.series == key_result.facts.series && matches!(other.facts.kind, Kind::Reach | Kind::Curve)
    })
}
