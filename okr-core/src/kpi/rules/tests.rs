//! Each rule on series by hand. States after each period: `q`uiet, `p`ending, `F`iring, `R`ecovering.

use super::*;
use crate::plan::{Better, Missing, OffTarget, OutOfRange, Range, Shift, Spike, Stagnant, Stale, Trend, Worsening};
use crate::series::tests::{GAP, SMALL, mirrored, monthly, series};

/// Better lower, at most 12, target 10.
fn ranged() -> Kpi {
    monthly(Better::Lower).healthy(Range::new().max(12.0)).target(10.0)
}

fn states(kpi: &Kpi, rule: &Rule, values: &[f64]) -> String {
    let letter = |step: &RuleStep| match step.state {
        State::Quiet => 'q',
        State::Pending => 'p',
        State::Firing => 'F',
        State::Recovering => 'R',
    };
    rule_history(kpi, rule, &series(kpi, values)).iter().map(letter).collect()
}

/// The states of a rule on a KPI that is better lower, which are those of its mirror image.
#[track_caller]
fn assert_states(kpi: &Kpi, rule: impl Into<Rule>, values: &[f64], expected: &str) {
    let rule = rule.into();
    assert_eq!(states(kpi, &rule, values), expected);
    let opposite: Vec<f64> = values.iter().map(|value| if value.is_finite() { -value } else { *value }).collect();
    assert_eq!(states(&mirrored(kpi), &rule, &opposite), expected, "mirrored");
}

fn outcome_of(kpi: &Kpi, rule: impl Into<Rule>, values: &[f64]) -> Option<RuleOutcome> {
    let mut outcomes = Vec::new();
    evaluate_rules(kpi, &[rule.into()], &series(kpi, values), &mut outcomes);
    outcomes.pop()
}

fn shortage(kpi: &Kpi, rule: impl Into<Rule>, values: &[f64]) -> Option<(Lack, Option<u32>, Option<u32>)> {
    let outcome = outcome_of(kpi, rule, values)?;
    assert_eq!(outcome.state, TriggerState::InsufficientData);
    outcome.shortage.map(|shortage| (shortage.lack, shortage.needed, shortage.have))
}

fn says(kpi: &Kpi, rule: impl Into<Rule>, values: &[f64]) -> String {
    let rule = rule.into();
    let series = series(kpi, values);
    let mut outcomes = Vec::new();
    evaluate_rules(kpi, std::slice::from_ref(&rule), &series, &mut outcomes);
    message(&rule, kpi, None, &series, &outcomes[0])
}

mod out_of_range_rule {
    use super::*;

    #[test]
    fn fires_in_the_second_month_and_clears_in_the_first_good_one() {
        assert_states(&ranged(), OutOfRange::new(), &[11.0, 13.0, 14.0, 13.0, 12.5, 11.0], "qpFFFq");
        assert_states(&ranged(), OutOfRange::new(), &[13.0, 11.0, 13.0, 9.0], "pqpq");
    }

    #[test]
    fn the_bound_belongs_to_the_range() {
        assert_states(&ranged(), OutOfRange::new(), &[13.0, 12.0], "pq");
        assert_states(&ranged(), OutOfRange::new(), &[13.0, 12.0 * (1.0 + 1e-10)], "pq");
        assert_states(&ranged(), OutOfRange::new(), &[13.0, 12.000_001], "pF");
    }

    #[test]
    fn a_gap_under_each_policy() {
        let missing = |missing| OutOfRange::new().missing(missing);
        let values = [13.0, GAP, 13.0];
        assert_states(&ranged(), missing(Missing::Hold), &values, "ppF");
        assert_states(&ranged(), missing(Missing::Breach), &values, "pFF");
        assert_states(&ranged(), missing(Missing::Ok), &values, "pqp");
        // What is withheld is no gap.
        let kpi = ranged().min_sample(10.0);
        assert_states(&kpi, missing(Missing::Breach), &[13.0, SMALL, SMALL], "ppp");
    }

