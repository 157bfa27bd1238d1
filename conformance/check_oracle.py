"""The vectors against the oracle, and the oracle against itself. Run by `python -m pytest conformance`."""

from collections import Counter

import generate_next
import oracle
import pytest
from vectors import differences, vectors

CASES = dict(vectors())
WITH_REPORT = [name for name, case in CASES.items() if case.get("expect") and not case.get("errors")]
REFUSED = {"bad_calendar", "bad_formula", "bad_kpi", "duplicate_reading"}
"""The codes that the oracle knows all about; of other problems it knows some."""
WITH_ERRORS = [name for name, case in CASES.items() if REFUSED & {error["code"] for error in case.get("errors", [])}]


@pytest.mark.parametrize("name", WITH_REPORT)
def test_the_oracle_says_what_a_vector_expects(name):
    case = CASES[name]
    lines = differences(oracle.evaluate(case), case["expect"])
    assert not lines, "\n".join([case["why"], *lines])


@pytest.mark.parametrize("name", WITH_ERRORS)
def test_the_oracle_refuses_what_a_vector_refuses(name):
    case = CASES[name]
    expected = {(error["code"], error["path"]) for error in case["errors"]}
    found = set(oracle.refuse(case))
    assert found <= expected, case["why"]
    assert {error for error in expected if error[0] in REFUSED} <= found, case["why"]


@pytest.mark.parametrize("name", CASES)
def test_a_vector_says_why_and_where_its_numbers_come_from(name):
    case = CASES[name]
    assert case["why"] and case["source"] and not ("expect" in case and "errors" in case)


def test_the_vectors_use_every_part():
    found = Counter()
    for case in CASES.values():
        if "errors" not in case:
            found.update(generate_next.reached(case, oracle.evaluate(case)))
    assert [name for name in generate_next.EXPECTED if not found[name]] == []
