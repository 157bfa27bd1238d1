//! What a plan had and has no longer.

use std::sync::Arc;

use hashbrown::HashSet;

use super::compare::Comparison;
use super::edits::key_results;
use super::entry::{Entry, Subject};
use super::row::{Cause, ChangeCode, ChangedTable};
use crate::report::Report;

/// What the plan had and has no longer, of the rows `before` that are in scope; behind everything that it has.
pub(super) fn removed(comparison: &Comparison<'_>, before: &Report, entries: &mut Vec<Entry>) {
    let plan = &comparison.prepared.plan.written;
    let objectives: HashSet<&str> = plan.objectives.iter().map(|item| item.id.as_str()).collect();
    let own: HashSet<&str> = key_results(plan).map(|(_, item)| item.id.as_str()).collect();
    let kpis: HashSet<&str> = plan.kpis.iter().map(|item| item.id.as_str()).collect();
    let mut add = |table, id: &Arc<str>, title: &Arc<str>, team: &Option<Arc<str>>, owner: &Option<Arc<str>>| {
        let index = usize::MAX - entries.len();
        let subject = Subject {
            table,
            index: usize::MAX,
            id: Arc::clone(id),
            title: Arc::clone(title),
            team: team.clone(),
            owner: owner.clone(),
            unit: None,
            above: None,
            item: (table, index),
            part: None,
        };
        entries.push(subject.entry(ChangeCode::Removed, Cause::Plan, "removed from the plan".into()));
    };
    for row in before.objectives.iter().filter(|row| !objectives.contains(&*row.objective)) {
        add(ChangedTable::Objectives, &row.objective, &row.title, &row.team, &row.owner);
    }
    for row in before.key_results.iter().filter(|row| !own.contains(&*row.key_result)) {
        add(ChangedTable::KeyResults, &row.key_result, &row.title, &row.team, &row.owner);
    }
    let mut seen = HashSet::new();
    for row in before.kpis.iter().filter(|row| !kpis.contains(&*row.kpi) && seen.insert(&*row.kpi)) {
        add(ChangedTable::Kpis, &row.kpi, &row.name, &row.team, &row.owner);
    }
}