    #[test]
    fn among_some() {
        assert_states(&ranged(), OutOfRange::new().periods(2u32).of(3u32), &[13.0, 11.0, 13.0, 11.0], "ppFq");
        assert_states(&ranged(), OutOfRange::new().clear_after(2u32), &[13.0, 13.0, 9.0, 13.0, 9.0, 9.0], "pFRFRq");
    }

    #[test]
    fn with_a_target_only_it_is_about_the_target() {
        let kpi = monthly(Better::Lower).target(10.0);
        assert_states(&kpi, OutOfRange::new().periods(1u32), &[10.0, 10.5], "qF");
        assert_eq!(
            says(&kpi, OutOfRange::new().periods(1u32), &[10.5]),
            "`Turnover` misses its target of 10: 10.5 in 2020-01"
        );
    }

    #[test]
    fn without_anything_to_hold_it_against_it_cannot_judge() {
        let kpi = monthly(Better::Lower);
        assert_eq!(shortage(&kpi, OutOfRange::new(), &[13.0]), Some((Lack::Range, None, None)));
        assert_eq!(shortage(&kpi, OutOfRange::new(), &[]), Some((Lack::Range, None, None)));
        assert_eq!(shortage(&ranged(), OutOfRange::new(), &[]), Some((Lack::Values, Some(1), Some(0))));
        assert_eq!(outcome_of(&ranged(), OutOfRange::new(), &[11.0]), None);
    }

    #[test]
    fn what_it_says() {
        let kpi = ranged().unit("%");
        assert_eq!(
            says(&kpi, OutOfRange::new(), &[11.0, 13.0, 14.0, 13.5]),
            "`Turnover` is outside its healthy range (at most 12%): 13.5% in 2020-04, 3 months in a row since 2020-02"
        );
        assert_eq!(
            says(&kpi, OutOfRange::new(), &[11.0, 13.0]),
            "`Turnover` is outside its healthy range (at most 12%): 13% in 2020-02, 1 month so far, fires after 2 in a row"
        );
        assert_eq!(
            says(&kpi, OutOfRange::new().clear_after(2u32), &[13.0, 13.0, 9.0]),
            "`Turnover` is outside its healthy range (at most 12%): 13% in 2020-02, 2 months since 2020-01; recovering: 1 \
             of 2 months without a breach"
        );
        assert_eq!(
            says(&monthly(Better::Lower), OutOfRange::new(), &[1.0]),
            "`Turnover` cannot be judged by `out_of_range`: it has no healthy range and no target"
        );
    }

    #[test]
    fn evidence_is_the_breaches() {
        let outcome = outcome_of(&ranged(), OutOfRange::new(), &[11.0, 13.0, 14.0, GAP]).unwrap();
        assert_eq!((outcome.since, outcome.fired, outcome.run), (Some(1), Some(2), 2));
        assert_eq!(outcome.evidence, 1..3);
    }
}

mod off_target_rule {
    use super::*;

    #[test]
    fn fires_in_the_third_month() {
        assert_states(&ranged(), OffTarget::new(), &[11.0, 11.0, 11.0, 11.0, 10.0], "ppFFq");
        assert_states(&ranged(), OffTarget::new(), &[11.0, 11.0, 10.0, 11.0], "ppqp");
    }

    #[test]
    fn a_gap_under_each_policy() {
        let missing = |missing| OffTarget::new().missing(missing);
        let values = [11.0, 11.0, GAP, 11.0];
        assert_states(&ranged(), missing(Missing::Hold), &values, "pppF");
        assert_states(&ranged(), missing(Missing::Breach), &values, "ppFF");
        assert_states(&ranged(), missing(Missing::Ok), &values, "ppqp");
    }

    #[test]
    fn without_a_target_it_cannot_judge() {
        let kpi = monthly(Better::Lower).healthy(Range::new().max(12.0));
        assert_eq!(shortage(&kpi, OffTarget::new(), &[13.0]), Some((Lack::Target, None, None)));
        assert_eq!(shortage(&ranged(), OffTarget::new(), &[]), Some((Lack::Values, Some(1), Some(0))));
    }

