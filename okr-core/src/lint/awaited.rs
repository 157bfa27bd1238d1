//! Metrics without a known reading, although one should have come.

use super::collector::Location;
use super::view::{KeyResultView, KpiView, LintView};
use crate::calendar::day_number;
use crate::index::{KeyResultIndex, ListIndex, SeriesIndex};
use crate::report::Kind;
use crate::resolve::SeriesNode;
use crate::series::grace_days;

/// A metric without a reading that is known on the day.
pub(super) struct AwaitedMetric<'a> {
    /// What it is, in words.
    pub(super) kind: &'static str,
    pub(super) id: &'a str,
    pub(super) location: Location<'a>,
    /// Its readings that lie after the day or became known after it.
    pub(super) rows: usize,
    /// The day of the first of them.
    pub(super) first: Option<i32>,
}

/// The metrics that should have a known reading by now and have none: key results first, each in document order.
pub(super) fn awaited_metrics<'a>(view: &LintView<'a>) -> impl Iterator<Item = AwaitedMetric<'a>> {
    let key_results = view.key_results().filter(move |key_result| awaited(view, *key_result));
    let key_results = key_results.filter(move |one| view.readings_up_to(*one, view.as_of()).next().is_none());
    let key_results = key_results.map(move |one| {
        let metric = view.context.evaluation.metrics.of_key_result(KeyResultIndex::new(one.index));
        later(view, metric, "key result", &one.row.key_result, one.location())
    });
    let listed = view.series().map(|series| (series.index, series.node, series.kpi));
    let series = listed.chain(view.unlisted_series()).filter(move |(_, node, kpi)| due(view, node, *kpi));
    let series = series.filter(move |(index, ..)| view.series_readings(*index).next().is_none());
    let series = series.map(move |(index, node, kpi)| {
        let metric = view.context.evaluation.metrics.of_series(SeriesIndex::new(index));
        later(view, metric, "KPI", &node.metric, kpi.location_of(node))
    });
    key_results.chain(series)
}

fn later<'a>(
    view: &LintView<'a>,
    metric: Option<usize>,
    kind: &'static str,
    id: &'a str,
    location: Location<'a>,
) -> AwaitedMetric<'a> {
    let mut metric_rows = AwaitedMetric { kind, id, location, rows: 0, first: None };
    let Some(series) = metric.map(|metric| view.context.evaluation.readings.series(metric)) else { return metric_rows };
    let recorded = |row: usize| series.recorded.and_then(|recorded| recorded.get(row)).copied();
    let known = |(row, &date): (usize, &i32)| date <= view.as_of() && recorded(row).unwrap_or(date) <= view.as_of();
    // Rows that are known and hold no value were retracted: there is nothing to wait for.
    if !series.dates.iter().enumerate().any(known) {
        (metric_rows.rows, metric_rows.first) = (series.dates.len(), series.dates.first().copied());
    }
    metric_rows
}

/// Whether a key result has readings of its own, and they should have come.
fn awaited(view: &LintView<'_>, key_result: KeyResultView<'_>) -> bool {
    let patience = i64::from(view.policy().check_in_days);
    let began = i64::from(view.as_of()) - i64::from(key_result.summary.start) > patience;
    let measured = matches!(key_result.summary.kind, Kind::Reach | Kind::Hold | Kind::Curve);
    measured
        && key_result.summary.series.is_none()
        && key_result.summary.current.is_none()
        && began
        && view.as_of() <= key_result.summary.end
}

/// Whether a KPI's first value should have come: at once where it has no start.
fn due(view: &LintView<'_>, node: &SeriesNode, kpi: KpiView<'_>) -> bool {
    if kpi.written.formula.is_some() {
        // It is computed from inputs, and has no readings of its own.
        return false;
    }
    let Some(start) = kpi.written.start.map(day_number) else { return true };
    let schedule = view.index().schedule(node.kpi, view.policy());
    let end = schedule.last_day(schedule.period_from(start));
    i64::from(view.as_of()) - i64::from(end) > i64::from(grace_days(kpi.written, view.policy()))
}
