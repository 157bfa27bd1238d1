"""Documents that people write, as data classes with a keyword argument for each field."""

# Generated from the types of okr-core by `make generate`; changes here are lost.

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias, TypedDict

from okr._document import ALWAYS, Date, Document

__all__ = [
    "Against",
    "Aggregate",
    "Ambition",
    "Answers",
    "Benchmark",
    "Better",
    "Cadence",
    "Calendar",
    "CheckIn",
    "ColumnMapping",
    "ColumnSeparator",
    "Count",
    "Curve",
    "CurvePoint",
    "Cycle",
    "DateOrder",
    "DecimalSeparator",
    "Direction",
    "Done",
    "Empty",
    "Establish",
    "Every",
    "EveryDays",
    "EveryMonths",
    "FindingCode",
    "Fragment",
    "Hold",
    "Holds",
    "Indicator",
    "Initiative",
    "Input",
    "ItemKind",
    "Judge",
    "KeyResult",
    "KeyResultRevision",
    "KeyResultState",
    "Kpi",
    "KpiCadence",
    "KpiRevision",
    "KpiTeams",
    "Level",
    "LevelLimits",
    "Measure",
    "Milestone",
    "Milestones",
    "Missing",
    "NamedPeriod",
    "Objective",
    "ObjectiveFrom",
    "ObjectiveState",
    "OffTarget",
    "OutOfRange",
    "Pace",
    "PacePhased",
    "PageOptions",
    "PagePart",
    "Parent",
    "ParentKeyResult",
    "ParentObjective",
    "Pattern",
    "PercentScale",
    "Phase",
    "PictureKind",
    "Policy",
    "PolicyChoice",
    "Preset",
    "Range",
    "Reach",
    "Readiness",
    "Reading",
    "ReadingField",
    "Rename",
    "Retrospective",
    "RollUp",
    "Rule",
    "Said",
    "Scope",
    "Severity",
    "SheetField",
    "SheetLayout",
    "SheetMapping",
    "Shift",
    "Situation",
    "Spike",
    "Stagnant",
    "Stale",
    "Target",
    "TargetBy",
    "TargetByPercent",
    "Team",
    "TextEncoding",
    "Threshold",
    "Trend",
    "Unmeasured",
    "WithoutNumbers",
    "Worsening",
]

Preset: TypeAlias = Literal["standard", "hr_rhythm", "focused", "strict", "large_scale"]
"""A named set of limits.

`standard`: 3 to 5 objectives, 2 to 5 key results; a KPI out of range for two months fires.

`hr_rhythm`: 2 to 3 objectives, for HR teams with much day-to-day work.

`focused`: 2 to 4 objectives.

`strict`: 3 to 5 key results; a KPI out of range for three months fires.

`large_scale`: 4 to 6 objectives, for large organizations.
"""

Level: TypeAlias = Literal["company", "department", "team", "individual"]
"""The level of a team in the organization.

`company`: The whole organization.

`department`: A division of the organization.

`team`: A group that works together.

`individual`: One person.
"""

Unmeasured: TypeAlias = Literal["zero", "exclude"]
"""How an unmeasured key result enters the score of its objective.

`zero`: With a score of 0.

`exclude`: Not at all.
"""

ObjectiveFrom: TypeAlias = Literal["key_results", "children", "both"]
"""What the score of an objective is computed from.

`key_results`: Its key results.

`children`: The objectives that name it as their parent.

`both`: Both.
"""

Missing: TypeAlias = Literal["hold", "breach", "ok"]
"""How a rule treats a period without a value.

`hold`: Ignore it; the rule keeps its state.

`breach`: Treat it as a breach.

`ok`: Treat it as a period without a breach.
"""

Against: TypeAlias = Literal["previous", "year_ago"]
"""What a value is compared with.

`previous`: The nearest value before it.

`year_ago`: The value of the same time a year before.
"""

