"""Programs side by side: first whether they agree, then how long each takes, in turns."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from typing import Any

Program = Callable[[], Any]


def agree(programs: Mapping[str, Program], comparable: Callable[[Any], Any]) -> int:
    """Compare what the programs give with what the first one gives, and tell how much that is.

    Raises:
        AssertionError: One gives something else.
    """
    answers = {name: comparable(program()) for name, program in programs.items()}
    first, expected = next(iter(answers.items()))
    for name, answer in answers.items():
        if answer != expected:
            example = next((pair for pair in zip(expected, answer, strict=False) if pair[0] != pair[1]), None)
            sizes = f"{len(expected)} and {len(answer)} rows"
            raise AssertionError(f"{first} and {name} differ: {sizes}, the first difference: {example}")
    return len(expected)


def times(programs: Mapping[str, Program], rounds: int) -> dict[str, float]:
    """The median seconds of each program, which run in turns."""
    found: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(rounds):
        for name, program in programs.items():
            gc.collect()
            start = time.perf_counter()
            answer = program()
            found[name].append(time.perf_counter() - start)
            del answer
    return {name: statistics.median(seconds) for name, seconds in found.items()}


def table(title: str, seconds: Mapping[str, float], compared_with: str = "okr") -> None:
    """Print the times, and how many times that of one program each is."""
    print(f"\n{title}\n")
    print("| | median | ratio |")
    print("|---|---:|---:|")
    for name, time_ in seconds.items():
        print(f"| {name} | {duration(time_)} | {time_ / seconds[compared_with]:.2f} |", flush=True)


def duration(seconds: float) -> str:
    """A time in a unit in which it is easy to read."""
    if seconds < 1e-3:
        return f"{seconds * 1e6:.0f} µs"
    return f"{seconds * 1e3:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"
