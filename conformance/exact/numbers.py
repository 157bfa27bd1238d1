"""Exact numbers, and the comparisons with their slack."""

from fractions import Fraction

SLACK = Fraction(1, 10**9)
RAW_LIMIT = Fraction(10**9)


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
    return a >= b or a >= b - slack(a, b)


def at_most(a, b) -> bool:
    """Whether a value is at or below a bound, target, point or tolerance."""
    return a <= b or a <= b + slack(a, b)


def above(a, b) -> bool:
    """Whether a value lies beyond a bound upwards: not on it, not within the slack."""
    return not at_most(a, b)


def below(a, b) -> bool:
    """Whether a value lies beyond a bound downwards: not on it, not within the slack."""
    return not at_least(a, b)


def equal(a, b) -> bool:
    """Whether two values are the same within the slack."""
    return abs(a - b) <= slack(a, b)


def clamp(number, low, high):
    """The number, or the limit that it lies beyond."""
    return low if number < low else min(number, high)


def clamp_share(number) -> Fraction:
    """A score: nothing under 0 or over 1."""
    return clamp(number, Fraction(0), Fraction(1))


def clamp_raw(number) -> Fraction:
    """Raw progress within its limits."""
    return clamp(number, -RAW_LIMIT, RAW_LIMIT)


def weighted_mean(pairs) -> Fraction | None:
    """The mean of (weight, number) pairs; none without pairs or where the weights sum to 0."""
    pairs = list(pairs)
    total = sum((weight for weight, _ in pairs), Fraction(0))
    if total == 0:
        return None
    return sum((weight * number for weight, number in pairs), Fraction(0)) / total


def median(numbers) -> Fraction:
    """The middle number, or the mean of the two in the middle."""
    ordered = sorted(numbers)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
