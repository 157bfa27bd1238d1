//! `duplicate-title`.

use std::collections::HashMap;

use crate::lint::found::{Data, Place, data};
use crate::lint::words::comparable;
use crate::lint::{Family, Finding, Found, Sight};
use crate::plan::FindingCode;
use crate::policy::Severity;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::DuplicateTitle,
    family: Family::Writing,
    severity: Severity::Warning,
    rationale: "Two items with one title are either the same goal twice, which splits the work and counts it double, or two goals that \
                nobody can tell apart in a list.",
    help: "merge the two, or say in the title what makes this one different",
    silent: "Objectives of different cycles, or of different persons; key results of different objectives; KPIs of different teams. Case, \
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
    check,
};

/// Where titles are compared: within a cycle (of a person: among the own ones), an objective, the KPIs of a team.
#[derive(PartialEq, Eq, Hash, Clone, Copy)]
enum Among {
    Cycle(usize, Option<usize>),
    Objective(usize),
    Kpis(Option<usize>),
}

fn check(sight: &Sight<'_>, found: &mut Found<'_>) {
    let mut first = HashMap::new();
    for objective in sight.objectives() {
        let person = objective.node.team.filter(|team| sight.is_person(Some(*team)));
        let among = Among::Cycle(objective.node.cycle, person);
        let id = &*objective.row.objective;
        look(&mut first, among, &objective.written.title, id, "objective", || objective.place(), found);
        let mut first = HashMap::new();
        for key_result in sight.key_results_of(objective) {
            let among = Among::Objective(objective.index);
            let id = &*key_result.row.key_result;
            look(&mut first, among, &key_result.written.title, id, "key result", || key_result.place(), found);
        }
    }
    let mut first = HashMap::new();
    for kpi in sight.kpis() {
        let among = Among::Kpis(kpi.team(sight));
        look(&mut first, among, &kpi.written.name, &kpi.written.id, "KPI", || kpi.place(), found);
    }
}

/// Notes the title where an item before this one has it.
fn look<'a>(
    first: &mut HashMap<(Among, String), &'a str>,
    among: Among,
    title: &str,
    id: &'a str,
    kind: &str,
    place: impl Fn() -> Place<'a>,
    found: &mut Found<'_>,
) {
    let text = comparable(title);
    if text.is_empty() {
        return;
    }
    let other = *first.entry((among, text)).or_insert(id);
    if other != id {
        let message = format!("the {kind} `{id}` has the title of `{other}`: `{title}`");
        let data: Data = data! { kind: kind, id: id, first: other, title: title };
        found.add(place().field(if kind == "KPI" { "name" } else { "title" }), data, message);
    }
}
