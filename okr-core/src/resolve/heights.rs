//! The order in which objectives can be scored: each after all that are below it.

use super::nodes::{KeyResultNode, ObjectiveNode, ParentIndex};
use crate::index::{IndexVec, KeyResultIndex, ListIndex, ObjectiveIndex};
use crate::plan::{KeyResult, Measure, Objective};

/// Objectives of one height above the lowest, in document order.
#[derive(Debug)]
pub(crate) struct Height {
    pub(crate) objectives: Vec<ObjectiveIndex>,
    /// Those of their key results that roll up.
    pub(crate) roll_ups: Vec<KeyResultIndex>,
}

/// Whether the measure of a key result, at some time, is `roll_up`.
pub(super) fn rolls_up(key_result: &KeyResult) -> bool {
    let mut measures = key_result.revisions.iter().filter_map(|revision| revision.measure.as_ref());
    matches!(key_result.measure, Measure::RollUp(_)) || measures.any(|measure| matches!(measure, Measure::RollUp(_)))
}

/// The heights, from the lowest: objectives that nothing lies below, then those above them, and so on.
pub(super) fn heights(
    written: &[Objective],
    objectives: &IndexVec<ObjectiveIndex, ObjectiveNode>,
    key_results: &IndexVec<KeyResultIndex, KeyResultNode>,
) -> Vec<Height> {
    let above = |objective: ObjectiveIndex| {
        objectives[objective].parent.map(|parent| match parent {
            ParentIndex::Objective(parent) => parent,
            ParentIndex::KeyResult(parent) => key_results[parent].objective,
        })
    };
    let mut waits_for: IndexVec<ObjectiveIndex, usize> = vec![0; objectives.len()].into();
    for parent in objectives.indices().filter_map(above) {
        waits_for[parent] += 1;
    }
    let mut heights = Vec::new();
    let mut current: Vec<_> = objectives.indices().filter(|objective| waits_for[*objective] == 0).collect();
    while !current.is_empty() {
        let mut next = Vec::new();
        for parent in current.iter().copied().filter_map(above) {
            waits_for[parent] -= 1;
            if waits_for[parent] == 0 {
                next.push(parent);
            }
        }
        crate::order::sort(&mut next);
        let roll_ups = current.iter().flat_map(|objective| roll_ups(written, objectives, *objective)).collect();
        heights.push(Height { objectives: current, roll_ups });
        current = next;
    }
    heights
}

fn roll_ups<'a>(
    written: &'a [Objective],
    objectives: &IndexVec<ObjectiveIndex, ObjectiveNode>,
    objective: ObjectiveIndex,
) -> impl Iterator<Item = KeyResultIndex> + use<'a> {
    let own = written.get(objective.get()).map(|objective| objective.key_results.as_slice()).unwrap_or_default();
    (objectives[objective].first..)
        .zip(own)
        .filter(|(_, key_result)| rolls_up(key_result))
        .map(|(position, _)| KeyResultIndex::new(position))
}
