//! A weighted mean in words.

use std::sync::Arc;

use super::step::{Step, StepKind};
use super::wording::{score_text, value_text};
use crate::report::Reason;
use crate::series::Lifecycle;

/// What something measures, in words.
pub(super) enum Measured {
    /// Its score and how it comes about.
    Score(String),
    /// Why it has no score.
    NoScore(String),
}

impl Measured {
    /// As a sentence of its own.
    pub(super) fn sentence(self) -> String {
        match self {
            Measured::Score(text) => text,
            Measured::NoScore(why) => format!("no score: {why}"),
        }
    }
}

/// A weighted mean in the making.
pub(super) struct Mean {
    pub(super) steps: Vec<Step>,
    parts: Vec<(String, f64, f64)>,
    left_out: Vec<String>,
}

impl Mean {
    pub(super) fn new() -> Self {
        Mean { steps: Vec::new(), parts: Vec::new(), left_out: Vec::new() }
    }

    pub(super) fn member(&mut self, id: &Arc<str>, weight: f64, score: f64) {
        let text = format!("`{id}` {} with weight {}", score_text(score), value_text(weight));
        let step = Step::new(StepKind::Member, Some(score), text).of(id);
        self.steps.push(Step { weight: Some(weight), ..step });
        self.parts.push((id.to_string(), weight, score));
    }

    pub(super) fn leave_out(&mut self, id: &Arc<str>, why: &str) {
        self.steps.push(Step::new(StepKind::LeftOut, None, format!("`{id}` is left out: {why}")).of(id));
        self.left_out.push(format!("`{id}` ({why})"));
    }

    /// The sentence, and the step of the formula. `none` is why there is no score, `nothing` that there is nothing to make one of.
    pub(super) fn sentence(&mut self, score: Option<f64>, none: &str, nothing: &str) -> Measured {
        let plain = self.parts.iter().all(|(_, weight, _)| *weight == 1.0);
        let text = match score {
            None if self.parts.is_empty() && self.left_out.is_empty() => nothing.to_owned(),
            None if self.parts.is_empty() => none.to_owned(),
            None => {
                let ids = self.parts.iter().map(|(id, ..)| format!("`{id}`")).collect::<Vec<_>>().join(", ");
                format!("no weight is above 0: {ids}")
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
        let text = match self.left_out.as_slice() {
            [] => text,
            left_out => format!("{text}; left out: {}", left_out.join(", ")),
        };
        if score.is_some() { Measured::Score(text) } else { Measured::NoScore(text) }
    }
}

/// Why a member does not count.
pub(super) fn absence(lifecycle: Lifecycle, reason: Option<Reason>, since: Option<String>) -> String {
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
