//! `too-many-objectives`.

use crate::lint::collector::data;
use crate::lint::counts::{count, objectives_by_team};
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::TooManyObjectives,
    family: Family::Focus,
    severity: Severity::Warning,
    rationale: "Objectives say what matters most. With many of them everything does, attention is spread thin, and most end half done.",
    help: "keep those that matter most in this cycle, and move the others to a later one or drop them",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Limit: `objectives_per_cycle.max` (5). Drafts and dropped objectives are not counted.",
        id: "people",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "teams": [{ "id": "people", "name": "People", "level": "department" }],
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [
    { "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "team": "people" },
    { "id": "learn", "title": "Make learning part of work", "cycle": "2026-Q3", "team": "people" },
    { "id": "lead", "title": "Managers whom people like to work for", "cycle": "2026-Q3", "team": "people" },
    { "id": "review", "title": "Reviews that people find fair", "cycle": "2026-Q3", "team": "people" },
    { "id": "health", "title": "Work that keeps people healthy", "cycle": "2026-Q3", "team": "people" },
    { "id": "office", "title": "An office worth the way", "cycle": "2026-Q3", "team": "people" }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "teams": [{ "id": "people", "name": "People", "level": "department" }],
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [
    { "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "team": "people" },
    { "id": "learn", "title": "Make learning part of work", "cycle": "2026-Q3", "team": "people" },
    { "id": "lead", "title": "Managers whom people like to work for", "cycle": "2026-Q3", "team": "people" },
    { "id": "review", "title": "Reviews that people find fair", "cycle": "2026-Q3", "team": "people" },
    { "id": "health", "title": "Work that keeps people healthy", "cycle": "2026-Q3", "team": "people" },
    { "id": "office", "title": "An office worth the way", "cycle": "2026-Q3", "team": "people", "state": "draft" }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    collector.check_each(&objectives_by_team(view), &|&(team, cycle, objectives), collector| {
        let max = view.policy().objectives_per_cycle_at(view.level(team)).max;
        if objectives > max as usize {
            let (name, time) = (view.team_id(team), view.cycle_id(cycle));
            let message =
                format!("{} for team `{name}` in `{time}`; at most {max} keep focus", count(objectives, "objective"));
            let data = data! { team: name, cycle: time, objectives: objectives, max: max };
            collector.add(view.team_location(team, Some(cycle)), data, message);
        }
    });
}
