//! Cycles and teams: the scores above objectives.

use super::Scores;
use super::objective::ObjectiveScore;
use crate::number::{clamp, meets};
use crate::report::{Kind, Status};
use crate::resolve::ParentIndex;
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
    pub(crate) fn add(&mut self, part: Part, enters: bool) {
        self.objectives += u32::from(part.counts);
        self.attained += u32::from(part.attained);
        if !enters {
            self.sum += part.weighted;
            self.weights += part.weight;
        }
    }
}

/// What an objective adds to the summaries that it is part of: nothing where it is neither active nor closed.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Part {
    counts: bool,
    attained: bool,
    /// Weight times score; 0 without a score.
    weighted: f64,
    /// Weight; 0 without a score.
    weight: f64,
}

impl Part {
    pub(crate) fn of(context: &EvaluationContext<'_>, score: &ObjectiveScore) -> Self {
        let part = Part { counts: score.lifecycle.counts(), ..Part::default() };
        let Some(value) = score.score.filter(|_| part.counts) else { return part };
        let attained = meets(value, context.policy.success.of(score.ambition));
        Part { attained, weighted: score.weight * value, weight: score.weight, ..part }
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
fn entered(context: &EvaluationContext<'_>, scores: &Scores, index: usize) -> Option<usize> {
    scores.objective(index).filter(|score| score.counts())?;
    let above = match context.plan.objectives.get(index)?.parent? {
        ParentIndex::Objective(parent) => scores.objective(parent)?.from_children.then_some(parent)?,
        ParentIndex::KeyResult(key_result) => {
            let score = scores.key_result(key_result)?;
            let parent = context.plan.key_results.get(key_result)?.objective;
            let enters = score.kind == Kind::RollUp && score.counts() && scores.objective(parent)?.from_key_results;
            enters.then_some(parent)?
        }
    };
    scores.objective(above)?.counts().then_some(above)
}

/// All the objectives that the score of `index` enters, nearest first.
fn all_entered<'a>(
    context: &'a EvaluationContext<'_>,
    scores: &'a Scores,
    index: usize,
) -> impl Iterator<Item = usize> + 'a {
    std::iter::successors(entered(context, scores, index), move |index| entered(context, scores, *index))
}

/// The nearest objective of the same cycle that the score of `index` is part of.
pub(crate) fn entered_in_cycle(context: &EvaluationContext<'_>, scores: &Scores, index: usize) -> Option<usize> {
    let cycle = context.plan.objectives.get(index)?.cycle;
    all_entered(context, scores, index)
        .find(|other| context.plan.objectives.get(*other).is_some_and(|node| node.cycle == cycle))
}

/// The nearest objective of the same team and cycle that the score of `index` is part of.
pub(crate) fn entered_in_team(context: &EvaluationContext<'_>, scores: &Scores, index: usize) -> Option<usize> {
    let node = context.plan.objectives.get(index)?;
    let same = |other: &crate::resolve::ObjectiveNode| other.cycle == node.cycle && other.team == node.team;
    all_entered(context, scores, index).find(|other| context.plan.objectives.get(*other).is_some_and(same))
}

/// Whether the score of an objective is part of another's of the same cycle.
pub(crate) fn enters_in_cycle(context: &EvaluationContext<'_>, scores: &Scores, index: usize) -> bool {
    entered_in_cycle(context, scores, index).is_some()
}

/// The teams of the objectives of the same cycle that the score of `index` is part of.
pub(crate) fn teams_entered(context: &EvaluationContext<'_>, scores: &Scores, index: usize) -> Vec<usize> {
    let cycle = context.plan.objectives.get(index).map(|node| node.cycle);
    let above = all_entered(context, scores, index).filter_map(|other| context.plan.objectives.get(other));
    above.filter(|other| Some(other.cycle) == cycle).filter_map(|other| other.team).collect()
}

/// Whether one of some teams lies in the tree of a team.
pub(crate) fn lie_below(context: &EvaluationContext<'_>, teams: &[usize], tree: usize) -> bool {
    teams.iter().any(|team| context.plan.team_and_above(*team).any(|above| above == tree))
}

/// The objectives with their scores, in document order.
fn scored(scores: &Scores) -> impl Iterator<Item = (usize, &ObjectiveScore)> {
    scores.objectives.iter().enumerate().filter_map(|(index, score)| Some((index, score.as_ref()?)))
}

/// A summary for each cycle.
pub(crate) fn cycles(context: &EvaluationContext<'_>, scores: &Scores) -> Vec<Summary> {
    let mut summaries = vec![Summary::default(); context.plan.cycles.len()];
    for (index, score) in scored(scores) {
        let Some(cycle) = context.plan.objectives.get(index).map(|node| node.cycle) else { continue };
        if let Some(summary) = summaries.get_mut(cycle) {
            summary.add(Part::of(context, score), enters_in_cycle(context, scores, index));
        }
    }
    summaries
}

/// The index of a status in [`Status::ALL`].
pub(crate) fn status_index(status: Status) -> Option<usize> {
    Status::ALL.iter().position(|known| *known == status)
}

/// A summary for each team and cycle in which it or a team below has objectives.
#[derive(Debug, Default)]
pub(crate) struct TeamSummaries {
    /// For each team its cycles, rising.
    teams: Vec<Vec<(usize, TeamSummary)>>,
}

impl TeamSummaries {
    fn entry(&mut self, team: usize, cycle: usize) -> Option<&mut TeamSummary> {
        let cycles = self.teams.get_mut(team)?;
        let index = cycles.partition_point(|(known, _)| *known < cycle);
        if cycles.get(index).is_none_or(|(known, _)| *known != cycle) {
            cycles.insert(index, (cycle, TeamSummary::default()));
        }
        cycles.get_mut(index).map(|(_, summary)| summary)
    }

    /// That of a team in a cycle.
    pub(crate) fn of(&self, team: usize, cycle: usize) -> Option<&TeamSummary> {
        self.teams.get(team)?.iter().find(|(known, _)| *known == cycle).map(|(_, summary)| summary)
    }

    /// Team, cycle and summary, by team and then cycle.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, usize, &TeamSummary)> + Clone {
        let teams = self.teams.iter().enumerate();
        teams.flat_map(|(team, cycles)| cycles.iter().map(move |(cycle, summary)| (team, *cycle, summary)))
    }
}

/// A summary for each team and cycle.
pub(crate) fn teams(context: &EvaluationContext<'_>, scores: &Scores) -> TeamSummaries {
    let mut summaries = TeamSummaries { teams: vec![Vec::new(); context.plan.teams.len()] };
    for (index, score) in scored(scores) {
        let Some(node) = context.plan.objectives.get(index) else { continue };
        let Some(team) = node.team else { continue };
        let part = Part::of(context, score);
        // The teams in the same cycle whose objectives this score is already part of.
        let above = teams_entered(context, scores, index);
        if let Some(own) = summaries.entry(team, node.cycle) {
            if let Some(count) = status_index(score.status).and_then(|status| own.statuses.get_mut(status)) {
                *count += 1;
            }
            own.own.add(part, above.contains(&team));
        }
        for tree in context.plan.team_and_above(team) {
            if let Some(summary) = summaries.entry(tree, node.cycle) {
                summary.tree.add(part, lie_below(context, &above, tree));
            }
        }
    }
    summaries
}
