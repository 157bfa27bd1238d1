use std::fmt;

use chrono::{NaiveDate, Weekday};

use super::{Cadence, Calendar, FIRST_DAY, LAST_DAY, date_of_day, day_number};

/// A text that is not a date, and why.
///
/// ```
/// use okr_core::calendar::{DateReason, parse_date};
///
/// let error = parse_date("2026-02-30").unwrap_err();
/// assert_eq!(error.text, "2026-02-30");
/// assert_eq!(error.reason, DateReason::Day { year: 2026, month: 2, day: 30 });
/// assert_eq!(error.to_string(), "`2026-02-30` is not a date: 2026-02 has no day 30");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("`{text}` is not a date: {reason}")]
#[non_exhaustive]
pub struct DateError {
    /// The text.
    pub text: String,
    /// Why it is not a date.
    pub reason: DateReason,
}

/// Why a text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DateReason {
    /// It is empty.
    Empty,
    /// It does not have the form of a date.
    Form,
    /// It does not have the form of a date or of a period, either of which a reading can have.
    ReadingForm,
    /// It names a fiscal period, and nothing says when the fiscal year starts.
    Fiscal,
    /// It has a time of day, so that its civil day depends on a time zone.
    Timestamp,
    /// It names a period where a single day is required.
    Period,
    /// The year is 0: years run from 1 to 9999.
    Year,
    /// There is no such month.
    Month {
        /// The month as written.
        month: u32,
    },
    /// The month has no such day.
    Day {
        /// The year.
        year: u32,
        /// The month.
        month: u32,
        /// The day as written.
        day: u32,
    },
    /// There is no such quarter.
    Quarter {
        /// The quarter as written.
        quarter: u32,
    },
    /// The ISO year has no such week.
    Week {
        /// The ISO year.
        year: u32,
        /// The week as written.
        week: u32,
    },
}

impl fmt::Display for DateReason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Empty => formatter.write_str("it is empty"),
            Self::Form => formatter.write_str("expected `YYYY-MM-DD`"),
            Self::ReadingForm => formatter
                .write_str("expected a day, `2026-07-31`, or a period: `2026-07`, `2026-Q3`, `2026-W33` or `2026`"),
            Self::Fiscal => formatter.write_str(
                "a fiscal period needs the loader's `fiscal_year_start`, the month in which the fiscal year starts",
            ),
            Self::Timestamp => formatter.write_str("it has a time of day; give the civil day alone, `YYYY-MM-DD`"),
            Self::Period => formatter.write_str("it names a period; give one day, `YYYY-MM-DD`"),
            Self::Year => formatter.write_str("years run from 0001 to 9999"),
            Self::Month { month } => write!(formatter, "there is no month {month}"),
            Self::Day { year, month, day } => {
                write!(formatter, "{year:04}-{month:02} has no day {day}")
            }
            Self::Quarter { quarter } => write!(formatter, "there is no quarter {quarter}"),
            Self::Week { year, week } => write!(formatter, "{year:04} has no week {week}"),
        }
    }
}

/// Reads a date written `YYYY-MM-DD`, and nothing else.
///
/// # Errors
///
/// [`DateError`], if the text has another form, is a period or a timestamp, or names a day that does not exist.
///
/// ```
/// use okr_core::calendar::parse_date;
///
/// assert_eq!(parse_date("2028-02-29")?.to_string(), "2028-02-29");
/// assert!(parse_date("2026-02-29").is_err());
/// assert!(parse_date("2026-07").is_err());
/// # Ok::<(), okr_core::calendar::DateError>(())
/// ```
pub fn parse_date(text: &str) -> Result<NaiveDate, DateError> {
    match full_date(text.as_bytes()) {
        Some(day) => day,
        None => Err(match period(text.as_bytes()) {
            Some(Ok(_)) => DateReason::Period,
            Some(Err(reason)) => reason,
            None => other_form(text),
        }),
    }
    .map(date_of_day)
    .map_err(|reason| error(text, reason))
}

