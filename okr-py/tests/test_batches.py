"""Scans of batches: the same rows as a scan of all readings, however they are cut."""

from __future__ import annotations

import datetime
import gc
import weakref
from collections.abc import Iterator
from typing import Any

import okr
import pandas
import polars
import pyarrow as pa
import pyarrow.dataset
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

AS_OF = "2026-08-10"
LISTED = ["a", "b", "c"]
NAMES = [*LISTED, "x", "y@z"]
PLAN: dict[str, Any] = {
    "version": 1,
    "teams": [{"id": it, "name": it, "level": "team"} for it in LISTED],
    "inputs": [
        {"id": "won", "empty": "zero"},
        {"id": "asked"},
        {"id": "heads", "aggregate": "latest"},
    ],
    "kpis": [
        {
            "id": "enps",
            "name": "eNPS",
            "better": "higher",
            "cadence": "monthly",
            "target": 50,
            "healthy": {"min": 20},
            "rules": [
                {"kind": "stale"},
                {"kind": "out_of_range", "periods": 1},
                {"kind": "worsening", "periods": 1},
            ],
        },
        {
            "id": "never",
            "name": "Without readings",
            "better": "higher",
            "cadence": "monthly",
            "start": "2026-01-01",
            "rules": [{"kind": "stale"}],
        },
        {
            "id": "nps",
            "name": "NPS",
            "better": "higher",
            "cadence": "monthly",
            "start": "2026-04-01",
            "teams": LISTED,
            "healthy": {"min": 20},
            "rules": [{"kind": "stale"}, {"kind": "out_of_range", "periods": 1}],
        },
        {
            "id": "sales",
            "name": "Sales",
            "better": "higher",
            "cadence": "monthly",
            "aggregate": "sum",
            "teams": "any",
            "healthy": {"min": 40},
            "rules": [{"kind": "stale"}, {"kind": "out_of_range", "periods": 1}],
        },
        {
            "id": "rate",
            "name": "Rate",
            "better": "higher",
            "cadence": "monthly",
            "formula": "won / asked",
            "teams": "any",
            "healthy": {"min": 0.5},
            "rules": [{"kind": "stale"}, {"kind": "out_of_range", "periods": 1}],
        },
        {
            "id": "load",
            "name": "Load",
            "better": "lower",
            "cadence": "monthly",
            "formula": "asked / heads",
            "teams": LISTED,
            "start": "2026-04-01",
            "healthy": {"max": 10},
            "rules": [{"kind": "stale"}, {"kind": "out_of_range", "periods": 1}],
        },
    ],
}
INPUTS = ("won", "asked", "heads")
TRACKER = okr.Tracker(PLAN)

Reading = tuple[str, str | None, str, float]


def whole(reading: Reading) -> tuple[str, str | None]:
    """Return what a batch must hold all readings of."""
    kpi, team, _, _ = reading
    return ("inputs", team) if kpi in INPUTS else (kpi, team)


def frame(rows: list[Reading]) -> pandas.DataFrame:
    columns = dict(zip(("kpi", "store", "date", "value"), zip(*rows, strict=True), strict=True))
    return pandas.DataFrame(columns)


def table(rows: list[Reading]) -> pa.Table:
    types = {"kpi": pa.string(), "store": pa.string(), "date": pa.string(), "value": pa.float64()}
    columns = zip(*rows, strict=True) if rows else ([], [], [], [])
    arrays = {
        name: pa.array(list(it), kind)
        for (name, kind), it in zip(types.items(), columns, strict=True)
    }
    return pa.table(arrays)


def encoded(rows: list[Reading]) -> pa.Table:
    plain = table(rows)
    for place, name in enumerate(("kpi", "store")):
        plain = plain.set_column(place, name, plain[name].dictionary_encode())
    return plain


def polars_frame(rows: list[Reading]) -> polars.DataFrame:
    return polars.DataFrame(
        table(rows).to_pydict(),
        schema={
            "kpi": polars.Categorical,
            "store": polars.Categorical,
            "date": polars.String,
            "value": polars.Float64,
        },
    )


def rows_of(tables: Any) -> list[str]:
    return sorted(repr(row) for table in tables for row in table)


def expected(readings: list[Reading], **options: Any) -> list[str]:
    rows = [(kpi if not team else f"{kpi}@{team}", *rest) for kpi, team, *rest in readings]
    return rows_of([TRACKER.scan(rows, as_of=AS_OF, **options)])


