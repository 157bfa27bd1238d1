//! What a review says, as rows.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::document::vocabulary;
use crate::merge::{Fragment, Rename};
use crate::plan::policy::Severity;
use crate::plan::{Ambition, Kpi, MeasureKind, Objective, Said};
use crate::report::{Grade, Status, TriggerState};

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

vocabulary! {
    /// What a review proposes for an objective.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// use okr_core::review::NextStep;
    ///
    /// let review = tracker.review(&evaluation, "2026-Q3").unwrap();
    /// let steps: Vec<_> = review.objectives.iter().map(|objective| objective.next_step).collect();
    /// assert_eq!(steps[..2], [NextStep::Graduate, NextStep::CarryOver]);
    /// ```
    pub enum NextStep {
        /// Attained: what was reached goes on as KPIs.
        Graduate = "graduate",
        /// Attained, and nothing is left to watch.
        Stop = "stop",
        /// Attained, and none of its KPIs improved: look for key results that move them.
        RevisitKeyResults = "revisit_key_results",
        /// Not attained: it goes on in the next cycle.
        CarryOver = "carry_over",
        /// It cannot be told yet: the cycle runs, or the objective has no score.
        Wait = "wait",
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct KpiReview {
    /// The KPI.
    pub kpi: Arc<str>,
    /// The team of the series.
    pub team: Option<Arc<str>>,
    /// What people call that team.
    pub team_name: Option<Arc<str>>,
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

/// How a key result ended.
///
/// ```
#[doc = include_str!("../guide/example.txt")]
/// let review = tracker.review(&evaluation, "2026-Q3").unwrap();
/// let days = &review.objectives[0].key_results[0];
/// assert_eq!((days.from, days.reached, days.target, days.attained), (Some(42.0), Some(25.0), Some(25.0), Some(true)));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct KeyResultReview {
    /// Its id.
    pub key_result: Arc<str>,
    /// What was measured.
    pub title: Arc<str>,
    /// Who answers for it.
    pub owner: Option<Arc<str>>,
    /// The unit of its values.
    pub unit: Option<Arc<str>>,
    /// What it was measured by.
    pub kind: MeasureKind,
    /// The value to start from.
    pub from: Option<f64>,
    /// The value that was reached.
    pub reached: Option<f64>,
    /// The value to reach.
    pub target: Option<f64>,
    /// The number of parts of a `milestones`, its steps, or of a `roll_up`, the objectives below it with a score.
    pub parts: Option<u32>,
    /// The number of steps done of a `milestones`.
    pub parts_done: Option<u32>,
    /// Its score, as revised.
    pub score: Option<f64>,
    /// The score had nothing been revised.
    pub score_committed: Option<f64>,
    /// How it stands.
    pub status: Status,
    /// The colour of its score.
    pub grade: Option<Grade>,
    /// Whether its score is a success.
    pub attained: Option<bool>,
    /// The change per week that it takes to reach the target by the end of the next cycle; none where it was attained, or no cycle follows.
    pub per_week_required: Option<f64>,
    /// Confidence of the last check-in that states one, on it or else on its objective.
    pub confidence: Option<f64>,
    /// Last confidence minus 1 where it was attained, minus 0 where not: above 0 people were too sure.
    pub overconfidence: Option<f64>,
    /// What people said last of how it stands.
    pub said: Option<Said>,
    /// The day on which it was said.
    pub said_on: Option<NaiveDate>,
    /// Whether what they said is better than what is computed.
    pub said_otherwise: bool,
    /// The note of the last check-in on it that has one.
    pub note: Option<Note>,
    /// The KPIs that are to prove that it had an effect.
    pub kpis: Vec<KpiReview>,
    /// The KPIs that must not suffer from it.
    pub guards: Vec<KpiReview>,
}

/// What somebody wrote on a day.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Note {
    /// The day.
    pub date: NaiveDate,
    /// Who wrote it.
    pub by: Option<Arc<str>>,
    /// The text.
    pub text: Arc<str>,
}

/// A trigger that fired in a cycle, and what became of it.
///
/// ```
#[doc = include_str!("../guide/example.txt")]
/// let review = tracker.review(&evaluation, "2026-Q3").unwrap();
/// let turnover = &review.triggers[0];
/// assert_eq!((&*turnover.rule, &*turnover.fired, turnover.cleared.as_deref()), ("out_of_range", "2026-09", None));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TriggerReview {
    /// The KPI.
    pub kpi: Arc<str>,
    /// The team of the series.
    pub team: Option<Arc<str>>,
    /// What people call that team.
    pub team_name: Option<Arc<str>>,
    /// What people call the KPI.
    pub name: Arc<str>,
    /// The kind of the rule.
    pub rule: Arc<str>,
    /// Which of the KPI's rules of this kind it is, 1 for the first.
    pub number: u32,
    /// The period of the first breach.
    pub since: Arc<str>,
    /// The period in which it fired.
    pub fired: Arc<str>,
    /// The period in which it cleared; none where it has not.
    pub cleared: Option<Arc<str>>,
    /// Where the rule stands now; none where it is quiet.
    pub state: Option<TriggerState>,
    /// How much it matters now: a warning while the newest value is unhealthy.
    pub severity: Severity,
    /// Ids of the objectives of the cycle that answer it.
    pub addressed_by: Vec<Arc<str>>,
}

