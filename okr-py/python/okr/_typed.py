"""Conversion of JSON data to the types of rows: days to `datetime.date`."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints, is_typeddict

Change = Callable[[Any], Any]


def typed(of: Any, data: Any) -> Any:
    """Convert days in the data of a typed dictionary, or of a list of them, from text."""
    change = _change(of)
    return change(data) if change else data


@cache
def _change(of: Any) -> Change | None:
    """Return a function that converts data of a type; none if there is nothing to convert."""
    if of is datetime.date:
        return datetime.date.fromisoformat
    if get_origin(of) in (Union, UnionType):
        changes = [change for change in map(_change, get_args(of)) if change]
        return _unless_none(changes[0]) if changes else None
    if get_origin(of) is list:
        item = _change(get_args(of)[0])
        return (lambda items: [item(it) for it in items]) if item else None
    if is_typeddict(of):
        fields = {name: _change(hint) for name, hint in get_type_hints(of).items()}
        changes_of = {name: change for name, change in fields.items() if change}
        return (lambda row: _changed(row, changes_of)) if changes_of else None
    return None


def _unless_none(change: Change) -> Change:
    return lambda value: None if value is None else change(value)


def _changed(row: dict[str, Any], changes: dict[str, Change]) -> dict[str, Any]:
    for name, change in changes.items():
        row[name] = change(row[name])
    return row
