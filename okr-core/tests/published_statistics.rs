//! Published numbers, where a folder beside the project holds them.

use std::path::Path;

use chrono::{Days, NaiveDate};
use okr_core::plan::{Better, Cadence, Kpi, OutOfRange, Range};
use okr_core::readings::Reading;
use okr_core::report::TriggerState;
use okr_core::stats::{Xmr, mann_kendall, theil_sen};
use okr_core::{Evaluation, Plan, Readings};
use serde_json::Value;

/// The file of published numbers; none, with a message, where there is none.
fn published() -> Option<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/oracles/statistics.json");
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(serde_json::from_str(&text).expect("published numbers are JSON")),
        Err(error) => {
            eprintln!("skipped: {}: {error}", path.display());
            None
        }
    }
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().expect("a list of numbers").iter().map(number).collect()
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

/// Agreement to the digits that are printed.
fn assert_printed(actual: f64, printed: &Value, what: &str) {
    let text = printed.to_string();
    let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let rounded: f64 = format!("{actual:.decimals$}").parse().expect("a number");
    assert_eq!(rounded, number(printed), "{what}: {actual} against {text}");
}

/// Agreement up to the rounding of another order of operations.
fn assert_near(actual: f64, expected: f64, what: &str) {
    assert!((actual - expected).abs() <= 1e-14 * expected.abs(), "{what}: {actual} against {expected}");
}

#[test]
fn charts_agree_with_published_limits() {
    let Some(published) = published() else { return };
    for case in published["spc_xmr"].as_array().expect("charts") {
        let values = numbers(&case["x"]);
        let screen = case["screen_outliers"].as_bool().expect("true or false");
        let chart = Xmr::of(values.into_iter().map(Some), screen).expect("a chart");
        let source = case["src"].as_str().expect("a source");
        assert_printed(chart.mean, &case["mean"], source);
        assert_printed(chart.lower, &case["lpl"], source);
        assert_printed(chart.upper, &case["upl"], source);
    }
}

#[test]
fn trends_agree_with_published_tests() {
    let Some(published) = published() else { return };
    for case in published["mann_kendall"].as_array().expect("series") {
        let values = numbers(&case["x"]);
        let name = case["name"].as_str().expect("a name");
        let Ok(trend) = mann_kendall(&values) else {
            assert!(values.len() < 5, "{name}");
            continue;
        };
        assert_eq!(trend.s, case["S"].as_i64().expect("an integer"), "{name}");
        assert_eq!(trend.variance, number(&case["var_s"]), "{name}");
        assert_eq!(trend.tau, number(&case["tau_a"]), "{name}");
        match case.get("p_exact_two_sided") {
            Some(p) => assert_eq!((trend.p, trend.exact), (number(p), true), "{name}"),
            None if trend.exact => {}
            None => assert_near(trend.p, number(&case["p_normal"]), name),
        }
    }
}

#[test]
fn lines_agree_with_published_slopes() {
    let Some(published) = published() else { return };
    for case in published["mann_kendall"].as_array().expect("series") {
        let points: Vec<(f64, f64)> = (0..).map(f64::from).zip(numbers(&case["x"])).collect();
        let line = theil_sen(&points).expect("a line");
        let expected = numbers(&case["theil_separate"]);
        let name = case["name"].as_str().expect("a name");
        // The interval there is one of 95 %, this one of 90 %: it lies within.
        assert_eq!([line.slope, line.intercept][..], expected[..2], "{name}");
        assert!(expected[2] <= line.slope_low + 1e-12, "{name}");
        assert!(line.slope_high <= expected[3], "{name}");
    }
}

#[test]
fn states_agree_with_published_alerts() {
    let Some(published) = published() else { return };
    let start = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
    for case in published["alert_state_machine"].as_array().expect("sequences") {
        let count = |field: &str| u32::try_from(case[field].as_u64().expect("a count")).expect("a small count");
        let bound: Option<f64> =
            case["cond"].as_str().and_then(|text| text.strip_prefix('>')).and_then(|text| text.parse().ok());
        // "For one period" is the second one in a row; "kept firing for one" clears on the second ok one.
        let rule = OutOfRange::new().periods(count("for_periods") + 1).clear_after(count("keep_firing_periods") + 1);
        let load = Kpi::new("load", "Load", Better::Lower, Cadence::Daily);
        let load = load.healthy(Range::new().max(bound.expect("a bound"))).rules([rule.into()]);
        let tracker = Plan::new().kpis([load]).resolve().expect("a sound plan");
        let values = numbers(&case["x"]).into_iter().zip(0..);
        let rows: Vec<Reading> =
            values.map(|(value, day)| Reading::new("load", start + Days::new(day), value)).collect();
        let readings = Readings::from_rows(&rows).expect("good readings");
        for (state, row) in case["states"].as_array().expect("states").iter().zip(&rows) {
            let report = tracker.evaluate(&Evaluation::new(&readings, row.date)).expect("a report");
            let found = match report.triggers.first().map(|trigger| trigger.state) {
                None => "inactive",
                Some(TriggerState::Pending) => "pending",
                // What is kept firing there recovers here.
                Some(TriggerState::Firing | TriggerState::Recovering) => "firing",
                Some(_) => "another",
            };
            assert_eq!(found, state.as_str().expect("a state"), "{}", row.date);
        }
    }
}
