//! KPIs with too much, too little, or nothing between: what a vector would be too large for.

use okr_core::calendar::parse_date;
use okr_core::plan::{
    Better, Cadence, Kpi, OffTarget, OutOfRange, Range, Rule, Shift, Spike, Stagnant, Stale, Trend, Worsening,
};
use okr_core::readings::{Duplicates, Loader, Reading};
use okr_core::report::{Health, TriggerState};
use okr_core::{Evaluation, Plan, Report};

fn all_rules() -> [Rule; 8] {
    [
        OutOfRange::new().into(),
        OffTarget::new().into(),
        Worsening::new().into(),
        Stagnant::new().into(),
        Spike::new().into(),
        Shift::new().into(),
        Trend::new().into(),
        Stale::new().into(),
    ]
}

fn evaluate(cadence: Cadence, readings: &[(&str, f64)], as_of: &str) -> Report {
    let turnover =
        Kpi::new("turnover", "Turnover", Better::Lower, cadence).healthy(Range::new().max(12.0)).target(10.0);
    let tracker = Plan::new().kpis([turnover.rules(all_rules())]).resolve().unwrap();
    let rows = readings.iter().map(|(date, value)| Reading::new("turnover", parse_date(date).unwrap(), *value));
    let readings = Loader::new().duplicates(Duplicates::Last).rows(rows.collect::<Vec<_>>()).complete().unwrap();
    tracker.evaluate(&Evaluation::new(&readings, parse_date(as_of).unwrap()).kpi_periods(true)).unwrap()
}

fn states(report: &Report) -> Vec<(&str, TriggerState, u32)> {
    report.triggers.iter().map(|row| (&*row.rule, row.state, row.run)).collect()
}

#[test]
fn of_a_hundred_thousand_readings_in_one_day_the_last_row_counts() {
    let rows: Vec<_> = (0..100_000).map(|value| ("2026-07-31", f64::from(value))).collect();
    let report = evaluate(Cadence::Monthly, &rows, "2026-07-31");
    assert_eq!((report.kpis[0].value, report.kpis[0].health), (Some(99_999.0), Health::Unhealthy));
    let counted = &report.readings;
    assert_eq!((counted.rows, counted.used, counted.superseded), (100_000, 1, 99_999));
}

// A look back from each gap past all the others would take hours.
#[test]
fn ten_thousand_years_of_gaps_take_no_time() {
    let report = evaluate(Cadence::Weekly, &[("0001-01-01", 11.0), ("9999-12-31", 13.0)], "9999-12-31");
    // 3,652,059 days are 521,722 weeks and 5 days. The last whole
    // week ended five days ago, within the seven in which its readings may come: it is awaited, no gap.
    assert_eq!(report.kpi_periods.len(), 521_723);
    assert_eq!(report.kpi_periods.iter().filter(|row| row.gap).count(), 521_720);
    assert_eq!((report.kpis[0].previous, report.kpis[0].change), (Some(11.0), Some(2.0)));
    use TriggerState::{InsufficientData, Pending};
    // Two values, both off the target; the gaps between them count for nothing.
    let expected = [
        ("out_of_range", Pending, 1),
        ("off_target", Pending, 2),
        ("worsening", Pending, 1),
        ("stagnant", InsufficientData, 0),
        ("shift", InsufficientData, 0),
        ("trend", InsufficientData, 0),
    ];
    assert_eq!(states(&report), expected);
}

#[test]
fn a_value_on_each_day_of_a_century_is_no_trouble() {
    let days: Vec<String> =
        (0..36_500).map(|day| (parse_date("1926-01-01").unwrap() + chrono::Days::new(day)).to_string()).collect();
    let rows: Vec<_> = days.iter().map(|day| (&**day, 11.0)).collect();
    let report = evaluate(Cadence::Daily, &rows, days.last().unwrap());
    assert_eq!(report.kpi_periods.len(), 36_500);
    // 11 is healthy, and off the target of 10 from the third day on; 90 days in a row are three months.
    let expected = [("off_target", TriggerState::Firing, 36_500), ("stagnant", TriggerState::Firing, 36_411)];
    assert_eq!(states(&report), expected);
}
