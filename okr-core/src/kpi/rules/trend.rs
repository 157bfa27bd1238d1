//! `trend`: the values rise or fall over time more steadily than chance would have them.
//!
//! The test of Mann and Kendall over the values in the last `window` periods ([`mann_kendall`](crate::stats::mann_kendall)): a breach where
//! p is below `alpha` and the trend has the bad direction. Fewer than 5 values show neither a trend nor the absence of one. The statistic
//! is kept up to date as the window slides: a period costs a comparison with each value in it.

use super::judge::{MessageInput, Point, RuleJudge, Shortage, Verdict};
use crate::calendar::Schedule;
use crate::kpi::machine::Terms;
use crate::kpi::wording;
use crate::plan;
use crate::series::{Bad, bad_direction};
use crate::series::{Series, Standard};
use crate::stats::{RunningMannKendall, mann_kendall};

/// Fewer values show nothing.
const FEWEST: u32 = 5;

pub(super) struct Trend {
    window: usize,
    alpha: f64,
    clear_after: u32,
    statistic: RunningMannKendall,
}

impl Trend {
    pub(super) fn new(rule: &plan::Trend) -> Self {
        Trend {
            window: rule.window as usize,
            alpha: rule.alpha,
            clear_after: rule.clear_after,
            statistic: RunningMannKendall::default(),
        }
    }
}

impl RuleJudge for Trend {
    fn terms(&self, _: &Schedule, _: i32) -> Terms {
        Terms::at_once(self.clear_after)
    }

    fn see(&mut self, values: &[f64]) {
        let Some((&newest, earlier)) = values.split_last() else { return };
        let window = earlier.len().saturating_sub(self.window.saturating_sub(1));
        if let Some((leaving, staying)) = window.checked_sub(1).and_then(|index| earlier.get(index..)?.split_first()) {
            self.statistic.remove_first(*leaving, staying);
        }
        self.statistic.push(newest, earlier.get(window..).unwrap_or_default());
    }

    fn judge(&mut self, point: &Point<'_>, _: bool) -> Verdict {
        let have = self.statistic.points();
        if have < FEWEST as usize {
            return Verdict::Unknown(Shortage::values(FEWEST, have as u32));
        }
        let s = self.statistic.s();
        let is_bad = match bad_direction(point.better, point.standard, point.value) {
            Bad::Up => s > 0,
            Bad::Down => s < 0,
            Bad::Neither => false,
        };
        (is_bad && self.statistic.test().is_ok_and(|test| test.p < self.alpha)).into()
    }

    fn sees_all(&self) -> bool {
        true
    }

    fn sees_single_periods(&self) -> bool {
        true
    }

    fn needs(&self, _: &Schedule, _: i32) -> u32 {
        FEWEST
    }

    fn rests_on(&self, series: &Series, since: usize) -> usize {
        let first = (since + 1).saturating_sub(self.window);
        // The window may begin with gaps.
        (first..since).find(|&index| series.value(index).is_some()).unwrap_or(since)
    }

    fn says(&self, facts: &MessageInput<'_>) -> String {
        let latest = facts.latest();
        let first = self.rests_on(facts.series, latest);
        let values: Vec<f64> = (first..=latest).filter_map(|index| facts.series.value(index)).collect();
        let chance = mann_kendall(&values).map_or(String::new(), |test| format!(" (p = {})", wording::number(test.p)));
        let (from, to) = (facts.value_at(first), facts.value_at(latest));
        format!("is trending in the wrong direction: from {from} to {to}{chance}")
    }

    fn title(&self, name: &str, _: &Standard) -> String {
        format!("Reverse the trend in {name}")
    }
}
