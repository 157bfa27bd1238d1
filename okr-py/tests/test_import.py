"""Sheets in all the forms in which people have them."""

from __future__ import annotations

import datetime
import io
import json
import pickle
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import duckdb
import okr
import openpyxl
import pandas
import polars
import pyarrow
import pytest
from openpyxl.styles import Alignment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

Rows: TypeAlias = list[list[Any]]
Change: TypeAlias = Callable[[Any], None]
HEADER = ["Objective", "Key Result", "Start Value", "Target", "Current", "Last Updated"]
ROWS: list[list[Any]] = [
    ["Hire faster", "Days to hire", 42, 25, 33.5, datetime.date(2026, 8, 30)],
    ["Hire faster", "Offers", 10, 30, 12, datetime.date(2026, 8, 31)],
]
RECORDS = [dict(zip(HEADER, row, strict=True)) for row in ROWS]
CSV = "\n".join([",".join(HEADER), *(",".join(map(str, row)) for row in ROWS)]) + "\n"


def forms() -> Iterator[tuple[str, Callable[[Path], Any]]]:
    yield "path of csv", lambda folder: written(folder / "goals.csv", CSV)
    yield "path as text", lambda folder: str(written(folder / "goals.csv", CSV))
    yield "path of tsv", lambda folder: written(folder / "goals.tsv", CSV.replace(",", "\t"))
    yield "path of json", lambda folder: written(folder / "goals.json", as_json(RECORDS))
    yield "path of xlsx", lambda folder: saved(folder / "goals.xlsx", [HEADER, *ROWS])
    yield "open text", lambda _: io.StringIO(CSV)
    yield "open bytes", lambda _: io.BytesIO(CSV.encode("utf-8-sig"))
    yield "open workbook", lambda folder: saved(folder / "g.xlsx", [HEADER, *ROWS]).open("rb")
    yield "text", lambda _: CSV
    yield "bytes", lambda _: CSV.encode()
    yield "bytes of json", lambda _: as_json({"data": RECORDS}).encode()
    yield "dictionaries", lambda _: RECORDS
    yield "lists", lambda _: [HEADER, *ROWS]
    yield "tuples", lambda _: (tuple(row) for row in [HEADER, *ROWS])
    yield "pandas", lambda _: pandas.DataFrame(RECORDS)
    yield "pandas with an index", lambda _: pandas.DataFrame(RECORDS).set_index("Objective")
    yield "polars", lambda _: polars.DataFrame(RECORDS)
    yield "polars, lazy", lambda _: polars.LazyFrame(RECORDS)
    yield "pyarrow", lambda _: pyarrow.Table.from_pylist(RECORDS)
    yield "duckdb", lambda _: relation(polars.DataFrame(RECORDS))
    yield "workbook of frames", lambda _: {"OKRs": polars.DataFrame(RECORDS)}


def as_json(value: Any) -> str:
    return json.dumps(value, default=str)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def relation(frame: polars.DataFrame) -> Any:
    connection = duckdb.connect()
    connection.register("goals", frame)
    return connection.sql("select * from goals")


def saved(path: Path, rows: Rows, change: Change | None = None) -> Path:
    workbook = openpyxl.Workbook()
    sheet: Any = workbook.active
    sheet.title = "OKRs"
    for row in rows:
        sheet.append(row)
    if change:
        change(sheet)
    workbook.save(path)
    return path


@pytest.mark.parametrize(("form", "make"), list(forms()), ids=[form for form, _ in forms()])
def test_all_forms_hold_the_same(form: str, make: Callable[[Path], Any], tmp_path: Path) -> None:
    source = make(tmp_path)
    imported = okr.import_goals(source, cycle="Q3 2026")
    if hasattr(source, "close"):
        source.close()

    (objective,) = imported.plan.objectives
    assert objective.id == "hire-faster", form
    measures = [(it.measure.from_, it.measure.to) for it in objective.key_results]  # type: ignore[union-attr]
    assert measures == [(42, 25), (10, 30)]
    assert imported.readings.to_dicts() == [
        {
            "metric": "hire-faster-days-to-hire",
            "date": datetime.date(2026, 8, 30),
            "value": 33.5,
        },
        {"metric": "hire-faster-offers", "date": datetime.date(2026, 8, 31), "value": 12},
    ]
    assert len(imported.notes) == 0