def named(kpi: str) -> st.SearchStrategy[tuple[str, str | None]]:
    if kpi == "enps":
        return st.tuples(st.just(kpi), st.none())
    return st.tuples(st.just(kpi), st.sampled_from(NAMES))


SERIES = st.sampled_from(["enps", "nps", "sales", *INPUTS, "unknown"]).flatmap(named)
MONTHS = st.sampled_from(["2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31", "2026-09-30"])
READINGS = st.dictionaries(st.tuples(SERIES, MONTHS), st.integers(0, 90), max_size=40).map(
    lambda found: [(*series, day, float(value)) for (series, day), value in found.items()]
)


@settings(max_examples=300, deadline=None)
@given(READINGS, st.randoms(use_true_random=False), st.integers(1, 6), st.booleans())
def test_any_cut_and_any_order_have_the_rows_of_one_scan(
    readings: list[Reading], random: Any, count: int, dictionaries: bool
) -> None:
    parts = sorted({whole(it) for it in readings}, key=str)
    home = {part: random.randrange(count) for part in parts}
    batches: list[list[Reading]] = [[] for _ in range(count)]
    for reading in readings:
        batches[home[whole(reading)]].append(reading)
    for batch in batches:
        random.shuffle(batch)
    random.shuffle(batches)
    form = encoded if dictionaries else table
    scan = okr.scan_batches(TRACKER, map(form, batches), as_of=AS_OF, team="store")
    assert rows_of(scan) == expected(readings)


READING_LIST: list[Reading] = [
    ("sales", "north", "2026-06-30", 30.0),
    ("sales", "north", "2026-07-31", 20.0),
    ("sales", "south", "2026-07-31", 10.0),
    ("enps", None, "2026-07-31", 10.0),
]


@pytest.mark.parametrize("form", [frame, table, encoded, polars_frame])
def test_every_kind_of_table(form: Any) -> None:
    batches = [form(READING_LIST[:2]), form(READING_LIST[2:])]
    scan = okr.scan_batches(PLAN, batches, as_of=AS_OF, team="store")
    assert rows_of(scan) == expected(READING_LIST)


def test_streams_record_batches_and_categories() -> None:
    whole_table = table(READING_LIST)
    reader = pa.RecordBatchReader.from_batches(whole_table.schema, whole_table.to_batches())
    lists: list[Any] = [
        reader,
        pyarrow.dataset.dataset(whole_table).to_batches(),
        [frame(READING_LIST).astype({"kpi": "category", "store": "category"})],
        [polars_frame(READING_LIST).lazy()],
    ]
    for batches in lists:
        scan = okr.scan_batches(TRACKER, batches, as_of=AS_OF, team="store")
        assert rows_of(scan) == expected(READING_LIST)


def test_names_of_columns_and_other_columns() -> None:
    rows = [
        {"m": "sales@north", "on": datetime.date(2026, 7, 31), "v": 10.0, "n": 3.0, "more": "x"},
        {"m": "enps", "on": datetime.date(2026, 7, 31), "v": 10.0, "n": 3.0, "more": "y"},
    ]
    names: dict[str, Any] = {"metric": "m", "date": "on", "value": "v", "sample": "n"}
    scan = okr.scan_batches(TRACKER, [pa.Table.from_pylist(rows)], as_of=AS_OF, **names)
    readings = [("sales", "north", "2026-07-31", 10.0), ("enps", None, "2026-07-31", 10.0)]
    assert rows_of(scan) == expected(readings)


def test_unused_categories_are_no_series() -> None:
    everything = encoded(READING_LIST)
    metrics = pa.array(["sales@north", "sales@north", "sales@south", "enps"]).dictionary_encode()
    everything = everything.drop_columns(["kpi", "store"]).append_column("metric", metrics)
    batches = [everything.slice(0, 2), everything.slice(2, 2)]
    scan = okr.scan_batches(TRACKER, batches, as_of=AS_OF, metric="metric")
    assert rows_of(scan) == expected(READING_LIST)


def test_readings_that_no_kpi_reads_are_counted() -> None:
    rows: list[Reading] = [
        ("sales", None, "2026-07-31", 1.0),
        ("slaes", "a", "2026-06-30", 1.0),
        ("slaes", "a", "2026-07-31", 1.0),
        ("nps", "x", "2026-07-31", 1.0),
        ("nps", "a", "2026-07-31", 30.0),
    ]
    scan = okr.scan_batches(TRACKER, [table(rows)], as_of=AS_OF, team="store")
    assert rows_of(scan) == expected(rows)
    assert scan.unread == 4


