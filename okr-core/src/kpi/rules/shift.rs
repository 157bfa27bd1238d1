//! `shift`: a special cause in the bad direction on the process behaviour chart.
//!
//! The limits come from the values up to the period ([`RunningXmr`]), or from the first `baseline` values. Which direction is bad follows
//! `better`; better inside, it is upwards for a value above the range, downwards for one below it, and none for one inside.

use super::judge::{MessageInput, Point, RuleJudge, Shortage, Verdict, values_back};
use crate::calendar::Schedule;
use crate::kpi::machine::Terms;
use crate::kpi::wording;
use crate::plan;
use crate::series::{Bad, bad_direction};
use crate::series::{Series, Standard};
use crate::stats::{Insufficient, RunningXmr, Signal, SpecialCause, Xmr};

pub(super) struct Shift {
    chart: RunningXmr,
    signal: Option<Signal>,
    baseline: Option<u32>,
    screen: bool,
    run: u32,
    clear_after: u32,
}

impl Shift {
    pub(super) fn new(rule: &plan::Shift) -> Self {
        let plan::Shift { baseline, screen, run, clear_after } = *rule;
        let mut shift =
            Shift { chart: RunningXmr::new(None, screen), signal: None, baseline, screen, run, clear_after };
        shift.chart = shift.empty_chart();
        shift
    }

    fn empty_chart(&self) -> RunningXmr {
        RunningXmr::new(self.baseline.map(|baseline| baseline as usize), self.screen).run(self.run as usize)
    }

    /// The signal of the period at an index, and the limits by which it was judged, both in its phase.
    fn seen_at(&self, facts: &MessageInput<'_>, index: usize) -> Option<(Signal, Xmr)> {
        let mut chart = self.empty_chart();
        let first = facts.series.newest_phase(facts.kpi, index + 1);
        let values = facts.series.values().get(first..=index).unwrap_or_default();
        let known = values.iter().map(|&value| (!value.is_nan()).then_some(value));
        let signal = known.map(|value| chart.push(value)).last().flatten();
        signal.zip(chart.limits().ok())
    }
}

impl Shift {
    /// The values of the run: in a row only where no period between them is without a value.
    fn values_in_a_row(&self, facts: &MessageInput<'_>) -> String {
        let latest = facts.latest();
        let first = values_back(facts.series, latest, self.run.saturating_sub(1));
        match facts.without_value(first, latest) {
            0 => format!("at least {} values in a row", self.run),
            gaps => {
                let without = wording::periods(u32::try_from(gaps).unwrap_or(u32::MAX), "period");
                format!(
                    "at least {} values since {}, with {without} without a value between them",
                    self.run,
                    facts.series.label(first)
                )
            }
        }
    }
}

impl RuleJudge for Shift {
    fn terms(&self, _: &Schedule, _: i32) -> Terms {
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
                Verdict::Unknown(Shortage::values(self.needs(point.schedule, point.period), have))
            }
            (None, _) => Verdict::Unknown(Shortage::UNFIT),
        }
    }

    fn sees_all(&self) -> bool {
        true
    }

    fn sees_single_periods(&self) -> bool {
        true
    }

    fn needs(&self, _: &Schedule, _: i32) -> u32 {
        self.baseline.unwrap_or(0).max(6)
    }

    fn rests_on(&self, series: &Series, since: usize) -> usize {
        values_back(series, since, self.run.saturating_sub(1))
    }

    fn says(&self, facts: &MessageInput<'_>) -> String {
        let latest = facts.latest();
        let value = facts.value_at(latest);
        let Some((signal, chart)) = self.seen_at(facts, latest) else { return format!("has shifted: {value}") };
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
                format!("has been {above} its mean of {mean} for {}: {value}", self.values_in_a_row(facts))
            }
            Some(SpecialCause::Monotone) => format!("has been {rising} for {}: {value}", self.values_in_a_row(facts)),
            _ => format!("was far {above} its mean of {mean} in 2 of the last 3 values: {value}"),
        }
    }

    fn title(&self, name: &str, _: &Standard) -> String {
        format!("Bring {name} back to its usual level")
    }
}
