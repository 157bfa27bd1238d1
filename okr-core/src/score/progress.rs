//! Progress: what a measure makes of a track.

use super::track::Track;
use super::window::Window;
use crate::number::{LARGEST_RAW, at_least, at_most, clamp, same};
use crate::plan::{Aggregate, Better, Curve, Direction, Hold, Judge, Measure, Milestones, Reach, Target};
use crate::report::Reason;

/// What a measure is looked at with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MeasureInput<'a> {
    pub(crate) window: Window,
    pub(crate) track: Track<'a>,
    /// Those of the values that lie in the window.
    pub(crate) values: Track<'a>,
    /// Whether the window holds values that are withheld for their small samples.
    pub(crate) withheld: bool,
    pub(crate) aggregate: Aggregate,
    /// The direction of the KPI that is read.
    pub(crate) better: Option<Better>,
}

/// How far a key result has come, or why that is not known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Progress {
    pub(crate) raw: Result<f64, Reason>,
    pub(crate) baseline: Option<f64>,
    pub(crate) target: Option<f64>,
    /// Baseline and target of a way on which progress is proportional.
    pub(crate) ratio: Option<(f64, f64)>,
    pub(crate) current: Option<f64>,
    /// Date of the newest value in the window.
    pub(crate) newest: Option<i32>,
    /// Whether the last value lies inside the bounds of a `hold`.
    pub(crate) inside: bool,
}

impl Progress {
    pub(crate) fn missing(reason: Reason) -> Self {
        Progress {
            raw: Err(reason),
            baseline: None,
            target: None,
            ratio: None,
            current: None,
            newest: None,
            inside: false,
        }
    }
}

/// The way from a baseline to a target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum ReachFormula {
    /// `(v - from) / (to - from)`.
    Ratio { from: f64, to: f64 },
    /// All or nothing: 1 where `v` meets `to` in the direction, else the other.
    Meet { to: f64, direction: Direction, otherwise: Result<f64, Reason> },
    /// No way.
    None(Reason),
}

/// A way with what is known of its ends, and the values that go it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ResolvedReach<'a> {
    pub(crate) formula: ReachFormula,
    pub(crate) baseline: Option<f64>,
    pub(crate) target: Option<f64>,
    pub(crate) values: Track<'a>,
}

/// The progress of a measure other than `roll_up`.
pub(crate) fn progress(measure: &Measure, input: &MeasureInput<'_>) -> Progress {
    let mut progress = match measure {
        Measure::Reach(reach) => of_reach(reach, input),
        Measure::Hold(hold) => of_hold(hold, input),
        Measure::Curve(curve) => of_value(input, |value| curve_score(curve, value)),
        Measure::Milestones(milestones) => {
            let raw = Ok(milestones_done(milestones, input.window.looked_on()));
            Progress { raw, ..Progress::missing(Reason::NoReading) }
        }
        Measure::Establish(_) => {
            let measured = of_value(input, |_| 1.0);
            Progress { raw: Ok(measured.raw.unwrap_or(0.0)), ..measured }
        }
        Measure::RollUp(_) => Progress::missing(Reason::NoChildren),
    };
    if !input.window.started() {
        progress.raw = Err(Reason::NotStarted);
    }
    progress.raw = progress.raw.map(|raw| clamp(raw, -LARGEST_RAW, LARGEST_RAW));
    progress
}

impl<'a> MeasureInput<'a> {
    /// Why there is no value, where there is none.
    fn lack(&self, values: Track<'_>) -> Option<Reason> {
        match (values.is_empty(), self.withheld) {
            (false, _) => None,
            (true, true) => Some(Reason::SmallSample),
            (true, false) => Some(Reason::NoReading),
        }
    }

    fn direction(&self, reach: &Reach) -> Option<Direction> {
        reach.direction.or_else(|| match self.better? {
            Better::Higher => Some(Direction::Up),
            Better::Lower => Some(Direction::Down),
            Better::Inside => None,
        })
    }

    /// What a `hold` is judged by: the share of its readings, or, where they are aggregated, their aggregate.
    pub(crate) fn judge(&self, hold: &Hold) -> Judge {
        let aggregated = self.aggregate != Aggregate::Latest;
        hold.judge.unwrap_or(if aggregated { Judge::Latest } else { Judge::Share })
    }

    /// The way of a `reach`, and the values that go it.
    pub(crate) fn resolve_reach(&self, reach: &Reach) -> ResolvedReach<'a> {
        let whole = self.values;
        if let Some(from) = reach.from {
            let to = reach.to.value(from);
            return ResolvedReach {
                formula: ReachFormula::Ratio { from, to },
                baseline: Some(from),
                target: Some(to),
                values: whole,
            };
        }
        if self.aggregate == Aggregate::Sum {
            return self.route_from(reach, Some(0.0), whole);
        }
        let before = self.track.between(i32::MIN, self.window.start.min(self.window.looked_on())).last();
        // The reading that is the baseline does not count as progress.
        let taken = before.is_some_and(|(date, _)| date == self.window.start);
        let first = if taken { self.window.start.saturating_add(1) } else { self.window.start };
        let values = self.track.between(first, self.window.looked_on());
        self.route_from(reach, before.map(|(_, value)| value), values)
    }

    fn route_from(&self, reach: &Reach, baseline: Option<f64>, values: Track<'a>) -> ResolvedReach<'a> {
        let target = match (reach.to, baseline) {
            (Target::To(to), _) => Some(to),
            (relative, baseline) => baseline.map(|from| relative.value(from)),
        };
        let known = match reach.to {
            Target::To(_) => self.direction(reach),
            _ => None,
        };
        let way = match (baseline, target, known) {
            (None, Some(to), Some(direction)) => {
                ReachFormula::Meet { to, direction, otherwise: Err(Reason::NoBaseline) }
            }
            (Some(from), Some(to), Some(direction)) if meets(from, to, direction) => {
                ReachFormula::Meet { to, direction, otherwise: Ok(0.0) }
            }
            (Some(from), Some(to), _) if same(from, to) => ReachFormula::None(Reason::FlatTarget),
            (Some(from), Some(to), _) => ReachFormula::Ratio { from, to },
            _ => ReachFormula::None(Reason::NoBaseline),
        };
        ResolvedReach { formula: way, baseline, target, values }
    }
}

