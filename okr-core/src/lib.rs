//! Objectives, key results and KPIs.
