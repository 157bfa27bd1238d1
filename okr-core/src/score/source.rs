//! Sources: where a key result's values come from, and how old they may be.

use super::track::Track;
use super::window::Window;
use crate::calendar::day_number;
use crate::index::{KeyResultIndex, SeriesIndex};
use crate::number::at_least;
use crate::plan::{Aggregate, Empty, Kpi};
use crate::readings::series::{Scratch, Visible};
use crate::series::{EvaluationContext, InPeriods, Series, SeriesScratch, Timeline, is_plain_latest};

/// The values of one key result, and those that are withheld.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) track: Track<'a>,
    /// Dates of the withheld values; rising.
    pub(crate) withheld: &'a [i32],
    /// Date of the newest reading, withheld ones included, by the end of the window.
    pub(crate) newest: Option<i32>,
    /// The KPI that is read.
    pub(crate) kpi: Option<KpiRead<'a>>,
}

/// A KPI that a key result reads.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KpiRead<'a> {
    pub(crate) kpi: &'a Kpi,
    pub(crate) timeline: &'a Timeline,
    /// Whether the values are those of its periods.
    pub(crate) by_period: bool,
}

/// Memory for the values of one key result after the other.
#[derive(Debug, Default)]
pub(crate) struct SourceScratch {
    series: SeriesScratch,
    timeline: Timeline,
    values: OwnValues,
    inside: InPeriods,
}

/// Memory for values that differ from the readings they come from.
#[derive(Debug, Default)]
struct OwnValues {
    dates: Vec<i32>,
    values: Vec<f64>,
    samples: Vec<f64>,
    withheld: Vec<i32>,
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
pub(crate) fn own<'a>(
    context: &EvaluationContext<'a>,
    key_result: KeyResultIndex,
    window: Window,
    scratch: &'a mut SourceScratch,
) -> Source<'a> {
    let readings = context.own_readings(key_result);
    let visible =
        readings.map_or(Visible::default(), |series| series.visible(context.as_of, &mut scratch.series.visible));
    let track = Track { dates: visible.dates, values: visible.values, samples: visible.samples };
    Source { track, withheld: &[], newest: newest(visible.dates, window.looked_on()), kpi: None }
}

/// Whether a key result with an aggregate, or none of its own, reads the values of a KPI's periods instead of its readings: always where
/// these are made by a formula or over a window; else where the KPI does not aggregate by `latest` and the key result does not either.
pub(crate) fn reads_periods(kpi: &Kpi, aggregate: Option<Aggregate>) -> bool {
    !(is_plain_latest(kpi) || aggregate.is_some() && kpi.formula.is_none() && kpi.window == 1)
}

/// The readings or period values of the series of a KPI; period values are those of complete periods, each on its period's last day.
pub(crate) fn of_series<'a>(
    context: &EvaluationContext<'a>,
    series: SeriesIndex,
    aggregate: Option<Aggregate>,
    window: Window,
    scratch: &'a mut SourceScratch,
) -> Source<'a> {
    let kpi = context.plan.kpi_of(series);
    let SourceScratch { series: series_scratch, timeline, values, inside } = scratch;
    if reads_periods(kpi, aggregate) {
        let latest = window.looked_on();
        let last_reading = newest_reading(context, series, latest, &mut series_scratch.visible);
        let (_, filled) = context.fill(series, series_scratch);
        values.fill_periods(filled);
        // Periods of a formula have values without readings, and so have those that count as 0.
        let newest = match kpi.formula.is_some() || kpi.empty == Empty::Zero {
            true => newest_filled(filled, last_reading, latest).map(|day| day.min(latest)),
            false => last_reading,
        };
        let track = Track { dates: &values.dates, values: &values.values, samples: Some(&values.samples) };
        let kpi = Some(KpiRead { kpi, timeline: filled.timeline(), by_period: true });
        return Source { track, withheld: &values.withheld, newest, kpi };
    }
    // Periods that count as 0 are data without a reading.
    let zeros = match kpi.empty {
        Empty::Zero => newest_filled(context.fill(series, series_scratch).1, None, window.looked_on()),
        Empty::Gap => None,
    };
    *timeline = context.timeline(context.plan.series[series].kpi, series_scratch);
    let readings = context.series_readings(series);
    let visible =
        readings.map_or(Visible::default(), |series| series.visible(context.as_of, &mut series_scratch.visible));
    let visible = inside.of(&timeline.schedule, visible.within(timeline.days.0, timeline.days.1));
    let newest = newest(visible.dates, window.looked_on()).max(zeros.map(|day| day.min(window.looked_on())));
    let kpi_read = Some(KpiRead { kpi, timeline, by_period: false });
    let (Some(least), Some(samples)) = (kpi.min_sample, visible.samples) else {
        let track = Track { dates: visible.dates, values: visible.values, samples: visible.samples };
        return Source { track, withheld: &[], newest, kpi: kpi_read };
    };
    let withheld: Vec<bool> = samples.iter().map(|sample| !sample.is_nan() && !at_least(*sample, least)).collect();
    let rows = visible.dates.iter().zip(visible.values).zip(samples);
    values.fill(rows.map(|((date, value), sample)| (*date, *value, *sample)), &withheld);
    let track = Track { dates: &values.dates, values: &values.values, samples: Some(&values.samples) };
    Source { track, withheld: &values.withheld, newest, kpi: kpi_read }
}

