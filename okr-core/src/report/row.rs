//! The rows of the report's tables.

use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::column::{Cell, Cells, Column, table};
use super::packed::Packer;
use super::word::{Grade, Health, Lack, Moved, NoDraft, PaceKind, Rating, Reason, Said, Signal, Status, TriggerState};
use crate::document::json;
use crate::plan::policy::Severity;
use crate::plan::{Ambition, Better, FindingCode, Indicator, Level, MeasureKind, Objective, ObjectiveState, PacePoint};

table! {
    /// A cycle.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// let quarter = &report.cycles[0];
    /// assert_eq!((&*quarter.cycle, quarter.elapsed, quarter.objectives, quarter.attained), ("2026-Q3", 1.0, 4, 3));
    /// ```
    pub struct CycleRow {
        /// Its id.
        cycle: Arc<str>,
        /// What people call it.
        name: Option<Arc<str>>,
        /// First day.
        start: NaiveDate,
        /// Last day.
        end: NaiveDate,
        /// Share of its days that have passed, 0 to 1.
        elapsed: f64,
        /// Weighted mean over its objectives whose score enters no other counted objective of it.
        score: Option<f64>,
        /// Its active and closed objectives.
        objectives: u32,
        /// Those of them that are attained.
        attained: u32,
    }
}

table! {
    /// A team in a cycle.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// let people = &report.teams[0];
    /// assert_eq!((&*people.team, people.score, people.dropped), ("people", Some(0.65), 1));
    /// ```
    pub struct TeamRow {
        /// Its id.
        team: Arc<str>,
        /// What people call it.
        name: Arc<str>,
        /// Its level in the organization.
        level: Level,
        /// The cycle.
        cycle: Arc<str>,
        /// Weighted mean over its objectives in the cycle.
        score: Option<f64>,
        /// Its active and closed objectives.
        objectives: u32,
        /// Those of them that are attained.
        attained: u32,
        /// The score of the team and all below it.
        tree_score: Option<f64>,
        /// The active and closed objectives of the team and all below it.
        tree_objectives: u32,
        /// Those of them that are attained.
        tree_attained: u32,
        /// Objectives with the status `draft`.
        draft: u32,
        /// Objectives with the status `dropped`.
        dropped: u32,
        /// Objectives with the status `not_started`.
        not_started: u32,
        /// Objectives with the status `achieved`.
        achieved: u32,
        /// Objectives with the status `missed`.
        missed: u32,
        /// Objectives with the status `no_data`.
        no_data: u32,
        /// Objectives with the status `on_track`.
        on_track: u32,
        /// Objectives with the status `at_risk`.
        at_risk: u32,
        /// Objectives with the status `off_track`.
        off_track: u32,
        /// Objectives with the status `stale`.
        stale: u32,
    }
}

table! {
    /// An objective.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// let hire = &report.objectives[0];
    /// assert_eq!((hire.score, hire.attained), (Some(1.0), Some(true)));
    /// ```
    pub struct ObjectiveRow {
        /// Its id.
        objective: Arc<str>,
        /// What is to be achieved.
        title: Arc<str>,
        /// Its cycle.
        cycle: Arc<str>,
        /// Its team.
        team: Option<Arc<str>>,
        /// Who answers for it.
        owner: Option<Arc<str>>,
        /// The objective that it supports, as a whole or by one of its key results.
        parent: Option<Arc<str>>,
        /// The key result of that objective that it supports.
        parent_key_result: Option<Arc<str>>,
        /// Its state on the day.
        state: ObjectiveState,
        /// How sure it is meant to be.
        ambition: Ambition,
        /// Its share among its siblings.
        weight: f64,
        /// Weighted mean of its members' raw progress.
        raw: Option<f64>,
        /// Weighted mean of its members' scores, 0 to 1.
        score: Option<f64>,
        /// The score had nothing been revised.
        score_committed: Option<f64>,
        /// The score expected by now.
        expected: Option<f64>,
        /// Score minus expected.
        gap: Option<f64>,
        /// How it stands.
        status: Status,
        /// How it stands, on the scale that goals and KPIs share.
        level: Rating,
        /// The colour of its score.
        grade: Option<Grade>,
        /// Whether its score is a success.
        attained: Option<bool>,
        /// Why it has no score.
        unmeasured: Option<Reason>,
        /// Confidence of its newest check-in that states one, 0 to 1.
        confidence: Option<f64>,
    }
}

