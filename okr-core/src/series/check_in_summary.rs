//! What check-ins say of a goal, as of a day.

use hashbrown::HashMap;

use crate::index::{KeyResultIndex, ObjectiveIndex};
use crate::plan::Said;
use crate::readings::{CheckIn, CheckIns, Subject};
use crate::resolve::{Metric, ResolvedPlan};

/// The check-ins on one goal that are visible on a day.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct CheckInSummary {
    /// Date of the newest one.
    pub(crate) last: Option<i32>,
    /// Confidence of the newest one that states one, with its date and the day on which it became known.
    confidence: Option<(i32, i32, f64)>,
    /// The status of the newest one that states one, likewise.
    said: Option<(i32, i32, Said)>,
}

impl CheckInSummary {
    /// The newer of both.
    pub(crate) fn and(self, other: CheckInSummary) -> CheckInSummary {
        CheckInSummary { last: self.last.max(other.last), ..self }
    }

    pub(crate) fn confidence(self) -> Option<f64> {
        self.confidence.map(|(_, _, confidence)| confidence)
    }

    /// What people said of how the goal stands.
    pub(crate) fn said(self) -> Option<Said> {
        self.said.map(|(_, _, said)| said)
    }

    /// The date of that word.
    pub(crate) fn said_on(self) -> Option<i32> {
        self.said.map(|(date, ..)| date)
    }

    fn add(&mut self, date: i32, recorded: i32, check_in: &CheckIn) {
        self.last = self.last.max(Some(date));
        let confidence = check_in.confidence;
        let newer_word = self.said.is_none_or(|(day, known, _)| (date, recorded) >= (day, known));
        if let Some(said) = check_in.status.filter(|_| newer_word) {
            self.said = Some((date, recorded, said));
        }
        let newer = self.confidence.is_none_or(|(day, known, _)| (date, recorded) >= (day, known));
        if let Some(confidence) = confidence.filter(|_| newer) {
            self.confidence = Some((date, recorded, confidence + 0.0));
        }
    }
}

/// What a check-in is about that has a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Goal {
    KeyResult(KeyResultIndex),
    Objective(ObjectiveIndex),
}

impl Goal {
    /// The objective or key result that a check-in is about.
    pub(crate) fn of(plan: &ResolvedPlan, check_in: &CheckIn) -> Option<Goal> {
        match check_in.subject()? {
            Subject::KeyResult(id) => match plan.metrics.get(id) {
                Some(Metric::KeyResult(index)) => Some(Goal::KeyResult(*index)),
                _ => None,
            },
            Subject::Objective(id) => plan.objective_ids.get(id).copied().map(Goal::Objective),
            _ => None,
        }
    }
}

/// The check-ins on every goal that has any. Looked up only.
#[derive(Debug, Default)]
pub(crate) struct CheckInSummaries {
    key_results: HashMap<KeyResultIndex, CheckInSummary>,
    objectives: HashMap<ObjectiveIndex, CheckInSummary>,
}

impl CheckInSummaries {
    /// What the check-ins say that are visible at the end of `as_of`; later rows count among equals.
    pub(crate) fn new(plan: &ResolvedPlan, check_ins: &CheckIns, as_of: i32) -> Self {
        let mut summaries = CheckInSummaries::default();
        for check_in in check_ins {
            summaries.add(plan, check_in, as_of);
        }
        summaries
    }

    /// Adds a check-in, which comes after all before, where it is visible at the end of `as_of`.
    pub(crate) fn add(&mut self, plan: &ResolvedPlan, check_in: &CheckIn, as_of: i32) {
        let (date, recorded) = check_in.days();
        if date > as_of || recorded > as_of {
            return;
        }
        let summary = match Goal::of(plan, check_in) {
            Some(Goal::KeyResult(index)) => Some(self.key_results.entry(index).or_default()),
            Some(Goal::Objective(index)) => Some(self.objectives.entry(index).or_default()),
            None => None,
        };
        if let Some(summary) = summary {
            summary.add(date, recorded, check_in);
        }
    }

    pub(crate) fn of_key_result(&self, index: KeyResultIndex) -> CheckInSummary {
        self.key_results.get(&index).copied().unwrap_or_default()
    }

    pub(crate) fn of_objective(&self, index: ObjectiveIndex) -> CheckInSummary {
        self.objectives.get(&index).copied().unwrap_or_default()
    }
}
