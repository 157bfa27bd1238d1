//! Policy: every threshold and limit, each with a default.
//!
//! A [`Policy`] says only what differs; [`PolicyInForce`] has a value for everything. Layers go on top of each
//! other field by field: the preset, then the plan's policy, then the one given at evaluation.

mod check;
mod preset;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

pub(crate) use check::check;
pub use preset::Preset;

use crate::document::{At, Node, Notes, Read, document, vocabulary, wrong_type};
use crate::plan::{FindingCode, OutOfRange, Rule, Spike, Stagnant, Worsening};

vocabulary! {
    /// What an unmeasured key result counts as.
    ///
    /// ```
    /// use okr_core::policy::{Policy, Unmeasured};
    ///
    /// assert_eq!(serde_json::to_string(&Policy::new().unmeasured(Unmeasured::Exclude)).unwrap(), r#"{"unmeasured":"exclude"}"#);
    /// ```
    pub enum Unmeasured {
        /// A score of 0.
        Zero = "zero",
        /// Nothing: it is left out.
        Exclude = "exclude",
    }
}

vocabulary! {
    /// What an objective's score is made from.
    ///
    /// ```
    /// use okr_core::policy::{ObjectiveFrom, PolicyInForce};
    ///
    /// assert_eq!(PolicyInForce::default().objective_from, ObjectiveFrom::KeyResults);
    /// ```
    pub enum ObjectiveFrom {
        /// Its key results.
        KeyResults = "key_results",
        /// The objectives whose parent it is.
        Children = "children",
        /// Both.
        Both = "both",
    }
}

vocabulary! {
    /// How much a finding matters.
    ///
    /// ```
    /// use okr_core::lint::registry;
    /// use okr_core::policy::Severity;
    ///
    /// // An error says that the numbers that follow are wrong.
    /// assert!(registry().iter().any(|finding| finding.severity == Severity::Error));
    /// ```
    pub enum Severity {
        /// Must be mended.
        Error = "error",
        /// Should be looked at.
        Warning = "warning",
        /// Good to know.
        Info = "info",
        /// Not reported.
        Off = "off",
    }
}

document! {
    /// How many of something are good; both ends belong to it.
    ///
    /// ```
    /// use okr_core::policy::{Count, Policy, PolicyInForce};
    ///
    /// let few = Policy::new().objectives_per_cycle(Count::new().max(2u32));
    /// let count = PolicyInForce::of([&few.into()]).objectives_per_cycle;
    /// // What is not written stays as it is.
    /// assert_eq!((count.min, count.max), (3, 2));
    /// ```
    pub struct Count {
        optional {
            /// The fewest.
            min: u32,
            /// The most.
            max: u32,
        }
    }
}

document! {
    /// A threshold for each ambition.
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
            /// For aspirational goals, 0 to 1.
            aspirational: f64,
            /// For committed goals, 0 to 1.
            committed: f64,
        }
    }
}

/// How many of something are good, in force.
///
/// ```
/// use okr_core::policy::PolicyInForce;
///
/// let count = PolicyInForce::default().key_results_per_objective;
/// assert_eq!((count.min, count.max), (2, 5));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CountInForce {
    /// The fewest.
    pub min: u32,
    /// The most.
    pub max: u32,
}

/// A threshold for each ambition, in force.
///
/// ```
/// use okr_core::policy::PolicyInForce;
///
/// let amber = PolicyInForce::default().amber;
/// assert_eq!((amber.aspirational, amber.committed), (0.4, 0.7));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ThresholdInForce {
    /// For aspirational goals, 0 to 1.
    pub aspirational: f64,
    /// For committed goals, 0 to 1.
    pub committed: f64,
}

impl ThresholdInForce {
    /// The threshold of an ambition.
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

/// How severe findings are, by code.
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
    /// No severity that differs.
    ///
    /// ```
    /// use okr_core::plan::FindingCode;
    /// use okr_core::policy::Severities;
    ///
    /// assert_eq!(Severities::new().get(FindingCode::VagueTitle), None);
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The severity of a finding, where it differs.
    ///
    /// ```
    /// use okr_core::plan::FindingCode;
    /// use okr_core::policy::{Severities, Severity};
    ///
    /// let severities = Severities::from([(FindingCode::VagueTitle, Severity::Off)]);
    /// assert_eq!(severities.get(FindingCode::VagueTitle), Some(Severity::Off));
    /// ```
    #[must_use]
    pub fn get(&self, code: FindingCode) -> Option<Severity> {
        self.0.get(&code).copied()
    }

