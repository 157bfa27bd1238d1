"""The values that a key result reads."""

from dataclasses import dataclass
from datetime import date

from .calendar import Period, newest_ended
from .numbers import below, exact_or_none
from .plan import Plan
from .readings import Point, Readings
from .series import Series, grace_of, is_plain, line_of, newest_ended_before, periods, rows_of

READS_NOTHING = ("milestones", "roll_up")


@dataclass(frozen=True)
class MeasureInput:
    """The values up to `last`, sorted by date: readings, or the values of a KPI's complete periods."""

    start: date
    last: date
    aggregate: str
    own_aggregate: bool
    better: str | None
    points: list[Point]
    withheld: list[date]
    newest_reading: date | None
    newest_period: Period | None = None
    """Of a KPI that is not simply read: its newest period with a value."""

    def window(self) -> list[Point]:
        return [point for point in self.points if point[0] >= self.start]

    def withheld_in_window(self) -> bool:
        return any(day >= self.start for day in self.withheld)


def kpi_read(plan: Plan, key_result: dict) -> dict | None:
    """The KPI that a key result reads, be it the series of one team."""
    metric = key_result.get("metric")
    return None if metric is None else plan.kpis[metric.split("@", 1)[0]]


def series_read(plan: Plan, objective: dict, key_result: dict) -> Series | None:
    """The series that a key result reads: of a KPI with teams the one that is named, else that of its objective's team."""
    kpi = kpi_read(plan, key_result)
    if kpi is None:
        return None
    _, at, team = key_result["metric"].partition("@")
    return line_of(kpi, team if at else objective.get("team"))


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
    own = key_result.get("aggregate")
    how = own or "latest"
    line = series_read(plan, objective, key_result)
    if line is None:
        visible = [point for point in readings.visible(key_result["id"], as_of) if point[0] <= last]
        return MeasureInput(start, last, how, own is not None, None, visible, [], visible[-1][0] if visible else None)
    kpi = line.kpi
    simply_read = kpi["parsed"] is None and (kpi.get("empty") or "gap") == "gap"
    rows = rows_of(kpi, line.metric, readings, as_of, policy["fiscal_year_start"]) if kpi["parsed"] is None else []
    visible = [point for _, point in rows if point[0] <= last]
    known = [] if simply_read and is_plain(kpi) else periods(line, readings, as_of, policy)
    if reads_periods(kpi, own):
        ended = [p for p in known or periods(line, readings, as_of, policy) if p.complete and p.period.end <= last]
        points = [(p.period.end, p.value, p.sample) for p in ended if p.value is not None]
        withheld = [p.period.end for p in ended if p.withheld]
    else:
        points = [point for point in visible if not _is_small(point, kpi)]
        withheld = [point[0] for point in visible if _is_small(point, kpi)]
    newest = visible[-1][0] if visible else None
    there = [] if simply_read else [p.period for p in known if p.is_there and p.period.start <= last]
    return MeasureInput(
        start, last, how, own is not None, kpi["better"], points, withheld, newest, there[-1] if there else None
    )


def reads_periods(kpi: dict, own_aggregate: str | None) -> bool:
    """Whether the values of periods are read and not the readings: always those of a formula or a window."""
    if kpi["parsed"] is not None or int(kpi.get("window") or 1) > 1:
        return True
    return own_aggregate is None and not is_plain(kpi)


def _is_small(point: Point, kpi: dict) -> bool:
    minimum = exact_or_none(kpi.get("min_sample"))
    return minimum is not None and point[2] is not None and below(point[2], minimum)


def newest_due(kpi: dict, as_of: date, policy: dict) -> Period | None:
    """The newest settled period of a KPI: its value is to be expected."""
    return newest_ended_before(kpi, as_of, grace_of(kpi, policy), policy["fiscal_year_start"])


def newest_by(kpi: dict, day: date, policy: dict) -> Period | None:
    """The newest period of a KPI that ended by a day."""
    return newest_ended(kpi["calendar"], day, policy["fiscal_year_start"])
