//! Objectives and key results: references, windows, weights, revisions.

use super::context::Context;
use super::names::Names;
use super::{circle, measure};
use crate::calendar::day_number;
use crate::document::{At, nearest};
use crate::error::ErrorKind;
use crate::parallel;
use crate::plan::{KeyResult, KpiTeams, Measure, Objective, Pace, Parent, Reach};

pub(super) fn check(context: &mut Context<'_>) {
    let root = At::root("");
    let list = root.field("objectives");
    let plan = context.plan;
    context.each(plan.objectives.len(), |context, index| {
        let Some(objective) = plan.objectives.get(index) else { return };
        let at = list.index(index);
        if !context.broken(&at) {
            check_objective(context, objective, &at);
        }
        let nested = at.field("key_results");
        for (position, key_result) in objective.key_results.iter().enumerate() {
            let at = nested.index(position);
            if !context.broken(&at) {
                check_key_result(context, objective, key_result, &at);
            }
        }
    });
    let names = context.names;
    let parents = parallel::each(&plan.objectives, |objective| parent_of(names, objective));
    let ids: Vec<&str> = plan.objectives.iter().map(|objective| objective.id.as_str()).collect();
    for (index, kind) in circle::problems(&parents, &ids) {
        context.error(&list.index(index).field("parent"), kind);
    }
}

fn parent_of(names: &Names<'_>, objective: &Objective) -> Option<usize> {
    match objective.parent.as_ref()? {
        Parent::Objective(id) => names.objectives.get(id.as_str()).copied(),
        Parent::KeyResult(id) => names.key_result(id).map(|(index, _)| index),
    }
}

fn check_objective(context: &mut Context<'_>, objective: &Objective, at: &At<'_>) {
    context.refer_cycle(&objective.cycle, &at.field("cycle"));
    if let Some(team) = &objective.team {
        context.refer_team(team, &at.field("team"));
    }
    match &objective.parent {
        Some(Parent::Objective(id)) => {
            context.refer_objective(id, &at.field("parent"));
        }
        Some(Parent::KeyResult(id)) => {
            context.refer_key_result(id, &at.field("parent"));
        }
        None => {}
    }
    let list = at.field("kpis");
    for (index, kpi) in objective.kpis.iter().enumerate() {
        context.refer_kpi(kpi, &list.index(index));
    }
    context.weight(objective.weight, &at.field("weight"));
    context.optional_date(objective.state_since, &at.field("state_since"));
}

fn check_key_result(context: &mut Context<'_>, objective: &Objective, key_result: &KeyResult, at: &At<'_>) {
    if let Some(metric) = &key_result.metric {
        check_metric(context, objective, metric, &at.field("metric"));
    }
    for (field, kpis) in [("kpis", &key_result.kpis), ("guards", &key_result.guards)] {
        let list = at.field(field);
        for (index, kpi) in kpis.iter().enumerate() {
            context.refer_kpi(kpi, &list.index(index));
        }
    }
    check_window(context, objective, key_result, at);
    context.weight(key_result.weight, &at.field("weight"));
    context.optional_date(key_result.state_since, &at.field("state_since"));
    measure::check(context, &key_result.measure, key_result.aggregate, &at.field("measure"));
    check_pace(context, &key_result.pace, &at.field("pace"));
    check_revisions(context, key_result, &at.field("revisions"));
}

/// A key result reads a KPI: the series of its objective's team where the KPI has teams, or that of the team written behind `@`.
fn check_metric(context: &mut Context<'_>, objective: &Objective, metric: &str, at: &At<'_>) {
    let (id, name) = match metric.split_once('@') {
        Some((id, name)) => (id, Some(name)),
        None => (metric, None),
    };
    let Some(kpi) = context.refer_kpi(id, at).and_then(|index| context.plan.kpis.get(index)) else { return };
    let team = name.or(objective.team.as_deref()).unwrap_or_default();
    let has_series = match (&kpi.teams, name) {
        (KpiTeams::Any, _) => !team.is_empty(),
        (KpiTeams::Listed(teams), _) if !teams.is_empty() => context.names.kpi_teams.contains(&(&*kpi.id, team)),
        (KpiTeams::Listed(_), name) => name.is_none(),
    };
    if !has_series {
        context.unknown("series", &format!("{id}@{team}"), at, |plan, series| {
            let (id, team) = series.split_once('@')?;
            let kpi = plan.kpis.iter().find(|kpi| kpi.id == id)?;
            let known = nearest(team, kpi.teams.listed().iter().map(String::as_str))?;
            Some(format!("{id}@{known}"))
        });
    }
}

