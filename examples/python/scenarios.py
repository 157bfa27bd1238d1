"""Play the scenarios of `examples/scenarios`, a quarter each, week by week: `scenarios.py [FOLDER]`.

Writes into the folder (default: `examples/scenarios` itself) what a team would have read of each: the message of
every week, an agenda, the report in the middle, the review at the end, and the plan that follows from it.
"""

from __future__ import annotations

import json
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import okr

SOURCE = Path(__file__).parents[1] / "scenarios"


class Scenario:
    """A scenario as it stands in some week."""

    def __init__(self, source: Path, folder: Path) -> None:
        self.script = json.loads((source / "script.json").read_text(encoding="utf-8"))
        self.plan = okr.Plan.from_file(source / "plan.json")
        self.readings = okr.Readings.from_csv(source / "readings.csv")
        self.check_ins = json.loads((source / "check_ins.json").read_text(encoding="utf-8"))
        # Where its files go.
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def play(self) -> None:
        day, last = map(date.fromisoformat, self.script["weeks"])
        weeks = ["# Weekly messages\n"]
        before = self.plan
        while day <= last:
            tracker = self.plan.resolve()
            known = {"as_of": day, "check_ins": self.said_by(day)}
            since = day - timedelta(days=7)
            weeks.append(tracker.changes(self.readings, since=since, before=before, **known).to_markdown())
            if str(day) == self.script["report"]:
                self.write("report.md", tracker.evaluate(self.readings, **known).to_markdown())
            on, owner = self.script["agenda"]
            if str(day) == on:
                agenda = tracker.agenda(owner, self.readings, since=since, before=before, **known)
                self.write("agenda.md", agenda.to_markdown())
            if str(day) == self.script.get("compare"):
                self.write("comparison.json", pretty(tracker.compare(self.readings, **known).to_dict()["kpis"]))
            before = self.plan
            self.accept(day, tracker, known)
            day += timedelta(days=7)
        self.write("weeks.md", "\n".join(weeks))
        self.review()

    def said_by(self, day: date) -> list[dict[str, Any]]:
        """Return the check-ins made up to a day: later ones may be about goals that are not in the plan yet."""
        return [check_in for check_in in self.check_ins if check_in["date"] <= str(day)]

    def accept(self, day: date, tracker: okr.Tracker, known: dict[str, Any]) -> None:
        """Take the drafts that the team accepts on a day into its plan."""
        for on, trigger in self.script.get("accept", []):
            if on == str(day):
                draft = tracker.evaluate(self.readings, **known).triggers[trigger]["draft"]
                self.plan = self.plan.merge(draft).plan

    def review(self) -> None:
        day = date.fromisoformat(self.script["review"])
        check_ins = self.said_by(day)
        tracker = self.plan.resolve()
        review = tracker.review(self.readings, self.script["cycle"], as_of=day, check_ins=check_ins)
        self.write("review.md", review.to_markdown())
        following = review.next_plan(drop=self.script.get("drop", []))
        self.plan.merge(following).plan.resolve()
        self.write("next_plan.json", pretty(following.to_dict()))

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_bytes(text.encode())


def pretty(value: Any) -> str:
    """Return JSON text that people can read, the same in every language."""
    return json.dumps(whole(value), indent=2, ensure_ascii=False) + "\n"


def whole(value: Any) -> Any:
    """Return JSON with whole numbers written without a fraction, as JavaScript writes them."""
    match value:
        case dict():
            return {name: whole(item) for name, item in value.items()}
        case list():
            return [whole(item) for item in value]
        case float() if value.is_integer():
            return int(value)
    return value


def main() -> None:
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCE
    for source in filter(Path.is_dir, SOURCE.iterdir()):
        Scenario(source, target / source.name).play()


main()
