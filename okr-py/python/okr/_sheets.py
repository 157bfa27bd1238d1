"""A plan with its readings and check-ins as sheets that a person can edit."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from os import PathLike
from typing import TYPE_CHECKING, Any, final

from okr import _core, _workbook_writer
from okr._workbook_writer import Percent, WorkbookSheet

if TYPE_CHECKING:
    import pandas
    import polars

NUMBERS = ("number", "value")


@final
class Sheets:
    """The sheets of `Plan.to_sheets`: `goals`, `kpis`, `readings`, `check_ins` and others.

    Edit them and read them again with `import_goals`: the same plan, readings and check-ins come
    out. What has no column of its own is JSON in the last column.

    ```pycon
    >>> import okr
    >>> kpi = okr.Kpi(id="enps", name="eNPS", better="higher", cadence="monthly")
    >>> sheets = okr.Plan(kpis=[kpi]).to_sheets([("enps", "2026-07", 31)])
    >>> sheets
    Sheets(goals: 0 rows, kpis: 1 row, readings: 1 row, teams: 0 rows, cycles: 0 rows, plan: 1 row)
    >>> okr.import_goals(sheets.to_csv()).plan.kpis == [kpi]
    True

    ```
    """

    __slots__ = ("_sheets", "_texts")

    _sheets: list[dict[str, Any]]
    _texts: list[tuple[str, str]]

    def __init__(self, plan: str, readings: _core.Readings | None, check_ins: str | None) -> None:
        """Create the sheets. Use `Plan.to_sheets` instead."""
        written, self._texts = _core.export_sheets(plan, readings, check_ins)
        self._sheets = json.loads(written)

    @property
    def names(self) -> list[str]:
        """Names of the sheets."""
        return [sheet["name"] for sheet in self._sheets]

    def to_csv(self) -> dict[str, str]:
        """Return each sheet as CSV text, by name."""
        return dict(self._texts)

    def to_pandas(self) -> dict[str, pandas.DataFrame]:
        """Return each sheet as a pandas data frame, by name."""
        import pandas

        types = {"date": "datetime64[s]", **dict.fromkeys(NUMBERS, "float64")}

        def frame(sheet: dict[str, Any]) -> pandas.DataFrame:
            return pandas.DataFrame(
                {
                    name: pandas.Series(cells, dtype=types.get(kind, "object"))
                    for name, kind, cells in _columns(sheet)
                }
            )

        return {sheet["name"]: frame(sheet) for sheet in self._sheets}

    def to_polars(self) -> dict[str, polars.DataFrame]:
        """Return each sheet as a polars data frame, by name."""
        import polars

        types = {"date": polars.Date(), **dict.fromkeys(NUMBERS, polars.Float64())}

        def frame(sheet: dict[str, Any]) -> polars.DataFrame:
            return polars.DataFrame(
                [
                    polars.Series(name, cells, dtype=types.get(kind, polars.String()))
                    for name, kind, cells in _columns(sheet)
                ]
            )

        return {sheet["name"]: frame(sheet) for sheet in self._sheets}

    def to_xlsx(self, path: str | PathLike[str]) -> None:
        """Write the sheets to a workbook, with one that explains the columns.

        Args:
            path: Path of the file.

        Raises:
            ImportError: If openpyxl is not installed.
            OSError: If the file cannot be written.
            ValueError: If there are more readings than a sheet can have.
        """
        _workbook_writer.write(path, map(_workbook_sheet, self._sheets))

    def __repr__(self) -> str:
        """Return `repr(self)`: the names of the sheets, with the number of their rows."""
        counts = ((it["name"], len(it["rows"]) - 1) for it in self._sheets if it["name"] != "about")
        shown = (f"{name}: {count:,} row{'' if count == 1 else 's'}" for name, count in counts)
        return f"Sheets({', '.join(shown)})"


def _workbook_sheet(sheet: dict[str, Any]) -> WorkbookSheet:
    header, *rows = sheet["rows"]
    widths = [column["width"] for column in sheet["columns"]]
    widths += widths[-1:] * (len(header) - len(widths))
    cells = ([_value(cell) for cell in row] for row in rows)
    return WorkbookSheet(sheet["name"], header, widths, cells)


def _columns(sheet: dict[str, Any]) -> Iterator[tuple[str, str, list[Any]]]:
    """Iterate over the columns of a sheet: name, kind, and values."""
    header, *rows = sheet["rows"]
    kinds = [column["format"] for column in sheet["columns"]]
    for place, name in enumerate(header):
        cells = (row[place] if place < len(row) else None for row in rows)
        values = [it.value if isinstance(it, Percent) else it for it in map(_value, cells)]
        yield name, kinds[place] if place < len(kinds) else kinds[-1], values


def _value(cell: Any) -> Any:
    """Return the value of a cell of the core."""
    if not isinstance(cell, dict):
        return cell
    if "date" in cell:
        return datetime.date.fromisoformat(cell["date"])
    value = cell.get("number", cell.get("text"))
    return Percent(value) if cell.get("unit") == "%" and value is not None else value


Sheets.__module__ = "okr"
