"""Live reports, on the example quarter."""

import datetime
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import okr
import pandas
import pytest

EXAMPLES = Path(__file__).parents[2] / "examples" / "data"
AS_OF = "2026-08-31"
PLAN = okr.Plan.from_file(EXAMPLES / "people-quarter.json")
READINGS = okr.Readings.from_csv(EXAMPLES / "people-quarter.csv")
TRACKER = PLAN.resolve()
TABLES = ("cycles", "teams", "objectives", "key_results", "kpis")


def hiring() -> okr.Tracker:
    """One key result, from 42 to 25."""
    days = okr.KeyResult(id="days", title="Days to hire", measure=okr.Reach(from_=42, to=25))
    hire = okr.Objective(id="hire", title="Hire faster", cycle="2026-Q3", key_results=[days])
    cycle = okr.Cycle(id="2026-Q3", start="2026-07-01", end="2026-09-30")
    return okr.Plan(cycles=[cycle], objectives=[hire]).resolve()


def test_a_reading_that_is_set_answers_the_rows_that_differ() -> None:
    live = hiring().live([("days", "2026-08-07", 42)], as_of="2026-08-14")
    changed = live.set("days", "2026-08-14", 33)
    assert isinstance(changed, okr.Changed)
    assert [(row["key_result"], row["score"]) for row in changed.key_results] == [("days", 9 / 17)]
    assert [(row["objective"], row["score"]) for row in changed.objectives] == [("hire", 9 / 17)]
    assert [row["score"] for row in changed.cycles] == [9 / 17]
    assert (changed.teams, changed.kpis, changed.triggers, changed.kpi_periods) == (
        [],
        [],
        False,
        False,
    )
    assert changed.key_results[0]["current_date"] == datetime.date(2026, 8, 14)
    assert changed.key_results[0] == live.key_results["days"]
    assert live.set("days", "2026-08-14", 33).key_results == []
    assert live.clear("days", "2026-08-14").key_results[0]["score"] == 0
    assert live.readings() == okr.Readings.from_rows([("days", "2026-08-07", 42)])
    assert repr(live) == "Live(as_of=2026-08-14)"


@pytest.mark.parametrize(
    "date", ["2026-08-14", datetime.date(2026, 8, 14), pandas.Timestamp("2026-08-14")]
)
def test_days_are_what_they_are_elsewhere(date: Any) -> None:
    live = hiring().live([], as_of=date)
    assert live.as_of == datetime.date(2026, 8, 14)
    assert live.set("days", date, 25).objectives[0]["score"] == 1
    assert live.clear("days", date).objectives[0]["score"] == 0
    assert live.set_as_of(date).objectives == []
    assert live.set("days", "2026-07", 25).objectives[0]["score"] == 1


def test_after_any_changes_it_is_what_evaluate_gives() -> None:
    chance = random.Random(7)
    live = TRACKER.live(READINGS, as_of=AS_OF, kpi_periods=True)
    metrics = [*READINGS.metrics, "nowhere"]
    said: list[okr.CheckIn] = []

    def day() -> str:
        return f"2026-08-{chance.randint(10, 31)}"

    def month() -> str:
        return f"2026-0{chance.randint(1, 8)}"

    def set_all() -> okr.Changed:
        rows = [
            (chance.choice(metrics), month(), chance.randint(0, 50), "2026-08-20") for _ in range(3)
        ]
        return live.set_all([*rows, (metrics[0], "2026-07", None, "2026-08-21")])

    def check_in() -> okr.Changed:
        said.append(okr.CheckIn(objective="useful-reviews", date="2026-08-01", confidence=0.5))
        return live.check_in(said[-1])

    changes: list[Callable[[], okr.Changed]] = [
        lambda: live.set(
            chance.choice(metrics), f"2026-08-{chance.randint(10, 31)}", chance.random()
        ),
        lambda: live.set(chance.choice(metrics), month(), chance.randint(0, 99)),
        lambda: live.clear(chance.choice(metrics), month()),
        set_all,
        check_in,
        lambda: live.set_as_of(day()),
        live.clear_all,
    ]

    def fresh() -> okr.Report:
        return TRACKER.evaluate(live.readings(), as_of=live.as_of, check_ins=said, kpi_periods=True)

    before = fresh()
    for _ in range(60):
        changed = chance.choice(changes)()
        after = fresh()
        for name in TABLES:
            rows = zip(getattr(before, name), getattr(after, name), strict=True)
            assert getattr(changed, name) == [now for was, now in rows if was != now]
        assert changed.triggers == (list(before.triggers) != list(after.triggers))
        assert changed.kpi_periods == (list(before.kpi_periods) != list(after.kpi_periods))
        assert list(live.triggers) == list(after.triggers)
        before = after
    assert live.report().to_json() == before.to_json()
    for name in (*TABLES, "kpi_periods", "triggers", "findings"):
        assert list(getattr(live, name)) == list(getattr(before, name))


def test_what_is_asked_for_stays_as_it_was() -> None:
    live = hiring().live([], as_of="2026-08-14")
    table, report = live.objectives, live.report()
    live.set("days", "2026-08-14", 33)
    assert table["hire"]["score"] == report.objectives["hire"]["score"] == 0
    assert live.objectives["hire"]["score"] == 9 / 17


def test_what_can_not_be_used_changes_nothing() -> None:
    live = TRACKER.live(READINGS, as_of=AS_OF)
    before = live.report().to_json()
    with pytest.raises(okr.ReadingsError, match="2026-13"):
        live.set("enps", "2026-13", 1)
    with pytest.raises(okr.ReadingsError, match="missing field `value`"):
        live.set("enps", AS_OF, float("nan"))
    with pytest.raises(okr.ReadingsError):
        live.set_all([("enps", AS_OF, 1), ("enps", AS_OF, 1e16)])
    with pytest.raises(okr.EvaluationError, match="did you mean `enps`"):
        live.check_in({"kpi": "enpss", "date": AS_OF})
    with pytest.raises(okr.EvaluationError):
        live.set_as_of("2026-02-30")
    with pytest.raises(okr.EvaluationError):
        TRACKER.live(READINGS, as_of="2026-02-30")
    with pytest.raises(TypeError, match="`date` must be"):
        live.set("enps", 20_000, 1)  # type: ignore[arg-type]
    assert live.report().to_json() == before


def test_appended_readings_stay_when_what_was_set_is_cleared() -> None:
    live = TRACKER.live(READINGS, as_of=AS_OF)
    live.append([("enps", "2026-08-20", 17)])
    live.set("enps", "2026-08-20", 40)
    live.clear_all()
    assert live.readings() == READINGS.append([("enps", "2026-08-20", 17)])
    assert live.report() == TRACKER.evaluate(live.readings(), as_of=AS_OF)


def test_threads_take_turns() -> None:
    live = TRACKER.live(READINGS, as_of=AS_OF)
    days = [f"2026-08-{day:02}" for day in range(1, 32)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda day: live.set("enps", day, int(day[-2:])), days))
    expected = READINGS.with_others([("enps", day, int(day[-2:])) for day in days])
    assert live.readings() == expected
    assert live.report() == TRACKER.evaluate(expected, as_of=AS_OF)
