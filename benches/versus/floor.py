"""What the machine allows: the time to read the columns once, and the memory that they take.

As a program of its own: how much memory a process has needed at most that makes readings, loads and scans them.
"""

from __future__ import annotations

import ctypes
import math
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy
import okr
import polars
from kpis import AS_OF, Kpis, month_ends, names

THREADS = os.cpu_count() or 1
PIECE = 1 << 18


def programs(kpis: Kpis) -> dict[str, Callable[[], Any]]:
    """A sum over dates and values by all cores, beside loading and scanning of the same."""
    frame = kpis.readings["in order"]
    dates, values = frame["date"].to_physical().to_numpy(), frame["value"].to_numpy()
    size = -(-len(values) // THREADS)
    parts = [slice(start, start + size) for start in range(0, len(values), size)]
    pool = ThreadPoolExecutor(THREADS)
    readings = okr.Readings.from_frame(frame)

    def sums() -> float:
        found = pool.map(lambda part: float(dates[part].sum()) + float(values[part].sum()), parts)
        return sum(found)

    return {
        "a sum over the columns": sums,
        "okr, scan": lambda: kpis.tracker.scan(readings, as_of=AS_OF),
        "okr, load in order": lambda: okr.Readings.from_frame(frame),
        "okr, load shuffled": lambda: okr.Readings.from_frame(kpis.readings["shuffled"]),
    }


def memory(readings: int, kpis: int) -> None:
    """Print what a process needs at most, beyond what it needs without readings."""
    print(
        f"\n{readings:,} readings of {kpis:,} KPIs: memory at the highest, with the columns that are loaded\n"
    )
    print("| order | columns | at the highest | ratio |")
    print("|---|---:|---:|---:|")
    for order in ("in order", "shuffled"):
        command = [sys.executable, str(Path(__file__)), str(readings), str(kpis), order]
        before, columns, after = map(int, subprocess.check_output(command, text=True).split())
        used = after - before
        print(f"| {order} | {columns >> 20} MB | {used >> 20} MB | {used / columns:.2f} |", flush=True)


def memory_of(what: str) -> int:
    """The bytes that this process has in memory: `VmRSS` now, `VmHWM` at the highest."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(what))


def columns_of(count: int, kpis: int, order: str) -> tuple[polars.DataFrame, int]:
    """Readings made piece by piece, so that making them takes no more memory than they do, and their bytes."""
    codes, days = numpy.empty(count, "uint32"), numpy.empty(count, "int32")
    ends = month_ends(count // kpis).astype("int64").astype("int32")
    # A step without a common divisor visits every row once, and none beside the one before.
    step = next(step for step in range(int(count * 0.618), count) if math.gcd(step, count) == 1)
    for start in range(0, count, PIECE):
        rows = numpy.arange(start, min(start + PIECE, count))
        if order == "shuffled":
            rows = rows * step % count
        codes[start : start + PIECE] = rows % kpis
        days[start : start + PIECE] = ends[rows // kpis]
    values = numpy.random.default_rng(7).random(count)
    values *= 60.0
    values += 70.0
    metric = polars.Series("metric", codes).cat.to(polars.Enum(names(kpis)))
    dates = polars.Series(days).cast(polars.Date)
    bytes_ = codes.nbytes + days.nbytes + values.nbytes
    return polars.DataFrame({"metric": metric, "date": dates, "value": values}), bytes_


def main() -> None:
    """Load and scan once; print the memory without the columns, their bytes, and the memory at the highest."""
    count, kpis, order = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    listed = [
        {"id": name, "name": name, "better": "lower", "cadence": "monthly", "healthy": {"max": 100}}
        for name in names(kpis)
    ]
    tracker = okr.Tracker({"kpis": listed})
    del listed
    # What the plan's text took is given back, and does not hide what the readings take.
    ctypes.CDLL(None).malloc_trim(0)
    frame, columns = columns_of(count, kpis, order)
    before = memory_of("VmRSS") - columns
    Path("/proc/self/clear_refs").write_text("5")
    tracker.scan(okr.Readings.from_frame(frame), as_of=AS_OF)
    print(before, columns, memory_of("VmHWM"))


if __name__ == "__main__":
    main()
