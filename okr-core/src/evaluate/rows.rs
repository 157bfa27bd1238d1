//! From scores by index to rows with names.

use std::sync::Arc;

use super::Evaluation;
use super::readings_row::readings_row;
use crate::calendar::date_of_day;
use crate::kpi::{Tables, tables};
use crate::parallel;
use crate::plan::Ambition;
use crate::report::{CycleRow, Forecast, Grade, KeyResultRow, ObjectiveRow, Report, TeamRow};
use crate::score::{
    Board, Day, KeyResultScore, Line, ObjectiveScore, Summary, TeamSummary, Window, board_with_rows, cycles, grade,
    teams,
};

pub(super) fn report(day: &Day<'_>, evaluation: &Evaluation<'_>) -> Report {
    let size = day.index.key_results.len() + day.index.series.len();
    let kpis = || parallel::join(size, || tables(day, evaluation.kpi_periods), || readings_row(day));
    let goals = || {
        let (board, key_results) = board_with_rows(day, |index, score| {
            let row = key_result_row(day, index, score);
            score.forecast = None;
            row
        });
        let above = || (cycle_rows(day, &board), team_rows(day, &board));
        (parallel::join(size, above, || objective_rows(day, &board)), key_results)
    };
    let ((Tables { kpis, periods, triggers }, readings), (((cycles, teams), objectives), key_results)) =
        parallel::join(size, kpis, goals);
    Report {
        as_of: evaluation.as_of,
        policy: day.policy.clone(),
        cycles,
        teams,
        objectives,
        key_results,
        kpis,
        kpi_periods: periods,
        triggers,
        findings: Vec::new(),
        readings,
    }
}

pub(crate) fn cycle_rows(day: &Day<'_>, board: &Board) -> Vec<CycleRow> {
    let summaries = cycles(day, board);
    summaries.iter().enumerate().filter_map(|(index, summary)| cycle_row(day, index, summary)).collect()
}

/// The row of a cycle.
pub(crate) fn cycle_row(day: &Day<'_>, index: usize, summary: &Summary) -> Option<CycleRow> {
    let node = day.index.cycles.get(index)?;
    Some(CycleRow {
        cycle: Arc::clone(&node.id),
        name: node.name.clone(),
        start: date_of_day(node.start),
        end: date_of_day(node.end),
        elapsed: Window { start: node.start, end: node.end, as_of: day.as_of }.elapsed(day.as_of),
        score: summary.score(),
        objectives: summary.objectives,
        attained: summary.attained,
    })
}

pub(crate) fn team_rows(day: &Day<'_>, board: &Board) -> Vec<TeamRow> {
    let summaries = teams(day, board);
    summaries.iter().filter_map(|(team, cycle, summary)| team_row(day, team, cycle, summary)).collect()
}

/// The row of a team in a cycle.
pub(crate) fn team_row(day: &Day<'_>, team: usize, cycle: usize, summary: &TeamSummary) -> Option<TeamRow> {
    let (team, cycle) = (day.index.teams.get(team)?, day.index.cycles.get(cycle)?);
    // In the order of `Status::ALL`.
    let [draft, dropped, not_started, achieved, missed, no_data, on_track, at_risk, off_track, stale] =
        summary.statuses;
    Some(TeamRow {
        team: Arc::clone(&team.id),
        name: Arc::clone(&team.name),
        cycle: Arc::clone(&cycle.id),
        score: summary.own.score(),
        objectives: summary.own.objectives,
        attained: summary.own.attained,
        tree_score: summary.tree.score(),
        tree_objectives: summary.tree.objectives,
        tree_attained: summary.tree.attained,
        draft,
        dropped,
        not_started,
        achieved,
        missed,
        no_data,
        on_track,
        at_risk,
        off_track,
        stale,
    })
}

/// The names of an objective's cycle and team.
fn names(day: &Day<'_>, objective: usize) -> Option<(Arc<str>, Option<Arc<str>>)> {
    let node = day.index.objectives.get(objective)?;
    let team = node.team.and_then(|team| day.index.teams.get(team)).map(|team| Arc::clone(&team.id));
    Some((Arc::clone(&day.index.cycles.get(node.cycle)?.id), team))
}

fn graded(day: &Day<'_>, score: Option<f64>, ambition: Ambition) -> (Option<Grade>, Option<bool>) {
    let (success, amber) = (day.policy.success.of(ambition), day.policy.amber.of(ambition));
    (score.map(|score| grade(score, success, amber)), score.map(|score| crate::number::meets(score, success)))
}

pub(crate) fn objective_rows(day: &Day<'_>, board: &Board) -> Vec<ObjectiveRow> {
    parallel::filter_map(board.objectives.len(), |index| objective_row(day, index, board.objective(index)?))
}

/// The row of an objective.
pub(crate) fn objective_row(day: &Day<'_>, index: usize, score: &ObjectiveScore) -> Option<ObjectiveRow> {
    let node = day.index.objectives.get(index)?;
    let (cycle, team) = names(day, index)?;
    let (grade, attained) = graded(day, score.score, score.ambition);
    Some(ObjectiveRow {
        objective: Arc::clone(&node.id),
        title: Arc::clone(&node.title),
        cycle,
        team,
        owner: node.owner.clone(),
        state: score.standing.word(),
        ambition: score.ambition,
        weight: score.weight,
        raw: score.raw,
        score: score.score,
        score_committed: score.committed,
        expected: score.expected,
        gap: score.gap(),
        status: score.status,
        grade,
        attained,
        unmeasured: score.unmeasured,
        confidence: day.news.of_objective(index).confidence(),
    })
}

pub(crate) fn key_result_rows(day: &Day<'_>, board: &Board) -> Vec<KeyResultRow> {
    parallel::filter_map(board.key_results.len(), |index| key_result_row(day, index, board.key_result(index)?))
}

/// The row of a key result.
pub(crate) fn key_result_row(day: &Day<'_>, index: usize, score: &KeyResultScore) -> Option<KeyResultRow> {
    let node = day.index.key_results.get(index)?;
    let (cycle, team) = names(day, node.objective)?;
    let (grade, attained) = graded(day, score.score, score.ambition);
    Some(KeyResultRow {
        key_result: Arc::clone(&node.id),
        title: Arc::clone(&node.title),
        objective: Arc::clone(&day.index.objectives.get(node.objective)?.id),
        cycle,
        team,
        owner: node.owner.clone(),
        unit: node.unit.clone(),
        metric: node.metric.clone(),
        kind: score.kind,
        baseline: score.baseline,
        target: score.target,
        current: score.current,
        current_date: score.current_day.map(date_of_day),
        raw: score.raw,
        score: score.score,
        score_committed: score.committed,
        weight: score.weight,
        expected: Some(score.expected),
        gap: score.gap(),
        status: score.status,
        grade,
        attained,
        stale: score.stale,
        unmeasured: score.unmeasured,
        confidence: day.news.of_key_result(index).confidence(),
        forecast: score.forecast.as_deref().map(forecast_row),
    })
}

fn forecast_row(line: &Line) -> Forecast {
    Forecast {
        slope: line.slope,
        slope_low: line.slope_low,
        slope_high: line.slope_high,
        value: line.value,
        raw: line.raw,
        score: line.score,
        low: line.low,
        high: line.high,
        per_week: line.slope * 7.0 + 0.0,
        per_week_required: line.per_week_required,
        meets_on: line.meets_on.map(date_of_day),
    }
}