    #[test]
    fn what_it_says() {
        assert_eq!(
            says(&ranged().unit("days"), OffTarget::new(), &[11.0, 11.5, 11.0]),
            "`Turnover` misses its target of 10 days: 11 days in 2020-03, 3 months in a row since 2020-01"
        );
    }
}

mod worsening_rule {
    use super::*;

    #[test]
    fn three_in_a_row_need_four_values() {
        assert_states(&ranged(), Worsening::new(), &[1.0, 2.0, 3.0, 4.0, 5.0, 5.0], "qppFFq");
        assert_states(&ranged(), Worsening::new(), &[1.0, 2.0, 3.0, 3.0, 4.0], "qppqp");
    }

    #[test]
    fn a_difference_that_arithmetic_leaves_is_none() {
        assert_states(&ranged(), Worsening::new().periods(1u32), &[1.0, 1.0, 1.0 + f64::EPSILON], "qqq");
        assert_states(&ranged(), Worsening::new().periods(1u32), &[1.0, 1.0, 1.000_001], "qqF");
    }

    #[test]
    fn a_gap_is_passed_over_or_counts() {
        let missing = |missing| Worsening::new().missing(missing);
        let values = [1.0, 2.0, GAP, 3.0, 4.0];
        assert_states(&ranged(), missing(Missing::Hold), &values, "qpppF");
        assert_states(&ranged(), missing(Missing::Breach), &values, "qppFF");
        assert_states(&ranged(), missing(Missing::Ok), &values, "qpqpp");
    }

    #[test]
    fn better_inside_it_counts_how_far_outside() {
        let kpi = monthly(Better::Inside).healthy(Range::new().min(10.0).max(12.0));
        let values = [10.0, 12.0, 13.0, 8.0, 15.0, 12.0];
        // Outside by 0, 0, 1, 2, 3, 0.
        assert_states(&kpi, Worsening::new(), &values, "qqppFq");
    }

    #[test]
    fn one_value_is_not_enough() {
        assert_eq!(shortage(&ranged(), Worsening::new(), &[13.0]), Some((Lack::Values, Some(2), Some(1))));
        assert_eq!(shortage(&ranged(), Worsening::new(), &[]), Some((Lack::Values, Some(2), Some(0))));
    }

    #[test]
    fn gaps_that_are_ok_do_not_stand_for_values() {
        let watched = ranged().start(chrono::NaiveDate::from_ymd_opt(2020, 1, 1).unwrap());
        let rule = Worsening::new().missing(Missing::Ok);
        assert_eq!(series(&watched, &[GAP, GAP]).len(), 2);
        assert_eq!(shortage(&watched, rule, &[GAP, GAP]), Some((Lack::Values, Some(2), Some(0))));
    }

    #[test]
    fn what_it_says_and_on_what_evidence() {
        let kpi = ranged().unit("days");
        let values = [44.0, 42.0, 43.0, GAP, 46.0, 49.0];
        assert_eq!(
            says(&kpi, Worsening::new(), &values),
            "`Turnover` got worse: from 42 days in 2020-02 to 49 days in 2020-06, \
             3 times since 2020-03, with 1 period without a value between them"
        );
        assert_eq!(outcome_of(&kpi, Worsening::new(), &values).unwrap().evidence, 1..6);
    }

    #[test]
    fn its_false_alarms_are_known() {
        let of = |rule: Worsening| false_alarm(&rule.into(), &ranged());
        assert_eq!(of(Worsening::new()), Some(0.289_002_702_704_959_65));
        assert_eq!(of(Worsening::new().periods(12u32)), Some(0.0));
        assert_eq!(of(Worsening::new().of(5u32)), None);
        assert_eq!(of(Worsening::new().missing(Missing::Ok)), None);
        assert_eq!(false_alarm(&OutOfRange::new().into(), &ranged()), None);
    }
}

mod stagnant_rule {
    use super::*;

