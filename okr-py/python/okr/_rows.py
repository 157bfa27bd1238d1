"""Rows of reports: typed dictionaries with the same keys as in the JSON document."""

# Generated from the types of okr-core by `make generate`; changes here are lost.

from __future__ import annotations

import datetime
from typing import Any, Literal, TypeAlias, TypedDict

from okr._documents import (
    Ambition,
    Better,
    FindingCode,
    Indicator,
    Level,
    ObjectiveFrom,
    ObjectiveState,
    Preset,
    Said,
    Severity,
    Unmeasured,
)

__all__ = [
    "AgendaRow",
    "AgendaSection",
    "Cause",
    "ChangeCode",
    "ChangeRow",
    "ChangedTable",
    "CheckInRow",
    "CheckInSubject",
    "CountInForce",
    "CycleRow",
    "Difference",
    "DifferenceKind",
    "Evidence",
    "FindingRow",
    "Forecast",
    "Grade",
    "Health",
    "HistoryRow",
    "ImportNote",
    "KeyResultRow",
    "KpiPeriodRow",
    "KpiRow",
    "Lack",
    "MeasureKind",
    "MilestoneStep",
    "Moved",
    "NoDraft",
    "NoteCode",
    "NoteTreatment",
    "ObjectiveRow",
    "PaceKind",
    "PaceShare",
    "PolicyInForce",
    "Rating",
    "ReadingsRow",
    "Reason",
    "Report",
    "RevisionStep",
    "RunningPeriod",
    "ScanRow",
    "ScoredTable",
    "Signal",
    "Status",
    "TeamRow",
    "ThresholdInForce",
    "TriggerRow",
    "TriggerState",
    "UnknownMetric",
    "ValueRow",
    "Xmr",
]

Status: TypeAlias = Literal[
    "draft",
    "dropped",
    "not_started",
    "achieved",
    "missed",
    "no_data",
    "on_track",
    "at_risk",
    "off_track",
    "stale",
]
"""How a goal stands.

`draft`: Not yet agreed.

`dropped`: Given up.

`not_started`: Its time has not come, or its first reading is not due yet.

`achieved`: It is a success: reached, or attained at its end.

`missed`: At its end it was not attained.

`no_data`: There is nothing to judge.

`on_track`: As far as expected, or nearly.

`at_risk`: Behind.

`off_track`: Far behind.

`stale`: It was on track when last heard of.
"""

Rating: TypeAlias = Literal["good", "watch", "bad", "none"]
"""How anything stands, on one scale for goals and KPIs: what colours a page.

`good`: It is on track, achieved or healthy.

`watch`: It is at risk, stale, or misses its target within its healthy range.

`bad`: It is off track, missed or unhealthy.

`none`: Nothing tells how it stands.
"""

Grade: TypeAlias = Literal["green", "amber", "red"]
"""The colour of a score.

`green`: A success.

`amber`: On the way.

`red`: Less.
"""

Reason: TypeAlias = Literal[
    "not_started",
    "not_due",
    "no_reading",
    "no_baseline",
    "flat_target",
    "no_children",
    "small_sample",
    "no_members",
    "zero_weight",
]
"""Why there is no number yet.

`not_started`: Its time has not come.

`not_due`: The value that it reads is not due yet.

`no_reading`: There is no reading in its window.

`no_baseline`: There is no value to start from.

`flat_target`: The target equals the value to start from.

`no_children`: No objective below it counts.

`small_sample`: All samples were too small.

`no_members`: It has no members that count.

`zero_weight`: The weights of its members sum to 0.
"""

MeasureKind: TypeAlias = Literal["reach", "hold", "curve", "milestones", "establish", "roll_up"]
"""What a key result is measured by.

`reach`: Progress from a baseline to a target: `(value - baseline) / (target - baseline)`.

`hold`: Staying within bounds. At least one bound is required; values on a bound are within
it.

`curve`: Linear interpolation between points of value and score. Beyond the first and last
point the score stays constant.

`milestones`: Steps that are reached one by one. The score is the weight of the steps reached,
divided by the weight of all.

`establish`: Establishing a baseline: achieved as soon as a reading exists.

`roll_up`: The weighted mean score of the objectives whose parent is this key result.
"""

PaceKind: TypeAlias = Literal["linear", "phased"]
"""How what is expected of a key result grows.

`linear`: By the same amount every day.

`phased`: As its plan says by date.
"""

Moved: TypeAlias = Literal["better", "worse", "same", "unknown"]
"""How a value moved from the one before.

`better`: For the better.

`worse`: For the worse.

`same`: Not.

`unknown`: There is nothing to compare with.
"""

Health: TypeAlias = Literal[
    "unrated",
    "healthy",
    "watch",
    "unhealthy",
    "no_data",
    "stale",
    "small_sample",
    "undefined",
    "retired",
]
"""How a KPI does.

`unrated`: It has neither a range nor a target.

`healthy`: Inside its range, and at its target where it has one.

`watch`: Inside its range, and short of its target.

`unhealthy`: Outside its range.

`no_data`: It has no value.

`stale`: It was well when last heard of.

`small_sample`: The newest sample was too small.

`undefined`: Its formula divides by 0, or comes to a number that no value can be.

`retired`: It has ended.
"""

