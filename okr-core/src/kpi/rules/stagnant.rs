//! `stagnant`: the value has not moved, and is not where it should be.
//!
//! A breach where the last N values, the newest included, span no more than the tolerance, and the target is not met; without a target, where
//! the newest value is unhealthy. The tolerance is `tolerance`, or `tolerance_percent` of the largest absolute value among
//! the N, or a quarter of the distance from the newest value to the target (to the nearest bound without one): at such a pace it would
//! take four windows to arrive. Where no tolerance is written, values that each improve on the one before are ok: slow is not flat. Gaps
//! are passed over.

use super::judge::{MessageInput, Point, RuleJudge, Shortage, Verdict, values_back};
use crate::calendar::Schedule;
use crate::kpi::machine::{Judgement, Terms};
use crate::kpi::wording;
use crate::kpi::{health, target_met};
use crate::number::{at_most, larger, smaller};
use crate::plan;
use crate::report::Health;
use crate::series::{Series, Standard};

pub(super) struct Stagnant<'a> {
    rule: &'a plan::Stagnant,
    /// How many values the window has, where it is the same at each period.
    values: Option<u32>,
}

impl<'a> Stagnant<'a> {
    pub(super) fn new(rule: &'a plan::Stagnant) -> Self {
        Stagnant { rule, values: None }
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

    /// The last N values, the newest first, or how many there are where these are fewer.
    fn window(values: &[f64], count: u32) -> Result<impl Iterator<Item = f64> + Clone, u32> {
        let newest = values.iter().rev().copied().filter(|value| !value.is_nan()).take(count as usize);
        match u32::try_from(newest.clone().count()).unwrap_or(u32::MAX) {
            have if have == count => Ok(newest),
            have => Err(have),
        }
    }

    /// The smallest and the largest of some values.
    fn span(values: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
        let first = values.clone().next().unwrap_or_default();
        values.fold((first, first), |(low, high), value| (smaller(low, value), larger(high, value)))
    }

    /// Whether each of some values, the newest first, is strictly better than the one before.
    fn is_improving(point: &Point<'_>, values: impl Iterator<Item = f64> + Clone) -> bool {
        values.clone().zip(values.skip(1)).all(|(value, before)| point.is_worse(before, value))
    }
}

impl RuleJudge for Stagnant<'_> {
    fn terms(&self, _: &Schedule, _: i32) -> Terms {
        Terms::at_once(self.rule.clear_after)
    }

    fn judge(&mut self, point: &Point<'_>, _: bool) -> Verdict {
        let Some((well, distance)) = Self::distance(point) else { return Verdict::Unknown(Shortage::TARGET) };
        let count = self.values.unwrap_or_else(|| self.rule.periods_at(point.schedule, point.period));
        self.values = (!point.schedule.has_periods_of_many_lengths()).then_some(count);
        let window = match Self::window(point.values, count) {
            Ok(window) => window,
            Err(have) => return Verdict::Unknown(Shortage::values(count, have)),
        };
        let (low, high) = Self::span(window.clone());
        let tolerance = match (self.rule.tolerance, self.rule.tolerance_percent) {
            (Some(points), _) => points,
            (None, Some(percent)) => percent / 100.0 * larger(low.abs(), high.abs()),
            // Slow is not flat.
            (None, None) if Self::is_improving(point, window) => return Verdict::Ok,
            (None, None) => distance / 4.0,
        };
        (!well && at_most(high - low, tolerance)).into()
    }

    fn alone(&mut self, point: &Point<'_>) -> Option<Judgement> {
        Some(self.judge(point, false).into())
    }

    fn lacks(&self, standard: &Standard) -> Option<Shortage> {
        (!standard.is_rated()).then_some(Shortage::TARGET)
    }

    fn needs(&self, schedule: &Schedule, period: i32) -> u32 {
        self.rule.periods_at(schedule, period)
    }

    fn rests_on(&self, series: &Series, since: usize) -> usize {
        {
            let count = self.rule.periods_at(&series.timeline().schedule, series.period(since));
            values_back(series, since, count.saturating_sub(1))
        }
    }

    fn says(&self, facts: &MessageInput<'_>) -> String {
        let latest = facts.latest();
        let count = self.rule.periods_at(&facts.series.timeline().schedule, facts.series.period(latest));
        let first = values_back(facts.series, latest, count.saturating_sub(1));
        let values = facts.series.values().get(..=latest).and_then(|values| Self::window(values, count).ok());
        let between = match values.map(Self::span) {
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
        let over = match facts.without_value(first, latest) {
            0 => facts.periods(count),
            _ => format!("{count} values"),
        };
        format!("has hardly moved since {since}: {between} over its last {over}, {aim}")
    }

    fn title(&self, name: &str, standard: &Standard) -> String {
        let aim = if standard.target.is_some() { "target" } else { "healthy range" };
        format!("Get {name} moving towards its {aim}")
    }
}
