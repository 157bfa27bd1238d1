//! What became of the readings.

use std::ops::Range;
use std::sync::Arc;

use crate::document::nearest;
use crate::order;
use crate::parallel;
use crate::report::{ReadingsRow, UnknownMetric};
use crate::resolve::ResolvedPlan;
use crate::series::EvaluationContext;

/// For so many unknown metrics, in the order of their names, the nearest known one is looked for.
const MOST_LOOKED_UP: usize = 100;

pub(crate) fn readings_row(context: &EvaluationContext<'_>) -> ReadingsRow {
    let readings = context.readings.readings;
    let mut planned = vec![false; readings.metrics().len()];
    for index in context.metrics.iter() {
        if let Some(flag) = planned.get_mut(index) {
            *flag = true;
        }
    }
    let parts = parallel::blocks(planned.len(), |metrics| part(context, &planned, metrics));
    let mut row = ReadingsRow { rows: 0, used: 0, superseded: 0, retracted: 0, combined: 0, unknown: Vec::new() };
    for part in parts {
        row.rows += part.rows;
        row.used += part.used;
        row.superseded += part.superseded;
        row.retracted += part.retracted;
        row.combined += part.combined;
        row.unknown.extend(part.unknown);
    }
    order::by(&mut row.unknown, |a, b| a.metric.cmp(&b.metric));
    name_nearest(context.plan, &mut row.unknown);
    row
}

/// What became of the readings of some metrics. `planned`: those that stand in the plan for sure.
fn part(context: &EvaluationContext<'_>, planned: &[bool], metrics: Range<usize>) -> ReadingsRow {
    let readings = context.readings.readings;
    let mut row = ReadingsRow { rows: 0, used: 0, superseded: 0, retracted: 0, combined: 0, unknown: Vec::new() };
    for metric in metrics {
        let counts = readings.series(metric).counts(context.as_of);
        if counts.rows == 0 {
            continue;
        }
        row.rows += count(counts.rows);
        let name = readings.metric_name(metric);
        if planned.get(metric) == Some(&true) || context.plan.metric(name).is_some() {
            row.used += count(counts.used);
            row.superseded += count(counts.superseded);
            row.retracted += count(counts.retracted);
            row.combined += count(counts.combined);
        } else {
            row.unknown.push(UnknownMetric { metric: Arc::from(name), rows: count(counts.rows), nearest: None });
        }
    }
    row
}

/// Adds the nearest known metrics to unknown ones in the order of their names.
pub(crate) fn name_nearest(plan: &ResolvedPlan, unknown: &mut [UnknownMetric]) {
    for unknown in unknown.iter_mut().take(MOST_LOOKED_UP) {
        let key_results = plan.key_results.iter().map(|node| &*node.id);
        let series = plan.series.iter().map(|node| &*node.metric);
        unknown.nearest = nearest(&unknown.metric, key_results.chain(series)).map(Arc::from);
    }
}

/// A count of rows in a report.
pub(crate) fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}
