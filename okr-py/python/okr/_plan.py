"""Plans: the documents that people write, with methods to check and evaluate them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from okr import _core, _documents, _json, _plan_file
from okr._document import Date, with_attributes
from okr._documents import Curve, Rename
from okr._errors import PlanError, Problem
from okr._merge import Merged, Part, fragment
from okr._request import CheckInsLike, PolicyLike, ScopeLike, check_in_list

if TYPE_CHECKING:
    from okr._readings import ReadingsLike
    from okr._report import Report
    from okr._rows import FindingRow
    from okr._sheets import Sheets
    from okr._table import Table
    from okr._tracker import Tracker


@with_attributes
class Plan(_documents.Plan):
    """A plan: teams, cycles, objectives with their key results, and KPIs.

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
        """Create a plan from a dictionary, such as a JSON or YAML library returns.

        Args:
            data: The document. Dates can be text or `datetime.date`.

        Returns:
            The plan. It fits the format, but can still have problems: see `check`.

        Raises:
            PlanError: If anything does not fit the format; lists all problems.
        """
        return cls.from_json(_json.text(data))

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Create a plan from JSON text.

        ```pycon
        >>> import okr
        >>> okr.Plan.from_json('{"version": 1, "kpi": []}')
        Traceback (most recent call last):
            ...
        okr.PlanError: 1 problem
          /kpi: unknown field `kpi`: did you mean `kpis`?

        ```

        Args:
            text: The document, as `str` or as UTF-8 encoded `bytes`.

        Raises:
            PlanError: If anything does not fit the format; lists all problems.
        """
        text = _json.decoded(text, PlanError)
        return super().from_dict(json.loads(_core.plan_json(text)))

    @classmethod
    def from_file(cls, path: str | PathLike[str]) -> Self:
        """Read a plan from a file: JSON, TOML (`.toml`), or YAML (`.yaml`, `.yml`).

        Args:
            path: Path of the file.

        Raises:
            OSError: If the file cannot be read.
            PlanError: If anything does not fit the format; lists all problems.
            ImportError: If the file is YAML and PyYAML is not installed.
        """
        return cls.from_json(_plan_file.text(Path(path)))

    def to_json(self) -> str:
        """Return the plan as JSON text, without fields that equal their default.

        Raises:
            PlanError: If anything does not fit the format; lists all problems.
        """
        return _core.plan_json(_json.text(self))

    def to_file(self, path: str | PathLike[str]) -> None:
        """Write the plan to a JSON file, one field per line.

        Args:
            path: Path of the file.

        Raises:
            OSError: If the file cannot be written.
            PlanError: If anything does not fit the format; lists all problems.
        """
        lines = json.dumps(json.loads(self.to_json()), indent=2, ensure_ascii=False)
        Path(path).write_text(lines + "\n", encoding="utf-8")

    def check(self) -> list[Problem]:
        """List all problems that prevent the plan from being evaluated.

        ```pycon
        >>> import okr
        >>> plan = okr.Plan(objectives=[okr.Objective(id="hire", title="Hire", cycle="2026-Q3")])
        >>> print(*plan.check())
        /objectives/0/cycle: unknown cycle `2026-Q3`

        ```
        """
        return [Problem(**problem) for problem in json.loads(_core.plan_problems(_json.text(self)))]

    def resolve(self) -> Tracker:
        """Resolve and check the plan, so that it can be evaluated repeatedly.

        Raises:
            PlanError: If the plan cannot be evaluated; lists all problems.
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
        values: bool = False,
    ) -> Report:
        """Evaluate the plan as of a day.

        To evaluate the same plan repeatedly, call `resolve` once and use the tracker.

        Args:
            readings: What was measured: `Readings`, or anything `Readings.of` accepts.
            as_of: Day to evaluate, as of its end.
            check_ins: What people reported in check-ins.
            policy: Thresholds that override those of the plan: the name of a preset, or fields.
            scope: Which rows to list. It does not affect any number.
            kpi_periods: Whether to fill the table `kpi_periods`.
            values: Whether to fill the table `values`.

        Raises:
            PlanError: If the plan cannot be evaluated; lists all problems.
            ReadingsError: If the readings are invalid.
            EvaluationError: If the day, policy, check-ins or scope are invalid.
        """
        return self.resolve().evaluate(
            readings,
            as_of=as_of,
            check_ins=check_ins,
            policy=policy,
            scope=scope,
            kpi_periods=kpi_periods,
            values=values,
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
        """Check the plan against good practice, and return the findings of the report.

        ```pycon
        >>> import okr
        >>> kpi = okr.Kpi(id="enps", name="eNPS", better="higher", cadence="monthly")
        >>> findings = okr.Plan(kpis=[kpi]).lint([("enps", "2026-07", 31)], as_of="2026-08-05")
        >>> findings["kpi-without-range@enps"]["severity"]
        'warning'

        ```

        Args:
            readings: What was measured. Findings about readings need it.
            as_of: Day to evaluate, as of its end.
            check_ins: What people reported in check-ins.
            policy: Limits and severities that override those of the plan.
            scope: Which rows to list.

        Raises:
            PlanError: If the plan cannot be evaluated; lists all problems.
            ReadingsError: If the readings are invalid.
            EvaluationError: If the day, policy, check-ins or scope are invalid.
        """
        return self.resolve().lint(
            readings, as_of=as_of, check_ins=check_ins, policy=policy, scope=scope
        )

    def to_sheets(
        self, readings: ReadingsLike | None = None, check_ins: CheckInsLike | None = None
    ) -> Sheets:
        """Return the plan, readings and check-ins as sheets that a person can edit.

        `import_goals` reads them again without loss.

        ```pycon
        >>> import okr
        >>> plan = okr.Plan(objectives=[okr.Objective(id="hire", title="Hire", cycle="2026-Q3")])
        >>> print(plan.to_sheets().to_csv()["goals"].splitlines()[1].rstrip(","))
        objective,hire,Hire,,2026-Q3

        ```

        Args:
            readings: What was measured: `Readings`, or anything `Readings.of` accepts.
            check_ins: What people reported in check-ins.

        Raises:
            PlanError: If the plan does not fit the format; lists all problems.
            ReadingsError: If the readings are invalid.
            EvaluationError: If the check-ins are invalid.
        """
        from okr._readings import Readings
        from okr._sheets import Sheets

        handle = None if readings is None else Readings.of(readings)._handle
        said = None if check_ins is None else _json.text(check_in_list(check_ins))
        return Sheets(_json.text(self), handle, said)

    def merge(self, part: Part) -> Merged:
        """Return a copy of this plan with a draft, a graduate or a carry-over added.

        Nothing is overwritten. If an id is taken, a number is appended to the new one, and
        references to it are updated.

        ```pycon
        >>> import okr
        >>> kpi = okr.Kpi(id="enps", name="eNPS", better="higher", cadence="monthly")
        >>> merged = okr.Plan(kpis=[kpi]).merge(okr.Fragment(kpis=[kpi]))
        >>> [kpi.id for kpi in merged.plan.kpis]
        ['enps', 'enps-2']

        ```

        Args:
            part: A fragment, the draft of a trigger, or a graduate or carry-over of a review.

        Returns:
            The merged plan, and new names for readings.

        Raises:
            PlanError: If plan or fragment do not fit the format; lists all problems.
        """
        plan, renames = _core.merge_json(_json.text(self), _json.text(fragment(part)))
        found = [Rename.from_dict(rename) for rename in json.loads(renames)]
        return Merged(type(self).from_json(plan), found)


def zones(baseline: float, commit: float, target: float, stretch: float) -> Curve:
    """Create a curve through the scores 0, 0.3, 0.7 and 1.

    ```pycon
    >>> import okr
    >>> okr.zones(58, 70, 90, 98).points
    [(58.0, 0.0), (70.0, 0.3), (90.0, 0.7), (98.0, 1.0)]

    ```

    Args:
        baseline: Value that scores 0.
        commit: Value that is promised; scores 0.3.
        target: Value that is a success; scores 0.7.
        stretch: Best value that could be hoped for; scores 1.
    """
    return Curve(points=_core.zones(baseline, commit, target, stretch))


for _public in (Plan, zones):
    _public.__module__ = "okr"
