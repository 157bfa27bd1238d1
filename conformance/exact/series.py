"""The series of a KPI: one period after the other, with its value, or why it has none."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .calendar import Period, parse_date, period_of
from .numbers import below, exact_or_none
from .readings import Readings


@dataclass(frozen=True)
class KpiPeriod:
    """One period of a series. `withheld`: too few answers to show its value; `gap`: nothing was read."""

    period: Period
    value: Fraction | None
    sample: Fraction | None
    complete: bool
    withheld: bool
    gap: bool


@dataclass(frozen=True)
class Series:
    """One line of values: a KPI, or a KPI of one team where it has `teams`."""

    kpi: dict
    team: str | None
    key: str

    @property
    def metric(self) -> str:
        """The name under which readings arrive: the same as the row key."""
        return self.key


def series_of(kpi: dict) -> list[Series]:
    """The series of a KPI, in document order."""
    if kpi.get("teams"):
        return [Series(kpi, team, f"{kpi['id']}@{team}") for team in kpi["teams"]]
    return [Series(kpi, kpi.get("team"), kpi["id"])]


# Periods


def periods(kpi: dict, series_metric: str, readings: Readings, as_of: date, policy: dict) -> list[KpiPeriod]:
    """The series up to `as_of`: complete periods, gaps included, then the running one where it has a reading."""
    fiscal = policy["fiscal_year_start"]
    by_period: dict[Period, list] = {}
    for reading in readings.visible(series_metric, as_of):
        by_period.setdefault(period_of(kpi["cadence"], reading[0], fiscal), []).append(reading)

    first, last = _span(kpi, by_period, as_of, fiscal)
    if first is None:
        return []
    series = []
    for step in range(last.index - first.index + 1):
        period = first.offset(step)
        series.append(_period(kpi, period, by_period.get(period, []), as_of))

    running = [p for p in series if not p.complete and not p.gap]
    complete = [p for p in series if p.complete]
    while complete and complete[-1].gap and (as_of - complete[-1].period.end).days <= policy["check_in_days"]:
        complete.pop()
    return complete + running


def _span(kpi, by_period, as_of, fiscal) -> tuple[Period | None, Period | None]:
    """The first and last period that can be part of the series as of a day."""
    cadence = kpi["cadence"]
    if kpi.get("start"):
        first = period_of(cadence, parse_date(kpi["start"]), fiscal)
    elif by_period:
        first = min(by_period, key=lambda period: period.index)
    else:
        return None, None
    last = period_of(cadence, as_of, fiscal)
    if kpi.get("end"):
        last = min(last, period_of(cadence, parse_date(kpi["end"]), fiscal), key=lambda period: period.index)
    return (first, last) if first.index <= last.index else (None, None)


def _period(kpi: dict, period: Period, rows: list, as_of: date) -> KpiPeriod:
    complete = as_of >= period.end
    if not rows:
        return KpiPeriod(period, None, None, complete, withheld=False, gap=True)
    value, sample = aggregate(rows, kpi.get("aggregate", "latest"))
    minimum = exact_or_none(kpi.get("min_sample"))
    withheld = minimum is not None and sample is not None and below(sample, minimum)
    return KpiPeriod(period, None if withheld else value, sample, complete, withheld, gap=False)


def aggregate(rows: list, how: str) -> tuple[Fraction, Fraction | None]:
    """The value of some readings (date, value, sample) in order of date, and the sample behind it."""
    values = [value for _, value, _ in rows]
    samples = [sample for _, _, sample in rows]
    if how == "latest":
        return values[-1], samples[-1]
    total = None if None in samples else sum(samples, Fraction(0))
    if how == "sum":
        return sum(values, Fraction(0)), total
    if how == "min":
        return min(values), total
    if how == "max":
        return max(values), total
    if total is not None:
        return sum((v * s for v, s in zip(values, samples)), Fraction(0)) / total, total
    return sum(values, Fraction(0)) / len(values), None


def points(complete: list[KpiPeriod]) -> list[tuple[int, Fraction]]:
    """(index of the period, value) of the periods that have a value."""
    return [(p.period.index, p.value) for p in complete if p.value is not None]


def shown_period(kpi: dict, series: list[KpiPeriod]) -> KpiPeriod | None:
    """The period that the KPI's row speaks of."""
    latest = kpi.get("aggregate", "latest") == "latest"
    return next((p for p in reversed(series) if not p.gap and (p.complete or latest)), None)
