//! Key performance indicators.

use chrono::NaiveDate;

use super::{FindingCode, Rule};
pub use crate::calendar::Cadence;
use crate::document::{At, Meta, Node, Notes, Read, document, vocabulary, wrong_type};

vocabulary! {
    /// Which values of a KPI are better.
    pub enum Better {
        /// Higher values.
        Higher = "higher",
        /// Lower values.
        Lower = "lower",
        /// Values within the healthy range.
        Inside = "inside",
    }
}

vocabulary! {
    /// How several readings become one value.
    pub enum Aggregate {
        /// The latest reading.
        Latest = "latest",
        /// The sum.
        Sum = "sum",
        /// The mean, weighted by sample size where readings have one.
        Mean = "mean",
        /// The minimum.
        Min = "min",
        /// The maximum.
        Max = "max",
    }
}

vocabulary! {
    /// What a period without a reading is.
    pub enum Empty {
        /// A gap: nobody measured.
        Gap = "gap",
        /// 0: nothing happened. A reading may still come until the period is settled.
        Zero = "zero",
    }
}

vocabulary! {
    /// Whether a KPI tells what will come or what has been.
    pub enum Indicator {
        /// It moves before the outcome does.
        Leading = "leading",
        /// It is the outcome.
        Lagging = "lagging",
    }
}

/// How often a KPI has a value: one of the five cadences, or a calendar of the plan, by its id.
///
/// ```
/// use okr_core::plan::{Cadence, KpiCadence};
///
/// assert_eq!(KpiCadence::from("monthly"), KpiCadence::Of(Cadence::Monthly));
/// assert_eq!(KpiCadence::from("sprints"), KpiCadence::Calendar("sprints".to_owned()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KpiCadence {
    /// A cadence of the civil calendar.
    Of(Cadence),
    /// The id of a calendar of the plan.
    Calendar(String),
}

impl KpiCadence {
    /// The word or id, as documents write it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            KpiCadence::Of(cadence) => cadence.as_str(),
            KpiCadence::Calendar(id) => id,
        }
    }
}

impl std::fmt::Display for KpiCadence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<Cadence> for KpiCadence {
    fn from(cadence: Cadence) -> Self {
        KpiCadence::Of(cadence)
    }
}

impl From<String> for KpiCadence {
    fn from(text: String) -> Self {
        match Cadence::ALL.into_iter().find(|cadence| cadence.as_str() == text) {
            Some(cadence) => KpiCadence::Of(cadence),
            None => KpiCadence::Calendar(text),
        }
    }
}

impl From<&str> for KpiCadence {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl serde::Serialize for KpiCadence {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl Read for KpiCadence {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        match node {
            Node::String(text) => text.into(),
            other => wrong_type(&other, "a cadence such as `monthly`, or the id of a calendar", at, notes),
        }
    }

    fn placeholder() -> Self {
        KpiCadence::Of(Cadence::Daily)
    }
}

document!(@deserialize KpiCadence);

/// The teams for which a KPI has a series each.
///
/// ```
/// use okr_core::plan::{Better, Cadence, Kpi, KpiTeams};
///
/// let overtime = Kpi::new("overtime", "Overtime", Better::Lower, Cadence::Monthly);
/// assert!(overtime.teams.is_empty());
/// assert_eq!(overtime.clone().teams(["north", "south"]).teams.listed(), ["north", "south"]);
/// assert_eq!(overtime.teams(KpiTeams::Any).teams, KpiTeams::Any);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KpiTeams {
    /// Those with these ids; none for a KPI with one series.
    Listed(Vec<String>),
    /// Each name that readings give behind `@`.
    Any,
}

impl Default for KpiTeams {
    fn default() -> Self {
        KpiTeams::Listed(Vec::new())
    }
}

impl KpiTeams {
    /// Whether the KPI has one series.
    ///
    /// ```
    /// use okr_core::plan::KpiTeams;
    ///
    /// assert!(KpiTeams::default().is_empty());
    /// assert!(!KpiTeams::Any.is_empty());
    /// ```
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self, KpiTeams::Listed(teams) if teams.is_empty())
    }

    /// The ids that are listed.
    #[must_use]
    pub fn listed(&self) -> &[String] {
        match self {
            KpiTeams::Listed(teams) => teams,
            KpiTeams::Any => &[],
        }
    }
}

impl<T: Into<String>, const N: usize> From<[T; N]> for KpiTeams {
    fn from(teams: [T; N]) -> Self {
        KpiTeams::Listed(teams.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<String>> From<Vec<T>> for KpiTeams {
    fn from(teams: Vec<T>) -> Self {
        KpiTeams::Listed(teams.into_iter().map(Into::into).collect())
    }
}

impl serde::Serialize for KpiTeams {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            KpiTeams::Listed(teams) => teams.serialize(serializer),
            KpiTeams::Any => serializer.serialize_str("any"),
        }
    }
}

impl Read for KpiTeams {
    fn read(node: Node, at: &At<'_>, notes: &mut Notes) -> Self {
        match node {
            Node::String(text) if text == "any" => KpiTeams::Any,
            node @ Node::Array(_) => KpiTeams::Listed(Read::read(node, at, notes)),
            other => wrong_type(&other, "a list of team ids, or `any`", at, notes),
        }
    }

