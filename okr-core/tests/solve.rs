//! Solve, what if and advise: answers by hand.

use okr_core::advise::{HOMES, Home, Initiative, LEADS, Lead, NEXT_STEPS, NextStep, Question, Readiness, Situation};
use okr_core::advise::{advise, markdown};
use okr_core::calendar::parse_date;
use okr_core::readings::Reading;
use okr_core::solve::{Solution, Unsolvable};
use okr_core::{Errors, Evaluation, Plan, Readings, Tracker};
use serde_json::{Value, json};

fn tracker(key_results: Value) -> Tracker {
    let plan = json!({ "version": 1,
        "cycles": [{ "id": "q", "start": "2026-07-01", "end": "2026-09-30" }],
        "objectives": [{ "id": "o", "title": "Grow the garden", "cycle": "q", "key_results": key_results }] });
    Plan::from_json(&plan.to_string()).unwrap().resolve().unwrap()
}

fn key_result(id: &str, weight: f64, measure: Value) -> Value {
    json!({ "id": id, "title": "Something to reach", "weight": weight, "measure": measure })
}

fn reach(from: f64, to: f64) -> Value {
    json!({ "kind": "reach", "from": from, "to": to })
}

/// Half of the way from 0 to 10, and the wanted key result `k`.
fn solve(k: Value, score: f64) -> Result<Solution, Errors> {
    let tracker = tracker(json!([key_result("half", 1.0, reach(0.0, 10.0)), k]));
    let readings = readings(&[("half", 5.0)]);
    tracker.solve(&Evaluation::new(&readings, parse_date("2026-08-31").unwrap()), "k", score)
}

fn readings(values: &[(&str, f64)]) -> Readings {
    let date = parse_date("2026-08-28").unwrap();
    Readings::from_rows(values.iter().map(|(metric, value)| Reading::new(*metric, date, *value))).unwrap()
}

fn answer(k: Value, score: f64) -> (Option<f64>, Option<f64>, Option<Unsolvable>) {
    let solution = solve(k, score).unwrap();
    assert_eq!((&*solution.key_result, &*solution.objective, solution.objective_score), ("k", "o", score));
    (solution.key_result_score, solution.value, solution.reason)
}

#[test]
fn the_value_makes_up_for_the_others() {
    // (0.625 · 2 - 0.5) / 1 = 0.75.
    assert_eq!(answer(key_result("k", 1.0, reach(20.0, 40.0)), 0.625), (Some(0.75), Some(35.0), None));
    assert_eq!(answer(key_result("k", 1.0, reach(40.0, 20.0)), 0.625), (Some(0.75), Some(25.0), None));
    // (0.875 · 4 - 0.5) / 3 = 1.
    assert_eq!(answer(key_result("k", 3.0, reach(20.0, 40.0)), 0.875), (Some(1.0), Some(40.0), None));
    let curve = json!({ "kind": "curve", "points": [[10, 0], [20, 0.5], [40, 1]] });
    assert_eq!(answer(key_result("k", 1.0, curve), 0.625), (Some(0.75), Some(30.0), None));
    // A flat curve: the first value that gives the score.
    let flat = json!({ "kind": "curve", "points": [[10, 0], [20, 0.75], [30, 0.75], [40, 1]] });
    assert_eq!(answer(key_result("k", 1.0, flat), 0.625), (Some(0.75), Some(20.0), None));
}

#[test]
fn each_reason_why_no_value_does() {
    let k = |weight: f64, measure: Value| key_result("k", weight, measure);
    // 0.25 · 2 - 0.5 = 0: half of the way is enough for a quarter.
    assert_eq!(answer(k(1.0, reach(0.0, 1.0)), 0.25), (Some(0.0), None, Some(Unsolvable::AlreadyMet)));
    assert_eq!(answer(k(1.0, reach(0.0, 1.0)), 0.125), (Some(-0.25), None, Some(Unsolvable::AlreadyMet)));
    assert_eq!(answer(k(1.0, reach(0.0, 1.0)), 0.875), (Some(1.25), None, Some(Unsolvable::OutOfReach)));
    assert_eq!(answer(k(0.0, reach(0.0, 1.0)), 0.5), (None, None, Some(Unsolvable::NotCounted)));
    let mut dropped = k(1.0, reach(0.0, 1.0));
    dropped["state"] = json!("dropped");
    assert_eq!(answer(dropped, 0.5), (None, None, Some(Unsolvable::NotCounted)));
    let single = Some(Unsolvable::NoSingleValue);
    assert_eq!(answer(k(1.0, json!({ "kind": "hold", "min": 3 })), 0.625), (Some(0.75), None, single));
    let steps = json!({ "kind": "milestones", "items": [{ "title": "a" }] });
    assert_eq!(answer(k(1.0, steps), 0.625), (Some(0.75), None, single));
    assert_eq!(answer(k(1.0, json!({ "kind": "roll_up" })), 0.625), (Some(0.75), None, single));
    assert_eq!(answer(k(1.0, json!({ "kind": "establish" })), 0.625), (Some(0.75), None, single));
    let read = json!({ "kind": "reach", "to": 10 });
    assert_eq!(answer(k(1.0, read), 0.625), (Some(0.75), None, Some(Unsolvable::NoBaseline)));
    // Without a baseline all that is known is whether the target is met.
    let known = json!({ "kind": "reach", "to": 10, "direction": "up" });
    assert_eq!(answer(k(1.0, known), 0.625), (Some(0.75), Some(10.0), None));
}

