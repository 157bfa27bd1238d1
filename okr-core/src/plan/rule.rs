//! Trigger rules: what makes a KPI raise its hand. Rules are data; their evaluation is in `kpi`.

use super::Cadence;
use crate::document::{document, tagged, vocabulary};
use crate::number::SLACK;

vocabulary! {
    /// What a gap in the series means for a rule.
    ///
    /// ```
    /// use okr_core::plan::{Missing, OutOfRange};
    ///
    /// assert_eq!(OutOfRange::new().missing, Missing::Hold);
    /// ```
    pub enum Missing {
        /// Nothing: the rule waits.
        Hold = "hold",
        /// A breach.
        Breach = "breach",
        /// All is well.
        Ok = "ok",
    }
}

document! {
    /// The value lies outside the healthy range.
    ///
    /// ```
    /// use okr_core::plan::OutOfRange;
    ///
    /// let rule = OutOfRange::new().months(3.0).clear_after(2u32);
    /// assert_eq!((rule.months, rule.clear_after), (Some(3.0), 2));
    /// ```
    pub struct OutOfRange {
        optional {
            /// Breaches that fire; not together with `months`. 2 months where neither is written.
            periods: u32,
            /// The same in months, as many periods as the cadence has in them.
            months: f64,
            /// Fires on `periods` breaches among this many judged periods instead of in a row.
            of: u32,
        }
        defaulted {
            /// Periods in a row without a breach that clear it.
            clear_after: u32 = 1,
            /// What a gap means.
            missing: Missing = Missing::Hold,
        }
    }
}

document! {
    /// The target is not met.
    ///
    /// ```
    /// use okr_core::plan::OffTarget;
    ///
    /// assert_eq!(OffTarget::new().periods, 3);
    /// ```
    pub struct OffTarget {
        optional {
            /// Fires on `periods` breaches among this many judged periods instead of in a row.
            of: u32,
        }
        defaulted {
            /// Breaches that fire.
            periods: u32 = 3,
            /// Periods in a row without a breach that clear it.
            clear_after: u32 = 1,
            /// What a gap means.
            missing: Missing = Missing::Hold,
        }
    }
}

document! {
    /// The value is strictly worse than the one before.
    ///
    /// ```
    /// use okr_core::plan::Worsening;
    ///
    /// // 3 of the last 4.
    /// assert_eq!(Worsening::new().of(4u32).of, Some(4));
    /// ```
    pub struct Worsening {
        optional {
            /// Fires on `periods` breaches among this many judged periods instead of in a row.
            of: u32,
        }
        defaulted {
            /// Breaches that fire; n of them need n + 1 values.
            periods: u32 = 3,
            /// Periods in a row without a breach that clear it.
            clear_after: u32 = 1,
            /// What a gap means.
            missing: Missing = Missing::Hold,
        }
    }
}

document! {
    /// The value has not moved, and is not where it should be.
    ///
    /// ```
    /// use okr_core::plan::Stagnant;
    ///
    /// assert_eq!(Stagnant::new().periods(6u32).tolerance(0.2).tolerance, Some(0.2));
    /// ```
    pub struct Stagnant {
        optional {
            /// Values that are looked at, at least 2; not together with `months`. 3 months where neither is written.
            periods: u32,
            /// The same in months.
            months: f64,
            /// How far the values may span; not together with `tolerance_percent`.
            tolerance: f64,
            /// The same in percent of the largest absolute value among them.
            tolerance_percent: f64,
        }
        defaulted {
            /// Periods in a row without a breach that clear it.
            clear_after: u32 = 1,
        }
    }
}

document! {
    /// The value is worse than the one before by a jump.
    ///
    /// ```
    /// use okr_core::plan::Spike;
    ///
    /// assert_eq!(Spike::new().points(0.4).points, Some(0.4));
    /// ```
    pub struct Spike {
        optional {
            /// Size of the jump in the KPI's unit.
            points: f64,
            /// Size of the jump in percent of the value before; 50 where neither is written. Both: both.
            percent: f64,
        }
        defaulted {
            /// Periods in a row without a breach that clear it.
            clear_after: u32 = 1,
        }
    }
}

