//! Cycles and teams, kept up to date: what each objective adds stands by itself, and the sums are made anew in document order.

use crate::evaluate::rows::{cycle_row, team_row};
use crate::report::{CycleRow, TeamRow};
use crate::resolve::ObjectiveNode;
use crate::score::{Part, Scores, Summary, TeamSummary, enters_in_cycle, lie_below, status_index, teams_entered};
use crate::series::EvaluationContext;

/// What objectives are summed up for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Of {
    /// A cycle.
    Cycle(usize),
    /// A team, as a row of the table.
    Team(usize),
    /// A team and all below it, as a row of the table.
    Tree(usize),
}

/// Objectives in document order: what each adds, and whether that is part of another's score already.
#[derive(Debug, Default)]
struct Group {
    members: Vec<usize>,
    parts: Vec<(Part, bool)>,
}

impl Group {
    fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        for (part, enters) in &self.parts {
            summary.add(*part, *enters);
        }
        summary
    }
}

/// The groups of a plan.
#[derive(Debug)]
pub(super) struct Summaries {
    cycles: Vec<Group>,
    /// Team and cycle of each row of the table.
    teams: Vec<(usize, usize)>,
    own: Vec<Group>,
    trees: Vec<Group>,
    /// The groups of each objective, and its index in them.
    indices: Vec<Vec<(Of, usize)>>,
}

/// Rows that are made anew, by their index in the table; one may stand there twice.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    pub(super) cycles: Vec<usize>,
    pub(super) teams: Vec<usize>,
}

impl Summaries {
    pub(super) fn new(context: &EvaluationContext<'_>, scores: &Scores) -> Self {
        let index = context.plan;
        let rows = |node: &ObjectiveNode| {
            let (team, cycle) = (node.team, node.cycle);
            team.into_iter().flat_map(|team| index.team_and_above(team)).map(move |team| (team, cycle))
        };
        let mut teams: Vec<(usize, usize)> = index.objectives.iter().flat_map(rows).collect();
        crate::order::sort(&mut teams);
        teams.dedup();
        let groups = |count| (0..count).map(|_| Group::default()).collect::<Vec<_>>();
        let (cycles, own, trees) = (groups(index.cycles.len()), groups(teams.len()), groups(teams.len()));
        let mut summaries = Summaries { cycles, teams, own, trees, indices: Vec::new() };
        for (objective, node) in index.objectives.iter().enumerate() {
            let mut groups = vec![Of::Cycle(node.cycle)];
            let row = |row: (usize, usize)| summaries.teams.binary_search(&row).ok();
            groups.extend(node.team.and_then(|team| row((team, node.cycle))).map(Of::Team));
            groups.extend(rows(node).filter_map(row).map(Of::Tree));
            let indices = groups.into_iter().filter_map(|of| Some((of, summaries.join(of, objective)?)));
            let indices = indices.collect();
            summaries.indices.push(indices);
        }
        let mut all = Waiting::default();
        for objective in 0..index.objectives.len() {
            summaries.update(context, scores, objective, &mut all);
        }
        summaries
    }

    fn group_mut(&mut self, of: Of) -> Option<&mut Group> {
        match of {
            Of::Cycle(cycle) => self.cycles.get_mut(cycle),
            Of::Team(row) => self.own.get_mut(row),
            Of::Tree(row) => self.trees.get_mut(row),
        }
    }

    fn join(&mut self, of: Of, objective: usize) -> Option<usize> {
        let group = self.group_mut(of)?;
        group.members.push(objective);
        group.parts.push((Part::default(), false));
        Some(group.parts.len() - 1)
    }

    /// Takes note of what an objective adds now; `waiting` gets the rows that can differ by that.
    pub(super) fn update(
        &mut self,
        context: &EvaluationContext<'_>,
        scores: &Scores,
        objective: usize,
        waiting: &mut Waiting,
    ) {
        let Some(score) = scores.objective(objective) else { return };
        let part = Part::of(context, score);
        let above = teams_entered(context, scores, objective);
        let in_cycle = enters_in_cycle(context, scores, objective);
        let indices = self.indices.get_mut(objective).map(std::mem::take).unwrap_or_default();
        for &(of, index) in &indices {
            let enters = match of {
                Of::Cycle(_) => in_cycle,
                Of::Team(row) => self.teams.get(row).is_some_and(|(team, _)| above.contains(team)),
                Of::Tree(row) => self.teams.get(row).is_some_and(|(team, _)| lie_below(context, &above, *team)),
            };
            let Some(slot) = self.group_mut(of).and_then(|group| group.parts.get_mut(index)) else { continue };
            let differs = *slot != (part, enters);
            *slot = (part, enters);
            match of {
                Of::Cycle(cycle) if differs => {
                    waiting.cycles.push(cycle);
                }
                Of::Tree(row) if differs => {
                    waiting.teams.push(row);
                }
                // Its status may differ, which the row counts.
                Of::Team(row) => {
                    waiting.teams.push(row);
                }
                _ => {}
            }
        }
        if let Some(slot) = self.indices.get_mut(objective) {
            *slot = indices;
        }
    }

    pub(super) fn cycle_rows(&self, context: &EvaluationContext<'_>) -> Vec<CycleRow> {
        (0..self.cycles.len()).filter_map(|cycle| self.cycle_row(context, cycle)).collect()
    }

    pub(super) fn team_rows(&self, context: &EvaluationContext<'_>, scores: &Scores) -> Vec<TeamRow> {
        (0..self.teams.len()).filter_map(|row| self.team_row(context, scores, row)).collect()
    }

    pub(super) fn cycle_row(&self, context: &EvaluationContext<'_>, cycle: usize) -> Option<CycleRow> {
        cycle_row(context, cycle, &self.cycles.get(cycle)?.summary())
    }

    /// A row of the table of teams.
    pub(super) fn team_row(&self, context: &EvaluationContext<'_>, scores: &Scores, row: usize) -> Option<TeamRow> {
        let ((team, cycle), own) = (*self.teams.get(row)?, self.own.get(row)?);
        let mut summary =
            TeamSummary { own: own.summary(), tree: self.trees.get(row)?.summary(), ..Default::default() };
        let statuses = own.members.iter().filter_map(|member| scores.objective(*member)).map(|score| score.status);
        for index in statuses.filter_map(status_index) {
            if let Some(count) = summary.statuses.get_mut(index) {
                *count += 1;
            }
        }
        team_row(context, team, cycle, &summary)
    }
}
