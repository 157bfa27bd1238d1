//! Policies: thresholds and limits, each with a default.
//!
//! A [`Policy`] contains only what differs from the default; a [`PolicyInForce`] has a value for every field. Policies
//! are layered field by field: first the preset, then the policy of the plan, then the one passed to an evaluation.

mod by_level;
mod check;
mod preset;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

pub use by_level::{ByLevel, LevelLimits};
pub(crate) use check::check;
pub use preset::Preset;

use crate::document::{At, Node, Notes, Read, document, vocabulary, wrong_type};
use crate::plan::{FindingCode, OutOfRange, Rule, Spike, Stagnant, Worsening};

vocabulary! {
    /// How an unmeasured key result enters the score of its objective.
    pub enum Unmeasured {
        /// With a score of 0.
        Zero = "zero",
        /// Not at all.
        Exclude = "exclude",
    }
}

vocabulary! {
    /// What the score of an objective is computed from.
    pub enum ObjectiveFrom {
        /// Its key results.
        KeyResults = "key_results",
        /// The objectives that name it as their parent.
        Children = "children",
        /// Both.
        Both = "both",
    }
}

vocabulary! {
    /// How serious a finding is.
    pub enum Severity {
        /// Must be fixed.
        Error = "error",
        /// Should be reviewed.
        Warning = "warning",
        /// Good to know.
        Info = "info",
        /// Not reported.
        Off = "off",
    }
}

document! {
    /// A recommended number of something: a minimum and a maximum, both included.
    ///
    /// ```
    /// use okr_core::policy::{Count, Policy, PolicyInForce};
    ///
    /// let few = Policy::new().objectives_per_cycle(Count::new().max(2u32));
    /// let count = PolicyInForce::of([&few.into()]).objectives_per_cycle;
    /// // An omitted bound keeps its value.
    /// assert_eq!((count.min, count.max), (3, 2));
    /// ```
    pub struct Count {
        optional {
            /// Minimum.
            min: u32,
            /// Maximum.
            max: u32,
        }
    }
}

document! {
    /// A threshold for each level of ambition.
    ///
    /// ```
    /// use okr_core::policy::{Policy, PolicyInForce, Threshold};
    ///
    /// let strict = Policy::new().success(Threshold::new().aspirational(0.8));
    /// let success = PolicyInForce::of([&strict.into()]).success;
    /// assert_eq!((success.aspirational, success.committed), (0.8, 1.0));
    /// ```
    pub struct Threshold {
        optional {
            /// Threshold for aspirational goals, 0 to 1.
            aspirational: f64,
            /// Threshold for committed goals, 0 to 1.
            committed: f64,
        }
    }
}

/// A recommended number of something, with every value filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CountInForce {
    /// Minimum.
    pub min: u32,
    /// Maximum.
    pub max: u32,
}

/// A threshold for each level of ambition, with every value filled in.
///
/// ```
/// use okr_core::policy::{Policy, PolicyInForce, Threshold};
///
/// let strict = Policy::new().amber(Threshold::new().aspirational(0.5));
/// let amber = PolicyInForce::of([&strict.into()]).amber;
/// assert_eq!((amber.aspirational, amber.committed), (0.5, 0.7));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ThresholdInForce {
    /// Threshold for aspirational goals, 0 to 1.
    pub aspirational: f64,
    /// Threshold for committed goals, 0 to 1.
    pub committed: f64,
}

impl ThresholdInForce {
    /// Returns the threshold for a level of ambition.
    ///
    /// ```
    /// use okr_core::plan::Ambition;
    /// use okr_core::policy::PolicyInForce;
    ///
    /// assert_eq!(PolicyInForce::default().success.of(Ambition::Committed), 1.0);
    /// ```
    #[must_use]
    pub fn of(self, ambition: crate::plan::Ambition) -> f64 {
        match ambition {
            crate::plan::Ambition::Aspirational => self.aspirational,
            crate::plan::Ambition::Committed => self.committed,
        }
    }
}

/// The severity of findings, by code.
///
/// ```
/// use okr_core::plan::FindingCode;
/// use okr_core::policy::{Policy, Severities, Severity};
///
/// let quiet = Policy::new().severity(Severities::from([(FindingCode::VagueTitle, Severity::Off)]));
/// assert_eq!(serde_json::to_string(&quiet).unwrap(), r#"{"severity":{"vague-title":"off"}}"#);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Severities(IndexMap<FindingCode, Severity>);

