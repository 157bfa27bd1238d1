//! From readings to the dense series of a KPI's periods.

use std::ops::Range;

use super::aggregate::aggregate;
use crate::calendar::{Calendar, Period, day_number};
use crate::number::at_least;
use crate::plan::{Aggregate, Cadence, Kpi};
use crate::policy::PolicyInForce;
use crate::readings::series::Visible;

/// What is known of a period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Content {
    /// Its value.
    Value(f64),
    /// It has readings, from a sample that is too small to tell.
    Withheld,
    /// It has no readings.
    Gap,
}

impl Content {
    /// The value, where there is one.
    #[must_use]
    pub(crate) fn value(self) -> Option<f64> {
        match self {
            Content::Value(value) => Some(value),
            Content::Withheld | Content::Gap => None,
        }
    }
}

/// The period in which `as_of` lies, not yet complete, where it has readings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Running {
    /// The period.
    pub(crate) period: Period,
    /// Its value so far, or that it is withheld; never a gap.
    pub(crate) content: Content,
    /// The size of its sample.
    pub(crate) sample: Option<f64>,
}

/// The complete periods of a KPI as of a day, without holes, each with its value, and the running one.
///
/// A period is *complete* when `as_of` is its last day or later. The series runs from the period of the KPI's `start`, or of its
/// first reading, to the newest complete one, or that of its `end`. Periods without readings are gaps; those at the end
/// of the series are left out while they ended at most `check_in_days` before `as_of`: their readings may still come. A period whose sample
/// is known and smaller than `min_sample` is withheld.
///
/// Places count the periods of the series from 0. One series can be filled again and again without new memory.
#[derive(Clone, Debug)]
pub(crate) struct Series {
    calendar: Calendar,
    cadence: Cadence,
    as_of: i32,
    /// The count of the first period.
    first: i32,
    /// A number for each period, NaN where it has no value.
    values: Vec<f64>,
    /// The same; empty where no reading has a sample.
    samples: Vec<f64>,
    /// Which periods are withheld; empty where none can be.
    withheld: Vec<bool>,
    /// The place of the newest period that is no gap.
    newest_filled: Option<usize>,
    /// The place of the newest period with a value.
    newest_value: Option<usize>,
    running: Option<Running>,
    /// The count of the newest period that ended more than `check_in_days` before `as_of`.
    settled: i32,
}

impl Default for Series {
    fn default() -> Self {
        Self::new()
    }
}

impl Series {
    /// A series without periods, ready to be filled.
    #[must_use]
    pub(crate) fn new() -> Self {
        Series {
            calendar: Calendar::default(),
            cadence: Cadence::Monthly,
            as_of: 0,
            first: 0,
            values: Vec::new(),
            samples: Vec::new(),
            withheld: Vec::new(),
            newest_filled: None,
            newest_value: None,
            running: None,
            settled: 0,
        }
    }

    /// Replaces the series by that of `kpi`, from readings visible on the day `as_of`.
    pub(crate) fn fill(&mut self, kpi: &Kpi, visible: Visible<'_>, policy: &PolicyInForce, as_of: i32) {
        self.start_anew(kpi, policy, as_of);
        let period_of = |date| self.calendar.period_of_day(self.cadence, day_number(date));
        let (start, end) = (kpi.start.map(period_of), kpi.end.map(period_of));
        let complete = self.calendar.newest_ended(self.cadence, as_of);
        let newest = end.map_or(complete, |end| complete.min(end)).index;
        let from = start.map_or(i32::MIN, |start| self.calendar.first_day(start));
        let to = end.map_or(as_of, |end| self.calendar.last_day(end).min(as_of));

        if let Some(start) = start {
            self.first = start.index;
        }
        let mut rest = visible.within(from, to);
        while let Some(&date) = rest.dates.first() {
            let period = self.calendar.period_of_day(self.cadence, date);
            let last_day = self.calendar.last_day(period);
            let count = rest.dates.iter().take_while(|&&date| date <= last_day).count();
            let (own, later) = rest.split_at(count.max(1));
            rest = later;
            let (content, sample) = measure(kpi, own);
            if period.index > newest {
                self.running = Some(Running { period, content, sample });
                break;
            }
            if start.is_none() && self.values.is_empty() {
                self.first = period.index;
            }
            self.gaps_before(period.index);
            self.push(content, sample);
        }
        if start.is_some() || !self.values.is_empty() {
            self.gaps_before(newest.min(self.settled).saturating_add(1));
        }
    }

    fn start_anew(&mut self, kpi: &Kpi, policy: &PolicyInForce, as_of: i32) {
        self.calendar = policy.calendar();
        self.cadence = kpi.cadence;
        self.as_of = as_of;
        self.first = 0;
        self.values.clear();
        self.samples.clear();
        self.withheld.clear();
        self.newest_filled = None;
        self.newest_value = None;
        self.running = None;
        let days = i32::try_from(policy.check_in_days).unwrap_or(i32::MAX).saturating_add(1);
        self.settled = self.calendar.newest_ended(self.cadence, as_of.saturating_sub(days)).index;
    }

    /// Makes every period before the one with this count a gap that is not there yet.
    fn gaps_before(&mut self, period: i32) {
        let missing = i64::from(period) - i64::from(self.first) - self.values.len() as i64;
        if let Ok(missing) = usize::try_from(missing) {
            self.values.resize(self.values.len() + missing, f64::NAN);
        }
    }

