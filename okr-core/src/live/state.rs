//! A report with all that it was made from, kept up to date.

use super::inputs::Inputs;
use super::links::Links;
use super::rows::{Places, put};
use super::scores::{self, Moved, rescore};
use super::summaries::{Summaries, Waiting};
use super::triggers::Triggers;
use crate::calendar::date_of_day;
use crate::evaluate::rows::{key_result_row, key_result_rows, objective_row, objective_rows};
use crate::kpi::{self, Addressed, Frame, all_series, of_series};
use crate::lint::{Context, lint};
use crate::report::Report;
use crate::score::{Board, Day, board};

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
    board: Board,
    summaries: Summaries,
    addressed: Addressed,
    kpi_periods: bool,
    triggers: Triggers,
    late: Late,
    scores: scores::Memory,
    series: kpi::Memory,
}

/// The parts of the report that are not up to date.
#[derive(Debug, Clone, Copy)]
struct Late {
    triggers: bool,
    kpi_periods: bool,
    readings: bool,
    findings: bool,
}

/// The places of both lists, each once, in order.
fn places_of(list: &[usize], other: &[usize]) -> Vec<usize> {
    let mut places = [list, other].concat();
    crate::order::sort(&mut places);
    places.dedup();
    places
}

fn frame<'a>(day: &Day<'a>, addressed: &'a Addressed, periods: bool) -> Frame<'a> {
    Frame { index: day.index, policy: day.policy, as_of: day.as_of, periods, addressed }
}

impl State {
    pub(super) fn new(inputs: &Inputs, kpi_periods: bool) -> Self {
        let day = inputs.day();
        let board = board(&day);
        let addressed = Addressed::on(day.index, day.as_of);
        let (triggers, kpis) = Triggers::new(all_series(&day, &frame(&day, &addressed, kpi_periods)));
        let summaries = Summaries::new(&day, &board);
        State {
            report: Report {
                as_of: date_of_day(day.as_of),
                policy: day.policy.clone(),
                cycles: summaries.cycle_rows(&day),
                teams: summaries.team_rows(&day, &board),
                objectives: objective_rows(&day, &board),
                key_results: key_result_rows(&day, &board),
                kpis,
                kpi_periods: Vec::new(),
                triggers: Vec::new(),
                findings: Vec::new(),
                readings: inputs.counts.row(day.index),
            },
            links: Links::new(day.index),
            summaries,
            board,
            addressed,
            kpi_periods,
            triggers,
            late: Late { triggers: true, kpi_periods, readings: false, findings: true },
            scores: scores::Memory::default(),
            series: kpi::Memory::default(),
        }
    }

    /// The key results that read a series.
    pub(super) fn readers(&self, series: usize) -> &[usize] {
        self.links.readers.of(series)
    }

    /// Computes anew what rests on what changed; where rows differ by that.
    pub(super) fn change(&mut self, inputs: &Inputs, roots: &Roots) -> Places {
        self.late.readings = true;
        self.late.findings = true;
        let day = inputs.day();
        let mut places = Places::default();
        self.change_series(&day, roots, &mut places);
        let State { links, board, scores, .. } = self;
        let moved = rescore(&day, links, board, scores, places_of(&roots.key_results, &[]));
        self.change_goals(&day, roots, &moved, &mut places);
        self.change_summaries(&day, &moved, &mut places);
        places
    }

    fn change_series(&mut self, day: &Day<'_>, roots: &Roots, places: &mut Places) {
        for series in places_of(&roots.series, &[]) {
            let frame = frame(day, &self.addressed, self.kpi_periods);
            let mut now = of_series(day, &frame, series, &mut self.series);
            if put(&mut self.report.kpis, series, now.kpi.take()) {
                places.kpis.push(series);
            }
            let differs = self.triggers.put(series, now);
            places.triggers |= differs.triggers;
            places.kpi_periods |= differs.periods;
        }
        self.late.triggers |= places.triggers;
        self.late.kpi_periods |= places.kpi_periods;
    }

    fn change_goals(&mut self, day: &Day<'_>, roots: &Roots, moved: &Moved, places: &mut Places) {
        let State { board, report, .. } = self;
        for place in places_of(&moved.key_results, &roots.key_results) {
            let row = board.key_result(place).and_then(|score| key_result_row(day, place, score));
            if put(&mut report.key_results, place, row) {
                places.key_results.push(place);
            }
        }
        for place in places_of(&moved.objectives, &roots.objectives) {
            let row = board.objective(place).and_then(|score| objective_row(day, place, score));
            if put(&mut report.objectives, place, row) {
                places.objectives.push(place);
            }
        }
    }

    fn change_summaries(&mut self, day: &Day<'_>, moved: &Moved, places: &mut Places) {
        let State { board, report, summaries, .. } = self;
        let mut waiting = Waiting::default();
        for objective in places_of(&moved.objectives, &moved.regrouped) {
            summaries.update(day, board, objective, &mut waiting);
        }
        for place in places_of(&waiting.cycles, &[]) {
            if put(&mut report.cycles, place, summaries.cycle_row(day, place)) {
                places.cycles.push(place);
            }
        }
        for place in places_of(&waiting.teams, &[]) {
            if put(&mut report.teams, place, summaries.team_row(day, board, place)) {
                places.teams.push(place);
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
            self.report.readings = inputs.counts.row(inputs.index());
            self.late.readings = false;
        }
        if self.late.findings && all {
            self.report.findings = lint(&Context {
                index: inputs.index(),
                policy: &inputs.policy,
                as_of: inputs.as_of,
                readings: inputs.patched(),
                places: &inputs.places,
                check_ins: &inputs.check_ins,
                report: &self.report,
            });
            self.late.findings = false;
        }
    }
}
