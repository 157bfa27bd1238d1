//! `double-counted`.

use crate::lint::collector::data;
use crate::lint::view::KeyResultView;
use crate::lint::{Collector, Family, Finding, LintView};
use crate::plan::FindingCode;
use crate::plan::policy::Severity;
use crate::plan::MeasureKind;

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::DoubleCounted,
    family: Family::Alignment,
    severity: Severity::Warning,
    rationale: "One success that counts in two places of a tree makes it look better than it is, and one failure worse; and two owners \
                answer for one number.",
    help: "keep the KPI in one place, and let the other objective roll up from it (`roll_up`) or measure its own part",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Windows that do not overlap, such as one quarter after another; series of different teams; and a `hold` beside a key result that \
             moves the KPI, which guards what that one changes.",
        id: "faster",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "kpis": [{ "id": "time-to-hire", "name": "Time to hire", "better": "lower", "cadence": "monthly", "owner": "Jonas", "healthy": { "max": 30 } }],
  "objectives": [
    { "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas", "key_results": [
      { "id": "time-to-hire-falls", "title": "Time to hire falls", "owner": "Jonas", "metric": "time-to-hire", "measure": { "kind": "reach", "from": 42, "to": 25 } }] },
    { "id": "answer", "title": "Answer candidates while they still want us", "cycle": "2026-Q3", "owner": "Maya", "parent": { "objective": "hire" }, "key_results": [
      { "id": "faster", "title": "Candidates are hired faster", "owner": "Maya", "metric": "time-to-hire", "measure": { "kind": "reach", "from": 42, "to": 28 } }] }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "kpis": [{ "id": "time-to-hire", "name": "Time to hire", "better": "lower", "cadence": "monthly", "owner": "Jonas", "healthy": { "max": 30 } }],
  "objectives": [
    { "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas", "key_results": [
      { "id": "time-to-hire-falls", "title": "Time to hire falls", "owner": "Jonas", "metric": "time-to-hire", "measure": { "kind": "reach", "from": 42, "to": 25 } }] },
    { "id": "answer", "title": "Answer candidates while they still want us", "cycle": "2026-Q3", "owner": "Maya", "parent": { "objective": "hire" }, "key_results": [
      { "id": "faster", "title": "Candidates hear from us within two days", "owner": "Maya", "measure": { "kind": "reach", "from": 40, "to": 90 } }] }] } }"#,
    },
    check,
};

/// A key result that reads a KPI: its tree, the series, whether it guards or moves, and its first day.
type Reader<'a> = (usize, usize, bool, i32, KeyResultView<'a>);

fn check(view: &LintView<'_>, collector: &mut Collector<'_>) {
    let roots = view.roots();
    let mut readers: Vec<Reader<'_>> = Vec::new();
    for key_result in view.key_results() {
        let root = roots.get(key_result.objective.index).copied();
        if let (Some(root), Some(series)) = (root, key_result.summary.series) {
            readers.push((root, series, key_result.summary.kind == MeasureKind::Hold, key_result.summary.start, key_result));
        }
    }
    crate::order::by_key(&mut readers, |(root, series, guards, start, one)| {
        (*root, *series, *guards, *start, one.index)
    });
    let mut pairs = Vec::new();
    for same in readers.chunk_by(|a, b| (a.0, a.1, a.2) == (b.0, b.1, b.2)) {
        overlapping(same, &mut pairs);
    }
    crate::order::by_key(&mut pairs, |(later, _): &(KeyResultView<'_>, _)| later.index);
    pairs.dedup_by_key(|(later, _)| later.index);
    for (later, first) in pairs {
        let Some(kpi) = later.summary.series.map(|series| view.kpi_of(series)) else { continue };
        let (id, other, name) = (&*later.row.key_result, &*first.row.key_result, kpi.id.as_str());
        let message = format!("`{id}` and `{other}` count the same KPI `{name}` in one tree of objectives");
        let data = data! {
            key_result: id, other: other, kpi: name,
            objective: &*later.objective.row.objective, other_objective: &*first.objective.row.objective,
        };
        collector.add(later.location(), data, message);
    }
}

/// Key results whose window overlaps that of another one: the later in the document, and the other.
fn overlapping<'a>(same: &[Reader<'a>], pairs: &mut Vec<(KeyResultView<'a>, KeyResultView<'a>)>) {
    let mut longest: Option<KeyResultView<'a>> = None;
    for &(_, _, _, start, next) in same {
        if let Some(other) = longest.filter(|other| other.summary.end >= start) {
            let (first, later) = if other.index < next.index { (other, next) } else { (next, other) };
            pairs.push((later, first));
        }
        longest = longest.filter(|other| other.summary.end >= next.summary.end).or(Some(next));
    }
}
