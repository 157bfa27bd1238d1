//! Reviews by hand: what moved, what is kept, what goes on.

use chrono::{Days, NaiveDate};
use okr_core::calendar::parse_date;
use okr_core::plan::{
    Ambition, Better, Cadence, Cycle, KeyResult, Kpi, Level, Objective, ObjectiveState, Parent, Range, Reach, RollUp,
    Team,
};
use okr_core::readings::{CheckIns, Reading};
use okr_core::review::{KpiReview, Movement, NoCarryOver, Review};
use okr_core::{Evaluation, Plan, Readings};
use serde_json::{Value, json};

fn date(text: &str) -> NaiveDate {
    parse_date(text).unwrap()
}

fn cycles() -> [Cycle; 3] {
    let cycle = |id, start, end| Cycle::new(id, date(start), date(end));
    [
        cycle("2026", "2026-01-01", "2026-12-31"),
        cycle("2026-Q3", "2026-07-01", "2026-09-30").parent("2026"),
        cycle("2026-Q4", "2026-10-01", "2026-12-31").parent("2026"),
    ]
}

fn review(plan: Plan, readings: &[Reading]) -> Review {
    let readings = Readings::from_rows(readings).unwrap();
    plan.resolve().unwrap().review(&Evaluation::new(&readings, date("2026-10-05")), "2026-Q3").unwrap()
}

fn reading(metric: &str, day: &str, value: f64) -> Reading {
    Reading::new(metric, date(day), value)
}

/// How a KPI moved whose months before July had these values, and whose September has `after`.
fn moved(kpi: Kpi, before: &[f64], after: Option<f64>) -> (KpiReview, bool) {
    let won = KeyResult::new("won", "Something that was reached", Reach::new(10.0).from(0.0));
    let objective = Objective::new("o", "Move the number", "2026-Q3").key_results([won]).kpis([kpi.id.clone()]);
    let ends = ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30"];
    let ends = ends.iter().skip(6 - before.len());
    let mut readings: Vec<Reading> = ends.zip(before).map(|(end, value)| reading(&kpi.id, end, *value)).collect();
    readings.extend(after.map(|value| reading(&kpi.id, "2026-09-30", value)));
    readings.push(reading("won", "2026-09-25", 10.0));
    let plan = Plan::new().cycles(cycles()).objectives([objective]).kpis([kpi]);
    let row = review(plan, &readings).objectives.remove(0);
    (row.kpis[0].clone(), row.revisit_key_results)
}

fn kpi(better: Better) -> Kpi {
    Kpi::new("k", "Number", better, Cadence::Monthly)
}

/// Five moving ranges of 2: noise is 2.46 · 2 = 4.92.
const BEFORE: [f64; 6] = [10.0, 12.0, 10.0, 12.0, 10.0, 12.0];

#[test]
fn a_kpi_moves_when_the_change_is_more_than_noise() {
    for (better, after, change, expected) in [
        (Better::Higher, 17.0, 5.0, Movement::Improved),
        (Better::Higher, 16.92, 4.92, Movement::Unchanged),
        (Better::Higher, 12.0, 0.0, Movement::Unchanged),
        (Better::Higher, 7.08, -4.92, Movement::Unchanged),
        (Better::Higher, 7.0, -5.0, Movement::Worsened),
        (Better::Lower, 7.0, 5.0, Movement::Improved),
        (Better::Lower, 7.08, 4.92, Movement::Unchanged),
        (Better::Lower, 17.0, -5.0, Movement::Worsened),
    ] {
        let (row, revisit) = moved(kpi(better), &BEFORE, Some(after));
        assert!((row.change.unwrap() - change).abs() < 1e-9, "{after}: {:?}", row.change);
        assert!((row.noise.unwrap() - 4.92).abs() < 1e-9);
        assert_eq!(row.moved, expected, "{better:?} {after}");
        assert_eq!(revisit, expected != Movement::Improved, "{after}");
        let periods = (row.before_period.as_deref(), row.after_period.as_deref());
        assert_eq!(periods, (Some("2026-06"), Some("2026-09")));
    }
}

