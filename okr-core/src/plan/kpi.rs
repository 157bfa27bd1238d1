//! Key performance indicators.

use chrono::NaiveDate;

use super::{FindingCode, Rule};
pub use crate::calendar::Cadence;
use crate::document::{At, Meta, Node, Notes, Read, document, vocabulary, wrong_type};

vocabulary! {
    /// Which values of a KPI are better.
    ///
    /// ```
    /// use okr_core::plan::Better;
    ///
    /// assert_eq!(Better::ALL.map(|better| better.as_str()), ["higher", "lower", "inside"]);
    /// ```
    pub enum Better {
        /// Larger ones.
        Higher = "higher",
        /// Smaller ones.
        Lower = "lower",
        /// Those inside the range.
        Inside = "inside",
    }
}

vocabulary! {
    /// How several readings become one value.
    ///
    /// ```
    /// use okr_core::plan::{Aggregate, Better, Cadence, Kpi};
    ///
    /// let hires = Kpi::new("hires", "Hires", Better::Higher, Cadence::Monthly);
    /// assert_eq!(hires.aggregate, Aggregate::Latest);
    /// assert_eq!(hires.aggregate(Aggregate::Sum).aggregate.as_str(), "sum");
    /// ```
    pub enum Aggregate {
        /// The last one.
        Latest = "latest",
        /// Their sum.
        Sum = "sum",
        /// Their mean, weighted by their samples where they have any.
        Mean = "mean",
        /// The smallest.
        Min = "min",
        /// The largest.
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
    /// Bounds that belong to the range; at least one is needed.
    ///
    /// ```
    /// use okr_core::plan::Range;
    /// let below_thirty = Range::new().max(30.0);
    /// assert_eq!(below_thirty.min, None);
    /// ```
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
    /// What others reach.
    ///
    /// ```
    /// use okr_core::plan::Benchmark;
    ///
    /// let peers = Benchmark::new(11.0).source("association of employers");
    /// assert_eq!(peers.value, 11.0);
    /// ```
    pub struct Benchmark {
        required {
            /// Their value.
            value: f64,
        }
        optional {
            /// Who says so.
            source: String,
        }
    }
}

document! {
    /// A change of a KPI's target or range, in force from a day on. What it does not name stays as it was.
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
            /// First day on which it is in force.
            from: NaiveDate,
        }
        optional {
            /// Why.
            reason: String,
            /// The new target.
            target: f64,
            /// The new range.
            healthy: Range,
        }
    }
}

document! {
    /// A number that tells whether something is healthy.
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
            /// Unique among key results and KPIs together; no `@`. Readings name it.
            id: String,
            /// What people call it.
            name: String,
            /// Which values are better.
            better: Better,
            /// How often it has a value.
            cadence: KpiCadence,
        }
        optional {
            /// The range in which all is well.
            healthy: Range,
            /// The value aimed at.
            target: f64,
            /// What it is computed from: numbers, `+ - * /`, parentheses and ids of inputs (in backticks where they have other characters
            /// than ASCII letters, digits and `_`). Not together with `aggregate`.
            formula: String,
            /// Id of the input whose value is the sample of a period.
            sample: String,
            /// Days after the end of a period for which its readings may still come; the policy's `check_in_days` where not written.
            grace_days: u32,
            /// `%` (0–100), `pp`, an ISO currency, or free text.
            unit: String,
            /// Id of the team that answers for it.
            team: String,
            /// Who answers for it: one opaque name, never parsed.
            owner: String,
            /// What others reach.
            benchmark: Benchmark,
            /// A value whose sample is smaller is withheld; more than 0.
            min_sample: f64,
            /// First day of its series.
            start: NaiveDate,
            /// Last day of its series; it is retired after it.
            end: NaiveDate,
            /// What part of the work it tells of, such as `finance` or `people`.
            area: String,
            /// Whether it tells what will come or what has been.
            indicator: Indicator,
            /// The rules that watch it; those of the policy where not written.
            rules: Vec<Rule>,
            /// More words.
            description: String,
            /// The caller's own data.
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
            /// Others who share the answer for it.
            co_owners: String,
            /// Changes of target or range, rising by date.
            revisions: KpiRevision,
            /// Changes of the process behind it, rising by date.
            phases: Phase,
            /// Words to find it by.
            tags: String,
            /// Codes of findings that are silent here.
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
