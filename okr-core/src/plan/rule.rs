//! Trigger rules: the conditions under which a KPI calls for attention. Rules are data; `kpi` evaluates them.

use crate::calendar::Schedule;
use crate::document::{document, tagged, vocabulary};

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

vocabulary! {
    /// What a value is compared with.
    pub enum Against {
        /// The nearest value before it.
        Previous = "previous",
        /// The value of the same time a year before.
        YearAgo = "year_ago",
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
    #[derive(Eq, Hash)]
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
    #[derive(Eq, Hash)]
    pub struct Worsening {
        optional {
            /// Length of the window, in judged periods. If given, `periods` breaches within it fire the rule; otherwise
            /// they must be consecutive.
            of: u32,
        }
        defaulted {
            /// Number of breaches that fire the rule; n breaches need n + 1 values.
            periods: u32 = 3,
            /// What a value is compared with: the one before, or that of a year before.
            against: Against = Against::Previous,
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
            /// What a value is compared with: the one before, or that of a year before.
            against: Against = Against::Previous,
            /// Consecutive periods without a breach after which the trigger clears.
            clear_after: u32 = 1,
        }
    }
}

document! {
    /// Fires on a special cause in the bad direction on the process behaviour chart (XmR chart).
    #[derive(Eq, Hash)]
    pub struct Shift {
        optional {
            /// Number of first values that set the limits. If omitted, all values up to the period set them.
            baseline: u32,
        }
        defaulted {
            /// Whether to drop moving ranges above their limit once, so that a single outlier does not widen the
            /// limits.
            screen: bool = false,
            /// How many values in a row on one side of the mean, or rising or falling, signal: 6 to 9.
            run: u32 = 7,
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
    #[derive(Eq, Hash)]
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
    /// use okr_core::plan::{Rule, RuleKind, Spike};
    ///
    /// let rule: Rule = Spike::new().percent(20.0).into();
    /// assert_eq!(rule.kind(), RuleKind::Spike);
    /// ```
    pub enum Rule (
        kind or "rule",
        /// The kinds of trigger rules.
        RuleKind
    ) {
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
    /// How many periods have to be out of range: `periods`, else those in `months` (2 where neither is written) at a period.
    pub(crate) fn periods_at(&self, schedule: &Schedule, period: i32) -> u32 {
        self.periods.unwrap_or_else(|| schedule.periods_in_months(period, self.months.unwrap_or(2.0)))
    }
}

impl Stagnant {
    /// How many periods make the window: `periods`, else those in `months` (3 where neither is written) at a period, at least 2.
    pub(crate) fn periods_at(&self, schedule: &Schedule, period: i32) -> u32 {
        self.periods.unwrap_or_else(|| schedule.periods_in_months(period, self.months.unwrap_or(3.0)).max(2))
    }
}
