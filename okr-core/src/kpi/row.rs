//! What a KPI shows on a day: the numbers of its row, and those of each complete period.

use super::{health, target_met};
use std::cmp::Ordering;

use chrono::NaiveDate;

use crate::calendar::date_of_day;
use crate::number::{LARGEST_RAW, clamp, larger, unsigned};
use crate::plan::{Better, Kpi};
use crate::report::{self, Health, Moved, Signal};
use crate::series::{
    Content, Parts, PeriodValue, Running, Series, Standard, compare, has_preliminary_values, is_plain_latest, worse_by,
};
use crate::stats::{SpecialCause, Xmr};

/// The numbers of a KPI's row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct KpiNumbers {
    /// The period of the value: the running one where it has readings and the aggregate is `latest`; else the newest complete one that
    /// is no gap.
    pub(crate) period: Option<i32>,
    /// The value; none where there is none or it is withheld.
    pub(crate) value: Option<f64>,
    /// The size of its sample.
    pub(crate) sample: Option<f64>,
    /// The value before.
    pub(crate) previous: Option<f64>,
    /// Value minus the value before.
    pub(crate) change: Option<f64>,
    /// `100 · change / previous`; none where that is 0, and where a value up to it is negative.
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
    /// Of a whole: its parts.
    pub(crate) parts: Option<Parts>,
    /// The period a year before, with its value.
    pub(crate) year_ago: Option<(i32, f64)>,
    /// The change from that value, with that in percent, like `change_percent`.
    pub(crate) year_change: Option<(f64, Option<f64>)>,
    /// The period that runs on the day.
    pub(crate) running: Option<Running>,
    /// Whether readings of the period may still come, and change its value or that it is withheld.
    pub(crate) preliminary: bool,
    /// For how many complete periods it has been unhealthy: back from the newest one to the first that is not; gaps neither count nor end it.
    pub(crate) unhealthy_periods: u32,
    /// The chart over all complete periods of the newest phase, unscreened.
    pub(crate) xmr: Option<Xmr>,
    /// How the newest complete value does.
    pub(crate) newest: Newest,
}

/// To so many parts of one distances are told apart.
const DISTANCES: f64 = 1e9;

/// How the newest value does that rules judge: what makes a trigger urgent.
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
    let value = shown.value.content.value();
    let previous = series.value_before(shown.index).map(|(_, previous)| previous);
    let change = value.zip(previous).map(|(value, previous)| unsigned(value - previous));
    let met = value.zip(standard.target).map(|(value, target)| target_met(kpi.better, value, target));
    let single = series.by_single_periods();
    let xmr = newest_chart(kpi, single, single.len());
    let year_ago = shown.period.and_then(|period| series.year_ago(period));
    let year_change = value.zip(year_ago).map(|(value, (period, base))| {
        let change = unsigned(value - base);
        (change, series.index_of(period).and_then(|index| percent(change, base, series, index + 1)))
    });
    KpiNumbers {
        period: shown.period,
        value,
        sample: shown.value.sample,
        previous,
        change,
        change_percent: change.zip(previous).and_then(|(change, base)| percent(change, base, series, shown.index)),
        moved: moved(kpi.better, &standard, value.zip(previous)),
        health: health_now(kpi, series, &shown, &standard),
        standard,
        target_met: met,
        target_gap: value.zip(standard.target).map(|(value, target)| unsigned(value - target)),
        parts: shown.value.parts,
        year_ago,
        year_change,
        running: series.running(),
        preliminary: shown.is_preliminary(kpi, series),
        benchmark_gap: value.zip(kpi.benchmark.as_ref()).map(|(value, benchmark)| unsigned(value - benchmark.value)),
        unhealthy_periods: unhealthy_periods(kpi, series),
        newest: newest(kpi, series, xmr.as_ref()),
        xmr,
    }
}

/// The period that the row shows.
struct Shown {
    period: Option<i32>,
    /// Its index in the series; the one after the last for the running period.
    index: usize,
    value: PeriodValue,
    /// The day whose standard judges it.
    judged_on: i32,
}