#[test]
fn between_two_bounds_the_way_back_to_the_range_counts() {
    // 12 is 1 above the range, 20 is 9 above, 10.5 is inside: the change is -8 and +1.
    let kpi = || kpi(Better::Inside).healthy(Range::new().min(10.0).max(11.0));
    let (row, _) = moved(kpi(), &BEFORE, Some(20.0));
    assert_eq!((row.change, row.moved), (Some(-8.0), Movement::Worsened));
    let (row, _) = moved(kpi(), &BEFORE, Some(10.5));
    assert_eq!((row.change, row.moved), (Some(1.0), Movement::Unchanged));
}

#[test]
fn without_enough_values_nobody_knows() {
    let (row, revisit) = moved(kpi(Better::Higher), &BEFORE[1..], Some(100.0));
    assert_eq!((row.change, row.noise, row.moved, revisit), (Some(88.0), None, Movement::Unknown, false));
    let (row, revisit) = moved(kpi(Better::Higher), &BEFORE, None);
    assert_eq!((row.after, row.change, row.moved, revisit), (None, None, Movement::Unknown, false));
    let (row, _) = moved(kpi(Better::Higher), &[], Some(3.0));
    assert_eq!((row.before, row.after, row.moved), (None, Some(3.0), Movement::Unknown));
}

#[test]
fn what_never_varied_moves_by_any_change() {
    let (row, _) = moved(kpi(Better::Higher), &[3.0; 6], Some(3.1));
    assert_eq!((row.noise, row.moved), (Some(0.0), Movement::Improved));
    let (row, _) = moved(kpi(Better::Higher), &[3.0; 6], Some(3.0));
    assert_eq!(row.moved, Movement::Unchanged);
}

/// An objective of a team with one key result that ended at `value` of 10.
fn reached(id: &str, ambition: Ambition, value: f64) -> (Objective, Reading) {
    let key_result = KeyResult::new(format!("{id}-k"), "Reach the number", Reach::new(10.0).from(0.0));
    let objective = Objective::new(id, "Reach the number", "2026-Q3").team("t").ambition(ambition);
    (objective.key_results([key_result]), reading(&format!("{id}-k"), "2026-09-25", value))
}

