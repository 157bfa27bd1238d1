"""Plans as sheets, and back: nothing is lost on the way."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import okr
import openpyxl
import pytest

VECTORS = sorted((Path(__file__).parents[2] / "conformance" / "vectors").rglob("*.json"))

FORMS: dict[str, Callable[[okr.Sheets, Path], Any]] = {
    "csv": lambda sheets, _: sheets.to_csv(),
    "pandas": lambda sheets, _: sheets.to_pandas(),
    "polars": lambda sheets, _: sheets.to_polars(),
    "xlsx": lambda sheets, folder: saved(sheets, folder / "plan.xlsx"),
}


def saved(sheets: okr.Sheets, path: Path) -> Path:
    sheets.to_xlsx(path)
    return path


def cases() -> list[dict[str, Any]]:
    every = (json.loads(file.read_text(encoding="utf-8")) for file in VECTORS)
    return [case for case in every if fits(case)]


def fits(case: dict[str, Any]) -> bool:
    """Whether plan and readings of a vector are of the right form."""
    try:
        okr.Plan.from_dict(case["plan"])
        load(case)
    except okr.OkrError:
        return False
    return True


def load(case: dict[str, Any]) -> okr.Readings:
    given = case.get("load", {})
    return okr.Readings.from_rows(
        case.get("readings", []),
        duplicates=given.get("duplicates", "last"),
        missing=given.get("missing", "error"),
        recorded_on=given.get("recorded"),
        fiscal_year_start=given.get("fiscal_year_start"),
    )


def rows(readings: okr.Readings) -> list[str]:
    return sorted(map(repr, readings.to_dicts()))


@pytest.mark.parametrize("form", FORMS)
def test_an_export_of_every_vector_comes_back(form: str, tmp_path: Path) -> None:
    # Every seventh as a workbook, which takes its time.
    chosen = cases()[:: 7 if form == "xlsx" else 2]
    assert len(chosen) > 50
    for case in chosen:
        plan, readings = okr.Plan.from_dict(case["plan"]), load(case)
        try:
            sheets = plan.to_sheets(readings, case.get("check_ins", []))
        except okr.EvaluationError:  # check-ins that do not fit
            continue
        back = okr.import_goals(FORMS[form](sheets, tmp_path))

        assert [note["message"] for note in back.notes] == [], case["why"]
        assert back.plan == plan, case["why"]
        assert rows(back.readings) == rows(readings), case["why"]
        said = [okr.CheckIn.from_dict(it) for it in case.get("check_ins", [])]
        assert back.check_ins == said, case["why"]


def test_events_of_a_day_stay_events(tmp_path: Path) -> None:
    plan = okr.Plan(kpis=[okr.Kpi(id="sales", name="Sales", better="higher", cadence="monthly")])
    readings = okr.Readings.from_rows(
        [("sales", "2026-07-03", 1.0), ("sales", "2026-07-03", 1.0)], duplicates="sum"
    )
    path = saved(plan.to_sheets(readings), tmp_path / "sales.xlsx")
    assert okr.import_kpis(path).readings == readings


def test_awkward_texts_and_days_come_back(tmp_path: Path) -> None:
    texts = [
        '=HYPERLINK("x")',
        "+1",
        "-",
        "@maya",
        "'=x",
        "a;b",
        "x\ny",
        " x ",
        "1.5",
        "n/a",
        "2026",
    ]
    texts += ["\x01", "_x0041_", "\uffff", "x" * 70_000, "\u2028"]
    plan = okr.Plan(
        cycles=[okr.Cycle(id="old", start="1899-12-31", end="1900-02-28")],
        objectives=[
            okr.Objective(id=f"o{index}", title=text, cycle="old", description=text)
            for index, text in enumerate(texts)
        ],
    )
    for form in FORMS.values():
        back = okr.import_goals(form(plan.to_sheets(), tmp_path))
        assert (len(back.notes), back.plan) == (0, plan)


def test_a_workbook_that_a_person_can_edit(tmp_path: Path) -> None:
    plan = okr.Plan(
        cycles=[okr.Cycle(id="q3", start="2026-07-01", end="2026-09-30")],
        objectives=[
            okr.Objective(
                id="hire",
                title="=Hire",
                cycle="q3",
                key_results=[
                    okr.KeyResult(
                        id="offers", title="Offers", unit="%", measure=okr.Reach(from_=60, to=80)
                    )
                ],
            )
        ],
    )
    path = saved(plan.to_sheets([("offers", "2026-08-31", 68)]), tmp_path / "plan.xlsx")
    workbook = openpyxl.load_workbook(path)

    assert workbook.sheetnames == ["goals", "kpis", "readings", "teams", "cycles", "plan", "about"]
    goals = workbook["goals"]
    assert goals.freeze_panes == "A2"
    assert goals.column_dimensions["C"].width > 40
    header: dict[Any, str] = {cell.value: cell.coordinate[:-1] for cell in goals[1]}
    target = goals[f"{header['target']}3"]
    assert (target.value, target.number_format) == (80, 'General"%"')
    assert goals["C2"].data_type == "s"
    start = workbook["cycles"]["C2"]
    assert (start.value, start.number_format) == (datetime.datetime(2026, 7, 1), "yyyy-mm-dd")
    assert workbook["readings"]["C2"].number_format == 'General"%"'
    assert workbook["about"]["B2"].value == "type"

    # Somebody types 85 % over the target, in a spreadsheet's own way.
    target.value, target.number_format = 0.85, "0%"
    workbook.save(path)
    (key_result,) = okr.import_goals(path).plan.objectives[0].key_results
    assert key_result.measure == okr.Reach(from_=60, to=85)


def test_a_report_as_a_workbook() -> None:
    kpi = okr.Kpi(
        id="turnover",
        name="=Turnover",
        better="lower",
        cadence="monthly",
        healthy=okr.Range(max=12),
    )
    report = okr.Plan(kpis=[kpi]).evaluate([("turnover", "2026-07", 14.2)], as_of="2026-08-05")
    content = io.BytesIO()
    report.to_xlsx(content)  # type: ignore[arg-type]
    workbook = openpyxl.load_workbook(content)

    assert workbook.sheetnames == ["report", "kpis", "triggers", "findings"]
    kpis = [[cell.value for cell in row] for row in workbook["kpis"]]
    row = dict(zip(kpis[0], kpis[1], strict=True))
    assert (row["kpi"], row["value"], row["health"]) == ("turnover", 14.2, "unhealthy")
    assert "=Turnover" in row.values()
    assert all(cell.data_type != "f" for sheet in workbook for line in sheet for cell in line)
