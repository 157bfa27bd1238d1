//! From readings to the dense series of a KPI's periods.

use std::ops::Range;
use std::sync::Arc;

use super::aggregate::aggregate;
use super::period_ends::PeriodEnds;
use super::period_names::PeriodNames;
use crate::calendar::{Calendar, Period, day_number};
use crate::number::{at_least, unsigned};
use crate::plan::policy::PolicyInForce;
use crate::plan::{Aggregate, Cadence, Kpi};
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
/// MetricIndices count the periods of the series from 0. One series can be filled again and again without new memory.
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
    /// The index of the newest period that is no gap.
    newest_filled: Option<usize>,
    /// The index of the newest period with a value.
    newest_value: Option<usize>,
    running: Option<Running>,
    /// The count of the newest period that ended more than `check_in_days` before `as_of`.
    settled: i32,
    /// The newest ended periods of each cadence, as they were asked for last.
    newest: [Newest; Cadence::ALL.len()],
    /// Where the periods of each cadence end.
    ends: [PeriodEnds; Cadence::ALL.len()],
    /// What the periods of each cadence are called.
    labels: [PeriodNames; Cadence::ALL.len()],
}

/// The counts of the newest ended period, and of the newest one that is settled. Nearly all series are filled as of one day.
#[derive(Clone, Copy, Debug, Default)]
struct Newest {
    /// What it was asked for: the calendar, the day and the days until a period is settled.
    asked: Option<(Calendar, i32, i32)>,
    ended: i32,
    settled: i32,
}