#[test]
fn a_team_that_reaches_everything_aims_too_low() {
    use Ambition::{Aspirational, Committed};
    let easy = |goals: &[(Ambition, f64)]| {
        let ids = ["a", "b", "c"];
        let (objectives, readings): (Vec<_>, Vec<_>) =
            ids.iter().zip(goals).map(|(id, (ambition, value))| reached(id, *ambition, *value)).unzip();
        let plan = Plan::new().teams([Team::new("t", "T", Level::Team)]).cycles(cycles()).objectives(objectives);
        let all = review(plan, &readings).too_easy.into_iter().flat_map(|team| team.objectives);
        all.map(|id| id.to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(easy(&[(Aspirational, 9.0), (Aspirational, 12.0)]), "a b");
    assert_eq!(easy(&[(Aspirational, 8.9), (Aspirational, 10.0)]), "");
    assert_eq!(easy(&[(Aspirational, 10.0)]), "");
    assert_eq!(easy(&[(Aspirational, 10.0), (Committed, 10.0)]), "");
    assert_eq!(easy(&[(Aspirational, 10.0), (Committed, 0.0), (Aspirational, 9.0)]), "a c");
}

/// The plan of one objective in 2026-Q3 with these key results, as JSON.
fn plan(key_results: Value) -> Plan {
    let objective = json!({ "id": "o", "title": "Grow the garden", "cycle": "2026-Q3", "key_results": key_results });
    let mut plan: Value = serde_json::from_str(&Plan::new().cycles(cycles()).to_json()).unwrap();
    plan["objectives"] = json!([objective]);
    plan["version"] = json!(1);
    Plan::from_json(&plan.to_string()).unwrap()
}

fn key_result(id: &str, measure: Value) -> Value {
    json!({ "id": id, "title": "Something to reach", "measure": measure })
}

/// What the key result `k` with a measure becomes in the next cycle, beside one that is lost without a reading.
fn carried(measure: Value, readings: &[Reading]) -> Option<Value> {
    let lost = key_result("lost", json!({ "kind": "reach", "from": 0, "to": 1000 }));
    let review = review(plan(json!([key_result("k", measure), lost])), readings);
    let objective = review.carry_over[0].objective.as_ref().unwrap();
    assert_eq!((objective.id.as_str(), objective.cycle.as_str()), ("o-2026-Q4", "2026-Q4"));
    let found = objective.key_results.iter().find(|key_result| key_result.id == "k-2026-Q4")?;
    Some(serde_json::to_value(&found.measure).unwrap())
}

#[test]
fn each_measure_goes_on_from_where_it_stands() {
    let september = |value| vec![reading("k", "2026-06-30", 42.0), reading("k", "2026-09-25", value)];
    let reach = |from: f64, to: f64| Some(json!({ "kind": "reach", "from": from, "to": to }));
    // With a written baseline, with a read one, relative, and by percent: 42 - 5 = 37, 42 · 0.5 = 21.
    assert_eq!(carried(json!({ "kind": "reach", "from": 50, "to": 30 }), &september(40.0)), reach(40.0, 30.0));
    assert_eq!(carried(json!({ "kind": "reach", "to": 30, "direction": "down" }), &september(40.0)), reach(40.0, 30.0));
    assert_eq!(carried(json!({ "kind": "reach", "to": { "by": -5 } }), &september(40.0)), reach(40.0, 37.0));
    assert_eq!(carried(json!({ "kind": "reach", "to": { "by_percent": -50 } }), &september(40.0)), reach(40.0, 21.0));
    // Worse than at the start: from there.
    assert_eq!(carried(json!({ "kind": "reach", "from": 50, "to": 30 }), &september(60.0)), reach(60.0, 30.0));
    // Never measured: as it was written.
    assert_eq!(carried(json!({ "kind": "reach", "from": 50, "to": 30 }), &[]), reach(50.0, 30.0));
    for same in [
        json!({ "kind": "hold", "min": 50.0 }),
        json!({ "kind": "curve", "points": [[40.0, 0.0], [90.0, 1.0]] }),
        json!({ "kind": "hold", "max": 10.0, "judge": "latest" }),
    ] {
        assert_eq!(carried(same.clone(), &september(41.0)), Some(same));
    }
    assert_eq!(carried(json!({ "kind": "establish" }), &[]), Some(json!({ "kind": "establish" })));
    assert_eq!(carried(json!({ "kind": "roll_up" }), &[]), None);
    // Won: 42 of 50 down to 30 is 8/20, 34 is 16/20.
    assert_eq!(carried(json!({ "kind": "reach", "from": 50, "to": 30 }), &september(34.0)), None);
    assert_eq!(carried(json!({ "kind": "establish" }), &september(40.0)), None);
}

#[test]
fn open_milestones_go_on_without_the_days_that_are_over() {
    let measure = json!({ "kind": "milestones", "items": [
        { "title": "done", "done": "2026-08-01", "weight": 2.0 },
        { "title": "late", "due": "2026-09-01", "weight": 3.0 },
        { "title": "later", "due": "2026-11-01" },
        { "title": "known to be done later", "done": "2026-10-20" } ] });
    let expected = json!({ "kind": "milestones", "items": [
        { "title": "late", "weight": 3.0 },
        { "title": "later", "due": "2026-11-01" },
        { "title": "known to be done later", "done": "2026-10-20" } ] });
    assert_eq!(carried(measure, &[]), Some(expected));
}

#[test]
fn what_belongs_to_the_old_quarter_is_taken_off() {
    let mut key_result = key_result("k", json!({ "kind": "reach", "from": 0, "to": 10 }));
    key_result["start"] = json!("2026-07-15");
    key_result["end"] = json!("2026-09-15");
    key_result["pace"] = json!({ "phased": [["2026-08-01", 0.5]] });
    key_result["weight"] = json!(2);
    key_result["revisions"] =
        json!([{ "from": "2026-08-01", "weight": 3, "measure": { "kind": "reach", "from": 0, "to": 8 } }]);
    let mut plan = plan(json!([key_result]));
    plan.objectives[0].owner = Some("Ana".into());
    let carry_over = review(plan, &[reading("k", "2026-09-11", 2.0)]).carry_over.remove(0);
    assert_eq!(&*carry_over.continues, "o");
    let objective = carry_over.objective.unwrap();
    assert_eq!(objective.owner.as_deref(), Some("Ana"));
    assert_eq!(objective.meta.as_ref().unwrap()["continues"], "o");
    let expected = KeyResult::new("k-2026-Q4", "Something to reach", Reach::new(8.0).from(2.0)).weight(3.0);
    assert_eq!(objective.key_results, [expected]);
}

#[test]
fn who_has_no_successor() {
    let lost = |id: &str| Objective::new(id, "Lose all there is", "2026-Q3").key_results([part(id)]);
    fn part(id: &str) -> KeyResult {
        KeyResult::new(format!("{id}-k"), "Reach the number", Reach::new(10.0).from(0.0))
    }
    let plan = |cycles: Vec<Cycle>, objective: Objective| Plan::new().cycles(cycles).objectives([objective]);
    let all = || cycles().to_vec();
    assert!(review(plan(all(), lost("o").ambition(Ambition::Committed)), &[]).carry_over.is_empty());
    assert!(review(plan(all(), lost("o").state(ObjectiveState::Dropped)), &[]).carry_over.is_empty());
    assert!(review(plan(all(), lost("o")), &[reading("o-k", "2026-09-25", 7.0)]).carry_over.is_empty());
    let reason = |cycles, objective| review(plan(cycles, objective), &[]).carry_over[0].reason;
    assert_eq!(reason(all(), lost("o")), None);
    assert_eq!(reason(cycles()[..2].to_vec(), lost("o")), Some(NoCarryOver::NoCycle));
    let other_parent = Cycle::new("2026-Q4", date("2026-10-01"), date("2026-12-31"));
    assert_eq!(reason([&cycles()[..2], &[other_parent]].concat(), lost("o")), Some(NoCarryOver::NoCycle));
    let roll_up = KeyResult::new("sum", "All below", RollUp::new());
    let empty = Objective::new("o", "Sum up what is below", "2026-Q3").key_results([roll_up]);
    assert_eq!(reason(all(), empty), Some(NoCarryOver::NothingLeft));
}

#[test]
fn a_successor_supports_what_goes_on_as_well() {
    let year = Objective::new("year", "The long way to go", "2026").key_results([KeyResult::new(
        "sum",
        "All below",
        RollUp::new(),
    )]);
    let part = |id: &str| KeyResult::new(format!("{id}-k"), "Reach the number", Reach::new(10.0).from(0.0));
    let quarter = Objective::new("q", "A part of the way", "2026-Q3").key_results([part("q")]);
    let below = Objective::new("b", "A part of the part", "2026-Q3").key_results([part("b")]);
    let objectives =
        [year, quarter.parent(Parent::KeyResult("sum".into())), below.parent(Parent::Objective("q".into()))];
    let review = review(Plan::new().cycles(cycles()).objectives(objectives), &[]);
    let parents: Vec<_> = review.carry_over.iter().map(|row| row.objective.as_ref().unwrap().parent.clone()).collect();
    // A carry-over merges alone, and supports no other.
    assert_eq!(parents, [Some(Parent::KeyResult("sum".into())), None]);
    let parents = |drop: &[&str]| {
        let next = review.next_plan(&[], drop).unwrap();
        next.objectives.into_iter().map(|one| (one.id, one.parent)).collect::<Vec<_>>()
    };
    let (q, b) = (|| "q-2026-Q4".to_owned(), || "b-2026-Q4".to_owned());
    let sum = || Some(Parent::KeyResult("sum".into()));
    assert_eq!(parents(&[]), [(q(), sum()), (b(), Some(Parent::Objective(q())))]);
    assert_eq!(parents(&["q"]), [(b(), None)]);
    assert_eq!(parents(&["b"]), [(q(), sum())]);
}

#[test]
fn what_a_carried_over_objective_summed_up_supports_its_successor() {
    let part = |id: &str| KeyResult::new(format!("{id}-k"), "Reach the number", Reach::new(10.0).from(0.0));
    let sum = KeyResult::new("sum", "All below", RollUp::new());
    let above = Objective::new("q", "A part of the way", "2026-Q3").key_results([part("q"), sum]);
    let below = Objective::new("b", "A part of the part", "2026-Q3").key_results([part("b")]);
    let objectives = [below.parent(Parent::KeyResult("sum".into())), above];
    let review = review(Plan::new().cycles(cycles()).objectives(objectives), &[]);
    let next = review.next_plan(&[], &[]).unwrap();
    assert_eq!(next.objectives[0].parent, Some(Parent::Objective("q-2026-Q4".into())));
}

/// The KPI that key result `k` becomes.
fn graduate(measure: Value, readings: &[Reading]) -> Option<Kpi> {
    let review = review(plan(json!([key_result("k", measure)])), readings);
    assert!(review.graduates.iter().all(|row| row.rename.from == "k" && row.rename.to == row.kpi.id));
    review.graduates.into_iter().next().map(|graduate| graduate.kpi)
}

#[test]
fn what_was_reached_becomes_the_bound_of_a_range() {
    let range = |measure: Value, value: f64| {
        let kpi = graduate(measure, &[reading("k", "2026-06-30", 50.0), reading("k", "2026-09-25", value)])?;
        assert_eq!(kpi.id, "k-kpi");
        let range = kpi.healthy.unwrap();
        Some((kpi.better, range.min, range.max))
    };
    let up = Some((Better::Higher, Some(70.0), None));
    assert_eq!(range(json!({ "kind": "reach", "from": 50, "to": 70 }), 70.0), up);
    // A success short of the target: the value that was reached, so that the KPI is born healthy.
    let short = Some((Better::Higher, Some(64.0), None));
    assert_eq!(range(json!({ "kind": "reach", "from": 50, "to": 70 }), 64.0), short);
    let short = Some((Better::Lower, None, Some(36.0)));
    assert_eq!(range(json!({ "kind": "reach", "from": 50, "to": 30 }), 36.0), short);
    assert_eq!(range(json!({ "kind": "reach", "from": 50, "to": 70 }), 63.0), None);
    assert_eq!(range(json!({ "kind": "reach", "to": { "by": 20 } }), 80.0), up);
    let down = Some((Better::Lower, None, Some(30.0)));
    assert_eq!(range(json!({ "kind": "reach", "from": 50, "to": 30 }), 30.0), down);
    assert_eq!(range(json!({ "kind": "reach", "to": 30, "direction": "down" }), 30.0), down);
    assert_eq!(range(json!({ "kind": "hold", "min": 60 }), 61.0), Some((Better::Higher, Some(60.0), None)));
    assert_eq!(range(json!({ "kind": "hold", "max": 60 }), 59.0), Some((Better::Lower, None, Some(60.0))));
    let both = Some((Better::Inside, Some(60.0), Some(62.0)));
    assert_eq!(range(json!({ "kind": "hold", "min": 60, "max": 62 }), 61.0), both);
    assert_eq!(range(json!({ "kind": "curve", "points": [[50, 0], [60, 1]] }), 61.0), None);
    assert_eq!(range(json!({ "kind": "establish" }), 61.0), None);
}

#[test]
fn a_sum_does_not_graduate() {
    let of = |aggregate: Value| {
        let mut one = key_result("k", json!({ "kind": "reach", "from": 0, "to": 70 }));
        one["aggregate"] = aggregate;
        let readings = [reading("k", "2026-07-25", 80.0), reading("k", "2026-09-25", 80.0)];
        review(plan(json!([one])), &readings).graduates.len()
    };
    assert_eq!(["latest", "mean", "sum", "min", "max"].map(|aggregate| of(json!(aggregate))), [1, 1, 0, 0, 0]);
}

#[test]
fn the_cadence_is_that_at_which_readings_came() {
    let cadence = |distance: u64| {
        let last = date("2026-09-30");
        let day = |place: u64| last.checked_sub_days(Days::new(place * distance)).unwrap();
        let readings: Vec<Reading> = (0..3).map(|place| Reading::new("k", day(place), 70.0)).collect();
        graduate(json!({ "kind": "reach", "from": 50, "to": 70 }), &readings).unwrap().cadence
    };
    for (distance, expected) in [
        (1, Cadence::Daily),
        (2, Cadence::Weekly),
        (7, Cadence::Weekly),
        (14, Cadence::Monthly),
        (31, Cadence::Monthly),
        (32, Cadence::Quarterly),
        (92, Cadence::Quarterly),
        (93, Cadence::Yearly),
    ] {
        assert_eq!(cadence(distance), expected.into(), "{distance}");
    }
    let one = graduate(json!({ "kind": "reach", "from": 50, "to": 70 }), &[reading("k", "2026-09-30", 70.0)]);
    assert_eq!(one.unwrap().cadence, Cadence::Monthly.into());
}

#[test]
fn one_that_runs_graduates_once_it_is_achieved() {
    let graduates = |value: f64| {
        let plan = plan(json!([key_result("k", json!({ "kind": "reach", "from": 50, "to": 70 }))]));
        let readings = Readings::from_rows([reading("k", "2026-08-14", value)]).unwrap();
        let evaluation = Evaluation::new(&readings, date("2026-08-15"));
        plan.resolve().unwrap().review(&evaluation, "2026-Q3").unwrap().graduates.len()
    };
    assert_eq!((graduates(66.0), graduates(70.0)), (0, 1));
}

/// A quarter with a KPI that fires and clears, a guard that gets worse, and five key results of one person with confidences.
fn whole() -> (okr_core::Tracker, Readings, CheckIns) {
    let plan = Plan::from_json(
        r#"{ "teams": [{ "id": "people", "name": "People", "level": "team" }],
        "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30", "retrospective": { "date": "2026-10-02", "note": "fewer goals" } },
                   { "id": "2026-Q4", "start": "2026-10-01", "end": "2026-12-30" }],
        "kpis": [
          { "id": "turnover", "name": "Turnover", "better": "lower", "cadence": "monthly", "team": "people", "healthy": { "max": 12 },
            "rules": [{ "kind": "out_of_range", "periods": 1 }] },
          { "id": "elsewhere", "name": "Elsewhere", "better": "lower", "cadence": "monthly", "team": "other", "healthy": { "max": 12 } }],
        "objectives": [{ "id": "o", "title": "Keep people", "cycle": "2026-Q3", "team": "people", "ambition": "committed", "owner": "Maya",
          "key_results": [
            { "id": "a", "title": "A", "measure": { "kind": "reach", "from": 0, "to": 10 }, "guards": ["turnover"] },
            { "id": "b", "title": "B", "measure": { "kind": "reach", "from": 0, "to": 10 } },
            { "id": "c", "title": "C", "measure": { "kind": "reach", "from": 0, "to": 10 } },
            { "id": "d", "title": "D", "measure": { "kind": "reach", "from": 0, "to": 10 } },
            { "id": "e", "title": "E", "owner": "Jonas", "measure": { "kind": "reach", "from": 0, "to": 10 } },
            { "id": "f", "title": "F", "measure": { "kind": "reach", "from": 0, "to": 10 } }] }] }"#
            .replace("\"team\": \"other\", ", "\"start\": \"2026-10-01\", ")
            .as_str(),
    )
    .unwrap();
    let mut readings = vec![
        reading("turnover", "2026-06-30", 11.0),
        reading("turnover", "2026-07-31", 14.0),
        reading("turnover", "2026-08-31", 12.0),
        reading("turnover", "2026-09-30", 13.0),
    ];
    readings.extend(["a", "b"].map(|id| reading(id, "2026-09-25", 10.0)));
    readings.extend(["c", "d", "e", "f"].map(|id| reading(id, "2026-09-25", 3.0)));
    let said = r#"[{ "objective": "o", "date": "2026-09-01", "confidence": 0.5 },
        { "key_result": "a", "date": "2026-09-20", "confidence": 1, "status": "done", "note": "early" },
        { "key_result": "a", "date": "2026-09-21", "by": "Maya", "note": "done" },
        { "key_result": "c", "date": "2026-09-20", "confidence": 0, "status": "on_track" },
        { "cycle": "2026-Q3", "date": "2026-09-30", "by": "Jonas", "note": "half of it" },
        { "key_result": "b", "date": "2026-09-20", "recorded": "2026-11-01", "note": "not yet known" }]"#;
    (plan.resolve().unwrap(), Readings::from_rows(&readings).unwrap(), CheckIns::from_json(said).unwrap())
}

