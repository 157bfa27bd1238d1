//! The readings in force, and who reads them.

use std::sync::Arc;

use hashbrown::HashMap;

use crate::calendar::date_of_day;
use crate::index::{InputIndex, KeyResultIndex, ListIndex, SeriesIndex};
use crate::plan::{KeyResult, Measure};
use crate::readings::Readings;
use crate::report::ValueRow;
use crate::resolve::ResolvedPlan;
use crate::series::MetricIndices;

/// The readings of the plan's metrics that are in force on a day: those of key results, then of KPIs, then of inputs, each by date.
pub(crate) fn value_rows(plan: &ResolvedPlan, readings: &Readings, as_of: i32) -> Vec<ValueRow> {
    let metrics = MetricIndices::new(plan, readings);
    let mut rows = Vec::new();
    let mut add = |metric: usize, used_by: &[Arc<str>]| {
        let (name, team) = match readings.metric_name(metric).split_once('@') {
            Some((name, team)) => (name, Some(Arc::from(team))),
            None => (readings.metric_name(metric), None),
        };
        let name: Arc<str> = Arc::from(name);
        rows.extend(readings.in_force(metric, as_of).into_iter().map(|reading| ValueRow {
            metric: Arc::clone(&name),
            team: team.clone(),
            date: date_of_day(reading.date),
            value: reading.value,
            recorded: date_of_day(reading.recorded),
            sample: reading.sample,
            note: reading.note.map(Arc::from),
            used_by: used_by.to_vec(),
        }));
    };
    for (index, node) in plan.key_results.iter_enumerated().filter(|(_, node)| node.series.is_none()) {
        if let Some(metric) = metrics.of_key_result(index) {
            let own = reads_values(plan.key_result(index).0).then(|| Arc::clone(&node.id));
            add(metric, own.as_slice());
        }
    }
    let readers = Readers::new(plan);
    for series in plan.series.indices() {
        if let Some(metric) = metrics.of_series(series) {
            add(metric, &readers.of(series).collect::<Vec<_>>());
        }
    }
    for input in 0..plan.written.inputs.len() {
        let input = InputIndex::new(input);
        let of_input = metrics.input(input);
        if let Some(metric) = of_input.shared {
            add(metric, &readers.of_input(input, None));
        }
        for (name, metric) in &of_input.named {
            add(*metric, &readers.of_input(input, Some(name)));
        }
    }
    rows
}

/// Whether a key result, at some time, is measured by readings.
fn reads_values(key_result: &KeyResult) -> bool {
    let revised = key_result.revisions.iter().filter_map(|revision| revision.measure.as_ref());
    let mut measures = std::iter::once(&key_result.measure).chain(revised);
    measures.any(|measure| !matches!(measure, Measure::Milestones(_) | Measure::RollUp(_)))
}

/// Who reads what.
struct Readers<'a> {
    plan: &'a ResolvedPlan,
    /// Series and the key results that read them, sorted.
    key_results: Vec<(SeriesIndex, KeyResultIndex)>,
    /// For each input the series that are made from it, by their parts. Only looked up, so that the order does not matter.
    made: HashMap<(InputIndex, Option<&'a str>), Vec<SeriesIndex>>,
}

impl<'a> Readers<'a> {
    fn new(plan: &'a ResolvedPlan) -> Self {
        let read = |(index, series): (KeyResultIndex, Option<SeriesIndex>)| Some((series?, index));
        let key_results = plan.key_results.iter_enumerated().map(|(index, node)| (index, node.series));
        let mut key_results: Vec<_> = key_results.filter_map(read).collect();
        crate::order::sort(&mut key_results);
        let mut made: HashMap<_, Vec<SeriesIndex>> = HashMap::new();
        for (series, node) in plan.series.iter_enumerated().take(plan.listed_series) {
            let part = node.metric.split_once('@').map(|(_, part)| part);
            for input in plan.kpi_sources[node.kpi].formula.iter().flat_map(|formula| &formula.inputs) {
                made.entry((*input, part)).or_default().push(series);
            }
        }
        Readers { plan, key_results, made }
    }

    /// A series, and the key results that read it.
    fn of(&self, series: SeriesIndex) -> impl Iterator<Item = Arc<str>> {
        let first = self.key_results.partition_point(|pair| pair.0 < series);
        let own = self.key_results.iter().skip(first).take_while(move |pair| pair.0 == series);
        let key_results = own.map(|pair| Arc::clone(&self.plan.key_results[pair.1].id));
        std::iter::once(Arc::clone(&self.plan.series[series].metric)).chain(key_results)
    }

    /// The series that are made from a part of an input, and what reads them: those of the same name, and wholes. An input without
    /// parts is shared by all.
    fn of_input(&self, input: InputIndex, name: Option<&str>) -> Vec<Arc<str>> {
        let mut series: Vec<SeriesIndex> = match name {
            Some(name) => {
                [None, Some(name)].iter().filter_map(|part| self.made.get(&(input, *part))).flatten().copied().collect()
            }
            None => self.plan.series_of_input(input).filter(|series| series.get() < self.plan.listed_series).collect(),
        };
        crate::order::sort(&mut series);
        series.into_iter().flat_map(|series| self.of(series)).collect()
    }
}
