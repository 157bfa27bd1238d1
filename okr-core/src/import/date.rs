//! Days and points in time as people write them.

use chrono::{Days, NaiveDate};

use super::options::{DateOrder, Zone};
use super::period::month;

/// A day as it is written, before the order of its parts is understood.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Day {
    /// Only one order is possible, whatever the column says.
    Fixed(NaiveDate),
    /// The parts in their order; the year's digits.
    Parts([u32; 3], YearAt),
}

/// Where the year stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum YearAt {
    /// Four digits at the end.
    End,
    /// Two digits, at the end or in front.
    Short,
    /// Two digits at the end: between dots nobody writes the year first.
    ShortDots,
}

/// A day, and the time of day behind it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Moment {
    pub(super) day: Day,
    pub(super) time: Option<Time>,
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Time {
    minutes: i32,
    is_midnight: bool,
    /// Minutes east of UTC.
    offset: Option<i32>,
}

/// What text in a cell of dates is; `None` where it is no date.
pub(super) fn scan(text: &str) -> Option<Moment> {
    let text = text.replace(['\u{a0}', '\u{202f}'], " ");
    let text = text.trim();
    let (day, rest) = scan_day(text)?;
    let rest = rest.strip_prefix(['T', 't', ',']).unwrap_or(rest).trim();
    match rest {
        "" => Some(Moment { day, time: None }),
        rest => Some(Moment { day, time: Some(scan_time(rest)?) }),
    }
}

fn scan_day(text: &str) -> Option<(Day, &str)> {
    scan_digits(text).or_else(|| scan_named(text))
}

/// A number at the beginning, how many digits it has, and the rest.
fn take_number(text: &str) -> Option<(u32, usize, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    (1..=4).contains(&end).then(|| digits.parse().ok()).flatten().map(|number| (number, end, rest))
}

/// `2026-12-31`, `31.12.2026`, `12/31/26`.
fn scan_digits(text: &str) -> Option<(Day, &str)> {
    let (a, a_digits, rest) = take_number(text)?;
    let separator = rest.chars().next().filter(|c| matches!(c, '-' | '.' | '/'))?;
    let rest = rest.strip_prefix(separator)?.trim_start();
    let (b, b_digits, rest) = take_number(rest)?;
    let rest = rest.strip_prefix(separator)?.trim_start();
    let (c, c_digits, rest) = take_number(rest)?;
    let day = match (a_digits, b_digits, c_digits) {
        (4, 1 | 2, 1 | 2) => Day::Fixed(date(a, b, c)?),
        (1 | 2, 1 | 2, 4) => Day::Parts([a, b, c], YearAt::End),
        (1 | 2, 1 | 2, 2) if separator == '.' => Day::Parts([a, b, c], YearAt::ShortDots),
        (1 | 2, 1 | 2, 2) => Day::Parts([a, b, c], YearAt::Short),
        _ => return None,
    };
    let possible = [DateOrder::Dmy, DateOrder::Mdy, DateOrder::Ymd].into_iter().any(|order| day.read(order).is_some());
    possible.then_some((day, rest))
}

/// `Dec 31, 2026`, `31 Dec 2026`, `31. Dezember 2026`, `31-Dec-26`.
fn scan_named(text: &str) -> Option<(Day, &str)> {
    let skip = |text: &'static str| {
        move |rest: &str| -> usize { rest.find(|c: char| !text.contains(c)).unwrap_or(rest.len()) }
    };
    let between = skip(" .,-");
    let word = |rest: &str| {
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        rest.split_at_checked(end).and_then(|(word, after)| Some((month(&word.to_lowercase())?, after.to_owned())))
    };
    // An English ordinal's ending.
    let ordinal = |rest: &str| {
        let stripped = ["st", "nd", "rd", "th"].iter().find_map(|ending| rest.strip_prefix(ending));
        stripped.unwrap_or(rest).to_owned()
    };
    let advance = |rest: &str| rest.get(between(rest)..).unwrap_or_default().to_owned();
    let (day, month, rest) = if let Some((month, rest)) = word(text) {
        let rest = advance(&rest);
        let (day, digits, rest) = take_number(&rest)?;
        if digits > 2 {
            return None;
        }
        (day, month, advance(&ordinal(rest)))
    } else {
        let (day, digits, rest) = take_number(text)?;
        if digits > 2 {
            return None;
        }
        let (month, rest) = word(&advance(&ordinal(rest)))?;
        (day, month, advance(&rest))
    };
    let (year, digits, rest) = take_number(&rest)?;
    let year = match digits {
        4 => year,
        2 => 2000 + year,
        _ => return None,
    };
    let length = rest.len();
    let day = Day::Fixed(date(year, month, day)?);
    // The rest as part of the text that was given.
    text.len().checked_sub(length).and_then(|start| text.get(start..)).map(|rest| (day, rest))
}

