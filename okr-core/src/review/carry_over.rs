//! Carry-overs: what was not attained goes on in the next cycle, from where it stands.

use std::sync::Arc;

use hashbrown::HashMap;
use serde_json::Value;

use super::reviewed::Reviewed;
use super::rows::{CarryOver, NoCarryOver, ObjectiveReview};
use crate::calendar::date_of_day;
use crate::index::{CycleIndex, KeyResultIndex};
use crate::number::{LARGEST_VALUE, meets, same};
use crate::plan::{
    Ambition, KeyResult, Measure, Milestone, Milestones, Objective, ObjectiveState, Pace, Parent, Reach, Target,
};
use crate::resolve::ResolvedPlan;
use crate::score::{KeyResultScore, prepare};

/// The successor of an aspirational objective that was not attained; none for others.
pub(super) fn carry_over(reviewed: &Reviewed<'_>) -> Option<CarryOver> {
    let Reviewed { context, scores, index, .. } = *reviewed;
    let node = &context.plan.objectives[index];
    let score = scores.objective(index);
    let success = context.policy.success.of(score.ambition);
    let aspirational = score.lifecycle.counts() && score.ambition == Ambition::Aspirational;
    if !aspirational || score.score.is_some_and(|score| meets(score, success)) {
        return None;
    }
    let continues = Arc::clone(&node.id);
    Some(match next_objective(reviewed) {
        Ok(objective) => CarryOver { continues, objective: Some(objective), reason: None },
        Err(reason) => CarryOver { continues, objective: None, reason: Some(reason) },
    })
}

/// The successor of an objective in the next cycle: what was not attained, from where it stands.
pub(super) fn next_objective(reviewed: &Reviewed<'_>) -> Result<Objective, NoCarryOver> {
    let plan = reviewed.context.plan;
    let next = next_cycle(plan, reviewed.cycle).ok_or(NoCarryOver::NoCycle)?;
    let own = plan.key_results_of(reviewed.index);
    let key_results: Vec<KeyResult> = own.filter_map(|(own, written)| rebase(reviewed, own, written, next)).collect();
    if key_results.is_empty() {
        return Err(NoCarryOver::NothingLeft);
    }
    Ok(successor(reviewed, plan.objective(reviewed.index).0, next, key_results))
}

/// The next cycle with the same parent, by start.
pub(super) fn next_cycle(plan: &ResolvedPlan, cycle: CycleIndex) -> Option<CycleIndex> {
    let cycles = &plan.cycles;
    let old = &cycles[cycle];
    let later = cycles.iter_enumerated().filter(|(_, cycle)| cycle.parent == old.parent && cycle.start > old.end);
    later.min_by_key(|(_, cycle)| cycle.start).map(|(index, _)| index)
}

fn next_id(id: &str, cycle: &str) -> String {
    let short: String = id.chars().take(60).collect();
    let cycle: String = cycle.chars().take(50).collect();
    format!("{short}-{cycle}")
}

fn successor(reviewed: &Reviewed<'_>, old: &Objective, next: CycleIndex, key_results: Vec<KeyResult>) -> Objective {
    let cycle = reviewed.context.plan.cycles[next].id.to_string();
    let mut meta = old.meta.clone().unwrap_or_default();
    meta.insert("continues".to_owned(), Value::from(old.id.as_str()));
    let mut objective = Objective { id: next_id(&old.id, &cycle), cycle, key_results, ..old.clone() };
    objective.meta = Some(meta);
    objective.state = ObjectiveState::Active;
    objective.state_since = None;
    objective.state_reason = None;
    if !parent_goes_on(reviewed, next) {
        objective.parent = None;
    }
    objective
}

