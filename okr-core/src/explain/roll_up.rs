//! Why an objective, a cycle or a team has its score.

use super::mean::{Mean, Measured, absence, since};
use super::step::{Explained, Step};
use crate::index::{CycleIndex, KeyResultIndex, ObjectiveIndex, TeamIndex};
use crate::report::Reason;
use crate::resolve::ObjectiveNode;
use crate::score::{ObjectiveScore, Scores, entered_in_cycle, entered_in_team};
use crate::series::EvaluationContext;

pub(super) fn of_objective(context: &EvaluationContext<'_>, scores: &Scores, index: ObjectiveIndex) -> Explained {
    let total = scores.objective(index);
    let mut mean = Mean::new();
    if total.from_key_results {
        for (own, key_result) in context.plan.key_results_of(index) {
            let (score, node) = (scores.key_result(own), &context.plan.key_results[own]);
            match score.score.filter(|_| score.counts()) {
                Some(value) => mean.member(&node.id, score.weight, value),
                None => {
                    let since = since(key_result.state_since, key_result.state_reason.as_ref());
                    mean.leave_out(&node.id, &absence(score.lifecycle, score.unmeasured, since));
                }
            }
        }
    }
    if total.from_children {
        objectives(context, scores, &context.plan.below_objective[index], &mut mean);
    }
    let none = match total.unmeasured {
        Some(Reason::ZeroWeight) => "the weights of its members sum to 0",
        Some(Reason::NotStarted) => "its members have not started",
        _ => "nothing in it counts",
    };
    let text = mean.sentence(total.score, none, "it has no key results, and no objectives below it");
    (total.score, text.sentence(), mean.steps)
}

/// The members among `objectives`, and those that do not count.
fn objectives(context: &EvaluationContext<'_>, scores: &Scores, objectives: &[ObjectiveIndex], mean: &mut Mean) {
    for index in objectives {
        let ((written, node), score) = (context.plan.objective(*index), scores.objective(*index));
        match score.score.filter(|_| score.counts()) {
            Some(value) => mean.member(&node.id, score.weight, value),
            None => {
                let since = since(written.state_since, written.state_reason.as_ref());
                mean.leave_out(&node.id, &absence(score.lifecycle, score.unmeasured, since));
            }
        }
    }
}

/// The text and steps of a key result that rolls up the objectives below it.
pub(super) fn of_key_result(
    context: &EvaluationContext<'_>,
    scores: &Scores,
    index: KeyResultIndex,
) -> (Measured, Vec<Step>) {
    let mut mean = Mean::new();
    objectives(context, scores, &context.plan.below_key_result[index], &mut mean);
    let score = scores.key_result(index);
    let none = match score.unmeasured {
        Some(Reason::NotDue) => "the objectives below it have not started",
        _ => "no objective below it has a score",
    };
    let text = mean.sentence(score.raw, none, "there is no objective below it");
    (text, mean.steps)
}

pub(super) fn of_cycle(context: &EvaluationContext<'_>, scores: &Scores, cycle: CycleIndex) -> Explained {
    let inside = |node: &ObjectiveNode| node.cycle == cycle;
    let score = crate::score::cycles(context, scores)[cycle].score();
    of_objectives(context, scores, inside, |index| entered_in_cycle(context, scores, index), score)
}

pub(super) fn of_team(
    context: &EvaluationContext<'_>,
    scores: &Scores,
    team: TeamIndex,
    cycle: CycleIndex,
) -> Explained {
    let inside = |node: &ObjectiveNode| node.cycle == cycle && node.team == Some(team);
    let score = crate::score::teams(context, scores).of(team, cycle).and_then(|summary| summary.own.score());
    of_objectives(context, scores, inside, |index| entered_in_team(context, scores, index), score)
}

fn of_objectives(
    context: &EvaluationContext<'_>,
    scores: &Scores,
    inside: impl Fn(&ObjectiveNode) -> bool,
    entered: impl Fn(ObjectiveIndex) -> Option<ObjectiveIndex>,
    score: Option<f64>,
) -> Explained {
    let mut mean = Mean::new();
    let objectives = &context.plan.objectives;
    for (index, node) in objectives.iter_enumerated().filter(|(_, node)| inside(node)) {
        let ((written, _), own) = (context.plan.objective(index), scores.objective(index));
        let above = entered(index).map(|above| &objectives[above]);
        match (counted(own), above) {
            (Some(_), Some(above)) => mean.leave_out(&node.id, &format!("part of `{}`", above.id)),
            (Some(value), None) => mean.member(&node.id, own.weight, value),
            (None, _) => {
                let since = since(written.state_since, written.state_reason.as_ref());
                mean.leave_out(&node.id, &absence(own.lifecycle, own.unmeasured, since));
            }
        }
    }
    let text = mean.sentence(score, "none of its objectives counts", "it has no objectives");
    (score, text.sentence(), mean.steps)
}

fn counted(score: &ObjectiveScore) -> Option<f64> {
    score.score.filter(|_| score.counts())
}