/// How well confidences foretold what was reached, for one person.
///
/// ```
#[doc = include_str!("../guide/example.txt")]
/// let review = tracker.review(&evaluation, "2026-Q3").unwrap();
/// // Nobody stated a confidence.
/// assert!(review.calibration.is_empty());
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Calibration {
    /// Who answers for the key results.
    pub owner: Arc<str>,
    /// Key results with a confidence and an outcome.
    pub goals: u32,
    /// Mean confidence.
    pub confidence: f64,
    /// Share of them that was attained.
    pub attained: f64,
    /// Brier score, the mean of `(confidence - outcome)²`: 0 is perfect, 0.25 says nothing; none under 5 key results.
    pub brier: Option<f64>,
}

/// How an objective ended.
///
/// ```
#[doc = include_str!("../guide/example.txt")]
/// let review = tracker.review(&evaluation, "2026-Q3").unwrap();
/// let hire = &review.objectives[0];
/// assert_eq!((hire.score, hire.attained, hire.revisit_key_results), (Some(1.0), Some(true), false));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ObjectiveReview {
    /// Its id.
    pub objective: Arc<str>,
    /// What was to be achieved.
    pub title: Arc<str>,
    /// Its team.
    pub team: Option<Arc<str>>,
    /// What people call its team.
    pub team_name: Option<Arc<str>>,
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
    /// Its key results, but for dropped ones.
    pub key_results: Vec<KeyResultReview>,
    /// It was attained and none of its KPIs improved: its key results measured the wrong thing.
    pub revisit_key_results: bool,
    /// What the review proposes.
    pub next_step: NextStep,
    /// Why.
    pub next_reason: String,
    /// Its successor in the next cycle, where it is to be carried over and there is one.
    pub next_objective: Option<Objective>,
    /// What people said last of how it stands.
    pub said: Option<Said>,
    /// The day on which it was said.
    pub said_on: Option<NaiveDate>,
    /// Whether what they said is better than what is computed.
    pub said_otherwise: bool,
    /// The newest note of a check-in on it.
    pub note: Option<Note>,
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ObjectiveProcess {
    /// Whole spans of `check_in_days` in its cycle, from the start of its first key result, as far as it has passed.
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
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct EasyTeam {
    /// The team.
    pub team: Arc<str>,
    /// What people call it.
    pub team_name: Arc<str>,
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    /// The KPIs of the cycle's teams, and those without a team, also those that no objective names.
    pub kpis: Vec<KpiReview>,
    /// The triggers that fired in the cycle.
    pub triggers: Vec<TriggerReview>,
    /// The notes of the retrospective, then those of check-ins on the cycle.
    pub notes: Vec<Note>,
    /// How well confidences foretold what was reached, by owner.
    pub calibration: Vec<Calibration>,
    /// Objectives and key results that were given up.
    pub dropped: Vec<DroppedGoal>,
    /// Key results that go on as KPIs.
    pub graduates: Vec<Graduate>,
    /// Aspirational objectives that were not attained.
    pub carry_over: Vec<CarryOver>,
    /// Teams for which everything was too easy.
    pub too_easy: Vec<EasyTeam>,
}
