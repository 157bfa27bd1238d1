//! Resolving: a plan whose references hold and whose values are sound becomes a [`Tracker`].

mod check;
mod ids;
mod lists;
mod roll_ups;
mod tracker;

pub(crate) use check::{check, check_rules};
pub(crate) use ids::Ids;
pub(crate) use lists::Lists;
pub use tracker::Tracker;
pub(crate) use tracker::{CycleNode, Index, KeyResultNode, KpiNode, Metric, ObjectiveNode, ParentIndex, SeriesNode};
