//! What a KPI shows on a day: the numbers of its row, and those of each complete period.

use super::{health, target_met};
use crate::calendar::{Period, date_of_day};
use crate::number::{LARGEST_RAW, clamp, larger, unsigned};
use crate::plan::{Better, Kpi};
use crate::report::{self, Health, Moved, Signal};
use crate::series::{Content, Series, Standard, shows_running, worse_by};
use crate::stats::Xmr;

/// The numbers of a KPI's row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct KpiNumbers {
    /// The period of the value: the running one where it has readings and the aggregate is `latest`; else the newest complete one that
    /// is no gap.
    pub(crate) period: Option<Period>,
    /// The value; none where there is none or it is withheld.
    pub(crate) value: Option<f64>,
    /// The size of its sample.
    pub(crate) sample: Option<f64>,
    /// The value before.
    pub(crate) previous: Option<f64>,
    /// Value minus the value before.
    pub(crate) change: Option<f64>,
    /// `100 · change / previous`; none once the series has had a value of 0 or less.
    pub(crate) change_percent: Option<f64>,
    /// Whether the change is better or worse.
    pub(crate) moved: Moved,
    /// How the KPI does.
    pub(crate) health: Health,
    /// What is in force for the period; where there is none, on the day.
    pub(crate) standard: Standard,
    /// Whether the value meets the target.
    pub(crate) target_met: Option<bool>,
    /// Value minus target.
    pub(crate) target_gap: Option<f64>,
    /// Value minus benchmark.
    pub(crate) benchmark_gap: Option<f64>,
    /// For how many complete periods it has been unhealthy: back from the newest one to the first that is not; gaps neither count nor end it.
    pub(crate) unhealthy_periods: u32,
    /// The chart over all complete periods, unscreened.
    pub(crate) xmr: Option<Xmr>,
    /// How the newest complete value does.
    pub(crate) newest: Newest,
}

/// To so many parts of one distances are told apart.
const DISTANCES: f64 = 1e9;

/// How the newest complete value does: what makes a trigger urgent.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Newest {
    /// Whether it is unhealthy.
    pub(crate) unhealthy: bool,
    /// How far it lies outside the range in force (beyond the target, where only that is given), in mean moving ranges of the chart; 0
    /// without a chart, and where nothing moves.
    pub(crate) distance: f64,
}

/// The numbers of a KPI's row.
#[must_use]
pub(crate) fn numbers(kpi: &Kpi, series: &Series) -> KpiNumbers {
    let shown = Shown::of(kpi, series);
    let standard = Standard::on(kpi, shown.judged_on);
    let value = shown.content.value();
    let previous = series.value_before(shown.index).map(|(_, previous)| previous);
    let change = value.zip(previous).map(|(value, previous)| unsigned(value - previous));
    let met = value.zip(standard.target).map(|(value, target)| target_met(kpi.better, value, target));
    let xmr = Xmr::of(series.optional_values(), false).ok();
    KpiNumbers {
        period: shown.period,
        value,
        sample: shown.sample,
        previous,
        change,
        change_percent: change.zip(previous).and_then(|change| percent(change, value, series, shown.index)),
        moved: moved(kpi.better, &standard, value.zip(previous)),
        health: health_now(kpi, series, &shown, &standard),
        standard,
        target_met: met,
        target_gap: value.zip(standard.target).map(|(value, target)| unsigned(value - target)),
        benchmark_gap: value.zip(kpi.benchmark.as_ref()).map(|(value, benchmark)| unsigned(value - benchmark.value)),
        unhealthy_periods: unhealthy_periods(kpi, series),
        newest: newest(kpi, series, xmr.as_ref()),
        xmr,
    }
}

/// The period that the row shows.
struct Shown {
    period: Option<Period>,
    /// Its index in the series; the one after the last for the running period.
    index: usize,
    content: Content,
    sample: Option<f64>,
    /// The day whose standard judges it.
    judged_on: i32,
}

impl Shown {
    fn of(kpi: &Kpi, series: &Series) -> Self {
        if let Some(running) = series.running()
            && shows_running(kpi)
        {
            return Shown {
                period: Some(running.period),
                index: series.len(),
                content: running.content,
                sample: running.sample,
                judged_on: series.as_of(),
            };
        }
        match series.newest_filled() {
            Some(index) => Shown {
                period: Some(series.period(index)),
                index,
                content: series.content(index),
                sample: series.sample(index),
                judged_on: series.calendar().last_day(series.period(index)),
            },
            None => Shown { period: None, index: 0, content: Content::Gap, sample: None, judged_on: series.as_of() },
        }
    }
}

fn health_now(kpi: &Kpi, series: &Series, shown: &Shown, standard: &Standard) -> Health {
    if kpi.end.is_some_and(|end| date_of_day(series.as_of()) > end) {
        return Health::Retired;
    }
    let value = match shown.content {
        Content::Gap => return Health::NoData,
        Content::Withheld => return Health::SmallSample,
        Content::Value(value) => value,
    };
    match health(kpi.better, standard, value) {
        Health::Healthy | Health::Watch if series.is_stale() => Health::Stale,
        health => health,
    }
}

