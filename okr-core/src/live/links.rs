//! What depends on what in a plan.

use crate::index::{IndexVec, KeyResultIndex, ListIndex, ObjectiveIndex, SeriesIndex};
use crate::resolve::{ParentIndex, ResolvedPlan};

/// What depends on what.
#[derive(Debug)]
pub(super) struct Links {
    /// The key results that read each series.
    pub(super) readers: IndexVec<SeriesIndex, Vec<KeyResultIndex>>,
    /// The position of each objective in an order in which it comes after all below it.
    pub(super) order: IndexVec<ObjectiveIndex, usize>,
}

impl Links {
    pub(super) fn new(plan: &ResolvedPlan) -> Self {
        let mut order: IndexVec<ObjectiveIndex, usize> = vec![0; plan.objectives.len()].into();
        for (position, objective) in plan.bottom_up().enumerate() {
            order[objective] = position;
        }
        let readers = IndexVec::grouped(plan.series.len(), plan.key_results.iter().map(|node| node.series));
        Links { readers, order }
    }
}

/// The objectives that support one or its key results.
pub(super) fn below(plan: &ResolvedPlan, objective: ObjectiveIndex) -> impl Iterator<Item = ObjectiveIndex> {
    let of_key_results = key_results(plan, objective).flat_map(|key_result| &plan.below_key_result[key_result]);
    plan.below_objective[objective].iter().chain(of_key_results).copied()
}

/// The key results of an objective.
pub(super) fn key_results(
    plan: &ResolvedPlan,
    objective: ObjectiveIndex,
) -> impl Iterator<Item = KeyResultIndex> + use<> {
    let (written, node) = plan.objective(objective);
    (node.first..node.first + written.key_results.len()).map(KeyResultIndex::new)
}

/// The objective that one supports, itself or by a key result of it, and that key result.
pub(super) fn above(
    plan: &ResolvedPlan,
    objective: ObjectiveIndex,
) -> Option<(ObjectiveIndex, Option<KeyResultIndex>)> {
    Some(match plan.objectives[objective].parent? {
        ParentIndex::Objective(parent) => (parent, None),
        ParentIndex::KeyResult(parent) => (plan.key_results[parent].objective, Some(parent)),
    })
}
