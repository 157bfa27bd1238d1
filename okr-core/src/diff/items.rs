//! A plan as lists of items by id, each a set of fields.

use hashbrown::HashMap;
use serde_json::{Map, Value};

use crate::plan::Plan;

pub(super) type Fields = Map<String, Value>;

/// The lists of a plan, in the order of the document.
pub(super) const LISTS: [&str; 6] = ["teams", "cycles", "objectives", "kpis", "inputs", "calendars"];
/// The list inside an objective.
pub(super) const KEY_RESULTS: &str = "key_results";

/// Items by id, in order.
#[derive(Debug, Default, Clone)]
pub(super) struct Items {
    pub(super) order: Vec<String>,
    pub(super) items: HashMap<String, Fields>,
}

/// A plan taken apart.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// The fields that are no lists.
    pub(super) fields: Fields,
    /// The lists, as in [`LISTS`]; objectives without their key results.
    pub(super) lists: HashMap<&'static str, Items>,
    /// The ids of the key results of each objective, in order.
    pub(super) members: HashMap<String, Vec<String>>,
    pub(super) key_results: HashMap<String, Fields>,
}

/// The text of the id that an item has.
fn id_of(fields: &Fields) -> String {
    fields.get("id").and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn list(value: Option<Value>) -> Vec<Fields> {
    let Some(Value::Array(items)) = value else { return Vec::new() };
    let fields = |item| if let Value::Object(fields) = item { fields } else { Fields::new() };
    items.into_iter().map(fields).collect()
}

/// Takes a plan apart whose ids are unique.
pub(super) fn of_plan(plan: &Plan) -> Parts {
    let document = match serde_json::to_value(plan) {
        Ok(Value::Object(fields)) => fields,
        _ => Fields::new(),
    };
    let mut parts = Parts { fields: document, ..Parts::default() };
    for name in LISTS {
        let mut items = Items::default();
        for mut fields in list(parts.fields.remove(name)) {
            let id = id_of(&fields);
            if name == "objectives" {
                let mut members = Vec::new();
                for fields in list(fields.remove(KEY_RESULTS)) {
                    let id = id_of(&fields);
                    members.push(id.clone());
                    parts.key_results.insert(id, fields);
                }
                parts.members.insert(id.clone(), members);
            }
            items.order.push(id.clone());
            items.items.insert(id, fields);
        }
        parts.lists.insert(name, items);
    }
    parts
}

impl Parts {
    /// The document that the parts make.
    pub(super) fn into_document(mut self) -> Fields {
        for name in LISTS {
            let Some(list) = self.lists.remove(name) else { continue };
            let Items { order, mut items } = list;
            let mut written = Vec::with_capacity(order.len());
            for id in order {
                let Some(mut fields) = items.remove(&id) else { continue };
                // A team may have the id of an objective.
                let members = if name == "objectives" { self.members.remove(&id) } else { None }.unwrap_or_default();
                let members: Vec<Value> =
                    members.iter().filter_map(|id| self.key_results.remove(id)).map(Value::Object).collect();
                if !members.is_empty() {
                    fields.insert(KEY_RESULTS.to_owned(), Value::Array(members));
                }
                written.push(Value::Object(fields));
            }
            self.fields.insert(name.to_owned(), Value::Array(written));
        }
        self.fields
    }

    /// The objective of each key result.
    pub(super) fn objective_of(&self) -> HashMap<&str, &str> {
        let members = self.members.iter();
        members.flat_map(|(objective, ids)| ids.iter().map(move |id| (id.as_str(), objective.as_str()))).collect()
    }
}
