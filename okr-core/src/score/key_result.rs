//! The score of one key result.

use std::borrow::Cow;

use super::forecast::{ForecastLine, forecast};
use super::pace;
use super::progress::{MeasureInput, Progress, progress, reads};
use super::roll_up_input::RollUpInput;
use super::silence::LastActivity;
use super::source::{Source, SourceScratch, of_series, own};
use super::status;
use super::track::Track;
use super::window::Window;
use crate::index::KeyResultIndex;
use crate::number::{clamp, unsigned};
use crate::plan::MeasureKind;
use crate::plan::policy::Unmeasured;
use crate::plan::{Aggregate, Ambition, KeyResult, Measure};
use crate::report::{Reason, Status};
use crate::series::{CheckInSummary, EvaluationContext, Lifecycle};
use crate::stats::Fit;

/// Everything that the report says of a key result, but for names.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct KeyResultScore {
    pub(crate) kind: MeasureKind,
    pub(crate) lifecycle: Lifecycle,
    pub(crate) ambition: Ambition,
    pub(crate) weight: f64,
    /// The weight as first written.
    pub(crate) first_weight: f64,
    pub(crate) baseline: Option<f64>,
    pub(crate) target: Option<f64>,
    pub(crate) current: Option<f64>,
    pub(crate) current_day: Option<i32>,
    pub(crate) raw: Option<f64>,
    pub(crate) score: Option<f64>,
    pub(crate) committed: Option<f64>,
    pub(crate) expected: f64,
    /// The value that is expected, of a `reach`.
    pub(crate) expected_value: Option<f64>,
    pub(crate) window: Window,
    pub(crate) status: Status,
    pub(crate) stale: bool,
    pub(crate) unmeasured: Option<Reason>,
    /// Whether it is past its end, with its last value known or no longer waited for.
    pub(crate) past_end: bool,
    /// Apart, so that scores lie close together.
    pub(crate) forecast: Option<Box<ForecastLine>>,
}

impl KeyResultScore {
    /// Whether it enters its objective's score.
    pub(crate) fn counts(&self) -> bool {
        self.lifecycle.counts() && self.score.is_some()
    }

    /// Whether it only waits for its time.
    pub(crate) fn waits(&self) -> bool {
        let waits = matches!(self.unmeasured, Some(Reason::NotStarted | Reason::NotDue));
        self.lifecycle.counts() && (waits || self.status == Status::NotStarted)
    }

    pub(crate) fn gap(&self) -> Option<f64> {
        self.score.map(|score| score - self.expected + 0.0)
    }
}

/// Memory that one key result after the other is scored with.
#[derive(Debug, Default)]
pub(crate) struct ScoringScratch {
    pub(super) source: SourceScratch,
    fit: Fit,
}

/// Scores a key result; `below` answers for a `roll_up`.
pub(super) fn score(
    context: &EvaluationContext<'_>,
    index: KeyResultIndex,
    objective: Lifecycle,
    below: impl Fn() -> RollUpInput,
    scratch: &mut ScoringScratch,
) -> KeyResultScore {
    let ScoringScratch { source, fit } = scratch;
    prepare(context, index, objective, below, source).score(fit)
}

/// Gathers everything that a key result is scored with.
pub(super) fn prepare<'a>(
    context: &'a EvaluationContext<'a>,
    index: KeyResultIndex,
    objective: Lifecycle,
    below: impl Fn() -> RollUpInput,
    scratch: &'a mut SourceScratch,
) -> Scoring<'a> {
    let (key_result, node) = context.plan.key_result(index);
    let (written_objective, _) = context.plan.objective(node.objective);
    let window = Window { start: node.start, end: objective.end(node.end), as_of: context.as_of };
    let (measure, weight) = key_result.in_force(window.looked_on());
    let needs_readings = reads(&measure) || reads(&key_result.measure);
    let rolls_up = rolls_up(&measure) || rolls_up(&key_result.measure);
    Scoring {
        context,
        key_result,
        measure,
        weight,
        window,
        source: source(context, index, key_result, window, needs_readings, scratch),
        check_ins: context.check_ins_on(index, node.objective),
        lifecycle: objective.of_key_result(key_result, context.as_of),
        closed: objective.closed(),
        ambition: key_result.ambition.unwrap_or(written_objective.ambition),
        below: if rolls_up { Some(below()) } else { None },
    }
}

