//! What begins, ends, is due, or was due.

use chrono::NaiveDate;
use std::sync::Arc;

use super::compare::Comparison;
use super::entry::{Entry, Subject};
use super::item_causes::Days;
use super::possible_causes::PossibleCauses;
use super::row::{Cause, ChangeCode, ChangedTable};
use crate::calendar::{date_of_day, day_number};
use crate::index::{KeyResultIndex, ListIndex};
use crate::plan::{Measure, Milestone};
use crate::report::{KeyResultRow, Status};

/// The cycles in scope.
pub(super) fn cycles(comparison: &Comparison<'_>, entries: &mut Vec<Entry>) {
    for row in &comparison.after.report.cycles {
        let Some(index) = comparison.prepared.plan.cycle_ids.get(&*row.cycle) else { continue };
        let subject = Subject {
            table: ChangedTable::Cycles,
            index: index.get(),
            id: Arc::clone(&row.cycle),
            title: row.name.clone().unwrap_or_else(|| Arc::clone(&row.cycle)),
            team: None,
            owner: None,
            unit: None,
            above: None,
            item: (ChangedTable::Cycles, index.get()),
            part: None,
        };
        entries.extend(started(comparison.days, &subject, row.start, Cause::Time));
        entries.extend(ended(comparison.days, &subject, row.end, Cause::Time));
    }
}

/// Whether something begins after the first day, up to the second.
pub(super) fn started(days: Days, subject: &Subject, start: NaiveDate, cause: Cause) -> Option<Entry> {
    let entry = || subject.entry(ChangeCode::Started, cause, format!("started on {start}")).date(Some(start));
    days.has(start).then(entry)
}

/// Whether something ended: its last day is over on the second day and was not on the first.
pub(super) fn ended(days: Days, subject: &Subject, end: NaiveDate, cause: Cause) -> Option<Entry> {
    let day = day_number(end);
    let over = days.since <= day && day < days.as_of;
    over.then(|| subject.entry(ChangeCode::Ended, cause, format!("ended on {end}")).date(Some(end)))
}

/// What of a key result begins, ends, is due or was due.
pub(super) fn key_result(
    comparison: &Comparison<'_>,
    subject: &Subject,
    index: KeyResultIndex,
    row: &KeyResultRow,
    causes: PossibleCauses,
    entries: &mut Vec<Entry>,
) {
    if matches!(row.status, Status::Draft | Status::Dropped) {
        return;
    }
    let plan = &comparison.prepared.plan;
    let objective = &plan.objectives[plan.key_results[index].objective];
    let cycle = &plan.cycles[objective.cycle];
    let closed = plan.objective(plan.key_results[index].objective).0.state_since;
    let days = comparison.days;
    let cause = comparison.by_plan(causes);
    let with_cycle = row.start == date_of_day(cycle.start);
    entries.extend(started(days, subject, row.start, cause).map(|entry| entry.told_elsewhere(with_cycle)));
    let with_cycle = row.end == date_of_day(cycle.end) || Some(row.end) == closed;
    entries.extend(ended(days, subject, row.end, cause).map(|entry| entry.told_elsewhere(with_cycle)));
    let reach = comparison.after.report.policy.check_in_days;
    if row.status != Status::Achieved && comes_near(days, row.end, reach) {
        let what = format!("ends on {}", row.end);
        entries.push(subject.entry(ChangeCode::Due, Cause::Time, what).date(Some(row.end)));
    }
    let (measure, _) = plan.key_result(index).0.in_force(days.as_of);
    if let Measure::Milestones(milestones) = &*measure {
        milestones.items.iter().for_each(|item| entries.extend(milestone(days, subject, item, reach)));
    }
}

/// Whether a milestone came near, or its day passed without it.
fn milestone(days: Days, subject: &Subject, item: &Milestone, reach: u32) -> Option<Entry> {
    let due = item.due?;
    if item.done.is_some_and(|done| done.by(date_of_day(days.as_of))) {
        return None;
    }
    let day = day_number(due);
    if days.since <= day && day < days.as_of {
        let what = format!("{} was due on {due}", item.title);
        return Some(subject.entry(ChangeCode::Overdue, Cause::Time, what).date(Some(due)).warns(true));
    }
    let entry = || subject.entry(ChangeCode::Due, Cause::Time, format!("{} is due on {due}", item.title));
    comes_near(days, due, reach).then(|| entry().states(None, Some(item.title.clone())).date(Some(due)))
}

/// Whether a day to come is near on the second day and was not on the first.
fn comes_near(days: Days, due: NaiveDate, reach: u32) -> bool {
    let (day, reach) = (i64::from(day_number(due)), i64::from(reach));
    day >= i64::from(days.as_of) && day - i64::from(days.as_of) <= reach && day - i64::from(days.since) > reach
}
