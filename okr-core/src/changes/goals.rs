//! What changed about objectives and key results.

use std::sync::Arc;

use super::compare::Comparison;
use super::entry::{Entry, Subject};
use super::possible_causes::PossibleCauses;
use super::row::{Cause, ChangeCode, ChangedTable};
use super::values::{corrected, value};
use super::wording::{arrow, because, exact, revised_to, spaced, status_level};
use crate::figure::{count, short_score};
use crate::index::{KeyResultIndex, ListIndex, ObjectiveIndex};
use crate::kpi::quantity;
use crate::number::{SLACK, meets};
use crate::plan::ObjectiveState;
use crate::report::{KeyResultRow, ObjectiveRow, Status};
use crate::resolve::Metric;

/// The smallest change of a score that is one.
pub(crate) const SCORE_STEP: f64 = 0.01;

pub(super) fn objective_subject(comparison: &Comparison<'_>, index: ObjectiveIndex, row: &ObjectiveRow) -> Subject {
    Subject {
        table: ChangedTable::Objectives,
        index: index.get(),
        id: Arc::clone(&row.objective),
        title: Arc::clone(&row.title),
        team: row.team.clone(),
        owner: row.owner.clone(),
        unit: None,
        above: comparison.prepared.plan.objective_above(index).map(ListIndex::get),
        item: (ChangedTable::Objectives, index.get()),
        part: None,
    }
}

pub(super) fn key_result_subject(comparison: &Comparison<'_>, index: KeyResultIndex, row: &KeyResultRow) -> Subject {
    Subject {
        table: ChangedTable::KeyResults,
        index: index.get(),
        id: Arc::clone(&row.key_result),
        title: Arc::clone(&row.title),
        team: row.team.clone(),
        owner: row.owner.clone(),
        unit: row.unit.clone(),
        above: Some(comparison.prepared.plan.key_results[index].objective.get()),
        item: (ChangedTable::KeyResults, index.get()),
        part: None,
    }
}

/// The objectives in scope.
pub(super) fn objectives(comparison: &Comparison<'_>, entries: &mut Vec<Entry>) {
    for after in &comparison.after.report.objectives {
        let Some(index) = comparison.prepared.plan.objective_ids.get(&*after.objective).copied() else { continue };
        let subject = objective_subject(comparison, index, after);
        let causes = comparison.causes.objectives[index];
        if comparison.edits.added.objectives.contains_key(&*after.objective) {
            let key_results = comparison.prepared.plan.key_results_of(index).count();
            let with = format!("added to the plan with {}", count(key_results, "key result"));
            entries.push(subject.entry(ChangeCode::Added, Cause::Plan, with));
            continue;
        }
        if let Some(fields) = comparison.edits.fields.objectives.get(&*after.objective) {
            entries.push(edited(&subject, fields));
        }
        let Some(before) = comparison.before.objective(&after.objective) else { continue };
        let by_time = comparison.by_time.objective(&after.objective);
        let (written, _) = comparison.prepared.plan.objective(index);
        entries.extend(life(&subject, before, after, written));
        let same = by_time.is_some_and(|row| row.status == after.status);
        let changed = status(&subject, before.status, after.status, comparison.cause(causes, same));
        entries.extend(changed.map(|entry| entry.with(&outcome(comparison, index, after))));
        let same = by_time.is_some_and(|row| row.score == after.score);
        entries.extend(score(&subject, before.score, after.score, comparison.cause(causes, same)));
    }
}

/// How an objective ended, behind its status: its score, and how many of its key results were achieved.
fn outcome(comparison: &Comparison<'_>, index: ObjectiveIndex, after: &ObjectiveRow) -> String {
    let Some(score) = after.score.filter(|_| matches!(after.status, Status::Achieved | Status::Missed)) else {
        return String::new();
    };
    let key_results = comparison.prepared.plan.key_results_of(index);
    let rows = key_results.filter_map(|(_, key_result)| comparison.after.key_result(&key_result.id));
    let counted: Vec<Status> =
        rows.map(|row| row.status).filter(|status| !matches!(status, Status::Draft | Status::Dropped)).collect();
    let achieved = counted.iter().filter(|status| **status == Status::Achieved).count();
    let of = format!(", {achieved} of {} achieved", count(counted.len(), "key result"));
    format!(", score {}{}", short_score(score), if counted.is_empty() { "" } else { &of })
}