table! {
    /// Where a key result is heading.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let plan = r#"{ "cycles": [{ "id": "q", "start": "2026-04-01", "end": "2026-04-30" }],
    ///   "objectives": [{ "id": "o", "title": "Grow the garden", "cycle": "q", "key_results": [
    ///     { "id": "k", "title": "Trees", "measure": { "kind": "reach", "from": 0, "to": 29 } }] }] }"#;
    /// let rows = r#"[{ "metric": "k", "date": "2026-04-02", "value": 1 }, { "metric": "k", "date": "2026-04-04", "value": 3 }]"#;
    /// let readings = Readings::from_json(rows).unwrap();
    /// let day = parse_date("2026-04-05").unwrap();
    /// let report = Plan::from_json(plan).unwrap().resolve().unwrap().evaluate(&Evaluation::new(&readings, day)).unwrap();
    /// // One tree a day from 0 on 1 April on: 29 on the 30th.
    /// let forecast = report.key_results[0].forecast.as_ref().unwrap();
    /// assert_eq!((forecast.slope, forecast.value, forecast.score), (1.0, 29.0, Some(1.0)));
    /// ```
    pub struct Forecast {
        /// Median slope per day (Theil–Sen).
        slope: f64,
        /// Lower end of the slope's 90 % interval.
        slope_low: f64,
        /// Upper end of the slope's 90 % interval.
        slope_high: f64,
        /// The value at the end.
        value: f64,
        /// The raw progress at the end.
        raw: Option<f64>,
        /// The score at the end.
        score: Option<f64>,
        /// Lower end of the value's interval at the end.
        low: f64,
        /// Upper end of the value's interval at the end.
        high: f64,
        /// The slope per week.
        per_week: f64,
        /// The slope per week that it takes to be a success.
        per_week_required: Option<f64>,
        /// The first day on which the line is a success.
        meets_on: Option<NaiveDate>,
    }
}

/// The share of the way that a phased pace asks for by a day.
///
/// ```
#[doc = include_str!("../guide/example.txt")]
/// let report = tracker.evaluate(&evaluation).unwrap();
/// assert!(report.key_results.iter().all(|row| row.pace_points.is_empty()));
/// ```
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PaceShare {
    /// The day, at its end.
    pub date: NaiveDate,
    /// The share, 0 to 1.
    pub share: f64,
}

impl From<&PacePoint> for PaceShare {
    fn from(point: &PacePoint) -> Self {
        PaceShare { date: point.date, share: point.share }
    }
}

/// A step of a `milestones` as it is on the day of the report.
///
/// ```
/// use okr_core::calendar::parse_date;
/// use okr_core::{Evaluation, Plan, Readings};
///
/// let plan = r#"{ "cycles": [{ "id": "q", "start": "2026-07-01", "end": "2026-09-30" }],
///   "objectives": [{ "id": "o", "title": "Give every team an agent", "cycle": "q", "key_results": [
///     { "id": "k", "title": "Agents", "measure": { "kind": "milestones", "items": [
///       { "title": "First agent", "due": "2026-08-01", "done": "2026-08-14" }] } }] }] }"#;
/// let tracker = Plan::from_json(plan).unwrap().resolve().unwrap();
/// let readings = Readings::new();
/// let on = |day| tracker.evaluate(&Evaluation::new(&readings, parse_date(day).unwrap())).unwrap();
/// // What is done later is open until then.
/// assert!(!on("2026-08-13").key_results[0].milestones[0].done);
/// assert!(on("2026-08-14").key_results[0].milestones[0].done);
/// ```
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct MilestoneStep {
    /// What is to be reached.
    pub title: Arc<str>,
    /// The day by which it is due.
    pub due: Option<NaiveDate>,
    /// Whether it is reached.
    pub done: bool,
    /// The day on which it was reached, where that is known.
    pub done_on: Option<NaiveDate>,
    /// Its weight.
    pub weight: f64,
}