    fn push(&mut self, content: Content, sample: Option<f64>) {
        let place = self.values.len();
        self.newest_filled = Some(place);
        match content {
            Content::Value(value) => {
                self.values.push(value);
                self.newest_value = Some(place);
            }
            Content::Withheld | Content::Gap => {
                self.values.push(f64::NAN);
                self.withheld.resize(place, false);
                self.withheld.push(true);
            }
        }
        if let Some(sample) = sample {
            self.samples.resize(place, f64::NAN);
            self.samples.push(sample);
        }
    }

    /// The day as of which the series was filled.
    #[must_use]
    pub(crate) fn as_of(&self) -> i32 {
        self.as_of
    }

    /// The calendar that names its periods.
    #[must_use]
    pub(crate) fn calendar(&self) -> Calendar {
        self.calendar
    }

    /// How many periods it has.
    #[must_use]
    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }

    /// The places of all its periods.
    #[must_use]
    pub(crate) fn places(&self) -> Range<usize> {
        0..self.values.len()
    }

    /// The values in order, NaN where a period has none.
    #[must_use]
    pub(crate) fn values(&self) -> &[f64] {
        &self.values
    }

    /// The values in order, none where a period has none.
    pub(crate) fn optional_values(&self) -> impl Iterator<Item = Option<f64>> + Clone {
        self.values.iter().map(|&value| (!value.is_nan()).then_some(value))
    }

    /// The period at a place.
    #[must_use]
    pub(crate) fn period(&self, place: usize) -> Period {
        // INVARIANT: places are below the count of all days of the calendar.
        Period::new(self.cadence, self.first.saturating_add(place as i32))
    }

    /// The name of the period at a place, such as `2026-08`.
    #[must_use]
    pub(crate) fn label(&self, place: usize) -> String {
        self.calendar.label(self.period(place))
    }

    /// What is known of the period at a place; a gap beyond the end.
    #[must_use]
    pub(crate) fn content(&self, place: usize) -> Content {
        match self.values.get(place) {
            Some(&value) if !value.is_nan() => Content::Value(value),
            _ if self.is_withheld(place) => Content::Withheld,
            _ => Content::Gap,
        }
    }

    /// Whether the period at a place has readings from too small a sample.
    #[must_use]
    pub(crate) fn is_withheld(&self, place: usize) -> bool {
        self.withheld.get(place).copied().unwrap_or(false)
    }

    /// The value of the period at a place.
    #[must_use]
    pub(crate) fn value(&self, place: usize) -> Option<f64> {
        self.content(place).value()
    }

    /// The size of the sample of the period at a place.
    #[must_use]
    pub(crate) fn sample(&self, place: usize) -> Option<f64> {
        self.samples.get(place).copied().filter(|sample| !sample.is_nan())
    }

    /// The place and the value of the newest period with a value.
    #[must_use]
    pub(crate) fn newest_value(&self) -> Option<(usize, f64)> {
        let place = self.newest_value?;
        Some((place, self.value(place)?))
    }

    /// The place and the value of the nearest period before `place` that has a value.
    #[must_use]
    pub(crate) fn value_before(&self, place: usize) -> Option<(usize, f64)> {
        let values = self.values.get(..place).unwrap_or(&self.values);
        values.iter().copied().enumerate().rev().find(|(_, value)| !value.is_nan())
    }

    /// The place of the newest period with readings.
    #[must_use]
    pub(crate) fn newest_filled(&self) -> Option<usize> {
        self.newest_filled
    }

    /// The running period, where it has readings.
    #[must_use]
    pub(crate) fn running(&self) -> Option<Running> {
        self.running
    }

    /// Whether the newest period that ended more than `check_in_days` before `as_of`, and all since, are without readings.
    #[must_use]
    pub(crate) fn is_stale(&self) -> bool {
        let newest = match (self.running, self.newest_filled) {
            (Some(running), _) => Some(running.period.index),
            (None, place) => place.map(|place| self.period(place).index),
        };
        newest.is_some_and(|newest| newest < self.settled)
    }

    /// The values of complete periods, each on its period's last day: what a key result reads of a KPI that does not
    /// aggregate by `latest`. Gaps are left out; withheld periods are there without a value.
    pub(crate) fn dated_values(&self) -> impl Iterator<Item = (i32, Option<f64>)> {
        self.places().filter_map(|place| {
            let value = match self.content(place) {
                Content::Value(value) => Some(value),
                Content::Withheld => None,
                Content::Gap => return None,
            };
            Some((self.calendar.last_day(self.period(place)), value))
        })
    }
}

/// What the readings of a period tell of it, and the size of their sample.
fn measure(kpi: &Kpi, readings: Visible<'_>) -> (Content, Option<f64>) {
    let Some(measured) = aggregate(kpi.aggregate, readings) else { return (Content::Gap, None) };
    let too_small = measured.sample.zip(kpi.min_sample).is_some_and(|(sample, least)| !at_least(sample, least));
    let content = if too_small { Content::Withheld } else { Content::Value(measured.value) };
    (content, measured.sample)
}

/// Whether the running period of a KPI can be shown: its value so far is one of the whole period only for `latest`.
pub(crate) fn shows_running(kpi: &Kpi) -> bool {
    kpi.aggregate == Aggregate::Latest
}
