"""Reports: tables to look up, to go through, and to hand on."""

import datetime
import json
import pickle
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, get_type_hints

import okr
import okr.rows
import pandas
import polars
import pyarrow
import pytest
from okr import _core, _show

EXAMPLES = Path(__file__).parents[2] / "examples" / "data"
AS_OF = "2026-08-31"
CHECK_INS = json.loads((EXAMPLES / "people-quarter-check-ins.json").read_text(encoding="utf-8"))
PLAN = okr.Plan.from_file(EXAMPLES / "people-quarter.json")
READINGS = okr.Readings.from_csv(EXAMPLES / "people-quarter.csv")
TRACKER = PLAN.resolve()
REPORT = TRACKER.evaluate(READINGS, as_of=AS_OF, check_ins=CHECK_INS, kpi_periods=True, values=True)
TABLES: list[okr.Table[Any]] = [
    *(REPORT.cycles, REPORT.teams, REPORT.objectives, REPORT.key_results),
    *(REPORT.kpis, REPORT.kpi_periods, REPORT.triggers, REPORT.findings),
    *(REPORT.values, REPORT.check_ins),
]
each_table = pytest.mark.parametrize("table", TABLES, ids=lambda it: it.name)


def test_every_table_is_an_attribute() -> None:
    typed = get_type_hints(okr.rows.Report)
    tables = [name for name, of in typed.items() if str(of).startswith("list[")]
    assert [table.name for table in TABLES] == tables
    assert set(_show.MAIN) - {"agenda", "changes", "history", "notes", "scan"} == set(tables)


def test_words_are_ordered_categories_in_data_frames() -> None:
    levels = ["good", "watch", "bad", "none"]
    for frame in (REPORT.kpis.to_pandas(), REPORT.kpis.to_arrow().to_pandas()):
        assert frame["level"].cat.ordered
        assert list(frame["level"].cat.categories) == levels
        assert list(frame["level"]) == REPORT.kpis.column("level")
        assert (frame["level"] >= "bad").sum() > 0
    wide = REPORT.kpis.to_polars()
    assert wide["level"].dtype == polars.Enum(levels)
    assert wide["level"].to_list() == REPORT.kpis.column("level")


def test_a_table_is_a_frame_of_the_interchange_protocol() -> None:
    frame: Any = REPORT.objectives.__dataframe__()
    assert list(frame.column_names()) == REPORT.objectives.columns
    assert frame.num_rows() == len(REPORT.objectives)


def test_readings_in_force_and_check_ins_are_found_by_name() -> None:
    value = REPORT.values[0]
    assert REPORT.values[f"{value['metric']}:{value['date']}"] == value
    newest = REPORT.check_ins[0]
    assert newest["date"] == max(row["date"] for row in REPORT.check_ins)
    assert newest["of"]["id"] in {row["objective"] for row in REPORT.objectives}


@pytest.mark.parametrize("as_of", [AS_OF, datetime.date(2026, 8, 31), pandas.Timestamp(AS_OF)])
def test_every_door_gives_the_same_bytes(as_of: Any) -> None:
    plans: list[Any] = [
        TRACKER,
        PLAN,
        okr.Plan.from_dict(PLAN.to_dict()),
        pickle.loads(pickle.dumps(TRACKER)),
    ]
    tables: list[Any] = [
        READINGS,
        READINGS.to_dicts(),
        READINGS.to_pandas(),
        READINGS.to_polars(),
        EXAMPLES / "people-quarter.csv",
    ]
    said = [okr.CheckIn.from_dict(check_in) for check_in in CHECK_INS]
    texts = {
        plan.evaluate(table, as_of=as_of, check_ins=said, kpi_periods=True, values=True).to_json()
        for plan in plans
        for table in tables
    }
    assert texts == {REPORT.to_json()}


def test_the_whole_report_as_data() -> None:
    data = REPORT.to_dict()
    assert data["as_of"] == REPORT.as_of == datetime.date(2026, 8, 31)
    assert data["policy"] == REPORT.policy
    assert data["readings"] == REPORT.readings
    assert data["key_results"] == REPORT.key_results.to_dicts()
    assert json.loads(REPORT.to_json())["findings"] == REPORT.findings.to_dicts()


