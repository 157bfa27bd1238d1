//! What holds of every KPI: properties over random series, rules and standards.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::machine::State;
use super::row::{numbers, period_numbers};
use super::rules::{evaluate_rules, rule_history};
use super::*;
use crate::plan::{
    Benchmark, Better, Cadence, Kpi, KpiRevision, Missing, OffTarget, OutOfRange, Range, Rule, Shift, Spike, Stagnant,
    Stale, Trend, Worsening,
};
use crate::report::Moved;
use crate::series::tests::{GAP, SMALL, mirrored, series};

/// A number in quarters, so that sums and differences of a few are exact.
fn quarters() -> impl Strategy<Value = f64> {
    (-40..40_i32).prop_map(|count| f64::from(count) / 4.0)
}

fn values() -> impl Strategy<Value = Vec<f64>> {
    let value = prop_oneof![8 => quarters(), 1 => Just(GAP), 1 => Just(SMALL)];
    prop::collection::vec(value, 0..40)
}

fn missing() -> impl Strategy<Value = Missing> {
    prop::sample::select(Missing::ALL.as_slice())
}

/// Every rule, with parameters that are no percent; points and tolerances in the KPI's unit.
fn rule() -> impl Strategy<Value = Rule> {
    let counts = (1..4_u32, prop::option::of(0..3_u32), 1..4_u32);
    let points = (1..40_i32).prop_map(|count| f64::from(count) / 4.0);
    prop_oneof![
        (counts.clone(), missing()).prop_map(|((periods, more, clear), missing)| {
            let mut rule = OutOfRange::new().periods(periods).clear_after(clear).missing(missing);
            rule.of = more.map(|more| periods + more);
            rule.into()
        }),
        (counts.clone(), missing()).prop_map(|((periods, more, clear), missing)| {
            let mut rule = OffTarget::new().periods(periods).clear_after(clear).missing(missing);
            rule.of = more.map(|more| periods + more);
            rule.into()
        }),
        (counts.clone(), missing()).prop_map(|((periods, more, clear), missing)| {
            let mut rule = Worsening::new().periods(periods).clear_after(clear).missing(missing);
            rule.of = more.map(|more| periods + more);
            rule.into()
        }),
        (2..6_u32, prop::option::of(points.clone()), 1..4_u32).prop_map(|(periods, tolerance, clear)| {
            let mut rule = Stagnant::new().periods(periods).clear_after(clear);
            rule.tolerance = tolerance;
            rule.into()
        }),
        (points, 1..4_u32).prop_map(|(points, clear)| Spike::new().points(points).clear_after(clear).into()),
        (prop::option::of(6..12_u32), any::<bool>(), 1..4_u32).prop_map(|(baseline, screen, clear)| {
            let mut rule = Shift::new().screen(screen).clear_after(clear);
            rule.baseline = baseline;
            rule.into()
        }),
        (5..20_u32, prop::sample::select(vec![0.01, 0.05, 0.3]))
            .prop_map(|(window, alpha)| Trend::new().window(window).alpha(alpha).into()),
        counts.prop_map(|(periods, more, clear)| {
            let mut rule = Stale::new().periods(periods).clear_after(clear);
            rule.of = more.map(|more| periods + more);
            rule.into()
        }),
    ]
}

/// A KPI with a sound standard, revised once in some.
fn kpi() -> impl Strategy<Value = Kpi> {
    let standard = || (quarters(), quarters(), any::<[bool; 2]>());
    let better = prop::sample::select(Better::ALL.as_slice());
    (better, standard(), prop::option::of((0..24_u32, standard())), prop::option::of(quarters())).prop_map(
        |(better, first, revised, benchmark)| {
            let mut kpi = Kpi::new("turnover", "Turnover", better, Cadence::Monthly).min_sample(5.0);
            (kpi.healthy, kpi.target) = sound(better, first);
            if let Some((months, standard)) = revised {
                let from = NaiveDate::from_ymd_opt(2020, 1, 15).unwrap() + chrono::Months::new(months);
                let mut revision = KpiRevision::new(from);
                (revision.healthy, revision.target) = sound(better, standard);
                kpi.revisions = vec![revision];
            }
            kpi.benchmark = benchmark.map(Benchmark::new);
            kpi
        },
    )
}

/// A range and a target that fit a direction.
fn sound(better: Better, (a, b, [ranged, aimed]): (f64, f64, [bool; 2])) -> (Option<Range>, Option<f64>) {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    let range = match better {
        Better::Higher => Range::new().min(low),
        Better::Lower => Range::new().max(high),
        Better::Inside => return (Some(Range::new().min(low).max(high)), None),
    };
    let target = if better == Better::Higher { high } else { low };
    (ranged.then_some(range), aimed.then_some(target))
}