    #[test]
    fn fires_on_the_third_value_within_a_quarter_of_the_way() {
        // 14 is 4 from the target of 10: a span of 1 is a quarter of the way.
        assert_states(&ranged(), Stagnant::new(), &[15.0, 14.0, 14.0], "qqF");
        assert_states(&ranged(), Stagnant::new(), &[15.1, 14.0, 14.0], "qqq");
        assert_states(&ranged(), Stagnant::new(), &[15.1, 14.0, 14.0, 14.5, 12.0], "qqqFq");
    }

    #[test]
    fn a_target_that_is_met_is_where_it_should_be() {
        assert_states(&ranged(), Stagnant::new().tolerance(5.0), &[11.0, 11.0, 11.0, 10.0], "qqFq");
    }

    #[test]
    fn without_a_target_it_is_about_the_range() {
        let kpi = monthly(Better::Lower).healthy(Range::new().min(2.0).max(12.0));
        // 16 lies 4 beyond the nearest bound.
        assert_states(&kpi, Stagnant::new(), &[16.0, 17.0, 16.0], "qqF");
        assert_states(&kpi, Stagnant::new(), &[16.0, 17.1, 16.0], "qqq");
        assert_states(&kpi, Stagnant::new(), &[12.0, 12.0, 12.0], "qqq");
        let kpi = monthly(Better::Lower);
        assert_eq!(shortage(&kpi, Stagnant::new().tolerance(1.0), &[1.0; 5]), Some((Lack::Target, None, None)));
    }

    #[test]
    fn tolerances() {
        let kpi = monthly(Better::Lower).target(0.0);
        assert_states(&kpi, Stagnant::new().tolerance(0.3), &[1.0, 1.3, 1.1], "qqF");
        assert_states(&kpi, Stagnant::new().tolerance(0.3), &[1.0, 1.31, 1.1], "qqq");
        assert_states(&kpi, Stagnant::new().tolerance(0.0), &[1.0, 1.0, 1.0], "qqF");
        assert_states(&kpi, Stagnant::new().tolerance_percent(10.0), &[100.0, 90.0, 95.0], "qqF");
        assert_states(&kpi, Stagnant::new().tolerance_percent(10.0), &[100.0, 89.9, 95.0], "qqq");
        // Values of 0 or less are no matter: percent of the largest absolute value.
        assert_states(&kpi.target(-200.0), Stagnant::new().tolerance_percent(10.0), &[-100.0, -90.0, -95.0], "qqF");
    }

    #[test]
    fn gaps_are_passed_over() {
        assert_states(&ranged(), Stagnant::new(), &[14.0, GAP, 14.0, GAP, 14.0], "qqqqF");
    }

    #[test]
    fn fewer_values_cannot_be_judged() {
        assert_eq!(shortage(&ranged(), Stagnant::new(), &[14.0, 14.0]), Some((Lack::Values, Some(3), Some(2))));
        assert_eq!(shortage(&ranged(), Stagnant::new(), &[10.0]), Some((Lack::Values, Some(3), Some(1))));
        assert_eq!(shortage(&ranged(), Stagnant::new().periods(5u32), &[]), Some((Lack::Values, Some(5), Some(0))));
    }

    #[test]
    fn what_it_says_and_on_what_evidence() {
        let kpi = ranged().unit("%");
        let values = [9.0, 14.0, 14.5, 14.0, 14.2];
        assert_eq!(
            says(&kpi, Stagnant::new(), &values),
            "`Turnover` has hardly moved since 2020-02: 14 to 14.5% over its last 3 months, and its target of 10% is not met"
        );
        assert_eq!(outcome_of(&kpi, Stagnant::new(), &values).unwrap().evidence, 1..5);
    }
}

mod spike_rule {
    use super::*;

    /// Percent needs values above 0, which a mirror image does not have.
    #[track_caller]
    fn assert_percent(kpi: &Kpi, rule: Spike, values: &[f64], expected: &str) {
        assert_eq!(states(kpi, &rule.into(), values), expected);
    }

