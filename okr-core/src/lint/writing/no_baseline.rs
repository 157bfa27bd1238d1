//! `no-baseline`.

use crate::lint::collector::data;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::policy::Severity;
use crate::plan::{FindingCode, Measure};
use crate::plan::MeasureKind;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::NoBaseline,
    family: Family::Writing,
    severity: Severity::Warning,
    rationale: "Without a value to start from there is no progress to see: the score is 0 until the target is met, or there is none at all.",
    help: "write the value to start from (`from`), load a reading from before the start, or make finding out a key result of its own (`establish`)",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Until `check_in_days` after the start, since the reading may still come. Sums, which start from 0.",
        id: "time-to-hire",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas", "key_results": [
    { "id": "time-to-hire", "title": "Time to hire falls", "owner": "Jonas", "measure": { "kind": "reach", "to": 25, "direction": "down" } }] }] },
  "readings": [{ "metric": "time-to-hire", "date": "2026-07-31", "value": 40 }] }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas", "key_results": [
    { "id": "time-to-hire", "title": "Time to hire falls", "owner": "Jonas", "measure": { "kind": "reach", "to": 25, "direction": "down" } }] }] },
  "readings": [{ "metric": "time-to-hire", "date": "2026-06-30", "value": 42 }, { "metric": "time-to-hire", "date": "2026-07-31", "value": 40 }] }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    let patience = i32::try_from(view.policy().check_in_days).unwrap_or(i32::MAX);
    for key_result in view.key_results() {
        let began = view.as_of().saturating_sub(key_result.summary.start) > patience;
        if !began || key_result.summary.kind != MeasureKind::Reach || key_result.summary.baseline.is_some() {
            continue;
        }
        let Measure::Reach(reach) = key_result.measure(view.as_of()) else { continue };
        if reach.from.is_some() {
            continue;
        }
        let id = &*key_result.row.key_result;
        let start = crate::calendar::date_of_day(key_result.summary.start).to_string();
        let message = format!("`{id}` has no value to start from: no `from`, and no reading up to {start}");
        collector.add(key_result.location().field("measure"), data! { key_result: id, start: start }, message);
    }
}
