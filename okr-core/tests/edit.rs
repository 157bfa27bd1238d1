//! Editing plans: the vectors in `conformance/edits`, and what holds for all plans.

mod random;

use std::path::{Path, PathBuf};

use okr_core::diff::{Diff, Difference};
use okr_core::edit::{Edit, Remove, Rename};
use okr_core::plan::{ItemKind, KeyResult, Objective, Reach};
use okr_core::readings::CheckIns;
use okr_core::{Errors, Evaluation, Plan, Readings};
use proptest::prelude::*;
use random::Tape;
use serde_json::{Value, json};

const KNOWN: [&str; 14] = [
    "why",
    "edit",
    "expected",
    "errors",
    "new",
    "renames",
    "rows",
    "patch",
    "readings",
    "check_ins",
    "metrics",
    "subjects",
    "plan",
    "message",
];

/// A document changed by a list of `{op, path, value}`.
fn patched(document: &Value, patch: &Value) -> Value {
    let mut document = document.clone();
    for step in patch.as_array().into_iter().flatten() {
        let (parent, key) = step["path"].as_str().unwrap().rsplit_once('/').unwrap();
        let parent = document.pointer_mut(parent).unwrap();
        match (parent, step["op"].as_str().unwrap()) {
            (Value::Array(list), "add") => list.insert(key.parse().unwrap(), step["value"].clone()),
            (Value::Array(list), "remove") => drop(list.remove(key.parse().unwrap())),
            (Value::Array(list), "replace") => list[key.parse::<usize>().unwrap()] = step["value"].clone(),
            (Value::Object(fields), "remove") => assert!(fields.remove(key).is_some(), "{key}"),
            (Value::Object(fields), op) => {
                assert_eq!(fields.insert(key.into(), step["value"].clone()).is_some(), op == "replace", "{key}");
            }
            _ => panic!("{step}"),
        }
    }
    document
}

fn plan(document: &Value) -> Plan {
    Plan::from_json(&document.to_string()).unwrap()
}

/// What comes out of a case, as JSON.
fn outcome(document: &Value, case: &Value) -> Result<Value, Errors> {
    let text = |field: &str| case.get(field).map_or("[]".to_owned(), Value::to_string);
    let renames: Vec<Rename> = serde_json::from_str(&text("renames")).unwrap();
    let before = plan(&patched(document, &case["patch"]));
    if case.get("edit").is_some() {
        let after = before.edit(Edit::from_json(&text("edit"))?)?;
        return Ok(serde_json::to_value(after).unwrap());
    }
    if let Some(new) = case.get("new") {
        let new = plan(&patched(document, new));
        let diff = before.diff(&new, &renames)?;
        assert_eq!(before.apply(&diff)?, new);
        return Ok(serde_json::to_value(diff).unwrap());
    }
    if case.get("readings").is_some() {
        let rows: Vec<(String, String, f64)> = serde_json::from_str(&text("readings")).unwrap();
        let rows: Vec<Value> = rows
            .into_iter()
            .map(|(metric, date, value)| json!({"metric": metric, "date": date, "value": value}))
            .collect();
        let readings = Readings::from_json(&Value::from(rows).to_string())?.renamed(&renames)?;
        let check_ins = CheckIns::from_json(&text("check_ins"))?.renamed(&renames);
        let subjects: Vec<String> = check_ins
            .iter()
            .map(|check_in| check_in.subject().unwrap())
            .map(|subject| format!("{} {}", subject.field(), subject.id()))
            .collect();
        return Ok(json!({ "metrics": readings.metrics().collect::<Vec<_>>(), "subjects": subjects }));
    }
    let rows: Vec<Difference> = serde_json::from_str(&text("rows")).unwrap();
    Ok(serde_json::to_value(before.apply(&Diff::new(rows))?).unwrap())
}

/// Where two documents differ.
fn unlike(wanted: &Value, found: &Value) -> String {
    let read = |document: &Value| Plan::from_json(&document.to_string());
    match (read(wanted), read(found)) {
        (Ok(wanted), Ok(found)) => serde_json::to_string(&wanted.diff(&found, &[]).unwrap()).unwrap(),
        _ => format!("expected {wanted}\n  found {found}"),
    }
}

/// What is wrong with a case; empty where it passes.
fn run(document: &Value, case: &Value) -> Option<String> {
    if let Some(field) = case.as_object().unwrap().keys().find(|field| !KNOWN.contains(&field.as_str())) {
        return Some(format!("this runner does not know {field}"));
    }
    let wanted = match (case.get("expected"), case.get("new"), case.get("metrics")) {
        (Some(patch), ..) => {
            let before = patched(document, &case["patch"]);
            serde_json::to_value(plan(&patched(&before, patch))).unwrap()
        }
        (_, Some(_), _) => case["rows"].clone(),
        (.., Some(metrics)) => json!({ "metrics": metrics, "subjects": case["subjects"] }),
        _ => Value::Null,
    };
    match (outcome(document, case), case.get("errors").and_then(Value::as_array)) {
        (Ok(found), None) => (found != wanted).then(|| unlike(&wanted, &found)),
        (Ok(found), Some(_)) => Some(format!("errors were expected, found {found}")),
        (Err(errors), None) => Some(errors.to_string()),
        (Err(errors), Some(wanted)) => {
            let found: Vec<Value> = errors.iter().map(|error| serde_json::to_value(error).unwrap()).collect();
            let same = |found: &Value, wanted: &Value| {
                wanted.as_object().unwrap().iter().all(|(field, value)| found[field] == *value)
            };
            let all =
                found.len() == wanted.len() && found.iter().zip(wanted).all(|(found, wanted)| same(found, wanted));
            (!all).then(|| format!("expected {wanted:?}\n  found {errors}"))
        }
    }
}

