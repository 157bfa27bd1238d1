"""XmR charts, Mann-Kendall, and the chance of a run in pure noise."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import comb, erfc, factorial, sqrt

from .numbers import above, at_most, below

LIMITS = Fraction(266, 100)
RANGE_LIMIT = Fraction(3267, 1000)


@dataclass(frozen=True)
class Chart:
    """A process behaviour chart."""

    mean: Fraction
    mean_range: Fraction
    points: int

    @property
    def lower(self) -> Fraction:
        return self.mean - LIMITS * self.mean_range

    @property
    def upper(self) -> Fraction:
        return self.mean + LIMITS * self.mean_range

    @property
    def provisional(self) -> bool:
        return self.points < 12


def xmr(points: list[tuple[int, Fraction]], screen: bool = False) -> Chart | None:
    """The chart of (index of the period, value); none under 6 values or without a moving range."""
    ranges = [abs(b - a) for (i, a), (j, b) in zip(points, points[1:]) if j == i + 1]
    if len(points) < 6 or not ranges:
        return None
    mean_range = sum(ranges, Fraction(0)) / len(ranges)
    if screen:
        ranges = [r for r in ranges if at_most(r, RANGE_LIMIT * mean_range)]
        mean_range = sum(ranges, Fraction(0)) / len(ranges)
    return Chart(sum((v for _, v in points), Fraction(0)) / len(points), mean_range, len(points))


CAUSES = ("beyond_limits", "run_of_one_side", "run_of_rises", "two_of_three")


def marks(values: list[Fraction], chart: Chart) -> list[str | None]:
    """The special cause that each value belongs to; of several, the first in the order of `CAUSES`."""
    found: list[set[str]] = [set() for _ in values]
    for last in range(len(values)):
        for side in (1, -1):
            for cause in CAUSES:
                for back in _belonging(cause, values[: last + 1], chart, side, 7):
                    found[last - back].add(cause)
    return [next((cause for cause in CAUSES if cause in causes), None) for causes in found]


def signals(values: list[Fraction], chart: Chart, side: int, run: int = 7) -> bool:
    """Whether the last of the values completes a special cause upwards (side 1) or downwards (-1); never for 0."""
    return side != 0 and any(_belonging(cause, values, chart, side, run) for cause in CAUSES)


def _belonging(cause: str, values: list[Fraction], chart: Chart, side: int, run: int) -> list[int]:
    """How far back from the last value, which completes it, the values of a special cause lie; none without one."""

    def beyond(value, line) -> bool:
        return above(value, line) if side > 0 else below(value, line)

    limit = side * LIMITS * chart.mean_range
    if cause == "beyond_limits":
        return [0] if beyond(values[-1], chart.mean + limit) else []
    if cause == "two_of_three":
        last = values[-3:]
        outer = [back for back, value in enumerate(reversed(last)) if beyond(value, chart.mean + limit * 2 / 3)]
        return outer if len(last) == 3 and len(outer) >= 2 and all(beyond(value, chart.mean) for value in last) else []
    last = values[-run:]
    if cause == "run_of_one_side":
        holds = all(beyond(value, chart.mean) for value in last)
    else:
        holds = all(side * (b - a) > 0 for a, b in zip(last, last[1:]))
    return list(range(run)) if len(last) == run and holds else []


@dataclass(frozen=True)
class MannKendall:
    """The test of a trend. `p` is a fraction where it is exact, else a double."""

    s: int
    variance: Fraction
    tau: Fraction
    p: Fraction | float


def mann_kendall(values: list[Fraction]) -> MannKendall | None:
    """Two-sided; none under 5 values."""
    n = len(values)
    if n < 5:
        return None
    s = sum((b > a) - (b < a) for i, a in enumerate(values) for b in values[i + 1 :])
    ties = [values.count(value) for value in set(values)]
    variance = Fraction(_spread(n) - sum(_spread(t) for t in ties), 18)
    tau = Fraction(2 * s, n * (n - 1))
    if s == 0:
        p = Fraction(1)
    elif n <= 10 and len(ties) == n:
        p = exact_p(n, s)
    else:
        p = erfc((abs(s) - 1) / sqrt(2 * variance))
    return MannKendall(s, variance, tau, p)


def _spread(n: int) -> int:
    return n * (n - 1) * (2 * n + 5)


@cache
def _inversions(n: int) -> tuple[int, ...]:
    """How many orders of n different values have 0, 1, 2, … inversions."""
    counts = [1]
    for size in range(2, n + 1):
        longer = [0] * (len(counts) + size - 1)
        for inversions, count in enumerate(counts):
            for more in range(size):
                longer[inversions + more] += count
        counts = longer
    return tuple(counts)


def exact_p(n: int, s: int) -> Fraction:
    """The chance of an |S| at least as large, where all n! orders are equally likely."""
    fewest = (n * (n - 1) // 2 - abs(s)) // 2
    return min(Fraction(1), Fraction(2 * sum(_inversions(n)[: fewest + 1]), factorial(n)))


@cache
def false_alarm(periods: int, values: int = 12) -> Fraction:
    """The chance that independent values, all different, hold a run of that many rises.

    Counts the orders by the values left out: with m = periods + 1, orders of n values in which no m in a row
    rise number n! times the coefficient of x^n in 1 / sum_k (x^(km)/(km)! - x^(km+1)/(km+1)!)
    (David and Barton, Combinatorial Chance, 1962).
    """
    m = periods + 1
    without = [1]
    for n in range(1, values + 1):
        total = 0
        for k in range(1, n + 1):
            sign = 1 if k % m == 1 else -1 if k % m == 0 else 0
            total += sign * comb(n, k) * without[n - k]
        without.append(total)
    return 1 - Fraction(without[values], factorial(values))
