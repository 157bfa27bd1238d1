"""Readings: measured values of key results and KPIs."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal, Self, TypeAlias, cast, final, get_args

from okr import _columns, _core, _json
from okr._columns import FIELDS, Column, Zone
from okr._documents import (
    ColumnSeparator,
    DateOrder,
    DecimalSeparator,
    PercentScale,
    ReadingField,
    Rename,
    TextEncoding,
)
from okr._errors import ReadingsError
from okr._frames import Frame
from okr._sheet import SheetLike, parts

if TYPE_CHECKING:
    import pandas

Duplicates: TypeAlias = Literal["error", "last", "sum", "mean", "min", "max"]
"""What several rows with the same metric, date and `recorded` mean.

`error`: They contradict each other: each of them is invalid.

`last`: The last of them counts.

`sum`, `mean`, `min`, `max`: Rows are events or parts. All rows of a metric and date that are known
on a day combine, whenever they became known. A mean is weighted by `sample`. Nothing is retracted:
a reversal is an event of its own.
"""

OnBadRows: TypeAlias = Literal["raise", "skip"]
"""How to handle invalid rows.

`raise`: Raise a `ReadingsError` that lists the problems.

`skip`: Load the other rows, and list the problems in `Readings.rejected`.
"""

MissingValue: TypeAlias = Literal["error", "skip"]
"""How to handle rows without a value, unless `recorded` makes them retractions.

`error`: The row is invalid.

`skip`: Skip the row.
"""

Row: TypeAlias = Mapping[str, Any] | Sequence[Any]
"""A reading: a dictionary, or a tuple `(metric, date, value[, recorded, sample, note])`."""


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A problem with a row.

    Attributes:
        row: Index of the row, from 0, without counting a header or blank lines.
        column: Name of the column at fault; empty for the row as a whole.
        code: Stable identifier of the kind of problem.
        data: The values that explain it, by name.
        message: What is wrong, in English.
    """

    row: int
    column: str
    code: str
    data: dict[str, Any]
    message: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """Invalid rows that were skipped. Its length is the number of these rows.

    Attributes:
        rows: Number of invalid rows.
        first: The first 100 problems.
        counts: Number of problems, by code.
    """

    rows: int
    first: list[RejectedRow]
    counts: dict[str, int]

    def __len__(self) -> int:
        """Return `len(self)`: the number of invalid rows."""
        return self.rows


