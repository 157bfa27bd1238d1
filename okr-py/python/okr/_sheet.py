"""Sheets in all forms that people have them in, as the text that the core reads."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import IO, Any, TypeAlias

from okr import _columns, _core, _json

SheetLike: TypeAlias = (
    str
    | PathLike[str]
    | bytes
    | IO[Any]
    | Iterable[Mapping[str, Any] | Sequence[Any]]
    | Mapping[str, Any]
    | Any
)
"""A path, an open file, content, a data frame, or rows; a dictionary of these is a workbook."""

Part: TypeAlias = tuple[str | None, str | bytes]
"""The name of a sheet, and its content: JSON text, or the bytes of a text file."""

ZIP = b"PK\x03\x04"


def parts(source: SheetLike) -> tuple[list[Part], str | None]:
    """Return the sheets of a source, and the name of the file.

    Raises:
        SheetError: If a file is too large, or of another kind than a sheet.
        TypeError: If the source has none of the forms.
    """
    if isinstance(source, str) and "\n" not in source:
        return _of_path(Path(source))
    if isinstance(source, PathLike):
        return _of_path(Path(os.fspath(source)))
    if hasattr(source, "read"):
        return _of_file(source)
    if isinstance(source, str | bytes):
        return [(None, _of_content(source, None))], None
    if isinstance(source, Mapping):
        named = ((str(name), parts(sheet)[0]) for name, sheet in source.items())
        return [(name, content) for name, found in named for _, content in found], None
    if _columns.is_frame(source) or _is_relation(source):
        return [(None, _of_frame(source))], None
    return [(None, _of_rows(source))], None


def _of_path(path: Path) -> tuple[list[Part], str | None]:
    _core.check_file_size(path.stat().st_size)
    return [(None, _of_content(path.read_bytes(), path.name))], path.name


def _of_file(file: Any) -> tuple[list[Part], str | None]:
    name = getattr(file, "name", None)
    name = os.path.basename(name) if isinstance(name, str) else None
    return [(None, _of_content(file.read(), name))], name


def _of_content(content: str | bytes, name: str | None) -> str | bytes:
    """Return what a file holds: by its content, whatever its name says."""
    if isinstance(content, str):
        content = content.encode("utf-8", "surrogatepass")
    if content.startswith(ZIP):
        from okr import _workbook_reader

        return _workbook_reader.text(content)
    suffix = os.path.splitext(name or "")[1].lower()
    if suffix == ".json" or (name is None and content.lstrip()[:1] in (b"[", b"{")):
        _core.check_file_kind(content)
        from okr._errors import SheetError

        return _json.decoded(content, SheetError)
    return content


def _is_relation(source: Any) -> bool:
    return _columns.is_of(source, "duckdb") or hasattr(source, "fetchall")


def _of_frame(frame: Any) -> str:
    """Return a data frame as JSON text: its names are the header, row 0."""
    names, rows = _frame(frame)
    cells = [[_name(name) for name in names], *([_cell(value) for value in row] for row in rows)]
    return _json.text({"first": 0, "rows": cells})


def _frame(frame: Any) -> tuple[list[Any], Iterable[Sequence[Any]]]:
    """Return the names of the columns and the rows of a data frame."""
    if _columns.is_of(frame, "pandas"):
        if not hasattr(frame, "columns"):
            frame = frame.to_frame()
        if any(name is not None for name in frame.index.names):
            frame = frame.reset_index()
        return list(frame.columns), frame.astype("object").itertuples(index=False, name=None)
    if hasattr(frame, "collect"):
        frame = frame.collect()
    if _columns.is_of(frame, "polars") and hasattr(frame, "get_columns"):
        return list(frame.columns), frame.rows()
    if hasattr(frame, "fetchall"):
        names = getattr(frame, "columns", None) or [column[0] for column in frame.description]
        return list(names), frame.fetchall()
    import pyarrow

    table = pyarrow.table(frame)
    columns = [column.to_pylist() for column in table.columns]
    return table.column_names, zip(*columns, strict=True)


def _of_rows(source: Any) -> str:
    """Return dictionaries or lists as JSON text."""
    if not isinstance(source, Iterable):
        message = (
            "a sheet must be a path, a file, its content, a data frame, or a list of dictionaries "
            f"or lists, found {_columns.kind_of(source)}"
        )
        raise TypeError(message)
    rows = list(source)
    if all(isinstance(row, Mapping) for row in rows):
        return _json.text([_record(row) for row in rows])
    return _json.text([_listed(row) for row in rows])


def _listed(row: Any) -> list[Any]:
    if isinstance(row, Sequence) and not isinstance(row, str | bytes):
        return [_cell(value) for value in row]
    message = f"a row must be a list like the others, found {_columns.kind_of(row)}"
    raise TypeError(message)


def _record(row: Mapping[Any, Any]) -> dict[str, Any]:
    """Return a dictionary with values as cells; nested ones as they are nested."""
    return {_name(name): _value(value) for name, value in row.items()}


def _value(value: Any) -> Any:
    if isinstance(value, Mapping):
        return _record(value)
    if isinstance(value, list | tuple):
        return [_value(item) for item in value]
    cell = _cell(value)
    return cell["date"] if isinstance(cell, dict) else cell


def _name(name: Any) -> Any:
    """Return the name of a column, which may be a day or a number, as text."""
    if isinstance(name, tuple):
        return " ".join(str(_name(part)) for part in name if part not in ("", None))
    if isinstance(name, datetime.date):
        return _day(name).isoformat()
    return name if isinstance(name, str) else str(name)


def _day(value: datetime.date) -> datetime.date:
    """Return the day that a timestamp at midnight stands for; leave other points in time."""
    if isinstance(value, datetime.datetime) and not value.tzinfo:
        return value.date() if value.time() == datetime.time() else value
    return value


def _cell(value: Any) -> Any:
    """Return a value as a cell of the core."""
    if _columns.is_missing(value):
        return None
    if isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, datetime.date):
        return {"date": _day(value).isoformat()}
    if isinstance(value, Mapping):
        return json.dumps(value, default=str)
    if isinstance(value, list | tuple):
        return "\n".join(str(item) for item in value)
    if type(value).__name__ == "Decimal":
        return float(value)
    if hasattr(value, "tolist"):  # NumPy
        return _cell(value.tolist())
    return str(value)