fn rolls_up(measure: &Measure) -> bool {
    matches!(measure, Measure::RollUp(_))
}

fn source<'a>(
    context: &EvaluationContext<'a>,
    index: KeyResultIndex,
    key_result: &KeyResult,
    window: Window,
    needs_readings: bool,
    scratch: &'a mut SourceScratch,
) -> Source<'a> {
    let nothing = Source { track: Track::default(), withheld: &[], newest: None, kpi: None };
    if !needs_readings {
        return nothing;
    }
    match context.plan.key_results[index].series {
        None => own(context, index, window, scratch),
        Some(series) => of_series(context, series, key_result.aggregate, window, scratch),
    }
}

/// Everything that one key result is scored with.
pub(crate) struct Scoring<'a> {
    context: &'a EvaluationContext<'a>,
    pub(crate) key_result: &'a KeyResult,
    /// The measure in force.
    pub(crate) measure: Cow<'a, Measure>,
    weight: f64,
    pub(crate) window: Window,
    pub(crate) source: Source<'a>,
    check_ins: CheckInSummary,
    lifecycle: Lifecycle,
    closed: bool,
    ambition: Ambition,
    below: Option<RollUpInput>,
}

impl Scoring<'_> {
    pub(crate) fn score(&self, fit: &mut Fit) -> KeyResultScore {
        let measure = &*self.measure;
        let policy = self.context.policy;
        let window = self.window;
        let success = policy.success.of(self.ambition);
        let input = self.measure_input();
        let found = self.progress(measure, &input);
        let due = self.due_day(measure, found.newest);
        let past = self.past_end(measure);
        let reason = self.reason(&found, due, past);
        let raw = found.raw.ok().filter(|_| reason.is_none());
        let score = self.score_of(raw, reason, past);
        let expected = match (measure, self.below) {
            (Measure::RollUp(_), Some(RollUpInput { expected: Some(expected), .. })) if window.started() => expected,
            (Measure::RollUp(_), _) if window.started() => success * window.elapsed(window.looked_on()),
            _ => pace::expected(measure, &self.key_result.pace, success, window, due, past),
        };
        let Source { kpi, newest, .. } = self.source;
        let stale = LastActivity { window, kpi, newest, check_in: self.check_ins.last }.is_stale(measure, policy);
        let judged = status::StatusInput {
            lifecycle: self.lifecycle,
            closed: self.closed,
            score,
            success,
            gap: score.map(|score| score - expected),
            unmeasured: reason,
            is_new: self.is_new(past),
            past_end: past,
            stale,
            inside: matches!(measure, Measure::Hold(_)).then_some(found.inside),
            below: self.below.filter(|_| rolls_up(measure)),
        };
        KeyResultScore {
            kind: measure.kind(),
            lifecycle: self.lifecycle,
            ambition: self.ambition,
            weight: self.weight,
            first_weight: self.key_result.weight,
            baseline: found.baseline,
            target: found.target,
            current: found.current,
            current_day: found.newest,
            raw,
            score,
            committed: self.committed(measure, score, &input),
            expected,
            // That of a `reach` with a gap of 0.
            expected_value: found
                .ratio
                .filter(|_| window.as_of >= window.start)
                .map(|(from, to)| unsigned(from + expected * (to - from))),
            window,
            status: status::of_key_result(&judged, policy),
            stale,
            unmeasured: reason,
            past_end: past,
            forecast: self.forecast(measure, success, &input, fit),
        }
    }

    pub(crate) fn aggregate(&self) -> Aggregate {
        self.key_result.aggregate.unwrap_or(Aggregate::Latest)
    }

    pub(crate) fn measure_input(&self) -> MeasureInput<'_> {
        let looked_on = self.window.looked_on();
        let first = self.source.withheld.partition_point(|date| *date < self.window.start);
        MeasureInput {
            window: self.window,
            track: self.source.track,
            values: self.source.track.between(self.window.start, looked_on),
            withheld: self.source.withheld.get(first).is_some_and(|date| *date <= looked_on),
            aggregate: self.aggregate(),
            better: self.source.kpi.map(|read| read.kpi.better),
        }
    }

    fn progress(&self, measure: &Measure, input: &MeasureInput<'_>) -> Progress {
        match (measure, self.below) {
            (Measure::RollUp(_), Some(below)) if self.window.started() => {
                Progress { raw: below.score, ..Progress::missing(Reason::NoChildren) }
            }
            _ => progress(measure, input),
        }
    }

    /// Why there is no number; `not_due` comes before all but `not_started`.
    fn reason(&self, found: &Progress, due: i32, past: bool) -> Option<Reason> {
        match found.raw.err()? {
            Reason::NotStarted => Some(Reason::NotStarted),
            _ if due < self.window.start && !past && !self.closed => Some(Reason::NotDue),
            reason => Some(reason),
        }
    }

    /// Unmeasured ones score 0 or are left out; those whose time has not come count nowhere.
    fn score_of(&self, raw: Option<f64>, reason: Option<Reason>, past: bool) -> Option<f64> {
        match (raw, reason) {
            (Some(raw), _) => Some(clamp(raw, 0.0, 1.0)),
            (None, Some(Reason::NotStarted | Reason::NotDue)) => None,
            (None, Some(_)) if self.is_new(past) => None,
            (None, _) => match self.context.policy.unmeasured {
                Unmeasured::Zero => Some(0.0),
                Unmeasured::Exclude => None,
            },
        }
    }

    /// Whether these are its first days, in which it may still be without a value: not once it is past its end, or closed.
    fn is_new(&self, past: bool) -> bool {
        let since_start = i64::from(self.window.as_of) - i64::from(self.window.start);
        since_start <= i64::from(self.context.policy.check_in_days) && !past && !self.closed && self.lifecycle.counts()
    }

    /// The score had the key result not been revised.
    fn committed(&self, measure: &Measure, score: Option<f64>, input: &MeasureInput<'_>) -> Option<f64> {
        let first = &self.key_result.measure;
        if first == measure {
            return match (measure, self.below) {
                (Measure::RollUp(_), Some(below)) if self.window.started() => {
                    let raw = below.committed.ok();
                    self.score_of(raw, below.committed.err(), self.past_end(measure))
                }
                _ => score,
            };
        }
        let found = match (first, self.below) {
            (Measure::RollUp(_), Some(below)) if self.window.started() => {
                Progress { raw: below.committed, ..Progress::missing(Reason::NoChildren) }
            }
            _ => progress(first, input),
        };
        let due = self.due_day(first, found.newest);
        let reason = self.reason(&found, due, self.past_end(first));
        self.score_of(found.raw.ok().filter(|_| reason.is_none()), reason, self.past_end(first))
    }

    /// The day by which it is judged: no later than what its source can know.
    fn due_day(&self, measure: &Measure, newest: Option<i32>) -> i32 {
        let looked_on = self.window.looked_on();
        match (self.source.kpi, newest) {
            _ if !reads(measure) => looked_on,
            (Some(kpi), _) => kpi.due_day(newest, self.window),
            (None, Some(newest)) if self.window.is_recent(newest, self.context.policy) => newest.min(looked_on),
            (None, _) => looked_on,
        }
    }

    fn past_end(&self, measure: &Measure) -> bool {
        let window = self.window;
        let awaited = || match self.source.kpi {
            Some(kpi) if reads(measure) => !kpi.is_complete(self.source.track, window),
            _ => false,
        };
        window.as_of > window.end && !awaited()
    }

    fn forecast(
        &self,
        measure: &Measure,
        success: f64,
        input: &MeasureInput<'_>,
        fit: &mut Fit,
    ) -> Option<Box<ForecastLine>> {
        if !self.context.forecasts || !self.window.started() {
            return None;
        }
        forecast(measure, input, success, fit).map(Box::new)
    }
}
