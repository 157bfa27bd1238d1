"""Documents as data classes: what goes in comes out, whatever form it came in."""

import copy
import datetime
import pickle
from typing import Any

import pytest
from okr._document import Document
from okr._documents import (
    Curve,
    Cycle,
    KeyResult,
    Kpi,
    Objective,
    Plan,
    Policy,
    Reach,
    Retrospective,
    Worsening,
)

PLAN: dict[str, Any] = {
    "version": 1,
    "cycles": [{"id": "2026-Q3", "start": "2026-07-01", "end": "2026-09-30"}],
    "objectives": [
        {
            "id": "hire",
            "title": "Hire faster",
            "cycle": "2026-Q3",
            "parent": {"key_result": "growth"},
            "key_results": [
                {
                    "id": "ttf",
                    "title": "Cut time to hire",
                    "measure": {"kind": "reach", "to": 25, "from": 42},
                    "pace": {"phased": [["2026-08-01", 0.3]]},
                }
            ],
        }
    ],
    "kpis": [
        {
            "id": "enps",
            "name": "eNPS",
            "better": "higher",
            "cadence": "monthly",
            "rules": [{"kind": "worsening", "periods": 2}],
        }
    ],
}


def test_plain_data_becomes_typed_and_plain_again() -> None:
    plan = Plan.from_dict(PLAN)
    assert plan.cycles[0].start == datetime.date(2026, 7, 1)
    assert plan.objectives[0].key_results[0].measure == Reach(from_=42, to=25)
    assert plan.kpis[0].rules == [Worsening(periods=2)]
    assert plan.to_dict() == PLAN


def test_any_form_gives_the_same_document() -> None:
    typed = Cycle(id="q", start=datetime.date(2026, 7, 1), end=datetime.date(2026, 9, 30))
    assert Cycle(id="q", start="2026-07-01", end="2026-09-30") == typed
    assert Plan(cycles=[typed]) == Plan.from_dict({"cycles": [typed.to_dict()]})
    assert Curve(points=[(1, 0), (2, 1)]) == Curve.from_dict({"points": [[1, 0], [2, 1]]})


def test_defaults_are_not_written_but_an_empty_list_of_rules_is() -> None:
    kpi = Kpi(id="uptime", name="Uptime", better="higher", cadence="monthly")
    assert list(kpi.to_dict()) == ["id", "name", "better", "cadence"]
    kpi.rules = []
    assert kpi.to_dict()["rules"] == []


def test_what_cannot_be_turned_stays() -> None:
    cycle = Cycle(id="q", start="2026-02-30", end="soon")
    assert (cycle.start, cycle.end) == ("2026-02-30", "soon")
    assert Retrospective(date="2026-02-30").to_dict() == {"date": "2026-02-30"}


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(TypeError, match="titel"):
        Objective.from_dict({"id": "a", "titel": "b"})
    with pytest.raises(AttributeError):
        Plan().titel = "b"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "document",
    [Plan.from_dict(PLAN), Policy(check_in_days=14), Reach(to=25, from_=42, direction="down")],
)
def test_copies_are_equal_and_of_their_own(document: Document) -> None:
    assert pickle.loads(pickle.dumps(document)) == document
    copied = copy.deepcopy(document)
    assert copied == document
    assert copied is not document


def test_repr_shows_what_was_given() -> None:
    key_result = KeyResult(id="ttf", title="Time to hire", measure=Reach(from_=42, to=25))
    expected = "KeyResult(id='ttf', title='Time to hire', measure=Reach(to=25, from_=42))"
    assert repr(key_result) == expected
