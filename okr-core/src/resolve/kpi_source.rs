//! What a KPI's series is made from: its calendar, and the formula with its inputs.

use std::sync::Arc;

use super::Ids;
use crate::calendar::{Cadence, Calendar, CustomCalendar, ListedPeriod, Period, Schedule, day_number};
use crate::plan::policy::PolicyInForce;
use crate::plan::{self, Every, Formula, Kpi, KpiCadence, Plan};

/// A formula whose inputs are indices among those of the plan.
#[derive(Debug)]
pub(crate) struct ResolvedFormula {
    pub(crate) formula: Formula,
    /// The inputs of the formula in its order, then, where it is another one, that of the sample.
    pub(crate) inputs: Vec<usize>,
    /// Which of `inputs` is the sample.
    pub(crate) sample: Option<usize>,
}

/// What a KPI's series is made from.
#[derive(Debug)]
pub(crate) struct KpiSource {
    cadence: SourceCadence,
    pub(crate) formula: Option<ResolvedFormula>,
}

#[derive(Debug)]
enum SourceCadence {
    Civil(Cadence),
    Custom(Arc<CustomCalendar>),
}

impl KpiSource {
    /// The periods of the KPI; a policy moves quarters and years.
    pub(crate) fn schedule(&self, policy: &PolicyInForce) -> Schedule {
        match &self.cadence {
            SourceCadence::Civil(cadence) => Schedule::Civil(policy.calendar(), *cadence),
            SourceCadence::Custom(calendar) => Schedule::Custom(Arc::clone(calendar)),
        }
    }
}

/// The sources of all KPIs of a sound plan.
pub(super) fn kpi_sources(plan: &Plan) -> Vec<KpiSource> {
    let calendars: Vec<Arc<CustomCalendar>> =
        plan.calendars.iter().map(|calendar| Arc::new(custom_calendar(calendar))).collect();
    let mut calendar_ids = Ids::with_capacity(calendars.len());
    for (calendar, index) in plan.calendars.iter().zip(0_usize..) {
        calendar_ids.add(calendar.id.as_str(), index);
    }
    let mut input_ids = Ids::with_capacity(plan.inputs.len());
    for (input, index) in plan.inputs.iter().zip(0_usize..) {
        input_ids.add(input.id.as_str(), index);
    }
    let source = |kpi: &Kpi| {
        let cadence = match &kpi.cadence {
            KpiCadence::Of(cadence) => SourceCadence::Civil(*cadence),
            KpiCadence::Calendar(id) => {
                let calendar = calendar_ids.get(id).and_then(|index| calendars.get(*index));
                match calendar {
                    Some(calendar) => SourceCadence::Custom(Arc::clone(calendar)),
                    None => SourceCadence::Civil(Cadence::Monthly),
                }
            }
        };
        let formula = kpi.formula.as_deref().and_then(|text| resolved(text, kpi.sample.as_deref(), &input_ids));
        KpiSource { cadence, formula }
    };
    plan.kpis.iter().map(source).collect()
}

/// INVARIANT: a sound plan has formulas that can be read, of inputs that exist.
fn resolved(text: &str, sample: Option<&str>, ids: &Ids<&str, usize>) -> Option<ResolvedFormula> {
    let formula = Formula::parse(text).ok()?;
    let mut inputs: Vec<usize> = formula.inputs.iter().filter_map(|id| ids.get(id).copied()).collect();
    let sample = sample.and_then(|id| ids.get(id).copied()).map(|sample| {
        inputs.iter().position(|input| *input == sample).unwrap_or_else(|| {
            inputs.push(sample);
            inputs.len() - 1
        })
    });
    Some(ResolvedFormula { formula, inputs, sample })
}

fn custom_calendar(calendar: &plan::Calendar) -> CustomCalendar {
    // INVARIANT: days and months of a sound calendar are a few hundred at most.
    let number = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
    match (&calendar.every, &calendar.pattern) {
        (Some(Every::Days { days, from }), _) => CustomCalendar::Days { days: number(*days), from: day_number(*from) },
        (Some(Every::Months { months, from }), _) => {
            let first = day_number(from.first_day());
            let Period { index, .. } = Calendar::default().period_of_day(Cadence::Monthly, first);
            CustomCalendar::Months { months: number(*months), from: index }
        }
        (None, Some(pattern)) => CustomCalendar::pattern(pattern.weeks.clone(), day_number(pattern.from)),
        (None, None) => {
            let period = |period: &plan::NamedPeriod| ListedPeriod {
                name: period.name.clone(),
                start: day_number(period.start),
                end: day_number(period.end),
            };
            CustomCalendar::Listed(calendar.periods.iter().map(period).collect())
        }
    }
}
