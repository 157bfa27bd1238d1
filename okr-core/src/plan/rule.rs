//! Trigger rules: what makes a KPI raise its hand. Rules are data; their evaluation is in `kpi`.

use crate::document::{document, tagged, vocabulary};

vocabulary! {
    /// What a gap in the series means for a rule.
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
