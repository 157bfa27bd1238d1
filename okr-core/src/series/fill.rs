//! From the readings of one metric to the series of a KPI.

use super::aggregate::aggregate;
use super::periods::{Content, PeriodValue, Series};
use super::timeline::Timeline;
use crate::number::at_least;
use crate::plan::{Aggregate, Empty, Kpi};
use crate::readings::series::Visible;

impl Series {
    /// Replaces the series by that of a KPI without a formula, from readings visible on the day of the timeline.
    pub(crate) fn fill(&mut self, kpi: &Kpi, visible: Visible<'_>, timeline: Timeline) {
        if kpi.window > 1 {
            return self.fill_windows(kpi, visible, timeline);
        }
        let (from, to) = timeline.days;
        let readings = visible.within(from, to);
        let schedule = timeline.schedule.clone();
        let complete = timeline.complete;
        let zeros = (kpi.empty == Empty::Zero).then_some(complete.min(timeline.settled));
        self.start(timeline);
        let mut row = 0;
        while let Some(&date) = readings.dates.get(row) {
            let Some(period) = schedule.period_of_day(date) else {
                row += 1;
                continue;
            };
            let last_day = schedule.last_day(period);
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
        if let Some(zeros) = zeros.filter(|_| self.len() > 0 || self.timeline().start.is_some()) {
            self.fill_empty(zeros.saturating_add(1), Some(zeros));
        }
        self.finish();
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
