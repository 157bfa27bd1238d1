//! `parent-in-other-cycle`.

use crate::lint::collector::data;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::ParentInOtherCycle,
    family: Family::Alignment,
    severity: Severity::Warning,
    rationale: "An objective supports another one while both are worked on. A parent in another cycle is over before, or has not begun; most \
                often it was carried over and the parent forgotten.",
    help: "let it support an objective of its own cycle, or of the longer one that its cycle is part of",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Parents in the parent cycle, or in one above that.",
        id: "answer",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q2", "start": "2026-04-01", "end": "2026-06-30" }, { "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [
    { "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q2", "owner": "Jonas" },
    { "id": "answer", "title": "Answer candidates while they still want us", "cycle": "2026-Q3", "owner": "Maya", "parent": { "objective": "hire" } }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026", "start": "2026-01-01", "end": "2026-12-31" }, { "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30", "parent": "2026" }],
  "objectives": [
    { "id": "hire", "title": "Hire people who stay", "cycle": "2026", "owner": "Jonas" },
    { "id": "answer", "title": "Answer candidates while they still want us", "cycle": "2026-Q3", "owner": "Maya", "parent": { "objective": "hire" } }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    for objective in view.objectives() {
        let Some(parent) = view.parent(objective) else { continue };
        let (own, other) = (objective.node.cycle, parent.node.cycle);
        if view.is_within(own, other) {
            continue;
        }
        let (id, upper, own, other) =
            (&*objective.row.objective, &*parent.row.objective, view.cycle_id(own), view.cycle_id(other));
        let message = format!("`{id}` in `{own}` supports `{upper}` in `{other}`, which is not a cycle above it");
        let data = data! { objective: id, cycle: own, parent: upper, parent_cycle: other };
        collector.add(objective.location().field("parent"), data, message);
    }
}