/// `14:30`, `14:30:05.123Z`, `2:30 PM`, `14:30 +02:00`.
fn scan_time(text: &str) -> Option<Time> {
    let (hours, _, rest) = take_number(text).filter(|(_, digits, _)| *digits <= 2)?;
    let (minutes, _, rest) = take_number(rest.strip_prefix(':')?).filter(|(_, digits, _)| *digits == 2)?;
    let (seconds, rest) = match rest.strip_prefix(':') {
        Some(rest) => {
            take_number(rest).filter(|(_, digits, _)| *digits == 2).map(|(seconds, _, rest)| (seconds, rest))?
        }
        None => (0, rest),
    };
    let (fraction, rest) = match rest.strip_prefix(['.', ',']) {
        Some(rest) => rest.split_at_checked(rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()))?,
        None => ("", rest),
    };
    let rest = rest.trim();
    let lower = rest.to_lowercase();
    let (hours, rest) = match (lower.get(..2), hours) {
        (Some("am"), 12) => (0, rest.get(2..)?),
        (Some("am"), 1..12) => (hours, rest.get(2..)?),
        (Some("pm"), 12) => (12, rest.get(2..)?),
        (Some("pm"), 1..12) => (hours + 12, rest.get(2..)?),
        (Some("am" | "pm"), _) => return None,
        _ => (hours, rest),
    };
    if hours > 24 || minutes > 59 || seconds > 60 {
        return None;
    }
    let offset = scan_offset(rest.trim())?;
    let is_midnight = hours == 0 && minutes == 0 && seconds == 0 && fraction.bytes().all(|digit| digit == b'0');
    // INVARIANT: at most 24 hours and 59 minutes.
    Some(Time { minutes: (60 * hours + minutes) as i32, is_midnight, offset })
}

/// Minutes east of UTC; none where nothing is written.
fn scan_offset(text: &str) -> Option<Option<i32>> {
    if text.is_empty() {
        return Some(None);
    }
    if matches!(text, "Z" | "z" | "UTC" | "GMT") {
        return Some(Some(0));
    }
    let text = text.strip_prefix("UTC").or_else(|| text.strip_prefix("GMT")).unwrap_or(text).trim();
    let digits: String = text.chars().filter(|c| *c != ':').collect();
    let (sign, digits) = digits.split_at_checked(1)?;
    let hours_and_minutes = match digits.len() {
        2 => format!("{digits}00"),
        4 => digits.to_owned(),
        _ => return None,
    };
    match Zone::parse(&format!("{sign}{}:{}", hours_and_minutes.get(..2)?, hours_and_minutes.get(2..)?))? {
        Zone::Offset(minutes) => Some(Some(minutes)),
        Zone::Written => None,
    }
}

fn date(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = i32::try_from(year).ok().filter(|year| (1..=9999).contains(year))?;
    NaiveDate::from_ymd_opt(year, month, day)
}

impl Day {
    /// The day, where its parts stand in this order.
    pub(super) fn read(&self, order: DateOrder) -> Option<NaiveDate> {
        match self {
            Day::Fixed(day) => Some(*day),
            Day::Parts([a, b, c], year) => {
                let full = |year: u32| 2000 + year;
                match (order, year) {
                    (DateOrder::Dmy, YearAt::End) => date(*c, *b, *a),
                    (DateOrder::Mdy, YearAt::End) => date(*c, *a, *b),
                    (DateOrder::Dmy, YearAt::Short | YearAt::ShortDots) => date(full(*c), *b, *a),
                    (DateOrder::Mdy, YearAt::Short | YearAt::ShortDots) => date(full(*c), *a, *b),
                    (DateOrder::Ymd, YearAt::Short) => date(full(*a), *b, *c),
                    _ => None,
                }
            }
        }
    }

    /// The orders in which it can be read; none where its order does not matter.
    pub(super) fn orders(&self) -> Vec<DateOrder> {
        if let Day::Fixed(_) = self {
            return Vec::new();
        }
        let days: Vec<(DateOrder, NaiveDate)> =
            DateOrder::ALL.into_iter().filter_map(|order| Some((order, self.read(order)?))).collect();
        // `05/05/2026` is one day in both orders.
        match days.split_first() {
            Some((first, rest)) if !rest.is_empty() && rest.iter().all(|(_, day)| *day == first.1) => Vec::new(),
            _ => days.into_iter().map(|(order, _)| order).collect(),
        }
    }
}

