//! The board, kept up to date: from key results upwards as far as something differs.

use std::collections::BTreeSet;

use super::links::{Links, above, below, key_results};
use crate::report::Kind;
use crate::score::{Board, Day, KeyResultScore, Memory, ObjectiveScore, leaf, rolled_up, score_objective};

/// What differs on the board, each in document order.
#[derive(Debug, Default)]
pub(super) struct Moved {
    pub(super) key_results: BTreeSet<usize>,
    pub(super) objectives: BTreeSet<usize>,
    /// Objectives below one that now enters scores above it where it did not, or the other way round.
    pub(super) regrouped: BTreeSet<usize>,
}

/// What is still to be scored.
struct Spread<'a> {
    day: &'a Day<'a>,
    links: &'a Links,
    board: &'a mut Board,
    memory: &'a mut Memory,
    moved: Moved,
    /// Objectives by their height, so that each is scored after all below it.
    objectives: BTreeSet<(usize, usize)>,
    /// Key results that sum up objectives.
    summing: BTreeSet<usize>,
}

/// Scores some key results anew, and all that rests on those that come out otherwise.
pub(super) fn rescore(
    day: &Day<'_>,
    links: &Links,
    board: &mut Board,
    memory: &mut Memory,
    key_results: impl Iterator<Item = usize>,
) -> Moved {
    let (moved, objectives, summing) = Default::default();
    let mut spread = Spread { day, links, board, memory, moved, objectives, summing };
    for key_result in key_results {
        match leaf(day, key_result, spread.memory) {
            Some(score) => spread.put_key_result(key_result, score),
            None => spread.sum_up(key_result),
        }
    }
    while let Some((_, objective)) = spread.objectives.pop_first() {
        spread.score(objective);
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
        let own: Vec<usize> = self.summing.range(key_results(self.day.index, objective)).copied().collect();
        for key_result in own {
            self.summing.remove(&key_result);
            if let Some(score) = rolled_up(self.day, self.board, key_result, self.memory) {
                self.put_key_result(key_result, score);
            }
        }
        // What its key results asked for is done here.
        self.objectives.remove(&(self.links.height(objective), objective));
        if let Some(score) = score_objective(self.day, self.board, objective) {
            self.put_objective(objective, score);
        }
    }

    fn put_key_result(&mut self, key_result: usize, score: KeyResultScore) {
        let Some(slot) = self.board.key_results.get_mut(key_result) else { return };
        if slot.as_ref() == Some(&score) {
            return;
        }
        let regrouped = lets_in(slot.as_ref()) != lets_in(Some(&score));
        *slot = Some(score);
        self.moved.key_results.insert(key_result);
        if let Some(node) = self.day.index.key_results.get(key_result) {
            self.wait(node.objective);
        }
        if regrouped {
            for child in self.day.index.below_key_result.of(key_result) {
                self.regroup(*child);
            }
        }
    }

    fn put_objective(&mut self, objective: usize, score: ObjectiveScore) {
        let Some(slot) = self.board.objectives.get_mut(objective) else { return };
        if slot.as_ref() == Some(&score) {
            return;
        }
        let regrouped = gates(slot.as_ref()) != gates(Some(&score));
        *slot = Some(score);
        self.moved.objectives.insert(objective);
        match above(self.day.index, objective) {
            Some((parent, None)) => self.wait(parent),
            Some((_, Some(key_result))) => self.sum_up(key_result),
            None => {}
        }
        if regrouped {
            self.regroup(objective);
        }
    }

    fn wait(&mut self, objective: usize) {
        self.objectives.insert((self.links.height(objective), objective));
    }

    /// Lets a key result be scored when all below it are; one that reads something does not look at what is below.
    fn sum_up(&mut self, key_result: usize) {
        if let Some(node) = self.day.index.key_results.get(key_result) {
            self.summing.insert(key_result);
            self.wait(node.objective);
        }
    }

    /// Notes an objective and all below it.
    fn regroup(&mut self, objective: usize) {
        let mut next = vec![objective];
        while let Some(objective) = next.pop() {
            if self.moved.regrouped.insert(objective) {
                next.extend(below(self.day.index, objective));
            }
        }
    }
}
