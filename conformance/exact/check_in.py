"""What people said about a goal."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .calendar import parse_date
from .numbers import exact_or_none


@dataclass(frozen=True)
class CheckIn:
    date: date
    recorded: date
    row: int
    confidence: Fraction | None
    status: str | None = None


class CheckIns:
    """All check-ins, by the goal that they are about."""

    def __init__(self, rows):
        self._by_goal: dict[tuple[str, str], list[CheckIn]] = {}
        for number, row in enumerate(rows or []):
            day = parse_date(row["date"])
            recorded = day if row.get("recorded") is None else parse_date(row["recorded"])
            entry = CheckIn(day, recorded, number, exact_or_none(row.get("confidence")), row.get("status"))
            for table in ("objective", "key_result", "kpi", "cycle"):
                if row.get(table) is not None:
                    self._by_goal.setdefault((table, row[table]), []).append(entry)

    def visible(self, table: str, goal: str, as_of: date) -> list[CheckIn]:
        """What one knows on a day, the newest last. A correction recorded later does not make an old day new."""
        known = [c for c in self._by_goal.get((table, goal), []) if c.date <= as_of and c.recorded <= as_of]
        return sorted(known, key=lambda c: (c.date, c.recorded, c.row))

    def confidence(self, table: str, goal: str, as_of: date) -> Fraction | None:
        """The newest confidence that was stated."""
        stated = [c.confidence for c in self.visible(table, goal, as_of) if c.confidence is not None]
        return stated[-1] if stated else None

    def said(self, table: str, goal: str, as_of: date) -> str | None:
        """The newest status that a person stated."""
        stated = [c.status for c in self.visible(table, goal, as_of) if c.status is not None]
        return stated[-1] if stated else None
