"""Base class of all documents."""

from __future__ import annotations

import datetime
import inspect
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
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

Date: TypeAlias = datetime.date | str
"""A calendar day: a `datetime.date`, or text such as `2026-08-14`."""

ALWAYS: Mapping[str, bool] = {"always": True}
"""Marks a field that is written even if it has its default value."""


class Document:
    """Base of the data classes for documents.

    A field accepts a typed value or equivalent plain data: a dictionary becomes an instance of the
    class of the field, and text becomes a date where one is expected. Anything else is kept as it
    is; `Plan.check` and `Plan.resolve` then report it together with all other problems.
    """

    __slots__ = ()

    def __post_init__(self) -> None:
        """Convert plain data to the types of the fields."""
        hints = _hints(type(self))
        for it in _fields(type(self)):
            setattr(self, it.name, _typed(hints[it.name], getattr(self, it.name)))

    def __repr__(self) -> str:
        """Return `repr(self)`: the fields that differ from their defaults."""
        shown = (
            f"{it.name}={getattr(self, it.name)!r}"
            for it in _fields(type(self))
            if it.init and getattr(self, it.name) != _default(it)
        )
        return f"{type(self).__name__}({', '.join(shown)})"

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Create an instance from a dictionary with the keys of the JSON document.

        Args:
            data: The document. Its key `from` sets the attribute `from_`.

        Raises:
            TypeError: If a key is unknown, or a required one is missing.
        """
        constants = {it.name for it in _fields(cls) if not it.init}
        return cls(**{_spelled(key): data[key] for key in data if key not in constants})

    def to_dict(self) -> dict[str, Any]:
        """Return the document as a dictionary, without fields that equal their default."""
        return {
            it.name.rstrip("_"): plain(getattr(self, it.name))
            for it in _fields(type(self))
            if it.metadata.get("always") or getattr(self, it.name) != _default(it)
        }


Class = TypeVar("Class", bound=type[Document])


def with_attributes(of: Class) -> Class:
    """Append the attributes that the base of a class documents to the docstring of the class."""
    _, heading, attributes = (inspect.getdoc(of.__base__) or "").partition("Attributes:\n")
    if of.__doc__:
        of.__doc__ = f"{inspect.getdoc(of)}\n\n{heading}{attributes}"
    return of


def plain(value: Any) -> Any:
    """Return a value as plain data: documents as dictionaries, days as text."""
    if isinstance(value, Document):
        return value.to_dict()
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return day_text(value) if isinstance(value, datetime.date) else value


def day_text(day: datetime.date) -> str | None:
    """Return a day as text: for a naive datetime its day, for one with a zone all of it."""
    if isinstance(day, datetime.datetime):
        if day != day:  # noqa: PLR0124 - `NaT` differs from itself
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
    """Convert the values of a dictionary whose type is a typed dictionary."""
    for member in _members(hint):
        if is_typeddict(member) and _hints(member).keys() == value.keys():
            return {key: _typed(of, value[key]) for key, of in _hints(member).items()}
    return value


@cache
def _members(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)


def _document(hint: Any, value: Mapping[str, Any]) -> type[Document] | None:
    """Return the class that a dictionary stands for, by its `kind` if there are several."""
    members = _members(hint)
    classes = [it for it in members if isinstance(it, type) and issubclass(it, Document)]
    if len(classes) > 1:
        classes = [it for it in classes if _kind(it) == value.get("kind")]
    return classes[0] if classes else None


def _fits(of: type[Document], value: Mapping[str, Any]) -> bool:
    """Return whether a dictionary has all required keys of a class and no unknown ones."""
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
