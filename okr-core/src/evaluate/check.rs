//! What an evaluation must satisfy.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::evaluation::Evaluation;
use super::scope::{known_owners, known_tags};
use crate::calendar::{FIRST_DAY, LAST_DAY, date_of_day};
use crate::document::{At, nearest};
use crate::error::{ErrorKind, Errors, Problems};
use crate::readings::{CheckIns, Subject};
use crate::resolve::{Metric, ResolvedPlan};

/// The most unknown names that are compared with those known, so that many in a large plan do not take quadratic time.
const MOST_COMPARED: usize = 100;

/// All that keeps an evaluation from being one of this plan.
pub(crate) fn check(plan: &ResolvedPlan, evaluation: &Evaluation<'_>, check_ins: &CheckIns) -> Result<(), Errors> {
    let mut errors = Problems::new();
    let root = At::root("");
    if let Some(policy) = &evaluation.policy {
        let layers: Vec<_> = plan.written.policy.iter().chain([policy]).collect();
        errors.extend(crate::plan::policy::check(&layers, &root.field("policy")));
    }
    check_day(evaluation.as_of, &mut errors);
    check_subjects(plan, check_ins, &mut errors);
    check_scope(plan, evaluation, &root.field("scope"), &mut errors);
    if errors.is_empty() { Ok(()) } else { Err(Errors::new(errors)) }
}

/// Whether a day can be looked at.
pub(crate) fn check_day(as_of: NaiveDate, errors: &mut Problems) {
    if as_of < date_of_day(FIRST_DAY) || as_of > date_of_day(LAST_DAY) {
        let reason = "years run from 0001 to 9999".to_owned();
        errors.push(At::root("/as_of").error(ErrorKind::BadDate { value: as_of.to_string(), reason }));
    }
}

/// Whether the plan has what check-ins are about.
pub(crate) fn check_subjects(plan: &ResolvedPlan, check_ins: &CheckIns, errors: &mut Problems) {
    let list = At::root("/check_ins");
    for (row, check_in) in check_ins.iter().enumerate() {
        let Some(subject) = check_in.subject().filter(|subject| !known(plan, *subject)) else { continue };
        let nearest = if errors.len() < MOST_COMPARED { nearest_subject(plan, subject) } else { None };
        let id = crate::document::shorten(subject.id());
        let kind = ErrorKind::UnknownReference { kind: kind_of(subject).into(), id, nearest };
        errors.push(list.index(row).field(subject.field()).error(kind));
    }
}

/// Whether the plan has what a check-in is about.
pub(crate) fn known(plan: &ResolvedPlan, subject: Subject<'_>) -> bool {
    match subject {
        Subject::Objective(id) => plan.objective_ids.contains_key(id),
        Subject::KeyResult(id) => matches!(plan.metrics.get(id), Some(Metric::KeyResult(_))),
        Subject::Kpi(id) => plan.kpi_ids.contains_key(id),
        Subject::Cycle(id) => plan.cycle_ids.contains_key(id),
    }
}

fn kind_of(subject: Subject<'_>) -> &'static str {
    match subject {
        Subject::Objective(_) => "objective",
        Subject::KeyResult(_) => "key result",
        Subject::Kpi(_) => "kpi",
        Subject::Cycle(_) => "cycle",
    }
}

fn nearest_subject(plan: &ResolvedPlan, subject: Subject<'_>) -> Option<String> {
    match subject {
        Subject::Objective(id) => nearest(id, plan.objectives.iter().map(|node| &*node.id)),
        Subject::KeyResult(id) => nearest(id, plan.key_results.iter().map(|node| &*node.id)),
        Subject::Kpi(id) => nearest(id, plan.written.kpis.iter().map(|kpi| kpi.id.as_str())),
        Subject::Cycle(id) => nearest(id, plan.cycles.iter().map(|node| &*node.id)),
    }
}

fn check_scope(plan: &ResolvedPlan, evaluation: &Evaluation<'_>, at: &At<'_>, errors: &mut Problems) {
    let scope = &evaluation.scope;
    type All<'a> = &'a dyn Fn() -> Vec<&'a str>;
    let mut look = |field: &'static str, kind: &str, ids: &[String], known: &dyn Fn(&str) -> bool, all: All<'_>| {
        let list = at.field(field);
        for (index, id) in ids.iter().enumerate().filter(|(_, id)| !known(id)) {
            let nearest = if errors.len() < MOST_COMPARED { nearest(id, all()) } else { None };
            let id = crate::document::shorten(id);
            errors.push(list.index(index).error(ErrorKind::UnknownReference { kind: kind.into(), id, nearest }));
        }
    };
    let cycles = || plan.cycles.iter().map(|node| &*node.id).collect();
    look("cycles", "cycle", &scope.cycles, &|id| plan.cycle_ids.contains_key(id), &cycles);
    let teams = || plan.teams.iter().map(|node| &*node.id).collect();
    look("teams", "team", &scope.teams, &|id| plan.team_ids.contains_key(id), &teams);
    let kpis = || plan.written.kpis.iter().map(|kpi| kpi.id.as_str()).collect();
    look("kpis", "kpi", &scope.kpis, &|id| plan.kpi_ids.contains_key(id), &kpis);
    if !scope.owners.is_empty() {
        let known: BTreeSet<&str> = known_owners(&plan.written).collect();
        look("owners", "owner", &scope.owners, &|id| known.contains(id), &|| known.iter().copied().collect());
    }
    if !scope.tags.is_empty() {
        let known: BTreeSet<&str> = known_tags(&plan.written).collect();
        look("tags", "tag", &scope.tags, &|id| known.contains(id), &|| known.iter().copied().collect());
    }
}
