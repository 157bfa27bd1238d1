//! `out_of_range`: the value lies outside the healthy range.
//!
//! A breach where the health of the value is `unhealthy`: outside the range in force on the period's last day; where only a target is
//! given, short of it. Fires after 2 months, as practice guides advise to let a KPI out of range for two months lead to an objective.

use super::*;
use crate::kpi::health;
use crate::plan;
use crate::report::Health;

pub(super) struct OutOfRange {
    terms: Terms,
    missing: Missing,
}

impl OutOfRange {
    pub(super) fn new(rule: &plan::OutOfRange, kpi: &Kpi) -> Self {
        let periods = rule.periods_of(kpi.cadence);
        // The months of a policy are compared here alone: fewer judged periods than breaches could never fire.
        let of = rule.of.map(|of| of.max(periods));
        OutOfRange { terms: Terms { periods, of, clear_after: rule.clear_after }, missing: rule.missing }
    }
}

impl OutOfRange {
    #[inline]
    fn verdict(&self, point: &Point<'_>) -> Verdict {
        match health(point.better, point.standard, point.value) {
            Health::Unrated => Verdict::Unknown(Shortage::RANGE),
            health => (health == Health::Unhealthy).into(),
        }
    }
}

impl RuleJudge for OutOfRange {
    fn terms(&self) -> Terms {
        self.terms
    }

    fn gap(&self) -> Judgement {
        self.missing.into()
    }

    fn judge(&mut self, point: &Point<'_>, _: bool) -> Verdict {
        self.verdict(point)
    }

    fn alone(&self, point: &Point<'_>) -> Option<Judgement> {
        Some(self.verdict(point).into())
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
        format!("{bounds}: {}, {}", facts.value_at(facts.latest()), facts.run(self.terms))
    }

    fn title(&self, name: &str, standard: &Standard) -> String {
        match standard.has_range() {
            true => format!("Bring {name} back to a healthy level"),
            false => format!("Get {name} to its target"),
        }
    }
}
