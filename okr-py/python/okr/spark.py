"""Scans of readings in Spark: `pip install 'okr-py[spark]'`."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from okr import _columns, _core, _json, _request
from okr._batches import Reader
from okr._columns import Zone
from okr._document import Date
from okr._errors import EvaluationError, OkrError
from okr._plan import Plan
from okr._readings import Duplicates, MissingValue, load_options
from okr._request import PolicyLike, ScopeLike
from okr._rows import ScanRow
from okr._table import Table
from okr._tracker import Tracker

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

__all__ = ["scan"]


def scan(
    plan: Tracker | Plan | Mapping[str, Any],
    df: DataFrame,
    *,
    as_of: Date,
    kpi: str = "kpi",
    team: str | None = None,
    date: str = "date",
    value: str = "value",
    recorded: str | None = None,
    sample: str | None = None,
    policy: PolicyLike | None = None,
    scope: ScopeLike | None = None,
    zone: Zone | None = None,
    missing: MissingValue = "error",
    duplicates: Duplicates = "error",
    recorded_on: datetime.date | str | None = None,
    fiscal_year_start: int | None = None,
) -> DataFrame:
    """Compute the triggers of the KPIs of a Spark data frame of readings, lazily.

    The result has the rows of `Tracker.scan` for all readings, in any order. The readings are
    partitioned by team, and each partition is scanned in memory: the number of shuffle partitions
    decides how large they are.

    Args:
        plan: The plan, or a tracker.
        df: The readings.
        as_of: Day to evaluate, as of its end.
        kpi: Name of the column with ids of KPIs or inputs.
        team: Name of the column with teams, if there is one. It is empty for KPIs without teams.
        date: Name of the column with dates.
        value: Name of the column with values.
        recorded: Name of the column with days on which values became known, if there is one.
        sample: Name of the column with sample sizes, if there is one.
        policy: Thresholds and rules that override those of the plan.
        scope: Which KPIs and teams to list.
        zone: Time zone in which timestamps are converted to days.
        missing: How to handle rows without a value: `error` or `skip`.
        duplicates: What rows with the same metric, date and `recorded` mean: `error`, `last`,
            `sum`, `mean`, `min` or `max`.
        recorded_on: Day on which rows became known that do not say so.
        fiscal_year_start: Month in which the fiscal year starts, so that dates can be fiscal
            periods.

    Raises:
        PlanError: If the plan cannot be evaluated.
        EvaluationError: If the day, policy or scope are invalid, a KPI in scope has a formula and
            no teams, or a KPI in scope has rows without readings, which no partition would list:
            one without teams or with listed teams.
        pyspark.errors.PythonException: When the result is used, for invalid rows; names the
            partition.
    """
    from pyspark.sql import functions

    tracker = plan if isinstance(plan, Tracker) else Tracker(plan)
    names = {
        "metric": kpi,
        "team": team,
        "date": date,
        "value": value,
        "recorded": recorded,
        "sample": sample,
    }
    options = load_options("raise", missing, duplicates, recorded_on, fiscal_year_start)
    request = _request.text(as_of, None, policy, scope)
    empty = Table(_core.BatchScan(tracker._handle, request).rest(), ScanRow)
    if without := sorted({row["kpi"] for row in empty}):
        listed = ", ".join(f"`{found}`" for found in without)
        message = (
            f"a scan in Spark must not include KPIs that have rows without readings, found "
            f'{listed}: write `teams: "any"`, or limit the scan to other KPIs with `scope`'
        )
        raise EvaluationError(message)
    reader = Reader(names, True, _columns.zone_of(zone), options)
    reader.check(df.columns)
    columns = [functions.col(f"`{name}`") for name in reader.names.values()]
    # No team is an empty one: both mean the same series.
    part = columns[0] if team is None else functions.coalesce(f"`{team}`", functions.lit(""))
    work = functools.partial(_scan_partition, _json.text(tracker.plan), request, reader)
    return df.select(*columns).repartition(part).mapInArrow(work, _schema(empty))


def _scan_partition(
    plan: str, request: str, reader: Reader, batches: Iterable[pyarrow.RecordBatch]
) -> Iterator[pyarrow.RecordBatch]:
    """Scan the readings of one partition."""
    import pyarrow
    from pyspark import TaskContext

    given = list(batches)
    if not given:
        return
    scan = _core.BatchScan(_tracker(plan)._handle, request)
    try:
        readings = reader.read(pyarrow.Table.from_batches(given))
        table = Table(scan.scan(readings._handle), ScanRow)
    except (OkrError, TypeError, ValueError) as error:
        context = TaskContext.get()
        number = "?" if context is None else context.partitionId()
        kind = TypeError if isinstance(error, TypeError) else ValueError
        raise kind(f"partition {number}: {error}") from error
    rows = table.to_arrow()
    yield from rows.cast(_arrow_schema(rows.schema)).to_batches()


@functools.lru_cache(maxsize=8)
def _tracker(plan: str) -> Tracker:
    """Resolve a plan once in each process."""
    return Tracker(Plan.from_json(plan))


def _arrow_schema(schema: pyarrow.Schema) -> pyarrow.Schema:
    """Return types that Spark has: it knows neither dictionaries nor unsigned numbers."""
    import pyarrow

    def type_of(of: pyarrow.DataType) -> pyarrow.DataType:
        if pyarrow.types.is_dictionary(of):
            return of.value_type
        return pyarrow.int64() if pyarrow.types.is_unsigned_integer(of) else of

    return pyarrow.schema([(field.name, type_of(field.type)) for field in schema])


def _schema(table: Table[ScanRow]) -> StructType:
    """Return the types of the rows: those of the table, in terms of Spark."""
    from pyspark.sql.types import LongType, StringType, StructField, StructType

    types = {"string": StringType(), "int64": LongType()}
    fields = _arrow_schema(table.to_arrow().schema)
    return StructType([StructField(field.name, types[str(field.type)]) for field in fields])
