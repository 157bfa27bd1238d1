//! What is written is what is read: text → type → text returns the same bytes, for everything that can be written.

mod random;

use std::fmt::Debug;

use chrono::Days;
use okr_core::advise::{HOMES, LEADS, NEXT_STEPS, Question, Situation, advise};
use okr_core::error::{Error, ErrorKind};
use okr_core::history::History;
use okr_core::import::{ConfidenceScale, CycleChoice, Known, Options, Sheet, Zone, import, wrong_file};
use okr_core::live::OwnedChanged;
use okr_core::merge::Fragment;
use okr_core::policy::Policy;
use okr_core::readings::{CheckIns, Loader, Rejected};
use okr_core::{Errors, Evaluation, Plan, Readings, Report};
use proptest::prelude::*;
use random::{Case, Tape, case, spoil};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Writes a value, reads it, and writes it again.
fn read_again<T: Serialize + DeserializeOwned + Debug>(value: &T) -> Result<T, TestCaseError> {
    let text = serde_json::to_string(value).unwrap();
    let read: T = serde_json::from_str(&text).map_err(|error| TestCaseError::fail(format!("{error}: {text}")))?;
    prop_assert_eq!(serde_json::to_string(&read).unwrap(), text);
    Ok(read)
}

fn tape() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(any::<u32>(), 40..700)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn what_the_doors_return_is_read_as_it_was_written(numbers in tape()) {
        let mut tape = Tape::new(&numbers);
        let Case { plan, readings: rows, check_ins, as_of } = case(&mut tape);
        read_again(&plan)?;
        read_again(&Fragment::new().kpis(plan.kpis.clone()).objectives(plan.objectives.clone()))?;
        let Ok(tracker) = plan.clone().resolve() else { return Ok(()) };
        let loaded = Loader::new().rows(&rows);
        prop_assert_eq!(read_again(&loaded.rejected)?, loaded.rejected);
        prop_assert_eq!(read_again(&loaded.readings)?, loaded.readings);
        let check_ins = CheckIns::new(check_ins).unwrap();
        prop_assert_eq!(read_again(&check_ins)?, check_ins.clone());

        let readings = random::readings(&rows);
        let evaluation = Evaluation::new(&readings, as_of).check_ins(&check_ins).kpi_periods(true);
        let report = tracker.evaluate(&evaluation).unwrap();
        prop_assert_eq!(&read_again(&report)?, &report);
        prop_assert_eq!(Report::from_json(&report.to_json()).unwrap(), report.clone());
        let history = tracker.history(&evaluation, [as_of, as_of, as_of + Days::new(9)]).unwrap();
        prop_assert_eq!(&read_again(&history)?, &history);
        prop_assert_eq!(&read_again(&tracker.scan_rows(&evaluation).unwrap())?, &tracker.scan_rows(&evaluation).unwrap());
        read_again(&tracker.compare(&evaluation).unwrap())?;
        read_again(&tracker.alignment(&report))?;
        for cycle in &plan.cycles {
            read_again(&tracker.review(&evaluation, &cycle.id).unwrap())?;
        }
        for key_result in plan.objectives.iter().flat_map(|objective| &objective.key_results) {
            read_again(&tracker.explain(&evaluation, &key_result.id).unwrap())?;
            read_again(&tracker.solve(&evaluation, &key_result.id, 0.7).unwrap())?;
        }
        for id in plan.objectives.iter().map(|o| &o.id).chain(plan.cycles.iter().map(|cycle| &cycle.id)) {
            read_again(&tracker.explain(&evaluation, id).unwrap())?;
        }
        let mut live = tracker.live(&evaluation).unwrap();
        let metrics = random::metrics(&plan);
        let changed = live.set(&tape.pick(&metrics), as_of, tape.value()).unwrap();
        let text = changed.to_json();
        let owned: OwnedChanged = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(owned.as_changed().to_json(), text);
        prop_assert_eq!(owned, changed.into_owned());
    }

    #[test]
    fn errors_are_read_as_they_were_written(numbers in tape()) {
        let mut tape = Tape::new(&numbers);
        let mut plan: Value = serde_json::from_str(&case(&mut tape).plan.to_json()).unwrap();
        (0..1 + tape.below(4)).for_each(|_| spoil(&mut plan, &mut tape));
        let errors = match Plan::from_json(&plan.to_string()) {
            Ok(plan) => Errors::from_vec(plan.check()),
            Err(errors) => Some(errors),
        };
        if let Some(errors) = errors {
            prop_assert_eq!(read_again(&errors)?, errors);
        }
    }

    #[test]
    fn rejected_rows_are_read_as_they_were_written(numbers in tape()) {
        let mut tape = Tape::new(&numbers);
        let rows = case(&mut tape).readings;
        let mut rows = serde_json::to_value(rows).unwrap();
        (0..1 + tape.below(9)).for_each(|_| spoil(&mut rows, &mut tape));
        if let Ok(loaded) = Loader::new().json(&rows.to_string()) {
            let read: Rejected = read_again(&loaded.rejected)?;
            prop_assert_eq!(read.errors(), loaded.rejected.errors());
            prop_assert_eq!(read, loaded.rejected);
        }
    }
}

