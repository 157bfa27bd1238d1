//! Several rows of one metric and date: contradictions, corrections and events.

use proptest::prelude::*;

use super::*;
use crate::error::ErrorKind;

const COMBINING: [Duplicates; 4] = [Duplicates::Sum, Duplicates::Mean, Duplicates::Min, Duplicates::Max];

fn loaded(duplicates: Duplicates, rows: &[Reading]) -> Readings {
    Loader::new().duplicates(duplicates).rows(rows).complete().unwrap()
}

/// What combining rows is by the words of the definition, in the order of values, then samples.
fn combined(mode: Duplicates, rows: &[&Reading]) -> (f64, Option<f64>) {
    let mut parts: Vec<(f64, Option<f64>)> = rows.iter().map(|row| (row.value.unwrap(), row.sample)).collect();
    parts.sort_by(|a, b| a.partial_cmp(b).unwrap());
    let values = parts.iter().map(|part| part.0);
    let all: Option<f64> = parts.iter().map(|part| part.1).sum();
    let weights: f64 = parts.iter().map(|part| part.1.unwrap_or(1.0)).sum();
    match mode {
        Duplicates::Sum => (values.sum::<f64>() + 0.0, all),
        Duplicates::Min => (parts.first().unwrap().0 + 0.0, all),
        Duplicates::Max => (parts.last().unwrap().0 + 0.0, all),
        _ => {
            let mean = parts.iter().map(|part| part.0 * part.1.unwrap_or(1.0)).sum::<f64>() / weights;
            let low = parts.first().unwrap().0;
            let high = parts.last().unwrap().0;
            let sampled = parts.iter().any(|part| part.1.is_some());
            (
                if mean < low {
                    low
                } else if mean > high {
                    high
                } else {
                    mean
                } + 0.0,
                sampled.then_some(weights),
            )
        }
    }
}

fn events() -> impl Strategy<Value = Vec<Reading>> {
    let value = prop_oneof![(-30..30_i32).prop_map(|n| f64::from(n) / 10.0), -1e9..1e9_f64];
    let event = (0..2_usize, 20_600..20_604_i32, value, prop::option::of(-2..5_i32), prop::option::of(1..5_i32));
    let event = event.prop_map(|(metric, day, value, lag, sample)| {
        let mut row = Reading::new(["a", "b"][metric], date_of_day(day), value);
        row.recorded = lag.map(|lag| date_of_day(day + lag));
        row.sample = sample.map(f64::from);
        row
    });
    prop::collection::vec(event, 0..40)
}

