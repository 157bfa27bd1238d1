//! What callers can do with public types: parse words, construct rows, find items, collect rows.

use okr_core::calendar::parse_date;
use okr_core::chrono::NaiveDate;
use okr_core::error::{Error, ErrorKind};
use okr_core::plan::{Cadence, Done, Level, Measure, MeasureKind, Reach, Rule, RuleKind, Spike, Target};
use okr_core::readings::{CheckIn, CheckIns, Duplicates, MissingValue, Reading};
use okr_core::report::{FindingRow, KeyResultRow, KpiRow, Status};
use okr_core::stats::{RunningXmr, SpecialCause, StatsError, Xmr, mann_kendall, median, modified_z_score, quartiles};
use okr_core::{Errors, Plan, Readings, Report};

#[test]
fn words_are_parsed_and_refused_with_the_nearest() {
    assert_eq!("on_track".parse(), Ok(Status::OnTrack));
    assert_eq!(Level::try_from("team"), Ok(Level::Team));
    assert_eq!(RuleKind::try_from("spike"), Ok(RuleKind::Spike));
    assert_eq!("skip".parse(), Ok(MissingValue::Skip));
    assert_eq!("one_side".parse(), Ok(SpecialCause::OneSide));
    assert_eq!((Cadence::Weekly.as_ref(), Duplicates::Sum.to_string()), ("weekly", "sum".to_owned()));
    let unknown = Status::try_from("on-track").unwrap_err();
    assert_eq!(unknown.to_string(), "unknown value `on-track`: did you mean `on_track`?");
}

#[test]
fn kinds_are_words() {
    assert_eq!(Rule::from(Spike::new()).kind(), RuleKind::Spike);
    assert_eq!(Measure::from(Reach::new(25)).kind(), MeasureKind::Reach);
    assert_eq!(Target::from(25), Target::To(25.0));
    assert!(matches!(Done::from(true), Done::Always(true)));
}

#[test]
fn rows_are_constructed_for_tests_of_callers() {
    let row = KeyResultRow::default().key_result("days").score(0.5).status(Status::OnTrack);
    assert_eq!((&*row.key_result, row.score, row.status, row.owner), ("days", Some(0.5), Status::OnTrack, None));
    let kpi = KpiRow::default().kpi("enps").team(Some("north".into()));
    assert_eq!(FindingRow::default().help, None);

    let mut report = Report::default();
    report.key_results.push(KeyResultRow::default().key_result("days"));
    report.kpis.extend([
        kpi.clone(),
        kpi.team(Some("south".into())),
        KpiRow::default().kpi("turnover").team(Some("people".into())),
    ]);
    assert!(report.key_result("days").is_some() && report.key_result("nights").is_none());
    assert_eq!(report.kpi("enps@south").and_then(|row| row.team.as_deref()), Some("south"));
    assert!(report.kpi("turnover").is_some() && report.kpi("enps").is_none() && report.kpi("enps@west").is_none());
    assert_eq!(Report::from_json(&report.to_json()).unwrap(), report);
}

#[test]
fn items_of_a_plan_are_found() {
    let text = r#"{ "version": 1, "teams": [{ "id": "people", "name": "People", "level": "team" }],
      "cycles": [{ "id": "q", "start": "2026-07-01", "end": "2026-09-30" }],
      "objectives": [{ "id": "o", "title": "t", "cycle": "q", "key_results": [{ "id": "k", "title": "t", "measure": { "kind": "establish" } }] }] }"#;
    let plan = Plan::from_json(text).unwrap();
    assert_eq!(plan.team("people").map(|team| &*team.name), Some("People"));
    assert_eq!(plan.key_result("k").map(|(objective, _)| &*objective.id), Some("o"));
    assert!(plan.cycle("q").is_some() && plan.objective("k").is_none() && plan.kpi("k").is_none());
}

#[test]
fn rows_are_collected_or_refused() {
    let day: NaiveDate = parse_date("2026-07-31").unwrap();
    let readings: Result<Readings, Errors> = [Reading::new("enps", day, 31.0)].into_iter().collect();
    assert_eq!(readings.unwrap().len(), 1);
    let readings: Result<Readings, Errors> = [Reading::new("", day, 31.0)].into_iter().collect();
    assert_eq!(readings.unwrap_err()[0].path, "/readings/0/metric");
    let check_ins: Result<CheckIns, Errors> = [CheckIn::new(day)].into_iter().collect();
    assert_eq!(check_ins.unwrap_err()[0].path, "/check_ins/0");
    let errors = Errors::from(Error::new("/a", ErrorKind::NonFinite {}));
    assert_eq!((errors.len(), errors[0].code()), (1, "non_finite"));
}

#[test]
fn statistics_refuse_what_is_not_finite() {
    let refused = |index| StatsError::NotFinite { index };
    let values = [1.0, 2.0, f64::NAN, 4.0, 5.0, 6.0];
    assert_eq!(mann_kendall(&values), Err(refused(2)));
    assert_eq!(median(&mut values.clone()), Err(refused(2)));
    assert_eq!(quartiles(&mut [f64::INFINITY]), Err(refused(0)));
    assert_eq!(modified_z_score(1.0, 2.0, f64::NAN), Err(refused(2)));
    assert_eq!(modified_z_score(1.0, 2.0, -1.0), Err(StatsError::NoSpread));
    assert_eq!(Xmr::of(values.map(Some), false), Err(refused(2)));
    let chart = Xmr::of([1.0, 2.0, 1.0, 2.0, 1.0, 2.0].map(Some), false).unwrap();
    assert_eq!(chart.signals([Some(1.0), None, Some(f64::NAN)]), Err(refused(2)));
    let mut running = RunningXmr::new(None, false);
    assert_eq!((running.push(Some(1.0)), running.push(None)), (Ok(None), Ok(None)));
    assert_eq!(running.push(Some(f64::NEG_INFINITY)), Err(refused(2)));
    // Nothing was added.
    assert_eq!(running.push(Some(f64::NAN)), Err(refused(2)));
}
