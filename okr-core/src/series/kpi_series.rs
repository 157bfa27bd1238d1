//! The series of a KPI of the plan, as of the day of an evaluation.

use std::collections::BTreeSet;

use super::context::EvaluationContext;
use super::formula_series::{FormulaInput, FormulaInputs, InputReadings};
use super::periods::Series;
use super::timeline::Timeline;
use crate::index::{InputIndex, KpiIndex, SeriesIndex};
use crate::plan::Kpi;
use crate::readings::series::{Scratch, Visible};
use crate::resolve::ResolvedFormula;

/// Memory for one series after the other.
#[derive(Debug, Default)]
pub(crate) struct SeriesScratch {
    pub(crate) visible: Scratch,
    pub(crate) series: Series,
}

impl<'a> EvaluationContext<'a> {
    /// The timeline of a KPI.
    pub(crate) fn timeline(&self, kpi: KpiIndex, scratch: &mut SeriesScratch) -> Timeline {
        let schedule = self.plan.schedule(kpi, self.policy);
        Timeline::new(self.plan.written_kpi(kpi), schedule, self.policy, self.as_of, &mut scratch.series.tables)
    }

    /// Fills a series of a KPI.
    pub(crate) fn fill<'b>(&self, series: SeriesIndex, scratch: &'b mut SeriesScratch) -> (&'a Kpi, &'b Series) {
        let node = &self.plan.series[series];
        let kpi = self.plan.written_kpi(node.kpi);
        let timeline = self.timeline(node.kpi, scratch);
        let SeriesScratch { visible, series: filled } = scratch;
        match &self.plan.kpi_sources[node.kpi].formula {
            Some(formula) => {
                let name = node.metric.split_once('@').map(|(_, name)| name);
                filled.fill_formula(kpi, &self.formula_inputs(formula, name), timeline, visible);
            }
            None => {
                let readings = self.series_readings(series);
                let seen = readings.map_or(Visible::default(), |readings| readings.visible(self.as_of, visible));
                filled.fill(kpi, seen, timeline);
            }
        }
        (kpi, filled)
    }

    /// The inputs of the formula of a series with their readings; none without a formula.
    pub(crate) fn inputs_of(&self, series: SeriesIndex) -> Option<FormulaInputs<'a>> {
        let node = &self.plan.series[series];
        let formula = self.plan.kpi_sources[node.kpi].formula.as_ref()?;
        Some(self.formula_inputs(formula, node.metric.split_once('@').map(|(_, name)| name)))
    }

    /// The inputs of a formula with their readings: of a name where the KPI has teams, else of the whole.
    fn formula_inputs(&self, formula: &'a ResolvedFormula, name: Option<&str>) -> FormulaInputs<'a> {
        let names = match name {
            Some(_) => Vec::new(),
            None => self.names_of(&formula.inputs),
        };
        let input = |index: &InputIndex| {
            let metrics = self.metrics.input(*index);
            let of = |metric: Option<usize>| metric.map(|metric| self.readings.series(metric));
            let readings = match name {
                Some(name) if self.is_named(*index) => InputReadings::One(of(metrics.named(name))),
                None if self.is_named(*index) => {
                    InputReadings::Named(names.iter().map(|name| of(metrics.named(name))).collect())
                }
                _ => InputReadings::One(of(metrics.shared)),
            };
            FormulaInput { input: self.plan.input(*index), readings }
        };
        FormulaInputs {
            formula: &formula.formula,
            inputs: formula.inputs.iter().map(input).collect(),
            sample: formula.sample,
            names,
        }
    }

    /// The names by which some inputs come, in code point order.
    fn names_of(&self, inputs: &[InputIndex]) -> Vec<&'a str> {
        let metrics = inputs.iter().flat_map(|input| &self.metrics.input(*input).named);
        let visible = metrics.filter(|(_, metric)| self.is_visible(*metric)).map(|(name, _)| &**name);
        visible.collect::<BTreeSet<&str>>().into_iter().collect()
    }
}