    /// The codes and severities, in the order in which they were written.
    ///
    /// ```
    /// use okr_core::plan::FindingCode;
    /// use okr_core::policy::{Severities, Severity};
    ///
    /// let severities = Severities::from([(FindingCode::VagueTitle, Severity::Off)]);
    /// assert_eq!(severities.iter().count(), 1);
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

/// What is written over a value in force.
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

whole!(f64, u32, Unmeasured, ObjectiveFrom, Preset, Vec<Rule>);

macro_rules! policy {
    ($( $(#[doc = $doc:expr])* $name:ident : $ty:ty => $full:ty = $default:expr, )*) => {
        document! {
            /// What differs from the standard: any of the fields, field by field over what lies below.
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

        /// Every threshold and limit with the value that is in force.
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
            /// This with the fields of `policy` over it; its preset is not looked at.
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
    /// The named set of limits that lies below.
    preset: Preset => Preset = Preset::Standard,
    /// Objectives per team and cycle; 3 to 5.
    objectives_per_cycle: Count => CountInForce = CountInForce { min: 3, max: 5 },
    /// Key results per objective; 2 to 5.
    key_results_per_objective: Count => CountInForce = CountInForce { min: 2, max: 5 },
    /// KPIs per team; 5 to 10.
    kpis_per_team: Count => CountInForce = CountInForce { min: 5, max: 10 },
    /// From this many KPIs of a team on nobody looks at them; 20.
    metric_fatigue: u32 => u32 = 20,
    /// A weight share above which one of several dominates; 0.6.
    dominant_weight: f64 => f64 = 0.6,
    /// Titles with fewer words are vague; 3.
    vague_title_words: u32 => u32 = 3,
    /// A score from which on a goal was too easy; 0.9.
    too_easy: f64 => f64 = 0.9,
    /// Days after a cycle's end until its retrospective is missing; 14.
    retrospective_days: u32 => u32 = 14,
    /// Days after which a KPI's last review is overdue; 45.
    kpi_review_days: u32 => u32 = 45,
    /// The score that is a success; 0.7 and 1.
    success: Threshold => ThresholdInForce = ThresholdInForce { aspirational: 0.7, committed: 1.0 },
    /// The score from which on the grade is amber; 0.4 and 0.7.
    amber: Threshold => ThresholdInForce = ThresholdInForce { aspirational: 0.4, committed: 0.7 },
    /// What an unmeasured key result counts as; `zero`.
    unmeasured: Unmeasured => Unmeasured = Unmeasured::Zero,
    /// What an objective's score is made from; `key_results`.
    objective_from: ObjectiveFrom => ObjectiveFrom = ObjectiveFrom::KeyResults,
    /// The gap down to which a goal is on track; -0.10.
    on_track_gap: f64 => f64 = -0.10,
    /// The gap down to which a goal is at risk and not yet off track; -0.25.
    at_risk_gap: f64 => f64 = -0.25,
    /// Days between check-ins; 7.
    check_in_days: u32 => u32 = 7,
    /// The month in which the fiscal year starts, 1 to 12; 1.
    fiscal_year_start: u32 => u32 = 1,
    /// The rules of KPIs that have none of their own; out_of_range, worsening, stagnant and spike.
    kpi_rules: Vec<Rule> => Vec<Rule> = standard_rules(),
    /// How severe findings are, by code, where it differs.
    severity: Severities => Severities = Severities::new(),
}

fn standard_rules() -> Vec<Rule> {
    vec![OutOfRange::new().into(), Worsening::new().into(), Stagnant::new().into(), Spike::new().into()]
}

impl PolicyInForce {
    /// The standard with `layers` on top of it, each over the one before: the preset that the last of them
    /// names, then their fields.
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

/// A policy as documents write it: a preset's name, or fields.
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
    /// A preset as it is.
    Preset(Preset),
    /// Fields over a preset.
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
            // Like an item: what does not fit is told, and nothing of what stands in for it.
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
    /// The policy that JSON text holds: a preset's name in quotes, or an object.
    ///
    /// # Errors
    ///
    /// All that does not fit, at once, with paths below `/policy`.
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
