"""What people write, as data classes with one keyword for each field of the document."""

# Generated from the types of okr-core by `make generate`; changes here are lost.

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias, TypedDict

from okr._document import ALWAYS, Date, Document

__all__ = [
    "Aggregate",
    "Ambition",
    "Answers",
    "Benchmark",
    "Better",
    "Cadence",
    "CheckIn",
    "Count",
    "Curve",
    "CurvePoint",
    "Cycle",
    "Direction",
    "Done",
    "Establish",
    "FindingCode",
    "Fragment",
    "Hold",
    "Initiative",
    "Judge",
    "KeyResult",
    "KeyResultRevision",
    "KeyResultState",
    "Kpi",
    "KpiRevision",
    "Level",
    "Measure",
    "Milestone",
    "Milestones",
    "Missing",
    "Objective",
    "ObjectiveFrom",
    "ObjectiveState",
    "OffTarget",
    "OutOfRange",
    "Pace",
    "PacePhased",
    "Parent",
    "ParentKeyResult",
    "ParentObjective",
    "Policy",
    "PolicyChoice",
    "Preset",
    "Range",
    "Reach",
    "Readiness",
    "Reading",
    "Rename",
    "Retrospective",
    "RollUp",
    "Rule",
    "Scope",
    "Severity",
    "Shift",
    "Situation",
    "Spike",
    "Stagnant",
    "Stale",
    "Target",
    "TargetBy",
    "TargetByPercent",
    "Team",
    "Threshold",
    "Trend",
    "Unmeasured",
    "Worsening",
]

Preset: TypeAlias = Literal["standard", "hr_rhythm", "focused", "strict", "large_scale"]
"""A named set of limits.

`standard`: 3–5 objectives, 2–5 key results, KPIs out of range for two months.

`hr_rhythm`: 2–3 objectives: the rhythm of people teams with much daily work.

`focused`: 2–4 objectives.

`strict`: 3–5 key results, and KPIs have three months to come back.

`large_scale`: 4–6 objectives: large organizations.
"""

Unmeasured: TypeAlias = Literal["zero", "exclude"]
"""What an unmeasured key result counts as.

`zero`: A score of 0.

`exclude`: Nothing: it is left out.
"""

ObjectiveFrom: TypeAlias = Literal["key_results", "children", "both"]
"""What an objective's score is made from.

`key_results`: Its key results.

`children`: The objectives whose parent it is.

`both`: Both.
"""

Missing: TypeAlias = Literal["hold", "breach", "ok"]
"""What a gap in the series means for a rule.

`hold`: Nothing: the rule waits.

`breach`: A breach.

`ok`: All is well.
"""