/// Puts successors below the successors of what they supported. The key result that summed an objective up ends with its cycle: the
/// successor supports the objective that had it. A carry-over merges alone, and so supports no other.
pub(super) fn join(plan: &ResolvedPlan, objectives: &mut [ObjectiveReview]) {
    let next = objectives.iter().filter_map(|row| Some((&row.objective, row.next_objective.as_ref()?)));
    let ids: HashMap<Arc<str>, String> = next.map(|(old, new)| (Arc::clone(old), new.id.clone())).collect();
    let support = |old: &str, new: &mut Objective| {
        let above = plan.objective_ids.get(old).and_then(|index| plan.objective_above(*index));
        let next = above.and_then(|above| ids.get(&plan.objectives[above].id));
        if let Some(id) = next {
            new.parent = Some(Parent::Objective(id.clone()));
        }
    };
    for row in objectives {
        row.next_objective.iter_mut().for_each(|new| support(&row.objective, new));
    }
}

/// Whether what the objective supports lies in a cycle that holds the next one.
fn parent_goes_on(reviewed: &Reviewed<'_>, next: CycleIndex) -> bool {
    let plan = reviewed.context.plan;
    let cycle = plan.objective_above(reviewed.index).map(|parent| plan.objectives[parent].cycle);
    cycle.is_some_and(|cycle| plan.cycle_and_above(next).any(|above| above == cycle))
}

/// A key result for the next cycle, from the current value; none where it was attained, dropped, or sums up what ends.
fn rebase(reviewed: &Reviewed<'_>, index: KeyResultIndex, old: &KeyResult, next: CycleIndex) -> Option<KeyResult> {
    let Reviewed { context, scores, .. } = *reviewed;
    let score = scores.key_result(index);
    if !score.lifecycle.counts() {
        return None;
    }
    let success = context.policy.success.of(score.ambition);
    if score.unmeasured.is_none() && score.score.is_some_and(|score| meets(score, success)) {
        return None;
    }
    let mut scratch = Default::default();
    let scoring = prepare(context, scores, index, &mut scratch);
    let measure = match &*scoring.measure {
        Measure::Reach(reach) => rebase_reach(reach, score)?,
        Measure::Milestones(milestones) => rebase_milestones(reviewed, milestones, next)?,
        Measure::RollUp(_) => return None,
        other => other.clone(),
    };
    let cycle = &context.plan.cycles[next];
    let mut key_result = KeyResult { id: next_id(&old.id, &cycle.id), measure, weight: score.weight, ..old.clone() };
    key_result.start = None;
    key_result.end = None;
    key_result.pace = Pace::Linear;
    key_result.state_since = None;
    key_result.revisions = Vec::new();
    Some(key_result)
}

/// The same target from the current value; without one, as it was written.
fn rebase_reach(reach: &Reach, score: &KeyResultScore) -> Option<Measure> {
    // A direction that was kept from before a revision has no say beside numbers that tell it.
    let direction = reach.direction.filter(|_| reach.from.is_none() && matches!(reach.to, Target::To(_)));
    let as_written = || Some(Reach { direction, ..reach.clone() }.into());
    let (Some(current), Some(target)) = (score.current, score.target) else { return as_written() };
    // A change in percent can lead beyond what a plan may hold: then it stays the change that it was.
    if target.abs() > LARGEST_VALUE {
        return as_written();
    }
    let rebased = || Reach::new(Target::To(target)).from(current).into();
    (!same(current, target)).then(rebased)
}

/// The steps that are still open; dates that lie before the next cycle are taken off.
fn rebase_milestones(reviewed: &Reviewed<'_>, milestones: &Milestones, next: CycleIndex) -> Option<Measure> {
    let seen = date_of_day(reviewed.context.as_of);
    let start = date_of_day(reviewed.context.plan.cycles[next].start);
    let open = milestones.items.iter().filter(|item| !item.done.is_some_and(|done| done.by(seen)));
    let items: Vec<Milestone> =
        open.map(|item| Milestone { due: item.due.filter(|due| *due >= start), ..item.clone() }).collect();
    let weight = items.iter().fold(0.0, |sum, item| sum + item.weight);
    (weight > 0.0).then(|| Milestones::new().items(items).into())
}
