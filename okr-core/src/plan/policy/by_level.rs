//! Limits for the teams of a level.

use indexmap::IndexMap;
use serde::Serialize;

use super::{Count, CountInForce, PolicyInForce};
use crate::document::{At, Node, Notes, Read, document, wrong_type};
use crate::plan::Level;

document! {
    /// Recommended numbers for the teams of one level. An omitted bound is that of all teams.
    pub struct LevelLimits {
        optional {
            /// Number of objectives per team and cycle.
            objectives_per_cycle: Count,
            /// Number of key results per objective.
            key_results_per_objective: Count,
            /// Number of KPIs per team.
            kpis_per_team: Count,
        }
    }
}

impl LevelLimits {
    /// These limits with those of `above` over them, bound by bound.
    fn under(&self, above: &LevelLimits) -> LevelLimits {
        LevelLimits {
            objectives_per_cycle: bounds(&self.objectives_per_cycle, &above.objectives_per_cycle),
            key_results_per_objective: bounds(&self.key_results_per_objective, &above.key_results_per_objective),
            kpis_per_team: bounds(&self.kpis_per_team, &above.kpis_per_team),
        }
    }
}

fn bounds(below: &Option<Count>, above: &Option<Count>) -> Option<Count> {
    match (below, above) {
        (Some(below), Some(above)) => Some(Count { min: above.min.or(below.min), max: above.max.or(below.max) }),
        (below, above) => above.clone().or_else(|| below.clone()),
    }
}

/// Limits by the level of a team: a company may have five objectives where a team should have three.
///
/// ```
/// use okr_core::plan::Level;
/// use okr_core::policy::{ByLevel, Count, LevelLimits, Policy, PolicyInForce};
///
/// let few = LevelLimits::new().objectives_per_cycle(Count::new().max(3u32));
/// let policy = PolicyInForce::of([&Policy::new().by_level(ByLevel::from([(Level::Team, few)])).into()]);
/// assert_eq!(policy.objectives_per_cycle_at(Some(Level::Team)).max, 3);
/// assert_eq!(policy.objectives_per_cycle_at(Some(Level::Company)).max, 5);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct ByLevel(IndexMap<Level, LevelLimits>);

impl ByLevel {
    /// Creates an empty set: the limits of all teams hold at every level.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the limits set for a level, if any.
    ///
    /// ```
    /// use okr_core::plan::Level;
    /// use okr_core::policy::{ByLevel, Count, LevelLimits};
    ///
    /// let few = LevelLimits::new().objectives_per_cycle(Count::new().max(3u32));
    /// let limits = ByLevel::from([(Level::Team, few.clone())]);
    /// assert_eq!((limits.get(Level::Team), limits.get(Level::Company)), (Some(&few), None));
    /// ```
    #[must_use]
    pub fn get(&self, level: Level) -> Option<&LevelLimits> {
        self.0.get(&level)
    }

    /// Iterates over levels and their limits, in the order in which they were set.
    ///
    /// ```
    /// use okr_core::plan::Level;
    /// use okr_core::policy::{ByLevel, LevelLimits};
    ///
    /// let limits = ByLevel::from([(Level::Team, LevelLimits::new()), (Level::Company, LevelLimits::new())]);
    /// assert!(limits.iter().map(|(level, _)| level).eq([Level::Team, Level::Company]));
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = (Level, &LevelLimits)> {
        self.0.iter().map(|(level, limits)| (*level, limits))
    }

    /// These limits with those of `above` over them, level by level and bound by bound.
    pub(super) fn under(&self, above: &ByLevel) -> ByLevel {
        let mut all = self.clone();
        for (level, limits) in above.iter() {
            let entry = all.0.entry(level).or_default();
            *entry = entry.under(limits);
        }
        all
    }
}

impl Default for LevelLimits {
    fn default() -> Self {
        LevelLimits::new()
    }
}

impl<const N: usize> From<[(Level, LevelLimits); N]> for ByLevel {
    fn from(limits: [(Level, LevelLimits); N]) -> Self {
        limits.into_iter().collect()
    }
}

impl FromIterator<(Level, LevelLimits)> for ByLevel {
    fn from_iter<I: IntoIterator<Item = (Level, LevelLimits)>>(limits: I) -> Self {
        ByLevel(limits.into_iter().collect())
    }
}

impl Read for ByLevel {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        match node {
            Node::Object(fields) => fields
                .into_iter()
                .map(|(level, node)| {
                    let at = at.field(&level);
                    (Level::read(Node::String(level.clone()), &at, notes), LevelLimits::read(node, &at, notes))
                })
                .collect(),
            other => wrong_type(&other, "an object of levels and limits", at, notes),
        }
    }

    fn placeholder() -> Self {
        ByLevel::new()
    }
}

document!(@deserialize ByLevel);

#[cfg(feature = "schema")]
impl schemars::JsonSchema for ByLevel {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ByLevel".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "object",
            "propertyNames": generator.subschema_for::<Level>(),
            "additionalProperties": generator.subschema_for::<LevelLimits>(),
        })
    }
}

macro_rules! limits_at_level {
    ($( $(#[doc = $doc:expr])* $name:ident: $field:ident; )*) => {
        impl PolicyInForce {
            $(
                $(#[doc = $doc])*
                #[must_use]
                pub fn $name(&self, level: Option<Level>) -> CountInForce {
                    let limits = level.and_then(|level| self.by_level.get(level));
                    let own = limits.and_then(|limits| limits.$field.as_ref());
                    own.map_or(self.$field, |own| super::Layer::over(own, &self.$field))
                }
            )*
        }
    };
}

limits_at_level! {
    /// Returns the recommended number of objectives per cycle for teams of a level, or without one.
    objectives_per_cycle_at: objectives_per_cycle;
    /// Returns the recommended number of key results per objective for teams of a level, or without one.
    key_results_per_objective_at: key_results_per_objective;
    /// Returns the recommended number of KPIs for teams of a level, or without one.
    kpis_per_team_at: kpis_per_team;
}
