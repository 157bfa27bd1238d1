//! `unaligned`.

use hashbrown::HashMap;

use crate::index::{CycleIndex, TeamIndex};
use crate::lint::collector::data;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::Unaligned,
    family: Family::Alignment,
    severity: Severity::Info,
    rationale: "An objective that supports nothing above it may be right, but nobody can see why. Often it pulls another way than the \
                objectives that the team above has chosen.",
    help: "name what it supports (`parent`), or say in the description why it stands alone and allow it",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Objectives without a team, and teams above which nobody has objectives in that cycle or its parent.",
        id: "portal",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "teams": [{ "id": "people", "name": "People", "level": "department" }, { "id": "recruiting", "name": "Recruiting", "level": "team", "parent": "people" }],
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [
    { "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "team": "people", "owner": "Jonas" },
    { "id": "portal", "title": "New people feel at home from day one", "cycle": "2026-Q3", "team": "recruiting", "owner": "Maya" }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "teams": [{ "id": "people", "name": "People", "level": "department" }, { "id": "recruiting", "name": "Recruiting", "level": "team", "parent": "people" }],
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [
    { "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "team": "people", "owner": "Jonas" },
    { "id": "portal", "title": "New people feel at home from day one", "cycle": "2026-Q3", "team": "recruiting", "owner": "Maya",
      "parent": { "objective": "hire" } }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    let pairs = view.teams_and_cycles();
    // For a team and a cycle, the nearest team above with objectives to support, and in which cycle.
    let mut above: HashMap<(TeamIndex, CycleIndex), Option<(TeamIndex, CycleIndex)>> = HashMap::new();
    for objective in view.objectives().filter(|objective| objective.node.parent.is_none()) {
        let Some(team) = objective.node.team else { continue };
        let cycle = objective.node.cycle;
        let nearest = *above.entry((team, cycle)).or_insert_with(|| nearest(view, &pairs, team, cycle));
        let Some((upper, cycle)) = nearest else { continue };
        let (id, team, upper, time) =
            (&*objective.row.objective, view.team_id(team), view.team_id(upper), view.cycle_id(cycle));
        let message = format!(
            "`{id}` of team `{team}` supports nothing, although team `{upper}` above it has objectives in `{time}`"
        );
        let data = data! { objective: id, team: team, above: upper, cycle: time };
        collector.add(objective.location(), data, message);
    }
}

fn nearest(
    view: &LintView<'_>,
    pairs: &[(TeamIndex, CycleIndex)],
    team: TeamIndex,
    cycle: CycleIndex,
) -> Option<(TeamIndex, CycleIndex)> {
    let parent = view.index().cycles[cycle].parent;
    view.teams_above(team).find_map(|upper| {
        let mut cycles = [Some(cycle), parent].into_iter().flatten();
        cycles.find(|cycle| pairs.binary_search(&(upper, *cycle)).is_ok()).map(|cycle| (upper, cycle))
    })
}
