"""Editing plans as Python users do; the vectors of `conformance/edits` run in edits.py."""

import dataclasses
import datetime
import pickle

import edits
import okr
import pytest

DAYS = okr.KeyResult(id="days", title="Days to hire", measure=okr.Reach(from_=42, to=25))
PLAN = okr.Plan(
    teams=[okr.Team(id="hire", name="Hiring", level="team")],
    cycles=[okr.Cycle(id="2026-Q3", start="2026-07-01", end="2026-09-30")],
    objectives=[
        okr.Objective(
            id="hire",
            title="Hire people who stay",
            cycle="2026-Q3",
            team="hire",
            kpis=["enps"],
            key_results=[DAYS],
        )
    ],
    kpis=[okr.Kpi(id="enps", name="eNPS", better="higher", cadence="monthly")],
)


def test_vectors() -> None:
    assert edits.main() == 0


def test_items_by_id() -> None:
    assert PLAN.objective("hire") is PLAN.objectives[0]
    assert PLAN.key_result("days") is PLAN.objectives[0].key_results[0]
    assert (PLAN.team("hire").name, PLAN.kpi("enps").name) == ("Hiring", "eNPS")
    assert PLAN.cycle("2026-Q3").end == datetime.date(2026, 9, 30)
    with pytest.raises(KeyError, match="there is no kpi `enp`: did you mean `enps`"):
        PLAN.kpi("enp")
    with pytest.raises(KeyError, match="there is no input `x`"):
        PLAN.input("x")


def test_find() -> None:
    found = PLAN.find("days")
    assert found is not None
    assert found == okr.Found("/objectives/0/key_results/0", "key_result", DAYS)
    assert PLAN.find("nights") is None
    with pytest.raises(okr.PlanError, match="must stand for one item, found `team`, `objective`"):
        PLAN.find("hire")
    team = PLAN.find("hire", kind="team")
    assert team is not None
    assert team.path == "/teams/0"


def test_an_edit_leaves_the_plan_as_it_is() -> None:
    before = PLAN.to_json()
    kpi = dataclasses.replace(PLAN.kpi("enps"), target=40)
    assert PLAN.replace(kpi).kpi("enps").target == 40
    assert PLAN.add(okr.Input(id="leavers"), at=0).inputs == [okr.Input(id="leavers")]
    assert PLAN.remove("days").objectives[0].key_results == []
    assert PLAN.rename("hire", "staff", kind="team").objectives[0].team == "staff"
    assert PLAN.move("days", to="hire", at=0) == PLAN
    assert PLAN.to_json() == before


def test_what_would_dangle_is_listed_with_help() -> None:
    with pytest.raises(okr.PlanError) as caught:
        PLAN.remove("enps")
    assert str(caught.value) == (
        "1 problem\n  /objectives/0/kpis/0 (hire): the kpi `enps`, which is to be removed, must "
        "not be referred to, found a reference here\n    help: take the references away first, or "
        "remove with `cascade`: it takes them away, and removes what cannot be without them"
    )
    assert caught.value.errors[0].id == "hire"
    assert PLAN.remove("enps", cascade=True).objectives[0].kpis == []


def test_a_revision_keeps_what_was_reported() -> None:
    readings = [("days", "2026-08-14", 33), ("days", "2026-08-21", 33)]
    report = PLAN.evaluate(readings, as_of="2026-08-14")
    revised = PLAN.revise("days", from_="2026-08-17", target=30, reported=report.as_of)
    again = revised.evaluate(readings, as_of="2026-08-14")
    assert again.key_results["days"]["score"] == report.key_results["days"]["score"]
    assert revised.evaluate(readings, as_of="2026-08-21").key_results["days"]["score"] == 0.75
    with pytest.raises(okr.PlanError, match="must not begin before the newest report"):
        PLAN.revise("days", from_="2026-08-13", target=30, reported=report.as_of)


def test_a_difference_is_a_table() -> None:
    new = PLAN.rename("enps", "nps").revise("days", from_="2026-08-17", weight=2, backdate=True)
    rows = okr.diff(PLAN, new, renames=[okr.Rename(from_="enps", to="nps")])
    assert [row["what"] for row in rows] == ["renamed", "changed"]
    assert rows["days"]["field"] == "revisions"
    assert rows.to_pandas()["path"].tolist() == [row["path"] for row in rows]
    assert pickle.loads(pickle.dumps(rows)) == rows
    assert PLAN.apply(rows) == new
    assert PLAN.apply([row for row in rows if row["what"] == "renamed"]) == PLAN.rename(
        "enps", "nps"
    )
    with pytest.raises(okr.PlanError, match="unknown kpi `enps`"):
        new.apply(rows)
    with pytest.raises(okr.PlanError, match="/rows"):
        PLAN.apply([{"what": "nothing"}])  # type: ignore[typeddict-item]


def test_what_is_no_item_is_refused() -> None:
    with pytest.raises(TypeError, match="expected one of `Team`"):
        PLAN.add({"id": "enps"})  # type: ignore[arg-type]


def test_rows_by_code() -> None:
    findings = PLAN.lint(as_of="2026-08-14")
    codes = findings.by_code()
    assert sum(map(len, codes.values())) == len(findings)
    assert [row["id"] for row in codes["kpi-without-range"]] == ["enps"]
    with pytest.raises(KeyError, match="there is no column `code`"):
        PLAN.evaluate([], as_of="2026-08-14").kpis.by_code()
