//! What is due, and what is overdue.

use chrono::{Days, NaiveDate};

use super::entry::{Entries, Subject};
use super::row::{AgendaRow, AgendaSection};
use super::view::{View, is_open};
use crate::calendar::{date_of_day, day_number};
use crate::changes::Item;
use crate::plan::{Measure, MeasureKind};
use crate::report::{KeyResultRow, Rating};

/// Why something has a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    Overdue,
    Due,
    CheckIn,
}

impl Reason {
    const fn as_str(self) -> &'static str {
        match self {
            Reason::Overdue => "overdue",
            Reason::Due => "due",
            Reason::CheckIn => "check_in",
        }
    }
}

/// Something with a day.
pub(super) struct Deadline {
    subject: Subject,
    level: Rating,
    reason: Reason,
    day: NaiveDate,
    milestone: Option<String>,
    /// The day on which it was last heard of, of a check-in.
    heard: Option<NaiveDate>,
}

/// What is overdue, then what is due, by day.
pub(super) fn deadlines(view: &View<'_>) -> Vec<Deadline> {
    let mut deadlines = Vec::new();
    for row in view.report.key_results.iter().filter(|row| is_open(row.status)) {
        key_result(view, row, &mut deadlines);
    }
    crate::order::by_key(&mut deadlines, |deadline: &Deadline| {
        (deadline.reason != Reason::Overdue, deadline.day, deadline.reason, deadline.subject.item)
    });
    deadlines
}

/// Adds deadlines. A key result with a line of its own says it there; no check-in is due of one, because it is talked about now.
pub(super) fn due(deadlines: &[Deadline], entries: &mut Entries) {
    for deadline in deadlines {
        let item = deadline.subject.item;
        match entries.listed_before(AgendaSection::Due, item) {
            Some(_) if deadline.reason == Reason::CheckIn => {}
            Some((_, parts)) => parts.push(deadline.says()),
            None => entries.add(item, deadline.row(), [deadline.says()]),
        }
    }
}

fn key_result(view: &View<'_>, row: &KeyResultRow, deadlines: &mut Vec<Deadline>) {
    let Some((index, subject)) = view.key_result(row) else { return };
    let as_of = view.evaluation.as_of;
    let reach = Days::new(view.report.policy.check_in_days.into());
    let near = |day: NaiveDate| as_of <= day && as_of.checked_add_days(reach).is_none_or(|last| day <= last);
    let deadline = |reason, day, milestone, heard| {
        let subject = subject.clone();
        Deadline { subject, level: row.level, reason, day, milestone, heard }
    };
    let first = deadlines.len();
    let (written, node) = view.plan().key_result(index);
    let (measure, _) = written.in_force(day_number(as_of));
    if let Measure::Milestones(milestones) = &*measure {
        let open = milestones.items.iter().filter(|item| !item.done.is_some_and(|done| done.by(as_of)));
        for (item, day) in open.filter_map(|item| Some((item, item.due?))) {
            if day < as_of {
                deadlines.push(deadline(Reason::Overdue, day, Some(item.title.clone()), None));
            } else if near(day) {
                deadlines.push(deadline(Reason::Due, day, Some(item.title.clone()), None));
            }
        }
    }
    if near(row.end) {
        deadlines.push(deadline(Reason::Due, row.end, None, None));
    }
    let reads = matches!(row.kind, MeasureKind::Reach | MeasureKind::Hold | MeasureKind::Curve);
    if deadlines.len() == first && reads && node.series.is_none() && !row.stale {
        let said = view.context.check_ins_on(index, node.objective).last.map(date_of_day);
        let heard = [Some(row.start), row.current_date, said].into_iter().flatten().max().unwrap_or(row.start);
        let by = heard.checked_add_days(reach).filter(|day| near(*day));
        deadlines.extend(by.map(|day| deadline(Reason::CheckIn, day, None, Some(heard))));
    }
}

impl Deadline {
    /// The key result, where its day has passed.
    pub(super) fn overdue(&self) -> Option<Item> {
        (self.reason == Reason::Overdue).then_some(self.subject.item)
    }

    fn row(&self) -> AgendaRow {
        let mut row = self.subject.row(AgendaSection::Due, self.level);
        row.state = Some(self.reason.as_str().into());
        row.date = Some(self.day);
        row.milestone = self.milestone.as_deref().map(Into::into);
        row
    }

    fn says(&self) -> String {
        let day = self.day;
        match (self.reason, &self.milestone, self.heard) {
            (Reason::Overdue, Some(milestone), _) => format!("“{milestone}” was due on {day}"),
            (_, Some(milestone), _) => format!("“{milestone}” is due on {day}"),
            (Reason::CheckIn, _, Some(heard)) => format!("check in by {day}, last heard of on {heard}"),
            _ => format!("ends on {day}"),
        }
    }
}
