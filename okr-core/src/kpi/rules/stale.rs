//! `stale`: the period has no readings.
//!
//! A gap is a breach, a period with a value ok; a withheld one has readings, that tell nothing.

use super::judge::{MessageInput, Point, RuleJudge, Verdict};
use crate::calendar::Schedule;
use crate::kpi::machine::{Judgement, Terms};
use crate::plan;
use crate::series::Standard;

pub(super) struct Stale {
    terms: Terms,
}

impl Stale {
    pub(super) fn new(rule: &plan::Stale) -> Self {
        Stale { terms: Terms { periods: rule.periods, of: rule.of, clear_after: rule.clear_after } }
    }
}

impl RuleJudge for Stale {
    fn terms(&self, _: &Schedule, _: i32) -> Terms {
        self.terms
    }

    fn gap(&self) -> Judgement {
        Judgement::Breach
    }

    fn judge(&mut self, _: &Point<'_>, _: bool) -> Verdict {
        Verdict::Ok
    }

    fn alone(&mut self, point: &Point<'_>) -> Option<Judgement> {
        Some(self.judge(point, false).into())
    }

    fn says(&self, facts: &MessageInput<'_>) -> String {
        facts.with_run(self, &format!("has no readings for {}", facts.series.label(facts.latest())), ": ")
    }

    fn title(&self, name: &str, _: &Standard) -> String {
        format!("Resume measuring {name} and improve it")
    }
}