document! {
    /// A special cause in the bad direction on the process behaviour chart.
    ///
    /// ```
    /// use okr_core::plan::Shift;
    ///
    /// assert_eq!(Shift::new().baseline(12u32).screen(true).baseline, Some(12));
    /// ```
    pub struct Shift {
        optional {
            /// The first so many values give the limits; all up to the period where not written.
            baseline: u32,
        }
        defaulted {
            /// Whether moving ranges above their limit are dropped once.
            screen: bool = false,
            /// Periods in a row without a breach that clear it.
            clear_after: u32 = 1,
        }
    }
}

document! {
    /// A monotone trend in the bad direction (Mann–Kendall).
    ///
    /// ```
    /// use okr_core::plan::Trend;
    ///
    /// let rule = Trend::new();
    /// assert_eq!((rule.window, rule.alpha), (12, 0.05));
    /// ```
    pub struct Trend {
        defaulted {
            /// Periods that are looked at; at least 5.
            window: u32 = 12,
            /// Level of significance, above 0 and below 1.
            alpha: f64 = 0.05,
            /// Periods in a row without a breach that clear it.
            clear_after: u32 = 1,
        }
    }
}

document! {
    /// The period has no value.
    ///
    /// ```
    /// use okr_core::plan::Stale;
    ///
    /// assert_eq!(Stale::new().periods, 1);
    /// ```
    pub struct Stale {
        optional {
            /// Fires on `periods` breaches among this many judged periods instead of in a row.
            of: u32,
        }
        defaulted {
            /// Gaps that fire.
            periods: u32 = 1,
            /// Periods in a row without a breach that clear it.
            clear_after: u32 = 1,
        }
    }
}

tagged! {
    /// What makes a KPI raise its hand.
    ///
    /// ```
    /// use okr_core::plan::{Rule, Spike};
    ///
    /// let rule: Rule = Spike::new().percent(20.0).into();
    /// assert_eq!(rule.kind(), "spike");
    /// ```
    pub enum Rule (kind or "rule") {
        /// The value lies outside the healthy range.
        OutOfRange(OutOfRange) = "out_of_range",
        /// The target is not met.
        OffTarget(OffTarget) = "off_target",
        /// The value is strictly worse than the one before.
        Worsening(Worsening) = "worsening",
        /// The value has not moved, and is not where it should be.
        Stagnant(Stagnant) = "stagnant",
        /// The value is worse than the one before by a jump.
        Spike(Spike) = "spike",
        /// A special cause in the bad direction.
        Shift(Shift) = "shift",
        /// A monotone trend in the bad direction.
        Trend(Trend) = "trend",
        /// The period has no value.
        Stale(Stale) = "stale",
    }
}

impl OutOfRange {
    /// The periods of a cadence that have to be out of range: `periods`, else those in `months` (2 where neither is written).
    pub(crate) fn periods_of(&self, cadence: Cadence) -> u32 {
        self.periods.unwrap_or_else(|| periods_in_months(cadence, self.months.unwrap_or(2.0)))
    }
}

impl Stagnant {
    /// The periods of a cadence that make the window: `periods`, else those in `months` (3 where neither is written), at least 2.
    pub(crate) fn periods_of(&self, cadence: Cadence) -> u32 {
        self.periods.unwrap_or_else(|| periods_in_months(cadence, self.months.unwrap_or(3.0)).max(2))
    }
}

/// How many periods of a cadence `months` are: `max(1, ceil(months × periods per month))`.
fn periods_in_months(cadence: Cadence, months: f64) -> u32 {
    let periods = match cadence {
        Cadence::Daily => months * 30.0,
        Cadence::Weekly => months * 52.0 / 12.0,
        Cadence::Monthly => months,
        Cadence::Quarterly => months / 3.0,
        Cadence::Yearly => months / 12.0,
    };
    // Slack: 1.1 months of 30 days are 33 days, though 1.1 has no exact binary form. A cast saturates.
    (libm::ceil(periods - SLACK) as u32).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_periods_of_each_cadence() {
        let periods = |months| Cadence::ALL.map(|cadence| periods_in_months(cadence, months));
        assert_eq!(periods(2.0), [60, 9, 2, 1, 1]);
        assert_eq!(periods(3.0), [90, 13, 3, 1, 1]);
        assert_eq!(periods(1.1), [33, 5, 2, 1, 1]);
        assert_eq!(periods(0.01), [1, 1, 1, 1, 1]);
        assert_eq!(periods(300.0), [9_000, 1_300, 300, 100, 25]);
    }
}
