//! Resolving: a plan whose references hold and whose values are sound becomes a [`Tracker`].

mod build;
mod check;
mod heights;
mod kpi_source;
mod nodes;
mod resolved_plan;
mod tracker;

pub(crate) use check::check_ids;
pub(crate) use kpi_source::ResolvedFormula;
pub(crate) use nodes::{CycleNode, KeyResultNode, KpiNode, Metric, ObjectiveNode, ParentIndex, SeriesNode};
pub(crate) use resolved_plan::ResolvedPlan;
pub use tracker::Tracker;