/// The series of a KPI that a key result reads, with the date of its newest data by the end of the window, without its values.
pub(crate) fn activity<'a>(
    context: &EvaluationContext<'a>,
    series: SeriesIndex,
    aggregate: Option<Aggregate>,
    window: Window,
    scratch: &'a mut SourceScratch,
) -> (Option<KpiRead<'a>>, Option<i32>) {
    let kpi = context.plan.kpi_of(series);
    if kpi.formula.is_some() || kpi.empty == Empty::Zero {
        let source = of_series(context, series, aggregate, window, scratch);
        return (source.kpi, source.newest);
    }
    let SourceScratch { series: series_scratch, timeline, inside, .. } = scratch;
    *timeline = context.timeline(context.plan.series[series].kpi, series_scratch);
    let readings = context.series_readings(series);
    let visible =
        readings.map_or(Visible::default(), |series| series.visible(context.as_of, &mut series_scratch.visible));
    let visible = inside.of(&timeline.schedule, visible.within(first_day(kpi), timeline.days.1));
    let by_period = reads_periods(kpi, aggregate);
    (Some(KpiRead { kpi, timeline, by_period }), newest(visible.dates, window.looked_on()))
}

/// The first day whose readings count: that of the KPI's `start`, but windows reach back beyond it.
fn first_day(kpi: &Kpi) -> i32 {
    kpi.start.filter(|_| kpi.window == 1).map_or(i32::MIN, day_number)
}

/// The date of the newest visible reading up to a day that counts, of a series that is no formula's.
fn newest_reading(
    context: &EvaluationContext<'_>,
    series: SeriesIndex,
    latest: i32,
    scratch: &mut Scratch,
) -> Option<i32> {
    let readings = context.series_readings(series)?;
    let kpi = context.plan.kpi_of(series);
    let last = latest.min(kpi.end.map_or(i32::MAX, day_number));
    let counting = readings.visible(context.as_of, scratch).within(first_day(kpi), last);
    let schedule = context.plan.schedule(context.plan.series[series].kpi, context.policy);
    counting.dates.iter().rev().find(|day| schedule.period_of_day(**day).is_some()).copied()
}

/// The day by which a series has data: that of the newest reading, or the last one of the newest period that has a value and begins by
/// a day.
fn newest_filled(series: &Series, last_reading: Option<i32>, latest: i32) -> Option<i32> {
    let complete = series.newest_filled().and_then(|newest| {
        let filled = (0..=newest).rev().filter(|index| series.content(*index).is_filled());
        filled.map(|index| (series.first_day(index), series.last_day(index))).find(|(first, _)| *first <= latest)
    });
    let complete = complete.map(|(_, last)| last);
    match last_reading {
        // A period that counts as 0 without a reading is current, too.
        Some(reading) => Some(complete.map_or(reading, |complete| complete.max(reading))),
        None => {
            let schedule = &series.timeline().schedule;
            let running = series.running().filter(|running| schedule.first_day(running.period) <= latest);
            running.map(|_| series.as_of()).or(complete)
        }
    }
}

impl OwnValues {
    /// The values of complete periods, each on its period's last day.
    fn fill_periods(&mut self, series: &Series) {
        self.dates.clear();
        self.values.clear();
        self.samples.clear();
        self.withheld.clear();
        for (day, value, sample) in series.dated_values() {
            match value {
                Some(value) => {
                    self.dates.push(day);
                    self.values.push(value);
                    self.samples.push(sample.unwrap_or(f64::NAN));
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

impl KpiRead<'_> {
    /// The newest period whose readings are no longer awaited, and that ended by a day.
    fn known_by(self, latest: i32) -> i32 {
        let period = self.timeline.settled;
        if self.timeline.schedule.last_day(period) <= latest {
            period
        } else {
            self.timeline.schedule.newest_ended(latest)
        }
    }

    /// Whether no period has settled yet, so that nothing can be known.
    pub(super) fn has_nothing_settled(self) -> bool {
        self.timeline.schedule.last_day(self.timeline.settled) < crate::calendar::FIRST_DAY
    }

    /// Whether the newest reading does not lie before the newest period that should have some by a day.
    pub(super) fn is_current(self, newest: i32, latest: i32) -> bool {
        newest >= self.timeline.schedule.first_day(self.known_by(latest))
    }

    /// The day that a key result with the newest value on `newest` is judged by.
    pub(super) fn due_day(self, newest: Option<i32>, window: Window) -> i32 {
        let schedule = &self.timeline.schedule;
        let period = self.timeline.settled;
        let day = match newest {
            Some(newest) if newest >= schedule.first_day(period) => newest,
            _ => schedule.last_day(period),
        };
        day.min(window.looked_on())
    }

    /// Whether the last period by the end has a value, or is waited for no longer.
    pub(super) fn is_complete(self, track: Track<'_>, window: Window) -> bool {
        let schedule = &self.timeline.schedule;
        let period = schedule.newest_ended(window.end);
        let (first, last) = (schedule.first_day(period), schedule.last_day(period));
        !track.between(first, last).is_empty() || self.timeline.is_settled(period)
    }
}
