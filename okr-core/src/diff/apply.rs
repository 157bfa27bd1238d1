//! Making a new plan of an old one by the rows of a difference.

use hashbrown::{HashMap, HashSet};
use serde_json::Value;

use super::items::{Fields, Items, KEY_RESULTS, LISTS, Parts};
use super::row::{Difference, DifferenceKind};
use crate::edit::Rename;
use crate::error::{Error, ErrorKind, Errors};
use crate::plan::ItemKind;

/// What a path leads to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Place {
    /// The plan itself.
    Plan,
    /// A list of the plan.
    List(&'static str),
    /// The key results of an objective.
    Members(String),
}

/// The list of a row's item, or the list that a row is about.
fn place(path: &str) -> Place {
    let mut steps = path.split('/').skip(1);
    let list = steps.next().and_then(|first| LISTS.into_iter().find(|name| *name == first));
    match (list, steps.next(), steps.next()) {
        (Some("objectives"), Some(objective), Some(KEY_RESULTS)) => {
            Place::Members(objective.replace("~1", "/").replace("~0", "~"))
        }
        (Some(list), _, _) => Place::List(list),
        _ => Place::Plan,
    }
}

fn value(text: Option<&str>) -> Option<Value> {
    text.and_then(|text| serde_json::from_str(text).ok())
}

