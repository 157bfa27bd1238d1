//! `retrospective-missing`.

use crate::index::{CycleIndex, IndexVec};
use crate::lint::collector::data;
use crate::lint::days::day_text;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;
use crate::resolve::ResolvedPlan;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::RetrospectiveMissing,
    family: Family::Time,
    severity: Severity::Info,
    rationale: "A cycle teaches something only if somebody asks what it taught: what was learned, what was too easy, what should stop. \
                Without it the next one repeats it.",
    help: "look back with the owners, and note the day (`retrospective`)",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Cycles that only hold others and have no objectives of their own, and those whose successor (the next cycle of the same parent) has ended as well: it is too late. \
             Limit: `retrospective_days` (14) after the end.",
        id: "2026-Q2",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q2", "start": "2026-04-01", "end": "2026-06-30" }, { "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q2", "owner": "Jonas" }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q2", "start": "2026-04-01", "end": "2026-06-30", "retrospective": { "date": "2026-07-07" } }, { "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q2", "owner": "Jonas" }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    let index = view.index();
    let patience = view.policy().retrospective_days;
    let mut used: IndexVec<CycleIndex, bool> = vec![false; index.cycles.len()].into();
    for objective in view.objectives() {
        used[objective.node.cycle] = true;
    }
    let ends = successors_end(index);
    for (cycle, (own, node)) in index.written.cycles.iter().zip(index.cycles.iter_enumerated()) {
        let days = i64::from(view.as_of()) - i64::from(node.end);
        let too_late = ends[own].is_some_and(|end| end < view.as_of());
        if !used[own] || cycle.retrospective.is_some() || days <= i64::from(patience) || too_late {
            continue;
        }
        let id = &*node.id;
        let message = format!(
            "`{id}` ended {days} days ago, on {}, without a look back; due within {patience} days",
            day_text(node.end)
        );
        let data = data! { cycle: id, days: days, end: day_text(node.end), retrospective_days: patience };
        collector.add(view.cycle_location(own), data, message);
    }
}

/// For each cycle the end of the one that follows it under the same parent, where there is one.
fn successors_end(index: &ResolvedPlan) -> IndexVec<CycleIndex, Option<i32>> {
    let cycles = &index.cycles;
    let mut order: Vec<(Option<CycleIndex>, i32, CycleIndex)> =
        cycles.iter_enumerated().map(|(cycle, node)| (node.parent, node.start, cycle)).collect();
    crate::order::sort(&mut order);
    let mut ends: IndexVec<CycleIndex, Option<i32>> = vec![None; cycles.len()].into();
    for siblings in order.chunk_by(|a, b| a.0 == b.0) {
        for (_, _, cycle) in siblings {
            let end = cycles[*cycle].end;
            let next = siblings.get(siblings.partition_point(|(_, start, _)| *start <= end));
            ends[*cycle] = next.map(|(_, _, next)| cycles[*next].end);
        }
    }
    ends
}
