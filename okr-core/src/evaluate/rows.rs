//! From scores by index to rows with names.

use std::borrow::Cow;
use std::sync::Arc;

use super::evaluation::Evaluation;
use super::readings_row::readings_row;
use crate::calendar::{date_of_day, day_number};
use crate::index::{CycleIndex, KeyResultIndex, ObjectiveIndex, TeamIndex};
use crate::kpi::{Tables, tables};
use crate::parallel;
use crate::plan::{Ambition, Done, KeyResult, KeyResultRevision, Measure, MeasureKind, Milestone, Pace, Target};
use crate::report::{
    CycleRow, Forecast, Grade, KeyResultRow, MilestoneStep, ObjectiveRow, PaceShare, Report, RevisionStep, TeamRow,
};
use crate::resolve::ParentIndex;
use crate::score::{
    ForecastLine, KeyResultScore, ObjectiveScore, Scores, Summary, TeamSummary, Window, cycles, grade, score_with_rows,
    teams,
};
use crate::series::EvaluationContext;

pub(super) fn report(context: &EvaluationContext<'_>, evaluation: &Evaluation<'_>) -> Report {
    let size = context.plan.key_results.len() + context.plan.series.len();
    let kpis = || parallel::join(size, || tables(context, evaluation.kpi_periods), || readings_row(context));
    let goals = || {
        let (scores, key_results) = score_with_rows(context, |index, score| {
            let row = key_result_row(context, index, score);
            score.forecast = None;
            row
        });
        let above = || (cycle_rows(context, &scores), team_rows(context, &scores));
        (parallel::join(size, above, || objective_rows(context, &scores)), key_results)
    };
    let ((Tables { kpis, periods, triggers }, readings), (((cycles, teams), objectives), key_results)) =
        parallel::join(size, kpis, goals);
    Report {
        as_of: evaluation.as_of,
        policy: context.policy.clone(),
        cycles,
        teams,
        objectives,
        key_results,
        kpis,
        kpi_periods: periods,
        triggers,
        findings: Vec::new(),
        values: Vec::new(),
        check_ins: Vec::new(),
        readings,
    }
}

pub(crate) fn cycle_rows(context: &EvaluationContext<'_>, scores: &Scores) -> Vec<CycleRow> {
    let summaries = cycles(context, scores);
    summaries.iter_enumerated().map(|(index, summary)| cycle_row(context, index, summary)).collect()
}

/// The row of a cycle.
pub(crate) fn cycle_row(context: &EvaluationContext<'_>, index: CycleIndex, summary: &Summary) -> CycleRow {
    let node = &context.plan.cycles[index];
    CycleRow {
        cycle: Arc::clone(&node.id),
        name: node.name.clone(),
        start: date_of_day(node.start),
        end: date_of_day(node.end),
        elapsed: Window { start: node.start, end: node.end, as_of: context.as_of }.elapsed(context.as_of),
        score: summary.score(),
        objectives: summary.objectives,
        attained: summary.attained,
    }
}

pub(crate) fn team_rows(context: &EvaluationContext<'_>, scores: &Scores) -> Vec<TeamRow> {
    let summaries = teams(context, scores);
    summaries.iter().map(|(team, cycle, summary)| team_row(context, team, cycle, summary)).collect()
}

/// The row of a team in a cycle.
pub(crate) fn team_row(
    context: &EvaluationContext<'_>,
    team: TeamIndex,
    cycle: CycleIndex,
    summary: &TeamSummary,
) -> TeamRow {
    let level = context.plan.written_team(team).level;
    let (team, cycle) = (&context.plan.teams[team], &context.plan.cycles[cycle]);
    // In the order of `Status::ALL`.
    let [draft, dropped, not_started, achieved, missed, no_data, on_track, at_risk, off_track, stale] =
        summary.statuses;
    TeamRow {
        team: Arc::clone(&team.id),
        name: Arc::clone(&team.name),
        level,
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
    }
}

/// The names of an objective's cycle and team.
fn names(context: &EvaluationContext<'_>, objective: ObjectiveIndex) -> (Arc<str>, Option<Arc<str>>) {
    let node = &context.plan.objectives[objective];
    let team = node.team.map(|team| Arc::clone(&context.plan.teams[team].id));
    (Arc::clone(&context.plan.cycles[node.cycle].id), team)
}

fn graded(context: &EvaluationContext<'_>, score: Option<f64>, ambition: Ambition) -> (Option<Grade>, Option<bool>) {
    let (success, amber) = (context.policy.success.of(ambition), context.policy.amber.of(ambition));
    (score.map(|score| grade(score, success, amber)), score.map(|score| crate::number::meets(score, success)))
}

pub(crate) fn objective_rows(context: &EvaluationContext<'_>, scores: &Scores) -> Vec<ObjectiveRow> {
    scores.objectives.map_indices(|| (), |(), index| objective_row(context, index, scores.objective(index))).into_vec()
}

