//! The tables of a report that are about KPIs.

use super::addressed::Addressed;
use super::trigger::{KpiScratch, SeriesEvaluation, SeriesRows, Urgency, ranks};
use crate::index::{ListIndex, SeriesIndex};
use crate::parallel;
use crate::report::{KpiPeriodRow, KpiRow, TriggerRow};
use crate::series::EvaluationContext;

/// The tables of a report that are about KPIs, in the order of the plan.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    pub(crate) kpis: Vec<KpiRow>,
    pub(crate) periods: Vec<KpiPeriodRow>,
    pub(crate) triggers: Vec<TriggerRow>,
}

/// What a series says.
pub(crate) fn of_series(
    context: &EvaluationContext<'_>,
    evaluation: &SeriesEvaluation<'_>,
    series: SeriesIndex,
    scratch: &mut KpiScratch,
) -> SeriesRows {
    evaluation.evaluate(context, series, scratch)
}

/// What each series with a row says.
pub(crate) fn all_series(context: &EvaluationContext<'_>, evaluation: &SeriesEvaluation<'_>) -> Vec<SeriesRows> {
    let of = |scratch: &mut KpiScratch, position| of_series(context, evaluation, SeriesIndex::new(position), scratch);
    parallel::map(context.plan.listed_series, KpiScratch::default, of)
}

/// What all KPIs say on a day; their periods where asked for.
pub(crate) fn tables(context: &EvaluationContext<'_>, periods: bool) -> Tables {
    let addressed = Addressed::on(context.plan, context.as_of);
    let evaluation = SeriesEvaluation { plan: context.plan, policy: context.policy, periods, addressed: &addressed };
    let mut tables = Tables::default();
    let mut urgencies: Vec<Urgency> = Vec::new();
    for SeriesRows { kpi, periods, triggers } in all_series(context, &evaluation) {
        tables.kpis.extend(kpi);
        tables.periods.extend(periods);
        for (trigger, urgency) in triggers {
            tables.triggers.push(trigger);
            urgencies.push(urgency);
        }
    }
    for (trigger, rank) in tables.triggers.iter_mut().zip(ranks(&urgencies)) {
        trigger.rank = rank;
    }
    tables
}