proptest! {
    #[test]
    fn events_combine_as_defined_whatever_their_order(
        rows in events().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        mode in prop::sample::select(COMBINING.to_vec()),
        as_of in 20_599..20_610_i32,
    ) {
        let (rows, shuffled) = rows;
        let readings = loaded(mode, &rows);
        prop_assert_eq!(&loaded(mode, &shuffled), &readings);
        prop_assert_eq!(readings.len(), rows.len());
        for metric in ["a", "b"] {
            let mut days: BTreeMap<i32, Vec<&Reading>> = BTreeMap::new();
            let known = |row: &&Reading| row.date <= date_of_day(as_of) && row.recorded.is_none_or(|day| day <= date_of_day(as_of));
            for row in rows.iter().filter(|row| row.metric == metric).filter(known) {
                days.entry(day_number(row.date)).or_default().push(row);
            }
            let expected: Vec<_> = days.iter().map(|(day, rows)| {
                let (value, sample) = combined(mode, rows);
                (*day, value.to_bits(), sample)
            }).collect();
            let found: Vec<_> = seen(&readings, metric, as_of).into_iter().map(|(day, value, sample)| (day, value.to_bits(), sample)).collect();
            prop_assert_eq!(found, expected);
            let counts = readings.metric(metric).map(|index| readings.series(index).counts(as_of)).unwrap_or_default();
            let count = days.values().map(Vec::len).sum::<usize>();
            let expected = Counts { rows: count, used: days.len(), combined: count - days.len(), ..Counts::default() };
            prop_assert_eq!(counts, expected);
        }
    }

    #[test]
    fn what_became_known_later_is_not_seen(rows in events(), mode in prop::sample::select(COMBINING.to_vec()), as_of in 20_599..20_610_i32) {
        let day = date_of_day(as_of);
        let known: Vec<Reading> = rows.iter().filter(|row| row.date <= day && row.recorded.is_none_or(|known| known <= day)).cloned().collect();
        for metric in ["a", "b"] {
            prop_assert_eq!(seen(&loaded(mode, &rows), metric, as_of), seen(&loaded(mode, &known), metric, as_of));
        }
    }

    #[test]
    fn events_of_two_tables_and_set_ones_combine_too(rows in events(), cut in 0..40_usize, mode in prop::sample::select(COMBINING.to_vec())) {
        let (first, rest) = rows.split_at(cut.min(rows.len()));
        prop_assert_eq!(loaded(mode, first).merge(&loaded(mode, rest)).unwrap(), loaded(mode, &rows));
        // Events that say when they became known do not replace others.
        let late: Vec<Reading> = rest.iter().map(|row| Reading { recorded: Some(row.recorded.unwrap_or(row.date)), ..row.clone() }).collect();
        let known = loaded(mode, first);
        let late: Vec<Reading> = late.into_iter().filter(|row| known.mode(&row.metric).is_some()).collect();
        let all: Vec<Reading> = first.iter().chain(&late).cloned().collect();
        prop_assert_eq!(known.with(&late).unwrap(), loaded(mode, &all));
    }

    #[test]
    fn contradictions_are_those_with_equal_days(rows in table(), recorded in prop::option::of(20_598..20_614_i32)) {
        let mut loader = Loader::new();
        if let Some(recorded) = recorded {
            loader = loader.recorded(date_of_day(recorded));
        }
        // Rows of their own problems are not looked at, but count as rows.
        let mut texts: Vec<serde_json::Value> = rows.iter().map(|row| serde_json::to_value(row).unwrap()).collect();
        texts.insert(rows.len() / 2, serde_json::json!({ "metric": "a", "date": "soon", "value": 1 }));
        let loaded = loader.json(&serde_json::to_string(&texts).unwrap()).unwrap();
        let number = |row: usize| row + usize::from(row >= rows.len() / 2);
        let key = |row: &Reading| {
            let known = row.recorded.map_or_else(|| recorded.unwrap_or_else(|| day_number(row.date)), day_number);
            (row.metric.clone(), row.date, known)
        };
        let mut expected: Vec<usize> = (0..rows.len())
            .filter(|&row| (0..rows.len()).any(|other| other != row && key(&rows[other]) == key(&rows[row])))
            .map(number)
            .collect();
        prop_assert_eq!(loaded.readings.len(), rows.len() - expected.len());
        prop_assert_eq!(loaded.rejected.rows(), expected.len() + 1);
        expected.push(rows.len() / 2);
        expected.sort_unstable();
        prop_assert_eq!(loaded.rejected.first().iter().map(|problem| problem.row).collect::<Vec<_>>(), expected);
        let kept: Vec<Reading> = (0..rows.len())
            .filter(|&row| !(0..rows.len()).any(|other| other != row && key(&rows[other]) == key(&rows[row])))
            .map(|row| rows[row].clone())
            .collect();
        prop_assert_eq!(&loaded.readings, &loader.rows(&kept).complete().unwrap());
    }
}

#[test]
fn each_contradicted_row_names_the_others() {
    let july = date("2026-07-31");
    let mut rows = vec![Reading::new("enps", july, 31.0); 8];
    rows.insert(3, Reading::new("turnover", july, 2.0));
    rows[8].recorded = Some(july);
    let loaded = Loader::new().rows(&rows);
    assert_eq!((loaded.readings.len(), loaded.rejected.rows()), (1, 8));
    let problem = &loaded.rejected.first()[3];
    assert_eq!((problem.row, problem.column.as_str(), problem.code()), (4, "date", "duplicate_reading"));
    let expected =
        "row 4, column `date`: `enps` must have one row for `2026-07-31`, found 8: also rows 0, 1, 2, 5, 6 and 2 more";
    assert_eq!(problem.to_string(), expected);
    let error = problem.error();
    assert_eq!((error.code(), error.path.as_str()), ("duplicate_reading", "/readings/4/date"));
    assert!(error.help().unwrap().contains("`sum`"));
    let ErrorKind::DuplicateReading { others, rows, .. } = error.kind else { panic!("{error}") };
    assert_eq!((others, rows), (vec![0, 1, 2, 5, 6], 8));
}

