//! Calendars of a plan's own: whatever people count in besides days, ISO weeks, months, quarters and years.

use super::{Cadence, Calendar, FIRST_DAY, LAST_DAY, Period, date_of_day};

/// A listed period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ListedPeriod {
    pub(crate) name: String,
    /// First day.
    pub(crate) start: i32,
    /// Last day.
    pub(crate) end: i32,
}

/// How a calendar of a plan's own cuts time into periods. Those of the first three kinds run on without end in both directions;
/// period 0 is the one that starts with `from`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CustomCalendar {
    /// Spans of `days` days, at least 1.
    Days { days: i32, from: i32 },
    /// Spans of `months` months, at least 1; `from` counts months from January 1970.
    Months { months: i32, from: i32 },
    /// The weeks of a list, again and again. `ends`: for each span of the list the days from the start of the list to its end.
    Pattern { weeks: Vec<u32>, ends: Vec<i32>, from: i32 },
    /// Periods as listed, rising, which need not touch.
    Listed(Vec<ListedPeriod>),
}

impl CustomCalendar {
    /// The weeks of a list, again and again, from a day on.
    pub(crate) fn pattern(weeks: Vec<u32>, from: i32) -> Self {
        let ends = weeks.iter().scan(0_i32, |end, weeks| {
            // INVARIANT: a list has at most some hundred spans of at most 53 weeks each.
            *end = end.saturating_add(7 * *weeks as i32);
            Some(*end)
        });
        CustomCalendar::Pattern { ends: ends.collect(), weeks, from }
    }

    /// The period in which a day lies; none for a day that no listed period has.
    pub(crate) fn period_of_day(&self, day: i32) -> Option<i32> {
        let day = day.clamp(FIRST_DAY, LAST_DAY);
        match self {
            CustomCalendar::Days { days, from } => Some((day - from).div_euclid(*days)),
            CustomCalendar::Months { months, from } => Some((month_of_day(day) - from).div_euclid(*months)),
            CustomCalendar::Pattern { ends, from, .. } => {
                let (round, within) = self.round_of(day - from);
                let span = ends.partition_point(|end| *end <= within);
                Some(round * ends.len() as i32 + span as i32)
            }
            CustomCalendar::Listed(periods) => {
                let index = periods.partition_point(|period| period.end < day);
                periods.get(index).filter(|period| period.start <= day).map(|_| index as i32)
            }
        }
    }

    /// The repetitions of a pattern before a day, and the days since the newest began.
    fn round_of(&self, days: i32) -> (i32, i32) {
        let length = match self {
            CustomCalendar::Pattern { ends, .. } => ends.last().copied().unwrap_or(1),
            _ => 1,
        };
        (days.div_euclid(length), days.rem_euclid(length))
    }

    /// The first period that ends on a day or later: the one in which the day lies, or the next one.
    pub(crate) fn period_from(&self, day: i32) -> i32 {
        match self {
            CustomCalendar::Listed(periods) => periods.partition_point(|period| period.end < day) as i32,
            _ => self.period_of_day(day).unwrap_or_default(),
        }
    }

    /// The first day of a period, cut at the ends of the civil calendar. Behind the last listed period it is the day after the civil
    /// calendar, before the first one the civil calendar's first day.
    pub(crate) fn first_day(&self, index: i32) -> i32 {
        let day = match self {
            CustomCalendar::Days { days, from } => i64::from(*from) + i64::from(index) * i64::from(*days),
            CustomCalendar::Months { months, from } => {
                let month = i64::from(*from) + i64::from(index) * i64::from(*months);
                let month = month.clamp(i64::from(i32::MIN / 2), i64::from(i32::MAX / 2)) as i32;
                i64::from(Calendar::default().first_day(Period::new(Cadence::Monthly, month)))
            }
            CustomCalendar::Pattern { ends, from, .. } => {
                let spans = ends.len() as i32;
                let (round, span) = (index.div_euclid(spans), index.rem_euclid(spans));
                let length = ends.last().copied().unwrap_or(1);
                let before = usize::try_from(span - 1).ok().and_then(|span| ends.get(span)).copied().unwrap_or(0);
                i64::from(*from) + i64::from(round) * i64::from(length) + i64::from(before)
            }
            CustomCalendar::Listed(periods) => match usize::try_from(index) {
                Ok(index) => periods.get(index).map_or(i64::from(LAST_DAY) + 1, |period| i64::from(period.start)),
                Err(_) => i64::from(FIRST_DAY),
            },
        };
        // INVARIANT: clamped to numbers that an `i32` holds.
        day.clamp(i64::from(FIRST_DAY), i64::from(LAST_DAY) + 1) as i32
    }