impl Shown {
    fn of(kpi: &Kpi, series: &Series) -> Self {
        if let Some(running) = series.running()
            && is_plain_latest(kpi)
        {
            return Shown {
                period: Some(running.period),
                index: series.len(),
                value: running.value,
                judged_on: series.as_of(),
            };
        }
        match series.newest_filled() {
            Some(index) => Shown {
                period: Some(series.period(index)),
                index,
                value: PeriodValue {
                    content: series.content(index),
                    sample: series.sample(index),
                    parts: series.parts(index),
                },
                judged_on: series.last_day(index),
            },
            None => Shown {
                period: None,
                index: 0,
                value: PeriodValue { content: Content::Gap, sample: None, parts: None },
                judged_on: series.as_of(),
            },
        }
    }

    fn is_preliminary(&self, kpi: &Kpi, series: &Series) -> bool {
        has_preliminary_values(kpi) && self.period.is_some_and(|period| !series.timeline().is_settled(period))
    }
}

fn health_now(kpi: &Kpi, series: &Series, shown: &Shown, standard: &Standard) -> Health {
    if kpi.end.is_some_and(|end| date_of_day(series.as_of()) > end) {
        return Health::Retired;
    }
    match health_of(kpi, shown.value.content, standard) {
        Health::Healthy | Health::Watch if series.is_stale() => Health::Stale,
        health => health,
    }
}

/// How a complete period of a series did.
pub(crate) fn health_of_period(kpi: &Kpi, series: &Series, index: usize) -> Health {
    health_of(kpi, series.content(index), &Standard::at(kpi, series, index))
}

/// How a period does.
fn health_of(kpi: &Kpi, content: Content, standard: &Standard) -> Health {
    match content {
        Content::Value(value) => health(kpi.better, standard, value),
        Content::SmallSample => Health::SmallSample,
        Content::Undefined => Health::Undefined,
        Content::Gap | Content::Awaited => Health::NoData,
    }
}

/// The chart of the newest phase of a KPI that reaches into the first `periods`.
fn newest_chart(kpi: &Kpi, series: &Series, periods: usize) -> Option<Xmr> {
    chart(series.values().get(series.newest_phase(kpi, periods)..periods).unwrap_or_default())
}

/// The chart of some values in a row.
fn chart(values: &[f64]) -> Option<Xmr> {
    Xmr::of(values.iter().map(|&value| (!value.is_nan()).then_some(value)), false).ok()
}

fn moved(better: Better, standard: &Standard, values: Option<(f64, f64)>) -> Moved {
    let Some((value, previous)) = values else { return Moved::Unknown };
    match compare(better, standard, value, previous) {
        Ordering::Greater => Moved::Worse,
        Ordering::Less => Moved::Better,
        Ordering::Equal => Moved::Same,
    }
}

/// A change in percent of the value that it is counted from: none where that is 0, and where one of the first `values` of the series,
/// those up to it, is negative.
fn percent(change: f64, base: f64, series: &Series, values: usize) -> Option<f64> {
    let earlier = series.values().get(..values).unwrap_or_default();
    let percent = 100.0 * change / base;
    // Of a value as small as 1e-300 a change is more percent than a number can hold.
    (base != 0.0 && !earlier.iter().any(|&value| value < 0.0) && percent.is_finite()).then(|| unsigned(percent))
}

fn unhealthy_periods(kpi: &Kpi, series: &Series) -> u32 {
    let values = series.indices().rev().filter_map(|index| series.value(index).map(|value| (index, value)));
    let unhealthy = values.take_while(|&(index, value)| {
        health(kpi.better, &Standard::at(kpi, series, index), value) == Health::Unhealthy
    });
    u32::try_from(unhealthy.count()).unwrap_or(u32::MAX)
}

