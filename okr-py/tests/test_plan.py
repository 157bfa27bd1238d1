"""Plans as Python objects: what goes in comes out, and what is wrong comes at once."""

import copy
import datetime
import json
import pickle
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy
import okr
import pandas
import pytest

EXAMPLES = Path(__file__).parents[2] / "examples" / "data"
QUARTER = EXAMPLES / "people-quarter.json"


def plan() -> okr.Plan:
    return okr.Plan(
        teams=[okr.Team(id="people", name="People", level="team")],
        cycles=[okr.Cycle(id="2026-Q3", start="2026-07-01", end="2026-09-30")],
        objectives=[
            okr.Objective(
                id="hire",
                title="Hire faster without lowering the bar",
                cycle="2026-Q3",
                team="people",
                key_results=[
                    okr.KeyResult(id="days", title="Days", measure=okr.Reach(to=25, from_=42)),
                    okr.KeyResult(
                        id="offers",
                        title="Offers accepted",
                        measure=okr.zones(58, 70, 82, 90),
                        pace={"phased": [("2026-08-01", 0.3)]},
                    ),
                ],
            )
        ],
        kpis=[
            okr.Kpi(
                id="enps",
                name="eNPS",
                better="higher",
                cadence="monthly",
                healthy=okr.Range(min=20),
                rules=[okr.Worsening(periods=2), okr.Spike(points=10)],
            )
        ],
        meta={"source": {"system": "x", "ids": [1, 2.5, None, True]}},
    )


def test_typed_dict_and_json_are_the_same_plan(tmp_path: Path) -> None:
    typed = plan()
    assert okr.Plan.from_dict(typed.to_dict()) == typed
    assert okr.Plan.from_json(typed.to_json()) == typed
    assert okr.Plan.from_json(typed.to_json().encode()) == typed
    assert json.loads(typed.to_json()) == json.loads(json.dumps(typed.to_dict()))
    typed.to_file(tmp_path / "plan.json")
    assert okr.Plan.from_file(tmp_path / "plan.json") == typed
    assert typed.resolve().plan == typed
    assert type(typed.resolve().plan) is okr.Plan


def test_the_example_comes_out_as_it_went_in() -> None:
    written = json.loads(QUARTER.read_text(encoding="utf-8"))
    read = okr.Plan.from_file(QUARTER)
    assert okr.Plan.from_dict(written) == read
    assert okr.Plan.from_dict(read.to_dict()) == read
    assert json.loads(read.to_json())["objectives"][0]["id"] == written["objectives"][0]["id"]


def test_attributes_can_be_read_and_changed() -> None:
    one, other = plan(), plan()
    assert one == other
    other.objectives[0].key_results[0].measure = okr.Reach(to=20, from_=42)
    assert one != other
    assert isinstance(one.objectives[0].key_results[0].measure, okr.Reach)
    assert one.cycles[0].start == datetime.date(2026, 7, 1)
    with pytest.raises(AttributeError):
        one.objetives = []  # type: ignore[attr-defined]


@pytest.mark.parametrize("made", [plan(), plan().resolve(), okr.Reach(to={"by": -5}), okr.Plan()])
def test_copies_are_equal(made: Any) -> None:
    assert pickle.loads(pickle.dumps(made)) == made
    assert copy.deepcopy(made) == made
    assert copy.copy(made) == made


def test_equal_trackers_have_equal_hashes() -> None:
    assert hash(plan().resolve()) == hash(plan().resolve())
    assert plan().resolve() != okr.Plan().resolve()
    assert plan().resolve() != "a tracker"


def test_repr_can_be_read() -> None:
    assert repr(okr.Reach(to=25, from_=42)) == "Reach(to=25, from_=42)"
    assert repr(okr.Plan(name="x")) == "Plan(name='x')"
    assert repr(plan().resolve()).startswith("Tracker(teams=1, cycles=1, objectives=1, key_results")


def test_numbers_and_days_of_other_libraries() -> None:
    cycle = okr.Cycle(
        id="q",
        start=pandas.Timestamp("2026-07-01"),
        end=datetime.datetime(2026, 9, 30, 12),
    )
    assert (cycle.start, cycle.end) == (datetime.date(2026, 7, 1), datetime.date(2026, 9, 30))
    made = okr.Plan(
        cycles=[cycle],
        kpis=[
            okr.Kpi(
                id="a",
                name="A",
                better="higher",
                cadence="monthly",
                target=numpy.float32(0.5),  # type: ignore[arg-type]
                min_sample=numpy.int64(5),  # type: ignore[arg-type]
                start=numpy.datetime64("2026-07-01"),  # type: ignore[arg-type]
            )
        ],
        meta={"decimal": Decimal("0.1"), "array": numpy.arange(2), "missing": pandas.NA},
    )
    kpi = okr.Plan.from_json(made.to_json()).kpis[0]
    assert (kpi.target, kpi.min_sample, kpi.start) == (0.5, 5, datetime.date(2026, 7, 1))
    meta = okr.Plan.from_json(made.to_json()).meta
    assert meta == {"decimal": 0.1, "array": [0, 1], "missing": None}


