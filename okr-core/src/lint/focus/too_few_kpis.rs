//! `too-few-kpis`.

use crate::lint::collector::data;
use crate::lint::counts::{count, kpis_by_team, with_own_kpi};
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::TooFewKpis,
    family: Family::Focus,
    severity: Severity::Info,
    rationale: "One or two numbers show a corner of a team's work. What they leave out (quality, cost, people) can go wrong unseen.",
    help: "ask what could go wrong without any of these numbers moving, and watch that as well",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Teams without KPIs of their own, and single persons. KPIs that have ended are not counted. Limit: `kpis_per_team.min` (5).",
        id: "support",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "teams": [{ "id": "support", "name": "Support", "level": "team" }],
  "kpis": [
    { "id": "response", "name": "First response", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 6 } },
    { "id": "uptime", "name": "Uptime", "better": "higher", "cadence": "monthly", "team": "support", "healthy": { "min": 99.9 } }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "teams": [{ "id": "support", "name": "Support", "level": "team" }],
  "kpis": [
    { "id": "response", "name": "First response", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 6 } },
    { "id": "solved", "name": "Solved at first contact", "better": "higher", "cadence": "monthly", "team": "support", "healthy": { "min": 60 } },
    { "id": "rated", "name": "Satisfaction", "better": "higher", "cadence": "monthly", "team": "support", "healthy": { "min": 4 } },
    { "id": "cost", "name": "Cost per contact", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } },
    { "id": "uptime", "name": "Uptime", "better": "higher", "cadence": "monthly", "team": "support", "healthy": { "min": 99.9 } }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    let own = with_own_kpi(view);
    collector.check_each(&kpis_by_team(view), &|&(team, kpis), collector| {
        let min = view.policy().kpis_per_team_at(view.level(team)).min;
        if kpis < min as usize && own[team] && !view.is_person(Some(team)) {
            let name = view.team_id(team);
            let message = format!("{} for team `{name}`; at least {min} show whether all is well", count(kpis, "KPI"));
            collector.add(view.team_location(team, None), data! { team: name, kpis: kpis, min: min }, message);
        }
    });
}