FindingCode: TypeAlias = Literal[
    "too-few-objectives",
    "too-many-objectives",
    "too-few-key-results",
    "too-many-key-results",
    "too-few-kpis",
    "too-many-kpis",
    "metric-fatigue",
    "dominant-weight",
    "number-in-objective",
    "vague-title",
    "duplicate-title",
    "output-not-outcome",
    "unit-mismatch",
    "scale-mismatch",
    "no-baseline",
    "met-at-start",
    "against-better",
    "business-as-usual",
    "every-kpi-is-an-okr",
    "okr-without-kpi",
    "first-day-readings",
    "missing-owner",
    "shared-owner",
    "compensation-linked",
    "outside-cycle",
    "cycles-overlap",
    "unusual-cycle",
    "check-in-overdue",
    "kpi-review-overdue",
    "retrospective-missing",
    "unaligned",
    "level-inverted",
    "level-skip",
    "parent-in-other-cycle",
    "double-counted",
    "kpi-without-range",
    "unanswered-trigger",
    "too-easy",
    "unread-metric",
    "unknown-metric",
]
"""The code of a finding: something that is sound, but against good practice.

`too-few-objectives`: A team has fewer objectives in a cycle than give it direction

`too-many-objectives`: A team has more objectives in a cycle than it can keep in mind

`too-few-key-results`: An objective has fewer key results than tell whether it is achieved

`too-many-key-results`: An objective has more key results than anybody can work on

`too-few-kpis`: A team watches fewer KPIs than show whether all is well

`too-many-kpis`: A team watches more KPIs than it can act on

`metric-fatigue`: A team has so many KPIs that nobody looks at them

`dominant-weight`: One key result decides the score of its objective

`number-in-objective`: The title of an objective names a number

`vague-title`: The title of an objective has too few words to say what is meant

`duplicate-title`: Two items that stand side by side have the same title

`output-not-outcome`: An objective is measured by milestones only

`unit-mismatch`: A key result has another unit than the KPI that it reads

`scale-mismatch`: The readings are about 100 times off the target

`no-baseline`: A key result has no value to start from

`met-at-start`: A key result was met before it began

`against-better`: A key result makes its KPI worse

`business-as-usual`: A key result repeats what its healthy KPI asks for anyway

`every-kpi-is-an-okr`: Every KPI of a team is a key result

`okr-without-kpi`: An objective moves no KPI

`first-day-readings`: All readings of a KPI lie on first days of its periods

`missing-owner`: Nobody answers for it

`shared-owner`: Several people answer for it

`compensation-linked`: Pay depends on an objective

`outside-cycle`: A date lies outside the cycle that it belongs to

`cycles-overlap`: Two cycles overlap, and neither is part of the other

`unusual-cycle`: A cycle is not about a month, a quarter, a half or a year long

`check-in-overdue`: Nothing was heard of an objective of late

`kpi-review-overdue`: Nobody has looked at a KPI of late

`retrospective-missing`: A cycle ended without a look back

`unaligned`: An objective supports nothing, although there is something above it to support

`level-inverted`: An objective supports one of a lower level

`level-skip`: An objective supports one that is more than a level above

`parent-in-other-cycle`: An objective supports one of another cycle

`double-counted`: Two key results in one tree of objectives count the same KPI

`kpi-without-range`: A KPI has nothing that tells whether it is healthy

`unanswered-trigger`: A KPI raises its hand, and no objective answers

`too-easy`: A team reached all that was meant to be a stretch

`unread-metric`: There are no readings of a metric

`unknown-metric`: There are readings of a metric that the plan does not have
"""

Severity: TypeAlias = Literal["error", "warning", "info", "off"]
"""How much a finding matters.

`error`: Must be mended.

`warning`: Should be looked at.

`info`: Good to know.

`off`: Not reported.
"""

Level: TypeAlias = Literal["company", "department", "team", "individual"]
"""How high in the organization a team stands.

`company`: The whole organization.

`department`: A division of it.

`team`: People who work together.

`individual`: One person.
"""

Ambition: TypeAlias = Literal["aspirational", "committed"]
"""How sure a goal is meant to be.

`aspirational`: A stretch: 0.7 is a success.

`committed`: A promise: only 1.0 is a success.
"""

ObjectiveState: TypeAlias = Literal["active", "draft", "dropped", "closed"]
"""Where an objective stands in its life.

`active`: In force.

`draft`: Not yet agreed; counts nowhere.

`dropped`: Given up; counts nowhere.

`closed`: Ended; its score is final.
"""

Direction: TypeAlias = Literal["up", "down"]
"""Which way a value is meant to go.

`up`: Rising is progress.

`down`: Falling is progress.
"""

Judge: TypeAlias = Literal["share", "latest"]
"""What a `hold` is judged by.

`share`: The share of readings inside the bounds.

`latest`: Whether the last reading is inside.
"""

Aggregate: TypeAlias = Literal["latest", "sum", "mean", "min", "max"]
"""How several readings become one value.

`latest`: The last one.

`sum`: Their sum.

`mean`: Their mean, weighted by their samples where they have any.

`min`: The smallest.

`max`: The largest.
"""

KeyResultState: TypeAlias = Literal["active", "dropped"]
"""Where a key result stands in its life.

`active`: In force.

`dropped`: Given up; counts nowhere.
"""

Better: TypeAlias = Literal["higher", "lower", "inside"]
"""Which values of a KPI are better.

`higher`: Larger ones.

`lower`: Smaller ones.

`inside`: Those inside the range.
"""

