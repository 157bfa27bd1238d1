//! From the readings of one metric to the series of a KPI.

use super::aggregate::aggregate;
use super::period_table::PeriodTable;
use super::periods::{Content, PeriodValue, Series};
use super::timeline::Timeline;
use crate::number::{at_least, unsigned};
use crate::plan::{Aggregate, Empty, Kpi};
use crate::readings::series::Visible;

impl Series {
    /// Replaces the series by that of a KPI without a formula, from readings visible on the day of the timeline.
    pub(crate) fn fill(&mut self, kpi: &Kpi, visible: Visible<'_>, timeline: Timeline) {
        if kpi.window == 1 {
            return self.fill_single_periods(kpi, visible, timeline);
        }
        self.fill_windows(kpi, visible, timeline.clone());
        self.roll().fill_single_periods(kpi, visible, timeline);
    }

    fn fill_single_periods(&mut self, kpi: &Kpi, visible: Visible<'_>, timeline: Timeline) {
        let (from, to) = timeline.days;
        let readings = visible.within(from, to);
        let schedule = timeline.schedule.clone();
        let complete = timeline.complete;
        let zeros = (kpi.empty == Empty::Zero).then_some(complete.min(timeline.settled));
        self.start(timeline);
        let mut tables = std::mem::take(&mut self.tables);
        let days = readings.dates.first().zip(readings.dates.last());
        let table = days.and_then(|(first, last)| tables.covering(&schedule, *first, *last));
        let mut row = 0;
        if let Some(table) = table.filter(|_| kpi.aggregate == Aggregate::Latest && readings.samples.is_none()) {
            self.fill_latest(readings, table, complete);
            row = readings.dates.len();
        }
        while let Some(&date) = readings.dates.get(row) {
            let found = match table {
                Some(table) => {
                    // Most often the next reading is one of the next period.
                    let period = table.period_near(self.period(self.len()), date);
                    table.last_day(period).map(|last| (period, last))
                }
                None => schedule.period_of_day(date).map(|period| (period, schedule.last_day(period))),
            };
            let Some((period, last_day)) = found else {
                row += 1;
                continue;
            };
            let later = readings.dates.get(row + 1..).unwrap_or_default();
            let own = 1 + later.iter().take_while(|&&date| date <= last_day).count();
            let value = measure(kpi.aggregate, kpi.min_sample, readings.rows(row..row + own));
            row += own;
            self.start_at(period);
            if period > complete {
                self.run_on(period, value);
            } else {
                self.fill_empty(period, zeros);
                self.push(value);
            }
        }
        self.tables = tables;
        if let Some(zeros) = zeros.filter(|_| self.len() > 0 || self.timeline().start.is_some()) {
            self.fill_empty(zeros.saturating_add(1), Some(zeros));
        }
        self.finish();
    }

    /// Takes in readings of which the last of a period is all there is to know of it: most series, and the longest. Taken period by
    /// period like others they would cost 300 instructions a reading instead of 20 where each period has one, and 60 where not.
    fn fill_latest(&mut self, readings: Visible<'_>, table: &PeriodTable, complete: i32) {
        let Some(&first_day) = readings.dates.first() else { return };
        let mut period = table.period_of_day(first_day);
        self.start_at(period);
        if table.holds_one_each(period, readings.dates) {
            let count = usize::try_from(i64::from(complete) - i64::from(period) + 1).unwrap_or(0);
            let (values, running) = readings.values.split_at(count.min(readings.values.len()));
            if !values.is_empty() {
                self.extend(period, values);
            }
            if let Some(&value) = running.last() {
                // INVARIANT: readings end with the day of the timeline, so that at most one period is not complete.
                self.run_on(period.saturating_add(values.len() as i32), latest(value));
            }
            return;
        }
        let mut rows = readings.dates.iter().zip(readings.values).peekable();
        while let Some((_, &value)) = rows.next() {
            let last_day = table.last_day(period).unwrap_or(i32::MAX);
            if rows.peek().is_some_and(|(next, _)| **next <= last_day) {
                continue;
            }
            if period > complete {
                self.run_on(period, latest(value));
            } else {
                self.skip_to(period);
                self.push(latest(value));
            }
            if let Some((next, _)) = rows.peek() {
                period = table.period_near(period.saturating_add(1), **next);
            }
        }
    }

    /// Adds the periods before this one that are not there yet: 0 up to the period `zeros`, where empty ones count as 0.
    fn fill_empty(&mut self, period: i32, zeros: Option<i32>) {
        if let Some(zeros) = zeros {
            while self.period(self.len()) < period && self.period(self.len()) <= zeros {
                self.push(PeriodValue { content: Content::Value(0.0), sample: None, parts: None });
            }
        }
        self.skip_to(period);
    }
}

/// What readings tell of their period, and the size of their sample: a sample smaller than `min_sample` withholds the value.
pub(super) fn measure(by: Aggregate, min_sample: Option<f64>, readings: Visible<'_>) -> PeriodValue {
    match aggregate(by, readings) {
        Some(aggregated) => withheld(Content::Value(aggregated.value), aggregated.sample, min_sample),
        None => PeriodValue { content: Content::Gap, sample: None, parts: None },
    }
}

/// A content, or that its sample is too small to tell.
pub(super) fn withheld(content: Content, sample: Option<f64>, min_sample: Option<f64>) -> PeriodValue {
    let too_small = sample.zip(min_sample).is_some_and(|(sample, least)| !at_least(sample, least));
    PeriodValue { content: if too_small { Content::SmallSample } else { content }, sample, parts: None }
}

/// The value of a period whose newest reading is this.
fn latest(value: f64) -> PeriodValue {
    PeriodValue { content: Content::Value(unsigned(value)), sample: None, parts: None }
}
