"""KPIs: the series of periods, what it is judged by, health, and the rows of the report."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from . import stats
from .calendar import Period, newest_ended, parse_date, period_of
from .numbers import above, at_least, at_most, below, exact_or_none
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


# Standards and health


@dataclass(frozen=True)
class Standard:
    """What a value is judged by on a day."""

    better: str
    target: Fraction | None
    lower: Fraction | None
    upper: Fraction | None

    @property
    def has_range(self) -> bool:
        return self.lower is not None or self.upper is not None

    def target_met(self, value) -> bool | None:
        if self.target is None:
            return None
        return at_least(value, self.target) if self.better == "higher" else at_most(value, self.target)

    def inside(self, value) -> bool:
        return not (
            (self.lower is not None and below(value, self.lower))
            or (self.upper is not None and above(value, self.upper))
        )

    def health(self, value) -> str:
        met = self.target_met(value)
        if not self.has_range:
            return "unrated" if met is None else "healthy" if met else "unhealthy"
        if not self.inside(value):
            return "unhealthy"
        return "watch" if met is False else "healthy"

    def outside(self, value) -> Fraction:
        """How far a value lies outside the range, 0 within."""
        under = Fraction(0) if self.lower is None else self.lower - value
        over = Fraction(0) if self.upper is None else value - self.upper
        return max(under, over, Fraction(0))

    def badness(self, value) -> Fraction:
        """A number that grows as a value gets worse."""
        if self.better == "higher":
            return -value
        return value if self.better == "lower" else self.outside(value)


def standard(kpi: dict, day: date) -> Standard:
    """What is in force on a day."""
    target, healthy = kpi.get("target"), kpi.get("healthy")
    for revision in kpi.get("revisions") or []:
        if parse_date(revision["from"]) <= day:
            target = target if revision.get("target") is None else revision["target"]
            healthy = healthy if revision.get("healthy") is None else revision["healthy"]
    healthy = healthy or {}
    return Standard(
        kpi["better"],
        exact_or_none(target),
        exact_or_none(healthy.get("min")),
        exact_or_none(healthy.get("max")),
    )


def standard_of(kpi: dict, period: KpiPeriod, as_of: date) -> Standard:
    """What a period is judged by: what was in force on its last day, for the running one what is on `as_of`."""
    return standard(kpi, min(period.period.end, as_of))


def period_health(kpi: dict, period: KpiPeriod, as_of: date) -> str:
    if period.gap:
        return "no_data"
    if period.withheld:
        return "small_sample"
    return standard_of(kpi, period, as_of).health(period.value)


def is_stale(kpi: dict, series: list[KpiPeriod], as_of: date, policy: dict) -> bool:
    """Whether the newest period that ended more than `check_in_days` ago, and all since, are empty."""
    limit = as_of - timedelta(days=policy["check_in_days"] + 1)
    due = newest_ended(kpi["cadence"], limit, policy["fiscal_year_start"])
    return not any(p.period.index >= due.index and not p.gap for p in series)


# Rows of the report


def shown_period(kpi: dict, series: list[KpiPeriod]) -> KpiPeriod | None:
    """The period that the KPI's row speaks of."""
    latest = kpi.get("aggregate", "latest") == "latest"
    return next((p for p in reversed(series) if not p.gap and (p.complete or latest)), None)


def row(line: Series, series: list[KpiPeriod], as_of: date, policy: dict) -> dict:
    """The row of table `kpis`."""
    kpi, shown = line.kpi, shown_period(line.kpi, series)
    judged_by = standard(kpi, as_of) if shown is None else standard_of(kpi, shown, as_of)
    value = None if shown is None else shown.value
    complete = [p for p in series if p.complete]
    earlier = [p for p in complete if shown and p.period.index < shown.period.index and p.value is not None]
    previous = earlier[-1].value if earlier else None
    benchmark = exact_or_none((kpi.get("benchmark") or {}).get("value"))
    return {
        "kpi": kpi["id"],
        "team": line.team,
        "name": kpi["name"],
        "owner": kpi.get("owner"),
        "unit": kpi.get("unit"),
        "period": None if shown is None else shown.period.label,
        "value": value,
        "sample": None if shown is None else shown.sample,
        "previous": previous,
        **_change(judged_by, value, [p.value for p in earlier]),
        "health": _row_health(kpi, series, shown, as_of, policy),
        "target": judged_by.target,
        "target_met": None if value is None else judged_by.target_met(value),
        "target_gap": None if value is None or judged_by.target is None else value - judged_by.target,
        "benchmark_gap": None if value is None or benchmark is None else value - benchmark,
        "unhealthy_periods": unhealthy_periods(kpi, complete, as_of),
        "xmr": _xmr_row(complete),
    }


