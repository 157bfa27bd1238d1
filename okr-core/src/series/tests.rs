//! Series from readings.

use chrono::NaiveDate;

use super::*;
use crate::calendar::{Calendar, Period, Schedule, day_number};
use crate::plan::policy::PolicyInForce;
use crate::plan::{Better, Cadence, Kpi, KpiCadence, Range};
use crate::readings::series::Visible;

/// Fills a series as an evaluation with the standard policy does.
fn fill(series: &mut Series, kpi: &Kpi, visible: Visible<'_>, as_of: i32) {
    let KpiCadence::Of(cadence) = kpi.cadence else { unreachable!("a cadence of the civil calendar") };
    let schedule = Schedule::Civil(Calendar::default(), cadence);
    let timeline = Timeline::new(kpi, schedule, &PolicyInForce::default(), as_of, &mut series.tables);
    series.fill(kpi, visible, timeline);
}

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
    let KpiCadence::Of(cadence) = kpi.cadence else { unreachable!("a cadence of the civil calendar") };
    let first: Period = calendar.period_of_day(cadence, day(2020, 1, 1));
    let ends = (0..).map(|index| calendar.last_day(first.offset(index)));
    let read = ends.zip(values).filter(|(_, value)| !value.is_nan());
    let (dates, read): (Vec<i32>, Vec<f64>) = read.unzip();
    let samples: Vec<f64> = read.iter().map(|value| if value.is_finite() { 10.0 } else { 1.0 }).collect();
    let finite: Vec<f64> = read.iter().map(|&value| if value.is_finite() { value } else { 0.0 }).collect();
    let visible = Visible { dates: &dates, values: &finite, samples: Some(&samples) };
    let last = calendar.last_day(first.offset(values.len() as i32 - 1));
    let mut series = Series::default();
    fill(&mut series, kpi, visible, last + 8);
    series
}

fn day(year: i32, month: u32, day: u32) -> i32 {
    day_number(NaiveDate::from_ymd_opt(year, month, day).unwrap())
}

fn filled(kpi: &Kpi, readings: &[(i32, f64)], as_of: i32) -> Series {
    let (dates, values): (Vec<i32>, Vec<f64>) = readings.iter().copied().unzip();
    let mut series = Series::default();
    let visible = Visible { dates: &dates, values: &values, samples: None };
    fill(&mut series, kpi, visible, as_of);
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
    assert_eq!(before.running().unwrap().value.content, Content::Value(13.0));
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
fn readings_outside_start_and_end_do_not_count() {
    let date = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
    let kpi = monthly(Better::Lower).start(date(5, 20)).end(date(7, 10));
    let readings = [4, 5, 6, 7, 8].map(|month| (day(2026, month, 5), f64::from(month)));
    let series = filled(&kpi, &readings, day(2026, 12, 31));
    let value = |month| Content::Value(month);
    assert_eq!(
        contents(&series),
        named(&[("2026-05", Content::Gap), ("2026-06", value(6.0)), ("2026-07", value(7.0))])
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
    assert_eq!(contents, [Content::Value(1.0), Content::SmallSample, Content::Gap, Content::Value(4.0)]);
    assert_eq!(series.sample(1), Some(1.0));
    assert_eq!(series.sample(2), None);
    assert_eq!(series.value_before(3), Some((0, 1.0)));
    let dated: Vec<_> = series.dated_values().collect();
    let expected = [
        (day(2020, 1, 31), Some(1.0), Some(10.0)),
        (day(2020, 2, 29), None, Some(1.0)),
        (day(2020, 4, 30), Some(4.0), Some(10.0)),
    ];
    assert_eq!(dated, expected);
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
    fill(&mut used, &kpi, visible, day(2026, 1, 31));
    assert_eq!(contents(&used), named(&[("2024", Content::Value(7.0)), ("2025", Content::Gap)]));
    assert_eq!((used.sample(0), used.newest_filled(), used.running()), (None, Some(0), None));
}

#[test]
fn unknown_samples_change_nothing() {
    let date = |month| NaiveDate::from_ymd_opt(2020, month, 1).unwrap();
    for cadence in Cadence::ALL {
        for (start, end) in [(None, None), (Some(date(2)), None), (None, Some(date(5))), (Some(date(3)), Some(date(6)))]
        {
            let mut kpi = Kpi::new("k", "K", Better::Lower, cadence);
            (kpi.start, kpi.end) = (start, end);
            for step in [1, 9, 31, 45, 100] {
                let dates: Vec<i32> = (0..12).map(|row| day(2020, 1, 20) + row * step).collect();
                let values: Vec<f64> = (0..12).map(f64::from).collect();
                let samples = [f64::NAN; 12];
                for as_of in (0..600).step_by(7).map(|days| day(2020, 1, 1) + days) {
                    let filled = |samples| {
                        let mut series = Series::default();
                        let visible = Visible { dates: &dates, values: &values, samples };
                        fill(&mut series, &kpi, visible, as_of);
                        let newest = (series.newest_filled(), series.newest_value(), series.running());
                        (contents(&series), newest)
                    };
                    assert_eq!(filled(None), filled(Some(&samples)), "{cadence} {start:?} {end:?} {step} {as_of}");
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