Cadence: TypeAlias = Literal["daily", "weekly", "monthly", "quarterly", "yearly"]
"""How often a KPI has a value: the length of its periods.

`daily`: Each day.

`weekly`: Each ISO week, Monday to Sunday.

`monthly`: Each calendar month.

`quarterly`: Each quarter, from the first month of the fiscal year.

`yearly`: Each year, from the first month of the fiscal year.
"""

Situation: TypeAlias = Literal[
    "lack_of_focus",
    "lack_of_visibility",
    "lack_of_both",
    "launch",
    "running_needs_visibility",
    "weak_area",
    "monthly_dashboard",
    "strategic_priorities",
    "accountability_and_motion",
]
"""What is wrong, or wanted.

`lack_of_focus`: People work on too much at once.

`lack_of_visibility`: Nobody sees how things stand.

`lack_of_both`: Both at once.

`launch`: A program is launched or overhauled.

`running_needs_visibility`: A program runs and needs to be seen.

`weak_area`: One area is weak.

`monthly_dashboard`: A dashboard is wanted each month.

`strategic_priorities`: A few priorities matter most.

`accountability_and_motion`: People are to answer for results, and things are to move.
"""

Initiative: TypeAlias = Literal[
    "keep_standard",
    "break_trend",
    "launch_new",
    "out_of_range",
    "business_as_usual",
]
"""What an initiative is to do.

`keep_standard`: A standard is to be kept.

`break_trend`: A trend is to be broken.

`launch_new`: Something new is launched.

`out_of_range`: A KPI has been out of its range for more than two months.

`business_as_usual`: Daily work.
"""

Readiness: TypeAlias = Literal["nothing_tracked", "baseline_known", "both_running"]
"""How far measuring has come.

`nothing_tracked`: Nothing is tracked.

`baseline_known`: The baseline is known, and there is an outcome to change.

`both_running`: KPIs and OKRs both run.
"""


class ParentObjective(TypedDict):
    """One of its forms."""

    objective: str


class ParentKeyResult(TypedDict):
    """One of its forms."""

    key_result: str


class TargetBy(TypedDict):
    """One of its forms."""

    by: float


class TargetByPercent(TypedDict):
    """One of its forms."""

    by_percent: float


class PacePhased(TypedDict):
    """One of its forms."""

    phased: list[tuple[Date, float]]


@dataclass(kw_only=True, slots=True, repr=False)
class Plan(Document):
    """Teams, cycles, objectives with their key results, and KPIs: all that people write.

    Attributes:
        version: The version of this document's format: 1.
        name: What people call it.
        policy: Thresholds and limits that differ from the standard.
        meta: The caller's own data.
        teams: Those who set objectives and own KPIs.
        cycles: The spans of time for which objectives are set.
        objectives: What is to be achieved.
        kpis: What tells whether all is well.
    """

    version: Literal[1] = field(default=1, metadata=ALWAYS)
    name: str | None = None
    policy: PolicyChoice | None = None
    meta: dict[str, Any] | None = None
    teams: list[Team] = field(default_factory=list)
    cycles: list[Cycle] = field(default_factory=list)
    objectives: list[Objective] = field(default_factory=list)
    kpis: list[Kpi] = field(default_factory=list)


