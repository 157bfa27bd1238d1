//! Whether the KPIs of an objective moved.

use std::sync::Arc;

use hashbrown::HashSet;

use super::reviewed::Reviewed;
use super::rows::{KpiReview, Movement};
use crate::calendar::day_number;
use crate::index::{CycleIndex, SeriesIndex, TeamIndex};
use crate::number::{at_most, unsigned};
use crate::resolve::SeriesNode;
use crate::series::{EvaluationContext, SeriesScratch, Standard, worse_by};
use crate::stats::Xmr;

/// A change within so many mean moving ranges is noise: the 95 % limit of a difference of two values,
/// `1.96 · √2 · mR̄ / 1.128`.
const NOISE: f64 = 2.46;
/// The fewest values that tell how large noise is.
const FEWEST: usize = 6;

/// The KPIs with some ids, as far as they concern an objective's team.
pub(super) fn of_ids(reviewed: &Reviewed<'_>, ids: &[String]) -> Vec<KpiReview> {
    let Reviewed { context, index, cycle, .. } = *reviewed;
    let kpis = ids.iter().filter_map(|id| context.plan.kpi_ids.get(id.as_str()));
    let series = kpis.flat_map(|kpi| context.plan.series_for(*kpi, context.plan.objectives[index].team));
    series.map(|series| review(context, cycle, series)).collect()
}

/// The KPIs of the teams that have objectives in a cycle, and those without a team; not those that ended before it or start after it.
pub(super) fn of_cycle(context: &EvaluationContext<'_>, cycle: CycleIndex) -> Vec<KpiReview> {
    let plan = context.plan;
    let node = &plan.cycles[cycle];
    let objectives = plan.objectives.iter().filter(|objective| objective.cycle == cycle);
    let teams: HashSet<TeamIndex> = objectives.filter_map(|objective| objective.team).collect();
    let concerns = |(index, one): (SeriesIndex, &SeriesNode)| {
        let written = plan.kpi_of(index);
        let lives = written.start.is_none_or(|start| day_number(start) <= node.end)
            && written.end.is_none_or(|end| day_number(end) >= node.start);
        let team = one.team.or_else(|| plan.team_ids.get(written.team.as_deref()?).copied());
        (lives && team.is_none_or(|team| teams.contains(&team))).then_some(index)
    };
    let series = plan.series.iter_enumerated().take(plan.listed_series).filter_map(concerns);
    series.map(|series| review(context, cycle, series)).collect()
}

/// The KPIs that an objective names, then those that its key results read, each once.
pub(super) fn of_objective(reviewed: &Reviewed<'_>) -> Vec<KpiReview> {
    let Reviewed { context, index, .. } = *reviewed;
    let (written, node) = context.plan.objective(index);
    let named = written.kpis.iter().filter_map(|id| context.plan.kpi_ids.get(id.as_str()));
    let named = named.flat_map(|kpi| context.plan.series_for(*kpi, node.team));
    let read = context.plan.key_results_of(index).filter_map(|(index, _)| context.plan.key_results[index].series);
    let mut all: Vec<SeriesIndex> = Vec::new();
    for series in named.chain(read) {
        if !all.contains(&series) {
            all.push(series);
        }
    }
    all.into_iter().map(|series| review(context, reviewed.cycle, series)).collect()
}

/// How a series moved over a cycle.
pub(super) fn review(context: &EvaluationContext<'_>, cycle: CycleIndex, series: SeriesIndex) -> KpiReview {
    let node = &context.plan.series[series];
    let cycle = &context.plan.cycles[cycle];
    let mut scratch = SeriesScratch::default();
    let (kpi, periods) = context.fill(series, &mut scratch);
    let last_day = |index: usize| periods.last_day(index);
    let by = |limit: i32| {
        let known = periods.indices().rev().filter(|index| last_day(*index) <= limit);
        known.filter_map(|index| Some((index, periods.value(index)?))).next()
    };
    let before = by(cycle.start.saturating_sub(1));
    let after = by(cycle.end.min(context.as_of)).filter(|(index, _)| last_day(*index) >= cycle.start);
    let noise =
        noise(periods.indices().take_while(|index| last_day(*index) < cycle.start).map(|index| periods.value(index)));
    let change = before.zip(after).map(|((_, before), (index, after))| {
        unsigned(-worse_by(kpi.better, &Standard::at(kpi, periods, index), after, before))
    });
    KpiReview {
        kpi: Arc::from(kpi.id.as_str()),
        team: node.name.clone(),
        team_name: context.plan.part_name(series),
        name: Arc::from(kpi.name.as_str()),
        unit: kpi.unit.as_deref().map(Arc::from),
        before_period: before.map(|(index, _)| periods.label(index)),
        before: before.map(|(_, value)| value),
        after_period: after.map(|(index, _)| periods.label(index)),
        after: after.map(|(_, value)| value),
        change,
        noise,
        moved: moved(change, noise),
    }
}

/// The size of a change that is noise; none under 6 values, or where no two neighbours have one.
fn noise(values: impl Iterator<Item = Option<f64>> + Clone) -> Option<f64> {
    if values.clone().flatten().count() < FEWEST {
        return None;
    }
    Xmr::of(values, false).ok().map(|chart| NOISE * chart.mean_range)
}

fn moved(change: Option<f64>, noise: Option<f64>) -> Movement {
    match change.zip(noise) {
        None => Movement::Unknown,
        Some((change, noise)) if at_most(change.abs(), noise) => Movement::Unchanged,
        Some((change, _)) if change > 0.0 => Movement::Improved,
        Some(_) => Movement::Worsened,
    }
}
