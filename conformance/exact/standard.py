"""What a value is judged by, and how healthy it is."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .calendar import Listed, parse_date
from .numbers import above, at_least, at_most, below, exact_or_none, slack
from .series import KpiPeriod, grace_of, newest_ended_before


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

    def worse(self, value, other) -> bool:
        """Whether a value is worse than another one, beyond the slack."""
        return self.badness(value) - self.badness(other) > slack(value, other)


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


def has_percent(values: list[Fraction]) -> bool:
    """Whether a percentage of the last of these values, a series up to it, says something: not of 0, nor where one was below."""
    return values[-1] != 0 and min(values) >= 0


def standard_of(kpi: dict, period: KpiPeriod, as_of: date) -> Standard:
    """What a period is judged by: what was in force on its last day, for the running one what is on `as_of`."""
    return standard(kpi, min(period.period.end, as_of))


def period_health(kpi: dict, period: KpiPeriod, as_of: date) -> str:
    if period.withheld:
        return period.withheld
    if period.value is None:
        return "no_data"
    return standard_of(kpi, period, as_of).health(period.value)


def is_stale(kpi: dict, series: list[KpiPeriod], as_of: date, policy: dict) -> bool:
    """Whether the newest settled period, and all since, are empty; or a listed calendar has come to its end."""
    calendar = kpi["calendar"]
    if isinstance(calendar, Listed) and as_of > calendar.periods[-1][2]:
        return True
    due = newest_ended_before(kpi, as_of, grace_of(kpi, policy), policy["fiscal_year_start"])
    return due is not None and not any(p.period.index >= due.index and p.is_there for p in series)