@dataclass(kw_only=True, slots=True, repr=False)
class Policy(Document):
    """What differs from the standard: any of the fields, field by field over what lies below.

    Attributes:
        preset: The named set of limits that lies below.
        objectives_per_cycle: Objectives per team and cycle; 3 to 5.
        key_results_per_objective: Key results per objective; 2 to 5.
        kpis_per_team: KPIs per team; 5 to 10.
        metric_fatigue: From this many KPIs of a team on nobody looks at them; 20.
        dominant_weight: A weight share above which one of several dominates; 0.6.
        vague_title_words: Titles with fewer words are vague; 3.
        too_easy: A score from which on a goal was too easy; 0.9.
        retrospective_days: Days after a cycle's end until its retrospective is missing; 14.
        kpi_review_days: Days after which a KPI's last review is overdue; 45.
        success: The score that is a success; 0.7 and 1.
        amber: The score from which on the grade is amber; 0.4 and 0.7.
        unmeasured: What an unmeasured key result counts as; `zero`.
        objective_from: What an objective's score is made from; `key_results`.
        on_track_gap: The gap down to which a goal is on track; -0.10.
        at_risk_gap: The gap down to which a goal is at risk and not yet off track; -0.25.
        check_in_days: Days between check-ins; 7.
        fiscal_year_start: The month in which the fiscal year starts, 1 to 12; 1.
        kpi_rules: The rules of KPIs that have none of their own; out_of_range, worsening,
            stagnant and spike.
        severity: How severe findings are, by code, where it differs.
    """

    preset: Preset | None = None
    objectives_per_cycle: Count | None = None
    key_results_per_objective: Count | None = None
    kpis_per_team: Count | None = None
    metric_fatigue: int | None = None
    dominant_weight: float | None = None
    vague_title_words: int | None = None
    too_easy: float | None = None
    retrospective_days: int | None = None
    kpi_review_days: int | None = None
    success: Threshold | None = None
    amber: Threshold | None = None
    unmeasured: Unmeasured | None = None
    objective_from: ObjectiveFrom | None = None
    on_track_gap: float | None = None
    at_risk_gap: float | None = None
    check_in_days: int | None = None
    fiscal_year_start: int | None = None
    kpi_rules: list[Rule] | None = None
    severity: dict[FindingCode, Severity] | None = None


@dataclass(kw_only=True, slots=True, repr=False)
class Count(Document):
    """How many of something are good; both ends belong to it.

    Attributes:
        min: The fewest.
        max: The most.
    """

    min: int | None = None
    max: int | None = None


@dataclass(kw_only=True, slots=True, repr=False)
class Threshold(Document):
    """A threshold for each ambition.

    Attributes:
        aspirational: For aspirational goals, 0 to 1.
        committed: For committed goals, 0 to 1.
    """

    aspirational: float | None = None
    committed: float | None = None


@dataclass(kw_only=True, slots=True, repr=False)
class OutOfRange(Document):
    """The value lies outside the healthy range.

    Attributes:
        periods: Breaches that fire; not together with `months`. 2 months where neither is
            written.
        months: The same in months, as many periods as the cadence has in them.
        of: Fires on `periods` breaches among this many judged periods instead of in a row.
        clear_after: Periods in a row without a breach that clear it.
        missing: What a gap means.
    """

    kind: Literal["out_of_range"] = field(default="out_of_range", init=False, metadata=ALWAYS)
    periods: int | None = None
    months: float | None = None
    of: int | None = None
    clear_after: int = 1
    missing: Missing = "hold"


@dataclass(kw_only=True, slots=True, repr=False)
class OffTarget(Document):
    """The target is not met.

    Attributes:
        of: Fires on `periods` breaches among this many judged periods instead of in a row.
        periods: Breaches that fire.
        clear_after: Periods in a row without a breach that clear it.
        missing: What a gap means.
    """

    kind: Literal["off_target"] = field(default="off_target", init=False, metadata=ALWAYS)
    of: int | None = None
    periods: int = 3
    clear_after: int = 1
    missing: Missing = "hold"


@dataclass(kw_only=True, slots=True, repr=False)
class Worsening(Document):
    """The value is strictly worse than the one before.

    Attributes:
        of: Fires on `periods` breaches among this many judged periods instead of in a row.
        periods: Breaches that fire; n of them need n + 1 values.
        clear_after: Periods in a row without a breach that clear it.
        missing: What a gap means.
    """

    kind: Literal["worsening"] = field(default="worsening", init=False, metadata=ALWAYS)
    of: int | None = None
    periods: int = 3
    clear_after: int = 1
    missing: Missing = "hold"


@dataclass(kw_only=True, slots=True, repr=False)
class Stagnant(Document):
    """The value has not moved, and is not where it should be.

    Attributes:
        periods: Values that are looked at, at least 2; not together with `months`. 3 months
            where neither is written.
        months: The same in months.
        tolerance: How far the values may span; not together with `tolerance_percent`.
        tolerance_percent: The same in percent of the largest absolute value among them.
        clear_after: Periods in a row without a breach that clear it.
    """

    kind: Literal["stagnant"] = field(default="stagnant", init=False, metadata=ALWAYS)
    periods: int | None = None
    months: float | None = None
    tolerance: float | None = None
    tolerance_percent: float | None = None
    clear_after: int = 1


