//! The scores, kept up to date: from key results upwards as far as something differs.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::links::{Links, above, below, key_results};
use crate::index::{IndexVec, KeyResultIndex, ObjectiveIndex};
use crate::plan::MeasureKind;
use crate::score::{KeyResultScore, ObjectiveScore, Scores, leaf, rolled_up, score_objective};
use crate::series::EvaluationContext;

/// The scores that differ, in any order; an item may stand there twice.
#[derive(Debug, Default)]
pub(super) struct ChangedScores {
    pub(super) key_results: Vec<KeyResultIndex>,
    pub(super) objectives: Vec<ObjectiveIndex>,
    /// Objectives below one that now enters scores above it where it did not, or the other way round.
    pub(super) regrouped: Vec<ObjectiveIndex>,
}

/// What is still to be scored.
struct Rescoring<'a> {
    context: &'a EvaluationContext<'a>,
    links: &'a Links,
    scores: &'a mut Scores,
    scratch: &'a mut RescoringScratch,
    changed: ChangedScores,
    /// Objectives by their position from below, so that each is scored after all below it.
    waiting: BinaryHeap<Reverse<(usize, ObjectiveIndex)>>,
}

/// Memory that one change after the other uses.
#[derive(Default)]
pub(super) struct RescoringScratch {
    scores: crate::score::ScoringScratch,
    /// Which key results are to sum up what is below them; none between changes.
    summing: IndexVec<KeyResultIndex, bool>,
}

/// Scores some key results, and all that rests on those whose scores differ.
pub(super) fn rescore(
    context: &EvaluationContext<'_>,
    links: &Links,
    scores: &mut Scores,
    scratch: &mut RescoringScratch,
    key_results: Vec<KeyResultIndex>,
) -> ChangedScores {
    if scratch.summing.len() != scores.key_results.len() {
        scratch.summing = vec![false; scores.key_results.len()].into();
    }
    let (changed, waiting) = Default::default();
    let mut rescoring = Rescoring { context, links, scores, scratch, changed, waiting };
    for key_result in key_results {
        match leaf(context, key_result, &mut rescoring.scratch.scores) {
            Some(score) => rescoring.put_key_result(key_result, score),
            None => rescoring.sum_up(key_result),
        }
    }
    while let Some(next) = rescoring.waiting.pop() {
        rescoring.score(next.0.1);
        // What its key results asked for is done.
        while rescoring.waiting.peek() == Some(&next) {
            rescoring.waiting.pop();
        }
    }
    rescoring.changed
}

/// Whether objectives below a key result can enter the scores above it.
fn lets_in(score: &KeyResultScore) -> bool {
    score.kind == MeasureKind::RollUp && score.counts()
}

/// What decides which scores enter an objective's, and whether its own enters others.
fn gates(score: &ObjectiveScore) -> (bool, bool, bool) {
    (score.counts(), score.from_key_results, score.from_children)
}

impl Rescoring<'_> {
    fn score(&mut self, objective: ObjectiveIndex) {
        for key_result in key_results(self.context.plan, objective) {
            if std::mem::take(&mut self.scratch.summing[key_result]) {
                let score = rolled_up(self.context, self.scores, key_result, &mut self.scratch.scores);
                self.put_key_result(key_result, score);
            }
        }
        let score = score_objective(self.context, self.scores, objective);
        self.put_objective(objective, score);
    }

    fn put_key_result(&mut self, key_result: KeyResultIndex, score: KeyResultScore) {
        let before = self.scores.key_result(key_result);
        if *before == score {
            return;
        }
        let regrouped = lets_in(before) != lets_in(&score);
        self.scores.key_results[key_result] = score;
        self.changed.key_results.push(key_result);
        self.wait(self.context.plan.key_results[key_result].objective);
        if regrouped {
            for child in &self.context.plan.below_key_result[key_result] {
                self.regroup(*child);
            }
        }
    }

    fn put_objective(&mut self, objective: ObjectiveIndex, score: ObjectiveScore) {
        let before = self.scores.objective(objective);
        if *before == score {
            return;
        }
        let regrouped = gates(before) != gates(&score);
        self.scores.objectives[objective] = Some(score);
        self.changed.objectives.push(objective);
        match above(self.context.plan, objective) {
            Some((parent, None)) => self.wait(parent),
            Some((_, Some(key_result))) => self.sum_up(key_result),
            None => {}
        }
        if regrouped {
            self.regroup(objective);
        }
    }

    fn wait(&mut self, objective: ObjectiveIndex) {
        self.waiting.push(Reverse((self.links.order[objective], objective)));
    }

    /// Lets a key result be scored when all below it are; one that reads something does not look at what is below.
    fn sum_up(&mut self, key_result: KeyResultIndex) {
        self.scratch.summing[key_result] = true;
        self.wait(self.context.plan.key_results[key_result].objective);
    }

    /// Notes an objective and all below it.
    fn regroup(&mut self, objective: ObjectiveIndex) {
        let mut next = vec![objective];
        while let Some(objective) = next.pop() {
            self.changed.regrouped.push(objective);
            next.extend(below(self.context.plan, objective));
        }
    }
}
