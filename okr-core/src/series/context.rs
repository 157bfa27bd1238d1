//! The inputs of an evaluation on a day.

use std::sync::OnceLock;

use super::{CheckInSummaries, CheckInSummary};
use crate::index::{IndexVec, InputIndex, KeyResultIndex, ObjectiveIndex, SeriesIndex};
use crate::plan::policy::PolicyInForce;
use crate::readings::Readings;
use crate::readings::patch::Patched;
use crate::readings::series::{Scratch, Series};
use crate::resolve::{Metric, ResolvedPlan};

/// The inputs of an evaluation: a plan, a policy, readings and check-ins, on a day.
pub(crate) struct EvaluationContext<'a> {
    pub(crate) plan: &'a ResolvedPlan,
    pub(crate) policy: &'a PolicyInForce,
    pub(crate) readings: Patched<'a>,
    /// The index of each key result's own readings, and of each series', among the readings.
    pub(crate) metrics: &'a MetricIndices,
    pub(crate) check_ins: &'a CheckInSummaries,
    pub(crate) as_of: i32,
    /// Whether forecasts are wanted.
    pub(crate) forecasts: bool,
    pub(crate) named: NamedInputs,
}

/// Which inputs come by name on the day, found once, when it is first asked for: to look for a visible name again for each series would take
/// a time that grows with the square of the names.
#[derive(Debug, Default)]
pub(crate) struct NamedInputs(OnceLock<IndexVec<InputIndex, bool>>);

/// Where the plan's metrics stand among the readings.
#[derive(Debug, Default)]
pub(crate) struct MetricIndices {
    key_results: IndexVec<KeyResultIndex, Option<usize>>,
    series: IndexVec<SeriesIndex, Option<usize>>,
    inputs: IndexVec<InputIndex, InputMetrics>,
}

/// The metrics of an input.
#[derive(Debug, Default, Clone)]
pub(crate) struct InputMetrics {
    /// The one named like the input.
    pub(crate) shared: Option<usize>,
    /// Those named `input@name`, by name.
    pub(crate) named: Vec<(Box<str>, usize)>,
}

impl InputMetrics {
    /// Puts a metric of the input, `input` or `input@name`, at another index.
    fn put(&mut self, metric: &str, index: usize) {
        let Some((_, name)) = metric.split_once('@') else {
            self.shared = Some(index);
            return;
        };
        match self.named.binary_search_by(|(known, _)| (**known).cmp(name)) {
            Ok(found) => {
                if let Some((_, known)) = self.named.get_mut(found) {
                    *known = index;
                }
            }
            Err(place) => self.named.insert(place, (Box::from(name), index)),
        }
    }

    /// The metric of a name.
    pub(crate) fn named(&self, name: &str) -> Option<usize> {
        let index = self.named.binary_search_by(|(known, _)| (**known).cmp(name)).ok()?;
        self.named.get(index).map(|(_, metric)| *metric)
    }
}

impl MetricIndices {
    pub(crate) fn new(plan: &ResolvedPlan, readings: &Readings) -> Self {
        // Metrics that come in the order of the plan need not be looked up: each is the one behind the one before.
        let find = |next: &mut usize, name: &str| {
            let index = if readings.is_metric(*next, name) { Some(*next) } else { readings.metric(name) };
            *next = index.map_or(*next, |index| index + 1);
            index
        };
        MetricIndices {
            key_results: plan.key_results.map_indices(|| 0, |next, index| find(next, &plan.key_results[index].id)),
            series: plan.series.map_indices(
                || 0,
                |next, index| {
                    let node = &plan.series[index];
                    if plan.kpi_sources[node.kpi].formula.is_some() { None } else { find(next, &node.metric) }
                },
            ),
            inputs: input_metrics(plan, readings),
        }
    }

    /// The metrics of an input of the plan.
    pub(crate) fn input(&self, input: InputIndex) -> &InputMetrics {
        &self.inputs[input]
    }

    /// The indices of all metrics that have readings.
    pub(crate) fn iter(&self) -> impl Iterator<Item = usize> {
        let inputs = self
            .inputs
            .iter()
            .flat_map(|input| input.shared.into_iter().chain(input.named.iter().map(|(_, metric)| *metric)));
        self.key_results.iter().chain(self.series.iter()).copied().flatten().chain(inputs)
    }

    pub(crate) fn of_key_result(&self, key_result: KeyResultIndex) -> Option<usize> {
        self.key_results[key_result]
    }

    pub(crate) fn of_series(&self, series: SeriesIndex) -> Option<usize> {
        self.series[series]
    }

    /// Puts a metric of the plan at another index among the readings.
    pub(crate) fn put(&mut self, metric: Metric, name: &str, index: usize) {
        match metric {
            Metric::KeyResult(key_result) => self.key_results[key_result] = Some(index),
            Metric::Series(series) => self.series[series] = Some(index),
            Metric::Input(input) => self.inputs[input].put(name, index),
            // It has no series yet.
            Metric::OpenTeam(_) => {}
        }
    }
}

impl<'a> EvaluationContext<'a> {
    pub(crate) fn own_readings(&self, key_result: KeyResultIndex) -> Option<Series<'a>> {
        Some(self.readings.series(self.metrics.of_key_result(key_result)?))
    }

    pub(crate) fn series_readings(&self, series: SeriesIndex) -> Option<Series<'a>> {
        Some(self.readings.series(self.metrics.of_series(series)?))
    }

    /// The readings that a key result reads, own ones or those of a KPI.
    pub(crate) fn readings_of(&self, key_result: KeyResultIndex) -> Option<Series<'a>> {
        match self.plan.key_results[key_result].series {
            Some(series) => self.series_readings(series),
            None => self.own_readings(key_result),
        }
    }

    /// Whether an input comes by name, as far as its readings can be seen.
    pub(crate) fn is_named(&self, input: InputIndex) -> bool {
        let named = self.named.0.get_or_init(|| {
            let visible = |(_, metric): &(Box<str>, usize)| self.is_visible(*metric);
            self.metrics.inputs.iter().map(|input| input.named.iter().any(visible)).collect()
        });
        named[input]
    }

    /// Whether a metric has readings that can be seen.
    pub(crate) fn is_visible(&self, metric: usize) -> bool {
        !self.readings.series(metric).visible(self.as_of, &mut Scratch::default()).dates.is_empty()
    }

    /// The check-ins on a key result or its objective.
    pub(crate) fn check_ins_on(&self, key_result: KeyResultIndex, objective: ObjectiveIndex) -> CheckInSummary {
        self.check_ins.of_key_result(key_result).and(self.check_ins.of_objective(objective))
    }
}

/// The metrics of every input of a plan among some readings.
fn input_metrics(plan: &ResolvedPlan, readings: &Readings) -> IndexVec<InputIndex, InputMetrics> {
    let mut inputs = IndexVec::from(vec![InputMetrics::default(); plan.written.inputs.len()]);
    if inputs.len() == 0 {
        return inputs;
    }
    for (metric, name) in readings.metrics().enumerate() {
        let (id, name) = name.split_once('@').map_or((name, None), |(id, name)| (id, Some(name)));
        let input = plan.input_ids.get(id).map(|input| &mut inputs[*input]);
        match (input, name) {
            (Some(input), None) => input.shared = Some(metric),
            (Some(input), Some(name)) if !name.is_empty() => input.named.push((Box::from(name), metric)),
            _ => {}
        }
    }
    inputs.iter_mut().for_each(|input| input.named.sort_unstable());
    inputs
}
