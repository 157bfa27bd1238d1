//! Check-ins that are new.

use std::sync::Arc;

use hashbrown::HashMap;

use super::compare::Comparison;
use super::entry::{Entry, Subject};
use super::goals::{key_result_subject, objective_subject};
use super::row::{Cause, ChangeCode, ChangedTable};
use super::wording::{said_level, spaced};
use crate::index::ListIndex;
use crate::plan::Said;
use crate::readings::{CheckIn, Subject as About};
use crate::report::{CycleRow, KpiRow};
use crate::resolve::Metric;

/// The check-ins that became visible, on what is in scope.
pub(super) fn check_ins(comparison: &Comparison<'_>, entries: &mut Vec<Entry>) {
    let words = words_before(comparison);
    let rows = Rows::new(comparison);
    for check_in in comparison.prepared.check_ins.iter().filter(|check_in| comparison.days.reveal(check_in)) {
        let Some(about) = check_in.subject() else { continue };
        let Some(subject) = rows.subject(comparison, about) else { continue };
        let before = words.get(&(about.field(), about.id())).map(|(_, _, said)| *said);
        entries.push(entry(&subject, check_in, before));
    }
}

/// The newest word on each subject that was visible before, with its date and the day on which it became known.
fn words_before<'a>(comparison: &'a Comparison<'_>) -> HashMap<(&'static str, &'a str), (i32, i32, Said)> {
    let mut words: HashMap<(&str, &str), (i32, i32, Said)> = HashMap::new();
    for check_in in &comparison.prepared.check_ins {
        let (date, recorded) = check_in.days();
        let (Some(about), Some(said)) = (check_in.subject(), check_in.status) else { continue };
        if date > comparison.days.since || recorded > comparison.days.since {
            continue;
        }
        let word = words.entry((about.field(), about.id())).or_insert((date, recorded, said));
        if (date, recorded) >= (word.0, word.1) {
            *word = (date, recorded, said);
        }
    }
    words
}

fn entry(subject: &Subject, check_in: &CheckIn, before: Option<Said>) -> Entry {
    let after = check_in.status;
    let by = check_in.by.as_deref().unwrap_or("somebody");
    let mut what = match after {
        Some(said) => format!("{by} says {}", spaced(said.as_str())),
        None => format!("{by} checked in"),
    };
    if let Some(note) = &check_in.note {
        what.push_str(": ");
        what.push_str(note);
    }
    let word = |said: Option<Said>| said.map(|said| said.as_str().to_owned());
    let worse = after.is_some() && said_level(after) > said_level(before);
    let entry = subject.entry(ChangeCode::CheckIn, Cause::CheckIn, what).states(word(before), word(after));
    entry.date(Some(check_in.date)).warns(worse)
}

/// The KPIs and cycles in scope by id.
struct Rows<'a> {
    kpis: HashMap<&'a str, &'a KpiRow>,
    cycles: HashMap<&'a str, &'a CycleRow>,
}

impl<'a> Rows<'a> {
    fn new(comparison: &'a Comparison<'_>) -> Self {
        let mut kpis = HashMap::new();
        for row in &comparison.after.report.kpis {
            kpis.entry(&*row.kpi).or_insert(row);
        }
        let cycles = comparison.after.report.cycles.iter().map(|row| (&*row.cycle, row)).collect();
        Rows { kpis, cycles }
    }

    /// What a check-in is about, where it is in scope.
    fn subject(&self, comparison: &Comparison<'_>, about: About<'_>) -> Option<Subject> {
        let plan = &comparison.prepared.plan;
        match about {
            About::Objective(id) => {
                let row = comparison.after.objective(id)?;
                Some(objective_subject(comparison, *plan.objective_ids.get(id)?, row))
            }
            About::KeyResult(id) => {
                let row = comparison.after.key_result(id)?;
                let Some(Metric::KeyResult(index)) = plan.metrics.get(id).copied() else { return None };
                Some(key_result_subject(comparison, index, row))
            }
            About::Kpi(id) => {
                let row = *self.kpis.get(id)?;
                let series = comparison.after.series(&row.kpi, row.team.as_deref());
                let Some(Metric::Series(index)) = plan.metrics.get(&*series).copied() else { return None };
                let written = plan.kpi_of(index);
                Some(Subject {
                    table: ChangedTable::Kpis,
                    index: index.get(),
                    id: Arc::clone(&row.kpi),
                    title: Arc::clone(&row.name),
                    team: written.team.as_deref().map(Arc::from),
                    owner: row.owner.clone(),
                    unit: row.unit.clone(),
                    above: None,
                    item: (ChangedTable::Kpis, index.get()),
                    part: None,
                })
            }
            About::Cycle(id) => {
                let row = *self.cycles.get(id)?;
                let index = plan.cycle_ids.get(id)?.get();
                Some(Subject {
                    table: ChangedTable::Cycles,
                    index,
                    id: Arc::clone(&row.cycle),
                    title: row.name.clone().unwrap_or_else(|| Arc::clone(&row.cycle)),
                    team: None,
                    owner: None,
                    unit: None,
                    above: None,
                    item: (ChangedTable::Cycles, index),
                    part: None,
                })
            }
        }
    }
}
