//! Civil days and the periods of a KPI.
//!
//! A day is an `i32`, the days since 1970-01-01. A [`Period`] is a cadence and a count. A [`Calendar`] converts between them.
//! It covers the proleptic Gregorian calendar from 0001-01-01 to 9999-12-31; a week or fiscal year that reaches beyond either
//! end is cut there.
//!
//! ```
//! use okr_core::calendar::{Cadence, Calendar, parse_reading_date, day_number};
//!
//! let day = day_number(parse_reading_date("2026-Q3")?);
//! let period = Calendar::default().period_of_day(Cadence::Weekly, day);
//! assert_eq!(Calendar::default().label(period), "2026-W40");
//! # Ok::<(), okr_core::calendar::DateError>(())
//! ```

mod cadence;
mod custom;
mod date;
mod day;
mod period;
mod schedule;

pub use cadence::Cadence;
pub(crate) use custom::{CustomCalendar, ListedPeriod};
pub(crate) use date::parse_fiscal_day;
pub use date::{DateError, DateReason, parse_date, parse_reading_date, parse_reading_day};
pub use day::{FIRST_DAY, LAST_DAY, date_of_day, day_number};
pub use period::Period;
pub(crate) use schedule::Schedule;

use chrono::{Datelike, NaiveDate};

/// The year in which period counts are 0.
const EPOCH_YEAR: i32 = 1970;

/// The civil calendar with a fiscal year: where periods begin and end, and their names.
///
/// Days, ISO weeks and months are the same in every calendar; quarters and years follow the fiscal year, which starts in
/// January by default.
///
/// ```
/// use okr_core::calendar::{Cadence, Calendar};
///
/// let calendar = Calendar::new(10).unwrap();
/// let period = calendar.period_of_day(Cadence::Quarterly, 20_679);
/// assert_eq!(calendar.label(period), "FY2026-Q4");
/// assert_eq!(calendar.last_day(period) - calendar.first_day(period) + 1, 92);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Calendar {
    /// Whole months from January to the first month of the fiscal year, 0 to 11.
    fiscal_offset: u8,
}

impl Calendar {
    /// Creates the calendar whose fiscal year starts in the month `fiscal_year_start`, 1 to 12; `None` for other numbers.
    ///
    /// ```
    /// use okr_core::calendar::Calendar;
    ///
    /// assert_eq!(Calendar::new(1), Some(Calendar::default()));
    /// assert_eq!(Calendar::new(13), None);
    /// ```
    #[must_use]
    pub const fn new(fiscal_year_start: u8) -> Option<Self> {
        match fiscal_year_start {
            1..=12 => Some(Self { fiscal_offset: fiscal_year_start - 1 }),
            _ => None,
        }
    }

    /// The first month of the fiscal year, 1 to 12.
    #[must_use]
    pub const fn fiscal_year_start(self) -> u8 {
        self.fiscal_offset + 1
    }

    /// Returns the period of a cadence that contains a day.
    ///
    /// A day outside the calendar counts as the calendar's first or last day.
    ///
    /// ```
    /// use okr_core::calendar::{Cadence, Calendar};
    ///
    /// let calendar = Calendar::default();
    /// assert_eq!(calendar.label(calendar.period_of_day(Cadence::Weekly, 20_679)), "2026-W33");
    /// ```
    #[must_use]
    #[inline]
    pub fn period_of_day(self, cadence: Cadence, day: i32) -> Period {
        let day = day.clamp(FIRST_DAY, LAST_DAY);
        let index = match cadence {
            Cadence::Daily => day,
            Cadence::Weekly => (day + 3).div_euclid(7),
            Cadence::Monthly => months_of_day(day),
            Cadence::Quarterly => self.fiscal_months_of_day(day).div_euclid(3),
            Cadence::Yearly => self.fiscal_months_of_day(day).div_euclid(12),
        };
        Period { cadence, index }
    }

    fn fiscal_months_of_day(self, day: i32) -> i32 {
        months_of_day(day) - i32::from(self.fiscal_offset)
    }

    /// Returns the number of a period's first day.
    ///
    /// For a period before the calendar this is the calendar's first day, for one after it the day after the calendar's last.
    ///
    /// ```
    /// use okr_core::calendar::{Cadence, Calendar, Period, date_of_day};
    ///
    /// let august = Period::new(Cadence::Monthly, 679);
    /// assert_eq!(date_of_day(Calendar::default().first_day(august)).to_string(), "2026-08-01");
    /// ```
    #[must_use]
    pub fn first_day(self, period: Period) -> i32 {
        self.first_day_of(period.cadence, i64::from(period.index))
    }

