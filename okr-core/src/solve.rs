//! Solve and what-if: which value would be needed, and what a value would do.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::calendar::day_number;
use crate::document::{At, nearest, vocabulary};
use crate::error::{ErrorKind, Errors};
use crate::evaluate::{Evaluation, Prepared};
use crate::index::KeyResultIndex;
use crate::number::{clamp, meets, unsigned};
use crate::plan::Measure;
use crate::readings::Reading;
use crate::report::Report;
use crate::resolve::{Metric, Tracker};
use crate::score::{ReachFormula, Scores, curve_value, prepare, score_all};
use crate::series::EvaluationContext;

vocabulary! {
    /// Why no value of a key result gives its objective a score.
    ///
    /// ```
    #[doc = include_str!("guide/example.txt")]
    /// use okr_core::solve::Unsolvable;
    ///
    /// // There is no single value of a key result that is established.
    /// let solution = tracker.solve(&evaluation, "talks", 0.7).unwrap();
    /// assert_eq!(solution.reason, Some(Unsolvable::NoSingleValue));
    /// ```
    pub enum Unsolvable {
        /// The others reach the score without it.
        AlreadyMet = "already_met",
        /// A score of 1 would not be enough.
        OutOfReach = "out_of_reach",
        /// It does not enter the objective's score: it is a draft, dropped, without weight, or the score is made
        /// from child objectives alone.
        NotCounted = "not_counted",
        /// Its measure does not turn one value into a score.
        NoSingleValue = "no_single_value",
        /// There is no value to start from.
        NoBaseline = "no_baseline",
    }
}

/// The value that a key result needs for its objective to have a score.
///
/// ```
#[doc = include_str!("guide/example.txt")]
/// // 70 % of the way from 0 to 10.
/// let solution = tracker.solve(&evaluation, "courses", 0.7).unwrap();
/// assert_eq!((solution.value, solution.reason), (Some(7.0), None));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Solution {
    /// The key result.
    pub key_result: Arc<str>,
    /// Its objective.
    pub objective: Arc<str>,
    /// The score that the objective is to have.
    pub objective_score: f64,
    /// The score that the key result needs for it, the others as they are; may lie outside 0 to 1 where no value gives it.
    pub key_result_score: Option<f64>,
    /// The value that gives the key result that score; for the aggregate `sum` the total, for others the value that
    /// its readings come to.
    pub value: Option<f64>,
    /// Why there is none.
    pub reason: Option<Unsolvable>,
}

impl Tracker {
    /// The value that a key result must reach for its objective to have the score `objective_score` (0 to 1), the
    /// others as they are on the evaluation's day; or why none does.
    ///
    /// The score that it needs is `(S·Σw - Σ w·score of the others) / w`, over the members that count, and it.
    ///
    /// # Errors
    ///
    /// Those of [`evaluate`](Self::evaluate); a key result that the plan does not have; a score outside 0 to 1.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::{Cycle, KeyResult, Objective, Reach};
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let (start, end) = (parse_date("2026-07-01")?, parse_date("2026-09-30")?);
    /// let tracker = Plan::new()
    ///     .cycles([Cycle::new("2026-Q3", start, end)])
    ///     .objectives([Objective::new("hire", "Hire the best people", "2026-Q3").key_results([
    ///         KeyResult::new("offers", "Offers accepted", Reach::new(82.0).from(68.0)),
    ///         KeyResult::new("days", "Days to hire", Reach::new(25.0).from(42.0)),
    ///     ])])
    ///     .resolve()?;
    /// let readings = Readings::from_json(r#"[{ "metric": "offers", "date": "2026-07-31", "value": 75 }]"#)?;
    /// let solution = tracker.solve(&Evaluation::new(&readings, end), "days", 0.75)?;
    /// assert_eq!((solution.key_result_score, solution.value), (Some(1.0), Some(25.0)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn solve(
        &self,
        evaluation: &Evaluation<'_>,
        key_result: &str,
        objective_score: f64,
    ) -> Result<Solution, Errors> {
        let _threads = evaluation.threads(true);
        let prepared = Prepared::new(self, evaluation)?;
        let index = self.find_key_result(key_result)?;
        if !(0.0..=1.0).contains(&objective_score) {
            let kind = ErrorKind::OutOfBounds { value: objective_score, min: 0.0, max: 1.0 };
            return Err(Errors::new(vec![At::root("/objective_score").error(kind)]));
        }
        let as_of = day_number(evaluation.as_of);
        let check_ins = prepared.check_in_summaries(as_of);
        let context = prepared.context(&check_ins, as_of, false);
        let scores = score_all(&context);
        Ok(solve(&context, &scores, index, unsigned(objective_score)))
    }

    /// The report with some readings set on top, without changing the tracker or the readings; for one metric and
    /// date a reading given here counts.
    ///
    /// # Errors
    ///
    /// Those of [`evaluate`](Self::evaluate), and readings that can't be used.
    ///
    /// ```
    #[doc = include_str!("guide/example.txt")]
    /// use okr_core::readings::Reading;
    ///
    /// let others = [Reading::new("courses", parse_date("2026-09-30").unwrap(), 8.0)];
    /// let report = tracker.what_if(&evaluation, &others).unwrap();
    /// assert_eq!(report.objectives[1].score, Some(0.8));
    /// ```
    pub fn what_if<I>(&self, evaluation: &Evaluation<'_>, readings: I) -> Result<Report, Errors>
    where
        I: IntoIterator,
        I::Item: std::borrow::Borrow<Reading>,
    {
        let readings: Vec<I::Item> = readings.into_iter().collect();
        let _threads = evaluation.threads(true);
        let readings = evaluation.readings.with(readings)?;
        self.evaluate(&Evaluation { readings: readings.into(), ..evaluation.clone() })
    }

    fn find_key_result(&self, id: &str) -> Result<KeyResultIndex, Errors> {
        if let Some(Metric::KeyResult(index)) = self.0.metrics.get(id) {
            return Ok(*index);
        }
        let nearest = nearest(id, self.0.key_results.iter().map(|node| &*node.id));
        let kind = ErrorKind::UnknownReference { kind: "key result".into(), id: crate::document::shorten(id), nearest };
        Err(Errors::new(vec![At::root("/key_result").error(kind)]))
    }
}

