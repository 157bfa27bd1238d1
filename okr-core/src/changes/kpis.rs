//! What changed about KPIs, their triggers, and inputs of formulas.

use std::sync::Arc;

use hashbrown::HashSet;

use super::compare::Comparison;
use super::entry::{Entry, Subject};
use super::item_causes::metrics_of;
use super::possible_causes::PossibleCauses;
use super::row::{Cause, ChangeCode, ChangedTable};
use super::time::{ended, started};
use super::values::{corrected, value};
use super::wording::{arrow, because, exact, health_level, revised_to, spaced};
use crate::figure;
use crate::index::{ListIndex, SeriesIndex};
use crate::kpi::{quantity, range};
use crate::plan::Kpi;
use crate::plan::policy::Severity;
use crate::report::{KpiRow, TriggerRow, TriggerState};
use crate::resolve::Metric;
use crate::series::Standard;

/// The KPIs in scope with their triggers, then the inputs of their formulas.
pub(super) fn kpis(comparison: &Comparison<'_>, entries: &mut Vec<Entry>) {
    let mut inputs = Vec::new();
    for after in &comparison.after.report.kpis {
        let id = comparison.after.series(&after.kpi, after.team.as_deref());
        let Some(Metric::Series(series)) = comparison.prepared.plan.metrics.get(&*id).copied() else { continue };
        let part = part(comparison, series, after);
        let subject = Subject {
            table: ChangedTable::Kpis,
            index: series.get(),
            id: Arc::from(id),
            title: title(&after.name, part.as_ref()),
            team: after.team.clone(),
            owner: after.owner.clone(),
            unit: after.unit.clone(),
            above: None,
            item: (ChangedTable::Kpis, series.get()),
            part,
        };
        compare(comparison, &subject, series, after, entries);
        match comparison.prepared.plan.kpi_sources[comparison.prepared.plan.series[series].kpi].formula {
            Some(_) => inputs.extend(metrics_of(comparison.prepared, series)),
            None => corrected(comparison, &subject, comparison.prepared.metrics.of_series(series), entries),
        }
    }
    corrected_inputs(comparison, inputs, entries);
    triggers(comparison, entries);
}

/// Of a series of a KPI by team: what people call the KPI, and the team.
pub(super) fn part(comparison: &Comparison<'_>, series: SeriesIndex, row: &KpiRow) -> Option<(Arc<str>, Arc<str>)> {
    Some((Arc::clone(&row.name), comparison.prepared.plan.part_name(series)?))
}

/// What people call a team, or another part.
fn part_name(comparison: &Comparison<'_>, part: &str) -> Arc<str> {
    let plan = &comparison.prepared.plan;
    plan.team_ids.get(part).map_or_else(|| Arc::from(part), |team| Arc::clone(&plan.teams[*team].name))
}

/// What people call a series: of one by team, with the team.
pub(super) fn title(name: &Arc<str>, part: Option<&(Arc<str>, Arc<str>)>) -> Arc<str> {
    part.map_or_else(|| Arc::clone(name), |(_, part)| Arc::from(format!("{name} ({part})")))
}

fn compare(
    comparison: &Comparison<'_>,
    subject: &Subject,
    series: SeriesIndex,
    after: &KpiRow,
    entries: &mut Vec<Entry>,
) {
    let kpi = comparison.prepared.plan.kpi_of(series);
    let causes = comparison.causes.series[series];
    if comparison.edits.added.kpis.contains_key(kpi.id.as_str()) {
        entries.push(subject.entry(ChangeCode::Added, Cause::Plan, "added to the plan".into()));
        return;
    }
    if let Some(fields) = comparison.edits.fields.kpis.get(kpi.id.as_str()) {
        entries.push(subject.entry(ChangeCode::Edited, Cause::Plan, format!("edited: {}", fields.join(", "))));
    }
    revised(comparison, subject, kpi, entries);
    let by_time = comparison.by_time.kpi(&subject.id);
    let before = comparison.before.kpi(&subject.id);
    let cause = |same: bool| comparison.cause(causes, same);
    entries.extend(health(subject, before, after, cause(by_time.is_some_and(|row| row.health == after.health))));
    let was = before.and_then(|row| row.value);
    entries.extend(value(subject, was, after.value, cause(by_time.is_some_and(|row| row.value == after.value))));
    let cause = comparison.by_plan(PossibleCauses { plan: false, ..causes });
    entries.extend(kpi.start.and_then(|start| started(comparison.days, subject, start, cause)));
    entries.extend(kpi.end.and_then(|end| ended(comparison.days, subject, end, cause)));
}

fn health(subject: &Subject, before: Option<&KpiRow>, after: &KpiRow, cause: Cause) -> Option<Entry> {
    let was = before.map(|row| row.health);
    if was == Some(after.health) {
        return None;
    }
    let value = after.value.map(|value| format!(", {}", quantity(value, subject.unit.as_deref()))).unwrap_or_default();
    let words = arrow(was.map(|health| spaced(health.as_str())), Some(spaced(after.health.as_str())));
    let entry = subject.entry(ChangeCode::Health, cause, words).with(&value);
    let states = (was.map(|health| health.as_str().to_owned()), Some(after.health.as_str().to_owned()));
    Some(entry.states(states.0, states.1).warns(health_level(after.health) > was.map_or(0, health_level)))
}

