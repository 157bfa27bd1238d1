// Generated from the rows of okr-core by `make generate`; changes here are lost.

import type { Cells } from "./cells.js";
import type { CheckInRow, CheckInSubject, CycleRow, FindingRow, Forecast, HistoryRow, KeyResultRow, KpiPeriodRow, KpiRow, ObjectiveRow, Report, RunningPeriod, ScanRow, TeamRow, TriggerRow, ValueRow, Xmr } from "./types.js";

export const CYCLE_ROW = 8;

export function cycleRow(cells: Cells, at: number): CycleRow {
  return {
    cycle: cells.text(at),
    name: cells.textOrNone(at + 1),
    start: cells.date(at + 2),
    end: cells.date(at + 3),
    elapsed: cells.number(at + 4),
    score: cells.numberOrNone(at + 5),
    objectives: cells.number(at + 6),
    attained: cells.number(at + 7),
  };
}

export const TEAM_ROW = 20;

export function teamRow(cells: Cells, at: number): TeamRow {
  return {
    team: cells.text(at),
    name: cells.text(at + 1),
    level: cells.text<TeamRow["level"]>(at + 2),
    cycle: cells.text(at + 3),
    score: cells.numberOrNone(at + 4),
    objectives: cells.number(at + 5),
    attained: cells.number(at + 6),
    tree_score: cells.numberOrNone(at + 7),
    tree_objectives: cells.number(at + 8),
    tree_attained: cells.number(at + 9),
    draft: cells.number(at + 10),
    dropped: cells.number(at + 11),
    not_started: cells.number(at + 12),
    achieved: cells.number(at + 13),
    missed: cells.number(at + 14),
    no_data: cells.number(at + 15),
    on_track: cells.number(at + 16),
    at_risk: cells.number(at + 17),
    off_track: cells.number(at + 18),
    stale: cells.number(at + 19),
  };
}

export const OBJECTIVE_ROW = 21;

export function objectiveRow(cells: Cells, at: number): ObjectiveRow {
  return {
    objective: cells.text(at),
    title: cells.text(at + 1),
    cycle: cells.text(at + 2),
    team: cells.textOrNone(at + 3),
    owner: cells.textOrNone(at + 4),
    parent: cells.textOrNone(at + 5),
    parent_key_result: cells.textOrNone(at + 6),
    state: cells.text<ObjectiveRow["state"]>(at + 7),
    ambition: cells.text<ObjectiveRow["ambition"]>(at + 8),
    weight: cells.number(at + 9),
    raw: cells.numberOrNone(at + 10),
    score: cells.numberOrNone(at + 11),
    score_committed: cells.numberOrNone(at + 12),
    expected: cells.numberOrNone(at + 13),
    gap: cells.numberOrNone(at + 14),
    status: cells.text<ObjectiveRow["status"]>(at + 15),
    level: cells.text<ObjectiveRow["level"]>(at + 16),
    grade: cells.textOrNone<NonNullable<ObjectiveRow["grade"]>>(at + 17),
    attained: cells.flagOrNone(at + 18),
    unmeasured: cells.textOrNone<NonNullable<ObjectiveRow["unmeasured"]>>(at + 19),
    confidence: cells.numberOrNone(at + 20),
  };
}

export const FORECAST = 11;

export function forecast(cells: Cells, at: number): Forecast {
  return {
    slope: cells.number(at),
    slope_low: cells.number(at + 1),
    slope_high: cells.number(at + 2),
    value: cells.number(at + 3),
    raw: cells.numberOrNone(at + 4),
    score: cells.numberOrNone(at + 5),
    low: cells.number(at + 6),
    high: cells.number(at + 7),
    per_week: cells.number(at + 8),
    per_week_required: cells.numberOrNone(at + 9),
    meets_on: cells.dateOrNone(at + 10),
  };
}

export const KEY_RESULT_ROW = 47;

export function keyResultRow(cells: Cells, at: number): KeyResultRow {
  return {
    key_result: cells.text(at),
    title: cells.text(at + 1),
    objective: cells.text(at + 2),
    cycle: cells.text(at + 3),
    team: cells.textOrNone(at + 4),
    owner: cells.textOrNone(at + 5),
    unit: cells.textOrNone(at + 6),
    metric: cells.textOrNone(at + 7),
    kind: cells.text<KeyResultRow["kind"]>(at + 8),
    baseline: cells.numberOrNone(at + 9),
    target: cells.numberOrNone(at + 10),
    current: cells.numberOrNone(at + 11),
    current_date: cells.dateOrNone(at + 12),
    raw: cells.numberOrNone(at + 13),
    score: cells.numberOrNone(at + 14),
    score_committed: cells.numberOrNone(at + 15),
    weight: cells.number(at + 16),
    expected: cells.numberOrNone(at + 17),
    success: cells.number(at + 18),
    gap: cells.numberOrNone(at + 19),
    status: cells.text<KeyResultRow["status"]>(at + 20),
    level: cells.text<KeyResultRow["level"]>(at + 21),
    grade: cells.textOrNone<NonNullable<KeyResultRow["grade"]>>(at + 22),
    attained: cells.flagOrNone(at + 23),
    stale: cells.flag(at + 24),
    unmeasured: cells.textOrNone<NonNullable<KeyResultRow["unmeasured"]>>(at + 25),
    confidence: cells.numberOrNone(at + 26),
    said: cells.textOrNone<NonNullable<KeyResultRow["said"]>>(at + 27),
    start: cells.date(at + 28),
    end: cells.date(at + 29),
    expected_value: cells.numberOrNone(at + 30),
    pace: cells.text<KeyResultRow["pace"]>(at + 31),
    pace_points: cells.value<KeyResultRow["pace_points"]>(at + 32),
    milestones: cells.value<KeyResultRow["milestones"]>(at + 33),
    revisions: cells.value<KeyResultRow["revisions"]>(at + 34),
    tags: cells.value<KeyResultRow["tags"]>(at + 35),
    forecast: cells.none(at + 36) ? null : forecast(cells, at + 36),
  };
}

