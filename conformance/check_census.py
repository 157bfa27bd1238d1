"""No measure with fewer than five vectors, no rule without a vector for each situation, nothing that a case can reach and no vector does."""

import census
import pytest
import reached
from vectors import vectors


@pytest.fixture(scope="module")
def rules():
    return census.rules()


@pytest.fixture(scope="module")
def measures():
    return census.measures()


@pytest.mark.parametrize("kind", reached.MEASURES)
def test_each_measure_has_enough_vectors(measures, kind):
    assert len(measures[kind]) >= census.ENOUGH, measures[kind]


@pytest.mark.parametrize("cell", census.expected_cells(), ids=": ".join)
def test_each_rule_has_a_vector_for_each_situation(rules, cell):
    assert rules[cell]


@pytest.mark.parametrize("code", census.CODES)
def test_each_error_has_a_vector(code):
    assert code in {error["code"] for _, case in vectors() for error in case.get("errors", [])}


def test_the_vectors_reach_everything():
    assert reached.missing(census.names()) == []
