"""The vectors of the second edition against the oracle, until they move to `vectors`."""

from collections import Counter

import generate_next
import oracle
import pytest
from vectors import NEXT, differences, vectors

CASES = dict(vectors(NEXT))


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "errors" not in case])
def test_the_oracle_says_what_a_vector_expects(name):
    case = CASES[name]
    assert case.get("expect") or case.get("findings")
    assert oracle.refuse(case) == []
    lines = differences(oracle.evaluate(case), case.get("expect", {}))
    assert not lines, "\n".join([case["why"], *lines])


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "errors" in case])
def test_the_oracle_refuses_what_a_vector_refuses(name):
    case = CASES[name]
    expected = sorted((error["code"], error["path"]) for error in case["errors"])
    assert sorted(oracle.refuse(case)) == expected, case["why"]


@pytest.mark.parametrize("name", CASES)
def test_a_vector_says_why_and_where_its_numbers_come_from(name):
    case = CASES[name]
    assert case["why"] and case["source"] and not ("expect" in case and "errors" in case)


def test_the_vectors_use_every_part():
    found = Counter()
    for case in (*CASES.values(), *dict(vectors()).values()):
        if "errors" not in case:
            found.update(generate_next.reached(case, oracle.evaluate(case)))
    assert [name for name in generate_next.EXPECTED if not found[name]] == []
