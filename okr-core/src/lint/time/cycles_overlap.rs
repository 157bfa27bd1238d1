//! `cycles-overlap`.

use super::day_text;
use crate::lint::collector::data;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::policy::Severity;

/// So many cycles at once are compared with the next: those that end last.
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
        silent: "Cycles of which one is the other's parent, or above it. Each cycle is told once, with the first one that it overlaps.",
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
    for (later, first) in overlaps(view).into_iter().enumerate() {
        let Some((a, b)) = first.and_then(|first| index.cycles.get(first)).zip(index.cycles.get(later)) else {
            continue;
        };
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

/// For each cycle one that overlaps it and is told apart from it, where it is the later of the two in the document.
fn overlaps(view: &LintView<'_>) -> Vec<Option<usize>> {
    let cycles = &view.index().cycles;
    let mut order: Vec<usize> = (0..cycles.len()).collect();
    crate::order::by_key(&mut order, |&cycle| {
        cycles.get(cycle).map_or((0, 0), |node| (node.start, node.end.saturating_neg()))
    });
    let mut told = vec![None; cycles.len()];
    // Cycles that had begun when the last one did, and had not ended.
    let mut running: Vec<usize> = Vec::new();
    for next in order {
        let start = cycles.get(next).map_or(0, |node| node.start);
        running.retain(|&cycle| cycles.get(cycle).is_some_and(|node| node.end >= start));
        let other = running.iter().copied().find(|&cycle| !view.is_within(next, cycle) && !view.is_within(cycle, next));
        if let Some(other) = other {
            let (first, later) = if other < next { (other, next) } else { (next, other) };
            if let Some(entry @ None) = told.get_mut(later) {
                *entry = Some(first);
            }
        }
        running.push(next);
        if running.len() > MOST {
            let first = running.iter().enumerate().min_by_key(|(_, cycle)| cycles.get(**cycle).map(|node| node.end));
            if let Some((position, _)) = first {
                running.remove(position);
            }
        }
    }
    told
}