fn whole_review() -> Review {
    let (tracker, readings, said) = whole();
    tracker.review(&Evaluation::new(&readings, date("2026-10-05")).check_ins(&said), "2026-Q3").unwrap()
}

#[test]
fn each_key_result_says_how_it_ended_and_what_was_said() {
    let review = whole_review();
    let [a, b, c, ..] = review.objectives[0].key_results.as_slice() else { panic!("six key results") };
    assert_eq!(
        (a.from, a.reached, a.target, a.score, a.attained),
        (Some(0.0), Some(10.0), Some(10.0), Some(1.0), Some(true))
    );
    // The newest note counts, also where it states no confidence.
    let note = a.note.as_ref().unwrap();
    assert_eq!((note.by.as_deref(), &*note.text, note.date), (Some("Maya"), "done", date("2026-09-21")));
    assert_eq!((a.confidence, a.overconfidence, a.said_otherwise), (Some(1.0), Some(0.0), false));
    // One without a confidence of its own has its objective's; a note that is written later is not known.
    assert_eq!((b.confidence, b.overconfidence, b.note.as_ref()), (Some(0.5), Some(-0.5), None));
    // Reported as on track, computed as missed; 7 of 13 weeks' way are left: (10 − 3) / 13.
    assert_eq!((c.said_otherwise, c.attained, c.per_week_required), (true, Some(false), Some(7.0 / 13.0)));
    assert_eq!(a.per_week_required, None);
    assert_eq!((a.guards.len(), a.guards[0].before, a.guards[0].after), (1, Some(11.0), Some(13.0)));
    assert_eq!(b.guards.len(), 0);
}

