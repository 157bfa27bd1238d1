//! Cycles and teams: the scores above objectives.

use std::collections::BTreeMap;

use super::objective::ObjectiveScore;
use super::{Board, Day};
use crate::number::{clamp, meets};
use crate::report::{Kind, Status};
use crate::resolve::ParentIndex;

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

    /// Adds an objective that is active or closed; `enters` tells that its score is already part of another's.
    fn add(&mut self, score: &ObjectiveScore, success: f64, enters: bool) {
        self.objectives += 1;
        let Some(value) = score.score else { return };
        self.attained += u32::from(meets(value, success));
        if !enters {
            self.sum += score.weight * value;
            self.weights += score.weight;
        }
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
fn entered(day: &Day<'_>, board: &Board, index: usize) -> Option<usize> {
    board.objective(index).filter(|score| score.counts())?;
    let above = match day.index.objectives.get(index)?.parent? {
        ParentIndex::Objective(parent) => board.objective(parent)?.from_children.then_some(parent)?,
        ParentIndex::KeyResult(key_result) => {
            let score = board.key_result(key_result)?;
            let parent = day.index.key_results.get(key_result)?.objective;
            let enters = score.kind == Kind::RollUp && score.counts() && board.objective(parent)?.from_key_results;
            enters.then_some(parent)?
        }
    };
    board.objective(above)?.counts().then_some(above)
}

/// All the objectives that the score of `index` enters, nearest first.
fn all_entered<'a>(day: &'a Day<'_>, board: &'a Board, index: usize) -> impl Iterator<Item = usize> + 'a {
    std::iter::successors(entered(day, board, index), move |index| entered(day, board, *index))
}

/// The nearest objective of the same cycle that the score of `index` is part of.
pub(crate) fn entered_in_cycle(day: &Day<'_>, board: &Board, index: usize) -> Option<usize> {
    let cycle = day.index.objectives.get(index)?.cycle;
    all_entered(day, board, index)
        .find(|other| day.index.objectives.get(*other).is_some_and(|node| node.cycle == cycle))
}

/// The nearest objective of the same team and cycle that the score of `index` is part of.
pub(crate) fn entered_in_team(day: &Day<'_>, board: &Board, index: usize) -> Option<usize> {
    let node = day.index.objectives.get(index)?;
    let same = |other: &crate::resolve::ObjectiveNode| other.cycle == node.cycle && other.team == node.team;
    all_entered(day, board, index).find(|other| day.index.objectives.get(*other).is_some_and(same))
}

/// The objectives that are active or closed, in document order.
fn counting(board: &Board) -> impl Iterator<Item = (usize, &ObjectiveScore)> {
    let all = board.objectives.iter().enumerate();
    all.filter_map(|(index, score)| Some((index, score.as_ref()?))).filter(|(_, score)| score.standing.counts())
}

/// A summary for each cycle.
pub(crate) fn cycles(day: &Day<'_>, board: &Board) -> Vec<Summary> {
    let mut summaries = vec![Summary::default(); day.index.cycles.len()];
    for (index, score) in counting(board) {
        let Some(cycle) = day.index.objectives.get(index).map(|node| node.cycle) else { continue };
        let enters = entered_in_cycle(day, board, index).is_some();
        if let Some(summary) = summaries.get_mut(cycle) {
            summary.add(score, day.policy.success.of(score.ambition), enters);
        }
    }
    summaries
}

/// A summary for each team and cycle in which it or a team below has objectives, by team and then cycle.
pub(crate) fn teams(day: &Day<'_>, board: &Board) -> BTreeMap<(usize, usize), TeamSummary> {
    let mut summaries: BTreeMap<(usize, usize), TeamSummary> = BTreeMap::new();
    for (index, score) in board.objectives.iter().enumerate() {
        let (Some(score), Some(node)) = (score.as_ref(), day.index.objectives.get(index)) else { continue };
        let Some(team) = node.team else { continue };
        let success = day.policy.success.of(score.ambition);
        // The teams in the same cycle whose objectives this score is already part of.
        let above: Vec<usize> = all_entered(day, board, index)
            .filter_map(|other| day.index.objectives.get(other))
            .filter(|other| other.cycle == node.cycle)
            .filter_map(|other| other.team)
            .collect();
        let own = summaries.entry((team, node.cycle)).or_default();
        if let Some(count) =
            Status::ALL.iter().position(|status| *status == score.status).and_then(|place| own.statuses.get_mut(place))
        {
            *count += 1;
        }
        if score.standing.counts() {
            own.own.add(score, success, above.contains(&team));
        }
        for tree in day.index.team_and_above(team) {
            let summary = summaries.entry((tree, node.cycle)).or_default();
            if score.standing.counts() {
                let inside = |team: &usize| day.index.team_and_above(*team).any(|above| above == tree);
                summary.tree.add(score, success, above.iter().any(inside));
            }
        }
    }
    summaries
}
