//! Whether the KPIs of an objective moved.

use std::sync::Arc;

use super::{KpiReview, Movement, Reviewed};
use crate::kpi::{Series, Standard, worse_by};
use crate::number::{at_most, unsigned};
use crate::readings::series::{Scratch, Visible};
use crate::score::Day;
use crate::stats::Xmr;

/// A change within so many mean moving ranges is noise: the 95 % limit of a difference of two values,
/// `1.96 · √2 · mR̄ / 1.128`.
const NOISE: f64 = 2.46;
/// The fewest values that tell how large noise is.
const FEWEST: usize = 6;

/// The KPIs that an objective names, then those that its key results read, each once.
pub(super) fn of_objective(reviewed: &Reviewed<'_>) -> Vec<KpiReview> {
    let Reviewed { day, place, .. } = *reviewed;
    let Some((written, node)) = day.index.objective(place) else { return Vec::new() };
    let named = written.kpis.iter().filter_map(|id| day.index.kpi_ids.get(id.as_str()));
    let named = named.flat_map(|kpi| series_of(day, *kpi, node.team));
    let read = (node.first..).take(written.key_results.len());
    let read = read.filter_map(|place| day.index.key_results.get(place)?.series);
    let mut all: Vec<usize> = Vec::new();
    for series in named.chain(read) {
        if !all.contains(&series) {
            all.push(series);
        }
    }
    all.into_iter().filter_map(|series| review(reviewed, series)).collect()
}

/// The series of a KPI: the team's where there is one, else all.
fn series_of(day: &Day<'_>, kpi: usize, team: Option<usize>) -> Vec<usize> {
    let series = &day.index.series;
    // The series stand in the order of their KPIs.
    let first = series.partition_point(|node| node.kpi < kpi);
    let all = (first..).zip(series.get(first..).unwrap_or_default()).take_while(|(_, node)| node.kpi == kpi);
    let own: Vec<usize> =
        all.clone().filter(|(_, node)| node.team.is_some() && node.team == team).map(|(i, _)| i).collect();
    if own.is_empty() { all.map(|(place, _)| place).collect() } else { own }
}

fn review(reviewed: &Reviewed<'_>, series: usize) -> Option<KpiReview> {
    let Reviewed { day, cycle, .. } = *reviewed;
    let node = day.index.series.get(series)?;
    let kpi = day.index.kpi_of(series)?;
    let cycle = day.index.cycles.get(cycle)?;
    let mut scratch = Scratch::default();
    let readings = day.series_readings(series);
    let visible = readings.map_or(Visible::default(), |readings| readings.visible(day.as_of, &mut scratch));
    let mut periods = Series::new();
    periods.fill(kpi, visible, day.policy, day.as_of);
    let last_day = |place: usize| periods.calendar().last_day(periods.period(place));
    let by = |limit: i32| {
        let known = periods.places().rev().filter(|place| last_day(*place) <= limit);
        known.filter_map(|place| Some((place, periods.value(place)?))).next()
    };
    let before = by(cycle.start.saturating_sub(1));
    let after = by(cycle.end.min(day.as_of)).filter(|(place, _)| last_day(*place) >= cycle.start);
    let noise =
        noise(periods.places().take_while(|place| last_day(*place) < cycle.start).map(|place| periods.value(place)));
    let change = before.zip(after).map(|((_, before), (place, after))| {
        unsigned(-worse_by(kpi.better, &Standard::at(kpi, &periods, place), after, before))
    });
    Some(KpiReview {
        kpi: Arc::from(kpi.id.as_str()),
        team: node.team.and_then(|team| day.index.teams.get(team)).map(|team| Arc::clone(&team.id)),
        name: Arc::from(kpi.name.as_str()),
        unit: kpi.unit.as_deref().map(Arc::from),
        before_period: before.map(|(place, _)| periods.label(place)),
        before: before.map(|(_, value)| value),
        after_period: after.map(|(place, _)| periods.label(place)),
        after: after.map(|(_, value)| value),
        change,
        noise,
        moved: moved(change, noise),
    })
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
