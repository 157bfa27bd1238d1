//! `area-without-kpi`.

use crate::index::{IndexVec, TeamIndex};
use crate::lint::collector::data;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;

/// With fewer KPIs than this a team does not cover every area.
const FEWEST: usize = 5;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::AreaWithoutKpi,
    family: Family::Focus,
    severity: Severity::Info,
    rationale: "A dashboard that tells of some areas only draws all attention to them. What nobody measures gets worse unseen.",
    help: "add a KPI with that `area`, or take the area out of `kpi_areas` in the policy",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Teams with fewer than 5 KPIs. Policies without `kpi_areas`.",
        id: "people",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1, "policy": { "kpi_areas": ["people", "finance"] },
  "teams": [{ "id": "people", "name": "People", "level": "department" }],
  "kpis": [
    { "id": "turnover", "name": "Turnover", "better": "lower", "cadence": "monthly", "team": "people", "owner": "Maya", "healthy": { "max": 15 }, "area": "people" },
    { "id": "absence", "name": "Absence", "better": "lower", "cadence": "monthly", "team": "people", "owner": "Maya", "healthy": { "max": 5 }, "area": "people" },
    { "id": "enps", "name": "eNPS", "better": "higher", "cadence": "monthly", "team": "people", "owner": "Maya", "healthy": { "min": 20 }, "area": "people" },
    { "id": "training", "name": "Training days", "better": "higher", "cadence": "monthly", "team": "people", "owner": "Maya", "healthy": { "min": 3 }, "area": "growth" },
    { "id": "cost", "name": "Cost of a hire", "better": "lower", "cadence": "monthly", "team": "people", "owner": "Maya", "healthy": { "max": 4000 }, "area": "growth" }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1, "policy": { "kpi_areas": ["people", "finance"] },
  "teams": [{ "id": "people", "name": "People", "level": "department" }],
  "kpis": [
    { "id": "turnover", "name": "Turnover", "better": "lower", "cadence": "monthly", "team": "people", "owner": "Maya", "healthy": { "max": 15 }, "area": "people" },
    { "id": "absence", "name": "Absence", "better": "lower", "cadence": "monthly", "team": "people", "owner": "Maya", "healthy": { "max": 5 }, "area": "people" },
    { "id": "enps", "name": "eNPS", "better": "higher", "cadence": "monthly", "team": "people", "owner": "Maya", "healthy": { "min": 20 }, "area": "people" },
    { "id": "training", "name": "Training days", "better": "higher", "cadence": "monthly", "team": "people", "owner": "Maya", "healthy": { "min": 3 }, "area": "growth" },
    { "id": "cost", "name": "Cost of a hire", "better": "lower", "cadence": "monthly", "team": "people", "owner": "Maya", "healthy": { "max": 4000 }, "area": "finance" }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    let areas = &view.policy().kpi_areas;
    if areas.is_empty() {
        return;
    }
    let mut teams: IndexVec<TeamIndex, Vec<Option<&str>>> = vec![Vec::new(); view.index().teams.len()].into();
    for series in view.series() {
        if let Some(team) = series.team(view) {
            teams[team].push(series.kpi.written.area.as_deref());
        }
    }
    for (team, covered) in teams.iter_enumerated().filter(|(_, covered)| covered.len() >= FEWEST) {
        let missing: Vec<&str> =
            areas.iter().map(String::as_str).filter(|area| !covered.contains(&Some(*area))).collect();
        if missing.is_empty() {
            continue;
        }
        let (name, kpis) = (view.team_id(team), covered.len());
        let listed = missing.iter().map(|area| format!("`{area}`")).collect::<Vec<_>>().join(", ");
        let message = format!("none of the {kpis} KPIs of team `{name}` tells of {listed}");
        collector.add(view.team_location(team, None), data! { team: name, kpis: kpis, areas: missing }, message);
    }
}
