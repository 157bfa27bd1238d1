"""Reading workbooks (`.xlsx`) with openpyxl: values, formats, merged cells, hidden rows."""

from __future__ import annotations

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from okr import _core, _json
from okr._openpyxl import openpyxl

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")


def text(content: bytes) -> str:
    """Return the sheets of a workbook as JSON text.

    Raises:
        SheetError: If it is no workbook, or holds more than a sheet can.
        ImportError: If openpyxl is not installed.
    """
    names = _entries(content)
    openpyxl()
    try:
        shown = _load(content, data_only=True)
        formulas = _load(content, data_only=False) if _has_formulas(content, names) else None
    except Exception:  # a damaged file fails in any of many ways
        _core.refuse_archive("a damaged one", "open it in a spreadsheet and save it again")
    sheets = (_sheet(it, formulas[it.title] if formulas else None) for it in shown.worksheets)
    return _json.text({"sheets": list(sheets)})


KINDS = (
    ("word/", "a Word document (`.docx`)", "copy its table into a workbook"),
    ("ppt/", "a presentation (`.pptx`)", "copy its table into a workbook"),
    ("xl/workbook.bin", "a binary workbook (`.xlsb`)", "save it as `.xlsx`"),
    ("content.xml", "an OpenDocument file", "save it as `.xlsx`"),
    ("Index/", "a Numbers document", "export it as `.xlsx` or `.csv`"),
)
"""The archives that are no workbooks, by the name of a file in them."""


def _entries(content: bytes) -> list[str]:
    """Return the names of the files in a workbook, after a look at their sizes."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        _core.refuse_archive("a damaged one", "download or save it again")
    names = [entry.filename for entry in entries]
    for start, what, instead in KINDS:
        if any(name.startswith(start) for name in names):
            _core.refuse_archive(what, instead)
    if "xl/workbook.xml" not in names:
        _core.refuse_archive("another ZIP archive", "unpack it first")
    _core.check_unpacked_size(sum(entry.file_size for entry in entries))
    return names


def _load(content: bytes, *, data_only: bool) -> Workbook:
    with warnings.catch_warnings():
        # What openpyxl cannot keep (drawings, validations) is not read here.
        warnings.simplefilter("ignore")
        workbook: Workbook = openpyxl().load_workbook(io.BytesIO(content), data_only=data_only)
    return workbook


def _has_formulas(content: bytes, names: list[str]) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return any(
            FORMULA.search(archive.read(name))
            for name in names
            if name.startswith("xl/worksheets/")
        )


def _sheet(sheet: Worksheet, formulas: Worksheet | None) -> dict[str, Any]:
    """Return a sheet in the form of the core."""
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    cells = list(_cells(sheet, formulas))
    height = max((row for row, *_ in cells), default=0)
    width = max((column for _, column, _ in cells), default=0)
    _core.check_sheet_size(height, width, sum(1 for _ in cells))
    rows: list[Any] = [[] for _ in range(height)]
    for row, column, cell in sorted(cells, key=lambda it: it[:2]):
        of_row = rows[row - 1]
        of_row.extend([None] * (column - 1 - len(of_row)))
        of_row.append(cell)
    for number, dimension in sheet.row_dimensions.items():
        if dimension.hidden and number <= height:
            rows[number - 1] = {"cells": rows[number - 1], "hidden": True}
    return {
        "sheet": sheet.title,
        "hidden": sheet.sheet_state != "visible",
        "rows": rows,
        "merges": [merged.coord for merged in sheet.merged_cells.ranges],
        "date1904": sheet.parent.epoch == CALENDAR_MAC_1904 if sheet.parent else False,
    }


def _cells(sheet: Worksheet, formulas: Worksheet | None) -> Iterator[tuple[int, int, Any]]:
    """Iterate over the cells that hold something: row, column, cell."""
    # The cells that the file has, and not the rectangle around them: one stray cell in the last
    # row must not cost a billion empty ones. openpyxl has no public name for them.
    for (row, column), cell in sheet._cells.items():
        value = _cell(cell)
        if value is None and formulas is not None:
            formula = formulas.cell(row, column)
            value = {"formula": True} if formula.data_type == "f" else None
        if value is not None:
            yield row, column, value


def _cell(cell: Cell | MergedCell) -> Any:
    """Return a cell in the form of the core; none if it is empty."""
    value: Any = cell.value
    if value is None:
        return None
    if cell.data_type == "e":
        return {"error": str(value)}
    shown: dict[str, Any] = {}
    match value:
        case bool():
            shown["bool"] = value
        case int() | float():
            shown["number"] = value
            if cell.number_format and cell.number_format != "General":
                shown["format"] = cell.number_format
        case datetime.date():
            shown["date"] = value.isoformat()
        case datetime.time() | datetime.timedelta():
            shown["text"] = str(value)
        case _:
            shown["text"] = str(value)
    indent = int(cell.alignment.indent) if cell.has_style else 0
    if indent:
        shown["indent"] = indent
    return shown