/// A change to a key result in mid-cycle.
///
/// ```
/// use okr_core::calendar::parse_date;
/// use okr_core::{Evaluation, Plan, Readings};
///
/// let plan = r#"{ "cycles": [{ "id": "q", "start": "2026-07-01", "end": "2026-09-30" }],
///   "objectives": [{ "id": "o", "title": "Hire people who stay", "cycle": "q", "key_results": [
///     { "id": "k", "title": "Days to hire", "measure": { "kind": "reach", "from": 42, "to": 25 },
///       "revisions": [{ "from": "2026-09-01", "reason": "a freeze", "measure": { "kind": "reach", "to": 30 } }] }] }] }"#;
/// let readings = Readings::new();
/// let day = parse_date("2026-08-31").unwrap();
/// let report = Plan::from_json(plan).unwrap().resolve().unwrap().evaluate(&Evaluation::new(&readings, day)).unwrap();
/// let revised = &report.key_results[0].revisions[0];
/// assert_eq!((revised.target_before, revised.target, revised.reason.as_deref()), (Some(25.0), Some(30.0), Some("a freeze")));
/// ```
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RevisionStep {
    /// The first day on which it applies.
    pub date: NaiveDate,
    /// Why.
    pub reason: Option<Arc<str>>,
    /// The value to start from before (reach).
    pub baseline_before: Option<f64>,
    /// The value to start from, from then on (reach).
    pub baseline: Option<f64>,
    /// The value to reach before (reach).
    pub target_before: Option<f64>,
    /// The value to reach from then on (reach).
    pub target: Option<f64>,
    /// The weight before.
    pub weight_before: f64,
    /// The weight from then on.
    pub weight: f64,
}

table! {
    /// A key result.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// let days = &report.key_results[0];
    /// assert_eq!((days.baseline, days.current, days.target), (Some(42.0), Some(25.0), Some(25.0)));
    /// ```
    pub struct KeyResultRow {
        /// Its id.
        key_result: Arc<str>,
        /// What is measured.
        title: Arc<str>,
        /// Its objective.
        objective: Arc<str>,
        /// Its objective's cycle.
        cycle: Arc<str>,
        /// Its objective's team.
        team: Option<Arc<str>>,
        /// Who answers for it.
        owner: Option<Arc<str>>,
        /// The unit of its values.
        unit: Option<Arc<str>>,
        /// The KPI that it reads.
        metric: Option<Arc<str>>,
        /// What it is measured by.
        kind: MeasureKind,
        /// The value to start from (reach).
        baseline: Option<f64>,
        /// The value to reach (reach).
        target: Option<f64>,
        /// The value now.
        current: Option<f64>,
        /// The date of the newest reading behind it.
        current_date: Option<NaiveDate>,
        /// Progress, which may lie below 0 or above 1.
        raw: Option<f64>,
        /// Progress within 0 and 1.
        score: Option<f64>,
        /// The score had nothing been revised.
        score_committed: Option<f64>,
        /// Its share in the objective.
        weight: f64,
        /// The score expected by now.
        expected: Option<f64>,
        /// The score from which it is a success.
        success: f64,
        /// Score minus expected.
        gap: Option<f64>,
        /// How it stands.
        status: Status,
        /// How it stands, on the scale that goals and KPIs share.
        level: Rating,
        /// The colour of its score.
        grade: Option<Grade>,
        /// Whether its score is a success.
        attained: Option<bool>,
        /// Whether nothing was heard of it of late.
        stale: bool,
        /// Why it has no number.
        unmeasured: Option<Reason>,
        /// Confidence of its newest check-in that states one, 0 to 1.
        confidence: Option<f64>,
        /// What people said last of how it stands, never what is computed.
        said: Option<Said>,
        /// First day.
        start: NaiveDate,
        /// Last day; that of closing, where its objective was closed before.
        end: NaiveDate,
        /// The value that the pace asks for by the day, of a `reach`.
        expected_value: Option<f64>,
        /// How what is expected of it grows.
        pace: PaceKind,
        /// The points of a phased pace, by date.
        pace_points: Vec<PaceShare>,
        /// The steps of a `milestones`.
        milestones: Vec<MilestoneStep>,
        /// Its changes in mid-cycle by date, those to come included.
        revisions: Vec<RevisionStep>,
        /// Labels for search and filters.
        tags: Vec<Arc<str>>,
        /// Where it is heading.
        forecast: Option<Forecast>,
    }
}