    #[test]
    fn half_as_much_again_fires_at_once() {
        let kpi = monthly(Better::Lower);
        assert_percent(&kpi, Spike::new(), &[12.0, 18.0], "qF");
        assert_percent(&kpi, Spike::new(), &[12.0, 17.9], "qq");
        assert_percent(&monthly(Better::Higher), Spike::new(), &[12.0, 6.0, 13.0], "qFq");
    }

    #[test]
    fn it_lasts_until_the_value_is_back() {
        let kpi = monthly(Better::Lower);
        assert_percent(&kpi, Spike::new(), &[12.0, 22.0, 22.0, 19.0, 18.0, 17.9], "qFFFFq");
        // Compared with the value before the spike, not with the one before.
        assert_states(&kpi, Spike::new().points(4.0), &[12.0, 22.0, 21.0, 16.0, 15.9], "qFFFq");
        assert_states(
            &kpi,
            Spike::new().points(4.0).clear_after(2u32),
            &[12.0, 16.0, 15.0, 16.0, 15.0, 15.0],
            "qFRFRq",
        );
    }

    #[test]
    fn it_is_over_when_the_value_is_in_range() {
        assert_percent(&ranged(), Spike::new(), &[5.0, 11.0, 11.0], "qFq");
        assert_percent(&ranged(), Spike::new(), &[5.0, 13.0, 12.5, 12.0], "qFFq");
    }

    #[test]
    fn points_and_percent_are_both_asked_for() {
        let both = || Spike::new().points(5.0).percent(50.0);
        let kpi = monthly(Better::Lower);
        assert_percent(&kpi, both(), &[4.0, 8.0], "qq");
        assert_percent(&kpi, both(), &[20.0, 26.0], "qq");
        assert_percent(&kpi, both(), &[8.0, 13.0], "qF");
        assert_states(&kpi, Spike::new().points(5.0), &[-4.0, 1.0], "qF");
    }

    #[test]
    fn percent_of_nothing_is_unknown() {
        let kpi = monthly(Better::Lower);
        let unfit = Some((Lack::Values, None, None));
        assert_eq!(shortage(&kpi, Spike::new(), &[0.0, 5.0]), unfit);
        assert_eq!(shortage(&kpi, Spike::new(), &[-3.0, 5.0, 6.0]), unfit);
        assert_eq!(shortage(&kpi, Spike::new().percent(5.0).points(1.0), &[-3.0, 5.0, 6.0]), unfit);
        assert_eq!(outcome_of(&kpi, Spike::new(), &[5.0, 0.0]), None);
        assert_eq!(outcome_of(&kpi, Spike::new().points(9.0), &[-3.0, 5.0, 6.0]), None);
    }

    #[test]
    fn one_value_is_not_enough_and_gaps_are_passed_over() {
        assert_eq!(shortage(&ranged(), Spike::new(), &[13.0]), Some((Lack::Values, Some(2), Some(1))));
        assert_states(&ranged(), Spike::new().points(5.0), &[13.0, GAP, 18.0, GAP, 18.0], "qqFFF");
    }

    #[test]
    fn what_it_says_and_on_what_evidence() {
        let kpi = monthly(Better::Lower).unit("%");
        assert_eq!(
            says(&kpi, Spike::new(), &[12.0, GAP, 22.0]),
            "`Turnover` jumped from 12% in 2020-01 to 22% in 2020-03"
        );
        let values = [12.0, 22.0, 20.0];
        assert_eq!(
            says(&kpi, Spike::new(), &values),
            "`Turnover` jumped from 12% in 2020-01 to 22% in 2020-02 and is now at 20% in 2020-03"
        );
        assert_eq!(outcome_of(&kpi, Spike::new(), &values).unwrap().evidence, 0..3);
        assert_eq!(
            says(&monthly(Better::Higher), Spike::new().points(10.0), &[31.0, 12.0]),
            "`Turnover` dropped from 31 in 2020-01 to 12 in 2020-02"
        );
    }
}

mod shift_rule {
    use super::*;

    const STEADY: [f64; 11] = [5.0, 6.0, 5.0, 6.0, 5.0, 6.0, 5.0, 6.0, 5.0, 6.0, 5.0];

