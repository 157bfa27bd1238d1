//! A year of a small company, played step by step: each report and review says what the story says.

use std::path::Path;

use okr_core::calendar::parse_date;
use okr_core::merge::Fragment;
use okr_core::readings::{CheckIn, CheckIns};
use okr_core::report::TriggerRow;
use okr_core::review::Review;
use okr_core::{Evaluation, Plan, Readings, Report, Tracker};
use serde_json::{Map, Value, json};

/// The company as it stands after some steps.
struct Company {
    plan: Plan,
    readings: Readings,
    check_ins: Vec<CheckIn>,
    review: Option<Review>,
    /// Texts of reports that are asked for again later.
    remembered: Map<String, Value>,
    /// The reports as JSON text: the same bytes in every language.
    said: Vec<String>,
}

#[test]
fn the_year_goes_as_told() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data/year.json");
    let script: Value = serde_json::from_str(&std::fs::read_to_string(script).unwrap()).unwrap();
    let mut company = Company {
        plan: Plan::from_json(&script["plan"].to_string()).unwrap(),
        readings: Readings::new(),
        check_ins: Vec::new(),
        review: None,
        remembered: Map::new(),
        said: Vec::new(),
    };
    let mut problems = Vec::new();
    for step in script["steps"].as_array().unwrap() {
        let at = format!("{} ({})", word(step, "day"), word(step, "what"));
        let found = company.play(step);
        problems.extend(found.into_iter().map(|problem| format!("{at}\n  {problem}")));
        company.plan.clone().resolve().unwrap_or_else(|errors| panic!("{at}\n  {errors}"));
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    if let Some(folder) = std::env::var_os("OKR_YEAR") {
        std::fs::write(Path::new(&folder).join("rust.txt"), company.said.join("\n")).unwrap();
    }
}

impl Company {
    /// Plays a step; returns where it goes otherwise than told.
    fn play(&mut self, step: &Value) -> Vec<String> {
        self.arrive(step);
        if let Some(edits) = step.get("edit") {
            self.edit(edits);
        }
        if let Some(trigger) = step.get("accept").and_then(Value::as_str) {
            self.accept(trigger, step);
        }
        if let Some(choice) = step.get("adopt") {
            self.adopt(choice);
        }
        match self.asked(step) {
            None => Vec::new(),
            Some(text) => {
                let said = serde_json::from_str(&text).unwrap();
                let mut problems = differences(&said, &step["expect"]);
                problems.extend(findings(&said, &step["findings"]));
                problems.extend(self.again(step, &text));
                problems
            }
        }
    }

    /// Readings and check-ins that come in.
    fn arrive(&mut self, step: &Value) {
        let rows = Readings::from_json(&rows(&step["readings"]).to_string()).unwrap();
        self.readings = self.readings.merge(&rows).unwrap();
        for (objective, list) in entries(&step["check_ins"]) {
            for said in items(list) {
                let check_in = json!({ "objective": objective, "date": said[0], "confidence": said[1] });
                self.check_ins.push(serde_json::from_value(check_in).unwrap());
            }
        }
    }

    fn edit(&mut self, edits: &Value) {
        let mut plan: Value = serde_json::from_str(&self.plan.to_json()).unwrap();
        for edit in items(edits) {
            set(&mut plan, edit[0].as_str().unwrap(), edit[1].clone());
        }
        self.plan = Plan::from_json(&plan.to_string()).unwrap();
    }

    /// Puts the draft of a trigger into the plan.
    fn accept(&mut self, trigger: &str, step: &Value) {
        let report = self.evaluate(word(step, "as_of"));
        let key = |row: &&TriggerRow| format!("{}:{}", row.kpi, row.rule) == trigger;
        let row = report.triggers.iter().find(key).unwrap();
        let draft = row.draft.as_deref().unwrap().clone();
        self.plan = self.plan.clone().merge(draft).plan;
        assert_eq!(self.plan.objectives.last().unwrap().id, word(step, "added"));
    }

