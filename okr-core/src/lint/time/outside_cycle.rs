//! `outside-cycle`.

use crate::calendar::day_number;
use crate::lint::collector::data;
use crate::lint::days::day_text;
use crate::lint::view::KeyResultView;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::policy::Severity;
use crate::plan::{FindingCode, Measure};
use crate::plan::MeasureKind;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::OutsideCycle,
    family: Family::Time,
    severity: Severity::Warning,
    rationale: "A cycle is a promise about when its objectives are looked at and closed. What runs beyond it is judged too late, and what \
                lies before it belongs to another one.",
    help: "move the date into the cycle, or the item to the cycle in which it ends",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Dates that are the cycle's first or last day.",
        id: "survey",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "listen", "title": "People are heard", "cycle": "2026-Q3", "owner": "Maya", "key_results": [
    { "id": "survey", "title": "More people answer the survey", "owner": "Maya", "end": "2026-11-15",
      "measure": { "kind": "reach", "from": 54, "to": 75 } }] }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [{ "id": "listen", "title": "People are heard", "cycle": "2026-Q3", "owner": "Maya", "key_results": [
    { "id": "survey", "title": "More people answer the survey", "owner": "Maya", "end": "2026-09-15",
      "measure": { "kind": "reach", "from": 54, "to": 75 } }] }] } }"#,
    },
    check,
};

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    let cycles = &view.index().cycles;
    for (index, cycle) in cycles.iter_enumerated() {
        let Some(parent) = cycle.parent.map(|parent| &cycles[parent]) else { continue };
        let (field, day) = match (cycle.start < parent.start, cycle.end > parent.end) {
            (true, _) => ("start", cycle.start),
            (_, true) => ("end", cycle.end),
            _ => continue,
        };
        let (id, outer, date) = (&*cycle.id, &*parent.id, day_text(day));
        let message = format!(
            "the {field} {date} of the cycle `{id}` lies outside its parent `{outer}` ({} to {})",
            day_text(parent.start),
            day_text(parent.end)
        );
        let data = data! {
            id: id, field: field, date: date, cycle: outer, start: day_text(parent.start), end: day_text(parent.end),
        };
        collector.add(view.cycle_location(index).field(field), data, message);
    }
    let dated = |one: &KeyResultView<'_>| one.summary.dated || one.summary.kind == MeasureKind::Milestones;
    for key_result in view.key_results().filter(dated) {
        let cycle = &cycles[key_result.objective.node.cycle];
        let Some((field, what, day)) = outside(view, key_result, cycle.start, cycle.end) else { continue };
        let (id, name, date) = (&*key_result.row.key_result, &*cycle.id, day_text(day));
        let message = format!(
            "the {what} {date} of `{id}` lies outside its cycle `{name}` ({} to {})",
            day_text(cycle.start),
            day_text(cycle.end)
        );
        let data = data! {
            id: id, field: field, date: date, cycle: name, start: day_text(cycle.start), end: day_text(cycle.end),
        };
        collector.add(key_result.location().field(field), data, message);
    }
}

/// The field of the first date outside, what to call it, and the day.
fn outside(
    view: &LintView<'_>,
    key_result: KeyResultView<'_>,
    start: i32,
    end: i32,
) -> Option<(&'static str, &'static str, i32)> {
    let out = |day: &i32| *day < start || *day > end;
    let written = |date: Option<chrono::NaiveDate>| date.map(day_number).filter(out);
    if let Some(day) = written(key_result.written.start) {
        return Some(("start", "start", day));
    }
    if let Some(day) = written(key_result.written.end) {
        return Some(("end", "end", day));
    }
    let Measure::Milestones(milestones) = key_result.measure(view.as_of()) else { return None };
    let due = milestones.items.iter().find_map(|item| written(item.due))?;
    Some(("measure", "milestone due on", due))
}
