//! `kpi-review-overdue`.

use crate::calendar::day_number;
use crate::index::ListIndex;
use crate::lint::collector::data;
use crate::lint::days::{day_text, known};
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::policy::Severity;
use crate::plan::{Cadence, FindingCode, KpiCadence};
use crate::readings::Subject;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::KpiReviewOverdue,
    family: Family::Time,
    severity: Severity::Info,
    rationale: "A KPI helps when people look at it together and ask what it means. The look is what ends first when everybody is busy.",
    help: "look at it with those whom it concerns, and note it as a check-in on the KPI",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "KPIs that were never reviewed by a check-in: not everybody keeps reviews here. Limit: `kpi_review_days` (45: a monthly round, and \
             two weeks), for quarterly KPIs at least 138 days, for yearly ones 549: one and a half periods.",
        id: "turnover",
        bad: r#"{ "as_of": "2026-08-31", "plan": { "version": 1,
  "kpis": [{ "id": "turnover", "name": "Turnover", "better": "lower", "cadence": "monthly", "owner": "Maya", "healthy": { "max": 15 } }] },
  "readings": [{ "metric": "turnover", "date": "2026-06", "value": 11 }, { "metric": "turnover", "date": "2026-07", "value": 12 }],
  "check_ins": [{ "kpi": "turnover", "date": "2026-07-06" }] }"#,
        good: r#"{ "as_of": "2026-08-31", "plan": { "version": 1,
  "kpis": [{ "id": "turnover", "name": "Turnover", "better": "lower", "cadence": "monthly", "owner": "Maya", "healthy": { "max": 15 } }] },
  "readings": [{ "metric": "turnover", "date": "2026-06", "value": 11 }, { "metric": "turnover", "date": "2026-07", "value": 12 }],
  "check_ins": [{ "kpi": "turnover", "date": "2026-07-06" }, { "kpi": "turnover", "date": "2026-08-10" }] }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    let index = view.index();
    let mut last: Vec<Option<i32>> = vec![None; index.written.kpis.len()];
    for check_in in view.context.check_ins.iter().filter(|check_in| known(check_in, view.as_of())) {
        let Some(Subject::Kpi(id)) = check_in.subject() else { continue };
        if let Some(newest) = index.kpi_ids.get(id).and_then(|kpi| last.get_mut(kpi.get())) {
            *newest = (*newest).max(Some(day_number(check_in.date)));
        }
    }
    for kpi in view.kpis() {
        let Some(reviewed) = last.get(kpi.index).copied().flatten() else { continue };
        let limit = limit(view.policy().kpi_review_days, &kpi.written.cadence);
        let days = i64::from(view.as_of()) - i64::from(reviewed);
        if days > i64::from(limit) {
            let id = kpi.written.id.as_str();
            let message = format!(
                "the KPI `{id}` was last reviewed {days} days ago, on {}; due every {limit} days",
                day_text(reviewed)
            );
            let data = data! { kpi: id, days: days, last: day_text(reviewed), kpi_review_days: limit };
            collector.add(kpi.location(), data, message);
        }
    }
}

/// A KPI can't be reviewed more often than it has values: at least one and a half periods.
fn limit(policy: u32, cadence: &KpiCadence) -> u32 {
    let least = match cadence {
        KpiCadence::Of(Cadence::Quarterly) => 138,
        KpiCadence::Of(Cadence::Yearly) => 549,
        _ => 0,
    };
    policy.max(least)
}
