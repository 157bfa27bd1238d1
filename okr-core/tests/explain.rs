//! Explanations as people read them: each sentence was written first, by hand.

use okr_core::calendar::parse_date;
use okr_core::explain::StepKind;
use okr_core::{Evaluation, Plan, Readings, Tracker};
use serde_json::{Value, json};

const DAY: &str = "2026-08-31";

fn tracker(objectives: Value, kpis: Value) -> Tracker {
    let plan = json!({
        "version": 1,
        "teams": [{ "id": "people", "name": "People", "level": "team" }],
        "cycles": [{ "id": "q3", "start": "2026-07-01", "end": "2026-09-30" },
                   { "id": "q4", "start": "2026-10-01", "end": "2026-12-31" }],
        "objectives": objectives,
        "kpis": kpis,
    });
    Plan::from_json(&plan.to_string()).unwrap().resolve().unwrap()
}

fn explain(tracker: &Tracker, readings: &Value, id: &str) -> okr_core::explain::Explanation {
    let readings = Readings::from_json(&readings.to_string()).unwrap();
    tracker.explain(&Evaluation::new(&readings, parse_date(DAY).unwrap()), id).unwrap()
}

/// What is said of a key result `k` with these fields, readings of `k`, and KPIs.
fn said(fields: Value, readings: Value, kpis: Value) -> String {
    let mut key_result = json!({ "id": "k", "title": "Key result" });
    key_result.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    let objective = json!([{ "id": "o", "title": "Do our best work", "cycle": "q3", "key_results": [key_result] }]);
    explain(&tracker(objective, kpis), &readings, "k").text
}

fn of(measure: Value, values: &[(&str, f64)]) -> String {
    let rows: Vec<Value> =
        values.iter().map(|(date, value)| json!({ "metric": "k", "date": date, "value": value })).collect();
    said(json!({ "measure": measure }), json!(rows), json!([]))
}

#[test]
fn reach() {
    let days = json!({ "kind": "reach", "from": 42, "to": 25 });
    assert_eq!(
        of(days.clone(), &[("2026-08-14", 33.0)]),
        "0.53 = (42 − 33) / (42 − 25): from 42 (as written) towards 25, now 33 (reading of 2026-08-14)"
    );
    assert_eq!(
        of(days.clone(), &[("2026-08-14", 43.0)]),
        "0, cut from −0.06 = (42 − 43) / (42 − 25): from 42 (as written) towards 25, now 43 (reading of 2026-08-14)"
    );
    assert_eq!(of(days, &[]), "0: no reading from 2026-07-01 to 2026-08-31");
    assert_eq!(
        of(json!({ "kind": "reach", "to": 50 }), &[("2026-08-14", 40.0)]),
        "0: no reading on or before 2026-07-01 to start from, and no `from` is written"
    );
    assert_eq!(
        of(json!({ "kind": "reach", "to": 50 }), &[("2026-06-30", 50.0), ("2026-08-14", 40.0)]),
        "0: the target equals the value that it starts from"
    );
}

#[test]
fn hold() {
    let enps = json!({ "kind": "hold", "min": 40 });
    let one = [("2026-07-31", 41.0)];
    let now = "now 41 (reading of 2026-07-31)";
    assert_eq!(of(enps.clone(), &one), format!("1 = 1 / 1: its one reading is at least 40; {now}"));
    let three = [("2026-07-05", 43.0), ("2026-07-12", 39.0), ("2026-07-31", 41.0)];
    assert_eq!(of(enps, &three), format!("0.67 = 2 / 3: 2 of its 3 readings are at least 40; {now}"));
    let within = json!({ "kind": "hold", "min": 38, "max": 40, "judge": "latest" });
    assert_eq!(of(within, &three), format!("0: {now}, which is not within 38 to 40"));
}

#[test]
fn curve() {
    let curve = json!({ "kind": "curve", "points": [[10, 0], [20, 0.7], [30, 1]] });
    let at = |value: f64| of(curve.clone(), &[("2026-08-14", value)]);
    assert_eq!(
        at(25.0),
        "0.85 = 0.7 + (1 − 0.7) × (25 − 20) / (30 − 20): now 25 (reading of 2026-08-14), between 20 and 30 of the curve"
    );
    assert_eq!(at(20.0), "0.7: now 20 (reading of 2026-08-14), which is the point 20 of the curve");
    assert_eq!(at(7.0), "0: now 7 (reading of 2026-08-14), short of the first point of the curve, 10");
    assert_eq!(at(70.0), "1: now 70 (reading of 2026-08-14), beyond the last point of the curve, 30");
}