    fn after_steady(more: &[f64]) -> Vec<f64> {
        [&STEADY, more].concat()
    }

    #[test]
    fn a_value_beyond_the_limit_fires_at_once_in_the_bad_direction_only() {
        let kpi = monthly(Better::Lower);
        assert_states(&kpi, Shift::new(), &after_steady(&[19.0, 5.5]), "qqqqqqqqqqqFq");
        assert_states(&monthly(Better::Higher), Shift::new(), &after_steady(&[19.0]), "qqqqqqqqqqqq");
    }

    #[test]
    fn seven_rising_values_fire_on_the_seventh() {
        let kpi = monthly(Better::Lower);
        // Around 0 with wide ranges before, so that nothing but the run signals.
        let values = [50.0, -50.0, 50.0, -50.0, 50.0, -50.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
        assert_states(&kpi, Shift::new(), &values, "qqqqqqqqqqqF");
        let flat = [50.0, -50.0, 50.0, -50.0, 50.0, -50.0, 1.0, 2.0, 3.0, 3.0, 5.0, 6.0];
        assert_states(&kpi, Shift::new(), &flat, "qqqqqqqqqqqq");
    }

    #[test]
    fn a_baseline_holds_the_limits() {
        let kpi = monthly(Better::Lower);
        // 6 values of mean 5.5 and ranges of 1: the limit is 8.16, whatever comes later.
        let values = [5.0, 6.0, 5.0, 6.0, 5.0, 6.0, 8.16, 8.17, 5.0];
        assert_states(&kpi, Shift::new().baseline(6u32), &values, "qqqqqqqFq");
        assert_eq!(shortage(&kpi, Shift::new().baseline(9u32), &STEADY[..8]), Some((Lack::Values, Some(9), Some(8))));
    }

    #[test]
    fn better_inside_the_bad_direction_is_that_of_the_value() {
        let kpi = monthly(Better::Inside).healthy(Range::new().min(0.0).max(12.0));
        assert_states(&kpi, Shift::new(), &after_steady(&[19.0]), "qqqqqqqqqqqF");
        assert_states(&kpi, Shift::new(), &after_steady(&[-8.0]), "qqqqqqqqqqqF");
        assert_states(&kpi, Shift::new(), &after_steady(&[12.0]), "qqqqqqqqqqqq");
    }

    #[test]
    fn too_little_is_told() {
        let kpi = monthly(Better::Lower);
        assert_eq!(shortage(&kpi, Shift::new(), &STEADY[..5]), Some((Lack::Values, Some(6), Some(5))));
        assert_eq!(shortage(&kpi, Shift::new(), &[]), Some((Lack::Values, Some(6), Some(0))));
        let apart = [1.0, GAP, 1.0, GAP, 1.0, GAP, 1.0, GAP, 1.0, GAP, 1.0];
        assert_eq!(shortage(&kpi, Shift::new(), &apart), Some((Lack::Values, None, None)));
        assert_eq!(outcome_of(&kpi, Shift::new(), &[5.0; 6]), None);
    }

    #[test]
    fn what_it_says() {
        let kpi = monthly(Better::Lower).unit("%");
        // 8.17 is beyond 5.5 + 2.66.
        assert_eq!(
            says(&kpi, Shift::new().baseline(6u32), &[5.0, 6.0, 5.0, 6.0, 5.0, 6.0, 8.17]),
            "`Turnover` is above its natural limit of 8.16%: 8.17% in 2020-07"
        );
        let run = [5.0, 6.0, 5.0, 6.0, 5.0, 6.0, 6.0, 6.0, 6.0, 6.0, 6.0, 6.0];
        assert_eq!(
            says(&kpi, Shift::new().baseline(6u32), &run),
            "`Turnover` has been above its mean of 5.5% for at least 7 values in a row: 6% in 2020-12"
        );
        assert_eq!(outcome_of(&kpi, Shift::new().baseline(6u32), &run).unwrap().evidence, 5..12);
    }
}

mod trend_rule {
    use super::*;