    /// The last day of a period, cut at the ends of the civil calendar; the day before the first one where it has no days.
    pub(crate) fn last_day(&self, index: i32) -> i32 {
        match self {
            CustomCalendar::Listed(periods) => match usize::try_from(index) {
                Ok(index) => periods.get(index).map_or(LAST_DAY, |period| period.end),
                Err(_) => FIRST_DAY - 1,
            },
            _ => self.first_day(index.saturating_add(1)) - 1,
        }
    }

    /// The name of a period: that of a list, or its first day with its length as ISO 8601 writes it: `2026-07-05/P14D`,
    /// `2026-04/P6M`, `2026-02-01/P4W`.
    pub(crate) fn label(&self, index: i32) -> String {
        let first = date_of_day(self.first_day(index).min(LAST_DAY));
        match self {
            CustomCalendar::Days { days, .. } => format!("{first}/P{days}D"),
            CustomCalendar::Months { months, .. } => format!("{}/P{months}M", first.format("%Y-%m")),
            CustomCalendar::Pattern { weeks, .. } => {
                let span = index.rem_euclid(weeks.len() as i32) as usize;
                format!("{first}/P{}W", weeks.get(span).copied().unwrap_or_default())
            }
            CustomCalendar::Listed(periods) => {
                let period = usize::try_from(index).ok().and_then(|index| periods.get(index));
                period.map_or_else(String::new, |period| period.name.clone())
            }
        }
    }

    /// The last day of the calendar; none where it runs on without end.
    pub(crate) fn ends_on(&self) -> Option<i32> {
        match self {
            CustomCalendar::Listed(periods) => periods.last().map(|period| period.end),
            _ => None,
        }
    }
}

/// The month in which a day lies, counted from January 1970.
fn month_of_day(day: i32) -> i32 {
    Calendar::default().period_of_day(Cadence::Monthly, day).index
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{day_number, parse_date};

    fn day(text: &str) -> i32 {
        day_number(parse_date(text).unwrap())
    }

    fn calendars() -> [CustomCalendar; 5] {
        let listed = |name: &str, start: &str, end: &str| ListedPeriod {
            name: name.to_owned(),
            start: day(start),
            end: day(end),
        };
        [
            CustomCalendar::Days { days: 14, from: day("2026-07-05") },
            CustomCalendar::Months { months: 6, from: month_of_day(day("2026-04-01")) },
            CustomCalendar::pattern(vec![4, 4, 5], day("2026-02-01")),
            CustomCalendar::Days { days: 1, from: day("2026-07-05") },
            CustomCalendar::Listed(vec![
                listed("spring", "2026-01-20", "2026-05-31"),
                listed("summer", "2026-06-01", "2026-08-20"),
                listed("autumn", "2026-09-10", "2026-12-20"),
            ]),
        ]
    }

    #[test]
    fn periods_are_counted_from_their_start_in_both_directions() {
        let [fortnights, halves, pattern, ..] = calendars();
        assert_eq!(fortnights.period_of_day(day("2026-07-04")), Some(-1));
        assert_eq!(fortnights.period_of_day(day("2026-07-18")), Some(0));
        assert_eq!(fortnights.label(0), "2026-07-05/P14D");
        assert_eq!(fortnights.label(-1), "2026-06-21/P14D");
        assert_eq!(halves.label(halves.period_of_day(day("2026-03-31")).unwrap()), "2025-10/P6M");
        assert_eq!(halves.last_day(0), day("2026-09-30"));
        // 4, 4 and 5 weeks from 1 February: 1 March, 29 March, 3 May.
        assert_eq!(
            [0, 1, 2, 3].map(|span| pattern.first_day(span)),
            ["2026-02-01", "2026-03-01", "2026-03-29", "2026-05-03"].map(day)
        );
        assert_eq!(pattern.label(2), "2026-03-29/P5W");
        assert_eq!(pattern.label(-1), "2025-12-28/P5W");
    }

    #[test]
    fn listed_periods_may_leave_days_out() {
        let [.., listed] = calendars();
        assert_eq!(listed.period_of_day(day("2026-08-21")), None);
        assert_eq!(listed.period_from(day("2026-08-21")), 2);
        assert_eq!(listed.period_of_day(day("2026-09-10")), Some(2));
        assert_eq!((listed.label(1).as_str(), listed.ends_on()), ("summer", Some(day("2026-12-20"))));
        assert_eq!((listed.first_day(3), listed.last_day(-1)), (LAST_DAY + 1, FIRST_DAY - 1));
    }

    #[test]
    fn every_day_lies_in_the_period_that_says_so() {
        for calendar in calendars() {
            for day in (day("2020-01-01")..day("2030-01-01")).chain([FIRST_DAY, FIRST_DAY + 1, LAST_DAY - 1, LAST_DAY])
            {
                if let Some(period) = calendar.period_of_day(day) {
                    assert!(
                        (calendar.first_day(period)..=calendar.last_day(period)).contains(&day),
                        "{calendar:?} {day}"
                    );
                    assert_eq!(calendar.period_from(day), period);
                }
            }
        }
    }
}