#[test]
fn who_said_at_risk_foretold_a_miss_and_an_objective_that_joins_late_is_talked_about_from_then_on() {
    let plan = Plan::from_json(
        r#"{ "version": 1, "cycles": [{ "id": "q", "start": "2026-07-01", "end": "2026-09-30" }],
        "teams": [{ "id": "desk", "name": "Help Desk", "level": "team" }],
        "objectives": [{ "id": "o", "title": "Answer faster", "cycle": "q", "team": "desk", "key_results": [
          { "id": "a", "title": "A", "start": "2026-08-12", "measure": { "kind": "reach", "from": 0, "to": 10 } },
          { "id": "b", "title": "B", "start": "2026-08-12", "measure": { "kind": "reach", "from": 0, "to": 10 } }] }] }"#,
    );
    let readings = [reading("a", "2026-09-25", 3.0), reading("b", "2026-09-25", 3.0)];
    let said = r#"[{ "key_result": "a", "date": "2026-09-25", "status": "at_risk" },
        { "key_result": "b", "date": "2026-08-14", "status": "on_track" }]"#;
    let (readings, said) = (Readings::from_rows(&readings).unwrap(), CheckIns::from_json(said).unwrap());
    let tracker = plan.unwrap().resolve().unwrap();
    let review = tracker.review(&Evaluation::new(&readings, date("2026-10-05")).check_ins(&said), "q").unwrap();
    let [a, b] = review.objectives[0].key_results.as_slice() else { panic!("two key results") };
    assert_eq!((a.said_otherwise, b.said_otherwise, b.said_on), (false, true, Some(date("2026-08-14"))));
    // 12 August to 30 September are 50 days, which hold 7 whole weeks.
    assert_eq!((review.objectives[0].process.check_ins_due, review.objectives[0].process.check_ins_made), (7, 2));
    let page = review.to_markdown();
    assert!(page.contains("Missed, score 0.30 · Help Desk"), "{page}");
    assert!(page.contains("B: reported as on track on 14 Aug 2026, but computed as missed"), "{page}");
    assert!(page.contains("| 2 (7 due) |"), "{page}");
}

