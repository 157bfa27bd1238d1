//! Sources: where a key result's values come from, and how old they may be.

use super::track::Track;
use super::window::Window;
use crate::calendar::{Cadence, Calendar, Period};
use crate::number::at_least;
use crate::plan::policy::PolicyInForce;
use crate::plan::{Aggregate, Kpi};
use crate::readings::series::{Scratch, Visible};
use crate::series::Series;

/// The values of one key result, and those that are withheld for their small samples.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) track: Track<'a>,
    /// Dates of the withheld values; rising.
    pub(crate) withheld: &'a [i32],
    /// Date of the newest reading, withheld ones included, by the end of the window.
    pub(crate) newest: Option<i32>,
    /// The KPI that is read.
    pub(crate) kpi: Option<&'a Kpi>,
}

/// Memory for the values of one key result after the other.
#[derive(Debug, Default)]
pub(crate) struct SourceScratch {
    pub(super) visible: Scratch,
    pub(super) values: OwnValues,
}

/// Memory for values that differ from the readings they come from.
#[derive(Debug, Default)]
pub(super) struct OwnValues {
    dates: Vec<i32>,
    values: Vec<f64>,
    samples: Vec<f64>,
    withheld: Vec<i32>,
    series: Series,
}

/// The last of the rising `dates` by a day.
pub(super) fn newest(dates: &[i32], day: i32) -> Option<i32> {
    match dates.last() {
        // Most often all of them are.
        Some(last) if *last <= day => Some(*last),
        _ => dates.get(dates.partition_point(|date| *date <= day).checked_sub(1)?).copied(),
    }
}

/// The own readings of a key result.
pub(crate) fn own<'a>(visible: Visible<'a>, window: Window) -> Source<'a> {
    let track = Track { dates: visible.dates, values: visible.values, samples: visible.samples };
    Source { track, withheld: &[], newest: newest(visible.dates, window.looked_on()), kpi: None }
}

/// The readings or period values of a KPI.
///
/// With an aggregate of its own, or where the KPI aggregates by `latest`, a key result reads the readings; else the
/// values of complete periods, each on its period's last day.
pub(crate) fn of_kpi<'a>(
    kpi: &'a Kpi,
    aggregate: Option<Aggregate>,
    visible: Visible<'a>,
    policy: &PolicyInForce,
    window: Window,
    scratch: &'a mut OwnValues,
) -> Source<'a> {
    let newest = newest(visible.dates, window.looked_on());
    if aggregate.is_none() && kpi.aggregate != Aggregate::Latest {
        scratch.fill_periods(kpi, visible, policy, window.as_of);
        let track = Track { dates: &scratch.dates, values: &scratch.values, samples: None };
        return Source { track, withheld: &scratch.withheld, newest, kpi: Some(kpi) };
    }
    let (Some(least), Some(samples)) = (kpi.min_sample, visible.samples) else {
        let track = Track { dates: visible.dates, values: visible.values, samples: visible.samples };
        return Source { track, withheld: &[], newest, kpi: Some(kpi) };
    };
    let withheld: Vec<bool> = samples.iter().map(|sample| !sample.is_nan() && !at_least(*sample, least)).collect();
    let rows = visible.dates.iter().zip(visible.values).zip(samples);
    scratch.fill(rows.map(|((date, value), sample)| (*date, *value, *sample)), &withheld);
    let track = Track { dates: &scratch.dates, values: &scratch.values, samples: Some(&scratch.samples) };
    Source { track, withheld: &scratch.withheld, newest, kpi: Some(kpi) }
}

impl OwnValues {
    /// The values of complete periods, each on its period's last day.
    fn fill_periods(&mut self, kpi: &Kpi, visible: Visible<'_>, policy: &PolicyInForce, as_of: i32) {
        self.series.fill(kpi, visible, policy, as_of);
        self.dates.clear();
        self.values.clear();
        self.withheld.clear();
        for (day, value) in self.series.dated_values() {
            match value {
                Some(value) => {
                    self.dates.push(day);
                    self.values.push(value);
                }
                None => self.withheld.push(day),
            }
        }
    }

    fn fill(&mut self, rows: impl Iterator<Item = (i32, f64, f64)>, withheld: &[bool]) {
        self.dates.clear();
        self.values.clear();
        self.samples.clear();
        self.withheld.clear();
        for ((date, value, sample), withheld) in rows.zip(withheld) {
            if *withheld {
                self.withheld.push(date);
            } else {
                self.dates.push(date);
                self.values.push(value);
                self.samples.push(sample);
            }
        }
    }
}

/// What a KPI can know by a day, given its cadence and the time that a check-in may take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ReportingSchedule {
    pub(crate) calendar: Calendar,
    pub(crate) cadence: Cadence,
    pub(crate) check_in_days: i32,
}

impl ReportingSchedule {
    pub(crate) fn new(kpi: &Kpi, policy: &PolicyInForce) -> Self {
        let check_in_days = i32::try_from(policy.check_in_days).unwrap_or(i32::MAX);
        ReportingSchedule { calendar: policy.calendar(), cadence: kpi.cadence, check_in_days }
    }

    /// The newest period that ended more than `check_in_days` before `as_of`, and by `latest`.
    pub(crate) fn known_by(self, as_of: i32, latest: i32) -> Period {
        let limit = as_of.saturating_sub(self.check_in_days).saturating_sub(1);
        self.calendar.newest_ended(self.cadence, limit.min(latest))
    }

    /// The day that a key result with the newest value on `newest` is judged by.
    pub(crate) fn due_day(self, newest: Option<i32>, window: Window) -> i32 {
        let period = self.known_by(window.as_of, i32::MAX);
        let day = match newest {
            Some(newest) if newest >= self.calendar.first_day(period) => newest,
            _ => self.calendar.last_day(period),
        };
        day.min(window.looked_on())
    }

    /// Whether the last period by the end has a value, or is waited for no longer.
    pub(crate) fn complete(self, source: &Source<'_>, window: Window) -> bool {
        let period = self.calendar.newest_ended(self.cadence, window.end);
        let (first, last) = (self.calendar.first_day(period), self.calendar.last_day(period));
        !source.track.between(first, last).is_empty() || last < window.as_of.saturating_sub(self.check_in_days)
    }
}
