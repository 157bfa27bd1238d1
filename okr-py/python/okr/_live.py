"""Live reports, for sliders and streams of events."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Any, final, get_type_hints

from okr import _core, _fork, _json
from okr._document import Date
from okr._documents import CheckIn
from okr._readings import Readings, ReadingsLike
from okr._report import Report
from okr._results import Changed
from okr._rows import (
    CheckInRow,
    CycleRow,
    FindingRow,
    KeyResultRow,
    KpiPeriodRow,
    KpiRow,
    ObjectiveRow,
    TeamRow,
    TriggerRow,
    ValueRow,
)
from okr._table import Table
from okr._typed import typed

_FIELDS = get_type_hints(Changed)


@final
class Live:
    """A report that is updated as readings change. Create one with `Tracker.live`.

    Each method that changes something returns the rows that differ. Its cost depends on what
    changed, not on the size of the plan. At any time, the report equals the one that
    `Tracker.evaluate` returns for `readings()`.

    Tables are snapshots: later changes do not affect them.

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
        """Wrap a live report of the core. Use `Tracker.live` instead."""
        self._handle = core
        _fork.live.add(core)

    def set(self, metric: str, date: Date, value: float) -> Changed:
        """Set a reading. It replaces all readings with the same metric and date.

        Args:
            metric: Id of a key result or KPI; for a KPI with teams, `kpi@team`. Readings of unknown
                metrics are kept, but change no row.
            date: A day, or a period such as `2026-08`, which stands for its last day.
            value: The value, between -1e15 and 1e15.

        Returns:
            The rows that changed.

        Raises:
            ReadingsError: If the date or the value is invalid. Nothing is changed then.
        """
        return _changed(self._handle.set(metric, _text(date), float(value)))

    def set_all(self, readings: ReadingsLike) -> Changed:
        """Set several readings at once, with any of the fields of a reading.

        Args:
            readings: A reading without `recorded` replaces all readings with the same metric and
                date. A reading with `recorded` is a correction or, without a value, a retraction.

        Returns:
            The rows that changed.

        Raises:
            ReadingsError: If the readings are invalid. Nothing is changed then.
        """
        return _changed(self._handle.set_all(Readings.of(readings)._handle))

    def append(self, readings: ReadingsLike) -> Changed:
        """Append readings that were measured, as `Readings.append` does.

        Unlike `set`, which shows what would be, this equals a reload of the log that the readings
        are written to. What is appended stays when what was set is cleared.

        Args:
            readings: Each is a correction of what stands for its metric and date, or an event
                beside it if the metric was loaded as events.

        Returns:
            The rows that changed.

        Raises:
            ReadingsError: If the readings are invalid. Nothing is changed then.
        """
        return _changed(self._handle.append(Readings.of(readings)._handle))

    def clear(self, metric: str, date: Date) -> Changed:
        """Clear what was set for a metric and date; the initial readings then apply again.

        Args:
            metric: Id of a key result or KPI; for a KPI with teams, `kpi@team`.
            date: A day, or a period such as `2026-08`, which stands for its last day.

        Returns:
            The rows that changed.

        Raises:
            ReadingsError: If the date is invalid.
        """
        return _changed(self._handle.clear(metric, _text(date)))

    def clear_all(self) -> Changed:
        """Clear everything that was set; the initial readings then apply again.

        Returns:
            The rows that changed.
        """
        return _changed(self._handle.clear_all())

    def check_in(self, check_in: CheckIn | Mapping[str, Any]) -> Changed:
        """Add a check-in.

        Args:
            check_in: The check-in, or the same as a dictionary.

        Returns:
            The rows that changed.

        Raises:
            EvaluationError: If the check-in is invalid. Nothing is changed then.
        """
        return _changed(self._handle.check_in(_json.text(check_in)))

    def set_as_of(self, as_of: Date) -> Changed:
        """Evaluate as of another day, earlier or later. This costs as much as a new report.

        Args:
            as_of: Day to evaluate, as of its end.

        Returns:
            The rows that changed.

        Raises:
            EvaluationError: If it is not a day. Nothing is changed then.
        """
        return _changed(self._handle.set_as_of(_json.text({"as_of": as_of})))

    @property
    def as_of(self) -> datetime.date:
        """Day of the report, as of its end."""
        return datetime.date.fromisoformat(self._handle.as_of())

    def readings(self) -> Readings:
        """Return the current readings: the initial ones, with what was set since."""
        return Readings(self._handle.readings())

    def report(self) -> Report:
        """Return a snapshot of the whole report, including findings."""
        return Report(self._handle.report())

    @property
    def cycles(self) -> Table[CycleRow]:
        """Cycles, in the order of the plan."""
        return Table(self._handle.table("cycles"), CycleRow)

    @property
    def teams(self) -> Table[TeamRow]:
        """Teams, with a row for each cycle in which they or a team below have objectives."""
        return Table(self._handle.table("teams"), TeamRow)

    @property
    def objectives(self) -> Table[ObjectiveRow]:
        """Objectives, in the order of the plan."""
        return Table(self._handle.table("objectives"), ObjectiveRow)

    @property
    def key_results(self) -> Table[KeyResultRow]:
        """Key results, in the order of the plan."""
        return Table(self._handle.table("key_results"), KeyResultRow)

    @property
    def kpis(self) -> Table[KpiRow]:
        """KPIs, in the order of the plan; a KPI with teams has a row for each team."""
        return Table(self._handle.table("kpis"), KpiRow)

    @property
    def kpi_periods(self) -> Table[KpiPeriodRow]:
        """Complete periods of the KPIs, if requested with `kpi_periods`."""
        return Table(self._handle.table("kpi_periods"), KpiPeriodRow)

    @property
    def triggers(self) -> Table[TriggerRow]:
        """Triggers that are not quiet, with their ranks, in the order of KPIs and rules."""
        return Table(self._handle.table("triggers"), TriggerRow)

    @property
    def findings(self) -> Table[FindingRow]:
        """Violations of good practice. Reading them lints the whole plan."""
        return Table(self._handle.table("findings"), FindingRow)

    @property
    def values(self) -> Table[ValueRow]:
        """Readings in force, if requested with `values`."""
        return Table(self._handle.table("values"), ValueRow)

    @property
    def check_ins(self) -> Table[CheckInRow]:
        """Check-ins known on the day, newest first."""
        return Table(self._handle.table("check_ins"), CheckInRow)

    def __repr__(self) -> str:
        """Return `repr(self)`: the day of the report."""
        return f"Live(as_of={self.as_of})"


def _changed(text: str) -> Changed:
    # The core returns valid data. Validating each value again would take longer than the change.
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
    message = f"`date` must be a `datetime.date` or text such as `2026-08-14`, found {date!r}"
    raise TypeError(message)


Live.__module__ = "okr"
