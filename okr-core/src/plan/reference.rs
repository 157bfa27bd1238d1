//! The references of a plan: which fields name other items, in one place for all who follow them.

use super::{Cycle, Formula, ItemKind, KeyResult, Kpi, KpiCadence, KpiTeams, Objective, Parent, Plan, Team};
use crate::document::At;

/// What is done with each reference: it is told where it stands and what it names, may change the id, and says whether the reference
/// stays.
pub(crate) type Visit<'v> = dyn FnMut(&At<'_>, ItemKind, &mut String) -> bool + 'v;

/// Visits every reference of a plan, in document order. One that does not stay is taken out; where an item cannot be without it, because
/// it would have no cycle, no calendar, or nothing to measure, the item goes instead.
pub(crate) fn visit(plan: &mut Plan, visit: &mut Visit<'_>) {
    let root = At::root("");
    list(&mut plan.teams, &root.field("teams"), |team, at| of_team(team, at, visit));
    list(&mut plan.cycles, &root.field("cycles"), |cycle, at| of_cycle(cycle, at, visit));
    list(&mut plan.objectives, &root.field("objectives"), |objective, at| of_objective(objective, at, visit));
    list(&mut plan.kpis, &root.field("kpis"), |kpi, at| of_kpi(kpi, at, visit));
}

/// Keeps the items of a list that may stay, each asked with the index that it had.
fn list<T>(items: &mut Vec<T>, at: &At<'_>, mut stays: impl FnMut(&mut T, &At<'_>) -> bool) {
    let mut indices = 0..;
    items.retain_mut(|item| stays(item, &at.index(indices.next().unwrap_or_default())));
}

fn ids(list_of_ids: &mut Vec<String>, kind: ItemKind, at: &At<'_>, visit: &mut Visit<'_>) {
    list(list_of_ids, at, |id, at| visit(at, kind, id));
}

fn optional(field: &mut Option<String>, kind: ItemKind, at: &At<'_>, visit: &mut Visit<'_>) {
    if field.as_mut().is_some_and(|id| !visit(at, kind, id)) {
        *field = None;
    }
}

fn of_team(team: &mut Team, at: &At<'_>, visit: &mut Visit<'_>) -> bool {
    optional(&mut team.parent, ItemKind::Team, &at.field("parent"), visit);
    true
}

fn of_cycle(cycle: &mut Cycle, at: &At<'_>, visit: &mut Visit<'_>) -> bool {
    optional(&mut cycle.parent, ItemKind::Cycle, &at.field("parent"), visit);
    true
}

/// Visits the references of an objective and its key results, and says whether it can be without those that do not stay.
pub(crate) fn of_objective(objective: &mut Objective, at: &At<'_>, visit: &mut Visit<'_>) -> bool {
    let stays = visit(&at.field("cycle"), ItemKind::Cycle, &mut objective.cycle);
    optional(&mut objective.team, ItemKind::Team, &at.field("team"), visit);
    let parent = match &mut objective.parent {
        Some(Parent::Objective(id)) => visit(&at.field("parent"), ItemKind::Objective, id),
        Some(Parent::KeyResult(id)) => visit(&at.field("parent"), ItemKind::KeyResult, id),
        None => true,
    };
    if !parent {
        objective.parent = None;
    }
    ids(&mut objective.kpis, ItemKind::Kpi, &at.field("kpis"), visit);
    list(&mut objective.key_results, &at.field("key_results"), |item, at| of_key_result(item, at, visit));
    stays
}

fn of_key_result(key_result: &mut KeyResult, at: &At<'_>, visit: &mut Visit<'_>) -> bool {
    let stays = key_result.metric.as_mut().is_none_or(|metric| of_series(metric, &at.field("metric"), visit));
    ids(&mut key_result.kpis, ItemKind::Kpi, &at.field("kpis"), visit);
    ids(&mut key_result.guards, ItemKind::Kpi, &at.field("guards"), visit);
    stays
}

/// A series: `kpi`, or `kpi@team`.
fn of_series(metric: &mut String, at: &At<'_>, visit: &mut Visit<'_>) -> bool {
    let Some((kpi, team)) = metric.split_once('@') else { return visit(at, ItemKind::Kpi, metric) };
    let (mut kpi, mut team) = (kpi.to_owned(), team.to_owned());
    let stays = visit(at, ItemKind::Kpi, &mut kpi) & visit(at, ItemKind::Team, &mut team);
    *metric = format!("{kpi}@{team}");
    stays
}

fn of_kpi(kpi: &mut Kpi, at: &At<'_>, visit: &mut Visit<'_>) -> bool {
    optional(&mut kpi.team, ItemKind::Team, &at.field("team"), visit);
    let mut stays = true;
    if let KpiTeams::Listed(teams) = &mut kpi.teams
        && !teams.is_empty()
    {
        ids(teams, ItemKind::Team, &at.field("teams"), visit);
        // Without the last of its teams it would be another KPI, with one series.
        stays &= !teams.is_empty();
    }
    if let KpiCadence::Calendar(id) = &mut kpi.cadence {
        stays &= visit(&at.field("cadence"), ItemKind::Calendar, id);
    }
    if let Some(text) = &mut kpi.formula {
        stays &= of_formula(text, &at.field("formula"), visit);
    }
    if let Some(sample) = &mut kpi.sample {
        stays &= visit(&at.field("sample"), ItemKind::Input, sample);
    }
    stays
}

/// The inputs of a formula, each once. What is no formula names nothing.
fn of_formula(text: &mut String, at: &At<'_>, visit: &mut Visit<'_>) -> bool {
    let Ok(formula) = Formula::parse(text) else { return true };
    let (mut stays, mut renamed) = (true, formula.inputs.clone());
    for id in &mut renamed {
        stays &= visit(at, ItemKind::Input, id);
    }
    if renamed != formula.inputs {
        let new = |id: &str| formula.inputs.iter().position(|input| input == id).and_then(|index| renamed.get(index));
        *text = Formula::with_ids(text, new);
    }
    stays
}
