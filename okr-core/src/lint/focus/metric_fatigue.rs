//! `metric-fatigue`.

use crate::lint::collector::data;
use crate::lint::counts::{count, kpis_by_team};
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::MetricFatigue,
    family: Family::Focus,
    severity: Severity::Warning,
    rationale: "With so many numbers nobody looks at any of them: gathering them costs more than they tell, and an alarm among them \
                goes unheard.",
    help: "start again from the handful that would make the team change its plans, and retire the others (`end`)",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Below `metric_fatigue` (20); then `too-many-kpis` says so. KPIs that have ended are not counted.",
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
    { "id": "k11", "name": "Calls answered", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } },
    { "id": "k12", "name": "Chat share", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } },
    { "id": "k13", "name": "Overtime", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } },
    { "id": "k14", "name": "Attrition", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } },
    { "id": "k15", "name": "Handling time", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } },
    { "id": "k16", "name": "Callbacks", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } },
    { "id": "k17", "name": "Complaints", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } },
    { "id": "k18", "name": "Refunds", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } },
    { "id": "k19", "name": "Knowledge articles", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } },
    { "id": "k20", "name": "Queue length", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "teams": [{ "id": "support", "name": "Support", "level": "team" }],
  "kpis": [
    { "id": "k1", "name": "First response", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } },
    { "id": "k2", "name": "Solved at first contact", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } },
    { "id": "k3", "name": "Satisfaction", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } },
    { "id": "k4", "name": "Cost per contact", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } },
    { "id": "k5", "name": "Uptime", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } },
    { "id": "k6", "name": "Backlog", "better": "lower", "cadence": "monthly", "team": "support", "healthy": { "max": 9 } }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    let fatigue = view.policy().metric_fatigue;
    collector.check_each(&kpis_by_team(view), &|&(team, kpis), collector| {
        let max = view.policy().kpis_per_team_at(view.level(team)).max;
        if kpis > max as usize && kpis >= fatigue as usize {
            let name = view.team_id(team);
            let message = format!("{} for team `{name}`; from {fatigue} on nobody looks at them", count(kpis, "KPI"));
            let data = data! { team: name, kpis: kpis, max: max, metric_fatigue: fatigue };
            collector.add(view.team_location(team, None), data, message);
        }
    });
}
