"""Results of analyses, as data classes: solutions, explanations, reviews, comparisons, trees."""

# Generated from the types of okr-core by `make generate`; changes here are lost.

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal, TypeAlias

from okr._document import Document
from okr._documents import Ambition, Better, Kpi, Objective, Rename, Said, Severity
from okr._rows import (
    CycleRow,
    Grade,
    ImportNote,
    KeyResultRow,
    KpiRow,
    MeasureKind,
    ObjectiveRow,
    Status,
    TeamRow,
    TriggerState,
)

__all__ = [
    "Calibration",
    "CarryOver",
    "Changed",
    "CycleComparison",
    "CycleTree",
    "DroppedGoal",
    "EasyTeam",
    "ExplainedTable",
    "Graduate",
    "KeyResultBranch",
    "KeyResultReview",
    "KpiComparison",
    "KpiReview",
    "Movement",
    "NextStep",
    "NoCarryOver",
    "ObjectiveBranch",
    "ObjectiveProcess",
    "ObjectiveReview",
    "Outside",
    "Recommendation",
    "Solution",
    "Spread",
    "Step",
    "StepKind",
    "TeamComparison",
    "TeamValue",
    "TriggerReview",
    "Unsolvable",
]

Unsolvable: TypeAlias = Literal[
    "already_met",
    "out_of_reach",
    "not_counted",
    "no_single_value",
    "no_baseline",
]
"""Why no value of a key result gives its objective a score.

`already_met`: The others reach the score without it.

`out_of_reach`: A score of 1 would not be enough.

`not_counted`: It does not enter the objective's score: it is a draft, dropped, without
weight, or the score is made from child objectives alone.

`no_single_value`: Its measure does not turn one value into a score.

`no_baseline`: There is no value to start from.
"""

ExplainedTable: TypeAlias = Literal["cycles", "teams", "objectives", "key_results", "kpis"]
"""A table of the report whose rows can be explained.

`cycles`: The cycles.

`teams`: The teams, in a cycle each.

`objectives`: The objectives.

`key_results`: The key results.

`kpis`: The KPIs.
"""

StepKind: TypeAlias = Literal[
    "window",
    "revision",
    "baseline",
    "target",
    "current",
    "input",
    "part",
    "reading",
    "milestone",
    "member",
    "left_out",
    "formula",
    "clamp",
    "unmeasured",
]
"""What a step of an explanation is.

`window`: The days that count.

`revision`: A revision that is in force.

`baseline`: The value to start from.

`target`: The value to reach.

`current`: The value now.

`input`: An input of a formula.

`part`: A part of a whole: what an input comes to under one name.

`reading`: A reading that was used.

`milestone`: A milestone.

`member`: A part of a weighted mean.

`left_out`: What was left out of it.

`formula`: The formula with its numbers.

`clamp`: Raw progress that was cut to 0 or 1.

`unmeasured`: Why there is no number.
"""

Movement: TypeAlias = Literal["improved", "unchanged", "worsened", "unknown"]
"""Whether a KPI moved over a cycle.

`improved`: For the better, by more than noise.

`unchanged`: Within noise: 2.46 mean moving ranges of the periods before the start.

`worsened`: For the worse, by more than noise.

`unknown`: Fewer than 6 values before the start tell how large noise is, or a value is
missing.
"""

NextStep: TypeAlias = Literal["graduate", "stop", "revisit_key_results", "carry_over", "wait"]
"""What a review proposes for an objective.

`graduate`: Attained: what was reached goes on as KPIs.

`stop`: Attained, and nothing is left to watch.

`revisit_key_results`: Attained, and none of its KPIs improved: look for key results that move
them.

`carry_over`: Not attained: it goes on in the next cycle.

`wait`: It cannot be told yet: the cycle runs, or the objective has no score.
"""

NoCarryOver: TypeAlias = Literal["no_cycle", "nothing_left"]
"""Why an objective that was not attained has no successor.

`no_cycle`: There is no later cycle with the same parent.

`nothing_left`: Every key result was attained on its own, was dropped, or sums up objectives
that end with the cycle.
"""

Outside: TypeAlias = Literal["above", "below", "none"]
"""On which side of the funnel limits a value lies.

`above`: Above the upper limit.

`below`: Below the lower limit.

`none`: Within the limits: what a sample of that size makes of chance alone.
"""


