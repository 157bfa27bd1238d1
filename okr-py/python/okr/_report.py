"""Reports: the result of an evaluation."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from os import PathLike
from typing import Any, cast, final

from okr import _core, _json, _rows, _workbook_writer
from okr._changes import Changes
from okr._documents import PageOptions, PagePart, PictureKind
from okr._picture import Picture
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

    def picture(self, kind: PictureKind, id: str = "", *, width: int | None = None) -> Picture:
        """Draw a picture of an item.

        Args:
            kind: What to draw. `progress` shows an objective or key result, `burn_up` a key
                result, `tile` and `xmr` a KPI, `heat` all `teams` or `kpis`, `tree` the alignment
                of a cycle or an objective, `timeline` a cycle. Evaluate with `kpi_periods` and
                `values` to see the course of KPIs and key results.
            id: Id of the item. A KPI with several series is named `kpi@team`. `tree` and `timeline`
                show the running cycle if it is omitted.
            width: Width in pixels, 240 to 2000. Default: that of the kind.

        Raises:
            OkrError: If the report has no such item, or for an unknown kind or width.
        """
        return Picture(self._handle.picture(kind, id, width))

    def to_html(
        self,
        *,
        title: str | None = None,
        changes: Changes | None = None,
        parts: Sequence[PagePart] = (),
        fragment: bool = False,
    ) -> str:
        """Write the report as one HTML page that needs no network and runs no script.

        The page says where things stand, which objectives are in trouble and why, and which
        triggers nobody answers. Evaluate with `kpi_periods` and `values` to see the course of KPIs
        and key results. Notebooks display the same page.

        Args:
            title: Title. Default: the name of the running cycle.
            changes: What changed, to be told on the page.
            parts: Parts of the page. Default: all.
            fragment: Whether to leave the document around the page away, such as for a mail.

        Raises:
            OkrError: For an unknown part.
        """
        told = _told(changes)
        options = PageOptions(title=title, changes=told, parts=list(parts), fragment=fragment)
        return self._handle.to_html(_json.text(options))

    def to_markdown(
        self,
        *,
        title: str | None = None,
        changes: Changes | None = None,
        parts: Sequence[PagePart] = (),
    ) -> str:
        """Write the report as Markdown, for a wiki or a chat.

        Args:
            title: Title. Default: the name of the running cycle.
            changes: What changed, to be told on the page.
            parts: Parts of the page. Default: all.

        Raises:
            OkrError: For an unknown part.
        """
        options = PageOptions(title=title, changes=_told(changes), parts=list(parts))
        return self._handle.to_markdown(_json.text(options))

    def digest(self, *, title: str | None = None, changes: Changes | None = None) -> str:
        """Write a digest for a chat, as Markdown of a few lines.

        It says where things stand, what is in trouble and why, what changed, and what to do.

        Args:
            title: Title. Default: the name of the running cycle.
            changes: What changed. If omitted, the digest does not tell.
        """
        options = PageOptions(title=title, changes=_told(changes))
        return self._handle.digest(_json.text(options))

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
        return self.to_html(fragment=True)

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        """Support `pickle`."""
        return Report.from_json, (self.to_json(),)

    def _tables(self) -> list[Table[Any]]:
        goals = (self.cycles, self.teams, self.objectives, self.key_results)
        kpis = (self.kpis, self.kpi_periods, self.triggers)
        return [*goals, *kpis, self.findings, self.values, self.check_ins]


def _told(changes: Changes | None) -> str | None:
    return None if changes is None else changes.to_text()


Report.__module__ = "okr"