    /// Returns the number of a period's last day.
    ///
    /// A period that reaches beyond the calendar ends with it. A period outside the calendar is empty: its last day is the day
    /// before its first.
    ///
    /// ```
    /// use okr_core::calendar::{Cadence, Calendar, Period, date_of_day};
    ///
    /// let august = Period::new(Cadence::Monthly, 679);
    /// assert_eq!(date_of_day(Calendar::default().last_day(august)).to_string(), "2026-08-31");
    /// ```
    #[must_use]
    pub fn last_day(self, period: Period) -> i32 {
        self.first_day_of(period.cadence, i64::from(period.index) + 1) - 1
    }

    fn first_day_of(self, cadence: Cadence, index: i64) -> i32 {
        let fiscal_offset = i64::from(self.fiscal_offset);
        let day = match cadence {
            Cadence::Daily => index,
            Cadence::Weekly => 7 * index - 3,
            Cadence::Monthly => first_day_of_month(index),
            Cadence::Quarterly => first_day_of_month(3 * index + fiscal_offset),
            Cadence::Yearly => first_day_of_month(12 * index + fiscal_offset),
        };
        // INVARIANT: clamped to numbers that an `i32` holds.
        day.clamp(i64::from(FIRST_DAY), i64::from(LAST_DAY) + 1) as i32
    }

    /// Returns the name of a period: `2026-08-14`, `2026-W33`, `2026-08`, `2026-Q3` or `2026`.
    ///
    /// If the fiscal year does not start in January, quarters and years are named after the year in which it ends:
    /// `FY2026-Q3`, `FY2026`.
    ///
    /// ```
    /// use okr_core::calendar::{Cadence, Calendar, Period};
    ///
    /// let year = Period::new(Cadence::Yearly, 56);
    /// assert_eq!(Calendar::default().label(year), "2026");
    /// assert_eq!(Calendar::new(4).unwrap().label(year), "FY2027");
    /// ```
    #[must_use]
    pub fn label(self, period: Period) -> String {
        let index = period.index;
        match period.cadence {
            Cadence::Daily => day::unclamped(index).to_string(),
            Cadence::Weekly => {
                let week = day::unclamped(index.saturating_mul(7)).iso_week();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Cadence::Monthly => {
                format!("{:04}-{:02}", EPOCH_YEAR + index.div_euclid(12), index.rem_euclid(12) + 1)
            }
            Cadence::Quarterly => {
                format!("{}-Q{}", self.year_label(index.div_euclid(4)), index.rem_euclid(4) + 1)
            }
            Cadence::Yearly => self.year_label(index),
        }
    }

    fn year_label(self, index: i32) -> String {
        let year = i64::from(EPOCH_YEAR) + i64::from(index);
        if self.fiscal_offset == 0 { format!("{year:04}") } else { format!("FY{:04}", year + 1) }
    }

    /// Returns the newest period of a cadence that has ended by a day: its last day is that day or earlier.
    ///
    /// ```
    /// use okr_core::calendar::{Cadence, Calendar};
    ///
    /// let calendar = Calendar::default();
    /// let (before, last) = (20_695, 20_696); // 2026-08-30 and 2026-08-31
    /// assert_eq!(calendar.label(calendar.newest_ended(Cadence::Monthly, before)), "2026-07");
    /// assert_eq!(calendar.label(calendar.newest_ended(Cadence::Monthly, last)), "2026-08");
    /// ```
    #[must_use]
    pub fn newest_ended(self, cadence: Cadence, day: i32) -> Period {
        let period = self.period_of_day(cadence, day);
        if self.last_day(period) <= day { period } else { period.offset(-1) }
    }
}

/// Whole months from January 1970 to the month of a day of the calendar.
fn months_of_day(day: i32) -> i32 {
    let date = date_of_day(day);
    12 * (date.year() - EPOCH_YEAR) + date.month0() as i32
}

/// The first day of a month counted from January 1970. A month outside the calendar becomes its first day, or the day after
/// its last.
fn first_day_of_month(months: i64) -> i64 {
    let year = i64::from(EPOCH_YEAR) + months.div_euclid(12);
    // INVARIANT: a remainder of 12 is within 0 to 11.
    let month = months.rem_euclid(12) as u32 + 1;
    match i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, 1)) {
        Some(first) => i64::from(day_number(first)),
        None if year < 0 => i64::from(FIRST_DAY),
        None => i64::from(LAST_DAY) + 1,
    }
}

#[cfg(test)]
mod tests;