/// Reads the date of a reading: `YYYY-MM-DD`, or a period, which stands for its last day.
///
/// Periods are written `2026-07`, `2026-Q3`, `2026-W33` and `2026`. Quarters and years are those of the calendar, not of a
/// fiscal year.
///
/// # Errors
///
/// [`DateError`], if the text has another form, is a timestamp, or names a day or period that does not exist.
///
/// ```
/// use okr_core::calendar::parse_reading_date;
///
/// assert_eq!(parse_reading_date("2026-08-14")?.to_string(), "2026-08-14");
/// assert_eq!(parse_reading_date("2026-W33")?.to_string(), "2026-08-16");
/// assert_eq!(parse_reading_date("2026-02")?.to_string(), "2026-02-28");
/// assert_eq!(parse_reading_date("2026-Q3")?.to_string(), "2026-09-30");
/// assert_eq!(parse_reading_date("2026")?.to_string(), "2026-12-31");
///
/// let error = parse_reading_date("2026-08-14T09:30:00+02:00").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "`2026-08-14T09:30:00+02:00` is not a date: it has a time of day; give the civil day alone, `YYYY-MM-DD`"
/// );
/// # Ok::<(), okr_core::calendar::DateError>(())
/// ```
pub fn parse_reading_date(text: &str) -> Result<NaiveDate, DateError> {
    parse_reading_day(text).map(date_of_day)
}

/// Reads the date of a reading as [`parse_reading_date`] does, and returns its number, days since 1970-01-01.
///
/// # Errors
///
/// Those of [`parse_reading_date`].
///
/// ```
/// use okr_core::calendar::parse_reading_day;
///
/// assert_eq!(parse_reading_day("1970-01-02")?, 1);
/// # Ok::<(), okr_core::calendar::DateError>(())
/// ```
#[inline]
pub fn parse_reading_day(text: &str) -> Result<i32, DateError> {
    match full_date(text.as_bytes()) {
        Some(Ok(day)) => Ok(day),
        Some(Err(reason)) => Err(error(text, reason)),
        None => parse_period_day(text),
    }
}

#[cold]
fn error(text: &str, reason: DateReason) -> DateError {
    DateError { text: text.to_owned(), reason }
}

#[inline(never)]
fn parse_period_day(text: &str) -> Result<i32, DateError> {
    match period(text.as_bytes()) {
        Some(last_day) => last_day.map_err(|reason| error(text, reason)),
        None => Err(error(
            text,
            match other_form(text) {
                DateReason::Form if fiscal_period(text.as_bytes()).is_some() => DateReason::Fiscal,
                DateReason::Form => DateReason::ReadingForm,
                reason => reason,
            },
        )),
    }
}

/// The number of the last day of the fiscal period written `FY2027` or `FY2027-Q1`; `None` for another form. A fiscal year has the
/// name of the year in which it ends.
pub(crate) fn parse_fiscal_day(text: &str, calendar: Calendar) -> Option<Result<i32, DateError>> {
    let (year, quarter) = fiscal_period(text.as_bytes())?;
    let start = u32::from(calendar.fiscal_year_start());
    let day = match quarter {
        _ if year == 0 => Err(DateReason::Year),
        Some(quarter) if !(1..=4).contains(&quarter) => Err(DateReason::Quarter { quarter }),
        _ => {
            // Months since January of the year 0, up to the one behind the period.
            let end = 12 * (year - u32::from(start > 1)) + start - 1 + 3 * quarter.unwrap_or(4);
            let behind = month_start(end / 12, end % 12 + 1).map(day_number);
            behind.map(|day| day - 1).filter(|day| (FIRST_DAY..=LAST_DAY).contains(day)).ok_or(DateReason::Year)
        }
    };
    Some(day.map_err(|reason| error(text, reason)))
}

