//! Presets: where practice guides disagree, each school under a name.

use super::{Count, Policy};
use crate::document::vocabulary;
use crate::plan::{OutOfRange, Rule, Spike, Stagnant, Worsening};

vocabulary! {
    /// A named set of limits.
    ///
    /// ```
    /// use okr_core::policy::Preset;
    ///
    /// assert_eq!(Preset::HrRhythm.as_str(), "hr_rhythm");
    /// ```
    pub enum Preset {
        /// 3–5 objectives, 2–5 key results, KPIs out of range for two months.
        Standard = "standard",
        /// 2–3 objectives: the rhythm of people teams with much daily work.
        HrRhythm = "hr_rhythm",
        /// 2–4 objectives.
        Focused = "focused",
        /// 3–5 key results, and KPIs have three months to come back.
        Strict = "strict",
        /// 4–6 objectives: large organizations.
        LargeScale = "large_scale",
    }
}

impl Preset {
    /// What the preset changes in the standard.
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