@each_table
def test_a_table_is_a_sequence_of_dictionaries(table: okr.Table[Any]) -> None:
    rows = list(table)
    assert rows
    assert len(table) == len(rows)
    assert table[0] == rows[0]
    assert table[-1] == rows[-1]
    assert list(table[1:3]) == rows[1:3]
    assert rows[0] in table
    assert list(reversed(table)) == rows[::-1]
    assert table.index(rows[-1]) == rows.index(rows[-1])
    with pytest.raises(IndexError):
        table[len(rows)]
    rows_of_its_own = table.to_dicts()
    rows_of_its_own[0].clear()
    assert table[0] == rows[0]


@each_table
def test_rows_are_what_their_types_say(table: okr.Table[Any]) -> None:
    hints = get_type_hints(table._type)
    for row in table:
        assert list(row) == list(hints)
        for name, of in hints.items():
            if of in (datetime.date, datetime.date | None) and row[name] is not None:
                assert type(row[name]) is datetime.date


@each_table
def test_a_column_is_what_the_rows_have(table: okr.Table[Any]) -> None:
    for name in table.columns:
        outer, _, inner = name.partition("_") if name not in table[0] else (name, "", "")
        for row, value in zip(table, table.column(name), strict=True):
            cell = row[outer]
            assert (cell if not inner else cell and cell[inner]) == value
    with pytest.raises(KeyError, match="there is no column `scor`"):
        table.column("scor")


def test_rows_are_found_by_name() -> None:
    assert REPORT.key_results["hire-in-25-days"]["current"] == 31.3
    assert REPORT.objectives["faster-hiring"]["team"] == "people"
    assert REPORT.teams["people@2026-Q3"]["objectives"] == 3
    assert REPORT.teams["people"] == REPORT.teams["people@2026-Q3"]
    assert REPORT.kpis["turnover"] == REPORT.kpis["turnover@people"]
    assert REPORT.kpi_periods["turnover:2026-07"]["value"] == 22
    assert REPORT.triggers["turnover:spike"]["state"] == "firing"
    assert REPORT.triggers["engagement"]["rule"] == "stagnant"
    assert REPORT.findings["unanswered-trigger@turnover"] == REPORT.findings["unanswered-trigger"]
    assert REPORT.cycles["2026-Q3"]["end"] == datetime.date(2026, 9, 30)
    assert "turnover" in REPORT.kpis  # type: ignore[comparison-overlap]
    assert "turnovers" not in REPORT.kpis  # type: ignore[comparison-overlap]
    assert REPORT.kpis.get("turnovers") is None


def test_names_that_name_nothing_or_too_much() -> None:
    with pytest.raises(
        KeyError, match="there is no `turnovr` among the kpis: did you mean `turnover`"
    ):
        REPORT.kpis["turnovr"]
    with pytest.raises(KeyError, match="`turnover` names 3 rows: `turnover@people:out_of_range`"):
        REPORT.triggers["turnover"]


def test_series_of_teams_have_names_of_their_own() -> None:
    plan = okr.Plan(
        teams=[okr.Team(id=name, name=name, level="team") for name in ("north", "south")],
        kpis=[
            okr.Kpi(id="a", name="A", better="higher", cadence="monthly", teams=["north", "south"])
        ],
    )
    report = plan.evaluate(
        [("a@north", "2026-07", 1), ("a@south", "2026-07", 2)], as_of="2026-08-01"
    )
    assert [report.kpis[name]["value"] for name in ("a@north", "a@south")] == [1, 2]
    with pytest.raises(KeyError, match="`a` names 2 rows: `a@north`, `a@south`"):
        report.kpis["a"]


@each_table
def test_frames_have_every_row_and_column(table: okr.Table[Any]) -> None:
    frame = table.to_polars()
    assert frame.columns == table.columns
    assert frame.height == len(table)
    assert table.to_arrow().column_names == table.columns
    assert list(table.to_pandas().columns) == table.columns
    for name in table.columns:
        for cell, value in zip(frame[name], table.column(name), strict=True):
            if isinstance(value, list | dict):
                # As JSON text, with days as text.
                assert json.loads(cell) == json.loads(json.dumps(value, default=str))
            else:
                assert cell == value


