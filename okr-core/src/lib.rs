//! Objectives, key results and KPIs.

#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

pub mod advise;
pub mod align;
pub mod calendar;
pub mod compare;
mod document;
pub mod error;
pub mod evaluate;
pub mod explain;
pub mod guide;
pub mod history;
mod kpi;
pub mod lint;
pub mod merge;
pub mod number;
mod parallel;
pub mod plan;
pub mod policy;
pub mod readings;
pub mod report;
mod resolve;
pub mod review;
mod score;
pub mod solve;
pub mod stats;

pub use error::{Error, ErrorKind, Errors};
pub use evaluate::{Evaluation, Scope};
pub use plan::Plan;
pub use readings::Readings;
pub use report::Report;
pub use resolve::Tracker;
