//! The values of one input by period: of one metric, or summed over the parts of a whole.

use super::aggregate::aggregate;
use super::periods::Parts;
use super::timeline::Timeline;
use crate::number::{clamp, larger, smaller, unsigned};
use crate::plan::Aggregate;
use crate::readings::series::{Scratch, Series as MetricReadings, Visible};

/// A span of periods, the last one included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) first: i32,
    pub(super) last: i32,
}

impl Span {
    pub(super) fn len(self) -> usize {
        usize::try_from(i64::from(self.last) - i64::from(self.first) + 1).unwrap_or(0)
    }

    pub(super) fn periods(self) -> impl DoubleEndedIterator<Item = i32> {
        self.first..=self.last
    }

    /// The index of a period; none outside the span.
    pub(super) fn index(self, period: i32) -> Option<usize> {
        if period > self.last { None } else { usize::try_from(i64::from(period) - i64::from(self.first)).ok() }
    }

    /// The span with periods before it.
    pub(super) fn reaching_back(self, periods: u32) -> Self {
        Span { first: self.first.saturating_sub(i32::try_from(periods).unwrap_or(i32::MAX)), ..self }
    }
}

/// A number for each period of a span, NaN where there is none.
#[derive(Clone, Debug)]
pub(super) struct ByPeriod {
    pub(super) span: Span,
    pub(super) values: Vec<f64>,
}

impl ByPeriod {
    pub(super) fn empty(span: Span) -> Self {
        ByPeriod { span, values: vec![f64::NAN; span.len()] }
    }

    pub(super) fn get(&self, period: i32) -> Option<f64> {
        let value = self.values.get(self.span.index(period)?).copied()?;
        (!value.is_nan()).then_some(value)
    }

    pub(super) fn set(&mut self, period: i32, value: f64) {
        if let Some(slot) = self.span.index(period).and_then(|index| self.values.get_mut(index)) {
            *slot = value;
        }
    }
}

/// How an input's readings become a value of a period.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading<'a> {
    pub(super) timeline: &'a Timeline,
    pub(super) aggregate: Aggregate,
    /// The first period in which none counts as 0; none where empty periods are gaps.
    pub(super) zero_from: Option<i32>,
    /// The first day whose readings count: that of the KPI's start, but in windows over several periods.
    pub(super) first_day: i32,
}

impl Reading<'_> {
    /// The value of each period of a span from the readings in it alone.
    pub(super) fn by_period(self, visible: Visible<'_>, span: Span) -> ByPeriod {
        let Timeline { schedule, days, settled, .. } = self.timeline;
        let readings = visible.within(schedule.first_day(span.first).max(self.first_day), days.1);
        let mut values = ByPeriod::empty(span);
        let mut row = 0;
        while let Some(&date) = readings.dates.get(row) {
            let Some(period) = schedule.period_of_day(date) else {
                row += 1;
                continue;
            };
            let last_day = schedule.last_day(period);
            let rest = readings.dates.get(row..).unwrap_or_default();
            let own = rest.iter().take_while(|&&date| date <= last_day).count();
            if let Some(aggregated) = aggregate(self.aggregate, readings.rows(row..row + own)) {
                values.set(period, aggregated.value);
            }
            row += own;
        }
        if let Some(zero_from) = self.zero_from {
            for period in zero_from.max(span.first)..=span.last.min(*settled) {
                if values.get(period).is_none() {
                    values.set(period, 0.0);
                }
            }
        }
        values
    }

    /// The value of each period of a span from the readings in its window.
    pub(super) fn by_window(self, visible: Visible<'_>, span: Span, window: u32) -> ByPeriod {
        let single = self.by_period(visible, span.reaching_back(window - 1));
        if window == 1 {
            return single;
        }
        if self.aggregate == Aggregate::Sum {
            return windows(&single, span, window, Aggregate::Sum);
        }
        let schedule = &self.timeline.schedule;
        let mut values = ByPeriod::empty(span);
        for period in span.periods().filter(|period| single.get(*period).is_some()) {
            let first = period.saturating_sub(i32::try_from(window - 1).unwrap_or(i32::MAX));
            let to = schedule.last_day(period).min(self.timeline.days.1);
            let readings = visible.within(schedule.first_day(first), to);
            if let Some(aggregated) = aggregate(self.aggregate, readings) {
                values.set(period, aggregated.value);
            }
        }
        values
    }
}

