//! Process facts: check-ins due and made, days of silence, confidence against outcome, what was dropped.

use std::sync::Arc;

use super::{DroppedGoal, ObjectiveProcess, Reviewed};
use crate::evaluate::Prepared;
use crate::readings::Subject;
use crate::resolve::Metric;
use crate::score::{Standing, board};

/// What people did about the objectives of a cycle, by place.
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
    let index = prepared.index;
    let (start, end) = index.cycles.get(cycle).map_or((0, -1), |node| (node.start, node.end.min(as_of)));
    let days = i64::from(end) - i64::from(start) + 1;
    let due = u32::try_from(days.max(0)).unwrap_or(0) / prepared.policy.check_in_days.max(1);
    let mut objectives = vec![Fact::default(); index.objectives.len()];
    count_check_ins(prepared, start, end, as_of, &mut objectives);
    count_stale_days(prepared, cycle, start, end, &mut objectives);
    Facts { due, objectives }
}

fn count_check_ins(prepared: &Prepared<'_>, start: i32, end: i32, as_of: i32, facts: &mut [Fact]) {
    let index = prepared.index;
    for check_in in &prepared.check_ins {
        let (date, recorded) = check_in.days();
        if date < start || date > end || recorded > as_of {
            continue;
        }
        let (place, own) = match check_in.subject() {
            Some(Subject::Objective(id)) => (index.objective_ids.get(id).copied(), true),
            Some(Subject::KeyResult(id)) => match index.metrics.get(id) {
                Some(Metric::KeyResult(place)) => (index.key_results.get(*place).map(|node| node.objective), false),
                _ => (None, false),
            },
            _ => (None, false),
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

/// A day counts where, as it looked on that day, a key result was stale.
fn count_stale_days(prepared: &Prepared<'_>, cycle: usize, start: i32, end: i32, facts: &mut [Fact]) {
    let index = prepared.index;
    let days = usize::try_from(i64::from(end) - i64::from(start) + 1).unwrap_or(0);
    let of_day = |_: &mut (), number: usize| {
        let as_of = start.saturating_add(i32::try_from(number).unwrap_or(i32::MAX));
        let news = prepared.news(as_of);
        let day = prepared.day(&news, as_of, false);
        let board = board(&day);
        let nodes = index.key_results.iter().enumerate();
        let stale = nodes
            .filter(|(place, _)| board.key_result(*place).is_some_and(|score| score.stale && score.standing.counts()));
        let mut stale: Vec<usize> = stale.map(|(_, node)| node.objective).collect();
        stale.dedup();
        stale
    };
    for place in crate::parallel::map(days, || (), of_day).into_iter().flatten() {
        let inside = index.objectives.get(place).is_some_and(|node| node.cycle == cycle);
        if let Some(fact) = facts.get_mut(place).filter(|_| inside) {
            fact.stale += 1;
        }
    }
}

impl Facts {
    pub(super) fn of_objective(&self, place: usize, attained: Option<bool>) -> ObjectiveProcess {
        let fact = self.objectives.get(place).copied().unwrap_or_default();
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
    let Reviewed { day, board, place, .. } = *reviewed;
    let Some((written, node)) = day.index.objective(place) else { return Vec::new() };
    let shared = |reason: &Option<String>| reason.as_deref().map(Arc::from);
    if board.objective(place).is_some_and(|score| score.standing == Standing::Dropped) {
        return vec![DroppedGoal {
            id: Arc::clone(&node.id),
            title: Arc::clone(&node.title),
            since: written.state_since,
            reason: shared(&written.state_reason),
        }];
    }
    let places = (node.first..).zip(&written.key_results);
    let given_up =
        places.filter(|(at, _)| board.key_result(*at).is_some_and(|score| score.standing == Standing::Dropped));
    let goal = |key_result: &crate::plan::KeyResult| DroppedGoal {
        id: Arc::from(key_result.id.as_str()),
        title: Arc::from(key_result.title.as_str()),
        since: key_result.state_since,
        reason: shared(&key_result.state_reason),
    };
    given_up.map(|(_, key_result)| goal(key_result)).collect()
}
