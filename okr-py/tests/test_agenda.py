"""The agenda of a talk, and the changes since the last one, as objects of Python."""

from __future__ import annotations

import datetime
import json
import pickle
from pathlib import Path

import okr
import pytest

DATA = Path(__file__).parents[2] / "examples" / "data"
TRACKER = okr.Plan.from_file(DATA / "people-quarter.json").resolve()
READINGS = okr.Readings.from_csv(DATA / "people-quarter.csv")
CHECK_INS = json.loads((DATA / "people-quarter-check-ins.json").read_text(encoding="utf-8"))


def agenda(owner: str = "Maya Lind") -> okr.Agenda:
    return TRACKER.agenda(
        owner, READINGS, since="2026-08-07", as_of="2026-08-14", check_ins=CHECK_INS
    )


def test_it_says_what_it_is() -> None:
    talk = agenda()
    assert (talk.owner, talk.since, talk.as_of) == (
        "Maya Lind",
        datetime.date(2026, 8, 7),
        datetime.date(2026, 8, 14),
    )
    expected = "Agenda(owner='Maya Lind', since=2026-08-07, as_of=2026-08-14, rows=9)"
    assert repr(talk) == expected
    assert str(talk).startswith("Agenda for Maya Lind since 2026-08-07, as of 2026-08-14\n")
    assert [row["id"] for row in talk][:2] == ["fairness-confidence", "turnover"]


def test_rows_are_a_table() -> None:
    rows = agenda().rows
    red = rows["fairness-confidence"]
    assert (red["section"], red["level"], red["since"]) == (
        "attention",
        "bad",
        datetime.date(2026, 8, 14),
    )
    assert rows.to_pandas()["section"].cat.categories.to_list() == [
        *("attention", "triggers", "new", "due", "said")
    ]
    assert rows.to_polars().height == len(rows)
    assert pickle.loads(pickle.dumps(rows)).to_dicts() == rows.to_dicts()
    assert repr(rows).startswith("agenda: 9 rows")


def test_changes_are_a_table() -> None:
    rows = TRACKER.changes(READINGS, since="2026-08-07", as_of="2026-08-14").rows
    assert repr(rows).startswith("changes: ")


def test_a_name_that_nobody_has() -> None:
    with pytest.raises(okr.EvaluationError, match="did you mean `Maya Lind`") as caught:
        agenda("Maya Lnd")
    (problem,) = caught.value.errors
    assert (problem.code, problem.path) == ("unknown_owner", "/owner")
    assert problem.help is not None
    assert "`Jonas Weber`" in problem.help
    with pytest.raises(TypeError, match="owner"):
        agenda(3)  # type: ignore[arg-type]


def test_a_scope_has_no_owners() -> None:
    with pytest.raises(okr.EvaluationError) as caught:
        TRACKER.agenda(
            "Maya Lind",
            READINGS,
            since="2026-08-15",
            as_of="2026-08-14",
            scope=okr.Scope(owners=["Jonas Weber"]),
        )
    assert [problem.path for problem in caught.value.errors] == ["/scope/owners", "/since"]
