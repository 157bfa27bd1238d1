//! `scale-mismatch`.

use crate::lint::collector::{Data, Location, data};
use crate::lint::key_result_summary::KeyResultSummary;
use crate::lint::view::KeyResultView;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::number::text;
use crate::plan::policy::Severity;
use crate::plan::{Aggregate, FindingCode, Measure, Target};

/// About 100 times: half an order of magnitude to either side.
const LEAST: f64 = 30.0;
const MOST: f64 = 300.0;
/// So many of the newest readings are looked at.
const READINGS: usize = 12;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::ScaleMismatch,
    family: Family::Writing,
    severity: Severity::Error,
    rationale: "Readings of 0.42 under a target of 55 % are most likely shares of 1, and readings of 4200 under a target of 50 cents of \
                something. Every number that follows is off by the same factor.",
    help: "load the readings in the unit of the target: `%` means 0 to 100",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Sums, of which a reading is a part. Where the readings lie near the value to start from, and where they are whole numbers that may have grown from little: only \
             fractions of 1 are held to be shares, from 0 on only after a third of the time. The newest 12 readings are looked at; all must \
             be 30 to 300 times off.",
        id: "accepted",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas", "key_results": [
    { "id": "accepted", "title": "More candidates accept", "owner": "Jonas", "unit": "%", "measure": { "kind": "reach", "from": 68, "to": 82 } }] }] },
  "readings": [{ "metric": "accepted", "date": "2026-07-10", "value": 0.69 }, { "metric": "accepted", "date": "2026-08-07", "value": 0.74 }] }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas", "key_results": [
    { "id": "accepted", "title": "More candidates accept", "owner": "Jonas", "unit": "%", "measure": { "kind": "reach", "from": 68, "to": 82 } }] }] },
  "readings": [{ "metric": "accepted", "date": "2026-07-10", "value": 69 }, { "metric": "accepted", "date": "2026-08-07", "value": 74 }] }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    for key_result in view.key_results() {
        let KeyResultSummary { current: Some(current), series: None, target, .. } = key_result.summary else {
            continue;
        };
        // The value now is made from the readings: near the target it is not off, and they are not.
        let far = |to: f64| ratio(current, to).is_some_and(|times| !(1.0 / LEAST..=LEAST).contains(&times));
        if target.is_some_and(|target| !far(target)) || key_result.written.aggregate == Some(Aggregate::Sum) {
            continue;
        }
        let Some((from, to)) = ends(view, key_result).filter(|(_, to)| far(*to)) else { continue };
        let start = key_result.summary.start;
        let end = key_result.summary.end;
        let readings = view.readings_up_to(key_result, end).take_while(|(day, _)| *day >= start);
        let late = i64::from(view.as_of()) - i64::from(start) > (i64::from(end) - i64::from(start)) / 3;
        if let Some(times) = off(from, to, late, readings.map(|(_, value)| value)) {
            add(collector, key_result.location(), &key_result.row.key_result, to, times);
        }
    }
    for series in view.series() {
        let kpi = series.kpi;
        if kpi.written.aggregate == Aggregate::Sum {
            continue;
        }
        let range = kpi.range(view.as_of());
        let bound = range.and_then(|range| outer(range.min, range.max));
        let Some(to) = kpi.target(view.as_of()).or(bound) else { continue };
        if let Some(times) = off(None, to, true, view.series_readings(series.index).map(|(_, value)| value)) {
            add(collector, series.location(), &series.node.metric, to, times);
        }
    }
}

/// Where a key result with readings of its own comes from, where that is written, and where it is to arrive.
fn ends(view: &LintView<'_>, key_result: KeyResultView<'_>) -> Option<(Option<f64>, f64)> {
    match key_result.measure(view.as_of()) {
        Measure::Reach(reach) => match reach.to {
            Target::To(to) => Some((reach.from, to)),
            Target::By(_) | Target::ByPercent(_) => {
                Some((reach.from, key_result.summary.target.filter(|_| reach.from.is_some())?))
            }
        },
        Measure::Curve(curve) => Some((curve.points.first().map(|point| point.value), curve.points.last()?.value)),
        Measure::Hold(hold) => Some((None, outer(hold.min, hold.max)?)),
        _ => None,
    }
}

/// The bound that is farther from 0.
fn outer(min: Option<f64>, max: Option<f64>) -> Option<f64> {
    match (min, max) {
        (Some(a), Some(b)) => Some(if a.abs() > b.abs() { a } else { b }),
        (one, other) => one.or(other),
    }
}

