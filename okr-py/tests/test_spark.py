"""Scans in Spark: the rows of one process."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any

import okr
import pytest

pytest.importorskip("pyspark")

import okr.spark
from pyspark.sql import SparkSession

pytestmark = pytest.mark.filterwarnings("ignore")
AS_OF = "2026-08-10"
RULES = [{"kind": "stale"}, {"kind": "out_of_range", "periods": 1}]
BASE = {"better": "higher", "cadence": "monthly", "teams": "any", "rules": RULES}
PLAN: dict[str, Any] = {
    "version": 1,
    "inputs": [{"id": "won"}, {"id": "asked"}],
    "kpis": [
        {"id": "sales", "name": "Sales", "healthy": {"min": 40}, **BASE},
        {"id": "rate", "name": "Rate", "formula": "won / asked", "healthy": {"min": 0.5}, **BASE},
    ],
}
ROWS = [
    (
        kpi,
        f"s{store}" if store else None,
        f"2026-{month:02}-28",
        float(37 * store * month * len(kpi) % 97),
    )
    for store in range(40)
    for kpi in ("sales", "won", "asked")
    for month in (5, 6, 7)
    if store or kpi == "sales"
]


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "3").getOrCreate()
    yield session
    session.stop()


def frame(spark: SparkSession, rows: list[Any]) -> Any:
    return spark.createDataFrame(rows, "kpi string, store string, date string, value double")


def test_the_rows_of_one_process(spark: SparkSession) -> None:
    found = okr.spark.scan(PLAN, frame(spark, ROWS), as_of=AS_OF, team="store")
    assert [field.simpleString().split(":")[1] for field in found.schema] == [
        *("string", "string", "string", "bigint", "string", "string", "string", "bigint", "bigint")
    ]
    readings = [(f"{kpi}@{store}" if store else kpi, *rest) for kpi, store, *rest in ROWS]
    expected = okr.Tracker(PLAN).scan(readings, as_of=AS_OF).to_dicts()
    assert len(expected) > 20
    rows = [row.asDict() for row in found.collect()]
    assert sorted(map(repr, rows)) == sorted(map(repr, expected))


def test_a_partition_with_bad_rows_names_itself(spark: SparkSession) -> None:
    found = okr.spark.scan(
        PLAN, frame(spark, [("sales", "a", "2026-07-32", 1.0)]), as_of=AS_OF, team="store"
    )
    with pytest.raises(Exception, match=r"partition \d+: (.|\n)*2026-07-32"):
        found.collect()


def test_what_partitions_cannot_say_is_refused_by_name(spark: SparkSession) -> None:
    plan = {
        **PLAN,
        "kpis": [*PLAN["kpis"], {**PLAN["kpis"][0], "id": "enps", "start": "2026-01-01"}],
    }
    del plan["kpis"][2]["teams"]
    with pytest.raises(okr.EvaluationError, match="found `enps`"):
        okr.spark.scan(plan, frame(spark, ROWS), as_of=AS_OF, team="store")
    scope = {"kpis": ["sales"]}
    found = okr.spark.scan(plan, frame(spark, ROWS), as_of=AS_OF, team="store", scope=scope)
    assert {row["kpi"] for row in found.collect()} == {"sales"}
