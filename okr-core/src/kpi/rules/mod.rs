//! The rules: each turns the series of a KPI into breach, ok or unknown for each complete period.
//!
//! A rule is a file with a type that implements [`RuleJudge`], and a line in [`with_judge!`](with_judge), the registry.
//! What fires and clears from its judgements is the [`Machine`](super::machine::Machine)'s matter.

mod off_target;
mod out_of_range;
mod shift;
mod spike;
mod stagnant;
mod stale;
mod trend;
mod worsening;

use std::ops::Range;

use super::machine::{Judgement, Machine, State, Terms};
use super::wording;
use crate::calendar::day_number;
use crate::plan::{Better, Kpi, Missing, Rule};
use crate::report::{Lack, TriggerState};
use crate::series::{Series, Standard, Standards};

/// Why a rule could not judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shortage {
    /// What it lacks.
    pub(crate) lack: Lack,
    /// How many values it needs, where more of them would do.
    pub(crate) needed: Option<u32>,
    /// How many it has.
    pub(crate) have: Option<u32>,
}

impl Shortage {
    const RANGE: Self = Shortage { lack: Lack::Range, needed: None, have: None };
    const TARGET: Self = Shortage { lack: Lack::Target, needed: None, have: None };
    /// Values there are, but not such as it needs.
    const UNFIT: Self = Shortage { lack: Lack::Values, needed: None, have: None };

    const fn values(needed: u32, have: u32) -> Self {
        Shortage { lack: Lack::Values, needed: Some(needed), have: Some(have) }
    }
}

/// What a rule says of a period that has a value.
#[derive(Clone, Copy)]
enum Verdict {
    Breach,
    Ok,
    Unknown(Shortage),
}

impl From<bool> for Verdict {
    fn from(breach: bool) -> Self {
        if breach { Verdict::Breach } else { Verdict::Ok }
    }
}

/// A period with a value, as a rule sees it.
struct Point<'a> {
    /// The values of all periods up to this one, NaN where there is none.
    values: &'a [f64],
    /// The value.
    value: f64,
    /// That of the nearest period before it that has one.
    before: Option<f64>,
    /// What is in force on the period's last day.
    standard: &'a Standard,
    better: Better,
}

impl<'a> Point<'a> {
    /// The period at a index of a series, where it has a value. `standard` is what is in force in it.
    #[inline]
    fn at(series: &'a Series, index: usize, standard: &'a Standard, better: Better) -> Option<Self> {
        let values = series.values().get(..=index)?;
        let (&value, earlier) = values.split_last()?;
        if value.is_nan() {
            // No look back from a gap: over centuries of them each would look past all the others.
            return None;
        }
        let before = earlier.iter().rev().copied().find(|before| !before.is_nan());
        Some(Point { values, value, before, standard, better })
    }

    /// By how much `value` is worse than `other`, by what is in force now.
    fn worse_by(&self, value: f64, other: f64) -> f64 {
        crate::series::worse_by(self.better, self.standard, value, other)
    }
}

/// A rule at work on one series.
trait RuleJudge {
    /// When it fires and clears.
    fn terms(&self) -> Terms;

    /// What a gap is to it.
    fn gap(&self) -> Judgement {
        Judgement::Unknown
    }