#[test]
fn a_review_has_the_kpis_triggers_and_notes_of_the_cycle() {
    let review = whole_review();
    // One that starts after the cycle is no part of it.
    assert_eq!(review.kpis.iter().map(|kpi| &*kpi.kpi).collect::<Vec<_>>(), ["turnover"]);
    let fired: Vec<_> = review.triggers.iter().map(|row| (&*row.fired, row.cleared.as_deref())).collect();
    assert_eq!(fired, [("2026-07", Some("2026-08")), ("2026-09", None)]);
    let notes: Vec<_> = review.notes.iter().map(|note| (note.date, &*note.text)).collect();
    assert_eq!(notes, [(date("2026-10-02"), "fewer goals"), (date("2026-09-30"), "half of it")]);
}

#[test]
fn calibration_needs_five_key_results_for_a_score() {
    let review = whole_review();
    let [maya, jonas] = review.calibration.as_slice() else { panic!("two owners") };
    // a: 1 and attained, b: 0.5 and attained, c: 0 and not, d and f: 0.5 and not: (0 + 0.25 + 0 + 0.25 + 0.25) / 5.
    assert_eq!(
        (&*maya.owner, maya.goals, maya.confidence, maya.attained, maya.brier),
        ("Maya", 5, 0.5, 0.4, Some(0.15))
    );
    assert_eq!((&*jonas.owner, jonas.goals, jonas.brier), ("Jonas", 1, None));
}

