//! What was edited in a plan since it was as it was.

use hashbrown::{HashMap, HashSet};
use serde::Serialize;
use serde_json::Value;

use crate::plan::{KeyResult, Objective, Plan};

/// The ids of what was added, edited or lost a member, each with the fields that differ.
#[derive(Debug, Default)]
pub(super) struct Edits {
    /// Objectives that were added or edited, or whose key results were.
    pub(super) objectives: HashSet<String>,
    pub(super) key_results: HashSet<String>,
    pub(super) kpis: HashSet<String>,
    /// What the plan did not have.
    pub(super) added: Items<()>,
    /// The names of the fields that differ.
    pub(super) fields: Items<Vec<String>>,
}

/// Something by the id of an objective, a key result or a KPI.
#[derive(Debug)]
pub(super) struct Items<T> {
    pub(super) objectives: HashMap<String, T>,
    pub(super) key_results: HashMap<String, T>,
    pub(super) kpis: HashMap<String, T>,
}

impl<T> Default for Items<T> {
    fn default() -> Self {
        Items { objectives: HashMap::new(), key_results: HashMap::new(), kpis: HashMap::new() }
    }
}

/// The key results of a plan by id, each with that of its objective.
pub(super) fn key_results(plan: &Plan) -> impl Iterator<Item = (&Objective, &KeyResult)> {
    plan.objectives.iter().flat_map(|objective| objective.key_results.iter().map(move |item| (objective, item)))
}

impl Edits {
    pub(super) fn new(before: &Plan, after: &Plan) -> Edits {
        let mut edits = Edits::default();
        edits.key_results(before, after);
        edits.objectives(before, after);
        let old: HashMap<&str, _> = before.kpis.iter().map(|kpi| (kpi.id.as_str(), kpi)).collect();
        for kpi in &after.kpis {
            match old.get(kpi.id.as_str()) {
                None => drop(edits.added.kpis.insert(kpi.id.clone(), ())),
                Some(old) if *old != kpi => drop(edits.fields.kpis.insert(kpi.id.clone(), differing(*old, kpi, &[]))),
                Some(_) => continue,
            }
            edits.kpis.insert(kpi.id.clone());
        }
        edits
    }

    fn key_results(&mut self, before: &Plan, after: &Plan) {
        let old: HashMap<&str, _> = key_results(before).map(|found| (found.1.id.as_str(), found)).collect();
        for (objective, key_result) in key_results(after) {
            let id = &key_result.id;
            match old.get(id.as_str()) {
                None => drop(self.added.key_results.insert(id.clone(), ())),
                Some((place, old)) => {
                    let mut fields = if *old == key_result { Vec::new() } else { differing(*old, key_result, &[]) };
                    if place.id != objective.id {
                        fields.insert(0, "objective".to_owned());
                    }
                    if fields.is_empty() {
                        continue;
                    }
                    self.fields.key_results.insert(id.clone(), fields);
                }
            }
            self.key_results.insert(id.clone());
            self.objectives.insert(objective.id.clone());
        }
        let new: HashMap<&str, &str> =
            key_results(after).map(|(objective, item)| (item.id.as_str(), objective.id.as_str())).collect();
        for (objective, key_result) in key_results(before) {
            if new.get(key_result.id.as_str()) != Some(&objective.id.as_str()) {
                self.objectives.insert(objective.id.clone());
            }
        }
    }

    fn objectives(&mut self, before: &Plan, after: &Plan) {
        let old: HashMap<&str, _> = before.objectives.iter().map(|item| (item.id.as_str(), item)).collect();
        for objective in &after.objectives {
            let fields = match old.get(objective.id.as_str()) {
                None => {
                    self.added.objectives.insert(objective.id.clone(), ());
                    self.objectives.insert(objective.id.clone());
                    continue;
                }
                Some(old) if *old == objective => continue,
                Some(old) => differing(*old, objective, &["key_results"]),
            };
            if !fields.is_empty() {
                self.fields.objectives.insert(objective.id.clone(), fields);
                self.objectives.insert(objective.id.clone());
            }
        }
    }
}

/// The names of the fields that differ, in the order of the document.
fn differing<T: Serialize>(before: &T, after: &T, apart_from: &[&str]) -> Vec<String> {
    let fields = |item: &T| match serde_json::to_value(item) {
        Ok(Value::Object(fields)) => fields,
        _ => serde_json::Map::new(),
    };
    let (before, after) = (fields(before), fields(after));
    let names = after.keys().chain(before.keys().filter(|name| !after.contains_key(*name)));
    let names = names.filter(|name| before.get(*name) != after.get(*name) && !apart_from.contains(&name.as_str()));
    names.cloned().collect()
}
