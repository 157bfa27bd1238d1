//! Paths into a report: `table/key/field`, and how what stands there is compared.

use std::collections::BTreeSet;

use serde_json::Value;

/// The text of a field; empty where there is none.
pub fn word<'a>(value: &'a Value, field: &str) -> &'a str {
    value.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// Where a report differs from what is expected of it, by path.
pub fn differences(report: &Value, plan: Option<&Value>, expected: Option<&Value>) -> Vec<String> {
    let kpis = plan.and_then(|plan| plan.get("kpis")).and_then(Value::as_array).into_iter().flatten();
    let split = kpis.filter(|kpi| kpi.get("teams").is_some()).map(|kpi| word(kpi, "id")).collect();
    let mut problems = Vec::new();
    for (path, wanted) in expected.and_then(Value::as_object).into_iter().flatten() {
        match look_up(report, path, &split) {
            None => problems.push(format!("{path}: no such field")),
            Some(found) if agree(&found, wanted) => (),
            Some(found) => problems.push(format!("{path}: expected {wanted}, found {found}")),
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

/// The value at `table/key/field…`: null where there is no such row or item, none where no row has such a field.
fn look_up(report: &Value, path: &str, split: &BTreeSet<&str>) -> Option<Value> {
    let mut parts = path.split('/').map(|part| part.replace("~1", "/").replace("~0", "~"));
    let table = parts.next()?;
    let mut value = report.get(&table)?.clone();
    if let Value::Array(rows) = &value {
        value = row(&table, rows, &parts.next()?, split);
    }
    for part in parts {
        value = match &value {
            Value::Null => Value::Null,
            Value::Array(items) => items.get(part.parse::<usize>().ok()?).cloned().unwrap_or(Value::Null),
            value => value.get(&part)?.clone(),
        };
    }
    Some(value)
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
        "values" => match row.get("team").and_then(Value::as_str) {
            Some(team) => format!("{}@{team}:{}", word(row, "metric"), word(row, "date")),
            None => format!("{}:{}", word(row, "metric"), word(row, "date")),
        },
        "check_ins" => format!("{}:{}", row.get("of").map_or("", |of| word(of, "id")), word(row, "date")),
        _ => String::new(),
    }
}