fn revised(comparison: &Comparison<'_>, subject: &Subject, kpi: &Kpi, entries: &mut Vec<Entry>) {
    let unit = subject.unit.as_deref();
    let (old, new) = (Standard::on(kpi, comparison.days.since), Standard::on(kpi, comparison.days.as_of));
    for revision in kpi.revisions.iter().filter(|revision| comparison.days.has(revision.from)) {
        let (what, before, after) = if old.target != new.target {
            let text = |target: Option<f64>| target.map(|target| quantity(target, unit));
            let states = (old.target.map(exact), new.target.map(exact));
            (revised_to("target", text(old.target), text(new.target)), states.0, states.1)
        } else {
            let text = |standard: &Standard| standard.has_range().then(|| range(standard.min, standard.max, unit));
            (revised_to("range", text(&old), text(&new)), text(&old), text(&new))
        };
        let what = format!("{what} as of {}{}", revision.from, because(revision.reason.as_deref()));
        let entry = subject.entry(ChangeCode::Revised, Cause::Plan, what);
        entries.push(entry.states(before, after).date(Some(revision.from)));
    }
}

/// The inputs of formulas, each metric once.
fn corrected_inputs(comparison: &Comparison<'_>, metrics: Vec<usize>, entries: &mut Vec<Entry>) {
    let mut seen = HashSet::new();
    let plan = &comparison.prepared.plan;
    for metric in metrics.into_iter().filter(|metric| seen.insert(*metric)) {
        let name = comparison.prepared.readings.metric_name(metric);
        let (id, part) = name.split_once('@').map_or((name, None), |(id, part)| (id, Some(part)));
        let Some(index) = plan.input_ids.get(id).copied() else { continue };
        let input = plan.input(index);
        let name_of_input = Arc::from(input.name.as_deref().unwrap_or(&input.id));
        let of_part = part.map(|part| (Arc::clone(&name_of_input), part_name(comparison, part)));
        let subject = Subject {
            table: ChangedTable::Inputs,
            index: metric,
            id: Arc::from(name),
            title: title(&name_of_input, of_part.as_ref()),
            team: part.filter(|part| plan.team_ids.contains_key(*part)).map(Arc::from),
            owner: None,
            unit: input.unit.as_deref().map(Arc::from),
            above: None,
            item: (ChangedTable::Inputs, metric),
            part: of_part,
        };
        corrected(comparison, &subject, Some(metric), entries);
    }
}

fn active(row: &TriggerRow) -> bool {
    matches!(row.state, TriggerState::Firing | TriggerState::Recovering)
}

/// Triggers that fired or cleared.
fn triggers(comparison: &Comparison<'_>, entries: &mut Vec<Entry>) {
    for after in comparison.after.report.triggers.iter().filter(|row| active(row)) {
        let key = comparison.after.trigger_key(after);
        let before = comparison.before.trigger(&key);
        if !before.is_some_and(|row| active(row) && row.fired == after.fired) {
            entries.extend(trigger(comparison, &key, before, Some(after)));
        }
    }
    for before in comparison.before.report.triggers.iter().filter(|row| active(row)) {
        let key = comparison.before.trigger_key(before);
        if !comparison.after.trigger(&key).is_some_and(active) {
            entries.extend(trigger(comparison, &key, Some(before), comparison.after.trigger(&key)));
        }
    }
}

/// A trigger that fired or cleared; none where its series is not in scope.
fn trigger(
    comparison: &Comparison<'_>,
    key: &str,
    before: Option<&TriggerRow>,
    after: Option<&TriggerRow>,
) -> Option<Entry> {
    let row = after.or(before)?;
    let series = comparison.after.series(&row.kpi, row.team.as_deref());
    let kpi = comparison.after.kpi(&series)?;
    let Some(Metric::Series(index)) = comparison.prepared.plan.metrics.get(&*series).copied() else { return None };
    let part = part(comparison, index, kpi);
    let subject = Subject {
        table: ChangedTable::Triggers,
        index: index.get(),
        id: Arc::from(key),
        title: title(&kpi.name, part.as_ref()),
        team: kpi.team.clone(),
        owner: kpi.owner.clone(),
        unit: None,
        above: None,
        item: (ChangedTable::Kpis, index.get()),
        part,
    };
    let state = |row: Option<&TriggerRow>| row.map_or("quiet", |row| row.state.as_str()).to_owned();
    let fires = after.is_some_and(active);
    let by_time = comparison.by_time.trigger(key);
    let same = state(by_time) == state(after)
        && by_time.and_then(|row| row.fired.clone()) == after.and_then(|row| row.fired.clone());
    let cause = comparison.cause(comparison.causes.series[index], same);
    let named = figure::trigger(&row.rule);
    let (code, what) = if fires {
        let period = row.fired.as_deref().map(|period| format!(" in {period}")).unwrap_or_default();
        (ChangeCode::TriggerFired, format!("{named} fired{period}"))
    } else {
        (ChangeCode::TriggerCleared, format!("{named} cleared"))
    };
    let value = kpi.value.map(|value| format!(", {}", quantity(value, kpi.unit.as_deref()))).unwrap_or_default();
    let entry = subject.entry(code, cause, what).with(&value).states(Some(state(before)), Some(state(after)));
    Some(entry.warns(fires && row.severity == Severity::Warning))
}