    /// Judges a period with a value, the periods one after the other. `raised`: it has fired and not cleared since.
    fn judge(&mut self, point: &Point<'_>, raised: bool) -> Verdict;

    /// What it says of a period with a value, whatever it said of those before; none where it hangs on that.
    fn alone(&self, point: &Point<'_>) -> Option<Judgement>;

    /// Whether it has to see every period of a series with these values.
    fn sees_all(&self, _values: &[f64]) -> bool {
        false
    }

    /// Sees each period before it is judged, with or without a value: `values` are those up to and with it.
    fn see(&mut self, _values: &[f64]) {}

    /// What it lacks where there is no value at all, but for the values.
    fn lacks(&self, _standard: &Standard) -> Option<Shortage> {
        None
    }

    /// How many values it needs.
    fn needs(&self) -> u32 {
        1
    }

    /// The first index on which the breach at `since` rests.
    fn rests_on(&self, _series: &Series, since: usize) -> usize {
        since
    }

    /// What is wrong, as the rest of a sentence that starts with the name of the KPI.
    fn says(&self, facts: &MessageInput<'_>) -> String;

    /// The title of an objective that answers it, as a manager would write it: at least three words, and no digit
    /// except those of `name`.
    fn title(&self, name: &str, standard: &Standard) -> String;

    /// The chance that pure noise fires it within 12 periods, where it is known.
    fn false_alarm(&self) -> Option<f64> {
        None
    }
}

/// Runs `$body` with the judge of a rule: the registry.
macro_rules! with_judge {
    ($rule:expr, $kpi:expr, $judge:ident => $body:expr) => {
        match $rule {
            Rule::OutOfRange(rule) => {
                let $judge = out_of_range::OutOfRange::new(rule, $kpi);
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
                let $judge = stagnant::Stagnant::new(rule, $kpi);
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

/// Where a rule stands that is not quiet. MetricIndices count the periods of the series.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RuleOutcome {
    /// The index of the rule among those of the KPI.
    pub(crate) rule: usize,
    /// Where it stands.
    pub(crate) state: TriggerState,
    /// What it lacks; none where it could judge.
    pub(crate) shortage: Option<Shortage>,
    /// The index of the first breach.
    pub(crate) since: Option<usize>,
    /// The index of the period on which it fired.
    pub(crate) fired: Option<usize>,
    /// Breaches since then.
    pub(crate) run: u32,
    /// Periods in a row without a breach since the newest one.
    pub(crate) clear_run: u32,
    /// The periods on which it rests, from what the first breach was compared with to the newest breach.
    pub(crate) evidence: Range<usize>,
}

/// Where a rule stood after a period.
#[cfg(test)]
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
    let unrevised = kpi.revisions.is_empty().then(|| Standard::at(kpi, series, 0));
    for (index, rule) in rules.iter().enumerate() {
        let outcome = with_judge!(rule, kpi, judge => {
            let start = quiet_before(&judge, kpi, series, unrevised.as_ref());
            // Behind the last period there is nothing to go through.
            if start < series.len() || series.len() == 0 { outcome(judge, kpi, series, start) } else { None }
        });
        outcomes.extend(outcome.map(|outcome| RuleOutcome { rule: index, ..outcome }));
    }
}

/// Where a rule stood after each period of a series.
#[cfg(test)]
pub(crate) fn rule_history(kpi: &Kpi, rule: &Rule, series: &Series) -> Vec<RuleStep> {
    let mut steps = Vec::with_capacity(series.len());
    with_judge!(rule, kpi, judge => {
        run(judge, kpi, series, 0, |judgement, machine| {
            let Machine { state, since, fired, run, clear_run, .. } = *machine;
            steps.push(RuleStep { judgement, state, since, fired, run, clear_run });
        });
    });
    steps
}

/// Whether a KPI is watched on a day: not before its start, and not retired.
pub(crate) fn in_service(kpi: &Kpi, day: i32) -> bool {
    kpi.start.is_none_or(|start| day_number(start) <= day) && kpi.end.is_none_or(|end| day <= day_number(end))
}

/// The chance that pure noise fires a rule within 12 periods, where it is known.
pub(crate) fn false_alarm(rule: &Rule, kpi: &Kpi) -> Option<f64> {
    with_judge!(rule, kpi, judge => judge.false_alarm())
}

/// The title of an objective that answers a rule.
pub(crate) fn title(rule: &Rule, kpi: &Kpi, name: &str, standard: &Standard) -> String {
    with_judge!(rule, kpi, judge => judge.title(name, standard))
}

/// Where a rule stands that has gone through all periods.
#[cfg(test)]
pub(crate) fn outcome_of_all(kpi: &Kpi, rule: &Rule, series: &Series) -> Option<RuleOutcome> {
    with_judge!(rule, kpi, judge => outcome(judge, kpi, series, 0))
}

fn outcome(judge: impl RuleJudge, kpi: &Kpi, series: &Series, start: usize) -> Option<RuleOutcome> {
    let Ran { judge, machine, shortage } = run(judge, kpi, series, start, |_, _| {});
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
        evidence: judge.rests_on(series, since)..latest.saturating_add(1),
    })
}

/// A rule that has seen the whole series.
struct Ran<J> {
    judge: J,
    machine: Machine,
    /// Why the newest period with a value could not be judged; none where it could.
    shortage: Option<Shortage>,
}

/// Takes the rule from the index `start`, where the machine is quiet, to the end of the series.
fn run<J: RuleJudge>(
    mut judge: J,
    kpi: &Kpi,
    series: &Series,
    start: usize,
    mut observe: impl FnMut(Judgement, &Machine),
) -> Ran<J> {
    let mut machine = Machine::new(judge.terms());
    let mut standards = Standards::of(kpi, series.calendar());
    let mut shortage = None;
    let values = series.values();
    let mut before = series.value_before(start).map(|(_, before)| before);
    for (index, &value) in values.iter().enumerate().skip(start) {
        let values = values.get(..=index).unwrap_or(values);
        judge.see(values);
        let judgement = if value.is_nan() {
            without_value(&judge, series, index)
        } else {
            let standard = standards.at(series.period(index).index);
            let point = Point { values, value, before, standard, better: kpi.better };
            before = Some(value);
            let verdict = judge.judge(&point, machine.is_raised());
            shortage = match verdict {
                Verdict::Unknown(shortage) => Some(shortage),
                Verdict::Breach | Verdict::Ok => None,
            };
            verdict.into()
        };
        machine.step(index, judgement);
        observe(judgement, &machine);
    }
    if series.newest_value().is_none() {
        let standard = Standard::on(kpi, series.as_of());
        shortage = judge.lacks(&standard).or(Some(Shortage::values(judge.needs(), 0)));
    }
    Ran { judge, machine, shortage }
}

/// What a rule says of a period without a value.
#[inline]
fn without_value(judge: &impl RuleJudge, series: &Series, index: usize) -> Judgement {
    if series.is_withheld(index) { Judgement::Unknown } else { judge.gap() }
}

/// The last index before which the machine is quiet for sure, whatever came before: oks in a row clear it, and nothing but what comes after
/// them counts. So a rule need not go through the whole of a long series; most often not even through its last period. `unrevised` is what
/// is in force all the time.
fn quiet_before(judge: &impl RuleJudge, kpi: &Kpi, series: &Series, unrevised: Option<&Standard>) -> usize {
    let Terms { of, clear_after, .. } = judge.terms();
    let clears = of.unwrap_or(1).max(clear_after);
    let indices = if judge.sees_all(series.values()) { 0..0 } else { series.indices() };
    let mut oks = 0;
    for index in indices.rev() {
        let standard = unrevised.copied().unwrap_or_else(|| Standard::at(kpi, series, index));
        let judgement = match Point::at(series, index, &standard, kpi.better) {
            Some(point) => judge.alone(&point),
            None => Some(without_value(judge, series, index)),
        };
        match judgement {
            Some(Judgement::Ok) => oks += 1,
            Some(Judgement::Unknown) => {}
            Some(Judgement::Breach) | None => oks = 0,
        }
        if oks == clears {
            // The newest value is always judged, to tell what it lacks; where it is ok it lacks nothing.
            return match series.newest_value() {
                Some((newest, _)) if newest == index && clears == 1 => index + 1,
                newest => newest.map_or(index, |(newest, _)| index.min(newest)),
            };
        }
    }
    0
}

impl From<Verdict> for Judgement {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Breach => Judgement::Breach,
            Verdict::Ok => Judgement::Ok,
            Verdict::Unknown(_) => Judgement::Unknown,
        }
    }
}

impl From<Missing> for Judgement {
    fn from(missing: Missing) -> Self {
        match missing {
            Missing::Hold => Judgement::Unknown,
            Missing::Breach => Judgement::Breach,
            Missing::Ok => Judgement::Ok,
        }
    }
}

/// The index of the value that stands `back` values before the one at `index`; the first one where there are fewer.
fn values_back(series: &Series, index: usize, back: u32) -> usize {
    let mut at = index;
    for _ in 0..back {
        let Some((earlier, _)) = series.value_before(at) else { break };
        at = earlier;
    }
    at
}

/// What a message is made from.
pub(crate) struct MessageInput<'a> {
    kpi: &'a Kpi,
    series: &'a Series,
    outcome: &'a RuleOutcome,
}

