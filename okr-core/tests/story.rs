//! The example quarter, played day by day: each report says what the story says.

mod proposed;
mod vectors;

use std::path::Path;

use chrono::NaiveDate;
use okr_core::calendar::parse_date;
use okr_core::readings::{CheckIns, Loader};
use okr_core::{Evaluation, Plan};
use proposed::found_on_drafts;
use serde_json::{Map, Value};
use vectors::differences;

fn read(ending: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data");
    std::fs::read_to_string(folder.join(format!("people-quarter{ending}"))).unwrap()
}

/// What the story says of a day: the newest turn of each path, and the facts of that day.
fn told(story: &Value, day: &str) -> Value {
    let mut facts = Map::new();
    for (path, turns) in story["turns"].as_object().unwrap() {
        let turns = turns.as_array().unwrap();
        let newest = turns.iter().rfind(|turn| turn[0].as_str().unwrap() <= day).unwrap();
        facts.insert(path.clone(), newest[1].clone());
    }
    facts.extend(
        story["days"].get(day).and_then(Value::as_object).into_iter().flatten().map(|(k, v)| (k.clone(), v.clone())),
    );
    facts.into()
}

#[test]
fn each_day_reads_as_the_story_says() {
    let text = read(".json");
    let plan: Value = serde_json::from_str(&text).unwrap();
    let tracker = Plan::from_json(&text).unwrap().resolve().unwrap();
    let readings = Loader::new().csv(read(".csv")).unwrap().complete().unwrap();
    let check_ins = CheckIns::from_json(&read("-check-ins.json")).unwrap();
    let story: Value = serde_json::from_str(&read("-story.json")).unwrap();
    let date = |field: &str| parse_date(story[field].as_str().unwrap()).unwrap();
    let days: Vec<NaiveDate> = date("first").iter_days().take_while(|day| *day <= date("last")).collect();
    assert_eq!(days.len(), 102);
    let mut problems = Vec::new();
    for day in days {
        let evaluation = Evaluation::new(&readings, day).check_ins(&check_ins);
        let report = serde_json::to_value(tracker.evaluate(&evaluation).unwrap()).unwrap();
        let told = told(&story, &day.to_string());
        problems
            .extend(differences(&report, Some(&plan), Some(&told)).into_iter().map(|line| format!("{day}: {line}")));
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn the_review_of_the_quarter_tells_what_happened() {
    let tracker = Plan::from_json(&read(".json")).unwrap().resolve().unwrap();
    let readings = Loader::new().csv(read(".csv")).unwrap().complete().unwrap();
    let check_ins = CheckIns::from_json(&read("-check-ins.json")).unwrap();
    let last = parse_date("2026-10-10").unwrap();
    let evaluation = Evaluation::new(&readings, last).check_ins(&check_ins);
    let review = tracker.review(&evaluation, "2026-Q3").unwrap();
    let attained: Vec<_> = review.objectives.iter().map(|row| (&*row.objective, row.attained.unwrap())).collect();
    assert_eq!(
        attained,
        [("faster-hiring", true), ("better-managers", true), ("useful-reviews", false), ("support-efficiency", false)]
    );
    let moved = |kpi: &str| {
        let all = review.objectives.iter().flat_map(|row| &row.kpis);
        all.filter(|row| &*row.kpi == kpi).map(|row| row.moved.as_str()).next()
    };
    assert_eq!(moved("time-to-hire"), Some("improved"));
    assert_eq!(moved("engagement"), Some("unchanged"));
    assert_eq!(review.dropped.iter().map(|row| &*row.id).collect::<Vec<_>>(), ["review-writing-time"]);
    let graduates: Vec<_> = review.graduates.iter().map(|row| row.kpi.id.as_str()).collect();
    assert_eq!(graduates, ["manager-effectiveness-kpi", "new-manager-attrition-kpi", "chatbot-share-kpi"]);
    let carried: Vec<_> = review.carry_over.iter().map(|row| &*row.continues).collect();
    assert_eq!(carried, ["useful-reviews", "support-efficiency"]);
    let next = review.carry_over[1].objective.as_ref().unwrap();
    let key_results: Vec<_> = next.key_results.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(key_results, ["five-agents-2026-Q4", "tickets-per-agent-2026-Q4"], "what was attained does not go on");
    let page = review.to_markdown();
    for heading in [
        "## Objectives",
        "## KPIs",
        "improved |",
        "## Triggers that fired",
        "## What to keep",
        "## What to carry over",
        "## What was dropped",
        "## How we worked",
    ] {
        assert!(page.contains(heading), "{heading} is missing in\n{page}");
    }
    // The span of check_in_days = 7 fits 13 whole times into 92 days.
    assert!(review.objectives.iter().all(|row| row.process.check_ins_due == 13));
    // Support was silent from 8 to 13 August.
    assert_eq!(review.objectives[3].process.days_stale, 6);
}

#[test]
fn the_findings_of_each_day_are_those_that_the_quarter_is_meant_to_show() {
    let tracker = Plan::from_json(&read(".json")).unwrap().resolve().unwrap();
    let readings = Loader::new().csv(read(".csv")).unwrap().readings;
    let check_ins = CheckIns::from_json(&read("-check-ins.json")).unwrap();
    let first = parse_date("2026-06-26").unwrap();
    for day in first.iter_days().take_while(|day| day.to_string().as_str() <= "2026-10-20") {
        let report = tracker.evaluate(&Evaluation::new(&readings, day).check_ins(&check_ins)).unwrap();
        let found: Vec<String> = report
            .findings
            .iter()
            .map(|row| format!("{}@{}", row.code, row.id.as_deref().unwrap_or_default()))
            .collect();
        let mut expected = vec!["too-few-kpis@customer"];
        if day.to_string().as_str() >= "2026-08-04" {
            expected.push("unanswered-trigger@turnover");
        }
        expected.push("unknown-metric@absenteism");
        assert_eq!(found, expected, "{day}\n{}", okr_core::lint::render(&report.findings));
    }
}

#[test]
fn the_drafts_of_the_example_quarter_raise_no_findings() {
    let plan = Plan::from_json(&read(".json")).unwrap();
    let readings = Loader::new().csv(read(".csv")).unwrap().readings;
    let check_ins = CheckIns::from_json(&read("-check-ins.json")).unwrap();
    let mut drafts = 0;
    for day in ["2026-07-01", "2026-08-04", "2026-08-15", "2026-08-16", "2026-09-03", "2026-09-30"] {
        let evaluation = Evaluation::new(&readings, parse_date(day).unwrap()).check_ins(&check_ins);
        let (found, count) = found_on_drafts(&plan, &evaluation);
        assert_eq!(found, [""; 0], "{day}");
        drafts += count;
    }
    assert!(drafts >= 5, "only {drafts} drafts");
}