def test_a_wide_frame_has_days_as_columns() -> None:
    months = pandas.to_datetime(["2026-07-31", "2026-08-31"])
    frame = pandas.DataFrame(
        [[31.0, 28.0], [12.0, 12.5]], index=["eNPS", "Turnover"], columns=months
    )
    frame.index.name = "KPI"
    imported = okr.import_kpis(frame, better={"eNPS": "higher", "Turnover": "lower"})

    assert [kpi.cadence for kpi in imported.plan.kpis] == ["monthly", "monthly"]
    assert [row["value"] for row in imported.readings.to_dicts()] == [31, 28, 12, 12.5]


def test_workbooks_have_formats_merges_indents_and_hidden_rows(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.merge_cells("A2:A3")
        for cell in ("C3", "D3", "E3"):
            sheet[cell].number_format = "0.0%"
        sheet["C2"].number_format = sheet["D2"].number_format = '"$"#,##0'
        sheet.row_dimensions[4].hidden = True

    rows: Rows = [
        HEADER[:5],
        ["Hire faster", "Cost of hire", 4200, 2500],
        [None, "Offers accepted", 0.6, 0.8, 0.68],
        ["Old", "Gone", 1, 2],
    ]
    path = saved(tmp_path / "goals.xlsx", rows, change)
    imported = okr.import_goals(path, cycle="Q3 2026", as_of="2026-08-31")

    (objective,) = imported.plan.objectives
    assert [it.unit for it in objective.key_results] == ["$", "%"]
    assert objective.key_results[1].measure == okr.Reach(from_=60, to=80)
    assert imported.readings.to_dicts()[0]["value"] == 68
    assert objective.meta == {"source": {"file": "goals.xlsx", "sheet": "OKRs", "row": 2}}
    assert [note["code"] for note in imported.notes] == ["hidden_row"]


def test_the_indent_tells_key_results_from_objectives(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["A3"].alignment = sheet["A4"].alignment = Alignment(indent=1)

    rows: Rows = [["Title", "Target"], ["Hire faster", None], ["Days", 25], ["Offers", 30]]
    imported = okr.import_goals(saved(tmp_path / "a.xlsx", rows, change), cycle="Q3 2026")

    assert imported.mapping.layout == "indents"
    assert [it.title for it in imported.plan.objectives[0].key_results] == ["Days", "Offers"]


def test_days_count_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.parent.epoch = CALENDAR_MAC_1904

    path = saved(tmp_path / "mac.xlsx", [HEADER, *ROWS], change)
    imported = okr.import_goals(path, cycle="Q3 2026")
    assert [str(row["date"]) for row in imported.readings.to_dicts()] == [
        "2026-08-30",
        "2026-08-31",
    ]


def test_cells_without_a_value_are_noted(tmp_path: Path) -> None:
    rows: Rows = [
        [*HEADER[:4], "Current"],
        ["Hire", "Days", 42, 25, "=1+1"],
        ["Hire", "Cost", 9, 5, "#REF!"],
    ]
    path = saved(tmp_path / "formulas.xlsx", rows)
    imported = okr.import_goals(path, cycle="Q3 2026", as_of="2026-08-31")

    assert len(imported.readings) == 0
    found = {note["at"]: note["code"] for note in imported.notes}
    assert found == {"E2": "formula_without_value", "E3": "error_cell"}


def test_several_sheets(tmp_path: Path) -> None:
    path = saved(tmp_path / "two.xlsx", [HEADER, *ROWS])
    workbook = openpyxl.load_workbook(path)
    workbook.create_sheet("How to").append(["Fill in the next sheet."])
    workbook.save(path)
    imported = okr.import_goals(path, cycle="Q3 2026")
    assert imported.notes["sheet_not_used"]["data"] == {"sheet": "How to"}

    workbook.copy_worksheet(workbook["OKRs"]).title = "Next"
    workbook.save(path)
    with pytest.raises(okr.SheetError, match="`OKRs`, `Next`") as raised:
        okr.import_goals(path, cycle="Q3 2026")
    assert (raised.value.code, raised.value.option) == ("several_sheets", "sheet")
    assert len(okr.import_goals(path, cycle="Q3 2026", sheet="Next").plan.objectives) == 1


def test_what_is_known_is_not_new() -> None:
    first = okr.import_goals(CSV, cycle="Q3 2026")
    again = okr.import_goals(CSV, cycle="Q3 2026", readings=first.readings)
    assert len(again.readings) == 0
    assert {note["code"] for note in again.notes} == {"not_new"}


def test_the_repr_shows_the_mapping_and_what_needs_a_decision() -> None:
    text = (
        "Objective;Key Result;Start Value;Target;Current;Budget code\n"
        "Hire faster;Days to hire;42;25;33,5;B1\n;Offers accepted;60 %;80 %;12m;\n"
    )
    assert repr(okr.import_goals(text, cycle="Q3 2026", as_of="2026-08-31")).splitlines() == [
        "Imported(1 objective, 2 key results, 1 reading)",
        "columns (header in row 1, beside):",
        "  A  Objective    objective",
        "  B  Key Result   key_result",
        "  C  Start Value  from",
        "  D  Target       target",
        "  E  Current      current",
        "  F  Budget code  –",
        "needs a decision (1):",
        "  E3: `12m` may be millions, minutes, months or metres; write `M`, `min` or `mo`",
        "1 other note: see `notes`",
    ]


def test_notes_are_a_table() -> None:
    imported = okr.import_goals("Objective;Key Result;Target\nA;B;12m\nTotal;;\n", cycle="2026")
    notes = imported.notes

    assert notes["ambiguous_unit@C2"]["treatment"] == "refused"
    assert notes.to_pandas()["code"].tolist() == notes.to_polars()["code"].to_list()
    assert notes.to_arrow().column("row").to_pylist() == [note["row"] for note in notes]
    assert pickle.loads(pickle.dumps(notes)) == notes
    assert "ambiguous_unit" in repr(notes)
    assert "row 3: row `Total` holds totals or averages" in str(notes).splitlines()


def test_a_mapping_can_be_changed_and_handed_back() -> None:
    sheet = [["Goal", "Metric", "Target", "Was"], ["Hire", "Days", 25, 42]]
    mapping = okr.inspect_sheet(sheet, holds="goals")
    assert [column.field for column in mapping.columns] == [
        "objective",
        "measure_name",
        "target",
        None,
    ]
    mapping.columns[3].field = "from"
    imported = okr.import_goals(sheet, cycle="2026", mapping=mapping)
    assert imported.plan.objectives[0].key_results[0].measure == okr.Reach(from_=42, to=25)


# ---- Bad input: one clear sentence each


def refusal(source: Any, **options: Any) -> okr.SheetError:
    with pytest.raises(okr.SheetError) as raised:
        okr.import_goals(source, cycle="Q3 2026", **options)
    assert "\n" not in str(raised.value)
    return raised.value


def test_a_refusal_says_why_and_what_decides() -> None:
    error = refusal("Objective;Key Result;Target\nA;B;1,234\n", decimal=None, header=9)
    assert (error.code, error.option) == ("bad_option", "header")
    assert error.note is not None
    assert error.note["message"] == str(error)
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.note, again.code) == (str(error), error.note, error.code)
    with pytest.raises(okr.SheetError) as raised:
        okr.import_goals(CSV, dates="dym")  # type: ignore[arg-type]
    assert [(it.code, it.path) for it in raised.value.errors] == [("unknown_value", "/dates")]


def test_files_of_other_kinds_say_what_they_are(tmp_path: Path) -> None:
    pdf = tmp_path / "plan.xlsx"
    pdf.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    assert "this is a PDF" in str(refusal(pdf))
    page = tmp_path / "export.csv"
    page.write_text("<!DOCTYPE html><html><title>Sign in</title></html>")
    assert "web page" in str(refusal(page))
    for name, what in [
        ("word/document.xml", "a Word document"),
        ("xl/workbook.bin", "a binary workbook"),
        ("content.xml", "an OpenDocument file"),
        ("holiday.jpg", "another ZIP archive"),
    ]:
        path = tmp_path / "a.xlsx"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, "x")
        error = refusal(path)
        assert (error.code, what in str(error)) == ("wrong_file", True), str(error)


