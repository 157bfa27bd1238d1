//! What the numbers say that nobody has noticed.

pub(super) mod kpi_without_range;
pub(super) mod too_easy;
pub(super) mod unanswered_trigger;
pub(super) mod unknown_metric;
pub(super) mod unread_metric;
