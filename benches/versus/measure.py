"""Programs side by side: first whether they agree, then how long each takes, in turns."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Times:
    """What a program took, in seconds."""

    median: float
    least: float
    """The best run: what other work on the machine disturbed least."""
    work: float
    """The least time of all cores together, which other work changes little."""


def times(programs: Mapping[str, Program], rounds: int) -> dict[str, Times]:
    """The times of each program, which run in turns."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
    for _ in range(rounds):
        for name, program in programs.items():
            gc.collect()
            start, work = time.perf_counter(), time.process_time()
            answer = program()
            found[name].append((time.perf_counter() - start, time.process_time() - work))
            del answer
    return {name: times_of(*zip(*pairs, strict=True)) for name, pairs in found.items()}


def times_of(seconds: Sequence[float], work: Sequence[float]) -> Times:
    """What is told of the runs of one program."""
    return Times(statistics.median(seconds), min(seconds), min(work))


def table(title: str, found: Mapping[str, Times], compared_with: str = "okr") -> None:
    """Print the times, and how many times that of one program each is."""
    base = found[compared_with]
    print(f"\n{title}\n")
    print("| | median | ratio | best run | ratio | all cores | ratio |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name, it in found.items():
        pairs = ((it.median, base.median), (it.least, base.least), (it.work, base.work))
        cells = " | ".join(f"{duration(took)} | {took / of:.1f}" for took, of in pairs)
        print(f"| {name} | {cells} |", flush=True)


def duration(seconds: float) -> str:
    """A time in a unit in which it is easy to read."""
    return f"{seconds * 1e3:.0f} ms" if seconds < 1 else f"{seconds:.2f} s"
