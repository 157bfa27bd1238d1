//! `outside-cycle`.

use super::day_text;
use crate::calendar::day_number;
use crate::lint::found::data;
use crate::lint::sight::SeenKeyResult;
use crate::lint::{Family, Finding, Found, Sight};
use crate::plan::policy::Severity;
use crate::plan::{FindingCode, Measure};
use crate::report::Kind;

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

fn check(sight: &Sight<'_>, found: &mut Found<'_>) {
    let cycles = &sight.index().cycles;
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
        found.add(sight.cycle_place(index).field(field), data, message);
    }
    let dated = |one: &SeenKeyResult<'_>| one.facts.dated || one.facts.kind == Kind::Milestones;
    for key_result in sight.key_results().filter(dated) {
        let cycle = &cycles[key_result.objective.node.cycle];
        let Some((field, what, day)) = outside(sight, key_result, cycle.start, cycle.end) else { continue };
        let (id, name, date) = (&*key_result.row.key_result, &*cycle.id, day_text(day));
        let message = format!(
            "the {what} {date} of `{id}` lies outside its cycle `{name}` ({} to {})",
            day_text(cycle.start),
            day_text(cycle.end)
        );
        let data = data! {
            id: id, field: field, date: date, cycle: name, start: day_text(cycle.start), end: day_text(cycle.end),
        };
        found.add(key_result.place().field(field), data, message);
    }
}

/// The field of the first date outside, what to call it, and the day.
fn outside(
    sight: &Sight<'_>,
    key_result: SeenKeyResult<'_>,
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
    let Measure::Milestones(milestones) = key_result.measure(sight.as_of()) else { return None };
    let due = milestones.items.iter().find_map(|item| written(item.due))?;
    Some(("measure", "milestone due on", due))
}
