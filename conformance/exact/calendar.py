"""Days, and the periods of the five cadences."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_YEAR = re.compile(r"(\d{4})")


def parse_date(text: str) -> date:
    """The day that a text names; of a period (`2026-07`, `2026-Q3`, `2026-W33`, `2026`) its last one."""
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


@dataclass(frozen=True)
class Period:
    """A day, ISO week, month, quarter or year. Neighbours have neighbouring `index`es."""

    cadence: str
    index: int
    fiscal_year_start: int = 1

    @property
    def start(self) -> date:
        return _start(self.cadence, self.index, self.fiscal_year_start)

    @property
    def end(self) -> date:
        try:
            return _start(self.cadence, self.index + 1, self.fiscal_year_start) - timedelta(days=1)
        except ValueError:
            # The calendar ends with the year 9999, and so does a week or fiscal year that would reach over it.
            return date.max

    @property
    def label(self) -> str:
        return _label(self)

    def offset(self, count: int) -> "Period":
        """The period `count` later (or, below 0, earlier)."""
        return Period(self.cadence, self.index + count, self.fiscal_year_start)


_MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}


def period_of(cadence: str, day: date, fiscal_year_start: int = 1) -> Period:
    """The period that holds a day. Quarters and years are shifted to the month in which the fiscal year starts."""
    if cadence == "daily":
        return Period(cadence, day.toordinal(), fiscal_year_start)
    if cadence == "weekly":
        # Day 1 of the ordinals, 0001-01-01, is a Monday.
        return Period(cadence, (day.toordinal() - 1) // 7, fiscal_year_start)
    shift = 0 if cadence == "monthly" else fiscal_year_start - 1
    months = day.year * 12 + day.month - 1 - shift
    return Period(cadence, months // _MONTHS[cadence], fiscal_year_start)


def newest_ended(cadence: str, day_limit: date, fiscal_year_start: int = 1) -> Period:
    """The newest period whose last day is not after `day_limit`."""
    period = period_of(cadence, day_limit, fiscal_year_start)
    return period if period.end <= day_limit else period.offset(-1)


def _start(cadence: str, index: int, fiscal_year_start: int) -> date:
    if cadence == "daily":
        return date.fromordinal(index)
    if cadence == "weekly":
        return date.fromordinal(7 * index + 1)
    shift = 0 if cadence == "monthly" else fiscal_year_start - 1
    months = index * _MONTHS[cadence] + shift
    return date(months // 12, months % 12 + 1, 1)


def _label(period: Period) -> str:
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
