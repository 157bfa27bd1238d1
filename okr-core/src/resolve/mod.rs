//! Resolving: a plan whose references hold and whose values are sound becomes a [`Tracker`].

mod check;
mod ids;
mod kpi_source;
mod lists;
mod resolved_plan;
mod roll_ups;
mod tracker;

pub(crate) use ids::Ids;
pub(crate) use kpi_source::{KpiSource, ResolvedFormula};
pub(crate) use lists::Lists;
pub(crate) use resolved_plan::{
    CycleNode, KeyResultNode, KpiNode, Metric, ObjectiveNode, ParentIndex, ResolvedPlan, SeriesNode,
};
pub use tracker::Tracker;