/// The row of an objective.
pub(crate) fn objective_row(
    context: &EvaluationContext<'_>,
    index: ObjectiveIndex,
    score: &ObjectiveScore,
) -> ObjectiveRow {
    let node = &context.plan.objectives[index];
    let (cycle, team) = names(context, index);
    let (grade, attained) = graded(context, score.score, score.ambition);
    ObjectiveRow {
        objective: Arc::clone(&node.id),
        title: Arc::clone(&node.title),
        cycle,
        team,
        owner: node.owner.clone(),
        parent: context.plan.objective_above(index).map(|above| Arc::clone(&context.plan.objectives[above].id)),
        parent_key_result: match node.parent {
            Some(ParentIndex::KeyResult(index)) => Some(Arc::clone(&context.plan.key_results[index].id)),
            _ => None,
        },
        state: score.lifecycle.word(),
        ambition: score.ambition,
        weight: score.weight,
        raw: score.raw,
        score: score.score,
        score_committed: score.committed,
        expected: score.expected,
        gap: score.gap(),
        status: score.status,
        level: score.status.into(),
        grade,
        attained,
        unmeasured: score.unmeasured,
        confidence: context.check_ins.of_objective(index).confidence(),
    }
}

pub(crate) fn key_result_rows(context: &EvaluationContext<'_>, scores: &Scores) -> Vec<KeyResultRow> {
    scores
        .key_results
        .map_indices(|| (), |(), index| key_result_row(context, index, scores.key_result(index)))
        .into_vec()
}

/// The row of a key result.
pub(crate) fn key_result_row(
    context: &EvaluationContext<'_>,
    index: KeyResultIndex,
    score: &KeyResultScore,
) -> KeyResultRow {
    let (written, node) = context.plan.key_result(index);
    let (cycle, team) = names(context, node.objective);
    let (grade, attained) = graded(context, score.score, score.ambition);
    KeyResultRow {
        key_result: Arc::clone(&node.id),
        title: Arc::clone(&node.title),
        objective: Arc::clone(&context.plan.objectives[node.objective].id),
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
        success: context.policy.success.of(score.ambition),
        gap: score.gap(),
        status: score.status,
        level: score.status.into(),
        grade,
        attained,
        stale: score.stale,
        unmeasured: score.unmeasured,
        confidence: context.check_ins.of_key_result(index).confidence(),
        said: context.check_ins.of_key_result(index).said(),
        start: date_of_day(score.window.start),
        end: date_of_day(score.window.end),
        expected_value: score.expected_value,
        pace: (&written.pace).into(),
        pace_points: match &written.pace {
            Pace::Linear => Vec::new(),
            Pace::Phased(points) => points.iter().map(PaceShare::from).collect(),
        },
        milestones: milestones(context, written, score),
        revisions: revisions(written, score.baseline),
        tags: written.tags.iter().map(|tag| Arc::from(tag.as_str())).collect(),
        forecast: score.forecast.as_deref().map(forecast_row),
    }
}

/// The steps of the measure in force.
fn milestones(context: &EvaluationContext<'_>, written: &KeyResult, score: &KeyResultScore) -> Vec<MilestoneStep> {
    if score.kind != MeasureKind::Milestones {
        return Vec::new();
    }
    let (measure, _) = written.in_force(score.window.looked_on());
    let Measure::Milestones(milestones) = &*measure else { return Vec::new() };
    let today = date_of_day(context.as_of);
    let step = |milestone: &Milestone| {
        let done = milestone.done.is_some_and(|done| done.by(today));
        MilestoneStep {
            title: Arc::from(milestone.title.as_str()),
            due: milestone.due,
            done,
            done_on: match milestone.done {
                Some(Done::On(day)) if done => Some(day),
                _ => None,
            },
            weight: milestone.weight,
        }
    };
    milestones.items.iter().map(step).collect()
}

/// The revisions of a key result; `found` is the baseline of the readings, for where none is written.
fn revisions(written: &KeyResult, found: Option<f64>) -> Vec<RevisionStep> {
    let ends = |measure: &Measure| match measure {
        Measure::Reach(reach) => {
            let baseline = reach.from.or(found);
            let target = match reach.to {
                Target::To(value) => Some(value),
                relative => baseline.map(|from| relative.value(from)),
            };
            (baseline, target)
        }
        _ => (None, None),
    };
    let step = |revision: &KeyResultRevision| {
        let (before, weight_before) = match revision.from.pred_opt() {
            Some(day) => written.in_force(day_number(day)),
            None => (Cow::Borrowed(&written.measure), written.weight),
        };
        let (measure, weight) = written.in_force(day_number(revision.from));
        let ((baseline_before, target_before), (baseline, target)) = (ends(&before), ends(&measure));
        RevisionStep {
            date: revision.from,
            reason: revision.reason.as_deref().map(Arc::from),
            baseline_before,
            baseline,
            target_before,
            target,
            weight_before,
            weight,
        }
    };
    written.revisions.iter().map(step).collect()
}

fn forecast_row(line: &ForecastLine) -> Forecast {
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
