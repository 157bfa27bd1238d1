//! The triggers that fired in a cycle, and what became of them.

use std::sync::Arc;

use hashbrown::HashSet;

use super::rows::TriggerReview;
use crate::index::{CycleIndex, SeriesIndex};
use crate::kpi::{Addressed, State, go_through, health_of_period, judged_series, rule_number, rules_of};
use crate::plan::policy::Severity;
use crate::plan::{Kpi, Rule};
use crate::report::{Health, TriggerState};
use crate::series::{EvaluationContext, Series, SeriesScratch};

/// The triggers that fired in a cycle, in the order of KPIs and rules, then by time: those of the KPIs that a review shows.
pub(super) fn triggers(
    context: &EvaluationContext<'_>,
    cycle: CycleIndex,
    shown: &HashSet<(Arc<str>, Option<Arc<str>>)>,
) -> Vec<TriggerReview> {
    let mut fired = Vec::new();
    let addressed = Addressed::on(context.plan, context.as_of.min(context.plan.cycles[cycle].end));
    let mut scratch = SeriesScratch::default();
    for (series, node) in context.plan.series.iter_enumerated().take(context.plan.listed_series) {
        let kpi = &context.plan.kpis[node.kpi];
        if shown.contains(&(Arc::clone(&kpi.id), node.name.clone())) {
            of_series(context, cycle, series, &addressed, &mut scratch, &mut fired);
        }
    }
    fired
}

fn of_series(
    context: &EvaluationContext<'_>,
    cycle: CycleIndex,
    index: SeriesIndex,
    addressed: &Addressed,
    scratch: &mut SeriesScratch,
    fired: &mut Vec<TriggerReview>,
) {
    let plan = context.plan;
    let (node, bounds) = (&plan.series[index], &plan.cycles[cycle]);
    let (kpi, series) = context.fill(index, scratch);
    let rules = rules_of(kpi, context.policy);
    let newest = series.indices().rev().find(|index| series.value(*index).is_some());
    let unhealthy = newest.is_some_and(|newest| health_of_period(kpi, series, newest) == Health::Unhealthy);
    for (position, rule) in rules.iter().enumerate() {
        let judged = judged_series(rule, series);
        let label = |index: usize| judged.label(index);
        let (episodes, now) = episodes(kpi, rule, series);
        let in_cycle = |episode: &&Episode| (bounds.start..=bounds.end).contains(&judged.last_day(episode.fired));
        for episode in episodes.iter().filter(in_cycle) {
            let answers = addressed.of(plan, index).into_iter();
            let answers = answers.filter(|objective| plan.objectives[*objective].cycle == cycle);
            fired.push(TriggerReview {
                kpi: Arc::clone(&plan.kpis[node.kpi].id),
                team: node.name.clone(),
                team_name: plan.part_name(index),
                name: Arc::clone(&plan.kpis[node.kpi].name),
                rule: Arc::from(rule.kind().as_str()),
                number: rule_number(rules, position),
                since: label(episode.since),
                fired: label(episode.fired),
                cleared: episode.cleared.map(label),
                state: state(now),
                severity: if unhealthy { Severity::Warning } else { Severity::Info },
                addressed_by: answers.map(|objective| Arc::clone(&plan.objectives[objective].id)).collect(),
            });
        }
    }
}

/// A time in which a rule was raised: the indices of its first breach, and of the periods in which it fired and cleared.
struct Episode {
    since: usize,
    fired: usize,
    cleared: Option<usize>,
}

/// The episodes of a rule in the newest phase of a series, and where it stands.
fn episodes(kpi: &Kpi, rule: &Rule, series: &Series) -> (Vec<Episode>, State) {
    let (mut episodes, mut now) = (Vec::<Episode>::new(), State::Quiet);
    go_through(kpi, rule, series, &mut |index, _, machine| {
        let raised = episodes.last_mut().filter(|episode| episode.cleared.is_none());
        let same = raised.as_ref().map(|episode| episode.fired) == machine.fired;
        if let Some(episode) = raised.filter(|_| !same) {
            episode.cleared = Some(index);
        }
        if let Some(fired) = machine.fired.filter(|_| !same) {
            episodes.push(Episode { since: machine.since.unwrap_or(fired), fired, cleared: None });
        }
        now = machine.state;
    });
    (episodes, now)
}

fn state(state: State) -> Option<TriggerState> {
    match state {
        State::Quiet => None,
        State::Pending => Some(TriggerState::Pending),
        State::Firing => Some(TriggerState::Firing),
        State::Recovering => Some(TriggerState::Recovering),
    }
}
