//! KPIs: periods, health, rules and what they raise.
//!
//! Readings become a [`Series`] of periods; [`Standard`] is what they are held against, as it was in force; [`health`] tells how a value
//! does; [`evaluate_rules`] where each rule stands. All are pure functions of flat data, with scratch memory that
//! is used again, so that many KPIs can be gone through quickly.

mod addressed;
mod aggregate;
mod draft;
mod ends;
mod health;
mod labels;
mod machine;
mod row;
mod rules;
mod scan;
mod series;
mod standard;
mod tables;
#[cfg(test)]
mod tests;
mod trigger;
mod wording;

pub(crate) use addressed::Addressed;
pub(crate) use aggregate::aggregate;
pub(crate) use health::{health, target_met};
pub(crate) use row::KpiNumbers;
pub(crate) use rules::out_of_range_periods;
pub use scan::{Raised, ScanRow};
pub(crate) use series::{Content, Series};
pub(crate) use standard::{Standard, worse_by};
pub(crate) use tables::{Memory, Tables, all_series, of_series, tables};
pub(crate) use trigger::{Frame, SeriesRows, Urgency, ranks};