@dataclass(kw_only=True, slots=True, repr=False)
class Spike(Document):
    """The value is worse than the one before by a jump.

    Attributes:
        points: Size of the jump in the KPI's unit.
        percent: Size of the jump in percent of the value before; 50 where neither is
            written. Both: both.
        clear_after: Periods in a row without a breach that clear it.
    """

    kind: Literal["spike"] = field(default="spike", init=False, metadata=ALWAYS)
    points: float | None = None
    percent: float | None = None
    clear_after: int = 1


@dataclass(kw_only=True, slots=True, repr=False)
class Shift(Document):
    """A special cause in the bad direction.

    Attributes:
        baseline: The first so many values give the limits; all up to the period where not
            written.
        screen: Whether moving ranges above their limit are dropped once.
        clear_after: Periods in a row without a breach that clear it.
    """

    kind: Literal["shift"] = field(default="shift", init=False, metadata=ALWAYS)
    baseline: int | None = None
    screen: bool = False
    clear_after: int = 1


@dataclass(kw_only=True, slots=True, repr=False)
class Trend(Document):
    """A monotone trend in the bad direction.

    Attributes:
        window: Periods that are looked at; at least 5.
        alpha: Level of significance, above 0 and below 1.
        clear_after: Periods in a row without a breach that clear it.
    """

    kind: Literal["trend"] = field(default="trend", init=False, metadata=ALWAYS)
    window: int = 12
    alpha: float = 0.05
    clear_after: int = 1


@dataclass(kw_only=True, slots=True, repr=False)
class Stale(Document):
    """The period has no value.

    Attributes:
        of: Fires on `periods` breaches among this many judged periods instead of in a row.
        periods: Gaps that fire.
        clear_after: Periods in a row without a breach that clear it.
    """

    kind: Literal["stale"] = field(default="stale", init=False, metadata=ALWAYS)
    of: int | None = None
    periods: int = 1
    clear_after: int = 1


@dataclass(kw_only=True, slots=True, repr=False)
class Team(Document):
    """Those who set objectives and own KPIs: a company, a department, a team or one person.

    Attributes:
        id: Unique among teams.
        name: What people call it.
        level: Where it stands.
        parent: Id of the team that this one belongs to.
        meta: The caller's own data.
    """

    id: str
    name: str
    level: Level
    parent: str | None = None
    meta: dict[str, Any] | None = None


@dataclass(kw_only=True, slots=True, repr=False)
class Cycle(Document):
    """A span of time for which objectives are set, often a quarter. Both ends belong to it.

    Attributes:
        id: Unique among cycles; no `@`.
        start: First day.
        end: Last day.
        name: What people call it.
        parent: Id of the longer cycle that this one is part of.
        retrospective: The look back at its end.
        meta: The caller's own data.
    """

    id: str
    start: Date
    end: Date
    name: str | None = None
    parent: str | None = None
    retrospective: Retrospective | None = None
    meta: dict[str, Any] | None = None


@dataclass(kw_only=True, slots=True, repr=False)
class Retrospective(Document):
    """A look back at a cycle.

    Attributes:
        date: The day on which it was held.
        note: What was learned.
    """

    date: Date
    note: str | None = None


