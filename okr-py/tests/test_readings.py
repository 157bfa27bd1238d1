"""Readings: many doors, the same table."""

import datetime
import json
import pickle
import typing
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy
import okr
import pandas
import polars
import pytest
from hypothesis import given
from hypothesis import strategies as st

ROWS: list[tuple[Any, ...]] = [
    ("days", "2026-07-31", 38.0, None, None, None),
    ("enps", "2026-07-31", -4.0, None, 120.0, "summer survey"),
    ("days", "2026-08-14", 33.5, "2026-08-20", None, None),
    ("days", "2026-08-14", 34.0, None, None, None),
    ("enps", "2026-07-31", None, "2026-08-03", None, "withdrawn"),
]
FIELDS = ("metric", "date", "value", "recorded", "sample", "note")
COLUMNS: dict[str, Any] = {name: [row[place] for row in ROWS] for place, name in enumerate(FIELDS)}
CSV = """metric,date,value,recorded,sample,note
days,2026-07-31,38,,,
enps,2026-07-31,-4,,120,summer survey
days,2026-08-14,33.5,2026-08-20,,
days,2026-08-14,34,,,
enps,2026-07-31,,2026-08-03,,withdrawn
"""


def dates(name: str) -> list[datetime.date | None]:
    return [text and datetime.date.fromisoformat(text) for text in COLUMNS[name]]


def read() -> okr.Readings:
    return okr.Readings.from_rows(ROWS)


DOORS: dict[str, Callable[[], okr.Readings]] = {
    "tuples": read,
    "lists": lambda: okr.Readings.from_rows([list(row) for row in ROWS]),
    "generator": lambda: okr.Readings.from_rows(row for row in ROWS),
    "dictionaries": lambda: okr.Readings.from_rows(
        [{k: v for k, v in zip(FIELDS, row, strict=True) if v is not None} for row in ROWS]
    ),
    "dates": lambda: okr.Readings.from_rows(
        list(
            zip(
                COLUMNS["metric"],
                dates("date"),
                COLUMNS["value"],
                dates("recorded"),
                COLUMNS["sample"],
                COLUMNS["note"],
                strict=True,
            )
        )
    ),
    "columns": lambda: okr.Readings.from_columns(**COLUMNS),
    "columns of dates": lambda: okr.Readings.from_columns(
        **{**COLUMNS, "date": dates("date"), "recorded": dates("recorded")}
    ),
    "columns of NumPy": lambda: okr.Readings.from_columns(
        **{
            **COLUMNS,
            "date": numpy.array(COLUMNS["date"], "datetime64[D]"),
            "recorded": numpy.array(COLUMNS["recorded"], "datetime64[ns]"),
            "value": numpy.array(COLUMNS["value"], "float64"),
            "sample": numpy.array(COLUMNS["sample"], "float32"),
        }
    ),
    "columns of pandas": lambda: okr.Readings.from_columns(
        **dict(pandas.DataFrame(COLUMNS).items())
    ),
    "columns of polars": lambda: okr.Readings.from_columns(
        **{name: typing.cast(Any, polars.Series(name, it)) for name, it in COLUMNS.items()}
    ),
    "columns, some of which have to be looked at": lambda: okr.Readings.from_columns(
        **{**COLUMNS, "value": [it if it is None else Fraction(it) for it in COLUMNS["value"]]}
    ),
    "CSV": lambda: okr.Readings.from_csv(CSV),
    "CSV as bytes": lambda: okr.Readings.from_csv(CSV.encode()),
    "CSV of Windows": lambda: okr.Readings.from_csv(
        b"\xef\xbb\xbf" + CSV.replace("\n", "\r\n").encode()
    ),
    "JSON": lambda: okr.Readings.from_json(
        pandas.DataFrame(COLUMNS).to_json(orient="records", date_format="iso")
    ),
    "dictionaries again": lambda: okr.Readings.from_rows(read().to_dicts()),
    "pickle": lambda: pickle.loads(pickle.dumps(read())),
}


@pytest.mark.parametrize("door", DOORS)
def test_every_door_gives_the_same_table(door: str) -> None:
    readings = DOORS[door]()
    assert readings == read()
    assert len(readings) == len(ROWS)
    assert sorted(readings.metrics) == ["days", "enps"]
    assert readings.to_dicts() == read().to_dicts()