@pytest.mark.parametrize("length", [4, 100, 2000, -10])
def test_damaged_workbooks(length: int, tmp_path: Path) -> None:
    whole = saved(tmp_path / "a.xlsx", [HEADER, *ROWS]).read_bytes()
    assert "damaged" in str(refusal(whole[:length]))
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")
    assert "damaged" in str(refusal(tmp_path / "b.xlsx"))


def test_a_workbook_of_an_unknown_version(tmp_path: Path) -> None:
    whole = bytearray(saved(tmp_path / "a.xlsx", [HEADER, *ROWS]).read_bytes())
    entry = whole.index(b"PK\x01\x02")
    whole[entry + 6] = 92  # the version that is needed to unpack it: 9.2
    assert "damaged" in str(refusal(bytes(whole)))


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as entry:
            for _ in range(300):
                entry.write(b"\0" * (1 << 20))
    error = refusal(path)
    assert (error.code, "unpack to at most" in str(error)) == ("too_large", True)


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(200 << 20)
    assert str(refusal(path)) == "a sheet must have at most 67108864 bytes, found 209715200"


def test_too_many_columns() -> None:
    error = refusal(",".join(["Target"] * 10**6) + "\n1,2\n")
    assert str(error) == "a sheet must have at most 16384 columns, found 1000000"