#[test]
fn milestones() {
    let agent = |title: &str, due: &str, done: bool| json!({ "title": title, "due": due, "done": done });
    let (first, second) = (agent("first", "2026-07-24", true), agent("second", "2026-08-07", false));
    let items = json!([first, second, agent("third", "2026-09-04", false)]);
    assert_eq!(
        of(json!({ "kind": "milestones", "items": items }), &[]),
        "0.33 = 1 / 3: 1 of 3 is done; open: `second` (was due 2026-08-07), `third` (due 2026-09-04)"
    );
    let weighted = json!([{ "title": "a", "weight": 3, "done": true }, { "title": "b" }]);
    assert_eq!(
        of(json!({ "kind": "milestones", "items": weighted }), &[]),
        "0.75 = 3 / 4: weight of what is done (1 of 2), of all; open: `b`"
    );
    let done = json!([{ "title": "a", "done": true }]);
    assert_eq!(of(json!({ "kind": "milestones", "items": done }), &[]), "1 = 1 / 1: it is done");
}

#[test]
fn what_was_revised_dropped_or_left_out() {
    let reach = json!({ "kind": "reach", "from": 120, "to": 90 });
    let rows = json!([{ "metric": "k", "date": "2026-08-14", "value": 108 }]);
    let revised = json!({ "measure": reach, "revisions": [
        { "from": "2026-08-01", "reason": "two agents start late", "measure": { "kind": "reach", "from": 120, "to": 96 } },
        { "from": "2026-09-15", "weight": 2 } ] });
    assert_eq!(
        said(revised, rows.clone(), json!([])),
        "0.5 = (120 − 108) / (120 − 96): from 120 (as written) towards 96, now 108 (reading of 2026-08-14); \
         new measure since 2026-08-01: two agents start late"
    );
    let dropped =
        json!({ "measure": reach, "state": "dropped", "state_since": "2026-08-17", "state_reason": "no budget" });
    assert_eq!(
        said(dropped, rows, json!([])),
        "0.4 = (120 − 108) / (120 − 90): from 120 (as written) towards 90, now 108 (reading of 2026-08-14); \
         dropped since 2026-08-17, because `no budget`: it counts nowhere"
    );
    let enps = json!([{ "id": "enps", "name": "eNPS", "better": "higher", "cadence": "monthly", "min_sample": 10 }]);
    let answers = json!([
        { "metric": "enps", "date": "2026-06-30", "value": 30, "sample": 40 },
        { "metric": "enps", "date": "2026-07-31", "value": 35, "sample": 38 },
        { "metric": "enps", "date": "2026-08-31", "value": 80, "sample": 4 },
    ]);
    assert_eq!(
        said(json!({ "metric": "enps", "measure": { "kind": "reach", "to": 40 } }), answers, enps),
        "0.5 = (35 − 30) / (40 − 30): from 30 (reading of 2026-06-30) towards 40, now 35 (reading of 2026-07-31); \
         left out: the reading of 2026-08-31 (its sample is under 10)"
    );
}

#[test]
fn objectives_teams_and_cycles() {
    let reach = |id: &str| json!({ "id": id, "title": id, "measure": { "kind": "reach", "from": 0, "to": 10 } });
    let waits = json!({ "id": "late", "title": "Late", "start": "2026-09-10", "measure": { "kind": "establish" } });
    let heavy = json!({ "id": "b", "title": "B", "weight": 3, "measure": { "kind": "reach", "from": 0, "to": 10 } });
    let objectives = json!([
        { "id": "hire", "title": "Hire people who stay", "cycle": "q3", "team": "people", "key_results": [reach("a"), heavy, waits] },
        { "id": "above", "title": "Do our best work", "cycle": "q3", "key_results": [
            { "id": "up", "title": "Hiring works", "measure": { "kind": "roll_up" } } ] },
        { "id": "below", "title": "Be found by many", "cycle": "q3", "team": "people", "parent": { "key_result": "up" },
          "key_results": [reach("c")] },
        { "id": "idle", "title": "Keep the house tidy", "cycle": "q3", "team": "people", "state": "draft" },
        { "id": "bare", "title": "Think of something", "cycle": "q3", "team": "people" },
    ]);
    let tracker = tracker(objectives, json!([]));
    let rows = json!([
        { "metric": "a", "date": "2026-08-30", "value": 6 },
        { "metric": "b", "date": "2026-08-30", "value": 2 },
        { "metric": "c", "date": "2026-08-30", "value": 5 },
    ]);
    let text = |id: &str| explain(&tracker, &rows, id).text;
    // (6 + 3 · 2) / 10 / 4 = 0.3
    assert_eq!(
        text("hire"),
        "0.3 = (1 × 0.6 + 3 × 0.2) / 4: `a` 0.6 (weight 1), `b` 0.2 (weight 3); left out: `late` (has not started)"
    );
    assert_eq!(text("up"), "0.5, that of `below`");
    assert_eq!(text("above"), "0.5, that of `up`");
    assert_eq!(text("bare"), "no score: it has no key results, and no objectives below it");
    assert_eq!(
        text("q3"),
        "0.4 = (0.3 + 0.5) / 2: `hire` 0.3, `above` 0.5; \
         left out: `below` (part of `above`), `idle` (a draft), `bare` (nothing in it counts)"
    );
    assert_eq!(
        text("people@q3"),
        "0.4 = (0.3 + 0.5) / 2: `hire` 0.3, `below` 0.5; left out: `idle` (a draft), `bare` (nothing in it counts)"
    );
    assert_eq!(text("q4"), "no score: it has no objectives");
    let steps = explain(&tracker, &rows, "hire").steps;
    let kinds: Vec<StepKind> = steps.iter().map(|step| step.kind).collect();
    assert_eq!(kinds, [StepKind::Member, StepKind::Member, StepKind::LeftOut, StepKind::Formula]);
    assert_eq!((steps[1].id.as_deref(), steps[1].value, steps[1].weight), (Some("b"), Some(0.2), Some(3.0)));
}

