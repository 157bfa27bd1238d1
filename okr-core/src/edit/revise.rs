//! Revising a key result from a day on.

use super::document::Revise;
use super::find::locate;
use crate::calendar::day_number;
use crate::error::{Error, ErrorKind, Errors};
use crate::plan::{ItemKind, KeyResult, KeyResultRevision, Measure, Plan, Reach};

pub(super) fn revise(plan: &Plan, edit: Revise) -> Result<Plan, Errors> {
    let position = locate(plan, &edit.id, Some(ItemKind::KeyResult), "/id")?;
    let mut plan = plan.clone();
    let objective = position.objective.and_then(|index| plan.objectives.get_mut(index));
    let Some(key_result) = objective.and_then(|objective| objective.key_results.get_mut(position.index)) else {
        return Ok(plan);
    };
    let problems: Vec<Error> =
        problems(&edit, key_result).into_iter().map(|(path, kind)| Error::new(path, kind).of(&edit.id)).collect();
    if let Some(errors) = Errors::from_vec(problems) {
        return Err(errors);
    }
    let mut revision = KeyResultRevision::new(edit.from);
    revision.measure = edit.target.map(|target| Measure::Reach(Reach::new(target))).or(edit.measure);
    (revision.weight, revision.reason) = (edit.weight, edit.reason);
    let index = key_result.revisions.iter().take_while(|other| other.from < edit.from).count();
    key_result.revisions.insert(index, revision);
    // Later revisions go on from this one.
    let inside = format!("{}/revisions/", position.path());
    let errors = plan.check().into_iter().filter(|error| error.path.starts_with(&inside)).collect();
    match Errors::from_vec(errors) {
        Some(errors) => Err(errors),
        None => Ok(plan),
    }
}

/// What is wrong with the arguments, each with its path.
fn problems(edit: &Revise, key_result: &KeyResult) -> Vec<(&'static str, ErrorKind)> {
    let mut problems = Vec::new();
    let from = edit.from;
    let refused = |reason: String| ErrorKind::BadRevision { reason };
    match edit.reported {
        _ if edit.backdate => {}
        None => {
            let reason = "`reported`, the day of the newest report, must be given, or `backdate` be set: reports about \
                          days from the revision on change";
            problems.push(("/reported", refused(reason.to_owned())));
        }
        Some(reported) if from < reported => {
            let reason = format!(
                "a revision must not begin before the newest report (`{reported}`), found `{from}`; with `backdate` it may, and \
                 changes what was reported"
            );
            problems.push(("/from", refused(reason)));
        }
        Some(_) => {}
    }
    if key_result.revisions.iter().any(|revision| revision.from == from) {
        let reason = format!(
            "there must be one revision for a day, found another one for `{from}`; replace the key result to change it"
        );
        problems.push(("/from", refused(reason)));
    }
    if edit.target.is_some() {
        let (measure, _) = key_result.in_force(day_number(from));
        if edit.measure.is_some() {
            let (expected, found) = ("either `target` or `measure`".to_owned(), "both".to_owned());
            problems.push(("/target", ErrorKind::WrongType { expected, found }));
        } else if !matches!(*measure, Measure::Reach(_)) {
            let reason = format!(
                "only the target of a `reach` can be revised by `target`, found a `{}`; write the new `measure`",
                measure.kind()
            );
            problems.push(("/target", refused(reason)));
        }
    }
    if edit.target.is_none() && edit.measure.is_none() && edit.weight.is_none() {
        let reason = "a revision must have a `target`, a `measure` or a `weight`, found none: it would change nothing";
        problems.push(("", refused(reason.to_owned())));
    }
    problems
}
