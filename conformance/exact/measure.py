"""The six measures: raw progress, or the reason why there is none."""

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from .numbers import at_least, at_most, clamp_raw, equal, exact, exact_or_none, weighted_mean
from .plan import day_of, weight_of
from .readings import Point
from .series import aggregate
from .measure_input import MeasureInput

ZERO, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True)
class Progress:
    """Where a key result stands. Exactly one of `raw` and `reason` is there."""

    raw: Fraction | None = None
    reason: str | None = None
    baseline: Fraction | None = None
    target: Fraction | None = None
    all_or_nothing: str | None = None
    """The direction of a reach that has no span to measure on: 1 where the value meets the target."""
    current: Fraction | None = None
    current_date: date | None = None
    inside_now: bool | None = None
    window: tuple[Point, ...] = ()

    def because(self, reason: str) -> "Progress":
        """The same without a number, for another reason."""
        return replace(self, raw=None, reason=reason)


@dataclass(frozen=True)
class Child:
    """What an active or closed objective lends to the key result above it."""

    weight: Fraction
    score: Fraction | None
    waits: bool


def progress(measure: dict, given: MeasureInput, children: list[Child]) -> Progress:
    """The progress of a key result that has started."""
    kind = measure["kind"]
    if kind == "milestones":
        return Progress(raw=milestones_done(measure, given.last))
    if kind == "roll_up":
        return roll_up(children)
    if kind == "reach":
        found = _reach(measure, given)
    else:
        found = {"hold": _hold, "curve": _curve, "establish": _establish}[kind](measure, given, given.window())
    return found if found.raw is None else replace(found, raw=clamp_raw(found.raw))


def _current(window: list[Point], given: MeasureInput) -> dict:
    """What the columns `current` and `current_date` show."""
    if not window:
        return {}
    value, _ = aggregate(window, given.aggregate)
    return {"current": value, "current_date": window[-1][0], "window": tuple(window)}


def _nothing_read(given: MeasureInput, **known) -> Progress:
    return Progress(reason="small_sample" if given.withheld_in_window() else "no_reading", **known)


# reach


def _reach(measure: dict, given: MeasureInput) -> Progress:
    written = measure.get("from") is not None
    baseline, window = _baseline(measure, given)
    target = target_of(measure, baseline)
    relative = isinstance(measure["to"], dict)
    shown = {"baseline": baseline, "target": target, **_current(window, given)}
    direction = None if written or relative else _direction(measure, given)
    past = direction is not None and (baseline is None or meets_target(baseline, target, direction))
    if past:
        shown["all_or_nothing"] = direction
    if not window and not given.withheld_in_window():
        return Progress(reason="no_reading", **shown)
    if past and window and meets_target(shown["current"], target, direction):
        return Progress(raw=ONE, **shown)
    if baseline is None:
        return Progress(reason="no_baseline", **shown)
    if not past and equal(baseline, target):
        return Progress(reason="flat_target", **shown)
    if not window:
        return Progress(reason="small_sample", **shown)
    if past:
        return Progress(raw=ZERO, **shown)
    return Progress(raw=(shown["current"] - baseline) / (target - baseline), **shown)


def _baseline(measure: dict, given: MeasureInput) -> tuple[Fraction | None, list[Point]]:
    """Where a reach starts from, and the values that are left to measure."""
    window = given.window()
    if measure.get("from") is not None:
        return exact(measure["from"]), window
    if given.aggregate == "sum":
        return ZERO, window
    before = [point for point in given.points if point[0] <= given.start]
    if not before:
        return None, window
    return before[-1][1], [point for point in window if point[0] > before[-1][0]]


def target_of(measure: dict, baseline: Fraction | None) -> Fraction | None:
    """The value that a reach ends at; none where it is relative to an unknown baseline."""
    to = measure["to"]
    if not isinstance(to, dict):
        return exact(to)
    if baseline is None:
        return None
    if to.get("by") is not None:
        return baseline + exact(to["by"])
    # Up is up, also of a negative baseline.
    return baseline + abs(baseline) * exact(to["by_percent"]) / 100


