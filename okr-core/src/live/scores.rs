//! The scores, kept up to date: from key results upwards as far as something differs.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::links::{Links, above, below, key_results};
use crate::report::Kind;
use crate::score::{KeyResultScore, ObjectiveScore, Scores, leaf, rolled_up, score_objective};
use crate::series::EvaluationContext;

/// What differs on the scores, in any order; an item may stand there twice.
#[derive(Debug, Default)]
pub(super) struct Moved {
    pub(super) key_results: Vec<usize>,
    pub(super) objectives: Vec<usize>,
    /// Objectives below one that now enters scores above it where it did not, or the other way round.
    pub(super) regrouped: Vec<usize>,
}

/// What is still to be scored.
struct Spread<'a> {
    context: &'a EvaluationContext<'a>,
    links: &'a Links,
    scores: &'a mut Scores,
    scratch: &'a mut RescoringScratch,
    moved: Moved,
    /// Objectives by their height, so that each is scored after all below it.
    objectives: BinaryHeap<Reverse<(usize, usize)>>,
}

/// RescoringScratch that one change after the other uses.
#[derive(Default)]
pub(super) struct RescoringScratch {
    scores: crate::score::ScoringScratch,
    /// Which key results are to sum up what is below them; none between changes.
    summing: Vec<bool>,
}

/// Scores some key results anew, and all that rests on those that come out otherwise.
pub(super) fn rescore(
    context: &EvaluationContext<'_>,
    links: &Links,
    scores: &mut Scores,
    scratch: &mut RescoringScratch,
    key_results: Vec<usize>,
) -> Moved {
    scratch.summing.resize(scores.key_results.len(), false);
    let (moved, objectives) = Default::default();
    let mut spread = Spread { context, links, scores, scratch, moved, objectives };
    for key_result in key_results {
        match leaf(context, key_result, &mut spread.scratch.scores) {
            Some(score) => spread.put_key_result(key_result, score),
            None => spread.sum_up(key_result),
        }
    }
    while let Some(next) = spread.objectives.pop() {
        spread.score(next.0.1);
        // What its key results asked for is done.
        while spread.objectives.peek() == Some(&next) {
            spread.objectives.pop();
        }
    }
    spread.moved
}

/// Whether objectives below a key result can enter the scores above it.
fn lets_in(score: Option<&KeyResultScore>) -> bool {
    score.is_some_and(|score| score.kind == Kind::RollUp && score.counts())
}

/// What decides which scores enter an objective's, and whether its own enters others.
fn gates(score: Option<&ObjectiveScore>) -> Option<(bool, bool, bool)> {
    score.map(|score| (score.counts(), score.from_key_results, score.from_children))
}

impl Spread<'_> {
    fn score(&mut self, objective: usize) {
        for key_result in key_results(self.context.plan, objective) {
            let asked = self.scratch.summing.get_mut(key_result).map(std::mem::take);
            if asked != Some(true) {
                continue;
            }
            if let Some(score) = rolled_up(self.context, self.scores, key_result, &mut self.scratch.scores) {
                self.put_key_result(key_result, score);
            }
        }
        if let Some(score) = score_objective(self.context, self.scores, objective) {
            self.put_objective(objective, score);
        }
    }

    fn put_key_result(&mut self, key_result: usize, score: KeyResultScore) {
        let Some(slot) = self.scores.key_results.get_mut(key_result) else { return };
        if slot.as_ref() == Some(&score) {
            return;
        }
        let regrouped = lets_in(slot.as_ref()) != lets_in(Some(&score));
        *slot = Some(score);
        self.moved.key_results.push(key_result);
        if let Some(node) = self.context.plan.key_results.get(key_result) {
            self.wait(node.objective);
        }
        if regrouped {
            for child in self.context.plan.below_key_result.of(key_result) {
                self.regroup(*child);
            }
        }
    }

    fn put_objective(&mut self, objective: usize, score: ObjectiveScore) {
        let Some(slot) = self.scores.objectives.get_mut(objective) else { return };
        if slot.as_ref() == Some(&score) {
            return;
        }
        let regrouped = gates(slot.as_ref()) != gates(Some(&score));
        *slot = Some(score);
        self.moved.objectives.push(objective);
        match above(self.context.plan, objective) {
            Some((parent, None)) => self.wait(parent),
            Some((_, Some(key_result))) => self.sum_up(key_result),
            None => {}
        }
        if regrouped {
            self.regroup(objective);
        }
    }

    fn wait(&mut self, objective: usize) {
        self.objectives.push(Reverse((self.links.height(objective), objective)));
    }

    /// Lets a key result be scored when all below it are; one that reads something does not look at what is below.
    fn sum_up(&mut self, key_result: usize) {
        if let Some(node) = self.context.plan.key_results.get(key_result) {
            if let Some(asked) = self.scratch.summing.get_mut(key_result) {
                *asked = true;
            }
            self.wait(node.objective);
        }
    }

    /// Notes an objective and all below it.
    fn regroup(&mut self, objective: usize) {
        let mut next = vec![objective];
        while let Some(objective) = next.pop() {
            self.moved.regrouped.push(objective);
            next.extend(below(self.context.plan, objective));
        }
    }
}