@dataclass(kw_only=True, slots=True, repr=False)
class Solution(Document):
    """The value that a key result needs for its objective to have a score.

    Attributes:
        key_result: The key result.
        objective: Its objective.
        objective_score: The score that the objective is to have.
        key_result_score: The score that the key result needs for it, the others as they
            are; may lie outside 0 to 1 where no value gives it.
        value: The value that gives the key result that score; for the aggregate `sum` the
            total, for others the value that its readings come to.
        reason: Why there is none.
    """

    key_result: str
    objective: str
    objective_score: float
    key_result_score: float | None
    value: float | None
    reason: Unsolvable | None


@dataclass(kw_only=True, slots=True, repr=False)
class Explanation(Document):
    """Why a number is what it is.

    Attributes:
        table: The table of the report.
        id: The id of its row; of a team `team@cycle`, of a KPI with teams `kpi@team`.
        as_of: The day, at its end.
        score: The score; none where there is none, as of a KPI.
        text: The explanation in a sentence or two.
        steps: What it rests on, in order.
    """

    table: ExplainedTable
    id: str
    as_of: datetime.date
    score: float | None
    text: str
    steps: list[Step]


@dataclass(kw_only=True, slots=True, repr=False)
class Step(Document):
    """One step of an explanation.

    Attributes:
        kind: What it is.
        id: The id or title that it is about.
        value: Its number.
        weight: Its weight, or the size of its sample.
        date: Its day.
        recorded: The day on which it became known, where that is another.
        text: The step in words.
    """

    kind: StepKind
    id: str | None
    value: float | None
    weight: float | None
    date: datetime.date | None
    recorded: datetime.date | None
    text: str


@dataclass(kw_only=True, slots=True, repr=False)
class Review(Document):
    """A cycle looked back on.

    Attributes:
        cycle: The cycle.
        name: What people call it.
        start: First day.
        end: Last day.
        as_of: The day of the review, at its end.
        score: The cycle's score.
        attained: How many of its objectives were attained.
        objectives: Its objectives, but for drafts and dropped ones.
        kpis: The KPIs of the cycle's teams, and those without a team, also those that no
            objective names.
        triggers: The triggers that fired in the cycle.
        notes: The notes of the retrospective, then those of check-ins on the cycle.
        calibration: How well confidences foretold what was reached, by owner.
        dropped: Objectives and key results that were given up.
        graduates: Key results that go on as KPIs.
        carry_over: Aspirational objectives that were not attained.
        too_easy: Teams for which everything was too easy.
    """

    cycle: str
    name: str | None
    start: datetime.date
    end: datetime.date
    as_of: datetime.date
    score: float | None
    attained: int
    objectives: list[ObjectiveReview]
    kpis: list[KpiReview]
    triggers: list[TriggerReview]
    notes: list[ImportNote]
    calibration: list[Calibration]
    dropped: list[DroppedGoal]
    graduates: list[Graduate]
    carry_over: list[CarryOver]
    too_easy: list[EasyTeam]


@dataclass(kw_only=True, slots=True, repr=False)
class ObjectiveReview(Document):
    """How an objective ended.

    Attributes:
        objective: Its id.
        title: What was to be achieved.
        team: Its team.
        team_name: What people call its team.
        owner: Who answers for it.
        ambition: How sure it was meant to be.
        status: How it stands.
        score: Its score.
        score_committed: The score had nothing been revised.
        grade: The colour of its score.
        attained: Whether its score is a success.
        kpis: The KPIs that it was meant to move, or that its key results read.
        key_results: Its key results, but for dropped ones.
        revisit_key_results: It was attained and none of its KPIs improved: its key results
            measured the wrong thing.
        next_step: What the review proposes.
        next_reason: Why.
        next_objective: Its successor in the next cycle, where it is to be carried over and
            there is one.
        said: What people said last of how it stands.
        said_on: The day on which it was said.
        said_otherwise: Whether what they said is better than what is computed.
        note: The newest note of a check-in on it.
        process: Check-ins and silence.
    """

    objective: str
    title: str
    team: str | None
    team_name: str | None
    owner: str | None
    ambition: Ambition
    status: Status
    score: float | None
    score_committed: float | None
    grade: Grade | None
    attained: bool | None
    kpis: list[KpiReview]
    key_results: list[KeyResultReview]
    revisit_key_results: bool
    next_step: NextStep
    next_reason: str
    next_objective: Objective | None
    said: Said | None
    said_on: datetime.date | None
    said_otherwise: bool
    note: ImportNote | None
    process: ObjectiveProcess


