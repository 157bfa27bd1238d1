//! Series: the dense periods of a KPI, and what evaluation on a day needs of plan, readings and check-ins.
//!
//! Readings become a [`Series`] of periods along a [`Timeline`]; [`Standard`] is the range and target in force in each.
//! [`EvaluationContext`] bundles the inputs of a day for scoring and for KPIs, and [`Lifecycle`] is the state of a goal on that day.

mod aggregate;
mod check_in_summary;
mod context;
mod fill;
mod formula_series;
mod in_periods;
mod input_values;
mod kpi_series;
mod lifecycle;
mod period_table;
mod periods;
mod standard;
#[cfg(test)]
pub(crate) mod tests;
mod timeline;

pub(crate) use aggregate::aggregate;
pub(crate) use check_in_summary::{CheckInSummaries, CheckInSummary, Goal};
pub(crate) use context::{EvaluationContext, MetricIndices};
pub(crate) use in_periods::InPeriods;
pub(crate) use kpi_series::SeriesScratch;
pub(crate) use lifecycle::Lifecycle;
pub(crate) use periods::{Content, Parts, PeriodValue, Running, Series, has_preliminary_values, is_plain_latest};
pub(crate) use standard::{Bad, Standard, Standards, bad_direction, compare, worse_by};
pub(crate) use timeline::{Timeline, grace_days};