/// The year and the quarter of a fiscal period.
fn fiscal_period(text: &[u8]) -> Option<(u32, Option<u32>)> {
    let (year, part) = text.strip_prefix(b"FY")?.split_first_chunk::<4>()?;
    let quarter = match *part {
        [] => None,
        [b'-', b'Q', quarter] => Some(number([quarter])?),
        _ => return None,
    };
    Some((number(*year)?, quarter))
}

/// The number of the day written `YYYY-MM-DD`; `None` for another form.
#[inline]
fn full_date(text: &[u8]) -> Option<Result<i32, DateReason>> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else {
        return None;
    };
    let (year, month, day) = (number([y1, y2, y3, y4])?, number([m1, m2])?, number([d1, d2])?);
    Some(match NaiveDate::from_ymd_opt(year as i32, month, day) {
        _ if year == 0 => Err(DateReason::Year),
        Some(date) => Ok(day_number(date)),
        None if !(1..=12).contains(&month) => Err(DateReason::Month { month }),
        None => Err(DateReason::Day { year, month, day }),
    })
}

/// The last day of the period written `2026-07`, `2026-Q3`, `2026-W33` or `2026`; `None` for another form.
fn period(text: &[u8]) -> Option<Result<i32, DateReason>> {
    let (year, part) = text.split_first_chunk::<4>()?;
    let year = number(*year)?;
    let (cadence, first_day, reason) = match *part {
        [] => (Cadence::Yearly, month_start(year, 1), DateReason::Year),
        [b'-', b'Q', q] => {
            let quarter = number([q])?;
            // Quarter 0 would start in month -2: no month, and so no date.
            (Cadence::Quarterly, month_start(year, (3 * quarter).wrapping_sub(2)), DateReason::Quarter { quarter })
        }
        [b'-', m1, m2] => {
            let month = number([m1, m2])?;
            (Cadence::Monthly, month_start(year, month), DateReason::Month { month })
        }
        [b'-', b'W', w1, w2] => {
            let week = number([w1, w2])?;
            let monday = NaiveDate::from_isoywd_opt(year as i32, week, Weekday::Mon);
            (Cadence::Weekly, monday, DateReason::Week { year, week })
        }
        _ => return None,
    };
    let calendar = Calendar::default();
    let last_day = |first: NaiveDate| calendar.last_day(calendar.period_of_day(cadence, day_number(first)));
    Some(if year == 0 { Err(DateReason::Year) } else { first_day.map(last_day).ok_or(reason) })
}

fn month_start(year: u32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year as i32, month, 1)
}

/// Why a text is neither a date nor a period.
fn other_form(text: &str) -> DateReason {
    if text.is_empty() {
        return DateReason::Empty;
    }
    let timestamp = text
        .as_bytes()
        .split_first_chunk::<10>()
        .is_some_and(|(date, time)| full_date(date).is_some() && matches!(time, [b'T' | b't' | b' ', b'0'..=b'9', ..]));
    if timestamp { DateReason::Timestamp } else { DateReason::Form }
}

