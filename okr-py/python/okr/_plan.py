"""Plans: what people write, with the doors that lead on from it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from okr import _core, _documents, _json
from okr._document import Date
from okr._documents import Curve, Rename
from okr._errors import Problem
from okr._merge import Merged, Part, fragment
from okr._request import CheckInsLike, PolicyLike, ScopeLike

if TYPE_CHECKING:
    from okr._readings import ReadingsLike
    from okr._report import Report
    from okr._rows import FindingRow
    from okr._table import Table
    from okr._tracker import Tracker


class Plan(_documents.Plan):
    """Teams, cycles, objectives with their key results, and KPIs: all that people write.

    ```pycon
    >>> import okr
    >>> plan = okr.Plan(
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
    ... )
    >>> report = plan.evaluate([("days", "2026-08-14", 33)], as_of="2026-08-14")
    >>> report.key_results["days"]["status"]
    'on_track'

    ```
    """

    __slots__ = ()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Take a plan from plain data, as a JSON or YAML library reads it.

        Args:
            data: The document. Dates may be text or `datetime.date`.

        Returns:
            The plan; it need not be sound yet, see `check`.

        Raises:
            PlanError: Something does not fit the format; all problems at once.
        """
        return cls.from_json(_json.text(data))

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Take a plan from JSON text.

        ```pycon
        >>> import okr
        >>> okr.Plan.from_json('{"version": 1, "kpi": []}')
        Traceback (most recent call last):
            ...
        okr.PlanError: 1 problem
          /kpi: unknown field `kpi`: did you mean `kpis`?

        ```

        Args:
            text: The document, as text or as UTF-8.

        Raises:
            PlanError: Something does not fit the format; all problems at once.
        """
        text = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        return super().from_dict(json.loads(_core.plan_json(text)))

    @classmethod
    def from_file(cls, path: str | PathLike[str]) -> Self:
        """Take a plan from a JSON file.

        Args:
            path: Where it lies.

        Raises:
            OSError: The file can't be read.
            PlanError: Something does not fit the format; all problems at once.
        """
        return cls.from_json(Path(path).read_bytes())

    def to_json(self) -> str:
        """Give the plan as JSON text, without what equals its default.

        Raises:
            PlanError: Something does not fit the format; all problems at once.
        """
        return _core.plan_json(_json.text(self))

    def to_file(self, path: str | PathLike[str]) -> None:
        """Write the plan into a JSON file, a line for each field.

        Args:
            path: Where it shall lie.

        Raises:
            OSError: The file can't be written.
            PlanError: Something does not fit the format; all problems at once.
        """
        lines = json.dumps(json.loads(self.to_json()), indent=2, ensure_ascii=False)
        Path(path).write_text(lines + "\n", encoding="utf-8")

    def check(self) -> list[Problem]:
        """List all that keeps the plan from being evaluated; nothing where it is sound.

        ```pycon
        >>> import okr
        >>> plan = okr.Plan(objectives=[okr.Objective(id="hire", title="Hire", cycle="2026-Q3")])
        >>> print(*plan.check())
        /objectives/0/cycle: unknown cycle `2026-Q3`

        ```
        """
        return [Problem(**problem) for problem in json.loads(_core.plan_problems(_json.text(self)))]

    def resolve(self) -> Tracker:
        """Make the plan ready to be evaluated, many times if wanted.

        Raises:
            PlanError: It can't be evaluated; all problems at once.
        """
        from okr._tracker import Tracker

        return Tracker(self)

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

        Whoever does this often with one plan saves time with `plan.resolve().evaluate(…)`.

        Args:
            readings: What was measured: `Readings`, or what these can be made from.
            as_of: The day, at its end.
            check_ins: What people said.
            policy: Thresholds that differ from the plan's: a preset's name, or fields.
            scope: What is listed. Nothing that is computed depends on it.
            kpi_periods: Whether the table `kpi_periods` is filled.

        Raises:
            PlanError: The plan can't be evaluated; all problems at once.
            ReadingsError: The readings can't be used.
            EvaluationError: The day, the policy, the check-ins or the scope do not fit.
        """
        return self.resolve().evaluate(
            readings,
            as_of=as_of,
            check_ins=check_ins,
            policy=policy,
            scope=scope,
            kpi_periods=kpi_periods,
        )

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

        ```pycon
        >>> import okr
        >>> kpi = okr.Kpi(id="enps", name="eNPS", better="higher", cadence="monthly")
        >>> findings = okr.Plan(kpis=[kpi]).lint([("enps", "2026-07", 31)], as_of="2026-08-05")
        >>> findings["kpi-without-range@enps"]["severity"]
        'warning'

        ```

        Args:
            readings: What was measured; findings about readings need them.
            as_of: The day, at its end.
            check_ins: What people said.
            policy: Limits and severities that differ from the plan's.
            scope: What is listed.

        Raises:
            PlanError: The plan can't be evaluated; all problems at once.
            ReadingsError: The readings can't be used.
            EvaluationError: The day, the policy, the check-ins or the scope do not fit.
        """
        return self.resolve().lint(
            readings, as_of=as_of, check_ins=check_ins, policy=policy, scope=scope
        )

    def merge(self, part: Part) -> Merged:
        """Give this plan with a draft, a graduate or a carry-over in it.

        Nothing is overwritten: ids that are taken get a number, and what refers to them follows.

        ```pycon
        >>> import okr
        >>> kpi = okr.Kpi(id="enps", name="eNPS", better="higher", cadence="monthly")
        >>> merged = okr.Plan(kpis=[kpi]).merge(okr.Fragment(kpis=[kpi]))
        >>> [kpi.id for kpi in merged.plan.kpis]
        ['enps', 'enps-2']

        ```

        Args:
            part: A fragment, or what a trigger or a review gives.

        Returns:
            The plan, and the names under which readings go on.

        Raises:
            PlanError: Plan or fragment do not fit the format; all problems at once.
        """
        plan, renames = _core.merge_json(_json.text(self), _json.text(fragment(part)))
        found = [Rename.from_dict(rename) for rename in json.loads(renames)]
        return Merged(type(self).from_json(plan), found)


def zones(baseline: float, commit: float, target: float, stretch: float) -> Curve:
    """Give the curve through the scores 0, 0.3, 0.7 and 1.

    ```pycon
    >>> import okr
    >>> okr.zones(58, 70, 90, 98).points
    [(58.0, 0.0), (70.0, 0.3), (90.0, 0.7), (98.0, 1.0)]

    ```

    Args:
        baseline: The value that scores nothing.
        commit: What is promised.
        target: What is a success.
        stretch: All that could be hoped for.
    """
    return Curve(points=_core.zones(baseline, commit, target, stretch))


for _public in (Plan, zones):
    _public.__module__ = "okr"
