"""What all documents have in common: data in, data out."""

from __future__ import annotations

import datetime
import keyword
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from functools import cache
from types import UnionType
from typing import Any, Self, TypeAlias, Union, get_args, get_origin, get_type_hints

Date: TypeAlias = datetime.date | str
"""A civil day: a `datetime.date`, or `YYYY-MM-DD` as text."""

ALWAYS: Mapping[str, bool] = {"always": True}
"""Marks a field that is written even where it has its default."""


class Document:
    """Base of the data classes of a plan.

    A field takes its typed value or the same as plain data: a dictionary becomes the class that
    the field names, text becomes a date where one is due. What can't be turned stays as it is;
    evaluating the plan then says what is wrong with it, and with everything else, at once.
    """

    __slots__ = ()

    def __post_init__(self) -> None:
        """Turn plain data into what the fields are meant to hold."""
        of: type = type(self)
        hints = _hints(of)
        for it in _fields(self):
            setattr(self, it.name, _typed(hints[it.name], getattr(self, it.name)))

    def __repr__(self) -> str:
        """Only what differs from the defaults."""
        shown = (
            f"{it.name}={getattr(self, it.name)!r}"
            for it in _fields(self)
            if it.init and getattr(self, it.name) != _default(it)
        )
        return f"{type(self).__name__}({', '.join(shown)})"

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Build it from the keys of the document, where `from` is a key like any other."""
        constants = {it.name for it in _fields(cls) if not it.init}
        return cls(**{_spelled(key): data[key] for key in data if key not in constants})

    def to_dict(self) -> dict[str, Any]:
        """Give the document as plain data, without what equals its default."""
        return {
            it.name.rstrip("_"): _plain(getattr(self, it.name))
            for it in _fields(self)
            if it.metadata.get("always") or getattr(self, it.name) != _default(it)
        }


def _fields(of: Any) -> tuple[Field[Any], ...]:
    return fields(of)


@cache
def _hints(of: type) -> dict[str, Any]:
    return get_type_hints(of)


def _default(of: Field[Any]) -> Any:
    return of.default if of.default_factory is MISSING else of.default_factory()


def _spelled(key: str) -> str:
    return f"{key}_" if keyword.iskeyword(key) else key


def _plain(value: Any) -> Any:
    if isinstance(value, Document):
        return value.to_dict()
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def _typed(hint: Any, value: Any) -> Any:
    if isinstance(value, Mapping):
        of = _document(hint, value)
        return of.from_dict(value) if of else value
    if isinstance(value, list | tuple):
        return _sequence(hint, value)
    if isinstance(value, str) and datetime.date in _members(hint):
        return _date(value)
    return value


def _members(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)


def _document(hint: Any, value: Mapping[str, Any]) -> type[Document] | None:
    """Pick the class that a dictionary stands for: by its `kind` where there are several."""
    members = _members(hint)
    classes = [it for it in members if isinstance(it, type) and issubclass(it, Document)]
    if len(classes) > 1:
        classes = [it for it in classes if _kind(it) == value.get("kind")]
    return classes[0] if classes else None


def _kind(of: type[Document]) -> Any:
    return next((it.default for it in _fields(of) if it.name == "kind"), None)


def _sequence(hint: Any, value: list[Any] | tuple[Any, ...]) -> Any:
    for member in _members(hint):
        items = get_args(member)
        if get_origin(member) is list:
            return [_typed(items[0], item) for item in value]
        if get_origin(member) is tuple and len(items) == len(value):
            return tuple(_typed(of, item) for of, item in zip(items, value, strict=True))
    return value


def _date(text: str) -> Date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return text
