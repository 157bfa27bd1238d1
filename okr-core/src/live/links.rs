//! What depends on what in a plan.

use crate::resolve::{Index, Lists, ParentIndex};

/// What depends on what.
#[derive(Debug)]
pub(super) struct Links {
    /// The key results that read each series.
    pub(super) readers: Lists,
    /// The place of each objective in an order in which it comes after all below it.
    pub(super) heights: Vec<usize>,
}

impl Links {
    pub(super) fn new(index: &Index) -> Self {
        let mut heights = vec![0; index.objectives.len()];
        for (height, objective) in index.order.iter().enumerate() {
            if let Some(slot) = heights.get_mut(*objective) {
                *slot = height;
            }
        }
        let readers = Lists::new(index.series.len(), index.key_results.iter().map(|node| node.series));
        Links { readers, heights }
    }

    pub(super) fn height(&self, objective: usize) -> usize {
        self.heights.get(objective).copied().unwrap_or(0)
    }
}

/// The objectives that support one or its key results.
pub(super) fn below(index: &Index, objective: usize) -> impl Iterator<Item = usize> + '_ {
    let own = index.below_objective.of(objective).iter().copied();
    let key_results = key_results(index, objective);
    own.chain(key_results.flat_map(|key_result| index.below_key_result.of(key_result).iter().copied()))
}

/// The key results of an objective.
pub(super) fn key_results(index: &Index, objective: usize) -> std::ops::Range<usize> {
    match index.objective(objective) {
        Some((written, node)) => node.first..node.first + written.key_results.len(),
        None => 0..0,
    }
}

/// The objective that one supports, itself or by a key result of it, and that key result.
pub(super) fn above(index: &Index, objective: usize) -> Option<(usize, Option<usize>)> {
    match index.objectives.get(objective)?.parent? {
        ParentIndex::Objective(parent) => Some((parent, None)),
        ParentIndex::KeyResult(parent) => Some((index.key_results.get(parent)?.objective, Some(parent))),
    }
}
