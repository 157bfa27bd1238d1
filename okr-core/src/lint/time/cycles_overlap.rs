//! `cycles-overlap`.

use crate::index::{CycleIndex, IndexVec};
use crate::lint::collector::data;
use crate::lint::days::day_text;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;

/// Most running cycles with which the next one is compared: those that end last.
const MOST: usize = 100;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::CyclesOverlap,
    family: Family::Time,
    severity: Severity::Info,
    rationale: "Two cycles at once, neither part of the other, ask people to follow two sets of priorities, and nobody can tell which of \
                them a week's work is for.",
    help: "let one end before the other begins, or make the shorter one part of the longer one (`parent`)",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Cycles of which one is the other's parent, or above it. Each cycle is found once, with the first one that it overlaps.",
        id: "launch",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1, "cycles": [
    { "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" },
    { "id": "launch", "start": "2026-09-01", "end": "2026-11-30" }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1, "cycles": [
    { "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" },
    { "id": "launch", "start": "2026-10-01", "end": "2026-12-31" }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    let index = view.index();
    for (later, first) in overlaps(view).iter_enumerated() {
        let Some(first) = first else { continue };
        let (a, b) = (&index.cycles[*first], &index.cycles[later]);
        let start = if a.start > b.start { a.start } else { b.start };
        let end = if a.end < b.end { a.end } else { b.end };
        let days = end - start + 1;
        let message = format!(
            "the cycles `{}` and `{}` overlap on {days} day{} from {} on, and neither is part of the other",
            a.id,
            b.id,
            if days == 1 { "" } else { "s" },
            day_text(start)
        );
        let data = data! { cycle: &*b.id, other: &*a.id, start: day_text(start), end: day_text(end), days: days };
        collector.add(view.cycle_location(later), data, message);
    }
}

/// For each cycle one that overlaps it while neither is part of the other, where it is the later of the two in the document.
fn overlaps(view: &LintView<'_>) -> IndexVec<CycleIndex, Option<CycleIndex>> {
    let cycles = &view.index().cycles;
    let mut order: Vec<CycleIndex> = cycles.indices().collect();
    crate::order::by_key(&mut order, |&cycle| {
        let node = &cycles[cycle];
        (node.start, node.end.saturating_neg())
    });
    let mut overlaps = IndexVec::from(vec![None; cycles.len()]);
    // Cycles that had begun when the last one did, and had not ended.
    let mut running: Vec<CycleIndex> = Vec::new();
    for next in order {
        let start = cycles[next].start;
        running.retain(|&cycle| cycles[cycle].end >= start);
        let other = running.iter().copied().find(|&cycle| !view.is_within(next, cycle) && !view.is_within(cycle, next));
        if let Some(other) = other {
            let (first, later) = if other < next { (other, next) } else { (next, other) };
            overlaps[later].get_or_insert(first);
        }
        running.push(next);
        if running.len() > MOST {
            let first = running.iter().enumerate().min_by_key(|(_, cycle)| cycles[**cycle].end);
            if let Some((position, _)) = first {
                running.remove(position);
            }
        }
    }
    overlaps
}
