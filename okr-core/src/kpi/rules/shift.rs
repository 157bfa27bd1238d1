//! `shift`: a special cause in the bad direction on the process behaviour chart.
//!
//! The limits come from the values up to the period ([`RunningXmr`]), or from the first `baseline` values. Which direction is bad follows
//! `better`; better inside, it is upwards for a value above the range, downwards for one below it, and none for one inside.

use super::*;
use crate::plan;
use crate::series::{Bad, bad_direction};
use crate::stats::{Insufficient, RunningXmr, Signal, SpecialCause, Xmr};

/// How many values the longest pattern looks at.
const LONGEST_PATTERN: u32 = 7;

pub(super) struct Shift {
    chart: RunningXmr,
    signal: Option<Signal>,
    baseline: Option<u32>,
    screen: bool,
    clear_after: u32,
}

impl Shift {
    pub(super) fn new(rule: &plan::Shift) -> Self {
        let plan::Shift { baseline, screen, clear_after } = *rule;
        let chart = RunningXmr::new(baseline.map(|baseline| baseline as usize), screen);
        Shift { chart, signal: None, baseline, screen, clear_after }
    }

    /// The signal of the period at a index, and the limits by which it was judged.
    fn seen_at(&self, series: &Series, index: usize) -> Option<(Signal, Xmr)> {
        let mut chart = RunningXmr::new(self.baseline.map(|baseline| baseline as usize), self.screen);
        let signal = series.optional_values().take(index + 1).map(|value| chart.push(value)).last().flatten();
        signal.zip(chart.limits().ok())
    }
}

impl RuleJudge for Shift {
    fn terms(&self) -> Terms {
        Terms::at_once(self.clear_after)
    }

    fn see(&mut self, values: &[f64]) {
        let newest = values.last().copied().filter(|value| !value.is_nan());
        self.signal = self.chart.push(newest);
    }

    fn judge(&mut self, point: &Point<'_>, _: bool) -> Verdict {
        match (self.signal, self.chart.limits()) {
            (Some(signal), _) => match bad_direction(point.better, point.standard, point.value) {
                Bad::Up => signal.upper.is_some().into(),
                Bad::Down => signal.lower.is_some().into(),
                Bad::Neither => Verdict::Ok,
            },
            (None, Err(Insufficient::Values { have, .. })) => {
                let have = u32::try_from(have).unwrap_or(u32::MAX);
                Verdict::Unknown(Shortage::values(self.needs(), have))
            }
            (None, _) => Verdict::Unknown(Shortage::UNFIT),
        }
    }

    fn alone(&self, _: &Point<'_>) -> Option<Judgement> {
        None
    }

    /// The limits come from all values before.
    fn sees_all(&self, _: &[f64]) -> bool {
        true
    }

    fn needs(&self) -> u32 {
        self.baseline.unwrap_or(0).max(6)
    }

    fn rests_on(&self, series: &Series, since: usize) -> usize {
        values_back(series, since, LONGEST_PATTERN - 1)
    }

    fn says(&self, facts: &MessageInput<'_>) -> String {
        let latest = facts.latest();
        let value = facts.value_at(latest);
        let Some((signal, chart)) = self.seen_at(facts.series, latest) else { return format!("has shifted: {value}") };
        let bad = bad_direction(facts.kpi.better, &facts.standard(), facts.series.value(latest).unwrap_or(chart.mean));
        let (cause, above, limit, rising) = match bad {
            Bad::Down => (signal.lower, "below", chart.lower, "falling"),
            _ => (signal.upper, "above", chart.upper, "rising"),
        };
        let mean = facts.quantity(chart.mean);
        match cause {
            Some(SpecialCause::BeyondLimit) => {
                format!("is {above} its natural limit of {}: {value}", facts.quantity(limit))
            }
            Some(SpecialCause::OneSide) => {
                format!("has been {above} its mean of {mean} for at least 7 values in a row: {value}")
            }
            Some(SpecialCause::Monotone) => format!("has been {rising} for at least 7 values in a row: {value}"),
            _ => format!("was far {above} its mean of {mean} in 2 of the last 3 values: {value}"),
        }
    }

    fn title(&self, name: &str, _: &Standard) -> String {
        format!("Bring {name} back to its usual level")
    }
}