#[test]
fn advice_and_policies_are_read_as_they_were_written() {
    for advice in &LEADS {
        read_again(advice).unwrap();
    }
    for advice in &HOMES {
        read_again(advice).unwrap();
    }
    for advice in &NEXT_STEPS {
        read_again(advice).unwrap();
    }
    for situation in Situation::ALL {
        read_again(&advise(Question::Lead(situation)).unwrap()).unwrap();
    }
    read_again(&Policy::new().check_in_days(9u32)).unwrap();
}

#[test]
fn every_code_is_read_as_it_is_written() {
    let error = Error::new("/a", ErrorKind::NonFinite {});
    assert_eq!(serde_json::from_str::<Error>(&serde_json::to_string(&error).unwrap()).unwrap(), error);
    assert!(serde_json::from_str::<Errors>("[]").unwrap_err().to_string().contains("at least one problem"));
    let unknown = r#"{ "path": "", "field": "", "code": "worse", "data": {}, "message": "", "help": null }"#;
    assert!(serde_json::from_str::<Error>(unknown).unwrap_err().to_string().contains("unknown variant `worse`"));
}

#[test]
fn a_history_whose_days_have_different_rows_is_refused() {
    let row = |date: &str, id: &str| json!({ "date": date, "table": "objectives", "id": id, "score": 0.5, "expected": null, "status": null });
    let read = |rows: Vec<Value>| serde_json::from_value::<History>(Value::from(rows));
    let (july, august) = ("2026-07-31", "2026-08-31");
    let history = read(vec![row(july, "a"), row(july, "b"), row(august, "a"), row(august, "b")]).unwrap();
    assert_eq!((history.days().len(), history.items().len()), (2, 2));
    assert!(read(Vec::new()).unwrap().is_empty());
    for (rows, expected) in [
        (
            vec![row(july, "a"), row(july, "b"), row(august, "a")],
            "/3: expected the row of `b` in `objectives` on 2026-08-31, found the end",
        ),
        (
            vec![row(july, "a"), row(july, "b"), row(august, "a"), row(august, "c")],
            "/3: expected the row of `b` in `objectives` on 2026-08-31, found the row of `c` in `objectives` on 2026-08-31",
        ),
        (
            vec![row(july, "a"), row(august, "b")],
            "/1: expected the row of `b` in `objectives` on 2026-07-31, found the row of `b` in `objectives` on 2026-08-31",
        ),
    ] {
        let message = read(rows).unwrap_err().to_string();
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn contradicting_rows_are_refused_when_read() {
    let row = r#"{ "metric": "sales", "date": "2026-07-01", "value": 1 }"#;
    let error = serde_json::from_str::<Readings>(&format!("[{row},{row}]")).unwrap_err().to_string();
    assert!(error.contains("`sales` must have one row for `2026-07-01`, found 2"), "{error}");
}

#[test]
fn what_an_import_takes_and_returns_is_read_as_it_was_written() {
    let zone = Zone::parse("-03:30").unwrap();
    assert_eq!(read_again(&zone).unwrap(), zone);
    read_again(&CycleChoice::from("Q3 2026")).unwrap();
    read_again(&ConfidenceScale::Ten).unwrap();
    let sheet =
        Sheet::from_csv("Objective;Key Result;Start Value;Target;Current\nHire;Days to hire;42;25;33,5", None, None);
    let options =
        r#"{ "holds": "goals", "cycle": "Q3 2026", "as_of": "2026-08-31", "columns": { "Current": "value" } }"#;
    let options: Options = serde_json::from_str(options).unwrap();
    read_again(&options).unwrap();
    match import(&sheet.unwrap(), &options, Known::default()) {
        Ok(imported) => drop(read_again(&imported).unwrap()),
        Err(error) => drop(read_again(&error).unwrap()),
    }
    for error in [Sheet::from_json("{").unwrap_err(), wrong_file(b"%PDF-1.7").unwrap()] {
        assert_eq!(read_again(&error).unwrap(), error);
    }
}
