"""Days, and periods: of the five cadences, and of the calendars of a plan."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_YEAR = re.compile(r"(\d{4})")
_FISCAL = re.compile(r"FY(\d{4})(?:-Q([1-4]))?")


def parse_date(text: str, fiscal_year_start: int | None = None) -> date:
    """The day that a text names; of a period (`2026-07`, `2026-Q3`, `2026-W33`, `2026`) its last one.

    Fiscal ones (`FY2027-Q1`, `FY2027`) need the month in which the fiscal year starts.
    """
    if fiscal_year_start is not None and (match := _FISCAL.fullmatch(text)):
        quarters = int(match[2] or 4)
        # A fiscal year is named after the year in which it ends.
        first = (int(match[1]) - (fiscal_year_start != 1)) * 12 + fiscal_year_start - 1
        return _first_of_month(first + 3 * quarters) - timedelta(days=1)
    if match := _DAY.fullmatch(text):
        return date(*map(int, match.groups()))
    if match := _MONTH.fullmatch(text):
        return _last_day(*map(int, match.groups()))
    if match := _QUARTER.fullmatch(text):
        year, quarter = map(int, match.groups())
        return _last_day(year, 3 * quarter)
    if match := _WEEK.fullmatch(text):
        return date.fromisocalendar(*map(int, match.groups()), 7)
    if match := _YEAR.fullmatch(text):
        return date(int(match[1]), 12, 31)
    raise ValueError(f"`{text}` is not a date")


def _last_day(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    return date(year, month, monthrange(year, month)[1])


# Calendars of a plan. Each finds the index of the period of a day, and the first day and name of a period.


@dataclass(frozen=True)
class EveryDays:
    """Periods of so many days, counted from a day in both directions."""

    days: int
    origin: date

    def index_of(self, day: date) -> int:
        return (day - self.origin).days // self.days

    def start(self, index: int) -> date:
        return self.origin + timedelta(days=index * self.days)

    def label(self, index: int) -> str:
        return f"{self.start(index).isoformat()}/P{self.days}D"


@dataclass(frozen=True)
class EveryMonths:
    """Periods of so many months, counted from a month (12 x year + month - 1) in both directions."""

    months: int
    origin: int

    def index_of(self, day: date) -> int:
        return (day.year * 12 + day.month - 1 - self.origin) // self.months

    def start(self, index: int) -> date:
        return _first_of_month(self.origin + index * self.months)

    def label(self, index: int) -> str:
        return f"{self.start(index).isoformat()[:7]}/P{self.months}M"


@dataclass(frozen=True)
class Pattern:
    """Periods of whole weeks, their numbers repeating."""

    weeks: tuple[int, ...]
    origin: date

    def index_of(self, day: date) -> int:
        rounds, rest = divmod((day - self.origin).days, 7 * sum(self.weeks))
        within = next(i for i in range(len(self.weeks)) if rest < 7 * sum(self.weeks[: i + 1]))
        return rounds * len(self.weeks) + within

    def start(self, index: int) -> date:
        rounds, within = divmod(index, len(self.weeks))
        return self.origin + timedelta(weeks=rounds * sum(self.weeks) + sum(self.weeks[:within]))

    def label(self, index: int) -> str:
        return f"{self.start(index).isoformat()}/P{self.weeks[index % len(self.weeks)]}W"


@dataclass(frozen=True)
class Listed:
    """Periods as they are listed: (name, first day, last day). There may be days between them."""

    periods: tuple[tuple[str, date, date], ...]

    def index_of(self, day: date) -> int | None:
        return next((i for i, (_, start, end) in enumerate(self.periods) if start <= day <= end), None)

    def start(self, index: int) -> date:
        return self.periods[index][1]

    def label(self, index: int) -> str:
        return self.periods[index][0]


def calendar_of(written: dict):
    """A calendar as a plan writes it."""
    if "periods" in written:
        return Listed(tuple((p["name"], parse_date(p["start"]), parse_date(p["end"])) for p in written["periods"]))
    if "pattern" in written:
        return Pattern(tuple(written["pattern"]["weeks"]), parse_date(written["pattern"]["from"]))
    every = written["every"]
    if "days" in every:
        return EveryDays(every["days"], parse_date(every["from"]))
    year, month = map(int, every["from"].split("-"))
    return EveryMonths(every["months"], year * 12 + month - 1)


@dataclass(frozen=True)
class Period:
    """A day, ISO week, month, quarter, year, or period of a calendar. Neighbours have neighbouring `index`es."""

    cadence: str | EveryDays | EveryMonths | Pattern | Listed
    index: int
    fiscal_year_start: int = 1

    @property
    def start(self) -> date:
        return _start(self.cadence, self.index, self.fiscal_year_start)

    @property
    def end(self) -> date:
        if isinstance(self.cadence, Listed):
            return self.cadence.periods[self.index][2]
        try:
            return _start(self.cadence, self.index + 1, self.fiscal_year_start) - timedelta(days=1)
        except (ValueError, OverflowError):
            # The calendar ends with the year 9999, and so does a period that would reach over it.
            return date.max

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def label(self) -> str:
        return _label(self)

    def offset(self, count: int) -> "Period":
        """The period `count` later (or, below 0, earlier)."""
        return Period(self.cadence, self.index + count, self.fiscal_year_start)


_MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}


def period_of(cadence, day: date, fiscal_year_start: int = 1) -> Period | None:
    """The period that holds a day; none in a listed calendar that has no such period."""
    if not isinstance(cadence, str):
        index = cadence.index_of(day)
        return None if index is None else Period(cadence, index, fiscal_year_start)
    if cadence == "daily":
        return Period(cadence, day.toordinal(), fiscal_year_start)
    if cadence == "weekly":
        # Day 1 of the ordinals, 0001-01-01, is a Monday.
        return Period(cadence, (day.toordinal() - 1) // 7, fiscal_year_start)
    # Quarters and years are shifted to the month in which the fiscal year starts.
    shift = 0 if cadence == "monthly" else fiscal_year_start - 1
    months = day.year * 12 + day.month - 1 - shift
    return Period(cadence, months // _MONTHS[cadence], fiscal_year_start)


def newest_ended(cadence, day_limit: date, fiscal_year_start: int = 1) -> Period | None:
    """The newest period whose last day is not after `day_limit`."""
    period = newest_begun(cadence, day_limit, fiscal_year_start)
    if period is None or period.end <= day_limit:
        return period
    return None if isinstance(cadence, Listed) and period.index == 0 else period.offset(-1)


def newest_begun(cadence, day: date, fiscal_year_start: int = 1) -> Period | None:
    """The period that holds a day or, where none does, the one before."""
    if isinstance(cadence, Listed):
        begun = [index for index, (_, start, _) in enumerate(cadence.periods) if start <= day]
        return Period(cadence, begun[-1], fiscal_year_start) if begun else None
    return period_of(cadence, day, fiscal_year_start)


def first_not_over(cadence, day: date, fiscal_year_start: int = 1) -> Period | None:
    """The period that holds a day or, where none does, the one after."""
    if isinstance(cadence, Listed):
        left = [index for index, (_, _, end) in enumerate(cadence.periods) if end >= day]
        return Period(cadence, left[0], fiscal_year_start) if left else None
    return period_of(cadence, day, fiscal_year_start)


def year_before(period: Period) -> Period | None:
    """The period a year before: 12 months for those that are made of months, else the one that holds the middle day less 364 days."""
    cadence = period.cadence
    by_months = isinstance(cadence, EveryMonths) or cadence in _MONTHS
    try:
        if by_months:
            start = period.start
            day = start.replace(year=start.year - 1)
        else:
            day = period.start + timedelta(days=(period.days - 1) // 2 - 364)
    except (ValueError, OverflowError):
        return None
    found = period_of(cadence, day, period.fiscal_year_start)
    return found if found is not None and found.index < period.index else None


def _first_of_month(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)


def _start(cadence, index: int, fiscal_year_start: int) -> date:
    if not isinstance(cadence, str):
        return cadence.start(index)
    if cadence == "daily":
        return date.fromordinal(index)
    if cadence == "weekly":
        return date.fromordinal(7 * index + 1)
    shift = 0 if cadence == "monthly" else fiscal_year_start - 1
    return _first_of_month(index * _MONTHS[cadence] + shift)


def _label(period: Period) -> str:
    if not isinstance(period.cadence, str):
        return period.cadence.label(period.index)
    if period.cadence == "daily":
        return period.start.isoformat()
    if period.cadence == "weekly":
        year, week, _ = period.start.isocalendar()
        return f"{year:04}-W{week:02}"
    if period.cadence == "monthly":
        return period.start.isoformat()[:7]
    fiscal = period.fiscal_year_start != 1
    # A fiscal year is named after the year in which it ends.
    year = (period.index // 4 if period.cadence == "quarterly" else period.index) + fiscal
    name = f"FY{year:04}" if fiscal else f"{year:04}"
    return f"{name}-Q{period.index % 4 + 1}" if period.cadence == "quarterly" else name
