//! The periods of a schedule, looked up: nearly all series of a plan run over the same ones.

use std::sync::{Arc, OnceLock};

use crate::calendar::Schedule;

/// The most periods that a table has: some 600 years of weeks.
const MOST: i32 = 32_768;
/// How many periods more than are asked for a table has to both sides.
const MARGIN: i32 = 64;

/// The last days and the names of neighbouring periods of a schedule.
///
/// Calendar arithmetic for each reading would make a scan six times as dear (450 instead of 70 instructions a reading), a text for each name
/// of a period a report half as dear again.
#[derive(Clone, Debug, Default)]
pub(super) struct PeriodTable {
    schedule: Schedule,
    /// The period before the first one of the table.
    before: i32,
    /// The last day of the period `before`, then that of each period.
    last_days: Vec<i32>,
    names: Vec<OnceLock<Arc<str>>>,
}

/// A table for each schedule that was asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct PeriodTables {
    tables: Vec<PeriodTable>,
    newest: usize,
}

impl PeriodTables {
    /// A table of a schedule that holds both days; none where days lie in no period, or where it would be too long.
    pub(super) fn covering(&mut self, schedule: &Schedule, first_day: i32, last_day: i32) -> Option<&PeriodTable> {
        let is_of = |table: &PeriodTable| table.schedule == *schedule;
        let known = match self.tables.get(self.newest).is_some_and(is_of) {
            true => Some(self.newest),
            false => self.tables.iter().position(is_of),
        };
        self.newest = known.unwrap_or(self.tables.len());
        if known.is_none() {
            self.tables.push(PeriodTable { schedule: schedule.clone(), ..PeriodTable::default() });
        }
        let table = self.tables.get_mut(self.newest)?;
        table.cover(first_day, last_day).then_some(&*table)
    }

    /// The newest periods that have ended by a day and by an earlier one: the last day of each is that day or before.
    pub(super) fn newest_ended(&mut self, schedule: &Schedule, day: i32, earlier: i32) -> (i32, i32) {
        let Some(table) = self.covering(schedule, earlier, day) else {
            return (schedule.newest_ended(day), schedule.newest_ended(earlier));
        };
        let ended = |period: i32, day: i32| {
            if table.last_day(period).is_some_and(|last| last <= day) { period } else { period.saturating_sub(1) }
        };
        let period = table.period_of_day(day);
        // Most often both lie in one period.
        (ended(period, day), ended(table.period_near(period, earlier), earlier))
    }

    /// The table asked for last.
    pub(super) fn newest(&self) -> Option<&PeriodTable> {
        self.tables.get(self.newest)
    }
}

impl PeriodTable {
    #[inline]
    fn cover(&mut self, first_day: i32, last_day: i32) -> bool {
        match (self.last_days.first(), self.last_days.last()) {
            (Some(&first), Some(&last)) if first < first_day && last_day <= last => true,
            _ => self.grow(first_day, last_day),
        }
    }

    #[cold]
    fn grow(&mut self, first_day: i32, last_day: i32) -> bool {
        if self.schedule.has_holes() {
            return false;
        }
        let mut first = self.schedule.period_from(first_day).saturating_sub(MARGIN);
        let mut last = self.schedule.period_from(last_day).saturating_add(MARGIN);
        if let Some(periods) = i32::try_from(self.last_days.len()).ok().filter(|periods| *periods > 0) {
            first = first.min(self.before.saturating_add(1));
            last = last.max(self.before.saturating_add(periods - 1));
        }
        if last.saturating_sub(first) > MOST {
            return false;
        }
        self.before = first.saturating_sub(1);
        self.last_days.clear();
        self.last_days.extend((self.before..=last).map(|period| self.schedule.last_day(period)));
        self.names = vec![OnceLock::new(); self.last_days.len()];
        true
    }

    /// The period in which a day of the table lies.
    #[inline]
    pub(super) fn period_of_day(&self, day: i32) -> i32 {
        let position = self.last_days.partition_point(|last| *last < day);
        // INVARIANT: a table has at most 2^15 periods.
        self.before.saturating_add(position as i32)
    }

    /// Whether each day lies in a period of its own, the first in `first`, the next in the one behind it and so on.
    pub(super) fn holds_one_each(&self, first: i32, days: &[i32]) -> bool {
        let ends =
            self.position(first).and_then(|first| self.last_days.get(first.checked_sub(1)?..)).unwrap_or_default();
        let periods = ends.iter().zip(ends.get(1..).unwrap_or_default());
        // Without a way out of the loop it goes through several days at a time.
        days.len() < ends.len()
            && days.iter().zip(periods).fold(true, |all, (&day, (&before, &last))| all & (before < day) & (day <= last))
    }

    /// The period in which a day lies, where that is `guess`; else it is searched for.
    #[inline]
    pub(super) fn period_near(&self, guess: i32, day: i32) -> i32 {
        match (self.last_day(guess.saturating_sub(1)), self.last_day(guess)) {
            (Some(before), Some(last)) if before < day && day <= last => guess,
            _ => self.period_of_day(day),
        }
    }

    /// The last day of a period of the table.
    #[inline]
    pub(super) fn last_day(&self, period: i32) -> Option<i32> {
        self.last_days.get(self.position(period)?).copied()
    }

    /// The name of a period of the table of a schedule.
    pub(super) fn name(&self, schedule: &Schedule, period: i32) -> Option<Arc<str>> {
        let slot = self.names.get(self.position(period)?).filter(|_| self.schedule == *schedule)?;
        Some(Arc::clone(slot.get_or_init(|| Arc::from(schedule.label(period)))))
    }

    fn position(&self, period: i32) -> Option<usize> {
        usize::try_from(i64::from(period) - i64::from(self.before)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Cadence, Calendar, FIRST_DAY, LAST_DAY};

    #[test]
    fn tables_hold_what_schedules_compute() {
        let mut tables = PeriodTables::default();
        for calendar in [Calendar::default(), Calendar::new(4).unwrap(), Calendar::default()] {
            for cadence in Cadence::ALL {
                let schedule = Schedule::Civil(calendar, cadence);
                for (from, to) in [(20_600, 20_700), (20_000, 20_100), (20_650, 20_900), (FIRST_DAY, FIRST_DAY + 400)] {
                    let Some(table) = tables.covering(&schedule, from, to) else {
                        assert_eq!(from, FIRST_DAY, "only a table of all times is too long");
                        continue;
                    };
                    for day in from..=to {
                        let period = table.period_of_day(day);
                        assert_eq!(Some(period), schedule.period_of_day(day));
                        assert_eq!(table.last_day(period), Some(schedule.last_day(period)));
                        assert_eq!(table.name(&schedule, period).as_deref(), Some(schedule.label(period).as_str()));
                    }
                }
            }
        }
        let daily = Schedule::Civil(Calendar::default(), Cadence::Daily);
        assert!(tables.covering(&daily, FIRST_DAY, LAST_DAY).is_none());
    }
}
