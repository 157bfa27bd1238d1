"""Exact numbers, and the comparisons with their slack."""

from fractions import Fraction

SLACK = Fraction(1, 10**9)


def exact(number) -> Fraction:
    """The fraction that a JSON number is once it is read as a double."""
    return number if isinstance(number, Fraction) else Fraction(float(number))


def exact_or_none(number) -> Fraction | None:
    """Like `exact`, and none stays none."""
    return None if number is None else exact(number)


def meets(share, threshold) -> bool:
    """Whether a score, share or gap reaches a threshold."""
    return share >= threshold - SLACK


def slack(a, b) -> Fraction:
    """How far two values may be apart and still count as equal."""
    return SLACK * max(abs(a), abs(b))


def at_least(a, b) -> bool:
    """Whether a value is at or above a bound, target, point or tolerance."""
    return a >= b - slack(a, b)


def at_most(a, b) -> bool:
    """Whether a value is at or below a bound, target, point or tolerance."""
    return a <= b + slack(a, b)


def above(a, b) -> bool:
    """Whether a value lies beyond a bound upwards: not on it, not within the slack."""
    return not at_most(a, b)


def below(a, b) -> bool:
    """Whether a value lies beyond a bound downwards: not on it, not within the slack."""
    return not at_least(a, b)