def test_csv_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "readings.csv"
    path.write_text(CSV, encoding="utf-8")
    assert okr.Readings.from_csv(path) == okr.Readings.from_file(str(path)) == read()
    assert okr.Readings.of(path) == read()
    with pytest.raises(FileNotFoundError, match=r"no-such\.csv"):
        okr.Readings.from_csv(tmp_path / "no-such.csv")


def test_periods_are_dated_on_their_last_day() -> None:
    texts = ["2026-07", "2026-Q3", "2026-W33", "2026", "2026-02-28"]
    readings = okr.Readings.from_columns(metric="a", date=texts, value=range(5))
    found = {row["value"]: row["date"].isoformat() for row in readings.to_dicts()}
    expected = ["2026-07-31", "2026-09-30", "2026-08-16", "2026-12-31", "2026-02-28"]
    assert found == dict(enumerate(expected))


def test_one_value_for_all_rows() -> None:
    days = pandas.date_range("2026-07-01", periods=3)
    readings = okr.Readings.from_columns(metric="a", date=days, value=[1, 2, 3], note="by hand")
    assert [row["note"] for row in readings.to_dicts()] == ["by hand"] * 3
    single = okr.Readings.from_columns(
        metric=["a", "b"], date=datetime.date(2026, 7, 1), value=[1, 2]
    )
    assert {row["date"] for row in single.to_dicts()} == {datetime.date(2026, 7, 1)}


BAD: list[tuple[Any, ...]] = [
    ("a", "2026-07-01", 1.0),
    ("", "2026-07-01", 1.0),
    ("a", "2026-02-30", 1.0),
    ("a", "2026-07-01T10:00Z", 1.0),
    ("a", "2026-07-02", "much"),
    ("a", "2026-07-02", float("inf")),
    ("a", "2026-07-02", 1e16),
    ("a", "2026-07-03", None),
    ("a", "2026-07-04", 4.0),
]


def test_bad_rows_are_refused_all_at_once() -> None:
    with pytest.raises(okr.ReadingsError) as raised:
        okr.Readings.from_rows(BAD)
    assert [error.path for error in raised.value.errors] == [
        "/readings/1/metric",
        "/readings/2/date",
        "/readings/3/date",
        *(f"/readings/{row}/value" for row in (4, 5, 6, 7)),
    ]
    assert {error.code for error in raised.value.errors} == {"bad_row"}


def test_good_rows_are_never_lost() -> None:
    readings = okr.Readings.from_rows(BAD, on_bad_rows="skip")
    assert [row["value"] for row in readings.to_dicts()] == [1.0, 4.0]
    assert len(readings.rejected) == readings.rejected.rows == 7
    first = readings.rejected.first[0]
    assert (first.row, first.column, first.code) == (1, "metric", "missing_field")
    assert sum(readings.rejected.counts.values()) == 7
    assert readings.rejected.counts["bad_date"] == 2
    assert repr(readings) == "Readings(2 rows, 1 metric, 7 rejected)"
    fewer = okr.Readings.from_rows(BAD, on_bad_rows="skip", missing="skip")
    assert (fewer.rejected.rows, fewer.skipped) == (6, 1)


def test_what_is_missing_can_be_passed_over() -> None:
    rows = [("a", "2026-07-01", float("nan")), ("a", "2026-07-02", None), ("a", "2026-07-03", 3)]
    with pytest.raises(okr.ReadingsError, match="missing field `value`"):
        okr.Readings.from_rows(rows)
    readings = okr.Readings.from_rows(rows, missing="skip")
    assert (len(readings), readings.skipped, readings.rejected.rows) == (1, 2, 0)