@dataclass(kw_only=True, slots=True, repr=False)
class Objective(Document):
    """Something to achieve in a cycle, measured by its key results.

    Attributes:
        id: Unique among objectives.
        title: What is to be achieved, in words.
        cycle: Id of its cycle.
        team: Id of the team that it belongs to.
        owner: Who answers for it: one opaque name, never parsed.
        parent: What it supports.
        state_since: The day from which `state` holds; before it the objective was active
            (an active one: a draft).
        state_reason: Why it has that state.
        compensation_linked: Whether pay depends on it.
        description: More words.
        meta: The caller's own data.
        ambition: How sure it is meant to be.
        weight: Its share among its siblings; 0 or more.
        state: Where it stands in its life.
        co_owners: Others who share the answer for it.
        kpis: Ids of the KPIs that it is meant to move.
        tags: Words to find it by.
        allow: Codes of findings that are silent here.
        key_results: What tells that it is achieved.
    """

    id: str
    title: str
    cycle: str
    team: str | None = None
    owner: str | None = None
    parent: Parent | None = None
    state_since: Date | None = None
    state_reason: str | None = None
    compensation_linked: bool | None = None
    description: str | None = None
    meta: dict[str, Any] | None = None
    ambition: Ambition = "aspirational"
    weight: float = 1.0
    state: ObjectiveState = "active"
    co_owners: list[str] = field(default_factory=list)
    kpis: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    allow: list[FindingCode] = field(default_factory=list)
    key_results: list[KeyResult] = field(default_factory=list)


@dataclass(kw_only=True, slots=True, repr=False)
class KeyResult(Document):
    """A measured sign that an objective is achieved.

    Attributes:
        id: Unique among key results and KPIs together; no `@`. Readings name it, unless
            `metric` is written.
        title: What is measured, in words.
        measure: How it is measured.
        owner: Who answers for it: one opaque name, never parsed.
        unit: `%` (0–100), `pp`, an ISO currency, or free text.
        metric: Id of the KPI that it reads instead of readings of its own.
        aggregate: How the readings in its window become one value; the last one where not
            written.
        start: First day of its window; its cycle's where not written.
        end: Last day of its window; its cycle's where not written.
        ambition: How sure it is meant to be; its objective's where not written.
        state_since: The day from which `state` holds; before it the key result was active.
        state_reason: Why it has that state.
        description: More words.
        meta: The caller's own data.
        weight: Its share in the objective's score; 0 or more.
        pace: How progress is expected to come.
        state: Where it stands in its life.
        co_owners: Others who share the answer for it.
        revisions: Changes in mid-cycle, rising by date.
        tags: Words to find it by.
        allow: Codes of findings that are silent here.
    """

    id: str
    title: str
    measure: Measure
    owner: str | None = None
    unit: str | None = None
    metric: str | None = None
    aggregate: Aggregate | None = None
    start: Date | None = None
    end: Date | None = None
    ambition: Ambition | None = None
    state_since: Date | None = None
    state_reason: str | None = None
    description: str | None = None
    meta: dict[str, Any] | None = None
    weight: float = 1.0
    pace: Pace = "linear"
    state: KeyResultState = "active"
    co_owners: list[str] = field(default_factory=list)
    revisions: list[KeyResultRevision] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    allow: list[FindingCode] = field(default_factory=list)


@dataclass(kw_only=True, slots=True, repr=False)
class Reach(Document):
    """From a baseline to a target.

    Attributes:
        to: The target.
        from_: The baseline; read from the readings where not written.
        direction: Which way is progress, where neither a written baseline nor the KPI
            tells.
    """

    kind: Literal["reach"] = field(default="reach", init=False, metadata=ALWAYS)
    to: Target
    from_: float | None = None
    direction: Direction | None = None


@dataclass(kw_only=True, slots=True, repr=False)
class Hold(Document):
    """Staying within bounds.

    Attributes:
        min: Lower bound.
        max: Upper bound.
        judge: What it is judged by.
    """

    kind: Literal["hold"] = field(default="hold", init=False, metadata=ALWAYS)
    min: float | None = None
    max: float | None = None
    judge: Judge = "share"


@dataclass(kw_only=True, slots=True, repr=False)
class Curve(Document):
    """Straight lines between points of value and score.

    Attributes:
        points: At least 2; values strictly rising or falling, scores not falling and within
            0–1.
    """

    kind: Literal["curve"] = field(default="curve", init=False, metadata=ALWAYS)
    points: list[CurvePoint] = field(default_factory=list)


@dataclass(kw_only=True, slots=True, repr=False)
class Milestones(Document):
    """Steps that are reached one by one.

    Attributes:
        items: The steps; at least one.
    """

    kind: Literal["milestones"] = field(default="milestones", init=False, metadata=ALWAYS)
    items: list[Milestone] = field(default_factory=list)


