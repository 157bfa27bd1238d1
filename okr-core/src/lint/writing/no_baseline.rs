//! `no-baseline`.

use crate::lint::found::data;
use crate::lint::{Family, Finding, Found, Sight};
use crate::plan::policy::Severity;
use crate::plan::{FindingCode, Measure};
use crate::report::Kind;

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

fn check(sight: &Sight<'_>, found: &mut Found<'_>) {
    let patience = i32::try_from(sight.policy().check_in_days).unwrap_or(i32::MAX);
    for key_result in sight.key_results() {
        let began = sight.as_of().saturating_sub(key_result.facts.start) > patience;
        if !began || key_result.facts.kind != Kind::Reach || key_result.facts.baseline.is_some() {
            continue;
        }
        let Measure::Reach(reach) = key_result.measure(sight.as_of()) else { continue };
        if reach.from.is_some() {
            continue;
        }
        let id = &*key_result.row.key_result;
        let start = crate::calendar::date_of_day(key_result.facts.start).to_string();
        let message = format!("`{id}` has no value to start from: no `from`, and no reading up to {start}");
        found.add(key_result.place().field("measure"), data! { key_result: id, start: start }, message);
    }
}
