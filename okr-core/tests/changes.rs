//! What is new since a day: the vectors in `conformance/changes`, and what holds for all plans.

mod random;

use std::path::{Path, PathBuf};

use okr_core::calendar::parse_date;
use okr_core::changes::{ChangeCode, ChangedTable, Changes, GroupBy, MAX_LINES};
use okr_core::readings::{CheckIns, Duplicates, Loader};
use okr_core::{Errors, Evaluation, Plan, Readings, Report, Scope};
use proptest::prelude::*;
use random::Tape;
use serde_json::Value;

const KNOWN: [&str; 14] = [
    "why",
    "plan",
    "readings",
    "load",
    "check_ins",
    "since",
    "as_of",
    "before",
    "scope",
    "rows",
    "text",
    "markdown_by_owner",
    "max_lines",
    "errors",
];

fn changes(case: &Value) -> Result<Changes, Errors> {
    let text = |field: &str| case.get(field).map(Value::to_string);
    let day = |field: &str| parse_date(case[field].as_str().unwrap()).unwrap();
    let tracker = Plan::from_json(&text("plan").unwrap())?.resolve()?;
    let duplicates = case.pointer("/load/duplicates").and_then(Value::as_str).unwrap_or("last");
    let loader = Loader::new().duplicates(duplicates.parse::<Duplicates>().unwrap());
    let readings = loader.json(&text("readings").unwrap())?.complete()?;
    let check_ins = CheckIns::from_json(&text("check_ins").unwrap_or("[]".into()))?;
    let mut evaluation = Evaluation::new(&readings, day("as_of")).check_ins(&check_ins);
    if let Some(scope) = text("scope") {
        evaluation = evaluation.scope(Scope::from_json(&scope)?);
    }
    match text("before") {
        Some(before) => tracker.changes_from(&Plan::from_json(&before)?.resolve()?, &evaluation, day("since")),
        None => tracker.changes(&evaluation, day("since")),
    }
}

/// What is wrong with a case; empty where it passes.
fn run(case: &Value) -> Vec<String> {
    if let Some(field) = case.as_object().unwrap().keys().find(|field| !KNOWN.contains(&field.as_str())) {
        return vec![format!("this runner does not know {field}")];
    }
    let changes = match (changes(case), case.get("errors").and_then(Value::as_array)) {
        (Err(errors), Some(expected)) => {
            let found: Vec<_> = errors.iter().map(|error| (error.code().to_owned(), error.path.clone())).collect();
            let word = |error: &Value, field: &str| error[field].as_str().unwrap().to_owned();
            let wanted: Vec<_> = expected.iter().map(|error| (word(error, "code"), word(error, "path"))).collect();
            return if found == wanted { vec![] } else { vec![format!("expected {wanted:?}, found {found:?}")] };
        }
        (Err(errors), None) => return vec![errors.to_string()],
        (Ok(_), Some(_)) => return vec!["errors were expected, and there are none".into()],
        (Ok(changes), None) => changes,
    };
    let found: Vec<Value> = serde_json::from_str(&changes.to_json()).unwrap();
    let wanted = case["rows"].as_array().unwrap();
    let mut problems = Vec::new();
    if found.len() != wanted.len() {
        problems.push(format!("expected {} rows, found {}", wanted.len(), found.len()));
    }
    for (found, wanted) in found.iter().zip(wanted) {
        for (field, wanted) in
            wanted.as_object().unwrap().iter().filter(|(field, wanted)| found.get(field) != Some(wanted))
        {
            problems
                .push(format!("{} {}: expected {field} {wanted}, found {}", found["code"], found["id"], found[field]));
        }
    }
    if !problems.is_empty() {
        problems.extend(found.iter().map(|row| format!("found {row}")));
    }
    let lines = case.get("max_lines").and_then(Value::as_u64).map_or(MAX_LINES, |lines| lines as usize);
    let pages =
        [("text", changes.to_text(lines)), ("markdown_by_owner", changes.to_markdown(Some(GroupBy::Owner), lines))];
    for (field, page) in pages {
        if let Some(wanted) = case.get(field).and_then(Value::as_str).filter(|wanted| *wanted != page) {
            problems.push(format!("expected {field}\n{wanted}\nfound\n{page}"));
        }
    }
    problems
}

#[test]
fn vectors() {
    let folder = std::env::var_os("OKR_CHANGES")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance/changes"), PathBuf::from);
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut failed = 0;
    for file in &files {
        let problems = run(&serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap());
        if !problems.is_empty() {
            failed += 1;
            println!("{}\n  {}", file.display(), problems.join("\n  "));
        }
    }
    println!("rust: {} vectors of changes, {failed} failed", files.len());
    assert!(failed == 0 && files.len() >= 40);
}

#[test]
fn every_code_and_cause_has_a_vector() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance/changes");
    let all: String =
        std::fs::read_dir(folder).unwrap().map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect();
    for word in ChangeCode::ALL.map(ChangeCode::as_str) {
        assert!(all.contains(&format!("\"code\": \"{word}\"")), "{word}");
    }
    for word in okr_core::changes::Cause::ALL.map(okr_core::changes::Cause::as_str) {
        assert!(all.contains(&format!("\"cause\": \"{word}\"")), "{word}");
    }
}

