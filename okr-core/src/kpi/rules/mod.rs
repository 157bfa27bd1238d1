//! The rules: each turns the series of a KPI into breach, ok or unknown for each complete period.
//!
//! A rule is a file with a type that implements [`RuleJudge`], and a line in [`with_judge!`](with_judge), the registry.
//! What fires and clears from its judgements is the [`Machine`](super::machine::Machine)'s matter.

mod judge;
mod off_target;
mod out_of_range;
mod shift;
mod spike;
mod stagnant;
mod stale;
mod trend;
mod worsening;

use super::machine::{Judgement, Machine, State, Terms};
use crate::calendar::day_number;
use crate::plan::{Against, Kpi, Rule};
use crate::report::{Lack, TriggerState};
use crate::series::{Content, Series, Standard, Standards};
pub(crate) use judge::{MessageInput, RuleOutcome, Shortage};
use judge::{Negative, Point, RuleJudge, Verdict};

/// Runs `$body` with the judge of a rule: the registry.
macro_rules! with_judge {
    ($rule:expr, $judge:ident => $body:expr) => {
        match $rule {
            Rule::OutOfRange(rule) => {
                let $judge = out_of_range::OutOfRange::new(rule);
                $body
            }
            Rule::OffTarget(rule) => {
                let $judge = off_target::OffTarget::new(rule);
                $body
            }
            Rule::Worsening(rule) => {
                let $judge = worsening::Worsening::new(rule);
                $body
            }
            Rule::Stagnant(rule) => {
                let $judge = stagnant::Stagnant::new(rule);
                $body
            }
            Rule::Spike(rule) => {
                let $judge = spike::Spike::new(rule);
                $body
            }
            Rule::Shift(rule) => {
                let $judge = shift::Shift::new(rule);
                $body
            }
            Rule::Trend(rule) => {
                let $judge = trend::Trend::new(rule);
                $body
            }
            Rule::Stale(rule) => {
                let $judge = stale::Stale::new(rule);
                $body
            }
        }
    };
}

/// Where a rule stood after a period.
#[cfg(test)]
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct RuleStep {
    /// What it said of the period.
    pub(crate) judgement: Judgement,
    /// Where it then stood.
    pub(crate) state: State,
    /// The index of the first breach.
    pub(crate) since: Option<usize>,
    /// The index of the period on which it fired.
    pub(crate) fired: Option<usize>,
    /// Breaches since then.
    pub(crate) run: u32,
    /// Periods in a row without a breach since the newest one.
    pub(crate) clear_run: u32,
}

/// Adds to `outcomes` where each of `rules` stands on a series, but for those that are quiet.
///
/// Nothing is added before the KPI's `start` and after its `end`.
pub(crate) fn evaluate_rules(kpi: &Kpi, rules: &[Rule], series: &Series, outcomes: &mut Vec<RuleOutcome>) {
    if !in_service(kpi, series.as_of()) {
        return;
    }
    for (index, rule) in rules.iter().enumerate() {
        let outcome = with_judge!(rule, judge => outcome(judge, kpi, series));
        outcomes.extend(outcome.map(|outcome| RuleOutcome { rule: index, ..outcome }));
    }
}

/// Goes through the newest phase of the series that a rule judges: the index of each period, what the rule says of it, and where it then
/// stands.
pub(crate) fn go_through(kpi: &Kpi, rule: &Rule, series: &Series, each: &mut dyn FnMut(usize, Judgement, &Machine)) {
    with_judge!(rule, judge => {
        let judged = Judged::new(&judge, kpi, series_of(&judge, series));
        run(judge, &judged, judged.first, each);
    });
}

/// Where a rule stood after each period of a series.
#[cfg(test)]
pub(crate) fn rule_history(kpi: &Kpi, rule: &Rule, series: &Series) -> Vec<RuleStep> {
    let mut steps = Vec::with_capacity(series.len());
    go_through(kpi, rule, series, &mut |_, judgement, machine| {
        let Machine { state, since, fired, run, clear_run, .. } = *machine;
        steps.push(RuleStep { judgement, state, since, fired, run, clear_run });
    });
    steps
}

/// Whether a KPI is watched on a day: not before its start, and not retired.
pub(crate) fn in_service(kpi: &Kpi, day: i32) -> bool {
    kpi.start.is_none_or(|start| day_number(start) <= day) && kpi.end.is_none_or(|end| day <= day_number(end))
}

/// The chance that pure noise fires a rule within 12 periods, where it is known.
pub(crate) fn false_alarm(rule: &Rule, kpi: &Kpi) -> Option<f64> {
    // The values of rolling windows are not independent.
    if kpi.window > 1 {
        return None;
    }
    with_judge!(rule, judge => judge.false_alarm())
}

/// The title of an objective that answers a rule.
pub(crate) fn title(rule: &Rule, name: &str, standard: &Standard) -> String {
    with_judge!(rule, judge => judge.title(name, standard))
}

/// The series that a rule judges: that of the KPI, or where its neighbours must share no readings the one by single periods. The indices
/// of an outcome are those of this series.
pub(crate) fn judged_series<'a>(rule: &Rule, series: &'a Series) -> &'a Series {
    with_judge!(rule, judge => series_of(&judge, series))
}

