//! Key performance indicators.

use chrono::NaiveDate;

use super::{FindingCode, Rule};
pub use crate::calendar::Cadence;
use crate::document::{Meta, document, vocabulary};

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
            /// Length of a period: how often it has a value.
            cadence: Cadence,
        }
        optional {
            /// Range of healthy values.
            healthy: Range,
            /// Target value.
            target: f64,
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
        }
        lists {
            /// Ids of the teams for which it has one series each, `kpi@team`. Exclusive with `team`.
            teams: String,
            /// Others who share the accountability.
            co_owners: String,
            /// Changes to target or range, in ascending order of date.
            revisions: KpiRevision,
            /// Labels for search and filters.
            tags: String,
            /// Codes of findings to suppress here.
            allow: FindingCode,
        }
    }
}