@final
class Readings(Frame):
    """An immutable table of readings.

    Each reading has a metric, a date and a value, and optionally a day on which it was recorded, a
    sample size and a note. The table is stored by column and can have a hundred million rows.

    ```pycon
    >>> import okr
    >>> okr.Readings.from_rows([("enps", "2026-06", 31), ("enps", "2026-07", 29)])
    Readings(2 rows, 1 metric)

    ```
    """

    __slots__ = ("_handle",)

    _handle: _core.Readings

    def __init__(self, core: _core.Readings) -> None:
        """Wrap a table of the core. Use `from_rows` or another constructor instead."""
        if not isinstance(core, _core.Readings):
            message = "create readings with `Readings.of`, `from_rows`, `from_frame` or `from_csv`"
            raise TypeError(message)
        self._handle = core

    @classmethod
    def of(cls, data: ReadingsLike) -> Self:
        """Create readings from any supported form of data.

        Args:
            data: `Readings` (returned unchanged), a data frame, rows, CSV text, an open CSV file,
                or its path as a `pathlib.Path`. Text is never taken for a path: it may come from
                someone who must not choose which file is read.

        Raises:
            ReadingsError: If rows are invalid; lists the first 100 problems.
            TypeError: If the data has none of these forms.
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
        duplicates: Duplicates = "error",
        recorded_on: datetime.date | str | None = None,
        fiscal_year_start: int | None = None,
    ) -> Self:
        """Create readings from rows.

        ```pycon
        >>> import okr
        >>> rows = [{"metric": "enps", "date": "2026-07", "value": 29, "sample": 120}]
        >>> okr.Readings.from_rows(rows).to_dicts()[0]["date"]
        datetime.date(2026, 7, 31)

        ```

        Args:
            rows: Dictionaries, or tuples `(metric, date, value[, recorded, sample, note])`. A date
                can also be a period such as `2026-07`, `2026-Q3` or `2026-W33`, which stands for
                its last day.
            zone: Time zone in which timestamps with a zone are converted to days.
            on_bad_rows: How to handle invalid rows: `raise` or `skip`.
            missing: How to handle rows without a value: `error` or `skip`.
            duplicates: What rows with the same metric, date and `recorded` mean: `error`, `last`,
                `sum`, `mean`, `min` or `max`.
            recorded_on: Day on which rows became known that do not say so, such as the day of an
                export. Such a row counts from that day on, or from its date on if that is later.
            fiscal_year_start: Month in which the fiscal year starts, so that dates can be fiscal
                periods: `FY2027-Q1` or `FY2027`.

        Raises:
            ReadingsError: If rows are invalid; lists the first 100 problems.
            TypeError: If `rows` is not an iterable of rows.
        """
        if isinstance(rows, str | bytes | Mapping) or not isinstance(rows, Iterable):
            hint = "; pass columns to from_columns(**columns)" if isinstance(rows, Mapping) else ""
            message = f"`rows` must be dictionaries or tuples, found {_columns.kind_of(rows)}{hint}"
            raise TypeError(message)
        civil = _columns.zone_of(zone)
        options = load_options(on_bad_rows, missing, duplicates, recorded_on, fiscal_year_start)
        rows = list(rows)
        core = load_columns(_columns.turned(rows), civil, options)
        if core is None:
            text = _json.text([_columns.row(row, civil) for row in rows])
            core = _core.load_json(text, options)
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
        duplicates: Duplicates = "error",
        recorded_on: datetime.date | str | None = None,
        fiscal_year_start: int | None = None,
    ) -> Self:
        """Create readings from columns: lists, arrays or series.

        ```pycon
        >>> import okr
        >>> okr.Readings.from_columns(metric="enps", date=["2026-06", "2026-07"], value=[31, 29])
        Readings(2 rows, 1 metric)

        ```

        Args:
            metric: Ids of key results or KPIs; for a KPI with teams, `kpi@team`. A single text
                applies to all rows.
            date: Days that the values are about, or periods, which stand for their last day.
            value: Values; `None` or NaN for none.
            recorded: Days on which the values became known; `None` for the date itself.
            sample: Number of answers, people or cases behind a value; `None` if unknown.
            note: Comments.
            zone: Time zone in which timestamps with a zone are converted to days.
            on_bad_rows: How to handle invalid rows: `raise` or `skip`.
            missing: How to handle rows without a value: `error` or `skip`.
            duplicates: What rows with the same metric, date and `recorded` mean: `error`, `last`,
                `sum`, `mean`, `min` or `max`.
            recorded_on: Day on which rows became known that do not say so, such as the day of an
                export. Such a row counts from that day on, or from its date on if that is later.
            fiscal_year_start: Month in which the fiscal year starts, so that dates can be fiscal
                periods: `FY2027-Q1` or `FY2027`.

        Raises:
            ReadingsError: If rows are invalid, or columns differ in length.
            TypeError: If a column is not a column, or has values of a wrong type.
        """
        given = (metric, date, value, recorded, sample, note)
        named = {name: it for name, it in zip(FIELDS, given, strict=True) if it is not None}
        civil = _columns.zone_of(zone)
        columns = {name: _columns.column(name, it, civil) for name, it in named.items()}
        options = load_options(on_bad_rows, missing, duplicates, recorded_on, fiscal_year_start)
        core = load_columns(columns, civil, options)
        if core is None:
            rows = _columns.rows({**named, **_lists(columns)})
            text = _json.text([_columns.row(row, civil) for row in rows])
            core = _core.load_json(text, options)
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
        duplicates: Duplicates = "error",
        recorded_on: datetime.date | str | None = None,
        fiscal_year_start: int | None = None,
    ) -> Self:
        """Create readings from a pandas or polars data frame, or any other Arrow table.

        Rows are not converted to Python objects, and columns are copied only if their layout
        requires it.

        ```pycon
        >>> import okr, pandas
        >>> frame = pandas.DataFrame({"kpi": ["enps"], "date": ["2026-07"], "value": [29.0]})
        >>> okr.Readings.from_frame(frame, metric="kpi")
        Readings(1 row, 1 metric)

        ```

        Args:
            frame: The data frame, or any object with `__arrow_c_stream__`. It must have the columns
                `metric`, `date` and `value`, can have `recorded`, `sample` and `note`, and must not
                have others, so that a misspelled column is noticed.
            metric: Name of the column with metrics.
            date: Name of the column with dates.
            value: Name of the column with values.
            recorded: Name of the column with days on which values became known.
            sample: Name of the column with sample sizes.
            note: Name of the column with comments.
            zone: Time zone in which timestamps with a zone are converted to days.
            on_bad_rows: How to handle invalid rows: `raise` or `skip`.
            missing: How to handle rows without a value: `error` or `skip`.
            duplicates: What rows with the same metric, date and `recorded` mean: `error`, `last`,
                `sum`, `mean`, `min` or `max`.
            recorded_on: Day on which rows became known that do not say so, such as the day of an
                export. Such a row counts from that day on, or from its date on if that is later.
            fiscal_year_start: Month in which the fiscal year starts, so that dates can be fiscal
                periods: `FY2027-Q1` or `FY2027`.

        Raises:
            ReadingsError: If rows are invalid, or columns are missing, unknown or duplicated.
            TypeError: If it is not a data frame, or a column has values of a wrong type.
        """
        given = (metric, date, value, recorded, sample, note)
        names = {name: field for field, name in zip(FIELDS, given, strict=True)}
        given_options: dict[str, Any] = {
            "zone": zone,
            "on_bad_rows": on_bad_rows,
            "missing": missing,
            "duplicates": duplicates,
            "recorded_on": recorded_on,
            "fiscal_year_start": fiscal_year_start,
        }
        options = load_options(on_bad_rows, missing, duplicates, recorded_on, fiscal_year_start)
        civil = _columns.zone_of(zone)
        if _columns.is_of(frame, "pandas") and hasattr(frame, "columns"):
            found = [names.get(name, str(name)) for name in frame.columns]
            _core.check_columns(found)
            columns = {field: frame.iloc[:, place] for place, field in enumerate(found)}
            return cls.from_columns(**columns, **given_options)
        if hasattr(frame, "collect") and not hasattr(frame, "__arrow_c_stream__"):
            frame = frame.collect()
        if _columns.is_of(frame, "polars") and hasattr(frame, "schema"):
            frame = _columns.with_types(frame, names)
            if metric in frame.schema and _columns.is_of_categories(frame[metric]):
                found = [names.get(name, name) for name in frame.columns]
                _core.check_columns(found)
                columns = dict(zip(found, frame.get_columns(), strict=True))
                return cls.from_columns(**columns, **given_options)
        if not hasattr(frame, "__arrow_c_stream__"):
            message = f"`frame` must be a data frame, found {_columns.kind_of(frame)}"
            raise TypeError(message)
        renamed = [(field, name) for name, field in names.items() if name != field]
        stream = frame.__arrow_c_stream__()
        return cls(_core.load_stream(stream, renamed, _columns.offsets(civil), options))

    @classmethod
    def from_csv(
        cls,
        source: str | PathLike[str] | bytes | IO[Any],
        *,
        sep: ColumnSeparator | None = None,
        decimal: DecimalSeparator | None = None,
        dates: DateOrder | None = None,
        columns: Mapping[str, ReadingField | None] | None = None,
        encoding: TextEncoding | None = None,
        on_bad_rows: OnBadRows = "raise",
        missing: MissingValue = "error",
        duplicates: Duplicates = "error",
        recorded_on: datetime.date | str | None = None,
        fiscal_year_start: int | None = None,
    ) -> Self:
        r"""Create readings from a CSV file or CSV text.

        Without `sep`, `decimal`, `dates`, `columns` and `encoding` the file is what programs write:
        UTF-8, commas, decimal points, ISO dates, and can be of any size. With one of them it is
        read as people write it: `12,5 %`, `31.12.2026`, `Q3 2026`.

        ```pycon
        >>> import okr
        >>> okr.Readings.from_csv("metric,date,value\nenps,2026-07,29\n")
        Readings(1 row, 1 metric)
        >>> text = "Kennzahl;Stichtag;Wert\nenps;31.07.2026;29,5\n"
        >>> columns = {"Kennzahl": "metric", "Stichtag": "date", "Wert": "value"}
        >>> okr.Readings.from_csv(text, columns=columns).to_dicts()[0]["value"]
        29.5

        ```

        Args:
            source: A `pathlib.Path`, an open file, or the content itself: `bytes`, or text with a
                line break. The header names the columns `metric`, `date` and `value`, and
                optionally `recorded`, `sample` and `note`, in any order.
            sep: What separates the columns, if they do not show it.
            decimal: Decimal separator, if the numbers do not show it.
            dates: Order of day, month and year, if the dates do not show it.
            columns: What columns mean, by their names or letters: `metric`, `date`, `value`,
                `recorded`, `sample`, `note`, `team`; `None` for a column that is not used.
            encoding: Encoding of the text, if it is neither UTF-8 nor Windows-1252.
            on_bad_rows: How to handle invalid rows: `raise` or `skip`.
            missing: How to handle rows without a value: `error` or `skip`.
            duplicates: What rows with the same metric, date and `recorded` mean: `error`, `last`,
                `sum`, `mean`, `min` or `max`.
            recorded_on: Day on which rows became known that do not say so, such as the day of an
                export. Such a row counts from that day on, or from its date on if that is later.
            fiscal_year_start: Month in which the fiscal year starts, so that dates can be fiscal
                periods: `FY2027-Q1` or `FY2027`.

        Raises:
            OSError: If the file cannot be read.
            ReadingsError: If rows are invalid, or columns are missing, unknown or duplicated.
            SheetError: If the text can be read in several ways: it says which option decides it.
        """
        options = load_options(on_bad_rows, missing, duplicates, recorded_on, fiscal_year_start)
        given = {"separator": sep, "decimal": decimal, "dates": dates}
        written = {**given, "columns": columns, "encoding": encoding}
        if isinstance(source, str) and "\n" not in source:
            message = (
                "CSV text must have a line break, found none; for a file use `Readings.from_file`, "
                "or pass a `pathlib.Path`"
            )
            raise TypeError(message)
        if any(option is not None for option in written.values()):
            return cls._from_sheet(source, written, fiscal_year_start, options)
        if not isinstance(source, str | bytes | PathLike):
            if not hasattr(source, "read"):
                message = (
                    f"`source` must be a CSV file or its path, found {_columns.kind_of(source)}"
                )
                raise TypeError(message)
            content = source.read()
            source = content if isinstance(content, bytes) else content.encode()
        if isinstance(source, str):
            source = source.encode("utf-8", "surrogatepass")
        if isinstance(source, bytes):
            return cls(_core.load_csv(source, options))
        return cls(_core.load_csv_file(source, options))

    @classmethod
    def from_file(cls, path: str | PathLike[str], **options: Any) -> Self:
        """Create readings from a CSV file.

        Args:
            path: The path of the file.
            **options: Those of `from_csv`.

        Raises:
            OSError: If the file cannot be read.
            ReadingsError: If rows are invalid, or columns are missing, unknown or duplicated.
            SheetError: If the text can be read in several ways: it says which option decides it.
        """
        return cls.from_csv(Path(path), **options)

    @classmethod
    def from_wide(
        cls,
        source: SheetLike,
        *,
        metric: str | None = None,
        columns: Mapping[str, ReadingField | None] | None = None,
        decimal: DecimalSeparator | None = None,
        dates: DateOrder | None = None,
        percent: PercentScale | None = None,
        year: int | None = None,
        sheet: str | None = None,
        on_bad_rows: OnBadRows = "raise",
        missing: MissingValue = "error",
        duplicates: Duplicates = "error",
        recorded_on: datetime.date | str | None = None,
        fiscal_year_start: int | None = None,
    ) -> Self:
        r"""Create readings from a wide table: a column per period, or a row per period.

        Metrics are named as they are written. For KPIs with names, units and targets, use
        `import_kpis`.

        ```pycon
        >>> import okr, pandas
        >>> frame = pandas.DataFrame({"kpi": ["enps"], "Jul 2026": [31.0], "Aug 2026": [28.0]})
        >>> [str(row["date"]) for row in okr.Readings.from_wide(frame).to_dicts()]
        ['2026-07-31', '2026-08-31']

        ```

        Args:
            source: A data frame, a file (`.csv`, `.xlsx`) or its path, its content, or rows.
            metric: Name of the column with the metrics, if its name does not say it.
            columns: What columns mean, by their names or letters; `None` for a column that is not
                used, such as one of totals.
            decimal: Decimal separator, if the numbers do not show it.
            dates: Order of day, month and year, if the dates do not show it.
            percent: What plain numbers between 0 and 1 beside a percent sign are.
            year: Year of periods that are written without one.
            sheet: Name of the sheet, of a workbook with several.
            on_bad_rows: How to handle cells that are no numbers, and columns that are no periods:
                `raise` or `skip`.
            missing: How to handle rows without a value: `error` or `skip`. An empty cell between
                others is no row.
            duplicates: What several values of a metric and date mean: `error`, `last`, `sum`,
                `mean`, `min` or `max`.
            recorded_on: Day on which the values became known, such as the day of an export.
            fiscal_year_start: Month in which the fiscal year starts, for periods such as `Q3 FY26`.

        Raises:
            OSError: If the file cannot be read.
            ReadingsError: If cells or columns are invalid; lists the first 100 problems.
            SheetError: If the table can be read in several ways: it says which option decides it.
        """
        options = load_options(on_bad_rows, missing, duplicates, recorded_on, fiscal_year_start)
        named = {} if metric is None else {metric: "metric"}
        written = {
            "columns": {**named, **columns} if columns else named or None,
            "decimal": decimal,
            "dates": dates,
            "percent": percent,
            "year": year,
            "sheet": sheet,
        }
        return cls._from_sheet(source, written, fiscal_year_start, options)

    @classmethod
    def _from_sheet(
        cls,
        source: SheetLike,
        written: Mapping[str, Any],
        fiscal_year_start: int | None,
        options: _Options,
    ) -> Self:
        sheets, _ = parts(source)
        given = {**written, "fiscal_year_start": fiscal_year_start}
        text = _json.text({name: it for name, it in given.items() if it is not None})
        return cls(_core.load_sheet(sheets, text, options))

    @classmethod
    def from_json(
        cls,
        text: str | bytes,
        *,
        on_bad_rows: OnBadRows = "raise",
        missing: MissingValue = "error",
        duplicates: Duplicates = "error",
        recorded_on: datetime.date | str | None = None,
        fiscal_year_start: int | None = None,
    ) -> Self:
        """Create readings from JSON text: a list of objects.

        Args:
            text: The list, as `str` or as UTF-8 encoded `bytes`.
            on_bad_rows: How to handle invalid rows: `raise` or `skip`.
            missing: How to handle rows without a value: `error` or `skip`.
            duplicates: What rows with the same metric, date and `recorded` mean: `error`, `last`,
                `sum`, `mean`, `min` or `max`.
            recorded_on: Day on which rows became known that do not say so, such as the day of an
                export. Such a row counts from that day on, or from its date on if that is later.
            fiscal_year_start: Month in which the fiscal year starts, so that dates can be fiscal
                periods: `FY2027-Q1` or `FY2027`.

        Raises:
            ReadingsError: If rows are invalid, or the text is not a JSON list.
        """
        text = _json.decoded(text, ReadingsError)
        options = load_options(on_bad_rows, missing, duplicates, recorded_on, fiscal_year_start)
        return cls(_core.load_json(text, options))

    @property
    def metrics(self) -> list[str]:
        """Names of the metrics that have readings."""
        return self._handle.metrics()

    @property
    def rejected(self) -> Rejected:
        """Invalid rows that were skipped with `on_bad_rows="skip"`."""
        found = json.loads(self._handle.rejected())
        return Rejected(
            found["rows"], [RejectedRow(**row) for row in found["first"]], found["counts"]
        )

    @property
    def skipped(self) -> int:
        """Number of rows without a value that were skipped with `missing="skip"`."""
        return self._handle.skipped

    def append(self, later: ReadingsLike) -> Self:
        """Return these readings with later ones behind them.

        The cost follows the new readings and the metrics that they belong to; all others are
        shared with these readings, which stay as they are.

        Args:
            later: Each is a correction of what stands for its metric and date, or an event beside
                it if the metric was loaded as events.

        Raises:
            ReadingsError: If the other readings are invalid, or a metric was loaded with different
                `duplicates`.
        """
        return type(self)(self._handle.append(Readings.of(later)._handle))

    def to_bytes(self) -> bytes:
        """Return the readings as bytes, for a file or a cache; `from_bytes` restores them."""
        return self._handle.to_bytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Restore readings from the bytes that `to_bytes` returned.

        Args:
            data: The bytes. They are checked, whatever they hold.

        Raises:
            ReadingsError: If they are not readings, damaged, or of a later version.
        """
        return cls(_core.load_bytes(data))

    def merge(self, later: ReadingsLike) -> Self:
        """Return these readings followed by later ones.

        If both have a reading for the same metric and date, the later one counts; events combine.

        Args:
            later: Readings that arrived later.

        Raises:
            ReadingsError: If the other readings are invalid, or a metric was loaded with different
                `duplicates`.
        """
        return type(self)(self._handle.merge(Readings.of(later)._handle))

    def with_others(self, others: ReadingsLike) -> Self:
        """Return these readings with some replaced, such as for a what-if analysis.

        Args:
            others: Readings to set. One without `recorded` replaces all readings with the same
                metric and date. One with `recorded` is a correction or, without a value, a
                retraction, or an event that adds up if the metric was loaded as events.

        Raises:
            ReadingsError: If the other readings are invalid, or a metric was loaded with different
                `duplicates`.
        """
        return type(self)(self._handle.with_others(Readings.of(others)._handle))

    def renamed(self, renames: Iterable[Rename]) -> Self:
        """Return these readings with other names for some metrics.

        A rename without `kind`, such as in the result of `Plan.merge`, copies the readings. One
        with `kind` follows `Plan.rename` and moves them: those of a metric with all its series, or
        those of all series of a team.

        Args:
            renames: Names and new names.

        Raises:
            ReadingsError: If a new name has readings that were loaded with different `duplicates`.
        """
        return type(self)(self._handle.renamed(_json.text([*renames])))

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries, without missing fields."""
        rows: list[dict[str, Any]] = json.loads(self._handle.to_json())
        for row in rows:
            for name in ("date", "recorded"):
                if name in row:
                    row[name] = datetime.date.fromisoformat(row[name])
        return rows

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows as a pandas data frame, with categorical metrics and timestamps."""
        import numpy
        import pandas

        names, metrics, dates, values, recorded, samples, notes, _ = self._handle.columns()

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
        """Return the rows as an Arrow stream (Arrow PyCapsule interface)."""
        return self._handle.stream()

    def __len__(self) -> int:
        """Return `len(self)`: the number of rows, including corrections and retractions."""
        return len(self._handle)

    def __eq__(self, other: object) -> bool:
        """Return `self == other`: whether both have the same rows."""
        return self._handle == other._handle if isinstance(other, Readings) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        """Return `repr(self)`: the number of rows and metrics."""
        rows, metrics = len(self), len(self.metrics)
        left_out = self.rejected.rows
        parts = [
            f"{rows:,} row{'' if rows == 1 else 's'}",
            f"{metrics:,} metric{'' if metrics == 1 else 's'}",
            *([f"{left_out:,} rejected"] if left_out else []),
        ]
        return f"Readings({', '.join(parts)})"

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        """Support `pickle`; `rejected` and `skipped` are not kept."""
        return Readings.from_bytes, (self.to_bytes(),)


