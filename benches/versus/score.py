"""The scores of all key results and of the objectives above them. The same numbers by four programs.

All start from readings in memory, week by week, and end with a frame of ids and scores.

* a key result that reaches a value: the way from `from` to `to`, within 0 and 1, that the newest reading has come;
* one that holds a value: the share of its readings that are at least `at_least`;
* an objective: the weighted mean of its key results and of the objectives below it, level by level.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb
import numpy
import okr
import pandas
import polars
from goals import AS_OF, Goals
from polars import col, when


def with_okr(goals: Goals) -> polars.DataFrame:
    """The library: load, score, take the columns."""
    scores = goals.tracker.history(okr.Readings.from_frame(goals.readings), [AS_OF]).to_polars()
    return scores.lazy().filter(col("table") != "cycles").select("id", "score").collect()


def with_whole_report(goals: Goals) -> polars.DataFrame:
    """The library with all that it has to say: pace, status, forecasts, findings."""
    report = goals.tracker.evaluate(okr.Readings.from_frame(goals.readings), as_of=AS_OF)
    key_results = report.key_results.to_polars().select(id="key_result", score="score")
    return polars.concat([report.objectives.to_polars().select(id="objective", score="score"), key_results])


def with_polars(goals: Goals) -> polars.DataFrame:
    """polars: lazy queries, then a join for each level."""
    value, at_least = col("value"), col("at_least")
    way = ((col("newest") - col("from")) / (col("to") - col("from"))).clip(0.0, 1.0)
    held = goals.key_results.lazy().filter(at_least.is_not_null()).select("key_result", "at_least")
    readings = goals.readings.lazy()
    shares = readings.join(held, left_on="metric", right_on="key_result")
    shares = shares.group_by("metric").agg(share=(value >= at_least).mean())
    results = (
        goals.key_results.lazy()
        .join(readings.group_by("metric").agg(newest=value.last()), left_on="key_result", right_on="metric")
        .join(shares, left_on="key_result", right_on="metric", how="left")
        .with_columns(score=when(at_least.is_null()).then(way).otherwise("share"))
        .select("key_result", "objective", "weight", "score")
        .collect()
    )
    product = (col("weight") * col("score")).sum()
    parts = results.group_by("objective").agg(points=product, weights=col("weight").sum())
    scored = []
    below = None
    for level in range(goals.objectives["level"].max(), -1, -1):
        objectives = goals.objectives.filter(level=level).join(parts, on="objective")
        if below is not None:
            joined = objectives.join(below, left_on="objective", right_on="parent", how="left")
            objectives = joined.with_columns(
                points=col("points") + col("points_below").fill_null(0.0),
                weights=col("weights") + col("weights_below").fill_null(0.0),
            )
        objectives = objectives.with_columns(score=col("points") / col("weights"))
        below = objectives.group_by("parent").agg(points_below=product, weights_below=col("weight").sum())
        scored.append(objectives.select(id="o-" + col("objective").cast(polars.String), score="score"))
    return polars.concat([*scored, results.select(id=col("key_result").cast(polars.String), score="score")])


def with_duckdb(frames: dict[str, Any], levels: int, connection: duckdb.DuckDBPyConnection) -> Any:
    """DuckDB: one query, with a step for each level."""
    for name, frame in frames.items():
        connection.register(name, frame)
    steps = "".join(
        f""",
        level_{level} as (
            select objective, parent, weight,
                (points + coalesce(points_below, 0)) / (weights + coalesce(weights_below, 0)) as score
            from objectives join parts using (objective) left join (
                select parent as objective, sum(weight * score) as points_below, sum(weight) as weights_below
                from {f"level_{level + 1}" if level < levels else "nothing"} group by parent
            ) using (objective)
            where level = {level}
        )"""
        for level in range(levels, -1, -1)
    )
    union = " ".join(
        f"union all select 'o-' || objective as id, score from level_{level}" for level in range(levels + 1)
    )
    return connection.sql(
        f"""
        with newest as (select metric as key_result, arg_max(value, date) as newest from readings group by metric),
        shares as (
            select key_result, avg((value >= at_least)::double) as share
            from readings join key_results on metric = key_result
            where at_least is not null
            group by key_result
        ),
        scored as (
            select key_result, objective, weight,
                case when at_least is null
                    then greatest(0, least(1, (newest - "from") / ("to" - "from")))
                    else share end as score
            from key_results join newest using (key_result) left join shares using (key_result)
        ),
        parts as (
            select objective, sum(weight * score) as points, sum(weight) as weights from scored group by objective
        ),
        nothing as (select 0 as parent, 0.0 as weight, 0.0 as score where false)
        {steps}
        select key_result::varchar as id, score from scored {union}
        """
    ).to_arrow_table()


def with_pandas(
    readings: pandas.DataFrame, results: pandas.DataFrame, objectives: pandas.DataFrame
) -> pandas.DataFrame:
    """pandas: groups of readings, then sums by NumPy level by level."""
    metrics = readings.groupby("metric", observed=True, sort=False)
    newest = metrics["value"].last().reindex(results["key_result"]).to_numpy()
    bounds = results.set_index("key_result")["at_least"]
    held = readings["value"] >= readings["metric"].map(bounds).astype("float64")
    share = held.groupby(readings["metric"], observed=True, sort=False).mean()
    share = share.reindex(results["key_result"]).to_numpy()
    start, target = results["from"].to_numpy(), results["to"].to_numpy()
    way = numpy.clip((newest - start) / (target - start), 0.0, 1.0)
    score = numpy.where(results["at_least"].isna(), way, share)
    weight, objective = results["weight"].to_numpy(), results["objective"].to_numpy()
    count = len(objectives)
    points = numpy.bincount(objective, weight * score, count)
    weights = numpy.bincount(objective, weight, count)
    level, parent = objectives["level"].to_numpy(), objectives["parent"].fillna(0).to_numpy("int64")
    own = objectives["weight"].to_numpy()
    for below in range(level.max(), 0, -1):
        these = level == below
        points += numpy.bincount(parent[these], own[these] * points[these] / weights[these], count)
        weights += numpy.bincount(parent[these], own[these], count)
    ids = "o-" + objectives["objective"].astype("str")
    scored = pandas.DataFrame({"id": ids, "score": points / weights})
    return pandas.concat(
        [scored, pandas.DataFrame({"id": results["key_result"].astype("str"), "score": score})]
    )


def programs(goals: Goals) -> dict[str, Callable[[], Any]]:
    """The programs, each with its inputs in the form that it likes best."""
    connection = duckdb.connect()
    tables = {"readings": goals.readings, "key_results": goals.key_results, "objectives": goals.objectives}
    arrow = {name: table.to_arrow() for name, table in tables.items()}
    frames = [table.to_pandas() for table in tables.values()]
    deepest = goals.objectives["level"].max()
    return {
        "okr": lambda: with_okr(goals),
        "okr, the whole report": lambda: with_whole_report(goals),
        "polars": lambda: with_polars(goals),
        "DuckDB": lambda: with_duckdb(arrow, deepest, connection),
        "pandas": lambda: with_pandas(*frames),
    }


def comparable(found: Any) -> list[tuple[str, float]]:
    """What a program found, to be compared: sums are not taken in one order, so that the last digits differ."""
    found = polars.DataFrame(found) if not isinstance(found, polars.DataFrame) else found
    rounded = found.select(col("id").cast(polars.String), (col("score") + 1e-9).round(6))
    return sorted(rounded.iter_rows())
