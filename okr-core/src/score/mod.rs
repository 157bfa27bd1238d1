//! Scoring: from readings to the scores and statuses of key results and objectives on a day.

mod forecast;
mod key_result;
mod objective;
mod pace;
mod progress;
mod silence;
mod source;
mod status;
mod summary;
mod track;
mod window;

pub(crate) use forecast::{Line, curve_value};
use key_result::RollUpInput;
pub(crate) use key_result::{KeyResultScore, Scoring};
pub(crate) use objective::{ObjectiveScore, score as score_objective};
pub(crate) use progress::ReachFormula;
pub(crate) use silence::is_stale;
pub(crate) use source::{SourceScratch, reads_periods};
pub(crate) use status::grade;
pub(crate) use summary::{
    Part, Summary, TeamSummaries, TeamSummary, cycles, entered_in_cycle, entered_in_team, enters_in_cycle, lie_below,
    status_index, teams, teams_entered,
};
pub(crate) use track::Track;
pub(crate) use window::Window;

use crate::parallel;
use crate::report::Reason;
use crate::series::{EvaluationContext, Lifecycle};
use crate::stats::Fit;

/// The scores of a day.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    pub(crate) key_results: Vec<Option<KeyResultScore>>,
    pub(crate) objectives: Vec<Option<ObjectiveScore>>,
}

impl Scores {
    pub(crate) fn key_result(&self, index: usize) -> Option<&KeyResultScore> {
        self.key_results.get(index)?.as_ref()
    }

    pub(crate) fn objective(&self, index: usize) -> Option<&ObjectiveScore> {
        self.objectives.get(index)?.as_ref()
    }
}

/// Scores everything: first the key results that read something, each on its own, then objectives from below.
pub(crate) fn score_all(context: &EvaluationContext<'_>) -> Scores {
    score_with_rows(context, |_, _| Some(())).0
}

/// Scores everything, and makes a row of each key result while all of it is at hand: `row` may take out what only the row needs.
pub(crate) fn score_with_rows<R: Clone + Send + Sync>(
    context: &EvaluationContext<'_>,
    row: impl Fn(usize, &mut KeyResultScore) -> Option<R> + Sync + Send,
) -> (Scores, Vec<R>) {
    let (key_results, mut rows) = leaves(context, &row);
    let mut scores = Scores { key_results, objectives: vec![None; context.plan.objectives.len()] };
    for (objectives, roll_ups) in context.plan.heights() {
        let rolled_up = |scratch: &mut ScoringScratch, key_result: usize| {
            rolled_up(context, &scores, *roll_ups.get(key_result)?, scratch)
        };
        let rolled = parallel::map(roll_ups.len(), ScoringScratch::default, rolled_up);
        put(&mut scores.key_results, roll_ups, rolled);
        for key_result in roll_ups {
            let score = scores.key_results.get_mut(*key_result).and_then(Option::as_mut);
            let scored = score.and_then(|score| row(*key_result, score));
            if let Some((slot, row)) = rows.get_mut(*key_result).zip(scored) {
                *slot = row;
            }
        }
        let scored = parallel::each(objectives, |index| score_objective(context, &scores, *index));
        put(&mut scores.objectives, objectives, scored);
    }
    (scores, rows)
}

/// Puts scores at their places.
fn put<T>(slots: &mut [Option<T>], indices: &[usize], scores: Vec<Option<T>>) {
    for (index, score) in indices.iter().zip(scores) {
        if let Some(slot) = slots.get_mut(*index) {
            *slot = score;
        }
    }
}

/// Memory that one key result after the other is scored with.
#[derive(Debug, Default)]
pub(crate) struct ScoringScratch {
    source: SourceScratch,
    fit: Fit,
}

/// Scores a key result whose measure, now or at first, is `roll_up`: all objectives below it are on the scores.
pub(crate) fn rolled_up(
    context: &EvaluationContext<'_>,
    scores: &Scores,
    index: usize,
    scratch: &mut ScoringScratch,
) -> Option<KeyResultScore> {
    let below = || objective::below(context, scores, index);
    key_result::score(context, index, lifecycle(context, index)?, below, scratch)
}

/// What key result `index` is scored with, given the scores.
pub(crate) fn prepare<'a>(
    context: &'a EvaluationContext<'a>,
    scores: &Scores,
    index: usize,
    scratch: &'a mut ScoringScratch,
) -> Option<Scoring<'a>> {
    let below = || objective::below(context, scores, index);
    key_result::prepare(context, index, lifecycle(context, index)?, below, &mut scratch.source)
}

/// The state of the objective of a key result.
fn lifecycle(context: &EvaluationContext<'_>, index: usize) -> Option<Lifecycle> {
    let (written, _) = context.plan.objective(context.plan.key_results.get(index)?.objective)?;
    Some(Lifecycle::of_objective(written, context.as_of))
}

/// The key results that read something, and a row of every one: of those that roll up as if nothing lay below.
fn leaves<R: Clone + Send + Sync>(
    context: &EvaluationContext<'_>,
    row: &(impl Fn(usize, &mut KeyResultScore) -> Option<R> + Sync + Send),
) -> (Vec<Option<KeyResultScore>>, Vec<R>) {
    let leaf = |scratch: &mut ScoringScratch, index: usize| {
        let mut score = alone(context, index, scratch)?;
        let row = row(index, &mut score)?;
        Some((Some(score).filter(|_| !context.plan.rolls_up(index)), row))
    };
    let count = context.plan.key_results.len();
    // INVARIANT: every key result of an index can be scored, so that none takes the row of another.
    let Some((_, other)) = (0..count).find_map(|index| leaf(&mut ScoringScratch::default(), index)) else {
        return (Vec::new(), Vec::new());
    };
    parallel::map_two(count, ScoringScratch::default, |scratch, index| match leaf(scratch, index) {
        Some(both) => both,
        None => (None, other.clone()),
    })
}

/// Scores a key result that reads something; none where its measure, at some time, is `roll_up`.
pub(crate) fn leaf(
    context: &EvaluationContext<'_>,
    index: usize,
    scratch: &mut ScoringScratch,
) -> Option<KeyResultScore> {
    if context.plan.rolls_up(index) { None } else { alone(context, index, scratch) }
}

/// Scores a key result as if nothing lay below it.
fn alone(context: &EvaluationContext<'_>, index: usize, scratch: &mut ScoringScratch) -> Option<KeyResultScore> {
    let nothing = || RollUpInput {
        score: Err(Reason::NoChildren),
        committed: Err(Reason::NoChildren),
        expected: None,
        worst: None,
        ended: false,
    };
    key_result::score(context, index, lifecycle(context, index)?, nothing, scratch)
}
