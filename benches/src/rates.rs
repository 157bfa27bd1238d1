//! Very many KPIs made from two inputs by a formula, beside as many that have the same number of readings of their own.

use chrono::NaiveDate;
use okr_core::Plan;
use okr_core::calendar::day_number;
use okr_core::plan::{Aggregate, Better, Cadence, Input, Kpi, OutOfRange, Range, Rule, Spike, Stagnant, Worsening};

use crate::enterprise::Rows;
use crate::random::Random;

/// Months of a KPI, each with two readings: one of either input, or two of its own.
const MONTHS: u32 = 50;

/// The day of the scan: the end of the last month.
#[must_use]
pub fn as_of() -> NaiveDate {
    crate::watched::as_of()
}

fn rules() -> Vec<Rule> {
    vec![OutOfRange::new().into(), Worsening::new().into(), Stagnant::new().into(), Spike::new().into()]
}

fn kpi(number: usize) -> Kpi {
    Kpi::new(format!("kpi{number}"), format!("Number {number}"), Better::Lower, Cadence::Monthly)
        .healthy(Range::new().max(150.0))
        .target(80.0)
        .rules(rules())
}

/// A plan of so many KPIs that sum up readings of their own.
#[must_use]
pub fn plain_plan(kpis: usize) -> Plan {
    Plan::new().kpis((0..kpis).map(|number| kpi(number).aggregate(Aggregate::Sum)).collect::<Vec<_>>())
}

/// A plan of so many KPIs, each the ratio of two inputs.
#[must_use]
pub fn formula_plan(kpis: usize) -> Plan {
    let inputs = (0..kpis).flat_map(|number| [format!("part{number}"), format!("whole{number}")]).map(Input::new);
    let ratio = |number: usize| kpi(number).formula(format!("100 * part{number} / whole{number}"));
    Plan::new().inputs(inputs.collect::<Vec<_>>()).kpis((0..kpis).map(ratio).collect::<Vec<_>>())
}

/// The readings of [`plain_plan`].
#[must_use]
pub fn plain_rows(kpis: usize) -> Rows {
    rows(kpis, |number| vec![format!("kpi{number}")])
}

/// The readings of [`formula_plan`].
#[must_use]
pub fn formula_rows(kpis: usize) -> Rows {
    rows(kpis, |number| vec![format!("part{number}"), format!("whole{number}")])
}

fn rows(kpis: usize, names: impl Fn(usize) -> Vec<String>) -> Rows {
    let end = |back: u32| day_number(crate::start() - chrono::Months::new(back)) - 1;
    let months: Vec<i32> = (0..MONTHS).rev().map(end).collect();
    let names: Vec<String> = (0..kpis).flat_map(names).collect();
    let readings = 2 * kpis / names.len().max(1);
    let mut random = Random::new(13);
    let mut rows = Rows { names, metrics: Vec::new(), days: Vec::new(), values: Vec::new() };
    for metric in 0..rows.names.len() as u32 {
        for end in &months {
            for reading in (0..readings as i32).rev() {
                rows.metrics.push(metric);
                rows.days.push(end - 10 * reading);
                rows.values.push(40.0 + 20.0 * random.unit());
            }
        }
    }
    rows
}
