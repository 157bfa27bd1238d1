use std::collections::BTreeMap;

use chrono::NaiveDate;
use proptest::prelude::*;

mod bad_input;
mod doors;
mod duplicates;
mod layers;
mod renamed;

use super::series::{Counts, Scratch};
use super::*;
use crate::calendar::{date_of_day, day_number, parse_date};
use crate::error::Errors;

fn date(text: &str) -> NaiveDate {
    parse_date(text).unwrap()
}

fn day(text: &str) -> i32 {
    day_number(date(text))
}

/// The readings of rows of which the later counts.
fn last(rows: &[Reading]) -> Readings {
    Loader::new().duplicates(Duplicates::Last).rows(rows).complete().unwrap()
}

/// What one sees of a metric: (day, value, sample).
fn seen(readings: &Readings, metric: &str, as_of: i32) -> Vec<(i32, f64, Option<f64>)> {
    let Some(metric) = readings.metric(metric) else { return Vec::new() };
    let mut scratch = Scratch::default();
    let visible = readings.series(metric).visible(as_of, &mut scratch);
    assert_eq!(visible.dates.len(), visible.values.len());
    if let Some(samples) = visible.samples {
        assert_eq!(samples.len(), visible.values.len());
    }
    let sample = |row: usize| visible.samples.map(|samples| samples[row]).filter(|sample| !sample.is_nan());
    (0..visible.dates.len()).map(|row| (visible.dates[row], visible.values[row], sample(row))).collect()
}

/// The same by the words of the definition: of the rows that are known, the one recorded last counts for its date, of equals the
/// later row; a retraction counts as no reading.
fn defined(rows: &[Reading], metric: &str, as_of: i32) -> (Vec<(i32, f64, Option<f64>)>, Counts) {
    let mut winners: BTreeMap<i32, (i32, usize)> = BTreeMap::new();
    let mut counts = Counts::default();
    for (row, reading) in rows.iter().enumerate().filter(|(_, reading)| reading.metric == metric) {
        let date = day_number(reading.date);
        let recorded = reading.recorded.map_or(date, day_number);
        if date > as_of || recorded > as_of {
            continue;
        }
        counts.rows += 1;
        let held = winners.entry(date).or_insert((recorded, row));
        *held = (*held).max((recorded, row));
    }
    let mut values = Vec::new();
    for (&date, &(_, row)) in &winners {
        match rows[row].value {
            Some(value) => values.push((date, value, rows[row].sample)),
            None => counts.retracted += 1,
        }
    }
    counts.used = values.len();
    counts.superseded = counts.rows - counts.used - counts.retracted;
    (values, counts)
}

fn reading() -> impl Strategy<Value = Reading> {
    let day = 20_600..20_612_i32;
    let value = prop_oneof![8 => (-3..4_i32).prop_map(Some), 1 => Just(None)];
    let sample = prop::option::weighted(0.1, 1..5_i32);
    let note = prop::option::weighted(0.1, prop_oneof![Just("a"), Just("b")]);
    let recorded = prop::option::weighted(0.2, -2..6_i32);
    (0..4_usize, day, value, recorded, sample, note).prop_map(|(metric, day, value, lag, sample, note)| {
        let date = date_of_day(day);
        let mut reading = match value {
            Some(value) => Reading::new(["a", "b", "c", "d"][metric], date, f64::from(value)),
            None => Reading::retraction(["a", "b", "c", "d"][metric], date, date),
        };
        if let Some(lag) = lag {
            reading = reading.recorded(date_of_day(day + lag));
        }
        reading.sample = sample.map(f64::from);
        reading.note = note.map(str::to_owned);
        reading
    })
}

fn table() -> impl Strategy<Value = Vec<Reading>> {
    prop::collection::vec(reading(), 0..60)
}

proptest! {
    #[test]
    fn what_one_sees_is_what_is_defined(rows in table(), as_of in 20_596..20_620_i32) {
        let readings = last(&rows);
        prop_assert_eq!(readings.len(), rows.len());
        for metric in ["a", "b", "c", "d", "e"] {
            let (values, counts) = defined(&rows, metric, as_of);
            prop_assert_eq!(seen(&readings, metric, as_of), values);
            let found = readings.metric(metric).map(|index| readings.series(index).counts(as_of));
            prop_assert_eq!(found.unwrap_or_default(), counts);
        }
    }

    #[test]
    fn groups_are_sorted_and_plain_ones_are_prefixes(rows in table()) {
        let readings = last(&rows);
        for index in 0..readings.metrics().len() {
            let series = readings.series(index);
            let key = |row: usize| (series.dates[row], series.recorded.map_or(series.dates[row], |days| days[row]));
            prop_assert!((1..series.dates.len()).all(|row| key(row - 1) <= key(row)));
            if let Some(recorded) = series.recorded {
                prop_assert_ne!(recorded, series.dates);
            }
            if let Some(samples) = series.samples {
                prop_assert!(samples.iter().any(|sample| !sample.is_nan()));
            }
        }
    }
}

#[test]
fn readings_can_be_shared_and_late_ones_in_order_are_not_copied() {
    fn shared<T: Send + Sync + Clone>(_: &T) {}
    let late = |month: &str, known: &str| Reading::new("turnover", date(month), 12.0).recorded(date(known));
    let readings = Readings::from_rows([
        late("2026-04-30", "2026-04-30"),
        late("2026-05-31", "2026-06-02"),
        late("2026-06-30", "2026-07-03"),
        late("2026-07-31", "2026-08-04"),
    ])
    .unwrap();
    shared(&readings);
    let series = readings.series(0);
    assert!(series.plain);
    let mut scratch = Scratch::default();
    let visible = series.visible(day("2026-08-03"), &mut scratch);
    assert_eq!(visible.dates.len(), 3);
    assert!(std::ptr::eq(visible.dates.as_ptr(), series.dates.as_ptr()));
}

#[test]
fn corrections_change_today_and_leave_last_month_as_it_was() {
    let july = date("2026-07-31");
    let readings = Readings::from_rows([
        Reading::new("enps", date("2026-06-30"), 30.0),
        Reading::new("enps", july, 31.0).sample(120.0),
        Reading::new("enps", july, 28.0).recorded(date("2026-08-14")),
        Reading::retraction("enps", july, date("2026-09-01")),
        Reading::new("enps", july, 29.0).recorded(date("2026-09-02")).sample(99.0),
    ])
    .unwrap();
    let june = (day("2026-06-30"), 30.0, None);
    let as_of = |text: &str| seen(&readings, "enps", day(text));
    assert_eq!(as_of("2026-06-29"), []);
    assert_eq!(as_of("2026-07-30"), [june]);
    assert_eq!(as_of("2026-07-31"), [june, (day("2026-07-31"), 31.0, Some(120.0))]);
    assert_eq!(as_of("2026-08-13"), as_of("2026-07-31"));
    assert_eq!(as_of("2026-08-14"), [june, (day("2026-07-31"), 28.0, None)]);
    assert_eq!(as_of("2026-09-01"), [june]);
    assert_eq!(as_of("2026-09-02"), [june, (day("2026-07-31"), 29.0, Some(99.0))]);
    let counts = readings.series(0).counts(day("2026-09-01"));
    assert_eq!(counts, Counts { rows: 4, used: 1, superseded: 2, retracted: 1, combined: 0 });
}
