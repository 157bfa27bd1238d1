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
        "0.52 = (42 − 33) / (42 − 25): from 42 (as written) towards 25, now 33 (reading of 2026-08-14)"
    );
    assert_eq!(
        of(days.clone(), &[("2026-08-14", 43.0)]),
        "0, cut from −0.05 = (42 − 43) / (42 − 25): from 42 (as written) towards 25, now 43 (reading of 2026-08-14)"
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
    assert_eq!(of(enps, &three), format!("0.66 = 2 / 3: 2 of its 3 readings are at least 40; {now}"));
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

/// What is said of the KPI `id` of a plan with these inputs, KPIs and readings `(metric, date, value)`.
fn made(inputs: &Value, kpis: &Value, rows: &[(&str, &str, f64)], id: &str) -> okr_core::explain::Explanation {
    let plan = json!({ "version": 1, "inputs": inputs, "kpis": kpis });
    let tracker = Plan::from_json(&plan.to_string()).unwrap().resolve().unwrap();
    let rows: Vec<Value> =
        rows.iter().map(|(metric, date, value)| json!({ "metric": metric, "date": date, "value": value })).collect();
    explain(&tracker, &json!(rows), id)
}

#[test]
fn formulas() {
    let inputs =
        json!([{ "id": "leavers" }, { "id": "heads", "aggregate": "latest" }, { "id": "answers", "empty": "zero" }]);
    let rate = |more: Value| {
        let mut kpi = json!({ "id": "k", "name": "K", "better": "lower", "cadence": "monthly",
                              "formula": "100 * leavers / heads", "healthy": { "max": 10 } });
        kpi.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!([kpi])
    };
    let july = [("leavers", "2026-07-03", 2.0), ("leavers", "2026-07-20", 3.0), ("heads", "2026-07-31", 40.0)];
    let explained = made(&inputs, &rate(json!({})), &july, "k");
    assert_eq!(
        explained.text,
        "2026-07: 12.5 = 100 × 5 / 40: `leavers` 5 (sum of 2 readings, the last of 2026-07-20), \
         `heads` 40 (reading of 2026-07-31); unhealthy: not at most 10"
    );
    let steps: Vec<(StepKind, Option<&str>, Option<f64>)> =
        explained.steps.iter().map(|step| (step.kind, step.id.as_deref(), step.value)).collect();
    assert_eq!(
        steps,
        [
            (StepKind::Input, Some("leavers"), Some(5.0)),
            (StepKind::Reading, None, Some(2.0)),
            (StepKind::Reading, None, Some(3.0)),
            (StepKind::Input, Some("heads"), Some(40.0)),
            (StepKind::Reading, None, Some(40.0)),
            (StepKind::Formula, None, Some(12.5)),
            (StepKind::Current, None, Some(12.5)),
        ]
    );
    // Nobody there: a division by 0.
    let none = [("leavers", "2026-07-03", 2.0), ("heads", "2026-07-31", 0.0)];
    assert_eq!(
        made(&inputs, &rate(json!({})), &none, "k").text,
        "no value: 2026-07 comes to 100 × 2 / 0 (`leavers` 2 (reading of 2026-07-03), `heads` 0 (reading of 2026-07-31)), \
         which is no value"
    );
    assert_eq!(
        made(&inputs, &rate(json!({})), &july[..2], "k").text,
        "no value: by 2026-08-31 there is no period in which each of its inputs has a value"
    );
    // Other parentheses are kept; an input without a row counts as 0, and is the sample.
    let other = json!({ "formula": "(leavers - answers) / (heads / 2)", "sample": "answers", "min_sample": 3 });
    assert_eq!(made(&inputs, &rate(other), &july, "k").text, "no value: the sample of 2026-07 is not above 0, under 3");
    let other = json!({ "formula": "(leavers - answers) / (heads / 2)" });
    assert_eq!(
        made(&inputs, &rate(other), &july, "k").text,
        "2026-07: 0.25 = (5 − 0) / (40 / 2): `leavers` 5 (sum of 2 readings, the last of 2026-07-20), \
         `answers` 0 (no reading, which counts as 0), `heads` 40 (reading of 2026-07-31); healthy: at most 10"
    );
}

#[test]
fn wholes() {
    let inputs = json!([{ "id": "leavers" }, { "id": "heads", "aggregate": "latest" }]);
    let kpis = json!([
        { "id": "all", "name": "All", "better": "lower", "cadence": "monthly", "formula": "100 * leavers / heads" },
        { "id": "each", "name": "Each", "better": "lower", "cadence": "monthly", "formula": "100 * leavers / heads", "teams": "any" },
    ]);
    let rows = [
        ("leavers@sales", "2026-07-31", 2.0),
        ("heads@sales", "2026-07-31", 40.0),
        ("leavers@support", "2026-07-31", 3.0),
        ("heads@support", "2026-07-31", 20.0),
        ("leavers@sales", "2026-06-30", 1.0),
        ("heads@sales", "2026-06-30", 40.0),
        ("leavers@shop", "2026-06-30", 1.0),
        ("heads@shop", "2026-06-30", 10.0),
        ("leavers@shop", "2026-07-31", 1.0),
    ];
    let explained = made(&inputs, &kpis, &rows, "all");
    assert_eq!(
        explained.text,
        "2026-07: 8.3333 = 100 × 5 / 60: `leavers` 5 (2 of `sales` + 3 of `support`), \
         `heads` 60 (40 of `sales` + 20 of `support`); 2 of 3 names, without `shop`; 4 before, so worse; \
         unrated: it has neither a range nor a target"
    );
    let part = explained.steps.iter().find(|step| step.kind == StepKind::Part).unwrap();
    assert_eq!((part.id.as_deref(), part.value), (Some("leavers@sales"), Some(2.0)));
    assert_eq!(part.text, "`leavers@sales` 2 (reading of 2026-07-31)");
    let left_out = explained.steps.iter().find(|step| step.kind == StepKind::LeftOut).unwrap();
    assert_eq!(left_out.text, "`shop` is left out: it has no value of `heads`");
    // A series that only readings name.
    assert_eq!(
        made(&inputs, &kpis, &rows, "each@support").text,
        "2026-07: 15 = 100 × 3 / 20: `leavers` 3 (reading of 2026-07-31), `heads` 20 (reading of 2026-07-31); \
         unrated: it has neither a range nor a target"
    );
}

#[test]
fn windows_events_and_late_data() {
    let unrated = "unrated: it has neither a range nor a target";
    let rolling = json!({ "aggregate": "sum", "window": 2 });
    let explained = of_kpi(rolling.clone(), &[("2026-06-10", 4.0), ("2026-07-10", 5.0), ("2026-08-10", 7.0)]);
    assert_eq!(
        explained,
        format!(
            "2026-08: 12 (sum of 2 readings, the last of 2026-08-10), over 2 months; 9 before, so worse; {unrated}"
        )
    );
    assert_eq!(of_kpi(rolling, &[("2026-07-10", 5.0)]), "no value: by 2026-08-31 no window of 2 months is full");
    // The month of July without a row is 0, once it is settled.
    assert_eq!(
        of_kpi(json!({ "aggregate": "sum", "empty": "zero" }), &[("2026-06-10", 4.0)]),
        format!("2026-07: 0 (no reading, which counts as 0); 4 before, so better; {unrated}")
    );
    assert_eq!(
        of_kpi(json!({ "aggregate": "sum", "grace_days": 20 }), &[("2026-08-10", 4.0)]),
        format!("2026-08: 4 (reading of 2026-08-10); preliminary, since readings may come until 2026-09-20; {unrated}")
    );
    // The week from 31 August to 6 September is not over.
    assert_eq!(
        of_kpi(json!({ "aggregate": "sum", "cadence": "weekly" }), &[("2026-08-31", 4.0)]),
        "no value: no period is complete; 2026-W36 comes to 4 so far"
    );
    // Eight sales of one day, then the sum of two days.
    let kpis = json!([{ "id": "k", "name": "K", "better": "higher", "cadence": "monthly", "aggregate": "sum" }]);
    let tracker = tracker(json!([]), kpis);
    let sale = |date: &str| okr_core::readings::Reading::new("k", parse_date(date).unwrap(), 1.0);
    let events = |rows: Vec<okr_core::readings::Reading>| {
        let loader = okr_core::readings::Loader::new().duplicates(okr_core::readings::Duplicates::Sum);
        let readings = loader.rows(rows).complete().unwrap();
        tracker.explain(&Evaluation::new(&readings, parse_date(DAY).unwrap()), "k").unwrap()
    };
    assert_eq!(
        events(vec![sale("2026-08-14"); 8]).text,
        format!("2026-08: 8 (sum of 8 rows of 2026-08-14); {unrated}")
    );
    let two = events([vec![sale("2026-08-14"); 8], vec![sale("2026-08-20"); 2]].concat());
    assert_eq!(two.text, format!("2026-08: 10 (sum of 2 readings, the last of 2026-08-20); {unrated}"));
    let steps: Vec<&str> = two.steps.iter().map(|step| step.text.as_str()).collect();
    assert_eq!(steps[..2], ["8 (sum of 8 rows of 2026-08-14)", "2 (sum of 2 rows of 2026-08-20)"]);
}