/// Whether an objective was dropped, agreed or closed.
fn life(
    subject: &Subject,
    before: &ObjectiveRow,
    after: &ObjectiveRow,
    written: &crate::plan::Objective,
) -> Option<Entry> {
    if before.state == after.state {
        return None;
    }
    let day = written.state_since;
    let on = day.map(|day| format!(" on {day}")).unwrap_or_default();
    let reason = because(written.state_reason.as_deref());
    let (code, verb) = match after.state {
        ObjectiveState::Dropped => (ChangeCode::Dropped, "dropped"),
        ObjectiveState::Closed => (ChangeCode::Ended, "closed"),
        ObjectiveState::Active => (ChangeCode::Started, "agreed"),
        ObjectiveState::Draft => return None,
    };
    let entry = subject.entry(code, Cause::Plan, format!("{verb}{on}{reason}")).date(day);
    let states = (Some(before.state.as_str().to_owned()), Some(after.state.as_str().to_owned()));
    Some(entry.states(states.0, states.1).warns(code == ChangeCode::Dropped))
}

fn edited(subject: &Subject, fields: &[String]) -> Entry {
    subject.entry(ChangeCode::Edited, Cause::Plan, format!("edited: {}", fields.join(", ")))
}

fn status(subject: &Subject, before: Status, after: Status, cause: Cause) -> Option<Entry> {
    if before == after {
        return None;
    }
    let words = |status: Status| Some(spaced(status.as_str()));
    let entry = subject.entry(ChangeCode::Status, cause, arrow(words(before), words(after)));
    let states = (Some(before.as_str().to_owned()), Some(after.as_str().to_owned()));
    Some(entry.states(states.0, states.1).warns(status_level(after) > status_level(before)))
}

fn score(subject: &Subject, before: Option<f64>, after: Option<f64>, cause: Cause) -> Option<Entry> {
    let moved = match (before, after) {
        (Some(before), Some(after)) => (after - before).abs() >= SCORE_STEP - SLACK,
        (before, after) => before != after,
    };
    let what = || format!("score {}", arrow(before.map(short_score), after.map(short_score)));
    moved.then(|| subject.entry(ChangeCode::Score, cause, what()).states(before.map(exact), after.map(exact)))
}

/// The key results in scope.
pub(super) fn key_results(comparison: &Comparison<'_>, entries: &mut Vec<Entry>) {
    for after in &comparison.after.report.key_results {
        let Some(Metric::KeyResult(index)) = comparison.prepared.plan.metrics.get(&*after.key_result).copied() else {
            continue;
        };
        let subject = key_result_subject(comparison, index, after);
        if comparison.edits.added.key_results.contains_key(&*after.key_result) {
            let with_objective = comparison.edits.added.objectives.contains_key(&*after.objective);
            let entry = subject.entry(ChangeCode::Added, Cause::Plan, "added to the plan".into());
            entries.push(entry.told_elsewhere(with_objective));
            continue;
        }
        let first = entries.len();
        if let Some(fields) = comparison.edits.fields.key_results.get(&*after.key_result) {
            entries.push(edited(&subject, fields));
        }
        if let Some(before) = comparison.before.key_result(&after.key_result) {
            KeyResultPair { comparison, subject: &subject, index, before, after }.compare(entries);
        }
        let objective = comparison.after.objective(&after.objective).map(|row| row.status);
        if objective == Some(Status::Dropped) {
            entries.iter_mut().skip(first).for_each(|entry| entry.note.told_elsewhere = true);
        }
    }
}

struct KeyResultPair<'a> {
    comparison: &'a Comparison<'a>,
    subject: &'a Subject,
    index: KeyResultIndex,
    before: &'a KeyResultRow,
    after: &'a KeyResultRow,
}

