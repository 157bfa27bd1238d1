//! Triggers: what is not quiet, how urgent it is, and who answers it.

use std::sync::Arc;

use super::addressed::Addressed;
use super::draft::{Cause, draft};
use super::row::{KpiNumbers, Newest, PeriodNumbers, numbers, period_numbers};
use super::rules::{self, RuleOutcome, evaluate_rules};
use crate::calendar::date_of_day;
use crate::index::{ObjectiveIndex, SeriesIndex};
use crate::plan::policy::{PolicyInForce, Severity};
use crate::plan::{Kpi, Rule};
use crate::report::{Evidence, KpiPeriodRow, KpiRow, RunningPeriod, TriggerRow, TriggerState};
use crate::resolve::{KpiNode, ResolvedPlan, SeriesNode};
use crate::series::{Content, EvaluationContext, Series, SeriesScratch};

/// What is needed to turn series into rows on a day.
pub(crate) struct SeriesEvaluation<'a> {
    pub(crate) plan: &'a ResolvedPlan,
    pub(crate) policy: &'a PolicyInForce,
    /// Whether the periods of each series are wanted.
    pub(crate) periods: bool,
    pub(crate) addressed: &'a Addressed,
}

/// Memory that one series after the other uses.
#[derive(Default)]
pub(crate) struct KpiScratch {
    series: SeriesScratch,
    outcomes: Vec<RuleOutcome>,
}

/// What a series says.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct SeriesRows {
    pub(crate) kpi: Option<KpiRow>,
    pub(crate) periods: Vec<KpiPeriodRow>,
    /// Its triggers, their rank still 0, and how urgent each is.
    pub(crate) triggers: Vec<(TriggerRow, Urgency)>,
}

/// What makes one trigger more urgent than another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Urgency {
    /// Whether it fires and nobody answers it.
    calls: bool,
    newest: Newest,
    run: u32,
}

/// The rank of each trigger, 1 first: firing and unaddressed, then unhealthy, then the distance beyond the bound in mean moving
/// ranges, then the run, then their order.
pub(crate) fn ranks(urgencies: &[Urgency]) -> Vec<u32> {
    let mut order: Vec<(usize, &Urgency)> = urgencies.iter().enumerate().collect();
    crate::order::by(&mut order, |(_, a), (_, b)| {
        let by_calls = b.calls.cmp(&a.calls).then(b.newest.unhealthy.cmp(&a.newest.unhealthy));
        by_calls.then(b.newest.distance.total_cmp(&a.newest.distance)).then(b.run.cmp(&a.run))
    });
    let mut ranks = vec![0; urgencies.len()];
    for (rank, (index, _)) in (1..).zip(order) {
        if let Some(slot) = ranks.get_mut(index) {
            *slot = rank;
        }
    }
    ranks
}

/// The rules that watch a KPI: its own, or those of the policy.
pub(crate) fn rules_of<'a>(kpi: &'a Kpi, policy: &'a PolicyInForce) -> &'a [Rule] {
    kpi.rules.as_deref().unwrap_or(&policy.kpi_rules)
}

impl<'a> SeriesEvaluation<'a> {
    /// What the series with this index says.
    pub(crate) fn evaluate(
        &self,
        context: &EvaluationContext<'_>,
        index: SeriesIndex,
        scratch: &mut KpiScratch,
    ) -> SeriesRows {
        let mut rows = SeriesRows::default();
        let node = &self.plan.series[index];
        let names = &self.plan.kpis[node.kpi];
        let KpiScratch { series: scratch, outcomes } = scratch;
        let (kpi, series) = context.fill(index, scratch);
        let rules = rules_of(kpi, self.policy);
        outcomes.clear();
        evaluate_rules(kpi, rules, series, outcomes);
        let numbers = numbers(kpi, series);
        let view = SeriesView { evaluation: self, node, kpi, names, series, numbers: &numbers };
        rows.kpi = Some(view.kpi_row());
        if !outcomes.is_empty() {
            let addressed = self.addressed.of(self.plan, index);
            let trigger = |outcome: &RuleOutcome| Some(view.trigger(rules.get(outcome.rule)?, outcome, &addressed));
            rows.triggers = outcomes.iter().filter_map(trigger).collect();
        }
        if self.periods {
            rows.periods = period_numbers(kpi, series).iter().map(|period| view.period_row(period)).collect();
        }
        rows
    }
}

/// One series of a KPI in the plan.
struct SeriesView<'a> {
    evaluation: &'a SeriesEvaluation<'a>,
    node: &'a SeriesNode,
    kpi: &'a Kpi,
    names: &'a KpiNode,
    series: &'a Series,
    numbers: &'a KpiNumbers,
}

/// Which of the rules of its kind the one at an index is, from 1.
pub(crate) fn rule_number(rules: &[Rule], index: usize) -> u32 {
    let Some(rule) = rules.get(index) else { return 1 };
    let same_kind = rules.iter().take(index).filter(|earlier| earlier.kind() == rule.kind());
    u32::try_from(same_kind.count() + 1).unwrap_or(u32::MAX)
}

fn shared(text: &str) -> Arc<str> {
    Arc::from(text)
}