    /// Puts graduates and carry-overs of the last review into the plan.
    fn adopt(&mut self, choice: &Value) {
        let review = self.review.clone().unwrap();
        for id in items(&choice["graduates"]) {
            let graduate = review.graduates.iter().find(|row| *row.key_result == *id.as_str().unwrap()).unwrap();
            self.merge(graduate.into());
        }
        for id in items(&choice["carry_over"]) {
            let carry_over = review.carry_over.iter().find(|row| *row.continues == *id.as_str().unwrap()).unwrap();
            self.merge(carry_over.objective.clone().unwrap().into());
        }
    }

    fn merge(&mut self, fragment: Fragment) {
        let merged = self.plan.clone().merge(fragment);
        self.plan = merged.plan;
        self.readings = self.readings.renamed(&merged.renames).unwrap();
    }

    /// What the library says to the question of a step, as JSON text.
    fn asked(&mut self, step: &Value) -> Option<String> {
        if let Some(day) = step.get("evaluate").and_then(Value::as_str) {
            let text = self.evaluate(day).to_json();
            self.said.push(text.clone());
            return Some(text);
        }
        if let Some(day) = step.get("compare").and_then(Value::as_str) {
            return Some(self.ask(day, |tracker, evaluation| tracker.compare(evaluation).unwrap().to_json()));
        }
        let day = step.get("as_of").and_then(Value::as_str)?;
        if let Some(cycle) = step.get("review").and_then(Value::as_str) {
            let review = self.ask(day, |tracker, evaluation| tracker.review(evaluation, cycle).unwrap());
            let text = review.to_json();
            self.review = Some(review);
            return Some(text);
        }
        if let Some(key_result) = step.get("solve").and_then(Value::as_str) {
            let score = step["objective_score"].as_f64().unwrap();
            let solution = self.ask(day, |tracker, evaluation| tracker.solve(evaluation, key_result, score).unwrap());
            return Some(serde_json::to_string(&solution).unwrap());
        }
        let set = Readings::from_json(&rows(step.get("what_if")?).to_string()).unwrap();
        Some(self.ask(day, |tracker, evaluation| tracker.what_if(evaluation, set.rows()).unwrap().to_json()))
    }

    /// Compares a report with one that was remembered, or remembers it.
    fn again(&mut self, step: &Value, text: &str) -> Option<String> {
        if let Some(name) = step.get("remember").and_then(Value::as_str) {
            self.remembered.insert(name.to_owned(), text.into());
        }
        let same = self.remembered.get(step.get("same_as")?.as_str()?)?;
        (same != text).then(|| "the report is no longer what it was".to_owned())
    }

    fn evaluate(&self, day: &str) -> Report {
        self.ask(day, |tracker, evaluation| tracker.evaluate(evaluation).unwrap())
    }

    fn ask<T>(&self, day: &str, question: impl FnOnce(&Tracker, &Evaluation<'_>) -> T) -> T {
        let check_ins = CheckIns::new(self.check_ins.clone()).unwrap();
        let evaluation = Evaluation::new(&self.readings, parse_date(day).unwrap());
        let tracker = self.plan.clone().resolve().unwrap();
        question(&tracker, &evaluation.check_ins(&check_ins).kpi_periods(true).values(true))
    }
}

/// The text of a field; empty where there is none.
fn word<'a>(value: &'a Value, field: &str) -> &'a str {
    value.get(field).and_then(Value::as_str).unwrap_or_default()
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn entries(object: &Value) -> impl Iterator<Item = (&String, &Value)> {
    object.as_object().into_iter().flatten()
}

/// Rows of readings from `{ metric: [[date, value, recorded], …] }`.
fn rows(readings: &Value) -> Value {
    let mut rows = Vec::new();
    for (metric, list) in entries(readings) {
        for row in items(list) {
            let mut reading = json!({ "metric": metric, "date": row[0], "value": row[1] });
            if let Some(recorded) = row.get(2) {
                reading["recorded"] = recorded.clone();
            }
            rows.push(reading);
        }
    }
    rows.into()
}

