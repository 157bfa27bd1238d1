//! `said-otherwise`.

use std::collections::HashMap;

use crate::calendar::day_number;
use crate::figure::words;
use crate::lint::collector::{Location, data};
use crate::lint::days::known;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::policy::Severity;
use crate::plan::{FindingCode, Said};
use crate::readings::CheckIn;
use crate::report::Status;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::SaidOtherwise,
    family: Family::Health,
    severity: Severity::Warning,
    rationale: "A report that is better than the numbers hides a problem while there is still time to solve it. Either the person knows \
                something that the readings do not show yet, or the report is hopeful.",
    help: "ask what the readings do not show; load what is missing, or correct the report",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Reports that are as good as the computed status, or worse. Goals without a computed status. Goals whose newest report is \
                 more than `check_in_days` (7) old.",
        id: "time-to-hire",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas", "key_results": [
    { "id": "time-to-hire", "title": "Time to hire falls", "owner": "Jonas", "measure": { "kind": "reach", "from": 42, "to": 25 } }] }] },
  "readings": [{ "metric": "time-to-hire", "date": "2026-08-12", "value": 41 }],
  "check_ins": [{ "key_result": "time-to-hire", "date": "2026-08-13", "by": "Jonas", "status": "on_track" }] }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas", "key_results": [
    { "id": "time-to-hire", "title": "Time to hire falls", "owner": "Jonas", "measure": { "kind": "reach", "from": 42, "to": 25 } }] }] },
  "readings": [{ "metric": "time-to-hire", "date": "2026-08-12", "value": 41 }],
  "check_ins": [{ "key_result": "time-to-hire", "date": "2026-08-13", "by": "Jonas", "status": "off_track" }] }"#,
    },
    check,
};

/// The newest report on each goal, by the field and the id that name it. Only looked up, so that its order does not matter.
type Reports<'a> = HashMap<(&'static str, &'a str), (&'a CheckIn, Said)>;

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    let reports = newest_reports(view);
    if reports.is_empty() {
        return;
    }
    for objective in view.objectives() {
        let id = &*objective.row.objective;
        if let Some(report) = reports.get(&("objective", id)) {
            compare(view, collector, objective.location(), ("objective", id), objective.row.status, *report);
        }
        for key_result in view.key_results_of(objective) {
            let id = &*key_result.row.key_result;
            if let Some(report) = reports.get(&("key_result", id)) {
                compare(view, collector, key_result.location(), ("key result", id), key_result.summary.status, *report);
            }
        }
    }
}

fn newest_reports<'a>(view: &LintView<'a>) -> Reports<'a> {
    let mut reports = Reports::new();
    for check_in in view.context.check_ins.iter().filter(|check_in| known(check_in, view.as_of())) {
        let (Some(subject), Some(said)) = (check_in.subject(), check_in.status) else { continue };
        let newest = reports.entry((subject.field(), subject.id())).or_insert((check_in, said));
        // Of several on one day the last one counts.
        if check_in.days() >= newest.0.days() {
            *newest = (check_in, said);
        }
    }
    reports
}

fn compare(
    view: &LintView<'_>,
    collector: &mut Collector<'_>,
    location: Location<'_>,
    (kind, id): (&str, &str),
    status: Status,
    (check_in, said): (&CheckIn, Said),
) {
    let days = i64::from(view.as_of()) - i64::from(day_number(check_in.date));
    let better = status.is_worse_than(said);
    if !better || days > i64::from(view.policy().check_in_days) {
        return;
    }
    let date = check_in.date.to_string();
    let (word, computed) = (words(said.as_str()), words(status.as_str()));
    let message = format!("the {kind} `{id}` was reported as {word} on {date}, but is computed as {computed}");
    let data = data! {
        kind: kind, id: id, said: said.as_str(), status: status.as_str(), date: date, by: check_in.by.as_deref(),
    };
    collector.add(location, data, message);
}
