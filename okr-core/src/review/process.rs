//! Process facts: check-ins due and made, days of silence, confidence against outcome, what was dropped.

use std::ops::RangeInclusive;
use std::sync::Arc;

use hashbrown::HashMap;

use super::reviewed::Reviewed;
use super::rows::{DroppedGoal, ObjectiveProcess};
use crate::evaluate::Prepared;
use crate::index::{CycleIndex, IndexVec, KeyResultIndex, ObjectiveIndex};
use crate::score::{SourceScratch, is_stale};
use crate::series::{CheckInSummaries, Goal, Lifecycle};

/// What people did about the objectives of a cycle, by index.
pub(super) struct Processes {
    objectives: IndexVec<ObjectiveIndex, Process>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Process {
    due: u32,
    made: u32,
    stale: u32,
    /// Date, day on which it became known, and confidence.
    first: Option<(i32, i32, f64)>,
    last: Option<(i32, i32, f64)>,
}

/// Goes through the days of a cycle, as far as they have passed.
pub(super) fn processes(prepared: &Prepared<'_>, cycle: CycleIndex, as_of: i32) -> Processes {
    let plan = &*prepared.plan;
    let (start, end) = (plan.cycles[cycle].start, plan.cycles[cycle].end.min(as_of));
    let due = |objective| {
        // What joins the cycle later is talked about from then on.
        let first = plan.key_results_of(objective).map(|(index, _)| plan.key_results[index].start).min();
        let days = i64::from(end) - i64::from(first.unwrap_or(start).max(start)) + 1;
        u32::try_from(days.max(0)).unwrap_or(0) / prepared.policy.check_in_days.max(1)
    };
    let check_ins = CheckInDays::new(prepared);
    let mut objectives = plan.objectives.map_indices(SourceScratch::default, |scratch, objective| Process {
        due: due(objective),
        stale: stale_days(prepared, &check_ins, (cycle, objective), start..=end, scratch),
        ..Process::default()
    });
    count_check_ins(prepared, start, end, as_of, &mut objectives);
    Processes { objectives }
}

/// When something was said of each goal: dates, and the days on which that became known.
#[derive(Default)]
struct CheckInDays {
    key_results: HashMap<KeyResultIndex, Vec<(i32, i32)>>,
    objectives: HashMap<ObjectiveIndex, Vec<(i32, i32)>>,
}

impl CheckInDays {
    fn new(prepared: &Prepared<'_>) -> Self {
        let mut days = CheckInDays::default();
        for check_in in &prepared.check_ins {
            match Goal::of(&prepared.plan, check_in) {
                Some(Goal::KeyResult(index)) => days.key_results.entry(index).or_default().push(check_in.days()),
                Some(Goal::Objective(index)) => days.objectives.entry(index).or_default().push(check_in.days()),
                None => {}
            }
        }
        days
    }

    /// The date of the newest check-in on a key result or its objective that is visible on a day.
    fn newest(&self, key_result: KeyResultIndex, objective: ObjectiveIndex, as_of: i32) -> Option<i32> {
        let all = self.key_results.get(&key_result).into_iter().chain(self.objectives.get(&objective)).flatten();
        all.filter(|(date, recorded)| *date <= as_of && *recorded <= as_of).map(|(date, _)| *date).max()
    }
}

fn count_check_ins(
    prepared: &Prepared<'_>,
    start: i32,
    end: i32,
    as_of: i32,
    processes: &mut IndexVec<ObjectiveIndex, Process>,
) {
    let plan = &*prepared.plan;
    for check_in in &prepared.check_ins {
        let (date, recorded) = check_in.days();
        if date < start || date > end || recorded > as_of {
            continue;
        }
        let (objective, own) = match Goal::of(plan, check_in) {
            Some(Goal::Objective(objective)) => (objective, true),
            Some(Goal::KeyResult(key_result)) => (plan.key_results[key_result].objective, false),
            None => continue,
        };
        let process = &mut processes[objective];
        process.made += 1;
        if let Some(confidence) = check_in.confidence.filter(|_| own) {
            let at = (date, recorded, confidence + 0.0);
            if process.first.is_none_or(|(day, known, _)| (date, recorded) < (day, known)) {
                process.first = Some(at);
            }
            if process.last.is_none_or(|(day, known, _)| (date, recorded) >= (day, known)) {
                process.last = Some(at);
            }
        }
    }
}

/// The days on which, as it looked on each, a key result of an objective was stale; 0 for one of another cycle.
fn stale_days(
    prepared: &Prepared<'_>,
    check_ins: &CheckInDays,
    (cycle, objective): (CycleIndex, ObjectiveIndex),
    days: RangeInclusive<i32>,
    scratch: &mut SourceScratch,
) -> u32 {
    if prepared.plan.objectives[objective].cycle != cycle {
        return 0;
    }
    let nothing = CheckInSummaries::default();
    let mut stale = |as_of: i32| {
        let day = prepared.context(&nothing, as_of, false);
        let mut key_results = prepared.plan.key_results_of(objective);
        key_results.any(|(index, _)| is_stale(&day, index, check_ins.newest(index, objective, as_of), scratch))
    };
    days.map(|as_of| u32::from(stale(as_of))).sum()
}

impl Processes {
    pub(super) fn of_objective(&self, index: ObjectiveIndex, attained: Option<bool>) -> ObjectiveProcess {
        let process = &self.objectives[index];
        let last = process.last.map(|(_, _, confidence)| confidence);
        ObjectiveProcess {
            check_ins_due: process.due,
            check_ins_made: process.made,
            days_stale: process.stale,
            first_confidence: process.first.map(|(_, _, confidence)| confidence),
            last_confidence: last,
            overconfidence: last.zip(attained).map(|(last, attained)| last - f64::from(u8::from(attained)) + 0.0),
        }
    }
}

/// What was given up: the objective, or key results of it.
pub(super) fn dropped(reviewed: &Reviewed<'_>) -> Vec<DroppedGoal> {
    let Reviewed { context, scores, index, .. } = *reviewed;
    let (written, node) = context.plan.objective(index);
    let shared = |reason: &Option<String>| reason.as_deref().map(Arc::from);
    if scores.objective(index).lifecycle == Lifecycle::Dropped {
        return vec![DroppedGoal {
            id: Arc::clone(&node.id),
            title: Arc::clone(&node.title),
            since: written.state_since,
            reason: shared(&written.state_reason),
        }];
    }
    let key_results = context.plan.key_results_of(index);
    let given_up = key_results.filter(|(index, _)| scores.key_result(*index).lifecycle == Lifecycle::Dropped);
    let goal = |key_result: &crate::plan::KeyResult| DroppedGoal {
        id: Arc::from(key_result.id.as_str()),
        title: Arc::from(key_result.title.as_str()),
        since: key_result.state_since,
        reason: shared(&key_result.state_reason),
    };
    given_up.map(|(_, key_result)| goal(key_result)).collect()
}
