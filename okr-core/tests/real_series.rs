//! All rules over real series, where `../shared/data` is there: the US quits rate, and four-hour performance of hospitals.

use std::path::Path;

use okr_core::calendar::parse_date;
use okr_core::plan::{
    Better, Cadence, Kpi, OffTarget, OutOfRange, Range, Rule, Shift, Spike, Stagnant, Stale, Trend, Worsening,
};
use okr_core::readings::Loader;
use okr_core::report::{Health, TriggerState};
use okr_core::{Evaluation, Plan, Readings};

fn read(name: &str) -> Option<Readings> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data").join(name);
    let text = std::fs::read(&path);
    if text.is_err() {
        eprintln!("skipped: {} is not there", path.display());
    }
    Some(Loader::new().csv(text.ok()?).unwrap().complete().unwrap())
}

fn all_rules() -> Vec<Rule> {
    vec![
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

#[test]
fn the_quits_rate_leaves_its_range_in_2021() {
    let Some(readings) = read("us_quits_rate.csv") else { return };
    let kpi = Kpi::new("us-quits-rate", "Quits rate", Better::Lower, Cadence::Monthly)
        .healthy(Range::new().max(2.3))
        .rules(all_rules());
    let tracker = Plan::new().kpis([kpi]).resolve().unwrap();
    let mut months = 0;
    for month in readings.rows().map(|row| row.date).collect::<Vec<_>>() {
        let report = tracker.evaluate(&Evaluation::new(&readings, month)).unwrap();
        assert_eq!(report.kpis[0].xmr.is_some(), months >= 5, "six values make a chart");
        months += 1;
    }
    assert_eq!(months, 248);
    // 2.3 in January, 2.4 in February and 2.5 in March of 2021.
    let on = |day: &str| {
        let report = tracker.evaluate(&Evaluation::new(&readings, parse_date(day).unwrap())).unwrap();
        let row = report.triggers.iter().find(|row| &*row.rule == "out_of_range").cloned();
        row.map(|row| (row.state, row.since.map(|period| period.to_string()), row.run))
    };
    assert_eq!(on("2021-01-31"), None);
    assert_eq!(on("2021-02-28"), Some((TriggerState::Pending, Some("2021-02".into()), 1)));
    assert_eq!(on("2021-03-31"), Some((TriggerState::Firing, Some("2021-02".into()), 2)));
}

#[test]
fn hospitals_are_held_against_the_four_hour_target() {
    let Some(readings) = read("ae_four_hour_performance.csv") else { return };
    let kpi = |metric: &str| {
        Kpi::new(metric, "Seen within four hours", Better::Higher, Cadence::Monthly)
            .target(95.0)
            .start(parse_date("2016-04-01").unwrap())
            .rules(all_rules())
    };
    let tracker = Plan::new().kpis(readings.metrics().map(kpi).collect::<Vec<_>>()).resolve().unwrap();
    let evaluation = Evaluation::new(&readings, parse_date("2019-03-31").unwrap()).kpi_periods(true);
    let report = tracker.evaluate(&evaluation).unwrap();
    assert_eq!(report.kpis.len(), 137);
    let gaps = report.kpi_periods.iter().filter(|row| row.gap).count();
    let values = report.kpi_periods.iter().filter(|row| row.value.is_some()).count();
    assert_eq!(values, readings.len(), "every reading is a period of its own");
    assert!(gaps > 0, "some hospitals have gaps");
    // A target alone: what does not meet it is unhealthy.
    for row in report.kpi_periods.iter().filter_map(|row| Some((row.value?, row.health))) {
        assert_eq!(row.1 == Health::Healthy, row.0 >= 95.0 - 1e-7);
    }
    let below = |kpi: &str| {
        let values = report.kpi_periods.iter().filter(|row| &*row.kpi == kpi).map(|row| row.value);
        let last: Vec<_> = values.collect::<Vec<_>>().into_iter().rev().take(3).collect();
        last.len() == 3 && last.iter().all(|value| value.is_some_and(|value| value < 95.0))
    };
    let firing = |kpi: &str| {
        let mut rows = report.triggers.iter().filter(|row| &*row.kpi == kpi);
        rows.any(|row| &*row.rule == "off_target" && row.state == TriggerState::Firing)
    };
    for kpi in readings.metrics().filter(|kpi| below(kpi)) {
        assert!(firing(kpi), "{kpi} was below its target for the last three months");
    }
}
