//! Day numbers and civil dates: integer arithmetic on the proleptic Gregorian calendar.
//!
//! The two conversions are the Euclidean affine functions of Neri and Schneider, *Euclidean affine functions and their
//! application to calendar algorithms*, Software: Practice and Experience 53 (2023), figures 12 and 13. A year is counted
//! from March, so that a leap day is its last day.

use chrono::NaiveDate;

/// The day number of 0001-01-01, the first day of the calendar.
///
/// ```
/// use okr_core::calendar::{FIRST_DAY, date_of_day};
///
/// assert_eq!(date_of_day(FIRST_DAY).to_string(), "0001-01-01");
/// ```
pub const FIRST_DAY: i32 = -719_162;

/// The day number of 9999-12-31, the last day of the calendar.
///
/// ```
/// use okr_core::calendar::{LAST_DAY, date_of_day};
///
/// assert_eq!(date_of_day(LAST_DAY).to_string(), "9999-12-31");
/// ```
pub const LAST_DAY: i32 = 2_932_896;

/// Days from 0000-03-01 to 1970-01-01.
const EPOCH: u32 = 719_468;
/// Days of 400 years: added before the conversion, so that a day a little before the calendar stays positive.
const CYCLE_DAYS: u32 = 146_097;
/// How far outside the calendar a conversion is still exact: one leap year.
pub(super) const MARGIN: i32 = 366;

/// A day of the calendar, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Civil {
    pub(super) year: i32,
    /// 1 to 12.
    pub(super) month: u32,
    /// 1 to 31.
    pub(super) day: u32,
}

/// A day in a year that starts in March and was moved on by 400 years.
struct MarchYear {
    year: u32,
    /// 3 (March) to 14 (February).
    month: u32,
    /// Days before this one in its month.
    day: u32,
}

#[inline]
fn march_year(day: i32) -> MarchYear {
    let day = day.clamp(FIRST_DAY - MARGIN, LAST_DAY + MARGIN);
    // INVARIANT: the clamp keeps the sum between 1 and 2^23.
    let shifted = day.wrapping_add_unsigned(EPOCH + CYCLE_DAYS) as u32;
    let quarters = 4 * shifted + 3;
    let century = quarters / CYCLE_DAYS;
    let quarters_of_century = (quarters % CYCLE_DAYS) | 3;
    let product = 2_939_745 * u64::from(quarters_of_century);
    let year_of_century = (product >> 32) as u32;
    let day_of_year = (product as u32) / 2_939_745 / 4;
    let month_and_day = 2_141 * day_of_year + 197_913;
    MarchYear {
        year: 100 * century + year_of_century,
        month: month_and_day >> 16,
        day: (month_and_day & 0xffff) / 2_141,
    }
}

/// Whole months from January of the year -400 to the month of `day`; positive for every day of the calendar.
#[inline]
pub(super) fn months_of_day(day: i32) -> u32 {
    let MarchYear { year, month, .. } = march_year(day);
    12 * year + month - 1
}

/// Takes a day number apart; a day more than a year outside the calendar counts as one a year outside it.
pub(super) fn civil_of_day(day: i32) -> Civil {
    let MarchYear { year, month, day } = march_year(day);
    let next = u32::from(month > 12);
    Civil { year: (year + next) as i32 - 400, month: month - 12 * next, day: day + 1 }
}

/// The day number of a date: `year` 0 to 10000, `month` 1 to 12, `day` 1 to 31.
#[inline]
pub(super) fn day_of_civil(year: u32, month: u32, day: u32) -> i32 {
    let next = u32::from(month <= 2);
    let year = year + 400 - next;
    let month = month + 12 * next;
    let century = year / 100;
    let days_before_year = 1_461 * year / 4 - century + century / 4;
    let days_before_month = (979 * month - 2_919) / 32;
    (days_before_year + days_before_month + day - 1) as i32 - (EPOCH + CYCLE_DAYS) as i32
}

/// The number of days of a month, 1 to 12.
#[inline]
pub(super) fn days_in_month(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

/// The number of a day: days since 1970-01-01, negative before it.
///
/// ```
/// use chrono::NaiveDate;
/// use okr_core::calendar::day_number;
///
/// assert_eq!(day_number(NaiveDate::from_ymd_opt(1970, 1, 1).unwrap()), 0);
/// assert_eq!(day_number(NaiveDate::from_ymd_opt(2026, 8, 14).unwrap()), 20_679);
/// ```
#[must_use]
#[inline]
pub fn day_number(date: NaiveDate) -> i32 {
    date.to_epoch_days()
}

/// The date of a day number, days since 1970-01-01.
///
/// A day outside the calendar (0001-01-01 to 9999-12-31) gives the calendar's first or last day.
///
/// ```
/// use okr_core::calendar::date_of_day;
///
/// assert_eq!(date_of_day(20_679).to_string(), "2026-08-14");
/// assert_eq!(date_of_day(i32::MAX).to_string(), "9999-12-31");
/// ```
#[must_use]
pub fn date_of_day(day: i32) -> NaiveDate {
    // INVARIANT: every day of the calendar is a date; the default is never taken.
    NaiveDate::from_epoch_days(day.clamp(FIRST_DAY, LAST_DAY)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use chrono::Datelike;

    use super::*;

    #[test]
    fn every_day_of_the_calendar_agrees_with_chrono() {
        let mut date = NaiveDate::from_ymd_opt(1, 1, 1).unwrap();
        for day in FIRST_DAY..=LAST_DAY {
            assert_eq!(day_number(date), day);
            assert_eq!(date_of_day(day), date);
            let expected = Civil { year: date.year(), month: date.month(), day: date.day() };
            assert_eq!(civil_of_day(day), expected);
            assert_eq!(day_of_civil(date.year() as u32, date.month(), date.day()), day);
            assert_eq!(months_of_day(day), 12 * (date.year() as u32 + 400) + date.month0());
            date = date.succ_opt().unwrap();
        }
        assert_eq!(date, NaiveDate::from_ymd_opt(10_000, 1, 1).unwrap());
    }

    #[test]
    fn the_margin_is_exact_and_the_rest_is_clamped() {
        assert_eq!(civil_of_day(FIRST_DAY - 1), Civil { year: 0, month: 12, day: 31 });
        assert_eq!(civil_of_day(FIRST_DAY - 366), Civil { year: 0, month: 1, day: 1 });
        assert_eq!(civil_of_day(LAST_DAY + 1), Civil { year: 10_000, month: 1, day: 1 });
        assert_eq!(civil_of_day(i32::MIN), civil_of_day(FIRST_DAY - MARGIN));
        assert_eq!(civil_of_day(i32::MAX), civil_of_day(LAST_DAY + MARGIN));
    }

    #[test]
    fn months_have_the_days_that_chrono_gives_them() {
        for year in 1..=9_999 {
            for month in 1..=12 {
                let first = NaiveDate::from_ymd_opt(year, month, 1).unwrap();
                assert_eq!(days_in_month(year as u32, month), u32::from(first.num_days_in_month()));
            }
        }
    }
}
