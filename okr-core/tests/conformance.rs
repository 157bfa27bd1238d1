//! The conformance vectors, as Rust sees them: `OKR_VECTORS` names another folder.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use okr_core::calendar::parse_date;
use okr_core::policy::PolicyChoice;
use okr_core::readings::CheckIns;
use okr_core::{Errors, Evaluation, Plan, Readings};
use serde_json::Value;

fn main() {
    let folder = std::env::var_os("OKR_VECTORS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance/vectors"), PathBuf::from);
    let mut files = Vec::new();
    collect(&folder, &mut files);
    files.sort();
    let mut failed = 0;
    for file in &files {
        let problems = match std::fs::read_to_string(file) {
            Ok(text) => run(&text),
            Err(error) => vec![error.to_string()],
        };
        if !problems.is_empty() {
            failed += 1;
            println!("{}", file.strip_prefix(&folder).unwrap_or(file).display());
            for problem in problems {
                println!("  {problem}");
            }
        }
    }
    println!("rust: {} vectors", files.len());
    println!("{} passed, {failed} failed", files.len() - failed);
    if failed > 0 || files.is_empty() {
        std::process::exit(1);
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
}

/// What is wrong with a case; empty where it passes.
fn run(text: &str) -> Vec<String> {
    let case: Value = match serde_json::from_str(text) {
        Ok(case) => case,
        Err(error) => return vec![format!("no JSON: {error}")],
    };
    match (evaluate(&case), case.get("errors")) {
        (Err(errors), Some(expected)) => compare_errors(&errors, expected),
        (Ok(_), Some(_)) => vec!["errors were expected, and there are none".into()],
        (Err(errors), None) => vec![errors.to_string()],
        (Ok(report), None) => {
            let mut problems = compare_expected(&report, &case);
            problems.extend(compare_findings(&report, case.get("findings")));
            problems
        }
    }
}

fn evaluate(case: &Value) -> Result<Value, Errors> {
    let text = |field: &str| case.get(field).map(Value::to_string);
    let plan = Plan::from_json(&text("plan").unwrap_or_default())?;
    let policy = text("policy").map(|text| PolicyChoice::from_json(&text)).transpose()?;
    let readings = Readings::from_json(&text("readings").unwrap_or("[]".into()))?;
    let check_ins = CheckIns::from_json(&text("check_ins").unwrap_or("[]".into()))?;
    let as_of = case.get("as_of").and_then(Value::as_str).unwrap_or("2026-01-01");
    let as_of = parse_date(as_of).expect("`as_of` is a date");
    let mut evaluation = Evaluation::new(&readings, as_of).check_ins(&check_ins).kpi_periods(true);
    if let Some(policy) = policy {
        evaluation = evaluation.policy(policy);
    }
    let report = plan.resolve()?.evaluate(&evaluation)?;
    Ok(serde_json::from_str(&report.to_json()).expect("a report is JSON"))
}

fn compare_errors(errors: &Errors, expected: &Value) -> Vec<String> {
    let found: BTreeSet<String> = errors.iter().map(|error| format!("{} {}", error.code(), error.path)).collect();
    let wanted: BTreeSet<String> = expected
        .as_array()
        .into_iter()
        .flatten()
        .map(|error| format!("{} {}", word(error, "code"), word(error, "path")))
        .collect();
    let missing = wanted.difference(&found).map(|error| format!("missing error {error}"));
    missing.chain(found.difference(&wanted).map(|error| format!("unexpected error {error}"))).collect()
}

fn word<'a>(value: &'a Value, field: &str) -> &'a str {
    value.get(field).and_then(Value::as_str).unwrap_or_default()
}

