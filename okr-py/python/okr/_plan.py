"""Plans: the documents that people write, with methods to check and evaluate them."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeAlias, TypeVar

from okr import _core, _documents, _json, _plan_file, _show
from okr._document import Date, with_attributes
from okr._documents import (
    Calendar,
    CheckIn,
    Curve,
    Cycle,
    Input,
    ItemKind,
    KeyResult,
    Kpi,
    Measure,
    Objective,
    Rename,
    Target,
    Team,
)
from okr._errors import PlanError, Problem
from okr._merge import Merged, Part, fragment
from okr._request import CheckInsLike, PolicyLike, ScopeLike, check_in_list
from okr._table import NoSuchRowError

if TYPE_CHECKING:
    from okr._readings import ReadingsLike
    from okr._report import Report
    from okr._rows import Difference, FindingRow
    from okr._sheets import Sheets
    from okr._table import Table
    from okr._tracker import Tracker

Item: TypeAlias = Team | Cycle | Objective | KeyResult | Kpi | Input | Calendar
"""A part of a plan that has an id."""

Named = TypeVar("Named", Team, Cycle, Objective, KeyResult, Kpi, Input, Calendar)
CLASSES: Mapping[ItemKind, type[Item]] = {
    "team": Team,
    "cycle": Cycle,
    "objective": Objective,
    "key_result": KeyResult,
    "kpi": Kpi,
    "input": Input,
    "calendar": Calendar,
}


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
        >>> okr.Plan.from_json('{"version": 2}')
        Traceback (most recent call last):
            ...
        okr.PlanError: 1 problem
          /version: `version` must be 1, found `2`

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
        /objectives/0/cycle (hire): unknown cycle `2026-Q3`

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

    def find(self, id: str, *, kind: ItemKind | None = None) -> Found | None:
        """Find an item of any kind by its id.

        ```pycon
        >>> import okr
        >>> plan = okr.Plan(teams=[okr.Team(id="people", name="People", level="team")])
        >>> found = plan.find("people")
        >>> found.path, found.kind, found.item.name
        ('/teams/0', 'team', 'People')

        ```

        Args:
            id: Id of the item.
            kind: What it is. Needed only if items of several kinds have the id.

        Returns:
            The item with its path, or `None` if nothing has the id.

        Raises:
            PlanError: If items of several kinds have the id, or the plan does not fit the format.
        """
        text = _core.find_json(_json.text(self), id, kind)
        if text is None:
            return None
        found = json.loads(text)
        return Found(found["path"], found["kind"], CLASSES[found["kind"]].from_dict(found["item"]))

    def team(self, id: str) -> Team:
        """Return the team with an id, as it stands in `teams`.

        Raises:
            KeyError: If there is no such team; so do the other methods of this kind.
        """
        return _by_id("team", self.teams, id)

    def cycle(self, id: str) -> Cycle:
        """Return the cycle with an id."""
        return _by_id("cycle", self.cycles, id)

    def objective(self, id: str) -> Objective:
        """Return the objective with an id.

        ```pycon
        >>> import okr
        >>> plan = okr.Plan(objectives=[okr.Objective(id="hire", title="Hire", cycle="2026-Q3")])
        >>> plan.objective("hire").title
        'Hire'
        >>> plan.objective("hier")
        Traceback (most recent call last):
            ...
        okr._table.NoSuchRowError: there is no objective `hier`: did you mean `hire`?

        ```
        """
        return _by_id("objective", self.objectives, id)

    def key_result(self, id: str) -> KeyResult:
        """Return the key result with an id."""
        every = [item for objective in self.objectives for item in objective.key_results]
        return _by_id("key result", every, id)

    def kpi(self, id: str) -> Kpi:
        """Return the KPI with an id."""
        return _by_id("kpi", self.kpis, id)

    def input(self, id: str) -> Input:
        """Return the input with an id."""
        return _by_id("input", self.inputs, id)

    def calendar(self, id: str) -> Calendar:
        """Return the calendar with an id."""
        return _by_id("calendar", self.calendars, id)

    def add(self, item: Item, *, to: str | None = None, at: int | None = None) -> Self:
        """Return a copy of this plan with one more item.

        ```pycon
        >>> import okr
        >>> plan = okr.Plan(objectives=[okr.Objective(id="hire", title="Hire", cycle="2026-Q3")])
        >>> days = okr.KeyResult(id="days", title="Days", measure=okr.Reach(from_=42, to=25))
        >>> plan.add(days, to="hire").objectives[0].key_results[0].id
        'days'

        ```

        Args:
            item: The item.
            to: Id of the objective that gets a key result; for no other item.
            at: Its index among its like. Default: last.

        Raises:
            PlanError: If the id is taken or invalid, or an argument does not fit.
        """
        return self._edit("add", item=_tagged(item), to=to, at=at)

    def replace(self, item: Item) -> Self:
        """Return a copy of this plan with an item in the place of the one with its id.

        An objective is replaced with its key results.

        ```pycon
        >>> import dataclasses, okr
        >>> kpi = okr.Kpi(id="enps", name="eNPS", better="higher", cadence="monthly")
        >>> plan = okr.Plan(kpis=[kpi])
        >>> plan.replace(dataclasses.replace(plan.kpi("enps"), target=40)).kpi("enps").target
        40.0

        ```

        Args:
            item: The item as it is to be.

        Raises:
            PlanError: If nothing of its kind has the id; if the objective would lose key results
                that others refer to.
        """
        return self._edit("replace", item=_tagged(item))

    def move(
        self,
        id: str,
        *,
        to: str | None = None,
        at: int | None = None,
        kind: ItemKind | None = None,
    ) -> Self:
        """Return a copy of this plan with an item at another place.

        Args:
            id: Id of the item.
            to: Id of the objective that a key result moves to. Default: its own.
            at: The index that it has afterwards. Default: last.
            kind: What it is. Needed only if items of several kinds have the id.

        Raises:
            PlanError: If there is no such item or place.
        """
        return self._edit("move", id=id, to=to, at=at, kind=kind)

    def remove(self, id: str, *, kind: ItemKind | None = None, cascade: bool = False) -> Self:
        """Return a copy of this plan without an item; of an objective also without its key results.

        ```pycon
        >>> import okr
        >>> north = okr.Team(id="north", name="North", level="team", parent="all")
        >>> plan = okr.Plan(teams=[okr.Team(id="all", name="All", level="company"), north])
        >>> plan.remove("all", cascade=True).teams
        [Team(id='north', name='North', level='team')]

        ```

        Args:
            id: Id of the item.
            kind: What it is. Needed only if items of several kinds have the id.
            cascade: Whether to take references to it away as well, and to remove what cannot be
                without them: objectives of the cycle, KPIs of the calendar or input or of no other
                team, and key results that read the KPI.

        Raises:
            PlanError: If other items refer to it, unless `cascade`; lists all references.
        """
        return self._edit("remove", id=id, kind=kind, cascade=cascade)

    def rename(self, id: str, to: str, *, kind: ItemKind | None = None) -> Self:
        """Return a copy of this plan with another id for an item, there and in all references.

        Readings and check-ins follow with `Readings.renamed` and `okr.renamed_check_ins`.

        ```pycon
        >>> import okr
        >>> kpi = okr.Kpi(id="enps", name="eNPS", better="higher", cadence="monthly")
        >>> hire = okr.Objective(id="hire", title="Hire", cycle="2026-Q3", kpis=["enps"])
        >>> okr.Plan(kpis=[kpi], objectives=[hire]).rename("enps", "nps").objective("hire").kpis
        ['nps']
        >>> readings = okr.Readings.from_rows([("enps", "2026-07", 31)])
        >>> readings.renamed([okr.Rename(from_="enps", to="nps", kind="kpi")]).metrics
        ['nps']

        ```

        Args:
            id: Id of the item.
            to: The new id.
            kind: What it is. Needed only if items of several kinds have the id.

        Raises:
            PlanError: If there is no such item, or the new id is taken or invalid.
        """
        return self._edit("rename", **{"from": id, "to": to, "kind": kind})

    def revise(
        self,
        key_result: str,
        *,
        from_: Date,
        target: Target | None = None,
        measure: Measure | Mapping[str, Any] | None = None,
        weight: float | None = None,
        reason: str | None = None,
        reported: Date | None = None,
        backdate: bool = False,
    ) -> Self:
        """Return a copy of this plan with a revision of a key result from a day on.

        Reports about days before keep their numbers.

        Args:
            key_result: Id of the key result.
            from_: First day on which the change applies.
            target: New target of a `reach`, which keeps its baseline. Not together with `measure`.
            measure: New measure.
            weight: New weight.
            reason: Reason for the change.
            reported: The day of the newest report that was made, such as `report.as_of`. Needed
                unless `backdate`.
            backdate: Whether the revision may begin before that day; the numbers that were
                reported then change.

        Raises:
            PlanError: If it would begin before the newest report, or does not fit the key result.
        """
        return self._edit(
            "revise",
            **{
                "id": key_result,
                "from": from_,
                "target": target,
                "measure": measure,
                "weight": weight,
                "reason": reason,
                "reported": reported,
                "backdate": backdate,
            },
        )

    def apply(self, rows: Iterable[Difference]) -> Self:
        """Return the newer plan that a difference makes of this one.

        Args:
            rows: The difference that `okr.diff` returned, or some of its rows.

        Raises:
            PlanError: If a row does not fit this plan: lists each whose value before is another.
        """
        text = _core.apply_json(_json.text(self), _json.text([*rows]))
        return type(self).from_json(text)

    def _edit(self, edit: str, **arguments: Any) -> Self:
        given = {name: value for name, value in arguments.items() if value is not None}
        return type(self).from_json(_core.edit_json(_json.text(self), _json.text({edit: given})))

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

    def _repr_html_(self) -> str:
        objectives = _list(self.objectives)
        items = {
            "teams": _list(self.teams),
            "cycles": _list(self.cycles),
            "objectives": objectives,
            "key results": [it for of in objectives for it in _list(getattr(of, "key_results", 0))],
            "KPIs": _list(self.kpis),
            "inputs": _list(self.inputs),
            "calendars": _list(self.calendars),
        }
        return _show.html_items(self.name or "plan", items)


@dataclass(frozen=True, slots=True)
class Found:
    """An item that `Plan.find` found.

    Attributes:
        path: JSON Pointer of the item in the plan.
        kind: What it is.
        item: The item.
    """

    path: str
    kind: ItemKind
    item: Item


def diff(
    old: Plan, new: Plan, *, renames: Iterable[Rename | Mapping[str, Any]] = ()
) -> Table[Difference]:
    """Compare two plans by ids: rows that make the newer one of the older one.

    ```pycon
    >>> import okr
    >>> kpi = okr.Kpi(id="enps", name="eNPS", better="higher", cadence="monthly")
    >>> old, new = okr.Plan(kpis=[kpi]), okr.Plan(kpis=[kpi], name="People")
    >>> rows = okr.diff(old, new)
    >>> [(row["what"], row["path"], row["before"], row["after"]) for row in rows]
    [('changed', '/name', None, '"People"')]
    >>> old.apply(rows) == new
    True

    ```

    Args:
        old: The older plan.
        new: The newer plan.
        renames: Items that have another id in the newer plan. Without it they are one item that is
            gone and one that is new.

    Raises:
        PlanError: If an id stands for several items, or a rename does not fit the older plan.
    """
    from okr._rows import Difference
    from okr._table import Table

    rows = _core.diff(_json.text(old), _json.text(new), _json.text([*renames]))
    return Table(rows, Difference)


def renamed_check_ins(
    check_ins: CheckInsLike, renames: Iterable[Rename | Mapping[str, Any]]
) -> list[CheckIn]:
    """Return check-ins with the new ids of the items that they are about, after `Plan.rename`.

    ```pycon
    >>> import okr
    >>> said = [okr.CheckIn(kpi="enps", date="2026-08-14", note="survey delayed")]
    >>> okr.renamed_check_ins(said, [okr.Rename(from_="enps", to="nps", kind="kpi")])[0].kpi
    'nps'

    ```

    Args:
        check_ins: The check-ins.
        renames: The new ids. Those without `kind` change nothing.

    Raises:
        EvaluationError: If the check-ins are invalid.
    """
    text = _core.renamed_check_ins(_json.text(check_in_list(check_ins)), _json.text([*renames]))
    return [CheckIn.from_dict(check_in) for check_in in json.loads(text)]


def _list(items: Any) -> list[Any]:
    """Return the items of a field; none where it holds no list, which `check` reports."""
    return items if isinstance(items, list) else []


def _by_id(kind: str, items: Iterable[Named], id: str) -> Named:
    items = list(items)
    for item in items:
        if item.id == id:
            return item
    near = difflib.get_close_matches(id, [item.id for item in items], n=1)
    hint = f": did you mean `{near[0]}`?" if near else ""
    raise NoSuchRowError(f"there is no {kind} `{id}`{hint}")


def _tagged(item: Item) -> dict[str, Item]:
    """Return an item under the word of its kind."""
    for kind, of in CLASSES.items():
        if isinstance(item, of):
            return {kind: item}
    classes = ", ".join(f"`{of.__name__}`" for of in CLASSES.values())
    raise TypeError(f"expected one of {classes}, found {item!r}")


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


for _public in (Plan, Found, diff, renamed_check_ins, zones):
    _public.__module__ = "okr"