def test_all_that_is_wrong_comes_at_once() -> None:
    wrong = plan()
    wrong.cycles[0].end = "2026-06-31"
    wrong.objectives[0].cycle = "2026-Q9"
    wrong.objectives[0].weight = -1
    wrong.kpis[0].target = float("nan")
    with pytest.raises(okr.PlanError) as raised:
        wrong.resolve()
    found = {(error.code, error.path) for error in raised.value.errors}
    assert found == {
        ("bad_date", "/cycles/0/end"),
        ("unknown_reference", "/objectives/0/cycle"),
        ("bad_weight", "/objectives/0/weight"),
        ("non_finite", "/kpis/0/target"),
    }
    assert [error.path for error in wrong.check()] == [it.path for it in raised.value.errors]
    assert str(raised.value).startswith("4 problems\n  /")
    assert isinstance(raised.value, okr.OkrError)
    assert isinstance(raised.value, ValueError)


def test_an_exception_keeps_its_data() -> None:
    with pytest.raises(okr.PlanError) as raised:
        okr.Plan.from_dict({"version": 1, "teams": [{"id": "a", "name": "A", "level": "squad"}]})
    again = pickle.loads(pickle.dumps(raised.value))
    assert type(again) is okr.PlanError
    assert again.errors == raised.value.errors
    assert str(again) == str(raised.value)
    [error] = again.errors
    assert error.code == "unknown_value"
    assert error.data["value"] == "squad"
    assert "department" in error.data["known"]
    assert str(error) == f"/teams/0/level (a): {error.message}"


def test_unknown_fields_suggest_the_nearest() -> None:
    with pytest.raises(okr.PlanError, match="did you mean `cycles`") as raised:
        okr.Plan.from_dict({"version": 1, "cycle": []})
    assert "known fields" in (raised.value.errors[0].help or "")
    nested: Any = {"id": "a", "name": "A", "level": "team", "nam": "x"}
    with pytest.raises(okr.PlanError, match=r"/teams/0/nam \(a\): unknown field `nam`"):
        okr.Plan(teams=[nested]).resolve()
    with pytest.raises(TypeError, match="nam"):
        okr.Team(id="a", name="A", level="team", nam="x")  # type: ignore[call-arg]


@pytest.mark.parametrize("length", [0, 1, 40, 500, -1])
def test_truncated_json_is_told_with_its_place(length: int) -> None:
    text = plan().to_json()[:length]
    with pytest.raises(okr.PlanError, match="invalid JSON at line 1") as raised:
        okr.Plan.from_json(text)
    assert raised.value.errors[0].code == "bad_json"


def nested(depth: int) -> str:
    return '{"version": 1, "meta": {"a": ' + "[" * depth + "]" * depth + "}}"


def test_deep_nesting_is_refused() -> None:
    assert okr.Plan.from_json(nested(100)).meta is not None
    for depth in (300, 100_000):
        with pytest.raises(okr.PlanError, match="invalid JSON"):
            okr.Plan.from_json(nested(depth))


def test_wrong_types_say_what_was_expected() -> None:
    with pytest.raises(okr.PlanError, match="expected a list, found the text `teams`"):
        okr.Plan.from_dict({"version": 1, "teams": "teams"})
    with pytest.raises(TypeError, match="a document cannot contain a value of type `object`"):
        okr.Plan(meta={"a": object()}).to_json()
    with pytest.raises(okr.PlanError, match="the number `42`"):
        okr.Plan(name=42).resolve()  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        okr.Plan.from_json(42)  # type: ignore[arg-type]
    with pytest.raises(FileNotFoundError):
        okr.Plan.from_file("there/is/no/such/plan.json")


def test_a_byte_order_mark_is_no_trouble(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(b"\xef\xbb\xbf" + plan().to_json().encode())
    assert okr.Plan.from_file(path) == plan()


def test_an_empty_list_of_rules_is_not_the_same_as_none() -> None:
    kpi = okr.Kpi(id="a", name="A", better="higher", cadence="monthly", rules=[])
    assert okr.Plan.from_json(okr.Plan(kpis=[kpi]).to_json()).kpis[0].rules == []
    kpi.rules = None
    assert okr.Plan.from_json(okr.Plan(kpis=[kpi]).to_json()).kpis[0].rules is None


def test_tracebacks_are_short() -> None:
    with pytest.raises(okr.PlanError) as raised:
        okr.Plan.from_dict({"version": 2})
    inside = [entry for entry in raised.traceback if "okr/" in str(entry.path)]
    assert len(inside) <= 3
    assert raised.value.__cause__ is None
