//! `retrospective-missing`.

use super::day_text;
use crate::lint::collector::data;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::policy::Severity;
use crate::resolve::Index;

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
    // A cycle that only holds others has nothing of its own to look back upon.
    let mut used = vec![true; index.cycles.len()];
    for parent in index.cycles.iter().filter_map(|cycle| cycle.parent) {
        if let Some(flag) = used.get_mut(parent) {
            *flag = false;
        }
    }
    for objective in view.objectives() {
        if let Some(flag) = used.get_mut(objective.node.cycle) {
            *flag = true;
        }
    }
    let ends = successors_end(index);
    let written = index.plan.cycles.iter().zip(&index.cycles).zip(used.into_iter().zip(ends)).enumerate();
    for (index, ((cycle, node), (used, successor))) in written {
        let days = i64::from(view.as_of()) - i64::from(node.end);
        let too_late = successor.is_some_and(|end| end < view.as_of());
        if !used || cycle.retrospective.is_some() || days <= i64::from(patience) || too_late {
            continue;
        }
        let id = &*node.id;
        let message = format!(
            "`{id}` ended {days} days ago, on {}, without a look back; due within {patience} days",
            day_text(node.end)
        );
        let data = data! { cycle: id, days: days, end: day_text(node.end), retrospective_days: patience };
        collector.add(view.cycle_location(index), data, message);
    }
}

/// For each cycle the end of the one that follows it under the same parent, where there is one.
fn successors_end(index: &Index) -> Vec<Option<i32>> {
    let cycles = &index.cycles;
    let mut order: Vec<(Option<usize>, i32, usize)> =
        cycles.iter().enumerate().map(|(cycle, node)| (node.parent, node.start, cycle)).collect();
    crate::order::sort(&mut order);
    let mut ends = vec![None; cycles.len()];
    for siblings in order.chunk_by(|a, b| a.0 == b.0) {
        for (_, _, cycle) in siblings {
            let Some(node) = cycles.get(*cycle) else { continue };
            let next = siblings.get(siblings.partition_point(|(_, start, _)| *start <= node.end));
            if let Some(end) = ends.get_mut(*cycle) {
                *end = next.and_then(|(_, _, next)| cycles.get(*next)).map(|next| next.end);
            }
        }
    }
    ends
}