Signal: TypeAlias = Literal["beyond_limits", "run_of_one_side", "run_of_rises", "two_of_three"]
"""The rule of the process behaviour chart that a value belongs to.

`beyond_limits`: It lies beyond a limit.

`run_of_one_side`: It is one of 7 or more in a row on one side of the mean.

`run_of_rises`: It is one of 7 or more in a row that rise, or fall.

`two_of_three`: It is one of 2 of 3 in the outer third before a limit, all three on one side
of the mean.
"""

TriggerState: TypeAlias = Literal["pending", "firing", "recovering", "insufficient_data"]
"""Where a rule stands.

`pending`: Breaches began, too few yet.

`firing`: It raises its hand.

`recovering`: The breaches ended, not long enough ago.

`insufficient_data`: It could not judge.
"""

Lack: TypeAlias = Literal["range", "target", "values"]
"""What a rule lacks that could not judge.

`range`: A healthy range.

`target`: A target.

`values`: Values.
"""

NoDraft: TypeAlias = Literal["no_cycle", "nothing_better", "no_value"]
"""Why a trigger has no draft.

`no_cycle`: No cycle is left in which it could be worked on.

`nothing_better`: No aim is better than the value is now.

`no_value`: There is no value to start from.
"""

ScoredTable: TypeAlias = Literal["cycles", "teams", "objectives", "key_results"]
"""A table of the report whose rows have scores.

`cycles`: The cycles.

`teams`: The teams, in a cycle each.

`objectives`: The objectives.

`key_results`: The key results.
"""

NoteCode: TypeAlias = Literal[
    "wrong_file",
    "bad_encoding",
    "bad_json",
    "too_large",
    "several_sheets",
    "empty_sheet",
    "bad_option",
    "no_header",
    "several_headers",
    "header_of_two_lines",
    "second_table",
    "two_columns",
    "ambiguous_column",
    "no_structure",
    "needs_cycle",
    "mixed_separators",
    "needs_decimal",
    "needs_percent",
    "needs_dates",
    "mixed_dates",
    "needs_zone",
    "needs_year",
    "needs_fiscal_year",
    "needs_as_of",
    "needs_kpi",
    "needs_better",
    "needs_cadence",
    "needs_confidence",
    "not_a_number",
    "ambiguous_unit",
    "ambiguous_scale",
    "two_units",
    "out_of_bounds",
    "not_a_date",
    "formula_without_value",
    "error_cell",
    "unknown_word",
    "status_without_meaning",
    "unknown_cycle",
    "unknown_parent",
    "ambiguous_parent",
    "parent_circle",
    "no_objective",
    "bad_id",
    "duplicate_row",
    "duplicate_reading",
    "flat_target",
    "bad_interval",
    "against_direction",
    "unreadable_target",
    "bad_range",
    "row_to_delete",
    "merged_value",
    "periods_not_rising",
    "bad_row",
    "bad_cell",
    "sheet_not_used",
    "column_not_used",
    "hidden_row",
    "total_row",
    "total_column",
    "other_kind",
    "above_header",
    "row_without_title",
    "cell_not_used",
    "objective_numbers",
    "not_new",
    "without_numbers_skipped",
    "progress_not_used",
    "progress_differs",
    "without_numbers",
    "encoding",
    "first_days_are_months",
    "title_guessed",
    "cadence_guessed",
    "status_guessed",
    "several_owners",
    "several_parents",
    "numbered_id",
    "measured_itself",
    "no_key_results",
]
"""The code of a note or of the reason why a sheet is refused.

`wrong_file`: The file is of another kind: a PDF, a workbook, a page.

`bad_encoding`: The text is in no encoding that is known.

`bad_json`: The JSON text has no rows.

`too_large`: The sheet holds more than the limits allow.

`several_sheets`: Several sheets of a workbook can be read.

`empty_sheet`: The sheet has no cells.

`bad_option`: An option names what the sheet does not have.

`no_header`: No row looks like a header.

`several_headers`: Several rows look like a header.

`header_of_two_lines`: The names of the columns stand in two rows.

`second_table`: A second table stands below the first.

`two_columns`: Two columns have the same meaning.

`ambiguous_column`: A name of a column has several meanings, and its values do not decide.

`no_structure`: Nothing tells objectives from key results.

`needs_cycle`: Nothing says in which cycle the goals are.

`mixed_separators`: Numbers with a decimal point and with a decimal comma stand in one file.

`needs_decimal`: `1,234` may be a thousand or a fraction.

`needs_percent`: Numbers beside a percent sign may be fractions or points.

`needs_dates`: `03/04/2026` may be in March or in April.

`mixed_dates`: A column has dates with the day first and with the month first.

`needs_zone`: A point in time has no civil day without a zone.

`needs_year`: A period is written without its year.

`needs_fiscal_year`: A fiscal period is written, and the fiscal year's first month is not
known.

`needs_as_of`: Values or statuses have no date.

`needs_kpi`: Nothing says of which KPI the values are.

`needs_better`: KPIs do not say which values are better.

`needs_cadence`: KPIs do not say how often they have a value.

`needs_confidence`: A confidence is on a scale that is not known.

`not_a_number`: A cell is no number.

`ambiguous_unit`: `12m` may be millions, minutes, months or metres.

`ambiguous_scale`: A number without the scale of its neighbours (`15` beside `$12k`).

`two_units`: A row has numbers of two units.

`out_of_bounds`: A number is out of bounds.

`not_a_date`: A cell is no date.

`formula_without_value`: A formula without a stored value.

`error_cell`: A cell with an error of the spreadsheet.

`unknown_word`: A word is not known.

`status_without_meaning`: A status that says neither on track, at risk, off track nor done.

`unknown_cycle`: A cycle that is no period and is not listed in `cycles`.

`unknown_parent`: A parent that no row is.

`ambiguous_parent`: A parent that several rows are.

`parent_circle`: Rows are their own ancestors.

`no_objective`: A key result has no objective.

`bad_id`: Two rows have one id, or an id can't be used.

`duplicate_row`: A row repeats another.

`duplicate_reading`: Two values for one metric and day.

`flat_target`: The target equals the baseline.

`bad_interval`: A first day behind the last.

`against_direction`: A bound (`≤ 4`) that the baseline already meets.

`unreadable_target`: A target can't be read, so that the key result can't be measured.

`bad_range`: A range or target of a KPI that does not fit its direction.

`row_to_delete`: A row that is marked to be deleted.

`merged_value`: A value of a merged cell that stands beside several key results.

`periods_not_rising`: Periods in the header that do not rise.

`bad_row`: A reading rejected by the loader's rules.

`bad_cell`: A cell of the library's own export that does not fit.

`sheet_not_used`: A sheet of a workbook that is not read.

`column_not_used`: A column that is not used.

`hidden_row`: A hidden row.

`total_row`: A row of totals or averages.

`total_column`: A column of totals, averages or of the year to date.

`other_kind`: A project, task or initiative.

`above_header`: Rows above the header.

`row_without_title`: A row without a title.

`cell_not_used`: A cell that does not belong to what its row holds.

`objective_numbers`: Numbers of an objective that has key results.

`not_new`: A value or comment that is already known.

`without_numbers_skipped`: A key result without numbers is left out as told.

`progress_not_used`: Progress that is written is never taken over.

`progress_differs`: Progress that is written differs from what its numbers say.

`without_numbers`: A key result without numbers became a milestone.

`encoding`: The text was read as Windows-1252.

`first_days_are_months`: First days of months were read as months.

`title_guessed`: The only column of texts was taken for the names of the KPIs.

`cadence_guessed`: A cadence follows from the dates of the values.

`status_guessed`: Word `behind` was read as off track.

`several_owners`: A cell names several people: the first owns, the others are co-owners.

`several_parents`: A cell names several parents: the first is used.

`numbered_id`: A number was put behind an id.

`measured_itself`: An objective that is measured by its own numbers has a key result of its
own.

`no_key_results`: Objectives have no key results.
"""