fn ids(text: Option<&str>) -> Vec<String> {
    text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

fn word(text: Option<&str>) -> Option<String> {
    text.and_then(|text| serde_json::from_str(text).ok())
}

/// The rename of a row that tells one.
pub(super) fn told(row: &Difference) -> Result<Rename, Errors> {
    let kind = match place(&row.path) {
        Place::Members(_) => Some(ItemKind::KeyResult),
        Place::List("teams") => Some(ItemKind::Team),
        Place::List("cycles") => Some(ItemKind::Cycle),
        Place::List("objectives") => Some(ItemKind::Objective),
        Place::List("kpis") => Some(ItemKind::Kpi),
        Place::List("inputs") => Some(ItemKind::Input),
        Place::List("calendars") => Some(ItemKind::Calendar),
        Place::List(_) | Place::Plan => None,
    };
    match (word(row.before.as_deref()), word(row.after.as_deref()), kind) {
        (Some(from), Some(to), Some(kind)) => Ok(Rename::new(from, to).kind(kind)),
        _ => {
            Err(wrong(row, "the path of an item, and its ids before and after".to_owned(), "another row".to_owned())
                .into())
        }
    }
}

/// The parts of the new plan.
pub(super) fn apply(mut parts: Parts, rows: &[Difference]) -> Result<Parts, Errors> {
    if let Some(errors) = Errors::from_vec(misfits(&parts, rows)) {
        return Err(errors);
    }
    let of = |kind: DifferenceKind| rows.iter().filter(move |row| row.what == kind);
    for row in of(DifferenceKind::Changed) {
        let (Some(item), Some(field)) = (item_mut(&mut parts, row), row.field.as_deref()) else { continue };
        match value(row.after.as_deref()) {
            Some(value) => drop(item.insert(field.to_owned(), value)),
            None => drop(item.remove(field)),
        }
    }
    take(&mut parts, rows);
    for row in of(DifferenceKind::Reordered) {
        if let Some(order) = order_mut(&mut parts, &place(&row.path)) {
            reorder(order, &ids(row.after.as_deref()));
        }
    }
    put(&mut parts, rows);
    Ok(parts)
}

/// Takes what is removed or moves away out of its list.
fn take(parts: &mut Parts, rows: &[Difference]) {
    let mut gone: HashMap<Place, HashSet<&str>> = HashMap::new();
    for row in rows {
        let Some(id) = row.id.as_deref() else { continue };
        let from = match row.what {
            DifferenceKind::Removed => place(&row.path),
            DifferenceKind::Moved => Place::Members(word(row.before.as_deref()).unwrap_or_default()),
            _ => continue,
        };
        if row.what == DifferenceKind::Removed {
            match &from {
                Place::Members(_) => drop(parts.key_results.remove(id)),
                Place::List(name) => drop(parts.lists.get_mut(name).map(|list| list.items.remove(id))),
                Place::Plan => {}
            }
        }
        gone.entry(from).or_default().insert(id);
    }
    let lists = parts.lists.iter_mut().map(|(name, list)| (Place::List(name), &mut list.order));
    let members = parts.members.iter_mut().map(|(objective, ids)| (Place::Members(objective.clone()), ids));
    for (place, order) in lists.chain(members) {
        if let Some(gone) = gone.get(&place) {
            order.retain(|id| !gone.contains(id.as_str()));
        }
    }
}

/// Brings those that `after` names into its order; others stay where they are.
fn reorder(order: &mut [String], after: &[String]) {
    let named: HashSet<&String> = after.iter().collect();
    let mut next = after.iter();
    for id in order.iter_mut().filter(|id| named.contains(*id)) {
        next.next().into_iter().for_each(|after| id.clone_from(after));
    }
}

/// Puts what is added or moves there into its list: each at its index, the others around them.
fn put(parts: &mut Parts, rows: &[Difference]) {
    let mut new: HashMap<Place, Vec<(usize, String)>> = HashMap::new();
    let mut places: Vec<Place> = Vec::new();
    for row in rows.iter().filter(|row| matches!(row.what, DifferenceKind::Added | DifferenceKind::Moved)) {
        let (Some(id), place) = (row.id.as_deref(), place(&row.path)) else { continue };
        if let (DifferenceKind::Added, Some(Value::Object(item))) = (row.what, value(row.after.as_deref())) {
            match &place {
                Place::Members(_) => drop(parts.key_results.insert(id.to_owned(), item)),
                Place::List(name) => {
                    drop(parts.lists.get_mut(name).map(|list| list.items.insert(id.to_owned(), item)));
                }
                Place::Plan => {}
            }
        }
        let index = row.index.map_or(usize::MAX, |index| index as usize);
        new.entry(place.clone()).or_default().push((index, id.to_owned()));
        places.push(place);
    }
    for place in places {
        let (Some(mut new), Some(order)) = (new.remove(&place), order_mut(parts, &place)) else { continue };
        crate::order::by_key(&mut new, |(index, _)| *index);
        let mut old = std::mem::take(order).into_iter();
        for (index, id) in new {
            let before = index.saturating_sub(order.len());
            order.extend(old.by_ref().take(before));
            order.push(id);
        }
        order.extend(old);
    }
}

/// The ids of a list.
fn order_mut<'a>(parts: &'a mut Parts, place: &Place) -> Option<&'a mut Vec<String>> {
    match place {
        Place::Plan => None,
        Place::List(name) => parts.lists.get_mut(name).map(|list: &mut Items| &mut list.order),
        Place::Members(objective) => Some(parts.members.entry(objective.clone()).or_default()),
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

fn wrong(row: &Difference, expected: String, found: String) -> Error {
    let error = Error::new(&*row.path, ErrorKind::WrongType { expected, found });
    Error { id: row.id.as_deref().map(str::to_owned), ..error }
}

fn shown(value: Option<&Value>) -> String {
    value.map_or_else(|| "nothing".to_owned(), |value| format!("`{value}`"))
}

/// What keeps rows from being applied to a plan.
fn misfits(parts: &Parts, rows: &[Difference]) -> Vec<Error> {
    let those = |of: &dyn Fn(&Difference) -> bool| -> HashSet<&str> {
        rows.iter().filter(|row| of(row)).filter_map(|row| row.id.as_deref()).collect()
    };
    let is_objective = |row: &Difference| place(&row.path) == Place::List("objectives");
    let added = those(&|row| row.what == DifferenceKind::Added && is_objective(row));
    let removed = those(&|row| row.what == DifferenceKind::Removed && is_objective(row));
    let left = those(&|row| {
        let leaves = matches!(row.what, DifferenceKind::Removed | DifferenceKind::Moved);
        leaves && matches!(place(&row.path), Place::Members(_))
    });
    let objectives = parts.objective_of();
    let stands = |id: &str| !removed.contains(id) && (parts.members.contains_key(id) || added.contains(id));
    let misfit = |row: &Difference| {
        malformed(row).or_else(|| unlike(parts, &objectives, row)).or_else(|| homeless(parts, &stands, &left, row))
    };
    rows.iter().filter_map(misfit).collect()
}

/// What is not as it was before.
fn unlike(parts: &Parts, objectives: &HashMap<&str, &str>, row: &Difference) -> Option<Error> {
    let whole = |item: &Fields| Value::Object(item.clone());
    let found = match row.what {
        // Renames were applied before.
        DifferenceKind::Renamed => return None,
        DifferenceKind::Added | DifferenceKind::Removed => item(parts, row).map(whole),
        DifferenceKind::Changed => {
            item(parts, row).and_then(|item| item.get(row.field.as_deref().unwrap_or_default())).cloned()
        }
        DifferenceKind::Moved => row.id.as_deref().and_then(|id| objectives.get(id)).map(|id| Value::from(*id)),
        DifferenceKind::Reordered => {
            let wanted: HashSet<String> = ids(row.before.as_deref()).into_iter().collect();
            let order = match place(&row.path) {
                Place::Plan => None,
                Place::List(name) => parts.lists.get(name).map(|list| &list.order),
                Place::Members(objective) => parts.members.get(&objective),
            };
            let kept = order.into_iter().flatten().filter(|id| wanted.contains(*id)).cloned();
            Some(Value::from(kept.collect::<Vec<_>>()))
        }
    };
    let before = value(row.before.as_deref());
    (found != before).then(|| wrong(row, format!("{} as before", shown(before.as_ref())), shown(found.as_ref())))
}

/// A key result that would come to no objective, or an objective whose key results would go with it without being named.
fn homeless(parts: &Parts, stands: &dyn Fn(&str) -> bool, left: &HashSet<&str>, row: &Difference) -> Option<Error> {
    match (row.what, place(&row.path)) {
        (DifferenceKind::Added | DifferenceKind::Moved, Place::Members(objective)) => {
            (!stands(&objective)).then(|| wrong(row, format!("an objective `{objective}`"), "none".to_owned()))
        }
        (DifferenceKind::Removed, Place::List("objectives")) => {
            let members = row.id.as_deref().and_then(|id| parts.members.get(id)).into_iter().flatten();
            let more: Vec<String> = members.filter(|id| !left.contains(id.as_str())).cloned().collect();
            let found = || shown(Some(&Value::from(more.clone())));
            (!more.is_empty()).then(|| wrong(row, "no other key results as before".to_owned(), found()))
        }
        _ => None,
    }
}

/// What no row of a difference has.
fn malformed(row: &Difference) -> Option<Error> {
    let json = |text: &Option<std::sync::Arc<str>>| text.as_deref().is_none_or(|text| value(Some(text)).is_some());
    if !json(&row.before) || !json(&row.after) {
        return Some(wrong(row, "JSON text in `before` and `after`".to_owned(), "other text".to_owned()));
    }
    let (place, field) = (place(&row.path), row.field.as_deref());
    let fits = match row.what {
        // Told apart where they are applied.
        DifferenceKind::Renamed => true,
        DifferenceKind::Added => {
            let after = value(row.after.as_deref());
            let id = after.as_ref().and_then(|item| item.get("id")).and_then(Value::as_str);
            place != Place::Plan && id.is_some() && id == row.id.as_deref()
        }
        DifferenceKind::Removed => place != Place::Plan && row.id.is_some(),
        DifferenceKind::Changed => match (&place, field) {
            (Place::Plan, Some(field)) => !LISTS.contains(&field),
            (_, Some(field)) => row.id.is_some() && field != "id" && field != KEY_RESULTS,
            (_, None) => false,
        },
        DifferenceKind::Moved => word(row.after.as_deref()).map(Place::Members) == Some(place) && row.id.is_some(),
        DifferenceKind::Reordered => {
            let sorted = |text| {
                let mut ids = ids(text);
                crate::order::sort(&mut ids);
                ids
            };
            place != Place::Plan && sorted(row.before.as_deref()) == sorted(row.after.as_deref())
        }
    };
    let expected = || format!("a row as a difference has it where `what` is `{}`", row.what);
    (!fits).then(|| wrong(row, expected(), "another `path`, `id`, `field` or `after`".to_owned()))
}
