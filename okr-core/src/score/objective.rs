//! Roll-up: the score of an objective from its members.

use super::key_result::KeyResultScore;
use super::objective_score::ObjectiveScore;
use super::roll_up_input::RollUpInput;
use super::scores::Scores;
use super::status::{by_gap, worst};
use crate::index::{KeyResultIndex, ObjectiveIndex};
use crate::number::{clamp, meets};
use crate::plan::policy::ObjectiveFrom;
use crate::report::{Reason, Status};
use crate::resolve::CycleNode;
use crate::series::{EvaluationContext, Lifecycle};

/// What a score is rolled up from.
#[derive(Debug, Clone, Copy)]
struct Member {
    weight: f64,
    first_weight: f64,
    raw: f64,
    score: Option<f64>,
    committed: Option<f64>,
    expected: Option<f64>,
    status: Status,
    waits: bool,
    past_end: bool,
    child: bool,
}

impl Member {
    fn of_key_result(score: &KeyResultScore) -> Member {
        Member {
            weight: score.weight,
            first_weight: score.first_weight,
            raw: score.raw.unwrap_or(0.0),
            score: score.score,
            committed: score.committed,
            expected: Some(score.expected),
            status: score.status,
            waits: score.waits(),
            past_end: score.past_end,
            child: false,
        }
    }

    fn of_objective(score: &ObjectiveScore) -> Member {
        Member {
            weight: score.weight,
            first_weight: score.weight,
            raw: score.raw.unwrap_or(0.0),
            score: score.score,
            committed: score.committed,
            expected: score.expected,
            status: score.status,
            waits: score.waits(),
            past_end: score.past_end,
            child: true,
        }
    }
}

/// A weighted mean while it is added up.
#[derive(Debug, Clone, Copy, Default)]
struct Mean {
    sum: f64,
    weights: f64,
}

impl Mean {
    fn add(&mut self, weight: f64, value: f64) {
        self.sum += weight * value;
        self.weights += weight;
    }

    /// `Σ weight·value / Σ weight`; none where the weights sum to 0.
    fn get(self) -> Option<f64> {
        (self.weights > 0.0).then(|| self.sum / self.weights + 0.0)
    }
}

/// A weighted mean of scores: rounding can't carry it out of 0 to 1.
fn within(mean: f64) -> f64 {
    clamp(mean, 0.0, 1.0)
}

/// What members add up to.
#[derive(Debug, Clone, Copy, Default)]
struct Total {
    raw: Mean,
    score: Mean,
    committed: Mean,
    expected: Mean,
    any: bool,
    /// Whether one has a score.
    counted: bool,
    /// Whether one does not only wait for its time.
    running: bool,
    started: bool,
    /// Whether one has a score and is not past its end.
    awaited: bool,
    /// Whether an objective is past its end.
    ended: bool,
    /// The worst status, but for those of objectives past their end.
    worst: Option<Status>,
}

impl Total {
    fn add(&mut self, member: Member) {
        self.any = true;
        self.running |= !member.waits;
        self.started |= member.status != Status::NotStarted;
        if member.child && member.past_end {
            self.ended = true;
        } else {
            self.worst = worst(self.worst.into_iter().chain([member.status]));
        }
        if let Some(value) = member.committed {
            self.committed.add(member.first_weight, value);
        }
        let Some(value) = member.score else { return };
        self.counted = true;
        self.awaited |= !member.past_end;
        self.score.add(member.weight, value);
        self.raw.add(member.weight, member.raw);
        if let Some(value) = member.expected {
            self.expected.add(member.weight, value);
        }
    }

    fn unmeasured(&self, score: Option<f64>) -> Option<Reason> {
        match score {
            Some(_) => None,
            None if self.counted => Some(Reason::ZeroWeight),
            None if self.any && !self.running => Some(Reason::NotStarted),
            None => Some(Reason::NoMembers),
        }
    }
}

