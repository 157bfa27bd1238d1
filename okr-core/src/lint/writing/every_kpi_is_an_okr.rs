//! `every-kpi-is-an-okr`.

use crate::index::{ListIndex, TeamIndex};
use crate::lint::collector::{Location, data};
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;

/// With fewer KPIs than this it is no pattern.
const FEWEST: usize = 3;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::EveryKpiIsAnOkr,
    family: Family::Writing,
    severity: Severity::Warning,
    rationale: "KPIs keep watch, OKRs change something. Where every KPI is also a key result nothing keeps watch any more, and nothing \
                stands out as what is to change now.",
    help: "choose the one or two KPIs that are to change in this cycle, and let the others keep watch",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Teams with fewer than 3 KPIs. A KPI that an objective only names in `kpis` is no key result. KPIs without a team are looked \
             at together.",
        id: "people",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "teams": [{ "id": "people", "name": "People", "level": "department" }],
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "kpis": [
    { "id": "turnover", "name": "Turnover", "better": "lower", "cadence": "monthly", "team": "people", "healthy": { "max": 15 } },
    { "id": "engagement", "name": "Engagement", "better": "higher", "cadence": "monthly", "team": "people", "healthy": { "min": 60 } },
    { "id": "absence", "name": "Absence", "better": "lower", "cadence": "monthly", "team": "people", "healthy": { "max": 5 } }],
  "objectives": [{ "id": "stay", "title": "People want to stay here", "cycle": "2026-Q3", "team": "people", "owner": "Maya", "key_results": [
    { "id": "a", "title": "Turnover falls", "owner": "Maya", "metric": "turnover", "measure": { "kind": "reach", "from": 18, "to": 12 } },
    { "id": "b", "title": "Engagement rises", "owner": "Maya", "metric": "engagement", "measure": { "kind": "reach", "from": 55, "to": 70 } },
    { "id": "c", "title": "Absence falls", "owner": "Maya", "metric": "absence", "measure": { "kind": "reach", "from": 6, "to": 4 } }] }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "teams": [{ "id": "people", "name": "People", "level": "department" }],
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "kpis": [
    { "id": "turnover", "name": "Turnover", "better": "lower", "cadence": "monthly", "team": "people", "healthy": { "max": 15 } },
    { "id": "engagement", "name": "Engagement", "better": "higher", "cadence": "monthly", "team": "people", "healthy": { "min": 60 } },
    { "id": "absence", "name": "Absence", "better": "lower", "cadence": "monthly", "team": "people", "healthy": { "max": 5 } }],
  "objectives": [{ "id": "stay", "title": "People want to stay here", "cycle": "2026-Q3", "team": "people", "owner": "Maya", "key_results": [
    { "id": "a", "title": "Turnover falls", "owner": "Maya", "metric": "turnover", "measure": { "kind": "reach", "from": 18, "to": 12 } },
    { "id": "b", "title": "Engagement rises", "owner": "Maya", "metric": "engagement", "measure": { "kind": "reach", "from": 55, "to": 70 } }] }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    let mut read = vec![false; view.index().series.len()];
    for key_result in view.key_results().filter(|key_result| key_result.summary.end >= view.as_of()) {
        if let Some(flag) = key_result.summary.series.and_then(|series| read.get_mut(series)) {
            *flag = true;
        }
    }
    let teams = view.index().teams.len();
    // For each team, and last for the KPIs without one: how many series, and how many of them are read.
    let mut counts = vec![(0usize, 0usize); teams + 1];
    for series in view.series() {
        if let Some((all, okrs)) = counts.get_mut(series.team(view).map_or(teams, ListIndex::get)) {
            *all += 1;
            *okrs += usize::from(read.get(series.index).copied().unwrap_or(false));
        }
    }
    for (team, (all, okrs)) in counts.into_iter().enumerate() {
        if all < FEWEST || okrs < all {
            continue;
        }
        let location = match team < teams {
            true => view.team_location(TeamIndex::new(team), None),
            false => Location { path: None, field: "", id: None, cycle: None, allow: &[] },
        };
        let name = location.id.as_deref().map(str::to_owned);
        let whose = name.as_ref().map_or("without a team".to_owned(), |name| format!("of team `{name}`"));
        let message = format!("all {all} KPIs {whose} are key results");
        collector.add(location, data! { team: name, kpis: all }, message);
    }
}
