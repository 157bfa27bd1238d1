use chrono::NaiveDate;

/// The day number of 0001-01-01, the first day of the calendar.
pub const FIRST_DAY: i32 = -719_162;

/// The day number of 9999-12-31, the last day of the calendar.
pub const LAST_DAY: i32 = 2_932_896;

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
/// A day outside the calendar (0001-01-01 to 9999-12-31) becomes the calendar's first or last day.
///
/// ```
/// use okr_core::calendar::date_of_day;
///
/// assert_eq!(date_of_day(20_679).to_string(), "2026-08-14");
/// assert_eq!(date_of_day(i32::MAX).to_string(), "9999-12-31");
/// ```
#[must_use]
pub fn date_of_day(day: i32) -> NaiveDate {
    unclamped(day.clamp(FIRST_DAY, LAST_DAY))
}

/// The date of a day number, also outside the calendar: periods just outside it have names.
pub(super) fn unclamped(day: i32) -> NaiveDate {
    NaiveDate::from_epoch_days(day).unwrap_or(if day < 0 { NaiveDate::MIN } else { NaiveDate::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_ends_where_years_of_four_digits_do() {
        assert_eq!(Some(date_of_day(FIRST_DAY)), NaiveDate::from_ymd_opt(1, 1, 1));
        assert_eq!(Some(date_of_day(LAST_DAY)), NaiveDate::from_ymd_opt(9999, 12, 31));
        assert_eq!((date_of_day(i32::MIN), date_of_day(i32::MAX)), (date_of_day(FIRST_DAY), date_of_day(LAST_DAY)));
    }
}