/// The number that ASCII digits write; `None` if one is not a digit.
#[inline]
fn number<const DIGITS: usize>(digits: [u8; DIGITS]) -> Option<u32> {
    let mut number = 0;
    let mut sound = true;
    for digit in digits {
        let value = u32::from(digit.wrapping_sub(b'0'));
        sound &= value < 10;
        number = 10 * number + value;
    }
    sound.then_some(number)
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, Days, Weekday};
    use proptest::prelude::*;

    use super::*;
    use crate::calendar::{FIRST_DAY, LAST_DAY, day_number};

    fn reason(text: &str) -> DateReason {
        parse_reading_date(text).unwrap_err().reason
    }

    #[test]
    fn days_are_read_as_chrono_writes_them() {
        for day in (FIRST_DAY..=LAST_DAY).step_by(11) {
            let date = date_of_day(day);
            let text = date.to_string();
            assert_eq!(parse_reading_day(&text), Ok(day));
            assert_eq!(parse_date(&text), Ok(date));
        }
    }

    #[test]
    fn a_period_is_dated_on_its_last_day() {
        for year in 1..=9_999_i32 {
            let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
            let last = NaiveDate::from_ymd_opt(year, 12, 31).unwrap();
            assert_eq!(parse_reading_date(&format!("{year:04}")), Ok(last));
            assert_eq!(parse_reading_date(&format!("{year:04}-Q4")), Ok(last));
            for month in 2..=12 {
                let before = first.with_month(month).unwrap().pred_opt().unwrap();
                assert_eq!(parse_reading_date(&format!("{year:04}-{:02}", month - 1)), Ok(before));
                if month % 3 == 1 {
                    assert_eq!(parse_reading_date(&format!("{year:04}-Q{}", month / 3)), Ok(before));
                }
            }
        }
    }

    #[test]
    fn iso_weeks_are_those_of_chrono() {
        for year in 1..=9_999_i32 {
            for week in 0..=54 {
                let text = format!("{year:04}-W{week:02}");
                let expected = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)
                    .map(|monday| monday.checked_add_days(Days::new(6)).unwrap())
                    .map(|sunday| day_number(sunday).min(LAST_DAY));
                assert_eq!(parse_reading_day(&text).ok(), expected, "{text}");
            }
        }
    }

    #[test]
    fn what_is_not_a_date_says_why() {
        assert_eq!(reason(""), DateReason::Empty);
        for text in [
            "2026-8-14",
            "14.08.2026",
            "2026/08/14",
            " 2026-08-14",
            "2026-08-14 ",
            "+2026-08-14",
            "20260814",
            "2026-",
            "2026-Q",
            "2026-q3",
            "2026-W3",
            "2026W33",
            "12026-01-01",
            "-001-01-01",
            "２０２６",
            "2026-08-1x",
            "today",
        ] {
            assert_eq!(reason(text), DateReason::ReadingForm, "{text}");
            assert_eq!(parse_date(text).unwrap_err().reason, DateReason::Form, "{text}");
        }
        assert_eq!(reason("FY2027-Q1"), DateReason::Fiscal);
        for text in [
            "2026-08-14T09:30:00Z",
            "2026-08-14T09:30:00",
            "2026-08-14 09:30",
            "2026-08-14t00:00+02:00",
            "2026-02-31T00",
        ] {
            assert_eq!(reason(text), DateReason::Timestamp, "{text}");
        }
        for text in ["0000", "0000-01", "0000-Q1", "0000-W01", "0000-01-01"] {
            assert_eq!(reason(text), DateReason::Year, "{text}");
        }
        assert_eq!(reason("2026-00-10"), DateReason::Month { month: 0 });
        assert_eq!(reason("2026-13"), DateReason::Month { month: 13 });
        assert_eq!(reason("2026-04-31"), DateReason::Day { year: 2026, month: 4, day: 31 });
        assert_eq!(reason("1900-02-29"), DateReason::Day { year: 1900, month: 2, day: 29 });
        assert_eq!(reason("2026-Q5"), DateReason::Quarter { quarter: 5 });
        assert_eq!(reason("2026-W54"), DateReason::Week { year: 2026, week: 54 });
        assert_eq!(reason("2027-W53"), DateReason::Week { year: 2027, week: 53 });
        for text in ["2026-07", "2026-Q3", "2026-W33", "2026"] {
            assert_eq!(parse_date(text).unwrap_err().reason, DateReason::Period, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".*") {
            let _ = parse_date(&text);
            let _ = parse_reading_date(&text);
        }

        #[test]
        fn anything_like_a_date_agrees_with_chrono(text in "[0-9]{4}-[0-1][0-9]-[0-3][0-9]") {
            let expected = text.parse::<NaiveDate>().ok().filter(|date| date.year() > 0);
            prop_assert_eq!(parse_date(&text).ok(), expected);
            prop_assert_eq!(parse_reading_date(&text).ok(), expected);
        }
    }
}
