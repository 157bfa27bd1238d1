//! `duplicate-title`.

use std::sync::Arc;

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

/// The items among which a title must be unique.
#[derive(PartialEq, Eq, Hash)]
enum Siblings {
    /// Objectives of a cycle and a team.
    Objectives(CycleIndex, Option<TeamIndex>),
    /// Key results of an objective.
    KeyResults(usize),
    /// KPIs of a team.
    Kpis(Option<TeamIndex>),
}

/// The id of the first item of each title. Only looked up, so that its order does not matter.
type Titles = HashMap<(Siblings, String), Arc<str>>;

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    let mut titles = Titles::new();
    let mut check_title = |siblings: Siblings, location: Location<'_>, kind: &str, title: &str| {
        let text = comparable(title);
        // An item without words has no title to repeat.
        let Some(id) = location.id.clone().filter(|_| !text.is_empty()) else { return };
        match titles.entry((siblings, text)) {
            Entry::Vacant(entry) => {
                entry.insert(id);
            }
            Entry::Occupied(entry) => {
                let first = entry.get();
                let message = format!("the {kind} `{id}` has the title of `{first}`: `{title}`");
                collector.add(location, data! { kind: kind, id: &*id, first: &**first, title: title }, message);
            }
        }
    };
    for objective in view.objectives() {
        let siblings = Siblings::Objectives(objective.node.cycle, objective.node.team);
        check_title(siblings, objective.location().field("title"), "objective", &objective.written.title);
        for key_result in view.key_results_of(objective) {
            let siblings = Siblings::KeyResults(objective.index);
            check_title(siblings, key_result.location().field("title"), "key result", &key_result.written.title);
        }
    }
    for kpi in view.kpis() {
        check_title(Siblings::Kpis(kpi.team(view)), kpi.location().field("name"), "KPI", &kpi.written.name);
    }
}
