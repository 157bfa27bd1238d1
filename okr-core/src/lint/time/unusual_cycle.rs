//! `unusual-cycle`.

use std::ops::RangeInclusive;

use crate::lint::collector::data;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;

/// Days: 4 to 5 weeks, 12 to 14 weeks, 25 to 27 weeks, 50 to 54 weeks.
const USUAL: [RangeInclusive<i32>; 4] = [28..=35, 84..=98, 175..=189, 350..=378];

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::UnusualCycle,
    family: Family::Time,
    severity: Severity::Info,
    rationale: "Cycles work by rhythm: people know when goals are set and when they are closed. A length that fits no month, quarter, half \
                or year falls out of step with budgets, reports and other teams. Often it is a slip in a date.",
    help: "check the dates; a cycle of about a month, a quarter, a half or a year keeps step",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "28 to 35, 84 to 98, 175 to 189 and 350 to 378 days, both ends counted.",
        id: "2026-Q3",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1, "cycles": [
    { "id": "2026-Q3", "start": "2026-07-01", "end": "2026-08-30" }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1, "cycles": [
    { "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    for (index, cycle) in view.index().cycles.iter_enumerated() {
        let days = cycle.end - cycle.start + 1;
        if !USUAL.iter().any(|usual| usual.contains(&days)) {
            let id = &*cycle.id;
            let message = format!(
                "the cycle `{id}` is {days} day{} long: not about a month, a quarter, a half or a year",
                if days == 1 { "" } else { "s" }
            );
            collector.add(view.cycle_location(index), data! { cycle: id, days: days }, message);
        }
    }
}