def _change(judged_by: Standard, value, before: list) -> dict:
    if value is None or not before:
        return {"change": None, "change_percent": None, "moved": "unknown"}
    previous = before[-1]
    change = value - previous
    worse = judged_by.badness(value) - judged_by.badness(previous)
    return {
        "change": change,
        "change_percent": None if min(before + [value]) <= 0 else 100 * change / previous,
        "moved": "worse" if worse > 0 else "better" if worse < 0 else "same",
    }


def _row_health(kpi, series, shown, as_of, policy) -> str:
    if kpi.get("end") and as_of > parse_date(kpi["end"]):
        return "retired"
    if shown is None:
        return "no_data"
    health = period_health(kpi, shown, as_of)
    if health in ("healthy", "watch") and is_stale(kpi, series, as_of, policy):
        return "stale"
    return health


def unhealthy_periods(kpi: dict, complete: list[KpiPeriod], as_of: date) -> int:
    """How many unhealthy periods stand at the end of the series; periods without a value are passed over."""
    run = 0
    for period in reversed(complete):
        if period.value is None:
            continue
        if period_health(kpi, period, as_of) != "unhealthy":
            break
        run += 1
    return run


def points(complete: list[KpiPeriod]) -> list[tuple[int, Fraction]]:
    """(index of the period, value) of the periods that have a value."""
    return [(p.period.index, p.value) for p in complete if p.value is not None]


def _xmr_row(complete: list[KpiPeriod]) -> dict | None:
    chart = stats.xmr(points(complete))
    if chart is None:
        return None
    return {
        "mean": chart.mean,
        "lower": chart.lower,
        "upper": chart.upper,
        "mean_range": chart.mean_range,
        "points": chart.points,
        "provisional": chart.provisional,
    }


def period_rows(line: Series, series: list[KpiPeriod], as_of: date) -> dict:
    """The rows of table `kpi_periods`, by key `kpi:period`."""
    complete = [p for p in series if p.complete]
    values = points(complete)
    chart = stats.xmr(values)
    signals = {}
    if chart is not None:
        for position, (index, _) in enumerate(values):
            signals[index] = stats.signal([value for _, value in values[: position + 1]], chart)
    rows = {}
    for period in complete:
        judged_by = standard_of(line.kpi, period, as_of)
        rows[f"{line.key}:{period.period.label}"] = {
            "kpi": line.kpi["id"],
            "team": line.team,
            "period": period.period.label,
            "start": period.period.start.isoformat(),
            "end": period.period.end.isoformat(),
            "value": period.value,
            "sample": period.sample,
            "gap": period.gap,
            "health": period_health(line.kpi, period, as_of),
            "target": judged_by.target,
            "lower": judged_by.lower,
            "upper": judged_by.upper,
            "signal": signals.get(period.period.index),
        }
    return rows


def tables(plan: dict, policy: dict, readings: Readings, as_of: date, with_periods: bool = True) -> dict:
    """The tables `kpis`, `kpi_periods` (on request) and `triggers`: rows by key, in document order."""
    from . import triggers

    lines = [line for kpi in plan.get("kpis", []) for line in series_of(kpi)]
    series = {line.key: periods(line.kpi, line.metric, readings, as_of, policy) for line in lines}
    period_table = {}
    for line in lines if with_periods else ():
        period_table.update(period_rows(line, series[line.key], as_of))
    return {
        "kpis": {line.key: row(line, series[line.key], as_of, policy) for line in lines},
        "kpi_periods": period_table,
        "triggers": triggers.table(plan, policy, lines, series, as_of),
    }
