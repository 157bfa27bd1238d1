//! A report with all that it was made from, kept up to date.

use super::inputs::Inputs;
use super::links::Links;
use super::rows::{ChangedRows, put};
use super::scores::{self, ChangedScores, rescore};
use super::summaries::{OutdatedRows, Summaries};
use super::triggers::Triggers;
use crate::calendar::date_of_day;
use crate::evaluate::rows::{key_result_row, key_result_rows, objective_row, objective_rows};
use crate::evaluate::{check_in_rows, value_rows};
use crate::index::{KeyResultIndex, ListIndex, ObjectiveIndex, SeriesIndex, present};
use crate::kpi::{self, Addressed, SeriesEvaluation, all_series, of_series};
use crate::lint::{Context, lint};
use crate::report::Report;
use crate::score::{Scores, score_all};
use crate::series::EvaluationContext;

/// What is computed again because what it reads changed.
#[derive(Debug, Default)]
pub(super) struct ChangedInputs {
    pub(super) key_results: Vec<KeyResultIndex>,
    pub(super) series: Vec<SeriesIndex>,
    /// Objectives whose rows say something else even where their scores do not.
    pub(super) objectives: Vec<ObjectiveIndex>,
}

/// The tables that are filled on request.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    pub(super) kpi_periods: bool,
    pub(super) values: bool,
}

/// All rows, whatever the scope; of some tables only when they are asked for.
pub(super) struct State {
    pub(super) report: Report,
    links: Links,
    scores: Scores,
    summaries: Summaries,
    addressed: Addressed,
    wanted: Wanted,
    triggers: Triggers,
    outdated: Outdated,
    scoring: scores::RescoringScratch,
    series: kpi::KpiScratch,
}

/// The parts of the report that are not up to date.
#[derive(Debug, Clone, Copy)]
struct Outdated {
    triggers: bool,
    kpi_periods: bool,
    readings: bool,
    findings: bool,
    values: bool,
    check_ins: bool,
}

/// The indices of both lists, each once, in order.
fn each_once<I: Ord + Copy>(list: &[I], other: &[I]) -> Vec<I> {
    let mut indices = [list, other].concat();
    crate::order::sort(&mut indices);
    indices.dedup();
    indices
}

fn evaluation<'a>(context: &EvaluationContext<'a>, addressed: &'a Addressed, periods: bool) -> SeriesEvaluation<'a> {
    SeriesEvaluation { plan: context.plan, policy: context.policy, periods, addressed }
}