impl SeriesView<'_> {
    /// The team of the series.
    fn team(&self) -> Option<Arc<str>> {
        self.node.name.clone()
    }

    fn label(&self, index: usize) -> Arc<str> {
        self.series.label(index)
    }

    fn kpi_row(&self) -> KpiRow {
        let SeriesView { names, numbers, kpi, .. } = *self;
        KpiRow {
            kpi: Arc::clone(&names.id),
            team: self.team().or_else(|| names.team.clone()),
            name: Arc::clone(&names.name),
            owner: names.owner.clone(),
            unit: names.unit.clone(),
            period: numbers.period.map(|period| self.series.label_of(period)),
            value: numbers.value,
            sample: numbers.sample,
            previous: numbers.previous,
            change: numbers.change,
            change_percent: numbers.change_percent,
            moved: numbers.moved,
            health: numbers.health,
            level: numbers.health.into(),
            target: numbers.standard.target,
            target_met: numbers.target_met,
            target_gap: numbers.target_gap,
            benchmark_gap: numbers.benchmark_gap,
            cadence: Arc::from(kpi.cadence.as_str()),
            better: kpi.better,
            area: kpi.area.as_deref().map(Arc::from),
            indicator: kpi.indicator,
            healthy_min: numbers.standard.min,
            healthy_max: numbers.standard.max,
            parts: numbers.parts.map(|parts| parts.present),
            parts_of: numbers.parts.map(|parts| parts.expected),
            year_ago: numbers.year_ago.map(|(_, value)| value),
            year_ago_period: numbers.year_ago.map(|(period, _)| self.series.label_of(period)),
            year_change: numbers.year_change.map(|(change, _)| change),
            year_change_percent: numbers.year_change.and_then(|(_, percent)| percent),
            running: numbers.running.map(|running| RunningPeriod {
                period: self.series.label_of(running.period),
                value: running.value.content.value(),
                sample: running.value.sample,
            }),
            preliminary: numbers.preliminary,
            tags: kpi.tags.iter().map(|tag| Arc::from(tag.as_str())).collect(),
            unhealthy_periods: numbers.unhealthy_periods,
            xmr: numbers.xmr.map(Into::into),
        }
    }

    fn period_row(&self, numbers: &PeriodNumbers) -> KpiPeriodRow {
        let names = self.names;
        KpiPeriodRow {
            kpi: Arc::clone(&names.id),
            team: self.team().or_else(|| names.team.clone()),
            period: self.label(numbers.index),
            start: date_of_day(numbers.start),
            end: date_of_day(numbers.end),
            value: numbers.content.value(),
            sample: numbers.sample,
            gap: numbers.content == Content::Gap,
            awaited: numbers.content == Content::Awaited,
            health: numbers.health,
            level: numbers.health.into(),
            target: numbers.standard.target,
            healthy_min: numbers.standard.min,
            healthy_max: numbers.standard.max,
            lower: numbers.limits.map(|(lower, _, _)| lower),
            upper: numbers.limits.map(|(_, _, upper)| upper),
            mean: numbers.limits.map(|(_, mean, _)| mean),
            phase: numbers.phase,
            preliminary: numbers.preliminary,
            signal: numbers.signal,
        }
    }

    fn trigger(&self, rule: &Rule, outcome: &RuleOutcome, addressed: &[ObjectiveIndex]) -> (TriggerRow, Urgency) {
        let SeriesView { evaluation, kpi, names, series, numbers, .. } = *self;
        let judged = rules::judged_series(rule, series);
        let objectives = &evaluation.plan.objectives;
        let team = self.node.team.map(|team| &*evaluation.plan.teams[team].name);
        let team_name = team.or(self.node.name.as_deref());
        let calls = outcome.state == TriggerState::Firing && addressed.is_empty();
        let cause =
            Cause { kpi, team: self.node.team, name: self.node.name.as_deref(), rule, outcome, series, numbers };
        let drafted = calls.then(|| draft(evaluation.plan, &cause));
        let (draft, draft_reason) = match drafted {
            Some(Ok(objective)) => (Some(Box::new(objective)), None),
            Some(Err(reason)) => (None, Some(reason)),
            None => (None, None),
        };
        let row = TriggerRow {
            kpi: Arc::clone(&names.id),
            team: self.team().or_else(|| names.team.clone()),
            rule: shared(rule.kind().as_str()),
            number: rule_number(rules_of(kpi, evaluation.policy), outcome.rule),
            state: outcome.state,
            reason: outcome.shortage.map(|shortage| shortage.lack),
            needed: outcome.shortage.and_then(|shortage| shortage.needed),
            have: outcome.shortage.and_then(|shortage| shortage.have),
            since: outcome.since.map(|index| judged.label(index)),
            fired: outcome.fired.map(|index| judged.label(index)),
            fired_on: outcome.fired.map(|index| date_of_day(judged.last_day(index))),
            run: outcome.run,
            clear_run: outcome.clear_run,
            severity: if numbers.newest.unhealthy { Severity::Warning } else { Severity::Info },
            rank: 0,
            evidence: outcome
                .evidence
                .clone()
                .map(|index| Evidence::new(judged.label(index), judged.value(index)))
                .collect(),
            addressed_by: addressed.iter().map(|index| Arc::clone(&objectives[*index].id)).collect(),
            message: rules::message(rule, kpi, team_name, series, outcome),
            false_alarm: rules::false_alarm(rule, kpi),
            draft,
            draft_reason,
        };
        (row, Urgency { calls, newest: numbers.newest, run: outcome.run })
    }
}
