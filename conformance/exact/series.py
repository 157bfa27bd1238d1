"""The series of a KPI: one period after the other, with its value, or why it has none."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from .calendar import Period, first_not_over, newest_begun, newest_ended, parse_date, period_of
from .formula import BOUND
from .numbers import below, exact_or_none
from .plan import Plan
from .readings import Point, Readings


@dataclass(frozen=True)
class Series:
    """One line of values: a KPI, or a KPI of one team, or other name, where it has `teams`."""

    kpi: dict
    team: str | None
    key: str
    by_name: bool = False
    """Whether it is one of several of its KPI."""

    @property
    def metric(self) -> str:
        """The name under which readings arrive: the same as the row key."""
        return self.key


def series_of(kpi: dict, readings: Readings, as_of: date) -> list[Series]:
    """The series of a KPI, in document order; of `teams: "any"` one for each name that was read, in code point order."""
    if not kpi.get("teams"):
        return [Series(kpi, kpi.get("team"), kpi["id"])]
    teams = kpi["teams"]
    if teams == "any":
        sources = [kpi["id"]] if kpi["parsed"] is None else inputs_of(kpi)
        teams = sorted({name for source in sources for name in readings.names(source, as_of)})
    return [line_of(kpi, team) for team in teams]


def line_of(kpi: dict, team: str | None) -> Series:
    """The series of a KPI, or of one of its teams."""
    if kpi.get("teams"):
        return Series(kpi, team, f"{kpi['id']}@{team}", by_name=True)
    return Series(kpi, kpi.get("team"), kpi["id"])


def inputs_of(kpi: dict) -> list[str]:
    """The inputs that a KPI is made of, its sample among them."""
    sample = [kpi["sample"]] if kpi.get("sample") else []
    return list(dict.fromkeys([*kpi["parsed"].inputs, *sample]))


def metrics_read(plan: Plan, lines: list[Series], readings: Readings) -> set[str]:
    """The names of readings that the plan knows: of key results, of series, and of inputs with whatever name.

    Nothing reads what bears the name of a KPI with a formula.
    """
    known = {*plan.key_results, *(line.metric for line in lines if line.kpi["parsed"] is None)}
    for metric in readings.by_metric:
        first, at, name = metric.partition("@")
        kpi = plan.kpis.get(first, {})
        any_of = kpi.get("teams") == "any" and kpi["parsed"] is None and name
        if (first in plan.inputs and (name or not at)) or any_of:
            known.add(metric)
    return known


# What a KPI is


def window_of(kpi: dict) -> int:
    return int(kpi.get("window") or 1)


def is_plain(kpi: dict) -> bool:
    """Whether it shows its newest reading: by `latest`, without formula and window."""
    return kpi["parsed"] is None and window_of(kpi) == 1 and (kpi.get("aggregate") or "latest") == "latest"


def grace_of(kpi: dict, policy: dict) -> int:
    """How many days after its last day a period may still come in."""
    return policy["check_in_days"] if kpi.get("grace_days") is None else int(kpi["grace_days"])


def judges_settled_only(kpi: dict) -> bool:
    """Whether unsettled values are preliminary."""
    by_latest = kpi["parsed"] is None and (kpi.get("aggregate") or "latest") == "latest"
    return kpi.get("grace_days") is not None and not by_latest


def base_of(kpi: dict) -> dict:
    """The KPI without its rolling window."""
    return {**kpi, "window": 1}


def rows_of(kpi: dict, metric: str, readings: Readings, as_of: date, fiscal: int) -> list[tuple[Period, Point]]:
    """The readings that count, each with its period: within the KPI's life, and in some period of its calendar.

    Rolling windows read what lies before the start.
    """
    start = parse_date(kpi["start"]) if kpi.get("start") and window_of(kpi) == 1 else date.min
    end = parse_date(kpi["end"]) if kpi.get("end") else date.max
    dated = ((period_of(kpi["calendar"], point[0], fiscal), point) for point in readings.visible(metric, as_of))
    return [(period, point) for period, point in dated if period is not None and start <= point[0] <= end]


# What readings come to


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


class Column:
    """The readings of one metric by period."""

    def __init__(self, dated: list[tuple[Period, Point]], how: str, empty: str | None):
        self.how, self.empty = how, empty
        self.rows: dict[int, list[Point]] = {}
        for period, point in dated:
            self.rows.setdefault(period.index, []).append(point)
        self.zeros = range(0)
        """The periods in which no row means 0: set once it is known where the series begins."""

    def of(self, index: int) -> Fraction | None:
        """What one period comes to."""
        if index in self.rows:
            return aggregate(self.rows[index], self.how)[0]
        return Fraction(0) if self.empty == "zero" and index in self.zeros else None

    def over(self, index: int, window: int) -> tuple[Fraction, Fraction | None] | None:
        """What a window comes to that ends with a period."""
        indexes = range(index - window + 1, index + 1)
        rows = [row for i in indexes for row in self.rows.get(i, ())]
        if self.how == "sum":
            if any(self.of(i) is None for i in indexes):
                return None
        elif index not in self.rows:
            return None
        return aggregate(rows, self.how) if rows else (Fraction(0), None)


class Whole:
    """An input that comes by name, summed over the names that are there in a period."""

    def __init__(self, columns: dict[str, Column], how: str, present):
        self.columns, self.how, self.present = columns, how, present

    def of(self, index: int) -> Fraction | None:
        values = (self.columns[name].of(index) for name in self.present(index) if name in self.columns)
        values = [value for value in values if value is not None]
        return sum(values, Fraction(0)) if values else None

    def over(self, index: int, window: int) -> tuple[Fraction, None] | None:
        """The sums of the periods, in turn aggregated."""
        sums = [self.of(i) for i in range(index - window + 1, index + 1)]
        if sums[-1] is None or (self.how == "sum" and None in sums):
            return None
        return aggregate([(None, value, None) for value in sums if value is not None], self.how)[0], None


@dataclass(frozen=True)
class Found:
    """What a period comes to. `withheld`: the reason why a value is not shown."""

    value: Fraction | None = None
    sample: Fraction | None = None
    withheld: str | None = None

    @property
    def is_there(self) -> bool:
        return self.value is not None or self.withheld is not None


class Source:
    """Where the values of one series come from: the readings of a metric, or a formula of inputs."""

    def __init__(self, line: Series, readings: Readings, as_of: date, policy: dict):
        self.line, self.kpi, self.readings, self.as_of = line, line.kpi, readings, as_of
        self.fiscal, self.grace = policy["fiscal_year_start"], grace_of(line.kpi, policy)
        self.window = window_of(self.kpi)
        self.named: dict[str, dict[str, Column]] = {}
        self._present: dict[int, list[str]] = {}
        if self.kpi["parsed"] is None:
            self.columns = {"": self._column(line.metric, self.kpi)}
        else:
            self.columns = {name: self._input(name) for name in inputs_of(self.kpi)}
        self._begin()

    def _column(self, metric: str, written: dict, default: str = "latest") -> Column:
        rows = rows_of(self.kpi, metric, self.readings, self.as_of, self.fiscal)
        return Column(rows, written.get("aggregate") or default, written.get("empty"))

    def _input(self, name: str) -> Column | Whole:
        """An input of the series' own name; or, of a KPI without teams, of all names together; or the one without a name."""
        written = self.kpi["inputs"][name]
        names = self.readings.names(name, self.as_of)
        if not names:
            return self._column(name, written, "sum")
        if self.line.by_name:
            return self._column(f"{name}@{self.line.team}", written, "sum")
        self.named[name] = {part: self._column(f"{name}@{part}", written, "sum") for part in names}
        return Whole(self.named[name], written.get("aggregate") or "sum", self.present)

    def _begin(self) -> None:
        """Finds the first period with a reading, from which on no row means 0."""
        columns = [column for column in self.columns.values() if isinstance(column, Column)]
        if self.named:
            # Whoever is read in one input takes part in all of them.
            everyone = sorted({part for parts in self.named.values() for part in parts})
            for name, parts in self.named.items():
                for part in everyone:
                    if part not in parts:
                        parts[part] = self._column(f"{name}@{part}", self.kpi["inputs"][name], "sum")
            columns += [column for parts in self.named.values() for column in parts.values()]
        read = [index for column in columns for index in column.rows]
        self.first_read = min(read, default=None)
        begin = read[:]
        if self.kpi.get("start") and (first := first_not_over(self.kpi["calendar"], parse_date(self.kpi["start"]), self.fiscal)):
            begin.append(first.index)
        settled = newest_ended_before(self.kpi, self.as_of, self.grace, self.fiscal)
        if begin and settled is not None:
            for column in columns:
                column.zeros = range(min(begin), settled.index + 1)

    def present(self, index: int) -> list[str]:
        """The names that have a value of every named input of the formula: all, where none of them is named but the sample."""
        if index not in self._present:
            asked = [parts for name, parts in self.named.items() if name in self.kpi["parsed"].inputs]
            everyone = sorted({part for parts in self.named.values() for part in parts})
            there = [part for part in everyone if all(parts[part].of(index) is not None for parts in asked)]
            self._present[index] = there
        return self._present[index]

    @cached_property
    def has_parts(self) -> bool:
        return any(name in self.named for name in self.kpi["parsed"].inputs) if self.kpi["parsed"] else False

    def expected(self, period: Period) -> list[str]:
        """The names of the newest earlier settled period in which any is there."""
        first = period.index if self.first_read is None else self.first_read
        for index in range(period.index - 1, first - 1, -1):
            if self.is_settled(Period(period.cadence, index, self.fiscal)) and self.present(index):
                return self.present(index)
        return []

    def is_settled(self, period: Period) -> bool:
        return (self.as_of - period.end).days > self.grace

    def find(self, index: int) -> Found:
        if self.kpi["parsed"] is None:
            found = self.columns[""].over(index, self.window)
            if found is None:
                return Found()
            value, sample = found
        else:
            values = {name: self.columns[name].over(index, self.window) for name in self.kpi["parsed"].inputs}
            if None in values.values():
                return Found()
            value = self.kpi["parsed"].value({name: found[0] for name, found in values.items()})
            sample = self.columns[self.kpi["sample"]].over(index, self.window) if self.kpi.get("sample") else None
            sample = None if sample is None else sample[0]
        minimum = exact_or_none(self.kpi.get("min_sample"))
        if minimum is not None and sample is not None and below(sample, minimum):
            return Found(None, _positive(sample), "small_sample")
        if value is None or abs(value) > BOUND:
            return Found(None, _positive(sample), "undefined")
        return Found(value, _positive(sample))


