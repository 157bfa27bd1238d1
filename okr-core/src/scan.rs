//! Scanning: where the rules of very many KPIs stand, without the rest of the report.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::calendar::{Schedule, date_of_day, day_number};
use crate::evaluate::Prepared;
use crate::evaluate::scope::Limits;
use crate::index::{ListIndex, SeriesIndex};
use crate::kpi::{RuleOutcome, evaluate_rules, judged_series, rule_number, rules_of};
use crate::report::TriggerState;
use crate::report::column::table;
use crate::resolve::ResolvedPlan;
use crate::series::{EvaluationContext, Series, SeriesScratch};
use crate::{Errors, Evaluation, Tracker, parallel};

/// A rule of a KPI that is not quiet: what a trigger is made from, without its words.
///
/// Indices count from 0 in the plan; see [`Tracker::scan`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ScanTrigger {
    /// The KPI, by its index in the plan.
    pub kpi: usize,
    /// The team of the series, by its index in the plan; none where the KPI has one series.
    pub team: Option<usize>,
    /// The rule, by its index among those that watch the KPI.
    pub rule: usize,
    /// Where it stands.
    pub state: TriggerState,
    /// First day of the period of the first breach.
    pub since: Option<NaiveDate>,
    /// First day of the period in which it fired.
    pub fired: Option<NaiveDate>,
    /// Breaches since then.
    pub run: u32,
    /// Periods without a breach since the last one.
    pub clear_run: u32,
}

table! {
    /// Where a rule of a KPI stands that is not quiet: a trigger without its words.
    #[derive(Eq, Hash)]
    pub struct ScanRow {
        /// The KPI.
        kpi: Arc<str>,
        /// Its team, or the team of the series.
        team: Option<Arc<str>>,
        /// The kind of the rule.
        rule: Arc<str>,
        /// Which of the KPI's rules of this kind it is, 1 for the first.
        number: u32,
        /// Where it stands.
        state: TriggerState,
        /// The period of the first breach.
        since: Option<Arc<str>>,
        /// The period in which it fired.
        fired: Option<Arc<str>>,
        /// Breaches since then.
        run: u32,
        /// Periods without a breach since the last one.
        clear_run: u32,
    }
}

impl Tracker {
    /// Where the rules of all KPIs stand: the triggers of [`evaluate`](Self::evaluate), in the same order, without the words, the
    /// ranks and the rest of the report. For many KPIs it takes a fraction of the time.
    ///
    /// The scope limits it to KPIs and teams; check-ins and cycles are not looked at.
    ///
    /// # Errors
    ///
    /// Those of [`evaluate`](Self::evaluate).
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::{Better, Cadence, Kpi, Range};
    /// use okr_core::report::TriggerState;
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let turnover = Kpi::new("turnover", "Turnover", Better::Lower, Cadence::Monthly).healthy(Range::new().max(12.0));
    /// let tracker = Plan::new().kpis([turnover]).resolve()?;
    /// let readings = Readings::from_json(r#"[{ "metric": "turnover", "date": "2026-06", "value": 13 },
    ///                                        { "metric": "turnover", "date": "2026-07", "value": 14 }]"#)?;
    /// let raised = tracker.scan(&Evaluation::new(&readings, parse_date("2026-07-31")?))?;
    /// assert!(raised.iter().any(|raised| raised.rule == 0 && raised.state == TriggerState::Firing));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn scan(&self, evaluation: &Evaluation<'_>) -> Result<Vec<ScanTrigger>, Errors> {
        scan(self, evaluation, all, |day, index, scratch, found| {
            let Scratch { series, outcomes, .. } = scratch;
            found.extend(outcomes.iter().map(|outcome| raised(day, index, &series.series, outcome)));
        })
    }

    /// What [`scan`](Self::scan) finds as rows with names: the columns of the table `triggers` that are not made of words.
    ///
    /// # Errors
    ///
    /// Those of [`evaluate`](Self::evaluate).
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::{Better, Cadence, Kpi, Range};
    /// use okr_core::{Evaluation, Plan, Readings};
    ///
    /// let turnover = Kpi::new("turnover", "Turnover", Better::Lower, Cadence::Monthly).healthy(Range::new().max(12.0));
    /// let tracker = Plan::new().kpis([turnover]).resolve()?;
    /// let readings = Readings::from_json(r#"[{ "metric": "turnover", "date": "2026-06", "value": 13 },
    ///                                        { "metric": "turnover", "date": "2026-07", "value": 14 }]"#)?;
    /// let rows = tracker.scan_rows(&Evaluation::new(&readings, parse_date("2026-07-31")?))?;
    /// assert_eq!((&*rows[0].kpi, &*rows[0].rule, rows[0].since.as_deref()), ("turnover", "out_of_range", Some("2026-06")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn scan_rows(&self, evaluation: &Evaluation<'_>) -> Result<Vec<ScanRow>, Errors> {
        scan(self, evaluation, all, rows)
    }
}

/// The rows of the series for which `wanted` holds.
pub(crate) fn rows_of(
    tracker: &Tracker,
    evaluation: &Evaluation<'_>,
    wanted: impl Fn(&ResolvedPlan, SeriesIndex) -> bool + Send + Sync,
) -> Result<Vec<ScanRow>, Errors> {
    scan(tracker, evaluation, wanted, rows)
}

