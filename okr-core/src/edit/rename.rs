//! Giving an item another id.

use super::find::locate;
use crate::error::{Error, ErrorKind, Errors};
use crate::merge::Rename;
use crate::plan::{ItemKind, Plan, Position, reference};
use crate::resolve::check_ids;

/// The plan with another id for an item, there and in all references.
pub(crate) fn rename(plan: &Plan, Rename { from, to, kind }: &Rename) -> Result<Plan, Errors> {
    let position = locate(plan, from, *kind, "/from")?;
    let mut plan = plan.clone();
    if let Some(id) = id_mut(&mut plan, position) {
        id.clone_from(to);
    }
    if let Some(errors) = Errors::from_vec(check_ids(&plan)) {
        return Err(errors);
    }
    if position.kind == ItemKind::Input && to.contains('`') {
        let reason = "formulas cannot name an id that has a backtick".to_owned();
        return Err(Error::new("/to", ErrorKind::BadId { id: to.clone(), reason }).of(from).into());
    }
    reference::visit(&mut plan, &mut |_, kind, id| {
        if kind == position.kind && id == from {
            id.clone_from(to);
        }
        true
    });
    Ok(plan)
}

fn id_mut(plan: &mut Plan, at: Position) -> Option<&mut String> {
    Some(match at.kind {
        ItemKind::Team => &mut plan.teams.get_mut(at.index)?.id,
        ItemKind::Cycle => &mut plan.cycles.get_mut(at.index)?.id,
        ItemKind::Objective => &mut plan.objectives.get_mut(at.index)?.id,
        ItemKind::KeyResult => &mut plan.objectives.get_mut(at.objective?)?.key_results.get_mut(at.index)?.id,
        ItemKind::Kpi => &mut plan.kpis.get_mut(at.index)?.id,
        ItemKind::Input => &mut plan.inputs.get_mut(at.index)?.id,
        ItemKind::Calendar => &mut plan.calendars.get_mut(at.index)?.id,
    })
}
