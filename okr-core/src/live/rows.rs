//! The indices of the rows that a change changed.

use super::changed::Changed;
use crate::evaluate::scope::Limits;
use crate::index::present;
use crate::report::Report;

/// Rows by their indices in the tables.
#[derive(Debug, Default)]
pub(super) struct ChangedRows {
    pub(super) cycles: Vec<usize>,
    pub(super) teams: Vec<usize>,
    pub(super) objectives: Vec<usize>,
    pub(super) key_results: Vec<usize>,
    pub(super) kpis: Vec<usize>,
    pub(super) kpi_periods: bool,
    pub(super) triggers: bool,
}

/// Puts a row at its index; whether it differs from the one that stood there.
pub(super) fn put<T: PartialEq>(table: &mut [T], index: usize, row: T) -> bool {
    let slot = present(table.get_mut(index));
    let differs = *slot != row;
    if differs {
        *slot = row;
    }
    differs
}

/// The indices at which two tables of one plan differ; all where rows came or went.
fn differing<T: PartialEq>(before: &[T], after: &[T]) -> Vec<usize> {
    if before.len() != after.len() {
        return (0..after.len()).collect();
    }
    before
        .iter()
        .zip(after)
        .enumerate()
        .filter(|(_, (before, after))| before != after)
        .map(|(index, _)| index)
        .collect()
}

impl ChangedRows {
    /// Where two reports of one plan differ.
    pub(super) fn between(before: &Report, after: &Report) -> Self {
        ChangedRows {
            cycles: differing(&before.cycles, &after.cycles),
            teams: differing(&before.teams, &after.teams),
            objectives: differing(&before.objectives, &after.objectives),
            key_results: differing(&before.key_results, &after.key_results),
            kpis: differing(&before.kpis, &after.kpis),
            kpi_periods: before.kpi_periods != after.kpi_periods,
            triggers: before.triggers != after.triggers,
        }
    }

    /// The rows at these indices that pass the limits of a scope.
    pub(super) fn rows<'a>(&self, report: &'a Report, limits: Option<&Limits<'_>>) -> Changed<'a> {
        let goal = |cycle: &str, team: Option<&str>| limits.is_none_or(|limits| limits.goal(cycle, team));
        let cycles = of(&self.cycles, &report.cycles);
        let teams = of(&self.teams, &report.teams);
        let objectives = of(&self.objectives, &report.objectives);
        let key_results = of(&self.key_results, &report.key_results);
        let kpis = of(&self.kpis, &report.kpis);
        Changed {
            cycles: cycles.filter(|row| limits.is_none_or(|limits| limits.cycle(&row.cycle))).collect(),
            teams: teams.filter(|row| goal(&row.cycle, Some(&row.team))).collect(),
            objectives: objectives.filter(|row| goal(&row.cycle, row.team.as_deref())).collect(),
            key_results: key_results.filter(|row| goal(&row.cycle, row.team.as_deref())).collect(),
            kpis: kpis.filter(|row| limits.is_none_or(|limits| limits.kpi(&row.kpi, row.team.as_deref()))).collect(),
            kpi_periods: self.kpi_periods,
            triggers: self.triggers,
        }
    }
}

fn of<'a, T>(indices: &[usize], table: &'a [T]) -> impl Iterator<Item = &'a T> {
    indices.iter().filter_map(|index| table.get(*index))
}
