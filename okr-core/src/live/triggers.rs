//! The triggers and periods of each series, kept up to date; their tables are made when they are asked for.

use crate::index::{IndexVec, SeriesIndex};
use crate::kpi::{SeriesRows, Urgency, ranks};
use crate::report::{KpiPeriodRow, KpiRow, TriggerRow};

/// What a series says, but for the row of its KPI.
#[derive(Debug)]
struct SeriesTables {
    periods: Vec<KpiPeriodRow>,
    /// Their rank is 0.
    triggers: Vec<(TriggerRow, Urgency)>,
}

/// What all series say.
#[derive(Debug)]
pub(super) struct Triggers(IndexVec<SeriesIndex, SeriesTables>);

/// What differs of a series.
#[derive(Debug, Default)]
pub(super) struct Differs {
    pub(super) periods: bool,
    pub(super) triggers: bool,
}

impl Triggers {
    /// What all series say, and the rows of their KPIs.
    pub(super) fn new(all: Vec<SeriesRows>) -> (Self, Vec<KpiRow>) {
        let mut rows = Vec::with_capacity(all.len());
        let mut tables = Vec::with_capacity(all.len());
        for SeriesRows { kpi, periods, triggers } in all {
            rows.extend(kpi);
            tables.push(SeriesTables { periods, triggers });
        }
        (Triggers(tables.into()), rows)
    }

    /// Puts what a series says now in place of what it said.
    pub(super) fn put(&mut self, series: SeriesIndex, now: SeriesRows) -> Differs {
        let SeriesRows { periods, triggers, .. } = now;
        let tables = &self.0[series];
        let rows = |triggers: &[(TriggerRow, Urgency)], others: &[(TriggerRow, Urgency)]| {
            triggers.len() == others.len() && triggers.iter().zip(others).all(|((a, _), (b, _))| a == b)
        };
        let urgencies =
            tables.triggers.iter().map(|(_, urgency)| urgency).eq(triggers.iter().map(|(_, urgency)| urgency));
        let mut differs = Differs { periods: tables.periods != periods, triggers: !rows(&tables.triggers, &triggers) };
        let before = (!urgencies && !differs.triggers).then(|| self.ranks());
        self.0[series] = SeriesTables { periods, triggers };
        // The rows say the same, but their order may differ.
        differs.triggers |= before.is_some_and(|before| before != self.ranks());
        differs
    }

    fn ranks(&self) -> Vec<u32> {
        let urgencies = self.0.iter().flat_map(|tables| &tables.triggers).map(|(_, urgency)| *urgency);
        ranks(&urgencies.collect::<Vec<_>>())
    }

    /// The table of triggers.
    pub(super) fn table(&self) -> Vec<TriggerRow> {
        let rows = self.0.iter().flat_map(|tables| &tables.triggers).map(|(row, _)| row.clone());
        rows.zip(self.ranks()).map(|(row, rank)| TriggerRow { rank, ..row }).collect()
    }

    /// The table of periods.
    pub(super) fn periods(&self) -> Vec<KpiPeriodRow> {
        self.0.iter().flat_map(|tables| tables.periods.iter().cloned()).collect()
    }
}
