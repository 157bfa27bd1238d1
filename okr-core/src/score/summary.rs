//! Cycles and teams: the scores above objectives.

use super::objective_score::ObjectiveScore;
use super::scores::Scores;
use crate::index::{CycleIndex, IndexVec, ObjectiveIndex, TeamIndex, present};
use crate::number::{clamp, meets};
use crate::plan::MeasureKind;
use crate::report::Status;
use crate::resolve::{ParentIndex, ResolvedPlan};
use crate::series::EvaluationContext;

/// A weighted mean and counts over objectives.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Summary {
    sum: f64,
    weights: f64,
    pub(crate) objectives: u32,
    pub(crate) attained: u32,
}

impl Summary {
    pub(crate) fn score(&self) -> Option<f64> {
        (self.weights > 0.0).then(|| clamp(self.sum / self.weights, 0.0, 1.0))
    }

    /// Adds what an objective adds; `enters` tells that its score is already part of another's.
    pub(crate) fn add(&mut self, contribution: Contribution, enters: bool) {
        self.objectives += u32::from(contribution.counts);
        self.attained += u32::from(contribution.attained);
        if !enters {
            self.sum += contribution.weighted;
            self.weights += contribution.weight;
        }
    }
}

/// What an objective adds to the summaries that it is part of: nothing where it is neither active nor closed.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Contribution {
    counts: bool,
    attained: bool,
    /// Weight times score; 0 without a score.
    weighted: f64,
    /// Weight; 0 without a score.
    weight: f64,
}

impl Contribution {
    pub(crate) fn of(context: &EvaluationContext<'_>, score: &ObjectiveScore) -> Self {
        let part = Contribution { counts: score.lifecycle.counts(), ..Contribution::default() };
        let Some(value) = score.score.filter(|_| part.counts) else { return part };
        let attained = meets(value, context.policy.success.of(score.ambition));
        Contribution { attained, weighted: score.weight * value, weight: score.weight, ..part }
    }
}

/// The team and the tree of teams below it, in a cycle.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct TeamSummary {
    pub(crate) own: Summary,
    pub(crate) tree: Summary,
    /// Own objectives of each status, in the order of [`Status::ALL`].
    pub(crate) statuses: [u32; Status::ALL.len()],
}

/// The counted objective that the score of `index` enters.
fn entered(context: &EvaluationContext<'_>, scores: &Scores, index: ObjectiveIndex) -> Option<ObjectiveIndex> {
    if !scores.objective(index).counts() {
        return None;
    }
    let above = match context.plan.objectives[index].parent? {
        ParentIndex::Objective(parent) => scores.objective(parent).from_children.then_some(parent)?,
        ParentIndex::KeyResult(key_result) => {
            let score = scores.key_result(key_result);
            let parent = context.plan.key_results[key_result].objective;
            let enters =
                score.kind == MeasureKind::RollUp && score.counts() && scores.objective(parent).from_key_results;
            enters.then_some(parent)?
        }
    };
    scores.objective(above).counts().then_some(above)
}

/// All the objectives that the score of `index` enters, nearest first.
fn all_entered<'a>(
    context: &'a EvaluationContext<'_>,
    scores: &'a Scores,
    index: ObjectiveIndex,
) -> impl Iterator<Item = ObjectiveIndex> + 'a {
    std::iter::successors(entered(context, scores, index), move |index| entered(context, scores, *index))
}

/// The nearest objective of the same cycle that the score of `index` is part of.
pub(crate) fn entered_in_cycle(
    context: &EvaluationContext<'_>,
    scores: &Scores,
    index: ObjectiveIndex,
) -> Option<ObjectiveIndex> {
    let objectives = &context.plan.objectives;
    let cycle = objectives[index].cycle;
    all_entered(context, scores, index).find(|other| objectives[*other].cycle == cycle)
}

/// The nearest objective of the same team and cycle that the score of `index` is part of.
pub(crate) fn entered_in_team(
    context: &EvaluationContext<'_>,
    scores: &Scores,
    index: ObjectiveIndex,
) -> Option<ObjectiveIndex> {
    let objectives = &context.plan.objectives;
    let of = |index: ObjectiveIndex| (objectives[index].cycle, objectives[index].team);
    all_entered(context, scores, index).find(|other| of(*other) == of(index))
}

/// Whether the score of an objective is part of another's of the same cycle.
pub(crate) fn enters_in_cycle(context: &EvaluationContext<'_>, scores: &Scores, index: ObjectiveIndex) -> bool {
    entered_in_cycle(context, scores, index).is_some()
}