NoteTreatment: TypeAlias = Literal["refused", "left_out", "guessed", "not_understood", "changed"]
"""What became of the thing that a note is about.

`refused`: It can be read in two ways, or in none that fits: it is not in the result. `option`
decides it.

`left_out`: It is understood and does not belong into the result.

`guessed`: It is in the result, by a rule that could be wrong here.

`not_understood`: It is not understood, and is not in the result.

`changed`: It is in the result, in another form.
"""

ChangeCode: TypeAlias = Literal[
    "dropped",
    "removed",
    "added",
    "revised",
    "edited",
    "corrected",
    "status",
    "health",
    "trigger_fired",
    "trigger_cleared",
    "overdue",
    "forecast",
    "check_in",
    "score",
    "value",
    "started",
    "ended",
    "due",
]
"""What changed. The order is that of the strength in a text: the first of an item's codes is
what its line says.

`dropped`: It was given up.

`removed`: The plan had it and has it no longer.

`added`: The plan did not have it.

`revised`: A revision of it came into force.

`edited`: Fields of it were changed in the plan.

`corrected`: A reading that was visible was replaced or retracted.

`status`: The status of an objective or key result.

`health`: The health of a KPI.

`trigger_fired`: A trigger fired.

`trigger_cleared`: A trigger that was firing or recovering is neither now.

`overdue`: A milestone is past its day and not done, or a key result has become stale.

`forecast`: The forecast crossed success.

`check_in`: Somebody said something.

`score`: The score, by at least 0.01.

`value`: The value of a key result or KPI.

`started`: It began.

`ended`: It ended.

`due`: A milestone or the end of a key result came within `check_in_days`.
"""

ChangedTable: TypeAlias = Literal[
    "cycles",
    "objectives",
    "key_results",
    "kpis",
    "triggers",
    "inputs",
]
"""The table that has the row that changed.

`cycles`: The cycles.

`objectives`: The objectives.

`key_results`: The key results.

`kpis`: The KPIs.

`triggers`: The triggers.

`inputs`: The inputs of formulas.
"""

Cause: TypeAlias = Literal["plan", "time", "correction", "late", "reading", "check_in"]
"""Why it changed: the first of these that holds.

`plan`: A revision, a state or a done date of it or of a member began, or the plan was edited.

`time`: The same comes out of what was known before.

`correction`: A reading that was visible before was replaced or retracted.

`late`: A reading of a day before became known.

`reading`: There is a new reading.

`check_in`: There is a new check-in.
"""

DifferenceKind: TypeAlias = Literal["renamed", "removed", "changed", "moved", "added", "reordered"]
"""What happened to an item or a field of it.

`renamed`: It has another id, as was told.

`removed`: It is gone.

`changed`: A field has another value.

`moved`: A key result belongs to another objective.

`added`: It is new.

`reordered`: The items of a list stand in another order.
"""

