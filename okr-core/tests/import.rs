//! The vectors of imports, as Rust sees them: `OKR_IMPORT_VECTORS` names another folder.

use std::path::{Path, PathBuf};

use okr_core::Readings;
use okr_core::import::{ImportError, Imported, Known, Options, Sheet, Workbook};
use okr_core::readings::CheckIns;
use serde_json::Value;

/// The fields of a case.
const KNOWN: [&str; 11] =
    ["why", "source", "sheet", "csv", "bytes", "options", "readings", "check_ins", "expect", "error", "inspect"];

fn main() {
    let folder = std::env::var_os("OKR_IMPORT_VECTORS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance/import"), PathBuf::from);
    let mut files = Vec::new();
    collect(&folder, &mut files);
    files.sort();
    let mut failed = 0;
    let mut lines = String::new();
    for file in &files {
        let name = file.strip_prefix(&folder).unwrap_or(file).display().to_string();
        let problems = match std::fs::read_to_string(file) {
            Ok(text) => run(&text, |line| lines.push_str(&format!("{name}: {line}\n"))),
            Err(error) => vec![error.to_string()],
        };
        if !problems.is_empty() {
            failed += 1;
            println!("{name}");
            for problem in problems {
                println!("  {problem}");
            }
        }
    }
    if let Some(written) = std::env::var_os("OKR_IMPORT_NOTES") {
        std::fs::write(written, lines).unwrap();
    }
    println!("rust: {} import vectors", files.len());
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

/// What is wrong with a case; empty where it passes. `say` hears its messages.
fn run(text: &str, mut say: impl FnMut(&str)) -> Vec<String> {
    let case: Value = match serde_json::from_str(text) {
        Ok(case) => case,
        Err(error) => return vec![format!("no JSON: {error}")],
    };
    let known = |field: &&String| KNOWN.contains(&field.as_str());
    if let Some(field) = case.as_object().and_then(|case| case.keys().find(|field| !known(field))) {
        return vec![format!("this runner does not know {field}")];
    }
    let mut problems = Vec::new();
    let outcome = imported(&case);
    match &outcome {
        Ok(imported) => {
            imported.notes.iter().for_each(|note| say(&format!("{}: {}", note.code.as_str(), note.message)))
        }
        Err(error) => error.to_string().lines().for_each(|line| say(&format!("{}: {line}", error.code()))),
    }
    match (outcome, case.get("error")) {
        (Err(error), Some(expected)) => {
            let error = serde_json::to_value(&error).unwrap();
            part("error", &error, expected, &mut problems);
        }
        (Ok(imported), Some(_)) => problems.push(format!("an error was expected, found {}", imported.to_json())),
        (Err(error), None) => {
            problems.push(format!("no error was expected, found {}", serde_json::to_string(&error).unwrap()))
        }
        (Ok(imported), None) => {
            let actual = serde_json::to_value(&imported).unwrap();
            for (name, expected) in case["expect"].as_object().into_iter().flatten() {
                match name.as_str() {
                    "notes" => notes(&actual["notes"], expected, &mut problems),
                    "mapping" => part("mapping", &actual["mapping"], expected, &mut problems),
                    name => whole(name, &actual[name], expected, &mut problems),
                }
            }
            for name in ["readings", "check_ins", "notes"] {
                if case["expect"].get(name).is_none() && !actual[name].as_array().unwrap().is_empty() {
                    problems.push(format!("{name}: none expected, found {}", actual[name]));
                }
            }
        }
    }
    problems
}

