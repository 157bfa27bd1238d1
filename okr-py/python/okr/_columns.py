"""Conversion of columns to the forms that the core accepts."""

from __future__ import annotations

import datetime
import math
import zoneinfo
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from okr import _core

Column: TypeAlias = Any
"""A list, a NumPy array, a pandas or polars series, a pyarrow array, or any other object with
`__arrow_c_stream__` or `__arrow_c_array__`. Texts and dates can be a single value for all rows."""

Zone: TypeAlias = str | datetime.tzinfo
"""A time zone: its name, such as `Europe/Berlin`, or a `datetime.tzinfo`."""

TEXTS = ("metric", "team", "note")
NUMBERS = ("value", "sample")
FIELDS = ("metric", "date", "value", "recorded", "sample", "note")


def column(name: str, data: Column, zone: datetime.tzinfo | None) -> Any:
    """Return a column in a form that the core accepts.

    That is a single text, a capsule with Arrow data, a buffer of numbers (`float64`) or days
    (`int64`, since 1970), a pair of codes (`int64`) and texts, a pair of capsules with both, or a
    list.
    """
    if isinstance(data, str | list | _core.ArrowColumn):
        return data
    if isinstance(data, datetime.date):
        return [data] if isinstance(data, datetime.datetime) else data.isoformat()
    if is_of(data, "pandas"):
        return _of_pandas(name, data, zone)
    if is_of(data, "polars") and str(getattr(data, "dtype", "")) == "Null":
        return [None] * len(data)
    if name in ("metric", "team") and is_of(data, "polars") and is_of_categories(data):
        return _of_categories(data)
    if hasattr(data, "__arrow_c_stream__"):
        return data.__arrow_c_stream__()
    if hasattr(data, "__arrow_c_array__"):
        return data.__arrow_c_array__()
    if hasattr(data, "dtype") and hasattr(data, "tolist"):
        return _of_numpy(name, data)
    if isinstance(data, Iterable) and not isinstance(data, bytes):
        return list(data)
    message = f"column `{name}`: expected a list, an array or a series, found {kind_of(data)}"
    raise TypeError(message)


def values(data: Column) -> list[Any]:
    """Return the values of a column as a list, with `None` for missing ones."""
    for name in ("to_pylist", "to_list", "tolist"):
        if hasattr(data, name):
            data = getattr(data, name)()
            break
    return [None if is_missing(value) else value for value in data]


def rows(columns: Mapping[str, Column]) -> list[dict[str, Any]]:
    """Return the rows of columns as dictionaries."""
    single = {name: it for name, it in columns.items() if isinstance(it, str | datetime.date)}
    listed = {name: values(it) for name, it in columns.items() if name not in single}
    lengths = {name: len(it) for name, it in listed.items()}
    if len(set(lengths.values())) > 1:
        found = ", ".join(f"`{name}` {length}" for name, length in lengths.items())
        message = f"columns must have the same length, found {found}"
        raise ValueError(message)
    count = next(iter(lengths.values()), 1)
    whole = {**{name: [it] * count for name, it in single.items()}, **listed}
    return [dict(zip(whole, row, strict=True)) for row in zip(*whole.values(), strict=True)]


def turned(given: list[Any]) -> dict[str, list[Any]] | None:
    """Return rows as columns if they are uniform: tuples of one length, or dictionaries."""
    if all(type(it) is tuple for it in given):
        lengths = set(map(len, given))
        if len(lengths) == 1 and lengths <= {3, 4, 5, 6}:
            return {
                name: [it[place] for it in given]
                for place, name in zip(range(lengths.pop()), FIELDS, strict=False)
            }
    elif all(type(it) is dict for it in given):
        keys = set().union(*given)
        if keys <= set(FIELDS) and keys.issuperset(FIELDS[:3]):
            return {name: [it.get(name) for it in given] for name in FIELDS if name in keys}
    return None


def row(given: Any, zone: datetime.tzinfo | None) -> Any:
    """Return a row as a dictionary. Leave anything else for the core to report."""
    if isinstance(given, Sequence) and not isinstance(given, str | bytes):
        if len(given) > len(FIELDS):
            message = f"a row must be ({', '.join(FIELDS)}), found {len(given)} values: {given!r}"
            raise TypeError(message)
        given = dict(zip(FIELDS, given, strict=False))
    if zone and isinstance(given, Mapping):
        return {name: _civil(value, zone) for name, value in given.items()}
    return given


def _civil(value: Any, zone: datetime.tzinfo) -> Any:
    if isinstance(value, datetime.datetime) and value.tzinfo and not is_missing(value):
        try:
            return value.astimezone(zone).date()
        except OverflowError:  # left for the core to report
            return value
    return value


def offsets(zone: datetime.tzinfo | None) -> Callable[[int], int] | None:
    """Return a function from seconds since 1970 (UTC) to the offset of a zone in seconds."""
    if zone is None:
        return None

    def offset(seconds: int) -> int:
        try:
            moment = datetime.datetime.fromtimestamp(seconds, zone)
        except (
            ValueError,
            OverflowError,
            OSError,
        ):  # no year of a calendar: the core reports its day
            return 0
        return round((moment.utcoffset() or datetime.timedelta()).total_seconds())

    return offset


def zone_of(zone: Zone | None) -> datetime.tzinfo | None:
    """Return the time zone with a name; return a `tzinfo` unchanged."""
    return zoneinfo.ZoneInfo(zone) if isinstance(zone, str) else zone