table! {
    /// The process behaviour chart of a KPI (XmR).
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::{Better, Cadence, Kpi};
    /// use okr_core::readings::Reading;
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let turnover = Kpi::new("turnover", "Turnover", Better::Lower, Cadence::Daily);
    /// let day = |number: u64| parse_date("2026-07-01").unwrap() + chrono::Days::new(number);
    /// let rows: Vec<Reading> = (0..6).map(|number| Reading::new("turnover", day(number), 12.0 + (number % 2) as f64)).collect();
    /// let readings = Readings::from_rows(&rows).unwrap();
    /// let report = Plan::new().kpis([turnover]).resolve().unwrap().evaluate(&Evaluation::new(&readings, day(5))).unwrap();
    /// let chart = report.kpis[0].xmr.as_ref().unwrap();
    /// assert_eq!((chart.mean, chart.mean_range, chart.points, chart.provisional), (12.5, 1.0, 6, true));
    /// ```
    pub struct Xmr {
        /// Mean of the values.
        mean: f64,
        /// Lower natural process limit.
        lower: f64,
        /// Upper natural process limit.
        upper: f64,
        /// Mean moving range.
        mean_range: f64,
        /// How many values it is made from.
        points: u32,
        /// Whether these are fewer than 12.
        provisional: bool,
    }
}

table! {
    /// A period that is not complete, and what it comes to so far.
    pub struct RunningPeriod {
        /// The period's name.
        period: Arc<str>,
        /// The value so far; none where it is withheld.
        value: Option<f64>,
        /// The size of its sample so far.
        sample: Option<f64>,
    }
}

table! {
    /// A KPI, or the series of one team of it.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// let turnover = &report.kpis[0];
    /// assert_eq!((turnover.value, turnover.previous, turnover.unhealthy_periods), (Some(14.0), Some(13.0), 2));
    /// ```
    pub struct KpiRow {
        /// Its id.
        kpi: Arc<str>,
        /// The team of the series, or the team that answers for it.
        team: Option<Arc<str>>,
        /// What people call it.
        name: Arc<str>,
        /// Who answers for it.
        owner: Option<Arc<str>>,
        /// The unit of its values.
        unit: Option<Arc<str>>,
        /// The period of the value.
        period: Option<Arc<str>>,
        /// The value.
        value: Option<f64>,
        /// The size of its sample.
        sample: Option<f64>,
        /// The value before.
        previous: Option<f64>,
        /// Value minus the value before.
        change: Option<f64>,
        /// The change in percent of the value before.
        change_percent: Option<f64>,
        /// Whether that is better or worse.
        moved: Moved,
        /// How it does.
        health: Health,
        /// How it does, on the scale that goals and KPIs share.
        level: Rating,
        /// The target in force.
        target: Option<f64>,
        /// Whether the value meets it.
        target_met: Option<bool>,
        /// Value minus target.
        target_gap: Option<f64>,
        /// Value minus benchmark.
        benchmark_gap: Option<f64>,
        /// How often it has a value: a cadence, or a calendar of the plan.
        cadence: Arc<str>,
        /// Which values are better.
        better: Better,
        /// What part of the work it tells of.
        area: Option<Arc<str>>,
        /// Whether it tells what will come or what has been.
        indicator: Option<Indicator>,
        /// Lower bound of the healthy range in force.
        healthy_min: Option<f64>,
        /// Upper bound of the healthy range in force.
        healthy_max: Option<f64>,
        /// Of a whole: how many of its parts have a value.
        parts: Option<u32>,
        /// Of a whole: how many of its parts have a value or are expected to.
        parts_of: Option<u32>,
        /// The value a year before.
        year_ago: Option<f64>,
        /// The period of that value.
        year_ago_period: Option<Arc<str>>,
        /// Value minus the value a year before.
        year_change: Option<f64>,
        /// That change in percent of the value a year before.
        year_change_percent: Option<f64>,
        /// What the period that runs on the day comes to so far.
        running: Option<RunningPeriod>,
        /// Whether readings of the period may still come and change its value.
        preliminary: bool,
        /// Labels for search and filters.
        tags: Vec<Arc<str>>,
        /// For how many complete periods it has been unhealthy.
        unhealthy_periods: u32,
        /// The chart over all complete periods.
        xmr: Option<Xmr>,
    }
}

