//! Trigger rules: the conditions under which a KPI calls for attention. Rules are data; `kpi` evaluates them.

use super::Cadence;
use crate::document::{document, tagged, vocabulary};
use crate::number::SLACK;

vocabulary! {
    /// How a rule treats a period without a value.
    pub enum Missing {
        /// Ignore it; the rule keeps its state.
        Hold = "hold",
        /// Treat it as a breach.
        Breach = "breach",
        /// Treat it as a period without a breach.
        Ok = "ok",
    }
}

document! {
    /// Fires when the value is outside the healthy range or, for a KPI with only a target, misses the target.
    pub struct OutOfRange {
        optional {
            /// Number of breaches that fire the rule. Exclusive with `months`; if both are omitted, 2 months.
            periods: u32,
            /// The same as `periods`, in months: converted to periods by the cadence of the KPI.
            months: f64,
            /// Length of the window, in judged periods. If given, `periods` breaches within it fire the rule; otherwise
            /// they must be consecutive.
            of: u32,
        }
        defaulted {
            /// Consecutive periods without a breach after which the trigger clears.
            clear_after: u32 = 1,
            /// How to treat a period without a value.
            missing: Missing = Missing::Hold,
        }
    }
}

document! {
    /// Fires when the target is missed.
    pub struct OffTarget {
        optional {
            /// Length of the window, in judged periods. If given, `periods` breaches within it fire the rule; otherwise
            /// they must be consecutive.
            of: u32,
        }
        defaulted {
            /// Number of breaches that fire the rule.
            periods: u32 = 3,
            /// Consecutive periods without a breach after which the trigger clears.
            clear_after: u32 = 1,
            /// How to treat a period without a value.
            missing: Missing = Missing::Hold,
        }
    }
}

document! {
    /// Fires when the value is strictly worse than the previous one.
    ///
    /// ```
    /// use okr_core::plan::Worsening;
    ///
    /// // 3 breaches, the default, within 4 periods.
    /// assert_eq!(serde_json::to_string(&Worsening::new().of(4u32)).unwrap(), r#"{"of":4}"#);
    /// ```
    pub struct Worsening {
        optional {
            /// Length of the window, in judged periods. If given, `periods` breaches within it fire the rule; otherwise
            /// they must be consecutive.
            of: u32,
        }
        defaulted {
            /// Number of breaches that fire the rule; n breaches need n + 1 values.
            periods: u32 = 3,
            /// Consecutive periods without a breach after which the trigger clears.
            clear_after: u32 = 1,
            /// How to treat a period without a value.
            missing: Missing = Missing::Hold,
        }
    }
}

document! {
    /// Fires when the value has hardly moved and is not where it should be.
    pub struct Stagnant {
        optional {
            /// Number of latest values to compare, at least 2. Exclusive with `months`; if both are omitted, 3 months.
            periods: u32,
            /// The same as `periods`, in months.
            months: f64,
            /// Largest difference between the values that counts as no movement. Exclusive with `tolerance_percent`.
            tolerance: f64,
            /// The same as `tolerance`, in percent of the largest absolute value among them.
            tolerance_percent: f64,
        }
        defaulted {
            /// Consecutive periods without a breach after which the trigger clears.
            clear_after: u32 = 1,
        }
    }
}

document! {
    /// Fires when the value is suddenly much worse than the previous one.
    pub struct Spike {
        optional {
            /// Smallest change that fires the rule, in the unit of the KPI.
            points: f64,
            /// Smallest change that fires the rule, in percent of the previous value. If neither is given, 50; if both
            /// are, the change must reach both.
            percent: f64,
        }
        defaulted {
            /// Consecutive periods without a breach after which the trigger clears.
            clear_after: u32 = 1,
        }
    }
}

document! {
    /// Fires on a special cause in the bad direction on the process behaviour chart (XmR chart).
    pub struct Shift {
        optional {
            /// Number of first values that set the limits. If omitted, all values up to the period set them.
            baseline: u32,
        }
        defaulted {
            /// Whether to drop moving ranges above their limit once, so that a single outlier does not widen the
            /// limits.
            screen: bool = false,
            /// Consecutive periods without a breach after which the trigger clears.
            clear_after: u32 = 1,
        }
    }
}

document! {
    /// Fires on a monotonic trend in the bad direction (Mann–Kendall test).
    pub struct Trend {
        defaulted {
            /// Number of latest periods to test; at least 5.
            window: u32 = 12,
            /// Significance level, above 0 and below 1.
            alpha: f64 = 0.05,
            /// Consecutive periods without a breach after which the trigger clears.
            clear_after: u32 = 1,
        }
    }
}

document! {
    /// Fires when a period has no readings.
    pub struct Stale {
        optional {
            /// Length of the window, in judged periods. If given, `periods` breaches within it fire the rule; otherwise
            /// they must be consecutive.
            of: u32,
        }
        defaulted {
            /// Number of periods without readings that fire the rule.
            periods: u32 = 1,
            /// Consecutive periods without a breach after which the trigger clears.
            clear_after: u32 = 1,
        }
    }
}

tagged! {
    /// A condition under which a KPI fires a trigger.
    ///
    /// ```
    /// use okr_core::plan::{Rule, Spike};
    ///
    /// let rule: Rule = Spike::new().percent(20.0).into();
    /// assert_eq!(rule.kind(), "spike");
    /// ```
    pub enum Rule (kind or "rule") {
        /// Fires when the value is outside the healthy range or, for a KPI with only a target, misses the target.
        OutOfRange(OutOfRange) = "out_of_range",
        /// Fires when the target is missed.
        OffTarget(OffTarget) = "off_target",
        /// Fires when the value is strictly worse than the previous one.
        Worsening(Worsening) = "worsening",
        /// Fires when the value has hardly moved and is not where it should be.
        Stagnant(Stagnant) = "stagnant",
        /// Fires when the value is suddenly much worse than the previous one.
        Spike(Spike) = "spike",
        /// Fires on a special cause in the bad direction on the process behaviour chart (XmR chart).
        Shift(Shift) = "shift",
        /// Fires on a monotonic trend in the bad direction (Mann–Kendall test).
        Trend(Trend) = "trend",
        /// Fires when a period has no readings.
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