def test_pandas_has_types_to_work_with() -> None:
    frame = REPORT.key_results.to_pandas()
    assert frame["current_date"].dtype == "datetime64[s]"
    assert frame["score"].dtype == "float64"
    assert frame["stale"].dtype == "bool"
    assert frame["forecast_meets_on"].isna().any()
    assert frame.loc[frame["key_result"] == "hire-in-25-days", "current"].item() == 31.3
    periods = REPORT.kpi_periods.to_pandas()
    assert periods["start"].dtype == "datetime64[s]"
    assert REPORT.triggers.to_pandas()["run"].dtype == "int64"
    assert REPORT.triggers.to_pandas()["needed"].dtype == "Int64"
    by_day = frame.set_index("current_date").sort_index()
    assert by_day.index.max() == pandas.Timestamp("2026-08-31")


def test_arrow_takes_tables_as_they_are() -> None:
    table = pyarrow.table(REPORT.objectives.to_arrow())
    assert table.schema.field("score").type == pyarrow.float64()
    assert polars.DataFrame(REPORT.kpi_periods.to_arrow())["start"].dtype == polars.Date
    assert pyarrow.schema(REPORT.objectives).names == REPORT.objectives.columns


def test_an_empty_report_has_its_columns() -> None:
    report = okr.Plan().evaluate([], as_of=AS_OF)
    assert len(report.key_results) == 0
    assert report.key_results.columns == REPORT.key_results.columns
    assert report.key_results.to_polars().shape == (0, len(REPORT.key_results.columns))
    assert report.key_results.to_pandas().shape == (0, len(REPORT.key_results.columns))
    assert repr(report.key_results) == "key_results: 0 rows, 47 columns"
    assert "As of 31 Aug 2026." in report._repr_html_()


@each_table
def test_copies_are_equal(table: okr.Table[Any]) -> None:
    again = pickle.loads(pickle.dumps(table))
    assert again == table
    assert again.to_polars().equals(table.to_polars())
    assert table != list(table)


def test_a_report_can_be_kept() -> None:
    assert pickle.loads(pickle.dumps(REPORT)) == REPORT
    assert okr.Report.from_json(REPORT.to_json()) == REPORT
    assert TRACKER.evaluate(READINGS, as_of="2026-08-30", check_ins=CHECK_INS) != REPORT
    assert REPORT != 42
    with pytest.raises(okr.OkrError, match="invalid JSON"):
        okr.Report.from_json("{}")
    with pytest.raises(AttributeError):
        REPORT.score = 1  # type: ignore[attr-defined]


def test_repr_says_what_matters() -> None:
    assert repr(REPORT).startswith("Report(as_of=2026-08-31, cycles=3, teams=4, objectives=5,")
    lines = repr(REPORT.triggers).split("\n")
    assert lines[0] == "triggers: 9 rows, 21 columns"
    assert lines[1].split() == [
        *("rank", "kpi", "team", "rule", "state", "since", "severity", "message"),
    ]
    assert max(map(len, lines)) <= 160
    assert repr(REPORT.kpi_periods).endswith("… and 154 more")


def test_html_is_escaped() -> None:
    script = "<script>alert('x')</script> & more"
    plan = okr.Plan(
        kpis=[okr.Kpi(id="a", name=script, unit=script, better="higher", cadence="monthly")]
    )
    report = plan.evaluate([("a", "2026-07", 1)], as_of=AS_OF)
    for html in (report.kpis._repr_html_(), report._repr_html_()):
        assert "<script>" not in html
        quoted = html.replace("&#x27;", "&#39;")
        assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; more" in quoted


def test_lint_is_the_findings() -> None:
    findings = PLAN.lint(READINGS, as_of=AS_OF, check_ins=CHECK_INS)
    assert findings == REPORT.findings
    assert "unknown-metric@absenteism" in findings  # type: ignore[comparison-overlap]
    silent = okr.Policy(severity={"unknown-metric": "off"})
    fewer = TRACKER.lint(READINGS, as_of=AS_OF, check_ins=CHECK_INS, policy=silent)
    assert [row["code"] for row in fewer] == [
        row["code"] for row in findings if row["code"] != "unknown-metric"
    ]
    strict = TRACKER.lint(READINGS, as_of=AS_OF, policy="strict")
    assert {row["code"] for row in strict} > {row["code"] for row in findings}


def test_scope_limits_what_is_listed() -> None:
    report = TRACKER.evaluate(READINGS, as_of=AS_OF, scope={"teams": ["customer"]})
    assert {row["team"] for row in report.kpis} == {"customer"}
    same = TRACKER.evaluate(READINGS, as_of=AS_OF, scope=okr.Scope(teams=["customer"]))
    assert same == report


