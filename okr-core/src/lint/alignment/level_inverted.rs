//! `level-inverted`.

use crate::index::TeamIndex;
use crate::lint::collector::data;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::LevelInverted,
    family: Family::Alignment,
    severity: Severity::Warning,
    rationale: "A department's objective that supports a single team's turns the direction round: the wider aim waits for the narrower one, \
                and its score flows the wrong way.",
    help: "let the objective of the lower level support that of the higher one",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Objectives of the same level, which may support each other.",
        id: "hire",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "teams": [{ "id": "people", "name": "People", "level": "department" }, { "id": "recruiting", "name": "Recruiting", "level": "team", "parent": "people" }],
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [
    { "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "team": "people", "owner": "Jonas", "parent": { "objective": "answer" } },
    { "id": "answer", "title": "Answer candidates while they still want us", "cycle": "2026-Q3", "team": "recruiting", "owner": "Maya" }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "teams": [{ "id": "people", "name": "People", "level": "department" }, { "id": "recruiting", "name": "Recruiting", "level": "team", "parent": "people" }],
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [
    { "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "team": "people", "owner": "Jonas" },
    { "id": "answer", "title": "Answer candidates while they still want us", "cycle": "2026-Q3", "team": "recruiting", "owner": "Maya",
      "parent": { "objective": "hire" } }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    for objective in view.objectives() {
        let Some(parent) = view.parent(objective) else { continue };
        let level = |team: Option<TeamIndex>| team.and_then(|team| view.level(team));
        let (Some(own), Some(upper)) = (level(objective.node.team), level(parent.node.team)) else { continue };
        // Levels are in order, from the whole organization to one person.
        if own < upper {
            let (id, other) = (&*objective.row.objective, &*parent.row.objective);
            let message = format!("`{id}` of level {own} supports `{other}` of level {upper}, which is lower");
            let data = data! { objective: id, level: own.as_str(), parent: other, parent_level: upper.as_str() };
            collector.add(objective.location().field("parent"), data, message);
        }
    }
}
