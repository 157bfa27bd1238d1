//! What became known of each objective, key result and KPI between two days: what a cause is looked for in.

use chrono::NaiveDate;
use hashbrown::HashSet;

use super::edits::Edits;
use super::possible_causes::{MetricCauses, PossibleCauses};
use crate::calendar::date_of_day;
use crate::evaluate::Prepared;
use crate::index::{IndexVec, KeyResultIndex, ObjectiveIndex, SeriesIndex};
use crate::plan::{Done, KeyResult, Kpi, Measure, Objective};
use crate::readings::{CheckIn, Subject};

/// The days between which something changed: after the first, up to the second.
#[derive(Debug, Clone, Copy)]
pub(super) struct Days {
    pub(super) since: i32,
    pub(super) as_of: i32,
}

impl Days {
    /// Whether a day comes after the first one, up to the second.
    pub(super) fn has(self, day: NaiveDate) -> bool {
        date_of_day(self.since) < day && day <= date_of_day(self.as_of)
    }

    /// Whether a check-in became visible between them.
    pub(super) fn reveal(self, check_in: &CheckIn) -> bool {
        let (date, recorded) = check_in.days();
        let known = if recorded > date { recorded } else { date };
        self.since < known && known <= self.as_of
    }
}

/// What became known of each item, by index.
#[derive(Debug)]
pub(super) struct ItemCauses {
    pub(super) objectives: IndexVec<ObjectiveIndex, PossibleCauses>,
    pub(super) key_results: IndexVec<KeyResultIndex, PossibleCauses>,
    pub(super) series: IndexVec<SeriesIndex, PossibleCauses>,
}

impl ItemCauses {
    pub(super) fn new(prepared: &Prepared<'_>, metrics: &[MetricCauses], edits: &Edits, days: Days) -> ItemCauses {
        let plan = &*prepared.plan;
        let said = Said::new(prepared, days);
        let series: Vec<PossibleCauses> =
            plan.series.indices().map(|series| of_series(prepared, metrics, edits, series, days)).collect();
        let series: IndexVec<SeriesIndex, PossibleCauses> = series.into();
        let mut key_results: IndexVec<KeyResultIndex, PossibleCauses> =
            vec![PossibleCauses::default(); plan.key_results.len()].into();
        let mut objectives: IndexVec<ObjectiveIndex, PossibleCauses> =
            vec![PossibleCauses::default(); plan.objectives.len()].into();
        for objective in plan.bottom_up() {
            let (written, _) = plan.objective(objective);
            let own = PossibleCauses {
                plan: objective_begins(written, days) || edits.objectives.contains(written.id.as_str()),
                check_in: said.objectives.contains(written.id.as_str()),
                ..PossibleCauses::default()
            };
            let mut all = own;
            for (index, key_result) in plan.key_results_of(objective) {
                let node = &plan.key_results[index];
                let read = match node.series {
                    Some(read) => PossibleCauses { plan: false, check_in: false, ..series[read] },
                    None => of_metric(metrics, prepared.metrics.of_key_result(index)),
                };
                let written_causes = PossibleCauses {
                    plan: key_result_begins(key_result, days) || edits.key_results.contains(key_result.id.as_str()),
                    check_in: said.key_results.contains(key_result.id.as_str()),
                    ..PossibleCauses::default()
                };
                let below = plan.below_key_result[index].iter().map(|below| objectives[*below]);
                let causes = below.fold(read.and(written_causes).and(own), PossibleCauses::and);
                key_results[index] = causes;
                all = all.and(causes);
            }
            let below = plan.below_objective[objective].iter().map(|below| objectives[*below]);
            objectives[objective] = below.fold(all, PossibleCauses::and);
        }
        ItemCauses { objectives, key_results, series }
    }
}

/// The goals of which something was said between two days.
struct Said<'a> {
    objectives: HashSet<&'a str>,
    key_results: HashSet<&'a str>,
}

impl<'a> Said<'a> {
    fn new(prepared: &'a Prepared<'_>, days: Days) -> Self {
        let mut said = Said { objectives: HashSet::new(), key_results: HashSet::new() };
        for check_in in prepared.check_ins.iter().filter(|check_in| days.reveal(check_in)) {
            match check_in.subject() {
                Some(Subject::Objective(id)) => drop(said.objectives.insert(id)),
                Some(Subject::KeyResult(id)) => drop(said.key_results.insert(id)),
                _ => {}
            }
        }
        said
    }
}

fn of_metric(metrics: &[MetricCauses], metric: Option<usize>) -> PossibleCauses {
    metric.and_then(|metric| metrics.get(metric)).map(|found| found.causes).unwrap_or_default()
}

/// The metrics that a series is made from.
pub(super) fn metrics_of(prepared: &Prepared<'_>, series: SeriesIndex) -> Vec<usize> {
    let plan = &*prepared.plan;
    let node = &plan.series[series];
    let Some(formula) = &plan.kpi_sources[node.kpi].formula else {
        return prepared.metrics.of_series(series).into_iter().collect();
    };
    let mut metrics = Vec::new();
    for input in &formula.inputs {
        let input = prepared.metrics.input(*input);
        match &node.name {
            Some(name) => metrics.extend(input.named(name).or(input.shared)),
            None => metrics.extend(input.shared.into_iter().chain(input.named.iter().map(|(_, metric)| *metric))),
        }
    }
    metrics
}

fn of_series(
    prepared: &Prepared<'_>,
    metrics: &[MetricCauses],
    edits: &Edits,
    series: SeriesIndex,
    days: Days,
) -> PossibleCauses {
    let kpi = prepared.plan.kpi_of(series);
    let written = PossibleCauses {
        plan: kpi_begins(kpi, days) || edits.kpis.contains(kpi.id.as_str()),
        ..PossibleCauses::default()
    };
    let read = metrics_of(prepared, series).into_iter().map(|metric| of_metric(metrics, Some(metric)));
    read.fold(written, PossibleCauses::and)
}

fn objective_begins(objective: &Objective, days: Days) -> bool {
    objective.state_since.is_some_and(|day| days.has(day))
}

fn key_result_begins(key_result: &KeyResult, days: Days) -> bool {
    let measures = key_result.revisions.iter().filter_map(|revision| revision.measure.as_ref());
    key_result.state_since.is_some_and(|day| days.has(day))
        || key_result.revisions.iter().any(|revision| days.has(revision.from))
        || measures.chain([&key_result.measure]).any(|measure| is_done(measure, days))
}

fn is_done(measure: &Measure, days: Days) -> bool {
    let Measure::Milestones(milestones) = measure else { return false };
    milestones.items.iter().any(|item| matches!(item.done, Some(Done::On(day)) if days.has(day)))
}

fn kpi_begins(kpi: &Kpi, days: Days) -> bool {
    kpi.revisions.iter().any(|revision| days.has(revision.from)) || kpi.phases.iter().any(|phase| days.has(phase.from))
}