#[test]
fn many_contradictions_take_no_quadratic_time() {
    let july = date("2026-07-31");
    let rows = vec![Reading::new("enps", july, 31.0); 200_000];
    let loaded = Loader::new().rows(&rows);
    assert_eq!((loaded.readings.len(), loaded.rejected.rows(), loaded.rejected.first().len()), (0, 200_000, 100));
}

#[test]
fn eight_sales_of_one_are_eight_and_one_that_comes_late_adds_up() {
    let day_of = date("2026-07-03");
    let mut rows = vec![Reading::new("sales", day_of, 1.0); 8];
    rows.push(Reading::new("sales", day_of, 2.0).recorded(date("2026-07-20")));
    rows.push(Reading::new("sales", day_of, -1.0).recorded(date("2026-08-01")));
    let readings = loaded(Duplicates::Sum, &rows);
    let sold = |text: &str| seen(&readings, "sales", day(text))[0].1;
    assert_eq!([sold("2026-07-03"), sold("2026-07-20"), sold("2026-08-01")], [8.0, 10.0, 9.0]);
}

#[test]
fn events_are_not_retracted() {
    let retraction = Reading::retraction("sales", date("2026-07-03"), date("2026-07-20"));
    for mode in COMBINING {
        let loaded = Loader::new().duplicates(mode).rows([&retraction]);
        assert_eq!(
            loaded.rejected.first()[0].to_string(),
            format!(
                "row 0, column `value`: rows that combine by `{mode}` need a value, found none: they can't be retracted; a reversal is an event of its own"
            )
        );
        let skipped = Loader::new().duplicates(mode).missing(MissingValue::Skip).rows([&retraction]);
        assert_eq!((skipped.skipped, skipped.rejected.rows()), (1, 0));
        let sales = self::loaded(mode, &[Reading::new("sales", date("2026-07-03"), 1.0)]);
        assert!(sales.with([&retraction]).is_err());
        let retracted = last(std::slice::from_ref(&retraction));
        assert!(retracted.with_duplicates([("sales", mode)]).is_err());
    }
}

#[test]
fn mixtures_are_refused_by_name() {
    let row = |metric: &str| Reading::new(metric, date("2026-07-03"), 1.0);
    let sum = loaded(Duplicates::Sum, &[row("sales"), row("leads")]);
    let later = last(&[row("sales"), row("enps")]);
    let errors = sum.merge(&later).unwrap_err();
    let message = "/readings: the rows of `sales` must all combine by `sum` or all by `last`, found both";
    assert_eq!(errors.iter().map(ToString::to_string).collect::<Vec<_>>(), [message]);
    assert!(later.merge(&sum).is_err() && later.with_readings(&sum).is_err());
    assert!(sum.renamed(&[crate::merge::Rename::new("sales", "leads")]).is_ok());
    let mixed = sum.merge(&last(&[row("enps")])).unwrap();
    assert!(mixed.renamed(&[crate::merge::Rename::new("sales", "enps")]).is_err());
    let modes = |readings: &Readings| readings.columns().duplicates;
    assert_eq!(modes(&mixed), [Duplicates::Sum, Duplicates::Sum, Duplicates::Last]);
    assert_eq!(modes(&mixed.renamed(&[crate::merge::Rename::new("sales", "deals")]).unwrap())[3], Duplicates::Sum);
    // What is set for a day replaces its events, and the events of a new metric keep adding up.
    let set = last(&[row("enps")]).with_readings(&sum).unwrap();
    assert_eq!(modes(&set), [Duplicates::Last, Duplicates::Sum, Duplicates::Sum]);
    let twice = sum.with_readings(&loaded(Duplicates::Sum, &[row("sales"), row("sales")])).unwrap();
    assert_eq!(seen(&twice, "sales", day("2026-07-03"))[0].1, 2.0);
}

