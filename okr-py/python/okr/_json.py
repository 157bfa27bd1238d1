"""Documents as JSON text: the form in which they cross into the core."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from okr._document import Document, day_text

HALF = re.compile(r"\\\\|\\u[dD][89abAB]..\\u[dD][c-fC-F]..|(\\u[dD][89a-fA-F]..)")
"""Half a character, as JSON writes it, in the only group; what may look like one outside it."""


def text(value: object) -> str:
    """Write a document as JSON text; what is no number stays for the core to find.

    Raises:
        ValueError: A text has half a character in it, which no file could hold.
    """
    written = json.dumps(value, default=_plain, separators=(",", ":"))
    if "\\ud" in written and any(found[1] for found in HALF.finditer(written)):
        raise ValueError(_half(json.loads(written), ""))
    return written


def word(value: object, name: str) -> str:
    """Give the text that an argument is.

    Raises:
        TypeError: It is none.
    """
    if isinstance(value, str):
        return value
    message = f"`{name}` is a text, not {value!r}"
    raise TypeError(message)


def items(value: object, name: str) -> list[Any]:
    """Give the items that an argument is a list of.

    Raises:
        TypeError: It is none, but a single item perhaps.
    """
    single = (str, bytes, Mapping, Document, datetime.date)
    if isinstance(value, Iterable) and not isinstance(value, single):
        return list(value)
    message = f"`{name}` is a list, not {value!r}"
    raise TypeError(message)


def number(value: object, name: str) -> float:
    """Give the number that an argument is.

    Raises:
        TypeError: It is none.
    """
    try:
        if not isinstance(value, str | bytes):
            return float(cast(float, value))
    except TypeError:
        pass
    message = f"`{name}` is a number, not {value!r}"
    raise TypeError(message)


def _half(value: Any, path: str) -> str:
    """Say where half a character is; empty where there is none."""
    match value:
        case str():
            broken = any("\ud800" <= character <= "\udfff" for character in value)
            where = f"{path}: " if path else ""
            return f"{where}{value!r} has half a character in it" if broken else ""
        case dict():
            names = (_half(name, path) for name in value)
            parts = (_half(part, f"{path}/{name}") for name, part in value.items())
            return next(filter(None, (*names, *parts)), "")
        case list():
            parts = (_half(part, f"{path}/{place}") for place, part in enumerate(value))
            return next(filter(None, parts), "")
    return ""


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
    if hasattr(value, "tolist"):  # numbers and arrays of NumPy, series of pandas
        return value.tolist()
    if isinstance(value, Iterable) and not isinstance(value, bytes):
        return list(value)
    message = f"a {type(value).__name__} has no place in a document: {value!r}"
    raise TypeError(message)
