//! Objectives, key results and KPIs.

pub mod calendar;