AgendaSection: TypeAlias = Literal["attention", "triggers", "new", "due", "said"]
"""A part of an agenda, the most urgent first. An item stands in the first that it belongs to;
its line also says what the later ones would.

`attention`: What is off track, at risk, unhealthy, short of its target, stale, without data,
or not as people said.

`triggers`: Triggers that fire or recover, on the KPIs that the person owns or that their
goals name.

`new`: What changed.

`due`: What is overdue, or due within `check_in_days`.

`said`: What the person said last.
"""


class Report(TypedDict):
    """Everything that the library says of a plan on a day.

    Tables are rectangular: every row has every field, `None` where there is no value.

    Attributes:
        as_of: The day, at its end.
        policy: Every threshold and limit with the value in force.
        cycles: The cycles of the plan, in its order.
        teams: The teams, a row for each cycle in which they or a team below have
            objectives.
        objectives: The objectives, in the plan's order.
        key_results: The key results, in the plan's order.
        kpis: The KPIs, in the plan's order; those with teams a row each.
        kpi_periods: The complete periods of the KPIs, where asked for.
        triggers: The rules that are not quiet, in the order of KPIs and rules.
        findings: What is against good practice.
        values: The readings in force, where asked for: those of key results, then of KPIs,
            then of inputs, each by date.
        check_ins: The check-ins that are known on the day, newest first.
        readings: What became of the readings.
    """

    as_of: datetime.date
    policy: PolicyInForce
    cycles: list[CycleRow]
    teams: list[TeamRow]
    objectives: list[ObjectiveRow]
    key_results: list[KeyResultRow]
    kpis: list[KpiRow]
    kpi_periods: list[KpiPeriodRow]
    triggers: list[TriggerRow]
    findings: list[FindingRow]
    values: list[ValueRow]
    check_ins: list[CheckInRow]
    readings: ReadingsRow


class PolicyInForce(TypedDict):
    """Every threshold and limit, with the value in force.

    Attributes:
        preset: Preset on which the other fields are layered. Default: `standard`.
        objectives_per_cycle: Recommended number of objectives per team and cycle. Default:
            3 to 5.
        key_results_per_objective: Recommended number of key results per objective. Default:
            2 to 5.
        kpis_per_team: Recommended number of KPIs per team. Default: 5 to 10.
        by_level: Limits for the teams of a level, which replace the three above there.
            Default: none.
        kpi_areas: Areas of the work (`area` of a KPI) that the KPIs of a team should cover.
            Default: none.
        metric_fatigue: Number of KPIs per team from which nobody looks at them all.
            Default: 20.
        dominant_weight: Share of the total weight above which one key result among several
            dominates. Default: 0.6.
        vague_title_words: Number of words below which a title counts as vague. Default: 3.
        too_easy: Score from which a goal counts as too easy. Default: 0.9.
        retrospective_days: Days after the end of a cycle within which its retrospective is
            due. Default: 14.
        kpi_review_days: Most days between two reviews of a KPI. For quarterly and yearly
            KPIs, at least one and a half periods are allowed. Default: 45.
        success: Score from which a goal is a success. Default: 0.7 for aspirational, 1 for
            committed goals.
        amber: Score from which the grade is amber. Default: 0.4 for aspirational, 0.7 for
            committed goals.
        unmeasured: How an unmeasured key result enters the score of its objective. Default:
            `zero`.
        objective_from: What the score of an objective is computed from. Default:
            `key_results`.
        on_track_gap: Smallest gap (score minus expected score) with which a goal is on
            track, -1 to 0. Default: -0.10.
        at_risk_gap: Smallest gap with which a goal is at risk rather than off track, -1 to
            0. Default: -0.25.
        check_in_days: Most days between two check-ins. Also limits how old a reading can be
            and how late the value of a period can arrive. Default: 7.
        fiscal_year_start: Month in which the fiscal year starts, 1 to 12. Default: 1.
        kpi_rules: Rules for KPIs without rules of their own. Default: `out_of_range`,
            `worsening`, `stagnant` and `spike`.
        severity: Severity of findings, by code, where it differs from the default.
    """

    preset: Preset
    objectives_per_cycle: CountInForce
    key_results_per_objective: CountInForce
    kpis_per_team: CountInForce
    by_level: dict[Level, dict[str, Any]]
    kpi_areas: list[str]
    metric_fatigue: int
    dominant_weight: float
    vague_title_words: int
    too_easy: float
    retrospective_days: int
    kpi_review_days: int
    success: ThresholdInForce
    amber: ThresholdInForce
    unmeasured: Unmeasured
    objective_from: ObjectiveFrom
    on_track_gap: float
    at_risk_gap: float
    check_in_days: int
    fiscal_year_start: int
    kpi_rules: list[dict[str, Any]]
    severity: dict[FindingCode, Severity]


class CountInForce(TypedDict):
    """A recommended number of something, with every value filled in.

    Attributes:
        min: Minimum.
        max: Maximum.
    """

    min: int
    max: int


class ThresholdInForce(TypedDict):
    """A threshold for each level of ambition, with every value filled in.

    Attributes:
        aspirational: Threshold for aspirational goals, 0 to 1.
        committed: Threshold for committed goals, 0 to 1.
    """

    aspirational: float
    committed: float