export const RUNNING_PERIOD = 3;

export function runningPeriod(cells: Cells, at: number): RunningPeriod {
  return {
    period: cells.text(at),
    value: cells.numberOrNone(at + 1),
    sample: cells.numberOrNone(at + 2),
  };
}

export const XMR = 6;

export function xmr(cells: Cells, at: number): Xmr {
  return {
    mean: cells.number(at),
    lower: cells.number(at + 1),
    upper: cells.number(at + 2),
    mean_range: cells.number(at + 3),
    points: cells.number(at + 4),
    provisional: cells.flag(at + 5),
  };
}

export const KPI_ROW = 42;

export function kpiRow(cells: Cells, at: number): KpiRow {
  return {
    kpi: cells.text(at),
    team: cells.textOrNone(at + 1),
    name: cells.text(at + 2),
    owner: cells.textOrNone(at + 3),
    unit: cells.textOrNone(at + 4),
    period: cells.textOrNone(at + 5),
    value: cells.numberOrNone(at + 6),
    sample: cells.numberOrNone(at + 7),
    previous: cells.numberOrNone(at + 8),
    change: cells.numberOrNone(at + 9),
    change_percent: cells.numberOrNone(at + 10),
    moved: cells.text<KpiRow["moved"]>(at + 11),
    health: cells.text<KpiRow["health"]>(at + 12),
    level: cells.text<KpiRow["level"]>(at + 13),
    target: cells.numberOrNone(at + 14),
    target_met: cells.flagOrNone(at + 15),
    target_gap: cells.numberOrNone(at + 16),
    benchmark_gap: cells.numberOrNone(at + 17),
    cadence: cells.text(at + 18),
    better: cells.text<KpiRow["better"]>(at + 19),
    area: cells.textOrNone(at + 20),
    indicator: cells.textOrNone<NonNullable<KpiRow["indicator"]>>(at + 21),
    healthy_min: cells.numberOrNone(at + 22),
    healthy_max: cells.numberOrNone(at + 23),
    parts: cells.numberOrNone(at + 24),
    parts_of: cells.numberOrNone(at + 25),
    year_ago: cells.numberOrNone(at + 26),
    year_ago_period: cells.textOrNone(at + 27),
    year_change: cells.numberOrNone(at + 28),
    year_change_percent: cells.numberOrNone(at + 29),
    running: cells.none(at + 30) ? null : runningPeriod(cells, at + 30),
    preliminary: cells.flag(at + 33),
    tags: cells.value<KpiRow["tags"]>(at + 34),
    unhealthy_periods: cells.number(at + 35),
    xmr: cells.none(at + 36) ? null : xmr(cells, at + 36),
  };
}

export const KPI_PERIOD_ROW = 20;

export function kpiPeriodRow(cells: Cells, at: number): KpiPeriodRow {
  return {
    kpi: cells.text(at),
    team: cells.textOrNone(at + 1),
    period: cells.text(at + 2),
    start: cells.date(at + 3),
    end: cells.date(at + 4),
    value: cells.numberOrNone(at + 5),
    sample: cells.numberOrNone(at + 6),
    gap: cells.flag(at + 7),
    awaited: cells.flag(at + 8),
    health: cells.text<KpiPeriodRow["health"]>(at + 9),
    level: cells.text<KpiPeriodRow["level"]>(at + 10),
    target: cells.numberOrNone(at + 11),
    healthy_min: cells.numberOrNone(at + 12),
    healthy_max: cells.numberOrNone(at + 13),
    lower: cells.numberOrNone(at + 14),
    upper: cells.numberOrNone(at + 15),
    mean: cells.numberOrNone(at + 16),
    phase: cells.dateOrNone(at + 17),
    preliminary: cells.flag(at + 18),
    signal: cells.textOrNone<NonNullable<KpiPeriodRow["signal"]>>(at + 19),
  };
}

export const TRIGGER_ROW = 21;

