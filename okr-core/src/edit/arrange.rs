//! Adding, replacing and moving items.

use super::document::{Add, Move};
use super::find::{item, locate};
use super::remove::dangling;
use crate::error::{Error, ErrorKind, Errors};
use crate::plan::{Item, ItemKind, Plan, Position};

pub(super) fn add(plan: &Plan, add: Add) -> Result<Plan, Errors> {
    let kind = add.item.kind();
    let objective = match (&add.to, kind) {
        (Some(to), _) => Some(parent(plan, kind, add.item.id(), to)?),
        (None, ItemKind::KeyResult) => {
            return Err(Error::new("/to", ErrorKind::MissingField { field: "to".into() }).of(add.item.id()).into());
        }
        (None, _) => None,
    };
    let mut plan = plan.clone();
    insert(&mut plan, add.item, objective, add.at)?;
    Ok(plan)
}

/// The index of the objective that a key result is to belong to; nothing else belongs to one.
fn parent(plan: &Plan, kind: ItemKind, id: &str, to: &str) -> Result<usize, Errors> {
    if kind != ItemKind::KeyResult {
        let expected = format!("no `to`: only a key result belongs to an objective, {} to the plan", kind.one());
        return Err(Error::new("/to", ErrorKind::WrongType { expected, found: format!("`{to}`") }).of(id).into());
    }
    locate(plan, to, Some(ItemKind::Objective), "/to").map(|position| position.index)
}

/// Puts an item into its list.
fn insert(plan: &mut Plan, item: Item, objective: Option<usize>, at: Option<u32>) -> Result<(), Errors> {
    let id = item.id().to_owned();
    let put = match item {
        Item::Team(item) => put(&mut plan.teams, item, at),
        Item::Cycle(item) => put(&mut plan.cycles, item, at),
        Item::Objective(item) => put(&mut plan.objectives, item, at),
        Item::KeyResult(item) => match objective.and_then(|index| plan.objectives.get_mut(index)) {
            Some(objective) => put(&mut objective.key_results, item, at),
            None => Ok(()),
        },
        Item::Kpi(item) => put(&mut plan.kpis, item, at),
        Item::Input(item) => put(&mut plan.inputs, item, at),
        Item::Calendar(item) => put(&mut plan.calendars, item, at),
    };
    put.map_err(|kind| Error::new("/at", kind).of(&id).into())
}

fn put<T>(list: &mut Vec<T>, item: T, at: Option<u32>) -> Result<(), ErrorKind> {
    let index = at.map_or(list.len(), |at| at as usize);
    if index > list.len() {
        return Err(ErrorKind::OutOfBounds { value: index as f64, min: 0.0, max: list.len() as f64 });
    }
    list.insert(index, item);
    Ok(())
}

/// Takes an item out of its list.
fn take(plan: &mut Plan, at: Position) {
    fn out<T>(list: &mut Vec<T>, index: usize) {
        if index < list.len() {
            list.remove(index);
        }
    }
    match at.kind {
        ItemKind::Team => out(&mut plan.teams, at.index),
        ItemKind::Cycle => out(&mut plan.cycles, at.index),
        ItemKind::Objective => out(&mut plan.objectives, at.index),
        ItemKind::KeyResult => {
            let objective = at.objective.and_then(|index| plan.objectives.get_mut(index));
            objective.into_iter().for_each(|objective| out(&mut objective.key_results, at.index));
        }
        ItemKind::Kpi => out(&mut plan.kpis, at.index),
        ItemKind::Input => out(&mut plan.inputs, at.index),
        ItemKind::Calendar => out(&mut plan.calendars, at.index),
    }
}

pub(super) fn replace(plan: &Plan, new: Item) -> Result<Plan, Errors> {
    let position = locate(plan, new.id(), Some(new.kind()), "/item/id")?;
    if let (Some(Item::Objective(old)), Item::Objective(new)) = (item(plan, position), &new) {
        let kept: hashbrown::HashSet<&str> = new.key_results.iter().map(|item| item.id.as_str()).collect();
        let lost = old.key_results.iter().filter(|item| !kept.contains(item.id.as_str()));
        let lost: Vec<(ItemKind, &str)> = lost.map(|item| (ItemKind::KeyResult, item.id.as_str())).collect();
        dangling(plan, &lost, &format!("{}/", position.path()))?;
    }
    let mut plan = plan.clone();
    take(&mut plan, position);
    insert(&mut plan, new, position.objective, u32::try_from(position.index).ok())?;
    Ok(plan)
}

pub(super) fn relocate(plan: &Plan, edit: &Move) -> Result<Plan, Errors> {
    let position = locate(plan, &edit.id, edit.kind, "/id")?;
    let objective = match &edit.to {
        Some(to) => Some(parent(plan, position.kind, &edit.id, to)?),
        None => position.objective,
    };
    let mut moved = plan.clone();
    if let Some(item) = item(plan, position) {
        take(&mut moved, position);
        insert(&mut moved, item, objective, edit.at)?;
    }
    Ok(moved)
}