impl Time {
    /// The civil day of a point in time; `None` where that needs the zone.
    pub(super) fn civil(self, day: NaiveDate, zone: Option<Zone>) -> Option<NaiveDate> {
        match (self.offset, zone) {
            // Midnight without a zone is how data frames and workbooks write a day.
            (None, None) if self.is_midnight => Some(day),
            (_, None) => None,
            (_, Some(Zone::Written)) | (None, Some(_)) => Some(day),
            (Some(written), Some(Zone::Offset(wanted))) => {
                let minutes = self.minutes - written + wanted;
                match minutes.div_euclid(24 * 60) {
                    0 => Some(day),
                    days @ 1.. => day.checked_add_days(Days::new(days.unsigned_abs().into())),
                    days => day.checked_sub_days(Days::new(days.unsigned_abs().into())),
                }
            }
        }
    }
}

/// The day that a spreadsheet's serial number is; `None` for numbers that are none, or lie outside 1954 to 2119.
pub(super) fn of_serial(serial: f64, date1904: bool) -> Option<NaiveDate> {
    let days = if date1904 { serial + 1462.0 } else { serial };
    if !(20_000.0..80_000.0).contains(&days) || days.trunc() != days {
        return None;
    }
    // INVARIANT: whole, and below 80,000.
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(text: &str) -> String {
        match scan(text).unwrap_or_else(|| panic!("{text}")).day {
            Day::Fixed(day) => day.to_string(),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn days_with_one_reading() {
        for text in [
            "2026-12-31",
            "2026/12/31",
            "2026.12.31",
            "Dec 31, 2026",
            "31 Dec 2026",
            "31. Dezember 2026",
            "31-Dec-26",
            "December 31st, 2026",
        ] {
            assert_eq!(fixed(text), "2026-12-31", "{text}");
        }
        for text in
            ["", "abc", "2026-13-01", "31/31/2026", "5", "Sprint 5 2026", "32 Dec 2026", "2026-12", "1.5", "12.345.678"]
        {
            assert_eq!(scan(text), None, "{text}");
        }
    }

    #[test]
    fn orders_that_are_possible() {
        use DateOrder::{Dmy, Mdy, Ymd};
        for (text, orders) in [
            ("31.12.2026", vec![Dmy]),
            ("12/31/2026", vec![Mdy]),
            ("03/04/2026", vec![Dmy, Mdy]),
            ("05/05/2026", vec![]),
            ("12/31/26", vec![Mdy]),
            ("31.12.26", vec![Dmy]),
            ("31/12/26", vec![Dmy, Ymd]),
        ] {
            assert_eq!(scan(text).unwrap().day.orders(), orders, "{text}");
        }
    }

    #[test]
    fn points_in_time_need_a_zone() {
        let day = |text: &str, zone: Option<Zone>| {
            let moment = scan(text).unwrap();
            let day = moment.day.read(DateOrder::Dmy).unwrap();
            moment.time.map_or(Some(day), |time| time.civil(day, zone)).map(|day| day.to_string())
        };
        assert_eq!(day("2026-08-31T23:30:00Z", None), None);
        assert_eq!(day("2026-08-31T23:30:00Z", Some(Zone::Written)).as_deref(), Some("2026-08-31"));
        assert_eq!(day("2026-08-31T23:30:00Z", Some(Zone::Offset(120))).as_deref(), Some("2026-09-01"));
        assert_eq!(day("2026-08-31T00:30:00+02:00", Some(Zone::Offset(0))).as_deref(), Some("2026-08-30"));
        assert_eq!(day("2026-08-31 00:00:00", None).as_deref(), Some("2026-08-31"));
        assert_eq!(day("2026-08-31 10:00", None), None);
        assert_eq!(day("31/08/2026 2:30 PM", Some(Zone::Written)).as_deref(), Some("2026-08-31"));
    }

    #[test]
    fn serial_numbers() {
        assert_eq!(of_serial(46_265.0, false).unwrap().to_string(), "2026-08-31");
        assert_eq!(of_serial(44_803.0, true).unwrap().to_string(), "2026-08-31");
        assert_eq!(of_serial(46_265.5, false), None);
        assert_eq!(of_serial(12.0, false), None);
    }
}
