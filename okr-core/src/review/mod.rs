//! Review: a cycle looked back on. What was attained, which KPIs moved, what to keep, what to carry over.

mod carry_over;
mod graduate;
mod markdown;
mod movement;
mod process;

use std::sync::Arc;

use chrono::NaiveDate;
use hashbrown::HashMap;
use serde::Serialize;

use crate::calendar::{date_of_day, day_number};
use crate::document::{At, nearest, vocabulary};
use crate::error::{ErrorKind, Errors};
use crate::evaluate::{Evaluation, Prepared};
use crate::index::{CycleIndex, ObjectiveIndex};
use crate::merge::{Fragment, Rename};
use crate::number::meets;
use crate::plan::{Ambition, Kpi, Objective};
use crate::report::{Grade, Status};
use crate::resolve::Tracker;
use crate::score::{Scores, cycles, grade, score_all};
use crate::series::EvaluationContext;

vocabulary! {
    /// Whether a KPI moved over a cycle.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// use okr_core::review::Movement;
    ///
    /// let review = tracker.review(&evaluation, "2026-Q3").unwrap();
    /// // Two values do not tell how large noise is.
    /// assert_eq!(review.objectives[0].kpis[0].moved, Movement::Unknown);
    /// ```
    pub enum Movement {
        /// For the better, by more than noise.
        Improved = "improved",
        /// Within noise: 2.46 mean moving ranges of the periods before the start.
        Unchanged = "unchanged",
        /// For the worse, by more than noise.
        Worsened = "worsened",
        /// Fewer than 6 values before the start tell how large noise is, or a value is missing.
        Unknown = "unknown",
    }
}

vocabulary! {
    /// Why an objective that was not attained has no successor.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// use okr_core::review::NoCarryOver;
    ///
    /// let review = tracker.review(&evaluation, "2026-Q3").unwrap();
    /// assert_eq!(review.carry_over[0].reason, None);
    /// assert_eq!(NoCarryOver::NoCycle.as_str(), "no_cycle");
    /// ```
    pub enum NoCarryOver {
        /// There is no later cycle with the same parent.
        NoCycle = "no_cycle",
        /// Every key result was attained on its own, was dropped, or sums up objectives that end with the cycle.
        NothingLeft = "nothing_left",
    }
}

/// How a KPI moved over a cycle.
///
/// ```
#[doc = include_str!("../guide/example.txt")]
/// let review = tracker.review(&evaluation, "2026-Q3").unwrap();
/// let turnover = &review.objectives[0].kpis[0];
/// assert_eq!((turnover.after_period.as_deref(), turnover.after), (Some("2026-09"), Some(14.0)));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct KpiReview {
    /// The KPI.
    pub kpi: Arc<str>,
    /// The team of the series.
    pub team: Option<Arc<str>>,
    /// What people call it.
    pub name: Arc<str>,
    /// The unit of its values.
    pub unit: Option<Arc<str>>,
    /// The last period with a value that was complete before the start.
    pub before_period: Option<Arc<str>>,
    /// Its value.
    pub before: Option<f64>,
    /// The latest period with a value that was complete by the end, or by the day.
    pub after_period: Option<Arc<str>>,
    /// Its value.
    pub after: Option<f64>,
    /// The change, larger than 0 where it is for the better.
    pub change: Option<f64>,
    /// The change that is noise: 2.46 mean moving ranges of the periods before the start.
    pub noise: Option<f64>,
    /// Whether it moved.
    pub moved: Movement,
}

