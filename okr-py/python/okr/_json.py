"""Documents as JSON text: the form in which they cross into the core."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from okr._document import Document, day_text


def text(value: object) -> str:
    """Write a document as JSON text; what is no number stays for the core to find."""
    return json.dumps(value, default=_plain, separators=(",", ":"))


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