    fn placeholder() -> Self {
        Self::default()
    }
}

document!(@deserialize KpiTeams);

document! {
    /// A change of the process behind a KPI: from here on its chart and its rules look only at what comes after.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::Phase;
    ///
    /// let phase = Phase::new(parse_date("2027-01-01")?).reason("new ticket system");
    /// # let _ = phase;
    /// # Ok::<(), okr_core::calendar::DateError>(())
    /// ```
    pub struct Phase {
        required {
            /// A day of the first period of the phase.
            from: NaiveDate,
        }
        optional {
            /// What changed.
            reason: String,
        }
    }
}

document! {
    /// A range of values. At least one bound is required; values on a bound are within the range.
    pub struct Range {
        optional {
            /// Lower bound.
            min: f64,
            /// Upper bound.
            max: f64,
        }
    }
}

document! {
    /// A value that others reach, for comparison.
    pub struct Benchmark {
        required {
            /// The value.
            value: f64,
        }
        optional {
            /// Where the value comes from.
            source: String,
        }
    }
}

document! {
    /// A change to the target or range of a KPI, effective from a given day. Fields that it omits stay as they were.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::plan::{KpiRevision, Range};
    ///
    /// let stricter = KpiRevision::new(parse_date("2027-01-01").unwrap()).healthy(Range::new().max(10.0));
    /// assert_eq!(stricter.healthy.unwrap().max, Some(10.0));
    /// ```
    pub struct KpiRevision {
        required {
            /// First day on which the change applies.
            from: NaiveDate,
        }
        optional {
            /// Reason for the change.
            reason: String,
            /// New target.
            target: f64,
            /// New healthy range.
            healthy: Range,
        }
    }
}

document! {
    /// A number that shows whether something is healthy.
    ///
    /// ```
    /// use okr_core::plan::{Better, Cadence, Kpi, Range};
    /// let kpi = Kpi::new("time-to-hire", "Time to hire", Better::Lower, Cadence::Monthly)
    ///     .unit("days")
    ///     .healthy(Range::new().max(30.0));
    /// assert_eq!(kpi.aggregate, okr_core::plan::Aggregate::Latest);
    /// ```
    pub struct Kpi: item {
        required {
            /// Identifier, unique among all key results and KPIs, without `@`. Readings refer to it.
            id: String,
            /// Display name.
            name: String,
            /// Which values are better.
            better: Better,
            /// Length of a period: one of the five cadences, or the id of a calendar of the plan.
            cadence: KpiCadence,
        }
        optional {
            /// Range of healthy values.
            healthy: Range,
            /// Target value.
            target: f64,
            /// What it is computed from: numbers, `+ - * /`, parentheses and ids of inputs (in backticks where they have other characters
            /// than ASCII letters, digits and `_`). Not together with `aggregate`.
            formula: String,
            /// Id of the input whose value is the sample of a period.
            sample: String,
            /// Days after the end of a period for which its readings may still come; the policy's `check_in_days` where not written.
            grace_days: u32,
            /// Unit of its values: `%` (0–100), `pp`, an ISO currency code, or free text.
            unit: String,
            /// Id of the team that is accountable for it.
            team: String,
            /// Who is accountable: one name, stored as written and never parsed.
            owner: String,
            /// A value that others reach, for comparison.
            benchmark: Benchmark,
            /// Smallest sample for which a value is shown; above 0. Values with a smaller sample are withheld.
            min_sample: f64,
            /// First day of its series.
            start: NaiveDate,
            /// Last day of its series. After that day the KPI is retired.
            end: NaiveDate,
            /// What part of the work it tells of, such as `finance` or `people`.
            area: String,
            /// Whether it tells what will come or what has been.
            indicator: Indicator,
            /// Rules that fire its triggers. If omitted, the rules of the policy apply.
            rules: Vec<Rule>,
            /// Further details.
            description: String,
            /// Arbitrary data of the caller, stored and returned unchanged.
            meta: Meta,
        }
        defaulted {
            /// How the readings of a period become its value.
            aggregate: Aggregate = Aggregate::Latest,
            /// How many periods a value looks back on, its own included: 12 with months for a rolling year.
            window: u32 = 1,
            /// What a period without a reading is; `zero` only with `aggregate: sum`.
            empty: Empty = Empty::Gap,
            /// Ids of the teams for which it has a series each, `kpi@team`, or `any`; not together with `team`.
            teams: KpiTeams = KpiTeams::default(),
        }
        lists {
            /// Others who share the accountability.
            co_owners: String,
            /// Changes to target or range, in ascending order of date.
            revisions: KpiRevision,
            /// Changes of the process behind it, rising by date.
            phases: Phase,
            /// Labels for search and filters.
            tags: String,
            /// Codes of findings to suppress here.
            allow: FindingCode,
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for KpiCadence {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "KpiCadence".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let cadence = generator.subschema_for::<Cadence>();
        schemars::json_schema!({
            "anyOf": [cadence, { "type": "string" }],
            "description": "How often a KPI has a value: one of the five cadences, or the id of a calendar of the plan.",
        })
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for KpiTeams {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "KpiTeams".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "anyOf": [{ "type": "array", "items": { "type": "string" } }, { "const": "any" }],
            "description": "The ids of teams, or `any` for each name that readings give behind `@`.",
        })
    }
}
