"""Scans of readings that come in batches, each with all readings of its series."""

from __future__ import annotations

import datetime
from collections.abc import Generator, Iterable, Iterator, Mapping
from typing import Any, final

from okr import _columns, _core, _request
from okr._columns import Zone
from okr._document import Date
from okr._errors import OkrError, ReadingsError
from okr._plan import Plan
from okr._readings import (
    Duplicates,
    MissingValue,
    OnBadRows,
    Readings,
    Rejected,
    load_columns,
    load_options,
)
from okr._request import PolicyLike, ScopeLike
from okr._rows import ScanRow
from okr._table import Table
from okr._tracker import Tracker

MOST_PROBLEMS = 1000
"""Problems of rows that are kept in full, so that memory stays bounded."""


def scan_batches(
    plan: Tracker | Plan | Mapping[str, Any],
    batches: Iterable[Any],
    *,
    as_of: Date,
    kpi: str | None = None,
    team: str | None = None,
    metric: str | None = None,
    date: str = "date",
    value: str = "value",
    recorded: str | None = None,
    sample: str | None = None,
    policy: PolicyLike | None = None,
    scope: ScopeLike | None = None,
    zone: Zone | None = None,
    on_bad_rows: OnBadRows = "raise",
    missing: MissingValue = "error",
    duplicates: Duplicates = "error",
    recorded_on: datetime.date | str | None = None,
    fiscal_year_start: int | None = None,
) -> ScanBatches:
    """Compute the triggers of KPIs whose readings do not fit in memory, batch by batch.

    Returns an iterator of tables: one for each batch, and a last one for the KPIs and listed teams
    that no batch had readings of. Together they have the rows that `Tracker.scan` returns for all
    readings at once, however they are cut into batches. A batch is read when its table is asked
    for, and not kept.

    A batch must hold all readings of its series, such as by a split of the data by team. A series
    that comes again in a later batch is an error. To notice it, 10 to 20 bytes of memory are kept
    for each series.

    ```pycon
    >>> import okr, pandas
    >>> plan = okr.Plan(
    ...     kpis=[
    ...         okr.Kpi(
    ...             id="sales",
    ...             name="Sales",
    ...             better="higher",
    ...             cadence="monthly",
    ...             teams="any",
    ...             healthy=okr.Range(min=100),
    ...         )
    ...     ]
    ... )
    >>> days = ["2026-06-30", "2026-07-31"]
    >>> batches = (
    ...     pandas.DataFrame({"kpi": "sales", "store": store, "date": days, "value": [90.0, 80.0]})
    ...     for store in ("north", "south")
    ... )
    >>> for table in okr.scan_batches(plan, batches, as_of="2026-07-31", team="store"):
    ...     print([(row["team"], row["rule"], row["state"]) for row in table][:1])
    [('north', 'out_of_range', 'firing')]
    [('south', 'out_of_range', 'firing')]
    []

    ```

    Args:
        plan: The plan, or a tracker.
        batches: Tables of readings: PyArrow record batches or tables, pandas or polars data frames,
            or other objects with `__arrow_c_stream__` or `__arrow_c_array__`. A
            `pyarrow.RecordBatchReader` and `pyarrow.dataset.Dataset.to_batches()` also work.
        as_of: Day to evaluate, as of its end.
        kpi: Name of the column with ids of KPIs or inputs, `kpi` by default.
        team: Name of the column with teams, if there is one. It is empty for KPIs without teams.
        metric: Name of a column with metrics as readings name them (`kpi`, or `kpi@team`), instead
            of `kpi` and `team`.
        date: Name of the column with dates.
        value: Name of the column with values.
        recorded: Name of the column with days on which values became known, if there is one.
        sample: Name of the column with sample sizes, if there is one.
        policy: Thresholds and rules that override those of the plan.
        scope: Which KPIs and teams to list.
        zone: Time zone in which timestamps with a zone are converted to days.
        on_bad_rows: How to handle invalid rows: `raise`, or `skip` and list them in
            `ScanBatches.rejected`.
        missing: How to handle rows without a value: `error` or `skip`.
        duplicates: What rows with the same metric, date and `recorded` mean: `error`, `last`,
            `sum`, `mean`, `min` or `max`.
        recorded_on: Day on which rows became known that do not say so.
        fiscal_year_start: Month in which the fiscal year starts, so that dates can be fiscal
            periods.

    Raises:
        PlanError: If the plan cannot be evaluated.
        EvaluationError: If the day, policy or scope are invalid, or a KPI in scope has a formula
            and no teams: it is made of the readings of all teams, which no batch need hold.
        TypeError: If `batches` is a single table, or a batch is not a table. The latter is, like
            all that is wrong with a batch, raised when the batch is read.
        ReadingsError: If rows are invalid, a batch has a series that an earlier one had, or an
            input of a formula comes without a team.
    """
    if metric is not None and (kpi is not None or team is not None):
        message = "`metric` names KPI and team at once: pass either `metric`, or `kpi` and `team`"
        raise ValueError(message)
    if _columns.is_frame(batches) and not hasattr(batches, "__next__"):
        found = _columns.kind_of(batches)
        message = f"`batches` must be an iterable of tables, found {found}; pass [table] for one"
        raise TypeError(message)
    tracker = plan if isinstance(plan, Tracker) else Tracker(plan)
    names = {
        "metric": metric or kpi or "kpi",
        "team": team,
        "date": date,
        "value": value,
        "recorded": recorded,
        "sample": sample,
    }
    options = load_options(on_bad_rows, missing, duplicates, recorded_on, fiscal_year_start)
    request = _request.text(as_of, None, policy, scope)
    reader = Reader(names, metric is None, _columns.zone_of(zone), options)
    return ScanBatches(_core.BatchScan(tracker._handle, request), iter(batches), reader)


