"""Forecasts and trends against SciPy and pymannkendall, on random series."""

import datetime
import math
from typing import Any

import numpy
import okr
import pymannkendall
import pytest
from scipy import stats

SERIES = 1000
START = datetime.date(2026, 1, 1)
DAYS = 365


def random_series(seed: int) -> tuple[list[int], list[float]]:
    """Return days from the start and values: some smooth, some with many equal values."""
    random = numpy.random.default_rng(seed)
    count = int(random.integers(3, 60))
    days = sorted(random.choice(DAYS - 10, count, replace=False).tolist())
    slope, noise = random.normal(0, 0.2), random.choice([0, 0.5, 5])
    values = 50 + slope * numpy.array(days) + random.normal(0, 1, count) * noise
    decimals = int(random.integers(0, 4))
    return days, [round(float(value), decimals) for value in values]


def forecasts(series: list[tuple[list[int], list[float]]]) -> dict[str, Any]:
    """Return what the package forecasts for each series, a key result each."""
    names = [f"k{number}" for number in range(len(series))]
    curve = okr.Curve(points=[(-1e6, 0), (1e6, 1)])
    plan = okr.Plan(
        cycles=[okr.Cycle(id="c", start=START, end=START + datetime.timedelta(DAYS))],
        objectives=[
            okr.Objective(
                id="o",
                title="Forecasts",
                cycle="c",
                key_results=[okr.KeyResult(id=name, title=name, measure=curve) for name in names],
            )
        ],
    )
    rows = [
        (name, START + datetime.timedelta(day), value)
        for name, (days, values) in zip(names, series, strict=True)
        for day, value in zip(days, values, strict=True)
    ]
    report = plan.evaluate(rows, as_of=START + datetime.timedelta(DAYS - 5))
    return {row["key_result"]: row["forecast"] for row in report.key_results}


def test_forecasts_are_those_of_scipy() -> None:
    series = [random_series(seed) for seed in range(SERIES)]
    found = forecasts(series)
    for number, (days, values) in enumerate(series):
        expected = stats.theilslopes(values, days, alpha=0.9, method="separate")
        forecast = found[f"k{number}"]
        # Where things stand: the medians of the newest three points.
        anchor_day, anchor = float(numpy.median(days[-3:])), float(numpy.median(values[-3:]))
        ends = [
            anchor + slope * (DAYS - anchor_day)
            for slope in (expected.low_slope, expected.high_slope)
        ]
        pairs = [
            (forecast["slope"], expected.slope),
            (forecast["slope_low"], expected.low_slope),
            (forecast["slope_high"], expected.high_slope),
            (forecast["value"], anchor + expected.slope * (DAYS - anchor_day)),
            (forecast["low"], min(ends)),
            (forecast["high"], max(ends)),
            (forecast["per_week"], expected.slope * 7),
        ]
        for ours, theirs in pairs:
            assert math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-9), (number, ours, theirs)


def trends(series: list[list[float]], alpha: float) -> dict[str, str]:
    """Return the state of the rule `trend` for each series, a KPI each."""
    rule = okr.Trend(window=max(map(len, series)), alpha=alpha)
    kpis = [
        okr.Kpi(
            id=f"k{number}",
            name=f"k{number}",
            better="lower",
            cadence="daily",
            healthy=okr.Range(max=1e9),
            rules=[rule],
        )
        for number in range(len(series))
    ]
    rows = [
        (f"k{number}", START + datetime.timedelta(len(series[0]) - len(values) + day), value)
        for number, values in enumerate(series)
        for day, value in enumerate(values)
    ]
    day = START + datetime.timedelta(len(series[0]) - 1)
    report = okr.Plan(kpis=kpis).evaluate(rows, as_of=day)
    return {row["kpi"]: row["state"] for row in report.triggers}


@pytest.mark.parametrize(("length", "alpha"), [(8, 0.1), (24, 0.05)])
def test_trends_are_those_of_others(length: int, alpha: float) -> None:
    """Exact up to 10 values without ties, as in SciPy; else as in pymannkendall."""
    random = numpy.random.default_rng(length)
    series = [
        [
            float(x)
            for x in random.normal(0, 1, length) + numpy.arange(length) * random.normal(0, 0.15)
        ]
        for _ in range(SERIES)
    ]
    found = trends(series, alpha)
    fired = 0
    for number, values in enumerate(series):
        if length <= 10:
            tau = stats.kendalltau(range(length), values, method="exact")
            rising, p = tau.statistic > 0, tau.pvalue
        else:
            test = pymannkendall.original_test(values, alpha)
            rising, p = test.s > 0, test.p
        expected = rising and p < alpha
        fired += expected
        # It fires on its first breach and clears on its first period without: the newest decides.
        assert (found.get(f"k{number}") == "firing") == expected, (number, p)
    assert SERIES / 20 < fired < SERIES / 2
