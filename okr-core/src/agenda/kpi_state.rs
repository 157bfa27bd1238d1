//! Since when KPIs do as they do.

use chrono::NaiveDate;

use crate::calendar::date_of_day;
use crate::kpi::health_of_period;
use crate::plan::Kpi;
use crate::plan::policy::PolicyInForce;
use crate::report::Health;
use crate::series::{Series, grace_days};

/// Since when a KPI has its health: a day, and the name of the period whose value began it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct KpiSince {
    pub(super) day: NaiveDate,
    pub(super) period: Option<std::sync::Arc<str>>,
}

/// The beginning of the run of periods with this health, periods without a value aside: the last day of the first of them, or the day
/// of the evaluation where that period still runs. A stale KPI is so since the first period that is missing was settled.
pub(super) fn kpi_since(kpi: &Kpi, series: &Series, policy: &PolicyInForce, health: Health, running: bool) -> KpiSince {
    let as_of = series.as_of();
    if health == Health::Stale {
        return KpiSince { day: date_of_day(stale_since(kpi, series, policy)), period: None };
    }
    let valued = series.indices().rev().filter(|index| series.value(*index).is_some());
    let first = valued.take_while(|index| health_of_period(kpi, series, *index) == health).last();
    match (first, series.running()) {
        (Some(index), _) => {
            KpiSince { day: date_of_day(series.last_day(index).min(as_of)), period: Some(series.label(index)) }
        }
        (None, Some(period)) if running => {
            KpiSince { day: date_of_day(as_of), period: Some(series.label_of(period.period)) }
        }
        (None, _) => KpiSince { day: date_of_day(as_of), period: None },
    }
}

fn stale_since(kpi: &Kpi, series: &Series, policy: &PolicyInForce) -> i32 {
    let as_of = series.as_of();
    let schedule = &series.timeline().schedule;
    let ended = schedule.ends_on().filter(|end| as_of > *end).map(|end| end.saturating_add(1));
    let missing = series.newest_filled().map(|index| series.period(index).saturating_add(1));
    let missing = missing.filter(|period| series.timeline().is_settled(*period));
    let settled =
        missing.map(|period| schedule.last_day(period).saturating_add(grace_days(kpi, policy)).saturating_add(1));
    settled.into_iter().chain(ended).min().unwrap_or(as_of).min(as_of)
}

/// The last day of the period of a name, where the series has it.
pub(super) fn last_day_of(series: &Series, label: &str) -> Option<NaiveDate> {
    [series, series.by_single_periods()].into_iter().find_map(|series| {
        let index = series.indices().rev().find(|index| *series.label(*index) == *label)?;
        Some(date_of_day(series.last_day(index)))
    })
}
