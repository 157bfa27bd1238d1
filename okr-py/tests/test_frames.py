"""Data frames in and out: pandas, polars, pyarrow."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy
import okr
import pandas
import polars
import pyarrow
import pyarrow.compute
import pytest

ROWS = [("days", "2026-07-31", 38.0), ("enps", "2026-07-31", -4.0), ("days", "2026-08-14", 33.5)]
NAMES = [row[0] for row in ROWS]
DAYS = [datetime.date.fromisoformat(row[1]) for row in ROWS]
VALUES = [row[2] for row in ROWS]
EXPECTED = okr.Readings.from_rows(ROWS)

COLUMNS = ("metric", "date", "value")
Frame = Callable[[], Any]


def arrow(names: Any = NAMES, days: Any = DAYS, values: Any = VALUES) -> pyarrow.Table:
    return pyarrow.table({"metric": names, "date": days, "value": values})


def moments(unit: str, zone: str | None = None) -> Any:
    instants = [datetime.datetime(day.year, day.month, day.day, 12) for day in DAYS]
    return pyarrow.array(instants, pyarrow.timestamp(unit, zone))


def dictionary(index: pyarrow.DataType, texts: pyarrow.DataType) -> pyarrow.Array:
    return pyarrow.array(NAMES, pyarrow.dictionary(index, texts))


FRAMES: dict[str, Frame] = {
    "pyarrow": arrow,
    "pyarrow, large strings": lambda: arrow(names=pyarrow.array(NAMES, pyarrow.large_string())),
    "pyarrow, string views": lambda: arrow(names=pyarrow.array(NAMES, pyarrow.string_view())),
    **{
        f"pyarrow, dictionary by {index} of {texts}": (
            lambda index=index, texts=texts: arrow(names=dictionary(index, texts))  # type: ignore[misc]
        )
        for index in (pyarrow.int8(), pyarrow.uint32(), pyarrow.int32(), pyarrow.int64())
        for texts in (pyarrow.string(), pyarrow.large_string())
    },
    **{
        f"pyarrow, moments in {unit}": lambda unit=unit: arrow(days=moments(unit))  # type: ignore[misc]
        for unit in ("s", "ms", "us", "ns")
    },
    "pyarrow, date64": lambda: arrow(days=pyarrow.array(DAYS, pyarrow.date64())),
    "pyarrow, days as text": lambda: arrow(days=[day.isoformat() for day in DAYS]),
    "pyarrow, days in a dictionary": lambda: arrow(
        days=pyarrow.array([day.isoformat() for day in DAYS]).dictionary_encode()
    ),
    "pyarrow, runs": lambda: pyarrow.table(
        {
            name: pyarrow.compute.run_end_encode(it)
            for name, it in zip(COLUMNS, arrow().columns, strict=True)
        }
    ),
    "pyarrow, a part of runs": lambda: pyarrow.table(
        {
            name: pyarrow.compute.run_end_encode(
                pyarrow.array([it[0].as_py(), *it.to_pylist(), it[-1].as_py()], it.type),
                pyarrow.int16(),
            )[1:-1]
            for name, it in zip(COLUMNS, arrow().columns, strict=True)
        }
    ),
    "pyarrow, float32": lambda: arrow(values=pyarrow.array(VALUES, pyarrow.float32())),
    "pyarrow, decimals": lambda: arrow(values=[Decimal(str(value)) for value in VALUES]),
    "pyarrow, float16": lambda: arrow(values=numpy.array(VALUES, dtype="float16")),
    **{
        f"pyarrow, {of}": lambda of=of: arrow(  # type: ignore[misc]
            values=pyarrow.array([Decimal(str(value)) for value in VALUES], of)
        )
        for of in (
            *(pyarrow.decimal32(4, 1), pyarrow.decimal64(9, 2)),
            *(pyarrow.decimal128(30, 3), pyarrow.decimal256(60, 4)),
        )
    },
    "pyarrow, in chunks": lambda: pyarrow.concat_tables([arrow().slice(0, 1), arrow().slice(1)]),
    "pyarrow, chunks with dictionaries of their own": lambda: pyarrow.concat_tables(
        [
            arrow(
                names=pyarrow.array(NAMES[:2]).dictionary_encode(), days=DAYS[:2], values=VALUES[:2]
            ),
            arrow(
                names=pyarrow.array(NAMES[2:]).dictionary_encode(), days=DAYS[2:], values=VALUES[2:]
            ),
        ]
    ),
    "pyarrow, a slice": lambda: pyarrow.concat_tables([arrow(), arrow()]).combine_chunks().slice(3),
    "pyarrow, a reader": lambda: arrow().to_reader(max_chunksize=1),
    "pyarrow, columns in another order": lambda: arrow().select(["value", "date", "metric"]),
    "pyarrow, empty optional columns": lambda: (
        arrow()
        .append_column("recorded", pyarrow.nulls(3))
        .append_column("note", pyarrow.nulls(3))
        .append_column("sample", pyarrow.nulls(3))
    ),
    "polars": lambda: polars.DataFrame(ROWS, ["metric", "date", "value"], orient="row"),
    "polars, typed": lambda: polars.DataFrame({"metric": NAMES, "date": DAYS, "value": VALUES}),
    "polars, categories": lambda: polars.DataFrame(
        {"metric": polars.Series(NAMES, dtype=polars.Categorical), "date": DAYS, "value": VALUES}
    ),
    "polars, an enum": lambda: polars.DataFrame(
        {
            "metric": polars.Series(NAMES, dtype=polars.Enum(["enps", "days"])),
            "date": DAYS,
            "value": VALUES,
        }
    ),
    "polars, empty optional columns": lambda: polars.DataFrame(
        {
            **{"metric": NAMES, "date": DAYS, "value": VALUES},
            **{"recorded": [None] * 3, "sample": [None] * 3, "note": [None] * 3},
        }
    ),
    "pandas, empty optional columns": lambda: pandas.DataFrame(
        {
            **{"metric": NAMES, "date": DAYS, "value": VALUES},
            **{"recorded": numpy.nan, "sample": [None] * 3, "note": pandas.NaT},
        }
    ),
    "polars, lazy": lambda: polars.LazyFrame({"metric": NAMES, "date": DAYS, "value": VALUES}),
    "pandas": lambda: pandas.DataFrame(ROWS, columns=["metric", "date", "value"]),
    "pandas, timestamps": lambda: pandas.DataFrame(
        {"metric": NAMES, "date": pandas.to_datetime(DAYS), "value": VALUES}
    ),
    "pandas, dates as objects": lambda: pandas.DataFrame(
        {"metric": pandas.Series(NAMES, dtype=object), "date": DAYS, "value": VALUES}
    ),
    "pandas, categories": lambda: pandas.DataFrame(
        {"metric": pandas.Categorical(NAMES), "date": DAYS, "value": VALUES}
    ),
    "pandas, nullable": lambda: pandas.DataFrame(
        {"metric": NAMES, "date": pandas.to_datetime(DAYS), "value": VALUES}
    ).convert_dtypes(),
    "pandas, backed by Arrow": lambda: pandas.DataFrame(
        {"metric": NAMES, "date": pandas.to_datetime(DAYS), "value": VALUES}
    ).convert_dtypes(dtype_backend="pyarrow"),
    "pandas, with an index": lambda: pandas.DataFrame(
        {"metric": NAMES, "date": DAYS, "value": VALUES}, index=[7, 7, 9]
    ),
}


@pytest.mark.parametrize("frame", FRAMES)
def test_every_frame_gives_the_same_readings(frame: str) -> None:
    assert okr.Readings.from_frame(FRAMES[frame]()) == EXPECTED
    assert okr.Readings.of(FRAMES[frame]()) == EXPECTED


def test_every_column_from_every_library() -> None:
    days = pandas.PeriodIndex(["2026-06", "2026-07", "2026-08"], freq="M")
    names = polars.Series(["a", "b", "a"])
    values = pyarrow.chunked_array([[1.0], [2.0, 3.0]])
    samples = pyarrow.array([10, None, 30])
    readings = okr.Readings.from_columns(metric=names, date=days, value=values, sample=samples)
    by_value = {row["value"]: row for row in readings.to_dicts()}
    assert by_value[1]["date"] == datetime.date(2026, 6, 30)
    assert [by_value[value].get("sample") for value in (1, 2, 3)] == [10, None, 30]


def test_null_is_empty() -> None:
    frame = polars.DataFrame(
        {
            "metric": ["a", None, "a", "a"],
            "date": [DAYS[0], DAYS[0], None, DAYS[1]],
            "value": [1.0, 2.0, 3.0, None],
        }
    )
    for table in (frame, frame.to_arrow(), frame.to_pandas()):
        readings = okr.Readings.from_frame(table, on_bad_rows="skip")
        found = [(row.row, row.column, row.code) for row in readings.rejected.first]
        assert found == [
            (row, name, "missing_field") for row, name in ((1, "metric"), (2, "date"), (3, "value"))
        ]
        assert len(readings) == 1


def test_not_a_number_is_empty_and_infinity_is_refused() -> None:
    values = [1.0, float("nan"), float("inf"), -float("inf")]
    for table in (
        pandas.DataFrame({"metric": "a", "date": "2026-07", "value": values}),
        polars.DataFrame({"metric": ["a"] * 4, "date": ["2026-07"] * 4, "value": values}),
    ):
        with pytest.raises(okr.ReadingsError) as raised:
            okr.Readings.from_frame(table)
        assert [error.path[-7:] for error in raised.value.errors] == [
            f"{n}/value" for n in (1, 2, 3)
        ]
        readings = okr.Readings.from_frame(table, on_bad_rows="skip", missing="skip")
        assert (len(readings), readings.skipped, readings.rejected.rows) == (1, 1, 2)


def test_retractions_survive() -> None:
    rows = [("a", "2026-07-01", 1.0, None), ("a", "2026-07-01", None, "2026-07-01")]
    readings = okr.Readings.from_rows(rows, duplicates="last")
    for table in (readings.to_pandas(), readings.to_polars(), readings.to_arrow()):
        assert okr.Readings.from_frame(table, duplicates="last") == readings
        assert list(
            table.columns if not isinstance(table, pyarrow.Table) else table.column_names
        ) == [
            "metric",
            "date",
            "value",
            "recorded",
        ]


def test_moments_have_a_day_in_a_zone_only() -> None:
    late = pandas.to_datetime(["2026-07-31 22:30", "2026-01-31 22:30"], utc=True)
    frame = pandas.DataFrame({"metric": "a", "date": late, "value": [1.0, 2.0]})
    for table in (frame, polars.from_pandas(frame), pyarrow.Table.from_pandas(frame)):
        with pytest.raises(TypeError, match="column `date`: timestamps with a zone need"):
            okr.Readings.from_frame(table)
        readings = okr.Readings.from_frame(table, zone="Europe/Berlin")
        days = {row["value"]: row["date"].isoformat() for row in readings.to_dicts()}
        assert days == {1.0: "2026-08-01", 2.0: "2026-01-31"}


def test_columns_may_have_other_names() -> None:
    frame = polars.DataFrame({"kpi": NAMES, "day": DAYS, "reading": VALUES})
    names = {"metric": "kpi", "date": "day", "value": "reading"}
    for table in (frame, frame.to_pandas(), frame.to_arrow()):
        assert okr.Readings.from_frame(table, **names) == EXPECTED  # type: ignore[arg-type]


@pytest.mark.parametrize("library", [pandas.DataFrame, polars.DataFrame, pyarrow.table])
def test_columns_missing_unknown_or_misspelled_are_told(library: Any) -> None:
    table = library({"metric": ["a"], "date": ["2026-07"], "vaule": [1.0], "region": ["north"]})
    with pytest.raises(okr.ReadingsError) as raised:
        okr.Readings.from_frame(table)
    found = {(error.code, error.path) for error in raised.value.errors}
    assert found == {
        ("unknown_field", "/readings/vaule"),
        ("unknown_field", "/readings/region"),
        ("missing_field", "/readings/value"),
    }
    assert "did you mean `value`" in str(raised.value)


def test_a_column_that_is_there_twice_is_told() -> None:
    frame = pandas.DataFrame(
        [["a", "b", "2026-07", 1.0]], columns=["metric", "metric", "date", "value"]
    )
    with pytest.raises(okr.ReadingsError, match="must appear only once"):
        okr.Readings.from_frame(frame)


@pytest.mark.parametrize("library", [pandas.DataFrame, polars.DataFrame, pyarrow.table])
def test_an_empty_frame_has_no_readings(library: Any) -> None:
    assert len(okr.Readings.from_frame(library({"metric": [], "date": [], "value": []}))) == 0
    with pytest.raises(okr.ReadingsError, match="missing field `metric`"):
        okr.Readings.from_frame(library({}))


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (arrow(names=[1, 2, 3]), "column `metric`: expected texts, found the Arrow type Int64"),
        (arrow(days=[1, 2, 3]), "column `date`: expected dates, found the Arrow type Int64"),
        (arrow(values=[True, False, True]), "expected numbers, found the Arrow type Boolean"),
        (pandas.DataFrame({"metric": NAMES, "date": [1.0] * 3, "value": 1.0}), "expected dates"),
        (pandas.DataFrame({"metric": [1, 2, 3], "date": DAYS, "value": 1.0}), "expected texts"),
        (polars.DataFrame({"metric": NAMES, "date": DAYS, "value": DAYS}), "type Date32"),
        (pyarrow.array([1.0]), "must be a data frame"),
        (pyarrow.chunked_array([[1.0]]), "expected a table, found a single column"),
        (42, "`frame` must be a data frame, found an int"),
    ],
)
def test_columns_of_a_wrong_type_are_refused(table: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        okr.Readings.from_frame(table)


def test_numbers_as_text_in_pandas_are_bad_rows() -> None:
    frame = pandas.DataFrame({"metric": "a", "date": "2026-07", "value": [1.0, "2", None]})
    readings = okr.Readings.from_frame(frame, on_bad_rows="skip")
    assert [row.row for row in readings.rejected.first] == [1, 2]
    assert "expected a number, found the text `2`" in readings.rejected.first[0].message


def test_a_frame_is_read_once_and_left_alone() -> None:
    table = arrow()
    readings = [okr.Readings.from_frame(table) for _ in range(3)]
    assert readings[0] == readings[1] == readings[2]
    assert table == arrow()
    stream = table.__arrow_c_stream__()

    class Once:
        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            return stream

    assert okr.Readings.from_frame(Once()) == EXPECTED
    with pytest.raises(ValueError, match="can't be read"):
        okr.Readings.from_frame(Once())


def test_arrays_need_not_lie_in_one_piece() -> None:
    values = numpy.arange(20, dtype="int16")[::2]
    days = numpy.arange("2026-07-01", "2026-07-21", dtype="datetime64[D]")[::-2]
    readings = okr.Readings.from_columns(metric="a", date=days, value=values)
    assert [row["value"] for row in readings.to_dicts()] == list(range(18, -1, -2))
    swapped = numpy.array([1.5, 2.5], dtype=">f8")
    readings = okr.Readings.from_columns(
        metric="a", date=["2026-07-01", "2026-07-02"], value=swapped
    )
    assert [row["value"] for row in readings.to_dicts()] == [1.5, 2.5]


def test_days_far_outside_the_calendar_are_bad_rows() -> None:
    days = pyarrow.array([-(2**31), 2**31 - 1, 20_000], pyarrow.int32()).cast(pyarrow.date32())
    readings = okr.Readings.from_frame(arrow(days=days), on_bad_rows="skip")
    assert readings.rejected.rows == 2
    assert len(readings) == 1


def test_a_million_rows_are_no_trouble() -> None:
    count = 1_000_000
    frame = polars.DataFrame(
        {
            "metric": polars.Series([f"m{n % 100}" for n in range(100)] * (count // 100)),
            "date": numpy.arange(count).astype("int32") % 3650,
            "value": numpy.arange(count, dtype="float64"),
        }
    ).with_columns(polars.col("date").cast(polars.Date))
    readings = okr.Readings.from_frame(frame, duplicates="last")
    assert len(readings) == count
    assert len(readings.metrics) == 100
    assert readings.to_polars().get_column("value").sum() == frame.get_column("value").sum()


def test_categories_of_polars_are_taken_as_they_are() -> None:
    # Others have the first indices.
    polars.Series(["x", "y"], dtype=polars.Categorical)
    names = polars.Series("metric", NAMES, dtype=polars.Categorical)
    frame = polars.DataFrame({"kpi": names, "date": DAYS, "value": VALUES})
    assert okr.Readings.from_frame(frame, metric="kpi") == EXPECTED
    assert okr.Readings.from_columns(metric=names, date=DAYS, value=VALUES) == EXPECTED
    in_pieces = polars.concat([frame[:1], frame[1:]], rechunk=False)
    assert okr.Readings.from_frame(in_pieces, metric="kpi") == EXPECTED
    assert okr.Readings.from_frame(frame[1:], metric="kpi") == okr.Readings.from_rows(ROWS[1:])
    small = polars.Categorical(polars.Categories("small", physical=polars.UInt8))
    few = frame.with_columns(kpi=polars.Series(NAMES, dtype=small))
    assert okr.Readings.from_frame(few, metric="kpi") == EXPECTED
    none = polars.Series("metric", [None, *NAMES[1:]], dtype=polars.Categorical)
    with pytest.raises(okr.ReadingsError, match="/readings/0/metric"):
        okr.Readings.from_frame(frame.with_columns(kpi=none), metric="kpi")
    empty = frame.clear()
    assert len(okr.Readings.from_frame(empty, metric="kpi")) == 0
    with pytest.raises(okr.ReadingsError, match="/readings/valu"):
        okr.Readings.from_frame(frame.rename({"value": "valu"}), metric="kpi")


def test_integers_that_only_polars_has_are_numbers() -> None:
    frame = polars.DataFrame(
        {"metric": NAMES, "date": DAYS, "value": polars.Series([1, -4, 3], dtype=polars.Int128)}
    )
    assert okr.Readings.of(frame).to_dicts()[0]["value"] == 1
