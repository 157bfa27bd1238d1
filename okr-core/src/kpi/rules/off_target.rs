//! `off_target`: the target in force on the period's last day is not met.

use super::judge::{MessageInput, Point, RuleJudge, Shortage, Verdict};
use crate::calendar::Schedule;
use crate::kpi::machine::{Judgement, Terms};
use crate::kpi::target_met;
use crate::plan;
use crate::plan::Missing;
use crate::series::Standard;

pub(super) struct OffTarget {
    terms: Terms,
    missing: Missing,
}

impl OffTarget {
    pub(super) fn new(rule: &plan::OffTarget) -> Self {
        let terms = Terms { periods: rule.periods, of: rule.of, clear_after: rule.clear_after };
        OffTarget { terms, missing: rule.missing }
    }
}

impl RuleJudge for OffTarget {
    fn terms(&self, _: &Schedule, _: i32) -> Terms {
        self.terms
    }

    fn gap(&self) -> Judgement {
        self.missing.into()
    }

    fn judge(&mut self, point: &Point<'_>, _: bool) -> Verdict {
        match point.standard.target {
            Some(target) => (!target_met(point.better, point.value, target)).into(),
            None => Verdict::Unknown(Shortage::TARGET),
        }
    }

    fn alone(&mut self, point: &Point<'_>) -> Option<Judgement> {
        Some(self.judge(point, false).into())
    }

    fn lacks(&self, standard: &Standard) -> Option<Shortage> {
        standard.target.is_none().then_some(Shortage::TARGET)
    }

    fn says(&self, facts: &MessageInput<'_>) -> String {
        let target = facts.standard().target.map(|target| format!(" of {}", facts.quantity(target)));
        let value = facts.value_at(facts.latest());
        facts.with_run(self, &format!("misses its target{}: {value}", target.unwrap_or_default()), ", ")
    }

    fn title(&self, name: &str, _: &Standard) -> String {
        format!("Get {name} to its target")
    }
}