#[test]
fn rows_are_known_from_the_day_that_the_loader_says() {
    let loader = Loader::new().recorded(date("2026-08-10"));
    let text = "metric,date,value,recorded\nenps,2026-07,31,\nenps,2026-06,30,2026-07-02\nenps,2026-09,33,\n";
    let readings = loader.csv(text).unwrap().complete().unwrap();
    let dates = |text: &str| seen(&readings, "enps", day(text)).into_iter().map(|row| row.1).collect::<Vec<_>>();
    assert_eq!(dates("2026-08-09"), [30.0]);
    assert_eq!(dates("2026-08-10"), [30.0, 31.0]);
    assert_eq!(dates("2026-09-29"), [30.0, 31.0]);
    assert_eq!(dates("2026-09-30"), [30.0, 31.0, 33.0]);
    let columns = || Columns::new(vec!["enps"; 2], DateColumn::texts(vec!["2026-07", "2026-09"]), vec![31.0, 33.0]);
    let expected = loader.rows([
        Reading::new("enps", date("2026-07-31"), 31.0),
        Reading::new("enps", date("2026-09-30"), 33.0).recorded(date("2026-08-10")),
    ]);
    assert_eq!(loader.columns(columns()).unwrap().readings, expected.readings);
    // A row that writes its own date became known on it, also where the loader says another day.
    let written = loader.csv("metric,date,value,recorded\nenps,2026-07,31,2026-07-31\n").unwrap().readings;
    assert_eq!(seen(&written, "enps", day("2026-07-31")).len(), 1);
    // An empty value is no retraction because the loader says when rows became known.
    assert_eq!(
        loader.csv("metric,date,value\nenps,2026-07,\n").unwrap().rejected.counts().next(),
        Some(("missing_field", 1))
    );
}

#[test]
fn fiscal_periods_need_to_know_when_the_year_starts() {
    let row = |date: &str| format!("metric,date,value\nsales,{date},9\n");
    let refused = Loader::new().csv(row("FY2027-Q1")).unwrap();
    assert_eq!(
        refused.rejected.first()[0].message(),
        "`FY2027-Q1` is not a date: a fiscal period needs the loader's `fiscal_year_start`, the month in which the fiscal year starts"
    );
    for (month, text, expected) in [
        (4, "FY2027-Q1", "2026-06-30"),
        (4, "FY2027-Q4", "2027-03-31"),
        (4, "FY2027", "2027-03-31"),
        (1, "FY2027", "2027-12-31"),
        (1, "FY2027-Q3", "2027-09-30"),
        (10, "FY2027-Q1", "2026-12-31"),
        (12, "FY2027", "2027-11-30"),
        (4, "2027-Q1", "2027-03-31"),
        (4, "FY0001-Q4", "0001-03-31"),
        (1, "FY9999", "9999-12-31"),
    ] {
        let loader = Loader::new().fiscal_year_start(month).unwrap();
        let json = format!(r#"[{{ "metric": "sales", "date": "{text}", "value": 9 }}]"#);
        let column = Columns::new(vec!["sales"], DateColumn::texts(vec![text]), vec![9.0]);
        for loaded in [loader.csv(row(text)), loader.json(&json), loader.columns(column)] {
            assert_eq!(loaded.unwrap().readings.rows().next().unwrap().date, date(expected), "{month} {text}");
        }
    }
    let loader = Loader::new().fiscal_year_start(4).unwrap();
    for (text, reason) in [
        ("FY2027-Q5", "there is no quarter 5"),
        ("FY0001-Q1", "years run from 0001 to 9999"),
        ("FY0000", "years run from 0001 to 9999"),
        ("FY27", "expected a day, `2026-07-31`, or a period: `2026-07`, `2026-Q3`, `2026-W33` or `2026`"),
    ] {
        let loaded = loader.csv(row(text)).unwrap();
        assert_eq!(loaded.rejected.first()[0].message(), format!("`{text}` is not a date: {reason}"));
    }
    assert!(Loader::new().fiscal_year_start(0).is_err() && Loader::new().fiscal_year_start(13).is_err());
}
