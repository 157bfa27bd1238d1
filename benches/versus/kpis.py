"""Readings of very many KPIs, and a plan of these.

Every KPI has one reading a month and no gap, values never fall below 70 and bounds lie from 100 to
104: a jump by half always leads out of the range. So the rules can be said without their state
machines, which keeps the programs of the others short, exact, and as fast as they can be.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

import numpy
import okr
import polars

AS_OF = datetime.date(2026, 8, 31)
LOWEST = 70.0


@dataclass(frozen=True)
class Kpis:
    """Readings in two orders, and what the KPIs are held against."""

    readings: dict[str, polars.DataFrame]
    bounds: polars.DataFrame
    tracker: okr.Tracker


def month_ends(count: int) -> numpy.ndarray[Any, Any]:
    """The last days of the months up to that of `AS_OF`."""
    last = numpy.datetime64(AS_OF, "M") + 1
    months = numpy.arange(last - count + 1, last + 1)
    return months.astype("datetime64[D]") - 1


def names(kpis: int) -> list[str]:
    """The names of KPIs."""
    return [f"kpi-{place:07}" for place in range(kpis)]


def values(kpis: int, months: int, random: numpy.random.Generator) -> numpy.ndarray[Any, Any]:
    """A row of values for each month: around a level of the KPI, with jumps, and calm at the end for some."""
    table = random.normal(0.0, 0.08, (months, kpis))
    calm = random.random(kpis) < 0.2
    table[-4:, calm] *= 0.1
    numpy.exp(table, out=table)
    table *= random.uniform(72.0, 112.0, kpis)
    jumps = random.random((months, kpis)) < 0.002
    for month in range(1, months):
        # A jump lasts for some months.
        jumps[month] |= jumps[month - 1] & (random.random(kpis) < 0.8)
    table[jumps] *= 1.7
    return numpy.maximum(table, LOWEST, out=table)


def frame(table: numpy.ndarray[Any, Any], text: bool) -> polars.DataFrame:
    """Rows in the order of their dates, all KPIs of a month behind each other."""
    months, kpis = table.shape
    metric = polars.Series("metric", names(kpis), polars.String if text else polars.Categorical)
    days = polars.Series("date", numpy.repeat(month_ends(months), kpis)).cast(polars.Date)
    codes = polars.Series(numpy.tile(numpy.arange(kpis, dtype="uint32"), months))
    return polars.DataFrame({"metric": metric.gather(codes), "date": days, "value": table.ravel()})


def make(readings: int, kpis: int, text: bool = False) -> Kpis:
    """Make as many readings of as many KPIs, always the same."""
    random = numpy.random.default_rng(7)
    in_order = frame(values(kpis, readings // kpis, random), text)
    bounds = polars.DataFrame(
        {
            "metric": polars.Series(names(kpis), dtype=in_order["metric"].dtype),
            "upper": random.uniform(100.0, 104.0, kpis),
            "target": random.uniform(80.0, 95.0, kpis),
        }
    )
    shuffled = in_order.sample(fraction=1.0, shuffle=True, seed=7)
    plan = {
        "kpis": [
            {
                "id": metric,
                "name": f"Number {place}",
                "better": "lower",
                "cadence": "monthly",
                "healthy": {"max": upper},
                "target": target,
            }
            for place, (metric, upper, target) in enumerate(bounds.iter_rows())
        ]
    }
    return Kpis({"in order": in_order, "shuffled": shuffled}, bounds, okr.Tracker(plan))
