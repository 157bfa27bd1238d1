"""The oracle for scores: what must hold of every report, on random cases."""

import random
from datetime import date, timedelta

import generate
import oracle
import pytest
from exact.calendar import parse_date

SEED = 7
TABLES = ("cycles", "teams", "objectives", "key_results", "readings")
CASES = [generate.case(SEED, number) for number in range(150)]


def tables(case: dict) -> dict:
    report = oracle.evaluate(case, with_periods=False)
    return {name: report[name] for name in TABLES}


def is_known(row: dict, as_of: date) -> bool:
    return max(parse_date(row["date"]), parse_date(row.get("recorded") or row["date"])) <= as_of


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["as_of"])
def test_nothing_of_the_future_counts(case):
    as_of = parse_date(case["as_of"])
    past = {name: [row for row in case[name] if is_known(row, as_of)] for name in ("readings", "check_ins")}
    assert tables(case) == tables(case | past)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["as_of"])
def test_the_order_of_rows_does_not_matter(case):
    rows = random.Random(1).sample(case["readings"], len(case["readings"]))
    assert tables(case) == tables(case | {"readings": _in_the_order_of_equals(case["readings"], rows)})


def _in_the_order_of_equals(first: list[dict], rows: list[dict]) -> list[dict]:
    """The rows, those that compete for one metric, day and day of recording in the order that they had at first."""

    def of(row: dict) -> tuple:
        day = parse_date(row["date"])
        return row["metric"], day, parse_date(row.get("recorded") or row["date"])

    queues: dict[tuple, list[dict]] = {}
    for row in first:
        queues.setdefault(of(row), []).append(row)
    return [queues[of(row)].pop(0) for row in rows]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["as_of"])
def test_scores_are_shares_and_have_a_colour(case):
    report = tables(case)
    for row in [*report["objectives"].values(), *report["key_results"].values()]:
        assert (row["score"] is None) == (row["grade"] is None) == (row["attained"] is None)
        assert row["score"] is None or 0 <= row["score"] <= 1
        assert row["expected"] is None or 0 <= row["expected"] <= 1
    for row in report["key_results"].values():
        assert (row["raw"] is None) != (row["unmeasured"] is None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["as_of"])
def test_what_is_over_stays_as_it_is(case):
    """A year after the day on which all is over, nothing but what was recorded later has changed."""
    ends = [cycle["end"] for cycle in case["plan"]["cycles"]]
    ends += [kr["end"] for objective in case["plan"]["objectives"] for kr in objective["key_results"] if "end" in kr]
    ends += [row.get("recorded") or row["date"] for row in case["readings"] + case["check_ins"]]
    ends += [item["state_since"] for item in _items(case) if "state_since" in item]
    over = max(map(parse_date, ends)) + timedelta(days=400)
    then, later = (tables(case | {"as_of": (over + timedelta(days=days)).isoformat()}) for days in (0, 366))
    for table in ("objectives", "key_results"):
        for key, row in then[table].items():
            assert row == later[table][key]


def _items(case: dict) -> list[dict]:
    objectives = case["plan"]["objectives"]
    return [*objectives, *(key_result for objective in objectives for key_result in objective["key_results"])]
