//! Why an objective, a cycle or a team has its score.

use std::sync::Arc;

use super::key_result::Parts;
use super::{Step, StepKind, score_text, value_text};
use crate::report::Reason;
use crate::score::{ObjectiveScore, Scores, entered_in_cycle, entered_in_team};
use crate::series::{EvaluationContext, Lifecycle};

/// What an explanation starts with where there is no score.
pub(super) const NO_SCORE: &str = "no score: ";

/// A weighted mean in the making.
struct Mean {
    steps: Vec<Step>,
    parts: Vec<(String, f64, f64)>,
    left_out: Vec<String>,
}

impl Mean {
    fn new() -> Self {
        Mean { steps: Vec::new(), parts: Vec::new(), left_out: Vec::new() }
    }

    fn member(&mut self, id: &Arc<str>, weight: f64, score: f64) {
        let text = format!("`{id}` {} with weight {}", score_text(score), value_text(weight));
        let step = Step::new(StepKind::Member, Some(score), text).of(id);
        self.steps.push(Step { weight: Some(weight), ..step });
        self.parts.push((id.to_string(), weight, score));
    }

    fn leave_out(&mut self, id: &Arc<str>, why: &str) {
        self.steps.push(Step::new(StepKind::LeftOut, None, format!("`{id}` is left out: {why}")).of(id));
        self.left_out.push(format!("`{id}` ({why})"));
    }

    /// The sentence, and the step of the formula. `none` is why there is no score, `nothing` that there is nothing to make one of.
    fn sentence(&mut self, score: Option<f64>, none: &str, nothing: &str) -> String {
        let plain = self.parts.iter().all(|(_, weight, _)| *weight == 1.0);
        let text = match score {
            None if self.parts.is_empty() && self.left_out.is_empty() => format!("{NO_SCORE}{nothing}"),
            None if self.parts.is_empty() => format!("{NO_SCORE}{none}"),
            None => {
                let ids = self.parts.iter().map(|(id, ..)| format!("`{id}`")).collect::<Vec<_>>().join(", ");
                format!("{NO_SCORE}no weight is above 0: {ids}")
            }
            Some(score) if self.parts.len() == 1 => {
                let id = self.parts.first().map(|(id, ..)| id.as_str()).unwrap_or_default();
                let formula = format!("{}, that of `{id}`", score_text(score));
                self.steps.push(Step::new(StepKind::Formula, Some(score), formula.clone()));
                formula
            }
            Some(score) => {
                let terms = self.parts.iter().map(|(_, weight, score)| match plain {
                    true => score_text(*score),
                    false => format!("{} × {}", value_text(*weight), score_text(*score)),
                });
                let terms = terms.collect::<Vec<_>>().join(" + ");
                let total = self.parts.iter().fold(0.0, |sum, (_, weight, _)| sum + weight);
                let names = self.parts.iter().map(|(id, weight, score)| match plain {
                    true => format!("`{id}` {}", score_text(*score)),
                    false => format!("`{id}` {} (weight {})", score_text(*score), value_text(*weight)),
                });
                let names = names.collect::<Vec<_>>().join(", ");
                let formula = format!("{} = ({terms}) / {}", score_text(score), value_text(total));
                self.steps.push(Step::new(StepKind::Formula, Some(score), formula.clone()));
                format!("{formula}: {names}")
            }
        };
        if self.left_out.is_empty() { text } else { format!("{text}; left out: {}", self.left_out.join(", ")) }
    }
}

/// Why a member does not count.
fn absence(lifecycle: Lifecycle, reason: Option<Reason>, since: Option<String>) -> String {
    match (lifecycle, reason) {
        (Lifecycle::Draft, _) => "a draft".to_owned(),
        (Lifecycle::Dropped, _) => since.map_or("dropped".to_owned(), |since| format!("dropped {since}")),
        (_, Some(reason)) => match reason {
            Reason::NotStarted => "has not started",
            Reason::NotDue => "its first value is not due yet",
            Reason::NoReading => "no reading",
            Reason::NoBaseline => "no value to start from",
            Reason::FlatTarget => "its target equals the value that it starts from",
            Reason::NoChildren => "no objective below it has a score",
            Reason::SmallSample => "its samples are too small",
            Reason::NoMembers => "nothing in it counts",
            Reason::ZeroWeight => "its weights sum to 0",
        }
        .to_owned(),
        _ => "no score".to_owned(),
    }
}