@final
class ScanBatches(Iterator[Table[ScanRow]]):
    """The tables of `scan_batches`, one after the other."""

    __slots__ = ("_handle", "_rejected", "_tables")

    _handle: _core.BatchScan
    _tables: Generator[Table[ScanRow], None, None]
    _rejected: dict[int, Rejected]

    def __init__(self, core: _core.BatchScan, batches: Iterator[Any], reader: Reader) -> None:
        """Wrap a scan of the core. Use `scan_batches` instead."""
        self._handle = core
        self._rejected = {}
        self._tables = _tables(core, batches, reader, self._rejected)

    @property
    def rejected(self) -> dict[int, Rejected]:
        """Invalid rows so far, by the number of their batch, from 0.

        Of at most 1,000 rows the problems are kept in full; of others they are counted by code.
        """
        return dict(self._rejected)

    @property
    def unread(self) -> int:
        """Number of readings so far that no KPI in scope reads.

        Among them are those with a misspelled name, those of key results, and those of a KPI with
        teams that name no team.
        """
        return self._handle.unread

    def __next__(self) -> Table[ScanRow]:
        """Read the next batch, and return its table."""
        return next(self._tables)


def _tables(
    core: _core.BatchScan,
    batches: Iterator[Any],
    reader: Reader,
    rejected: dict[int, Rejected],
) -> Generator[Table[ScanRow], None, None]:
    kept = number = 0
    for batch in batches:  # not by `enumerate`, which keeps a batch while the next one is read
        try:
            readings = reader.read(batch)
            bad = readings.rejected
            table = core.scan(readings._handle)
        except OkrError as error:
            raise type(error)(f"batch {number}: {error}", error.errors) from None
        except (TypeError, ValueError) as error:
            kind = TypeError if isinstance(error, TypeError) else ValueError
            raise kind(f"batch {number}: {error}") from error
        if bad:
            first = bad.first[: MOST_PROBLEMS - kept]
            kept += len(first)
            rejected[number] = Rejected(bad.rows, first, bad.counts)
        number += 1  # noqa: SIM113 - see above
        # Neither a batch nor its readings are kept while the caller works on the table.
        del batch, readings
        yield Table(table, ScanRow)
    yield Table(core.rest(), ScanRow)


class Reader:
    """What the columns of a batch are named, and how its rows are read."""

    def __init__(
        self,
        names: Mapping[str, str | None],
        by_team: bool,
        zone: datetime.tzinfo | None,
        options: Any,
    ) -> None:
        self.names = {field: name for field, name in names.items() if name is not None}
        self._unnamed = [
            field
            for field, name in names.items()
            if name is None and (field != "team" or by_team) and field not in names.values()
        ]
        self._by_team = by_team
        self._zone = zone
        self._options = options

    def read(self, batch: Any) -> Readings:
        """Return the readings of a batch."""
        found = _table_columns(batch, self.names)
        self.check([name for name, _ in found])
        columns = dict(found)
        named = {
            field: _columns.column(field, columns[name], self._zone)
            for field, name in self.names.items()
        }
        core = load_columns(named, self._zone, self._options)
        if core is None:
            message = (
                "columns must have texts, numbers and dates of one type each, found Python objects "
                "of several types, or text that is not valid Unicode"
            )
            raise TypeError(message)
        return Readings(core)

    def check(self, found: list[str]) -> None:
        """Refuse a batch whose columns can be meant in another way than they are named."""
        listed = ", ".join(f"`{name}`" for name in found) or "none"
        for field, name in self.names.items():
            count = found.count(name)
            if count != 1:
                option = "kpi" if field == "metric" and self._by_team else field
                message = f"`{option}`: there must be one column `{name}`, found {listed}"
                raise ReadingsError(message)
        for field in self._unnamed:
            if field in found:
                message = (
                    f"there is a column `{field}`, which is not used: pass {field}={field!r}, or "
                    "leave it out of the batches"
                )
                raise ReadingsError(message)


def _table_columns(batch: Any, names: Mapping[str, str]) -> list[tuple[str, Any]]:
    """Return the columns of a table with their names."""
    if _columns.is_of(batch, "pandas") and hasattr(batch, "columns"):
        return [(str(name), batch.iloc[:, place]) for place, name in enumerate(batch.columns)]
    if hasattr(batch, "collect") and not hasattr(batch, "__arrow_c_stream__"):
        batch = batch.collect()
    if _columns.is_of(batch, "polars") and hasattr(batch, "get_columns"):
        batch = _columns.with_types(batch, {name: field for field, name in names.items()})
        return list(zip(batch.columns, batch.get_columns(), strict=True))
    if hasattr(batch, "__arrow_c_stream__"):
        return _core.split_table(batch.__arrow_c_stream__())
    if hasattr(batch, "__arrow_c_array__"):
        return _core.split_table(batch.__arrow_c_array__())
    message = f"a batch must be a table, found {_columns.kind_of(batch)}"
    raise TypeError(message)


ScanBatches.__module__ = "okr"
scan_batches.__module__ = "okr"
