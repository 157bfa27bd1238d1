//! Cycles and teams, kept up to date: what each objective adds stands by itself, and the sums are made again in document order.

use crate::evaluate::rows::{cycle_row, team_row};
use crate::index::{CycleIndex, IndexVec, ObjectiveIndex, TeamIndex, present};
use crate::report::{CycleRow, TeamRow};
use crate::resolve::ObjectiveNode;
use crate::score::{Contribution, Scores, Summary, TeamSummary, TreesEntered, enters_in_cycle, teams_entered};
use crate::series::EvaluationContext;

/// The position of a row in the table of teams.
type TeamRowIndex = usize;

/// What objectives are summed up for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Target {
    Cycle(CycleIndex),
    /// The own objectives of a team in a cycle.
    Team(TeamRowIndex),
    /// The objectives of a team and of all below it in a cycle.
    Tree(TeamRowIndex),
}

/// Objectives in document order: what each adds, and whether that is part of another's score already.
#[derive(Debug, Default)]
struct Group {
    members: Vec<ObjectiveIndex>,
    contributions: Vec<(Contribution, bool)>,
}

impl Group {
    fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        for (contribution, enters) in &self.contributions {
            summary.add(*contribution, *enters);
        }
        summary
    }
}

/// The groups of a row of the table of teams.
#[derive(Debug)]
struct TeamGroups {
    team: TeamIndex,
    cycle: CycleIndex,
    own: Group,
    tree: Group,
}

/// The groups of a plan.
#[derive(Debug)]
pub(super) struct Summaries {
    cycles: IndexVec<CycleIndex, Group>,
    /// In the order of the table.
    teams: Vec<TeamGroups>,
    /// The groups of each objective, and its position in them.
    memberships: IndexVec<ObjectiveIndex, Vec<(Target, usize)>>,
    trees_entered: TreesEntered,
}

/// Rows that are made again; one may stand there twice.
#[derive(Debug, Default)]
pub(super) struct OutdatedRows {
    pub(super) cycles: Vec<CycleIndex>,
    pub(super) teams: Vec<TeamRowIndex>,
}

impl Summaries {
    pub(super) fn new(context: &EvaluationContext<'_>, scores: &Scores) -> Self {
        let plan = context.plan;
        let rows = |node: &ObjectiveNode| {
            let (team, cycle) = (node.team, node.cycle);
            team.into_iter().flat_map(|team| plan.team_and_above(team)).map(move |team| (team, cycle))
        };
        let mut keys: Vec<(TeamIndex, CycleIndex)> = plan.objectives.iter().flat_map(rows).collect();
        crate::order::sort(&mut keys);
        keys.dedup();
        let groups = |(team, cycle): &(TeamIndex, CycleIndex)| TeamGroups {
            team: *team,
            cycle: *cycle,
            own: Group::default(),
            tree: Group::default(),
        };
        let mut summaries = Summaries {
            cycles: plan.cycles.iter().map(|_| Group::default()).collect(),
            teams: keys.iter().map(groups).collect(),
            memberships: IndexVec::default(),
            trees_entered: TreesEntered::new(plan),
        };
        let memberships = plan.objectives.iter_enumerated().map(|(objective, node)| {
            let row = |key: (TeamIndex, CycleIndex)| present(keys.binary_search(&key).ok());
            let mut targets = vec![Target::Cycle(node.cycle)];
            targets.extend(node.team.map(|team| Target::Team(row((team, node.cycle)))));
            targets.extend(rows(node).map(|key| Target::Tree(row(key))));
            targets.into_iter().map(|target| (target, summaries.join(target, objective))).collect()
        });
        let memberships = memberships.collect();
        summaries.memberships = memberships;
        let mut all = OutdatedRows::default();
        for objective in plan.objectives.indices() {
            summaries.update(context, scores, objective, &mut all);
        }
        summaries
    }

    fn group_mut(&mut self, target: Target) -> &mut Group {
        match target {
            Target::Cycle(cycle) => &mut self.cycles[cycle],
            Target::Team(row) => &mut present(self.teams.get_mut(row)).own,
            Target::Tree(row) => &mut present(self.teams.get_mut(row)).tree,
        }
    }

    fn team_of(&self, row: TeamRowIndex) -> TeamIndex {
        present(self.teams.get(row)).team
    }

    /// Makes an objective a member of a group, still without what it adds; its position there.
    fn join(&mut self, target: Target, objective: ObjectiveIndex) -> usize {
        let group = self.group_mut(target);
        group.members.push(objective);
        group.contributions.push((Contribution::default(), false));
        group.contributions.len() - 1
    }

    /// Takes note of what an objective adds now; `outdated` gets the rows that can differ by that.
    pub(super) fn update(
        &mut self,
        context: &EvaluationContext<'_>,
        scores: &Scores,
        objective: ObjectiveIndex,
        outdated: &mut OutdatedRows,
    ) {
        let contribution = Contribution::of(context, scores.objective(objective));
        let above = teams_entered(context, scores, objective);
        let in_cycle = enters_in_cycle(context, scores, objective);
        self.trees_entered.mark(context.plan, &above);
        let memberships = std::mem::take(&mut self.memberships[objective]);
        for &(target, position) in &memberships {
            let enters = match target {
                Target::Cycle(_) => in_cycle,
                Target::Team(row) => above.contains(&self.team_of(row)),
                Target::Tree(row) => self.trees_entered.has(self.team_of(row)),
            };
            let slot = present(self.group_mut(target).contributions.get_mut(position));
            let differs = *slot != (contribution, enters);
            *slot = (contribution, enters);
            match target {
                Target::Cycle(cycle) if differs => outdated.cycles.push(cycle),
                Target::Tree(row) if differs => outdated.teams.push(row),
                // Its status may differ, which the row counts.
                Target::Team(row) => outdated.teams.push(row),
                _ => {}
            }
        }
        self.memberships[objective] = memberships;
    }

    pub(super) fn cycle_rows(&self, context: &EvaluationContext<'_>) -> Vec<CycleRow> {
        self.cycles.indices().map(|cycle| self.cycle_row(context, cycle)).collect()
    }

    pub(super) fn team_rows(&self, context: &EvaluationContext<'_>, scores: &Scores) -> Vec<TeamRow> {
        (0..self.teams.len()).map(|row| self.team_row(context, scores, row)).collect()
    }

    pub(super) fn cycle_row(&self, context: &EvaluationContext<'_>, cycle: CycleIndex) -> CycleRow {
        cycle_row(context, cycle, &self.cycles[cycle].summary())
    }

    /// A row of the table of teams.
    pub(super) fn team_row(&self, context: &EvaluationContext<'_>, scores: &Scores, row: TeamRowIndex) -> TeamRow {
        let groups = present(self.teams.get(row));
        let mut summary = TeamSummary { own: groups.own.summary(), tree: groups.tree.summary(), ..Default::default() };
        for member in &groups.own.members {
            summary.count(scores.objective(*member).status);
        }
        team_row(context, groups.team, groups.cycle, &summary)
    }
}
