//! `level-skip`.

use crate::index::TeamIndex;
use crate::lint::collector::data;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::policy::Severity;
use crate::plan::{FindingCode, Level};

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::LevelSkip,
    family: Family::Alignment,
    severity: Severity::Info,
    rationale: "An objective that reaches over the level in between leaves those out who are to coordinate it: they neither plan with it nor \
                hear of it when it is in trouble.",
    help: "let it support an objective of the level in between, which in turn supports the one above",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Where the plan has no team of a level in between, or none stands between the two teams in the tree of teams.",
        id: "answer",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "teams": [
    { "id": "all", "name": "Alderway", "level": "company" }, { "id": "people", "name": "People", "level": "department", "parent": "all" },
    { "id": "recruiting", "name": "Recruiting", "level": "team", "parent": "people" }],
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [
    { "id": "work", "title": "A company where people do their best work", "cycle": "2026-Q3", "team": "all", "owner": "Ruth" },
    { "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "team": "people", "owner": "Jonas", "parent": { "objective": "work" } },
    { "id": "answer", "title": "Answer candidates while they still want us", "cycle": "2026-Q3", "team": "recruiting", "owner": "Maya",
      "parent": { "objective": "work" } }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "teams": [
    { "id": "all", "name": "Alderway", "level": "company" }, { "id": "people", "name": "People", "level": "department", "parent": "all" },
    { "id": "recruiting", "name": "Recruiting", "level": "team", "parent": "people" }],
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [
    { "id": "work", "title": "A company where people do their best work", "cycle": "2026-Q3", "team": "all", "owner": "Ruth" },
    { "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "team": "people", "owner": "Jonas", "parent": { "objective": "work" } },
    { "id": "answer", "title": "Answer candidates while they still want us", "cycle": "2026-Q3", "team": "recruiting", "owner": "Maya",
      "parent": { "objective": "hire" } }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    let levels: Vec<Level> = Level::ALL
        .into_iter()
        .filter(|level| view.index().written.teams.iter().any(|team| team.level == *level))
        .collect();
    for objective in view.objectives() {
        let Some(parent) = view.parent(objective) else { continue };
        let (Some(team), Some(upper)) = (objective.node.team, parent.node.team) else { continue };
        let (Some(own), Some(top)) = (view.level(team), view.level(upper)) else { continue };
        let between = |level: &Level| *level > top && *level < own;
        if !levels.iter().any(between) {
            continue;
        }
        let Some(skipped) = skipped(view, team, upper, between, &levels) else { continue };
        let (id, other) = (&*objective.row.objective, &*parent.row.objective);
        let message =
            format!("`{id}` of level {own} supports `{other}` of level {top}, over the level {skipped} in between");
        let data = data! {
            objective: id, level: own.as_str(), parent: other, parent_level: top.as_str(), skipped: skipped.as_str(),
        };
        collector.add(objective.location().field("parent"), data, message);
    }
}

/// The level in between that is left out: of a team on the way up, or where the one team is not above the other, of any.
fn skipped(
    view: &LintView<'_>,
    team: TeamIndex,
    upper: TeamIndex,
    between: impl Fn(&Level) -> bool,
    levels: &[Level],
) -> Option<Level> {
    let mut on_the_way = None;
    for above in view.teams_above(team) {
        if above == upper {
            return on_the_way;
        }
        on_the_way = on_the_way.or(view.level(above).filter(&between));
    }
    levels.iter().copied().find(between)
}
