//! The conformance vectors, as Rust sees them: `OKR_VECTORS` names another folder.

mod vectors;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use okr_core::calendar::parse_date;
use okr_core::policy::PolicyChoice;
use okr_core::readings::{CheckIns, Duplicates, Loader, MissingValue};
use okr_core::{Errors, Evaluation, Plan};
use serde_json::Value;
use vectors::{differences, word};

/// The fields of a case.
const KNOWN: [&str; 12] = [
    "why",
    "source",
    "plan",
    "policy",
    "load",
    "readings",
    "check_ins",
    "as_of",
    "kpi_periods",
    "expect",
    "findings",
    "errors",
];

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
    let known = |field: &&String| KNOWN.contains(&field.as_str());
    if let Some(field) = case.as_object().and_then(|case| case.keys().find(|field| !known(field))) {
        return vec![format!("this runner does not know {field}")];
    }
    match (evaluate(&case), case.get("errors")) {
        (Err(errors), Some(expected)) => compare_errors(&errors, expected),
        (Ok(_), Some(_)) => vec!["errors were expected, and there are none".into()],
        (Err(errors), None) => vec![errors.to_string()],
        (Ok(report), None) => {
            let mut problems = differences(&report, case.get("plan"), case.get("expect"));
            problems.extend(compare_findings(&report, case.get("findings")));
            problems
        }
    }
}

fn evaluate(case: &Value) -> Result<Value, Errors> {
    let text = |field: &str| case.get(field).map(Value::to_string);
    let plan = Plan::from_json(&text("plan").unwrap_or_default())?;
    let policy = text("policy").map(|text| PolicyChoice::from_json(&text)).transpose()?;
    let loader = loader(case.get("load").unwrap_or(&Value::Null))?;
    let readings = loader.json(&text("readings").unwrap_or("[]".into()))?.complete()?;
    let check_ins = CheckIns::from_json(&text("check_ins").unwrap_or("[]".into()))?;
    let as_of = case.get("as_of").and_then(Value::as_str).unwrap_or("2026-01-01");
    let as_of = parse_date(as_of).expect("`as_of` is a date");
    let mut evaluation = Evaluation::new(&readings, as_of).check_ins(&check_ins).kpi_periods(true).values(true);
    if let Some(policy) = policy {
        evaluation = evaluation.policy(policy);
    }
    let report = plan.resolve()?.evaluate(&evaluation)?;
    Ok(serde_json::from_str(&report.to_json()).expect("a report is JSON"))
}

/// The loader of a case's options; of rows that contradict each other the last counts, where the case says nothing.
fn loader(options: &Value) -> Result<Loader, Errors> {
    let word = |field: &str| options.get(field).and_then(Value::as_str);
    let known = ["duplicates", "missing", "recorded", "fiscal_year_start"];
    let unknown = options.as_object().and_then(|options| options.keys().find(|field| !known.contains(&field.as_str())));
    assert_eq!(unknown, None, "this runner does not know such an option");
    let duplicates = word("duplicates").map_or(Duplicates::Last, |word| word.parse().expect("a word of `duplicates`"));
    let mut loader = Loader::new().duplicates(duplicates);
    loader = loader.missing(if word("missing") == Some("skip") { MissingValue::Skip } else { MissingValue::Error });
    if let Some(recorded) = word("recorded") {
        loader = loader.recorded(parse_date(recorded).expect("`recorded` is a date"));
    }
    match options.get("fiscal_year_start").and_then(Value::as_u64) {
        Some(month) => loader.fiscal_year_start(u32::try_from(month).unwrap_or(0)),
        None => Ok(loader),
    }
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
