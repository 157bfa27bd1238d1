//! Very many KPIs with a reading a month, watched by rules of one's choice.

use chrono::{Days, Months, NaiveDate};
use okr_core::Plan;
use okr_core::calendar::day_number;
use okr_core::plan::{
    Better, Cadence, Kpi, OffTarget, OutOfRange, Range, Rule, Shift, Spike, Stagnant, Stale, Trend, Worsening,
};

use crate::enterprise::Rows;
use crate::random::Random;

/// Months of a KPI.
const MONTHS: u32 = 36;

/// The day of the scan: the end of the last month.
#[must_use]
pub fn as_of() -> NaiveDate {
    crate::start() - Days::new(1)
}

/// Each rule as it is where nothing is written.
#[must_use]
pub fn rules() -> [Rule; 8] {
    [
        OutOfRange::new().into(),
        OffTarget::new().into(),
        Worsening::new().into(),
        Stagnant::new().into(),
        Spike::new().into(),
        Shift::new().into(),
        Trend::new().into(),
        Stale::new().into(),
    ]
}

/// A plan of so many KPIs, watched by these rules.
#[must_use]
pub fn plan(kpis: usize, rules: &[Rule]) -> Plan {
    let kpi = |number: usize| {
        Kpi::new(format!("kpi{number}"), format!("Number {number}"), Better::Lower, Cadence::Monthly)
            .healthy(Range::new().max(60.0))
            .target(30.0)
            .rules(rules.to_vec())
    };
    Plan::new().kpis((0..kpis).map(kpi).collect::<Vec<_>>())
}

/// A reading a month of so many KPIs, in the order of metrics and dates.
#[must_use]
pub fn rows(kpis: usize) -> Rows {
    let last = |back: u32| day_number(crate::start() - Months::new(back)) - 1;
    let days: Vec<i32> = (0..MONTHS).rev().map(last).collect();
    let mut random = Random::new(11);
    let total = kpis * days.len();
    let mut rows = Rows {
        names: (0..kpis).map(|number| format!("kpi{number}")).collect(),
        metrics: Vec::with_capacity(total),
        days: Vec::with_capacity(total),
        values: Vec::with_capacity(total),
    };
    for metric in 0..kpis as u32 {
        let (level, drift) = (20.0 + 50.0 * random.unit(), 0.4 * random.unit() - 0.2);
        for (month, &day) in days.iter().enumerate() {
            rows.metrics.push(metric);
            rows.days.push(day);
            rows.values.push(level + drift * month as f64 + 12.0 * random.unit());
        }
    }
    rows
}
