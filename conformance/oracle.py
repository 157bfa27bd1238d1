"""The exact oracle: what a report says, worked out in fractions from the rules and not from the library."""

from exact.errors import errors
from exact.report import report


def evaluate(case: dict, with_periods: bool = True) -> dict:
    """The report of a conformance case, as tables of row key -> row, with its numbers as fractions."""
    return report(case, with_periods)


def refuse(case: dict) -> list[tuple[str, str]]:
    """The errors (code, path) of a case, as far as the oracle knows them: those that the second edition added."""
    return errors(case)
