//! `check-in-overdue`.

use crate::calendar::day_number;
use crate::index::ListIndex;
use crate::lint::collector::data;
use crate::lint::days::{day_text, known};
use crate::lint::view::KeyResultView;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;
use crate::readings::Subject;
use crate::plan::MeasureKind;
use crate::report::Status;
use crate::resolve::Metric;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::CheckInOverdue,
    family: Family::Time,
    severity: Severity::Warning,
    rationale: "A goal that nobody speaks of is forgotten within weeks. Short and regular check-ins are what tells a living objective from a \
                slide.",
    help: "check in: a new value, or a word on why there is none",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "While a key result of the objective has a check-in or current data; milestones, roll-ups and `establish`, which never go stale; \
             key results that wait, are reached or are past their end. Limit: `check_in_days` (7).",
        id: "hire",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas", "key_results": [
    { "id": "time-to-hire", "title": "Time to hire falls", "owner": "Jonas", "measure": { "kind": "reach", "from": 42, "to": 25 } },
    { "id": "stayed", "title": "New people stay", "owner": "Jonas", "measure": { "kind": "hold", "min": 95 } }] }] },
  "readings": [{ "metric": "time-to-hire", "date": "2026-07-24", "value": 38 }, { "metric": "stayed", "date": "2026-07-31", "value": 96 }] }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas", "key_results": [
    { "id": "time-to-hire", "title": "Time to hire falls", "owner": "Jonas", "measure": { "kind": "reach", "from": 42, "to": 25 } },
    { "id": "stayed", "title": "New people stay", "owner": "Jonas", "measure": { "kind": "hold", "min": 95 } }] }] },
  "readings": [{ "metric": "time-to-hire", "date": "2026-07-24", "value": 38 }, { "metric": "stayed", "date": "2026-07-31", "value": 96 }],
  "check_ins": [{ "objective": "hire", "date": "2026-08-10", "note": "interviews resume after the summer break" }] }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    let limit = view.policy().check_in_days;
    let spoken = last_check_ins(view);
    for objective in view.objectives().filter(|objective| !over(objective.row.status)) {
        let due = || view.key_results_of(objective).filter(|key_result| can_be_due(view, *key_result));
        if due().next().is_none() || !due().all(|key_result| key_result.summary.stale) {
            continue;
        }
        let Some(last) = last_heard(due(), spoken.get(objective.index).copied().flatten()) else { continue };
        let days = view.as_of().saturating_sub(last);
        let id = &*objective.row.objective;
        let message =
            format!("nothing was heard of `{id}` for {days} days, since {}; due every {limit} days", day_text(last));
        let data = data! {
            objective: id, days: days, last: day_text(last), check_in_days: limit, key_results: due().count(),
        };
        collector.add(objective.location(), data, message);
    }
}

fn over(status: Status) -> bool {
    matches!(status, Status::Achieved | Status::Missed | Status::NotStarted)
}

/// Whether news of a key result is to be expected on the day.
fn can_be_due(view: &LintView<'_>, key_result: KeyResultView<'_>) -> bool {
    let runs = (key_result.summary.start..=key_result.summary.end).contains(&view.as_of());
    let silent = matches!(key_result.summary.kind, MeasureKind::Milestones | MeasureKind::RollUp | MeasureKind::Establish);
    runs && !silent && !over(key_result.summary.status)
}

/// The newest of: a check-in, a reading, the start.
fn last_heard<'a>(due: impl Iterator<Item = KeyResultView<'a>>, spoken: Option<i32>) -> Option<i32> {
    due.flat_map(|one| [Some(one.summary.start), one.row.current_date.map(day_number)]).flatten().chain(spoken).max()
}

/// For each objective the day of the newest check-in on it or on one of its key results.
fn last_check_ins(view: &LintView<'_>) -> Vec<Option<i32>> {
    let index = view.index();
    let mut last = vec![None; index.objectives.len()];
    for check_in in view.context.check_ins.iter().filter(|check_in| known(check_in, view.as_of())) {
        let objective = match check_in.subject() {
            Some(Subject::Objective(id)) => index.objective_ids.get(id).copied().map(ListIndex::get),
            Some(Subject::KeyResult(id)) => match index.metrics.get(id) {
                Some(Metric::KeyResult(key_result)) => Some(index.key_results[*key_result].objective.get()),
                _ => None,
            },
            _ => None,
        };
        if let Some(entry) = objective.and_then(|objective| last.get_mut(objective)) {
            *entry = (*entry).max(Some(day_number(check_in.date)));
        }
    }
    last
}