/// How an objective ended.
///
/// ```
#[doc = include_str!("../guide/example.txt")]
/// let review = tracker.review(&evaluation, "2026-Q3").unwrap();
/// let hire = &review.objectives[0];
/// assert_eq!((hire.score, hire.attained, hire.revisit_key_results), (Some(1.0), Some(true), false));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ObjectiveReview {
    /// Its id.
    pub objective: Arc<str>,
    /// What was to be achieved.
    pub title: Arc<str>,
    /// Its team.
    pub team: Option<Arc<str>>,
    /// Who answers for it.
    pub owner: Option<Arc<str>>,
    /// How sure it was meant to be.
    pub ambition: Ambition,
    /// How it stands.
    pub status: Status,
    /// Its score.
    pub score: Option<f64>,
    /// The score had nothing been revised.
    pub score_committed: Option<f64>,
    /// The colour of its score.
    pub grade: Option<Grade>,
    /// Whether its score is a success.
    pub attained: Option<bool>,
    /// The KPIs that it was meant to move, or that its key results read.
    pub kpis: Vec<KpiReview>,
    /// It was attained and none of its KPIs improved: its key results measured the wrong thing.
    pub revisit_key_results: bool,
    /// Check-ins and silence.
    pub process: ObjectiveProcess,
}

/// What people did about an objective.
///
/// ```
#[doc = include_str!("../guide/example.txt")]
/// let review = tracker.review(&evaluation, "2026-Q3").unwrap();
/// // 92 days hold 13 whole weeks.
/// let process = &review.objectives[0].process;
/// assert_eq!((process.check_ins_due, process.check_ins_made), (13, 0));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ObjectiveProcess {
    /// Whole spans of `check_in_days` in its cycle, as far as it has passed.
    pub check_ins_due: u32,
    /// Check-ins made on it or its key results in that time.
    pub check_ins_made: u32,
    /// Days on which one of its key results was stale.
    pub days_stale: u32,
    /// Confidence of the first check-in that states one.
    pub first_confidence: Option<f64>,
    /// Confidence of the last check-in that states one.
    pub last_confidence: Option<f64>,
    /// Last confidence minus 1 where it was attained, minus 0 where not: above 0 people were too sure.
    pub overconfidence: Option<f64>,
}

/// An objective that was given up.
///
/// ```
#[doc = include_str!("../guide/example.txt")]
/// let review = tracker.review(&evaluation, "2026-Q3").unwrap();
/// assert_eq!((&*review.dropped[0].id, review.dropped[0].reason.as_deref()), ("move", Some("no house")));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DroppedGoal {
    /// Its id: of an objective, or of a key result.
    pub id: Arc<str>,
    /// What was to be achieved.
    pub title: Arc<str>,
    /// Since when.
    pub since: Option<NaiveDate>,
    /// Why.
    pub reason: Option<Arc<str>>,
}

/// A key result that was won and goes on as a KPI.
///
/// ```
#[doc = include_str!("../guide/example.txt")]
/// let review = tracker.review(&evaluation, "2026-Q3").unwrap();
/// let graduate = &review.graduates[0];
/// assert_eq!((&*graduate.key_result, graduate.kpi.healthy.as_ref().and_then(|range| range.max)), ("days", Some(25.0)));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Graduate {
    /// The key result.
    pub key_result: Arc<str>,
    /// The KPI: what was reached is the bound of its range.
    pub kpi: Kpi,
    /// The name under which its readings go on.
    pub rename: Rename,
}

impl From<&Graduate> for Fragment {
    fn from(graduate: &Graduate) -> Self {
        Fragment::new().kpis([graduate.kpi.clone()]).renames([graduate.rename.clone()])
    }
}

/// An objective that was not attained, and its successor.
///
/// ```
#[doc = include_str!("../guide/example.txt")]
/// let review = tracker.review(&evaluation, "2026-Q3").unwrap();
/// let next = review.carry_over[0].objective.as_ref().unwrap();
/// assert_eq!((&*review.carry_over[0].continues, next.cycle.as_str()), ("learn", "2026-Q4"));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CarryOver {
    /// The objective that it continues.
    pub continues: Arc<str>,
    /// The objective for the next cycle, starting from where the old one ended; its `meta` also says what it continues.
    pub objective: Option<Objective>,
    /// Why there is none.
    pub reason: Option<NoCarryOver>,
}