class CycleRow(TypedDict):
    """A cycle.

    Attributes:
        cycle: Its id.
        name: What people call it.
        start: First day.
        end: Last day.
        elapsed: Share of its days that have passed, 0 to 1.
        score: Weighted mean over its objectives whose score enters no other counted
            objective of it.
        objectives: Its active and closed objectives.
        attained: Those of them that are attained.
    """

    cycle: str
    name: str | None
    start: datetime.date
    end: datetime.date
    elapsed: float
    score: float | None
    objectives: int
    attained: int


class TeamRow(TypedDict):
    """A team in a cycle.

    Attributes:
        team: Its id.
        name: What people call it.
        level: Its level in the organization.
        cycle: The cycle.
        score: Weighted mean over its objectives in the cycle.
        objectives: Its active and closed objectives.
        attained: Those of them that are attained.
        tree_score: The score of the team and all below it.
        tree_objectives: The active and closed objectives of the team and all below it.
        tree_attained: Those of them that are attained.
        draft: Objectives with the status `draft`.
        dropped: Objectives with the status `dropped`.
        not_started: Objectives with the status `not_started`.
        achieved: Objectives with the status `achieved`.
        missed: Objectives with the status `missed`.
        no_data: Objectives with the status `no_data`.
        on_track: Objectives with the status `on_track`.
        at_risk: Objectives with the status `at_risk`.
        off_track: Objectives with the status `off_track`.
        stale: Objectives with the status `stale`.
    """

    team: str
    name: str
    level: Level
    cycle: str
    score: float | None
    objectives: int
    attained: int
    tree_score: float | None
    tree_objectives: int
    tree_attained: int
    draft: int
    dropped: int
    not_started: int
    achieved: int
    missed: int
    no_data: int
    on_track: int
    at_risk: int
    off_track: int
    stale: int


class ObjectiveRow(TypedDict):
    """An objective.

    Attributes:
        objective: Its id.
        title: What is to be achieved.
        cycle: Its cycle.
        team: Its team.
        owner: Who answers for it.
        parent: The objective that it supports, as a whole or by one of its key results.
        parent_key_result: The key result of that objective that it supports.
        state: Its state on the day.
        ambition: How sure it is meant to be.
        weight: Its share among its siblings.
        raw: Weighted mean of its members' raw progress.
        score: Weighted mean of its members' scores, 0 to 1.
        score_committed: The score had nothing been revised.
        expected: The score expected by now.
        gap: Score minus expected.
        status: How it stands.
        level: How it stands, on the scale that goals and KPIs share.
        grade: The colour of its score.
        attained: Whether its score is a success.
        unmeasured: Why it has no score.
        confidence: Confidence of its newest check-in that states one, 0 to 1.
    """

    objective: str
    title: str
    cycle: str
    team: str | None
    owner: str | None
    parent: str | None
    parent_key_result: str | None
    state: ObjectiveState
    ambition: Ambition
    weight: float
    raw: float | None
    score: float | None
    score_committed: float | None
    expected: float | None
    gap: float | None
    status: Status
    level: Rating
    grade: Grade | None
    attained: bool | None
    unmeasured: Reason | None
    confidence: float | None


class KeyResultRow(TypedDict):
    """A key result.

    Attributes:
        key_result: Its id.
        title: What is measured.
        objective: Its objective.
        cycle: Its objective's cycle.
        team: Its objective's team.
        owner: Who answers for it.
        unit: The unit of its values.
        metric: The KPI that it reads.
        kind: What it is measured by.
        baseline: The value to start from (reach).
        target: The value to reach (reach).
        current: The value now.
        current_date: The date of the newest reading behind it.
        raw: Progress, which may lie below 0 or above 1.
        score: Progress within 0 and 1.
        score_committed: The score had nothing been revised.
        weight: Its share in the objective.
        expected: The score expected by now.
        success: The score from which it is a success.
        gap: Score minus expected.
        status: How it stands.
        level: How it stands, on the scale that goals and KPIs share.
        grade: The colour of its score.
        attained: Whether its score is a success.
        stale: Whether nothing was heard of it of late.
        unmeasured: Why it has no number.
        confidence: Confidence of its newest check-in that states one, 0 to 1.
        said: What people said last of how it stands, never what is computed.
        start: First day.
        end: Last day; that of closing, where its objective was closed before.
        expected_value: The value that the pace asks for by the day, of a `reach`.
        pace: How what is expected of it grows.
        pace_points: The points of a phased pace, by date.
        milestones: The steps of a `milestones`.
        revisions: Its changes in mid-cycle by date, those to come included.
        tags: Labels for search and filters.
        forecast: Where it is heading.
    """

    key_result: str
    title: str
    objective: str
    cycle: str
    team: str | None
    owner: str | None
    unit: str | None
    metric: str | None
    kind: MeasureKind
    baseline: float | None
    target: float | None
    current: float | None
    current_date: datetime.date | None
    raw: float | None
    score: float | None
    score_committed: float | None
    weight: float
    expected: float | None
    success: float
    gap: float | None
    status: Status
    level: Rating
    grade: Grade | None
    attained: bool | None
    stale: bool
    unmeasured: Reason | None
    confidence: float | None
    said: Said | None
    start: datetime.date
    end: datetime.date
    expected_value: float | None
    pace: PaceKind
    pace_points: list[PaceShare]
    milestones: list[MilestoneStep]
    revisions: list[RevisionStep]
    tags: list[str]
    forecast: Forecast | None