export function triggerRow(cells: Cells, at: number): TriggerRow {
  return {
    kpi: cells.text(at),
    team: cells.textOrNone(at + 1),
    rule: cells.text(at + 2),
    number: cells.number(at + 3),
    state: cells.text<TriggerRow["state"]>(at + 4),
    reason: cells.textOrNone<NonNullable<TriggerRow["reason"]>>(at + 5),
    needed: cells.numberOrNone(at + 6),
    have: cells.numberOrNone(at + 7),
    since: cells.textOrNone(at + 8),
    fired: cells.textOrNone(at + 9),
    fired_on: cells.dateOrNone(at + 10),
    run: cells.number(at + 11),
    clear_run: cells.number(at + 12),
    severity: cells.text<TriggerRow["severity"]>(at + 13),
    rank: cells.number(at + 14),
    evidence: cells.value<TriggerRow["evidence"]>(at + 15),
    addressed_by: cells.value<TriggerRow["addressed_by"]>(at + 16),
    message: cells.text(at + 17),
    false_alarm: cells.numberOrNone(at + 18),
    draft: cells.valueOrNone<NonNullable<TriggerRow["draft"]>>(at + 19),
    draft_reason: cells.textOrNone<NonNullable<TriggerRow["draft_reason"]>>(at + 20),
  };
}

export const FINDING_ROW = 9;

export function findingRow(cells: Cells, at: number): FindingRow {
  return {
    code: cells.text<FindingRow["code"]>(at),
    severity: cells.text<FindingRow["severity"]>(at + 1),
    path: cells.textOrNone(at + 2),
    id: cells.textOrNone(at + 3),
    cycle: cells.textOrNone(at + 4),
    data: cells.data<FindingRow["data"]>(at + 5),
    message: cells.text(at + 6),
    help: cells.textOrNone(at + 7),
    rationale: cells.text(at + 8),
  };
}

export const VALUE_ROW = 8;

export function valueRow(cells: Cells, at: number): ValueRow {
  return {
    metric: cells.text(at),
    team: cells.textOrNone(at + 1),
    date: cells.date(at + 2),
    value: cells.number(at + 3),
    recorded: cells.date(at + 4),
    sample: cells.numberOrNone(at + 5),
    note: cells.textOrNone(at + 6),
    used_by: cells.value<ValueRow["used_by"]>(at + 7),
  };
}

export const CHECK_IN_SUBJECT = 2;

export function checkInSubject(cells: Cells, at: number): CheckInSubject {
  return {
    table: cells.text(at),
    id: cells.text(at + 1),
  };
}

export const CHECK_IN_ROW = 9;

export function checkInRow(cells: Cells, at: number): CheckInRow {
  return {
    date: cells.date(at),
    recorded: cells.date(at + 1),
    by: cells.textOrNone(at + 2),
    of: checkInSubject(cells, at + 3),
    title: cells.textOrNone(at + 5),
    confidence: cells.numberOrNone(at + 6),
    said: cells.textOrNone<NonNullable<CheckInRow["said"]>>(at + 7),
    note: cells.textOrNone(at + 8),
  };
}

export const HISTORY_ROW = 6;

export function historyRow(cells: Cells, at: number): HistoryRow {
  return {
    date: cells.date(at),
    table: cells.text<HistoryRow["table"]>(at + 1),
    id: cells.text(at + 2),
    score: cells.numberOrNone(at + 3),
    expected: cells.numberOrNone(at + 4),
    status: cells.textOrNone<NonNullable<HistoryRow["status"]>>(at + 5),
  };
}

export const SCAN_ROW = 9;

export function scanRow(cells: Cells, at: number): ScanRow {
  return {
    kpi: cells.text(at),
    team: cells.textOrNone(at + 1),
    rule: cells.text(at + 2),
    number: cells.number(at + 3),
    state: cells.text<ScanRow["state"]>(at + 4),
    since: cells.textOrNone(at + 5),
    fired: cells.textOrNone(at + 6),
    run: cells.number(at + 7),
    clear_run: cells.number(at + 8),
  };
}

export function report(cells: Cells): Report {
  const as_of = cells.field<Report["as_of"]>();
  const policy = cells.field<Report["policy"]>();
  const readings = cells.field<Report["readings"]>();
  return {
    as_of,
    policy,
    cycles: cells.table(cycleRow, CYCLE_ROW),
    teams: cells.table(teamRow, TEAM_ROW),
    objectives: cells.table(objectiveRow, OBJECTIVE_ROW),
    key_results: cells.table(keyResultRow, KEY_RESULT_ROW),
    kpis: cells.table(kpiRow, KPI_ROW),
    kpi_periods: cells.table(kpiPeriodRow, KPI_PERIOD_ROW),
    triggers: cells.table(triggerRow, TRIGGER_ROW),
    findings: cells.table(findingRow, FINDING_ROW),
    values: cells.table(valueRow, VALUE_ROW),
    check_ins: cells.table(checkInRow, CHECK_IN_ROW),
    readings,
  };
}
