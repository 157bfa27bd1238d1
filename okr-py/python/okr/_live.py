"""Live reports: what follows a slider, or a stream of events."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Any, final, get_type_hints

from okr import _core, _json
from okr._document import Date
from okr._documents import CheckIn
from okr._readings import Readings, ReadingsLike
from okr._report import Report
from okr._results import Changed
from okr._rows import (
    CycleRow,
    FindingRow,
    KeyResultRow,
    KpiPeriodRow,
    KpiRow,
    ObjectiveRow,
    TeamRow,
    TriggerRow,
)
from okr._table import Table
from okr._typed import typed

_FIELDS = get_type_hints(Changed)


@final
class Live:
    """A report that follows its readings; `Tracker.live` gives one.

    Readings are set and cleared one by one, and each time the rows that differ are answered. What
    that costs follows what changed, not the size of the plan. At any time the report is what
    `Tracker.evaluate` gives of `readings()`.

    A table that is asked for is a copy, which later changes leave alone.

    ```pycon
    >>> import okr
    >>> days = okr.KeyResult(id="days", title="To hire", measure=okr.Reach(from_=42, to=25))
    >>> tracker = okr.Plan(
    ...     cycles=[okr.Cycle(id="2026-Q3", start="2026-07-01", end="2026-09-30")],
    ...     objectives=[
    ...         okr.Objective(id="hire", title="Hire", cycle="2026-Q3", key_results=[days])
    ...     ],
    ... ).resolve()
    >>> live = tracker.live([("days", "2026-08-07", 42)], as_of="2026-08-14")
    >>> changed = live.set("days", "2026-08-14", 33)
    >>> [(row["key_result"], row["score"]) for row in changed.key_results]
    [('days', 0.5294117647058824)]
    >>> live.clear("days", "2026-08-14").objectives[0]["score"]
    0.0

    ```
    """

    __slots__ = ("_handle",)

    _handle: _core.Live

    def __init__(self, core: _core.Live) -> None:
        """Wrap a live report of the core; `Tracker.live` gives one."""
        self._handle = core

    def set(self, metric: str, date: Date, value: float) -> Changed:
        """Set a reading: it takes the place of all that stands for its metric and date.

        Args:
            metric: A key result or KPI; for a KPI with teams `kpi@team`. One that the plan does
                not have is kept like any other, and changes no row.
            date: A day, or a period whose last day is meant, such as `2026-08`.
            value: The value, within ±1e15.

        Returns:
            The rows that differ by that.

        Raises:
            ReadingsError: The date or the value can't be used; then nothing changed.
        """
        return _changed(self._handle.set(metric, _text(date), float(value)))

    def set_all(self, readings: ReadingsLike) -> Changed:
        """Set several readings at once, with all that a row can say.

        Args:
            readings: One without `recorded` takes the place of all that stands for its metric and
                date; one with `recorded` is a correction, or a retraction where it has no value.

        Returns:
            The rows that differ by that.

        Raises:
            ReadingsError: The readings can't be used; then nothing changed.
        """
        return _changed(self._handle.set_all(Readings.of(readings)._handle))

    def clear(self, metric: str, date: Date) -> Changed:
        """Clear what was set for a metric and date: what was given at first shows again.

        Args:
            metric: The metric.
            date: The day, or the period whose last day is meant.

        Returns:
            The rows that differ by that.

        Raises:
            ReadingsError: The date can't be used.
        """
        return _changed(self._handle.clear(metric, _text(date)))

    def clear_all(self) -> Changed:
        """Clear all that was set.

        Returns:
            The rows that differ by that.
        """
        return _changed(self._handle.clear_all())

    def check_in(self, check_in: CheckIn | Mapping[str, Any]) -> Changed:
        """Add a check-in.

        Args:
            check_in: What someone said.

        Returns:
            The rows that differ by that.

        Raises:
            EvaluationError: It can't be used; then nothing changed.
        """
        return _changed(self._handle.check_in(_json.text(check_in)))

    def set_as_of(self, as_of: Date) -> Changed:
        """Look at the end of another day, earlier or later. It costs as much as a new report.

        Args:
            as_of: The day.

        Returns:
            The rows that differ by that.

        Raises:
            EvaluationError: It is no day; then nothing changed.
        """
        return _changed(self._handle.set_as_of(_json.text({"as_of": as_of})))

    @property
    def as_of(self) -> datetime.date:
        """The day, at its end."""
        return datetime.date.fromisoformat(self._handle.as_of())

    def readings(self) -> Readings:
        """Give the readings as they are now: those given at first, and what was set on top."""
        return Readings(self._handle.readings())

    def report(self) -> Report:
        """Give the whole report, findings included."""
        return Report(self._handle.report())

    @property
    def cycles(self) -> Table[CycleRow]:
        """The cycles of the plan, in its order."""
        return Table(self._handle.table("cycles"), CycleRow)

    @property
    def teams(self) -> Table[TeamRow]:
        """The teams, a row for each cycle in which they or a team below have objectives."""
        return Table(self._handle.table("teams"), TeamRow)

    @property
    def objectives(self) -> Table[ObjectiveRow]:
        """The objectives, in the plan's order."""
        return Table(self._handle.table("objectives"), ObjectiveRow)

    @property
    def key_results(self) -> Table[KeyResultRow]:
        """The key results, in the plan's order."""
        return Table(self._handle.table("key_results"), KeyResultRow)

    @property
    def kpis(self) -> Table[KpiRow]:
        """The KPIs, in the plan's order; those with teams a row each."""
        return Table(self._handle.table("kpis"), KpiRow)

    @property
    def kpi_periods(self) -> Table[KpiPeriodRow]:
        """The complete periods of the KPIs, where asked for."""
        return Table(self._handle.table("kpi_periods"), KpiPeriodRow)

    @property
    def triggers(self) -> Table[TriggerRow]:
        """The rules that are not quiet, with their ranks, in the order of KPIs and rules."""
        return Table(self._handle.table("triggers"), TriggerRow)

    @property
    def findings(self) -> Table[FindingRow]:
        """What is against good practice: costs what linting the plan costs."""
        return Table(self._handle.table("findings"), FindingRow)

    def __repr__(self) -> str:
        """Which day it looks at."""
        return f"Live(as_of={self.as_of})"


def _changed(text: str) -> Changed:
    # What the core gives fits. Looking at each value again would take longer than the change.
    changed = object.__new__(Changed)
    for name, value in json.loads(text).items():
        setattr(changed, name, typed(_FIELDS[name], value))
    return changed


def _text(date: Date) -> str:
    if isinstance(date, str):
        return date
    text: object = json.loads(_json.text(date))
    if isinstance(text, str):
        return text
    message = f"a date is a `datetime.date` or text such as `2026-08-14`, not {date!r}"
    raise TypeError(message)


Live.__module__ = "okr"
