//! Since when goals stand as they do, and how they stood on earlier days.

use chrono::{Days, NaiveDate};
use hashbrown::HashMap;

use crate::error::Errors;
use crate::evaluate::Evaluation;
use crate::history::{History, Scored, ScoredTable};
use crate::report::Status;
use crate::resolve::Tracker;

/// How many days before the day of the agenda are looked at: a quarter.
pub(super) const LOOK_BACK: u64 = 92;

/// How many of these days are looked at together.
const STEP: u64 = 7;

/// A goal with its status on the day of the agenda.
#[derive(Debug, Clone)]
pub(super) struct Goal<'a> {
    pub(super) table: ScoredTable,
    pub(super) id: &'a str,
    pub(super) status: Status,
}

/// The first day of the present status of each goal without a break; none where it began before the days that are looked at.
///
/// The status can change on any day, because what is expected grows with it. So each day back is looked at, until all goals had another
/// status: at most [`LOOK_BACK`] times the scores of the plan, whatever the number of goals.
pub(super) fn first_days(
    tracker: &Tracker,
    evaluation: &Evaluation<'_>,
    goals: &[Goal<'_>],
) -> Result<Vec<Option<NaiveDate>>, Errors> {
    let mut first = vec![Some(evaluation.as_of); goals.len()];
    let mut open: Vec<usize> = (0..goals.len()).collect();
    let mut ago = 1;
    while ago <= LOOK_BACK && !open.is_empty() {
        let next = LOOK_BACK.min(ago + STEP - 1);
        let days = days_before(evaluation.as_of, ago, next);
        if days.is_empty() {
            return Ok(first);
        }
        let history = tracker.history(evaluation, days)?;
        let past = Past::new(&history);
        let positions: Vec<Option<usize>> = goals.iter().map(|goal| past.position(goal.table, goal.id)).collect();
        for (day, scored) in history.days() {
            open.retain(|index| {
                let position = positions.get(*index).copied().flatten();
                let status = position.and_then(|position| scored.get(position)).and_then(|scored| scored.status);
                let same = goals.get(*index).is_some_and(|goal| status == Some(goal.status));
                if let Some(slot) = first.get_mut(*index).filter(|_| same) {
                    *slot = Some(day);
                }
                same
            });
        }
        ago = next + 1;
    }
    for index in open {
        if let Some(slot) = first.get_mut(index) {
            *slot = None;
        }
    }
    Ok(first)
}

/// The days from some days ago to others, newest first, as far as the calendar goes.
fn days_before(as_of: NaiveDate, from: u64, to: u64) -> Vec<NaiveDate> {
    let first = crate::calendar::date_of_day(crate::calendar::FIRST_DAY);
    let day = |ago| as_of.checked_sub_days(Days::new(ago)).filter(|day| *day >= first);
    (from..=to).map_while(day).collect()
}

/// Whether a day is one of those that are looked at.
pub(super) fn is_looked_at(day: NaiveDate, as_of: NaiveDate) -> bool {
    let ago = as_of.signed_duration_since(day).num_days();
    u64::try_from(ago).is_ok_and(|ago| ago <= LOOK_BACK)
}

/// How goals stood on earlier days.
#[derive(Debug)]
pub(super) struct Past<'a> {
    positions: HashMap<(ScoredTable, &'a str), usize>,
    days: HashMap<NaiveDate, &'a [Scored]>,
}

impl<'a> Past<'a> {
    pub(super) fn new(history: &'a History) -> Self {
        Past {
            positions: history.items().enumerate().map(|(position, item)| (item, position)).collect(),
            days: history.days().collect(),
        }
    }

    fn position(&self, table: ScoredTable, id: &str) -> Option<usize> {
        self.positions.get(&(table, id)).copied()
    }

    /// How a goal stood on a day.
    pub(super) fn on(&self, day: NaiveDate, table: ScoredTable, id: &str) -> Option<Scored> {
        self.days.get(&day)?.get(self.position(table, id)?).copied()
    }
}