def load_columns(
    columns: Mapping[str, Any] | None, zone: datetime.tzinfo | None, options: _Options
) -> _core.Readings | None:
    """Load columns; return none if they must be loaded row by row."""
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
            options,
            columns.get("team"),
        )
    except UnicodeEncodeError:
        return None


_Options: TypeAlias = tuple[bool, bool, str, str | None, int | None]


def load_options(
    on_bad_rows: str,
    missing: str,
    duplicates: str,
    recorded_on: datetime.date | str | None,
    fiscal_year_start: int | None,
) -> _Options:
    """Return the options in the form that the core accepts."""
    for name, word, known in (
        ("on_bad_rows", on_bad_rows, ("raise", "skip")),
        ("missing", missing, ("error", "skip")),
        ("duplicates", duplicates, get_args(Duplicates)),
    ):
        if word not in known:
            words = ", ".join(map(repr, known[:-1]))
            message = f"`{name}` must be {words} or {known[-1]!r}, found {word!r}"
            raise ValueError(message)
    day: Any = recorded_on
    if isinstance(day, datetime.datetime) or not isinstance(day, datetime.date | str | None):
        message = f"`recorded_on` must be a date, found {_columns.kind_of(day)}"
        raise TypeError(message)
    month: Any = fiscal_year_start
    if month is not None and (type(month) is not int or not 1 <= month <= 12):  # noqa: PLR2004
        message = f"`fiscal_year_start` must be a month, 1 to 12, found {month!r}"
        raise ValueError(message)
    text = day.isoformat() if isinstance(day, datetime.date) else day
    return on_bad_rows == "skip", missing == "skip", duplicates, text, month


def _lists(columns: Mapping[str, Any]) -> dict[str, list[Any]]:
    return {name: it for name, it in columns.items() if isinstance(it, list)}


ReadingsLike: TypeAlias = Readings | Iterable[Row] | str | PathLike[str] | Any
"""Readings, or what `Readings.of` accepts: rows, a data frame, CSV text, a CSV file or a path."""

for _class in (Readings, Rejected, RejectedRow):
    _class.__module__ = "okr"
