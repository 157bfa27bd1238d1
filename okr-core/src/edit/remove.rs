//! Removing an item, with or without what refers to it.

use hashbrown::HashSet;

use super::document::Remove;
use super::find::locate;
use crate::error::{Error, ErrorKind, Errors};
use crate::plan::{ItemKind, Plan, reference};

/// Ids by the kind of their items.
#[derive(Default)]
struct Ids([HashSet<String>; ItemKind::ALL.len()]);

impl Ids {
    fn of(plan: &Plan) -> Ids {
        let mut ids = Ids::default();
        plan.positions().for_each(|(position, id)| ids.add(position.kind, id));
        ids
    }

    fn add(&mut self, kind: ItemKind, id: &str) {
        if let Some(ids) = self.0.get_mut(kind as usize) {
            ids.insert(id.to_owned());
        }
    }

    fn has(&self, kind: ItemKind, id: &str) -> bool {
        self.0.get(kind as usize).is_some_and(|ids| ids.contains(id))
    }

    fn is_empty(&self) -> bool {
        self.0.iter().all(HashSet::is_empty)
    }
}

pub(super) fn remove(plan: &Plan, edit: &Remove) -> Result<Plan, Errors> {
    let position = locate(plan, &edit.id, edit.kind, "/id")?;
    let mut gone = vec![(position.kind, edit.id.as_str())];
    if position.kind == ItemKind::Objective {
        let members = plan.objectives.get(position.index).into_iter().flat_map(|objective| &objective.key_results);
        gone.extend(members.map(|item| (ItemKind::KeyResult, item.id.as_str())));
    }
    if !edit.cascade {
        dangling(plan, &gone, &format!("{}/", position.path()))?;
    }
    let mut ids = Ids::default();
    gone.iter().for_each(|(kind, id)| ids.add(*kind, id));
    Ok(without(plan, ids))
}

/// A `dangling_reference` for each reference to items that are to go, but for those within what goes itself, below `inside`.
pub(super) fn dangling(plan: &Plan, gone: &[(ItemKind, &str)], inside: &str) -> Result<(), Errors> {
    let mut ids = Ids::default();
    gone.iter().for_each(|(kind, id)| ids.add(*kind, id));
    let mut errors = Vec::new();
    reference::visit(&mut plan.clone(), &mut |at, kind, id| {
        if ids.has(kind, id) {
            let path = at.to_string();
            if !path.starts_with(inside) {
                let kind = ErrorKind::DanglingReference { kind: kind.name().to_owned(), id: id.clone() };
                errors.push(Error::new(path, kind));
            }
        }
        true
    });
    match Errors::from_vec(plan.with_ids(errors)) {
        Some(errors) => Err(errors),
        None => Ok(()),
    }
}

/// The plan without some items and the references to them, and without what cannot be without these.
fn without(plan: &Plan, mut gone: Ids) -> Plan {
    let mut plan = plan.clone();
    while !gone.is_empty() {
        let mut before = Ids::of(&plan);
        take(&mut plan, &gone);
        unread(&mut plan, &gone);
        reference::visit(&mut plan, &mut |_, kind, id| !gone.has(kind, id));
        let after = Ids::of(&plan);
        for (ids, (left, known)) in before.0.iter_mut().zip(after.0.iter().zip(&gone.0)) {
            ids.retain(|id| !left.contains(id) && !known.contains(id));
        }
        gone = before;
    }
    plan
}

fn take(plan: &mut Plan, gone: &Ids) {
    plan.teams.retain(|item| !gone.has(ItemKind::Team, &item.id));
    plan.cycles.retain(|item| !gone.has(ItemKind::Cycle, &item.id));
    plan.objectives.retain(|item| !gone.has(ItemKind::Objective, &item.id));
    for objective in &mut plan.objectives {
        objective.key_results.retain(|item| !gone.has(ItemKind::KeyResult, &item.id));
    }
    plan.kpis.retain(|item| !gone.has(ItemKind::Kpi, &item.id));
    plan.inputs.retain(|item| !gone.has(ItemKind::Input, &item.id));
    plan.calendars.retain(|item| !gone.has(ItemKind::Calendar, &item.id));
}

/// Takes out the key results that read the series that a KPI has for the team of their objective, where that team goes.
fn unread(plan: &mut Plan, gone: &Ids) {
    let by_team: HashSet<&str> =
        plan.kpis.iter().filter(|kpi| !kpi.teams.is_empty()).map(|kpi| kpi.id.as_str()).collect();
    for objective in &mut plan.objectives {
        if objective.team.as_ref().is_some_and(|team| gone.has(ItemKind::Team, team)) {
            let reads = |metric: &String| by_team.contains(metric.as_str());
            objective.key_results.retain(|item| !item.metric.as_ref().is_some_and(reads));
        }
    }
}