fn negated(values: &[f64]) -> Vec<f64> {
    values.iter().map(|&value| if value.is_finite() { 0.0 - value } else { value }).collect()
}

/// A number for each, with the bits that it has.
fn bits(numbers: impl IntoIterator<Item = Option<f64>>) -> Vec<Option<u64>> {
    numbers.into_iter().map(|number| number.map(|number| (number + 0.0).to_bits())).collect()
}

/// The numbers of a row that change their sign with the values.
fn signed(row: &KpiNumbers) -> [Option<f64>; 6] {
    let xmr = row.xmr.map(|xmr| xmr.mean);
    [row.value, row.previous, row.change, row.target_gap, row.benchmark_gap, xmr]
}

fn all_numbers(row: &KpiNumbers) -> Vec<Option<f64>> {
    let xmr = |part: fn(crate::stats::Xmr) -> f64| row.xmr.map(part);
    let mut all = signed(row).to_vec();
    all.extend([row.sample, row.change_percent, Some(row.newest.distance)]);
    all.extend([xmr(|xmr| xmr.lower), xmr(|xmr| xmr.upper), xmr(|xmr| xmr.mean_range)]);
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    // Guarantee 8.
    #[test]
    fn a_state_depends_on_nothing_later(kpi in kpi(), rule in rule(), values in values(), cut in 0..40_usize) {
        let whole = rule_history(&kpi, &rule, &series(&kpi, &values));
        let cut = cut.min(values.len());
        let part = rule_history(&kpi, &rule, &series(&kpi, &values[..cut]));
        prop_assert_eq!(&whole[..part.len()], &part[..]);
    }

    // What is listed is the last step of the history, or why the newest value could not be judged
    #[test]
    fn what_is_listed_is_where_the_history_ends(kpi in kpi(), rule in rule(), values in values()) {
        let series = series(&kpi, &values);
        let history = rule_history(&kpi, &rule, &series);
        let mut outcomes = Vec::new();
        evaluate_rules(&kpi, std::slice::from_ref(&rule), &series, &mut outcomes);
        let last = history.last().map_or(State::Quiet, |step| step.state);
        prop_assert!(last == State::Quiet || outcomes.len() == 1);
        if let ([outcome], Some(step)) = (outcomes.as_slice(), history.last()) {
            prop_assert_eq!((outcome.since, outcome.fired), (step.since, step.fired));
            prop_assert_eq!((outcome.run, outcome.clear_run), (step.run, step.clear_run));
            prop_assert!(outcome.evidence.end <= series.len());
            prop_assert!(outcome.since.is_none_or(|since| outcome.evidence.contains(&since)));
        }
    }

    #[test]
    fn a_mirror_image_mirrors_everything_to_the_bit(kpi in kpi(), rule in rule(), values in values()) {
        let (opposite, flipped) = (mirrored(&kpi), negated(&values));
        let (one, other) = (series(&kpi, &values), series(&opposite, &flipped));
        prop_assert_eq!(rule_history(&kpi, &rule, &one), rule_history(&opposite, &rule, &other));
        let (row, image) = (numbers(&kpi, &one), numbers(&opposite, &other));
        prop_assert_eq!(bits(signed(&row)), bits(signed(&image).map(|number| number.map(|number| -number))));
        prop_assert_eq!((row.moved, row.health, row.target_met), (image.moved, image.health, image.target_met));
        prop_assert_eq!((row.unhealthy_periods, row.newest), (image.unhealthy_periods, image.newest));
        let limits = row.xmr.map(|xmr| (xmr.lower, xmr.upper, xmr.mean_range));
        prop_assert_eq!(limits, image.xmr.map(|xmr| (0.0 - xmr.upper, 0.0 - xmr.lower, xmr.mean_range)));
        for (period, image) in period_numbers(&kpi, &one).iter().zip(&period_numbers(&opposite, &other)) {
            prop_assert_eq!(period.health, image.health);
            prop_assert_eq!(period.signal, image.signal);
        }
    }

    // By a power of two and a whole number: exact for values in quarters, so that nothing may change.
    #[test]
    fn another_scale_changes_no_state(
        kpi in kpi(), rule in rule(), values in values(), power in -3..6_i32, shift in -1_000..1_000_i32,
    ) {
        let factor = libm::exp2(f64::from(power));
        let along = |x: f64| x * factor + f64::from(shift);
        let scaled: Vec<f64> = values.iter().map(|&x| if x.is_finite() { along(x) } else { x }).collect();
        let mut other = kpi.clone();
        let move_range = |range: &mut Range| (range.min, range.max) = (range.min.map(along), range.max.map(along));
        other.target = kpi.target.map(along);
        other.healthy.iter_mut().for_each(move_range);
        for revision in &mut other.revisions {
            revision.target = revision.target.map(along);
            revision.healthy.iter_mut().for_each(move_range);
        }
        let mut other_rule = rule.clone();
        match &mut other_rule {
            Rule::Spike(rule) => rule.points = rule.points.map(|points| points * factor),
            Rule::Stagnant(rule) => rule.tolerance = rule.tolerance.map(|tolerance| tolerance * factor),
            _ => {}
        }
        let (one, two) = (series(&kpi, &values), series(&other, &scaled));
        prop_assert_eq!(rule_history(&kpi, &rule, &one), rule_history(&other, &other_rule, &two));
        let (row, moved) = (numbers(&kpi, &one), numbers(&other, &two));
        prop_assert_eq!((row.moved, row.health, row.target_met), (moved.moved, moved.health, moved.target_met));
        prop_assert_eq!(row.unhealthy_periods, moved.unhealthy_periods);
        prop_assert_eq!(row.change.map(|change| change * factor), moved.change);
    }

    // Guarantee 1.
    #[test]
    fn every_number_is_finite_and_no_zero_has_a_sign(
        kpi in kpi(),
        rule in rule(),
        values in prop::collection::vec(prop::sample::select(vec![1e15, -1e15, 1e-9, 5e-324, 0.0, -0.0, 7.0, GAP, SMALL]), 0..30),
        aggregate in prop::sample::select(crate::plan::Aggregate::ALL.as_slice()),
        cadence in prop::sample::select(Cadence::ALL.as_slice()),
    ) {
        let kpi = Kpi { aggregate, cadence: cadence.into(), ..kpi };
        let series = series(&kpi, &values);
        for number in all_numbers(&numbers(&kpi, &series)).into_iter().flatten() {
            prop_assert!(number.is_finite());
            prop_assert!(number != 0.0 || number.is_sign_positive());
        }
        let _ = rule_history(&kpi, &rule, &series);
    }
}

