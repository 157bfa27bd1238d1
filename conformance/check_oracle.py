"""The vectors against the oracle, and the oracle against itself. Run by `python -m pytest conformance`."""

import oracle
import pytest
from vectors import NEXT, differences, vectors

CASES = {name: case for name, case in vectors() if not (NEXT / f"{name}.json").exists()}
WITH_REPORT = [name for name, case in CASES.items() if case.get("expect") and not case.get("errors")]


@pytest.mark.parametrize("name", WITH_REPORT)
def test_the_oracle_says_what_a_vector_expects(name):
    case = CASES[name]
    lines = differences(oracle.evaluate(case), case["expect"])
    assert not lines, "\n".join([case["why"], *lines])


@pytest.mark.parametrize("name", CASES)
def test_a_vector_says_why_and_where_its_numbers_come_from(name):
    assert CASES[name]["why"] and CASES[name]["source"]