impl MessageInput<'_> {
    fn unit(&self) -> Option<&str> {
        self.kpi.unit.as_deref()
    }

    fn quantity(&self, x: f64) -> String {
        wording::quantity(x, self.unit())
    }

    /// The index of the newest breach.
    fn latest(&self) -> usize {
        self.outcome.evidence.end.saturating_sub(1)
    }

    /// What was in force on the last day of the newest breach's period.
    fn standard(&self) -> Standard {
        Standard::at(self.kpi, self.series, self.latest())
    }

    /// `14% in 2026-07`.
    fn value_at(&self, index: usize) -> String {
        let label = self.series.label(index);
        match self.series.value(index) {
            Some(value) => format!("{} in {label}", self.quantity(value)),
            None => format!("no value in {label}"),
        }
    }

    fn periods(&self, count: u32) -> String {
        wording::periods(count, self.kpi.cadence)
    }

    /// `3 months in a row since 2026-05`, or how far it is from firing.
    fn run(&self, terms: Terms) -> String {
        let run = self.outcome.run;
        let since = self.outcome.since.map(|since| self.series.label(since)).unwrap_or_default();
        match (self.outcome.state, terms.of) {
            (TriggerState::Pending, None) => {
                format!("{} so far, fires after {} in a row", self.periods(run), terms.periods)
            }
            (TriggerState::Pending, Some(of)) => {
                format!("{} so far, fires after {} of {of}", self.periods(run), terms.periods)
            }
            (_, None) if run > 1 && self.outcome.clear_run == 0 => {
                format!("{} in a row since {since}", self.periods(run))
            }
            _ => format!("{} since {since}", self.periods(run)),
        }
    }
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
    let facts = MessageInput { kpi, series, outcome };
    let (says, terms) = with_judge!(rule, kpi, judge => (judge.says(&facts), judge.terms()));
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