#[test]
fn vectors() {
    let folder = std::env::var_os("OKR_EDITS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance/edits"), PathBuf::from);
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let (mut count, mut failed) = (0, 0);
    for file in &files {
        let vectors: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        assert_eq!(
            serde_json::to_value(plan(&vectors["plan"])).unwrap(),
            vectors["plan"],
            "the plan is written as the library does"
        );
        for case in vectors["cases"].as_array().unwrap() {
            count += 1;
            if let Some(problem) = run(&vectors["plan"], case) {
                failed += 1;
                println!("{}: {}\n  {problem}", file.file_stem().unwrap().display(), case["why"]);
            }
        }
    }
    println!("rust: {count} vectors of edits, {failed} failed");
    assert!(failed == 0 && count >= 100);
}

/// An item of a plan, by a number.
fn some_item(plan: &Plan, number: u32) -> Option<(ItemKind, String)> {
    let document = serde_json::to_value(plan).unwrap();
    let mut items = Vec::new();
    let lists = [
        ("teams", ItemKind::Team),
        ("cycles", ItemKind::Cycle),
        ("objectives", ItemKind::Objective),
        ("kpis", ItemKind::Kpi),
        ("inputs", ItemKind::Input),
        ("calendars", ItemKind::Calendar),
    ];
    let id = |item: &Value| item["id"].as_str().unwrap().to_owned();
    for (list, kind) in lists {
        for item in document[list].as_array().into_iter().flatten() {
            items.push((kind, id(item)));
            let inner = item["key_results"].as_array().into_iter().flatten();
            items.extend(inner.map(|item| (ItemKind::KeyResult, id(item))));
        }
    }
    let index = number as usize % items.len().max(1);
    items.into_iter().nth(index)
}

fn unique(plan: &Plan) -> bool {
    plan.diff(plan, &[]).is_ok()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn renaming_there_and_back_changes_nothing(numbers in prop::collection::vec(any::<u32>(), 0..300), which: u32) {
        let plan = random::case(&mut Tape::new(&numbers)).plan;
        let Some((kind, id)) = some_item(&plan, which) else { return Ok(()) };
        prop_assume!(unique(&plan));
        let there = plan.edit(Rename::new(id.clone(), "another_name").kind(kind)).unwrap();
        prop_assert!(there.find("another_name", Some(kind)).unwrap().is_some());
        prop_assert!(there.find(&id, Some(kind)).unwrap().is_none());
        let again = there.edit(Rename::new("another_name", id).kind(kind)).unwrap();
        prop_assert_eq!(again, plan);
    }

    /// The report of a renamed plan over renamed readings and check-ins is that of the plan, but for the name.
    #[test]
    fn reports_of_a_renamed_plan_are_equal_up_to_names(numbers in prop::collection::vec(any::<u32>(), 0..400), which: u32) {
        let case = random::case(&mut Tape::new(&numbers));
        let Some((kind, id)) = some_item(&case.plan, which) else { return Ok(()) };
        let (Ok(tracker), Ok(check_ins)) = (case.plan.clone().resolve(), CheckIns::new(case.check_ins)) else { return Ok(()) };
        let readings = random::readings(&case.readings);
        let report = |tracker: &okr_core::Tracker, readings: &Readings, check_ins: &CheckIns| {
            let report = tracker.evaluate(&Evaluation::new(readings, case.as_of).check_ins(check_ins)).unwrap();
            let numbers = |rows: &[okr_core::report::KeyResultRow]| -> Vec<_> {
                rows.iter().map(|row| (row.status, row.score.map(f64::to_bits), row.raw.map(f64::to_bits), row.said)).collect()
            };
            let objectives: Vec<_> = report.objectives.iter().map(|row| (row.status, row.score.map(f64::to_bits))).collect();
            let kpis: Vec<_> = report.kpis.iter().map(|row| (row.health, row.value.map(f64::to_bits))).collect();
            let findings: Vec<_> = report.findings.iter().map(|row| row.code).collect();
            let counts = (report.readings.used, report.readings.superseded, report.readings.unknown.len(), report.triggers.len());
            (numbers(&report.key_results), objectives, kpis, findings, counts)
        };
        let renames = [Rename::new(id, "another_name").kind(kind)];
        let renamed = case.plan.edit(renames[0].clone()).unwrap().resolve().unwrap();
        // Two lists of readings that come together, each with its meaning of several rows, are refused.
        let Ok(moved) = readings.renamed(&renames) else { return Ok(()) };
        prop_assert_eq!(report(&tracker, &readings, &check_ins), report(&renamed, &moved, &check_ins.renamed(&renames)));
    }

    #[test]
    fn what_is_removed_with_cascade_leaves_a_sound_plan(numbers in prop::collection::vec(any::<u32>(), 0..300), which: u32) {
        let plan = random::case(&mut Tape::new(&numbers)).plan;
        let Some((kind, id)) = some_item(&plan, which) else { return Ok(()) };
        prop_assume!(plan.check().is_empty());
        let removed = plan.edit(Remove::new(id.clone()).kind(kind).cascade(true)).unwrap();
        prop_assert_eq!(removed.check(), vec![]);
        prop_assert!(removed.find(&id, Some(kind)).unwrap().is_none());
        // Without cascade it is the same, or it is refused, and rightly so.
        match plan.edit(Remove::new(id).kind(kind)) {
            Ok(same) => prop_assert_eq!(same, removed),
            Err(errors) => prop_assert!(errors.iter().all(|error| error.code() == "dangling_reference")),
        }
    }

    #[test]
    fn a_difference_says_what_an_edit_did(numbers in prop::collection::vec(any::<u32>(), 0..300), which: u32) {
        let plan = random::case(&mut Tape::new(&numbers)).plan;
        let Some((kind, id)) = some_item(&plan, which) else { return Ok(()) };
        prop_assume!(unique(&plan));
        let rename = Rename::new(id.clone(), "another_name").kind(kind);
        let renamed = plan.edit(rename.clone()).unwrap();
        let told = plan.diff(&renamed, &[rename]).unwrap();
        prop_assert_eq!(told.rows().len(), 1);
        prop_assert_eq!(plan.apply(&told).unwrap(), renamed);
        let removed = plan.edit(Remove::new(id).kind(kind).cascade(true)).unwrap();
        let diff = plan.diff(&removed, &[]).unwrap();
        let kept: Diff = serde_json::from_str(&serde_json::to_string(&diff).unwrap()).unwrap();
        prop_assert_eq!(plan.apply(&kept).unwrap(), removed);
    }
}

