//! Key performance indicators.

use chrono::NaiveDate;

use super::{FindingCode, Rule};
pub use crate::calendar::Cadence;
use crate::document::{Meta, document, vocabulary};

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
            cadence: Cadence,
        }
        optional {
            /// The range in which all is well.
            healthy: Range,
            /// The value aimed at.
            target: f64,
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
            /// The rules that raise its hand; those of the policy where not written.
            rules: Vec<Rule>,
            /// More words.
            description: String,
            /// The caller's own data.
            meta: Meta,
        }
        defaulted {
            /// How the readings of a period become its value.
            aggregate: Aggregate = Aggregate::Latest,
        }
        lists {
            /// Ids of the teams for which it has a series each, `kpi@team`; not together with `team`.
            teams: String,
            /// Others who share the answer for it.
            co_owners: String,
            /// Changes of target or range, rising by date.
            revisions: KpiRevision,
            /// Words to find it by.
            tags: String,
            /// Codes of findings that are silent here.
            allow: FindingCode,
        }
    }
}
