//! `too-easy`.

use crate::lint::collector::data;
use crate::lint::view::ObjectiveView;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::number::{meets, text};
use crate::plan::policy::Severity;
use crate::plan::{Ambition, FindingCode};
use crate::report::Status;

/// One objective that went well is no pattern.
const FEWEST: usize = 2;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::TooEasy,
    family: Family::Health,
    severity: Severity::Info,
    rationale: "Aspirational objectives are meant to be stretched for: 0.7 is a success. Where all of them end near 1 they were set to be \
                met, and the team could have done more.",
    help: "aim higher in the next cycle, or call them committed where nothing less would do",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Cycles that have not ended, committed objectives, and teams with a single aspirational one. Limit: `too_easy` (0.9) for all of them.",
        id: "people",
        bad: r#"{ "as_of": "2026-10-05", "plan": { "version": 1,
  "teams": [{ "id": "people", "name": "People", "level": "department" }],
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [
    { "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "team": "people", "owner": "Jonas", "key_results": [
      { "id": "time-to-hire", "title": "Time to hire falls", "owner": "Jonas", "measure": { "kind": "reach", "from": 42, "to": 25 } }] },
    { "id": "learn", "title": "Make learning part of work", "cycle": "2026-Q3", "team": "people", "owner": "Maya", "key_results": [
      { "id": "hours", "title": "Hours of learning rise", "owner": "Maya", "measure": { "kind": "reach", "from": 2, "to": 4 } }] }] },
  "readings": [{ "metric": "time-to-hire", "date": "2026-09-25", "value": 25 }, { "metric": "hours", "date": "2026-09-25", "value": 3.9 }] }"#,
        good: r#"{ "as_of": "2026-10-05", "plan": { "version": 1,
  "teams": [{ "id": "people", "name": "People", "level": "department" }],
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [
    { "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "team": "people", "owner": "Jonas", "key_results": [
      { "id": "time-to-hire", "title": "Time to hire falls", "owner": "Jonas", "measure": { "kind": "reach", "from": 42, "to": 25 } }] },
    { "id": "learn", "title": "Make learning part of work", "cycle": "2026-Q3", "team": "people", "owner": "Maya", "key_results": [
      { "id": "hours", "title": "Hours of learning rise", "owner": "Maya", "measure": { "kind": "reach", "from": 2, "to": 4 } }] }] },
  "readings": [{ "metric": "time-to-hire", "date": "2026-09-25", "value": 25 }, { "metric": "hours", "date": "2026-09-25", "value": 3.4 }] }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    let limit = view.policy().too_easy;
    let stretched = |objective: &ObjectiveView<'_>| {
        objective.row.ambition == Ambition::Aspirational && objective.node.team.is_some()
    };
    let mut objectives: Vec<ObjectiveView<'_>> = view.objectives().filter(stretched).collect();
    crate::order::by_key(&mut objectives, |objective| (objective.node.team, objective.node.cycle));
    let same =
        |a: &ObjectiveView<'_>, b: &ObjectiveView<'_>| (a.node.team, a.node.cycle) == (b.node.team, b.node.cycle);
    for group in objectives.chunk_by(same) {
        let Some(first) = group.first() else { continue };
        let Some(team) = first.node.team else { continue };
        let ended = view.index().cycles[first.node.cycle].end < view.as_of();
        let scores = || group.iter().filter_map(|objective| objective.row.score);
        let easy = |objective: &ObjectiveView<'_>| {
            matches!(objective.row.status, Status::Achieved | Status::Missed)
                && objective.row.score.is_some_and(|score| meets(score, limit))
        };
        if !ended || group.len() < FEWEST || !group.iter().all(easy) {
            continue;
        }
        let lowest = scores().fold(1.0, crate::number::smaller);
        let (name, time) = (view.team_id(team), view.cycle_id(first.node.cycle));
        let message = format!(
            "all {} aspirational objectives of team `{name}` in `{time}` ended at {} or more",
            group.len(),
            text(lowest, 2)
        );
        let data = data! { team: name, cycle: time, objectives: group.len(), lowest: lowest, limit: limit };
        collector.add(view.team_location(team, Some(first.node.cycle)), data, message);
    }
}