def _of_pandas(name: str, data: Any, zone: datetime.tzinfo | None) -> Any:
    data = data.to_series() if hasattr(data, "to_series") else data
    kind = getattr(data.dtype, "kind", "O")
    if kind in "fiu" and name in NUMBERS:
        return data.to_numpy(dtype="float64", na_value=math.nan)
    if kind in "fiub":
        return _of_numpy(name, data.to_numpy())
    if kind == "M":
        return _of_numpy(name, _without_zone(name, data, zone).to_numpy())
    if str(data.dtype).startswith("period["):
        return _of_numpy(name, data.dt.end_time.to_numpy())
    if is_of(data.dtype, "pandas") and type(data.dtype).__name__ == "CategoricalDtype":
        categories = data.cat.categories.tolist()
        if all(isinstance(text, str) for text in categories):
            return data.cat.codes.to_numpy(dtype="int64"), categories
    if name in TEXTS or str(data.dtype) in ("str", "string"):
        codes, texts = data.factorize()
        texts = list(texts)
        if all(isinstance(text, str) for text in texts):
            return codes.astype("int64"), texts
    return values(data)


def is_of_categories(series: Any) -> bool:
    """Return whether a polars series is categorical: indices into a list of texts."""
    return type(series.dtype).__name__ in ("Categorical", "Enum")


def _of_categories(series: Any) -> Any:
    """Return the indices and the list of texts without the copy that polars would make."""
    import polars

    codes = series.to_physical()
    last = codes.max()
    if last is None or last > len(series) or not hasattr(codes.cat, "to"):
        return series.__arrow_c_stream__()
    every = polars.int_range(0, last + 1, dtype=codes.dtype, eager=True)
    texts = every.cat.to(series.dtype).cast(polars.String)
    return codes.__arrow_c_stream__(), texts.__arrow_c_stream__()


def _without_zone(name: str, moments: Any, zone: datetime.tzinfo | None) -> Any:
    """Convert the timestamps of a pandas series to the local time of a zone."""
    of_column = getattr(moments.dtype, "tz", None)
    if of_column is None:
        return moments
    if zone is None:
        message = (
            f"column `{name}`: timestamps with a zone need `zone` to become days, found "
            f"`{of_column}` and no `zone`; pass the zone of their days, such as "
            'zone="Europe/Berlin", or convert the column to dates'
        )
        raise TypeError(message)
    return moments.dt.tz_convert(zone).dt.tz_localize(None)


def _of_numpy(name: str, data: Any) -> Any:
    if data.ndim != 1:
        message = f"column `{name}`: expected one dimension, found {data.ndim}"
        raise TypeError(message)
    if hasattr(data, "filled"):  # a masked array
        data = _without_mask(data)
    if data.dtype.kind in "fiu" and name in NUMBERS:
        return data.astype("float64", copy=False)
    days = data.dtype.kind == "M" and name not in TEXTS + NUMBERS
    if data.dtype.kind in "fM" and not days and (data != data).all():  # noqa: PLR0124 - all empty
        return [None] * len(data)
    if data.dtype.kind in "fiub":
        expected = "numbers" if name in NUMBERS else "texts" if name in TEXTS else "dates"
        message = f"column `{name}`: expected {expected}, found the type {data.dtype}"
        raise TypeError(message)
    if data.dtype.kind == "M":
        return data.astype("datetime64[D]").astype("int64")
    return values(data)


def _without_mask(data: Any) -> Any:
    """Return a masked array of numbers or dates as a plain one, with masked values missing.

    Others become lists, in which they are `None` anyway.
    """
    if data.dtype.kind in "fiu":
        return data.astype("float64").filled(math.nan)
    if data.dtype.kind == "M":
        return data.filled(data.dtype.type("NaT"))
    return data


def is_missing(value: Any) -> bool:
    """Return whether a value of a data frame is missing."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, float) and math.isnan(value)


def with_types(frame: Any, fields: Mapping[str, str]) -> Any:
    """Cast the columns of a polars frame whose types only polars knows.

    Polars exports its types `Null` and `Int128` in ways that other libraries cannot read.
    """
    other = ("Null", "Int128", "UInt128")
    casts = [name for name, of in frame.schema.items() if str(of) in other]
    if not casts:
        return frame
    import polars

    def type_of(field: str) -> Any:
        numbers = polars.Float64 if field in NUMBERS else polars.Date
        return polars.String if field in TEXTS else numbers

    return frame.cast({name: type_of(fields.get(name, name)) for name in casts})


def is_frame(data: Any) -> bool:
    """Return whether an object is a data frame, or a lazy frame to collect."""
    return is_of(data, "pandas") or hasattr(data, "__arrow_c_stream__") or hasattr(data, "collect")


def records(frame: Any) -> list[dict[str, Any]]:
    """Return the rows of a data frame as dictionaries without empty cells."""
    frame = frame.collect() if hasattr(frame, "collect") else frame
    if is_of(frame, "pandas") and hasattr(frame, "to_dict"):
        rows = frame.to_dict("records") if hasattr(frame, "columns") else []
    else:
        convert = getattr(frame, "to_dicts", None) or getattr(frame, "to_pylist", None)
        if convert is None:
            message = f"expected a data frame of pandas, polars or PyArrow, found {kind_of(frame)}"
            raise TypeError(message)
        rows = convert()
    return [{name: it for name, it in row.items() if not is_missing(it)} for row in rows]


def is_of(data: Any, package: str) -> bool:
    """Return whether the class of an object is from a package, which need not be installed."""
    return type(data).__module__.split(".")[0] == package


def kind_of(data: Any) -> str:
    """Describe the type of an object, with an article."""
    name = type(data).__name__
    return "nothing" if data is None else f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"