#[test]
fn what_was_committed_and_missed_goes_on_with_the_pace_that_it_takes() {
    use okr_core::review::NextStep;

    let review = whole_review();
    let objective = &review.objectives[0];
    assert_eq!(objective.next_step, NextStep::CarryOver);
    assert!(
        objective.next_reason.starts_with("committed and missed: it takes C 0.54 per week"),
        "{}",
        objective.next_reason
    );
    let next = review.next_plan(&[], &[]).unwrap();
    assert_eq!((next.objectives[0].id.as_str(), next.objectives[0].key_results.len()), ("o-2026-Q4", 4));
    assert_eq!(next.kpis.iter().map(|kpi| kpi.id.as_str()).collect::<Vec<_>>(), ["a-kpi", "b-kpi"]);
    assert_eq!(review.next_plan(&["a"], &[]).unwrap().kpis.len(), 1);
    assert!(review.next_plan(&["a"], &[]).unwrap().objectives.is_empty());
    let (tracker, ..) = whole();
    let error = review.next_plan(&["o"], &["ab"]).unwrap_err();
    assert_eq!(
        error.iter().map(|error| (error.code(), error.path.as_str())).collect::<Vec<_>>(),
        [("unknown_reference", "/drop/0")]
    );
    assert!(tracker.plan().clone().merge(next).plan.resolve().is_ok());
}