table! {
    /// One complete period of a KPI's series.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let report = tracker.evaluate(&evaluation.kpi_periods(true)).unwrap();
    /// let august = &report.kpi_periods[0];
    /// assert_eq!((&*august.period, august.value, august.healthy_max), ("2026-08", Some(13.0), Some(12.0)));
    /// ```
    pub struct KpiPeriodRow {
        /// The KPI.
        kpi: Arc<str>,
        /// The team of the series.
        team: Option<Arc<str>>,
        /// The period's name.
        period: Arc<str>,
        /// First day.
        start: NaiveDate,
        /// Last day.
        end: NaiveDate,
        /// The value; none where it is a gap or withheld.
        value: Option<f64>,
        /// The size of its sample.
        sample: Option<f64>,
        /// Whether it has no value, and its readings are no longer awaited.
        gap: bool,
        /// Whether it has no value, and its readings may still come.
        awaited: bool,
        /// How it did.
        health: Health,
        /// How it did, on the scale that goals and KPIs share.
        level: Rating,
        /// The target in force on its last day.
        target: Option<f64>,
        /// Lower bound of the healthy range in force on its last day.
        healthy_min: Option<f64>,
        /// Upper bound of the healthy range in force on its last day.
        healthy_max: Option<f64>,
        /// Lower limit of the chart of its phase; percentages are cut at 0.
        lower: Option<f64>,
        /// Upper limit of the chart of its phase; percentages are cut at 100.
        upper: Option<f64>,
        /// Mean of the chart of its phase.
        mean: Option<f64>,
        /// The day from which its phase is written; none before the first.
        phase: Option<NaiveDate>,
        /// Whether its readings may still come and change its value.
        preliminary: bool,
        /// The rule of the chart that it belongs to.
        signal: Option<Signal>,
    }
}

/// A period and its value, as evidence.
///
/// ```
#[doc = include_str!("../guide/example.txt")]
/// let report = tracker.evaluate(&evaluation).unwrap();
/// let evidence = &report.triggers[0].evidence;
/// assert_eq!((&*evidence[0].period, evidence[0].value), ("2026-08", Some(13.0)));
/// ```
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Evidence {
    /// The period's name.
    pub period: Arc<str>,
    /// Its value; none for a gap.
    pub value: Option<f64>,
}

impl Evidence {
    pub(crate) fn new(period: Arc<str>, value: Option<f64>) -> Self {
        Evidence { period, value }
    }
}

impl Cell for Box<Objective> {
    fn blank() -> Self {
        Box::new(crate::document::Read::placeholder())
    }

    fn pack<'a>(&'a self, to: &mut Packer<'a>) {
        to.value(self);
    }

    fn columns<'a, I>(name: &str, cells: I) -> Vec<Column<'a>>
    where
        Self: 'a,
        I: Iterator<Item = Option<&'a Self>> + Clone,
    {
        vec![Column { name: name.to_owned(), cells: Cells::Json(cells.map(|cell| cell.map(json)).collect()) }]
    }
}

table! {
    /// A rule that is not quiet, or could not judge.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// let trigger = &report.triggers[0];
    /// assert_eq!((&*trigger.rule, trigger.since.as_deref(), trigger.fired.as_deref()), ("out_of_range", Some("2026-08"), Some("2026-09")));
    /// ```
    pub struct TriggerRow {
        /// The KPI.
        kpi: Arc<str>,
        /// The team of the series.
        team: Option<Arc<str>>,
        /// The kind of the rule.
        rule: Arc<str>,
        /// Which of the KPI's rules of this kind it is, 1 for the first.
        number: u32,
        /// Where it stands.
        state: TriggerState,
        /// What it lacks, where it could not judge.
        reason: Option<Lack>,
        /// How many values it needs.
        needed: Option<u32>,
        /// How many it has.
        have: Option<u32>,
        /// The period of the first breach.
        since: Option<Arc<str>>,
        /// The period in which it fired.
        fired: Option<Arc<str>>,
        /// The last day of that period.
        fired_on: Option<NaiveDate>,
        /// Breaches since then.
        run: u32,
        /// Periods without a breach since the last one.
        clear_run: u32,
        /// How much it matters.
        severity: Severity,
        /// Its index in the order of urgency, 1 first.
        rank: u32,
        /// The periods on which it rests.
        evidence: Vec<Evidence>,
        /// Ids of the objectives that answer it.
        addressed_by: Vec<Arc<str>>,
        /// What it says.
        message: String,
        /// The chance that pure noise shows such a run among 12 values.
        false_alarm: Option<f64>,
        /// An objective that would answer it.
        draft: Option<Box<Objective>>,
        /// Why there is none.
        draft_reason: Option<NoDraft>,
    }
}