class PaceShare(TypedDict):
    """The share of the way that a phased pace asks for by a day.

    Attributes:
        date: The day, at its end.
        share: The share, 0 to 1.
    """

    date: datetime.date
    share: float


class MilestoneStep(TypedDict):
    """A step of a `milestones` as it is on the day of the report.

    Attributes:
        title: What is to be reached.
        due: The day by which it is due.
        done: Whether it is reached.
        done_on: The day on which it was reached, where that is known.
        weight: Its weight.
    """

    title: str
    due: datetime.date | None
    done: bool
    done_on: datetime.date | None
    weight: float


class RevisionStep(TypedDict):
    """A change to a key result in mid-cycle.

    Attributes:
        date: The first day on which it applies.
        reason: Why.
        baseline_before: The value to start from before (reach).
        baseline: The value to start from, from then on (reach).
        target_before: The value to reach before (reach).
        target: The value to reach from then on (reach).
        weight_before: The weight before.
        weight: The weight from then on.
    """

    date: datetime.date
    reason: str | None
    baseline_before: float | None
    baseline: float | None
    target_before: float | None
    target: float | None
    weight_before: float
    weight: float


class Forecast(TypedDict):
    """Where a key result is heading.

    Attributes:
        slope: Median slope per day (Theil–Sen).
        slope_low: Lower end of the slope's 90 % interval.
        slope_high: Upper end of the slope's 90 % interval.
        value: The value at the end.
        raw: The raw progress at the end.
        score: The score at the end.
        low: Lower end of the value's interval at the end.
        high: Upper end of the value's interval at the end.
        per_week: The slope per week.
        per_week_required: The slope per week that it takes to be a success.
        meets_on: The first day on which the line is a success.
    """

    slope: float
    slope_low: float
    slope_high: float
    value: float
    raw: float | None
    score: float | None
    low: float
    high: float
    per_week: float
    per_week_required: float | None
    meets_on: datetime.date | None


class KpiRow(TypedDict):
    """A KPI, or the series of one team of it.

    Attributes:
        kpi: Its id.
        team: The team of the series, or the team that answers for it.
        name: What people call it.
        owner: Who answers for it.
        unit: The unit of its values.
        period: The period of the value.
        value: The value.
        sample: The size of its sample.
        previous: The value before.
        change: Value minus the value before.
        change_percent: The change in percent of the value before.
        moved: Whether that is better or worse.
        health: How it does.
        level: How it does, on the scale that goals and KPIs share.
        target: The target in force.
        target_met: Whether the value meets it.
        target_gap: Value minus target.
        benchmark_gap: Value minus benchmark.
        cadence: How often it has a value: a cadence, or a calendar of the plan.
        better: Which values are better.
        area: What part of the work it tells of.
        indicator: Whether it tells what will come or what has been.
        healthy_min: Lower bound of the healthy range in force.
        healthy_max: Upper bound of the healthy range in force.
        parts: Of a whole: how many of its parts have a value.
        parts_of: Of a whole: how many of its parts have a value or are expected to.
        year_ago: The value a year before.
        year_ago_period: The period of that value.
        year_change: Value minus the value a year before.
        year_change_percent: That change in percent of the value a year before.
        running: What the period that runs on the day comes to so far.
        preliminary: Whether readings of the period may still come and change its value.
        tags: Labels for search and filters.
        unhealthy_periods: For how many complete periods it has been unhealthy.
        xmr: The chart over all complete periods.
    """

    kpi: str
    team: str | None
    name: str
    owner: str | None
    unit: str | None
    period: str | None
    value: float | None
    sample: float | None
    previous: float | None
    change: float | None
    change_percent: float | None
    moved: Moved
    health: Health
    level: Rating
    target: float | None
    target_met: bool | None
    target_gap: float | None
    benchmark_gap: float | None
    cadence: str
    better: Better
    area: str | None
    indicator: Indicator | None
    healthy_min: float | None
    healthy_max: float | None
    parts: int | None
    parts_of: int | None
    year_ago: float | None
    year_ago_period: str | None
    year_change: float | None
    year_change_percent: float | None
    running: RunningPeriod | None
    preliminary: bool
    tags: list[str]
    unhealthy_periods: int
    xmr: Xmr | None


class RunningPeriod(TypedDict):
    """A period that is not complete, and what it comes to so far.

    Attributes:
        period: The period's name.
        value: The value so far; none where it is withheld.
        sample: The size of its sample so far.
    """

    period: str
    value: float | None
    sample: float | None


class Xmr(TypedDict):
    """The process behaviour chart of a KPI (XmR).

    Attributes:
        mean: Mean of the values.
        lower: Lower natural process limit.
        upper: Upper natural process limit.
        mean_range: Mean moving range.
        points: How many values it is made from.
        provisional: Whether these are fewer than 12.
    """

    mean: float
    lower: float
    upper: float
    mean_range: float
    points: int
    provisional: bool