def test_arguments_that_do_not_fit_are_told_at_once() -> None:
    with pytest.raises(okr.EvaluationError) as raised:
        TRACKER.evaluate(
            READINGS,
            as_of="2026-08-32",
            check_ins=[{"kpi": "enps", "date": "2026-08-01", "confidence": 60}],
            policy={"check_in_days": -1},
            scope={"team": ["people"]},
        )
    assert {error.path for error in raised.value.errors} == {
        *("/as_of", "/check_ins/0/confidence", "/policy/check_in_days", "/scope/team"),
    }
    with pytest.raises(okr.EvaluationError, match="did you mean `hire-in-25-days`"):
        TRACKER.evaluate(
            READINGS, as_of=AS_OF, check_ins=[okr.CheckIn(key_result="hire-in-25-day", date=AS_OF)]
        )
    with pytest.raises(okr.EvaluationError, match="found `relaxed`"):
        TRACKER.evaluate(READINGS, as_of=AS_OF, policy="relaxed")  # type: ignore[arg-type]
    moment = datetime.datetime(2026, 8, 31, 10, tzinfo=datetime.UTC)
    with pytest.raises(okr.EvaluationError, match="2026-08-31T10:00:00"):
        TRACKER.evaluate(READINGS, as_of=moment)


def test_policy_in_force() -> None:
    assert TRACKER.policy["check_in_days"] == 7
    report = TRACKER.evaluate(READINGS, as_of=AS_OF, policy=okr.Policy(check_in_days=14))
    assert report.policy["check_in_days"] == 14
    assert REPORT.policy["preset"] == "standard"


def answers() -> Iterator[tuple[str, Any]]:
    asked: dict[str, Any] = {"as_of": AS_OF, "check_ins": CHECK_INS}
    yield "history", TRACKER.history(READINGS, [AS_OF, "2026-09-01"], check_ins=CHECK_INS)
    yield "scan", TRACKER.scan(READINGS, as_of=AS_OF)
    yield "solve", TRACKER.solve(READINGS, "hire-in-25-days", 0.7, **asked)
    yield "explain", TRACKER.explain(READINGS, "hire-in-25-days", **asked)
    yield "review", TRACKER.review(READINGS, "2026-Q3", **asked)
    yield "compare", TRACKER.compare(READINGS, **asked)
    yield "what_if", TRACKER.what_if(READINGS, [("enps", "2026-08-31", 60)], **asked)


@pytest.mark.parametrize(("name", "answer"), list(answers()))
def test_every_answer_can_be_kept(name: str, answer: Any) -> None:
    again = pickle.loads(pickle.dumps(answer))
    assert again == answer, name
    assert repr(answer)


def test_history_is_what_the_reports_say() -> None:
    days = pandas.date_range("2026-07-01", "2026-09-30", freq="W")
    history = TRACKER.history(READINGS, days, check_ins=CHECK_INS)
    for day in days:
        report = TRACKER.evaluate(READINGS, as_of=day, check_ins=CHECK_INS)
        expected = {row["objective"]: (row["score"], row["status"]) for row in report.objectives}
        rows = [
            row for row in history if row["date"] == day.date() and row["table"] == "objectives"
        ]
        assert {row["id"]: (row["score"], row["status"]) for row in rows} == expected
    assert history["hire-in-25-days@2026-07-05"]["table"] == "key_results"
    assert history.to_polars()["date"].dtype == polars.Date
    with pytest.raises(okr.EvaluationError, match="/dates/1"):
        TRACKER.history(READINGS, [AS_OF, "soon"])


def test_a_scan_is_the_triggers_without_their_words() -> None:
    scan = TRACKER.scan(READINGS, as_of=AS_OF)
    assert scan.columns == [*okr.rows.ScanRow.__annotations__]
    triggers = REPORT.triggers
    assert list(scan) == [{name: row[name] for name in scan.columns} for row in map(dict, triggers)]
    assert scan["turnover:spike"]["state"] == "firing"
    assert scan.to_polars().equals(triggers.to_polars().select(scan.columns))
    assert scan.to_arrow() == triggers.to_arrow().select(scan.columns)
    pandas.testing.assert_frame_equal(scan.to_pandas(), triggers.to_pandas()[scan.columns])
    some = TRACKER.scan(READINGS, as_of=AS_OF, scope=okr.Scope(kpis=["turnover"]))
    assert {row["kpi"] for row in some} == {"turnover"}
    calm = TRACKER.scan(READINGS, as_of=AS_OF, policy=okr.Policy(kpi_rules=[]))
    own_rules = {kpi.id for kpi in PLAN.kpis if kpi.rules is not None}
    assert {row["kpi"] for row in calm} <= own_rules
    with pytest.raises(okr.EvaluationError, match="/scope/kpis/0"):
        TRACKER.scan(READINGS, as_of=AS_OF, scope=okr.Scope(kpis=["turnovers"]))