impl Severities {
    /// Creates an empty set: every finding keeps its default severity.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the severity set for a finding, if any.
    ///
    /// ```
    /// use okr_core::plan::FindingCode;
    /// use okr_core::policy::{Severities, Severity};
    ///
    /// let severities = Severities::from([(FindingCode::VagueTitle, Severity::Off)]);
    /// assert_eq!(severities.get(FindingCode::VagueTitle), Some(Severity::Off));
    /// assert_eq!(severities.get(FindingCode::MissingOwner), None);
    /// ```
    #[must_use]
    pub fn get(&self, code: FindingCode) -> Option<Severity> {
        self.0.get(&code).copied()
    }

    /// Iterates over codes and severities, in the order in which they were set.
    ///
    /// ```
    /// use okr_core::plan::FindingCode;
    /// use okr_core::policy::{Severities, Severity};
    ///
    /// let severities = Severities::from([(FindingCode::VagueTitle, Severity::Off)]);
    /// let silent: Vec<FindingCode> =
    ///     severities.iter().filter(|(_, severity)| *severity == Severity::Off).map(|(code, _)| code).collect();
    /// assert_eq!(silent, [FindingCode::VagueTitle]);
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = (FindingCode, Severity)> {
        self.0.iter().map(|(code, severity)| (*code, *severity))
    }
}

impl FromIterator<(FindingCode, Severity)> for Severities {
    fn from_iter<I: IntoIterator<Item = (FindingCode, Severity)>>(severities: I) -> Self {
        Severities(severities.into_iter().collect())
    }
}

impl<const N: usize> From<[(FindingCode, Severity); N]> for Severities {
    fn from(severities: [(FindingCode, Severity); N]) -> Self {
        severities.into_iter().collect()
    }
}

impl Read for Severities {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        match node {
            Node::Object(fields) => fields
                .into_iter()
                .map(|(code, node)| {
                    let at = at.field(&code);
                    (FindingCode::read(Node::String(code.clone()), &at, notes), Severity::read(node, &at, notes))
                })
                .collect(),
            other => wrong_type(&other, "an object of finding codes and severities", at, notes),
        }
    }

    fn placeholder() -> Self {
        Severities::new()
    }
}

document!(@deserialize Severities);

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Severities {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Severities".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "object",
            "propertyNames": generator.subschema_for::<FindingCode>(),
            "additionalProperties": generator.subschema_for::<Severity>(),
        })
    }
}

/// A value that overrides a value in force.
trait Layer {
    type InForce;

    fn over(&self, below: &Self::InForce) -> Self::InForce;
}

impl Layer for Count {
    type InForce = CountInForce;

    fn over(&self, below: &CountInForce) -> CountInForce {
        CountInForce { min: self.min.unwrap_or(below.min), max: self.max.unwrap_or(below.max) }
    }
}

impl Layer for Threshold {
    type InForce = ThresholdInForce;

    fn over(&self, below: &ThresholdInForce) -> ThresholdInForce {
        ThresholdInForce {
            aspirational: self.aspirational.unwrap_or(below.aspirational),
            committed: self.committed.unwrap_or(below.committed),
        }
    }
}

impl Layer for Severities {
    type InForce = Severities;

    fn over(&self, below: &Severities) -> Severities {
        let mut severities = below.clone();
        severities.0.extend(self.iter());
        severities
    }
}

impl Layer for ByLevel {
    type InForce = ByLevel;

    fn over(&self, below: &ByLevel) -> ByLevel {
        below.under(self)
    }
}

macro_rules! whole {
    ($($ty:ty),*) => {
        $( impl Layer for $ty {
            type InForce = $ty;

            fn over(&self, _: &$ty) -> $ty {
                self.clone()
            }
        } )*
    };
}

whole!(f64, u32, Unmeasured, ObjectiveFrom, Preset, Vec<Rule>, Vec<String>);

