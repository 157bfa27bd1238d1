//! Process facts: check-ins due and made, days of silence, confidence against outcome, what was dropped.

use std::ops::RangeInclusive;
use std::sync::Arc;

use hashbrown::HashMap;

use super::{DroppedGoal, ObjectiveProcess, Reviewed};
use crate::evaluate::Prepared;
use crate::parallel;
use crate::score::{SourceScratch, is_stale};
use crate::series::{CheckInSummaries, Goal, Lifecycle};

/// What people did about the objectives of a cycle, by index.
pub(super) struct Facts {
    due: u32,
    objectives: Vec<Fact>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Fact {
    made: u32,
    stale: u32,
    /// Date, day on which it became known, and confidence.
    first: Option<(i32, i32, f64)>,
    last: Option<(i32, i32, f64)>,
}

/// Goes through the days of a cycle, as far as they have passed.
pub(super) fn facts(prepared: &Prepared<'_>, cycle: usize, as_of: i32) -> Facts {
    let index = prepared.plan;
    let (start, end) = index.cycles.get(cycle).map_or((0, -1), |node| (node.start, node.end.min(as_of)));
    let days = i64::from(end) - i64::from(start) + 1;
    let due = u32::try_from(days.max(0)).unwrap_or(0) / prepared.policy.check_in_days.max(1);
    let mut objectives = vec![Fact::default(); index.objectives.len()];
    let said = Said::new(prepared);
    count_check_ins(prepared, start, end, as_of, &mut objectives);
    let stale = parallel::map(objectives.len(), SourceScratch::default, |scratch, place| {
        stale_days(prepared, &said, (cycle, place), start..=end, scratch)
    });
    for (fact, stale) in objectives.iter_mut().zip(stale) {
        fact.stale = stale;
    }
    Facts { due, objectives }
}

/// When something was said of each goal: dates, and the days on which that became known.
#[derive(Default)]
struct Said {
    key_results: HashMap<usize, Vec<(i32, i32)>>,
    objectives: HashMap<usize, Vec<(i32, i32)>>,
}

impl Said {
    fn new(prepared: &Prepared<'_>) -> Self {
        let mut said = Said::default();
        for check_in in &prepared.check_ins {
            match Goal::of(prepared.plan, check_in) {
                Some(Goal::KeyResult(index)) => said.key_results.entry(index).or_default().push(check_in.days()),
                Some(Goal::Objective(index)) => said.objectives.entry(index).or_default().push(check_in.days()),
                None => {}
            }
        }
        said
    }

    /// The date of the newest check-in on a key result or its objective that is visible on a day.
    fn newest(&self, key_result: usize, objective: usize, as_of: i32) -> Option<i32> {
        let all = self.key_results.get(&key_result).into_iter().chain(self.objectives.get(&objective)).flatten();
        all.filter(|(date, recorded)| *date <= as_of && *recorded <= as_of).map(|(date, _)| *date).max()
    }
}

fn count_check_ins(prepared: &Prepared<'_>, start: i32, end: i32, as_of: i32, facts: &mut [Fact]) {
    let index = prepared.plan;
    for check_in in &prepared.check_ins {
        let (date, recorded) = check_in.days();
        if date < start || date > end || recorded > as_of {
            continue;
        }
        let (place, own) = match Goal::of(index, check_in) {
            Some(Goal::Objective(place)) => (Some(place), true),
            Some(Goal::KeyResult(place)) => (index.key_results.get(place).map(|node| node.objective), false),
            None => (None, false),
        };
        let Some(fact) = place.and_then(|place| facts.get_mut(place)) else { continue };
        fact.made += 1;
        if let Some(confidence) = check_in.confidence.filter(|_| own) {
            let at = (date, recorded, confidence + 0.0);
            if fact.first.is_none_or(|(day, known, _)| (date, recorded) < (day, known)) {
                fact.first = Some(at);
            }
            if fact.last.is_none_or(|(day, known, _)| (date, recorded) >= (day, known)) {
                fact.last = Some(at);
            }
        }
    }
}

/// The days on which, as it looked on each, a key result of an objective was stale; 0 for one of another cycle.
fn stale_days(
    prepared: &Prepared<'_>,
    said: &Said,
    (cycle, objective): (usize, usize),
    days: RangeInclusive<i32>,
    scratch: &mut SourceScratch,
) -> u32 {
    let Some((written, node)) = prepared.plan.objective(objective).filter(|(_, node)| node.cycle == cycle) else {
        return 0;
    };
    let nothing = CheckInSummaries::default();
    let mut stale = |as_of: i32| {
        let day = prepared.context(&nothing, as_of, false);
        let mut key_results = (node.first..).take(written.key_results.len());
        key_results.any(|index| is_stale(&day, index, said.newest(index, objective, as_of), scratch))
    };
    days.map(|as_of| u32::from(stale(as_of))).sum()
}

impl Facts {
    pub(super) fn of_objective(&self, index: usize, attained: Option<bool>) -> ObjectiveProcess {
        let fact = self.objectives.get(index).copied().unwrap_or_default();
        let last = fact.last.map(|(_, _, confidence)| confidence);
        ObjectiveProcess {
            check_ins_due: self.due,
            check_ins_made: fact.made,
            days_stale: fact.stale,
            first_confidence: fact.first.map(|(_, _, confidence)| confidence),
            last_confidence: last,
            overconfidence: last.zip(attained).map(|(last, attained)| last - f64::from(u8::from(attained)) + 0.0),
        }
    }
}

/// What was given up: the objective, or key results of it.
pub(super) fn dropped(reviewed: &Reviewed<'_>) -> Vec<DroppedGoal> {
    let Reviewed { context, scores, index, .. } = *reviewed;
    let Some((written, node)) = context.plan.objective(index) else { return Vec::new() };
    let shared = |reason: &Option<String>| reason.as_deref().map(Arc::from);
    if scores.objective(index).is_some_and(|score| score.lifecycle == Lifecycle::Dropped) {
        return vec![DroppedGoal {
            id: Arc::clone(&node.id),
            title: Arc::clone(&node.title),
            since: written.state_since,
            reason: shared(&written.state_reason),
        }];
    }
    let indices = (node.first..).zip(&written.key_results);
    let given_up =
        indices.filter(|(at, _)| scores.key_result(*at).is_some_and(|score| score.lifecycle == Lifecycle::Dropped));
    let goal = |key_result: &crate::plan::KeyResult| DroppedGoal {
        id: Arc::from(key_result.id.as_str()),
        title: Arc::from(key_result.title.as_str()),
        since: key_result.state_since,
        reason: shared(&key_result.state_reason),
    };
    given_up.map(|(_, key_result)| goal(key_result)).collect()
}
