//! The schedule of a KPI: the periods in which it has its values.

use std::sync::Arc;

use super::custom::CustomCalendar;
use super::{Cadence, Calendar, Period};
use crate::number::SLACK;

/// The mean length of a month, in days.
const DAYS_OF_A_MONTH: f64 = 30.4375;

/// The periods in which a KPI has its values: those of a cadence in the civil calendar, or those of a calendar of the plan.
///
/// Periods are counted by an `i32`, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Schedule {
    Civil(Calendar, Cadence),
    Custom(Arc<CustomCalendar>),
}

impl Default for Schedule {
    fn default() -> Self {
        Schedule::Civil(Calendar::default(), Cadence::Monthly)
    }
}

impl Schedule {
    /// The period in which a day lies; none for a day that no listed period has.
    #[inline]
    pub(crate) fn period_of_day(&self, day: i32) -> Option<i32> {
        match self {
            Schedule::Civil(calendar, cadence) => Some(calendar.period_of_day(*cadence, day).index),
            Schedule::Custom(calendar) => calendar.period_of_day(day),
        }
    }

    /// The first period that ends on a day or later: the one in which the day lies, or the next one.
    #[inline]
    pub(crate) fn period_from(&self, day: i32) -> i32 {
        match self {
            Schedule::Civil(calendar, cadence) => calendar.period_of_day(*cadence, day).index,
            Schedule::Custom(calendar) => calendar.period_from(day),
        }
    }

    /// The last period that starts on a day or earlier: the one in which the day lies, or the one before.
    pub(crate) fn period_to(&self, day: i32) -> i32 {
        let period = self.period_from(day);
        if self.first_day(period) <= day { period } else { period.saturating_sub(1) }
    }

    /// The period in which a day lies, else the last one before it, else the first one.
    pub(crate) fn period_on(&self, day: i32) -> i32 {
        let period = self.period_to(day);
        match self.period_of_day(self.last_day(period)) {
            Some(_) => period,
            None => self.period_from(day),
        }
    }

    /// The first day of a period.
    #[inline]
    pub(crate) fn first_day(&self, period: i32) -> i32 {
        match self {
            Schedule::Civil(calendar, cadence) => calendar.first_day(Period::new(*cadence, period)),
            Schedule::Custom(calendar) => calendar.first_day(period),
        }
    }

    /// The last day of a period.
    #[inline]
    pub(crate) fn last_day(&self, period: i32) -> i32 {
        match self {
            Schedule::Civil(calendar, cadence) => calendar.last_day(Period::new(*cadence, period)),
            Schedule::Custom(calendar) => calendar.last_day(period),
        }
    }

    /// The name of a period, such as `2026-08` or `2026-07-05/P14D`.
    pub(crate) fn label(&self, period: i32) -> String {
        match self {
            Schedule::Civil(calendar, cadence) => calendar.label(Period::new(*cadence, period)),
            Schedule::Custom(calendar) => calendar.label(period),
        }
    }

    /// The newest period that has ended by a day: its last day is that day or earlier.
    pub(crate) fn newest_ended(&self, day: i32) -> i32 {
        let period = self.period_from(day);
        if self.last_day(period) <= day { period } else { period.saturating_sub(1) }
    }

    /// The period in which a year before a period lies: 12 months earlier for months, quarters, years and calendars by months; else the
    /// one that holds its middle day less 364 days.
    pub(crate) fn year_before(&self, period: i32) -> Option<i32> {
        let months = |first: i32| {
            let month = Calendar::default().period_of_day(Cadence::Monthly, first);
            self.period_of_day(Calendar::default().first_day(month.offset(-12)))
        };
        let days = || {
            let (first, last) = (self.first_day(period), self.last_day(period));
            self.period_of_day((first + (last - first) / 2).saturating_sub(364))
        };
        match self {
            Schedule::Civil(_, Cadence::Monthly) => Some(period.saturating_sub(12)),
            Schedule::Civil(_, Cadence::Quarterly) => Some(period.saturating_sub(4)),
            Schedule::Civil(_, Cadence::Yearly) => Some(period.saturating_sub(1)),
            Schedule::Custom(calendar) if matches!(**calendar, CustomCalendar::Months { .. }) => {
                months(self.first_day(period))
            }
            _ => days(),
        }
    }

    /// How many periods `months` are at a period: `max(1, ceil(months × periods per month))`; in a calendar of the plan
    /// `max(1, round half up(months × 30.4375 / days of the period))`, or `ceil(months / n)` in one by n months.
    pub(crate) fn periods_in_months(&self, period: i32, months: f64) -> u32 {
        let ceil = |periods: f64| libm::ceil(periods - SLACK);
        let periods = match self {
            Schedule::Civil(_, Cadence::Daily) => ceil(months * 30.0),
            Schedule::Civil(_, Cadence::Weekly) => ceil(months * 52.0 / 12.0),
            Schedule::Civil(_, Cadence::Monthly) => ceil(months),
            Schedule::Civil(_, Cadence::Quarterly) => ceil(months / 3.0),
            Schedule::Civil(_, Cadence::Yearly) => ceil(months / 12.0),
            Schedule::Custom(calendar) => match **calendar {
                CustomCalendar::Months { months: length, .. } => ceil(months / f64::from(length)),
                _ => {
                    let days = f64::from(self.last_day(period) - self.first_day(period) + 1);
                    libm::floor(months * DAYS_OF_A_MONTH / days + 0.5 + SLACK)
                }
            },
        };
        // A cast saturates.
        (periods as u32).max(1)
    }

    /// Whether there are days that lie in none of its periods.
    pub(crate) fn has_holes(&self) -> bool {
        self.ends_on().is_some()
    }

    /// Whether its periods differ so much in length that months are another number of them at each.
    pub(crate) fn has_periods_of_many_lengths(&self) -> bool {
        match self {
            Schedule::Civil(..) => false,
            Schedule::Custom(calendar) => {
                matches!(**calendar, CustomCalendar::Pattern { .. } | CustomCalendar::Listed(_))
            }
        }
    }

    /// What people call one of its periods.
    pub(crate) fn noun(&self) -> &'static str {
        match self {
            Schedule::Civil(_, Cadence::Daily) => "day",
            Schedule::Civil(_, Cadence::Weekly) => "week",
            Schedule::Civil(_, Cadence::Monthly) => "month",
            Schedule::Civil(_, Cadence::Quarterly) => "quarter",
            Schedule::Civil(_, Cadence::Yearly) => "year",
            Schedule::Custom(_) => "period",
        }
    }

    /// The last day of the schedule; none where it runs on without end.
    pub(crate) fn ends_on(&self) -> Option<i32> {
        match self {
            Schedule::Civil(..) => None,
            Schedule::Custom(calendar) => calendar.ends_on(),
        }
    }
}
