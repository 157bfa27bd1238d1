//! Making a new plan of an old one by the rows of a difference.

use serde_json::Value;

use super::items::{Fields, Items, KEY_RESULTS, LISTS, Parts};
use super::row::{Difference, DifferenceKind};
use crate::error::{Error, ErrorKind, Errors, Problems};

/// What a path leads to.
#[derive(Debug, Clone, Copy)]
enum Place<'a> {
    /// The plan itself.
    Plan,
    /// A list of the plan.
    List(&'static str),
    /// The key results of an objective, which is named as in the path.
    Members(&'a str),
}

/// The list of a row's item, or the list that a row is about.
fn place(path: &str) -> Place<'_> {
    let mut steps = path.split('/').skip(1);
    let list = steps.next().and_then(|first| LISTS.into_iter().find(|name| *name == first));
    match (list, steps.next(), steps.next()) {
        (Some("objectives"), Some(objective), Some(KEY_RESULTS)) => Place::Members(objective),
        (Some(list), _, _) => Place::List(list),
        _ => Place::Plan,
    }
}

fn unescaped(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

fn value(text: Option<&str>) -> Option<Value> {
    text.and_then(|text| serde_json::from_str(text).ok())
}

fn ids(text: Option<&str>) -> Vec<String> {
    text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

fn fields(text: Option<&str>) -> Fields {
    match value(text) {
        Some(Value::Object(fields)) => fields,
        _ => Fields::new(),
    }
}

/// The parts of the new plan.
pub(super) fn apply(mut parts: Parts, rows: &[Difference]) -> Result<Parts, Errors> {
    let errors: Problems = rows.iter().filter_map(|row| misfit(&parts, row)).collect();
    if !errors.is_empty() {
        return Err(Errors::new(errors));
    }
    let of = |kind: DifferenceKind| rows.iter().filter(move |row| row.what == kind);
    for row in of(DifferenceKind::Changed) {
        let (Some(item), Some(field)) = (item_mut(&mut parts, row), row.field.as_deref()) else { continue };
        match value(row.after.as_deref()) {
            Some(value) => drop(item.insert(field.to_owned(), value)),
            None => drop(item.remove(field)),
        }
    }
    for row in of(DifferenceKind::Moved) {
        let from: Option<String> = row.before.as_deref().and_then(|text| serde_json::from_str(text).ok());
        take(from.and_then(|from| parts.members.get_mut(&from)), row);
    }
    for row in of(DifferenceKind::Removed) {
        let id = row.id.as_deref().unwrap_or_default();
        match place(&row.path) {
            Place::Members(objective) => {
                take(parts.members.get_mut(&unescaped(objective)), row);
                parts.key_results.remove(id);
            }
            Place::List(name) => {
                if let Some(list) = parts.lists.get_mut(name) {
                    take(Some(&mut list.order), row);
                    list.items.remove(id);
                }
            }
            Place::Plan => {}
        }
    }
    for row in of(DifferenceKind::Reordered) {
        if let Some(order) = order_mut(&mut parts, &row.path) {
            *order = ids(row.after.as_deref());
        }
    }
    for row in rows.iter().filter(|row| matches!(row.what, DifferenceKind::Added | DifferenceKind::Moved)) {
        let Some(id) = row.id.as_deref() else { continue };
        if row.what == DifferenceKind::Added {
            let item = fields(row.after.as_deref());
            match place(&row.path) {
                Place::Members(_) => drop(parts.key_results.insert(id.to_owned(), item)),
                Place::List(name) => {
                    drop(parts.lists.get_mut(name).map(|list| list.items.insert(id.to_owned(), item)));
                }
                Place::Plan => {}
            }
        }
        if let Some(order) = order_mut(&mut parts, &row.path) {
            let index = row.index.map_or(order.len(), |index| index as usize).min(order.len());
            order.insert(index, id.to_owned());
        }
    }
    Ok(parts)
}

fn take(order: Option<&mut Vec<String>>, row: &Difference) {
    order.into_iter().for_each(|order| order.retain(|id| Some(id.as_str()) != row.id.as_deref()));
}

/// The ids of the list that a path leads to or into.
fn order_mut<'a>(parts: &'a mut Parts, path: &str) -> Option<&'a mut Vec<String>> {
    match place(path) {
        Place::Plan => None,
        Place::List(name) => parts.lists.get_mut(name).map(|list: &mut Items| &mut list.order),
        Place::Members(objective) => Some(parts.members.entry(unescaped(objective)).or_default()),
    }
}

fn item_mut<'a>(parts: &'a mut Parts, row: &Difference) -> Option<&'a mut Fields> {
    match (place(&row.path), row.id.as_deref()) {
        (Place::Plan, _) => Some(&mut parts.fields),
        (Place::List(name), Some(id)) => parts.lists.get_mut(name)?.items.get_mut(id),
        (Place::Members(_), Some(id)) => parts.key_results.get_mut(id),
        _ => None,
    }
}

fn item<'a>(parts: &'a Parts, row: &Difference) -> Option<&'a Fields> {
    match (place(&row.path), row.id.as_deref()) {
        (Place::Plan, _) => Some(&parts.fields),
        (Place::List(name), Some(id)) => parts.lists.get(name)?.items.get(id),
        (Place::Members(_), Some(id)) => parts.key_results.get(id),
        _ => None,
    }
}

/// What keeps a row from being applied to a plan.
fn misfit(parts: &Parts, row: &Difference) -> Option<Error> {
    let found = item(parts, row);
    let json = |value: Option<&Value>| value.map_or_else(|| "nothing".to_owned(), |value| format!("`{value}`"));
    let expected = || row.before.as_deref().map_or_else(|| "nothing".to_owned(), |text| format!("`{text}`"));
    let wrong = |found: String| Error::new(&*row.path, ErrorKind::WrongType { expected: expected(), found });
    match row.what {
        DifferenceKind::Added => found.map(|item| wrong(json(Some(&Value::Object(item.clone()))))),
        DifferenceKind::Removed => {
            let found = found.map(|item| Value::Object(item.clone()));
            (found != value(row.before.as_deref())).then(|| wrong(json(found.as_ref())))
        }
        DifferenceKind::Changed => {
            let found = found.and_then(|item| item.get(row.field.as_deref().unwrap_or_default()));
            (found.cloned() != value(row.before.as_deref())).then(|| wrong(json(found)))
        }
        DifferenceKind::Moved => {
            let objective =
                row.id.as_deref().and_then(|id| parts.objective_of().get(id).map(|found| Value::from(*found)));
            (objective != value(row.before.as_deref())).then(|| wrong(json(objective.as_ref())))
        }
        DifferenceKind::Reordered => {
            let wanted = ids(row.before.as_deref());
            let order = match place(&row.path) {
                Place::Plan => None,
                Place::List(name) => parts.lists.get(name).map(|list| &list.order),
                Place::Members(objective) => parts.members.get(&unescaped(objective)),
            };
            let kept: Vec<&String> = order.into_iter().flatten().filter(|id| wanted.contains(id)).collect();
            let same = kept.len() == wanted.len() && kept.iter().zip(&wanted).all(|(a, b)| *a == b);
            (!same).then(|| wrong(format!("`{}`", Value::from(kept.into_iter().cloned().collect::<Vec<_>>()))))
        }
    }
}
