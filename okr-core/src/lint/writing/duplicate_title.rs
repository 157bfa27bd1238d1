//! `duplicate-title`.

use std::hash::Hash;

use hashbrown::HashMap;
use hashbrown::hash_map::Entry;

use crate::index::{CycleIndex, TeamIndex};
use crate::lint::collector::{Location, data};
use crate::lint::title_text::comparable;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::DuplicateTitle,
    family: Family::Writing,
    severity: Severity::Warning,
    rationale: "Two items with one title are either the same goal twice, which splits the work and counts it double, or two goals that \
                nobody can tell apart in a list.",
    help: "merge the two, or say in the title what makes this one different",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Objectives of different cycles or teams; key results of different objectives; KPIs of different teams. Case, \
             spacing and a final full stop make no difference.",
        id: "speed",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [
    { "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas" },
    { "id": "speed", "title": "Hire people who stay.", "cycle": "2026-Q3", "owner": "Maya" }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [
    { "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas" },
    { "id": "speed", "title": "Answer candidates while they still want us", "cycle": "2026-Q3", "owner": "Maya" }] } }"#,
    },
    check,
};

/// The id of the first item of each title among siblings. Only looked up, so that its order does not matter.
type Titles<'a, S> = HashMap<(S, String), &'a str>;

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    // Siblings of an objective: its cycle and team. Of a KPI: its team.
    let mut objectives: Titles<'_, (CycleIndex, Option<TeamIndex>)> = Titles::new();
    let mut kpis: Titles<'_, Option<TeamIndex>> = Titles::new();
    for objective in view.objectives() {
        let (id, title) = (&*objective.row.objective, objective.written.title.as_str());
        if let Some(first) = same_title(&mut objectives, (objective.node.cycle, objective.node.team), title, id) {
            add(collector, objective.location().field("title"), ("objective", id), first, title);
        }
        // A small map for each objective, not one for all key results.
        let mut titles: Titles<'_, ()> = Titles::with_capacity(objective.written.key_results.len());
        for key_result in view.key_results_of(objective) {
            let (id, title) = (&*key_result.row.key_result, key_result.written.title.as_str());
            if let Some(first) = same_title(&mut titles, (), title, id) {
                add(collector, key_result.location().field("title"), ("key result", id), first, title);
            }
        }
    }
    for kpi in view.kpis() {
        let (id, title) = (kpi.written.id.as_str(), kpi.written.name.as_str());
        if let Some(first) = same_title(&mut kpis, kpi.team(view), title, id) {
            add(collector, kpi.location().field("name"), ("KPI", id), first, title);
        }
    }
}

/// The id of the first sibling with the same title, if there is one before.
fn same_title<'a, S: Eq + Hash>(titles: &mut Titles<'a, S>, siblings: S, title: &str, id: &'a str) -> Option<&'a str> {
    // An item without words has no title to repeat.
    let text = Some(comparable(title)).filter(|text| !text.is_empty())?;
    match titles.entry((siblings, text)) {
        Entry::Vacant(entry) => {
            entry.insert(id);
            None
        }
        Entry::Occupied(entry) => Some(entry.get()),
    }
}

fn add(collector: &mut Collector<'_>, location: Location<'_>, (kind, id): (&str, &str), first: &str, title: &str) {
    let message = format!("the {kind} `{id}` has the same title as `{first}`: `{title}`");
    collector.add(location, data! { kind: kind, id: id, first: first, title: title }, message);
}
