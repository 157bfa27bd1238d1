//! Resolving: a plan whose references hold and whose values are sound becomes a [`Tracker`].

mod check;
mod lists;
mod tracker;

pub(crate) use check::{check, check_rules};
pub use tracker::Tracker;
<<<<<<< HEAD
pub(crate) use tracker::{CycleNode, Index, Metric, ObjectiveNode, ParentIndex};
=======
pub(crate) use tracker::{CycleNode, Index, Metric, ParentIndex, SeriesNode};
>>>>>>> b20ac41 (KPI engine: periods, health, rules, state machine, rows, triggers and drafts)
