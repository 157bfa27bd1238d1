//! `too-many-kpis`.

use crate::lint::collector::data;
use crate::lint::counts::{count, kpis_by_team};
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::TooManyKpis,
    family: Family::Focus,
    severity: Severity::Warning,
    rationale: "A KPI is worth its place when somebody acts on it. With many of them the few that matter drown in those that do not.",
    help: "retire the KPIs on which nobody has acted for a year (`end`), or give them to the team that would act",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "KPIs that have ended are not counted. Limit: `kpis_per_team.max` (10); from `metric_fatigue` on that finding stands instead.",
        id: "support",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "teams": [{ "id": "support", "name": "Support", "level": "team" }],
  "kpis": [
    { "id": "k1", "name": "First response", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } },
    { "id": "k2", "name": "Solved at first contact", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } },
    { "id": "k3", "name": "Satisfaction", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } },
    { "id": "k4", "name": "Cost per contact", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } },
    { "id": "k5", "name": "Uptime", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } },
    { "id": "k6", "name": "Backlog", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } },
    { "id": "k7", "name": "Reopened cases", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } },
    { "id": "k8", "name": "Escalations", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } },
    { "id": "k9", "name": "Training hours", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } },
    { "id": "k10", "name": "Absences", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } },
    { "id": "k11", "name": "Calls answered", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "teams": [{ "id": "support", "name": "Support", "level": "team" }],
  "kpis": [
    { "id": "k1", "name": "First response", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } },
    { "id": "k2", "name": "Solved at first contact", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } },
    { "id": "k3", "name": "Satisfaction", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } },
    { "id": "k4", "name": "Cost per contact", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } },
    { "id": "k5", "name": "Uptime", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    let fatigue = view.policy().metric_fatigue;
    collector.check_each(&kpis_by_team(view), &|&(team, kpis), collector| {
        let max = view.policy().kpis_per_team_at(view.level(team)).max;
        if kpis > max as usize && kpis < fatigue as usize {
            let name = view.team_id(team);
            let message = format!("{} for team `{name}`; at most {max} keep focus", count(kpis, "KPI"));
            collector.add(view.team_location(team, None), data! { team: name, kpis: kpis, max: max }, message);
        }
    });
}