def test_one_table_a_batch_and_one_for_the_rest() -> None:
    scan = okr.scan_batches(TRACKER, [table([]), table(READING_LIST)], as_of=AS_OF, team="store")
    empty, first, rest = scan
    assert len(empty) == 0
    assert {row["kpi"] for row in first} == {"sales", "enps"}
    assert {row["kpi"] for row in rest} == {"never", "nps", "load"}
    assert first.to_arrow().schema == rest.to_arrow().schema == empty.to_arrow().schema
    assert list(scan) == []


def test_a_batch_is_read_when_it_is_asked_for_and_not_kept() -> None:
    alive: list[weakref.ref[pa.Table]] = []

    def batches() -> Iterator[pa.Table]:
        for number in range(4):
            batch = table([("sales", f"s{number}", "2026-07-31", 10.0)])
            alive.append(weakref.ref(batch))
            yield batch
            del batch
            gc.collect()
            assert [ref() for ref in alive] == [None] * len(alive)

    scan = okr.scan_batches(TRACKER, batches(), as_of=AS_OF, team="store")
    assert alive == []
    next(scan)
    assert len(alive) == 1
    assert len(list(scan)) == 4


def test_a_series_that_comes_again_is_an_error_that_names_it() -> None:
    batches = [table(READING_LIST[:1]), table(READING_LIST[1:])]
    scan = okr.scan_batches(TRACKER, batches, as_of=AS_OF, team="store")
    next(scan)
    with pytest.raises(
        okr.ReadingsError, match=r"^batch 1: [^\0]*`sales@north`[^\0]*help: "
    ) as raised:
        next(scan)
    assert [error.code for error in raised.value.errors] == ["repeated_series"]


@pytest.mark.parametrize(("first", "second"), [("won", "asked"), ("won", "heads")])
def test_inputs_of_a_formula_must_be_together(first: str, second: str) -> None:
    # `won` and `heads` stand in no formula together, but both with `asked`.
    batches = [table([(it, "a", "2026-07-31", 1.0)]) for it in (first, second)]
    with pytest.raises(okr.ReadingsError, match=f"batch 1: .*\n.*`{second}@a`"):
        list(okr.scan_batches(TRACKER, batches, as_of=AS_OF, team="store"))


def test_shared_inputs_are_refused() -> None:
    batches = [table([("heads", None, "2026-07-31", 1.0)])]
    with pytest.raises(okr.ReadingsError, match="`heads` must name a team") as raised:
        list(okr.scan_batches(TRACKER, batches, as_of=AS_OF, team="store"))
    assert [error.code for error in raised.value.errors] == ["shared_input"]
    scope = {"kpis": ["rate"]}
    tables = okr.scan_batches(TRACKER, batches, as_of=AS_OF, team="store", scope=scope)
    assert rows_of(tables) == []


def test_wholes_are_refused_by_name_before_the_first_batch() -> None:
    company = {**PLAN["kpis"][4], "id": "company", "name": "Company"}
    del company["teams"]
    plan = {**PLAN, "kpis": [*PLAN["kpis"], company]}

    def untouched() -> Iterator[pa.Table]:
        raise AssertionError
        yield

    with pytest.raises(okr.EvaluationError, match=r"`company`, which is made of all") as raised:
        okr.scan_batches(plan, untouched(), as_of=AS_OF)
    assert [error.path for error in raised.value.errors] == ["/kpis/6"]
    assert "`won`, `asked`" in str(raised.value)
    scope = {"kpis": ["sales", "enps"]}
    batches = [table(READING_LIST)]
    scan = okr.scan_batches(plan, batches, as_of=AS_OF, team="store", scope=scope)
    assert rows_of(scan) == expected(READING_LIST, scope=scope)


