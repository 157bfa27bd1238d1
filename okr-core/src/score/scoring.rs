//! Scores a plan on a day: first key results, each on its own, then objectives and what rolls up, from below.

use super::key_result::{self, KeyResultScore, Scoring, ScoringScratch};
use super::objective;
use super::roll_up_input::RollUpInput;
use super::scores::Scores;
use crate::index::{KeyResultIndex, ListIndex};
use crate::parallel;
use crate::report::Reason;
use crate::series::{EvaluationContext, Lifecycle};

/// Scores everything.
pub(crate) fn score_all(context: &EvaluationContext<'_>) -> Scores {
    score_with_rows(context, |_, _| ()).0
}

/// Scores everything, and makes a row of each key result while all of it is at hand: `row` may take out what only the row needs.
pub(crate) fn score_with_rows<R: Send>(
    context: &EvaluationContext<'_>,
    row: impl Fn(KeyResultIndex, &mut KeyResultScore) -> R + Sync + Send,
) -> (Scores, Vec<R>) {
    let plan = context.plan;
    // What rolls up is scored as if nothing lay below it, until all that does is scored: no objective is before that.
    let (key_results, mut rows) =
        parallel::map_two(plan.key_results.len(), ScoringScratch::default, |scratch, position| {
            let index = KeyResultIndex::new(position);
            let mut score = alone(context, index, scratch);
            let row = row(index, &mut score);
            (score, row)
        });
    let objectives = plan.objectives.iter().map(|_| None).collect();
    let mut scores = Scores { key_results: key_results.into(), objectives };
    for height in &plan.heights {
        let rolled_up = parallel::each_with(&height.roll_ups, ScoringScratch::default, |scratch, index| {
            let mut score = rolled_up(context, &scores, *index, scratch);
            let row = row(*index, &mut score);
            (score, row)
        });
        for (index, (score, row)) in height.roll_ups.iter().zip(rolled_up) {
            scores.key_results[*index] = score;
            if let Some(slot) = rows.get_mut(index.get()) {
                *slot = row;
            }
        }
        let scored = parallel::each(&height.objectives, |index| objective::score(context, &scores, *index));
        for (index, score) in height.objectives.iter().zip(scored) {
            scores.objectives[*index] = Some(score);
        }
    }
    (scores, rows)
}

/// Scores a key result whose measure, now or at first, is `roll_up`: all objectives below it are scored.
pub(crate) fn rolled_up(
    context: &EvaluationContext<'_>,
    scores: &Scores,
    index: KeyResultIndex,
    scratch: &mut ScoringScratch,
) -> KeyResultScore {
    let below = || objective::below(context, scores, index);
    key_result::score(context, index, lifecycle(context, index), below, scratch)
}

/// What a key result is scored with, given the scores.
pub(crate) fn prepare<'a>(
    context: &'a EvaluationContext<'a>,
    scores: &Scores,
    index: KeyResultIndex,
    scratch: &'a mut ScoringScratch,
) -> Scoring<'a> {
    let below = || objective::below(context, scores, index);
    key_result::prepare(context, index, lifecycle(context, index), below, &mut scratch.source)
}

/// The state of the objective of a key result.
fn lifecycle(context: &EvaluationContext<'_>, index: KeyResultIndex) -> Lifecycle {
    let (objective, _) = context.plan.objective(context.plan.key_results[index].objective);
    Lifecycle::of_objective(objective, context.as_of)
}

/// Scores a key result that reads something; none where its measure, at some time, is `roll_up`.
pub(crate) fn leaf(
    context: &EvaluationContext<'_>,
    index: KeyResultIndex,
    scratch: &mut ScoringScratch,
) -> Option<KeyResultScore> {
    (!context.plan.rolls_up(index)).then(|| alone(context, index, scratch))
}

/// Scores a key result as if nothing lay below it.
fn alone(context: &EvaluationContext<'_>, index: KeyResultIndex, scratch: &mut ScoringScratch) -> KeyResultScore {
    let nothing = || RollUpInput {
        score: Err(Reason::NoChildren),
        committed: Err(Reason::NoChildren),
        expected: None,
        worst: None,
        ended: false,
    };
    key_result::score(context, index, lifecycle(context, index), nothing, scratch)
}