def test_solve_explain_and_what_if_agree() -> None:
    asked: dict[str, Any] = {"as_of": AS_OF, "check_ins": CHECK_INS}
    solution = TRACKER.solve(READINGS, "offers-accepted", 0.7, **asked)
    assert solution.reason is None
    assert solution.value is not None
    explanation = TRACKER.explain(READINGS, "faster-hiring", **asked)
    assert explanation.score == REPORT.objectives["faster-hiring"]["score"]
    assert {step.id for step in explanation.steps if step.kind == "member"} >= {"hire-in-25-days"}
    assert explanation.as_of == REPORT.as_of
    changed = TRACKER.what_if(
        READINGS, [("offer-acceptance", "2026-08-31", solution.value)], **asked
    )
    assert changed.readings["rows"] >= REPORT.readings["rows"]
    with pytest.raises(okr.EvaluationError, match="/key_result"):
        TRACKER.solve(READINGS, "no-such", 0.7, **asked)
    with pytest.raises(okr.EvaluationError, match="must be between 0 and 1, found `2`"):
        TRACKER.solve(READINGS, "offers-accepted", 2, **asked)
    with pytest.raises(okr.EvaluationError, match="/id"):
        TRACKER.explain(READINGS, "no-such", **asked)


def test_a_review_leads_into_the_next_plan() -> None:
    review = TRACKER.review(READINGS, "2026-Q3", as_of="2026-10-09", check_ins=CHECK_INS)
    assert review.end == datetime.date(2026, 9, 30)
    assert review.to_markdown().startswith("#")
    assert review._repr_html_() == review.to_html(fragment=True)
    plan, readings = PLAN, READINGS
    for graduate in review.graduates:
        merged = plan.merge(graduate)
        plan, readings = merged.plan, readings.renamed(merged.renames)
        assert graduate.kpi.id in readings.metrics or not merged.renames
    for carried in review.carry_over:
        plan = plan.merge(carried).plan
    assert not plan.check()
    for trigger in REPORT.triggers:
        if trigger["draft"]:
            plan = plan.merge(trigger["draft"]).plan
    assert not plan.check()
    assert plan.evaluate(readings, as_of="2026-10-09").key_results
    with pytest.raises(TypeError, match="expected a fragment"):
        plan.merge(42)  # type: ignore[arg-type]
    with pytest.raises(okr.PlanError, match="titel"):
        plan.merge({"id": "a", "titel": "b"})


def test_advice_and_its_mistakes() -> None:
    advice = okr.advise(situation="lack_of_focus", readiness="nothing_tracked")
    assert [it.advice for it in advice] == ["okrs", "kpis_first"]
    assert okr.advise() == []
    with pytest.raises(okr.OkrError, match="did you mean `lack_of_focus`"):
        okr.advise(situation="lack_of_fokus")  # type: ignore[arg-type]


def test_threads_share_a_tracker() -> None:
    def text(_: int) -> str:
        return TRACKER.evaluate(
            READINGS, as_of=AS_OF, check_ins=CHECK_INS, kpi_periods=True, values=True
        ).to_json()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(text, range(64))) == {REPORT.to_json()}


def test_the_core_is_not_for_subclassing() -> None:
    for of in (_core.Readings, _core.Report, _core.Table, _core.Tracker):
        with pytest.raises(TypeError):
            type("Mine", (of,), {})


def test_findings_are_printed_like_a_compiler_does() -> None:
    findings = TRACKER.lint(READINGS, as_of="2026-08-31", check_ins=CHECK_INS)
    lines = str(findings).splitlines()
    assert lines[0].startswith("info[too-few-kpis]: 2 KPIs for team `customer`")
    assert lines[1:4:2] == ["  --> /teams/4 (customer)", ""]
    assert lines[2].startswith("  help: ")
    assert lines[-1] == "2 warnings, 1 hint"
    quiet = okr.Plan().lint(as_of="2026-08-31")
    assert str(quiet) == "no findings"


