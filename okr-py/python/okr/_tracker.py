"""Trackers: plans that are ready to be evaluated."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, cast, final

from okr import _core, _json, _request
from okr._document import Date
from okr._live import Live
from okr._plan import Plan
from okr._readings import Readings, ReadingsLike
from okr._report import Report
from okr._request import CheckInsLike, PolicyLike, ScopeLike
from okr._results import Comparison, CycleTree, Explanation, Solution
from okr._review import Review
from okr._rows import FindingRow, HistoryRow, PolicyInForce, ScanRow
from okr._table import Table


@final
class Tracker:
    """A plan whose references are resolved and whose values are sound. It does not change.

    All that it is asked takes the same arguments: the readings, the day `as_of` at whose end one
    looks, and where wanted check-ins, a policy over the plan's, and a scope. The same questions
    have the same answers, whenever and wherever they are asked.

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
            PlanError: It can't be evaluated; all problems at once.
        """
        self._handle = _core.Tracker(_json.text(plan))

    @property
    def plan(self) -> Plan:
        """The plan, as a copy."""
        return Plan.from_json(self._handle.plan_json())

    @property
    def policy(self) -> PolicyInForce:
        """Every threshold and limit with the value that the plan puts in force."""
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
    ) -> Report:
        """Say everything that is to be said of the plan on a day.

        Args:
            readings: What was measured: `Readings`, or what these can be made from.
            as_of: The day, at its end.
            check_ins: What people said.
            policy: Thresholds that differ from the plan's: a preset's name, or fields.
            scope: What is listed. Nothing that is computed depends on it.
            kpi_periods: Whether the table `kpi_periods` is filled.

        Raises:
            ReadingsError: The readings can't be used.
            EvaluationError: The day, the policy, the check-ins or the scope do not fit.
        """
        request = _request.text(as_of, check_ins, policy, scope, kpi_periods)
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
        """List what is sound, but against good practice: the findings of the report.

        `print` shows them as a compiler would: severity, code and message, place, help.

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
            readings: What was measured; findings about readings need them.
            as_of: The day, at its end.
            check_ins: What people said.
            policy: Limits and severities that differ from the plan's.
            scope: What is listed.

        Raises:
            ReadingsError: The readings can't be used.
            EvaluationError: The day, the policy, the check-ins or the scope do not fit.
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
    ) -> Report:
        """Give the report as it would be if some readings were otherwise.

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
            others: What is set on top: takes the place of what stands for its metric and date.
            as_of: The day, at its end.
            check_ins: What people said.
            policy: Thresholds that differ from the plan's.
            scope: What is listed.
            kpi_periods: Whether the table `kpi_periods` is filled.

        Raises:
            ReadingsError: The readings can't be used.
            EvaluationError: The day, the policy, the check-ins or the scope do not fit.
        """
        request = _request.text(as_of, check_ins, policy, scope, kpi_periods)
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
    ) -> Live:
        """Give a report that follows its readings, which are then set and cleared one by one.

        Args:
            readings: What was measured.
            as_of: The day, at its end.
            check_ins: What people said.
            policy: Thresholds that differ from the plan's.
            scope: What is listed.
            kpi_periods: Whether the table `kpi_periods` is filled.

        Raises:
            ReadingsError: The readings can't be used.
            EvaluationError: The day, the policy, the check-ins or the scope do not fit.
        """
        request = _request.text(as_of, check_ins, policy, scope, kpi_periods)
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
        """List all scores on many days: what `evaluate` says on each, at a fraction of its cost.

        Args:
            readings: What was measured.
            dates: The days, each at its end; a `pandas.DatetimeIndex` does as well.
            check_ins: What people said.
            policy: Thresholds that differ from the plan's.
            scope: What is listed.

        Raises:
            ReadingsError: The readings can't be used.
            EvaluationError: A day, the policy, the check-ins or the scope do not fit.
        """
        # The day of the request is not looked at.
        request = _request.text("2000-01-01", check_ins, policy, scope)
        table = self._handle.history(
            _handle(readings), request, _json.text(_json.items(dates, "dates"))
        )
        return Table(table, HistoryRow)

    def scan(
        self,
        readings: ReadingsLike,
        *,
        as_of: Date,
        policy: PolicyLike | None = None,
        scope: ScopeLike | None = None,
    ) -> Table[ScanRow]:
        """List where the rules of very many KPIs stand: the triggers, without the whole report.

        The rows are those of `report.triggers`, in the same order, with the same names and values;
        what is made of words (message, evidence, draft) and the rank are not among the columns. For
        many KPIs it takes a fraction of the time. `to_polars()` and any other reader of Arrow
        data get the columns without an object for each row.

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
            as_of: The day, at its end.
            policy: Thresholds and rules that differ from the plan's.
            scope: Which KPIs and teams are listed.

        Raises:
            ReadingsError: The readings can't be used.
            EvaluationError: The day, the policy or the scope do not fit.
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
        """Give the value that a key result must reach for its objective to have a score.

        Args:
            readings: What was measured.
            key_result: The key result; the others stay as they are.
            objective_score: The score that the objective is to have, 0 to 1.
            as_of: The day, at its end.
            check_ins: What people said.
            policy: Thresholds that differ from the plan's.

        Returns:
            The value, or the reason why there is none.

        Raises:
            ReadingsError: The readings can't be used.
            EvaluationError: There is no such key result, or an argument does not fit.
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
        """Say how a score, or the value of a KPI, came about, as text and step by step.

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
            id: A key result, an objective, a cycle, a team in a cycle (`team@cycle`), or a KPI.
            as_of: The day, at its end.
            check_ins: What people said.
            policy: Thresholds that differ from the plan's.

        Raises:
            ReadingsError: The readings can't be used.
            EvaluationError: The plan has no such id, or an argument does not fit.
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
        """Look back on a cycle: best some days after its end, when the last values are in.

        Args:
            readings: What was measured.
            cycle: The cycle.
            as_of: The day, at its end.
            check_ins: What people said.
            policy: Thresholds that differ from the plan's.

        Raises:
            ReadingsError: The readings can't be used.
            EvaluationError: The plan has no such cycle, or an argument does not fit.
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
        """Put teams side by side: per cycle, per team and cycle, and per KPI with teams.

        Args:
            readings: What was measured.
            as_of: The day, at its end.
            check_ins: What people said.
            policy: Thresholds that differ from the plan's.
            scope: Which teams, cycles and KPIs are compared.

        Raises:
            ReadingsError: The readings can't be used.
            EvaluationError: The day, the policy, the check-ins or the scope do not fit.
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
        """Say what supports what: a tree for each cycle, to be drawn.

        A tree starts from the objectives of its cycle that support none of the same cycle, and goes
        down through key results and objectives, whatever their cycle; each has its title, score,
        status and colour.

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
            as_of: The day, at its end.
            check_ins: What people said.
            policy: Thresholds that differ from the plan's.
            scope: Which cycles and teams are listed.

        Raises:
            ReadingsError: The readings can't be used.
            EvaluationError: The day, the policy, the check-ins or the scope do not fit.
        """
        request = _request.text(as_of, check_ins, policy, scope)
        trees = json.loads(self._handle.alignment(_handle(readings), request))
        return [CycleTree.from_dict(tree) for tree in trees]

    def __eq__(self, other: object) -> bool:
        """Whether the plans are the same."""
        if not isinstance(other, Tracker):
            return NotImplemented
        return self._handle.plan_json() == other._handle.plan_json()

    def __hash__(self) -> int:
        """Equal plans have equal ones."""
        return hash(self._handle.plan_json())

    def __repr__(self) -> str:
        """How much there is in it."""
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
        """Keep the plan when it is pickled."""
        return Tracker, (json.loads(self._handle.plan_json()),)


def _handle(readings: ReadingsLike) -> _core.Readings:
    return Readings.of(readings)._handle


Tracker.__module__ = "okr"
