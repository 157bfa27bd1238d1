"""Readings as they were known on a day: corrections, retractions, samples."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .calendar import parse_date
from .numbers import exact, exact_or_none


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
    """All rows of an input, in their order."""

    def __init__(self, rows):
        self.by_metric: dict[str, list[Reading]] = defaultdict(list)
        self._winners: dict[tuple, list] = {}
        for number, row in enumerate(rows):
            day = parse_date(row["date"])
            recorded = row.get("recorded")
            value = row.get("value")
            if value is None and recorded is None:
                raise ValueError(f"row {number} has neither a value nor the day of a retraction")
            reading = Reading(
                number,
                row["metric"],
                day,
                day if recorded is None else parse_date(recorded),
                None if value is None else exact(value),
                exact_or_none(row.get("sample")),
            )
            self.by_metric[reading.metric].append(reading)

    def _known(self, metric: str, as_of: date) -> list[Reading]:
        return [r for r in self.by_metric.get(metric, ()) if r.date <= as_of and r.recorded <= as_of]

    def winners(self, metric: str, as_of: date) -> list[Reading]:
        """Per date the row that counts, retractions included, by date."""
        key = (metric, as_of)
        if key not in self._winners:
            best: dict[date, Reading] = {}
            for reading in self._known(metric, as_of):
                held = best.get(reading.date)
                if held is None or (reading.recorded, reading.row) > (held.recorded, held.row):
                    best[reading.date] = reading
            self._winners[key] = [best[day] for day in sorted(best)]
        return self._winners[key]

    def visible(self, metric: str, as_of: date) -> list[tuple[date, Fraction, Fraction | None]]:
        """The values that one sees as of a day: (date, value, sample), by date."""
        return [(r.date, r.value, r.sample) for r in self.winners(metric, as_of) if r.value is not None]

    def counts(self, known_metrics, as_of: date) -> dict:
        """What became of the rows that one sees as of a day. `nearest` names are left to the library."""
        counts = {"rows": 0, "used": 0, "superseded": 0, "retracted": 0, "unknown": []}
        known_metrics = set(known_metrics)
        for metric in sorted(self.by_metric):
            rows = len(self._known(metric, as_of))
            counts["rows"] += rows
            if metric not in known_metrics:
                if rows:
                    counts["unknown"].append({"metric": metric, "rows": rows})
                continue
            winners = self.winners(metric, as_of)
            used = sum(r.value is not None for r in winners)
            counts["used"] += used
            counts["retracted"] += len(winners) - used
            counts["superseded"] += rows - len(winners)
        return counts