impl Newest {
    #[inline]
    fn find(&mut self, calendar: Calendar, cadence: Cadence, as_of: i32, days: i32) -> Self {
        let asked = Some((calendar, as_of, days));
        if self.asked != asked {
            let ended = |day| calendar.newest_ended(cadence, day).index;
            *self = Newest { asked, ended: ended(as_of), settled: ended(as_of.saturating_sub(days)) };
        }
        *self
    }
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
            newest: Default::default(),
            ends: Default::default(),
            labels: Default::default(),
        }
    }

    /// Replaces the series by that of `kpi`, from readings visible on the day `as_of`.
    pub(crate) fn fill(&mut self, kpi: &Kpi, visible: Visible<'_>, policy: &PolicyInForce, as_of: i32) {
        let complete = self.start_anew(kpi, policy, as_of);
        let period_of = |date| self.calendar.period_of_day(self.cadence, day_number(date));
        let (start, end) = (kpi.start.map(period_of), kpi.end.map(period_of));
        let newest = end.map_or(complete, |end| complete.min(end.index));
        let from = start.map_or(i32::MIN, |start| self.calendar.first_day(start));
        let to = end.map_or(as_of, |end| self.calendar.last_day(end).min(as_of));

        if let Some(start) = start {
            self.first = start.index;
        }
        let readings = visible.within(from, to);
        // Taken out for as long as the series grows.
        let mut ends = self.ends.get_mut(self.cadence as usize).map(std::mem::take).unwrap_or_default();
        if start.is_none() {
            self.first = readings.dates.first().map_or(0, |&date| ends.count_of(self.calendar, self.cadence, date));
        }
        if kpi.aggregate == Aggregate::Latest && readings.samples.is_none() {
            if !self.read_dense(readings, newest, &mut ends) {
                self.read_latest(readings, newest, &mut ends);
            }
        } else {
            self.read(kpi, readings, newest, &mut ends);
        }
        if let Some(index) = self.ends.get_mut(self.cadence as usize) {
            *index = ends;
        }
        if start.is_some() || !self.values.is_empty() {
            self.gaps_before(newest.min(self.settled).saturating_add(1));
        }
        if let Some(labels) = self.labels.get_mut(self.cadence as usize) {
            // The running period stands behind the last one.
            let last = i64::from(self.first) + self.values.len() as i64;
            labels.cover(self.calendar, self.first, i32::try_from(last).unwrap_or(i32::MAX));
        }
    }

    /// Forgets what it was filled with; gives the count of the newest complete period.
    fn start_anew(&mut self, kpi: &Kpi, policy: &PolicyInForce, as_of: i32) -> i32 {
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
        let newest =
            self.newest.get_mut(self.cadence as usize).map(|it| it.find(self.calendar, self.cadence, as_of, days));
        let Newest { ended, settled, .. } = newest.unwrap_or_default();
        self.settled = settled;
        ended
    }

    /// The count of the period in which a day lies.
    #[inline]
    fn count_of(&self, day: i32) -> i32 {
        self.calendar.period_of_day(self.cadence, day).index
    }

    /// Takes in the readings of one period after the other; `newest` counts the newest complete one.
    fn read(&mut self, kpi: &Kpi, readings: Visible<'_>, newest: i32, ends: &mut PeriodEnds) {
        let mut rest = readings.dates;
        let mut done = 0;
        while let Some((&date, later)) = rest.split_first() {
            let count = self.count_of(date);
            let last_day = ends.of(self.calendar, self.cadence, count);
            let own = 1 + later.iter().take_while(|&&date| date <= last_day).count();
            let (content, sample) = measure(kpi, readings.rows(done..done + own));
            rest = rest.get(own..).unwrap_or_default();
            done += own;
            if count > newest {
                let period = Period::new(self.cadence, count);
                self.running = Some(Running { period, content, sample });
            } else {
                self.gaps_before(count);
                self.push(content, sample);
            }
        }
    }

    /// Takes in the readings where each is the only one of its period and no period between them is without one. Tells whether it
    /// did: it goes through several readings at a time, and most series are like that.
    fn read_dense(&mut self, readings: Visible<'_>, newest: i32, ends: &mut PeriodEnds) -> bool {
        let (Some(&first), Some(&last_value)) = (readings.dates.first(), readings.values.last()) else { return true };
        let count = ends.count_of(self.calendar, self.cadence, first);
        let Some(ends) = ends.span(self.calendar, self.cadence, count, readings.dates.len()) else { return false };
        if !ends.holds_one_each(readings.dates) {
            return false;
        }
        let complete = usize::try_from(i64::from(newest) - i64::from(count) + 1).unwrap_or(0);
        let values = readings.values.get(..complete).unwrap_or(readings.values);
        if readings.values.len() > values.len() + 1 {
            return false;
        }
        if !values.is_empty() {
            self.gaps_before(count);
            self.values.extend(values.iter().map(|&value| unsigned(value)));
            self.newest_filled = self.values.len().checked_sub(1);
            self.newest_value = self.newest_filled;
        }
        if readings.values.len() > values.len() {
            // INVARIANT: at most one more than there are complete ones, which are counted by an `i32`.
            let period = Period::new(self.cadence, count.saturating_add(values.len() as i32));
            self.running = Some(Running { period, content: Content::Value(unsigned(last_value)), sample: None });
        }
        true
    }

    /// The same where the last reading of a period is all there is to know of it: most series, and the longest.
    fn read_latest(&mut self, readings: Visible<'_>, newest: i32, ends: &mut PeriodEnds) {
        let mut rows = readings.dates.iter().zip(readings.values);
        let Some((&first, &value)) = rows.next() else { return };
        let mut count = ends.count_of(self.calendar, self.cadence, first);
        let mut last_day = ends.of(self.calendar, self.cadence, count);
        let mut latest = value;
        for (&date, &value) in rows {
            if date > last_day {
                // A later reading: the period is over.
                self.gaps_before(count);
                self.values.push(unsigned(latest));
                // Most often the next reading is one of the next period.
                count = count.saturating_add(1);
                last_day = ends.of(self.calendar, self.cadence, count);
                if date > last_day {
                    count = self.count_of(date);
                    last_day = ends.of(self.calendar, self.cadence, count);
                }
            }
            latest = value;
        }
        self.newest_filled = self.values.len().checked_sub(1);
        self.newest_value = self.newest_filled;
        let content = Content::Value(unsigned(latest));
        if count > newest {
            self.running = Some(Running { period: Period::new(self.cadence, count), content, sample: None });
        } else {
            self.gaps_before(count);
            self.push(content, None);
        }
    }

    /// Makes every period before the one with this count a gap that is not there yet.
    #[inline]
    fn gaps_before(&mut self, count: i32) {
        let missing = i64::from(count) - i64::from(self.first) - self.values.len() as i64;
        if let Ok(missing @ 1..) = usize::try_from(missing) {
            self.values.resize(self.values.len() + missing, f64::NAN);
        }
    }

    #[inline]
    fn push(&mut self, content: Content, sample: Option<f64>) {
        let index = self.values.len();
        self.newest_filled = Some(index);
        match content {
            Content::Value(value) => {
                self.values.push(value);
                self.newest_value = Some(index);
            }
            Content::Withheld | Content::Gap => {
                self.values.push(f64::NAN);
                self.withheld.resize(index, false);
                self.withheld.push(true);
            }
        }
        if let Some(sample) = sample {
            self.samples.resize(index, f64::NAN);
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

    /// The values in order, none where a period has none.
    pub(crate) fn optional_values(&self) -> impl Iterator<Item = Option<f64>> + Clone {
        self.values.iter().map(|&value| (!value.is_nan()).then_some(value))
    }

    /// The period at a index.
    #[must_use]
    pub(crate) fn period(&self, index: usize) -> Period {
        // INVARIANT: indices are below the count of all days of the calendar.
        Period::new(self.cadence, self.first.saturating_add(index as i32))
    }

    /// The name of the period at a index, such as `2026-08`.
    #[must_use]
    pub(crate) fn label(&self, index: usize) -> Arc<str> {
        self.label_of(self.period(index))
    }

    /// The name of a period of its cadence.
    #[must_use]
    pub(crate) fn label_of(&self, period: Period) -> Arc<str> {
        match self.labels.get(self.cadence as usize) {
            Some(labels) => labels.of(self.calendar, period),
            None => Arc::from(self.calendar.label(period)),
        }
    }

    /// What is known of the period at a index; a gap beyond the end.
    #[must_use]
    pub(crate) fn content(&self, index: usize) -> Content {
        match self.values.get(index) {
            Some(&value) if !value.is_nan() => Content::Value(value),
            _ if self.is_withheld(index) => Content::Withheld,
            _ => Content::Gap,
        }
    }

    /// Whether the period at a index has readings from too small a sample.
    #[must_use]
    pub(crate) fn is_withheld(&self, index: usize) -> bool {
        self.withheld.get(index).copied().unwrap_or(false)
    }

    /// The value of the period at a index.
    #[must_use]
    pub(crate) fn value(&self, index: usize) -> Option<f64> {
        self.content(index).value()
    }

    /// The size of the sample of the period at a index.
    #[must_use]
    pub(crate) fn sample(&self, index: usize) -> Option<f64> {
        self.samples.get(index).copied().filter(|sample| !sample.is_nan())
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

    /// Whether the newest period that ended more than `check_in_days` before `as_of`, and all since, are without readings.
    #[must_use]
    pub(crate) fn is_stale(&self) -> bool {
        let newest = match (self.running, self.newest_filled) {
            (Some(running), _) => Some(running.period.index),
            (None, index) => index.map(|index| self.period(index).index),
        };
        newest.is_some_and(|newest| newest < self.settled)
    }

    /// The values of complete periods, each on its period's last day: what a key result reads of a KPI that does not
    /// aggregate by `latest`. Gaps are left out; withheld periods are there without a value.
    pub(crate) fn dated_values(&self) -> impl Iterator<Item = (i32, Option<f64>)> {
        self.indices().filter_map(|index| {
            let value = match self.content(index) {
                Content::Value(value) => Some(value),
                Content::Withheld => None,
                Content::Gap => return None,
            };
            Some((self.calendar.last_day(self.period(index)), value))
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

#[cfg(test)]
pub(crate) mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::plan::{Better, Range};

    /// No readings in the period.
    pub(crate) const GAP: f64 = f64::NAN;
    /// A reading from a sample of 1.
    pub(crate) const SMALL: f64 = f64::INFINITY;

    pub(crate) fn monthly(better: Better) -> Kpi {
        Kpi::new("turnover", "Turnover", better, Cadence::Monthly)
    }

    /// A KPI for which all that is better is worse, and the other way round, of values with the opposite sign.
    pub(crate) fn mirrored(kpi: &Kpi) -> Kpi {
        let mut mirrored = kpi.clone();
        let flip = |range: &mut Range| (range.min, range.max) = (range.max.map(|x| -x), range.min.map(|x| -x));
        mirrored.better = match kpi.better {
            Better::Higher => Better::Lower,
            Better::Lower => Better::Higher,
            Better::Inside => Better::Inside,
        };
        mirrored.target = kpi.target.map(|target| -target);
        mirrored.healthy.iter_mut().for_each(flip);
        for revision in &mut mirrored.revisions {
            revision.target = revision.target.map(|target| -target);
            revision.healthy.iter_mut().for_each(flip);
        }
        if let Some(benchmark) = &mut mirrored.benchmark {
            benchmark.value = -benchmark.value;
        }
        mirrored
    }

    /// The series with these values from January 2020 on, long enough after the last one for a gap at the end to be one.
    pub(crate) fn series(kpi: &Kpi, values: &[f64]) -> Series {
        let calendar = Calendar::default();
        let first = calendar.period_of_day(kpi.cadence, day(2020, 1, 1));
        let ends = (0..).map(|index| calendar.last_day(first.offset(index)));
        let read = ends.zip(values).filter(|(_, value)| !value.is_nan());
        let (dates, read): (Vec<i32>, Vec<f64>) = read.unzip();
        let samples: Vec<f64> = read.iter().map(|value| if value.is_finite() { 10.0 } else { 1.0 }).collect();
        let finite: Vec<f64> = read.iter().map(|&value| if value.is_finite() { value } else { 0.0 }).collect();
        let visible = Visible { dates: &dates, values: &finite, samples: Some(&samples) };
        let last = calendar.last_day(first.offset(values.len() as i32 - 1));
        let mut series = Series::new();
        series.fill(kpi, visible, &PolicyInForce::default(), last + 8);
        series
    }

    fn day(year: i32, month: u32, day: u32) -> i32 {
        day_number(NaiveDate::from_ymd_opt(year, month, day).unwrap())
    }

    fn filled(kpi: &Kpi, readings: &[(i32, f64)], as_of: i32) -> Series {
        let (dates, values): (Vec<i32>, Vec<f64>) = readings.iter().copied().unzip();
        let mut series = Series::new();
        let visible = Visible { dates: &dates, values: &values, samples: None };
        series.fill(kpi, visible, &PolicyInForce::default(), as_of);
        series
    }

    fn contents(series: &Series) -> Vec<(String, Content)> {
        series.indices().map(|index| (series.label(index).to_string(), series.content(index))).collect()
    }

    fn named(contents: &[(&str, Content)]) -> Vec<(String, Content)> {
        contents.iter().map(|(label, content)| ((*label).to_owned(), *content)).collect()
    }

    #[test]
    fn a_period_is_complete_on_its_last_day() {
        let kpi = monthly(Better::Lower);
        let readings = [(day(2026, 6, 5), 12.0), (day(2026, 7, 30), 13.0)];
        let before = filled(&kpi, &readings, day(2026, 7, 30));
        assert_eq!(contents(&before), named(&[("2026-06", Content::Value(12.0))]));
        assert_eq!(before.running().unwrap().content, Content::Value(13.0));
        let after = filled(&kpi, &readings, day(2026, 7, 31));
        assert_eq!(after.len(), 2);
        assert_eq!(after.running(), None);
    }

    #[test]
    fn gaps_at_the_end_wait_for_their_readings() {
        let kpi = monthly(Better::Lower);
        let readings = [(day(2026, 5, 31), 12.0)];
        // June ended 7 days before 7 July.
        assert_eq!(filled(&kpi, &readings, day(2026, 7, 7)).len(), 1);
        let july_8 = filled(&kpi, &readings, day(2026, 7, 8));
        assert_eq!(contents(&july_8), named(&[("2026-05", Content::Value(12.0)), ("2026-06", Content::Gap)]));
        assert!(july_8.is_stale());
        assert!(!filled(&kpi, &readings, day(2026, 7, 7)).is_stale());
    }

    #[test]
    fn start_and_end_take_whole_periods() {
        let date = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
        let kpi = monthly(Better::Lower).start(date(5, 20)).end(date(7, 10));
        let readings = [4, 5, 6, 7, 8].map(|month| (day(2026, month, 5), f64::from(month)));
        let series = filled(&kpi, &readings, day(2026, 12, 31));
        let value = |month| Content::Value(month);
        assert_eq!(
            contents(&series),
            named(&[("2026-05", value(5.0)), ("2026-06", value(6.0)), ("2026-07", value(7.0))])
        );
        // Without readings the periods from the start on are gaps.
        assert_eq!(filled(&kpi, &[], day(2026, 12, 31)).len(), 3);
        assert_eq!(filled(&kpi, &[], day(2026, 5, 31)).len(), 0);
        assert_eq!(filled(&monthly(Better::Lower), &[], day(2026, 12, 31)).len(), 0);
    }

    #[test]
    fn small_samples_are_withheld_and_no_gaps() {
        let series = series(&monthly(Better::Lower).min_sample(10.0), &[1.0, SMALL, GAP, 4.0]);
        let contents: Vec<Content> = series.indices().map(|index| series.content(index)).collect();
        assert_eq!(contents, [Content::Value(1.0), Content::Withheld, Content::Gap, Content::Value(4.0)]);
        assert_eq!(series.sample(1), Some(1.0));
        assert_eq!(series.sample(2), None);
        assert_eq!(series.value_before(3), Some((0, 1.0)));
        let dated: Vec<_> = series.dated_values().collect();
        assert_eq!(dated, [(day(2020, 1, 31), Some(1.0)), (day(2020, 2, 29), None), (day(2020, 4, 30), Some(4.0))]);
    }

    #[test]
    fn readings_after_the_day_are_not_seen() {
        let kpi = monthly(Better::Lower);
        let readings = [(day(2026, 5, 31), 12.0), (day(2026, 6, 10), 13.0), (day(2026, 7, 1), 14.0)];
        let (all, seen) = (filled(&kpi, &readings, day(2026, 6, 12)), filled(&kpi, &readings[..2], day(2026, 6, 12)));
        assert_eq!(contents(&all), contents(&seen));
        assert_eq!(all.running(), seen.running());
    }

    #[test]
    fn a_series_used_again_keeps_nothing() {
        let with_samples = monthly(Better::Lower).min_sample(10.0);
        let mut used = series(&with_samples, &[1.0, SMALL, GAP, 4.0]);
        let kpi = Kpi::new("k", "K", Better::Higher, Cadence::Yearly);
        let visible = Visible { dates: &[day(2024, 3, 1)], values: &[7.0], samples: None };
        used.fill(&kpi, visible, &PolicyInForce::default(), day(2026, 1, 31));
        assert_eq!(contents(&used), named(&[("2024", Content::Value(7.0)), ("2025", Content::Gap)]));
        assert_eq!((used.sample(0), used.newest_filled(), used.running()), (None, Some(0), None));
    }

    #[test]
    fn unknown_samples_change_nothing() {
        let date = |month| NaiveDate::from_ymd_opt(2020, month, 1).unwrap();
        for cadence in Cadence::ALL {
            for (start, end) in
                [(None, None), (Some(date(2)), None), (None, Some(date(5))), (Some(date(3)), Some(date(6)))]
            {
                let mut kpi = Kpi::new("k", "K", Better::Lower, cadence);
                (kpi.start, kpi.end) = (start, end);
                for step in [1, 9, 31, 45, 100] {
                    let dates: Vec<i32> = (0..12).map(|row| day(2020, 1, 20) + row * step).collect();
                    let values: Vec<f64> = (0..12).map(f64::from).collect();
                    let samples = [f64::NAN; 12];
                    for as_of in (0..600).step_by(7).map(|days| day(2020, 1, 1) + days) {
                        let fill = |samples| {
                            let mut series = Series::new();
                            let visible = Visible { dates: &dates, values: &values, samples };
                            series.fill(&kpi, visible, &PolicyInForce::default(), as_of);
                            let newest = (series.newest_filled(), series.newest_value(), series.running());
                            (contents(&series), newest)
                        };
                        assert_eq!(fill(None), fill(Some(&samples)), "{cadence} {start:?} {end:?} {step} {as_of}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_ends_of_the_calendar() {
        use crate::calendar::{FIRST_DAY, LAST_DAY};
        for cadence in Cadence::ALL {
            let kpi = Kpi::new("k", "K", Better::Higher, cadence);
            let series = filled(&kpi, &[(FIRST_DAY, 1.0), (LAST_DAY, 2.0)], LAST_DAY);
            assert_eq!(series.content(0), Content::Value(1.0));
            assert_eq!(series.newest_value(), Some((series.len() - 1, 2.0)));
            assert_eq!(filled(&kpi, &[(FIRST_DAY, 1.0)], FIRST_DAY).len(), usize::from(cadence == Cadence::Daily));
        }
    }
}