#[test]
fn steps_and_what_is_below_stand_where_values_would() {
    let milestones = json!({ "kind": "milestones", "items": [
        { "title": "done", "done": "2026-08-01" }, { "title": "open" }, { "title": "known to be done later", "done": "2026-10-20" } ] });
    let mut steps = plan(json!([key_result("k", milestones), key_result("sum", json!({ "kind": "roll_up" }))]));
    let part = |id: &str| KeyResult::new(format!("{id}-k"), "Reach the number", Reach::new(10.0).from(0.0));
    let below = |id: &str| {
        let objective = Objective::new(id, "A part of the way", "2026-Q3").key_results([part(id)]);
        objective.parent(Parent::KeyResult("sum".into()))
    };
    steps.objectives.extend([below("a"), below("b").state(ObjectiveState::Dropped), below("c")]);
    let review = review(steps, &[reading("a-k", "2026-09-25", 4.0), reading("c-k", "2026-09-25", 5.0)]);
    let [one, sum] = [0, 1].map(|index| &review.objectives[0].key_results[index]);
    assert_eq!((one.parts, one.parts_done), (Some(3), Some(1)));
    // The mean of 0.4 and 0.5.
    assert_eq!((sum.parts, sum.parts_done, sum.score), (Some(2), None, Some(0.45)));
    let text = review.to_markdown();
    assert!(text.contains("| – | 1 of 3 steps | 3 steps |"));
    assert!(text.contains("| – | 0.45 over 2 objectives | – |"));
}
