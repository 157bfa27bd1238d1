"""Writing workbooks (`.xlsx`) with openpyxl: widths, formats, a header that stays in view."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import Any

from okr._openpyxl import openpyxl

DATE = "yyyy-mm-dd"
PERCENT = 'General"%"'
"""Shows 68 as 68%: values in percent are 0 to 100."""

MOST_ROWS = 1_048_576
LONGEST_TEXT = 32_767
EARLIEST = datetime.date(1900, 3, 1)
"""The first day that all spreadsheets count in the same way."""

UNWRITABLE = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\ufffe\uffff]")
"""Characters that a workbook cannot hold."""


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """A sheet to write.

    Attributes:
        name: Its name.
        header: The names of its columns.
        widths: The widths of its columns, in characters.
        rows: Its cells: texts, numbers, truth values, days, `Percent`, or none.
    """

    name: str
    header: Sequence[str]
    widths: Sequence[float]
    rows: Iterable[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Percent:
    """A number in percent, 0 to 100."""

    value: float


def write(path: str | PathLike[str], sheets: Iterable[WorkbookSheet]) -> None:
    """Write a workbook.

    Raises:
        ImportError: If openpyxl is not installed.
        OSError: If the file cannot be written.
        ValueError: If a sheet has more rows than a workbook can have.
    """
    workbook = openpyxl().Workbook(write_only=True)
    for sheet in sheets:
        _add(workbook, sheet)
    workbook.save(path)


def _add(workbook: Any, sheet: WorkbookSheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    target = workbook.create_sheet(sheet.name)
    target.freeze_panes = "A2"
    for number, width in enumerate(sheet.widths, 1):
        target.column_dimensions[get_column_letter(number)].width = width + 2
    header = [_cell(target, name) for name in sheet.header]
    for cell in header:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    target.append(header)
    count = 1
    for row in sheet.rows:
        count += 1
        if count > MOST_ROWS:
            message = f"a sheet of a workbook must have at most {MOST_ROWS:,} rows; write CSV"
            raise ValueError(message)
        target.append([_cell(target, value) for value in row])
    target.auto_filter.ref = f"A1:{get_column_letter(max(len(sheet.header), 1))}{count}"


def _cell(sheet: Any, value: Any) -> Any:
    """Return a cell. Text stays text, also where a spreadsheet would take it for a formula."""
    from openpyxl.cell import WriteOnlyCell

    match value:
        case Percent():
            cell = WriteOnlyCell(sheet, value.value)
            cell.number_format = PERCENT
        case datetime.date() if value >= EARLIEST:
            midnight = datetime.datetime.combine(value, datetime.time())
            cell = WriteOnlyCell(sheet, midnight)
            cell.number_format = DATE
        case str() | datetime.date():
            text = UNWRITABLE.sub("\ufffd", str(value))[:LONGEST_TEXT]
            cell = WriteOnlyCell(sheet, text)
            cell.data_type = "s"
        case _:
            cell = WriteOnlyCell(sheet, value)
    return cell
