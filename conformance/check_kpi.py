"""The KPI oracle against itself: counted by brute force, and the guarantees on generated cases."""

import copy
from datetime import date, timedelta
from fractions import Fraction
from itertools import permutations
from math import factorial

import generate_kpi
import oracle
import pytest
from exact import stats
from exact.calendar import newest_ended, parse_date, period_of

SEED, NUMBERS = 20260814, range(120)
TABLES = ("kpis", "kpi_periods", "triggers")
OF_THE_CHART = ("signal", "mean", "lower", "upper")


def tables(case: dict) -> dict:
    report = oracle.evaluate(case)
    return {name: report[name] for name in TABLES}


@pytest.mark.parametrize("n", [5, 6, 7])
def test_the_exact_p_counts_all_orders(n):
    scores = [stats.mann_kendall([Fraction(x) for x in order]).s for order in permutations(range(n))]
    for s in {s for s in scores if s}:
        assert stats.exact_p(n, s) == Fraction(sum(abs(other) >= abs(s) for other in scores), factorial(n))


@pytest.mark.parametrize("n", [5, 6, 7])
@pytest.mark.parametrize("rises", [1, 2, 3])
def test_the_false_alarm_counts_all_orders(n, rises):
    def has_run(order) -> bool:
        steps = "".join("r" if b > a else "f" for a, b in zip(order, order[1:]))
        return "r" * rises in steps

    hits = sum(has_run(order) for order in permutations(range(n)))
    assert stats.false_alarm(rises, n) == Fraction(hits, factorial(n))


def test_the_false_alarm_of_the_rules():
    assert float(stats.false_alarm(3)) == 0.28900270270495965


@pytest.mark.parametrize("fiscal_year_start", [1, 2, 4, 10, 12])
@pytest.mark.parametrize("cadence", generate_kpi.LENGTHS)
def test_periods_tile_the_calendar(cadence, fiscal_year_start):
    labels = set()
    day = date(2023, 12, 25)
    while day < date(2029, 1, 10):
        period = period_of(cadence, day, fiscal_year_start)
        assert period.start <= day <= period.end
        assert period.offset(1).start == period.end + timedelta(days=1)
        assert newest_ended(cadence, period.end, fiscal_year_start) == period
        assert newest_ended(cadence, period.end - timedelta(days=1), fiscal_year_start) == period.offset(-1)
        assert period.label not in labels
        if cadence in ("daily", "weekly", "monthly") or fiscal_year_start == 1:
            assert parse_date(period.label) == period.end
        labels.add(period.label)
        day = period.end + timedelta(days=1)


@pytest.mark.parametrize("number", NUMBERS)
def test_later_words_change_nothing(number):
    """Guarantee 5: nothing depends on a reading dated or recorded after the day."""
    case = generate_kpi.case(SEED, number)
    known = copy.deepcopy(case)
    last = parse_date(case["as_of"])
    known["readings"] = [
        row
        for row in case["readings"]
        if parse_date(row["date"]) <= last and ("recorded" not in row or parse_date(row["recorded"]) <= last)
    ]
    assert tables(case) == tables(known)


@pytest.mark.parametrize("number", NUMBERS)
def test_mirrored_values_mirror_the_rules(number):
    """Higher and lower are mirror images, but for percent, which a negative value has none of."""
    case = generate_kpi.case(SEED, number)
    case["policy"] = {**(case.get("policy") or case["plan"].get("policy") or {}), "kpi_rules": []}
    for kpi in case["plan"]["kpis"]:
        kpi["rules"] = [rule for rule in kpi.get("rules", []) if _without_percent(rule)]
    image = copy.deepcopy(case)
    for row in image["readings"]:
        row["value"] = None if row["value"] is None else -row["value"]
    for kpi in image["plan"]["kpis"]:
        _mirror(kpi)
    these, those = tables(case)["triggers"], tables(image)["triggers"]
    assert these.keys() == those.keys()
    for key, row in these.items():
        for field in row.keys() - {"draft"}:
            assert row[field] == those[key][field], (key, field)


def _without_percent(rule: dict) -> bool:
    return rule["kind"] != "spike" or ("points" in rule and "percent" not in rule)


def _mirror(kpi: dict) -> None:
    kpi["better"] = {"higher": "lower", "lower": "higher", "inside": "inside"}[kpi["better"]]
    if kpi.get("aggregate") in ("min", "max"):
        kpi["aggregate"] = {"min": "max", "max": "min"}[kpi["aggregate"]]
    for standard in (kpi, *kpi.get("revisions", [])):
        if "target" in standard:
            standard["target"] = -standard["target"]
        if "healthy" in standard:
            opposite = {"min": "max", "max": "min"}
            standard["healthy"] = {opposite[side]: -bound for side, bound in standard["healthy"].items()}


@pytest.mark.parametrize("number", NUMBERS)
def test_a_period_is_judged_by_what_came_before(number):
    """Guarantee 8: cutting off the newest period of a KPI without late words leaves the older rows as they were."""
    case = generate_kpi.case(SEED, number)
    case["readings"] = [row for row in case["readings"] if "recorded" not in row]
    whole = tables(case)["kpi_periods"]
    case["as_of"] = (parse_date(case["as_of"]) - timedelta(days=31)).isoformat()
    for key, row in tables(case)["kpi_periods"].items():
        later = whole[key]
        # The chart is of all periods, and what was awaited has become a gap.
        passed_over = OF_THE_CHART if not row["awaited"] else (*OF_THE_CHART, "awaited", "gap")
        for field in row.keys() - set(passed_over):
            assert row[field] == later[field], (key, field)


@pytest.mark.parametrize("number", NUMBERS[:20])
def test_a_number_is_a_case(number):
    assert generate_kpi.case(SEED, number) == generate_kpi.case(SEED, number)