/// The values of windows over values of periods: a sum needs each of them, another aggregate that of the period itself.
pub(super) fn windows(single: &ByPeriod, span: Span, window: u32, by: Aggregate) -> ByPeriod {
    let mut values = ByPeriod::empty(span);
    let back = i32::try_from(window - 1).unwrap_or(i32::MAX);
    for period in span.periods() {
        let Some(own) = single.get(period) else { continue };
        let found = (period.saturating_sub(back)..=period).filter_map(|period| single.get(period));
        let count = found.clone().count();
        let value = match by {
            Aggregate::Sum if count < window as usize => continue,
            Aggregate::Sum => found.fold(0.0, |sum, value| sum + value),
            Aggregate::Latest => own,
            Aggregate::Min => found.fold(own, smaller),
            Aggregate::Max => found.fold(own, larger),
            Aggregate::Mean => {
                let (low, high) = (found.clone().fold(own, smaller), found.clone().fold(own, larger));
                clamp(found.fold(0.0, |sum, value| sum + value) / count as f64, low, high)
            }
        };
        values.set(period, unsigned(value));
    }
    values
}

/// The parts of a whole: the inputs that come by name, each with the readings of each name, NaN where a name has none.
#[derive(Debug)]
pub(super) struct Whole {
    span: Span,
    /// For each input the sum over the names that have a value of each input.
    pub(super) sums: Vec<ByPeriod>,
    parts: Vec<Parts>,
    /// Whether a name is still expected.
    awaits: Vec<bool>,
}

/// An input of a whole: how it is read, whether it decides which names count, and its readings by name.
pub(super) struct NamedInput<'a> {
    pub(super) reading: Reading<'a>,
    /// Whether it stands in the formula: a name counts where it has a value of each of those.
    pub(super) counts: bool,
    /// For each name its readings.
    pub(super) readings: Vec<Option<MetricReadings<'a>>>,
}

impl Whole {
    /// Sums inputs over names.
    pub(super) fn new(inputs: &[NamedInput<'_>], names: usize, span: Span, scratch: &mut Scratch) -> Self {
        let mut whole = Whole {
            span,
            sums: inputs.iter().map(|_| ByPeriod::empty(span)).collect(),
            parts: vec![Parts::default(); span.len()],
            awaits: vec![false; span.len()],
        };
        let Some(timeline) = inputs.first().map(|input| input.reading.timeline) else { return whole };
        let mut present = vec![vec![false; span.len()]; names];
        for (name, present) in present.iter_mut().enumerate() {
            let values: Vec<ByPeriod> = inputs
                .iter()
                .map(|input| match input.readings.get(name).copied().flatten() {
                    Some(readings) => input.reading.by_period(readings.visible(timeline.as_of, scratch), span),
                    None => input.reading.by_period(Visible::default(), span),
                })
                .collect();
            for (index, period) in span.periods().enumerate() {
                let mut deciding = inputs.iter().zip(&values).filter(|(input, _)| input.counts);
                if !deciding.all(|(_, values)| values.get(period).is_some()) {
                    continue;
                }
                if let Some(slot) = present.get_mut(index) {
                    *slot = true;
                }
                for (sum, values) in whole.sums.iter_mut().zip(&values) {
                    if let Some(value) = values.get(period) {
                        sum.set(period, unsigned(sum.get(period).unwrap_or(0.0) + value));
                    }
                }
            }
        }
        if inputs.iter().any(|input| input.counts) {
            whole.expect(&present, timeline);
        } else {
            whole.parts.clear();
        }
        whole
    }

    /// Counts the parts: a name is expected where it has a value in the newest earlier settled period in which any has one.
    fn expect(&mut self, present: &[Vec<bool>], timeline: &Timeline) {
        let has = |name: &[bool], index: usize| name.get(index).copied().unwrap_or(false);
        let mut before: Option<usize> = None;
        for (index, period) in self.span.periods().enumerate() {
            let is_expected = |name: &[bool]| before.is_some_and(|before| has(name, before));
            let count = |counts: &dyn Fn(&[bool]) -> bool| {
                u32::try_from(present.iter().filter(|name| counts(name)).count()).unwrap_or(u32::MAX)
            };
            let parts = Parts {
                present: count(&|name| has(name, index)),
                expected: count(&|name| has(name, index) || is_expected(name)),
            };
            let is_settled = timeline.is_settled(period);
            if let (Some(slot), Some(awaits)) = (self.parts.get_mut(index), self.awaits.get_mut(index)) {
                *slot = parts;
                *awaits = !is_settled && parts.present < parts.expected;
            }
            if is_settled && parts.present > 0 {
                before = Some(index);
            }
        }
    }

    /// The parts of a period, and whether one of them is still awaited; none where only the sample comes by name, which decides nothing.
    pub(super) fn parts(&self, period: i32) -> Option<(Parts, bool)> {
        let index = self.span.index(period)?;
        self.parts.get(index).copied().zip(self.awaits.get(index).copied())
    }
}
