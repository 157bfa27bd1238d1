//! Presets: named sets of limits for the points on which practice guides disagree.

use super::{Count, Policy};
use crate::document::vocabulary;
use crate::plan::{OutOfRange, Rule, Spike, Stagnant, Worsening};

vocabulary! {
    /// A named set of limits.
    ///
    /// ```
    /// use okr_core::policy::{PolicyInForce, Preset};
    ///
    /// let policy = PolicyInForce::of([&Preset::HrRhythm.into()]);
    /// assert_eq!(policy.objectives_per_cycle.max, 3);
    /// ```
    pub enum Preset {
        /// 3 to 5 objectives, 2 to 5 key results; a KPI out of range for two months fires.
        Standard = "standard",
        /// 2 to 3 objectives, for HR teams with much day-to-day work.
        HrRhythm = "hr_rhythm",
        /// 2 to 4 objectives.
        Focused = "focused",
        /// 3 to 5 key results; a KPI out of range for three months fires.
        Strict = "strict",
        /// 4 to 6 objectives, for large organizations.
        LargeScale = "large_scale",
    }
}

impl Preset {
    /// Returns the fields in which the preset differs from the standard.
    ///
    /// ```
    /// use okr_core::policy::Preset;
    ///
    /// assert_eq!(Preset::LargeScale.policy().objectives_per_cycle.unwrap().max, Some(6));
    /// ```
    #[must_use]
    pub fn policy(self) -> Policy {
        let objectives = |min: u32, max: u32| Policy::new().objectives_per_cycle(Count::new().min(min).max(max));
        match self {
            Preset::Standard => Policy::new(),
            Preset::HrRhythm => objectives(2, 3),
            Preset::Focused => objectives(2, 4),
            Preset::Strict => {
                Policy::new().key_results_per_objective(Count::new().min(3u32).max(5u32)).kpi_rules(strict_rules())
            }
            Preset::LargeScale => objectives(4, 6),
        }
    }
}

fn strict_rules() -> Vec<Rule> {
    vec![OutOfRange::new().months(3.0).into(), Worsening::new().into(), Stagnant::new().into(), Spike::new().into()]
}