fn newest(kpi: &Kpi, series: &Series, xmr: Option<&Xmr>) -> Newest {
    let judged = (0..series.judged(kpi)).rev();
    let mut values = judged.filter_map(|index| series.value(index).map(|value| (index, value)));
    let Some((index, value)) = values.next() else { return Newest::default() };
    let standard = Standard::at(kpi, series, index);
    let unhealthy = health(kpi.better, &standard, value) == Health::Unhealthy;
    let beyond = match standard.target {
        Some(target) if !standard.has_range() => larger(worse_by(kpi.better, &standard, value, target), 0.0),
        _ => standard.outside(value),
    };
    // Rules look at settled periods only, where the others are preliminary.
    let single = series.by_single_periods();
    let judged = single.judged(kpi);
    let settled = if judged < single.len() { newest_chart(kpi, single, judged) } else { xmr.copied() };
    let mean_range = settled.map_or(0.0, |xmr| xmr.mean_range);
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
    /// The day from which its phase is written; none before the first.
    pub(crate) phase: Option<NaiveDate>,
    /// Whether its readings may still come and change its value.
    pub(crate) preliminary: bool,
    /// Lower limit, mean and upper limit of the chart of its phase, percentages cut to 0–100.
    pub(crate) limits: Option<(f64, f64, f64)>,
    /// The rule of that chart that it belongs to.
    pub(crate) signal: Option<Signal>,
}

/// The chart of one phase, by single periods.
struct PhaseChart {
    /// The first period of the phase in the series.
    first: i32,
    /// Lower limit, mean and upper limit, percentages cut to 0–100.
    limits: (f64, f64, f64),
    /// The rule that each period belongs to.
    signals: Vec<Option<SpecialCause>>,
}

/// The charts of the phases of a KPI, by how many phases have begun; none for those without one.
fn phase_charts(kpi: &Kpi, single: &Series) -> Vec<Option<PhaseChart>> {
    let mut charts: Vec<Option<PhaseChart>> = Vec::new();
    charts.resize_with(kpi.phases.len() + 1, || None);
    let mut starts: Vec<usize> = std::iter::once(0).chain(single.phase_starts(kpi)).collect();
    starts.dedup();
    let ends = starts.iter().copied().skip(1).chain([single.len()]);
    for (first, end) in starts.iter().copied().zip(ends).filter(|(first, end)| first < end) {
        let values = single.values().get(first..end).unwrap_or_default();
        let made = chart(values).map(|chart| PhaseChart {
            first: single.period(first),
            limits: match kpi.unit.as_deref() {
                Some("%") => (clamp(chart.lower, 0.0, 100.0), chart.mean, clamp(chart.upper, 0.0, 100.0)),
                _ => (chart.lower, chart.mean, chart.upper),
            },
            signals: chart.belonging(values),
        });
        if let Some(slot) = charts.get_mut(single.phases_begun(kpi, first)) {
            *slot = made;
        }
    }
    charts
}

/// The complete periods of a KPI, in order.
pub(crate) fn period_numbers(kpi: &Kpi, series: &Series) -> Vec<PeriodNumbers> {
    let charts = phase_charts(kpi, series.by_single_periods());
    let of_index = |index: usize| {
        let standard = Standard::at(kpi, series, index);
        let content = series.content(index);
        let begun = series.phases_begun(kpi, index);
        let chart = charts.get(begun).and_then(Option::as_ref);
        let signal = chart.and_then(|chart| {
            let position = usize::try_from(i64::from(series.period(index)) - i64::from(chart.first)).ok()?;
            chart.signals.get(position).copied().flatten()
        });
        PeriodNumbers {
            index,
            start: series.first_day(index),
            end: series.last_day(index),
            content,
            sample: series.sample(index),
            health: health_of_period(kpi, series, index),
            standard,
            phase: begun.checked_sub(1).and_then(|newest| kpi.phases.get(newest)).map(|phase| phase.from),
            preliminary: content.is_filled()
                && has_preliminary_values(kpi)
                && !series.timeline().is_settled(series.period(index)),
            limits: chart.map(|chart| chart.limits),
            signal: signal.map(Signal::from),
        }
    };
    series.indices().map(of_index).collect()
}

impl From<SpecialCause> for Signal {
    fn from(cause: SpecialCause) -> Self {
        match cause {
            SpecialCause::BeyondLimit => Signal::BeyondLimits,
            SpecialCause::OneSide => Signal::RunOfOneSide,
            SpecialCause::Monotone => Signal::RunOfRises,
            SpecialCause::OuterThird => Signal::TwoOfThree,
        }
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
