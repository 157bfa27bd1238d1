//! What the inputs of a formula come to in one period, for its explanation.

use super::formula_series::{
    FormulaInput, FormulaInputs, InputReadings, InputValues, input_values, reading, span_of_whole,
};
use super::input_values::{ByPeriod, Span};
use super::timeline::Timeline;
use crate::plan::Kpi;
use crate::readings::series::{Scratch, Series as MetricReadings, Visible};

/// What the inputs of a formula come to in one period.
#[derive(Debug)]
pub(crate) struct PeriodInputs {
    /// The value of each input over the window of the period.
    pub(crate) values: Vec<Option<f64>>,
    /// For each input that comes by name its value under each name, in the period itself.
    pub(crate) by_name: Vec<Option<Vec<Option<f64>>>>,
    /// Which names count: those that have a value of each named input of the formula.
    pub(crate) counts: Vec<bool>,
    /// Which names were expected and do not count.
    pub(crate) missing: Vec<bool>,
}

impl FormulaInputs<'_> {
    /// What each input comes to in a period of a KPI.
    pub(crate) fn in_period(&self, kpi: &Kpi, timeline: &Timeline, period: i32, scratch: &mut Scratch) -> PeriodInputs {
        let first_reading = self.first_period(timeline, scratch);
        let first = timeline.start.or(first_reading).unwrap_or(period).min(period);
        let span = Span { first, last: period };
        let InputValues { values, whole } = input_values(kpi.window, self, timeline, span, first_reading, scratch);
        let named = |input: &FormulaInput<'_>| matches!(input.readings, InputReadings::Named(_));
        let by_name: Vec<Option<Vec<ByPeriod>>> = self
            .inputs
            .iter()
            .map(|input| {
                let InputReadings::Named(names) = &input.readings else { return None };
                let reading = reading(input.input, kpi.window, timeline, span, first_reading);
                let wide = span_of_whole(kpi.window, span, first_reading);
                let value = |readings: &Option<MetricReadings<'_>>| match readings {
                    Some(readings) => reading.by_period(readings.visible(timeline.as_of, scratch), wide),
                    None => reading.by_period(Visible::default(), wide),
                };
                Some(names.iter().map(value).collect())
            })
            .collect();
        let deciding: Vec<&Vec<ByPeriod>> = by_name
            .iter()
            .zip(&self.inputs)
            .take(self.formula.inputs.len())
            .filter(|(_, input)| named(input))
            .filter_map(|(values, _)| values.as_ref())
            .collect();
        let counts = |period: i32| -> Vec<bool> {
            let has = |name: usize, values: &&Vec<ByPeriod>| values.get(name).is_some_and(|v| v.get(period).is_some());
            (0..self.names.len()).map(|name| deciding.iter().all(|values| has(name, values))).collect()
        };
        let there = counts(period);
        let mut missing = vec![false; there.len()];
        if whole.is_some() && !deciding.is_empty() {
            let earlier = span_of_whole(kpi.window, span, first_reading).periods().rev().skip(1);
            let expected =
                earlier.filter(|earlier| timeline.is_settled(*earlier)).map(counts).find(|c| c.contains(&true));
            missing =
                expected.unwrap_or_default().iter().zip(&there).map(|(expected, there)| *expected && !there).collect();
        }
        let own = |values: Vec<ByPeriod>| values.iter().map(|values| values.get(period)).collect();
        PeriodInputs {
            values: values.iter().map(|values| values.get(period)).collect(),
            by_name: by_name.into_iter().map(|values| values.map(own)).collect(),
            counts: there,
            missing,
        }
    }
}
