//! Trigger rules whose parameters can't work.

use super::{KpiCadence, Rule};
use crate::calendar::{Calendar, Schedule};
use crate::document::At;
use crate::error::{self, ErrorKind};
use crate::number::{LARGEST_VALUE, text};

/// The most periods that a rule may look at.
const MOST_PERIODS: u32 = 10_000;
/// The fewest values that give limits to a process behaviour chart.
const FEWEST_LIMITS: u32 = 6;
/// The fewest values that Mann–Kendall judges.
const FEWEST_TREND: u32 = 5;

/// Notes every parameter in `rules` that can't work. `cadence` is that of their KPI; a policy's rules are for any.
pub(crate) fn check_rules(rules: &[Rule], cadence: Option<&KpiCadence>, list: &At<'_>, errors: &mut error::Problems) {
    for (index, rule) in rules.iter().enumerate() {
        let at = list.index(index);
        for (field, reason) in problems(rule, cadence) {
            errors.push(at.field(field).error(ErrorKind::BadRule { rule: rule.kind().to_string(), reason }));
        }
    }
}

type Problems = Vec<(&'static str, String)>;

fn problems(rule: &Rule, cadence: Option<&KpiCadence>) -> Problems {
    let mut problems = Problems::new();
    let into = &mut problems;
    match rule {
        Rule::OutOfRange(rule) => {
            count(into, "periods", rule.periods, 1);
            months(into, rule.periods, rule.months);
            of(into, rule.periods.or_else(|| months_of(rule, cadence)), rule.of);
            count(into, "clear_after", Some(rule.clear_after), 1);
        }
        Rule::OffTarget(rule) => {
            count(into, "periods", Some(rule.periods), 1);
            of(into, Some(rule.periods), rule.of);
            count(into, "clear_after", Some(rule.clear_after), 1);
        }
        Rule::Worsening(rule) => {
            count(into, "periods", Some(rule.periods), 1);
            of(into, Some(rule.periods), rule.of);
            count(into, "clear_after", Some(rule.clear_after), 1);
        }
        Rule::Stagnant(rule) => {
            count(into, "periods", rule.periods, 2);
            months(into, rule.periods, rule.months);
            not_negative(into, "tolerance", rule.tolerance);
            not_negative(into, "tolerance_percent", rule.tolerance_percent);
            if rule.tolerance.is_some() && rule.tolerance_percent.is_some() {
                into.push(("tolerance_percent", "either `tolerance` or `tolerance_percent`, not both".into()));
            }
            count(into, "clear_after", Some(rule.clear_after), 1);
        }
        Rule::Spike(rule) => {
            above_zero(into, "points", rule.points);
            above_zero(into, "percent", rule.percent);
            count(into, "clear_after", Some(rule.clear_after), 1);
        }
        Rule::Shift(rule) => {
            count(into, "baseline", rule.baseline, FEWEST_LIMITS);
            if !(6..=9).contains(&rule.run) {
                into.push(("run", format!("`run` must be between 6 and 9, found {}", rule.run)));
            }
            count(into, "clear_after", Some(rule.clear_after), 1);
        }
        Rule::Trend(rule) => {
            count(into, "window", Some(rule.window), FEWEST_TREND);
            if !(rule.alpha > 0.0 && rule.alpha < 1.0) {
                into.push((
                    "alpha",
                    format!("`{}` is no level of significance: above 0, below 1", text(rule.alpha, 9)),
                ));
            }
            count(into, "clear_after", Some(rule.clear_after), 1);
        }
        Rule::Stale(rule) => {
            count(into, "periods", Some(rule.periods), 1);
            of(into, Some(rule.periods), rule.of);
            count(into, "clear_after", Some(rule.clear_after), 1);
        }
    }
    problems
}

/// The periods that the months of a rule are, where each period of the cadence is as many.
fn months_of(rule: &super::OutOfRange, cadence: Option<&KpiCadence>) -> Option<u32> {
    match cadence? {
        KpiCadence::Of(cadence) => Some(rule.periods_at(&Schedule::Civil(Calendar::default(), *cadence), 0)),
        // The months of a calendar of the plan are compared where the rule is evaluated.
        KpiCadence::Calendar(_) => None,
    }
}

fn count(problems: &mut Problems, field: &'static str, value: Option<u32>, least: u32) {
    match value {
        Some(value) if value < least => problems.push((field, format!("`{field}` is {value}: at least {least}"))),
        Some(value) if value > MOST_PERIODS => {
            problems.push((field, format!("`{field}` is {value}: at most {MOST_PERIODS}")));
        }
        _ => {}
    }
}

fn months(problems: &mut Problems, periods: Option<u32>, months: Option<f64>) {
    let Some(months) = months else { return };
    if periods.is_some() {
        problems.push(("months", "either `periods` or `months`, not both".into()));
    } else if !(months > 0.0 && months <= 300.0) {
        problems.push(("months", format!("`months` is {}: above 0, at most 300", text(months, 9))));
    }
}

fn of(problems: &mut Problems, periods: Option<u32>, of: Option<u32>) {
    count(problems, "of", of, 1);
    if let (Some(periods), Some(of)) = (periods, of)
        && of < periods
        && of >= 1
    {
        problems
            .push(("of", format!("{periods} of the last {of} can never be: `of` is at least the {periods} periods")));
    }
}

fn not_negative(problems: &mut Problems, field: &'static str, value: Option<f64>) {
    if let Some(value) = value.filter(|value| !(*value >= 0.0 && *value <= LARGEST_VALUE)) {
        problems.push((field, format!("`{field}` is {}: 0 or more", text(value, 9))));
    }
}

fn above_zero(problems: &mut Problems, field: &'static str, value: Option<f64>) {
    if let Some(value) = value.filter(|value| !(*value > 0.0 && *value <= LARGEST_VALUE)) {
        problems.push((field, format!("`{field}` is {}: more than 0", text(value, 9))));
    }
}
