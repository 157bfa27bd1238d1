//! `stagnant`: the value has not moved, and is not where it should be.
//!
//! A breach where the last N values, the newest included, span no more than the tolerance, and the target is not met; without a target, where
//! the newest value is unhealthy. The tolerance is `tolerance`, or `tolerance_percent` of the largest absolute value among
//! the N, or a quarter of the distance from the newest value to the target (to the nearest bound without one): at such a pace it would
//! take four windows to arrive. Gaps are passed over.

use super::*;
use crate::kpi::{health, target_met};
use crate::number::{at_most, larger, smaller};
use crate::plan;
use crate::report::Health;

pub(super) struct Stagnant {
    values: u32,
    tolerance: Tolerance,
    clear_after: u32,
}

enum Tolerance {
    Points(f64),
    Percent(f64),
    /// A quarter of the way.
    Quarter,
}

impl Stagnant {
    pub(super) fn new(rule: &plan::Stagnant, kpi: &Kpi) -> Self {
        let tolerance = match (rule.tolerance, rule.tolerance_percent) {
            (Some(points), _) => Tolerance::Points(points),
            (None, Some(percent)) => Tolerance::Percent(percent),
            (None, None) => Tolerance::Quarter,
        };
        Stagnant { values: rule.periods_of(kpi.cadence), tolerance, clear_after: rule.clear_after }
    }

    /// Whether the value is where it should be, and how far it is from there.
    fn distance(point: &Point<'_>) -> Option<(bool, f64)> {
        let Standard { target, .. } = point.standard;
        match *target {
            Some(target) => Some((target_met(point.better, point.value, target), (point.value - target).abs())),
            None => {
                let bound = point.standard.nearest_bound(point.value)?;
                let well = health(point.better, point.standard, point.value) != Health::Unhealthy;
                Some((well, (point.value - bound).abs()))
            }
        }
    }

    /// The smallest and the largest of the last N values, or how many there are where these are fewer.
    fn span(&self, values: &[f64]) -> Result<(f64, f64), u32> {
        let mut newest = values.iter().rev().copied().filter(|value| !value.is_nan());
        let first = newest.next().ok_or(0_u32)?;
        let (mut low, mut high) = (first, first);
        for have in 1..self.values {
            let value = newest.next().ok_or(have)?;
            (low, high) = (smaller(low, value), larger(high, value));
        }
        Ok((low, high))
    }

    fn verdict(&self, point: &Point<'_>) -> Verdict {
        let Some((well, distance)) = Self::distance(point) else { return Verdict::Unknown(Shortage::TARGET) };
        let (low, high) = match self.span(point.values) {
            Ok(span) => span,
            Err(have) => return Verdict::Unknown(Shortage::values(self.values, have)),
        };
        let tolerance = match self.tolerance {
            Tolerance::Points(points) => points,
            Tolerance::Percent(percent) => percent / 100.0 * larger(low.abs(), high.abs()),
            Tolerance::Quarter => distance / 4.0,
        };
        (!well && at_most(high - low, tolerance)).into()
    }
}

impl RuleJudge for Stagnant {
    fn terms(&self) -> Terms {
        Terms::at_once(self.clear_after)
    }

    fn judge(&mut self, point: &Point<'_>, _: bool) -> Verdict {
        self.verdict(point)
    }

    fn alone(&self, point: &Point<'_>) -> Option<Judgement> {
        Some(self.verdict(point).into())
    }

    fn lacks(&self, standard: &Standard) -> Option<Shortage> {
        (!standard.is_rated()).then_some(Shortage::TARGET)
    }

    fn needs(&self) -> u32 {
        self.values
    }

    fn rests_on(&self, series: &Series, since: usize) -> usize {
        values_back(series, since, self.values.saturating_sub(1))
    }

    fn says(&self, facts: &MessageInput<'_>) -> String {
        let latest = facts.latest();
        let values = facts.series.values().get(..=latest).and_then(|values| self.span(values).ok());
        let between = match values {
            Some((low, high)) if low == high => facts.quantity(low),
            Some((low, high)) => format!("{} to {}", wording::number(low), facts.quantity(high)),
            None => facts.value_at(latest),
        };
        let standard = facts.standard();
        let aim = match standard.target {
            Some(target) => format!("and its target of {} is not met", facts.quantity(target)),
            None => {
                let range = wording::range(standard.min, standard.max, facts.unit());
                format!("and it is outside its healthy range ({range})")
            }
        };
        let since = facts.series.label(facts.outcome.evidence.start);
        format!("has hardly moved since {since}: {between} over its last {}, {aim}", facts.periods(self.values))
    }

    fn title(&self, name: &str, standard: &Standard) -> String {
        let aim = if standard.target.is_some() { "target" } else { "healthy range" };
        format!("Get {name} moving towards its {aim}")
    }
}
