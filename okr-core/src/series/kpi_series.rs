//! The series of a KPI of the plan, as of the day of an evaluation.

use std::collections::BTreeSet;

use super::context::{EvaluationContext, InputMetrics};
use super::formula_series::{FormulaInput, FormulaInputs, InputReadings};
use super::periods::Series;
use super::timeline::Timeline;
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
    pub(crate) fn timeline(&self, kpi: usize) -> Option<Timeline> {
        let written = self.plan.written.kpis.get(kpi)?;
        let schedule = self.plan.schedule(kpi, self.policy);
        Some(Timeline::new(written, schedule, self.policy, self.as_of))
    }

    /// Fills the series with this index; none where the plan has none.
    pub(crate) fn fill<'b>(&self, series: usize, scratch: &'b mut SeriesScratch) -> Option<(&'a Kpi, &'b Series)> {
        let node = self.plan.series.get(series)?;
        let kpi = self.plan.written.kpis.get(node.kpi)?;
        let timeline = self.timeline(node.kpi)?;
        let SeriesScratch { visible, series: filled } = scratch;
        match self.plan.kpi_sources.get(node.kpi).and_then(|source| source.formula.as_ref()) {
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
        Some((kpi, filled))
    }

    /// The inputs of a formula with their readings: of a name where the KPI has teams, else of the whole.
    fn formula_inputs(&self, formula: &'a ResolvedFormula, name: Option<&str>) -> FormulaInputs<'a> {
        let names = match name {
            Some(_) => Vec::new(),
            None => self.names_of(&formula.inputs),
        };
        let input = |index: &usize| {
            let metrics = self.metrics.input(*index);
            let of = |metric: Option<usize>| metric.map(|metric| self.readings.series(metric));
            let readings = match name {
                Some(name) if self.is_named(metrics) => InputReadings::One(of(metrics.named(name))),
                None if self.is_named(metrics) => {
                    InputReadings::Named(names.iter().map(|name| of(metrics.named(name))).collect())
                }
                _ => InputReadings::One(of(metrics.shared)),
            };
            Some(FormulaInput { input: self.plan.written.inputs.get(*index)?, readings })
        };
        FormulaInputs {
            formula: &formula.formula,
            inputs: formula.inputs.iter().filter_map(input).collect(),
            sample: formula.sample,
        }
    }

    /// Whether an input comes by name, as far as its readings can be seen.
    fn is_named(&self, metrics: &InputMetrics) -> bool {
        metrics.named.iter().any(|(_, metric)| self.is_visible(*metric))
    }

    /// Whether a metric has readings that can be seen.
    fn is_visible(&self, metric: usize) -> bool {
        !self.readings.series(metric).visible(self.as_of, &mut Scratch::default()).dates.is_empty()
    }

    /// The names by which some inputs come, in code point order.
    fn names_of(&self, inputs: &[usize]) -> Vec<&'a str> {
        let metrics = inputs.iter().flat_map(|input| &self.metrics.input(*input).named);
        let visible = metrics.filter(|(_, metric)| self.is_visible(*metric)).map(|(name, _)| &**name);
        visible.collect::<BTreeSet<&str>>().into_iter().collect()
    }
}