    #[test]
    fn five_rising_values_are_a_trend_and_four_are_too_few() {
        let kpi = monthly(Better::Lower);
        // p = 2/120 for 5 in order.
        assert_states(&kpi, Trend::new(), &[1.0, 2.0, 3.0, 4.0, 5.0], "qqqqF");
        assert_eq!(shortage(&kpi, Trend::new(), &[1.0, 2.0, 3.0, 4.0]), Some((Lack::Values, Some(5), Some(4))));
        assert_states(&kpi, Trend::new().alpha(2.0 / 120.0), &[1.0, 2.0, 3.0, 4.0, 5.0], "qqqqq");
        assert_states(&monthly(Better::Higher), Trend::new(), &[1.0, 2.0, 3.0, 4.0, 5.0], "qqqqq");
    }

    #[test]
    fn the_window_is_of_periods() {
        let kpi = monthly(Better::Lower);
        // The last 5 periods hold 4 values.
        let values = [1.0, 2.0, 3.0, GAP, 4.0, 5.0];
        assert_states(&kpi, Trend::new(), &values, "qqqqqF");
        assert_eq!(shortage(&kpi, Trend::new().window(5u32), &values), Some((Lack::Values, Some(5), Some(4))));
        // The drop leaves the window of 5 with the 7th value.
        assert_states(&kpi, Trend::new().window(5u32), &[9.0, 9.0, 1.0, 2.0, 3.0, 4.0, 5.0, 5.0], "qqqqqqFF");
    }

    #[test]
    fn equal_values_are_no_trend() {
        assert_states(&monthly(Better::Lower), Trend::new(), &[3.0; 14], "qqqqqqqqqqqqqq");
    }

    #[test]
    fn what_it_says() {
        let kpi = monthly(Better::Lower).unit("%");
        assert_eq!(
            says(&kpi, Trend::new().window(5u32), &[1.0, 1.0, 2.0, 3.0, 4.0, 5.0]),
            "`Turnover` is trending in the wrong direction: from 1% in 2020-02 to 5% in 2020-06 (p = 0.0167)"
        );
    }
}

mod stale_rule {
    use super::*;

    #[test]
    fn a_gap_fires_and_a_value_clears() {
        assert_states(&ranged(), Stale::new(), &[1.0, GAP, 1.0], "qFq");
        assert_states(&ranged(), Stale::new().periods(2u32), &[1.0, GAP, 1.0, GAP, GAP, 1.0], "qpqpFq");
        assert_states(&ranged(), Stale::new().periods(2u32).of(3u32), &[1.0, GAP, 1.0, GAP], "qppF");
        assert_states(&ranged().min_sample(10.0), Stale::new(), &[1.0, SMALL, GAP, SMALL], "qqFF");
    }

    #[test]
    fn a_kpi_that_never_had_a_value_has_too_few() {
        assert_eq!(shortage(&ranged(), Stale::new(), &[]), Some((Lack::Values, Some(1), Some(0))));
        assert_eq!(outcome_of(&ranged(), Stale::new(), &[1.0]), None);
    }

    #[test]
    fn what_it_says() {
        assert_eq!(
            says(&ranged(), Stale::new().periods(2u32), &[1.0, GAP, GAP]),
            "`Turnover` has no readings for 2020-03: 2 months in a row since 2020-02"
        );
    }
}

#[test]
fn stagnant_looks_at_two_values_at_least() {
    let quarterly = Kpi { cadence: crate::plan::Cadence::Quarterly.into(), ..ranged() };
    assert_eq!(shortage(&quarterly, Stagnant::new(), &[14.0]), Some((Lack::Values, Some(2), Some(1))));
}

#[test]
fn nothing_is_listed_of_a_kpi_that_is_not_in_service() {
    let listed = |kpi: &Kpi| outcome_of(kpi, OutOfRange::new(), &[13.0, 13.0]).is_some();
    let date = |year| chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    assert!(listed(&ranged()));
    assert!(!listed(&ranged().start(date(2021))));
    assert!(!listed(&ranged().end(date(2019))));
}
