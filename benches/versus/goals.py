"""Key results with weekly readings, objectives over objectives, and a plan of these."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

import numpy
import okr
import polars

START, AS_OF, END = datetime.date(2026, 7, 1), datetime.date(2026, 9, 16), datetime.date(2026, 9, 30)
WEEKS = 12
KEY_RESULTS_EACH = 4
CHILDREN_EACH = 10


@dataclass(frozen=True)
class Goals:
    """What was measured, what is to be scored, and the same as a tracker."""

    readings: polars.DataFrame
    key_results: polars.DataFrame
    objectives: polars.DataFrame
    tracker: okr.Tracker


def make(key_results: int) -> Goals:
    """Make a plan of so many key results, always the same: half of them reach a value, half hold one."""
    random = numpy.random.default_rng(11)
    count = key_results // KEY_RESULTS_EACH
    names = [f"kr-{place:07}" for place in range(count * KEY_RESULTS_EACH)]
    size = len(names)
    results = polars.DataFrame(
        {
            "key_result": polars.Series(names, dtype=polars.Categorical),
            "objective": numpy.repeat(numpy.arange(count, dtype="int64"), KEY_RESULTS_EACH),
            "weight": random.integers(1, 5, size).astype("float64"),
            "from": random.uniform(0.0, 40.0, size).round(1),
            "to": random.uniform(60.0, 100.0, size).round(1),
            # None: it reaches `to`.
            "at_least": polars.Series(random.uniform(20.0, 60.0, size).round(1)).set(
                polars.Series(numpy.arange(size) % 2 == 0), None
            ),
        }
    )
    # The objectives of a level stand before those below it; each has up to ten children.
    places = numpy.arange(count, dtype="int64")
    parents = (places - 1) // CHILDREN_EACH
    objectives = polars.DataFrame(
        {
            "objective": places,
            "parent": polars.Series(parents).set(polars.Series(places == 0), None),
            "weight": random.integers(1, 4, count).astype("float64"),
            "level": levels(count),
        }
    )
    return Goals(readings(results, random), results, objectives, okr.Tracker(plan(results, objectives)))


def levels(count: int) -> numpy.ndarray[Any, Any]:
    """How far each objective is below the first one."""
    found = numpy.zeros(count, dtype="int64")
    for place in range(1, count):
        found[place] = found[(place - 1) // CHILDREN_EACH] + 1
    return found


def readings(results: polars.DataFrame, random: numpy.random.Generator) -> polars.DataFrame:
    """A reading of each key result each week, week by week."""
    size = results.height
    values = results["from"].to_numpy() + numpy.cumsum(random.normal(3.0, 4.0, (WEEKS, size)), axis=0)
    weeks = [START + datetime.timedelta(days=7 * week) for week in range(WEEKS)]
    metric = results["key_result"].gather(numpy.tile(numpy.arange(size, dtype="uint32"), WEEKS))
    days = polars.Series("date", numpy.repeat(numpy.array(weeks, "datetime64[D]"), size)).cast(polars.Date)
    return polars.DataFrame({"metric": metric, "date": days, "value": values.ravel()})


def plan(results: polars.DataFrame, objectives: polars.DataFrame) -> dict[str, Any]:
    """The same as a plan."""
    listed: list[dict[str, Any]] = [
        {
            "id": f"o-{row['objective']}",
            "title": f"Get better at thing {row['objective']}",
            "cycle": "2026-Q3",
            "owner": "Ann",
            "weight": row["weight"],
            "key_results": [],
            **({"parent": {"objective": f"o-{row['parent']}"}} if row["parent"] is not None else {}),
        }
        for row in objectives.iter_rows(named=True)
    ]
    for row in results.iter_rows(named=True):
        reach = {"kind": "reach", "from": row["from"], "to": row["to"]}
        hold = {"kind": "hold", "min": row["at_least"]}
        listed[row["objective"]]["key_results"].append(
            {
                "id": row["key_result"],
                "title": "Move it",
                "owner": "Bo",
                "weight": row["weight"],
                "measure": reach if row["at_least"] is None else hold,
            }
        )
    return {
        "policy": {"objective_from": "both"},
        "cycles": [{"id": "2026-Q3", "start": START.isoformat(), "end": END.isoformat()}],
        "objectives": listed,
    }