/// Scores an objective; its key results and all objectives below it are scored.
pub(crate) fn score(context: &EvaluationContext<'_>, scores: &Scores, index: ObjectiveIndex) -> ObjectiveScore {
    let (written, node) = context.plan.objective(index);
    let cycle = &context.plan.cycles[node.cycle];
    let lifecycle = Lifecycle::of_objective(written, context.as_of);
    let own = context.plan.key_results_of(index).map(|(key_result, _)| scores.key_result(key_result));
    let own = own.filter(|score| score.lifecycle.counts()).map(Member::of_key_result);
    let below = context.plan.below_objective[index].iter().map(|child| scores.objective(*child));
    let below = below.filter(|score| score.lifecycle.counts()).map(Member::of_objective);
    let (from_key_results, from_children) = match context.policy.objective_from {
        ObjectiveFrom::KeyResults => own.clone().next().map_or((false, true), |_| (true, false)),
        ObjectiveFrom::Children => below.clone().next().map_or((true, false), |_| (false, true)),
        ObjectiveFrom::Both => (true, true),
    };
    let mut total = Total::default();
    if from_key_results {
        own.for_each(|member| total.add(member));
    }
    if from_children {
        below.for_each(|member| total.add(member));
    }
    let score = total.score.get().map(within);
    let mut result = ObjectiveScore {
        lifecycle,
        ambition: written.ambition,
        weight: written.weight,
        raw: total.raw.get(),
        score,
        committed: total.committed.get().map(within),
        expected: total.expected.get(),
        status: Status::NoData,
        unmeasured: total.unmeasured(score),
        past_end: lifecycle.closed() || (context.as_of > cycle.end && !total.awaited),
        from_key_results,
        from_children,
    };
    result.status = status(context, &total, &result, cycle);
    result
}

fn status(context: &EvaluationContext<'_>, members: &Total, result: &ObjectiveScore, cycle: &CycleNode) -> Status {
    let over = context.as_of > cycle.end;
    match result.lifecycle {
        Lifecycle::Draft => return Status::Draft,
        Lifecycle::Dropped => return Status::Dropped,
        _ if if members.any { !members.started } else { context.as_of < cycle.start } => return Status::NotStarted,
        _ => {}
    }
    match result.score {
        Some(score) if result.past_end => {
            let success = context.policy.success.of(result.ambition);
            return if meets(score, success) { Status::Achieved } else { Status::Missed };
        }
        Some(score) if over && meets(score, 1.0) => return Status::Achieved,
        Some(_) if over => return by_gap(result.gap(), context.policy),
        None if over || result.past_end => return Status::NoData,
        _ => {}
    }
    let own = members.ended.then(|| by_gap(result.gap(), context.policy));
    worst(members.worst.into_iter().chain(own)).unwrap_or(Status::NoData)
}

/// What lies below a key result, for a `roll_up`: there may be thousands, which are gone through once.
pub(crate) fn below(context: &EvaluationContext<'_>, scores: &Scores, index: KeyResultIndex) -> RollUpInput {
    let (mut any, mut all_wait, mut ended) = (false, true, false);
    let (mut score, mut committed, mut expected) = (Mean::default(), Mean::default(), Mean::default());
    let mut worst_running = None;
    for child in context.plan.below_key_result[index].iter().map(|child| scores.objective(*child)) {
        if !child.lifecycle.counts() {
            continue;
        }
        any = true;
        all_wait &= child.waits();
        if let Some(value) = child.committed {
            committed.add(child.weight, value);
        }
        let Some(value) = child.score else { continue };
        score.add(child.weight, value);
        if let Some(value) = child.expected {
            expected.add(child.weight, value);
        }
        ended |= child.past_end;
        if !child.past_end {
            worst_running = worst(worst_running.into_iter().chain([child.status]));
        }
    }
    let missing = if any && all_wait { Reason::NotDue } else { Reason::NoChildren };
    RollUpInput {
        score: score.get().map(within).ok_or(missing),
        committed: committed.get().map(within).ok_or(missing),
        expected: expected.get(),
        worst: worst_running,
        ended,
    }
}
