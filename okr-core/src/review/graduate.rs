//! Graduates: a key result that was won goes on as a KPI, so that what was reached is kept.

use std::sync::Arc;

use super::reviewed::Reviewed;
use super::rows::Graduate;
use crate::index::KeyResultIndex;
use crate::merge::Rename;
use crate::number::{LARGEST_VALUE, larger, meets, smaller};
use crate::plan::{Aggregate, Better, Cadence, Kpi, Measure, Range};
use crate::report::Status;
use crate::score::KeyResultScore;

/// Each attained `hold`, and `reach` by the newest or the mean value, that reads no KPI.
pub(super) fn graduates(reviewed: &Reviewed<'_>) -> Vec<Graduate> {
    let Reviewed { context, scores, index, .. } = *reviewed;
    let (written, _) = context.plan.objective(index);
    let won = |index: KeyResultIndex| {
        let score = scores.key_result(index);
        let success = context.policy.success.of(score.ambition);
        let over = score.past_end || score.lifecycle.closed() || score.status == Status::Achieved;
        let attained =
            score.counts() && over && score.unmeasured.is_none() && score.score.is_some_and(|s| meets(s, success));
        attained.then_some(score)
    };
    let indices = context.plan.key_results_of(index).filter(|(_, key_result)| key_result.metric.is_none());
    let graduates = indices.filter_map(|(index, key_result)| {
        let score = won(index)?;
        let (better, healthy) = range(reviewed, index, score, key_result.aggregate)?;
        let id = format!("{}-kpi", shorten(&key_result.id));
        let mut kpi = Kpi::new(id.clone(), key_result.title.clone(), better, cadence(reviewed, index)).healthy(healthy);
        kpi.unit.clone_from(&key_result.unit);
        kpi.owner = key_result.owner.clone().or_else(|| written.owner.clone());
        kpi.team.clone_from(&written.team);
        kpi.description.clone_from(&key_result.description);
        kpi.aggregate = key_result.aggregate.unwrap_or(kpi.aggregate);
        Some(Graduate {
            key_result: Arc::from(key_result.id.as_str()),
            kpi,
            rename: Rename::new(key_result.id.clone(), id),
        })
    });
    graduates.collect()
}

/// Room for `-kpi` in an id.
fn shorten(id: &str) -> String {
    id.chars().take(120).collect()
}

/// The target as the bound of a range or, where it was not reached, what was reached. A sum is no level that could be kept.
fn range(
    reviewed: &Reviewed<'_>,
    index: KeyResultIndex,
    score: &KeyResultScore,
    aggregate: Option<Aggregate>,
) -> Option<(Better, Range)> {
    let mut scratch = Default::default();
    let scoring = crate::score::prepare(reviewed.context, reviewed.scores, index, &mut scratch);
    match &*scoring.measure {
        Measure::Reach(_) if !matches!(aggregate, None | Some(Aggregate::Latest | Aggregate::Mean)) => None,
        Measure::Reach(reach) => {
            let to = score.target.filter(|target| target.abs() <= LARGEST_VALUE)?;
            let up = match (score.baseline, reach.direction) {
                (Some(from), _) if from != to => to > from,
                (_, Some(direction)) => direction == crate::plan::Direction::Up,
                _ => score.current.is_some_and(|value| value >= to),
            };
            // Short of the target it was a success all the same: what was reached is kept, so that the KPI is born healthy.
            let reached = score.current.unwrap_or(to);
            Some(match up {
                true => (Better::Higher, Range::new().min(smaller(to, reached))),
                false => (Better::Lower, Range::new().max(larger(to, reached))),
            })
        }
        Measure::Hold(hold) => {
            let reached = |bound: f64| score.current.unwrap_or(bound);
            let (min, max) =
                (hold.min.map(|min| smaller(min, reached(min))), hold.max.map(|max| larger(max, reached(max))));
            let range = Range { min, max, ..Range::new() };
            let better = match (hold.min, hold.max) {
                (Some(_), Some(_)) => Better::Inside,
                (None, _) => Better::Lower,
                (_, None) => Better::Higher,
            };
            Some((better, range))
        }
        _ => None,
    }
}

/// The cadence at which its readings came: the shortest whose periods are no shorter than the middle distance
/// between them; monthly where there are fewer than two.
fn cadence(reviewed: &Reviewed<'_>, index: KeyResultIndex) -> Cadence {
    let Some(readings) = reviewed.context.readings_of(index) else { return Cadence::Monthly };
    let mut scratch = crate::readings::series::Scratch::default();
    let visible = readings.visible(reviewed.context.as_of, &mut scratch);
    let mut distances: Vec<i32> = visible.dates.iter().zip(visible.dates.iter().skip(1)).map(|(a, b)| b - a).collect();
    crate::order::sort(&mut distances);
    match distances.get(distances.len() / 2) {
        None => Cadence::Monthly,
        Some(..=1) => Cadence::Daily,
        Some(..=7) => Cadence::Weekly,
        Some(..=31) => Cadence::Monthly,
        Some(..=92) => Cadence::Quarterly,
        Some(_) => Cadence::Yearly,
    }
}