fn series_of<'a>(judge: &impl RuleJudge, series: &'a Series) -> &'a Series {
    if judge.sees_single_periods() { series.by_single_periods() } else { series }
}

fn outcome(mut judge: impl RuleJudge, kpi: &Kpi, series: &Series) -> Option<RuleOutcome> {
    let series = series_of(&judge, series);
    let judged = Judged::new(&judge, kpi, series);
    let start = judged.quiet_before(&mut judge);
    if start >= judged.end && judged.end > judged.first {
        // Behind the last period there is nothing to go through.
        return None;
    }
    let Ran { judge, machine, shortage } = run(judge, &judged, start, |_, _, _| {});
    let state = match machine.state {
        State::Quiet => {
            return shortage.map(|shortage| RuleOutcome {
                rule: 0,
                state: TriggerState::InsufficientData,
                shortage: Some(shortage),
                since: None,
                fired: None,
                run: 0,
                clear_run: 0,
                evidence: 0..0,
            });
        }
        State::Pending => TriggerState::Pending,
        State::Firing => TriggerState::Firing,
        State::Recovering => TriggerState::Recovering,
    };
    let since = machine.since.unwrap_or_default();
    let latest = machine.latest.unwrap_or(since);
    Some(RuleOutcome {
        rule: 0,
        state,
        shortage: None,
        since: machine.since,
        fired: machine.fired,
        run: machine.run,
        clear_run: machine.clear_run,
        evidence: judge.rests_on(series, since).max(judged.first).min(since)..latest.saturating_add(1),
    })
}

/// A rule that has seen the whole series.
struct Ran<J> {
    judge: J,
    machine: Machine,
    /// Why the newest period with a value could not be judged; none where it could.
    shortage: Option<Shortage>,
}

/// The periods that a rule goes through: those of the newest phase, whose beginning empties every memory, as far as they can be judged.
struct Judged<'a> {
    kpi: &'a Kpi,
    series: &'a Series,
    first: usize,
    end: usize,
    /// The values of the phase.
    values: &'a [f64],
    looks_at_last_year: bool,
    /// The index of the first negative value of the phase.
    first_negative: usize,
}

impl<'a> Judged<'a> {
    fn new(judge: &impl RuleJudge, kpi: &'a Kpi, series: &'a Series) -> Self {
        let end = series.judged(kpi);
        let first = series.newest_phase(kpi, end);
        let first_negative = match judge.uses_percents() {
            true => {
                (first..end).find(|&index| series.value(index).is_some_and(|value| value < 0.0)).unwrap_or(usize::MAX)
            }
            false => usize::MAX,
        };
        Judged {
            kpi,
            series,
            first,
            end,
            values: series.values().get(first..end).unwrap_or_default(),
            looks_at_last_year: judge.against() == Against::YearAgo,
            first_negative,
        }
    }