/// The teams of the objectives of the same cycle that the score of `index` is part of.
pub(crate) fn teams_entered(context: &EvaluationContext<'_>, scores: &Scores, index: ObjectiveIndex) -> Vec<TeamIndex> {
    let objectives = &context.plan.objectives;
    let cycle = objectives[index].cycle;
    let above = all_entered(context, scores, index).map(|other| &objectives[other]);
    above.filter(|other| other.cycle == cycle).filter_map(|other| other.team).collect()
}

/// Marks teams and all above them, of one objective after the other.
#[derive(Debug)]
pub(crate) struct TreesEntered {
    /// The round in which each team was marked last.
    marks: IndexVec<TeamIndex, usize>,
    round: usize,
}

impl TreesEntered {
    pub(crate) fn new(plan: &ResolvedPlan) -> Self {
        TreesEntered { marks: vec![0; plan.teams.len()].into(), round: 0 }
    }

    /// Marks the trees in which some teams lie, and no others.
    pub(crate) fn mark(&mut self, plan: &ResolvedPlan, teams: &[TeamIndex]) {
        self.round += 1;
        for team in teams {
            for tree in plan.team_and_above(*team) {
                // All above it are marked as well.
                if self.marks[tree] == self.round {
                    break;
                }
                self.marks[tree] = self.round;
            }
        }
    }

    /// Whether one of the teams lies in the tree of a team.
    pub(crate) fn has(&self, tree: TeamIndex) -> bool {
        self.marks[tree] == self.round
    }
}

/// A summary for each cycle.
pub(crate) fn cycles(context: &EvaluationContext<'_>, scores: &Scores) -> IndexVec<CycleIndex, Summary> {
    let mut summaries: IndexVec<CycleIndex, Summary> = vec![Summary::default(); context.plan.cycles.len()].into();
    for (index, node) in context.plan.objectives.iter_enumerated() {
        let contribution = Contribution::of(context, scores.objective(index));
        summaries[node.cycle].add(contribution, enters_in_cycle(context, scores, index));
    }
    summaries
}

impl TeamSummary {
    /// Counts the status of an own objective.
    pub(crate) fn count(&mut self, status: Status) {
        let of_status = Status::ALL.iter().zip(&mut self.statuses).find(|(known, _)| **known == status);
        if let Some((_, count)) = of_status {
            *count += 1;
        }
    }
}

/// A summary for each team and cycle in which it or a team below has objectives.
#[derive(Debug, Default)]
pub(crate) struct TeamSummaries {
    /// For each team its cycles, rising.
    teams: IndexVec<TeamIndex, Vec<(CycleIndex, TeamSummary)>>,
}

impl TeamSummaries {
    /// Lets `add` add to the summary of a team in a cycle.
    fn add(&mut self, team: TeamIndex, cycle: CycleIndex, add: impl FnOnce(&mut TeamSummary)) {
        let cycles = &mut self.teams[team];
        match cycles.binary_search_by_key(&cycle, |(known, _)| *known) {
            Ok(position) => add(&mut present(cycles.get_mut(position)).1),
            Err(position) => {
                let mut summary = TeamSummary::default();
                add(&mut summary);
                cycles.insert(position, (cycle, summary));
            }
        }
    }

    /// That of a team in a cycle; none where it has no objectives there, nor a team below.
    pub(crate) fn of(&self, team: TeamIndex, cycle: CycleIndex) -> Option<&TeamSummary> {
        self.teams[team].iter().find(|(known, _)| *known == cycle).map(|(_, summary)| summary)
    }

    /// Team, cycle and summary, by team and then cycle.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (TeamIndex, CycleIndex, &TeamSummary)> + Clone {
        let teams = self.teams.iter_enumerated();
        teams.flat_map(|(team, cycles)| cycles.iter().map(move |(cycle, summary)| (team, *cycle, summary)))
    }
}

/// A summary for each team and cycle.
pub(crate) fn teams(context: &EvaluationContext<'_>, scores: &Scores) -> TeamSummaries {
    let mut summaries = TeamSummaries { teams: context.plan.teams.iter().map(|_| Vec::new()).collect() };
    let mut trees_entered = TreesEntered::new(context.plan);
    for (index, node) in context.plan.objectives.iter_enumerated() {
        let Some(team) = node.team else { continue };
        let score = scores.objective(index);
        let contribution = Contribution::of(context, score);
        // The teams in the same cycle whose objectives this score is already part of.
        let above = teams_entered(context, scores, index);
        summaries.add(team, node.cycle, |own| {
            own.count(score.status);
            own.own.add(contribution, above.contains(&team));
        });
        trees_entered.mark(context.plan, &above);
        for tree in context.plan.team_and_above(team) {
            let enters = trees_entered.has(tree);
            summaries.add(tree, node.cycle, |summary| summary.tree.add(contribution, enters));
        }
    }
    summaries
}