fn all(_: &ResolvedPlan, _: SeriesIndex) -> bool {
    true
}

/// What `add` adds for each listed series that is wanted, in the order of the series.
fn scan<T: Send>(
    tracker: &Tracker,
    evaluation: &Evaluation<'_>,
    wanted: impl Fn(&ResolvedPlan, SeriesIndex) -> bool + Send + Sync,
    add: impl Fn(&EvaluationContext<'_>, SeriesIndex, &mut Scratch, &mut Vec<T>) + Send + Sync,
) -> Result<Vec<T>, Errors> {
    let _threads = evaluation.threads(true);
    let prepared = Prepared::new(tracker, evaluation)?;
    let as_of = day_number(evaluation.as_of);
    let check_ins = prepared.check_in_summaries(as_of);
    let context = prepared.context(&check_ins, as_of, false);
    let limits = Limits::of(&evaluation.scope, &prepared.plan);
    let listed = |series| limits.as_ref().is_none_or(|limits| limits.series(series));
    let work = |scratch: &mut Scratch, position: usize, found: &mut Vec<T>| {
        let index = SeriesIndex::new(position);
        if listed(index) && wanted(&prepared.plan, index) {
            scan_series(&context, scratch, index);
            add(&context, index, scratch, found);
        }
    };
    Ok(parallel::flat_map(prepared.plan.listed_series, Scratch::default, work))
}

#[derive(Default)]
struct Scratch {
    series: SeriesScratch,
    outcomes: Vec<RuleOutcome>,
    labels: Labels,
}

/// Leaves in `scratch` the series with this index and where the rules stand.
fn scan_series(context: &EvaluationContext<'_>, scratch: &mut Scratch, index: SeriesIndex) {
    let Scratch { series, outcomes, .. } = scratch;
    outcomes.clear();
    let (kpi, series) = context.fill(index, series);
    evaluate_rules(kpi, rules_of(kpi, context.policy), series, outcomes);
}

fn raised(context: &EvaluationContext<'_>, index: SeriesIndex, series: &Series, outcome: &RuleOutcome) -> ScanTrigger {
    let (node, kpi) = (&context.plan.series[index], context.plan.kpi_of(index));
    let rule = rules_of(kpi, context.policy).get(outcome.rule);
    let series = rule.map_or(series, |rule| judged_series(rule, series));
    ScanTrigger {
        kpi: node.kpi.get(),
        team: node.team.map(ListIndex::get),
        rule: outcome.rule,
        state: outcome.state,
        since: outcome.since.map(|index| date_of_day(series.first_day(index))),
        fired: outcome.fired.map(|index| date_of_day(series.first_day(index))),
        run: outcome.run,
        clear_run: outcome.clear_run,
    }
}

/// Adds the rows of a series.
fn rows(context: &EvaluationContext<'_>, index: SeriesIndex, scratch: &mut Scratch, found: &mut Vec<ScanRow>) {
    let Scratch { series, outcomes, labels, .. } = scratch;
    let (node, kpi) = (&context.plan.series[index], context.plan.kpi_of(index));
    if outcomes.is_empty() {
        return;
    }
    let id = if node.name.is_none() { Arc::clone(&node.metric) } else { Arc::from(kpi.id.as_str()) };
    let team = node.name.clone();
    let team = team.or_else(|| kpi.team.as_deref().map(Arc::from));
    let rules = rules_of(kpi, context.policy);
    found.extend(outcomes.iter().filter_map(|outcome| {
        let rule = rules.get(outcome.rule)?;
        let series = judged_series(rule, &series.series);
        let mut label =
            |index: Option<usize>| index.map(|index| labels.of(&series.timeline().schedule, series.period(index)));
        let (since, fired) = (label(outcome.since), label(outcome.fired));
        Some(ScanRow {
            kpi: Arc::clone(&id),
            team: team.clone(),
            rule: labels.word(rule.kind().as_str()),
            number: rule_number(rules, outcome.rule),
            state: outcome.state,
            since,
            fired,
            run: outcome.run,
            clear_run: outcome.clear_run,
        })
    }));
}

/// Names of periods and words that many rows share: a text of its own for each costs a tenth of a scan.
#[derive(Default)]
struct Labels {
    schedule: Schedule,
    /// The period that was named last of those with the same remainder, and its name.
    periods: Vec<Option<(i32, Arc<str>)>>,
    words: Vec<Arc<str>>,
}

impl Labels {
    /// Periods kept.
    const KEPT: usize = 64;

    /// The name of a period of a schedule.
    fn of(&mut self, schedule: &Schedule, period: i32) -> Arc<str> {
        if self.schedule != *schedule || self.periods.is_empty() {
            self.schedule = schedule.clone();
            self.periods.clear();
            self.periods.resize(Self::KEPT, None);
        }
        let name = || Arc::from(schedule.label(period));
        match self.periods.get_mut(period.unsigned_abs() as usize % Self::KEPT) {
            Some(Some((kept, name))) if *kept == period => Arc::clone(name),
            Some(slot) => Arc::clone(&slot.insert((period, name())).1),
            None => name(),
        }
    }

    fn word(&mut self, word: &str) -> Arc<str> {
        if let Some(known) = self.words.iter().find(|known| &***known == word) {
            return Arc::clone(known);
        }
        let word: Arc<str> = Arc::from(word);
        self.words.push(Arc::clone(&word));
        word
    }
}
