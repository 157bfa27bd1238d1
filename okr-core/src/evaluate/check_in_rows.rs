//! The check-ins that are known on a day.

use std::sync::Arc;

use crate::calendar::day_number;
use crate::readings::{CheckIn, CheckIns, Subject};
use crate::report::{CheckInRow, CheckInSubject};
use crate::resolve::{Metric, ResolvedPlan};

/// The check-ins that are known at the end of a day, newest first: by their date, then by the day on which they were written, then the
/// later row first.
pub(crate) fn check_in_rows(plan: &ResolvedPlan, check_ins: &CheckIns, as_of: i32) -> Vec<CheckInRow> {
    let days = |check_in: &CheckIn| (check_in.date, check_in.recorded.unwrap_or(check_in.date));
    let known = |check_in: &&CheckIn| {
        let (date, recorded) = days(check_in);
        day_number(date) <= as_of && day_number(recorded) <= as_of
    };
    let mut newest: Vec<_> = check_ins.iter().filter(known).enumerate().collect();
    crate::order::by(&mut newest, |(row, one), (other_row, other)| (days(other), other_row).cmp(&(days(one), row)));
    newest.into_iter().filter_map(|(_, check_in)| row(plan, check_in)).collect()
}

fn row(plan: &ResolvedPlan, check_in: &CheckIn) -> Option<CheckInRow> {
    let subject = check_in.subject()?;
    let (table, title) = match subject {
        Subject::Objective(id) => {
            ("objectives", plan.objective_ids.get(id).map(|index| Arc::clone(&plan.objectives[*index].title)))
        }
        Subject::KeyResult(id) => (
            "key_results",
            match plan.metrics.get(id) {
                Some(Metric::KeyResult(index)) => Some(Arc::clone(&plan.key_results[*index].title)),
                _ => None,
            },
        ),
        Subject::Kpi(id) => ("kpis", plan.kpi_ids.get(id).map(|index| Arc::clone(&plan.kpis[*index].name))),
        Subject::Cycle(id) => ("cycles", plan.cycle_ids.get(id).and_then(|index| plan.cycles[*index].name.clone())),
    };
    let text = |text: &Option<String>| text.as_deref().map(Arc::from);
    Some(CheckInRow {
        date: check_in.date,
        recorded: check_in.recorded.unwrap_or(check_in.date),
        by: text(&check_in.by),
        of: CheckInSubject { table: Arc::from(table), id: Arc::from(subject.id()) },
        title,
        confidence: check_in.confidence,
        said: check_in.status,
        note: text(&check_in.note),
    })
}
