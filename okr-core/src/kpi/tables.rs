//! The tables of a report that are about KPIs.

use super::addressed::Addressed;
use super::trigger::{Frame, Scratch, SeriesRows, Urgency, ranks};
use crate::parallel;
use crate::readings::series::{Scratch as Visibility, Visible};
use crate::report::{KpiPeriodRow, KpiRow, TriggerRow};
use crate::score::Day;

/// The tables of a report that are about KPIs, in the order of the plan.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    pub(crate) kpis: Vec<KpiRow>,
    pub(crate) periods: Vec<KpiPeriodRow>,
    pub(crate) triggers: Vec<TriggerRow>,
}

/// Memory that one series after the other uses.
pub(crate) type Memory = (Scratch, Visibility);

/// What a series says.
pub(crate) fn of_series(day: &Day<'_>, frame: &Frame<'_>, series: usize, memory: &mut Memory) -> SeriesRows {
    let readings = day.series_readings(series);
    let visible = readings.map_or(Visible::default(), |readings| readings.visible(day.as_of, &mut memory.1));
    frame.evaluate(series, visible, &mut memory.0)
}

/// What each series says.
pub(crate) fn all_series(day: &Day<'_>, frame: &Frame<'_>) -> Vec<SeriesRows> {
    parallel::map(day.index.series.len(), Memory::default, |memory, series| of_series(day, frame, series, memory))
}

/// What all KPIs say on a day; their periods where asked for.
pub(crate) fn tables(day: &Day<'_>, periods: bool) -> Tables {
    let addressed = Addressed::on(day.index, day.as_of);
    let frame = Frame { index: day.index, policy: day.policy, as_of: day.as_of, periods, addressed: &addressed };
    let mut tables = Tables::default();
    let mut urgencies: Vec<Urgency> = Vec::new();
    for SeriesRows { kpi, periods, triggers } in all_series(day, &frame) {
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
