//! Forecast: the line through what was read so far, drawn to the end.

use super::progress::{MeasureInput, ReachFormula, curve_score};
use super::track::Track;
use super::window::Window;
use crate::calendar::{LAST_DAY, date_of_day, day_number};
use crate::number::{LARGEST_RAW, clamp, larger, meets, smaller, unsigned};
use crate::plan::{Aggregate, Curve, Measure};
use crate::stats::{Fit, TheilSen};

/// The line of a forecast, by days from the start of the window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct ForecastLine {
    pub(crate) slope: f64,
    pub(crate) slope_low: f64,
    pub(crate) slope_high: f64,
    pub(crate) value: f64,
    pub(crate) raw: Option<f64>,
    pub(crate) score: Option<f64>,
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) per_week_required: Option<f64>,
    pub(crate) meets_on: Option<i32>,
}

/// So many years ahead a line is followed.
const YEARS: u32 = 10;

/// The forecast of a `reach` or `curve` by `latest` or `sum`, from 3 distinct dates on and before the end.
pub(crate) fn forecast(
    measure: &Measure,
    input: &MeasureInput<'_>,
    success: f64,
    fit: &mut Fit,
) -> Option<ForecastLine> {
    if input.window.as_of >= input.window.end || !matches!(input.aggregate, Aggregate::Latest | Aggregate::Sum) {
        return None;
    }
    let (values, from, goal) = match measure {
        Measure::Reach(reach) => {
            let resolved = input.resolve_reach(reach);
            (resolved.values, resolved.baseline, Goal::ReachFormula(resolved.formula))
        }
        Measure::Curve(curve) => (input.values, None, Goal::Curve(curve)),
        _ => return None,
    };
    let anchor = points(values, from, input, fit);
    if fit.points() < 3 {
        return None;
    }
    let line = Line { slopes: fit.line()?, anchor };
    Some(goal.line(&line, values.aggregate(input.aggregate), input.window, success))
}

/// A line with the slopes of all points, through where things stand.
struct Line {
    slopes: TheilSen,
    anchor: Anchor,
}

/// Where a line starts: the median time and the median value of the newest three points; of a total its newest point.
#[derive(Clone, Copy)]
struct Anchor {
    time: f64,
    value: f64,
}

impl Anchor {
    /// `newest`: the newest points, the newest first.
    fn of(newest: &[(f64, f64)], by: Aggregate) -> Self {
        let (time, value) = match (newest, by) {
            ([last, ..], Aggregate::Sum) => *last,
            ([(t1, v1), (t2, v2), (t3, v3)], _) => (middle(*t1, *t2, *t3), middle(*v1, *v2, *v3)),
            ([last, ..], _) => *last,
            ([], _) => (0.0, 0.0),
        };
        Anchor { time, value }
    }
}

/// The median of three numbers.
fn middle(a: f64, b: f64, c: f64) -> f64 {
    larger(smaller(a, b), smaller(larger(a, b), c))
}

impl Line {
    /// The value on a day, counted from the start of the window.
    fn at(&self, time: f64, slope: f64) -> f64 {
        self.anchor.value + slope * (time - self.anchor.time)
    }
}

/// Sets the points of a line, days from the start and values, a running total for `sum`; returns where the line starts.
fn points(values: Track<'_>, from: Option<f64>, input: &MeasureInput<'_>, fit: &mut Fit) -> Anchor {
    let mut newest: Vec<(f64, f64)> = Vec::with_capacity(3);
    let mut add = |fit: &mut Fit, time: f64, value: f64| {
        fit.point(time, value);
        newest.truncate(2);
        newest.insert(0, (time, value));
    };
    fit.start();
    let start = input.window.start;
    let at_start = values.dates.first().is_some_and(|date| *date == start);
    if let Some(from) = from.filter(|_| !at_start) {
        add(fit, 0.0, from);
    }
    let mut total = 0.0;
    for (date, value) in values.dates.iter().zip(values.values) {
        total += value;
        let value = if input.aggregate == Aggregate::Sum { total } else { *value };
        add(fit, f64::from(*date) - f64::from(start), value);
    }
    Anchor::of(&newest, input.aggregate)
}

/// What a line is to arrive at.
enum Goal<'a> {
    ReachFormula(ReachFormula),
    Curve(&'a Curve),
}

impl Goal<'_> {
    fn line(&self, line: &Line, current: Option<f64>, window: Window, success: f64) -> ForecastLine {
        let span = f64::from(window.end) - f64::from(window.start);
        let slopes = &line.slopes;
        let at_end = |slope: f64| unsigned(line.at(span, slope));
        let value = at_end(slopes.slope);
        let (one, other) = (at_end(slopes.slope_low), at_end(slopes.slope_high));
        let raw = self.raw(value).map(|raw| clamp(raw, -LARGEST_RAW, LARGEST_RAW));
        let at_success = self.at_success(success);
        let weeks = (f64::from(window.end) - f64::from(window.as_of)) / 7.0;
        ForecastLine {
            slope: slopes.slope,
            slope_low: slopes.slope_low,
            slope_high: slopes.slope_high,
            value,
            raw,
            score: raw.map(|raw| clamp(raw, 0.0, 1.0)),
            low: if one <= other { one } else { other },
            high: if one <= other { other } else { one },
            per_week_required: at_success.zip(current).map(|(at, current)| unsigned((at - current) / weeks)),
            meets_on: self.meets_on(line, window, success),
        }
    }

    fn raw(&self, value: f64) -> Option<f64> {
        match self {
            Goal::ReachFormula(formula) => formula.raw(value).ok(),
            Goal::Curve(curve) => Some(curve_score(curve, value)),
        }
    }

    /// The value that is a success.
    fn at_success(&self, success: f64) -> Option<f64> {
        match self {
            Goal::ReachFormula(ReachFormula::Ratio { from, to }) => Some(from + success * (to - from)),
            Goal::ReachFormula(ReachFormula::Meet { to, .. }) => Some(*to),
            Goal::ReachFormula(ReachFormula::None(_)) => None,
            Goal::Curve(curve) => curve_value(curve, success),
        }
    }

    /// The first day from `as_of` on, within ten years, on which the line is a success.
    fn meets_on(&self, line: &Line, window: Window, success: f64) -> Option<i32> {
        let met = |day: i32| {
            let value = line.at(f64::from(day) - f64::from(window.start), line.slopes.slope);
            self.raw(value).is_some_and(|raw| meets(clamp(raw, 0.0, 1.0), success))
        };
        let date = date_of_day(window.as_of);
        let last = date.checked_add_months(chrono::Months::new(12 * YEARS)).map_or(LAST_DAY, day_number).min(LAST_DAY);
        if met(window.as_of) {
            return Some(window.as_of);
        }
        if !met(last) {
            return None;
        }
        // ForecastLine and measure only rise or only fall, so that a success stays one: the first day is found by halving.
        let (mut before, mut after) = (window.as_of, last);
        while after - before > 1 {
            let middle = before + (after - before) / 2;
            if met(middle) {
                after = middle;
            } else {
                before = middle;
            }
        }
        Some(after)
    }
}

/// The first value along a curve that scores `score`.
pub(crate) fn curve_value(curve: &Curve, score: f64) -> Option<f64> {
    let first = curve.points.iter().position(|point| meets(point.score, score))?;
    let after = curve.points.get(first)?;
    match first.checked_sub(1).and_then(|before| curve.points.get(before)) {
        None => Some(after.value),
        Some(_) if after.score <= score => Some(after.value),
        Some(before) => {
            let part = (score - before.score) / (after.score - before.score);
            Some(before.value + (after.value - before.value) * part)
        }
    }
}
