//! How a key result ended.

use std::sync::Arc;

use super::movement::of_ids;
use super::reviewed::Reviewed;
use super::rows::{KeyResultReview, Note};
use crate::calendar::{date_of_day, day_number};
use crate::figure;
use crate::index::{CycleIndex, KeyResultIndex};
use crate::number::{meets, unsigned};
use crate::plan::{Measure, MeasureKind, Said};
use crate::readings::{CheckIns, Subject};
use crate::report::Status;
use crate::score::{KeyResultScore, grade};

/// The key results of an objective, but for dropped ones.
pub(super) fn key_results(
    reviewed: &Reviewed<'_>,
    check_ins: &CheckIns,
    next: Option<CycleIndex>,
) -> Vec<KeyResultReview> {
    let Reviewed { context, scores, index, .. } = *reviewed;
    let all = context.plan.key_results_of(index).map(|(index, _)| index);
    let counted = all.filter(|index| scores.key_result(*index).lifecycle.counts());
    counted.map(|index| key_result(reviewed, check_ins, next, index)).collect()
}

fn key_result(
    reviewed: &Reviewed<'_>,
    check_ins: &CheckIns,
    next: Option<CycleIndex>,
    index: KeyResultIndex,
) -> KeyResultReview {
    let Reviewed { context, scores, .. } = *reviewed;
    let (written, node) = context.plan.key_result(index);
    let score = scores.key_result(index);
    let (success, amber) = (context.policy.success.of(score.ambition), context.policy.amber.of(score.ambition));
    let attained = score.score.map(|score| meets(score, success));
    let (own, above) = (context.check_ins.of_key_result(index), context.check_ins.of_objective(reviewed.index));
    let confidence = own.confidence().or_else(|| above.confidence());
    let said = own.said();
    let reach = score.kind == MeasureKind::Reach;
    let (parts, parts_done) = parts(reviewed, index).unzip();
    KeyResultReview {
        key_result: Arc::clone(&node.id),
        title: Arc::clone(&node.title),
        owner: node.owner.clone(),
        unit: node.unit.clone(),
        kind: score.kind,
        from: score.baseline.filter(|_| reach),
        reached: score.current,
        target: score.target.filter(|_| reach),
        parts,
        parts_done: parts_done.flatten(),
        score: score.score,
        score_committed: score.committed,
        status: score.status,
        grade: score.score.map(|value| grade(value, success, amber)),
        attained,
        per_week_required: next
            .filter(|_| reach && attained == Some(false))
            .and_then(|next| per_week(reviewed, score, next)),
        confidence,
        overconfidence: confidence
            .zip(attained)
            .map(|(stated, attained)| unsigned(stated - f64::from(u8::from(attained)))),
        said,
        said_on: own.said_on().map(date_of_day),
        said_otherwise: said.is_some_and(|said| was_better(said, score.status)),
        note: note(check_ins, Subject::KeyResult(&node.id), context.as_of),
        kpis: of_ids(reviewed, &written.kpis),
        guards: of_ids(reviewed, &written.guards),
    }
}

/// The number of parts, and of those done where they are steps.
fn parts(reviewed: &Reviewed<'_>, index: KeyResultIndex) -> Option<(u32, Option<u32>)> {
    let Reviewed { context, scores, .. } = *reviewed;
    let (written, _) = context.plan.key_result(index);
    let (measure, _) = written.in_force(context.as_of);
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    match &*measure {
        Measure::Milestones(milestones) => {
            let seen = date_of_day(context.as_of);
            let done = milestones.items.iter().filter(|item| item.done.is_some_and(|done| done.by(seen)));
            Some((number(milestones.items.len()), Some(number(done.count()))))
        }
        Measure::RollUp(_) => {
            let below = context.plan.below_key_result[index].iter().map(|below| scores.objective(*below));
            Some((number(below.filter(|score| score.counts() && score.score.is_some()).count()), None))
        }
        _ => None,
    }
}

impl KeyResultReview {
    /// Where it started, what was reached and what was to be reached, as people read it; a dash for what there is not.
    pub(crate) fn numbers(&self) -> [String; 3] {
        let write = |value: Option<f64>, others: &[Option<f64>]| {
            let written = value.map(|value| figure::with_unit(figure::value(value, others), self.unit.as_deref()));
            written.unwrap_or_else(|| "–".to_owned())
        };
        let from = write(self.from, &[]);
        match (self.parts, self.parts_done) {
            (Some(parts), Some(done)) => [
                from,
                format!("{done} of {}", figure::count(parts as usize, "step")),
                figure::count(parts as usize, "step"),
            ],
            (Some(parts), None) if parts > 0 => {
                let mean = format!(
                    "{} over {}",
                    figure::score_or_dash(self.score),
                    figure::count(parts as usize, "objective")
                );
                [from, mean, write(None, &[])]
            }
            _ => [from, write(self.reached, &[self.target]), write(self.target, &[self.reached])],
        }
    }
}

/// Whether what was said is better than what is computed. Whoever said that a goal was at risk foretold that it was missed.
pub(super) fn was_better(said: Said, status: Status) -> bool {
    status.is_worse_than(said) && (status, said) != (Status::Missed, Said::AtRisk)
}

/// What is left to the target, by the weeks of the next cycle.
fn per_week(reviewed: &Reviewed<'_>, score: &KeyResultScore, next: CycleIndex) -> Option<f64> {
    let cycle = &reviewed.context.plan.cycles[next];
    let weeks = f64::from(cycle.end - cycle.start + 1) / 7.0;
    Some(unsigned((score.target? - score.current?) / weeks))
}

/// The newest note on a goal that is known on a day.
pub(super) fn note(check_ins: &CheckIns, about: Subject<'_>, as_of: i32) -> Option<Note> {
    let known = check_ins.iter().filter(|check_in| {
        let (date, recorded) = check_in.days();
        check_in.subject() == Some(about) && date <= as_of && recorded <= as_of
    });
    let noted = known.filter(|check_in| check_in.note.is_some());
    let newest = noted.max_by_key(|check_in| (day_number(check_in.date), check_in.days().1))?;
    Some(Note {
        date: newest.date,
        by: newest.by.as_deref().map(Arc::from),
        text: Arc::from(newest.note.as_deref().unwrap_or_default()),
    })
}
