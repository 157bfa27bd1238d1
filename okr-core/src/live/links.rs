//! What depends on what in a plan.

use crate::resolve::{Lists, ParentIndex, ResolvedPlan};

/// What depends on what.
#[derive(Debug)]
pub(super) struct Links {
    /// The key results that read each series.
    pub(super) readers: Lists,
    /// The index of each objective in an order in which it comes after all below it.
    pub(super) heights: Vec<usize>,
}

impl Links {
    pub(super) fn new(plan: &ResolvedPlan) -> Self {
        let mut heights = vec![0; plan.objectives.len()];
        for (height, objective) in plan.order.iter().enumerate() {
            if let Some(slot) = heights.get_mut(*objective) {
                *slot = height;
            }
        }
        let readers = Lists::new(plan.series.len(), plan.key_results.iter().map(|node| node.series));
        Links { readers, heights }
    }

    pub(super) fn height(&self, objective: usize) -> usize {
        self.heights.get(objective).copied().unwrap_or(0)
    }
}

/// The objectives that support one or its key results.
pub(super) fn below(plan: &ResolvedPlan, objective: usize) -> impl Iterator<Item = usize> + '_ {
    let own = plan.below_objective.of(objective).iter().copied();
    let key_results = key_results(plan, objective);
    own.chain(key_results.flat_map(|key_result| plan.below_key_result.of(key_result).iter().copied()))
}

/// The key results of an objective.
pub(super) fn key_results(plan: &ResolvedPlan, objective: usize) -> std::ops::Range<usize> {
    match plan.objective(objective) {
        Some((written, node)) => node.first..node.first + written.key_results.len(),
        None => 0..0,
    }
}

/// The objective that one supports, itself or by a key result of it, and that key result.
pub(super) fn above(plan: &ResolvedPlan, objective: usize) -> Option<(usize, Option<usize>)> {
    match plan.objectives.get(objective)?.parent? {
        ParentIndex::Objective(parent) => Some((parent, None)),
        ParentIndex::KeyResult(parent) => Some((plan.key_results.get(parent)?.objective, Some(parent))),
    }
}
