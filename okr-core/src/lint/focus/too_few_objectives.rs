//! `too-few-objectives`.

use crate::lint::collector::data;
use crate::lint::counts::{count, objectives_by_team};
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::TooFewObjectives,
    family: Family::Focus,
    severity: Severity::Info,
    rationale: "A team with a single objective has either put all its work under one heading, which guides nobody, or works \
                on things that no objective names.",
    help: "name what else the team wants to change in this cycle, or lower `objectives_per_cycle.min` where one aim is enough",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Teams without objectives in the cycle, and single persons. Limit: `objectives_per_cycle.min` (3).",
        id: "people",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "teams": [{ "id": "people", "name": "People", "level": "department" }],
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [
    { "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "team": "people" },
    { "id": "learn", "title": "Make learning part of work", "cycle": "2026-Q3", "team": "people" }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "teams": [{ "id": "people", "name": "People", "level": "department" }],
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [
    { "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "team": "people" },
    { "id": "learn", "title": "Make learning part of work", "cycle": "2026-Q3", "team": "people" },
    { "id": "lead", "title": "Managers whom people like to work for", "cycle": "2026-Q3", "team": "people" }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    collector.check_each(&objectives_by_team(view), &|&(team, cycle, objectives), collector| {
        let min = view.policy().objectives_per_cycle_at(view.level(team)).min;
        if objectives < min as usize && !view.is_person(Some(team)) {
            let (name, time) = (view.team_id(team), view.cycle_id(cycle));
            let message = format!(
                "{} for team `{name}` in `{time}`; at least {min} give direction",
                count(objectives, "objective")
            );
            let data = data! { team: name, cycle: time, objectives: objectives, min: min };
            collector.add(view.team_location(team, Some(cycle)), data, message);
        }
    });
}
