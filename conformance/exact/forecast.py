"""Where a key result is heading: the line of Theil and Sen."""

from bisect import bisect_left
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from itertools import accumulate
from math import sqrt

from .measure import Progress, meets_target, points_of, score_on_curve
from .numbers import clamp_raw, clamp_share, median, meets
from .measure_input import MeasureInput

Z_90 = 1.6448536269514722
NEWEST = 512
YEARS = 10


def forecast(measure: dict, found: Progress, given: MeasureInput, end: date, as_of: date, success: Fraction) -> dict | None:
    """The fields of a forecast; none where there is no line to draw."""
    if measure["kind"] not in ("reach", "curve") or given.aggregate not in ("latest", "sum") or as_of >= end:
        return None
    points = _points(measure, found, given)[-NEWEST:]
    if len(points) < 3:
        return None
    line = theil_sen(points, newest=1 if given.aggregate == "sum" else 3)
    days = Fraction((end - given.start).days)
    value = line.at(days)
    ends = sorted(line.anchor[1] + slope * (days - line.anchor[0]) for slope in (line.low, line.high))
    raw = raw_at(measure, found, value)
    goal = value_at(measure, found, success)
    required = None
    if goal is not None and found.current is not None:
        required = 7 * (goal - found.current) / (end - as_of).days
    return {
        "slope": line.slope,
        "slope_low": line.low,
        "slope_high": line.high,
        "value": value,
        "raw": raw,
        "score": None if raw is None else clamp_share(raw),
        "low": ends[0],
        "high": ends[1],
        "per_week": 7 * line.slope,
        "per_week_required": required,
        "meets_on": _meets_on(measure, found, line, given.start, as_of, success),
    }


def _points(measure: dict, found: Progress, given: MeasureInput) -> list[tuple[Fraction, Fraction]]:
    """(days since the start, value), with the baseline on day 0 where nothing was read that day."""
    days = [Fraction((day - given.start).days) for day, _, _ in found.window]
    values = [value for _, value, _ in found.window]
    if given.aggregate == "sum":
        values = list(accumulate(values))
    points = list(zip(days, values))
    if measure["kind"] == "reach" and found.baseline is not None and 0 not in days:
        points.insert(0, (Fraction(0), found.baseline))
    return points


class Line:
    """A slope with its 90 % interval, through the point where things stand."""

    def __init__(self, slope, low, high, anchor):
        self.slope, self.low, self.high, self.anchor = slope, low, high, anchor

    def at(self, day):
        return self.anchor[1] + self.slope * (day - self.anchor[0])


def theil_sen(points: list[tuple[Fraction, Fraction]], newest: int) -> Line:
    """The median of the slopes between all pairs of points on different days, through the medians of the newest ones."""
    slopes = sorted(
        (v1 - v0) / (t1 - t0) for i, (t0, v0) in enumerate(points) for t1, v1 in points[i + 1 :] if t1 != t0
    )
    spread = Z_90 * sqrt(_sen_variance([v for _, v in points]))
    # Ranks count from 1; `round` takes halves to the even neighbour.
    upper = min(round((len(slopes) + spread) / 2), len(slopes) - 1)
    lower = max(round((len(slopes) - spread) / 2) - 1, 0)
    anchor = (median(t for t, _ in points[-newest:]), median(v for _, v in points[-newest:]))
    return Line(median(slopes), slopes[lower], slopes[upper], anchor)


def _sen_variance(values: list) -> Fraction:
    """The variance of Kendall's S with ties among the values; the days are all different."""
    total = _of_group(len(values))
    ties = sum(_of_group(count) for count in Counter(values).values())
    return Fraction(total - ties, 18)


def _of_group(size: int) -> int:
    return size * (size - 1) * (2 * size + 5)


def raw_at(measure: dict, found: Progress, value: Fraction) -> Fraction | None:
    """The raw progress that a value would be; none where that is not known."""
    if measure["kind"] == "curve":
        return score_on_curve(measure, value)
    if found.all_or_nothing:
        if meets_target(value, found.target, found.all_or_nothing):
            return Fraction(1)
        return None if found.baseline is None else Fraction(0)
    if found.baseline is None or found.reason == "flat_target":
        return None
    return clamp_raw((value - found.baseline) / (found.target - found.baseline))


def value_at(measure: dict, found: Progress, success: Fraction) -> Fraction | None:
    """The first value, on the way to the target, whose score is a success."""
    if measure["kind"] == "curve":
        return _value_on_curve(points_of(measure), success)
    if found.all_or_nothing:
        return found.target
    if found.baseline is None or found.reason == "flat_target":
        return None
    return found.baseline + success * (found.target - found.baseline)


def _value_on_curve(points: list[tuple[Fraction, Fraction]], success: Fraction) -> Fraction | None:
    scores = [score for _, score in points]
    reached = next((i for i, score in enumerate(scores) if meets(score, success)), None)
    if reached is None:
        return None
    if reached == 0:
        return points[0][0]
    (v0, s0), (v1, s1) = points[reached - 1], points[reached]
    return v0 + (v1 - v0) * min((success - s0) / (s1 - s0), Fraction(1))


def _meets_on(measure, found, line: Line, start: date, as_of: date, success: Fraction) -> date | None:
    """The first day from `as_of` on, within ten years, on which the line is a success."""
    first = (as_of - start).days
    last = (_years_later(as_of) - start).days

    def succeeds(day: int) -> bool:
        raw = raw_at(measure, found, line.at(day))
        return raw is not None and meets(clamp_share(raw), success)

    if succeeds(first):
        return as_of
    if not succeeds(last):
        return None
    # The line and the measure are monotone, so success, once reached, stays.
    day = bisect_left(range(first, last + 1), True, key=succeeds) + first
    return start + timedelta(days=day)


def _years_later(day: date) -> date:
    year = min(day.year + YEARS, date.max.year)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
