//! The dense series of a KPI's periods.

use std::ops::Range;
use std::sync::Arc;

use super::period_table::PeriodTables;
use super::timeline::Timeline;
use crate::number::unsigned;
use crate::plan::{Aggregate, Kpi};

/// What is known of a period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Content {
    /// Its value.
    Value(f64),
    /// It has readings, from a sample that is too small to tell.
    SmallSample,
    /// Its formula divides by 0, or comes to a number that no value can be.
    Undefined,
    /// It has no value, and its readings may still come.
    Awaited,
    /// It has no value.
    Gap,
}

impl Content {
    /// The value, where there is one.
    #[must_use]
    pub(crate) fn value(self) -> Option<f64> {
        match self {
            Content::Value(value) => Some(value),
            _ => None,
        }
    }

    /// Whether the period has readings: a value, or one that is withheld.
    pub(crate) fn is_filled(self) -> bool {
        !matches!(self, Content::Awaited | Content::Gap)
    }
}

/// How many of the parts of a whole have a value, and how many of them do or are expected to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) present: u32,
    pub(crate) expected: u32,
}

/// What is known of a period, with the size of its sample and the parts that it is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PeriodValue {
    pub(crate) content: Content,
    pub(crate) sample: Option<f64>,
    /// Only of a whole.
    pub(crate) parts: Option<Parts>,
}

/// The period in which `as_of` lies, not yet complete, where it has readings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Running {
    /// The period.
    pub(crate) period: i32,
    /// Its value so far; never a gap, and never awaited.
    pub(crate) value: PeriodValue,
}

/// The complete periods of a KPI as of a day, without holes, each with its value, and the running one.
///
/// A period is *complete* when `as_of` is its last day or later, and *settled* when it ended more than `grace_days` before `as_of`.
/// The series runs from the period of the KPI's `start`, or of its first value, to the newest complete one, or that of its `end`. A
/// settled period without a value is a gap; one that is not settled is awaited, and left out at the end of the series.
///
/// Indices count the periods of the series from 0. One series can be filled again and again without new memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct Series {
    timeline: Timeline,
    pub(super) tables: PeriodTables,
    /// The first period.
    first: i32,
    /// A number for each period, NaN where it has no value.
    values: Vec<f64>,
    /// The same; empty where no reading has a sample.
    samples: Vec<f64>,
    /// Why a period has no value although it has readings; empty where there is no such period.
    withheld: Vec<Option<Content>>,
    /// The same; empty where the KPI is no whole.
    parts: Vec<Parts>,
    /// The newest period that has readings.
    newest_filled: Option<usize>,
    /// The newest period with a value.
    newest_value: Option<usize>,
    running: Option<Running>,
    /// Of a rolling series: the one by single periods.
    single: Option<Box<Series>>,
    is_rolling: bool,
}

impl Series {
    /// Forgets its periods.
    pub(super) fn start(&mut self, timeline: Timeline) {
        self.first = timeline.start.unwrap_or(0);
        self.timeline = timeline;
        self.values.clear();
        self.samples.clear();
        self.withheld.clear();
        self.parts.clear();
        self.newest_filled = None;
        self.newest_value = None;
        self.running = None;
        self.is_rolling = false;
    }

    /// Makes the series a rolling one, whose values by single periods are to be filled in.
    pub(super) fn roll(&mut self) -> &mut Series {
        self.is_rolling = true;
        self.single.get_or_insert_default()
    }

    /// Makes a period the first one, where no `start` is written.
    pub(super) fn start_at(&mut self, period: i32) {
        if self.timeline.start.is_none() && self.values.is_empty() {
            self.first = period;
        }
    }

    /// Makes every period before this one a period without a value that is not there yet.
    #[inline]
    pub(super) fn skip_to(&mut self, period: i32) {
        let missing = i64::from(period) - i64::from(self.first) - self.values.len() as i64;
        if let Ok(missing @ 1..) = usize::try_from(missing) {
            self.values.resize(self.values.len() + missing, f64::NAN);
        }
    }

    /// Adds the next period.
    #[inline]
    pub(super) fn push(&mut self, value: PeriodValue) {
        let index = self.values.len();
        match value.content {
            Content::Value(number) => {
                self.values.push(number);
                self.newest_filled = Some(index);
                self.newest_value = Some(index);
            }
            Content::Gap | Content::Awaited => self.values.push(f64::NAN),
            withheld => {
                self.values.push(f64::NAN);
                self.newest_filled = Some(index);
                self.withheld.resize(index, None);
                self.withheld.push(Some(withheld));
            }
        }
        if let Some(sample) = value.sample {
            self.samples.resize(index, f64::NAN);
            self.samples.push(sample);
        }
        if let Some(parts) = value.parts {
            self.parts.resize(index, Parts::default());
            self.parts.push(parts);
        }
    }

