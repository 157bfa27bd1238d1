"""Reports: the result of an evaluation."""

from __future__ import annotations

import datetime
import json
from os import PathLike
from typing import Any, cast, final

from okr import _core, _rows, _show, _workbook_writer
from okr._rows import (
    CheckInRow,
    CycleRow,
    FindingRow,
    KeyResultRow,
    KpiPeriodRow,
    KpiRow,
    ObjectiveRow,
    PolicyInForce,
    ReadingsRow,
    TeamRow,
    TriggerRow,
    ValueRow,
)
from okr._table import Table, table_sheet
from okr._typed import typed
from okr._workbook_writer import WorkbookSheet


@final
class Report:
    """The evaluation of a plan as of a day, as tables. A report is immutable.

    Attributes:
        cycles: Cycles, in the order of the plan.
        teams: Teams, with a row for each cycle in which they or a team below have objectives.
        objectives: Objectives, in the order of the plan.
        key_results: Key results, in the order of the plan.
        kpis: KPIs, in the order of the plan; a KPI with teams has a row for each team.
        kpi_periods: Complete periods of the KPIs, if requested with `kpi_periods`.
        triggers: Triggers that are not quiet, in the order of KPIs and rules.
        findings: Violations of good practice.
        values: Readings in force, if requested with `values`.
        check_ins: Check-ins known on the day, newest first.
    """

    __slots__ = (
        *("_handle", "cycles", "teams", "objectives", "key_results"),
        *("kpis", "kpi_periods", "triggers", "findings", "values", "check_ins"),
    )

    _handle: _core.Report
    cycles: Table[CycleRow]
    teams: Table[TeamRow]
    objectives: Table[ObjectiveRow]
    key_results: Table[KeyResultRow]
    kpis: Table[KpiRow]
    kpi_periods: Table[KpiPeriodRow]
    triggers: Table[TriggerRow]
    findings: Table[FindingRow]
    values: Table[ValueRow]
    check_ins: Table[CheckInRow]

    def __init__(self, core: _core.Report) -> None:
        """Wrap a report of the core. Use `Plan.evaluate` instead."""
        self._handle = core
        self.cycles = Table(core.table("cycles"), CycleRow)
        self.teams = Table(core.table("teams"), TeamRow)
        self.objectives = Table(core.table("objectives"), ObjectiveRow)
        self.key_results = Table(core.table("key_results"), KeyResultRow)
        self.kpis = Table(core.table("kpis"), KpiRow)
        self.kpi_periods = Table(core.table("kpi_periods"), KpiPeriodRow)
        self.triggers = Table(core.table("triggers"), TriggerRow)
        self.findings = Table(core.table("findings"), FindingRow)
        self.values = Table(core.table("values"), ValueRow)
        self.check_ins = Table(core.table("check_ins"), CheckInRow)

    @classmethod
    def from_json(cls, text: str | bytes) -> Report:
        """Create a report from JSON text that `to_json` returned.

        Args:
            text: The report, as `str` or as UTF-8 encoded `bytes`.

        Raises:
            OkrError: If the text is not a report.
        """
        return cls(_core.Report(text.decode() if isinstance(text, bytes) else text))

    @property
    def as_of(self) -> datetime.date:
        """Day of the report, as of its end."""
        return datetime.date.fromisoformat(json.loads(self._handle.part("as_of")))

    @property
    def policy(self) -> PolicyInForce:
        """Thresholds and limits in force."""
        return cast(PolicyInForce, json.loads(self._handle.part("policy")))

    @property
    def readings(self) -> ReadingsRow:
        """Counts of readings: used, superseded, retracted, and of unknown metrics."""
        return cast(ReadingsRow, json.loads(self._handle.part("readings")))

    def to_json(self) -> str:
        """Return the report as JSON text. The bytes are the same in every language."""
        return self._handle.to_json()

    def to_dict(self) -> _rows.Report:
        """Return the report as a dictionary."""
        return cast(_rows.Report, typed(_rows.Report, json.loads(self.to_json())))

    def to_xlsx(self, path: str | PathLike[str]) -> None:
        """Write the tables to a workbook, a sheet for each that has rows.

        Args:
            path: Path of the file.

        Raises:
            ImportError: If openpyxl is not installed.
            OSError: If the file cannot be written.
            ValueError: If a table has more rows than a sheet can have.
        """
        about = WorkbookSheet("report", ["as of", "table", "rows"], [12, 16, 8], self._overview())
        tables = (table_sheet(table) for table in self._tables() if len(table))
        _workbook_writer.write(path, [about, *tables])

    def _overview(self) -> list[list[Any]]:
        return [[self.as_of, table.name, len(table)] for table in self._tables()]

    def __eq__(self, other: object) -> bool:
        """Return `self == other`: whether both reports have the same content."""
        return self._handle == other._handle if isinstance(other, Report) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        """Return `repr(self)`: the day and the number of rows per table."""
        counts = (f"{table.name}={len(table)}" for table in self._tables())
        return f"Report(as_of={self.as_of}, {', '.join(counts)})"

    def _repr_html_(self) -> str:
        tables = (_show.html_table(it.name, it) for it in self._tables() if len(it))
        return "\n".join([f"<p>Report as of {self.as_of}</p>", *tables])

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        """Support `pickle`."""
        return Report.from_json, (self.to_json(),)

    def _tables(self) -> list[Table[Any]]:
        goals = (self.cycles, self.teams, self.objectives, self.key_results)
        kpis = (self.kpis, self.kpi_periods, self.triggers)
        return [*goals, *kpis, self.findings, self.values, self.check_ins]


Report.__module__ = "okr"