impl KeyResultPair<'_> {
    fn causes(&self) -> PossibleCauses {
        self.comparison.causes.key_results[self.index]
    }

    /// The cause of what is the same or not in the row by time alone.
    fn cause(&self, same: impl Fn(&KeyResultRow) -> bool) -> Cause {
        let by_time = self.comparison.by_time.key_result(&self.after.key_result);
        self.comparison.cause(self.causes(), by_time.is_some_and(same))
    }

    fn compare(&self, entries: &mut Vec<Entry>) {
        let KeyResultPair { before, after, subject, .. } = *self;
        entries.extend(self.dropped());
        self.revised(entries);
        self.corrected(entries);
        entries.extend(status(subject, before.status, after.status, self.cause(|row| row.status == after.status)));
        self.time(entries);
        entries.extend(self.stale());
        entries.extend(self.forecast());
        entries.extend(score(subject, before.score, after.score, self.cause(|row| row.score == after.score)));
        let moved = value(subject, before.current, after.current, self.cause(|row| row.current == after.current));
        entries.extend(moved.map(|entry| entry.date(after.current_date)));
    }

    fn dropped(&self) -> Option<Entry> {
        let KeyResultPair { before, after, comparison, .. } = *self;
        let above = comparison.after.objective(&after.objective).map(|row| row.status);
        if after.status != Status::Dropped || before.status == Status::Dropped || above == Some(Status::Dropped) {
            return None;
        }
        let (written, _) = comparison.prepared.plan.key_result(self.index);
        let on = written.state_since.map(|day| format!(" on {day}")).unwrap_or_default();
        let reason = because(written.state_reason.as_deref());
        let was = if before.status == Status::Draft { "draft" } else { "active" };
        let entry = self.subject.entry(ChangeCode::Dropped, Cause::Plan, format!("dropped{on}{reason}"));
        Some(entry.states(Some(was.into()), Some("dropped".into())).date(written.state_since).warns(true))
    }

    /// Revisions that came into force.
    fn revised(&self, entries: &mut Vec<Entry>) {
        let KeyResultPair { before, after, comparison, .. } = *self;
        let (written, _) = comparison.prepared.plan.key_result(self.index);
        for revision in written.revisions.iter().filter(|revision| comparison.days.has(revision.from)) {
            let unit = self.subject.unit.as_deref();
            let target = |target: Option<f64>| target.map(|target| quantity(target, unit));
            let (what, old, new) = if before.target != after.target {
                let what = revised_to("target", target(before.target), target(after.target));
                (what, before.target, after.target)
            } else if before.weight != after.weight {
                let what = revised_to("weight", Some(exact(before.weight)), Some(exact(after.weight)));
                (what, Some(before.weight), Some(after.weight))
            } else {
                ("revised".to_owned(), None, None)
            };
            let what = format!("{what} as of {}{}", revision.from, because(revision.reason.as_deref()));
            let entry = self.subject.entry(ChangeCode::Revised, Cause::Plan, what);
            entries.push(entry.states(old.map(exact), new.map(exact)).date(Some(revision.from)));
        }
    }

    fn corrected(&self, entries: &mut Vec<Entry>) {
        let KeyResultPair { comparison, subject, index, .. } = *self;
        if comparison.prepared.plan.key_results[index].series.is_none() {
            let metric = comparison.prepared.metrics.of_key_result(index);
            corrected(comparison, subject, metric, entries);
        }
    }

    /// What begins, ends, is due or was due.
    fn time(&self, entries: &mut Vec<Entry>) {
        super::time::key_result(self.comparison, self.subject, self.index, self.after, self.causes(), entries);
    }

    fn stale(&self) -> Option<Entry> {
        if self.before.stale || !self.after.stale {
            return None;
        }
        let days = self.comparison.after.report.policy.check_in_days;
        let cause = self.cause(|row| row.stale);
        let what = format!("nothing heard for more than {days} days");
        let entry = self.subject.entry(ChangeCode::Overdue, cause, what);
        Some(entry.states(Some("false".into()), Some("true".into())).warns(true))
    }

    fn forecast(&self) -> Option<Entry> {
        let KeyResultPair { comparison, before, after, .. } = *self;
        let plan = &comparison.prepared.plan;
        let (written, node) = plan.key_result(self.index);
        let ambition = written.ambition.unwrap_or(plan.objective(node.objective).0.ambition);
        let success = comparison.after.report.policy.success.of(ambition);
        let score = |row: &KeyResultRow| row.forecast.as_ref().and_then(|forecast| forecast.score);
        let (old, new) = (score(before)?, score(after)?);
        if meets(old, success) == meets(new, success) {
            return None;
        }
        let cause = self.cause(|row| score(row) == Some(new));
        let reaches = meets(new, success);
        let verb = if reaches { "forecast reaches success" } else { "forecast falls short of success" };
        let what = format!("{verb}, {}", arrow(Some(short_score(old)), Some(short_score(new))));
        let entry = self.subject.entry(ChangeCode::Forecast, cause, what);
        Some(entry.states(Some(exact(old)), Some(exact(new))).warns(!reaches))
    }
}