def _positive(sample: Fraction | None) -> Fraction | None:
    """A sample is greater than 0 or none at all."""
    return sample if sample is not None and sample > 0 else None


# Periods


@dataclass(frozen=True)
class KpiPeriod:
    """One period of a series.

    `gap`: settled and without a value. `awaited`: without one that may still come. `withheld`: why its value is not shown.
    """

    period: Period
    value: Fraction | None
    sample: Fraction | None
    complete: bool
    settled: bool
    withheld: str | None
    gap: bool
    awaited: bool
    parts: int | None = None
    parts_of: int | None = None

    @property
    def is_there(self) -> bool:
        return self.value is not None or self.withheld is not None


def periods(line: Series, readings: Readings, as_of: date, policy: dict) -> list[KpiPeriod]:
    """The series up to `as_of`: complete periods, gaps included, then the running one where it has a value."""
    source = Source(line, readings, as_of, policy)
    first, last = _span(source)
    if first is None:
        return []
    series = [_period(source, first.offset(step)) for step in range(last.index - first.index + 1)]
    if not line.kpi.get("start"):
        while series and not series[0].is_there:
            series.pop(0)
    running = [p for p in series if not p.complete and p.is_there]
    complete = [p for p in series if p.complete]
    while complete and complete[-1].awaited:
        complete.pop()
    return complete + running


