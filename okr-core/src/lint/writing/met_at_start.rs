//! `met-at-start`.

use crate::lint::collector::data;
use crate::lint::view::KeyResultView;
use crate::index::{ListIndex, SeriesIndex};
use crate::lint::{Collector, Family, Finding, LintView};
use crate::number::{at_least, at_most, meets, text};
use crate::plan::policy::Severity;
use crate::plan::{Aggregate, Better, Direction, FindingCode, Measure};
use crate::plan::MeasureKind;
use crate::series::is_plain_latest;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::MetAtStart,
    family: Family::Writing,
    severity: Severity::Warning,
    rationale: "A target that was met before the work began asks for nothing, and its score tells nothing. Often the target is old, or \
                the value to start from was guessed.",
    help: "set a target beyond the value at the start, or hold the value where it is (`hold`)",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "`hold`, which is meant to be met from the start, and key results whose value at the start is not known.",
        id: "time-to-hire",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas", "key_results": [
    { "id": "time-to-hire", "title": "Time to hire falls", "owner": "Jonas", "measure": { "kind": "reach", "from": 42, "to": 25 } }] }] },
  "readings": [{ "metric": "time-to-hire", "date": "2026-06-30", "value": 24 }] }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas", "key_results": [
    { "id": "time-to-hire", "title": "Time to hire falls", "owner": "Jonas", "measure": { "kind": "reach", "from": 42, "to": 25 } }] }] },
  "readings": [{ "metric": "time-to-hire", "date": "2026-06-30", "value": 41 }] }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    let moves = |one: &KeyResultView<'_>| matches!(one.summary.kind, MeasureKind::Reach | MeasureKind::Curve);
    for key_result in view.key_results().filter(moves) {
        let Some((value, target)) = met_at_start(view, key_result) else { continue };
        let id = &*key_result.row.key_result;
        let (shown, goal) = (text(value, 6), text(target, 6));
        let message = format!("`{id}` was met before it began: it starts from `{shown}`, and its target is `{goal}`");
        let data = data! { key_result: id, value: value, target: target };
        collector.add(key_result.location().field("measure"), data, message);
    }
}

/// The value at the start and the target, where the one meets the other.
fn met_at_start(view: &LintView<'_>, key_result: KeyResultView<'_>) -> Option<(f64, f64)> {
    match key_result.measure(view.as_of()) {
        Measure::Reach(reach) => {
            let target = key_result.summary.target?;
            let (value, direction) = match reach.from {
                Some(from) => {
                    (value_at_start(view, key_result)?, if target > from { Direction::Up } else { Direction::Down })
                }
                None => (key_result.summary.baseline?, reach.direction.or_else(|| better(view, key_result))?),
            };
            let met = match direction {
                Direction::Up => at_least(value, target),
                Direction::Down => at_most(value, target),
            };
            met.then_some((value, target))
        }
        Measure::Curve(curve) => {
            let value = value_at_start(view, key_result)?;
            let (first, last) = (curve.points.first()?, curve.points.last()?);
            // The first point, in the order of rising scores, from which on the score is full.
            let full = curve.points.iter().find(|point| meets(point.score, 1.0))?;
            let met = if last.value > first.value { at_least(value, full.value) } else { at_most(value, full.value) };
            (met && !meets(first.score, 1.0)).then_some((value, full.value))
        }
        _ => None,
    }
}

/// The last reading up to the start, where readings are values of their own.
pub(super) fn value_at_start(view: &LintView<'_>, key_result: KeyResultView<'_>) -> Option<f64> {
    let kpi = key_result.summary.series.map(|series| view.kpi_of(series));
    let latest = |aggregate: Option<Aggregate>| aggregate.is_none_or(|aggregate| aggregate == Aggregate::Latest);
    let plain = kpi.is_none_or(|kpi| is_plain_latest(kpi) && kpi.min_sample.is_none());
    if !plain || !latest(key_result.written.aggregate) {
        return None;
    }
    // A day in no listed period of the KPI's calendar does not count.
    let series = key_result.summary.series.map(|series| &view.index().series[SeriesIndex::new(series)]);
    let schedule = series.map(|series| view.index().schedule(series.kpi, view.policy()));
    let counts = |day: i32| schedule.as_ref().is_none_or(|schedule| schedule.period_of_day(day).is_some());
    let mut readings = view.readings_up_to(key_result, key_result.summary.start);
    readings.find(|(day, _)| counts(*day)).map(|(_, value)| value)
}

fn better(view: &LintView<'_>, key_result: KeyResultView<'_>) -> Option<Direction> {
    match view.kpi_of(key_result.summary.series?).better {
        Better::Higher => Some(Direction::Up),
        Better::Lower => Some(Direction::Down),
        Better::Inside => None,
    }
}