def test_one_stray_cell_costs_nothing(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet["XFD1048576"] = None
        sheet["XFD1048576"].number_format = "0%"

    path = saved(tmp_path / "stray.xlsx", [HEADER, *ROWS], change)
    assert len(okr.import_goals(path, cycle="Q3 2026").readings) == 2


def test_windows_text_is_read_and_noted() -> None:
    imported = okr.import_goals(
        "Objective;Key Result;Target\nGröße;Zahl;5\n".encode("cp1252"), cycle="2026"
    )
    assert imported.plan.objectives[0].title == "Größe"
    assert imported.notes["encoding"]["option"] == "encoding"
    mixed = "Größe;".encode() + "Größe;1\n".encode("cp1252")
    assert refusal(TABLE.encode() + mixed, encoding="utf-8").code == "bad_encoding"


TABLE = "Objective;Key Result;Target\nA;B;5\n"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("\n\n", "empty_sheet"),
        ([], "empty_sheet"),
        ([[]], "empty_sheet"),
        (polars.DataFrame(), "empty_sheet"),
        (f"{TABLE}\n{TABLE}", "second_table"),
        (b'{"data": 5}', "bad_json"),
        (b"\0\1\2\3" * 20, "wrong_file"),
    ],
)
def test_sheets_that_hold_no_table(source: Any, code: str) -> None:
    assert refusal(source).code == code


def test_an_empty_workbook(tmp_path: Path) -> None:
    assert refusal(saved(tmp_path / "empty.xlsx", [])).code == "empty_sheet"


@pytest.mark.parametrize("source", [5, None, [5], ["a"], [["a"], {"b": 1}]])
def test_what_is_no_sheet_is_a_type_error(source: Any) -> None:
    with pytest.raises(TypeError, match="found"):
        okr.import_goals(source)


def test_a_missing_file_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        okr.import_goals(tmp_path / "nothing.xlsx")
