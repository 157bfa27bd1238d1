"""The library beside polars, DuckDB and pandas: `make versus`."""

from __future__ import annotations

import argparse

import floor
import goals
import kpis
import scan
import score
from measure import agree, table, times


def scanning(readings: int, count: int, rounds: int, text: bool) -> None:
    """Which KPIs fire, from readings in two orders."""
    data = kpis.make(readings, count, text)
    names = "texts" if text else "a dictionary"
    for order in data.readings:
        programs = scan.programs(data, order)
        rows = agree(programs, scan.comparable)
        title = f"{readings:,} readings of {count:,} KPIs {order}, metrics as {names}: {rows:,} rules fire"
        if rounds:
            table(title, times(programs, rounds))
        else:
            print(f"{title}; all agree")
    if rounds and not text:
        title = f"{readings:,} readings of {count:,} KPIs: reading the columns once, loading, scanning"
        table(title, times(floor.programs(data), rounds), "a sum over the columns")


def scoring(key_results: int, rounds: int) -> None:
    """What all key results and objectives score."""
    data = goals.make(key_results)
    programs = score.programs(data)
    rows = agree(programs, score.comparable)
    title = f"{data.readings.height:,} readings of {key_results:,} key results: {rows:,} scores"
    if rounds:
        table(title, times(programs, rounds))
    else:
        print(f"{title}; all agree")


def main() -> None:
    """Compare, and measure where rounds are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readings", type=int, default=10_000_000)
    parser.add_argument("--kpis", type=int, default=100_000)
    parser.add_argument("--key-results", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=5, help="0: only compare")
    parser.add_argument("--jobs", nargs="+", default=["scan", "text", "score", "memory"])
    given = parser.parse_args()
    if "scan" in given.jobs:
        scanning(given.readings, given.kpis, given.rounds, text=False)
    if "text" in given.jobs:
        scanning(given.readings, given.kpis, given.rounds, text=True)
    if "score" in given.jobs:
        scoring(given.key_results, given.rounds)
    if "memory" in given.jobs and given.rounds:
        floor.memory(given.readings, given.kpis)


if __name__ == "__main__":
    main()
