//! The window of a key result: the days that count, as seen on one of them.

use crate::number::clamp;
use crate::plan::policy::PolicyInForce;

/// The days of a key result, looked at on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) start: i32,
    pub(crate) end: i32,
    pub(crate) as_of: i32,
}

impl Window {
    /// The last day that can be seen: the earlier of end and day.
    pub(crate) fn looked_on(self) -> i32 {
        self.end.min(self.as_of)
    }

    pub(crate) fn started(self) -> bool {
        self.looked_on() >= self.start
    }

    /// Whether a day lies at most `check_in_days` before the last that can be seen.
    pub(crate) fn is_recent(self, day: i32, policy: &PolicyInForce) -> bool {
        i64::from(self.looked_on()) - i64::from(day) <= i64::from(policy.check_in_days)
    }

    /// The share of the window's days that have passed at the end of `day`, 0 to 1.
    pub(crate) fn elapsed(self, day: i32) -> f64 {
        let passed = f64::from(day) - f64::from(self.start) + 1.0;
        let days = f64::from(self.end) - f64::from(self.start) + 1.0;
        // A window that closing ended before its start has no days.
        if days <= 0.0 { if passed > 0.0 { 1.0 } else { 0.0 } } else { clamp(passed / days, 0.0, 1.0) }
    }
}
