//! `spike`: the value is worse than the one before by a jump.
//!
//! A breach where it is worse by at least `points`, and by at least `percent` of the value before. Once it fires, the value before the spike
//! is the measure: a period is ok only when it is healthy or watch, or no longer worse than that value by a jump. A percent of 0 says
//! nothing, nor does one in a series that was negative before (eNPS): with `percent` such a period is unknown. Against last year each
//! period is compared with its own, also while it fires.

use super::judge::{MessageInput, Point, RuleJudge, Shortage, Verdict, shortage, values_back};
use crate::calendar::Schedule;
use crate::kpi::health;
use crate::kpi::machine::{Judgement, Terms};
use crate::number::at_least;
use crate::plan;
use crate::plan::Against;
use crate::report::Health;
use crate::series::{Series, Standard};

const DEFAULT_PERCENT: f64 = 50.0;

pub(super) struct Spike {
    points: Option<f64>,
    percent: Option<f64>,
    clear_after: u32,
    against: Against,
    /// The value before the spike.
    base: f64,
}

impl Spike {
    pub(super) fn new(rule: &plan::Spike) -> Self {
        let percent = match (rule.points, rule.percent) {
            (None, None) => Some(DEFAULT_PERCENT),
            (_, percent) => percent,
        };
        Spike { points: rule.points, percent, clear_after: rule.clear_after, against: rule.against, base: 0.0 }
    }

    fn is_jump(&self, point: &Point<'_>, from: f64) -> bool {
        let worse_by = point.worse_by(point.value, from);
        worse_by > 0.0
            && self.points.is_none_or(|points| at_least(worse_by, points))
            && self.percent.is_none_or(|percent| at_least(worse_by, percent / 100.0 * from))
    }
}

fn is_well(point: &Point<'_>) -> bool {
    matches!(health(point.better, point.standard, point.value), Health::Healthy | Health::Watch)
}

impl RuleJudge for Spike {
    fn terms(&self, _: &Schedule, _: i32) -> Terms {
        Terms::at_once(self.clear_after)
    }

    fn judge(&mut self, point: &Point<'_>, raised: bool) -> Verdict {
        if raised && is_well(point) {
            return Verdict::Ok;
        }
        let keeps_base = raised && self.against == Against::Previous;
        let Some(base) = (if keeps_base { Some(self.base) } else { point.base(self.against) }) else {
            return Verdict::Unknown(shortage(self.against));
        };
        if self.percent.is_some() && !keeps_base && !point.has_percent(self.against) {
            return Verdict::Unknown(Shortage::UNFIT);
        }
        self.base = base;
        self.is_jump(point, base).into()
    }

    /// Where it is well and no jump, it is ok after a spike, and without one it stays quiet.
    fn alone(&mut self, point: &Point<'_>) -> Option<Judgement> {
        let base = point.base(self.against)?;
        let known = self.percent.is_none() || point.has_percent(self.against);
        (known && is_well(point) && !self.is_jump(point, base)).then_some(Judgement::Ok)
    }

    fn uses_percents(&self) -> bool {
        self.percent.is_some()
    }

    fn against(&self) -> Against {
        self.against
    }

    fn needs(&self, _: &Schedule, _: i32) -> u32 {
        2
    }

    fn rests_on(&self, series: &Series, since: usize) -> usize {
        match self.against {
            Against::Previous => values_back(series, since, 1),
            Against::YearAgo => since,
        }
    }

    fn says(&self, facts: &MessageInput<'_>) -> String {
        let (before, since) = (facts.outcome.evidence.start, facts.outcome.since.unwrap_or_default());
        if self.against == Against::YearAgo {
            let (value, last_year) = (facts.value_at(since), facts.value_a_year_before(since));
            return format!("is far worse than a year before: {value}, {last_year}");
        }
        let fell = facts.series.value(since) < facts.series.value(before);
        let verb = if fell { "dropped" } else { "jumped" };
        let jump = format!("{verb} from {} to {}", facts.value_at(before), facts.value_at(since));
        match facts.series.newest_value() {
            Some((newest, _)) if newest > since => format!("{jump} and is now at {}", facts.value_at(newest)),
            _ => jump,
        }
    }

    fn title(&self, name: &str, _: &Standard) -> String {
        format!("Bring {name} back to its previous level")
    }
}