fn moved(better: Better, standard: &Standard, values: Option<(f64, f64)>) -> Moved {
    let Some((value, previous)) = values else { return Moved::Unknown };
    let worse_by = worse_by(better, standard, value, previous);
    if worse_by > 0.0 {
        Moved::Worse
    } else if worse_by < 0.0 {
        Moved::Better
    } else {
        Moved::Same
    }
}

/// The change in percent of the value before, where all values up to the one shown are above 0.
fn percent((change, previous): (f64, f64), value: Option<f64>, series: &Series, index: usize) -> Option<f64> {
    let earlier = series.values().get(..index).unwrap_or_default();
    let positive = value.is_some_and(|value| value > 0.0) && !earlier.iter().any(|&value| value <= 0.0);
    let percent = 100.0 * change / previous;
    // Of a value as small as 1e-300 a change is more percent than a number can hold.
    (positive && percent.is_finite()).then(|| unsigned(percent))
}

fn unhealthy_periods(kpi: &Kpi, series: &Series) -> u32 {
    let values = series.indices().rev().filter_map(|index| series.value(index).map(|value| (index, value)));
    let unhealthy = values.take_while(|&(index, value)| {
        health(kpi.better, &Standard::at(kpi, series, index), value) == Health::Unhealthy
    });
    u32::try_from(unhealthy.count()).unwrap_or(u32::MAX)
}

fn newest(kpi: &Kpi, series: &Series, xmr: Option<&Xmr>) -> Newest {
    let Some((index, value)) = series.newest_value() else { return Newest::default() };
    let standard = Standard::at(kpi, series, index);
    let unhealthy = health(kpi.better, &standard, value) == Health::Unhealthy;
    let beyond = match standard.target {
        Some(target) if !standard.has_range() => larger(worse_by(kpi.better, &standard, value, target), 0.0),
        _ => standard.outside(value),
    };
    let mean_range = xmr.map_or(0.0, |xmr| xmr.mean_range);
    let distance = if unhealthy && mean_range > 0.0 { beyond / mean_range } else { 0.0 };
    Newest { unhealthy, distance: told_apart(distance) }
}

/// A distance as far as binary fractions tell: equal ones are equal, and the next criterion decides.
fn told_apart(distance: f64) -> f64 {
    match distance < LARGEST_RAW {
        true => libm::rint(distance * DISTANCES) / DISTANCES,
        // So large a number has no digits to spare; in a range as small as 5e-324 the distance overflows.
        false => clamp(distance, 0.0, f64::MAX),
    }
}

/// One complete period of a KPI.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PeriodNumbers {
    /// Its index in the series.
    pub(crate) index: usize,
    /// The period.
    pub(crate) period: Period,
    /// First day.
    pub(crate) start: i32,
    /// Last day.
    pub(crate) end: i32,
    /// What is known of it.
    pub(crate) content: Content,
    /// The size of its sample.
    pub(crate) sample: Option<f64>,
    /// How it did.
    pub(crate) health: Health,
    /// What was in force on its last day.
    pub(crate) standard: Standard,
    /// The side on which it signals on the chart over all complete periods.
    pub(crate) signal: Option<Signal>,
}

/// The complete periods of a KPI, in order.
pub(crate) fn period_numbers(kpi: &Kpi, series: &Series) -> impl Iterator<Item = PeriodNumbers> {
    let calendar = series.calendar();
    let chart = Xmr::of(series.optional_values(), false).ok();
    let mut signals = chart.into_iter().flat_map(|chart| chart.signals(series.optional_values()));
    series.indices().map(move |index| {
        let period = series.period(index);
        let (start, end) = (calendar.first_day(period), calendar.last_day(period));
        let standard = Standard::on(kpi, end);
        let content = series.content(index);
        PeriodNumbers {
            index,
            period,
            start,
            end,
            content,
            sample: series.sample(index),
            health: match content {
                Content::Value(value) => health(kpi.better, &standard, value),
                Content::Withheld => Health::SmallSample,
                Content::Gap => Health::NoData,
            },
            standard,
            signal: signals.next().flatten().and_then(side),
        }
    })
}

/// The side of a signal: where both sides signal, that of the stronger pattern, which comes first in their order.
fn side(signal: crate::stats::Signal) -> Option<Signal> {
    match (signal.upper, signal.lower) {
        (Some(upper), Some(lower)) if lower < upper => Some(Signal::Low),
        (Some(_), _) => Some(Signal::High),
        (None, Some(_)) => Some(Signal::Low),
        (None, None) => None,
    }
}

impl From<Xmr> for report::Xmr {
    fn from(xmr: Xmr) -> Self {
        report::Xmr {
            mean: xmr.mean,
            lower: xmr.lower,
            upper: xmr.upper,
            mean_range: xmr.mean_range,
            points: u32::try_from(xmr.points).unwrap_or(u32::MAX),
            provisional: xmr.provisional,
        }
    }
}