FindingCode: TypeAlias = Literal[
    "too-few-objectives",
    "too-many-objectives",
    "too-few-key-results",
    "too-many-key-results",
    "too-few-kpis",
    "too-many-kpis",
    "metric-fatigue",
    "only-lagging",
    "area-without-kpi",
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
    "number-mismatch",
    "missing-owner",
    "shared-owner",
    "compensation-linked",
    "outside-cycle",
    "cycles-overlap",
    "unusual-cycle",
    "check-in-overdue",
    "kpi-review-overdue",
    "retrospective-missing",
    "outside-calendar",
    "fiscal-year-trap",
    "unaligned",
    "level-inverted",
    "level-skip",
    "parent-in-other-cycle",
    "double-counted",
    "kpi-without-range",
    "unanswered-trigger",
    "too-easy",
    "unread-metric",
    "readings-not-yet",
    "unknown-metric",
    "said-otherwise",
    "at-a-cost",
    "missing-parts",
    "recoverable-value",
]
"""The code of a finding: something that is sound, but against good practice.

`too-few-objectives`: A team has too few objectives in a cycle to set a direction

`too-many-objectives`: A team has too many objectives in a cycle to stay focused

`too-few-key-results`: An objective has too few key results to show whether it is achieved

`too-many-key-results`: An objective has too many key results to work on

`too-few-kpis`: A team tracks too few KPIs to see whether it is healthy

`too-many-kpis`: A team tracks more KPIs than it can act on

`metric-fatigue`: A team has too many KPIs for anyone to follow

`only-lagging`: The KPIs of a team tell only of the past

`area-without-kpi`: No KPI of a team tells of an area that matters

`dominant-weight`: One key result decides the score of its objective

`number-in-objective`: The title of an objective contains a number

`vague-title`: The title of an objective is too short to be clear

`duplicate-title`: Two sibling items have the same title

`output-not-outcome`: An objective is measured by milestones only

`unit-mismatch`: The unit of a key result differs from that of its KPI

`scale-mismatch`: Readings and target differ by a factor of about 100

`no-baseline`: A key result has no baseline

`met-at-start`: A key result was met before it began

`against-better`: A key result moves its KPI in the wrong direction

`business-as-usual`: A key result repeats what its healthy KPI asks for anyway

`every-kpi-is-an-okr`: Every KPI of a team is a key result

`okr-without-kpi`: An objective moves no KPI

`first-day-readings`: Every reading of a KPI falls on the first day of a period

`number-mismatch`: The title of a key result has numbers, none of which is in its measure

`missing-owner`: Nobody answers for it

`shared-owner`: Several people answer for it

`compensation-linked`: Pay depends on an objective

`outside-cycle`: A date lies outside the cycle that it belongs to

`cycles-overlap`: Two cycles overlap, and neither is part of the other

`unusual-cycle`: A cycle is not about a month, a quarter, a half or a year long

`check-in-overdue`: An objective has had no recent check-in

`kpi-review-overdue`: A KPI has had no recent review

`retrospective-missing`: A cycle ended without a retrospective

`outside-calendar`: Readings lie in no period of the calendar of their KPI

`fiscal-year-trap`: Readings dated by a plain year fall into the wrong fiscal year

`unaligned`: An objective supports nothing, although there is something above it to support

`level-inverted`: An objective supports one of a lower level

`level-skip`: An objective supports one that is more than a level above

`parent-in-other-cycle`: An objective supports one in a different cycle

`double-counted`: Two key results in one tree of objectives count the same KPI

`kpi-without-range`: A KPI has nothing that tells whether it is healthy

`unanswered-trigger`: A trigger has fired, and no objective addresses it

`too-easy`: A team reached all that was meant to be a stretch

`unread-metric`: A metric has no readings

`readings-not-yet`: A metric has readings, all of them from after the day

`unknown-metric`: Readings name a metric that is not in the plan

`said-otherwise`: A goal was reported in a better state than the computed one

`at-a-cost`: A KPI that a key result must not harm has become unhealthy

`missing-parts`: A whole is made from fewer parts than expected

`recoverable-value`: A withheld value can be worked out from the others
"""

Severity: TypeAlias = Literal["error", "warning", "info", "off"]
"""How serious a finding is.

`error`: Must be fixed.

`warning`: Should be reviewed.

`info`: Good to know.

`off`: Not reported.
"""

Ambition: TypeAlias = Literal["aspirational", "committed"]
"""How ambitious a goal is. It decides which score counts as success.

`aspirational`: A stretch goal. A score of 0.7 is a success, unless the policy sets another
threshold.

`committed`: A promise. Only a score of 1 is a success, unless the policy sets another
threshold.
"""

ObjectiveState: TypeAlias = Literal["active", "draft", "dropped", "closed"]
"""The state of an objective in its life cycle.

`active`: In force.

`draft`: Not agreed yet. It enters no score.

`dropped`: Given up. It enters no score.

`closed`: Ended. Its score is final.
"""

Direction: TypeAlias = Literal["up", "down"]
"""The direction in which a value should move.

`up`: Higher values are progress.

`down`: Lower values are progress.
"""

Judge: TypeAlias = Literal["share", "latest"]
"""How a `hold` is scored.

`share`: By the share of readings within the bounds.

`latest`: By the last reading; 1 if it is within the bounds, otherwise 0.
"""

Aggregate: TypeAlias = Literal["latest", "sum", "mean", "min", "max"]
"""How several readings become one value.

`latest`: The latest reading.

`sum`: The sum.

`mean`: The mean, weighted by sample size where readings have one.

`min`: The minimum.

`max`: The maximum.
"""

KeyResultState: TypeAlias = Literal["active", "dropped"]
"""The state of a key result in its life cycle.

`active`: In force.

`dropped`: Given up. It enters no score.
"""

Better: TypeAlias = Literal["higher", "lower", "inside"]
"""Which values of a KPI are better.

`higher`: Higher values.

`lower`: Lower values.

`inside`: Values within the healthy range.
"""

Cadence: TypeAlias = Literal["daily", "weekly", "monthly", "quarterly", "yearly"]
"""How often a KPI has a value: the length of its periods.

`daily`: Each day.

`weekly`: Each ISO week, Monday to Sunday.

`monthly`: Each calendar month.

`quarterly`: Each quarter, from the first month of the fiscal year.

`yearly`: Each year, from the first month of the fiscal year.
"""

Indicator: TypeAlias = Literal["leading", "lagging"]
"""Whether a KPI tells what will come or what has been.

`leading`: It moves before the outcome does.

`lagging`: It is the outcome.
"""

Empty: TypeAlias = Literal["gap", "zero"]
"""What a period without a reading is.

`gap`: A gap: nobody measured.

`zero`: 0: nothing happened. A reading may still come until the period is settled.
"""

Said: TypeAlias = Literal["on_track", "at_risk", "off_track", "done"]
"""How people say that a goal stands.

`on_track`: It will be met.

`at_risk`: It may be missed.

`off_track`: It will be missed.

`done`: It is met.
"""

ItemKind: TypeAlias = Literal[
    "team",
    "cycle",
    "objective",
    "key_result",
    "kpi",
    "input",
    "calendar",
]
"""What an item of a plan is.

`team`: A team.

`cycle`: A cycle.

`objective`: An objective with its key results.

`key_result`: A key result.

`kpi`: A KPI.

`input`: An input of formulas.

`calendar`: A calendar.
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
"""What is wrong or wanted.

`lack_of_focus`: People work on too much at once.

`lack_of_visibility`: Nobody can see how things stand.

`lack_of_both`: Focus and visibility are both lacking.

`launch`: A program is being launched or overhauled.

`running_needs_visibility`: A program is running and needs more visibility.

`weak_area`: One area is weak.

`monthly_dashboard`: A monthly dashboard is needed.