def test_kpis_are_explained() -> None:
    row = REPORT.kpis["turnover"]
    explanation = TRACKER.explain(READINGS, "turnover", as_of=AS_OF)
    assert (explanation.table, explanation.score) == ("kpis", None)
    assert explanation.text.startswith(f"{row['period']}: {row['value']:g} (reading of ")
    [current] = (step for step in explanation.steps if step.kind == "current")
    assert current.value == row["value"]


def test_alignment_is_a_tree_for_each_cycle() -> None:
    asked = {"as_of": "2026-08-31", "check_ins": CHECK_INS}
    report = TRACKER.evaluate(READINGS, **asked)
    trees = TRACKER.alignment(READINGS, **asked)
    assert [tree.cycle for tree in trees] == [row["cycle"] for row in report.cycles]
    [year] = (tree for tree in trees if tree.cycle == "2026")
    [quarter] = (tree for tree in trees if tree.cycle == "2026-Q3")
    assert quarter.objectives[0].objective == "faster-hiring"
    for branch in quarter.objectives:
        row = report.objectives[branch.objective]
        assert (branch.title, branch.score, branch.status) == tuple(
            row[name] for name in ("title", "score", "status")
        )
        assert [it.key_result for it in branch.key_results] == [
            it["key_result"] for it in report.key_results if it["objective"] == branch.objective
        ]
    assert isinstance(year.start, datetime.date)
    assert okr.CycleTree.from_dict(year.to_dict()) == year


ANY: Any = TRACKER  # as somebody calls it who checks no types


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: ANY.explain(READINGS, 5, as_of=AS_OF), "`id` must be a string, found 5"),
        (lambda: ANY.review(READINGS, None, as_of=AS_OF), "`cycle` must be a string, found None"),
        (lambda: ANY.solve(READINGS, "enps", "a", as_of=AS_OF), "must be a number, found 'a'"),
        (
            lambda: ANY.solve(READINGS, 3, 0.7, as_of=AS_OF),
            "`key_result` must be a string, found 3",
        ),
        (lambda: ANY.history(READINGS, AS_OF), f"`dates` must be a list, found '{AS_OF}'"),
        (lambda: ANY.evaluate(READINGS, as_of=AS_OF, check_ins=5), "`check_ins` must be a list"),
        (
            lambda: ANY.evaluate(READINGS, as_of=AS_OF, check_ins=CHECK_INS[0]),
            "`check_ins` must be a list, found {",
        ),
        (lambda: ANY.evaluate(None, as_of=AS_OF), "`rows` must be .*found nothing"),
        (
            lambda: ANY.evaluate({"metric": [], "date": [], "value": []}, as_of=AS_OF),
            r"pass columns to from_columns\(\*\*columns\)",
        ),
    ],
)
def test_arguments_of_another_type_are_told_by_name(ask: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        ask()


def test_the_next_plan_follows_from_the_review() -> None:
    review = TRACKER.review(READINGS, "2026-Q3", as_of="2026-10-10", check_ins=CHECK_INS)
    steps = {row.objective: row.next_step for row in review.objectives}
    assert steps["useful-reviews"] == steps["support-efficiency"] == "carry_over"
    following = review.next_plan(drop=["manager-effectiveness", "useful-reviews"])
    assert [it.id for it in following.objectives] == ["support-efficiency-2026-Q4"]
    assert "manager-effectiveness-kpi" not in [it.id for it in following.kpis]
    merged = PLAN.merge(following)
    assert merged.plan.resolve()
    assert [it.to for it in merged.renames] == [it.id for it in following.kpis]
    with pytest.raises(okr.OkrError, match="useful-reviews"):
        review.next_plan(keep=["useful-review"])


def test_a_table_never_rounds_a_miss_into_a_hit() -> None:
    plan = okr.Plan(
        cycles=[okr.Cycle(id="q", start="2026-07-01", end="2026-09-30")],
        objectives=[
            okr.Objective(
                id="o",
                title="O",
                cycle="q",
                key_results=[okr.KeyResult(id="k", title="K", measure=okr.Reach(from_=0, to=1000))],
            )
        ],
    )
    for value, shown in ((696, "0.69"), (700, "0.7"), (1000, "1")):
        report = plan.evaluate([("k", "2026-09-30", value)], as_of="2026-09-30")
        assert f" {shown} " in repr(report.key_results), repr(report.key_results)