class KpiPeriodRow(TypedDict):
    """One complete period of a KPI's series.

    Attributes:
        kpi: The KPI.
        team: The team of the series.
        period: The period's name.
        start: First day.
        end: Last day.
        value: The value; none where it is a gap or withheld.
        sample: The size of its sample.
        gap: Whether it has no value, and its readings are no longer awaited.
        awaited: Whether it has no value, and its readings may still come.
        health: How it did.
        level: How it did, on the scale that goals and KPIs share.
        target: The target in force on its last day.
        healthy_min: Lower bound of the healthy range in force on its last day.
        healthy_max: Upper bound of the healthy range in force on its last day.
        lower: Lower limit of the chart of its phase; percentages are cut at 0.
        upper: Upper limit of the chart of its phase; percentages are cut at 100.
        mean: Mean of the chart of its phase.
        phase: The day from which its phase is written; none before the first.
        preliminary: Whether its readings may still come and change its value.
        signal: The rule of the chart that it belongs to.
    """

    kpi: str
    team: str | None
    period: str
    start: datetime.date
    end: datetime.date
    value: float | None
    sample: float | None
    gap: bool
    awaited: bool
    health: Health
    level: Rating
    target: float | None
    healthy_min: float | None
    healthy_max: float | None
    lower: float | None
    upper: float | None
    mean: float | None
    phase: datetime.date | None
    preliminary: bool
    signal: Signal | None


class TriggerRow(TypedDict):
    """A rule that is not quiet, or could not judge.

    Attributes:
        kpi: The KPI.
        team: The team of the series.
        rule: The kind of the rule.
        number: Which of the KPI's rules of this kind it is, 1 for the first.
        state: Where it stands.
        reason: What it lacks, where it could not judge.
        needed: How many values it needs.
        have: How many it has.
        since: The period of the first breach.
        fired: The period in which it fired.
        fired_on: The last day of that period.
        run: Breaches since then.
        clear_run: Periods without a breach since the last one.
        severity: How much it matters.
        rank: Its index in the order of urgency, 1 first.
        evidence: The periods on which it rests.
        addressed_by: Ids of the objectives that answer it.
        message: What it says.
        false_alarm: The chance that pure noise shows such a run among 12 values.
        draft: An objective that would answer it.
        draft_reason: Why there is none.
    """

    kpi: str
    team: str | None
    rule: str
    number: int
    state: TriggerState
    reason: Lack | None
    needed: int | None
    have: int | None
    since: str | None
    fired: str | None
    fired_on: datetime.date | None
    run: int
    clear_run: int
    severity: Severity
    rank: int
    evidence: list[Evidence]
    addressed_by: list[str]
    message: str
    false_alarm: float | None
    draft: dict[str, Any] | None
    draft_reason: NoDraft | None


class Evidence(TypedDict):
    """A period and its value, as evidence.

    Attributes:
        period: The period's name.
        value: Its value; none for a gap.
    """

    period: str
    value: float | None


class FindingRow(TypedDict):
    """Something that is sound, but against good practice.

    Attributes:
        code: What it is.
        severity: How much it matters.
        path: JSON Pointer of the item in the plan.
        id: Id of the item.
        cycle: The cycle of the item.
        data: The numbers and ids behind the message.
        message: What was found, with the numbers.
        help: What to do next.
        rationale: Why it matters.
    """

    code: FindingCode
    severity: Severity
    path: str | None
    id: str | None
    cycle: str | None
    data: dict[str, Any]
    message: str
    help: str | None
    rationale: str


class ValueRow(TypedDict):
    """A reading in force: the value that counts for a metric and date.

    Attributes:
        metric: The metric: a key result, a KPI or an input.
        team: What stands behind `@` in its name: a team, or another part.
        date: The day that it is about.
        value: The value, corrections applied; of several rows that combine, what they come
            to.
        recorded: The day on which it became known; of several rows that combine, the
            newest.
        sample: The size of its sample.
        note: What was written beside it; none where several rows combine.
        used_by: Ids of the key results and KPIs (`kpi@team`) that read it.
    """

    metric: str
    team: str | None
    date: datetime.date
    value: float
    recorded: datetime.date
    sample: float | None
    note: str | None
    used_by: list[str]


class CheckInRow(TypedDict):
    """A check-in that is known on the day.

    Attributes:
        date: The day that it is about.
        recorded: The day on which it was written.
        by: Who said it.
        of: What it is about.
        title: The title or name of what it is about.
        confidence: How sure they were that the goal will be met, 0 to 1.
        said: How they said it stands; never what is computed.
        note: What they said.
    """

    date: datetime.date
    recorded: datetime.date
    by: str | None
    of: CheckInSubject
    title: str | None
    confidence: float | None
    said: Said | None
    note: str | None


class CheckInSubject(TypedDict):
    """What a check-in is about.

    Attributes:
        table: The table: `objectives`, `key_results`, `kpis` or `cycles`.
        id: The id in it.
    """

    table: str
    id: str


class ReadingsRow(TypedDict):
    """What became of the readings that are visible on the day.

    Attributes:
        rows: All of them.
        used: Those in force, one a metric and date.
        superseded: Those that a later one for the same metric and date replaced.
        retracted: Those in force that take a value back.
        combined: Those beyond the first of their metric and date that combine with it:
            events or parts of one value.
        unknown: Those of metrics that the plan does not have.
    """

    rows: int
    used: int
    superseded: int
    retracted: int
    combined: int
    unknown: list[UnknownMetric]


