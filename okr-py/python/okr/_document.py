"""What all documents have in common: data in, data out."""

from __future__ import annotations

import datetime
import keyword
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from functools import cache
from types import UnionType
from typing import (
    Any,
    Self,
    TypeAlias,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

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
        hints = _hints(type(self))
        for it in _fields(type(self)):
            setattr(self, it.name, _typed(hints[it.name], getattr(self, it.name)))

    def __repr__(self) -> str:
        """Only what differs from the defaults."""
        shown = (
            f"{it.name}={getattr(self, it.name)!r}"
            for it in _fields(type(self))
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
            it.name.rstrip("_"): plain(getattr(self, it.name))
            for it in _fields(type(self))
            if it.metadata.get("always") or getattr(self, it.name) != _default(it)
        }


def plain(value: Any) -> Any:
    """Give typed values as plain data: documents as dictionaries, days as text."""
    if isinstance(value, Document):
        return value.to_dict()
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return day_text(value) if isinstance(value, datetime.date) else value


def day_text(day: datetime.date) -> str | None:
    """Write a day; of a moment without a zone its day, one with a zone as a whole."""
    if isinstance(day, datetime.datetime):
        if day != day:  # noqa: PLR0124 - `NaT` is no moment at all
            return None
        return day.isoformat() if day.tzinfo else day.date().isoformat()
    return day.isoformat()


_fields: Callable[[Any], tuple[Field[Any], ...]] = cache(fields)
_hints: Callable[[Any], dict[str, Any]] = cache(get_type_hints)


def _default(of: Field[Any]) -> Any:
    return of.default if of.default_factory is MISSING else of.default_factory()


def _spelled(key: str) -> str:
    return f"{key}_" if keyword.iskeyword(key) else key


def _typed(hint: Any, value: Any) -> Any:
    if isinstance(value, Mapping):
        of = _document(hint, value)
        return of.from_dict(value) if of and _fits(of, value) else _typed_dict(hint, value)
    if isinstance(value, list | tuple):
        return _sequence(hint, value)
    if isinstance(value, str | datetime.datetime) and datetime.date in _members(hint):
        return _date(value)
    return value


def _typed_dict(hint: Any, value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give a dictionary whose type says what its keys hold what they are meant to hold."""
    for member in _members(hint):
        if is_typeddict(member) and _hints(member).keys() == value.keys():
            return {key: _typed(of, value[key]) for key, of in _hints(member).items()}
    return value


@cache
def _members(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)


def _document(hint: Any, value: Mapping[str, Any]) -> type[Document] | None:
    """Pick the class that a dictionary stands for: by its `kind` where there are several."""
    members = _members(hint)
    classes = [it for it in members if isinstance(it, type) and issubclass(it, Document)]
    if len(classes) > 1:
        classes = [it for it in classes if _kind(it) == value.get("kind")]
    return classes[0] if classes else None


def _fits(of: type[Document], value: Mapping[str, Any]) -> bool:
    """Whether a dictionary has the keys that a class needs, and no others."""
    known = {it.name: it for it in _fields(of)}
    given = {_spelled(key) for key in value}
    needed = {name for name, it in known.items() if it.init and _default(it) is MISSING}
    return given <= known.keys() and needed <= given


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


def _date(value: str | datetime.datetime) -> Any:
    if isinstance(value, datetime.datetime):
        return value.date() if value == value and not value.tzinfo else value  # noqa: PLR0124
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            return value
    return value
