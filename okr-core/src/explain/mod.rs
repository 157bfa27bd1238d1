//! Explain: the steps that lead to a score, as text and as data.

mod formula;
mod key_result;
mod kpi;
mod mean;
mod reading;
mod roll_up;
mod step;
mod wording;

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use step::{Step, StepKind};

use crate::calendar::day_number;
use crate::document::{At, nearest, vocabulary};
use crate::error::{ErrorKind, Errors};
use crate::evaluate::{Evaluation, Prepared};
use crate::index::{CycleIndex, KeyResultIndex, ObjectiveIndex, SeriesIndex, TeamIndex};
use crate::resolve::{Metric, ResolvedPlan, Tracker};
use crate::score::score_all;

vocabulary! {
    /// A table of the report whose rows can be explained.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// use okr_core::explain::ExplainedTable;
    ///
    /// assert_eq!(tracker.explain(&evaluation, "turnover").unwrap().table, ExplainedTable::Kpis);
    /// ```
    pub enum ExplainedTable {
        /// The cycles.
        Cycles = "cycles",
        /// The teams, in a cycle each.
        Teams = "teams",
        /// The objectives.
        Objectives = "objectives",
        /// The key results.
        KeyResults = "key_results",
        /// The KPIs.
        Kpis = "kpis",
    }
}

/// Why a number is what it is.
///
/// ```
#[doc = include_str!("../guide/example.txt")]
/// let explanation = tracker.explain(&evaluation, "learn").unwrap();
/// assert_eq!((explanation.score, explanation.text.as_str()), (Some(0.3), "0.3, that of `courses`"));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct Explanation {
    /// The table of the report.
    pub table: ExplainedTable,
    /// The id of its row; of a team `team@cycle`, of a KPI with teams `kpi@team`.
    pub id: Arc<str>,
    /// The day, at its end.
    pub as_of: NaiveDate,
    /// The score; none where there is none, as of a KPI.
    pub score: Option<f64>,
    /// The explanation in a sentence or two.
    pub text: String,
    /// What it rests on, in order.
    pub steps: Vec<Step>,
}

impl Explanation {
    /// The explanation as JSON text: the same bytes in every language.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let explanation = tracker.explain(&evaluation, "learn").unwrap();
    /// assert!(explanation.to_json().starts_with(r#"{"table":"objectives","id":"learn","as_of":"2026-10-10","score":0.3,"#));
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        crate::document::json(self)
    }
}

/// What an id names.
enum Subject {
    KeyResult(KeyResultIndex),
    Objective(ObjectiveIndex),
    Cycle(CycleIndex),
    Team(TeamIndex, CycleIndex),
    Series(SeriesIndex),
}

impl Tracker {
    /// The steps that lead to the score of `id` on the evaluation's day: a key result, an objective, a cycle, or a team
    /// in a cycle (`team@cycle`); or to the value and the health of a KPI (`kpi@team` where it has teams). Where an id names
    /// several of them, the first in this order is meant.
    ///
    /// # Errors
    ///
    /// Those of [`evaluate`](Self::evaluate), and an id that the plan does not have.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::{Cycle, KeyResult, Objective, Reach};
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let (start, end) = (parse_date("2026-07-01")?, parse_date("2026-09-30")?);
    /// let days = KeyResult::new("days", "Days to hire", Reach::new(25.0));
    /// let tracker = Plan::new()
    ///     .cycles([Cycle::new("2026-Q3", start, end)])
    ///     .objectives([Objective::new("hire", "Hire the best people", "2026-Q3").key_results([days])])
    ///     .resolve()?;
    /// let readings = Readings::from_json(r#"[
    ///     { "metric": "days", "date": "2026-06-30", "value": 42 },
    ///     { "metric": "days", "date": "2026-08-14", "value": 31 },
    ///     { "metric": "days", "date": "2026-08-14", "value": 33, "recorded": "2026-08-20" }
    /// ]"#)?;
    /// let explanation = tracker.explain(&Evaluation::new(&readings, parse_date("2026-08-31")?), "days")?;
    /// assert_eq!(
    ///     explanation.text,
    ///     "0.52 = (42 − 33) / (42 − 25): from 42 (reading of 2026-06-30) towards 25, \
    ///      now 33 (reading of 2026-08-14, corrected 2026-08-20)"
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn explain(&self, evaluation: &Evaluation<'_>, id: &str) -> Result<Explanation, Errors> {
        let _threads = evaluation.threads(true);
        let prepared = Prepared::new(self, evaluation)?;
        let subject = find(&prepared.plan, id)?;
        let as_of = day_number(evaluation.as_of);
        let check_ins = prepared.check_in_summaries(as_of);
        let context = prepared.context(&check_ins, as_of, false);
        let scores = score_all(&context);
        let (table, (score, text, steps)) = match subject {
            Subject::KeyResult(index) => (ExplainedTable::KeyResults, key_result::explain(&context, &scores, index)),
            Subject::Objective(index) => (ExplainedTable::Objectives, roll_up::of_objective(&context, &scores, index)),
            Subject::Cycle(index) => (ExplainedTable::Cycles, roll_up::of_cycle(&context, &scores, index)),
            Subject::Team(team, cycle) => (ExplainedTable::Teams, roll_up::of_team(&context, &scores, team, cycle)),
            Subject::Series(series) => (ExplainedTable::Kpis, kpi::explain(&context, series)),
        };
        Ok(Explanation { table, id: Arc::from(id), as_of: evaluation.as_of, score, text, steps })
    }
}

fn find(plan: &ResolvedPlan, id: &str) -> Result<Subject, Errors> {
    if let Some(Metric::KeyResult(index)) = plan.metrics.get(id) {
        return Ok(Subject::KeyResult(*index));
    }
    if let Some(index) = plan.objective_ids.get(id) {
        return Ok(Subject::Objective(*index));
    }
    if let Some(index) = plan.cycle_ids.get(id) {
        return Ok(Subject::Cycle(*index));
    }
    // Cycle ids have no `@`.
    let parts = id.rsplit_once('@');
    if let Some((team, cycle)) = parts.and_then(|(team, cycle)| plan.team_ids.get(team).zip(plan.cycle_ids.get(cycle)))
    {
        return Ok(Subject::Team(*team, *cycle));
    }
    if let Some(Metric::Series(series)) = plan.metrics.get(id) {
        return Ok(Subject::Series(*series));
    }
    let objectives = plan.objectives.iter().map(|node| &*node.id);
    let all = plan.key_results.iter().map(|node| &*node.id).chain(objectives);
    let all = all.chain(plan.cycles.iter().map(|node| &*node.id));
    let nearest = nearest(id, all.chain(plan.series.iter().map(|node| &*node.metric)));
    let kind = "key result, objective, cycle, team in a cycle (`team@cycle`) or KPI".to_owned();
    let kind = ErrorKind::UnknownReference { kind, id: crate::document::shorten(id), nearest };
    Err(Errors::new(vec![At::root("/id").error(kind)]))
}