/// What is said of a monthly KPI `k`, lower being better, with these fields and readings `(date, value)`.
fn of_kpi(fields: Value, values: &[(&str, f64)]) -> String {
    let mut kpi = json!({ "id": "k", "name": "K", "better": "lower", "cadence": "monthly" });
    kpi.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    let rows: Vec<Value> =
        values.iter().map(|(date, value)| json!({ "metric": "k", "date": date, "value": value })).collect();
    explain(&tracker(json!([]), json!([kpi])), &json!(rows), "k").text
}

#[test]
fn kpis() {
    let healthy = json!({ "healthy": { "max": 12 } });
    let both = [("2026-07-31", 11.0), ("2026-08-31", 14.0)];
    assert_eq!(
        of_kpi(healthy.clone(), &both),
        "2026-08: 14 (reading of 2026-08-31); 11 before, so worse; unhealthy: not at most 12"
    );
    assert_eq!(of_kpi(healthy.clone(), &both[..1]), "2026-07: 11 (reading of 2026-07-31); healthy: at most 12");
    assert_eq!(
        of_kpi(json!({ "healthy": { "max": 12 }, "target": 10 }), &both[..1]),
        "2026-07: 11 (reading of 2026-07-31); watch: at most 12, but its target 10 is not met"
    );
    assert_eq!(
        of_kpi(json!({ "target": 11 }), &both[..1]),
        "2026-07: 11 (reading of 2026-07-31); healthy: its target 11 is met"
    );
    assert_eq!(
        of_kpi(json!({ "aggregate": "sum" }), &[("2026-08-03", 4.0), ("2026-08-20", 5.0), ("2026-07-02", 9.0)]),
        "2026-08: 9 (sum of 2 readings, the last of 2026-08-20); 9 before, the same; \
         unrated: it has neither a range nor a target"
    );
    assert_eq!(
        of_kpi(healthy.clone(), &[("2026-05-31", 11.0)]),
        "2026-05: 11 (reading of 2026-05-31); stale: nothing was read since 2026-05-31"
    );
    assert_eq!(of_kpi(healthy, &[]), "no value: nothing was read by 2026-08-31");
    // A bound from August on; a period is judged by what is in force on its last day.
    let revised =
        json!({ "healthy": { "max": 12 }, "revisions": [{ "from": "2026-08-15", "healthy": { "max": 15 } }] });
    assert_eq!(of_kpi(revised, &both), "2026-08: 14 (reading of 2026-08-31); 11 before, so worse; healthy: at most 15");
    let few = json!([{ "id": "k", "name": "K", "better": "lower", "cadence": "monthly", "min_sample": 10 }]);
    let rows = json!([{ "metric": "k", "date": "2026-08-31", "value": 3, "sample": 4 }]);
    let explanation = explain(&tracker(json!([]), few), &rows, "k");
    assert_eq!(explanation.text, "no value: the sample of 2026-08 is 4, under 10");
    assert_eq!((explanation.table.as_str(), explanation.score), ("kpis", None));
    let teams = json!([{ "id": "k", "name": "K", "better": "lower", "cadence": "monthly", "teams": ["people"] }]);
    let rows = json!([{ "metric": "k@people", "date": "2026-08-31", "value": 3 }]);
    assert_eq!(
        explain(&tracker(json!([]), teams), &rows, "k@people").text,
        "2026-08: 3 (reading of 2026-08-31); unrated: it has neither a range nor a target"
    );
}
