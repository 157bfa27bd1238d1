"""Readings: what was measured."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import IO, TYPE_CHECKING, Any, Literal, Self, TypeAlias, cast, final

from okr import _columns, _core, _json
from okr._columns import FIELDS, Column, Zone
from okr._documents import Rename
from okr._frames import Frame

if TYPE_CHECKING:
    import pandas

OnBadRows: TypeAlias = Literal["raise", "skip"]
"""What becomes of rows that can't be used.

`raise`: All are refused, with a `ReadingsError` that says what is wrong.

`skip`: The others are loaded; `Readings.rejected` says what is wrong.
"""

MissingValue: TypeAlias = Literal["error", "skip"]
"""What an empty value means where `recorded` does not make it a retraction.

`error`: The row can't be used.

`skip`: The row is passed over.
"""

Row: TypeAlias = Mapping[str, Any] | Sequence[Any]
"""A reading: a dictionary, or a tuple `(metric, date, value[, recorded, sample, note])`."""


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """One thing that is wrong with one row.

    Attributes:
        row: The row, from 0; a header and blank lines are not counted.
        column: The column at fault; empty where it is the row as a whole.
        code: What is wrong, as a word that does not change.
        message: What is wrong, in English.
    """

    row: int
    column: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """The rows that could not be used.

    Attributes:
        rows: How many there are.
        first: What is wrong with them: the first 100 problems.
        counts: How many problems there are of each code.
    """

    rows: int
    first: list[RejectedRow]
    counts: dict[str, int]

    def __len__(self) -> int:
        """How many rows could not be used."""
        return self.rows


@final
class Readings(Frame):
    """A table of readings: metric, date and value; perhaps recorded, sample and note.

    It does not change, is held by column, and is ready for a hundred million rows.

    ```pycon
    >>> import okr
    >>> okr.Readings.from_rows([("enps", "2026-06", 31), ("enps", "2026-07", 29)])
    Readings(2 rows, 1 metric)

    ```
    """

    __slots__ = ("_handle",)

    _handle: _core.Readings

    def __init__(self, core: _core.Readings) -> None:
        """Wrap a table of the core; `from_rows` and its siblings make one."""
        if not isinstance(core, _core.Readings):
            message = "make readings with from_rows, from_columns, from_frame or from_csv"
            raise TypeError(message)
        self._handle = core

    @classmethod
    def of(cls, data: ReadingsLike) -> Self:
        """Make readings of what can only be meant in one way.

        Args:
            data: `Readings` as they are, a data frame, a CSV file or its path, or rows.

        Raises:
            ReadingsError: Something can't be used; all problems at once.
        """
        if isinstance(data, Readings):
            return data
        if isinstance(data, str | bytes | PathLike) or hasattr(data, "read"):
            return cls.from_csv(cast(Any, data))
        if _columns.is_frame(data):
            return cls.from_frame(data)
        return cls.from_rows(cast(Iterable[Row], data))

    @classmethod
    def from_rows(
        cls,
        rows: Iterable[Row],
        *,
        zone: Zone | None = None,
        on_bad_rows: OnBadRows = "raise",
        missing: MissingValue = "error",
    ) -> Self:
        """Make readings of rows.

        ```pycon
        >>> import okr
        >>> rows = [{"metric": "enps", "date": "2026-07", "value": 29, "sample": 120}]
        >>> okr.Readings.from_rows(rows).to_dicts()[0]["date"]
        datetime.date(2026, 7, 31)

        ```

        Args:
            rows: Dictionaries, or tuples `(metric, date, value[, recorded, sample, note])`. A date
                may also name a period whose last day it then is: `2026-07`, `2026-Q3`, `2026-W33`.
            zone: The civil zone in which moments have their day.
            on_bad_rows: What becomes of rows that can't be used.
            missing: What an empty value means.

        Raises:
            ReadingsError: Rows can't be used; the first 100 problems at once.
            TypeError: `rows` are no rows.
        """
        if isinstance(rows, str | bytes | Mapping) or not isinstance(rows, Iterable):
            hint = "; columns go to from_columns(**columns)" if isinstance(rows, Mapping) else ""
            message = f"expected rows: dictionaries or tuples, found {_columns.kind_of(rows)}{hint}"
            raise TypeError(message)
        civil = _columns.zone_of(zone)
        options = _options(on_bad_rows, missing)
        rows = list(rows)
        core = _load(_columns.turned(rows), civil, options)
        if core is None:
            text = _json.text([_columns.row(row, civil) for row in rows])
            core = _core.load_json(text, *options)
        return cls(core)

    @classmethod
    def from_columns(
        cls,
        *,
        metric: Column,
        date: Column,
        value: Column,
        recorded: Column | None = None,
        sample: Column | None = None,
        note: Column | None = None,
        zone: Zone | None = None,
        on_bad_rows: OnBadRows = "raise",
        missing: MissingValue = "error",
    ) -> Self:
        """Make readings of columns: lists, arrays, series.

        ```pycon
        >>> import okr
        >>> okr.Readings.from_columns(metric="enps", date=["2026-06", "2026-07"], value=[31, 29])
        Readings(2 rows, 1 metric)

        ```

        Args:
            metric: Ids of KPIs or key results, of a KPI with teams `kpi@team`; or one for all.
            date: The days that the readings are about, or periods whose last days these are.
            value: The values; empty or not a number where there is none.
            recorded: The days on which they became known; empty: on their date.
            sample: How many answers, heads or cases they rest on; empty where that is not known.
            note: What is to be said about them.
            zone: The civil zone in which moments have their day.
            on_bad_rows: What becomes of rows that can't be used.
            missing: What an empty value means.

        Raises:
            ReadingsError: Rows can't be used, or columns differ in length.
            TypeError: A column is none, or holds something else than it should.
        """
        given = (metric, date, value, recorded, sample, note)
        named = {name: it for name, it in zip(FIELDS, given, strict=True) if it is not None}
        civil = _columns.zone_of(zone)
        columns = {name: _columns.column(name, it, civil) for name, it in named.items()}
        core = _load(columns, civil, _options(on_bad_rows, missing))
        if core is None:
            rows = _columns.rows({**named, **_lists(columns)})
            text = _json.text([_columns.row(row, civil) for row in rows])
            core = _core.load_json(text, *_options(on_bad_rows, missing))
        return cls(core)

    @classmethod
    def from_frame(
        cls,
        frame: Any,
        *,
        metric: str = "metric",
        date: str = "date",
        value: str = "value",
        recorded: str = "recorded",
        sample: str = "sample",
        note: str = "note",
        zone: Zone | None = None,
        on_bad_rows: OnBadRows = "raise",
        missing: MissingValue = "error",
    ) -> Self:
        """Make readings of a data frame of pandas or polars, or of any other Arrow table.

        No row becomes an object of Python, and nothing is copied that lies as it should.

        ```pycon
        >>> import okr, pandas
        >>> frame = pandas.DataFrame({"kpi": ["enps"], "date": ["2026-07"], "value": [29.0]})
        >>> okr.Readings.from_frame(frame, metric="kpi")
        Readings(1 row, 1 metric)

        ```

        Args:
            frame: The data frame, or any object with `__arrow_c_stream__`. It has the columns
                `metric`, `date` and `value`, perhaps `recorded`, `sample` and `note`, and no
                others: a misspelled column must not go unseen.
            metric: The name of the column in this frame.
            date: The name of the column in this frame.
            value: The name of the column in this frame.
            recorded: The name of the column in this frame.
            sample: The name of the column in this frame.
            note: The name of the column in this frame.
            zone: The civil zone in which moments have their day.
            on_bad_rows: What becomes of rows that can't be used.
            missing: What an empty value means.

        Raises:
            ReadingsError: Rows can't be used, or columns are missing, unknown, or there twice.
            TypeError: It is no data frame, or a column holds something else than it should.
        """
        given = (metric, date, value, recorded, sample, note)
        names = {name: field for field, name in zip(FIELDS, given, strict=True)}
        options = _options(on_bad_rows, missing)
        civil = _columns.zone_of(zone)
        if _columns.is_of(frame, "pandas") and hasattr(frame, "columns"):
            found = [names.get(name, str(name)) for name in frame.columns]
            _core.check_columns(found)
            columns = {field: frame.iloc[:, place] for place, field in enumerate(found)}
            return cls.from_columns(**columns, zone=zone, on_bad_rows=on_bad_rows, missing=missing)
        if hasattr(frame, "collect") and not hasattr(frame, "__arrow_c_stream__"):
            frame = frame.collect()
        if _columns.is_of(frame, "polars") and hasattr(frame, "schema"):
            frame = _columns.with_types(frame, names)
            if metric in frame.schema and _columns.is_of_categories(frame[metric]):
                found = [names.get(name, name) for name in frame.columns]
                _core.check_columns(found)
                columns = dict(zip(found, frame.get_columns(), strict=True))
                return cls.from_columns(
                    **columns, zone=zone, on_bad_rows=on_bad_rows, missing=missing
                )
        if not hasattr(frame, "__arrow_c_stream__"):
            message = f"expected a data frame, found a {type(frame).__name__}"
            raise TypeError(message)
        renamed = [(field, name) for name, field in names.items() if name != field]
        stream = frame.__arrow_c_stream__()
        return cls(_core.load_stream(stream, renamed, _columns.offsets(civil), *options))

    @classmethod
    def from_csv(
        cls,
        source: str | PathLike[str] | bytes | IO[Any],
        *,
        on_bad_rows: OnBadRows = "raise",
        missing: MissingValue = "error",
    ) -> Self:
        r"""Make readings of a CSV file, or of CSV text.

        ```pycon
        >>> import okr
        >>> okr.Readings.from_csv("metric,date,value\nenps,2026-07,29\n")
        Readings(1 row, 1 metric)

        ```

        Args:
            source: The path of a file, an open file, or the text itself, which has a line break, or
                is `bytes`. The header names the columns: `metric`, `date` and `value`, and where
                wanted `recorded`, `sample` and `note`, in any order.
            on_bad_rows: What becomes of rows that can't be used.
            missing: What an empty value means.

        Raises:
            OSError: The file can't be read.
            ReadingsError: Rows can't be used, or columns are missing, unknown, or there twice.
        """
        options = _options(on_bad_rows, missing)
        if not isinstance(source, str | bytes | PathLike):
            if not hasattr(source, "read"):
                message = f"expected a CSV file or its path, found {_columns.kind_of(source)}"
                raise TypeError(message)
            content = source.read()
            source = content if isinstance(content, bytes) else content.encode()
        if isinstance(source, str) and "\n" in source:
            source = source.encode()
        if isinstance(source, bytes):
            return cls(_core.load_csv(source, *options))
        return cls(_core.load_csv_file(source, *options))

    @classmethod
    def from_json(
        cls,
        text: str | bytes,
        *,
        on_bad_rows: OnBadRows = "raise",
        missing: MissingValue = "error",
    ) -> Self:
        """Make readings of JSON text: a list of objects.

        Args:
            text: The document, as text or as UTF-8.
            on_bad_rows: What becomes of rows that can't be used.
            missing: What an empty value means.

        Raises:
            ReadingsError: Rows can't be used, or the text is no JSON list.
        """
        text = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        return cls(_core.load_json(text, *_options(on_bad_rows, missing)))

    @property
    def metrics(self) -> list[str]:
        """The names that readings have, each once."""
        return self._handle.metrics()

    @property
    def rejected(self) -> Rejected:
        """The rows that could not be used, where loading went on without them."""
        found = json.loads(self._handle.rejected())
        return Rejected(
            found["rows"], [RejectedRow(**row) for row in found["first"]], found["counts"]
        )

    @property
    def skipped(self) -> int:
        """How many rows were passed over because their value is empty."""
        return self._handle.skipped

    def merge(self, later: ReadingsLike) -> Self:
        """Put other readings on top of these: of two for one metric and date, theirs counts.

        Args:
            later: What came in later.

        Raises:
            ReadingsError: The others can't be used.
        """
        return type(self)(self._handle.merge(Readings.of(later)._handle))

    def with_others(self, others: ReadingsLike) -> Self:
        """Give these readings as they would be if some were otherwise.

        Args:
            others: What is set on top: a row without `recorded` takes the place of all that stands
                for its metric and date; one with `recorded` is a correction like any other.

        Raises:
            ReadingsError: The others can't be used.
        """
        return type(self)(self._handle.with_others(Readings.of(others)._handle))

    def renamed(self, renames: Iterable[Rename]) -> Self:
        """Give these readings, and copies of some under another name.

        Args:
            renames: Names and new names, as `Plan.merge` gives them.
        """
        return type(self)(self._handle.renamed([(rename.from_, rename.to) for rename in renames]))

    def to_dicts(self) -> list[dict[str, Any]]:
        """Give the rows as dictionaries, without what they do not have."""
        rows: list[dict[str, Any]] = json.loads(self._handle.to_json())
        for row in rows:
            for name in ("date", "recorded"):
                if name in row:
                    row[name] = datetime.date.fromisoformat(row[name])
        return rows

    def to_pandas(self) -> pandas.DataFrame:
        """Give the rows as a data frame of pandas: metrics as categories, days as timestamps."""
        import numpy
        import pandas

        names, metrics, dates, values, recorded, samples, notes = self._handle.columns()

        def days(column: bytes) -> Any:
            numbers = numpy.frombuffer(column, "<i4")
            return numbers.astype("datetime64[D]").astype("datetime64[s]")

        columns: dict[str, Any] = {
            "metric": pandas.Categorical.from_codes(numpy.frombuffer(metrics, "<i4"), names),
            "date": days(dates),
            "value": numpy.frombuffer(values, "<f8").copy(),
        }
        if recorded is not None:
            columns["recorded"] = days(recorded)
        if samples is not None:
            columns["sample"] = numpy.frombuffer(samples, "<f8").copy()
        if notes is not None:
            columns["note"] = notes
        return pandas.DataFrame(columns)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Give the rows as an Arrow stream."""
        return self._handle.stream()

    def __len__(self) -> int:
        """How many rows there are, corrections and retractions included."""
        return len(self._handle)

    def __eq__(self, other: object) -> bool:
        """Whether both have the same rows."""
        return self._handle == other._handle if isinstance(other, Readings) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        """How much there is in it."""
        rows, metrics = len(self), len(self.metrics)
        left_out = self.rejected.rows
        parts = [
            f"{rows:,} row{'' if rows == 1 else 's'}",
            f"{metrics:,} metric{'' if metrics == 1 else 's'}",
            *([f"{left_out:,} rejected"] if left_out else []),
        ]
        return f"Readings({', '.join(parts)})"

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        """Keep the rows when it is pickled; what was rejected is not kept."""
        return _kept, self._handle.columns()