impl State {
    pub(super) fn new(inputs: &Inputs, Wanted { kpi_periods, values }: Wanted) -> Self {
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
                values: Vec::new(),
                check_ins: Vec::new(),
                readings: inputs.counts.row(context.plan),
            },
            links: Links::new(context.plan),
            summaries,
            scores,
            addressed,
            wanted: Wanted { kpi_periods, values },
            triggers,
            outdated: Outdated {
                triggers: true,
                kpi_periods,
                readings: false,
                findings: true,
                values,
                check_ins: true,
            },
            scoring: scores::RescoringScratch::default(),
            series: kpi::KpiScratch::default(),
        }
    }

    /// The key results that read a series.
    pub(super) fn readers(&self, series: SeriesIndex) -> &[KeyResultIndex] {
        &self.links.readers[series]
    }

    /// Computes what rests on what changed; returns where rows differ by that.
    pub(super) fn change(&mut self, inputs: &Inputs, changed_inputs: &ChangedInputs) -> ChangedRows {
        self.outdated.readings = true;
        self.outdated.findings = true;
        self.outdated.check_ins = true;
        self.outdated.values = self.wanted.values;
        let context = inputs.context();
        let mut indices = ChangedRows::default();
        self.change_series(&context, changed_inputs, &mut indices);
        let State { links, scores, scoring, .. } = self;
        let changed_scores = rescore(&context, links, scores, scoring, each_once(&changed_inputs.key_results, &[]));
        self.change_goals(&context, changed_inputs, &changed_scores, &mut indices);
        self.change_summaries(&context, &changed_scores, &mut indices);
        indices
    }

    fn change_series(
        &mut self,
        context: &EvaluationContext<'_>,
        changed_inputs: &ChangedInputs,
        changed: &mut ChangedRows,
    ) {
        for series in each_once(&changed_inputs.series, &[]) {
            let evaluation = evaluation(context, &self.addressed, self.wanted.kpi_periods);
            let mut now = of_series(context, &evaluation, series, &mut self.series);
            if put(&mut self.report.kpis, series.get(), present(now.kpi.take())) {
                changed.kpis.push(series.get());
            }
            let differs = self.triggers.put(series, now);
            changed.triggers |= differs.triggers;
            changed.kpi_periods |= differs.periods;
        }
        self.outdated.triggers |= changed.triggers;
        self.outdated.kpi_periods |= changed.kpi_periods;
    }

    fn change_goals(
        &mut self,
        context: &EvaluationContext<'_>,
        changed_inputs: &ChangedInputs,
        changed_scores: &ChangedScores,
        changed: &mut ChangedRows,
    ) {
        let State { scores, report, .. } = self;
        for index in each_once(&changed_scores.key_results, &changed_inputs.key_results) {
            let row = key_result_row(context, index, scores.key_result(index));
            if put(&mut report.key_results, index.get(), row) {
                changed.key_results.push(index.get());
            }
        }
        for index in each_once(&changed_scores.objectives, &changed_inputs.objectives) {
            let row = objective_row(context, index, scores.objective(index));
            if put(&mut report.objectives, index.get(), row) {
                changed.objectives.push(index.get());
            }
        }
    }

    fn change_summaries(
        &mut self,
        context: &EvaluationContext<'_>,
        changed_scores: &ChangedScores,
        changed: &mut ChangedRows,
    ) {
        let State { scores, report, summaries, .. } = self;
        let mut outdated = OutdatedRows::default();
        for objective in each_once(&changed_scores.objectives, &changed_scores.regrouped) {
            summaries.update(context, scores, objective, &mut outdated);
        }
        for index in each_once(&outdated.cycles, &[]) {
            if put(&mut report.cycles, index.get(), summaries.cycle_row(context, index)) {
                changed.cycles.push(index.get());
            }
        }
        for index in each_once(&outdated.teams, &[]) {
            if put(&mut report.teams, index, summaries.team_row(context, scores, index)) {
                changed.teams.push(index);
            }
        }
    }

    /// Brings what a field of the report says up to date.
    pub(super) fn catch_up(&mut self, inputs: &Inputs, field: &str) {
        let all = field == "findings";
        if self.outdated.triggers && (all || field == "triggers") {
            self.report.triggers = self.triggers.table();
            self.outdated.triggers = false;
        }
        if self.outdated.kpi_periods && (all || field == "kpi_periods") {
            self.report.kpi_periods = self.triggers.periods();
            self.outdated.kpi_periods = false;
        }
        if self.outdated.readings && (all || field == "readings") {
            self.report.readings = inputs.counts.row(inputs.plan());
            self.outdated.readings = false;
        }
        if self.outdated.values && (all || field == "values") {
            self.report.values = value_rows(inputs.plan(), &inputs.rows(), inputs.as_of);
            self.outdated.values = false;
        }
        if self.outdated.check_ins && (all || field == "check_ins") {
            self.report.check_ins = check_in_rows(inputs.plan(), &inputs.check_ins, inputs.as_of);
            self.outdated.check_ins = false;
        }
        if self.outdated.findings && all {
            self.report.findings =
                lint(&Context { evaluation: &inputs.context(), check_ins: &inputs.check_ins, report: &self.report });
            self.outdated.findings = false;
        }
    }
}
