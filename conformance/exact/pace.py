"""How far along a goal should be."""

from datetime import date, timedelta
from fractions import Fraction

from .numbers import clamp_share, exact
from .plan import day_of

ZERO, ONE = Fraction(0), Fraction(1)


def elapsed(start: date, end: date, day: date) -> Fraction:
    """The share of the days that are over, the day itself included."""
    days = (end - start).days + 1
    if days <= 0:
        return ZERO
    return clamp_share(Fraction((day - start).days + 1, days))


def share(pace, start: date, end: date, day: date) -> Fraction:
    """The share of the way that is planned for a day."""
    if pace is None or pace == "linear":
        return elapsed(start, end, day)
    eve = start - timedelta(days=1)
    if day <= eve:
        return ZERO
    points = [(day_of(at), exact(part)) for at, part in pace["phased"]]
    later = next((point for point in points if point[0] >= day), None)
    if later is None:
        return points[-1][1]
    before = max([(eve, ZERO)] + [point for point in points if eve < point[0] < day])
    return before[1] + (later[1] - before[1]) * Fraction((day - before[0]).days, (later[0] - before[0]).days)