#[test]
fn a_row_by_hand() {
    let kpi = Kpi::new("turnover", "Turnover", Better::Lower, Cadence::Monthly)
        .healthy(Range::new().max(12.0))
        .target(10.0)
        .benchmark(Benchmark::new(11.0));
    let row = numbers(&kpi, &series(&kpi, &[13.0, 12.0, GAP, 15.0]));
    assert_eq!(row.period.map(|period| crate::calendar::Schedule::default().label(period)).as_deref(), Some("2020-04"));
    assert_eq!(
        (row.value, row.previous, row.change, row.change_percent),
        (Some(15.0), Some(12.0), Some(3.0), Some(25.0))
    );
    assert_eq!((row.moved, row.health, row.target_met), (Moved::Worse, crate::report::Health::Unhealthy, Some(false)));
    assert_eq!((row.target_gap, row.benchmark_gap, row.unhealthy_periods), (Some(5.0), Some(4.0), 1));
    assert_eq!(row.xmr, None);
}

#[test]
fn a_percent_too_large_for_a_number_is_none() {
    let kpi = Kpi::new("k", "K", Better::Lower, Cadence::Monthly);
    let row = numbers(&kpi, &series(&kpi, &[5e-324, 1e15]));
    assert_eq!((row.change, row.change_percent), (Some(1e15), None));
}

#[test]
fn distances_are_in_mean_moving_ranges() {
    let kpi = Kpi::new("k", "K", Better::Lower, Cadence::Monthly).healthy(Range::new().max(12.0));
    // Ranges of 1, 1, 1, 1, 6: their mean is 2, and 18 lies 6 beyond the bound.
    let newest = numbers(&kpi, &series(&kpi, &[12.0, 11.0, 12.0, 11.0, 12.0, 18.0])).newest;
    assert_eq!((newest.unhealthy, newest.distance), (true, 3.0));
    // Fewer than 6 values make no chart, and equal ones no range.
    assert_eq!(numbers(&kpi, &series(&kpi, &[12.0, 18.0])).newest.distance, 0.0);
    assert_eq!(numbers(&kpi, &series(&kpi, &[18.0; 8])).newest.distance, 0.0);
    // In the smallest of all ranges, the distance is more than a number can hold.
    let apart = [0.0, 5e-324, GAP, 1e15, GAP, 1e15, GAP, 1e15, GAP, 1e15];
    assert_eq!(numbers(&kpi, &series(&kpi, &apart)).newest.distance, f64::MAX);
}
