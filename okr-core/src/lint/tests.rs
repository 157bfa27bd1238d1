use serde_json::Value;

use super::{registry, render};
use crate::calendar::parse_date;
use crate::plan::FindingCode;
use crate::policy::PolicyChoice;
use crate::readings::{CheckIns, Loader};
use crate::report::{FindingRow, Report};
use crate::{Evaluation, Plan, Readings};

/// The report of a case as examples and conformance vectors write it.
fn evaluate(case: &str) -> Report {
    let case: Value = serde_json::from_str(case).unwrap();
    let text = |field: &str| case.get(field).map(Value::to_string);
    let plan = Plan::from_json(&text("plan").unwrap()).unwrap();
    let readings = Readings::from_json(&text("readings").unwrap_or("[]".into())).unwrap();
    let check_ins = CheckIns::from_json(&text("check_ins").unwrap_or("[]".into())).unwrap();
    let as_of = parse_date(case["as_of"].as_str().unwrap()).unwrap();
    let mut evaluation = Evaluation::new(&readings, as_of).check_ins(&check_ins);
    if let Some(policy) = text("policy") {
        evaluation = evaluation.policy(PolicyChoice::from_json(&policy).unwrap());
    }
    plan.resolve().unwrap().evaluate(&evaluation).unwrap()
}

fn has(findings: &[FindingRow], code: FindingCode, id: &str) -> bool {
    findings.iter().any(|row| row.code == code && row.id.as_deref() == Some(id))
}

#[test]
fn the_registry_has_every_code_in_order() {
    let codes: Vec<FindingCode> = registry().iter().map(|finding| finding.code).collect();
    assert_eq!(codes, FindingCode::ALL);
    assert!(registry().is_sorted_by_key(|finding| finding.family));
}

#[test]
fn every_bad_example_shows_its_finding_and_no_good_one_does() {
    for finding in registry() {
        let bad = evaluate(finding.bad).findings;
        assert!(has(&bad, finding.code, finding.id), "{} is not found:\n{}", finding.code, render(&bad));
        let good = evaluate(finding.good).findings;
        assert!(!good.iter().any(|row| row.code == finding.code), "{} is found:\n{}", finding.code, render(&good));
    }
}

#[test]
fn words_are_plain() {
    for finding in registry() {
        let code = finding.code;
        for (name, text) in [("rationale", finding.rationale), ("silent", finding.silent)] {
            assert!(
                text.ends_with('.') && text.starts_with(|c: char| c.is_uppercase() || c == '`' || c.is_numeric()),
                "{code}: {name}"
            );
            assert!(!text.contains("  ") && !text.contains('\n'), "{code}: {name}");
        }
        assert!(!finding.help.ends_with('.') && finding.help.starts_with(char::is_lowercase), "{code}: help");
        for row in evaluate(finding.bad).findings {
            assert!(!row.message.ends_with('.') && !row.message.contains("  "), "{}: {}", row.code, row.message);
            assert!(!row.message.starts_with(char::is_uppercase), "{}: {}", row.code, row.message);
        }
    }
}

fn example(file: &str) -> String {
    std::fs::read_to_string(format!("{}/../examples/data/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn the_example_quarter_shows_what_it_is_meant_to_show() {
    let tracker = Plan::from_json(&example("people-quarter.json")).unwrap().resolve().unwrap();
    let readings = Loader::new().csv(&example("people-quarter.csv")).unwrap().readings;
    let check_ins = CheckIns::from_json(&example("people-quarter-check-ins.json")).unwrap();
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
        assert_eq!(found, expected, "{day}\n{}", render(&report.findings));
    }
}