/// A team for which everything was too easy.
///
/// ```
#[doc = include_str!("../guide/example.txt")]
/// let review = tracker.review(&evaluation, "2026-Q3").unwrap();
/// assert_eq!((&*review.too_easy[0].team, review.too_easy[0].objectives.len()), ("north", 2));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct EasyTeam {
    /// The team.
    pub team: Arc<str>,
    /// Its aspirational objectives, at least 2, all of which scored at least the policy's `too_easy`.
    pub objectives: Vec<Arc<str>>,
}

/// A cycle looked back on.
///
/// ```
#[doc = include_str!("../guide/example.txt")]
/// let review = tracker.review(&evaluation, "2026-Q3").unwrap();
/// assert_eq!((review.attained, review.dropped.len(), review.graduates.len()), (3, 1, 1));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Review {
    /// The cycle.
    pub cycle: Arc<str>,
    /// What people call it.
    pub name: Option<Arc<str>>,
    /// First day.
    pub start: NaiveDate,
    /// Last day.
    pub end: NaiveDate,
    /// The day of the review, at its end.
    pub as_of: NaiveDate,
    /// The cycle's score.
    pub score: Option<f64>,
    /// How many of its objectives were attained.
    pub attained: u32,
    /// Its objectives, but for drafts and dropped ones.
    pub objectives: Vec<ObjectiveReview>,
    /// Objectives and key results that were given up.
    pub dropped: Vec<DroppedGoal>,
    /// Key results that go on as KPIs.
    pub graduates: Vec<Graduate>,
    /// Aspirational objectives that were not attained.
    pub carry_over: Vec<CarryOver>,
    /// Teams for which everything was too easy.
    pub too_easy: Vec<EasyTeam>,
}

impl Review {
    /// The review as JSON text: the same bytes in every language.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let review = tracker.review(&evaluation, "2026-Q3").unwrap();
    /// assert!(review.to_json().starts_with(r#"{"cycle":"2026-Q3","#));
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        // INVARIANT: strings and finite numbers under string keys always serialize.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The review as Markdown for a wiki.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let review = tracker.review(&evaluation, "2026-Q3").unwrap();
    /// assert!(review.to_markdown().contains("Hire people who stay"));
    /// ```
    #[must_use]
    pub fn to_markdown(&self) -> String {
        markdown::render(self)
    }
}

/// A goal under review: the objective, with where it stands among all.
struct Reviewed<'a> {
    context: &'a EvaluationContext<'a>,
    scores: &'a Scores,
    cycle: CycleIndex,
    index: ObjectiveIndex,
}

impl Tracker {
    /// A cycle looked back on, as of the evaluation's day: best some days after its end, when the last values are in.
    ///
    /// # Errors
    ///
    /// Those of [`evaluate`](Self::evaluate), and a cycle that the plan does not have.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::{Cycle, KeyResult, Objective, Reach};
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let (start, end) = (parse_date("2026-07-01")?, parse_date("2026-09-30")?);
    /// let offers = KeyResult::new("offers", "Offers accepted", Reach::new(82.0).from(68.0)).unit("%");
    /// let tracker = Plan::new()
    ///     .cycles([Cycle::new("2026-Q3", start, end)])
    ///     .objectives([Objective::new("hire", "Hire the best people", "2026-Q3").key_results([offers])])
    ///     .resolve()?;
    /// let readings = Readings::from_json(r#"[{ "metric": "offers", "date": "2026-09-28", "value": 83 }]"#)?;
    /// let review = tracker.review(&Evaluation::new(&readings, parse_date("2026-10-05")?), "2026-Q3")?;
    /// assert_eq!(review.objectives[0].attained, Some(true));
    /// assert_eq!(review.graduates[0].kpi.healthy.as_ref().unwrap().min, Some(82.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn review(&self, evaluation: &Evaluation<'_>, cycle: &str) -> Result<Review, Errors> {
        let prepared = Prepared::new(self, evaluation)?;
        let index = self.find_cycle(cycle)?;
        let as_of = day_number(evaluation.as_of);
        let check_ins = prepared.check_in_summaries(as_of);
        let context = prepared.context(&check_ins, as_of, false);
        let scores = score_all(&context);
        let processes = process::processes(&prepared, index, as_of);
        Ok(review(&context, &scores, index, &processes))
    }

    pub(crate) fn find_cycle(&self, id: &str) -> Result<CycleIndex, Errors> {
        self.0.cycle_ids.get(id).copied().ok_or_else(|| {
            let nearest = nearest(id, self.0.cycles.iter().map(|node| &*node.id));
            let id = crate::document::shorten(id);
            let kind = ErrorKind::UnknownReference { kind: "cycle".into(), id, nearest };
            Errors::new(vec![At::root("/cycle").error(kind)])
        })
    }
}