#[test]
fn an_objective_made_of_its_children_does_not_count_key_results() {
    let plan = json!({ "version": 1, "policy": { "objective_from": "children" },
        "cycles": [{ "id": "q", "start": "2026-07-01", "end": "2026-09-30" }],
        "objectives": [
            { "id": "o", "title": "Grow the garden", "cycle": "q", "key_results": [key_result("k", 1.0, reach(0.0, 1.0))] },
            { "id": "p", "title": "Water the garden", "cycle": "q", "parent": { "objective": "o" },
              "key_results": [key_result("l", 1.0, reach(0.0, 1.0))] }] });
    let solve = |objective_from: &str, key_result| {
        let mut plan = plan.clone();
        plan["policy"]["objective_from"] = json!(objective_from);
        let tracker = Plan::from_json(&plan.to_string()).unwrap().resolve().unwrap();
        let readings = readings(&[("l", 0.5)]);
        let evaluation = Evaluation::new(&readings, parse_date("2026-08-31").unwrap());
        let solution = tracker.solve(&evaluation, key_result, 0.75).unwrap();
        (solution.value, solution.reason)
    };
    assert_eq!(solve("children", "k"), (None, Some(Unsolvable::NotCounted)));
    assert_eq!(solve("children", "l"), (Some(0.75), None));
    // With both, the child's 0.5 is a part: 0.75 · 2 - 0.5 = 1.
    assert_eq!(solve("both", "k"), (Some(1.0), None));
    assert_eq!(solve("key_results", "k"), (Some(0.75), None));
}

#[test]
fn what_cannot_be_asked_is_an_error() {
    let problem =
        |errors: Errors| errors.iter().map(|error| format!("{} {}", error.code(), error.path)).collect::<String>();
    for score in [-0.1, 1.1, f64::NAN, f64::INFINITY] {
        let errors = solve(key_result("k", 1.0, reach(0.0, 1.0)), score).unwrap_err();
        assert_eq!(problem(errors), "out_of_bounds /objective_score");
    }
    let errors = solve(key_result("kk", 1.0, reach(0.0, 1.0)), 0.5).unwrap_err();
    assert!(errors.to_string().contains("`kk`"), "{errors}");
    assert_eq!(problem(errors), "unknown_reference /key_result");
}

#[test]
fn the_value_gives_the_score() {
    let tracker = tracker(json!([key_result("half", 2.0, reach(0.0, 10.0)), key_result("k", 3.0, reach(7.0, -13.0))]));
    let before = readings(&[("half", 5.0), ("k", 7.0)]);
    let day = parse_date("2026-08-31").unwrap();
    let evaluation = Evaluation::new(&before, day);
    // (0.5 · 5 - 0.5 · 2) / 3 = 0.5: half of the way from 7 to -13.
    let value = tracker.solve(&evaluation, "k", 0.5).unwrap().value.unwrap();
    assert_eq!(value, -3.0);
    let what_if = tracker.what_if(&evaluation, [Reading::new("k", day, value)]).unwrap();
    assert_eq!(what_if.objectives[0].score, Some(0.5));
    // In place of what stands for that day, and nothing else changes.
    let replaced = tracker.what_if(&evaluation, [Reading::new("k", parse_date("2026-08-28").unwrap(), -13.0)]).unwrap();
    assert_eq!((replaced.key_results[1].score, replaced.readings.rows), (Some(1.0), 2));
    assert_eq!(tracker.evaluate(&evaluation).unwrap().key_results[1].score, Some(0.0));
}

#[test]
fn the_decision_tables_say_what_practice_says() {
    let leads = LEADS.map(|row| (row.answer, row.advice));
    let expected = [
        (Situation::LackOfFocus, Lead::Okrs),
        (Situation::LackOfVisibility, Lead::Kpis),
        (Situation::LackOfBoth, Lead::FewOkrsOverKpis),
        (Situation::Launch, Lead::OkrsFirst),
        (Situation::RunningNeedsVisibility, Lead::KpisFirst),
        (Situation::WeakArea, Lead::OkrsWithKpis),
        (Situation::MonthlyDashboard, Lead::Kpis),
        (Situation::StrategicPriorities, Lead::Okrs),
        (Situation::AccountabilityAndMotion, Lead::Both),
    ];
    assert_eq!(leads, expected);
    let homes = HOMES.map(|row| (row.answer, row.advice));
    let expected = [
        (Initiative::KeepStandard, Home::Kpi),
        (Initiative::BreakTrend, Home::Okr),
        (Initiative::LaunchNew, Home::Okr),
        (Initiative::OutOfRange, Home::OkrOnRootCause),
        (Initiative::BusinessAsUsual, Home::Neither),
    ];
    assert_eq!(homes, expected);
    let steps = NEXT_STEPS.map(|row| (row.answer, row.advice));
    let expected = [
        (Readiness::NothingTracked, NextStep::KpisFirst),
        (Readiness::BaselineKnown, NextStep::AddOkrs),
        (Readiness::BothRunning, NextStep::KeepBoth),
    ];
    assert_eq!(steps, expected);
}

#[test]
fn every_answer_is_in_the_printed_tables_with_its_reason() {
    let page = markdown();
    let questions = (Situation::ALL.map(Question::Lead).into_iter())
        .chain(Initiative::ALL.map(Question::Home))
        .chain(Readiness::ALL.map(Question::NextStep));
    let mut rows = 0;
    for advice in questions.map(|question| advise(question).unwrap()) {
        let row = format!("| `{}` | `{}` | {} |\n", advice.answer, advice.advice, advice.reason);
        assert!(page.contains(&row), "{row} is missing in\n{page}");
        rows += 1;
    }
    assert_eq!(rows, 17);
}

#[test]
fn the_guide_has_the_tables_as_they_are() {
    let page = include_str!("../src/guide/advise.md");
    assert!(page.ends_with(&markdown()), "the guide's page must end with\n{}", markdown());
}
