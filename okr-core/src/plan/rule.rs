//! Trigger rules: what makes a KPI raise its hand. Rules are data; their evaluation is in `kpi`.

use crate::calendar::Schedule;
use crate::document::{document, tagged, vocabulary};

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
            /// What a value is compared with: the one before, or that of a year before.
            against: Against = Against::Previous,
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
            /// What a value is compared with: the one before, or that of a year before.
            against: Against = Against::Previous,
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
            /// How many values in a row on one side of the mean, or rising or falling, signal: 6 to 9.
            run: u32 = 7,
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
