//! `worsening`: the value is strictly worse than the one before.
//!
//! N breaches in a row need N + 1 values. Values are compared exactly; for a KPI that is better inside its range it counts how far outside
//! they lie, by the range of the later one. Without `of`, and where gaps are unknown, the chance of a false alarm is exact:
//! [`chance_of_rises`](crate::stats::chance_of_rises).

use super::judge::{MessageInput, Point, RuleJudge, Verdict, shortage, values_back};
use crate::calendar::Schedule;
use crate::kpi::machine::{Judgement, Terms};
use crate::plan;
use crate::plan::{Against, Missing};
use crate::series::{Series, Standard};
use crate::stats::chance_of_rises;

pub(super) struct Worsening {
    terms: Terms,
    missing: Missing,
    against: Against,
}

impl Worsening {
    pub(super) fn new(rule: &plan::Worsening) -> Self {
        let terms = Terms { periods: rule.periods, of: rule.of, clear_after: rule.clear_after };
        Worsening { terms, missing: rule.missing, against: rule.against }
    }
}

impl RuleJudge for Worsening {
    fn terms(&self, _: &Schedule, _: i32) -> Terms {
        self.terms
    }

    fn gap(&self) -> Judgement {
        self.missing.into()
    }

    fn judge(&mut self, point: &Point<'_>, _: bool) -> Verdict {
        match point.base(self.against) {
            Some(base) => point.is_worse(point.value, base).into(),
            None => Verdict::Unknown(shortage(self.against)),
        }
    }

    fn alone(&mut self, point: &Point<'_>) -> Option<Judgement> {
        Some(self.judge(point, false).into())
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
        let to = facts.value_at(facts.latest());
        let sentence = match self.against {
            Against::Previous => format!("got worse: from {} to {to}", facts.value_at(facts.outcome.evidence.start)),
            Against::YearAgo => {
                format!("is worse than a year before: {to}, {}", facts.value_a_year_before(facts.latest()))
            }
        };
        facts.with_run(self, &sentence, ", ")
    }

    fn title(&self, name: &str, _: &Standard) -> String {
        format!("Stop {name} from getting worse")
    }

    fn false_alarm(&self) -> Option<f64> {
        (self.terms.of.is_none() && self.missing == Missing::Hold && self.against == Against::Previous)
            .then(|| chance_of_rises(self.terms.periods))
    }
}
