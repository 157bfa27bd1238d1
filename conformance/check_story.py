"""The example quarter, played day by day: each report says what the story says. Run by `python -m pytest conformance`."""

import csv
import json
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import oracle
import pytest
from vectors import differences

DATA = Path(__file__).parent.parent / "examples" / "data"


def _load(name: str):
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def _reading(row: dict) -> dict:
    """A line of the file as a reading; an empty field is left out, an empty value is none."""
    numbers = {key: float(row[key]) if row[key] else None for key in ("value", "sample")}
    given = {key: value for key, value in {**row, **numbers}.items() if value not in (None, "")}
    return {"value": None, **given}


with (DATA / "people-quarter.csv").open(encoding="utf-8", newline="") as lines:
    READINGS = [_reading(row) for row in csv.DictReader(lines)]
PLAN = _load("people-quarter.json")
CHECK_INS = _load("people-quarter-check-ins.json")
STORY = _load("people-quarter-story.json")
LENGTH = (date.fromisoformat(STORY["last"]) - date.fromisoformat(STORY["first"])).days
DAYS = [(date.fromisoformat(STORY["first"]) + timedelta(days)).isoformat() for days in range(LENGTH + 1)]


def told(day: str) -> dict:
    """What the story says of a day: the newest turn of each path, and the facts of that day."""
    turns = {path: [value for start, value in turns if start <= day][-1] for path, turns in STORY["turns"].items()}
    return {**turns, **STORY["days"].get(day, {})}


def report(day: str) -> dict:
    return oracle.evaluate({"plan": PLAN, "readings": READINGS, "check_ins": CHECK_INS, "as_of": day})


@pytest.mark.parametrize("day", DAYS)
def test_a_day_reads_as_the_story_says(day):
    lines = differences(report(day), told(day))
    assert not lines, "\n".join(lines)


def test_every_named_day_is_played():
    assert set(STORY["days"]) <= set(DAYS)
    assert all(turns[0][0] == DAYS[0] and set(dict(turns)) <= set(DAYS) for turns in STORY["turns"].values())


def test_the_scores_at_the_end_are_these_fractions():
    scores = {key: row["score"] for key, row in report(STORY["last"])["objectives"].items()}
    hiring = (Fraction("15.2") / 17 + Fraction("10.2") / 14 + 1) / 3
    managers = (Fraction("0.78") / Fraction("1.1") + Fraction("25.2") / 32 + Fraction("2.2") / 3) / 3
    reviews = (Fraction("3.4") / 21 + Fraction("5.4") / 27) / 2
    support = (Fraction(4, 5) + Fraction("22.5") / 30 + 2 * Fraction("10.9") / 24) / 4
    expected = {
        "faster-hiring": hiring,
        "better-managers": managers,
        "useful-reviews": reviews,
        "support-efficiency": support,
    }
    for key, score in expected.items():
        assert abs(scores[key] - score) < Fraction(1, 10**12), key
