"""What people wrote, as it was in force on a day."""

from datetime import date
from fractions import Fraction

from .calendar import calendar_of, parse_date
from .formula import parse
from .numbers import exact


class Plan:
    """A plan's items by id, and who hangs below whom."""

    def __init__(self, document: dict):
        self.document = document
        self.teams = _by_id(document, "teams")
        self.cycles = _by_id(document, "cycles")
        self.objectives = _by_id(document, "objectives")
        self.inputs = _by_id(document, "inputs")
        calendars = {key: calendar_of(written) for key, written in _by_id(document, "calendars").items()}
        self.kpis = {key: self._resolved(kpi, calendars) for key, kpi in _by_id(document, "kpis").items()}
        self.key_results: dict[str, dict] = {}
        self.objective_of: dict[str, dict] = {}
        self._children: dict[tuple[str, str], list[dict]] = {}
        for objective in self.objectives.values():
            for key_result in objective.get("key_results") or []:
                self.key_results[key_result["id"]] = key_result
                self.objective_of[key_result["id"]] = objective
            for kind, parent in (objective.get("parent") or {}).items():
                self._children.setdefault((kind, parent), []).append(objective)

    def _resolved(self, kpi: dict, calendars: dict) -> dict:
        """A KPI with what it names: its calendar (or the word), its formula, the inputs of the plan."""
        return {
            **kpi,
            "calendar": calendars.get(kpi["cadence"], kpi["cadence"]),
            "parsed": None if kpi.get("formula") is None else parse(kpi["formula"]),
            "inputs": self.inputs,
        }

    def children(self, kind: str, parent: str) -> list[dict]:
        """The objectives whose parent is this `objective` or `key_result`, in document order."""
        return self._children.get((kind, parent), [])

    def is_within(self, team: str | None, above: str) -> bool:
        """Whether a team is this one or lies below it."""
        while team is not None:
            if team == above:
                return True
            team = self.teams[team].get("parent")
        return False


def _by_id(document: dict, table: str) -> dict[str, dict]:
    return {item["id"]: item for item in document.get(table) or []}


def day_of(text: str | None) -> date | None:
    """The day that a field of the plan names, where it is written."""
    return None if text is None else parse_date(text)


def state_on(item: dict, day: date) -> str:
    """The state of an objective or key result: before `state_since` it was active, and an active one a draft."""
    state = item.get("state") or "active"
    since = day_of(item.get("state_since"))
    if since is None or day >= since:
        return state
    return "draft" if state == "active" else "active"


def key_result_state(objective: dict, key_result: dict, day: date) -> str:
    """The state of a key result, which shares that of a dropped or draft objective."""
    above = state_on(objective, day)
    return above if above in ("draft", "dropped") else state_on(key_result, day)


def window(plan: Plan, objective: dict, key_result: dict, day: date) -> tuple[date, date]:
    """The first and last day of a key result; from the closing of its objective on it ends that day."""
    cycle = plan.cycles[objective["cycle"]]
    start = day_of(key_result.get("start") or cycle["start"])
    end = day_of(key_result.get("end") or cycle["end"])
    since = day_of(objective.get("state_since"))
    if since is not None and state_on(objective, day) == "closed":
        end = min(end, since)
    return start, end


def in_force(item: dict, field: str, day: date):
    """A field's newest revision up to a day, or what was first written."""
    value = item.get(field)
    for revision in item.get("revisions") or []:
        if parse_date(revision["from"]) <= day and revision.get(field) is not None:
            value = revised(value, revision[field])
    return value


def revised(before, after):
    """What a revision puts in force: a reach that replaces a reach keeps baseline and direction where it writes none."""
    if not (isinstance(before, dict) and isinstance(after, dict) and before.get("kind") == after.get("kind") == "reach"):
        return after
    kept = {name: before[name] for name in ("from", "direction") if before.get(name) is not None}
    return {**kept, **{name: value for name, value in after.items() if value is not None}}


def weight_of(written) -> Fraction:
    """A weight, 1 where none is written."""
    return Fraction(1) if written is None else exact(written)


def ambition_of(objective: dict, key_result: dict | None = None) -> str:
    """The ambition of a key result, by default that of its objective."""
    own = key_result.get("ambition") if key_result else None
    return own or objective.get("ambition") or "aspirational"