/// How many times the newest reading is off the target, where all readings are about 100 times off it and off the value to start
/// from, to the same side. `late`: whether something that starts from 0 should have come some way by now.
fn off(from: Option<f64>, to: f64, late: bool, readings: impl Iterator<Item = f64>) -> Option<f64> {
    let start = from.filter(|from| *from != 0.0);
    let mut newest: Option<f64> = None;
    // Shares of 1 where percent are expected, or the other way round: whole numbers may have grown from little.
    let mut fraction = to.abs() < 1.0;
    for value in readings.take(READINGS) {
        let times = ratio(value, to)?;
        let small = times < 1.0;
        let nearest = match start {
            Some(start) => nearer(times, ratio(value, start)?),
            None => times,
        };
        let apart = newest.is_some_and(|newest| (newest < 1.0) != small) || (nearest < 1.0) != small;
        if apart || !about_hundred(nearest) || (small && value.abs() > 1.0) {
            return None;
        }
        fraction |= value.abs() < 1.0 && value.fract() != 0.0;
        newest = newest.or(Some(times));
    }
    let small = newest? < 1.0;
    // From 0 nearly all is far away at first. From elsewhere, readings that are far from both ends need no other sign.
    let sure = match from {
        Some(from) if from != 0.0 => true,
        Some(_) => fraction && (late || !small),
        None => fraction,
    };
    newest.filter(|_| sure)
}

/// The one of two ratios that is nearer to 1.
fn nearer(a: f64, b: f64) -> f64 {
    let far = |times: f64| if times < 1.0 { 1.0 / times } else { times };
    if far(b) < far(a) { b } else { a }
}

/// `value` in multiples of `of`, where both have the same sign.
fn ratio(value: f64, of: f64) -> Option<f64> {
    let times = value / of;
    (of != 0.0 && times > 0.0).then_some(times)
}

fn about_hundred(times: f64) -> bool {
    (LEAST..=MOST).contains(&times) || (1.0 / MOST..=1.0 / LEAST).contains(&times)
}

fn add(collector: &mut Collector<'_>, location: Location<'_>, id: &str, to: f64, times: f64) {
    let (factor, way) = if times < 1.0 { (1.0 / times, "smaller") } else { (times, "larger") };
    let message = format!(
        "the readings of `{id}` are about {} times {way} than its target or bound of `{}`",
        text(factor, 0),
        text(to, 6)
    );
    let data: Data = data! { id: id, target: to, times: times };
    collector.add(location, data, message);
}

#[cfg(test)]
mod tests {
    use super::off;

    fn is_off(from: Option<f64>, to: f64, readings: &[f64]) -> bool {
        off(from, to, true, readings.iter().copied()).is_some()
    }

    #[test]
    fn shares_under_percent_are_off() {
        assert!(is_off(Some(68.0), 82.0, &[0.74, 0.69]));
        assert!(is_off(Some(20.0), 80.0, &[0.25]));
        assert!(is_off(Some(0.0), 50.0, &[0.25]));
        assert!(off(Some(0.0), 50.0, false, [0.25].into_iter()).is_none());
        assert!(is_off(Some(0.0), 0.5, &[25.0]));
        assert!(is_off(None, 75.0, &[0.71, 0.7]));
        assert!(is_off(None, 99.9, &[0.999]));
        assert!(is_off(Some(0.68), 0.82, &[74.0, 69.0]));
        assert!(is_off(None, 0.05, &[4.2]));
        assert!(is_off(Some(40_000.0), 50_000.0, &[4_200_000.0]));
    }

    #[test]
    fn growth_and_rare_events_are_not_off() {
        // A hundred customers, of whom the first has come.
        assert!(!is_off(Some(0.0), 100.0, &[1.0]));
        assert!(!is_off(None, 100.0, &[1.0, 2.0]));
        // The chatbot that nobody knows yet.
        assert!(off(Some(0.0), 30.0, false, [0.9, 0.4].into_iter()).is_none());
        assert!(!is_off(Some(0.0), 30.0, &[2.0, 0.9, 0.4]));
        // From forty incidents to one.
        assert!(!is_off(Some(40.0), 1.0, &[40.0]));
        assert!(!is_off(None, 1.0, &[40.0]));
        // One odd reading among good ones.
        assert!(!is_off(None, 75.0, &[71.0, 0.71]));
        assert!(!is_off(None, 75.0, &[]));
        assert!(!is_off(None, 0.0, &[50.0]));
        assert!(!is_off(None, 40.0, &[-0.4]));
    }
}