def _direction(measure: dict, given: MeasureInput) -> str | None:
    """Up or down, as written or as the KPI has it."""
    return measure.get("direction") or {"higher": "up", "lower": "down"}.get(given.better)


def meets_target(value: Fraction, target: Fraction, direction: str) -> bool:
    return at_least(value, target) if direction == "up" else at_most(value, target)


# hold


def _hold(measure: dict, given: MeasureInput, window: list[Point]) -> Progress:
    if given.own_aggregate and given.aggregate != "latest":
        return _hold_of_aggregate(measure, given, window)
    if not window:
        return _nothing_read(given)
    inside = [is_inside(measure, value) for _, value, _ in window]
    if measure.get("judge") == "latest":
        raw = ONE if inside[-1] else ZERO
    else:
        raw = Fraction(sum(inside), len(inside))
    return Progress(raw=raw, inside_now=inside[-1], **_current(window, given))


def _hold_of_aggregate(measure: dict, given: MeasureInput, window: list[Point]) -> Progress:
    """A range of a total, mean, least or greatest value so far. Nothing read is nothing spent: a total of 0."""
    if window:
        shown = _current(window, given)
    elif given.aggregate == "sum" and not given.withheld_in_window():
        shown = {"current": ZERO}
    else:
        return _nothing_read(given)
    inside = is_inside(measure, shown["current"])
    return Progress(raw=ONE if inside else ZERO, inside_now=inside, **shown)


def is_inside(measure: dict, value: Fraction) -> bool:
    low, high = exact_or_none(measure.get("min")), exact_or_none(measure.get("max"))
    return (low is None or at_least(value, low)) and (high is None or at_most(value, high))


# curve


def _curve(measure: dict, given: MeasureInput, window: list[Point]) -> Progress:
    if not window:
        return _nothing_read(given)
    shown = _current(window, given)
    return Progress(raw=score_on_curve(measure, shown["current"]), **shown)


def points_of(measure: dict) -> list[tuple[Fraction, Fraction]]:
    return [(exact(value), exact(score)) for value, score in measure["points"]]


def score_on_curve(measure: dict, value: Fraction) -> Fraction:
    """Linear between neighbours, flat beyond the ends."""
    points = sorted(points_of(measure))
    if value <= points[0][0]:
        return points[0][1]
    for (v0, s0), (v1, s1) in zip(points, points[1:]):
        if value <= v1:
            return s0 + (s1 - s0) * (value - v0) / (v1 - v0)
    return points[-1][1]


# milestones


def milestones_done(measure: dict, day: date) -> Fraction:
    """The share of the weight that was done by a day."""
    items = measure["items"]
    done = (ONE if _is_done(item, day) else ZERO for item in items)
    return weighted_mean(zip(map(_weight, items), done))


def milestones_due(measure: dict, day: date, end: date, elapsed: Fraction) -> Fraction | None:
    """The share of the weight to be expected by a day; none where no item has a due day."""
    items = measure["items"]
    dues = [day_of(item.get("due")) for item in items]
    if len(items) == 1 and dues == [None]:
        dues = [end]
    if not any(dues):
        return None
    shares = (elapsed if due is None else ONE if due <= day else ZERO for due in dues)
    return weighted_mean(zip(map(_weight, items), shares))


def _weight(item: dict) -> Fraction:
    return weight_of(item.get("weight"))


def _is_done(item: dict, day: date) -> bool:
    done = item.get("done")
    return done if isinstance(done, bool) else done is not None and day_of(done) <= day


# establish and roll_up


def _establish(measure: dict, given: MeasureInput, window: list[Point]) -> Progress:
    return Progress(raw=ONE if window else ZERO, **_current(window, given))


def roll_up(children: list[Child]) -> Progress:
    """The weighted mean of the children that have a score."""
    raw = weighted_mean((child.weight, child.score) for child in children if child.score is not None)
    if raw is not None:
        return Progress(raw=raw)
    waits = bool(children) and all(child.waits for child in children)
    return Progress(reason="not_due" if waits else "no_children")