`strategic_priorities`: A few strategic priorities matter most.

`accountability_and_motion`: People should be accountable for results, and things should move.
"""

Initiative: TypeAlias = Literal[
    "keep_standard",
    "break_trend",
    "launch_new",
    "out_of_range",
    "business_as_usual",
]
"""The purpose of an initiative.

`keep_standard`: Maintain a standard.

`break_trend`: Break a trend.

`launch_new`: Launch something new.

`out_of_range`: Bring back a KPI that has been out of its range for more than two months.

`business_as_usual`: Run the day-to-day business.
"""

Readiness: TypeAlias = Literal["nothing_tracked", "baseline_known", "both_running"]
"""How much is measured so far.

`nothing_tracked`: Nothing is tracked yet.

`baseline_known`: The baseline is known, and there is an outcome to change.

`both_running`: KPIs and OKRs are both in use.
"""

PagePart: TypeAlias = Literal["objectives", "triggers", "kpis", "check_ins", "findings"]
"""A part of the page of a report.

`objectives`: Objectives with their key results, the most urgent first.

`triggers`: Rules that fire, with who answers them or what could.

`kpis`: A tile for each KPI.

`check_ins`: What people said, the newest first.

`findings`: What is against good practice.
"""

PictureKind: TypeAlias = Literal["progress", "tile", "xmr", "burn_up", "heat", "tree", "timeline"]
"""A kind of picture.

`progress`: A bar with the score of an objective or key result, the score expected by now and
that of success.

`tile`: A KPI at a glance: value, change, course, health, and the year before.

`xmr`: A process behaviour chart of a KPI: values, mean, limits, special causes, target and
healthy range.

`burn_up`: A key result on its way from its baseline to its target, with what is expected by
now and the forecast.

`heat`: A heat map: `teams` by cycle with their scores, or `kpis` by team with their values.

`tree`: The alignment of a cycle's objectives, or of one objective: an outline of what
supports what.

`timeline`: What happened in a cycle: check-ins with their confidence, milestones, revisions
and alarms.
"""

Holds: TypeAlias = Literal["goals", "kpis"]
"""What a sheet holds.

`goals`: Objectives and key results.

`kpis`: KPIs and their values.
"""

SheetField: TypeAlias = Literal[
    "objective",
    "key_result",
    "title",
    "measure_name",
    "kpi",
    "id",
    "objective_id",
    "parent",
    "kind",
    "depth",
    "level",
    "measure_type",
    "owner",
    "objective_owner",
    "team",
    "cycle",
    "start_date",
    "due_date",
    "from",
    "target",
    "current",
    "progress",
    "unit",
    "weight",
    "status",
    "confidence",
    "note",
    "updated",
    "description",
    "tags",
    "action",
    "date",
    "value",
    "better",
    "cadence",
    "aggregate",
    "healthy_min",
    "healthy_max",
    "sample",
    "area",
    "indicator",
]
"""What a column of a sheet means.

`objective`: The objective's title.

`key_result`: The key result's title.

`title`: The title of whatever the row holds.

`measure_name`: The name of what is measured: the key result's title where no other column has
it.

`kpi`: The KPI's name.

`id`: The id of the row.

`objective_id`: The id of the objective beside the key result.

`parent`: The id or title of the row above in the tree.

`kind`: Whether the row is an objective or a key result.

`depth`: How deep the row lies in the tree: 1 for the top.

`level`: How high in the organization the team stands.

`measure_type`: How the key result is measured: number, percentage, milestone, stay above.

`owner`: Who is accountable.

`objective_owner`: Who is accountable for the objective beside the key result.

`team`: The team.

`cycle`: The cycle.

`start_date`: First day.

`due_date`: Last day.

`from`: The baseline.

`target`: The target.

`current`: The current value.

`progress`: Progress as somebody computed it: compared, never taken over.

`unit`: The unit.

`weight`: The weight.

`status`: What people say, or the state.

`confidence`: How sure people are.

`note`: What people say in words.

`updated`: The day of the value, status and comment.

`description`: Further details.

`tags`: Labels.

`action`: What an upload is to do with the row.

`date`: The day or period of a value.

`value`: The value.

`better`: Which values are better.

`cadence`: How often there is a value.

`aggregate`: How readings become a value.

`healthy_min`: Lower bound of the healthy range.

`healthy_max`: Upper bound of the healthy range.

`sample`: How many cases a value rests on.

`area`: What part of the work it tells of.

`indicator`: Leading or lagging.
"""

SheetLayout: TypeAlias = Literal[
    "beside",
    "types",
    "parents",
    "depths",
    "indents",
    "numbered",
    "flat",
    "long",
    "wide",
    "period_rows",
    "list",
]
"""How a sheet is laid out.

`beside`: A row a key result, its objective beside it or above.

`types`: Objectives and key results in rows of their own, told apart by a column of types.

`parents`: Objectives and key results in rows of their own, told apart by a column that names
the parent.

`depths`: Objectives and key results in rows of their own, told apart by a column of depths.

`indents`: Objectives and key results in rows of their own, told apart by the indent of the
title.

`numbered`: A row an objective, its key results in numbered columns.

`flat`: A row a goal that is measured by its own numbers.

`long`: KPIs with a row for each value.

`wide`: KPIs with a column for each period.

`period_rows`: KPIs with a row for each period and a column for each KPI.

`list`: KPIs with a row each and their current value.
"""

DecimalSeparator: TypeAlias = Literal[".", ","]
"""The decimal separator of the numbers that are written as text.

`.`: `1,234.5`

`,`: `1.234,5`
"""

DateOrder: TypeAlias = Literal["dmy", "mdy", "ymd"]
"""The order of day, month and year.

`dmy`: `31.12.2026`

`mdy`: `12/31/2026`

