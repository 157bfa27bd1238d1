//! `spike`: the value is worse than the one before by a jump.
//!
//! A breach where it is worse by at least `points`, and by at least `percent` of the value before. Once it fires, the value before the spike
//! is the measure: a period is ok only when it is healthy or watch, or no longer worse than that value by a jump. A percent of values
//! that reach 0 or less (eNPS) says nothing: with `percent`, a series that had one is unknown from then on.

use super::*;
use crate::kpi::health;
use crate::number::at_least;
use crate::plan;
use crate::report::Health;

const DEFAULT_PERCENT: f64 = 50.0;

pub(super) struct Spike {
    points: Option<f64>,
    percent: Option<f64>,
    clear_after: u32,
    /// Whether a value before this period was 0 or less.
    not_positive: bool,
    /// The value before the spike.
    base: f64,
}

impl Spike {
    pub(super) fn new(rule: &plan::Spike) -> Self {
        let percent = match (rule.points, rule.percent) {
            (None, None) => Some(DEFAULT_PERCENT),
            (_, percent) => percent,
        };
        Spike { points: rule.points, percent, clear_after: rule.clear_after, not_positive: false, base: 0.0 }
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
    fn terms(&self) -> Terms {
        Terms::at_once(self.clear_after)
    }

    fn judge(&mut self, point: &Point<'_>, raised: bool) -> Verdict {
        let Some(before) = point.before else {
            return Verdict::Unknown(Shortage::values(self.needs(), 1));
        };
        self.not_positive |= before <= 0.0;
        if raised {
            return (!is_well(point) && self.is_jump(point, self.base)).into();
        }
        if self.percent.is_some() && self.not_positive {
            return Verdict::Unknown(Shortage::UNFIT);
        }
        self.base = before;
        self.is_jump(point, before).into()
    }

    /// Where it is well and no jump, it is ok after a spike, and without one it stays quiet.
    fn alone(&self, point: &Point<'_>) -> Option<Judgement> {
        let quiet = is_well(point) && point.before.is_some_and(|before| !self.is_jump(point, before));
        quiet.then_some(Judgement::Ok)
    }

    /// Percent of values that reach 0 or less can be judged after a spike only.
    fn sees_all(&self, values: &[f64]) -> bool {
        // Without a way out of the loop it goes through several values at a time.
        self.percent.is_some() && values.iter().fold(false, |found, &value| found | (value <= 0.0))
    }

    fn needs(&self) -> u32 {
        2
    }

    fn rests_on(&self, series: &Series, since: usize) -> usize {
        values_back(series, since, 1)
    }

    fn says(&self, facts: &MessageInput<'_>) -> String {
        let (before, since) = (facts.outcome.evidence.start, facts.outcome.since.unwrap_or_default());
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
