//! KPIs: periods, health, rules and what they raise.
//!
//! Readings become a [`Series`] of periods; [`Standard`] is what they are held against, as it was in force; [`health`] tells how a value
//! does; [`evaluate_rules`] where each rule stands. All are pure functions of flat data, with scratch memory that
//! is used again, so that many KPIs can be gone through quickly.

mod addressed;
mod aggregate;
mod draft;
mod health;
mod machine;
mod row;
mod rules;
mod series;
mod standard;
mod trigger;
mod visible;
mod wording;

pub use aggregate::{Aggregated, aggregate};
pub use health::{health, target_met};
pub use machine::{Judgement, Machine, State, Terms};
pub use row::{KpiNumbers, Newest, PeriodNumbers, numbers, period_numbers};
pub use rules::{RuleOutcome, RuleStep, Shortage, evaluate_rules, rule_history};
pub use series::{CompleteValues, Content, Running, Series, complete_values};
pub use standard::Standard;
pub(crate) use trigger::{Frame, Scratch, SeriesRows, Urgency, Wanted, ranks, rules_of};
pub use visible::Visible;
