//! The indices of the rows that a change changed.

use super::changed::Changed;
use crate::evaluate::scope::Limits;
use crate::index::{KeyResultIndex, ListIndex, ObjectiveIndex, SeriesIndex, present};
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
        Changed {
            cycles: of(&self.cycles, &report.cycles, |_, row| limits.is_none_or(|limits| limits.cycle(&row.cycle))),
            teams: of(&self.teams, &report.teams, |_, row| {
                limits.is_none_or(|limits| limits.team(&row.cycle, &row.team))
            }),
            objectives: of(&self.objectives, &report.objectives, |index, _| {
                limits.is_none_or(|limits| limits.objective(ObjectiveIndex::new(index)))
            }),
            key_results: of(&self.key_results, &report.key_results, |index, _| {
                limits.is_none_or(|limits| limits.key_result(KeyResultIndex::new(index)))
            }),
            kpis: of(&self.kpis, &report.kpis, |index, _| {
                limits.is_none_or(|limits| limits.series(SeriesIndex::new(index)))
            }),
            kpi_periods: self.kpi_periods,
            triggers: self.triggers,
        }
    }
}

/// The rows at some indices that are listed.
fn of<'a, T>(indices: &[usize], table: &'a [T], lists: impl Fn(usize, &T) -> bool) -> Vec<&'a T> {
    let rows = indices.iter().filter_map(|index| Some((*index, table.get(*index)?)));
    rows.filter(|(index, row)| lists(*index, row)).map(|(_, row)| row).collect()
}
