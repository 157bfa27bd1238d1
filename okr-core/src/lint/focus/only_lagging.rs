//! `only-lagging`.

use crate::index::{IndexVec, TeamIndex};
use crate::lint::collector::data;
use crate::lint::counts::with_own_kpi;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::policy::Severity;
use crate::plan::{FindingCode, Indicator};

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::OnlyLagging,
    family: Family::Focus,
    severity: Severity::Info,
    rationale: "A lagging KPI tells what has happened, when it is too late to change it. A leading one moves first, and leaves time to act.",
    help: "add a KPI that moves before these do, with `indicator: leading`",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "KPIs that do not say whether they lead or lag. KPIs without a team. Teams that have nothing but series of KPIs by team.",
        id: "people",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "teams": [{ "id": "people", "name": "People", "level": "department" }],
  "kpis": [
    { "id": "turnover", "name": "Turnover", "better": "lower", "cadence": "monthly", "team": "people", "owner": "Maya", "healthy": { "max": 15 }, "indicator": "lagging" },
    { "id": "absence", "name": "Absence", "better": "lower", "cadence": "monthly", "team": "people", "owner": "Maya", "healthy": { "max": 5 }, "indicator": "lagging" }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "teams": [{ "id": "people", "name": "People", "level": "department" }],
  "kpis": [
    { "id": "turnover", "name": "Turnover", "better": "lower", "cadence": "monthly", "team": "people", "owner": "Maya", "healthy": { "max": 15 }, "indicator": "lagging" },
    { "id": "interviews", "name": "Stay interviews", "better": "higher", "cadence": "monthly", "team": "people", "owner": "Maya", "healthy": { "min": 5 }, "indicator": "leading" }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    // For each team: how many of its KPIs lag, and whether one leads.
    let mut teams: IndexVec<TeamIndex, (usize, bool)> = vec![(0, false); view.index().teams.len()].into();
    for series in view.series() {
        let Some(team) = series.team(view) else { continue };
        match series.kpi.written.indicator {
            Some(Indicator::Lagging) => teams[team].0 += 1,
            Some(Indicator::Leading) => teams[team].1 = true,
            None => {}
        }
    }
    let own = with_own_kpi(view);
    for (team, (lagging, _)) in teams.iter_enumerated().filter(|(team, (lagging, leads))| *lagging > 0 && !leads && own[*team]) {
        let name = view.team_id(team);
        let message = match lagging {
            1 => format!("the only KPI of team `{name}` with an `indicator` is lagging"),
            _ => format!("all {lagging} KPIs of team `{name}` with an `indicator` are lagging"),
        };
        collector.add(view.team_location(team, None), data! { team: name, kpis: *lagging }, message);
    }
}
