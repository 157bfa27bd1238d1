"""Scores, expectations and statuses of key results and objectives."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from . import forecast, measure, pace, status
from . import plan as plans
from . import measure_input
from .check_in import CheckIns
from .measure import Progress
from .numbers import clamp_share, exact, meets, weighted_mean
from .plan import Plan
from .readings import Readings
from .series import grace_of

ZERO = Fraction(0)
WAITING = ("not_started", "not_due")


@dataclass(frozen=True)
class Score:
    """What key results and objectives have in common, so that either can be a member of an objective."""

    item: dict
    state: str
    weight: Fraction
    first_weight: Fraction
    raw: Fraction | None
    score: Fraction | None
    committed: Fraction | None
    expected: Fraction | None
    unmeasured: str | None
    is_objective: bool
    kind: str | None
    past_end: bool
    status: str
    success: Fraction
    ambition: str
    progress: Progress | None = None
    stale: bool = False
    forecast: dict | None = None
    first_days: bool = False
    """A key result without a number, so soon after its start that nothing can be said."""
    start: date | None = None
    end: date | None = None
    expected_value: Fraction | None = None

    @property
    def is_live(self) -> bool:
        return self.state in ("active", "closed")

    @property
    def counts(self) -> bool:
        return self.is_live and self.score is not None

    @property
    def is_roll_up(self) -> bool:
        return self.kind == "roll_up"

    @property
    def waits(self) -> bool:
        return self.first_days or self.unmeasured in WAITING

    @property
    def counted_raw(self) -> Fraction:
        """Raw progress in a mean: what is unmeasured and counts as a score of 0 counts as 0."""
        return ZERO if self.raw is None else self.raw

    @property
    def gap(self) -> Fraction | None:
        return None if self.score is None or self.expected is None else self.score - self.expected

    @property
    def attained(self) -> bool | None:
        return None if self.score is None else meets(self.score, self.success)


class Scoring:
    """All scores of a plan as of a day, each worked out once, when first asked for."""

    def __init__(self, plan: Plan, policy: dict, readings: Readings, check_ins: CheckIns, as_of: date):
        self.plan, self.policy, self.readings, self.check_ins, self.as_of = plan, policy, readings, check_ins, as_of
        self._key_results: dict[str, Score] = {}
        self._objectives: dict[str, Score] = {}

    def key_result(self, key: str) -> Score:
        if key not in self._key_results:
            self._key_results[key] = KeyResultOnDay(self, key).score()
        return self._key_results[key]

    def objective(self, key: str) -> Score:
        if key not in self._objectives:
            self._objectives[key] = self._score_objective(self.plan.objectives[key])
        return self._objectives[key]

    def success(self, ambition: str) -> Fraction:
        return exact(self.policy["success"][ambition])

    # Objectives

    def members(self, objective: dict) -> list[Score]:
        """The key results or children, or both, that make an objective; dropped ones and drafts never do."""
        own = [self.key_result(kr["id"]) for kr in objective.get("key_results") or []]
        below = [self.objective(child["id"]) for child in self.plan.children("objective", objective["id"])]
        own, below = ([member for member in kind if member.is_live] for kind in (own, below))
        if self.policy["objective_from"] == "both":
            return own + below
        if self.policy["objective_from"] == "children":
            return below or own
        return own or below

    def _score_objective(self, objective: dict) -> Score:
        state = plans.state_on(objective, self.as_of)
        ambition = plans.ambition_of(objective)
        members = self.members(objective)
        counted = [member for member in members if member.counts]
        score = weighted_mean((m.weight, m.score) for m in counted)
        raw = weighted_mean((m.weight, m.counted_raw) for m in counted)
        committed = weighted_mean((m.first_weight, m.committed) for m in members if m.committed is not None)
        expected = weighted_mean((m.weight, m.expected) for m in counted)
        reason = None
        if score is None:
            waiting = bool(members) and all(m.waits for m in members)
            reason = "zero_weight" if counted else "not_started" if waiting else "no_members"
        over = self.as_of > plans.day_of(self.plan.cycles[objective["cycle"]]["end"])
        past_end = state == "closed" or (over and all(m.past_end for m in counted))
        success = self.success(ambition)
        weight = plans.weight_of(objective.get("weight"))
        return Score(
            item=objective,
            state=state,
            weight=weight,
            first_weight=weight,
            raw=raw,
            score=score,
            committed=committed,
            expected=expected,
            unmeasured=reason,
            is_objective=True,
            kind=None,
            past_end=past_end,
            status=self._objective_status(objective, state, members, score, expected, success, over, past_end),
            success=success,
            ambition=ambition,
        )

    def _objective_status(self, objective, state, members, score, expected, success, over, past_end) -> str:
        if state in ("draft", "dropped"):
            return state
        begun = self.as_of >= plans.day_of(self.plan.cycles[objective["cycle"]]["start"])
        if all(m.status == "not_started" for m in members) and (members or not begun):
            return "not_started"
        if score is None and (past_end or over):
            return "no_data"
        if past_end:
            return "achieved" if meets(score, success) else "missed"
        gap_says = None if score is None else status.by_gap(score - expected, self.policy)
        if over:
            return "achieved" if meets(score, 1) else gap_says
        return self.worst_of(members, gap_says) or "no_data"

    def worst_of(self, members: list[Score], gap_says: str | None) -> str | None:
        """The worst status; for objectives among them that are over, the gap of the whole speaks."""
        gone = [m for m in members if m.is_objective and m.past_end]
        statuses = [m.status for m in members if not (m.is_objective and m.past_end)]
        if gone:
            statuses.append(gap_says or "no_data")
        return status.worst(statuses)


class KeyResultOnDay:
    """One key result as of a day: what it sees, how far it is, how far it should be."""

    def __init__(self, scoring: Scoring, key: str):
        self.scoring, self.plan, self.policy, self.as_of = scoring, scoring.plan, scoring.policy, scoring.as_of
        self.item = self.plan.key_results[key]
        self.objective = self.plan.objective_of[key]
        self.start, self.end = plans.window(self.plan, self.objective, self.item, self.as_of)
        self.last = min(self.end, self.as_of)
        self.measure = plans.in_force(self.item, "measure", self.last)
        self.closed = plans.state_on(self.objective, self.as_of) == "closed"
        self.is_live = plans.key_result_state(self.objective, self.item, self.as_of) not in ("draft", "dropped")
        self.input = measure_input.read(
            self.plan, self.objective, self.item, self.start, self.last, scoring.readings, self.as_of, self.policy
        )

    # What it reads

    def kpi_of(self, written: dict) -> dict | None:
        """The KPI that a measure of this key result reads."""
        return None if written["kind"] in measure_input.READS_NOTHING else measure_input.kpi_read(self.plan, self.item)

    def is_past_end(self, written: dict) -> bool:
        """Whether it is over; one that reads a KPI waits for that KPI's last period."""
        if self.as_of <= self.end:
            return False
        kpi = self.kpi_of(written)
        if kpi is None:
            return True
        period = measure_input.newest_by(kpi, self.end, self.policy)
        if period is None or (self.as_of - period.end).days > grace_of(kpi, self.policy):
            return True
        return any(period.start <= day <= period.end for day, _, _ in self.input.points)

    def is_over(self, written: dict) -> bool:
        """Whether nothing is awaited any more."""
        return self.closed or self.is_past_end(written)

    def day(self, written: dict, found: Progress) -> date:
        """The day that it can know about."""
        newest = found.window[-1][0] if found.window else None
        kpi = self.kpi_of(written)
        if kpi is not None:
            due = measure_input.newest_due(kpi, self.as_of, self.policy)
            if due is None:
                # No period of its calendar has settled yet: all that is known is what was read.
                return self.start - timedelta(days=1) if newest is None else min(newest, self.last)
            known = newest if newest is not None and newest >= due.start else due.end
            return min(known, self.last)
        if newest is not None and (self.last - newest).days <= self.policy["check_in_days"]:
            return newest
        return self.last

    def find(self, written: dict) -> Progress:
        """The progress by a measure, with the reasons that come before all others."""
        children = [measure.Child(child.weight, child.score, child.waits) for child in self._children()]
        found = measure.progress(written, self.input, children)
        if self.last < self.start:
            return found.because("not_started")
        if found.reason is None or written["kind"] == "roll_up" or self.is_over(written):
            return found
        return found if self.day(written, found) >= self.start else found.because("not_due")

    def _children(self) -> list[Score]:
        below = [self.scoring.objective(child["id"]) for child in self.plan.children("key_result", self.item["id"])]
        return [child for child in below if child.is_live]

    # Its numbers

    def count(self, found: Progress) -> Fraction | None:
        """The score; none where it counts nowhere."""
        if found.reason is None:
            return clamp_share(found.raw)
        nowhere = found.reason in WAITING or self.in_first_days(found)
        return None if nowhere or self.policy["unmeasured"] == "exclude" else ZERO

    def in_first_days(self, found: Progress) -> bool:
        """Whether it has no number so soon after its start that this says nothing."""
        young = 0 <= (self.as_of - self.start).days <= self.policy["check_in_days"]
        return found.reason is not None and young and self.is_live and not self.is_over(self.measure)

    def expected(self, written: dict, found: Progress, success: Fraction) -> Fraction:
        kind = written["kind"]
        day = self.day(written, found)
        elapsed = pace.elapsed(self.start, self.end, day)
        if self.last < self.start:
            return ZERO
        if kind == "hold":
            return success
        if kind == "establish":
            return success if self.is_past_end(written) else ZERO
        if kind == "roll_up":
            below = weighted_mean((child.weight, child.expected) for child in self._children() if child.counts)
            return success * elapsed if below is None else below
        if kind == "milestones":
            due = measure.milestones_due(written, day, self.end, elapsed)
            if due is not None:
                return success * due
        return success * pace.share(self.item.get("pace"), self.start, self.end, day)

    def is_stale(self) -> bool:
        """Whether nothing was heard of it lately."""
        if self.measure["kind"] in (*measure_input.READS_NOTHING, "establish"):
            return False
        recent = self.policy["check_in_days"]
        days = [self.start]
        for table, key in (("key_result", self.item["id"]), ("objective", self.objective["id"])):
            days += [c.date for c in self.scoring.check_ins.visible(table, key, self.as_of)]
        kpi, newest = self.kpi_of(self.measure), self.input.newest_reading
        if kpi is None and newest is not None:
            days.append(newest)
        if any((self.last - day).days <= recent for day in days):
            return False
        if kpi is None:
            return True
        due = self._due_period(kpi)
        if due is None:
            return False
        period = self.input.newest_period
        return not (newest is not None and newest >= due.start or period is not None and period.index >= due.index)

    def _due_period(self, kpi: dict):
        """The newest period whose value is to be expected, none that ended after the window."""
        due = measure_input.newest_due(kpi, self.as_of, self.policy), measure_input.newest_by(kpi, self.last, self.policy)
        return None if None in due else min(due, key=lambda period: period.index)

    def score(self) -> Score:
        found = self.find(self.measure)
        score = self.count(found)
        ambition = plans.ambition_of(self.objective, self.item)
        success = self.scoring.success(ambition)
        state = plans.key_result_state(self.objective, self.item, self.as_of)
        expected = self.expected(self.measure, found, success)
        stale = self.is_stale()
        past_end = self.is_over(self.measure)
        return Score(
            item=self.item,
            state=state,
            weight=plans.weight_of(plans.in_force(self.item, "weight", self.last)),
            first_weight=plans.weight_of(self.item.get("weight")),
            raw=found.raw,
            score=score,
            committed=self._committed(),
            expected=expected,
            unmeasured=found.reason,
            is_objective=False,
            kind=self.measure["kind"],
            past_end=past_end,
            status=self._status(state, found, score, expected, success, past_end, stale),
            success=success,
            ambition=ambition,
            progress=found,
            stale=stale,
            first_days=found.reason not in WAITING and self.in_first_days(found),
            start=self.start,
            end=self.end,
            expected_value=self._expected_value(found, expected),
            forecast=forecast.forecast(self.measure, found, self.input, self.end, self.as_of, success),
        )

    def _expected_value(self, found: Progress, expected: Fraction) -> Fraction | None:
        """The value that the pace of a reach asks for by the day."""
        known = None not in (found.baseline, found.target) and not found.all_or_nothing
        if self.measure["kind"] != "reach" or not known or found.baseline == found.target or self.as_of < self.start:
            return None
        return found.baseline + expected * (found.target - found.baseline)

    def _committed(self) -> Fraction | None:
        """The score by the measure that was first written, over what was first written below."""
        first = self.item["measure"]
        if first["kind"] != "roll_up":
            return self.count(self.find(first))
        children = [measure.Child(child.weight, child.committed, child.waits) for child in self._children()]
        found = measure.roll_up(children)
        return self.count(found if self.last >= self.start else found.because("not_started"))

    # Its status

    def _status(self, state, found, score, expected, success, past_end, stale) -> str:
        if state in ("draft", "dropped"):
            return state
        if found.reason in WAITING:
            return "not_started"
        if self.in_first_days(found):
            return "not_started"
        at_success = score is not None and meets(score, success)
        if past_end:
            return "achieved" if at_success else "missed"
        kind = self.measure["kind"]
        if found.reason is None and kind != "hold" and meets(score, 1):
            return "achieved"
        if found.reason is not None:
            return "no_data"
        if kind == "hold":
            return self._or_stale(status.of_hold(found.inside_now, at_success), stale)
        says = status.by_gap(score - expected, self.policy)
        if kind == "roll_up":
            return self.scoring.worst_of([child for child in self._children() if child.counts], says)
        return self._or_stale(says, stale)

    @staticmethod
    def _or_stale(says: str, stale: bool) -> str:
        return "stale" if stale and says == "on_track" else says