`ymd`: `26/12/31`
"""

PercentScale: TypeAlias = Literal["fraction", "points"]
"""What plain numbers between 0 and 1 beside a percent sign are.

`fraction`: 0.25 is 25 %.

`points`: 0.25 is a quarter of a percent.
"""

TextEncoding: TypeAlias = Literal["utf-8", "windows-1252", "utf-16le", "utf-16be"]
"""The encoding of a text file.

`utf-8`: UTF-8.

`windows-1252`: Windows-1252, what older spreadsheets write in western Europe and America.

`utf-16le`: UTF-16, low byte first.

`utf-16be`: UTF-16, high byte first.
"""

ColumnSeparator: TypeAlias = Literal[",", ";", "\t", "|"]
"""What separates the columns of a text file.

`,`: A comma.

`;`: A semicolon.

`\\t`: A tab.

`|`: A vertical bar.
"""

WithoutNumbers: TypeAlias = Literal["milestone", "skip", "error"]
"""What becomes of a key result without numbers.

`milestone`: A single milestone.

`skip`: It is left out.

`error`: The sheet is refused.
"""

ReadingField: TypeAlias = Literal["metric", "date", "value", "recorded", "sample", "note", "team"]
"""What a column of a table of readings means.

`metric`: The metric.

`date`: The day or period.

`value`: The value.

`recorded`: The day on which the value became known.

`sample`: How many cases a value rests on.

`note`: A remark.

`team`: The team: the metric is then `metric@team`.
"""


class ParentObjective(TypedDict):
    """A form of `Parent`."""

    objective: str


class ParentKeyResult(TypedDict):
    """A form of `Parent`."""

    key_result: str


class TargetBy(TypedDict):
    """A form of `Target`."""

    by: float


class TargetByPercent(TypedDict):
    """A form of `Target`."""

    by_percent: float


class PacePhased(TypedDict):
    """A form of `Pace`."""

    phased: list[tuple[Date, float]]


EveryDays = TypedDict("EveryDays", {"days": int, "from": Date})
"""A form of `Every`."""


EveryMonths = TypedDict("EveryMonths", {"months": int, "from": str})
"""A form of `Every`."""


@dataclass(kw_only=True, slots=True, repr=False)
class Plan(Document):
    """A plan: teams, cycles, objectives with their key results, and KPIs.

    Attributes:
        version: Version of the document format: always 1.
        name: Display name.
        policy: Thresholds and limits that override the standard policy.
        meta: Arbitrary data of the caller, stored and returned unchanged.
        teams: Teams that set objectives and own KPIs.
        cycles: Time spans for which objectives are set.
        objectives: Goals, each with the key results that measure it.
        kpis: Numbers that show whether something is healthy.
        inputs: What formulas of KPIs are made of.
        calendars: Calendars that KPIs are counted in besides the civil one.
    """

    version: Literal[1] = field(default=1, metadata=ALWAYS)
    name: str | None = None
    policy: PolicyChoice | None = None
    meta: dict[str, Any] | None = None
    teams: list[Team] = field(default_factory=list)
    cycles: list[Cycle] = field(default_factory=list)
    objectives: list[Objective] = field(default_factory=list)
    kpis: list[Kpi] = field(default_factory=list)
    inputs: list[Input] = field(default_factory=list)
    calendars: list[Calendar] = field(default_factory=list)


@dataclass(kw_only=True, slots=True, repr=False)
class Policy(Document):
    """Thresholds and limits that override those of the layer below.

    Omitted fields keep their value.

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

    preset: Preset | None = None
    objectives_per_cycle: Count | None = None
    key_results_per_objective: Count | None = None
    kpis_per_team: Count | None = None
    by_level: dict[Level, LevelLimits] | None = None
    kpi_areas: list[str] | None = None
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
    """A recommended number of something: a minimum and a maximum, both included.

    Attributes:
        min: Minimum.
        max: Maximum.
    """

    min: int | None = None
    max: int | None = None


@dataclass(kw_only=True, slots=True, repr=False)
class LevelLimits(Document):
    """Recommended numbers for the teams of one level. An omitted bound is that of all teams.

    Attributes:
        objectives_per_cycle: Number of objectives per team and cycle.
        key_results_per_objective: Number of key results per objective.
        kpis_per_team: Number of KPIs per team.
    """

    objectives_per_cycle: Count | None = None
    key_results_per_objective: Count | None = None
    kpis_per_team: Count | None = None


@dataclass(kw_only=True, slots=True, repr=False)
class Threshold(Document):
    """A threshold for each level of ambition.

    Attributes:
        aspirational: Threshold for aspirational goals, 0 to 1.
        committed: Threshold for committed goals, 0 to 1.
    """

    aspirational: float | None = None
    committed: float | None = None


@dataclass(kw_only=True, slots=True, repr=False)
class OutOfRange(Document):
    """Fires when the value is outside the healthy range or, for a KPI with only a target, misses
    the target.

    Attributes:
        periods: Number of breaches that fire the rule. Exclusive with `months`; if both are
            omitted, 2 months.
        months: The same as `periods`, in months: converted to periods by the cadence of the
            KPI.
        of: Length of the window, in judged periods. If given, `periods` breaches within it
            fire the rule; otherwise they must be consecutive.
        clear_after: Consecutive periods without a breach after which the trigger clears.
        missing: How to treat a period without a value.
    """

    kind: Literal["out_of_range"] = field(default="out_of_range", init=False, metadata=ALWAYS)
    periods: int | None = None
    months: float | None = None
    of: int | None = None
    clear_after: int = 1
    missing: Missing = "hold"


@dataclass(kw_only=True, slots=True, repr=False)
class OffTarget(Document):
    """Fires when the target is missed.

    Attributes:
        of: Length of the window, in judged periods. If given, `periods` breaches within it
            fire the rule; otherwise they must be consecutive.
        periods: Number of breaches that fire the rule.
        clear_after: Consecutive periods without a breach after which the trigger clears.
        missing: How to treat a period without a value.
    """

    kind: Literal["off_target"] = field(default="off_target", init=False, metadata=ALWAYS)
    of: int | None = None
    periods: int = 3
    clear_after: int = 1
    missing: Missing = "hold"


