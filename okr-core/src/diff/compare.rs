//! What makes a new plan of an old one.

use std::sync::Arc;

use hashbrown::HashSet;
use serde_json::{Value, json};

use super::items::{Fields, KEY_RESULTS, LISTS, Parts};
use super::row::{Difference, DifferenceKind};
use crate::edit::Rename;
use crate::error::Errors;
use crate::plan::{Item, Plan};

/// A row about an item or a list.
fn row(path: &str, id: Option<&str>, what: DifferenceKind) -> Difference {
    Difference {
        path: Arc::from(path),
        id: id.map(Arc::from),
        field: None,
        before: None,
        after: None,
        index: None,
        what,
    }
}

fn text(value: &Value) -> Option<Arc<str>> {
    Some(Arc::from(value.to_string()))
}

/// The row of an item that has another id.
pub(super) fn renamed(old: &Plan, told: &Rename) -> Result<Difference, Errors> {
    let path = old.find(&told.from, told.kind)?.map(|found| match found.item {
        Item::KeyResult(item) => {
            let objective = old.key_result(&item.id).map_or("", |(objective, _)| objective.id.as_str());
            format!("/objectives/{}/{KEY_RESULTS}/{}", escaped(objective), escaped(&item.id))
        }
        item => {
            let list = found.path.split('/').nth(1).unwrap_or_default();
            format!("/{list}/{}", escaped(item.id()))
        }
    });
    Ok(Difference {
        field: Some(Arc::from("id")),
        before: text(&json!(told.from)),
        after: text(&json!(told.to)),
        ..row(&path.unwrap_or_default(), Some(&told.from), DifferenceKind::Renamed)
    })
}

/// The rows, in the order in which they are applied.
pub(super) fn compare(old: &Parts, new: &Parts) -> Vec<Difference> {
    let mut rows = Vec::new();
    changed("", None, &old.fields, &new.fields, &mut rows);
    key_results(old, new, &mut rows);
    for name in LISTS {
        let (Some(before), Some(after)) = (old.lists.get(name), new.lists.get(name)) else { continue };
        let path = format!("/{name}");
        for id in before.order.iter().filter(|id| !after.items.contains_key(*id)) {
            rows.extend(before.items.get(id).map(|item| gone(&path, id, item)));
        }
        for id in &after.order {
            if let (Some(was), Some(is)) = (before.items.get(id), after.items.get(id)) {
                changed(&format!("{path}/{}", escaped(id)), Some(id), was, is, &mut rows);
            }
        }
        for (index, id) in after.order.iter().enumerate().filter(|(_, id)| !before.items.contains_key(*id)) {
            rows.extend(after.items.get(id).map(|item| added(&path, id, item, index)));
        }
        rows.extend(reordered(&path, &before.order, &after.order));
    }
    members(old, new, &mut rows);
    rows
}

/// An id in a path.
pub(super) fn escaped(id: &str) -> String {
    id.replace('~', "~0").replace('/', "~1")
}

fn gone(list: &str, id: &str, item: &Fields) -> Difference {
    let path = format!("{list}/{}", escaped(id));
    let item = Value::Object(item.clone());
    Difference { before: text(&item), ..row(&path, Some(id), DifferenceKind::Removed) }
}

fn added(list: &str, id: &str, item: &Fields, index: usize) -> Difference {
    let path = format!("{list}/{}", escaped(id));
    let item = Value::Object(item.clone());
    Difference { after: text(&item), index: u32::try_from(index).ok(), ..row(&path, Some(id), DifferenceKind::Added) }
}

fn changed(path: &str, id: Option<&str>, old: &Fields, new: &Fields, rows: &mut Vec<Difference>) {
    let names = new.keys().chain(old.keys().filter(|name| !new.contains_key(*name)));
    for name in names.filter(|name| old.get(*name) != new.get(*name)) {
        rows.push(Difference {
            field: Some(Arc::from(name.as_str())),
            before: old.get(name).and_then(text),
            after: new.get(name).and_then(text),
            ..row(&format!("{path}/{name}"), id, DifferenceKind::Changed)
        });
    }
}

/// Key results that are gone or have other fields. Those of a removed objective go with rows of their own, before it.
fn key_results(old: &Parts, new: &Parts, rows: &mut Vec<Difference>) {
    for objective in old.lists.get("objectives").into_iter().flat_map(|list| &list.order) {
        let list = format!("/objectives/{}/{KEY_RESULTS}", escaped(objective));
        for id in old.members.get(objective).into_iter().flatten() {
            let Some(was) = old.key_results.get(id) else { continue };
            match new.key_results.get(id) {
                None => rows.push(gone(&list, id, was)),
                Some(is) => changed(&format!("{list}/{}", escaped(id)), Some(id), was, is, rows),
            }
        }
    }
}

/// Key results that are new or moved, and the order of each objective's.
fn members(old: &Parts, new: &Parts, rows: &mut Vec<Difference>) {
    let (was_in, none) = (old.objective_of(), Vec::new());
    for objective in new.lists.get("objectives").into_iter().flat_map(|list| &list.order) {
        let list = format!("/objectives/{}/{KEY_RESULTS}", escaped(objective));
        let after = new.members.get(objective).unwrap_or(&none);
        for (index, id) in after.iter().enumerate() {
            match was_in.get(id.as_str()) {
                None => rows.extend(new.key_results.get(id).map(|item| added(&list, id, item, index))),
                Some(before) if before == objective => {}
                Some(before) => rows.push(Difference {
                    field: Some(Arc::from("objective")),
                    before: text(&json!(before)),
                    after: text(&json!(objective)),
                    index: u32::try_from(index).ok(),
                    ..row(&format!("{list}/{}", escaped(id)), Some(id), DifferenceKind::Moved)
                }),
            }
        }
        let before = old.members.get(objective).unwrap_or(&none);
        rows.extend(reordered(&list, before, after));
    }
}

/// A row where those that both lists have stand in another order. `before` and `after` name only these.
fn reordered(path: &str, old: &[String], new: &[String]) -> Option<Difference> {
    let (in_old, in_new): (HashSet<&String>, HashSet<&String>) = (old.iter().collect(), new.iter().collect());
    let before: Vec<&String> = old.iter().filter(|id| in_new.contains(*id)).collect();
    let after: Vec<&String> = new.iter().filter(|id| in_old.contains(*id)).collect();
    (before != after).then(|| Difference {
        before: text(&json!(before)),
        after: text(&json!(after)),
        ..row(path, None, DifferenceKind::Reordered)
    })
}
