"""What a value is judged by, and how healthy it is."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from .calendar import newest_ended, parse_date
from .numbers import above, at_least, at_most, below, exact_or_none
from .series import KpiPeriod


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
