//! Series: the dense periods of a KPI, and what evaluation on a day needs of plan, readings and check-ins.
//!
//! Readings become a [`Series`] of periods; [`Standard`] is the range and target in force in each. [`EvaluationContext`] bundles the
//! inputs of a day for scoring and for KPIs, and [`Lifecycle`] is the state of a goal on that day.

mod aggregate;
mod check_in_summary;
mod context;
mod lifecycle;
mod period_ends;
mod period_names;
mod periods;
mod standard;

pub(crate) use aggregate::aggregate;
pub(crate) use check_in_summary::{CheckInSummaries, CheckInSummary, Goal};
pub(crate) use context::{EvaluationContext, MetricIndices};
pub(crate) use lifecycle::{Lifecycle, in_force};
#[cfg(test)]
pub(crate) use periods::tests;
pub(crate) use periods::{Content, Series, shows_running};
pub(crate) use standard::{Bad, Standard, Standards, bad_direction, worse_by};
