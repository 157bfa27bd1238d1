"""Readings as they were known on a day: corrections, retractions, events that add up, samples."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .calendar import parse_date
from .numbers import exact, exact_or_none

COMBINING = ("sum", "mean", "min", "max")
Point = tuple[date, Fraction, Fraction | None]


@dataclass(frozen=True)
class Reading:
    """A row: a value, or none where it takes one back."""

    row: int
    metric: str
    date: date
    recorded: date
    value: Fraction | None
    sample: Fraction | None


class Readings:
    """All rows of an input, in their order. `load`: the options of the loader, with `duplicates: last` where they say nothing."""

    def __init__(self, rows, load: dict | None = None):
        load = load or {}
        self.duplicates = load.get("duplicates") or "last"
        self.by_metric: dict[str, list[Reading]] = defaultdict(list)
        self._points: dict[tuple, tuple[list[Point], dict]] = {}
        fiscal = load.get("fiscal_year_start")
        for number, row in enumerate(rows):
            day = parse_date(row["date"], fiscal)
            written = row.get("recorded") or load.get("recorded")
            value = row.get("value")
            if value is None and (row.get("recorded") is None or self.combines):
                if load.get("missing") == "skip":
                    continue
                raise ValueError(f"row {number} has neither a value nor the day of a retraction")
            reading = Reading(
                number,
                row["metric"],
                day,
                day if written is None else parse_date(written, fiscal),
                None if value is None else exact(value),
                exact_or_none(row.get("sample")),
            )
            self.by_metric[reading.metric].append(reading)

    @property
    def combines(self) -> bool:
        """Whether rows of one day are events or parts, which add up."""
        return self.duplicates in COMBINING

    def contradictions(self) -> list[int]:
        """The rows that have metric, date and day of recording in common with another one."""
        same: dict[tuple, list[int]] = defaultdict(list)
        for readings in self.by_metric.values():
            for r in readings:
                same[r.metric, r.date, r.recorded].append(r.row)
        return sorted(row for rows in same.values() if len(rows) > 1 for row in rows)

    def _known(self, metric: str, as_of: date) -> list[Reading]:
        return [r for r in self.by_metric.get(metric, ()) if r.date <= as_of and r.recorded <= as_of]

    def _look(self, metric: str, as_of: date) -> tuple[list[Point], dict]:
        key = (metric, as_of)
        if key not in self._points:
            days: dict[date, list[Reading]] = defaultdict(list)
            for reading in self._known(metric, as_of):
                days[reading.date].append(reading)
            points = []
            fates = {"rows": 0, "used": 0, "superseded": 0, "retracted": 0, "combined": 0}
            for day in sorted(days):
                rows = days[day]
                fates["rows"] += len(rows)
                if self.combines:
                    points.append((day, *combine(rows, self.duplicates)))
                    fates["used"] += 1
                    fates["combined"] += len(rows) - 1
                    continue
                newest = max(rows, key=lambda r: (r.recorded, r.row))
                fates["superseded"] += len(rows) - 1
                if newest.value is None:
                    fates["retracted"] += 1
                else:
                    fates["used"] += 1
                    points.append((day, newest.value, newest.sample))
            self._points[key] = points, fates
        return self._points[key]

    def visible(self, metric: str, as_of: date) -> list[Point]:
        """The values that one sees as of a day: (date, value, sample), by date."""
        return self._look(metric, as_of)[0]

    def names(self, metric: str, as_of: date) -> list[str]:
        """What stands after `metric@` among the visible readings, in code point order."""
        parts = (key.split("@", 1) for key in self.by_metric if "@" in key)
        return sorted(name for first, name in parts if name and first == metric and self.visible(f"{metric}@{name}", as_of))

    def counts(self, known_metrics, as_of: date) -> dict:
        """What became of the rows that one sees as of a day. `nearest` names are left to the library."""
        counts = {"rows": 0, "used": 0, "superseded": 0, "retracted": 0, "combined": 0, "unknown": []}
        known_metrics = set(known_metrics)
        for metric in sorted(self.by_metric):
            fates = self._look(metric, as_of)[1]
            counts["rows"] += fates["rows"]
            if metric not in known_metrics:
                if fates["rows"]:
                    counts["unknown"].append({"metric": metric, "rows": fates["rows"]})
                continue
            for fate in ("used", "superseded", "retracted", "combined"):
                counts[fate] += fates[fate]
        return counts


def combine(rows: list[Reading], how: str) -> tuple[Fraction, Fraction | None]:
    """The value and sample of several events or parts of one day."""
    values, samples = [r.value for r in rows], [r.sample for r in rows]
    if how == "mean":
        weights = [Fraction(1) if s is None else s for s in samples]
        total = sum(weights, Fraction(0))
        value = sum((v * w for v, w in zip(values, weights)), Fraction(0)) / total
        return value, None if samples.count(None) == len(samples) else total
    total = None if None in samples else sum(samples, Fraction(0))
    return {"sum": lambda: sum(values, Fraction(0)), "min": lambda: min(values), "max": lambda: max(values)}[how](), total
