//! The key results that sum up objectives, in the order in which they can be scored.

use super::resolved_plan::ObjectiveNode;
use crate::parallel;
use crate::plan::{KeyResult, Measure, Plan};

/// Whether the measure of a key result, at some time, is `roll_up`.
pub(super) fn rolls_up(key_result: &KeyResult) -> bool {
    let mut measures = key_result.revisions.iter().filter_map(|revision| revision.measure.as_ref());
    matches!(key_result.measure, Measure::RollUp(_)) || measures.any(|measure| matches!(measure, Measure::RollUp(_)))
}

/// For each height those of its objectives that roll up.
pub(super) fn by_height(
    plan: &Plan,
    objectives: &[ObjectiveNode],
    order: &[usize],
    height_ends: &[usize],
) -> Vec<Vec<usize>> {
    let some = parallel::each(&plan.objectives, |objective| objective.key_results.iter().any(rolls_up));
    let of_objective = |index: &usize| {
        some.get(*index).filter(|some| **some)?;
        let (written, node) = plan.objectives.get(*index).zip(objectives.get(*index))?;
        Some((node.first..).zip(&written.key_results).filter(|(_, key_result)| rolls_up(key_result)))
    };
    let starts = std::iter::once(0).chain(height_ends.iter().copied());
    let heights = starts.zip(height_ends).map(|(start, &end)| order.get(start..end).unwrap_or_default());
    let roll_ups =
        |height: &[usize]| height.iter().filter_map(of_objective).flatten().map(|(place, _)| place).collect();
    heights.map(roll_ups).collect()
}