@dataclass(kw_only=True, slots=True, repr=False)
class KpiReview(Document):
    """How a KPI moved over a cycle.

    Attributes:
        kpi: The KPI.
        team: The team of the series.
        team_name: What people call that team.
        name: What people call it.
        unit: The unit of its values.
        before_period: The last period with a value that was complete before the start.
        before: Its value.
        after_period: The latest period with a value that was complete by the end, or by the
            day.
        after: Its value.
        change: The change, larger than 0 where it is for the better.
        noise: The change that is noise: 2.46 mean moving ranges of the periods before the
            start.
        moved: Whether it moved.
    """

    kpi: str
    team: str | None
    team_name: str | None
    name: str
    unit: str | None
    before_period: str | None
    before: float | None
    after_period: str | None
    after: float | None
    change: float | None
    noise: float | None
    moved: Movement


@dataclass(kw_only=True, slots=True, repr=False)
class KeyResultReview(Document):
    """How a key result ended.

    Attributes:
        key_result: Its id.
        title: What was measured.
        owner: Who answers for it.
        unit: The unit of its values.
        kind: What it was measured by.
        from_: The value to start from.
        reached: The value that was reached.
        target: The value to reach.
        parts: The number of parts of a `milestones`, its steps, or of a `roll_up`, the
            objectives below it with a score.
        parts_done: The number of steps done of a `milestones`.
        score: Its score, as revised.
        score_committed: The score had nothing been revised.
        status: How it stands.
        grade: The colour of its score.
        attained: Whether its score is a success.
        per_week_required: The change per week that it takes to reach the target by the end
            of the next cycle; none where it was attained, or no cycle follows.
        confidence: Confidence of the last check-in that states one, on it or else on its
            objective.
        overconfidence: Last confidence minus 1 where it was attained, minus 0 where not:
            above 0 people were too sure.
        said: What people said last of how it stands.
        said_on: The day on which it was said.
        said_otherwise: Whether what they said is better than what is computed.
        note: The note of the last check-in on it that has one.
        kpis: The KPIs that are to prove that it had an effect.
        guards: The KPIs that must not suffer from it.
    """

    key_result: str
    title: str
    owner: str | None
    unit: str | None
    kind: MeasureKind
    from_: float | None
    reached: float | None
    target: float | None
    parts: int | None
    parts_done: int | None
    score: float | None
    score_committed: float | None
    status: Status
    grade: Grade | None
    attained: bool | None
    per_week_required: float | None
    confidence: float | None
    overconfidence: float | None
    said: Said | None
    said_on: datetime.date | None
    said_otherwise: bool
    note: ImportNote | None
    kpis: list[KpiReview]
    guards: list[KpiReview]


@dataclass(kw_only=True, slots=True, repr=False)
class ObjectiveProcess(Document):
    """What people did about an objective.

    Attributes:
        check_ins_due: Whole spans of `check_in_days` in its cycle, from the start of its
            first key result, as far as it has passed.
        check_ins_made: Check-ins made on it or its key results in that time.
        days_stale: Days on which one of its key results was stale.
        first_confidence: Confidence of the first check-in that states one.
        last_confidence: Confidence of the last check-in that states one.
        overconfidence: Last confidence minus 1 where it was attained, minus 0 where not:
            above 0 people were too sure.
    """

    check_ins_due: int
    check_ins_made: int
    days_stale: int
    first_confidence: float | None
    last_confidence: float | None
    overconfidence: float | None


@dataclass(kw_only=True, slots=True, repr=False)
class TriggerReview(Document):
    """A trigger that fired in a cycle, and what became of it.

    Attributes:
        kpi: The KPI.
        team: The team of the series.
        team_name: What people call that team.
        name: What people call the KPI.
        rule: The kind of the rule.
        number: Which of the KPI's rules of this kind it is, 1 for the first.
        since: The period of the first breach.
        fired: The period in which it fired.
        cleared: The period in which it cleared; none where it has not.
        state: Where the rule stands now; none where it is quiet.
        severity: How much it matters now: a warning while the newest value is unhealthy.
        addressed_by: Ids of the objectives of the cycle that answer it.
    """

    kpi: str
    team: str | None
    team_name: str | None
    name: str
    rule: str
    number: int
    since: str
    fired: str
    cleared: str | None
    state: TriggerState | None
    severity: Severity
    addressed_by: list[str]