def _span(source: Source) -> tuple[Period | None, Period | None]:
    """The first and last period that can be part of the series as of a day."""
    kpi, calendar, fiscal = source.kpi, source.kpi["calendar"], source.fiscal
    if kpi.get("start"):
        first = first_not_over(calendar, parse_date(kpi["start"]), fiscal)
    else:
        first = None if source.first_read is None else Period(calendar, source.first_read, fiscal)
    last = newest_begun(calendar, source.as_of, fiscal)
    if kpi.get("end"):
        of_end = newest_begun(calendar, parse_date(kpi["end"]), fiscal)
        last = None if last is None or of_end is None else min(last, of_end, key=lambda period: period.index)
    if first is None or last is None or first.index > last.index:
        return None, None
    return first, last


def _period(source: Source, period: Period) -> KpiPeriod:
    found = source.find(period.index)
    complete, settled = source.as_of >= period.end, source.is_settled(period)
    parts = parts_of = None
    awaits_part = False
    if source.has_parts:
        there, expected = source.present(period.index), source.expected(period)
        parts, parts_of = len(there), len({*there, *expected})
        awaits_part = complete and not settled and parts < parts_of
    if awaits_part:
        found = Found()
    empty = not found.is_there
    return KpiPeriod(
        period,
        found.value,
        found.sample,
        complete,
        settled,
        found.withheld,
        gap=empty and settled,
        awaited=empty and not settled,
        parts=parts,
        parts_of=parts_of,
    )


def newest_ended_before(kpi: dict, as_of: date, grace: int, fiscal: int) -> Period | None:
    """The newest settled period: it ended more than `grace` days before `as_of`."""
    ordinal = as_of.toordinal() - grace - 1
    return newest_ended(kpi["calendar"], date.fromordinal(ordinal), fiscal) if ordinal > 0 else None


def points(complete: list[KpiPeriod]) -> list[tuple[int, Fraction]]:
    """(index of the period, value) of the periods that have a value."""
    return [(p.period.index, p.value) for p in complete if p.value is not None]


def shown_period(kpi: dict, series: list[KpiPeriod]) -> KpiPeriod | None:
    """The period that the KPI's row speaks of."""
    return next((p for p in reversed(series) if p.is_there and (p.complete or is_plain(kpi))), None)


# Phases


def phase_of(kpi: dict, period: Period) -> int:
    """How many phases have begun by a period: 0 before the first."""
    return sum(parse_date(phase["from"]) <= period.end for phase in kpi.get("phases") or [])