fn compare_expected(report: &Value, case: &Value) -> Vec<String> {
    let kpis = case.pointer("/plan/kpis").and_then(Value::as_array).into_iter().flatten();
    let split = kpis.filter(|kpi| kpi.get("teams").is_some()).map(|kpi| word(kpi, "id")).collect();
    let mut problems = Vec::new();
    for (path, wanted) in case.get("expect").and_then(Value::as_object).into_iter().flatten() {
        let found = look_up(report, path, &split);
        if !agree(&found, wanted) {
            problems.push(format!("{path}: expected {wanted}, found {found}"));
        }
    }
    problems
}

/// A number is compared exactly, or within `tol` of `near`.
fn agree(found: &Value, wanted: &Value) -> bool {
    if let (Some(near), Some(tolerance)) = (wanted.get("near"), wanted.get("tol")) {
        let numbers = (found.as_f64(), near.as_f64(), tolerance.as_f64());
        return matches!(numbers, (Some(found), Some(near), Some(tolerance)) if (found - near).abs() <= tolerance);
    }
    match (found, wanted) {
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| agree(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && b.iter().all(|(key, b)| a.get(key).is_some_and(|a| agree(a, b)))
        }
        _ => found == wanted,
    }
}

/// The value at `table/key/field…`; null where there is no such row.
fn look_up(report: &Value, path: &str, split: &BTreeSet<&str>) -> Value {
    let mut parts = path.split('/').map(|part| part.replace("~1", "/").replace("~0", "~"));
    let table = parts.next().unwrap_or_default();
    let mut value = report.get(&table).cloned().unwrap_or(Value::Null);
    if let Value::Array(rows) = &value {
        value = row(&table, rows, &parts.next().unwrap_or_default(), split);
    }
    for part in parts {
        value = match &value {
            Value::Array(items) => part.parse().ok().and_then(|place: usize| items.get(place)).cloned(),
            value => value.get(&part).cloned(),
        }
        .unwrap_or(Value::Null);
    }
    value
}

fn row(table: &str, rows: &[Value], key: &str, split: &BTreeSet<&str>) -> Value {
    let (key, number) = match key.rsplit_once('#') {
        Some((key, number)) if table == "triggers" => (key, number.parse().unwrap_or(1)),
        _ => (key, 1),
    };
    let mut found = rows.iter().filter(|row| row_key(table, row, split) == key);
    let row = match table {
        "triggers" => found.find(|row| row.get("number").and_then(Value::as_u64) == Some(number)),
        _ => found.next(),
    };
    row.cloned().unwrap_or(Value::Null)
}

/// The key of a row; `split` are the KPIs that have a series for each team.
fn row_key(table: &str, row: &Value, split: &BTreeSet<&str>) -> String {
    let series = || match word(row, "kpi") {
        kpi if split.contains(kpi) => format!("{kpi}@{}", word(row, "team")),
        kpi => kpi.to_owned(),
    };
    match table {
        "cycles" => word(row, "cycle").to_owned(),
        "teams" => format!("{}@{}", word(row, "team"), word(row, "cycle")),
        "objectives" => word(row, "objective").to_owned(),
        "key_results" => word(row, "key_result").to_owned(),
        "kpis" => series(),
        "kpi_periods" => format!("{}:{}", series(), word(row, "period")),
        "triggers" => format!("{}:{}", series(), word(row, "rule")),
        _ => String::new(),
    }
}

fn compare_findings(report: &Value, expected: Option<&Value>) -> Vec<String> {
    let Some(expected) = expected else { return Vec::new() };
    let mut present = BTreeSet::new();
    for finding in report.get("findings").and_then(Value::as_array).into_iter().flatten() {
        let key = format!("{}@{}", word(finding, "code"), word(finding, "id"));
        if let Some(cycle) = finding.get("cycle").and_then(Value::as_str) {
            present.insert(format!("{key}@{cycle}"));
        }
        present.insert(key);
    }
    let list =
        |field: &str| expected.get(field).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let missing = list("has").filter(|key| !present.contains(*key)).map(|key| format!("missing finding {key}"));
    let extra = list("lacks").filter(|key| present.contains(*key)).map(|key| format!("unexpected finding {key}"));
    missing.chain(extra).collect()
}