/// Sets what a path of names, ids and places leads to; `+` is the place after the last.
fn set(value: &mut Value, path: &str, new: Value) {
    let place = path.split('/').fold(value, |value, part| {
        if !value.is_array() {
            return &mut value[part];
        }
        let list = value.as_array_mut().unwrap();
        if part == "+" {
            list.push(Value::Null);
        }
        let named = list.iter().position(|item| word(item, "id") == part);
        let place = named.unwrap_or_else(|| part.parse().unwrap_or(list.len() - 1));
        &mut list[place]
    });
    *place = new;
}

/// Where what was said differs from what is told, by path.
fn differences(said: &Value, told: &Value) -> Vec<String> {
    let wrong = |(path, told): (&String, &Value)| {
        let found = look_up(said, path).unwrap_or_else(|| json!("no such field"));
        (!agree(&found, told)).then(|| format!("{path}: expected {told}, found {found}"))
    };
    entries(told).filter_map(wrong).collect()
}

/// A number is compared exactly, or within `tol` of `near`.
fn agree(found: &Value, told: &Value) -> bool {
    match (found, told) {
        (Value::Number(found), Value::Object(told)) => {
            let number = |field: &str| told[field].as_f64().unwrap();
            (found.as_f64().unwrap() - number("near")).abs() <= number("tol")
        }
        (Value::Number(found), Value::Number(told)) => found.as_f64() == told.as_f64(),
        (Value::Array(found), Value::Array(told)) => {
            found.len() == told.len() && found.iter().zip(told).all(|(found, told)| agree(found, told))
        }
        (Value::Object(found), Value::Object(told)) => {
            found.len() == told.len() && told.iter().all(|(key, told)| found.get(key).is_some_and(|x| agree(x, told)))
        }
        _ => found == told,
    }
}

/// What `list/key/field…` leads to: null where the list has no such item, none where there is no such field.
fn look_up(said: &Value, path: &str) -> Option<Value> {
    let (mut value, mut table) = (said, "");
    for part in path.split('/') {
        value = match value {
            Value::Array(list) => {
                let found = list.iter().find(|item| key(table, item).as_deref() == Some(part));
                match found.or_else(|| list.get(part.parse::<usize>().ok()?)) {
                    Some(item) => item,
                    None => return Some(Value::Null),
                }
            }
            Value::Null => return Some(Value::Null),
            value => value.get(part)?,
        };
        table = part;
    }
    Some(value.clone())
}

/// How an item of a list is called.
fn key(table: &str, item: &Value) -> Option<String> {
    let field = |field: &str| item.get(field).and_then(Value::as_str).map(str::to_owned);
    let pair = |a, between: &str, b| Some(format!("{}{between}{}", field(a)?, field(b)?));
    match table {
        "triggers" => pair("kpi", ":", "rule"),
        "kpi_periods" => pair("kpi", ":", "period"),
        "teams" => pair("team", "@", "cycle"),
        "carry_over" => field("continues"),
        "graduates" => field("key_result"),
        "too_easy" => field("team"),
        _ => field("id").or_else(|| field(table.strip_suffix('s')?)),
    }
}

fn findings(said: &Value, told: &Value) -> Vec<String> {
    let present: Vec<String> =
        items(&said["findings"]).map(|row| format!("{}@{}", word(row, "code"), word(row, "id"))).collect();
    let is_there = |key: &Value| present.iter().any(|present| present == key);
    let missing = items(&told["has"]).filter(|key| !is_there(key)).map(|key| format!("missing finding {key}"));
    let extra = items(&told["lacks"]).filter(|key| is_there(key)).map(|key| format!("unexpected finding {key}"));
    missing.chain(extra).collect()
}