def test_bad_rows_are_refused_or_rejected_with_their_batch() -> None:
    bad: list[Reading] = [
        ("sales", "east", "2026-07-32", 1.0),
        ("sales", "west", "2026-07-31", 9.0),
    ]
    batches = [table(READING_LIST), table(bad)]
    scan = okr.scan_batches(TRACKER, batches, as_of=AS_OF, team="store")
    next(scan)
    with pytest.raises(okr.ReadingsError, match=r"^batch 1: [^\0]*2026-07-32") as raised:
        next(scan)
    assert len(raised.value.errors) == 1
    scan = okr.scan_batches(TRACKER, batches, as_of=AS_OF, team="store", on_bad_rows="skip")
    assert rows_of(scan) == expected([*READING_LIST, bad[1]])
    assert {number: found.rows for number, found in scan.rejected.items()} == {1: 1}
    assert (scan.rejected[1].first[0].row, scan.rejected[1].first[0].column) == (0, "date")


def test_a_series_whose_rows_are_all_bad_is_no_series_of_the_batch() -> None:
    bad: list[Reading] = [("nps", "a", "2026-07-32", 1.0)]
    batches = [table(bad), table([("nps", "a", "2026-07-31", 30.0)])]
    scan = okr.scan_batches(TRACKER, batches, as_of=AS_OF, team="store", on_bad_rows="skip")
    assert rows_of(scan) == expected([("nps", "a", "2026-07-31", 30.0)])


def test_what_is_kept_of_bad_rows_is_bounded() -> None:
    bad = table([("sales", "east", "never", 1.0)] * 150)
    scan = okr.scan_batches(TRACKER, [bad] * 12, as_of=AS_OF, team="store", on_bad_rows="skip")
    assert rows_of(scan) == expected([])
    assert sum(len(found.first) for found in scan.rejected.values()) == 1000
    assert sum(found.rows for found in scan.rejected.values()) == 1800


def test_a_row_without_a_kpi_is_bad_and_an_empty_team_is_none() -> None:
    rows: list[Any] = [(None, "a", "2026-07-31", 1.0), ("enps", "", "2026-07-31", 10.0)]
    batches = [table(rows)]
    scan = okr.scan_batches(TRACKER, batches, as_of=AS_OF, team="store", on_bad_rows="skip")
    assert rows_of(scan) == expected([("enps", None, "2026-07-31", 10.0)])
    assert scan.rejected[0].rows == 1


@pytest.mark.parametrize(
    ("batch", "options", "error", "message"),
    [
        ([("sales@a", "b", "2026-07-31", 1.0)], {"team": "store"}, ValueError, "have no `@`"),
        ([("sales", "b", "2026-07-31", 1.0)], {"team": "shop"}, okr.ReadingsError, "column `shop`"),
        ([("sales", "b", "2026-07-31", 1.0)], {"date": "on"}, okr.ReadingsError, "`date`: there"),
        ([("sales", "b", "2026-07-31", 1.0)], {"kpi": "k"}, okr.ReadingsError, "`kpi`: there"),
        (
            [("sales", "b", "2026-07-31", 1.0)],
            {"metric": "m"},
            okr.ReadingsError,
            "`metric`: there",
        ),
    ],
)
def test_wrong_columns(
    batch: list[Reading], options: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=f"^batch 0: .*{message}"):
        list(okr.scan_batches(TRACKER, [table(batch)], as_of=AS_OF, **options))


def test_a_column_that_could_be_meant_is_not_passed_over() -> None:
    batch = table(READING_LIST).rename_columns(["kpi", "team", "date", "value"])
    with pytest.raises(
        okr.ReadingsError, match=r"column `team`, which is not used: pass team='team'"
    ):
        list(okr.scan_batches(TRACKER, [batch], as_of=AS_OF))


def test_arguments_that_contradict_each_other() -> None:
    with pytest.raises(ValueError, match="pass either `metric`, or `kpi` and `team`"):
        okr.scan_batches(TRACKER, [], as_of=AS_OF, metric="m", team="store")
    for single in (table(READING_LIST), frame(READING_LIST), polars_frame(READING_LIST)):
        with pytest.raises(TypeError, match=r"pass \[table\] for one"):
            okr.scan_batches(TRACKER, single, as_of=AS_OF)
    with pytest.raises(TypeError, match="batch 0: a batch must be a table, found a dict"):
        list(okr.scan_batches(TRACKER, [{}], as_of=AS_OF))
    with pytest.raises(okr.EvaluationError, match="as_of"):
        okr.scan_batches(TRACKER, [], as_of="2026-02-30")
    with pytest.raises(okr.PlanError):
        okr.scan_batches({"version": 2}, [], as_of=AS_OF)
