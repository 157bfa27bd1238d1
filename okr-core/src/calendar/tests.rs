use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;

use super::*;

fn calendars() -> impl Iterator<Item = Calendar> {
    (1..=12).map(|month| Calendar::new(month).unwrap())
}

/// The name of a period by chrono's fields alone.
fn expected_label(calendar: Calendar, cadence: Cadence, date: NaiveDate) -> String {
    let start = u32::from(calendar.fiscal_year_start());
    let fiscal_year = date.year() + i32::from(start > 1 && date.month() >= start);
    let prefix = if start > 1 { "FY" } else { "" };
    match cadence {
        Cadence::Daily => date.format("%Y-%m-%d").to_string(),
        Cadence::Weekly => date.format("%G-W%V").to_string(),
        Cadence::Monthly => date.format("%Y-%m").to_string(),
        Cadence::Quarterly => {
            format!("{prefix}{fiscal_year:04}-Q{}", (date.month() + 12 - start) % 12 / 3 + 1)
        }
        Cadence::Yearly => format!("{prefix}{fiscal_year:04}"),
    }
}

#[test]
fn periods_tile_the_calendar_and_are_named_as_chrono_names_them() {
    for calendar in calendars() {
        for cadence in Cadence::ALL {
            let common = matches!(cadence, Cadence::Daily | Cadence::Weekly | Cadence::Monthly);
            if common && calendar != Calendar::default() {
                continue;
            }
            let mut period = calendar.period_of_day(cadence, FIRST_DAY);
            let mut day = FIRST_DAY;
            while day <= LAST_DAY {
                let (first, last) = (calendar.first_day(period), calendar.last_day(period));
                assert_eq!(first, day, "{cadence} {period:?}");
                if cadence != Cadence::Daily || day % 31 == 0 {
                    let label = expected_label(calendar, cadence, date_of_day(first));
                    assert_eq!(calendar.label(period), label);
                    assert_eq!(expected_label(calendar, cadence, date_of_day(last)), label);
                }
                day = last + 1;
                period = period.offset(1);
            }
            assert_eq!(day, LAST_DAY + 1);
            assert_eq!(calendar.first_day(period), calendar.last_day(period) + 1);
        }
    }
}

#[test]
fn every_day_lies_in_its_period() {
    for (month, cadences) in [(1, &Cadence::ALL[..]), (4, &[Cadence::Quarterly]), (12, &[Cadence::Yearly])] {
        let calendar = Calendar::new(month).unwrap();
        for &cadence in cadences {
            let mut period = calendar.period_of_day(cadence, FIRST_DAY);
            let mut last = calendar.last_day(period);
            for day in FIRST_DAY..=LAST_DAY {
                if day > last {
                    assert_eq!(calendar.newest_ended(cadence, last), period);
                    period = period.offset(1);
                    last = calendar.last_day(period);
                }
                assert_eq!(calendar.period_of_day(cadence, day), period);
                if day < last && day % 5 == 0 {
                    assert_eq!(calendar.newest_ended(cadence, day), period.offset(-1));
                }
            }
            assert_eq!(last, LAST_DAY);
            assert_eq!(calendar.newest_ended(cadence, LAST_DAY), period);
        }
    }
}

#[test]
fn labels_of_the_guide() {
    let day = day_number(NaiveDate::from_ymd_opt(2026, 8, 14).unwrap());
    let label = |calendar: Calendar, cadence| calendar.label(calendar.period_of_day(cadence, day));
    let civil = Calendar::default();
    assert_eq!(
        Cadence::ALL.map(|cadence| label(civil, cadence)),
        ["2026-08-14", "2026-W33", "2026-08", "2026-Q3", "2026"]
    );
    let fiscal = Calendar::new(2).unwrap();
    assert_eq!(
        Cadence::ALL.map(|cadence| label(fiscal, cadence)),
        ["2026-08-14", "2026-W33", "2026-08", "FY2027-Q3", "FY2027"]
    );
}

#[test]
fn periods_just_outside_the_calendar_are_named_and_empty() {
    let calendar = Calendar::default();
    let before = Cadence::ALL.map(|cadence| calendar.newest_ended(cadence, FIRST_DAY - 1));
    assert_eq!(before.map(|period| calendar.label(period)), ["0000-12-31", "0000-W52", "0000-12", "0000-Q4", "0000"]);
    for period in before {
        assert_eq!(calendar.last_day(period), FIRST_DAY - 1);
        assert_eq!(calendar.first_day(period), FIRST_DAY);
    }
    let week = calendar.period_of_day(Cadence::Weekly, LAST_DAY);
    assert_eq!((calendar.label(week).as_str(), calendar.last_day(week)), ("9999-W52", LAST_DAY));
}

#[test]
fn months_outside_a_year_start_no_fiscal_year() {
    assert_eq!(Calendar::new(0), None);
    assert_eq!(Calendar::new(13), None);
    assert_eq!(Calendar::new(u8::MAX), None);
    assert_eq!(Calendar::default().fiscal_year_start(), 1);
}

proptest! {
    #[test]
    fn nothing_overflows(index: i32, day: i32, offset: i32, month in 1_u8..=12) {
        let calendar = Calendar::new(month).unwrap();
        for cadence in Cadence::ALL {
            for period in [Period::new(cadence, index), calendar.period_of_day(cadence, day), calendar.newest_ended(cadence, day)] {
                let period = period.offset(offset);
                let (first, last) = (calendar.first_day(period), calendar.last_day(period));
                prop_assert!((FIRST_DAY..=LAST_DAY + 1).contains(&first));
                prop_assert!((FIRST_DAY - 1..=LAST_DAY).contains(&last));
                prop_assert!(first <= last + 1);
                prop_assert!(!calendar.label(period).is_empty());
                let _ = (date_of_day(first), date_of_day(last));
            }
        }
    }
}