table! {
    /// Something that is sound, but against good practice.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// let owner = report.findings.iter().find(|row| row.code.as_str() == "missing-owner").unwrap();
    /// assert_eq!(owner.path.as_deref(), Some("/objectives/0"));
    /// ```
    #[derive(Eq, Hash)]
    pub struct FindingRow: read {
        /// What it is.
        code: FindingCode,
        /// How much it matters.
        severity: Severity,
        /// JSON Pointer of the item in the plan.
        path: Option<String>,
        /// Id of the item.
        id: Option<Arc<str>>,
        /// The cycle of the item.
        cycle: Option<Arc<str>>,
        /// The numbers and ids behind the message.
        data: Map<String, Value>,
        /// What was found, with the numbers.
        message: String,
        /// What to do next.
        help: Option<Arc<str>>,
        /// Why it matters.
        rationale: Arc<str>,
    }
}

table! {
    /// A reading in force: the value that counts for a metric and date.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let report = tracker.evaluate(&evaluation.values(true)).unwrap();
    /// let first = &report.values[0];
    /// assert_eq!((&*first.metric, first.value, &*first.used_by[0]), ("days", 25.0, "days"));
    /// ```
    pub struct ValueRow {
        /// The metric: a key result, a KPI or an input.
        metric: Arc<str>,
        /// What stands behind `@` in its name: a team, or another part.
        team: Option<Arc<str>>,
        /// The day that it is about.
        date: NaiveDate,
        /// The value, corrections applied; of several rows that combine, what they come to.
        value: f64,
        /// The day on which it became known; of several rows that combine, the newest.
        recorded: NaiveDate,
        /// The size of its sample.
        sample: Option<f64>,
        /// What was written beside it; none where several rows combine.
        note: Option<Arc<str>>,
        /// Ids of the key results and KPIs (`kpi@team`) that read it.
        used_by: Vec<Arc<str>>,
    }
}

table! {
    /// What a check-in is about.
    #[derive(Eq, Hash)]
    pub struct CheckInSubject {
        /// The table: `objectives`, `key_results`, `kpis` or `cycles`.
        table: Arc<str>,
        /// The id in it.
        id: Arc<str>,
    }
}

table! {
    /// A check-in that is known on the day.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// use okr_core::readings::CheckIns;
    ///
    /// let said = CheckIns::from_json(r#"[{ "objective": "hire", "date": "2026-09-30", "note": "two offers are out" }]"#).unwrap();
    /// let report = tracker.evaluate(&evaluation.check_ins(&said)).unwrap();
    /// let newest = &report.check_ins[0];
    /// assert_eq!((&*newest.of.id, newest.note.as_deref()), ("hire", Some("two offers are out")));
    /// ```
    pub struct CheckInRow {
        /// The day that it is about.
        date: NaiveDate,
        /// The day on which it was written.
        recorded: NaiveDate,
        /// Who said it.
        by: Option<Arc<str>>,
        /// What it is about.
        of: CheckInSubject,
        /// The title or name of what it is about.
        title: Option<Arc<str>>,
        /// How sure they were that the goal will be met, 0 to 1.
        confidence: Option<f64>,
        /// How they said it stands; never what is computed.
        said: Option<Said>,
        /// What they said.
        note: Option<Arc<str>>,
    }
}

table! {
    /// A metric that has readings and is not in the plan.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// assert!(report.readings.unknown.is_empty());
    /// ```
    #[derive(Eq, Hash)]
    pub struct UnknownMetric {
        /// The name.
        metric: Arc<str>,
        /// Its readings visible on the day.
        rows: u32,
        /// The known metric with the most similar name.
        nearest: Option<Arc<str>>,
    }
}

table! {
    /// What became of the readings that are visible on the day.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// assert_eq!((report.readings.rows, report.readings.used), (8, 8));
    /// ```
    #[derive(Eq, Hash)]
    pub struct ReadingsRow {
        /// All of them.
        rows: u32,
        /// Those in force, one a metric and date.
        used: u32,
        /// Those that a later one for the same metric and date replaced.
        superseded: u32,
        /// Those in force that take a value back.
        retracted: u32,
        /// Those beyond the first of their metric and date that combine with it: events or parts of one value.
        combined: u32,
        /// Those of metrics that the plan does not have.
        unknown: Vec<UnknownMetric>,
    }
}