fn evaluated(tracker: &okr_core::Tracker, readings: &Readings, check_ins: &CheckIns, day: chrono::NaiveDate) -> Report {
    tracker.evaluate(&Evaluation::new(readings, day).check_ins(check_ins)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// The states of goals before and after are those of the reports; what has no row did not change.
    #[test]
    fn states_equal_those_of_the_reports(numbers in prop::collection::vec(any::<u32>(), 0..400), weeks in 0_u64..40) {
        let case = random::case(&mut Tape::new(&numbers));
        let readings = random::readings(&case.readings);
        let Ok(check_ins) = CheckIns::new(case.check_ins.clone()) else { return Ok(()) };
        let Ok(tracker) = case.plan.clone().resolve() else { return Ok(()) };
        let since = case.as_of - chrono::Days::new(weeks * 3);
        let evaluation = Evaluation::new(&readings, case.as_of).check_ins(&check_ins);
        let Ok(changes) = tracker.changes(&evaluation, since) else { return Ok(()) };
        let before = evaluated(&tracker, &readings, &check_ins, since);
        let after = evaluated(&tracker, &readings, &check_ins, case.as_of);
        let of = |table: ChangedTable, id: &str, code: ChangeCode| {
            changes.rows().iter().find(|row| row.table == table && &*row.id == id && row.code == code)
        };
        for (old, new) in before.key_results.iter().zip(&after.key_results) {
            match of(ChangedTable::KeyResults, &new.key_result, ChangeCode::Status) {
                Some(row) => prop_assert_eq!((row.before.as_deref(), row.after.as_deref()), (Some(old.status.as_str()), Some(new.status.as_str()))),
                None => prop_assert_eq!(old.status, new.status),
            }
            match of(ChangedTable::KeyResults, &new.key_result, ChangeCode::Value) {
                Some(row) => {
                    let number = |text: &Option<std::sync::Arc<str>>| text.as_ref().map(|text| text.parse::<f64>().unwrap());
                    prop_assert_eq!((number(&row.before), number(&row.after)), (old.current, new.current));
                }
                None => prop_assert_eq!(old.current, new.current),
            }
        }
        for (old, new) in before.objectives.iter().zip(&after.objectives) {
            match of(ChangedTable::Objectives, &new.objective, ChangeCode::Status) {
                Some(row) => prop_assert_eq!((row.before.as_deref(), row.after.as_deref()), (Some(old.status.as_str()), Some(new.status.as_str()))),
                None => prop_assert_eq!(old.status, new.status),
            }
        }
        let fired = |report: &Report| report.triggers.iter().filter(|row| matches!(row.state.as_str(), "firing" | "recovering")).count();
        if fired(&before) == 0 && fired(&after) > 0 {
            prop_assert!(changes.rows().iter().any(|row| row.code == ChangeCode::TriggerFired));
        }
        // Nothing is new since the same day, and a message is never longer than asked for.
        prop_assert!(tracker.changes(&evaluation, case.as_of).unwrap().rows().is_empty());
        let lines = changes.to_text(3).lines().filter(|line| line.starts_with("- ")).count();
        prop_assert!(lines <= 4);
    }
}

/// A quarter of 13 weeks: 4 people, 10 key results, 4 KPIs, corrections, a revision, a drop.
mod quarter {
    use std::fmt::Write;

    use chrono::{Days, NaiveDate};

    use super::*;

    /// The Friday that ends a week, 1 for the first full one.
    pub fn friday(week: u64) -> NaiveDate {
        parse_date("2026-07-03").unwrap() + Days::new(7 * week)
    }

    pub fn plan() -> Plan {
        let people = ["Ana", "Ben", "Caro", "Dan"];
        let mut objectives = Vec::new();
        for (objective, count) in [(0, 4), (1, 3), (2, 3)] {
            let mut key_results = Vec::new();
            for _ in 0..count {
                let number = objective * 10 + key_results.len();
                let revisions = if number == 11 {
                    r#", "revisions": [{ "from": "2026-08-18", "reason": "two vendors left", "measure": { "kind": "reach", "to": 60 } }]"#
                } else {
                    ""
                };
                key_results.push(format!(
                    r#"{{ "id": "k{number}", "title": "Result {number}", "owner": "{}", "measure": {{ "kind": "reach", "from": 0, "to": 100 }}{revisions} }}"#,
                    people[number % 4]
                ));
            }
            let dropped = if objective == 2 {
                r#""state": "dropped", "state_since": "2026-08-25", "state_reason": "no budget", "#
            } else {
                ""
            };
            objectives.push(format!(
                r#"{{ "id": "o{objective}", "title": "Objective {objective}", "cycle": "q", "owner": "{}", {dropped}"key_results": [{}] }}"#,
                people[objective],
                key_results.join(",")
            ));
        }
        let kpis: Vec<_> = (0..4)
            .map(|kpi| {
                format!(
                    r#"{{ "id": "t{kpi}", "name": "Indicator {kpi}", "better": "lower", "cadence": "weekly", "owner": "{}", "healthy": {{ "max": 12 }} }}"#,
                    people[kpi]
                )
            })
            .collect();
        let text = format!(
            r#"{{ "version": 1, "cycles": [{{ "id": "q", "start": "2026-07-01", "end": "2026-09-30" }}], "objectives": [{}], "kpis": [{}] }}"#,
            objectives.join(","),
            kpis.join(",")
        );
        Plan::from_json(&text).unwrap()
    }

    /// A value a week of each; some fall behind and recover, one is never measured again, two are corrected.
    pub fn readings() -> Readings {
        let mut rows = Vec::new();
        let mut add = |metric: &str, date: NaiveDate, value: f64, recorded: Option<NaiveDate>| {
            let mut row = format!(r#"{{ "metric": "{metric}", "date": "{date}", "value": {value}"#);
            if let Some(recorded) = recorded {
                let _ = write!(row, r#", "recorded": "{recorded}""#);
            }
            rows.push(row + " }");
        };
        for week in 0..=13_u64 {
            let steady = 6.0 * week as f64;
            for key in [0, 1, 2, 3, 10, 11, 12, 20, 21, 22] {
                let value = match key {
                    // Stuck from week 4 to 8, then catching up.
                    1 if (4..9).contains(&week) => 20.0,
                    // Never more than a third.
                    12 => steady / 3.0,
                    _ => steady,
                };
                // Nothing is heard of one after week 6.
                if key != 3 || week <= 6 {
                    add(&format!("k{key}"), friday(week), value, None);
                }
            }
            for kpi in 0..4_u64 {
                let value = if kpi == 1 && (5..8).contains(&week) { 14.0 } else { 10.0 + (week + kpi) as f64 % 2.0 };
                // The week ends on Sunday.
                add(&format!("t{kpi}"), friday(week) - Days::new(5), value, None);
            }
        }
        add("k0", friday(5), 10.0, Some(friday(6) - Days::new(1)));
        add("t2", friday(8) - Days::new(5), 13.0, Some(friday(9) - Days::new(1)));
        Loader::new().duplicates(Duplicates::Last).json(&format!("[{}]", rows.join(","))).unwrap().complete().unwrap()
    }
}

#[test]
fn a_quarter_is_a_few_lines_a_week() {
    let (tracker, readings) = (quarter::plan().resolve().unwrap(), quarter::readings());
    let mut total = 0;
    let mut said = String::new();
    for week in 0..13 {
        let evaluation = Evaluation::new(&readings, quarter::friday(week + 1));
        let changes = tracker.changes(&evaluation, quarter::friday(week)).unwrap();
        let text = changes.to_text(MAX_LINES);
        let lines = text.lines().filter(|line| line.starts_with("- ")).count();
        assert!(lines <= 10 && !text.contains("more"), "{text}");
        total += lines;
        // Whatever changed its colour is there, but for what a dropped objective takes with it and what its outcome counts.
        for row in changes.rows().iter().filter(|row| matches!(row.code, ChangeCode::Status | ChangeCode::Health)) {
            let goes_with_it = matches!(row.after.as_deref(), Some("dropped" | "achieved"))
                || (row.before.as_deref() == Some("not_started") && text.contains("not started → on track"));
            if row.table != ChangedTable::Objectives && !goes_with_it {
                assert!(text.contains(&format!("- {}: ", row.title)), "{} is missing in\n{text}", row.title);
            }
        }
        said += &text;
    }
    assert!(total <= 5 * 13, "{total} lines\n{said}");
    assert!(said.contains("Objective 2: dropped on 2026-08-25: no budget"), "{said}");
    assert!(said.contains("Result 11: target revised from 100 to 60 as of 2026-08-18: two vendors left"), "{said}");
    assert!(said.contains("Result 0: the value of 2026-08-07 was corrected from 30 to 10"), "{said}");
    assert!(said.contains("Indicator 2: the value of "), "{said}");
}

#[test]
fn many_changes_take_linear_time() {
    let kpis: Vec<String> = (0..10_000)
        .map(|kpi| format!(r#"{{ "id": "t{kpi}", "name": "T{kpi}", "better": "lower", "cadence": "daily", "healthy": {{ "max": 12 }} }}"#))
        .collect();
    let plan = Plan::from_json(&format!(r#"{{ "version": 1, "kpis": [{}] }}"#, kpis.join(","))).unwrap();
    let days = ["2026-08-01", "2026-08-08"];
    let rows: Vec<_> = (0..10_000)
        .flat_map(|kpi| {
            days.map(|day| {
                okr_core::readings::Reading::new(
                    format!("t{kpi}"),
                    parse_date(day).unwrap(),
                    if day == days[0] { 11.0 } else { 13.0 },
                )
            })
        })
        .collect();
    let readings = Readings::from_rows(&rows).unwrap();
    let evaluation = Evaluation::new(&readings, parse_date("2026-08-08").unwrap());
    let changes = plan.resolve().unwrap().changes(&evaluation, parse_date("2026-08-01").unwrap()).unwrap();
    assert!(changes.rows().len() >= 20_000);
    assert!(changes.to_text(10).contains("- and 9990 more"));
}