@dataclass(kw_only=True, slots=True, repr=False)
class Worsening(Document):
    """Fires when the value is strictly worse than the previous one.

    Attributes:
        of: Length of the window, in judged periods. If given, `periods` breaches within it
            fire the rule; otherwise they must be consecutive.
        periods: Number of breaches that fire the rule; n breaches need n + 1 values.
        against: What a value is compared with: the one before, or that of a year before.
        clear_after: Consecutive periods without a breach after which the trigger clears.
        missing: How to treat a period without a value.
    """

    kind: Literal["worsening"] = field(default="worsening", init=False, metadata=ALWAYS)
    of: int | None = None
    periods: int = 3
    against: Against = "previous"
    clear_after: int = 1
    missing: Missing = "hold"


@dataclass(kw_only=True, slots=True, repr=False)
class Stagnant(Document):
    """Fires when the value has hardly moved and is not where it should be.

    Attributes:
        periods: Number of latest values to compare, at least 2. Exclusive with `months`; if
            both are omitted, 3 months.
        months: The same as `periods`, in months.
        tolerance: Largest difference between the values that counts as no movement.
            Exclusive with `tolerance_percent`.
        tolerance_percent: The same as `tolerance`, in percent of the largest absolute value
            among them.
        clear_after: Consecutive periods without a breach after which the trigger clears.
    """

    kind: Literal["stagnant"] = field(default="stagnant", init=False, metadata=ALWAYS)
    periods: int | None = None
    months: float | None = None
    tolerance: float | None = None
    tolerance_percent: float | None = None
    clear_after: int = 1


@dataclass(kw_only=True, slots=True, repr=False)
class Spike(Document):
    """Fires when the value is suddenly much worse than the previous one.

    Attributes:
        points: Smallest change that fires the rule, in the unit of the KPI.
        percent: Smallest change that fires the rule, in percent of the previous value. If
            neither is given, 50; if both are, the change must reach both.
        against: What a value is compared with: the one before, or that of a year before.
        clear_after: Consecutive periods without a breach after which the trigger clears.
    """

    kind: Literal["spike"] = field(default="spike", init=False, metadata=ALWAYS)
    points: float | None = None
    percent: float | None = None
    against: Against = "previous"
    clear_after: int = 1


@dataclass(kw_only=True, slots=True, repr=False)
class Shift(Document):
    """Fires on a special cause in the bad direction on the process behaviour chart (XmR chart).

    Attributes:
        baseline: Number of first values that set the limits. If omitted, all values up to
            the period set them.
        screen: Whether to drop moving ranges above their limit once, so that a single
            outlier does not widen the limits.
        run: How many values in a row on one side of the mean, or rising or falling, signal:
            6 to 9.
        clear_after: Consecutive periods without a breach after which the trigger clears.
    """

    kind: Literal["shift"] = field(default="shift", init=False, metadata=ALWAYS)
    baseline: int | None = None
    screen: bool = False
    run: int = 7
    clear_after: int = 1


@dataclass(kw_only=True, slots=True, repr=False)
class Trend(Document):
    """Fires on a monotonic trend in the bad direction (Mann–Kendall test).

    Attributes:
        window: Number of latest periods to test; at least 5.
        alpha: Significance level, above 0 and below 1.
        clear_after: Consecutive periods without a breach after which the trigger clears.
    """

    kind: Literal["trend"] = field(default="trend", init=False, metadata=ALWAYS)
    window: int = 12
    alpha: float = 0.05
    clear_after: int = 1


@dataclass(kw_only=True, slots=True, repr=False)
class Stale(Document):
    """Fires when a period has no readings.

    Attributes:
        of: Length of the window, in judged periods. If given, `periods` breaches within it
            fire the rule; otherwise they must be consecutive.
        periods: Number of periods without readings that fire the rule.
        clear_after: Consecutive periods without a breach after which the trigger clears.
    """

    kind: Literal["stale"] = field(default="stale", init=False, metadata=ALWAYS)
    of: int | None = None
    periods: int = 1
    clear_after: int = 1


@dataclass(kw_only=True, slots=True, repr=False)
class Team(Document):
    """A unit that sets objectives and owns KPIs: a company, a department, a team or one person.

    Attributes:
        id: Identifier, unique among teams.
        name: Display name.
        level: Level in the organization.
        parent: Id of the team that this one belongs to.
        meta: Arbitrary data of the caller, stored and returned unchanged.
    """

    id: str
    name: str
    level: Level
    parent: str | None = None
    meta: dict[str, Any] | None = None


