//! Counts of objectives and KPIs by team.

use super::LintView;
use super::view::ObjectiveView;
use crate::index::{CycleIndex, IndexVec, ListIndex, ObjectiveIndex, TeamIndex};

/// A team, a cycle, and how many objectives it has in it; teams and cycles in document order.
pub(super) fn objectives_by_team(view: &LintView<'_>) -> Vec<(TeamIndex, CycleIndex, usize)> {
    let pairs = view.teams_and_cycles();
    let same = pairs.chunk_by(|a, b| a == b);
    same.filter_map(|group| group.first().map(|(team, cycle)| (*team, *cycle, group.len()))).collect()
}

/// For each team whether it has a KPI of its own. A series of a KPI by team says nothing of what the team itself watches.
pub(super) fn with_own_kpi(view: &LintView<'_>) -> IndexVec<TeamIndex, bool> {
    let mut own: IndexVec<TeamIndex, bool> = vec![false; view.index().teams.len()].into();
    for series in view.series().filter(|series| series.kpi.written.teams.is_empty()) {
        if let Some(team) = series.team(view) {
            own[team] = true;
        }
    }
    own
}

/// The teams with KPIs, and how many they have: own ones, and series of KPIs with several teams.
pub(super) fn kpis_by_team(view: &LintView<'_>) -> Vec<(TeamIndex, usize)> {
    let mut counts: IndexVec<TeamIndex, usize> = vec![0; view.index().teams.len()].into();
    for team in view.series().filter_map(|series| series.team(view)) {
        counts[team] += 1;
    }
    counts.iter_enumerated().map(|(team, count)| (team, *count)).filter(|(_, count)| *count > 0).collect()
}

/// Whether an objective is made from the objectives below it, and has no key results of its own.
pub(super) fn made_from_children(view: &LintView<'_>, objective: ObjectiveView<'_>) -> bool {
    let children = &view.index().below_objective[ObjectiveIndex::new(objective.index)];
    children.iter().any(|child| view.objective(child.get()).is_some())
}

/// `1 objective`, `2 objectives`.
pub(super) fn count(number: usize, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}