    /// The period at an index, which has this value; `before`: the nearest one before it that has a value, with that.
    #[inline]
    fn point(&self, index: usize, value: f64, before: Option<(usize, f64)>, standard: &'a Standard) -> Point<'a> {
        let year_ago = if self.looks_at_last_year { value_a_year_ago(self.series, index, self.first) } else { None };
        Point {
            values: self.values.get(..=index - self.first).unwrap_or_default(),
            value,
            before: before.map(|(_, before)| before),
            year_ago: year_ago.map(|(_, value)| value),
            negative: Negative {
                up_to_before: before.is_some_and(|(before, _)| self.first_negative <= before),
                up_to_year_ago: year_ago.is_some_and(|(year_ago, _)| self.first_negative <= year_ago),
            },
            standard,
            better: self.kpi.better,
            schedule: &self.series.timeline().schedule,
            period: self.series.period(index),
        }
    }

    /// The nearest period before an index that has a value, with that.
    #[inline]
    fn before(&self, index: usize) -> Option<(usize, f64)> {
        let earlier = self.values.get(..index - self.first)?.iter().enumerate().rev();
        earlier.map(|(position, &value)| (self.first + position, value)).find(|(_, value)| !value.is_nan())
    }

    /// The last index before which the rule is quiet for sure, whatever came before: oks in a row clear it, and nothing but what comes
    /// after them counts. Most often not even the last period has to be gone through: without this a scan costs twice as much.
    fn quiet_before(&self, judge: &mut impl RuleJudge) -> usize {
        if judge.sees_all() {
            return self.first;
        }
        let schedule = &self.series.timeline().schedule;
        let unrevised = self.kpi.revisions.is_empty().then(|| Standard::at(self.kpi, self.series, self.first));
        let newest = (self.first..self.end).rev().find(|index| self.series.value(*index).is_some());
        let mut oks = 0;
        let clears = |judge: &_, index: usize| {
            let Terms { of, clear_after, .. } = RuleJudge::terms(judge, schedule, self.series.period(index));
            of.unwrap_or(1).max(clear_after)
        };
        let same = (!schedule.has_periods_of_many_lengths()).then(|| clears(judge, self.first));
        for index in (self.first..self.end).rev() {
            let standard = unrevised.unwrap_or_else(|| Standard::at(self.kpi, self.series, index));
            let judgement = match self.series.value(index) {
                // From a gap there is no look back: over centuries of them each would look past all the others.
                None => Some(without_value(judge, self.series, index)),
                Some(value) => {
                    let judged = Judged { series: self.series, kpi: self.kpi, ..*self };
                    judge.alone(&judged.point(index, value, self.before(index), &standard))
                }
            };
            match judgement {
                Some(Judgement::Ok) => oks += 1,
                Some(Judgement::Unknown) => {}
                Some(Judgement::Breach) | None => oks = 0,
            }
            if oks == same.unwrap_or_else(|| clears(judge, index)) {
                // The newest value is always judged, to tell what it lacks; where it is ok it lacks nothing.
                return match newest {
                    Some(newest) if newest == index && oks == 1 => index + 1,
                    newest => newest.map_or(index, |newest| index.min(newest)),
                };
            }
        }
        self.first
    }
}

/// Takes the rule through the periods that can be judged, from the index `start` on, before which the machine is quiet.
fn run<J: RuleJudge>(
    mut judge: J,
    judged: &Judged<'_>,
    start: usize,
    mut observe: impl FnMut(usize, Judgement, &Machine),
) -> Ran<J> {
    let Judged { kpi, series, first, end, values, .. } = *judged;
    let schedule = &series.timeline().schedule;
    let mut machine = Machine::new(judge.terms(schedule, series.period(first)));
    let mut standards = Standards::of(kpi, schedule);
    let mut shortage = None;
    let mut before = judged.before(start);
    for (index, &value) in (first..end).zip(values).skip(start - first) {
        judge.see(values.get(..=index - first).unwrap_or_default());
        let period = series.period(index);
        if schedule.has_periods_of_many_lengths() {
            machine.set_terms(judge.terms(schedule, period));
        }
        let judgement = if value.is_nan() {
            without_value(&judge, series, index)
        } else {
            let standard = *standards.at(period);
            let judged = Judged { series, kpi, ..*judged };
            let verdict = judge.judge(&judged.point(index, value, before, &standard), machine.is_raised());
            before = Some((index, value));
            shortage = match verdict {
                Verdict::Unknown(shortage) => Some(shortage),
                Verdict::Breach | Verdict::Ok => None,
            };
            verdict.into()
        };
        machine.step(index, judgement);
        observe(index, judgement, &machine);
    }
    if before.is_none() {
        let standard = Standard::on(kpi, series.as_of());
        let newest = end.checked_sub(1).map(|newest| series.period(newest));
        let needed = judge.needs(schedule, newest.unwrap_or_else(|| schedule.period_on(series.as_of())));
        let values = match judge.against() {
            Against::Previous => Shortage::values(needed, 0),
            Against::YearAgo => Shortage::UNFIT,
        };
        shortage = judge.lacks(&standard).or(Some(values));
    }
    Ran { judge, machine, shortage }
}

/// The index and the value of the period a year before the one at an index, where both lie in one phase, which begins at `first`.
fn value_a_year_ago(series: &Series, index: usize, first: usize) -> Option<(usize, f64)> {
    let (period, value) = series.year_ago(series.period(index))?;
    Some((series.index_of(period).filter(|index| *index >= first)?, value))
}

/// What a rule says of a period without a value: of an awaited or a withheld one nothing.
#[inline]
fn without_value(judge: &impl RuleJudge, series: &Series, index: usize) -> Judgement {
    if series.content(index) == Content::Gap { judge.gap() } else { Judgement::Unknown }
}

/// What a trigger says, in English.
pub(crate) fn message(rule: &Rule, kpi: &Kpi, team: Option<&str>, series: &Series, outcome: &RuleOutcome) -> String {
    let name = match team {
        Some(team) => format!("`{}` of `{team}`", kpi.name),
        None => format!("`{}`", kpi.name),
    };
    if let Some(shortage) = outcome.shortage {
        return format!("{name} cannot be judged by `{}`: {}", rule.kind(), lacking(shortage));
    }
    let facts = MessageInput { kpi, series: judged_series(rule, series), outcome };
    let (says, terms) = with_judge!(rule, judge => (judge.says(&facts), facts.terms(&judge)));
    match outcome.state {
        TriggerState::Recovering => format!(
            "{name} {says}; recovering: {} of {} without a breach",
            outcome.clear_run,
            facts.periods(terms.clear_after)
        ),
        _ => format!("{name} {says}"),
    }
}

fn lacking(shortage: Shortage) -> String {
    match (shortage.lack, shortage.needed, shortage.have) {
        (Lack::Range, ..) => "it has no healthy range and no target".to_owned(),
        (Lack::Target, ..) => "it has no target".to_owned(),
        (Lack::Values, Some(needed), Some(have)) => {
            let plural = if needed == 1 { "" } else { "s" };
            format!("it needs at least {needed} value{plural}, found {have}")
        }
        (Lack::Values, ..) => "the rule does not apply to its values".to_owned(),
    }
}

#[cfg(test)]
mod tests;
