//! The report: flat tables, a pure function of what went in.

pub(crate) mod column;
mod find;
pub(crate) mod markdown;
pub(crate) mod packed;
mod row;
mod word;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use column::{Cells, Column, Row};
use packed::Packed;
pub use row::{
    CheckInRow, CheckInSubject, CycleRow, Evidence, FindingRow, Forecast, KeyResultRow, KpiPeriodRow, KpiRow,
    MilestoneStep, ObjectiveRow, PaceShare, ReadingsRow, RevisionStep, RunningPeriod, TeamRow, TriggerRow,
    UnknownMetric, ValueRow, Xmr,
};
pub use word::{Grade, Health, Lack, Moved, NoDraft, PaceKind, Rating, Reason, Signal, Status, TriggerState};

use crate::document::{bad_json, json};
use crate::error::Errors;
use crate::plan::policy::PolicyInForce;

/// Everything that the library says of a plan on a day.
///
/// Tables are rectangular: every row has every field, `None` where there is no value.
///
/// ```
#[doc = include_str!("../guide/example.txt")]
/// let report = tracker.evaluate(&evaluation).unwrap();
/// assert_eq!((report.objectives[1].score, report.kpis[0].value), (Some(0.3), Some(14.0)));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct Report {
    /// The day, at its end.
    pub as_of: NaiveDate,
    /// Every threshold and limit with the value in force.
    pub policy: PolicyInForce,
    /// The cycles of the plan, in its order.
    pub cycles: Vec<CycleRow>,
    /// The teams, a row for each cycle in which they or a team below have objectives.
    pub teams: Vec<TeamRow>,
    /// The objectives, in the plan's order.
    pub objectives: Vec<ObjectiveRow>,
    /// The key results, in the plan's order.
    pub key_results: Vec<KeyResultRow>,
    /// The KPIs, in the plan's order; those with teams a row each.
    pub kpis: Vec<KpiRow>,
    /// The complete periods of the KPIs, where asked for.
    pub kpi_periods: Vec<KpiPeriodRow>,
    /// The rules that are not quiet, in the order of KPIs and rules.
    pub triggers: Vec<TriggerRow>,
    /// What is against good practice.
    pub findings: Vec<FindingRow>,
    /// The readings in force, where asked for: those of key results, then of KPIs, then of inputs, each by date.
    pub values: Vec<ValueRow>,
    /// The check-ins that are known on the day, newest first.
    pub check_ins: Vec<CheckInRow>,
    /// What became of the readings.
    pub readings: ReadingsRow,
}

/// The tables of a report by name, so that their list stands once.
macro_rules! tables {
    ($($name:ident),*) => {
        /// The names of the tables that [`Report::columns`] takes.
        pub const TABLES: &'static [&'static str] = &[$( stringify!($name) ),*];

        /// A table on its side: a column for each field; none for a name that is no table's.
        ///
        /// ```
        /// use okr_core::calendar::parse_date;
        /// use okr_core::{Evaluation, Plan, Readings};
        ///
        /// let readings = Readings::new();
        /// let report = Plan::new().resolve()?.evaluate(&Evaluation::new(&readings, parse_date("2026-08-31")?))?;
        /// let columns = report.columns("cycles").unwrap();
        /// assert_eq!(columns[0].name, "cycle");
        /// assert!(report.columns("cycle").is_none());
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        #[must_use]
        pub fn columns(&self, table: &str) -> Option<Vec<Column<'_>>> {
            match table {
                $( stringify!($name) => Some(Row::columns(&self.$name)), )*
                _ => None,
            }
        }

        /// The report packed: `as_of`, `policy` and `readings`, then the tables.
        pub(crate) fn packed(&self) -> Packed {
            let mut packer = packed::Packer::new();
            packer.value(&self.as_of);
            packer.value(&self.policy);
            packer.value(&self.readings);
            $( column::pack_table(&self.$name, &mut packer); )*
            packer.finish()
        }

        /// A report with one of the tables of this one, or none, and nothing about the readings.
        pub(crate) fn only(&self, table: &str) -> Report {
            Report {
                as_of: self.as_of,
                policy: self.policy.clone(),
                $( $name: if stringify!($name) == table { self.$name.clone() } else { Vec::new() }, )*
                readings: ReadingsRow::default(),
            }
        }

        /// A field of the report as JSON text: a table, `as_of`, `policy` or `readings`; none for another name.
        pub(crate) fn part_to_json(&self, field: &str) -> Option<String> {
            match field {
                $( stringify!($name) => Some(json(&self.$name)), )*
                "as_of" => Some(json(&self.as_of)),
                "policy" => Some(json(&self.policy)),
                "readings" => Some(json(&self.readings)),
                _ => None,
            }
        }
    };
}

impl Report {
    tables!(cycles, teams, objectives, key_results, kpis, kpi_periods, triggers, findings, values, check_ins);

    /// The report as JSON text: the same bytes in every language.
    ///
    /// ```
    #[doc = include_str!("../guide/example.txt")]
    /// let report = tracker.evaluate(&evaluation).unwrap();
    /// assert!(report.to_json().starts_with(r#"{"as_of":"2026-10-10","policy":{"preset":"standard","#));
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        json(self)
    }

    /// The report that JSON text holds, as [`to_json`](Self::to_json) wrote it.
    ///
    /// # Errors
    ///
    /// `bad_json`, with the first thing that is no report.
    ///
    /// ```
    /// use okr_core::calendar::parse_date;
    /// use okr_core::{Evaluation, Plan, Readings, Report};
    ///
    /// let readings = Readings::new();
    /// let report = Plan::new().resolve()?.evaluate(&Evaluation::new(&readings, parse_date("2026-08-31")?))?;
    /// assert_eq!(Report::from_json(&report.to_json())?, report);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self, Errors> {
        serde_json::from_str(text).map_err(|error| bad_json(&error, text, ""))
    }
}