@dataclass(kw_only=True, slots=True, repr=False)
class Establish(Document):
    """Finding out where one stands."""

    kind: Literal["establish"] = field(default="establish", init=False, metadata=ALWAYS)


@dataclass(kw_only=True, slots=True, repr=False)
class RollUp(Document):
    """The mean of the objectives below."""

    kind: Literal["roll_up"] = field(default="roll_up", init=False, metadata=ALWAYS)


@dataclass(kw_only=True, slots=True, repr=False)
class Milestone(Document):
    """A step that is reached or not.

    Attributes:
        title: The step, in words.
        due: The day by which it is due.
        done: Whether, or when, it was reached.
        weight: Its share; 0 or more.
    """

    title: str
    due: Date | None = None
    done: Done | None = None
    weight: float = 1.0


@dataclass(kw_only=True, slots=True, repr=False)
class KeyResultRevision(Document):
    """A change of a key result in mid-cycle, in force from a day on.

    What it does not name stays as it was.

    Attributes:
        from_: First day on which it is in force.
        reason: Why.
        measure: The new measure.
        weight: The new weight.
    """

    from_: Date
    reason: str | None = None
    measure: Measure | None = None
    weight: float | None = None


@dataclass(kw_only=True, slots=True, repr=False)
class Kpi(Document):
    """A number that tells whether something is healthy.

    Attributes:
        id: Unique among key results and KPIs together; no `@`. Readings name it.
        name: What people call it.
        better: Which values are better.
        cadence: How often it has a value.
        healthy: The range in which all is well.
        target: The value aimed at.
        unit: `%` (0–100), `pp`, an ISO currency, or free text.
        team: Id of the team that answers for it.
        owner: Who answers for it: one opaque name, never parsed.
        benchmark: What others reach.
        min_sample: A value whose sample is smaller is withheld; more than 0.
        start: First day of its series.
        end: Last day of its series; it is retired after it.
        rules: The rules that raise its hand; those of the policy where not written.
        description: More words.
        meta: The caller's own data.
        aggregate: How the readings of a period become its value.
        teams: Ids of the teams for which it has a series each, `kpi@team`; not together
            with `team`.
        co_owners: Others who share the answer for it.
        revisions: Changes of target or range, rising by date.
        tags: Words to find it by.
        allow: Codes of findings that are silent here.
    """

    id: str
    name: str
    better: Better
    cadence: Cadence
    healthy: Range | None = None
    target: float | None = None
    unit: str | None = None
    team: str | None = None
    owner: str | None = None
    benchmark: Benchmark | None = None
    min_sample: float | None = None
    start: Date | None = None
    end: Date | None = None
    rules: list[Rule] | None = None
    description: str | None = None
    meta: dict[str, Any] | None = None
    aggregate: Aggregate = "latest"
    teams: list[str] = field(default_factory=list)
    co_owners: list[str] = field(default_factory=list)
    revisions: list[KpiRevision] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    allow: list[FindingCode] = field(default_factory=list)


@dataclass(kw_only=True, slots=True, repr=False)
class Range(Document):
    """Bounds that belong to the range; at least one is needed.

    Attributes:
        min: Lower bound.
        max: Upper bound.
    """

    min: float | None = None
    max: float | None = None


@dataclass(kw_only=True, slots=True, repr=False)
class Benchmark(Document):
    """What others reach.

    Attributes:
        value: Their value.
        source: Who says so.
    """

    value: float
    source: str | None = None


@dataclass(kw_only=True, slots=True, repr=False)
class KpiRevision(Document):
    """A change of a KPI's target or range, in force from a day on.

    What it does not name stays as it was.

    Attributes:
        from_: First day on which it is in force.
        reason: Why.
        target: The new target.
        healthy: The new range.
    """

    from_: Date
    reason: str | None = None
    target: float | None = None
    healthy: Range | None = None


