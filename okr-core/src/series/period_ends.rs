//! Where periods end, looked up.

use crate::calendar::{Calendar, Period};
use crate::plan::Cadence;

/// The fewest periods that a table grows by, to both sides.
const LEAST: i32 = 64;
/// The most periods that are kept: some 600 years of weeks.
const MOST: i32 = 32_768;

/// The last days of the periods of one cadence. Nearly all series of a plan run over the same periods, and a look into a table costs
/// less than the calendar's arithmetic.
#[derive(Clone, Debug, Default)]
pub(crate) struct PeriodEnds {
    calendar: Calendar,
    /// The count of the first period kept.
    first: i32,
    last_days: Vec<i32>,
    /// The day whose period was asked for last, and its count: most series begin on one day.
    asked: Option<(Calendar, i32, i32)>,
}

impl PeriodEnds {
    /// The last day of the period with this count. Always asked for with one cadence.
    #[inline]
    pub(crate) fn of(&mut self, calendar: Calendar, cadence: Cadence, count: i32) -> i32 {
        if cadence == Cadence::Daily {
            return count;
        }
        let index = usize::try_from(i64::from(count) - i64::from(self.first));
        match index.ok().and_then(|index| self.last_days.get(index)) {
            Some(&last_day) if self.calendar == calendar => last_day,
            _ => self.computed(calendar, cadence, count),
        }
    }

    /// The count of the period in which a day lies. Always asked for with one cadence.
    #[inline]
    pub(crate) fn count_of(&mut self, calendar: Calendar, cadence: Cadence, day: i32) -> i32 {
        match self.asked {
            Some((asked, of, count)) if (asked, of) == (calendar, day) => count,
            _ => {
                let count = calendar.period_of_day(cadence, day).index;
                self.asked = Some((calendar, day, count));
                count
            }
        }
    }

    /// The ends of so many periods from the one with this count on, where they are kept.
    #[inline]
    pub(crate) fn span(
        &mut self,
        calendar: Calendar,
        cadence: Cadence,
        count: i32,
        periods: usize,
    ) -> Option<Span<'_>> {
        if cadence == Cadence::Daily {
            return Some(Span::Days(count));
        }
        let before = count.saturating_sub(1);
        let last = before.saturating_add(i32::try_from(periods).ok()?);
        self.of(calendar, cadence, before);
        self.of(calendar, cadence, last);
        let index = usize::try_from(i64::from(before) - i64::from(self.first)).ok()?;
        self.last_days.get(index..index.checked_add(periods)?.checked_add(1)?).map(Span::Table)
    }

    /// Computes a last day, and those of the periods around it.
    #[cold]
    fn computed(&mut self, calendar: Calendar, cadence: Cadence, count: i32) -> i32 {
        let last_day = |count: i32| calendar.last_day(Period::new(cadence, count));
        let kept = match self.calendar == calendar {
            true => self.last_days.len() as i32,
            false => 0,
        };
        let more = kept.max(LEAST);
        let (mut first, mut end) = (count.saturating_sub(more), count.saturating_add(more));
        if kept > 0 {
            (first, end) = (first.min(self.first), end.max(self.first + kept));
        }
        if end.saturating_sub(first) <= MOST {
            self.calendar = calendar;
            self.first = first;
            self.last_days.clear();
            self.last_days.extend((first..end).map(last_day));
        }
        last_day(count)
    }
}

/// The ends of some periods in a row.
pub(crate) enum Span<'a> {
    /// Days, from this one on.
    Days(i32),
    /// The last days, that of the period before first.
    Table(&'a [i32]),
}

impl Span<'_> {
    /// Whether each day lies in a period of its own, the first in the first one and so on.
    #[inline]
    pub(crate) fn holds_one_each(&self, days: &[i32]) -> bool {
        // Without a way out of the loops they go through several days at a time.
        match *self {
            Span::Days(first) => days.iter().zip(first..).fold(true, |all, (&day, own)| all & (day == own)),
            Span::Table(ends) => {
                let periods = ends.iter().zip(ends.get(1..).unwrap_or_default());
                days.iter()
                    .zip(periods)
                    .fold(true, |all, (&day, (&before, &last))| all & (before < day) & (day <= last))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{FIRST_DAY, LAST_DAY};

    #[test]
    fn the_table_gives_what_the_calendar_computes() {
        let fiscal = Calendar::new(4).unwrap_or_default();
        for cadence in Cadence::ALL {
            let mut ends = PeriodEnds::default();
            for calendar in [Calendar::default(), fiscal, Calendar::default()] {
                let days = [0, 20_679, 20_680, 9_000, FIRST_DAY, LAST_DAY, -700_000, 20_710, 20_000];
                for day in days {
                    let period = calendar.period_of_day(cadence, day);
                    for count in period.index - 2..period.index + 3 {
                        let last_day = calendar.last_day(Period::new(cadence, count));
                        if cadence != Cadence::Daily || (FIRST_DAY..=LAST_DAY).contains(&count) {
                            assert_eq!(ends.of(calendar, cadence, count), last_day, "{cadence} {count}");
                        }
                    }
                }
                assert!(ends.last_days.len() <= MOST as usize);
            }
        }
    }
}
