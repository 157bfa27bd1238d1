//! `unanswered-trigger`.

use crate::figure::words;
use crate::lint::collector::data;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;
use crate::report::{TriggerRow, TriggerState};

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::UnansweredTrigger,
    family: Family::Health,
    severity: Severity::Warning,
    rationale: "A KPI that is unhealthy and has triggered asks for a decision. Doing nothing may be the right one, but it should be made, \
                and not happen.",
    help: "set an objective on the cause (the trigger has a draft), or name the KPI in the objective that is to move it (`kpis`)",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Triggers of KPIs that are inside their range, and those that an active objective answers. One finding a KPI, whatever the number \
             of rules.",
        id: "turnover",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "kpis": [{ "id": "turnover", "name": "Turnover", "better": "lower", "cadence": "monthly", "owner": "Maya", "healthy": { "max": 15 } }] },
  "readings": [
    { "metric": "turnover", "date": "2026-05", "value": 12 }, { "metric": "turnover", "date": "2026-06", "value": 16 },
    { "metric": "turnover", "date": "2026-07", "value": 17 }] }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "stay", "title": "People want to stay here", "cycle": "2026-Q3", "owner": "Maya", "kpis": ["turnover"] }],
  "kpis": [{ "id": "turnover", "name": "Turnover", "better": "lower", "cadence": "monthly", "owner": "Maya", "healthy": { "max": 15 } }] },
  "readings": [
    { "metric": "turnover", "date": "2026-05", "value": 12 }, { "metric": "turnover", "date": "2026-06", "value": 16 },
    { "metric": "turnover", "date": "2026-07", "value": 17 }] }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    let unanswered = |trigger: &&TriggerRow| {
        trigger.state == TriggerState::Firing
            && trigger.severity == Severity::Warning
            && trigger.addressed_by.is_empty()
    };
    // The rules of a series stand together.
    let triggers: Vec<_> = view.context.report.triggers.iter().filter(unanswered).collect();
    let series: Vec<_> = triggers.chunk_by(|a, b| a.kpi == b.kpi && a.team == b.team).collect();
    collector.check_each(&series, &|same, collector| {
        let Some(first) = same.first() else { return };
        let Some(series) = view.series_of(first).and_then(|series| view.one_series(series)) else { return };
        let rules: Vec<&str> = same.iter().map(|trigger| &*trigger.rule).collect();
        let quoted: Vec<String> = rules.iter().map(|rule| words(rule)).collect();
        let since = same.iter().find_map(|trigger| trigger.since.as_deref());
        let id = &*series.node.metric;
        let message = format!(
            "the KPI `{id}` is unhealthy and has a trigger ({} since {}), and no objective answers",
            quoted.join(", "),
            since.unwrap_or("its beginning")
        );
        let data = data! { kpi: id, rules: rules, since: since, fired: first.fired.as_deref(), rank: first.rank };
        collector.add(series.location(), data, message);
    });
}