fn check_window(context: &mut Context<'_>, objective: &Objective, key_result: &KeyResult, at: &At<'_>) {
    let dates = context.optional_date(key_result.start, &at.field("start"))
        & context.optional_date(key_result.end, &at.field("end"));
    if !dates || (key_result.start.is_none() && key_result.end.is_none()) {
        return;
    }
    let cycle = context.names.cycles.get(objective.cycle.as_str()).and_then(|index| context.plan.cycles.get(*index));
    let start = key_result.start.or(cycle.map(|cycle| cycle.start));
    let end = key_result.end.or(cycle.map(|cycle| cycle.end));
    if let (Some(start), Some(end)) = (start, end) {
        // The other one is the cycle's.
        context.interval(start, end, at, if key_result.end.is_some() { "end" } else { "start" });
    }
}

fn check_pace(context: &mut Context<'_>, pace: &Pace, at: &At<'_>) {
    let Pace::Phased(points) = pace else { return };
    let list = at.field("phased");
    if points.is_empty() {
        let reason = "a phased pace must have at least 1 point, found none".to_owned();
        context.error_in(at, &list, ErrorKind::BadPoints { reason, point: 0 });
    }
    let mut problem = |point: usize, part: usize, reason: &str| {
        let kind = ErrorKind::BadPoints { reason: reason.into(), point };
        context.error_in(at, &list.index(point).index(part), kind);
    };
    if let Some(index) = points.iter().position(|point| !(0.0..=1.0).contains(&point.share)) {
        problem(index, 1, "the shares of a pace lie within 0 and 1");
    }
    let neighbours = || points.iter().zip(points.iter().skip(1)).enumerate();
    if let Some((index, _)) = neighbours().find(|(_, (a, b))| a.date >= b.date) {
        problem(index + 1, 0, "the dates of a pace rise");
    }
    if let Some((index, _)) = neighbours().find(|(_, (a, b))| a.share > b.share) {
        problem(index + 1, 1, "the shares of a pace do not fall");
    }
    for (index, point) in points.iter().enumerate() {
        context.date(point.date, &list.index(index).index(0));
    }
}

fn check_revisions(context: &mut Context<'_>, key_result: &KeyResult, list: &At<'_>) {
    let mut before = None;
    for (index, revision) in key_result.revisions.iter().enumerate() {
        let at = list.index(index);
        context.revision_date(before, revision.from, &at);
        before = Some(revision.from);
        if revision.measure.is_none() && revision.weight.is_none() {
            let reason = "a revision has a `measure` or a `weight`: this one changes nothing".to_owned();
            context.error(&at, ErrorKind::BadRevision { reason });
        }
        if let Some(written) = &revision.measure {
            // With what it keeps of the measure before.
            let (mut measure, _) = key_result.in_force(day_number(revision.from));
            // A direction that is kept from before does not contradict what is written now.
            if let (Measure::Reach(written), Measure::Reach(reach)) = (written, &*measure) {
                let reach = Reach { direction: written.direction, ..reach.clone() };
                measure = std::borrow::Cow::Owned(Measure::Reach(reach));
            }
            measure::check(context, &measure, key_result.aggregate, &at.field("measure"));
        }
        if let Some(weight) = revision.weight {
            context.weight(weight, &at.field("weight"));
        }
    }
}

impl Context<'_> {
    pub(super) fn revision_date(&mut self, before: Option<chrono::NaiveDate>, from: chrono::NaiveDate, at: &At<'_>) {
        let at = at.field("from");
        if self.date(from, &at) && before.is_some_and(|before| before >= from) {
            let reason = format!("revisions rise by date: `{from}` does not come after the one before");
            self.error(&at, ErrorKind::BadRevision { reason });
        }
    }
}