macro_rules! policy {
    ($( $(#[doc = $doc:expr])* $name:ident : $ty:ty => $full:ty = $default:expr, )*) => {
        document! {
            /// Thresholds and limits that override those of the layer below. Omitted fields keep their value.
            ///
            /// ```
            /// use okr_core::policy::{Count, Policy, Preset};
            /// let policy = Policy::new().preset(Preset::Focused).objectives_per_cycle(Count::new().max(3u32));
            /// assert_eq!(serde_json::to_string(&policy).unwrap(),
            ///     r#"{"preset":"focused","objectives_per_cycle":{"max":3}}"#);
            /// ```
            pub struct Policy {
                optional { $( $(#[doc = $doc])* $name: $ty, )* }
            }
        }

        /// Every threshold and limit, with the value in force.
        ///
        /// ```
        /// use okr_core::policy::PolicyInForce;
        ///
        /// assert_eq!(PolicyInForce::default().check_in_days, 7);
        /// ```
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub struct PolicyInForce {
            $( $(#[doc = $doc])* pub $name: $full, )*
        }

        impl Default for PolicyInForce {
            fn default() -> Self {
                PolicyInForce { $( $name: $default, )* }
            }
        }

        impl PolicyInForce {
            /// Applies the fields of `policy` to these values, except its preset.
            fn under(&self, policy: &Policy) -> Self {
                PolicyInForce {
                    $( $name: match &policy.$name {
                        Some(value) => value.over(&self.$name),
                        None => self.$name.clone(),
                    }, )*
                }
            }
        }
    };
}

policy! {
    /// Preset on which the other fields are layered. Default: `standard`.
    preset: Preset => Preset = Preset::Standard,
    /// Recommended number of objectives per team and cycle. Default: 3 to 5.
    objectives_per_cycle: Count => CountInForce = CountInForce { min: 3, max: 5 },
    /// Recommended number of key results per objective. Default: 2 to 5.
    key_results_per_objective: Count => CountInForce = CountInForce { min: 2, max: 5 },
    /// Recommended number of KPIs per team. Default: 5 to 10.
    kpis_per_team: Count => CountInForce = CountInForce { min: 5, max: 10 },
    /// Limits for the teams of a level, which replace the three above there. Default: none.
    by_level: ByLevel => ByLevel = ByLevel::new(),
    /// Areas of the work (`area` of a KPI) that the KPIs of a team should cover. Default: none.
    kpi_areas: Vec<String> => Vec<String> = Vec::new(),
    /// Number of KPIs per team from which nobody looks at them all. Default: 20.
    metric_fatigue: u32 => u32 = 20,
    /// Share of the total weight above which one key result among several dominates. Default: 0.6.
    dominant_weight: f64 => f64 = 0.6,
    /// Number of words below which a title counts as vague. Default: 3.
    vague_title_words: u32 => u32 = 3,
    /// Score from which a goal counts as too easy. Default: 0.9.
    too_easy: f64 => f64 = 0.9,
    /// Days after the end of a cycle within which its retrospective is due. Default: 14.
    retrospective_days: u32 => u32 = 14,
    /// Most days between two reviews of a KPI. For quarterly and yearly KPIs, at least one and a half periods are
    /// allowed. Default: 45.
    kpi_review_days: u32 => u32 = 45,
    /// Score from which a goal is a success. Default: 0.7 for aspirational, 1 for committed goals.
    success: Threshold => ThresholdInForce = ThresholdInForce { aspirational: 0.7, committed: 1.0 },
    /// Score from which the grade is amber. Default: 0.4 for aspirational, 0.7 for committed goals.
    amber: Threshold => ThresholdInForce = ThresholdInForce { aspirational: 0.4, committed: 0.7 },
    /// How an unmeasured key result enters the score of its objective. Default: `zero`.
    unmeasured: Unmeasured => Unmeasured = Unmeasured::Zero,
    /// What the score of an objective is computed from. Default: `key_results`.
    objective_from: ObjectiveFrom => ObjectiveFrom = ObjectiveFrom::KeyResults,
    /// Smallest gap (score minus expected score) with which a goal is on track, -1 to 0. Default: -0.10.
    on_track_gap: f64 => f64 = -0.10,
    /// Smallest gap with which a goal is at risk rather than off track, -1 to 0. Default: -0.25.
    at_risk_gap: f64 => f64 = -0.25,
    /// Most days between two check-ins. Also limits how old a reading can be and how late the value of a period can
    /// arrive. Default: 7.
    check_in_days: u32 => u32 = 7,
    /// Month in which the fiscal year starts, 1 to 12. Default: 1.
    fiscal_year_start: u32 => u32 = 1,
    /// Rules for KPIs without rules of their own. Default: `out_of_range`, `worsening`, `stagnant` and `spike`.
    kpi_rules: Vec<Rule> => Vec<Rule> = standard_rules(),
    /// Severity of findings, by code, where it differs from the default.
    severity: Severities => Severities = Severities::new(),
}

fn standard_rules() -> Vec<Rule> {
    vec![OutOfRange::new().into(), Worsening::new().into(), Stagnant::new().into(), Spike::new().into()]
}

impl PolicyInForce {
    /// Layers policies on the standard. The preset is the one that the last layer with a preset names; the fields of
    /// the layers follow in order.
    ///
    /// ```
    /// use okr_core::policy::{Policy, PolicyChoice, PolicyInForce, Preset};
    ///
    /// let layers: [PolicyChoice; 2] = [Preset::Focused.into(), Policy::new().check_in_days(14u32).into()];
    /// let policy = PolicyInForce::of(&layers);
    /// assert_eq!((policy.objectives_per_cycle.max, policy.check_in_days), (4, 14));
    /// ```
    #[must_use]
    pub fn of<'a>(layers: impl IntoIterator<Item = &'a PolicyChoice>) -> Self {
        let layers: Vec<Policy> = layers.into_iter().map(|choice| choice.clone().into()).collect();
        let preset = layers.iter().rev().find_map(|layer| layer.preset).unwrap_or(Preset::Standard);
        let base = PolicyInForce::default().under(&preset.policy());
        let mut policy = layers.iter().fold(base, |below, layer| below.under(layer));
        policy.preset = preset;
        policy
    }

    pub(crate) fn calendar(&self) -> crate::calendar::Calendar {
        let month = u8::try_from(self.fiscal_year_start).unwrap_or(1);
        crate::calendar::Calendar::new(month).unwrap_or_default()
    }
}

/// A policy as written in documents: the name of a preset, or an object with fields.
///
/// ```
/// use okr_core::policy::{PolicyChoice, Preset};
///
/// assert_eq!(PolicyChoice::from_json(r#""strict""#)?, Preset::Strict.into());
/// # Ok::<(), okr_core::Errors>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum PolicyChoice {
    /// A preset, unchanged.
    Preset(Preset),
    /// Fields layered on a preset.
    Fields(Box<Policy>),
}

impl From<Preset> for PolicyChoice {
    fn from(preset: Preset) -> Self {
        PolicyChoice::Preset(preset)
    }
}

impl From<Policy> for PolicyChoice {
    fn from(policy: Policy) -> Self {
        PolicyChoice::Fields(Box::new(policy))
    }
}

impl From<PolicyChoice> for Policy {
    fn from(choice: PolicyChoice) -> Self {
        match choice {
            PolicyChoice::Preset(preset) => Policy::new().preset(preset),
            PolicyChoice::Fields(policy) => *policy,
        }
    }
}

impl Read for PolicyChoice {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        let problems = notes.errors.len();
        let policy = match node {
            Node::String(_) => PolicyChoice::Preset(Preset::read(node, at, notes)),
            Node::Object(_) => PolicyChoice::Fields(Box::new(Policy::read(node, at, notes))),
            other => wrong_type(&other, "the name of a preset, or an object", at, notes),
        };
        if notes.errors.len() > problems {
            // As for an item of a list: report what does not fit, and nothing about its placeholder.
            notes.broken.push(at.to_string());
        }
        policy
    }

    fn placeholder() -> Self {
        PolicyChoice::Preset(Preset::Standard)
    }
}

document!(@deserialize PolicyChoice);

impl PolicyChoice {
    /// Parses a policy from JSON text: the name of a preset in quotes, or an object.
    ///
    /// # Errors
    ///
    /// Returns everything that does not fit the format, in one list. Paths start with `/policy`.
    ///
    /// ```
    /// use okr_core::policy::PolicyChoice;
    ///
    /// let errors = PolicyChoice::from_json(r#"{ "check_in_day": 14 }"#).unwrap_err();
    /// assert_eq!(errors.iter().next().unwrap().path, "/policy/check_in_day");
    /// ```
    pub fn from_json(text: &str) -> Result<Self, crate::Errors> {
        crate::document::read_text(text, "/policy")
    }
}
