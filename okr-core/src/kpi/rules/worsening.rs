//! `worsening`: the value is strictly worse than the one before.
//!
//! N breaches in a row need N + 1 values. Values are compared exactly; for a KPI that is better inside its range it counts how far outside
//! they lie, by the range of the later one. Without `of`, and where gaps are unknown, the chance of a false alarm is exact:
//! [`chance_of_rises`](crate::stats::chance_of_rises).

use super::*;
use crate::plan;
use crate::stats::chance_of_rises;

pub(super) struct Worsening {
    terms: Terms,
    missing: Missing,
}

impl Worsening {
    pub(super) fn new(rule: &plan::Worsening) -> Self {
        let terms = Terms { periods: rule.periods, of: rule.of, clear_after: rule.clear_after };
        Worsening { terms, missing: rule.missing }
    }
}

impl Worsening {
    fn verdict(&self, point: &Point<'_>) -> Verdict {
        match point.before {
            Some(before) => (point.worse_by(point.value, before) > 0.0).into(),
            None => Verdict::Unknown(Shortage::values(self.needs(), 1)),
        }
    }
}

impl RuleJudge for Worsening {
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

    fn needs(&self) -> u32 {
        2
    }

    fn rests_on(&self, series: &Series, since: usize) -> usize {
        values_back(series, since, 1)
    }

    fn says(&self, facts: &MessageInput<'_>) -> String {
        let (from, to) = (facts.value_at(facts.outcome.evidence.start), facts.value_at(facts.latest()));
        format!("got worse: from {from} to {to}, {}", facts.run(self.terms))
    }

    fn title(&self, name: &str, _: &Standard) -> String {
        format!("Stop {name} from getting worse")
    }

    fn false_alarm(&self) -> Option<f64> {
        (self.terms.of.is_none() && self.missing == Missing::Hold).then(|| chance_of_rises(self.terms.periods))
    }
}
