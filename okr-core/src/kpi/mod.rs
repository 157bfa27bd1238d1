//! KPIs: periods, health, rules and what they raise.
//!
//! A [`Series`](crate::series::Series) of periods is judged by [`health`] and by rules; what a rule finds becomes a trigger.
//! All are pure functions of flat data with memory that is used again, so that many KPIs are gone through quickly.

mod addressed;
mod draft;
mod health;
mod machine;
mod row;
mod rules;
mod tables;
#[cfg(test)]
mod tests;
mod trigger;
mod wording;

pub(crate) use addressed::Addressed;
pub(crate) use health::{health, target_met};
pub(crate) use machine::State;
pub(crate) use row::{KpiNumbers, health_of_period, numbers};
pub(crate) use rules::{RuleOutcome, evaluate_rules, go_through, judged_series};
pub(crate) use tables::{Tables, all_series, of_series, tables};
pub(crate) use trigger::{KpiScratch, SeriesEvaluation, SeriesRows, Urgency, ranks, rule_number, rules_of};
pub(crate) use wording::{quantity, range};
