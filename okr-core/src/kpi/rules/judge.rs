//! What a rule is: how it judges a period, what it lacks, and what it says.

use std::ops::Range;

use super::super::machine::{Judgement, Terms};
use super::super::wording;
use crate::calendar::Schedule;
use crate::plan::{Against, Better, Kpi, Missing};
use crate::report::{Lack, TriggerState};
use crate::series::{Series, Standard};

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
    pub(super) const RANGE: Self = Shortage { lack: Lack::Range, needed: None, have: None };
    pub(super) const TARGET: Self = Shortage { lack: Lack::Target, needed: None, have: None };
    /// Values there are, but not such as it needs.
    pub(super) const UNFIT: Self = Shortage { lack: Lack::Values, needed: None, have: None };

    pub(super) const fn values(needed: u32, have: u32) -> Self {
        Shortage { lack: Lack::Values, needed: Some(needed), have: Some(have) }
    }
}

/// What a rule says of a period that has a value.
#[derive(Clone, Copy)]
pub(super) enum Verdict {
    Breach,
    Ok,
    Unknown(Shortage),
}

impl From<bool> for Verdict {
    fn from(breach: bool) -> Self {
        if breach { Verdict::Breach } else { Verdict::Ok }
    }
}

/// A period with a value, as a rule sees it: nothing before the phase in which it lies.
pub(super) struct Point<'a> {
    /// The values of all periods of the phase up to this one, NaN where there is none.
    pub(super) values: &'a [f64],
    /// The value.
    pub(super) value: f64,
    /// That of the nearest period before it that has one.
    pub(super) before: Option<f64>,
    /// That of the period a year before it.
    pub(super) year_ago: Option<f64>,
    /// Whether a value up to `before` is negative, and one up to `year_ago`: percents of such values say nothing.
    pub(super) negative: Negative,
    /// What is in force on the period's last day.
    pub(super) standard: &'a Standard,
    pub(super) better: Better,
    pub(super) schedule: &'a Schedule,
    pub(super) period: i32,
}

/// Whether a phase has had a negative value.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Negative {
    pub(super) up_to_before: bool,
    pub(super) up_to_year_ago: bool,
}

impl Point<'_> {
    /// By how much `value` is worse than `other`, by what is in force now.
    pub(super) fn worse_by(&self, value: f64, other: f64) -> f64 {
        crate::series::worse_by(self.better, self.standard, value, other)
    }

    /// Whether `value` is worse than `other`, by what is in force now.
    pub(super) fn is_worse(&self, value: f64, other: f64) -> bool {
        crate::series::compare(self.better, self.standard, value, other).is_gt()
    }

    /// The value that this one is compared with.
    pub(super) fn base(&self, against: Against) -> Option<f64> {
        match against {
            Against::Previous => self.before,
            Against::YearAgo => self.year_ago,
        }
    }

    /// Whether percents of the value that this one is compared with say something.
    pub(super) fn has_percent(&self, against: Against) -> bool {
        let negative = match against {
            Against::Previous => self.negative.up_to_before,
            Against::YearAgo => self.negative.up_to_year_ago,
        };
        !negative && self.base(against).is_some_and(|base| base != 0.0)
    }
}

/// A rule at work on one series.
pub(super) trait RuleJudge {
    /// When it fires and clears, at a period of a schedule.
    fn terms(&self, schedule: &Schedule, period: i32) -> Terms;

    /// What a gap is to it.
    fn gap(&self) -> Judgement {
        Judgement::Unknown
    }

