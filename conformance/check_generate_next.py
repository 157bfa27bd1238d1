"""The guarantees on random cases of the second edition."""

import random

import generate_next
import oracle
import pytest
from exact.calendar import parse_date

SEED = 11
CASES = [generate_next.case(SEED, number) for number in range(120)]


def is_known(row: dict, as_of, load: dict) -> bool:
    fiscal = load.get("fiscal_year_start")
    recorded = row.get("recorded") or load.get("recorded") or row["date"]
    return max(parse_date(row["date"], fiscal), parse_date(recorded, fiscal)) <= as_of


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["as_of"])
def test_nothing_of_the_future_counts(case):
    """Guarantee 5."""
    as_of = parse_date(case["as_of"])
    readings = [row for row in case["readings"] if is_known(row, as_of, case.get("load") or {})]
    check_ins = [row for row in case.get("check_ins") or [] if is_known(row, as_of, {})]
    assert oracle.evaluate(case) == oracle.evaluate(case | {"readings": readings, "check_ins": check_ins})


@pytest.mark.parametrize("case", [case for case in CASES if (case.get("load") or {}).get("duplicates", "last") != "last"], ids=lambda case: case["as_of"])
def test_the_order_of_rows_does_not_matter(case):
    """Guarantee 6: where rows of one day combine, or do not occur."""
    rows = random.Random(1).sample(case["readings"], len(case["readings"]))
    assert oracle.evaluate(case) == oracle.evaluate(case | {"readings": rows})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["as_of"])
def test_a_period_has_a_value_or_one_reason(case):
    for row in oracle.evaluate(case)["kpi_periods"].values():
        withheld = row["health"] in ("small_sample", "undefined")
        assert (row["value"] is not None) + row["gap"] + row["awaited"] + withheld == 1


@pytest.mark.parametrize("number", range(20))
def test_a_number_is_a_case(number):
    assert generate_next.case(SEED, number) == generate_next.case(SEED, number)