fn solve(context: &EvaluationContext<'_>, scores: &Scores, index: KeyResultIndex, wanted: f64) -> Solution {
    let node = &context.plan.key_results[index];
    let mut solution = Solution {
        key_result: Arc::clone(&node.id),
        objective: Arc::clone(&context.plan.objectives[node.objective].id),
        objective_score: wanted,
        key_result_score: None,
        value: None,
        reason: None,
    };
    match needed_score(context, scores, index, wanted) {
        None => solution.reason = Some(Unsolvable::NotCounted),
        Some(needed) => {
            solution.key_result_score = Some(needed);
            match value(context, scores, index, needed) {
                Ok(value) => solution.value = Some(value),
                Err(reason) => solution.reason = Some(reason),
            }
        }
    }
    solution
}

/// The score that key result `index` needs; none where it does not count.
fn needed_score(context: &EvaluationContext<'_>, scores: &Scores, index: KeyResultIndex, wanted: f64) -> Option<f64> {
    let own = scores.key_result(index);
    let objective = context.plan.key_results[index].objective;
    let total = scores.objective(objective);
    if !(own.lifecycle.counts() && own.weight > 0.0 && total.from_key_results) {
        return None;
    }
    let others = context.plan.key_results_of(objective).filter(|(other, _)| *other != index);
    let key_results = others.map(|(other, _)| scores.key_result(other)).filter(|score| score.counts());
    let children = context.plan.below_objective[objective].iter().map(|child| scores.objective(*child));
    let children = children.filter(|score| total.from_children && score.counts());
    let parts = key_results
        .map(|score| (score.weight, score.score))
        .chain(children.map(|score| (score.weight, score.score)))
        .filter_map(|(weight, score)| Some((weight, score?)));
    let (sum, weights) = parts.fold((0.0, 0.0), |(sum, all), (weight, score)| (sum + weight * score, all + weight));
    Some(unsigned((wanted * (weights + own.weight) - sum) / own.weight))
}

fn value(
    context: &EvaluationContext<'_>,
    scores: &Scores,
    index: KeyResultIndex,
    needed: f64,
) -> Result<f64, Unsolvable> {
    match needed {
        needed if !meets(1.0, needed) => Err(Unsolvable::OutOfReach),
        needed if needed <= 0.0 => Err(Unsolvable::AlreadyMet),
        needed => value_at(context, scores, index, clamp(needed, 0.0, 1.0)),
    }
}

/// The value that gives key result `index` a score above 0.
fn value_at(
    context: &EvaluationContext<'_>,
    scores: &Scores,
    index: KeyResultIndex,
    score: f64,
) -> Result<f64, Unsolvable> {
    let mut scratch = Default::default();
    let scoring = prepare(context, scores, index, &mut scratch);
    match &*scoring.measure {
        Measure::Reach(reach) => match scoring.measure_input().resolve_reach(reach).formula {
            ReachFormula::Ratio { from, to } => Ok(unsigned(from + score * (to - from))),
            ReachFormula::Meet { to, .. } => Ok(to),
            ReachFormula::None(_) => Err(Unsolvable::NoBaseline),
        },
        Measure::Curve(curve) => curve_value(curve, score).ok_or(Unsolvable::OutOfReach),
        _ => Err(Unsolvable::NoSingleValue),
    }
}
