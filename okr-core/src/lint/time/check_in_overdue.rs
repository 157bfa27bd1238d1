//! `check-in-overdue`.

use super::{day_text, known};
use crate::calendar::day_number;
use crate::index::ListIndex;
use crate::lint::found::data;
use crate::lint::sight::SeenKeyResult;
use crate::lint::{Family, Finding, Found, Sight};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;
use crate::readings::Subject;
use crate::report::{Kind, Status};
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

fn check(sight: &Sight<'_>, found: &mut Found<'_>) {
    let limit = sight.policy().check_in_days;
    let spoken = last_check_ins(sight);
    for objective in sight.objectives().filter(|objective| !over(objective.row.status)) {
        let due = || sight.key_results_of(objective).filter(|key_result| can_be_due(sight, *key_result));
        if due().next().is_none() || !due().all(|key_result| key_result.facts.stale) {
            continue;
        }
        let Some(last) = last_heard(due(), spoken.get(objective.index).copied().flatten()) else { continue };
        let days = sight.as_of().saturating_sub(last);
        let id = &*objective.row.objective;
        let message =
            format!("nothing was heard of `{id}` for {days} days, since {}; due every {limit} days", day_text(last));
        let data = data! {
            objective: id, days: days, last: day_text(last), check_in_days: limit, key_results: due().count(),
        };
        found.add(objective.place(), data, message);
    }
}

fn over(status: Status) -> bool {
    matches!(status, Status::Achieved | Status::Missed | Status::NotStarted)
}

/// Whether news of a key result is to be expected on the day.
fn can_be_due(sight: &Sight<'_>, key_result: SeenKeyResult<'_>) -> bool {
    let runs = (key_result.facts.start..=key_result.facts.end).contains(&sight.as_of());
    let silent = matches!(key_result.facts.kind, Kind::Milestones | Kind::RollUp | Kind::Establish);
    runs && !silent && !over(key_result.facts.status)
}

/// The newest of: a check-in, a reading, the start.
fn last_heard<'a>(due: impl Iterator<Item = SeenKeyResult<'a>>, spoken: Option<i32>) -> Option<i32> {
    due.flat_map(|one| [Some(one.facts.start), one.row.current_date.map(day_number)]).flatten().chain(spoken).max()
}

/// For each objective the day of the newest check-in on it or on one of its key results.
fn last_check_ins(sight: &Sight<'_>) -> Vec<Option<i32>> {
    let index = sight.index();
    let mut last = vec![None; index.objectives.len()];
    for check_in in sight.context.check_ins.iter().filter(|check_in| known(check_in, sight.as_of())) {
        let objective = match check_in.subject() {
            Some(Subject::Objective(id)) => index.objective_ids.get(id).copied().map(ListIndex::get),
            Some(Subject::KeyResult(id)) => match index.metrics.get(id) {
                Some(Metric::KeyResult(key_result)) => Some(index.key_results[*key_result].objective.get()),
                _ => None,
            },
            _ => None,
        };
        if let Some(place) = objective.and_then(|objective| last.get_mut(objective)) {
            *place = (*place).max(Some(day_number(check_in.date)));
        }
    }
    last
}
