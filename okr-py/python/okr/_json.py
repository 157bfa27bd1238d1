"""Conversion of arguments to JSON text, the form in which documents reach the core."""

from __future__ import annotations

import dataclasses
import datetime
import json
import operator
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, SupportsIndex, cast

from okr import _core
from okr._document import Document, day_text
from okr._errors import OkrError, Problem


def text(value: object) -> str:
    """Return a document as JSON text.

    Numbers that are not finite, and lone surrogates, are left for the core to report.

    Raises:
        ValueError: If it is nested too deep to be written.
    """
    try:
        return json.dumps(value, default=_plain, separators=(",", ":"))
    except RecursionError:
        message = f"{_deep(value)}must be nested at most 127 deep"
        raise ValueError(message) from None


def decoded(content: str | bytes, raised: type[OkrError]) -> str:
    """Return JSON text that may be encoded.

    Raises:
        OkrError: Of the class `raised`, if it is not text in UTF-8.
    """
    if isinstance(content, str):
        return content
    found = _core.foreign_content(content)
    try:
        if found is None:
            return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = f"the byte 0x{content[error.start]:02x} in line {line}; save it as text in UTF-8"
    message = f"expected JSON text in UTF-8, found {found}"
    data = {"expected": "JSON text in UTF-8", "found": found}
    raise raised(f"1 problem\n  {message}", [Problem("wrong_type", "", data, message)])


def word(value: object, name: str) -> str:
    """Return an argument that must be text.

    Raises:
        TypeError: If it is not.
    """
    if isinstance(value, str):
        return value
    message = f"`{name}` must be a string, found {value!r}"
    raise TypeError(message)


def items(value: object, name: str) -> list[Any]:
    """Return the items of an argument that must be an iterable.

    Raises:
        TypeError: If it is not, or is a single item.
    """
    single = (str, bytes, Mapping, Document, datetime.date)
    if isinstance(value, Iterable) and not isinstance(value, single):
        return list(value)
    message = f"`{name}` must be a list, found {value!r}"
    raise TypeError(message)


def number(value: object, name: str) -> float:
    """Return an argument that must be a number.

    Raises:
        TypeError: If it is not.
    """
    try:
        if not isinstance(value, str | bytes):
            return float(cast(float, value))
    except TypeError:
        pass
    message = f"`{name}` must be a number, found {value!r}"
    raise TypeError(message)


def count(value: object, name: str) -> int:
    """Return an argument that must be a whole number, at least 0.

    Raises:
        TypeError: If it is no whole number.
        ValueError: If it is below 0, or has more than 32 bits.
    """
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        message = f"`{name}` must be a whole number, found {value!r}"
        raise TypeError(message)
    whole = operator.index(cast(SupportsIndex, value))
    if not 0 <= whole < 2**32:
        message = f"`{name}` must be from 0 to 4294967295, found {whole}"
        raise ValueError(message)
    return whole


def _deep(value: Any) -> str:
    """Return the first steps to what is nested deepest, as a JSON Pointer."""
    level, shown = [("", value)], 8
    for _ in range(1000):
        inner: list[tuple[str, Any]] = []
        for path, item in level:
            deeper = path.count("/") < shown
            inner += [(f"{path}/{name}" if deeper else path, part) for name, part in _parts(item)]
        if not inner:
            break
        level = inner
    return f"{level[0][0]}: " if level[0][0] else ""


def _parts(value: Any) -> Iterable[tuple[Any, Any]]:
    if isinstance(value, Document):
        return ((it.name.rstrip("_"), getattr(value, it.name)) for it in dataclasses.fields(value))  # type: ignore[arg-type]
    if isinstance(value, Mapping):
        return value.items()
    return enumerate(value) if isinstance(value, list | tuple) else ()


def _plain(value: Any) -> Any:
    if isinstance(value, Document):
        return value.to_dict()
    if isinstance(value, datetime.date):
        return day_text(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Decimal | Fraction):
        return float(value)
    if type(value).__name__ == "datetime64":
        return value.astype("datetime64[D]").tolist()
    if type(value).__name__ in ("NAType", "NaTType"):
        return None
    if hasattr(value, "tolist"):  # NumPy numbers and arrays, pandas series
        return value.tolist()
    if isinstance(value, Iterable) and not isinstance(value, bytes):
        return list(value)
    message = f"a document cannot contain a value of type `{type(value).__name__}`: {value!r}"
    raise TypeError(message)
