"""A year of a small company, step by step: each report and review says what the story says."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import okr

SCRIPT = Path(__file__).parents[2] / "examples" / "data" / "year.json"

NAMES: dict[str, Callable[[dict[str, Any]], str]] = {
    "triggers": lambda item: f"{item['kpi']}:{item['rule']}",
    "kpi_periods": lambda item: f"{item['kpi']}:{item['period']}",
    "teams": lambda item: f"{item['team']}@{item['cycle']}",
    "carry_over": lambda item: item["continues"],
    "graduates": lambda item: item["key_result"],
    "too_easy": lambda item: item["team"],
}


class Company:
    """The company as it stands after some steps."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.plan = okr.Plan.from_dict(plan)
        self.readings = okr.Readings.from_rows([])
        self.check_ins: list[dict[str, Any]] = []
        self.review: okr.Review | None = None
        self.remembered: dict[str, str] = {}
        # The reports as JSON text: the same bytes in every language.
        self.said: list[str] = []

    def play(self, step: dict[str, Any]) -> Iterator[str]:
        """Play a step; say where it goes otherwise than told."""
        self.arrive(step)
        if "edit" in step:
            self.edit(step["edit"])
        if "accept" in step:
            self.accept(step)
        if "adopt" in step:
            self.adopt(**step["adopt"])
        tracker = self.plan.resolve()
        answer = self.ask(step, tracker)
        if answer is not None:
            yield from differences(answer, step.get("expect", {}))
            yield from findings(answer, **step.get("findings", {}))

    def arrive(self, step: dict[str, Any]) -> None:
        """Take in readings and check-ins."""
        self.readings = self.readings.merge(rows(step.get("readings", {})))
        for objective, said in step.get("check_ins", {}).items():
            self.check_ins += [
                {"objective": objective, "date": date, "confidence": confidence}
                for date, confidence in said
            ]

    def edit(self, edits: list[Any]) -> None:
        plan = json.loads(self.plan.to_json())
        for path, value in edits:
            put(plan, path.split("/"), value)
        self.plan = okr.Plan.from_dict(plan)

    def accept(self, step: dict[str, Any]) -> None:
        """Put the draft of a trigger into the plan."""
        report = self.plan.evaluate(self.readings, **self.day(step["as_of"]))
        self.merge(report.triggers[step["accept"]]["draft"])
        assert self.plan.objectives[-1].id == step["added"]

    def adopt(self, graduates: list[str], carry_over: list[str]) -> None:
        """Put graduates and carry-overs of the last review into the plan."""
        assert self.review is not None
        kept = [row for row in self.review.graduates if row.key_result in graduates]
        carried = [row for row in self.review.carry_over if row.continues in carry_over]
        for part in (*kept, *carried):
            self.merge(part)

    def merge(self, part: Any) -> None:
        merged = self.plan.merge(part)
        self.plan = merged.plan
        self.readings = self.readings.renamed(merged.renames)

    def ask(self, step: dict[str, Any], tracker: okr.Tracker) -> Any:
        """Return what the library says to the question of a step."""
        match step:
            case {"evaluate": day}:
                return self.report(
                    step,
                    tracker.evaluate(self.readings, kpi_periods=True, values=True, **self.day(day)),
                )
            case {"compare": day}:
                return plain(tracker.compare(self.readings, **self.day(day)))
            case {"review": cycle, "as_of": day}:
                self.review = tracker.review(self.readings, cycle, **self.day(day))
                assert self.review.to_markdown().startswith(f"# Review of {cycle}\n")
                return plain(self.review)
            case {"solve": key_result, "objective_score": score, "as_of": day}:
                return plain(tracker.solve(self.readings, key_result, score, **self.day(day)))
            case {"what_if": readings, "as_of": day}:
                report = tracker.what_if(self.readings, rows(readings), **self.day(day))
                return json.loads(report.to_json())
        return None

    def report(self, step: dict[str, Any], report: okr.Report) -> Any:
        """Return a report as data, compared with one that was remembered."""
        text = report.to_json()
        self.said.append(text)
        if "remember" in step:
            self.remembered[step["remember"]] = text
        if "same_as" in step:
            assert text == self.remembered[step["same_as"]], step["what"]
        return json.loads(text)

    def day(self, as_of: str) -> dict[str, Any]:
        return {"as_of": as_of, "check_ins": self.check_ins}


def plain(said: Any) -> Any:
    """Return what the library says as JSON holds it."""
    return json.loads(json.dumps(said.to_dict(), default=str))


def rows(readings: dict[str, Any]) -> okr.Readings:
    """Make readings of `{ metric: [[date, value, recorded], …] }`."""
    return okr.Readings.from_rows(
        (metric, *row) for metric, said in readings.items() for row in said
    )


def put(value: Any, path: list[str], wanted: Any) -> None:
    """Set what a path of names, ids and places leads to; `+` is the place after the last."""
    part, *parts = path
    place: Any = part
    if part == "+":
        value.append(wanted)
        return
    if isinstance(value, list):
        named = [place for place, item in enumerate(value) if item.get("id") == part]
        place = named[0] if named else int(part)
    if parts:
        put(value[place], parts, wanted)
    else:
        value[place] = wanted


def differences(said: Any, told: dict[str, Any]) -> Iterator[str]:
    """Say where what was said differs from what is told, by path."""
    for path, wanted in told.items():
        found = look_up(said, path.split("/"))
        if not agrees(found, wanted):
            yield f"{path}: expected {wanted!r}, found {found!r}"


def look_up(value: Any, path: list[str]) -> Any:
    """Return what list/key/field… leads to; none where the list has no such item."""
    table = ""
    for part in path:
        if value is None:
            return None
        value = find(value, table, part) if isinstance(value, list) else value[part]
        table = part
    return value


def find(items: list[Any], table: str, key: str) -> Any:
    """Return the item of a list with this name, or at this place."""
    for item in items:
        name = NAMES.get(table)
        found = name(item) if name else item.get("id") or item.get(table.removesuffix("s"))
        if found == key:
            return item
    return items[int(key)] if key.isdigit() and int(key) < len(items) else None


def agrees(found: Any, wanted: Any) -> bool:
    """Compare numbers exactly, or within `tol` of `near`; all else as it is."""
    if isinstance(wanted, dict) and "near" in wanted:
        return found is not None and abs(found - wanted["near"]) <= wanted["tol"]
    if isinstance(wanted, list) and isinstance(found, list):
        return len(wanted) == len(found) and all(map(agrees, found, wanted))
    if isinstance(wanted, dict) and isinstance(found, dict):
        return wanted.keys() == found.keys() and all(agrees(found[it], wanted[it]) for it in wanted)
    return bool(found == wanted)


def findings(
    said: Any, has: list[str] | None = None, lacks: list[str] | None = None
) -> Iterator[str]:
    """Say which findings are missing, and which should not be there."""
    present = {f"{row['code']}@{row['id']}" for row in said.get("findings", [])}
    yield from (f"missing finding {key}" for key in has or [] if key not in present)
    yield from (f"unexpected finding {key}" for key in lacks or [] if key in present)


def test_the_year_goes_as_told() -> None:
    script = json.loads(SCRIPT.read_text(encoding="utf-8"))
    company = Company(script["plan"])
    problems = [
        f"{step['day']} ({step['what']})\n  {problem}"
        for step in script["steps"]
        for problem in company.play(step)
    ]
    assert problems == []
    folder = os.environ.get("OKR_YEAR")
    if folder:
        Path(folder, "python.txt").write_text("\n".join(company.said), encoding="utf-8", newline="")
