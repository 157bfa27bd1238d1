//! `unknown-metric`.

use std::sync::Arc;

use crate::lint::collector::{Location, data};
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::UnknownMetric,
    family: Family::Health,
    severity: Severity::Warning,
    rationale: "Readings under a name that the plan does not have count nowhere. Most often the name was misspelt, and the KPI or key result \
                that they belong to looks like one without data.",
    help: "rename the readings, or add the KPI to the plan",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Readings that are not known yet on the day.",
        id: "absenteism",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "kpis": [{ "id": "absenteeism", "name": "Absenteeism", "better": "lower", "cadence": "monthly", "owner": "Maya", "healthy": { "max": 5 } }] },
  "readings": [{ "metric": "absenteeism", "date": "2026-06", "value": 4 }, { "metric": "absenteism", "date": "2026-07", "value": 4 }] }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "kpis": [{ "id": "absenteeism", "name": "Absenteeism", "better": "lower", "cadence": "monthly", "owner": "Maya", "healthy": { "max": 5 } }] },
  "readings": [{ "metric": "absenteeism", "date": "2026-06", "value": 4 }, { "metric": "absenteeism", "date": "2026-07", "value": 4 }] }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    for unknown in &view.context.report.readings.unknown {
        let (metric, nearest) = (&*unknown.metric, unknown.nearest.as_deref());
        let rows = unknown.rows;
        let verb = if rows == 1 { "1 reading names".to_owned() } else { format!("{rows} readings name") };
        let message = format!("{verb} `{metric}`, which the plan does not have");
        let help = match nearest {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => FINDING.help.to_owned(),
        };
        let data = data! { metric: metric, rows: rows, nearest: nearest };
        let location =
            Location { path: None, field: "", id: Some(Arc::clone(&unknown.metric)), cycle: None, allow: &[] };
        collector.add_with_help(location, data, message, help);
    }
}
