//! `out_of_range`: the value lies outside the healthy range.
//!
//! A breach where the health of the value is `unhealthy`: outside the range in force on the period's last day; where only a target is
//! given, short of it. Fires after 2 months, as practice guides advise to let a KPI out of range for two months lead to an objective.

use super::judge::{MessageInput, Point, RuleJudge, Shortage, Verdict};
use crate::calendar::Schedule;
use crate::kpi::health;
use crate::kpi::machine::{Judgement, Terms};
use crate::kpi::wording;
use crate::plan;
use crate::report::Health;
use crate::series::Standard;

pub(super) struct OutOfRange<'a> {
    rule: &'a plan::OutOfRange,
}

impl<'a> OutOfRange<'a> {
    pub(super) fn new(rule: &'a plan::OutOfRange) -> Self {
        OutOfRange { rule }
    }
}

impl RuleJudge for OutOfRange<'_> {
    fn terms(&self, schedule: &Schedule, period: i32) -> Terms {
        let periods = self.rule.periods_at(schedule, period);
        // The months of a policy are compared here alone: fewer judged periods than breaches could never fire.
        let of = self.rule.of.map(|of| of.max(periods));
        Terms { periods, of, clear_after: self.rule.clear_after }
    }

    fn gap(&self) -> Judgement {
        self.rule.missing.into()
    }

    fn judge(&mut self, point: &Point<'_>, _: bool) -> Verdict {
        match health(point.better, point.standard, point.value) {
            Health::Unrated => Verdict::Unknown(Shortage::RANGE),
            health => (health == Health::Unhealthy).into(),
        }
    }

    fn alone(&mut self, point: &Point<'_>) -> Option<Judgement> {
        Some(self.judge(point, false).into())
    }

    fn lacks(&self, standard: &Standard) -> Option<Shortage> {
        (!standard.is_rated()).then_some(Shortage::RANGE)
    }

    fn says(&self, facts: &MessageInput<'_>) -> String {
        let standard = facts.standard();
        let bounds = match standard.target {
            Some(target) if !standard.has_range() => format!("misses its target of {}", facts.quantity(target)),
            _ => {
                let range = wording::range(standard.min, standard.max, facts.unit());
                format!("is outside its healthy range ({range})")
            }
        };
        facts.with_run(self, &format!("{bounds}: {}", facts.value_at(facts.latest())), ", ")
    }

    fn title(&self, name: &str, standard: &Standard) -> String {
        match standard.has_range() {
            true => format!("Bring {name} back to a healthy level"),
            false => format!("Get {name} to its target"),
        }
    }
}
