//! `against-better`.

use crate::lint::collector::data;
use crate::lint::view::{KeyResultView, KpiView};
use crate::lint::{Collector, Family, Finding, LintView};
use crate::number::text;
use crate::plan::policy::Severity;
use crate::plan::{Better, Curve, Direction, FindingCode, Measure, Range, Reach, Target};

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::AgainstBetter,
    family: Family::Writing,
    severity: Severity::Error,
    rationale: "The score of such a key result rises while its KPI gets worse. Most often a sign or a direction is the wrong way round.",
    help: "turn the change round, or mend the KPI's `better`",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Key results without a KPI, but for percent of a negative value, which goes the other way than it reads.",
        id: "turnover-rises",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "kpis": [{ "id": "turnover", "name": "Turnover", "better": "lower", "cadence": "monthly", "unit": "%", "healthy": { "max": 15 } }],
  "objectives": [{ "id": "stay", "title": "People want to stay here", "cycle": "2026-Q3", "owner": "Maya", "key_results": [
    { "id": "turnover-rises", "title": "Turnover falls by a fifth", "owner": "Maya", "metric": "turnover",
      "measure": { "kind": "reach", "from": 18, "to": { "by_percent": 20 } } }] }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "kpis": [{ "id": "turnover", "name": "Turnover", "better": "lower", "cadence": "monthly", "unit": "%", "healthy": { "max": 15 } }],
  "objectives": [{ "id": "stay", "title": "People want to stay here", "cycle": "2026-Q3", "owner": "Maya", "key_results": [
    { "id": "turnover-rises", "title": "Turnover falls by a fifth", "owner": "Maya", "metric": "turnover",
      "measure": { "kind": "reach", "from": 18, "to": { "by_percent": -20 } } }] }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    for key_result in view.key_results() {
        let negative = key_result.summary.baseline.is_some_and(|baseline| baseline < 0.0);
        if key_result.summary.series.is_none() && !negative {
            continue;
        }
        let measure = key_result.measure(view.as_of());
        let id = &*key_result.row.key_result;
        if let Some((percent, baseline)) = percent_of_negative(key_result, measure) {
            let message = format!(
                "`{id}` is to change by {} % of `{}`: percent of a negative value go the other way than they read",
                text(percent, 6),
                text(baseline, 6)
            );
            let data = data! { key_result: id, reason: "percent_of_negative", percent: percent, baseline: baseline };
            let help = "write the target as a value (`to`) or as a difference (`by`)".to_owned();
            collector.add_with_help(key_result.location().field("measure"), data, message, help);
            continue;
        }
        let series = key_result.summary.series.and_then(|series| view.one_series(series));
        let Some(kpi) = series.map(|series| series.kpi) else { continue };
        if let Some(how) = against(view, key_result, measure, kpi) {
            let (name, better) = (kpi.written.id.as_str(), kpi.written.better.as_str());
            let wanted = match kpi.written.better {
                Better::Higher => "where higher is better",
                Better::Lower => "where lower is better",
                Better::Inside => "which is better inside its range",
            };
            let message = format!("`{id}` {how} the KPI `{name}`, {wanted}");
            let data = data! { key_result: id, reason: "direction", kpi: name, better: better };
            collector.add(key_result.location().field("measure"), data, message);
        }
    }
}

fn percent_of_negative(key_result: KeyResultView<'_>, measure: &Measure) -> Option<(f64, f64)> {
    let Measure::Reach(Reach { to: Target::ByPercent(percent), from, .. }) = measure else { return None };
    let baseline = from.or(key_result.summary.baseline)?;
    (baseline < 0.0).then_some((*percent, baseline))
}

/// What the key result does to the KPI, where that makes it worse.
fn against(
    view: &LintView<'_>,
    key_result: KeyResultView<'_>,
    measure: &Measure,
    kpi: KpiView<'_>,
) -> Option<&'static str> {
    let (direction, ends) = match measure {
        Measure::Reach(reach) => (direction(reach), reach.from.zip(key_result.summary.target)),
        Measure::Curve(curve) => {
            (rising(curve), curve.points.first().zip(curve.points.last()).map(|(a, b)| (a.value, b.value)))
        }
        _ => return None,
    };
    match (kpi.written.better, direction?) {
        (Better::Higher, Direction::Down) => Some("lowers"),
        (Better::Lower, Direction::Up) => Some("raises"),
        (Better::Inside, _) => {
            let (from, to) = ends?;
            let range = kpi.range(view.as_of())?;
            (outside(range, to) > outside(range, from)).then_some("moves away from its range")
        }
        _ => None,
    }
}

/// The way that is written, by a sign or in words; none where only the KPI tells.
fn direction(reach: &Reach) -> Option<Direction> {
    let way = |change: f64| if change > 0.0 { Direction::Up } else { Direction::Down };
    match (&reach.to, reach.from) {
        (Target::To(to), Some(from)) => Some(way(to - from)),
        (Target::To(_), None) => reach.direction,
        (Target::By(change) | Target::ByPercent(change), _) => Some(way(*change)),
    }
}

fn rising(curve: &Curve) -> Option<Direction> {
    let (first, last) = (curve.points.first()?, curve.points.last()?);
    Some(if last.value > first.value { Direction::Up } else { Direction::Down })
}

/// How far a value lies outside a range.
fn outside(range: &Range, value: f64) -> f64 {
    match (range.min, range.max) {
        (Some(min), _) if value < min => min - value,
        (_, Some(max)) if value > max => value - max,
        _ => 0.0,
    }
}