/// Whether a value is at or past a target in a direction.
pub(crate) fn meets(value: f64, target: f64, direction: Direction) -> bool {
    match direction {
        Direction::Up => at_least(value, target),
        Direction::Down => at_most(value, target),
    }
}

impl ReachFormula {
    /// The raw progress of a value.
    pub(crate) fn raw(self, value: f64) -> Result<f64, Reason> {
        match self {
            ReachFormula::Ratio { from, to } => Ok((value - from) / (to - from)),
            ReachFormula::Meet { to, direction, .. } if meets(value, to, direction) => Ok(1.0),
            ReachFormula::Meet { otherwise, .. } => otherwise,
            ReachFormula::None(reason) => Err(reason),
        }
    }

    /// Why there is no number, whatever the value would be.
    fn obstacle(self) -> Option<Reason> {
        match self {
            ReachFormula::Meet { otherwise: Err(reason), .. } | ReachFormula::None(reason) => Some(reason),
            _ => None,
        }
    }
}

fn of_reach(reach: &Reach, input: &MeasureInput<'_>) -> Progress {
    let resolved = input.resolve_reach(reach);
    let current = resolved.values.aggregate(input.aggregate);
    let raw = match (current, input.lack(resolved.values)) {
        (Some(value), _) => resolved.formula.raw(value),
        (None, Some(Reason::SmallSample)) => Err(resolved.formula.obstacle().unwrap_or(Reason::SmallSample)),
        (None, _) => Err(Reason::NoReading),
    };
    let newest = resolved.values.last().map(|(date, _)| date);
    let ResolvedReach { baseline, target, formula, .. } = resolved;
    let ratio = match formula {
        ReachFormula::Ratio { from, to } => Some((from, to)),
        ReachFormula::Meet { .. } | ReachFormula::None(_) => None,
    };
    Progress { raw, baseline, target, ratio, current, newest, inside: false }
}

fn of_value(input: &MeasureInput<'_>, raw: impl FnOnce(f64) -> f64) -> Progress {
    let values = input.values;
    let current = values.aggregate(input.aggregate);
    let raw = current.map(raw).ok_or_else(|| input.lack(values).unwrap_or(Reason::NoReading));
    let newest = values.last().map(|(date, _)| date);
    Progress { raw, baseline: None, target: None, ratio: None, current, newest, inside: false }
}

fn of_hold(hold: &Hold, input: &MeasureInput<'_>) -> Progress {
    let inside =
        |value: f64| hold.min.is_none_or(|min| at_least(value, min)) && hold.max.is_none_or(|max| at_most(value, max));
    let values = input.values;
    // A total without readings is 0: nothing spent.
    let nothing = (input.aggregate == Aggregate::Sum && !input.withheld).then_some(0.0);
    let current = values.aggregate(input.aggregate).or(nothing);
    let now = current.is_some_and(inside);
    let held = values.values.iter().filter(|value| inside(**value)).count();
    let raw = match input.judge(hold) {
        Judge::Latest => current.map(|_| f64::from(u8::from(now))),
        // INVARIANT: counts of values in memory are far below 2^53.
        Judge::Share => current.map(|_| held as f64 / values.values.len() as f64),
    };
    let raw = raw.ok_or_else(|| input.lack(values).unwrap_or(Reason::NoReading));
    let newest = values.last().map(|(date, _)| date);
    Progress { raw, baseline: None, target: None, ratio: None, current, newest, inside: now }
}

/// The score that a curve gives a value: straight between its points, flat beyond them.
pub(crate) fn curve_score(curve: &Curve, value: f64) -> f64 {
    let points = &curve.points;
    if let Some(point) = points.iter().find(|point| point.value.total_cmp(&value).is_eq()) {
        return point.score;
    }
    let rising = points.first().zip(points.last()).is_some_and(|(first, last)| first.value < last.value);
    let passed = |at: f64| if rising { value > at } else { value < at };
    let before = points.iter().rfind(|point| passed(point.value));
    let after = points.iter().find(|point| !passed(point.value));
    match (before, after) {
        (Some(a), Some(b)) => a.score + (b.score - a.score) * ((value - a.value) / (b.value - a.value)),
        (Some(end), None) | (None, Some(end)) => end.score,
        (None, None) => 0.0,
    }
}

/// The weight done by a day, of all.
fn milestones_done(milestones: &Milestones, day: i32) -> f64 {
    let day = crate::calendar::date_of_day(day);
    let total = milestones.items.iter().fold(0.0, |sum, item| sum + item.weight);
    let done = milestones.items.iter().filter(|item| item.done.is_some_and(|done| done.by(day)));
    done.fold(0.0, |sum, item| sum + item.weight) / total
}

/// Whether a measure reads values.
pub(super) fn reads(measure: &Measure) -> bool {
    !matches!(measure, Measure::Milestones(_) | Measure::RollUp(_))
}