@dataclass(kw_only=True, slots=True, repr=False)
class Cycle(Document):
    """A time span for which objectives are set, often a quarter.

    Its first and last day are both included.

    Attributes:
        id: Identifier, unique among cycles, without `@`.
        start: First day.
        end: Last day, included.
        name: Display name.
        parent: Id of the longer cycle that contains this one.
        retrospective: The retrospective, once it was held.
        meta: Arbitrary data of the caller, stored and returned unchanged.
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
    """The record that a retrospective of a cycle was held.

    Attributes:
        date: Day on which it was held.
        note: What was learned.
    """

    date: Date
    note: str | None = None


@dataclass(kw_only=True, slots=True, repr=False)
class Objective(Document):
    """A goal for a cycle, measured by its key results.

    Attributes:
        id: Identifier, unique among objectives.
        title: What should be achieved, in words.
        cycle: Id of the cycle that it belongs to.
        team: Id of the team that it belongs to.
        owner: Who is accountable: one name, stored as written and never parsed.
        parent: The objective or key result that it supports.
        state_since: First day on which `state` applies. Before that day the objective
            counts as active; if `state` is `active`, it counts as a draft.
        state_reason: Why it is in that state.
        compensation_linked: Whether compensation depends on it.
        description: Further details.
        meta: Arbitrary data of the caller, stored and returned unchanged.
        ambition: How ambitious it is.
        weight: Weight relative to its siblings; 0 or more.
        state: State in its life cycle.
        co_owners: Others who share the accountability.
        kpis: Ids of the KPIs that it should improve.
        tags: Labels for search and filters.
        allow: Codes of findings to suppress here.
        key_results: Key results that measure whether it is achieved.
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
    """A measurable result that shows whether an objective is achieved.

    Attributes:
        id: Identifier, unique among all key results and KPIs, without `@`. Readings refer
            to it, unless `metric` is given.
        title: What is measured, in words.
        measure: How readings become a score.
        owner: Who is accountable: one name, stored as written and never parsed.
        unit: Unit of its values: `%` (0–100), `pp`, an ISO currency code, or free text.
        metric: Id of the KPI whose readings it uses instead of its own.
        aggregate: How the readings in its window become one value. If omitted, the last one
            counts; if `metric` names a KPI with an aggregate other than `latest`, the value of
            the last complete period counts.
        start: First day of its window. If omitted, the first day of the cycle.
        end: Last day of its window. If omitted, the last day of the cycle.
        ambition: How ambitious it is. If omitted, as ambitious as its objective.
        state_since: First day on which `state` applies. Before that day the key result
            counts as active.
        state_reason: Why it is in that state.
        description: Further details.
        meta: Arbitrary data of the caller, stored and returned unchanged.
        weight: Weight in the score of its objective; 0 or more.
        pace: The progress expected over its window.
        state: State in its life cycle.
        co_owners: Others who share the accountability.
        kpis: Ids of the KPIs that are to prove that it had an effect.
        guards: Ids of the KPIs that must not suffer from it.
        revisions: Changes in mid-cycle, in ascending order of date.
        tags: Labels for search and filters.
        allow: Codes of findings to suppress here.
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
    kpis: list[str] = field(default_factory=list)
    guards: list[str] = field(default_factory=list)
    revisions: list[KeyResultRevision] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    allow: list[FindingCode] = field(default_factory=list)


@dataclass(kw_only=True, slots=True, repr=False)
class Reach(Document):
    """Progress from a baseline to a target: `(value - baseline) / (target - baseline)`.

    Attributes:
        to: Target: a value, or a change relative to the baseline.
        from_: Baseline. If omitted, it is taken from the readings.
        direction: Direction of progress. Needed only if neither `from` nor the KPI
            determines it.
    """

    kind: Literal["reach"] = field(default="reach", init=False, metadata=ALWAYS)
    to: Target
    from_: float | None = None
    direction: Direction | None = None


@dataclass(kw_only=True, slots=True, repr=False)
class Hold(Document):
    """Staying within bounds. At least one bound is required; values on a bound are within it.

    Attributes:
        min: Lower bound.
        max: Upper bound.
        judge: How it is scored. If omitted, `share`; `latest` if the key result has an
            `aggregate` other than `latest`, so that `max` with `sum` is a cap on the total so
            far.
    """

    kind: Literal["hold"] = field(default="hold", init=False, metadata=ALWAYS)
    min: float | None = None
    max: float | None = None
    judge: Judge | None = None


@dataclass(kw_only=True, slots=True, repr=False)
class Curve(Document):
    """Linear interpolation between points of value and score.

    Beyond the first and last point the score stays constant.

    Attributes:
        points: At least two points. Values strictly increase or strictly decrease; scores
            never decrease and are between 0 and 1.
    """

    kind: Literal["curve"] = field(default="curve", init=False, metadata=ALWAYS)
    points: list[CurvePoint] = field(default_factory=list)


@dataclass(kw_only=True, slots=True, repr=False)
class Milestones(Document):
    """Steps that are reached one by one.

    The score is the weight of the steps reached, divided by the weight of all.

    Attributes:
        items: The steps; at least one is required.
    """

    kind: Literal["milestones"] = field(default="milestones", init=False, metadata=ALWAYS)
    items: list[Milestone] = field(default_factory=list)


@dataclass(kw_only=True, slots=True, repr=False)
class Establish(Document):
    """Establishing a baseline: achieved as soon as a reading exists."""

    kind: Literal["establish"] = field(default="establish", init=False, metadata=ALWAYS)


@dataclass(kw_only=True, slots=True, repr=False)
class RollUp(Document):
    """The weighted mean score of the objectives whose parent is this key result."""

    kind: Literal["roll_up"] = field(default="roll_up", init=False, metadata=ALWAYS)


@dataclass(kw_only=True, slots=True, repr=False)
class Milestone(Document):
    """A step that is either reached or not.

    Attributes:
        title: What is to be reached, in words.
        due: Day by which it is due.
        done: Whether it was reached, or the day on which it was.
        weight: Weight relative to the other milestones; 0 or more.
    """

    title: str
    due: Date | None = None
    done: Done | None = None
    weight: float = 1.0


@dataclass(kw_only=True, slots=True, repr=False)
class KeyResultRevision(Document):
    """A change to a key result in mid-cycle, effective from a given day.

    Fields that it omits stay as they were.

    Attributes:
        from_: First day on which the change applies.
        reason: Reason for the change.
        measure: New measure.
        weight: New weight.
    """

    from_: Date
    reason: str | None = None
    measure: Measure | None = None
    weight: float | None = None


@dataclass(kw_only=True, slots=True, repr=False)
class Kpi(Document):
    """A number that shows whether something is healthy.

    Attributes:
        id: Identifier, unique among all key results and KPIs, without `@`. Readings refer
            to it.
        name: Display name.
        better: Which values are better.
        cadence: Length of a period: one of the five cadences, or the id of a calendar of
            the plan.
        healthy: Range of healthy values.
        target: Target value.
        formula: What it is computed from: numbers, `+ - * /`, parentheses and ids of inputs
            (in backticks where they have other characters than ASCII letters, digits and `_`).
            Not together with `aggregate`.
        sample: Id of the input whose value is the sample of a period.
        grace_days: Days after the end of a period for which its readings may still come;
            the policy's `check_in_days` where not written.
        unit: Unit of its values: `%` (0–100), `pp`, an ISO currency code, or free text.
        team: Id of the team that is accountable for it.
        owner: Who is accountable: one name, stored as written and never parsed.
        benchmark: A value that others reach, for comparison.
        min_sample: Smallest sample for which a value is shown; above 0. Values with a
            smaller sample are withheld.
        start: First day of its series.
        end: Last day of its series. After that day the KPI is retired.
        area: What part of the work it tells of, such as `finance` or `people`.
        indicator: Whether it tells what will come or what has been.
        rules: Rules that fire its triggers. If omitted, the rules of the policy apply.
        description: Further details.
        meta: Arbitrary data of the caller, stored and returned unchanged.
        aggregate: How the readings of a period become its value.
        window: How many periods a value looks back on, its own included: 12 with months for
            a rolling year.
        empty: What a period without a reading is; `zero` only with `aggregate: sum`.
        teams: Ids of the teams for which it has a series each, `kpi@team`, or `any`; not
            together with `team`.
        co_owners: Others who share the accountability.
        revisions: Changes to target or range, in ascending order of date.
        phases: Changes of the process behind it, rising by date.
        tags: Labels for search and filters.
        allow: Codes of findings to suppress here.
    """

    id: str
    name: str
    better: Better
    cadence: KpiCadence
    healthy: Range | None = None
    target: float | None = None
    formula: str | None = None
    sample: str | None = None
    grace_days: int | None = None
    unit: str | None = None
    team: str | None = None
    owner: str | None = None
    benchmark: Benchmark | None = None
    min_sample: float | None = None
    start: Date | None = None
    end: Date | None = None
    area: str | None = None
    indicator: Indicator | None = None
    rules: list[Rule] | None = None
    description: str | None = None
    meta: dict[str, Any] | None = None
    aggregate: Aggregate = "latest"
    window: int = 1
    empty: Empty = "gap"
    teams: KpiTeams = field(default_factory=list)
    co_owners: list[str] = field(default_factory=list)
    revisions: list[KpiRevision] = field(default_factory=list)
    phases: list[Phase] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    allow: list[FindingCode] = field(default_factory=list)


@dataclass(kw_only=True, slots=True, repr=False)
class Range(Document):
    """A range of values. At least one bound is required; values on a bound are within the range.

    Attributes:
        min: Lower bound.
        max: Upper bound.
    """

    min: float | None = None
    max: float | None = None


@dataclass(kw_only=True, slots=True, repr=False)
class Benchmark(Document):
    """A value that others reach, for comparison.

    Attributes:
        value: The value.
        source: Where the value comes from.
    """

    value: float
    source: str | None = None


@dataclass(kw_only=True, slots=True, repr=False)
class KpiRevision(Document):
    """A change to the target or range of a KPI, effective from a given day.

    Fields that it omits stay as they were.

    Attributes:
        from_: First day on which the change applies.
        reason: Reason for the change.
        target: New target.
        healthy: New healthy range.
    """

    from_: Date
    reason: str | None = None
    target: float | None = None
    healthy: Range | None = None


@dataclass(kw_only=True, slots=True, repr=False)
class Phase(Document):
    """A change of the process behind a KPI: from here on its chart and its rules look only at
    what comes after.

    Attributes:
        from_: A day of the first period of the phase.
        reason: What changed.
    """

    from_: Date
    reason: str | None = None


@dataclass(kw_only=True, slots=True, repr=False)
class Input(Document):
    """A number that formulas are made of, such as the hires or the heads of a month.

    Readings name it by its `id`, or, for a part of the whole such as a team, `id@name`.

    Attributes:
        id: Unique among key results, KPIs and inputs together; no `@`.
        name: What people call it.
        unit: `%` (0–100), `pp`, an ISO currency, or free text.
        description: More words.
        meta: The caller's own data.
        aggregate: How the readings of a period become its value.
        empty: What a period without a reading is; `zero` only with `aggregate: sum`.
    """

    id: str
    name: str | None = None
    unit: str | None = None
    description: str | None = None
    meta: dict[str, Any] | None = None
    aggregate: Aggregate = "sum"
    empty: Empty = "gap"


@dataclass(kw_only=True, slots=True, repr=False)
class Calendar(Document):
    """How a KPI's time is cut into periods where days, ISO weeks, months, quarters and years do
    not fit: sprints, weeks from Sunday, half years, 4-4-5 months, terms.

    It has one of `every`, `pattern` and `periods`; a KPI names it as its `cadence`.

    Attributes:
        id: Unique among calendars; none of `daily`, `weekly`, `monthly`, `quarterly` and
            `yearly`.
        name: What people call it.
        every: Periods of one length.
        pattern: Periods of whole weeks, by a list of their lengths.
        meta: The caller's own data.
        periods: Periods as listed: rising, not overlapping.
    """

    id: str
    name: str | None = None
    every: Every | None = None
    pattern: Pattern | None = None
    meta: dict[str, Any] | None = None
    periods: list[NamedPeriod] = field(default_factory=list)


@dataclass(kw_only=True, slots=True, repr=False)
class Pattern(Document):
    """Periods of whole weeks, by a list of their lengths that is gone through again and again:
    `[4, 4, 5]` for a retail quarter.

    Attributes:
        from_: The first day of a period that has the first length of the list.
        weeks: How many weeks each period has, 1 to 53.
    """

    from_: Date
    weeks: list[int] = field(default_factory=list)


@dataclass(kw_only=True, slots=True, repr=False)
class NamedPeriod(Document):
    """A period with a name of its own.

    Attributes:
        name: Its name in reports.
        start: First day.
        end: Last day.
    """

    name: str
    start: Date
    end: Date


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
        status: How they say it stands; never what is computed.
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
    status: Said | None = None
    note: str | None = None


@dataclass(kw_only=True, slots=True, repr=False)
class Scope(Document):
    """What of a report is listed; an empty list is no limit.

    Nothing that is computed depends on it.

    Attributes:
        cycles: Ids of cycles: only these, and the objectives in them.
        teams: Ids of teams: only these, and their objectives and KPIs.
        kpis: Ids of KPIs: only these.
        owners: Names of people: only the objectives, key results and KPIs for which one of
            them answers, alone or with others; a key result also by its objective.
        tags: Labels: only the objectives, key results and KPIs with one of them; a key
            result also by its objective.
    """

    cycles: list[str] = field(default_factory=list)
    teams: list[str] = field(default_factory=list)
    kpis: list[str] = field(default_factory=list)
    owners: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)


@dataclass(kw_only=True, slots=True, repr=False)
class Fragment(Document):
    """A part to merge into a plan: a draft objective, a graduate or a carry-over.

    Attributes:
        objectives: Objectives to add.
        kpis: KPIs to add.
        renames: New names for readings.
    """

    objectives: list[Objective] = field(default_factory=list)
    kpis: list[Kpi] = field(default_factory=list)
    renames: list[Rename] = field(default_factory=list)


@dataclass(kw_only=True, slots=True, repr=False)
class Rename(Document):
    """A new name: for readings that also go on under it, such as those of a key result that
    became a KPI; or, with `kind`, the new id of an item, which is then known by it alone.

    Attributes:
        from_: Metric under which the readings were recorded, or id of the item.
        to: Metric under which they continue, or the new id.
        kind: What the item is. If omitted, it is a metric whose readings are copied.
    """

    from_: str
    to: str
    kind: ItemKind | None = None


@dataclass(kw_only=True, slots=True, repr=False)
class Answers(Document):
    """Answers about an organization, to any of the three questions.

    Attributes:
        situation: What is wrong or wanted. Determines which framework should lead.
        initiative: The purpose of an initiative. Determines where it belongs.
        readiness: How much is measured so far. Determines the next step.
    """

    situation: Situation | None = None
    initiative: Initiative | None = None
    readiness: Readiness | None = None


@dataclass(kw_only=True, slots=True, repr=False)
class PageOptions(Document):
    """What the page of a report holds.

    Attributes:
        title: Its title. Default: the name of the running cycle.
        changes: What changed, as the text of changes since a day tells it: a heading, then
            lines, of which those that start with `- ` make a list. Default: the page does not
            tell.
        fragment: Whether to leave the document around the page away: for a page of your
            own, a notebook or a mail.
        parts: The parts that it holds; their order stays. Default: all.
    """

    title: str | None = None
    changes: str | None = None
    fragment: bool = False
    parts: list[PagePart] = field(default_factory=list)


@dataclass(kw_only=True, slots=True, repr=False)
class SheetMapping(Document):
    """How a sheet is read. It can be changed and handed back as the option `mapping`.

    Attributes:
        header: The number of the row that holds the header; 0 for a list of objects.
        layout: How the sheet is laid out.
        export: The export whose columns these are.
        decimal: The decimal separator that the numbers show.
        columns: The columns, from the left.
    """

    header: int
    layout: SheetLayout | None = None
    export: str | None = None
    decimal: str | None = None
    columns: list[ColumnMapping] = field(default_factory=list)


@dataclass(kw_only=True, slots=True, repr=False)
class ColumnMapping(Document):
    """What a column means.

    Attributes:
        column: Its letter, such as `D`.
        name: Its name in the header.
        field: What it means; absent where it is not used.
        number: The number of the key result that it belongs to, where key results stand in
            numbered columns.
        holds: The period whose values it holds, or the KPI where each has a column.
        dates: The order of day, month and year in its dates.
    """

    column: str
    name: str | None = None
    field: SheetField | None = None
    number: int | None = None
    holds: str | None = None
    dates: str | None = None


PolicyChoice: TypeAlias = Preset | Policy
"""A policy as written in documents: the name of a preset, or an object with fields."""

Rule: TypeAlias = OutOfRange | OffTarget | Worsening | Stagnant | Spike | Shift | Trend | Stale
"""A condition under which a KPI fires a trigger."""

Parent: TypeAlias = ParentObjective | ParentKeyResult
"""What an objective supports: another objective, or a single key result."""

Measure: TypeAlias = Reach | Hold | Curve | Milestones | Establish | RollUp
"""How a key result turns readings into a score."""

Target: TypeAlias = float | TargetBy | TargetByPercent
"""A value, or a change relative to the baseline: absolute (`by`) or in percent of the baseline
(`by_percent`).
"""

CurvePoint: TypeAlias = tuple[float, float]
"""A value, and the score for it, 0 to 1."""

Done: TypeAlias = bool | Date
"""Whether it was reached, or the day on which it was."""

Pace: TypeAlias = Literal["linear"] | PacePhased
"""The progress expected over the window of a key result: the same amount every day, or linear
between points of a date and a share.
"""

KpiCadence: TypeAlias = Cadence | str
"""How often a KPI has a value: one of the five cadences, or the id of a calendar of the plan."""

KpiTeams: TypeAlias = list[str] | Literal["any"]
"""The ids of teams, or `any` for each name that readings give behind `@`."""

Every: TypeAlias = EveryDays | EveryMonths
"""Periods of one length, counted from a day (`days`) or a month (`months`) on in both
directions.
"""