pub(super) fn since(date: Option<chrono::NaiveDate>, reason: Option<&String>) -> Option<String> {
    match (date, reason) {
        (None, None) => None,
        (Some(date), None) => Some(format!("since {date}")),
        (None, Some(reason)) => Some(format!("because `{reason}`")),
        (Some(date), Some(reason)) => Some(format!("since {date}, because `{reason}`")),
    }
}

pub(super) fn of_objective(context: &EvaluationContext<'_>, scores: &Scores, index: usize) -> Parts {
    let (Some((written, node)), Some(total)) = (context.plan.objective(index), scores.objective(index)) else {
        return (None, String::new(), Vec::new());
    };
    let mut mean = Mean::new();
    if total.from_key_results {
        for (at, key_result) in (node.first..).zip(&written.key_results) {
            let (Some(score), Some(node)) = (scores.key_result(at), context.plan.key_results.get(at)) else { continue };
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
        objectives(context, scores, context.plan.below_objective.of(index), &mut mean);
    }
    let none = match total.unmeasured {
        Some(Reason::ZeroWeight) => "the weights of its members sum to 0",
        Some(Reason::NotStarted) => "its members have not started",
        _ => "nothing in it counts",
    };
    let text = mean.sentence(total.score, none, "it has no key results, and no objectives below it");
    (total.score, text, mean.steps)
}

/// The members among `objectives`, and those that do not count.
fn objectives(context: &EvaluationContext<'_>, scores: &Scores, objectives: &[usize], mean: &mut Mean) {
    for index in objectives {
        let (Some((written, node)), Some(score)) = (context.plan.objective(*index), scores.objective(*index)) else {
            continue;
        };
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
pub(super) fn of_key_result(context: &EvaluationContext<'_>, scores: &Scores, index: usize) -> (String, Vec<Step>) {
    let mut mean = Mean::new();
    objectives(context, scores, context.plan.below_key_result.of(index), &mut mean);
    let (raw, reason) = scores.key_result(index).map_or((None, None), |score| (score.raw, score.unmeasured));
    let none = match reason {
        Some(Reason::NotDue) => "the objectives below it have not started",
        _ => "no objective below it has a score",
    };
    let text = mean.sentence(raw, none, "there is no objective below it");
    (text, mean.steps)
}

pub(super) fn of_cycle(context: &EvaluationContext<'_>, scores: &Scores, cycle: usize) -> Parts {
    let inside = |index: usize| context.plan.objectives.get(index).is_some_and(|node| node.cycle == cycle);
    let score = crate::score::cycles(context, scores).get(cycle).and_then(crate::score::Summary::score);
    of_objectives(context, scores, inside, |index| entered_in_cycle(context, scores, index), score)
}

pub(super) fn of_team(context: &EvaluationContext<'_>, scores: &Scores, team: usize, cycle: usize) -> Parts {
    let inside = |index: usize| {
        context.plan.objectives.get(index).is_some_and(|node| node.cycle == cycle && node.team == Some(team))
    };
    let score = crate::score::teams(context, scores).of(team, cycle).and_then(|summary| summary.own.score());
    of_objectives(context, scores, inside, |index| entered_in_team(context, scores, index), score)
}

fn of_objectives(
    context: &EvaluationContext<'_>,
    scores: &Scores,
    inside: impl Fn(usize) -> bool,
    entered: impl Fn(usize) -> Option<usize>,
    score: Option<f64>,
) -> Parts {
    let mut mean = Mean::new();
    for index in (0..context.plan.objectives.len()).filter(|index| inside(*index)) {
        let (Some((written, node)), Some(own)) = (context.plan.objective(index), scores.objective(index)) else {
            continue;
        };
        let above = entered(index).and_then(|above| context.plan.objectives.get(above));
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
    (score, text, mean.steps)
}

fn counted(score: &ObjectiveScore) -> Option<f64> {
    score.score.filter(|_| score.counts())
}
