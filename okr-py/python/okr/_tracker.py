"""Trackers: resolved plans, ready to be evaluated."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from typing import Any, cast, final

from okr import _core, _json, _request
from okr._agenda import Agenda
from okr._changes import Changes
from okr._comparison import Comparison
from okr._document import Date
from okr._explanation import Explanation
from okr._live import Live
from okr._plan import Plan
from okr._readings import Readings, ReadingsLike
from okr._report import Report
from okr._request import CheckInsLike, PolicyLike, ScopeLike
from okr._results import CycleTree, Solution
from okr._review import Review
from okr._rows import FindingRow, HistoryRow, PolicyInForce, ScanRow
from okr._table import Table


@final
class Tracker:
    """A resolved and checked plan, ready to be evaluated repeatedly. A tracker is immutable.

    Most methods take the same arguments: the readings, the day `as_of`, and optionally check-ins, a
    policy that overrides that of the plan, and a scope. Results depend on these arguments alone:
    the same arguments give the same result at any time, on any machine, in any thread.

    ```pycon
    >>> import okr
    >>> tracker = okr.Plan(
    ...     cycles=[okr.Cycle(id="2026-Q3", start="2026-07-01", end="2026-09-30")],
    ...     objectives=[
    ...         okr.Objective(
    ...             id="hire",
    ...             title="Hire faster without lowering the bar",
    ...             cycle="2026-Q3",
    ...             key_results=[
    ...                 okr.KeyResult(
    ...                     id="days", title="Days to hire", measure=okr.Reach(from_=42, to=25)
    ...                 )
    ...             ],
    ...         )
    ...     ],
    ... ).resolve()
    >>> tracker
    Tracker(teams=0, cycles=1, objectives=1, key_results=1, kpis=0)
    >>> readings = [("days", "2026-08-14", 33)]
    >>> tracker.evaluate(readings, as_of="2026-08-14").key_results["days"]["score"]
    0.5294117647058824

    ```
    """

    __slots__ = ("_handle",)

    _handle: _core.Tracker

    def __init__(self, plan: Plan | Mapping[str, Any]) -> None:
        """Resolve a plan.

        Args:
            plan: The plan, or the same as a dictionary.

        Raises:
            PlanError: If the plan cannot be evaluated; lists all problems.
        """
        self._handle = _core.Tracker(_json.text(plan))

    @property
    def plan(self) -> Plan:
        """A copy of the plan."""
        return Plan.from_json(self._handle.plan_json())

    @property
    def policy(self) -> PolicyInForce:
        """Thresholds and limits that the plan puts in force."""
        return cast(PolicyInForce, json.loads(self._handle.policy_json()))

    def evaluate(
        self,
        readings: ReadingsLike,
        *,
        as_of: Date,
        check_ins: CheckInsLike | None = None,
        policy: PolicyLike | None = None,
        scope: ScopeLike | None = None,
        kpi_periods: bool = False,
        values: bool = False,
    ) -> Report:
        """Evaluate the plan as of a day.

        Args:
            readings: What was measured: `Readings`, or anything `Readings.of` accepts.
            as_of: Day to evaluate, as of its end.
            check_ins: What people reported in check-ins.
            policy: Thresholds that override those of the plan: the name of a preset, or fields.
            scope: Which rows to list. It does not affect any number.
            kpi_periods: Whether to fill the table `kpi_periods`.
            values: Whether to fill the table `values`.

        Raises:
            ReadingsError: If the readings are invalid.
            EvaluationError: If the day, policy, check-ins or scope are invalid.
        """
        request = _request.text(
            as_of, check_ins, policy, scope, kpi_periods=kpi_periods, values=values
        )
        return Report(self._handle.evaluate(_handle(readings), request))

    def lint(
        self,
        readings: ReadingsLike = (),
        *,
        as_of: Date,
        check_ins: CheckInsLike | None = None,
        policy: PolicyLike | None = None,
        scope: ScopeLike | None = None,
    ) -> Table[FindingRow]:
        """Check the plan against good practice, and return the findings of the report.

        `print` shows findings in the style of a compiler: severity, code, message, path and help.

        ```pycon
        >>> import okr
        >>> plan = okr.Plan(cycles=[okr.Cycle(id="q", start="2026-07-01", end="2026-08-15")])
        >>> print(plan.resolve().lint(as_of="2026-07-01"))
        info[unusual-cycle]: the cycle `q` is 46 days long: not about a month, a quarter, a half
        or a year
          --> /cycles/0 (q)
          help: check the dates; a cycle of about a month, a quarter, a half or a year keeps step
        <BLANKLINE>
        1 hint

        ```

        Args:
            readings: What was measured. Findings about readings need it.
            as_of: Day to evaluate, as of its end.
            check_ins: What people reported in check-ins.
            policy: Limits and severities that override those of the plan.
            scope: Which rows to list.

        Raises:
            ReadingsError: If the readings are invalid.
            EvaluationError: If the day, policy, check-ins or scope are invalid.
        """
        return self.evaluate(
            readings, as_of=as_of, check_ins=check_ins, policy=policy, scope=scope
        ).findings

    def what_if(
        self,
        readings: ReadingsLike,
        others: ReadingsLike,
        *,
        as_of: Date,
        check_ins: CheckInsLike | None = None,
        policy: PolicyLike | None = None,
        scope: ScopeLike | None = None,
        kpi_periods: bool = False,
        values: bool = False,
    ) -> Report:
        """Evaluate the plan as if some readings were different.

        ```pycon
        >>> import okr
        >>> tracker = okr.Plan(
        ...     kpis=[
        ...         okr.Kpi(
        ...             id="enps", name="eNPS", better="higher", cadence="monthly", target=40
        ...         )
        ...     ]
        ... ).resolve()
        >>> readings = okr.Readings.from_rows([("enps", "2026-07", 31)])
        >>> report = tracker.what_if(readings, [("enps", "2026-07", 44)], as_of="2026-08-05")
        >>> report.kpis["enps"]["target_met"]
        True

        ```

        Args:
            readings: What was measured.
            others: Readings that replace those with the same metric and date.
            as_of: Day to evaluate, as of its end.
            check_ins: What people reported in check-ins.
            policy: Thresholds that override those of the plan.
            scope: Which rows to list.
            kpi_periods: Whether to fill the table `kpi_periods`.
            values: Whether to fill the table `values`.

        Raises:
            ReadingsError: If the readings are invalid.
            EvaluationError: If the day, policy, check-ins or scope are invalid.
        """
        request = _request.text(
            as_of, check_ins, policy, scope, kpi_periods=kpi_periods, values=values
        )
        report = self._handle.what_if(_handle(readings), request, _handle(others))
        return Report(report)

    def live(
        self,
        readings: ReadingsLike,
        *,
        as_of: Date,
        check_ins: CheckInsLike | None = None,
        policy: PolicyLike | None = None,
        scope: ScopeLike | None = None,
        kpi_periods: bool = False,
        values: bool = False,
    ) -> Live:
        """Create a live report, which is updated as readings are set and cleared.

        Args:
            readings: What was measured.
            as_of: Day to evaluate, as of its end.
            check_ins: What people reported in check-ins.
            policy: Thresholds that override those of the plan.
            scope: Which rows to list.
            kpi_periods: Whether to fill the table `kpi_periods`.
            values: Whether to fill the table `values`.

        Raises:
            ReadingsError: If the readings are invalid.
            EvaluationError: If the day, policy, check-ins or scope are invalid.
        """
        request = _request.text(
            as_of, check_ins, policy, scope, kpi_periods=kpi_periods, values=values
        )
        return Live(self._handle.live(_handle(readings), request))

    def history(
        self,
        readings: ReadingsLike,
        dates: Iterable[Date],
        *,
        check_ins: CheckInsLike | None = None,
        policy: PolicyLike | None = None,
        scope: ScopeLike | None = None,
    ) -> Table[HistoryRow]:
        """Compute all scores on many days, in much less time than one `evaluate` per day.

        Args:
            readings: What was measured.
            dates: Days to evaluate, each as of its end. A `pandas.DatetimeIndex` also works.
            check_ins: What people reported in check-ins.
            policy: Thresholds that override those of the plan.
            scope: Which rows to list.

        Raises:
            ReadingsError: If the readings are invalid.
            EvaluationError: If a day, the policy, check-ins or scope are invalid.
        """
        # The day of the request is ignored.
        request = _request.text("2000-01-01", check_ins, policy, scope)
        table = self._handle.history(
            _handle(readings), request, _json.text(_json.items(dates, "dates"))
        )
        return Table(table, HistoryRow)

    def changes(
        self,
        readings: ReadingsLike,
        *,
        since: Date,
        as_of: Date,
        before: Plan | Mapping[str, Any] | None = None,
        check_ins: CheckInsLike | None = None,
        policy: PolicyLike | None = None,
        scope: ScopeLike | None = None,
    ) -> Changes:
        """List what is new since a day, for a message to the team.

        The states before and after are those that `evaluate` returns on the two days.

        ```pycon
        >>> import okr
        >>> tracker = okr.Plan(
        ...     kpis=[
        ...         okr.Kpi(
        ...             id="turnover",
        ...             name="Turnover",
        ...             better="lower",
        ...             cadence="monthly",
        ...             healthy=okr.Range(max=12),
        ...             unit="%",
        ...         )
        ...     ]
        ... ).resolve()
        >>> readings = [("turnover", "2026-06", 11), ("turnover", "2026-07", 13)]
        >>> changes = tracker.changes(readings, since="2026-07-24", as_of="2026-08-07")
        >>> changes.rows["health@turnover"]["after"]
        'unhealthy'
        >>> print(changes)
        Changes since 2026-07-24, as of 2026-08-07
        - Turnover: healthy → unhealthy, 13%
        Also: 1 value.
        Edits of the plan are not seen without the plan as it was.

        ```

        Args:
            readings: What was measured.
            since: Day since which something is new, as of its end.
            as_of: Day to evaluate, as of its end.
            before: The plan as it was on `since`. With it, what was added, removed and edited is
                listed as well.
            check_ins: What people reported in check-ins.
            policy: Thresholds that override those of the plan.
            scope: Which rows to list.

        Raises:
            ReadingsError: If the readings are invalid.
            EvaluationError: If a day, the plan as it was, the policy, check-ins or scope are
                invalid.
        """
        request = _request.text(as_of, check_ins, policy, scope)
        first, last = json.loads(_json.text([since, as_of]))
        old = None if before is None else _json.text(before)
        first = _json.word(first, "since")
        changes = self._handle.changes(_handle(readings), request, first, old)
        days = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
        return Changes(changes, *days)

    def agenda(
        self,
        owner: str,
        readings: ReadingsLike,
        *,
        since: Date,
        as_of: Date,
        before: Plan | Mapping[str, Any] | None = None,
        check_ins: CheckInsLike | None = None,
        policy: PolicyLike | None = None,
        scope: ScopeLike | None = None,
    ) -> Agenda:
        """Write the agenda of a talk with one person, such as a weekly 1:1.

        It says what needs attention of what they answer for, and since when; which triggers are
        open and what became of them; what is new since the last talk; what is due; and what they
        said last. An item stands once, where it is most urgent.

        ```pycon
        >>> import okr
        >>> tracker = okr.Plan(
        ...     kpis=[
        ...         okr.Kpi(
        ...             id="turnover",
        ...             name="Turnover",
        ...             better="lower",
        ...             cadence="monthly",
        ...             owner="Maya",
        ...             healthy=okr.Range(max=12),
        ...             unit="%",
        ...         )
        ...     ]
        ... ).resolve()
        >>> readings = [("turnover", "2026-06", 11), ("turnover", "2026-07", 13)]
        >>> agenda = tracker.agenda("Maya", readings, since="2026-07-24", as_of="2026-08-07")
        >>> agenda.rows["turnover"]["since"]
        datetime.date(2026, 7, 31)
        >>> print(agenda)
        Agenda for Maya since 2026-07-24, as of 2026-08-07
        <BLANKLINE>
        Needs attention
        - Turnover: unhealthy since 2026-07, 13% (at most 12%); new: healthy → unhealthy, 13%
        <BLANKLINE>
        Nothing else is new but 1 value.
        Edits of the plan are not seen without the plan as it was.

        ```

        Args:
            owner: The person: an owner or co-owner of something in the plan.
            readings: What was measured.
            since: Day of the last talk, as of its end.
            as_of: Day of the talk, as of its end.
            before: The plan as it was on `since`. With it, what was added, removed and edited is
                listed as well.
            check_ins: What people reported in check-ins.
            policy: Thresholds that override those of the plan.
            scope: What to list of what they answer for. It must not name owners.

        Raises:
            ReadingsError: If the readings are invalid.
            EvaluationError: If nobody of that name answers for anything, or a day, the plan as it
                was, the policy, check-ins or scope are invalid.
        """
        request = _request.text(as_of, check_ins, policy, scope)
        first, last = json.loads(_json.text([since, as_of]))
        old = None if before is None else _json.text(before)
        first, person = _json.word(first, "since"), _json.word(owner, "owner")
        agenda = self._handle.agenda(person, _handle(readings), request, first, old)
        days = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
        return Agenda(agenda, person, *days)

    def scan(
        self,
        readings: ReadingsLike,
        *,
        as_of: Date,
        policy: PolicyLike | None = None,
        scope: ScopeLike | None = None,
    ) -> Table[ScanRow]:
        """Compute the triggers of very many KPIs, without the rest of the report.

        The rows are those of `report.triggers`, in the same order and with the same names and
        values, but without the columns for message, evidence, draft and rank. For many KPIs, this
        takes a fraction of the time. `to_polars()` and other consumers of Arrow data receive the
        columns without an object per row.

        ```pycon
        >>> import okr
        >>> tracker = okr.Plan(
        ...     kpis=[
        ...         okr.Kpi(
        ...             id="turnover",
        ...             name="Turnover",
        ...             better="lower",
        ...             cadence="monthly",
        ...             healthy=okr.Range(max=12),
        ...         )
        ...     ]
        ... ).resolve()
        >>> readings = [("turnover", "2026-06", 13), ("turnover", "2026-07", 14)]
        >>> table = tracker.scan(readings, as_of="2026-07-31")
        >>> table["turnover:out_of_range"]["state"], table["turnover:out_of_range"]["fired"]
        ('firing', '2026-07')

        ```

        Args:
            readings: What was measured.
            as_of: Day to evaluate, as of its end.
            policy: Thresholds and rules that override those of the plan.
            scope: Which KPIs and teams to list.

        Raises:
            ReadingsError: If the readings are invalid.
            EvaluationError: If the day, policy or scope are invalid.
        """
        request = _request.text(as_of, None, policy, scope)
        return Table(self._handle.scan(_handle(readings), request), ScanRow)

    def solve(
        self,
        readings: ReadingsLike,
        key_result: str,
        objective_score: float,
        *,
        as_of: Date,
        check_ins: CheckInsLike | None = None,
        policy: PolicyLike | None = None,
    ) -> Solution:
        """Find the value that a key result needs for its objective to reach a score.

        Args:
            readings: What was measured.
            key_result: Id of the key result. All other key results stay unchanged.
            objective_score: Score that the objective should reach, 0 to 1.
            as_of: Day to evaluate, as of its end.
            check_ins: What people reported in check-ins.
            policy: Thresholds that override those of the plan.

        Returns:
            The value, or the reason why there is none.

        Raises:
            ReadingsError: If the readings are invalid.
            EvaluationError: If the plan has no such key result, or an argument is invalid.
        """
        request = _request.text(as_of, check_ins, policy)
        score = _json.number(objective_score, "objective_score")
        key_result = _json.word(key_result, "key_result")
        found = self._handle.solve(_handle(readings), request, key_result, score)
        return Solution.from_dict(json.loads(found))

    def explain(
        self,
        readings: ReadingsLike,
        id: str,
        *,
        as_of: Date,
        check_ins: CheckInsLike | None = None,
        policy: PolicyLike | None = None,
    ) -> Explanation:
        """Explain how a score or the value of a KPI was computed, as text and step by step.

        ```pycon
        >>> import okr
        >>> days = okr.KeyResult(id="days", title="To hire", measure=okr.Reach(from_=42, to=25))
        >>> tracker = okr.Plan(
        ...     cycles=[okr.Cycle(id="2026-Q3", start="2026-07-01", end="2026-09-30")],
        ...     objectives=[
        ...         okr.Objective(id="hire", title="Hire", cycle="2026-Q3", key_results=[days])
        ...     ],
        ... ).resolve()
        >>> explanation = tracker.explain([("days", "2026-08-14", 33)], "days", as_of="2026-08-14")
        >>> explanation.score, [step.kind for step in explanation.steps]
        (0.5294117647058824, ['window', 'baseline', 'target', 'current', 'formula'])

        ```

        Args:
            readings: What was measured.
            id: Id of a key result, objective, cycle or KPI, or a team in a cycle: `team@cycle`.
            as_of: Day to evaluate, as of its end.
            check_ins: What people reported in check-ins.
            policy: Thresholds that override those of the plan.

        Raises:
            ReadingsError: If the readings are invalid.
            EvaluationError: If the plan has no such id, or an argument is invalid.
        """
        request = _request.text(as_of, check_ins, policy)
        return Explanation.from_dict(
            json.loads(self._handle.explain(_handle(readings), request, _json.word(id, "id")))
        )

    def review(
        self,
        readings: ReadingsLike,
        cycle: str,
        *,
        as_of: Date,
        check_ins: CheckInsLike | None = None,
        policy: PolicyLike | None = None,
    ) -> Review:
        """Review a cycle, ideally a few days after its end, when the last values have arrived.

        Args:
            readings: What was measured.
            cycle: Id of the cycle.
            as_of: Day to evaluate, as of its end.
            check_ins: What people reported in check-ins.
            policy: Thresholds that override those of the plan.

        Raises:
            ReadingsError: If the readings are invalid.
            EvaluationError: If the plan has no such cycle, or an argument is invalid.
        """
        request = _request.text(as_of, check_ins, policy)
        cycle = _json.word(cycle, "cycle")
        return Review.of(*self._handle.review(_handle(readings), request, cycle))

    def compare(
        self,
        readings: ReadingsLike,
        *,
        as_of: Date,
        check_ins: CheckInsLike | None = None,
        policy: PolicyLike | None = None,
        scope: ScopeLike | None = None,
    ) -> Comparison:
        """Compare teams: per cycle, per team and cycle, and per KPI with teams.

        Args:
            readings: What was measured.
            as_of: Day to evaluate, as of its end.
            check_ins: What people reported in check-ins.
            policy: Thresholds that override those of the plan.
            scope: Which teams, cycles and KPIs to compare.

        Raises:
            ReadingsError: If the readings are invalid.
            EvaluationError: If the day, policy, check-ins or scope are invalid.
        """
        request = _request.text(as_of, check_ins, policy, scope)
        return Comparison.from_dict(json.loads(self._handle.compare(_handle(readings), request)))

    def alignment(
        self,
        readings: ReadingsLike,
        *,
        as_of: Date,
        check_ins: CheckInsLike | None = None,
        policy: PolicyLike | None = None,
        scope: ScopeLike | None = None,
    ) -> list[CycleTree]:
        """Build the alignment tree of each cycle: which objectives support which, ready to draw.

        A tree starts with the objectives of the cycle that support no other objective of the same
        cycle. It descends to the key results and objectives that support them, in any cycle. Each
        has its title, score, status and grade.

        ```pycon
        >>> import okr
        >>> hiring = okr.KeyResult(id="hiring", title="Hiring works", measure=okr.RollUp())
        >>> tracker = okr.Plan(
        ...     cycles=[okr.Cycle(id="2026-Q3", start="2026-07-01", end="2026-09-30")],
        ...     objectives=[
        ...         okr.Objective(
        ...             id="work", title="Do our best work", cycle="2026-Q3", key_results=[hiring]
        ...         ),
        ...         okr.Objective(
        ...             id="hire",
        ...             title="Hire people who stay",
        ...             cycle="2026-Q3",
        ...             parent={"key_result": "hiring"},
        ...         ),
        ...     ],
        ... ).resolve()
        >>> [tree] = tracker.alignment([], as_of="2026-08-14")
        >>> work = tree.objectives[0]
        >>> work.title, work.key_results[0].objectives[0].title
        ('Do our best work', 'Hire people who stay')

        ```

        Args:
            readings: What was measured.
            as_of: Day to evaluate, as of its end.
            check_ins: What people reported in check-ins.
            policy: Thresholds that override those of the plan.
            scope: Which cycles and teams to list.

        Raises:
            ReadingsError: If the readings are invalid.
            EvaluationError: If the day, policy, check-ins or scope are invalid.
        """
        request = _request.text(as_of, check_ins, policy, scope)
        trees = json.loads(self._handle.alignment(_handle(readings), request))
        return [CycleTree.from_dict(tree) for tree in trees]

    def __eq__(self, other: object) -> bool:
        """Return `self == other`: whether the plans are equal."""
        if not isinstance(other, Tracker):
            return NotImplemented
        return self._handle.plan_json() == other._handle.plan_json()

    def __hash__(self) -> int:
        """Return `hash(self)`, which is equal for equal plans."""
        return hash(self._handle.plan_json())

    def __repr__(self) -> str:
        """Return `repr(self)`: the size of the plan."""
        plan = json.loads(self._handle.plan_json())
        objectives = plan.get("objectives", [])
        counts = {
            "teams": len(plan.get("teams", [])),
            "cycles": len(plan.get("cycles", [])),
            "objectives": len(objectives),
            "key_results": sum(len(it.get("key_results", [])) for it in objectives),
            "kpis": len(plan.get("kpis", [])),
        }
        return f"Tracker({', '.join(f'{name}={count}' for name, count in counts.items())})"

    def __reduce__(self) -> tuple[type[Tracker], tuple[dict[str, Any]]]:
        """Support `pickle`."""
        return Tracker, (json.loads(self._handle.plan_json()),)


def _handle(readings: ReadingsLike) -> _core.Readings:
    return Readings.of(readings)._handle


Tracker.__module__ = "okr"
