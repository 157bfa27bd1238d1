//! When goals are set, looked at and looked back upon.

pub(super) mod check_in_overdue;
pub(super) mod cycles_overlap;
pub(super) mod kpi_review_overdue;
pub(super) mod outside_cycle;
pub(super) mod retrospective_missing;
pub(super) mod unusual_cycle;

use crate::calendar::date_of_day;
use crate::readings::CheckIn;

/// Whether a check-in is known on a day.
fn known(check_in: &CheckIn, as_of: i32) -> bool {
    let (date, recorded) = check_in.days();
    date <= as_of && recorded <= as_of
}

/// A day as it is written.
fn day_text(day: i32) -> String {
    date_of_day(day).to_string()
}