@dataclass(kw_only=True, slots=True, repr=False)
class Calibration(Document):
    """How well confidences foretold what was reached, for one person.

    Attributes:
        owner: Who answers for the key results.
        goals: Key results with a confidence and an outcome.
        confidence: Mean confidence.
        attained: Share of them that was attained.
        brier: Brier score, the mean of `(confidence - outcome)²`: 0 is perfect, 0.25 says
            nothing; none under 5 key results.
    """

    owner: str
    goals: int
    confidence: float
    attained: float
    brier: float | None


@dataclass(kw_only=True, slots=True, repr=False)
class DroppedGoal(Document):
    """An objective that was given up.

    Attributes:
        id: Its id: of an objective, or of a key result.
        title: What was to be achieved.
        since: Since when.
        reason: Why.
    """

    id: str
    title: str
    since: datetime.date | None
    reason: str | None


@dataclass(kw_only=True, slots=True, repr=False)
class Graduate(Document):
    """A key result that was won and goes on as a KPI.

    Attributes:
        key_result: The key result.
        kpi: The KPI: what was reached is the bound of its range.
        rename: The name under which its readings go on.
    """

    key_result: str
    kpi: Kpi
    rename: Rename


@dataclass(kw_only=True, slots=True, repr=False)
class CarryOver(Document):
    """An objective that was not attained, and its successor.

    Attributes:
        continues: The objective that it continues.
        objective: The objective for the next cycle, starting from where the old one ended;
            its `meta` also says what it continues.
        reason: Why there is none.
    """

    continues: str
    objective: Objective | None
    reason: NoCarryOver | None


@dataclass(kw_only=True, slots=True, repr=False)
class EasyTeam(Document):
    """A team for which everything was too easy.

    Attributes:
        team: The team.
        team_name: What people call it.
        objectives: Its aspirational objectives, at least 2, all of which scored at least
            the policy's `too_easy`.
    """

    team: str
    team_name: str
    objectives: list[str]


@dataclass(kw_only=True, slots=True, repr=False)
class Comparison(Document):
    """Teams side by side.

    Attributes:
        cycles: Cycles, each with the scores of its teams.
        teams: Teams, for each cycle, with the scores of their objectives.
        kpis: KPIs, each with the values of its teams.
    """

    cycles: list[CycleComparison]
    teams: list[TeamComparison]
    kpis: list[KpiComparison]


@dataclass(kw_only=True, slots=True, repr=False)
class CycleComparison(Document):
    """A cycle, with the distribution of the scores of its teams.

    Attributes:
        cycle: Id of the cycle.
        scores: Scores of its teams.
    """

    cycle: str
    scores: Spread | None


@dataclass(kw_only=True, slots=True, repr=False)
class Spread(Document):
    """Summary statistics of a set of values.

    Attributes:
        count: Number of values.
        mean: Mean.
        min: Smallest value.
        lower: First quartile, by linear interpolation.
        median: Median.
        upper: Third quartile, by linear interpolation.
        max: Largest value.
    """

    count: int
    mean: float
    min: float
    lower: float
    median: float
    upper: float
    max: float


@dataclass(kw_only=True, slots=True, repr=False)
class TeamComparison(Document):
    """A team in a cycle, with the distribution of the scores of its objectives.

    Attributes:
        team: Id of the team.
        cycle: Id of the cycle.
        score: Score of the team in the cycle.
        scores: Scores of its active and closed objectives.
        attained: Share of these objectives that attained their success score.
        on_track: Share of these objectives that are on track or achieved.
        stale: Share of these objectives that are stale.
        outlier: Whether the score of the team is an outlier among the teams of the cycle.
    """

    team: str
    cycle: str
    score: float | None
    scores: Spread | None
    attained: float | None
    on_track: float | None
    stale: float | None
    outlier: bool


@dataclass(kw_only=True, slots=True, repr=False)
class KpiComparison(Document):
    """A KPI with one series per team, with the distribution of their values.

    Attributes:
        kpi: Id of the KPI.
        name: Display name of the KPI.
        unit: Unit of its values.
        better: Which values are better.
        values: Values of its teams.
        pooled: The value of all teams together, of a funnel: the mean of their values by
            samples.
        teams: Teams with their values, in the order of the plan.
    """

    kpi: str
    name: str
    unit: str | None
    better: Better
    values: Spread | None
    pooled: float | None
    teams: list[TeamValue]