class UnknownMetric(TypedDict):
    """A metric that has readings and is not in the plan.

    Attributes:
        metric: The name.
        rows: Its readings visible on the day.
        nearest: The known metric with the most similar name.
    """

    metric: str
    rows: int
    nearest: str | None


class HistoryRow(TypedDict):
    """The score of one row of a report on one day.

    Attributes:
        date: The day, at its end.
        table: The table.
        id: The id of the row; of a team `team@cycle`.
        score: Its score.
        expected: The score expected by then; none for cycles and teams.
        status: How it stood; none for cycles and teams.
    """

    date: datetime.date
    table: ScoredTable
    id: str
    score: float | None
    expected: float | None
    status: Status | None


class ScanRow(TypedDict):
    """Where a rule of a KPI stands that is not quiet: a trigger without its words.

    Attributes:
        kpi: The KPI.
        team: Its team, or the team of the series.
        rule: The kind of the rule.
        number: Which of the KPI's rules of this kind it is, 1 for the first.
        state: Where it stands.
        since: The period of the first breach.
        fired: The period in which it fired.
        run: Breaches since then.
        clear_run: Periods without a breach since the last one.
    """

    kpi: str
    team: str | None
    rule: str
    number: int
    state: TriggerState
    since: str | None
    fired: str | None
    run: int
    clear_run: int


class ImportNote(TypedDict):
    """What was not understood, left out, guessed or refused, and where.

    Attributes:
        code: What it is.
        treatment: What became of it.
        message: In words.
        row: The number of the row, as the spreadsheet shows it: the first is 1. Of several,
            the first.
        column: The name of the column in the header; its letter where it has none.
        at: The address of the cell, such as `D7`. Of several, the first.
        cell: What the cell holds.
        option: The option that decides it.
        count: How many cells or rows it holds for, where more than one.
        rows: The first 20 rows that it holds for, where more than one.
        data: The values that the message is made from.
    """

    code: NoteCode
    treatment: NoteTreatment
    message: str
    row: int | None
    column: str | None
    at: str | None
    cell: str | None
    option: str | None
    count: int | None
    rows: list[int]
    data: dict[str, Any] | None


class ChangeRow(TypedDict):
    """Something that is not as it was on the day before which nothing is new.

    Attributes:
        code: What changed.
        table: The table of the report that has it.
        id: Its id; of a KPI with teams `kpi@team`, of a trigger `kpi:rule`, from the second
            rule of its kind on `kpi:rule#2`.
        title: What people call it.
        team: Its team.
        owner: Who answers for it.
        before: What it was: a word, or a number in its shortest exact form.
        after: What it is, likewise.
        unit: The unit of a value.
        date: The day that it is about: that of the reading, the check-in, the revision, or
            on which it is due.
        cause: Why.
        severity: `warning` where something got worse or asks for an answer, else `info`.
        message: What happened, in words.
    """

    code: ChangeCode
    table: ChangedTable
    id: str
    title: str
    team: str | None
    owner: str | None
    before: str | None
    after: str | None
    unit: str | None
    date: datetime.date | None
    cause: Cause
    severity: Severity
    message: str


class Difference(TypedDict):
    """One difference between two plans.

    Attributes:
        path: Where it is: names of lists and fields, with ids instead of positions.
        id: Id of the item, the old one where it is renamed; none for a field of the plan
            itself and for a list.
        field: The field that changed: measures, items and revisions whole. Of a moved key
            result `objective`.
        before: What it was, as JSON text: the value of a field, the item, or the ids of a
            list in order.
        after: What it is, likewise.
        index: Of an added or moved item its index in the list.
        what: What happened.
    """

    path: str
    id: str | None
    field: str | None
    before: str | None
    after: str | None
    index: int | None
    what: DifferenceKind


class AgendaRow(TypedDict):
    """Something to talk about.

    Attributes:
        section: The part of the agenda.
        table: The table of the report that has the item.
        id: Its id; of a KPI with teams `kpi@team`, of a trigger `kpi:rule`, from the second
            rule of its kind on `kpi:rule#2`.
        title: What people call it.
        team: Its team.
        owner: Who answers for it.
        unit: The unit of its values.
        level: How it stands, on the scale that goals and KPIs share.
        state: How it stands: the status of a goal, the health of a KPI or the state of a
            trigger; of what is due `overdue`, `due` or `check_in`; of what is new the code of
            the change.
        since: The first day of that state without a break; none where it began more than 92
            days before.
        date: The day that it is about: that of the change or of the check-in, or on which
            it is due.
        value: The value now.
        target: The target in force.
        score: The score now.
        expected: The score expected by now.
        milestone: The milestone that is due.
        said: What the person last said of how it stands; where the numbers say otherwise,
            what was last said by anybody.
        said_on: The day that this is about.
        confidence: How sure they were, 0 to 1.
        note: What they said.
        message: The line, in words.
    """

    section: AgendaSection
    table: ChangedTable
    id: str
    title: str
    team: str | None
    owner: str | None
    unit: str | None
    level: Rating
    state: str | None
    since: datetime.date | None
    date: datetime.date | None
    value: float | None
    target: float | None
    score: float | None
    expected: float | None
    milestone: str | None
    said: Said | None
    said_on: datetime.date | None
    confidence: float | None
    note: str | None
    message: str
