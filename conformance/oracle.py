"""The exact oracle: what a report says, worked out in fractions from the rules and not from the library."""

from exact.report import report


def evaluate(case: dict, with_periods: bool = True) -> dict:
    """The report of a conformance case, as tables of row key -> row, with its numbers as fractions."""
    return report(case, with_periods)
