//! Roll-up: the score of an objective from its members.

use super::key_result::{Below, KeyResultScore};
use super::standing::Standing;
use super::status::{by_gap, worst};
use super::{Board, Day};
use crate::number::{clamp, meets};
use crate::plan::Ambition;
use crate::policy::ObjectiveFrom;
use crate::report::{Reason, Status};

/// Everything that the report says of an objective, but for names.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ObjectiveScore {
    pub(crate) standing: Standing,
    pub(crate) ambition: Ambition,
    pub(crate) weight: f64,
    pub(crate) raw: Option<f64>,
    pub(crate) score: Option<f64>,
    pub(crate) committed: Option<f64>,
    pub(crate) expected: Option<f64>,
    pub(crate) status: Status,
    pub(crate) unmeasured: Option<Reason>,
    pub(crate) past_end: bool,
    /// Whether its key results are among its members.
    pub(crate) from_key_results: bool,
    /// Whether the objectives below it are among its members.
    pub(crate) from_children: bool,
}

impl ObjectiveScore {
    /// Whether it enters the scores above it.
    pub(crate) fn counts(&self) -> bool {
        self.standing.counts() && self.score.is_some()
    }

    pub(crate) fn waits(&self) -> bool {
        self.standing.counts() && self.unmeasured == Some(Reason::NotStarted)
    }

    pub(crate) fn gap(&self) -> Option<f64> {
        self.score.zip(self.expected).map(|(score, expected)| score - expected + 0.0)
    }
}

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
    fn of_key_result(score: &KeyResultScore, first_weight: f64) -> Member {
        Member {
            weight: score.weight,
            first_weight,
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

/// `Σ weight·value / Σ weight`; none where the weights sum to 0.
pub(crate) fn weighted_mean(parts: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    let mut mean = Mean::default();
    parts.for_each(|(weight, value)| mean.add(weight, value));
    mean.get()
}

/// A weighted mean of scores: rounding can't carry it out of 0 to 1.
fn mean_score(parts: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
    weighted_mean(parts).map(|score| clamp(score, 0.0, 1.0))
}

/// Scores objective `index`; all objectives below it and its key results are on the board.
pub(crate) fn score(day: &Day<'_>, board: &Board, index: usize) -> Option<ObjectiveScore> {
    let (written, node) = day.index.objective(index)?;
    let standing = Standing::of_objective(written, day.as_of);
    let key_results: Vec<Member> = written
        .key_results
        .iter()
        .enumerate()
        .filter_map(|(place, key_result)| Some((board.key_result(node.first + place)?, key_result.weight)))
        .filter(|(score, _)| score.standing.counts())
        .map(|(score, first_weight)| Member::of_key_result(score, first_weight))
        .collect();
    let children: Vec<Member> = day
        .index
        .below_objective
        .of(index)
        .iter()
        .filter_map(|child| board.objective(*child))
        .filter(|score| score.standing.counts())
        .map(Member::of_objective)
        .collect();
    let (from_key_results, from_children) = match day.policy.objective_from {
        ObjectiveFrom::KeyResults => (!key_results.is_empty(), key_results.is_empty()),
        ObjectiveFrom::Children => (children.is_empty(), !children.is_empty()),
        ObjectiveFrom::Both => (true, true),
    };
    let mut members = if from_key_results { key_results } else { Vec::new() };
    if from_children {
        members.extend(children);
    }
    let cycle = day.index.cycles.get(node.cycle)?;
    let mut result = ObjectiveScore { from_key_results, from_children, ..total(&members, standing) };
    result.ambition = written.ambition;
    result.weight = written.weight;
    let over = day.as_of > cycle.end;
    let awaited = members.iter().any(|member| member.score.is_some() && !member.past_end);
    result.past_end = standing.closed() || (over && !awaited);
    let success = day.policy.success.of(written.ambition);
    let before = members.is_empty() && day.as_of < cycle.start;
    result.status = status(day, &members, &result, success, over, before);
    Some(result)
}

/// The sums over members.
fn total(members: &[Member], standing: Standing) -> ObjectiveScore {
    let counted = || members.iter().filter(|member| member.score.is_some());
    let score = mean_score(counted().filter_map(|member| Some((member.weight, member.score?))));
    let unmeasured = match (score, counted().next()) {
        (Some(_), _) => None,
        (None, Some(_)) => Some(Reason::ZeroWeight),
        (None, None) if !members.is_empty() && members.iter().all(|member| member.waits) => Some(Reason::NotStarted),
        (None, None) => Some(Reason::NoMembers),
    };
    ObjectiveScore {
        standing,
        ambition: Ambition::Aspirational,
        weight: 0.0,
        raw: weighted_mean(counted().map(|member| (member.weight, member.raw))),
        score,
        committed: mean_score(members.iter().filter_map(|member| Some((member.first_weight, member.committed?)))),
        expected: weighted_mean(counted().filter_map(|member| Some((member.weight, member.expected?)))),
        status: Status::NoData,
        unmeasured,
        past_end: false,
        from_key_results: false,
        from_children: false,
    }
}

fn status(day: &Day<'_>, members: &[Member], total: &ObjectiveScore, success: f64, over: bool, before: bool) -> Status {
    let started = members.iter().any(|member| member.status != Status::NotStarted);
    match total.standing {
        Standing::Draft => return Status::Draft,
        Standing::Dropped => return Status::Dropped,
        _ if before || (!members.is_empty() && !started) => return Status::NotStarted,
        _ => {}
    }
    match total.score {
        Some(score) if total.past_end => {
            return if meets(score, success) { Status::Achieved } else { Status::Missed };
        }
        Some(score) if over && meets(score, 1.0) => return Status::Achieved,
        Some(_) if over => return by_gap(total.gap(), day.policy),
        None if over || total.past_end => return Status::NoData,
        _ => {}
    }
    let ended = members.iter().any(|member| member.child && member.past_end);
    let own = ended.then(|| by_gap(total.gap(), day.policy));
    let running = members.iter().filter(|member| !(member.child && member.past_end)).map(|member| member.status);
    worst(running.chain(own)).unwrap_or(Status::NoData)
}

/// What lies below key result `index`, for a `roll_up`: there may be thousands, which are gone through once.
pub(crate) fn below(day: &Day<'_>, board: &Board, index: usize) -> Below {
    let (mut any, mut all_wait, mut ended) = (false, true, false);
    let (mut score, mut committed, mut expected) = (Mean::default(), Mean::default(), Mean::default());
    let mut worst_running = None;
    for child in day.index.below_key_result.of(index).iter().filter_map(|child| board.objective(*child)) {
        if !child.standing.counts() {
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
    let within = |mean: f64| clamp(mean, 0.0, 1.0);
    Below {
        score: score.get().map(within).ok_or(missing),
        committed: committed.get().map(within).ok_or(missing),
        expected: expected.get(),
        worst: worst_running,
        ended,
    }
}
