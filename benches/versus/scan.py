"""Which KPIs fire which of the four standard rules? The same answer by four programs.

All start from readings in memory, in any order of rows, and end with a frame of metric and rule.

* `out_of_range`: above the bound in the last two months;
* `worsening`: higher than the month before in each of the last three;
* `stagnant`: the last three values span no more than a quarter of the way to the target, which is not met, and do not fall from month to
  month;
* `spike`: a jump by half of the value before, and since then neither back in the range nor below that jump.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb
import numpy
import okr
import pandas
import polars
from kpis import AS_OF, Kpis
from polars import col, when

RULES = ("out_of_range", "worsening", "stagnant", "spike")


def with_okr(readings: polars.DataFrame, tracker: okr.Tracker) -> polars.DataFrame:
    """The library: load, scan, take the columns."""
    found = tracker.scan(okr.Readings.from_frame(readings), as_of=AS_OF).to_polars()
    return found.lazy().filter(col("state") == "firing").select(metric="kpi", rule="rule").collect()


def with_polars(readings: polars.DataFrame, bounds: polars.DataFrame, in_order: bool) -> polars.DataFrame:
    """polars: one lazy query, aggregates of groups, what belongs to a KPI only once."""
    value, before = col("value"), col("value").shift(1)
    # The lowest value from a month to the end: out of range all the time where it lies above the bound.
    lowest_since = value.reverse().cum_min().reverse()
    query = readings.lazy()
    query = query if in_order else query.sort("date")
    by_metric = query.group_by("metric").agg(
        lowest_of_two=value.tail(2).min(),
        rising=(value > before).tail(3).all(),
        falling=(value < before).tail(2).all(),
        newest=value.last(),
        span=value.tail(3).max() - value.tail(3).min(),
        jumped_to=lowest_since.filter(lowest_since >= 1.5 * before).last(),
    )
    way = col("newest") - col("target")
    fired = {
        "out_of_range": col("lowest_of_two") > col("upper"),
        "worsening": col("rising"),
        "stagnant": (way > 0) & (col("span") <= way / 4) & ~col("falling"),
        "spike": col("jumped_to") > col("upper"),
    }
    rules = polars.concat_list([when(fires).then(polars.lit(rule)) for rule, fires in fired.items()])
    rows = by_metric.join(bounds.lazy(), on="metric").select("metric", rule=rules)
    return rows.explode("rule").drop_nulls("rule").collect()


def with_duckdb(readings: Any, bounds: Any, connection: duckdb.DuckDBPyConnection) -> Any:
    """DuckDB: window functions, then one group for each metric."""
    connection.register("readings", readings)
    connection.register("bounds", bounds)
    return connection.sql(
        """
        with months as (
            select
                metric,
                value,
                lag(value) over months as before,
                min(value) over (months rows between current row and unbounded following) as lowest_since,
                row_number() over (partition by metric order by date desc) as back
            from readings
            window months as (partition by metric order by date)
        ),
        metrics as (
            select
                metric,
                min(value) filter (back <= 2) as lowest_of_two,
                bool_and(value > before) filter (back <= 3) as rising,
                bool_and(value < before) filter (back <= 2) as falling,
                max(value) filter (back = 1) as newest,
                max(value) filter (back <= 3) - min(value) filter (back <= 3) as span,
                max(lowest_since) filter (lowest_since >= 1.5 * before) as jumped_to
            from months
            group by metric
        )
        select
            metric,
            unnest(list_filter([
                case when lowest_of_two > upper then 'out_of_range' end,
                case when rising then 'worsening' end,
                case when newest > target and span <= (newest - target) / 4 and not falling then 'stagnant' end,
                case when jumped_to > upper then 'spike' end
            ], lambda rule: rule is not null)) as rule
        from metrics join bounds using (metric)
        """
    ).to_arrow_table()


def with_pandas(readings: pandas.DataFrame, bounds: pandas.DataFrame) -> pandas.DataFrame:
    """pandas: a table of months and metrics, then NumPy along the months."""
    table = readings.pivot(index="date", columns="metric", values="value")
    values = table.to_numpy()
    upper, target = (bounds[name].reindex(table.columns).to_numpy() for name in ("upper", "target"))
    newest, last_three = values[-1], values[-3:]
    lowest_since = numpy.minimum.accumulate(values[::-1])[::-1]
    falling = (values[-2:] < values[-3:-1]).all(axis=0)
    jumps = lowest_since[1:] >= 1.5 * values[:-1]
    way = newest - target
    fired = {
        "out_of_range": values[-2:].min(axis=0) > upper,
        "worsening": (values[-3:] > values[-4:-1]).all(axis=0),
        "stagnant": (way > 0) & (numpy.ptp(last_three, axis=0) <= way / 4) & ~falling,
        "spike": (jumps & (lowest_since[1:] > upper)).any(axis=0),
    }
    found = [
        pandas.DataFrame({"metric": table.columns[fires], "rule": rule}) for rule, fires in fired.items()
    ]
    return pandas.concat(found)


def programs(kpis: Kpis, order: str) -> dict[str, Callable[[], Any]]:
    """The programs on readings in an order, each in the form that it likes best."""
    readings = kpis.readings[order]
    connection = duckdb.connect()
    arrow, arrow_bounds = readings.to_arrow(), kpis.bounds.to_arrow()
    frame, frame_bounds = readings.to_pandas(), kpis.bounds.to_pandas().set_index("metric")
    return {
        "okr": lambda: with_okr(readings, kpis.tracker),
        "polars": lambda: with_polars(readings, kpis.bounds, order == "in order"),
        "DuckDB": lambda: with_duckdb(arrow, arrow_bounds, connection),
        "pandas": lambda: with_pandas(frame, frame_bounds),
    }


def comparable(found: Any) -> list[tuple[str, str]]:
    """What a program found, to be compared."""
    found = polars.DataFrame(found) if not isinstance(found, polars.DataFrame) else found
    return sorted(
        found.select(col("metric").cast(polars.String), col("rule").cast(polars.String)).iter_rows()
    )