fn imported(case: &Value) -> Result<Imported, ImportError> {
    let options = Options::from_json(&case.get("options").map_or_else(|| "{}".to_owned(), Value::to_string))?;
    let workbook: Workbook = match (case.get("sheet"), case.get("csv"), case.get("bytes")) {
        (Some(sheet), None, None) => Workbook::from_json(&sheet.to_string())?,
        (None, Some(csv), None) => Sheet::from_csv(csv.as_str().unwrap(), options.encoding, options.separator)?.into(),
        (None, None, Some(bytes)) => {
            let bytes: Vec<u8> = bytes.as_array().unwrap().iter().map(|byte| byte.as_u64().unwrap() as u8).collect();
            Sheet::from_csv(bytes, options.encoding, options.separator)?.into()
        }
        _ => panic!("a case has one of `sheet`, `csv` and `bytes`"),
    };
    let readings = case.get("readings").map(|rows| Readings::from_json(&rows.to_string()).unwrap());
    let check_ins = case.get("check_ins").map(|rows| CheckIns::from_json(&rows.to_string()).unwrap());
    let mut known = Known::new();
    known.readings = readings.as_ref();
    known.check_ins = check_ins.as_ref();
    if let Some(expected) = case.get("inspect") {
        let mapping = serde_json::to_value(workbook.inspect(&options)?).unwrap();
        let mut problems = Vec::new();
        part("inspect", &mapping, expected, &mut problems);
        assert!(problems.is_empty(), "{problems:?}");
    }
    workbook.import(&options, known)
}

/// Compares all fields but the version and, where none is expected, the callers' data.
fn whole(path: &str, actual: &Value, expected: &Value, problems: &mut Vec<String>) {
    match (actual, expected) {
        (Value::Object(found), Value::Object(wanted)) => {
            for (name, value) in found {
                match wanted.get(name) {
                    Some(wanted) => whole(&format!("{path}/{name}"), value, wanted, problems),
                    None if name == "meta" || name == "version" => {}
                    None => problems.push(format!("{path}/{name}: not expected, found {value}")),
                }
            }
            for name in wanted.keys().filter(|name| !found.contains_key(*name)) {
                problems.push(format!("{path}/{name}: expected {}, found none", wanted[name]));
            }
        }
        (Value::Array(found), Value::Array(wanted)) if found.len() == wanted.len() => {
            for (index, (found, wanted)) in found.iter().zip(wanted).enumerate() {
                whole(&format!("{path}/{index}"), found, wanted, problems);
            }
        }
        _ if same(actual, expected) => {}
        _ => problems.push(format!("{path}: expected {expected}, found {actual}")),
    }
}

/// Compares the fields that are expected.
fn part(path: &str, actual: &Value, expected: &Value, problems: &mut Vec<String>) {
    match (actual, expected) {
        (Value::Object(found), Value::Object(wanted)) => {
            for (name, wanted) in wanted {
                match found.get(name) {
                    Some(found) => part(&format!("{path}/{name}"), found, wanted, problems),
                    None if wanted.is_null() => {}
                    None => problems.push(format!("{path}/{name}: expected {wanted}, found none in {actual}")),
                }
            }
        }
        (Value::Array(found), Value::Array(wanted)) if found.len() == wanted.len() => {
            for (index, (found, wanted)) in found.iter().zip(wanted).enumerate() {
                part(&format!("{path}/{index}"), found, wanted, problems);
            }
        }
        _ if same(actual, expected) => {}
        _ => problems.push(format!("{path}: expected {expected}, found {actual}")),
    }
}

fn same(actual: &Value, expected: &Value) -> bool {
    actual == expected || matches!((actual.as_f64(), expected.as_f64()), (Some(a), Some(b)) if a == b)
}

/// The notes are the expected ones, in any order; each has the fields that are expected.
fn notes(actual: &Value, expected: &Value, problems: &mut Vec<String>) {
    let mut left: Vec<&Value> = actual.as_array().unwrap().iter().collect();
    for wanted in expected.as_array().unwrap() {
        let fits = |note: &&Value| {
            let mut problems = Vec::new();
            part("", note, wanted, &mut problems);
            problems.is_empty()
        };
        match left.iter().position(fits) {
            Some(index) => drop(left.remove(index)),
            None => problems.push(format!("notes: expected {wanted}")),
        }
    }
    problems.extend(left.iter().map(|note| format!("notes: not expected: {note}")));
}