def test_only_the_first_hundred_problems_are_told_in_full() -> None:
    readings = okr.Readings.from_rows([("a", "soon", 1.0)] * 1000, on_bad_rows="skip")
    assert (len(readings.rejected.first), readings.rejected.rows) == (100, 1000)
    assert readings.rejected.counts == {"bad_date": 1000}


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: okr.Readings.from_rows("rows"), TypeError, "`rows` must be"),
        (lambda: okr.Readings.from_rows({"metric": "a"}), TypeError, "`rows` must be"),
        (lambda: okr.Readings.from_rows(typing.cast(Any, 42)), TypeError, "`rows` must be"),
        (
            lambda: okr.Readings.from_rows([("a", "2026", 1, 2, 3, 4, 5)]),
            TypeError,
            "found 7 values",
        ),
        (lambda: okr.Readings.from_rows([("a", "2026", object())]), TypeError, "cannot contain"),
        (
            lambda: okr.Readings.from_rows([typing.cast(Any, 42)]),
            okr.ReadingsError,
            "found the number `42`",
        ),
        (
            lambda: okr.Readings.from_rows([("a", "2026")]),
            okr.ReadingsError,
            "missing field `value`",
        ),
        (
            lambda: okr.Readings.from_rows([{"metric": "a", "date": "2026", "vale": 1}]),
            okr.ReadingsError,
            "did you mean `value`",
        ),
        (
            lambda: okr.Readings.from_rows([], on_bad_rows="ignore"),  # type: ignore[arg-type]
            ValueError,
            "`on_bad_rows` must be",
        ),
        (lambda: okr.Readings.from_rows([], missing="ignore"), ValueError, "`missing` must be"),  # type: ignore[arg-type]
        (lambda: okr.Readings([]), TypeError, "from_rows"),  # type: ignore[arg-type]
        (
            lambda: okr.Readings.from_columns(metric=["a"], date=["2026", "2026"], value=[1.0]),
            okr.ReadingsError,
            "expected 1 rows as in `metric`, found 2 rows",
        ),
        (
            lambda: okr.Readings.from_columns(metric=["a"], date=["2026"], value=[1, "x"]),
            ValueError,
            "columns must have the same length, found `metric` 1, `date` 1, `value` 2",
        ),
        (
            lambda: okr.Readings.from_columns(metric="a", date=["2026"], value=numpy.ones((1, 1))),
            TypeError,
            "column `value`: expected one dimension, found 2",
        ),
        (
            lambda: okr.Readings.from_columns(metric="a", date=["2026"], value=42),
            TypeError,
            "column `value`: expected a list, an array or a series, found an int",
        ),
        (
            lambda: okr.Readings.from_columns(metric="a", date=numpy.ones(1), value=[1]),
            TypeError,
            "column `date`: expected dates, found the type float64",
        ),
        (
            lambda: okr.Readings.from_csv("metric,date\n"),
            okr.ReadingsError,
            "missing field `value`",
        ),
        (lambda: okr.Readings.from_csv("\n"), okr.ReadingsError, "expected a header"),
        (lambda: okr.Readings.from_csv(b""), okr.ReadingsError, "expected a header"),
        (lambda: okr.Readings.from_json("{}"), okr.ReadingsError, "expected a list of readings"),
        (lambda: okr.Readings.from_json("[{"), okr.ReadingsError, "invalid JSON"),
    ],
)
def test_what_is_no_table_is_refused(
    call: Callable[[], object], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        call()


def test_moments_have_a_day_in_a_zone_only() -> None:
    moment = datetime.datetime(2026, 7, 31, 22, 30, tzinfo=datetime.UTC)
    with pytest.raises(okr.ReadingsError, match="not a date"):
        okr.Readings.from_rows([("a", moment, 1)])
    readings = okr.Readings.from_rows([("a", moment, 1)], zone="Europe/Berlin")
    assert readings.to_dicts()[0]["date"] == datetime.date(2026, 8, 1)
    columns = okr.Readings.from_columns(metric="a", date=[moment], value=[1], zone=datetime.UTC)
    assert columns.to_dicts()[0]["date"] == datetime.date(2026, 7, 31)
    civil = datetime.datetime(2026, 7, 31, 22, 30)
    assert okr.Readings.from_rows([("a", civil, 1)]).to_dicts()[0]["date"] == civil.date()


def test_later_readings_go_on_top() -> None:
    first = okr.Readings.from_rows([("a", "2026-07", 1), ("b", "2026-07", 2)])
    merged = first.merge([("a", "2026-07", 3)])
    assert (len(first), len(merged)) == (2, 3)
    otherwise = first.with_others([("a", "2026-07", 3)])
    assert [row["value"] for row in otherwise.to_dicts()] == [3, 2]
    copied = first.renamed([okr.Rename(from_="a", to="c")])
    assert sorted(copied.metrics) == ["a", "b", "c"]


def test_appended_readings_are_corrections_or_events() -> None:
    first = okr.Readings.from_rows([("a", "2026-07", 1), ("b", "2026-07", 2)])
    appended = first.append([("a", "2026-07", 3), ("c", "2026-07", 4)])
    assert (len(first), len(appended), appended.metrics) == (2, 4, ["a", "b", "c"])
    assert appended == first.merge([("a", "2026-07", 3), ("c", "2026-07", 4)])
    sales = okr.Readings.from_rows([("sales", "2026-07-03", 1)], duplicates="sum")
    assert sales.append([("sales", "2026-07-03", 2)]) == okr.Readings.from_rows(
        [("sales", "2026-07-03", 1), ("sales", "2026-07-03", 2)], duplicates="sum"
    )
    assert first.append(sales) == first.merge(sales)
    with pytest.raises(okr.ReadingsError, match="sales"):
        okr.Readings.from_rows([("sales", "2026-07-03", 1)]).append(sales)


def test_readings_are_kept_as_bytes() -> None:
    readings = read().append([("a", "2026-07", 3, None, 4.0, "late")])
    assert okr.Readings.from_bytes(readings.to_bytes()) == readings
    damaged = bytearray(readings.to_bytes())
    damaged[-1] ^= 1
    with pytest.raises(okr.ReadingsError, match="checksum"):
        okr.Readings.from_bytes(bytes(damaged))


def test_readings_are_unchangeable_and_unhashable() -> None:
    readings = read()
    with pytest.raises(AttributeError):
        readings.metrics = []  # type: ignore[misc]
    with pytest.raises(TypeError, match="unhashable"):
        hash(readings)
    assert readings != okr.Readings.from_rows([])
    assert readings != 42
    assert not okr.Readings.from_rows([])


NUMBERS = st.floats(-1e15, 1e15)
ROW = st.tuples(
    st.text(st.characters(blacklist_categories=["Cs"]), min_size=1).filter(str.strip),
    st.dates(),
    NUMBERS,
    st.none() | st.dates(),
    st.none() | st.floats(1e-6, 1e15),
    st.none() | st.text(st.characters(blacklist_categories=["Cs"])),
)


@given(st.lists(ROW))
def test_any_rows_survive_every_form(rows: list[tuple[Any, ...]]) -> None:
    readings = okr.Readings.from_rows(rows, duplicates="last")
    assert len(readings) == len(rows)
    assert pickle.loads(pickle.dumps(readings)) == readings
    assert okr.Readings.from_rows(readings.to_dicts(), duplicates="last") == readings
    assert okr.Readings.from_frame(readings.to_polars(), duplicates="last") == readings
    assert okr.Readings.from_frame(readings.to_arrow(), duplicates="last") == readings
    dicts = [{**dict(zip(FIELDS, row, strict=True))} for row in rows]
    by_json = okr.Readings.from_rows(dicts, duplicates="last")
    assert by_json == readings


@given(st.lists(st.one_of(st.tuples(), st.tuples(st.text(), st.text(), st.text()), ROW)))
def test_any_mixture_loads_without_the_bad_rows(rows: list[tuple[Any, ...]]) -> None:
    readings = okr.Readings.from_rows(rows, on_bad_rows="skip", missing="skip")
    assert len(readings) + readings.rejected.rows + readings.skipped == len(rows)


def test_an_open_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "readings.csv"
    path.write_text(CSV, encoding="utf-8")
    with path.open(encoding="utf-8") as text, path.open("rb") as binary:
        assert okr.Readings.from_csv(text) == okr.Readings.of(binary) == okr.Readings.from_csv(path)
    with pytest.raises(TypeError, match="`source` must be a CSV file or its path, found an int"):
        okr.Readings.from_csv(5)  # type: ignore[arg-type]


def test_half_a_character_is_told_with_its_place() -> None:
    rows = [("days", "2026-07-31", 1.0), ("fam\ud83d", "2026-07-31", 1.0)]
    half = r"expected text, found text with half a character \(a lone surrogate\)"
    with pytest.raises(okr.ReadingsError, match=rf"/readings/1/metric: .*{half}"):
        okr.Readings.from_rows(rows)
    with pytest.raises(okr.PlanError, match=rf"/kpis/0/name \(k\): {half}"):
        okr.Plan.from_dict({"version": 1, "kpis": [{"id": "k", "name": "n\udc00"}]})
    whole = [("\N{FAMILY}", "2026-07-31", 1.0), ("\\ud83d", "2026-07-31", 1.0)]
    assert okr.Readings.from_rows(whole).metrics == ["\N{FAMILY}", "\\ud83d"]


SALES = [
    ("sales", "2026-07-03", 1, None, 2),
    ("sales", "2026-07-03", 4, None, 6),
    ("sales", "2026-07-03", 10, "2026-08-01", 2),
]


def sold(readings: okr.Readings, as_of: str) -> tuple[float | None, float | None]:
    """Return the value and sample of the day of the sales."""
    kpi = okr.Kpi(id="sales", name="Sales", better="higher", cadence="daily", grace_days=60)
    report = okr.Plan(kpis=[kpi]).evaluate(readings, as_of=as_of, kpi_periods=True)
    row = next(row for row in report.kpi_periods if row["period"] == "2026-07-03")
    return row["value"], row["sample"]


@pytest.mark.parametrize(
    ("duplicates", "july", "august"),
    [
        ("last", (4, 6), (10, 2)),
        ("sum", (5, 8), (15, 10)),
        ("mean", ((2 * 1 + 6 * 4) / 8, 8), ((2 * 1 + 6 * 4 + 2 * 10) / 10, 10)),
        ("min", (1, 8), (1, 10)),
        ("max", (4, 8), (10, 10)),
    ],
)
def test_rows_of_one_day(duplicates: Any, july: Any, august: Any) -> None:
    readings = okr.Readings.from_rows(SALES, duplicates=duplicates)
    assert sold(readings, "2026-07-31") == july
    assert sold(readings, "2026-08-01") == august
    assert sold(okr.Readings.from_rows(SALES[::-1], duplicates=duplicates), "2026-08-01") == (
        august if duplicates != "last" else (10, 2)
    )
    names = ("metric", "date", "value", "recorded", "sample")
    columns: dict[str, Any] = dict(zip(names, map(list, zip(*SALES, strict=True)), strict=True))
    text = "metric,date,value,recorded,sample\n" + "".join(
        f"{metric},{date},{value},{recorded or ''},{sample}\n"
        for metric, date, value, recorded, sample in SALES
    )
    rows = [dict(zip(names, row, strict=True)) for row in SALES]
    for other in (
        okr.Readings.from_columns(**columns, duplicates=duplicates),
        okr.Readings.from_frame(pandas.DataFrame(columns), duplicates=duplicates),
        okr.Readings.from_frame(polars.DataFrame(columns), duplicates=duplicates),
        okr.Readings.from_csv(text, duplicates=duplicates),
        okr.Readings.from_json(json.dumps(rows), duplicates=duplicates),
        pickle.loads(pickle.dumps(readings)),
        okr.Readings.from_rows(readings.to_dicts(), duplicates=duplicates),
    ):
        assert other == readings
        assert len(other) == 3


def test_contradictions_are_refused_and_name_each_other() -> None:
    with pytest.raises(okr.ReadingsError) as raised:
        okr.Readings.from_rows(SALES)
    assert [(error.code, error.path) for error in raised.value.errors] == [
        ("duplicate_reading", "/readings/0/date"),
        ("duplicate_reading", "/readings/1/date"),
    ]
    first = raised.value.errors[0]
    assert first.data["others"] == [1]
    assert "`sum`, `mean`, `min` or `max`" in str(first.help)
    kept = okr.Readings.from_rows(SALES, on_bad_rows="skip")
    assert (len(kept), kept.rejected.counts) == (1, {"duplicate_reading": 2})


def test_mixtures_are_refused_by_name() -> None:
    events = okr.Readings.from_rows(SALES, duplicates="sum")
    others = okr.Readings.from_rows([("sales", "2026-07-04", 3)])
    for mix in (events.merge, others.with_others):
        with pytest.raises(okr.ReadingsError, match="`sales` must all combine"):
            mix(others if mix == events.merge else events)
    assert len(events.merge(okr.Readings.from_rows(SALES, duplicates="sum"))) == 6
    assert sold(events.with_others([("sales", "2026-07-03", 40)]), "2026-08-01") == (40, None)
    with pytest.raises(okr.ReadingsError, match="a reversal is an event of its own"):
        okr.Readings.from_rows([("sales", "2026-07-03", None, "2026-07-04")], duplicates="sum")


def test_when_rows_became_known_and_fiscal_periods() -> None:
    rows = [("sales", "FY2027-Q1", 3)]
    loaded = okr.Readings.from_rows(rows, recorded_on="2026-08-10", fiscal_year_start=4)
    assert loaded.to_dicts() == [
        {
            "metric": "sales",
            "date": datetime.date(2026, 6, 30),
            "value": 3,
            "recorded": datetime.date(2026, 8, 10),
        }
    ]
    frame = pandas.DataFrame(rows, columns=["metric", "date", "value"])
    day = datetime.date(2026, 8, 10)
    assert okr.Readings.from_frame(frame, recorded_on=day, fiscal_year_start=4) == loaded
    with pytest.raises(okr.ReadingsError, match="`fiscal_year_start`, the month"):
        okr.Readings.from_rows(rows)
    wrong: Any
    for wrong in (0, 13, 4.0, True):
        with pytest.raises(ValueError, match="must be a month, 1 to 12"):
            okr.Readings.from_rows(rows, fiscal_year_start=wrong)
    with pytest.raises(ValueError, match="`recorded_on`: `soon` is not a date"):
        okr.Readings.from_rows(rows, recorded_on="soon")
    with pytest.raises(TypeError, match="`recorded_on` must be a date, found a datetime"):
        okr.Readings.from_rows(rows, recorded_on=datetime.datetime(2026, 8, 10))
    with pytest.raises(ValueError, match="`duplicates` must be 'error', 'last'"):
        okr.Readings.from_rows(rows, duplicates="first")  # type: ignore[arg-type]


def test_a_text_among_numbers_is_a_bad_row() -> None:
    columns = {"metric": ["m"] * 3, "date": ["2026-06", "2026-07", "2026-08"]}
    for value in (["1", "n/a", "3"], [1, "n/a", 3]):
        frames = [pandas.DataFrame({**columns, "value": value})]
        if value[0] == "1":
            frames.append(polars.DataFrame({**columns, "value": value}))
        for frame in frames:
            with pytest.raises(okr.ReadingsError) as raised:
                okr.Readings.from_frame(frame)
            assert "/readings/1/value" in [error.path for error in raised.value.errors]
            assert "`n/a`" in str(raised.value)


def test_files_of_another_kind_are_named(tmp_path: Path) -> None:
    file = tmp_path / "readings.csv"
    for content, found in (
        ("metric,date,value\n".encode("utf-16"), "text in UTF-16"),
        (b"PK\x03\x04\x14\x00...xl/workbook.xml", r"a workbook \(`.xlsx`\)"),
        (b"PAR1\x15\x04", "a Parquet file"),
    ):
        file.write_bytes(content)
        with pytest.raises(okr.ReadingsError, match=f"expected CSV text in UTF-8, found {found}"):
            okr.Readings.from_csv(file)
        with pytest.raises(okr.PlanError, match=f"expected JSON text in UTF-8, found {found}"):
            okr.Plan.from_file(file)
    with pytest.raises(okr.PlanError, match="the byte 0xff in line 2"):
        okr.Plan.from_json(b'{\n"version": "\xff"}')


def test_check_ins_from_data_frames() -> None:
    columns = {
        "objective": ["hire", None],
        "cycle": [None, "2026-Q3"],
        "date": [datetime.date(2026, 7, 3), datetime.date(2026, 7, 10)],
        "confidence": [0.4, None],
        "note": ["blocked", "a good week"],
    }
    rows = [
        {"objective": "hire", "date": "2026-07-03", "confidence": 0.4, "note": "blocked"},
        {"cycle": "2026-Q3", "date": "2026-07-10", "note": "a good week"},
    ]
    plan = okr.Plan(
        cycles=[okr.Cycle(id="2026-Q3", start="2026-07-01", end="2026-09-30")],
        objectives=[okr.Objective(id="hire", title="Hire", cycle="2026-Q3")],
    )
    expected = plan.evaluate([], as_of="2026-07-31", check_ins=rows)
    assert expected.objectives[0]["confidence"] == 0.4
    dated = pandas.DataFrame(columns)
    dated["date"] = pandas.to_datetime(dated["date"])
    polar = polars.DataFrame(columns)
    for frame in (pandas.DataFrame(columns), dated, polar, polar.lazy(), polar.to_arrow()):
        assert (
            plan.evaluate([], as_of="2026-07-31", check_ins=frame).to_json() == expected.to_json()
        )
    with pytest.raises(okr.EvaluationError, match="unknown field `who`"):
        plan.evaluate([], as_of="2026-07-31", check_ins=polar.with_columns(who=1))


# ---- Tables as people have them


def test_a_csv_as_people_write_it() -> None:
    text = "Kennzahl;Stichtag;Wert;n\nfluktuation;31.07.2026;12,5 %;40\nfluktuation;31.08.2026;;\n"
    readings = okr.Readings.from_csv(
        text.encode("cp1252"),
        sep=";",
        columns={"Kennzahl": "metric", "Stichtag": "date", "Wert": "value", "n": "sample"},
        encoding="windows-1252",
        missing="skip",
    )
    assert readings.to_dicts() == [
        {
            "metric": "fluktuation",
            "date": datetime.date(2026, 7, 31),
            "value": 12.5,
            "sample": 40,
        }
    ]
    assert readings.skipped == 1


def test_what_a_csv_does_not_say_is_refused_with_the_option_that_does() -> None:
    text = "metric,date,value\na,03/04/2026,5\n"
    with pytest.raises(okr.ReadingsError, match="`dates`"):
        okr.Readings.from_csv(text, sep=",")
    assert str(okr.Readings.from_csv(text, dates="dmy").to_dicts()[0]["date"]) == "2026-04-03"
    text = 'metric,date,value\na,2026-07,"1,234"\n'
    with pytest.raises(okr.ReadingsError, match="`decimal`"):
        okr.Readings.from_csv(text, sep=",")
    assert okr.Readings.from_csv(text, decimal=",").to_dicts()[0]["value"] == 1.234
    assert okr.Readings.from_csv(text, decimal=".").to_dicts()[0]["value"] == 1234


def test_a_wide_table_names_metrics_as_they_are_written() -> None:
    frame = polars.DataFrame(
        {"Metric": ["eNPS", "e-NPS"], "2026-07": [31.0, None], "2026-08": [28.0, 5.0]}
    )
    rows = [(it["metric"], str(it["date"]), it["value"]) for it in to_dicts(frame)]
    assert rows == [
        ("eNPS", "2026-07-31", 31),
        ("eNPS", "2026-08-31", 28),
        ("e-NPS", "2026-08-31", 5),
    ]
    turned = pandas.DataFrame({"Month": ["2026-07", "2026-08"], "eNPS": [31, 28]})
    assert [it["metric"] for it in to_dicts(turned)] == ["eNPS", "eNPS"]


def to_dicts(frame: Any) -> list[dict[str, Any]]:
    return okr.Readings.from_wide(frame).to_dicts()


def test_a_wide_table_leaves_nothing_out_in_silence() -> None:
    rows = [["KPI", "Jul 2026", "YTD"], ["enps", 31, 30], ["turnover", "12m", 9]]
    with pytest.raises(okr.ReadingsError) as raised:
        okr.Readings.from_wide(rows)
    assert [it.path for it in raised.value.errors] == ["/readings/0/YTD", "/readings/1/Jul 2026"]
    readings = okr.Readings.from_wide(rows, on_bad_rows="skip")
    assert (len(readings), readings.rejected.rows) == (1, 2)
    assert len(okr.Readings.from_wide(rows[:2], columns={"YTD": None})) == 1
    with pytest.raises(okr.SheetError) as refused:
        okr.Readings.from_wide([["a", "b"], [1, 2]])
    assert refused.value.code == "no_header"


def test_several_values_of_a_day_need_an_answer() -> None:
    rows = [["KPI", "Jul 2026"], ["sales", 3], ["sales", 4]]
    with pytest.raises(okr.ReadingsError, match="must have one row"):
        okr.Readings.from_wide(rows)
    assert len(okr.Readings.from_wide(rows, duplicates="sum")) == 2


def test_text_is_never_taken_for_a_path(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("the password is swordfish\nof a user\n", encoding="utf-8")
    tracker = okr.Plan().resolve()
    for read in (
        okr.Readings.of,
        okr.Readings.from_csv,
        lambda text: okr.Readings.from_csv(text, sep=";"),
        lambda text: tracker.evaluate(text, as_of="2026-08-31"),
    ):
        with pytest.raises(TypeError, match=r"for a file use `Readings\.from_file`"):
            read(str(path))
    with pytest.raises(okr.ReadingsError) as raised:
        okr.Readings.from_file(path)
    assert "swordfish" not in repr(raised.value.errors) + str(raised.value)


def test_masked_values_are_missing() -> None:
    mask = [False, True]
    date = numpy.ma.array(numpy.array(["2026-01-01", "2026-01-02"], "M8[D]"), mask=mask)
    columns: dict[str, Any] = {
        "metric": ["a", "b"],
        "date": ["2026-01", "2026-02"],
        "value": [1.0, 2.0],
    }
    masked = {
        "metric": numpy.ma.array(["a", "b"], mask=mask),
        "date": date,
        "value": numpy.ma.array([1.0, 2.0], mask=mask),
    }
    masked_counts = numpy.ma.array([1, 2], mask=mask)
    for name, column in [*masked.items(), ("value", masked_counts)]:
        readings = okr.Readings.from_columns(**{**columns, name: column}, on_bad_rows="skip")
        assert readings.metrics == ["a"]
        assert [(row.row, row.column) for row in readings.rejected.first] == [(1, name)]
    samples = numpy.ma.array([5, 6], mask=mask)
    rows = okr.Readings.from_columns(**columns, sample=samples).to_dicts()
    assert [row.get("sample") for row in rows] == [5.0, None]
    assert len(okr.Readings.from_rows([("a", "2026", numpy.ma.masked)], on_bad_rows="skip")) == 0


def _moments(milliseconds: int) -> Any:
    moments = polars.Series([milliseconds, 0], dtype=polars.Int64).cast(
        polars.Datetime("ms", "UTC")
    )
    return polars.DataFrame({"metric": ["a", "b"], "date": moments, "value": [1.0, 2.0]})


BAD_ROWS: dict[str, Callable[..., okr.Readings]] = {
    "a day beyond the calendar": lambda **options: okr.Readings.from_columns(
        metric=["a", "b"], date=numpy.array([10**9, 0], "M8[D]"), value=[1, 2], **options
    ),
    "a moment beyond the calendar": lambda **options: okr.Readings.from_frame(
        _moments(2**62), zone="Europe/Berlin", **options
    ),
    "a moment before the calendar": lambda **options: okr.Readings.from_frame(
        _moments(-(2**62)), zone="Europe/Berlin", **options
    ),
    "a moment of year 1, a day earlier elsewhere": lambda **options: okr.Readings.from_rows(
        [
            ("a", datetime.datetime(1, 1, 1, tzinfo=datetime.UTC), 1),
            ("b", "2026-01", 1),
        ],
        zone="America/New_York",
        **options,
    ),
    "half a character": lambda **options: okr.Readings.from_rows(
        [("a\ud800", "2026-01", 1), ("b", "2026-01", 1)], **options
    ),
    "half a character in a note": lambda **options: okr.Readings.from_rows(
        [("a", "2026-01", 1, None, None, "\udfff"), ("b", "2026-01", 1)], **options
    ),
    "half a character in a column": lambda **options: okr.Readings.from_columns(
        metric=["a\ud800", "b"], date=["2026-01"] * 2, value=[1, 2], **options
    ),
    "half a character in JSON": lambda **options: okr.Readings.from_json(
        r'[{"metric":"a\ud800","date":"2026","value":1},{"metric":"b","date":"2026","value":1}]',
        **options,
    ),
    "half a character in CSV": lambda **options: okr.Readings.from_csv(
        "metric,date,value\na\ud800,2026,1\nb,2026,1\n", **options
    ),
    "half a character in a frame": lambda **options: okr.Readings.from_frame(
        pandas.DataFrame(
            {"metric": ["a\ud800", "b"], "date": ["2026-01"] * 2, "value": [1.0, 2.0]},
            dtype="object",
        ),
        **options,
    ),
}


@pytest.mark.parametrize("read", BAD_ROWS.values(), ids=BAD_ROWS)
def test_bad_rows_can_be_skipped_whatever_is_bad(read: Callable[..., okr.Readings]) -> None:
    readings = read(on_bad_rows="skip")
    assert (readings.metrics, readings.rejected.rows) == (["b"], 1)
    with pytest.raises(okr.ReadingsError):
        read()


@pytest.mark.parametrize("depth", [130, 500, 100_000])
def test_documents_that_are_nested_too_deep_say_where(depth: int) -> None:
    meta: Any = 1
    for _ in range(depth):
        meta = [meta]
    with pytest.raises(ValueError, match="/meta/a/0/0/0") as raised:
        okr.Plan(meta={"a": meta}).resolve()
    assert len(str(raised.value)) < 300
    text = f'{{"meta": {{"a": {"[" * depth}1{"]" * depth}}}}}'
    with pytest.raises(okr.PlanError, match="/meta/a/0/0/0"):
        okr.Plan.from_json(text)