fn review(
    context: &EvaluationContext<'_>,
    scores: &Scores,
    cycle: CycleIndex,
    processes: &process::Processes,
) -> Review {
    let node = &context.plan.cycles[cycle];
    let summary = cycles(context, scores)[cycle];
    let indices = || {
        let nodes = context.plan.objectives.iter_enumerated();
        nodes.filter(move |(_, node)| node.cycle == cycle).map(|(index, _)| Reviewed { context, scores, cycle, index })
    };
    let objectives: Vec<ObjectiveReview> = indices().filter_map(|reviewed| reviewed.objective(processes)).collect();
    Review {
        cycle: Arc::clone(&node.id),
        name: node.name.clone(),
        start: date_of_day(node.start),
        end: date_of_day(node.end),
        as_of: date_of_day(context.as_of),
        score: summary.score(),
        attained: summary.attained,
        too_easy: too_easy(context, &objectives),
        objectives,
        dropped: indices().flat_map(|reviewed| process::dropped(&reviewed)).collect(),
        graduates: indices().flat_map(|reviewed| graduate::graduates(&reviewed)).collect(),
        carry_over: indices().filter_map(|reviewed| carry_over::carry_over(&reviewed)).collect(),
    }
}

impl Reviewed<'_> {
    fn objective(&self, processes: &process::Processes) -> Option<ObjectiveReview> {
        let Reviewed { context, scores, index, .. } = *self;
        let score = scores.objective(index);
        if !score.lifecycle.counts() {
            return None;
        }
        let node = &context.plan.objectives[index];
        let success = context.policy.success.of(score.ambition);
        let attained = score.score.map(|score| meets(score, success));
        let kpis = movement::of_objective(self);
        let known = kpis.iter().any(|kpi| kpi.moved != Movement::Unknown);
        let improved = kpis.iter().any(|kpi| kpi.moved == Movement::Improved);
        Some(ObjectiveReview {
            objective: Arc::clone(&node.id),
            title: Arc::clone(&node.title),
            team: node.team.map(|team| Arc::clone(&context.plan.teams[team].id)),
            owner: node.owner.clone(),
            ambition: score.ambition,
            status: score.status,
            score: score.score,
            score_committed: score.committed,
            grade: score.score.map(|value| grade(value, success, context.policy.amber.of(score.ambition))),
            attained,
            revisit_key_results: attained == Some(true) && known && !improved,
            kpis,
            process: processes.of_objective(index, attained),
        })
    }
}

fn too_easy(context: &EvaluationContext<'_>, objectives: &[ObjectiveReview]) -> Vec<EasyTeam> {
    let mut aspirational: HashMap<&str, Vec<&ObjectiveReview>> = HashMap::new();
    for objective in objectives.iter().filter(|objective| objective.ambition == Ambition::Aspirational) {
        if let Some(team) = &objective.team {
            aspirational.entry(team).or_default().push(objective);
        }
    }
    let easy =
        |objective: &&ObjectiveReview| objective.score.is_some_and(|score| meets(score, context.policy.too_easy));
    let teams = context.plan.teams.iter().filter_map(|team| {
        let of_team = aspirational.get(&*team.id).filter(|of_team| of_team.len() >= 2 && of_team.iter().all(easy))?;
        let objectives = of_team.iter().map(|objective| Arc::clone(&objective.objective)).collect();
        Some(EasyTeam { team: Arc::clone(&team.id), objectives })
    });
    teams.collect()
}