@dataclass(kw_only=True, slots=True, repr=False)
class Reading(Document):
    """One reading: the value of a metric on a day.

    If the value is absent or null, the reading retracts what stood for its metric and date,
    from the day `recorded` on.

    Attributes:
        metric: Id of the KPI or key result; for a KPI with teams `kpi@team`.
        date: The day that it is about, `YYYY-MM-DD`, or a period whose last day is meant:
            `2026-07`, `2026-Q3`, `2026-W33`, `2026`.
        value: The value, within ±1e15; null retracts what stood there.
        recorded: The day on which it became known; absent: its date. A period stands for
            its last day.
        sample: The number of answers, heads or cases that it rests on: above 0.
        note: A remark.
    """

    metric: str
    date: Date
    value: float | None = None
    recorded: Date | None = None
    sample: float | None = None
    note: str | None = None


@dataclass(kw_only=True, slots=True, repr=False)
class CheckIn(Document):
    """What someone says about a goal on a day without a new value, such as "still 42, blocked".

    It names exactly one of objective, key result, KPI and cycle.

    Attributes:
        date: The day that it is about.
        objective: Id of the objective that it is about.
        key_result: Id of the key result that it is about.
        kpi: Id of the KPI that it is about.
        cycle: Id of the cycle that it is about.
        recorded: The day on which it was written; absent: its date.
        by: Who said it.
        confidence: How sure they are that the goal will be met, 0 to 1.
        note: What they said.
    """

    date: Date
    objective: str | None = None
    key_result: str | None = None
    kpi: str | None = None
    cycle: str | None = None
    recorded: Date | None = None
    by: str | None = None
    confidence: float | None = None
    note: str | None = None


@dataclass(kw_only=True, slots=True, repr=False)
class Scope(Document):
    """What of a report is listed; an empty list is no limit.

    Nothing that is computed depends on it.

    Attributes:
        cycles: Ids of cycles: only these, and the objectives in them.
        teams: Ids of teams: only these, and their objectives and KPIs.
        kpis: Ids of KPIs: only these.
    """

    cycles: list[str] = field(default_factory=list)
    teams: list[str] = field(default_factory=list)
    kpis: list[str] = field(default_factory=list)


@dataclass(kw_only=True, slots=True, repr=False)
class Fragment(Document):
    """A part of a plan that is to be merged into one: a draft objective, a graduate, a
    carry-over.

    Attributes:
        objectives: Objectives to be added.
        kpis: KPIs to be added.
        renames: Readings that go on under another name.
    """

    objectives: list[Objective] = field(default_factory=list)
    kpis: list[Kpi] = field(default_factory=list)
    renames: list[Rename] = field(default_factory=list)


@dataclass(kw_only=True, slots=True, repr=False)
class Rename(Document):
    """Readings that go on under another name: those of a key result that became a KPI.

    Attributes:
        from_: The metric that the readings name.
        to: The metric that they name from now on.
    """

    from_: str
    to: str


@dataclass(kw_only=True, slots=True, repr=False)
class Answers(Document):
    """What is known of a company: an answer to each of the three questions, or to some of them.

    Attributes:
        situation: What is wrong, or wanted: it tells which framework leads.
        initiative: What an initiative is to do: it tells where that belongs.
        readiness: How far measuring has come: it tells what to do next.
    """

    situation: Situation | None = None
    initiative: Initiative | None = None
    readiness: Readiness | None = None


PolicyChoice: TypeAlias = Preset | Policy
"""A policy as documents write it: a preset's name, or fields."""

Rule: TypeAlias = OutOfRange | OffTarget | Worsening | Stagnant | Spike | Shift | Trend | Stale
"""What makes a KPI raise its hand."""

Parent: TypeAlias = ParentObjective | ParentKeyResult
"""What an objective supports: another objective, or one key result of it."""

Measure: TypeAlias = Reach | Hold | Curve | Milestones | Establish | RollUp
"""How a key result turns readings into progress."""

Target: TypeAlias = float | TargetBy | TargetByPercent
"""A value, or a change of the baseline: absolute (`by`) or in percent of it (`by_percent`)."""

CurvePoint: TypeAlias = tuple[float, float]
"""A value and the score that it gives, 0 to 1."""

Done: TypeAlias = bool | Date
"""Whether it is reached, or the day on which it was."""

Pace: TypeAlias = Literal["linear"] | PacePhased
"""How progress is expected to come: evenly, or straight between points of a date and a share."""