    /// Judges a period with a value, the periods one after the other. `raised`: it has fired and not cleared since.
    fn judge(&mut self, point: &Point<'_>, raised: bool) -> Verdict;

    /// What it says of a period with a value, whatever it said of those before; none where it hangs on that.
    fn alone(&mut self, _point: &Point<'_>) -> Option<Judgement> {
        None
    }

    /// Whether it has to see every period.
    fn sees_all(&self) -> bool {
        false
    }

    /// Whether it compares by percents, which say nothing of negative values.
    fn uses_percents(&self) -> bool {
        false
    }

    /// Whether it judges single periods where the values of the KPI look back over several.
    fn sees_single_periods(&self) -> bool {
        false
    }

    /// Sees each period before it is judged, with or without a value: `values` are those of its phase up to and with it.
    fn see(&mut self, _values: &[f64]) {}

    /// Whether it compares values with those of a year before.
    fn against(&self) -> Against {
        Against::Previous
    }

    /// What it lacks where there is no value at all, but for the values.
    fn lacks(&self, _standard: &Standard) -> Option<Shortage> {
        None
    }

    /// How many values it needs, at a period of a schedule.
    fn needs(&self, _schedule: &Schedule, _period: i32) -> u32 {
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

/// What a comparison lacks: a second value, or the one of a year before.
pub(super) fn shortage(against: Against) -> Shortage {
    match against {
        Against::Previous => Shortage::values(2, 1),
        Against::YearAgo => Shortage::UNFIT,
    }
}

/// The index of the value that stands `back` values before the one at `index`; the first one where there are fewer.
pub(super) fn values_back(series: &Series, index: usize, back: u32) -> usize {
    let mut at = index;
    for _ in 0..back {
        let Some((earlier, _)) = series.value_before(at) else { break };
        at = earlier;
    }
    at
}

/// What a message is made from.
pub(crate) struct MessageInput<'a> {
    pub(super) kpi: &'a Kpi,
    pub(super) series: &'a Series,
    pub(super) outcome: &'a RuleOutcome,
}

impl MessageInput<'_> {
    pub(super) fn unit(&self) -> Option<&str> {
        self.kpi.unit.as_deref()
    }

    pub(super) fn quantity(&self, x: f64) -> String {
        wording::quantity(x, self.unit())
    }

    /// The index of the newest breach.
    pub(super) fn latest(&self) -> usize {
        self.outcome.evidence.end.saturating_sub(1)
    }

    /// What was in force on the last day of the newest breach's period.
    pub(super) fn standard(&self) -> Standard {
        Standard::at(self.kpi, self.series, self.latest())
    }

    /// `14% in 2026-07`.
    pub(super) fn value_at(&self, index: usize) -> String {
        let label = self.series.label(index);
        match self.series.value(index) {
            Some(value) => format!("{} in {label}", self.quantity(value)),
            None => format!("no value in {label}"),
        }
    }

    pub(super) fn periods(&self, count: u32) -> String {
        wording::periods(count, self.series.timeline().schedule.noun())
    }

    /// The value of a year before the period at an index.
    pub(super) fn value_a_year_before(&self, index: usize) -> String {
        match self.series.year_ago(self.series.period(index)) {
            Some((period, value)) => format!("{} in {}", self.quantity(value), self.series.label_of(period)),
            None => "nothing".to_owned(),
        }
    }

    /// The terms of a rule at its newest breach.
    pub(super) fn terms(&self, judge: &impl RuleJudge) -> Terms {
        judge.terms(&self.series.timeline().schedule, self.series.period(self.latest()))
    }

    /// The periods without a value from one index to another.
    pub(super) fn without_value(&self, from: usize, to: usize) -> usize {
        (from..=to).filter(|index| self.series.value(*index).is_none()).count()
    }

    /// `3 months in a row since 2026-05`, or how far it is from firing. Values with gaps between them are never in a row; gaps that are
    /// breaches themselves are. Nothing of a rule that fires at the first breach: the value says that.
    pub(super) fn run(&self, judge: &impl RuleJudge) -> Option<String> {
        let (terms, run) = (self.terms(judge), self.outcome.run);
        let since = self.outcome.since.map(|since| self.series.label(since)).unwrap_or_default();
        let gaps = match self.outcome.since {
            Some(since) if judge.gap() != Judgement::Breach => self.without_value(since, self.latest()),
            _ => 0,
        };
        Some(match (self.outcome.state, terms.of) {
            (TriggerState::Pending, None) => {
                format!("{} so far, fires after {} in a row", self.periods(run), terms.periods)
            }
            (TriggerState::Pending, Some(of)) => {
                format!("{} so far, fires after {} of {of}", self.periods(run), terms.periods)
            }
            (_, None) if run > 1 && self.outcome.clear_run == 0 && gaps == 0 => {
                format!("{} in a row since {since}", self.periods(run))
            }
            _ if run > 1 && gaps > 0 => {
                let without = wording::periods(u32::try_from(gaps).unwrap_or(u32::MAX), "period");
                format!("{run} times since {since}, with {without} without a value between them")
            }
            _ if run == 1 && self.outcome.clear_run == 0 => return None,
            _ => format!("{} since {since}", self.periods(run)),
        })
    }

    /// A sentence with the run of its rule behind it, where there is something to say of that.
    pub(super) fn with_run(&self, judge: &impl RuleJudge, sentence: &str, between: &str) -> String {
        self.run(judge).map_or_else(|| sentence.to_owned(), |run| format!("{sentence}{between}{run}"))
    }
}
