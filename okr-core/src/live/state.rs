//! A report with all that it was made from, kept up to date.

use super::inputs::Inputs;
use super::links::Links;
use super::rows::{ChangedRows, put};
use super::scores::{self, Moved, rescore};
use super::summaries::{Summaries, Waiting};
use super::triggers::Triggers;
use crate::calendar::date_of_day;
use crate::evaluate::rows::{key_result_row, key_result_rows, objective_row, objective_rows};
use crate::kpi::{self, Addressed, SeriesEvaluation, all_series, of_series};
use crate::lint::{Context, lint};
use crate::report::Report;
use crate::score::{Scores, score_all};
use crate::series::EvaluationContext;

/// What is computed anew because it rests on what changed.
#[derive(Debug, Default)]
pub(super) struct Roots {
    pub(super) key_results: Vec<usize>,
    pub(super) series: Vec<usize>,
    /// Objectives whose rows say something else even where their scores do not.
    pub(super) objectives: Vec<usize>,
}

/// All rows, whatever the scope; of some tables only when they are asked for.
pub(super) struct State {
    pub(super) report: Report,
    links: Links,
    scores: Scores,
    summaries: Summaries,
    addressed: Addressed,
    kpi_periods: bool,
    triggers: Triggers,
    late: Late,
    scoring: scores::RescoringScratch,
    series: kpi::KpiScratch,
}

/// The parts of the report that are not up to date.
#[derive(Debug, Clone, Copy)]
struct Late {
    triggers: bool,
    kpi_periods: bool,
    readings: bool,
    findings: bool,
}

/// The indices of both lists, each once, in order.
fn places_of(list: &[usize], other: &[usize]) -> Vec<usize> {
    let mut indices = [list, other].concat();
    crate::order::sort(&mut indices);
    indices.dedup();
    indices
}

fn evaluation<'a>(context: &EvaluationContext<'a>, addressed: &'a Addressed, periods: bool) -> SeriesEvaluation<'a> {
    SeriesEvaluation { plan: context.plan, policy: context.policy, as_of: context.as_of, periods, addressed }
}

impl State {
    pub(super) fn new(inputs: &Inputs, kpi_periods: bool) -> Self {
        let context = inputs.context();
        let scores = score_all(&context);
        let addressed = Addressed::on(context.plan, context.as_of);
        let (triggers, kpis) = Triggers::new(all_series(&context, &evaluation(&context, &addressed, kpi_periods)));
        let summaries = Summaries::new(&context, &scores);
        State {
            report: Report {
                as_of: date_of_day(context.as_of),
                policy: context.policy.clone(),
                cycles: summaries.cycle_rows(&context),
                teams: summaries.team_rows(&context, &scores),
                objectives: objective_rows(&context, &scores),
                key_results: key_result_rows(&context, &scores),
                kpis,
                kpi_periods: Vec::new(),
                triggers: Vec::new(),
                findings: Vec::new(),
                readings: inputs.counts.row(context.plan),
            },
            links: Links::new(context.plan),
            summaries,
            scores,
            addressed,
            kpi_periods,
            triggers,
            late: Late { triggers: true, kpi_periods, readings: false, findings: true },
            scoring: scores::RescoringScratch::default(),
            series: kpi::KpiScratch::default(),
        }
    }

    /// The key results that read a series.
    pub(super) fn readers(&self, series: usize) -> &[usize] {
        self.links.readers.of(series)
    }

    /// Computes anew what rests on what changed; where rows differ by that.
    pub(super) fn change(&mut self, inputs: &Inputs, roots: &Roots) -> ChangedRows {
        self.late.readings = true;
        self.late.findings = true;
        let context = inputs.context();
        let mut indices = ChangedRows::default();
        self.change_series(&context, roots, &mut indices);
        let State { links, scores, scoring, .. } = self;
        let moved = rescore(&context, links, scores, scoring, places_of(&roots.key_results, &[]));
        self.change_goals(&context, roots, &moved, &mut indices);
        self.change_summaries(&context, &moved, &mut indices);
        indices
    }

    fn change_series(&mut self, context: &EvaluationContext<'_>, roots: &Roots, changed: &mut ChangedRows) {
        for series in places_of(&roots.series, &[]) {
            let evaluation = evaluation(context, &self.addressed, self.kpi_periods);
            let mut now = of_series(context, &evaluation, series, &mut self.series);
            if put(&mut self.report.kpis, series, now.kpi.take()) {
                changed.kpis.push(series);
            }
            let differs = self.triggers.put(series, now);
            changed.triggers |= differs.triggers;
            changed.kpi_periods |= differs.periods;
        }
        self.late.triggers |= changed.triggers;
        self.late.kpi_periods |= changed.kpi_periods;
    }

    fn change_goals(
        &mut self,
        context: &EvaluationContext<'_>,
        roots: &Roots,
        moved: &Moved,
        changed: &mut ChangedRows,
    ) {
        let State { scores, report, .. } = self;
        for index in places_of(&moved.key_results, &roots.key_results) {
            let row = scores.key_result(index).and_then(|score| key_result_row(context, index, score));
            if put(&mut report.key_results, index, row) {
                changed.key_results.push(index);
            }
        }
        for index in places_of(&moved.objectives, &roots.objectives) {
            let row = scores.objective(index).and_then(|score| objective_row(context, index, score));
            if put(&mut report.objectives, index, row) {
                changed.objectives.push(index);
            }
        }
    }

    fn change_summaries(&mut self, context: &EvaluationContext<'_>, moved: &Moved, changed: &mut ChangedRows) {
        let State { scores, report, summaries, .. } = self;
        let mut waiting = Waiting::default();
        for objective in places_of(&moved.objectives, &moved.regrouped) {
            summaries.update(context, scores, objective, &mut waiting);
        }
        for index in places_of(&waiting.cycles, &[]) {
            if put(&mut report.cycles, index, summaries.cycle_row(context, index)) {
                changed.cycles.push(index);
            }
        }
        for index in places_of(&waiting.teams, &[]) {
            if put(&mut report.teams, index, summaries.team_row(context, scores, index)) {
                changed.teams.push(index);
            }
        }
    }

    /// Brings what a field of the report says up to date.
    pub(super) fn catch_up(&mut self, inputs: &Inputs, field: &str) {
        let all = field == "findings";
        if self.late.triggers && (all || field == "triggers") {
            self.report.triggers = self.triggers.table();
            self.late.triggers = false;
        }
        if self.late.kpi_periods && (all || field == "kpi_periods") {
            self.report.kpi_periods = self.triggers.periods();
            self.late.kpi_periods = false;
        }
        if self.late.readings && (all || field == "readings") {
            self.report.readings = inputs.counts.row(inputs.plan());
            self.late.readings = false;
        }
        if self.late.findings && all {
            self.report.findings = lint(&Context {
                index: inputs.plan(),
                policy: &inputs.policy,
                as_of: inputs.as_of,
                readings: inputs.patched(),
                places: &inputs.metrics,
                check_ins: &inputs.check_ins,
                report: &self.report,
            });
            self.late.findings = false;
        }
    }
}
