//! Days of check-ins, and days in messages.

use crate::calendar::date_of_day;
use crate::readings::CheckIn;

/// Whether a check-in is known on a day.
pub(super) fn known(check_in: &CheckIn, as_of: i32) -> bool {
    let (date, recorded) = check_in.days();
    date <= as_of && recorded <= as_of
}

/// A day as it is written.
pub(super) fn day_text(day: i32) -> String {
    date_of_day(day).to_string()
}
