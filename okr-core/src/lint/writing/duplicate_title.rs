//! `duplicate-title`.

use crate::index::{CycleIndex, TeamIndex};
use crate::lint::found::{Place, data};
use crate::lint::sight::SeenKpi;
use crate::lint::words::{comparable, ends, fingerprint};
use crate::lint::{Family, Finding, Found, Sight};
use crate::parallel;
use crate::plan::policy::Severity;
use crate::plan::{FindingCode, Objective};

pub(in crate::lint) static FINDING: Finding = Finding {
    code: FindingCode::DuplicateTitle,
    family: Family::Writing,
    severity: Severity::Warning,
    rationale: "Two items with one title are either the same goal twice, which splits the work and counts it double, or two goals that \
                nobody can tell apart in a list.",
    help: "merge the two, or say in the title what makes this one different",
    #[cfg(feature = "reference")]
    page: crate::lint::Page {
        silent: "Objectives of different cycles or teams; key results of different objectives; KPIs of different teams. Case, \
             spacing and a final full stop make no difference.",
        id: "speed",
        bad: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [
    { "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas" },
    { "id": "speed", "title": "Hire people who stay.", "cycle": "2026-Q3", "owner": "Maya" }] } }"#,
        good: r#"{ "as_of": "2026-08-14", "plan": { "version": 1,
  "cycles": [{ "id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30" }],
  "objectives": [
    { "id": "hire", "title": "Hire people who stay", "cycle": "2026-Q3", "owner": "Jonas" },
    { "id": "speed", "title": "Answer candidates while they still want us", "cycle": "2026-Q3", "owner": "Maya" }] } }"#,
    },
    check,
};

fn check(sight: &Sight<'_>, found: &mut Found<'_>) {
    let alike = parallel::each(&sight.index().written.objectives, has_alike);
    let fingerprints = parallel::each(&sight.index().written.objectives, |objective| fingerprint(&objective.title));
    let mut objectives: Vec<Titled<(CycleIndex, Option<TeamIndex>)>> = Vec::new();
    objectives.extend(sight.objectives().map(|objective| Titled {
        among: (objective.node.cycle, objective.node.team),
        fingerprint: fingerprints.get(objective.index).copied().unwrap_or_default(),
        index: objective.index,
    }));
    let title = |index: usize| sight.objective(index).map(|objective| objective.written.title.as_str());
    let mut first = vec![None; sight.index().objectives.len()];
    for (later, earlier) in repeated(&mut objectives, title) {
        if let Some(place) = first.get_mut(later) {
            *place = Some(earlier);
        }
    }
    let mut titled: Vec<Titled<()>> = Vec::new();
    for objective in sight.objectives() {
        let other = first.get(objective.index).copied().flatten().and_then(|first| sight.objective(first));
        if let Some(other) = other {
            let (id, title) = (&objective.row.objective, &objective.written.title);
            add(found, objective.place().field("title"), "objective", id, &other.row.objective, title);
        }
        if alike.get(objective.index) != Some(&true) {
            continue;
        }
        titled.clear();
        titled.extend(sight.key_results_of(objective).map(|one| Titled {
            among: (),
            fingerprint: fingerprint(&one.written.title),
            index: one.place,
        }));
        let key_results = &objective.written.key_results;
        let title = |place: usize| key_results.get(place).map(|one| one.title.as_str());
        for (later, earlier) in repeated(&mut titled, title) {
            let Some(other) = key_results.get(earlier) else { continue };
            let Some(later) = sight.key_result(objective, later) else { continue };
            let place = later.place().field("title");
            add(found, place, "key result", &later.written.id, &other.id, &later.written.title);
        }
    }
    let mut kpis: Vec<Titled<Option<TeamIndex>>> = Vec::new();
    kpis.extend(sight.kpis().map(|kpi| Titled {
        among: kpi.team(sight),
        fingerprint: fingerprint(&kpi.written.name),
        index: kpi.index,
    }));
    let written = &sight.index().written.kpis;
    for (later, earlier) in repeated(&mut kpis, |index| written.get(index).map(|kpi| kpi.name.as_str())) {
        let (Some(kpi), Some(other)) = (written.get(later), written.get(earlier)) else { continue };
        let place = SeenKpi { index: later, written: kpi }.place().field("name");
        add(found, place, "KPI", &kpi.id, &other.id, &kpi.name);
    }
}

/// Whether two key results of an objective may have the same title: most often a few letters tell that they do not.
fn has_alike(objective: &Objective) -> bool {
    let mut all: Vec<_> = objective.key_results.iter().map(|key_result| ends(&key_result.title)).collect();
    crate::order::sort(&mut all);
    // Letters that are not looked at come first.
    all.first() == Some(&None) || all.iter().zip(all.iter().skip(1)).any(|(one, other)| one == other)
}

/// A title in short: only those among the same are compared.
struct Titled<A> {
    among: A,
    fingerprint: u64,
    index: usize,
}

/// Each item whose title an earlier one has, and the first that has it, in document order.
fn repeated<'a, A: Ord + Copy>(
    titled: &mut [Titled<A>],
    title: impl Fn(usize) -> Option<&'a str>,
) -> Vec<(usize, usize)> {
    crate::order::by_key(titled, |item| (item.among, item.fingerprint, item.index));
    let mut pairs = Vec::new();
    for same in titled.chunk_by(|a, b| (a.among, a.fingerprint) == (b.among, b.fingerprint)) {
        let Some((first, others)) = same.split_first().filter(|(_, others)| !others.is_empty()) else { continue };
        let Some(text) = title(first.index).map(comparable).filter(|text| !text.is_empty()) else { continue };
        // Titles that only share a fingerprint differ here.
        let same = |other: &&Titled<A>| title(other.index).map(comparable).as_ref() == Some(&text);
        pairs.extend(others.iter().filter(same).map(|other| (other.index, first.index)));
    }
    crate::order::sort(&mut pairs);
    pairs
}

fn add(found: &mut Found<'_>, place: Place<'_>, kind: &str, id: &str, other: &str, title: &str) {
    let message = format!("the {kind} `{id}` has the title of `{other}`: `{title}`");
    found.add(place, data! { kind: kind, id: id, first: other, title: title }, message);
}
