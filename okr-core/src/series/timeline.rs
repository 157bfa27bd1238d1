//! The timeline of a KPI: its periods as of a day.

use super::period_table::PeriodTables;
use crate::calendar::{Schedule, day_number};
use crate::plan::Kpi;
use crate::plan::policy::PolicyInForce;

/// The periods of a KPI as of a day: which are complete, and of which no reading is awaited any longer.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Timeline {
    pub(crate) schedule: Schedule,
    pub(crate) as_of: i32,
    /// The period of the KPI's `start`, where one is written.
    pub(crate) start: Option<i32>,
    /// The newest complete period, or that of the KPI's `end`.
    pub(crate) complete: i32,
    /// The newest period that ended more than `grace_days` before `as_of`.
    pub(crate) settled: i32,
    /// The first and the last day whose readings count.
    pub(crate) days: (i32, i32),
}

impl Timeline {
    /// The timeline of a KPI as of the end of a day.
    pub(super) fn new(
        kpi: &Kpi,
        schedule: Schedule,
        policy: &PolicyInForce,
        as_of: i32,
        tables: &mut PeriodTables,
    ) -> Self {
        let start = kpi.start.map(|date| schedule.period_from(day_number(date)));
        let end = kpi.end.map(|date| schedule.period_to(day_number(date)));
        let last_settled_day = as_of.saturating_sub(grace_days(kpi, policy)).saturating_sub(1);
        let (ended, settled) = tables.newest_ended(&schedule, as_of, last_settled_day);
        Timeline {
            as_of,
            start,
            complete: end.map_or(ended, |end| ended.min(end)),
            settled,
            days: (kpi.start.map_or(i32::MIN, day_number), kpi.end.map_or(as_of, |end| day_number(end).min(as_of))),
            schedule,
        }
    }

    /// Whether readings of a period can no longer be awaited.
    pub(crate) fn is_settled(&self, period: i32) -> bool {
        period <= self.settled
    }
}

/// Days after the end of a period for which its readings may still come.
pub(crate) fn grace_days(kpi: &Kpi, policy: &PolicyInForce) -> i32 {
    i32::try_from(kpi.grace_days.unwrap_or(policy.check_in_days)).unwrap_or(i32::MAX)
}
