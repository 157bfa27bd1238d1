//! Resolving: a plan whose references hold and whose values are sound becomes a [`Tracker`].

mod check;
mod tracker;

pub(crate) use check::{check, check_rules};
pub use tracker::Tracker;