    /// Adds a period with a value for each of some neighbours, the first of them `period`.
    pub(super) fn extend(&mut self, period: i32, values: &[f64]) {
        self.skip_to(period);
        self.values.extend(values.iter().map(|&value| unsigned(value)));
        self.newest_filled = self.values.len().checked_sub(1);
        self.newest_value = self.newest_filled;
    }

    pub(super) fn run_on(&mut self, period: i32, value: PeriodValue) {
        self.running = Some(Running { period, value });
    }

    /// Ends the series: gaps up to the newest settled period, where it has begun; nothing that is awaited at its end.
    pub(super) fn finish(&mut self) {
        let Timeline { start, complete, settled, .. } = self.timeline;
        if start.is_some() || !self.values.is_empty() {
            self.skip_to(complete.min(settled).saturating_add(1));
        }
        let is_awaited = |index: usize| matches!(self.content(index), Content::Awaited);
        let length = (0..self.values.len()).rev().find(|index| !is_awaited(*index)).map_or(0, |last| last + 1);
        self.values.truncate(length);
    }

    /// The day as of which the series was filled.
    #[must_use]
    pub(crate) fn as_of(&self) -> i32 {
        self.timeline.as_of
    }

    /// Its timeline: its schedule, and which periods are complete and settled.
    #[must_use]
    pub(crate) fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// How many periods it has.
    #[must_use]
    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }

    /// The indices of all its periods.
    #[must_use]
    pub(crate) fn indices(&self) -> Range<usize> {
        0..self.values.len()
    }

    /// The values in order, NaN where a period has none.
    #[must_use]
    pub(crate) fn values(&self) -> &[f64] {
        &self.values
    }

    /// The series that a process behaviour chart and a trend look at: that with a window of one period, since neighbours must share no
    /// readings. It may begin before this one and end behind it.
    #[must_use]
    pub(crate) fn by_single_periods(&self) -> &Series {
        self.single.as_deref().filter(|_| self.is_rolling).unwrap_or(self)
    }

    /// The period at an index.
    #[must_use]
    pub(crate) fn period(&self, index: usize) -> i32 {
        // INVARIANT: indices are below the count of all days of the calendar.
        self.first.saturating_add(index as i32)
    }

    /// The index of a period; none where it lies before or behind the series.
    #[must_use]
    pub(crate) fn index_of(&self, period: i32) -> Option<usize> {
        let index = usize::try_from(i64::from(period) - i64::from(self.first)).ok()?;
        (index < self.values.len()).then_some(index)
    }

    /// The first day of the period at an index.
    #[must_use]
    pub(crate) fn first_day(&self, index: usize) -> i32 {
        self.timeline.schedule.first_day(self.period(index))
    }

    /// The last day of the period at an index.
    #[must_use]
    pub(crate) fn last_day(&self, index: usize) -> i32 {
        self.timeline.schedule.last_day(self.period(index))
    }

    /// The name of the period at an index, such as `2026-08`.
    #[must_use]
    pub(crate) fn label(&self, index: usize) -> Arc<str> {
        self.label_of(self.period(index))
    }

    /// The name of a period of its schedule.
    #[must_use]
    pub(crate) fn label_of(&self, period: i32) -> Arc<str> {
        let schedule = &self.timeline.schedule;
        let name = self.tables.newest().and_then(|table| table.name(schedule, period));
        name.unwrap_or_else(|| Arc::from(schedule.label(period)))
    }

    /// What is known of the period at an index; a gap beyond the end.
    #[must_use]
    pub(crate) fn content(&self, index: usize) -> Content {
        match self.values.get(index) {
            Some(&value) if !value.is_nan() => Content::Value(value),
            Some(_) => match self.withheld.get(index).copied().flatten() {
                Some(withheld) => withheld,
                None if self.timeline.is_settled(self.period(index)) => Content::Gap,
                None => Content::Awaited,
            },
            None => Content::Gap,
        }
    }

    /// The value of the period at an index.
    #[must_use]
    pub(crate) fn value(&self, index: usize) -> Option<f64> {
        self.values.get(index).copied().filter(|value| !value.is_nan())
    }

    /// The size of the sample of the period at an index.
    #[must_use]
    pub(crate) fn sample(&self, index: usize) -> Option<f64> {
        self.samples.get(index).copied().filter(|sample| !sample.is_nan())
    }

    /// The parts of the period at an index, where the KPI is a whole.
    #[must_use]
    pub(crate) fn parts(&self, index: usize) -> Option<Parts> {
        self.parts.get(index).copied()
    }

    /// The index and the value of the newest period with a value.
    #[must_use]
    pub(crate) fn newest_value(&self) -> Option<(usize, f64)> {
        let index = self.newest_value?;
        Some((index, self.value(index)?))
    }

    /// The index and the value of the nearest period before `index` that has a value.
    #[must_use]
    pub(crate) fn value_before(&self, index: usize) -> Option<(usize, f64)> {
        let values = self.values.get(..index).unwrap_or(&self.values);
        values.iter().copied().enumerate().rev().find(|(_, value)| !value.is_nan())
    }

    /// How many of the periods of the series lie before a period.
    #[must_use]
    pub(crate) fn count_before(&self, period: i32) -> usize {
        usize::try_from(i64::from(period) - i64::from(self.first)).unwrap_or(0).min(self.values.len())
    }

    /// The index of the newest period with readings.
    #[must_use]
    pub(crate) fn newest_filled(&self) -> Option<usize> {
        self.newest_filled
    }

    /// The running period, where it has readings.
    #[must_use]
    pub(crate) fn running(&self) -> Option<Running> {
        self.running
    }

    /// The value of the period a year before another one, and that period.
    #[must_use]
    pub(crate) fn year_ago(&self, period: i32) -> Option<(i32, f64)> {
        let before = self.timeline.schedule.year_before(period)?;
        Some((before, self.value(self.index_of(before)?)?))
    }

    /// How many of its periods rules judge: all, or the settled ones where the values of later ones are preliminary.
    #[must_use]
    pub(crate) fn judged(&self, kpi: &Kpi) -> usize {
        if !has_preliminary_values(kpi) {
            return self.values.len();
        }
        let settled = i64::from(self.timeline.settled) - i64::from(self.first) + 1;
        usize::try_from(settled).unwrap_or(0).min(self.values.len())
    }

    /// The index at which the newest phase of a KPI begins that reaches into the first `periods`; 0 where it has none.
    #[must_use]
    pub(crate) fn newest_phase(&self, kpi: &Kpi, periods: usize) -> usize {
        self.phase_starts(kpi).take_while(|start| *start < periods).last().unwrap_or(0)
    }

    /// The indices at which the phases of a KPI begin that reach into the series, but for the one that runs from its start.
    pub(crate) fn phase_starts(&self, kpi: &Kpi) -> impl Iterator<Item = usize> {
        kpi.phases.iter().filter_map(|phase| {
            let period = self.timeline.schedule.period_from(crate::calendar::day_number(phase.from));
            self.index_of(period).filter(|index| *index > 0)
        })
    }

    /// How many phases of a KPI have begun by the last day of the period at an index.
    #[must_use]
    pub(crate) fn phases_begun(&self, kpi: &Kpi, index: usize) -> usize {
        if kpi.phases.is_empty() {
            return 0;
        }
        let last_day = self.last_day(index);
        kpi.phases.iter().take_while(|phase| crate::calendar::day_number(phase.from) <= last_day).count()
    }

    /// Whether the newest settled period, and all since, are without readings; or its calendar has ended.
    #[must_use]
    pub(crate) fn is_stale(&self) -> bool {
        if self.timeline.schedule.ends_on().is_some_and(|end| self.timeline.as_of > end) {
            return true;
        }
        let newest = match (self.running, self.newest_filled) {
            (Some(running), _) => Some(running.period),
            (None, index) => index.map(|index| self.period(index)),
        };
        newest.is_some_and(|newest| newest < self.timeline.settled)
    }

    /// The values of complete periods, each on its period's last day: what a key result reads of a KPI that does not
    /// aggregate by `latest`. Periods without readings are left out; withheld ones are there without a value. With the sample of each.
    pub(crate) fn dated_values(&self) -> impl Iterator<Item = (i32, Option<f64>, Option<f64>)> {
        self.indices().filter_map(|index| {
            let content = self.content(index);
            content.is_filled().then(|| (self.last_day(index), content.value(), self.sample(index)))
        })
    }
}

/// Whether periods that are not settled are preliminary: the KPI says how long its readings may come, and each of them changes the value.
/// By `latest`, over a window too, the value is that of the newest reading.
pub(crate) fn has_preliminary_values(kpi: &Kpi) -> bool {
    kpi.grace_days.is_some() && (kpi.formula.is_some() || kpi.aggregate != Aggregate::Latest)
}

/// Whether a KPI shows its newest reading: `latest` without a formula and a window. Its running period can then be shown, since the value so
/// far is one of the whole period.
pub(crate) fn is_plain_latest(kpi: &Kpi) -> bool {
    kpi.aggregate == Aggregate::Latest && kpi.formula.is_none() && kpi.window == 1
}
