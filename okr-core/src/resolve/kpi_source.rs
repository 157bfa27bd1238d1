//! What a KPI's series is made from: its calendar, and the formula with its inputs.

use std::sync::Arc;

use hashbrown::HashMap;

use super::build::Ids;
use crate::calendar::{Cadence, Calendar, CustomCalendar, ListedPeriod, Period, Schedule, day_number};
use crate::index::{IndexVec, InputIndex, KpiIndex, present};
use crate::plan::policy::PolicyInForce;
use crate::plan::{self, Every, Formula, Kpi, KpiCadence, Plan};

/// A formula whose inputs are indices among those of the plan.
#[derive(Debug)]
pub(crate) struct ResolvedFormula {
    pub(crate) formula: Formula,
    /// The inputs of the formula in its order, then, where it is another one, that of the sample.
    pub(crate) inputs: Vec<InputIndex>,
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
pub(super) fn kpi_sources(plan: &Plan, input_ids: &Ids<InputIndex>) -> IndexVec<KpiIndex, KpiSource> {
    let calendars: Vec<Arc<CustomCalendar>> =
        plan.calendars.iter().map(|calendar| Arc::new(custom_calendar(calendar))).collect();
    let calendar_ids: HashMap<&str, &Arc<CustomCalendar>> =
        plan.calendars.iter().map(|calendar| calendar.id.as_str()).zip(&calendars).collect();
    let source = |kpi: &Kpi| {
        let cadence = match &kpi.cadence {
            KpiCadence::Of(cadence) => SourceCadence::Civil(*cadence),
            KpiCadence::Calendar(id) => SourceCadence::Custom(Arc::clone(*present(calendar_ids.get(id.as_str())))),
        };
        let formula = kpi.formula.as_deref().map(|text| resolved(text, kpi.sample.as_deref(), input_ids));
        KpiSource { cadence, formula }
    };
    plan.kpis.iter().map(source).collect()
}

fn resolved(text: &str, sample: Option<&str>, ids: &Ids<InputIndex>) -> ResolvedFormula {
    // INVARIANT: the formulas of a sound plan can be read.
    let formula = present(Formula::parse(text).ok());
    let mut inputs: Vec<InputIndex> = formula.inputs.iter().map(|id| *present(ids.get(id.as_str()))).collect();
    let sample = sample.map(|id| *present(ids.get(id))).map(|sample| {
        inputs.iter().position(|input| *input == sample).unwrap_or_else(|| {
            inputs.push(sample);
            inputs.len() - 1
        })
    });
    ResolvedFormula { formula, inputs, sample }
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