/// Each field that `check` follows as a reference is one that edits follow too, and the other way round.
#[test]
fn edits_follow_the_references_that_checks_follow() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance/edits/remove.json");
    let vectors: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let whole = plan(&vectors["plan"]);
    assert!(whole.check().is_empty());
    let mut number = 0;
    while let Some((kind, id)) = some_item(&whole, number).filter(|_| number < 18) {
        number += 1;
        let mut paths = match whole.edit(Remove::new(id.clone()).kind(kind)) {
            Err(errors) => errors.iter().map(|error| error.path.clone()).collect::<Vec<_>>(),
            Ok(_) => vec![],
        };
        // The item is there under another id, so that the positions stay.
        let mut document = vectors["plan"].clone();
        document.pointer_mut(&whole.find(&id, Some(kind)).unwrap().unwrap().path).unwrap()["id"] = "another".into();
        let own = plan(&document).check();
        let mut unknown: Vec<String> = own.iter().map(|error| error.path.clone()).collect();
        if kind == ItemKind::Objective {
            // Its key results go too, and keep their ids here.
            paths.retain(|path| unknown.contains(path));
        }
        if kind == ItemKind::Team {
            // A series is checked against the teams of its KPI, which name the one that is gone as well.
            paths.retain(|path| !path.ends_with("/metric"));
            unknown.retain(|path| !path.ends_with("/metric"));
        }
        paths.sort();
        unknown.sort();
        unknown.dedup();
        assert_eq!(paths, unknown, "{kind} {id}");
    }
    assert_eq!(number, 18);
}

/// 10,000 key results: an edit and a difference grow with the plan and not with its square.
#[test]
fn large_plans_are_edited_in_linear_time() {
    let key_result = |index: usize| KeyResult::new(format!("k{index}"), "Trees", Reach::new(1.0).from(0.0));
    let plan = Plan::new().objectives([
        Objective::new("a", "Grow the garden", "q").key_results((0..10_000).map(key_result)),
        Objective::new("b", "Grow the wood", "q"),
    ]);
    let mut other = plan.clone();
    let moved: Vec<KeyResult> = other.objectives[0].key_results.drain(..5_000).collect();
    other.objectives[1].key_results = moved.into_iter().rev().collect();
    other.objectives[0].key_results.truncate(2_500);
    let start = std::time::Instant::now();
    let diff = plan.diff(&other, &[]).unwrap();
    assert_eq!(diff.rows().len(), 7_500);
    assert_eq!(plan.apply(&diff).unwrap(), other);
    assert_eq!(other.apply(&other.diff(&plan, &[]).unwrap()).unwrap(), plan);
    assert_eq!(plan.edit(Remove::new("a").cascade(true)).unwrap().objectives.len(), 1);
    assert!(plan.edit(Rename::new("k77", "tree")).unwrap().key_result("tree").is_some());
    // A quadratic step takes minutes in a build without optimization.
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
