"""What a key result sees of the readings."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from . import calendar
from .numbers import below, exact_or_none
from .plan import Plan
from .readings import Readings
from .series import periods

Point = tuple[date, Fraction, Fraction | None]

READS_NOTHING = ("milestones", "roll_up")


@dataclass(frozen=True)
class MeasureInput:
    """The values up to `last`, sorted by date: readings, or the values of a KPI's complete periods."""

    start: date
    last: date
    aggregate: str
    better: str | None
    points: list[Point]
    withheld: list[date]
    newest_reading: date | None

    def window(self) -> list[Point]:
        return [point for point in self.points if point[0] >= self.start]

    def withheld_in_window(self) -> bool:
        return any(day >= self.start for day in self.withheld)


def series_name(plan: Plan, objective: dict, key_result: dict) -> str:
    """The name under which the readings of a key result arrive: its own, its KPI's, or its KPI's for the team."""
    if key_result.get("metric") is None:
        return key_result["id"]
    kpi = plan.kpis[key_result["metric"]]
    return f"{kpi['id']}@{objective['team']}" if kpi.get("teams") else kpi["id"]


def read(
    plan: Plan,
    objective: dict,
    key_result: dict,
    start: date,
    last: date,
    readings: Readings,
    as_of: date,
    policy: dict,
) -> MeasureInput:
    """What was known on `as_of` of the days up to `last`."""
    name = series_name(plan, objective, key_result)
    kpi = plan.kpis.get(key_result.get("metric"))
    own = key_result.get("aggregate")
    visible = [point for point in readings.visible(name, as_of) if point[0] <= last]
    newest = visible[-1][0] if visible else None
    if kpi is None:
        return MeasureInput(start, last, own or "latest", None, visible, [], newest)
    if own is None and (kpi.get("aggregate") or "latest") != "latest":
        known = periods(kpi, name, readings, as_of, policy)
        ended = [p for p in known if p.complete and p.period.end <= last]
        points = [(p.period.end, p.value, p.sample) for p in ended if p.value is not None]
        withheld = [p.period.end for p in ended if p.withheld]
    else:
        small = [_is_small(point, kpi) for point in visible]
        points = [point for point, is_small in zip(visible, small) if not is_small]
        withheld = [point[0] for point, is_small in zip(visible, small) if is_small]
    return MeasureInput(start, last, own or "latest", kpi["better"], points, withheld, newest)


def _is_small(point: Point, kpi: dict) -> bool:
    minimum = exact_or_none(kpi.get("min_sample"))
    return minimum is not None and point[2] is not None and below(point[2], minimum)


def newest_due(kpi: dict, as_of: date, policy: dict) -> calendar.Period:
    """The newest period of a KPI that ended more than `check_in_days` before `as_of`: its value is to be expected."""
    limit = date.fromordinal(as_of.toordinal() - policy["check_in_days"] - 1)
    return calendar.newest_ended(kpi["cadence"], limit, policy["fiscal_year_start"])


def newest_by(kpi: dict, day: date, policy: dict) -> calendar.Period:
    """The newest period of a KPI that ended by a day."""
    return calendar.newest_ended(kpi["cadence"], day, policy["fiscal_year_start"])
