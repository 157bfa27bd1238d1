"""Arrow data from other libraries: sound, corrupt and with rows that are null."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import okr
import pyarrow as pa
import pytest

CORRUPT = Path(__file__).with_name("corrupt_arrow.py")
DAY = pa.array([20_000, 20_001, 20_002], pa.date32())
VALUE = pa.array([1.0, 2.0, 3.0])


@pytest.mark.parametrize("arguments", [(), ("1500", "20")], ids=["fixed", "random"])
def test_corrupt_data_is_an_error_and_never_a_crash(arguments: tuple[str, ...]) -> None:
    ran = subprocess.run(
        [sys.executable, str(CORRUPT), *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    lines = ran.stdout.splitlines()
    assert ran.returncode == 0, [line for line in lines if line.startswith("WRONG")] or lines[-1:]
    assert len(lines) > 100


def test_text_that_is_not_unicode_is_named() -> None:
    column = pa.array([b"turnove\xf0"] * 3, pa.binary()).view(pa.string())
    with pytest.raises(ValueError, match=r"the Arrow data can't be read: .*UTF8"):
        okr.Readings.from_columns(metric=column, date=DAY, value=VALUE)


def test_what_stands_in_a_null_row_is_missing() -> None:
    parts = [pa.array(["a", "b", "c"]), DAY, VALUE]
    names = ["metric", "date", "value"]
    table = pa.StructArray.from_arrays(parts, names, mask=pa.array([False, True, False]))
    with pytest.raises(okr.ReadingsError) as raised:
        okr.Readings.from_frame(pa.chunked_array([table]))
    assert {problem.path for problem in raised.value.errors} >= {
        "/readings/1/metric",
        "/readings/1/date",
    }
    readings = okr.Readings.from_frame(pa.chunked_array([table.slice(1)]), on_bad_rows="skip")
    assert (readings.metrics, readings.rejected.rows) == (["c"], 1)


def test_null_rows_hide_what_is_stored_by_index_or_in_runs() -> None:
    metric = pa.array(["a", "b", "c"]).dictionary_encode()
    value = pa.RunEndEncodedArray.from_arrays(pa.array([3], pa.int32()), pa.array([1.0]))
    table = pa.StructArray.from_arrays(
        [metric, DAY, value], ["metric", "date", "value"], mask=pa.array([True, False, False])
    )
    readings = okr.Readings.from_frame(pa.chunked_array([table]), on_bad_rows="skip")
    assert (readings.metrics, len(readings)) == (["b", "c"], 2)


def test_slices_and_empty_tables_are_read() -> None:
    table = pa.table({"metric": ["a", "b", "c"], "date": DAY, "value": VALUE})
    assert okr.Readings.from_frame(table.slice(1, 2)).metrics == ["b", "c"]
    assert len(okr.Readings.from_frame(table.slice(3))) == 0
    assert len(okr.Readings.from_frame(table.schema.empty_table())) == 0
    views = table.set_column(0, "metric", table["metric"].cast(pa.string_view()))
    assert okr.Readings.from_frame(views.slice(2)).metrics == ["c"]