def _kept(*columns: Any) -> Readings:
    return Readings(_core.load_kept(*columns))


def _load(
    columns: Mapping[str, Any] | None, zone: datetime.tzinfo | None, options: tuple[bool, bool]
) -> _core.Readings | None:
    """Load columns, unless they have to be looked at row by row."""
    if columns is None:
        return None
    try:
        return _core.load_columns(
            columns["metric"],
            columns["date"],
            columns["value"],
            columns.get("recorded"),
            columns.get("sample"),
            columns.get("note"),
            _columns.offsets(zone),
            *options,
        )
    except UnicodeEncodeError:
        return None


def _options(on_bad_rows: str, missing: str) -> tuple[bool, bool]:
    """Give the options as the core takes them."""
    for name, word, known in (
        ("on_bad_rows", on_bad_rows, ("raise", "skip")),
        ("missing", missing, ("error", "skip")),
    ):
        if word not in known:
            message = f"{name} is {' or '.join(map(repr, known))}, not {word!r}"
            raise ValueError(message)
    return on_bad_rows == "skip", missing == "skip"


def _lists(columns: Mapping[str, Any]) -> dict[str, list[Any]]:
    return {name: it for name, it in columns.items() if isinstance(it, list)}


ReadingsLike: TypeAlias = Readings | Iterable[Row] | str | PathLike[str] | Any
"""Readings, or what they can be made from: rows, a data frame, or the path of a CSV file."""

for _class in (Readings, Rejected, RejectedRow):
    _class.__module__ = "okr"
