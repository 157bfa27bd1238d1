"""The differential test on itself: the oracle as its own library, and with mistakes put in."""

import json
from fractions import Fraction

import differential
import oracle
import pytest

SEED = 20260701
TABLES = (*differential.KEYS, "kpis", "kpi_periods", "triggers")


def as_text(report: dict) -> str:
    """The oracle's report in the form of the library's: arrays of rows, numbers as doubles."""
    tables = {name: list(rows.values()) for name, rows in report.items() if name in TABLES}
    return json.dumps(
        {**report, **tables}, default=lambda number: float(number) if isinstance(number, Fraction) else None
    )


def honest(text: str) -> str:
    return as_text(oracle.evaluate(json.loads(text)))


def mistaken(table: str, field: str, change):
    """A library that gets one field of one table wrong, in every row that has it."""

    def evaluate(text: str) -> str:
        report = oracle.evaluate(json.loads(text))
        for row in report[table].values():
            row[field] = change(row[field])
        return as_text(report)

    return evaluate


def test_the_oracle_agrees_with_itself_and_reaches_everything():
    outcome = differential.run(honest, 600, SEED)
    assert not outcome.failed, str(outcome)
    assert not differential.reached.missing(outcome.counts), str(outcome)


def test_the_second_edition_agrees_with_itself_and_uses_everything():
    outcome = differential.run(honest, 500, SEED, second=True)
    assert not outcome.failed, str(outcome)
    assert not outcome.missing(), str(outcome)


@pytest.mark.parametrize(
    ("table", "field", "change"),
    [
        ("key_results", "expected_value", lambda value: value and value + 1),
        ("kpis", "parts", lambda parts: parts and parts + 1),
        ("kpis", "running", lambda running: None),
        ("kpis", "year_ago", lambda value: value and -value - 1),
        ("kpi_periods", "awaited", lambda awaited: False),
        ("kpi_periods", "phase", lambda phase: None),
    ],
)
def test_a_mistake_in_the_second_edition_is_found(table, field, change):
    outcome = differential.run(mistaken(table, field, change), 200, SEED, stop_after=1, second=True)
    assert any(f"/{field}: " in line or f"/{field}/" in line for _, lines in outcome.failed for line in lines)


@pytest.mark.parametrize(
    ("table", "field", "change"),
    [
        ("key_results", "score", lambda score: score and score * (1 + Fraction(1, 10**8))),
        ("key_results", "status", lambda status: "on_track" if status == "stale" else status),
        ("key_results", "attained", lambda attained: bool(attained)),
        ("objectives", "expected", lambda expected: expected or Fraction(0)),
        ("cycles", "objectives", lambda count: count + 1),
        ("teams", "tree_score", lambda score: None),
        ("kpis", "health", lambda health: "healthy" if health == "unrated" else health),
        ("triggers", "run", lambda run: run + 1),
        ("triggers", "draft", lambda draft: None),
        ("triggers", "reason", lambda reason: reason and "range"),
    ],
)
def test_a_mistake_is_found(table, field, change):
    outcome = differential.run(mistaken(table, field, change), 300, SEED, stop_after=1)
    assert any(f"/{field}: " in line for _, lines in outcome.failed for line in lines)


def test_a_library_that_fails_differs():
    def fails(text: str) -> str:
        raise ValueError("no")

    outcome = differential.run(fails, 3, SEED, stop_after=2)
    assert [lines for _, lines in outcome.failed] == [["the library raised ValueError: no"]] * 2


def test_a_case_is_cut_down_to_what_matters():
    evaluate = mistaken("key_results", "raw", lambda raw: raw and raw + 1)
    number = differential.run(evaluate, 300, SEED, stop_after=1).failed[0][0]
    cut = differential.smallest(evaluate, SEED, number)
    assert len(cut["plan"]["objectives"]) == 1
    assert len(cut["plan"]["objectives"][0]["key_results"]) == 1
    assert len(cut["readings"]) <= 2