@dataclass(kw_only=True, slots=True, repr=False)
class TeamValue(Document):
    """The value of a KPI for one team.

    Attributes:
        team: Id of the team.
        name: Display name of the team.
        value: Value.
        sample: The size of its sample.
        rank: Its place by what is better, 1 first; equal values share one. Inside a range,
            the distance from the range decides.
        distance: Value minus the median of the teams.
        outlier: Whether the value is an outlier.
        lower: Lower funnel limit at its sample, percentages cut at 0.
        upper: Upper funnel limit at its sample, percentages cut at 100.
        outside: On which side of the funnel limits it lies; none where there is no funnel.
    """

    team: str
    name: str
    value: float | None
    sample: float | None
    rank: int | None
    distance: float | None
    outlier: bool
    lower: float | None
    upper: float | None
    outside: Outside | None


@dataclass(kw_only=True, slots=True, repr=False)
class CycleTree(Document):
    """The objectives of a cycle, each with the objectives that support it.

    Attributes:
        cycle: Id of the cycle.
        name: Display name of the cycle.
        start: First day of the cycle.
        end: Last day of the cycle.
        score: Score.
        objectives: Objectives of the cycle that support no other objective of the same
            cycle, in the order of the plan.
    """

    cycle: str
    name: str | None
    start: datetime.date
    end: datetime.date
    score: float | None
    objectives: list[ObjectiveBranch]


@dataclass(kw_only=True, slots=True, repr=False)
class ObjectiveBranch(Document):
    """An objective and the objectives that support it.

    Attributes:
        objective: Id.
        title: Title: what should be achieved.
        cycle: Id of its cycle, which can differ from the cycle of the tree.
        team: Id of its team.
        owner: Who is accountable.
        parent: Id of the objective or key result that it supports.
        score: Score.
        expected: Score expected by now.
        status: Status.
        grade: Traffic-light grade of the score.
        key_results: Key results, each with the objectives that support it.
        objectives: Objectives that support it as a whole, in any cycle.
        left_out: Number of objectives that support it or one of its key results but are
            omitted because the tree is too deep.
    """

    objective: str
    title: str
    cycle: str
    team: str | None
    owner: str | None
    parent: str | None
    score: float | None
    expected: float | None
    status: Status
    grade: Grade | None
    key_results: list[KeyResultBranch]
    objectives: list[ObjectiveBranch]
    left_out: int


@dataclass(kw_only=True, slots=True, repr=False)
class KeyResultBranch(Document):
    """A key result and the objectives that support it.

    Attributes:
        key_result: Id.
        title: Title: what is measured.
        owner: Who is accountable.
        kind: Kind of its measure.
        weight: Weight in the objective.
        score: Score.
        expected: Score expected by now.
        status: Status.
        grade: Traffic-light grade of the score.
        objectives: Objectives that support it, in any cycle.
    """

    key_result: str
    title: str
    owner: str | None
    kind: MeasureKind
    weight: float
    score: float | None
    expected: float | None
    status: Status
    grade: Grade | None
    objectives: list[ObjectiveBranch]


@dataclass(kw_only=True, slots=True, repr=False)
class Recommendation(Document):
    """A piece of advice and the reason for it.

    Attributes:
        answer: Answer that was given.
        advice: Advice for that answer.
        reason: Reason for the advice.
    """

    answer: str
    advice: str
    reason: str


@dataclass(kw_only=True, slots=True, repr=False)
class Changed(Document):
    """What a change changed: the rows of a report that differ, as they are now.

    Rows of triggers and of periods come and go, and a trigger's rank depends on all others:
    of these tables it says whether they differ. What became of the readings, and findings,
    are computed when they are asked for, and nothing is said of them here.

    Attributes:
        cycles: Cycles.
        teams: Teams, a row for each cycle in which they or a team below have objectives.
        objectives: Objectives.
        key_results: Key results.
        kpis: KPIs; those with teams a row each.
        kpis_gone: The series, `kpi@name`, that have a row no longer: of a KPI with `teams:
            "any"` no reading of the name is left.
        kpi_periods: Whether the complete periods of KPIs differ, where they were asked for;
            whatever the scope.
        triggers: Whether the triggers differ, whatever the scope.
    """

    cycles: list[CycleRow]
    teams: list[TeamRow]
    objectives: list[ObjectiveRow]
    key_results: list[KeyResultRow]
    kpis: list[KpiRow]
    kpis_gone: list[str]
    kpi_periods: bool
    triggers: bool
