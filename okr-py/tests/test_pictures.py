"""Pictures and documents: the same bytes as in Rust and JavaScript, and what notebooks ask for."""

import copy
import datetime
import json
import pickle
import sys
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import okr
import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "conformance" / "pictures"
CASES: dict[str, Any] = json.loads((FOLDER / "cases.json").read_text(encoding="utf-8"))


def _read(source: str) -> tuple[okr.Tracker, okr.Readings, Any]:
    files = CASES["sources"][source]["files"]
    tracker = okr.Plan.from_file(ROOT / f"{files}.json").resolve()
    check_ins = json.loads((ROOT / f"{files}-check-ins.json").read_text(encoding="utf-8"))
    return tracker, okr.Readings.from_csv(ROOT / f"{files}.csv"), check_ins


@cache
def _report(source: str) -> okr.Report:
    tracker, readings, check_ins = _read(source)
    as_of = CASES["sources"][source]["as_of"]
    return tracker.evaluate(
        readings, as_of=as_of, check_ins=check_ins, kpi_periods=True, values=True
    )


def _file(name: str) -> str:
    return (FOLDER / name).read_bytes().decode()


@pytest.mark.parametrize("case", CASES["pictures"], ids=lambda it: f"{it['kind']}-{it['id']}")
def test_pictures_are_the_files(case: dict[str, Any]) -> None:
    source, kind, item, width = (case[name] for name in ("source", "kind", "id", "width"))
    picture = _report(source).picture(kind, item, width=width)
    assert picture.svg == _file(f"{source}-{kind}-{item}-{width}.svg")


@pytest.mark.parametrize("case", CASES["funnels"], ids=lambda it: f"{it['kpi']}-{it['width']}")
def test_funnels_are_the_files(case: dict[str, Any]) -> None:
    source, kpi, width = (case[name] for name in ("source", "kpi", "width"))
    tracker, readings, check_ins = _read(source)
    as_of = CASES["sources"][source]["as_of"]
    comparison = tracker.compare(readings, as_of=as_of, check_ins=check_ins)
    picture = comparison.funnel(kpi, width=width)
    assert picture.svg == _file(f"{source}-funnel-{kpi}-{width}.svg")


@pytest.mark.parametrize("source", [it for it in CASES["sources"] if it != "company"])
def test_documents_are_the_files(source: str) -> None:
    report = _report(source)
    tracker, readings, check_ins = _read(source)
    asked = CASES["sources"][source]
    changes = tracker.changes(
        readings, since=asked["since"], as_of=asked["as_of"], check_ins=check_ins
    )
    assert report.to_html(changes=changes) == _file(f"{source}-report.html")
    assert report.digest(changes=changes) == _file(f"{source}-digest.md")
    fragment = report.to_html(title="Only KPIs", parts=["kpis"], fragment=True)
    assert fragment == _file(f"{source}-fragment.html")
    assert report.to_markdown(changes=changes) == _file(f"{source}-report.md")
    asked = CASES["sources"][source]["review"]
    review = tracker.review(readings, asked["cycle"], as_of=asked["as_of"], check_ins=check_ins)
    assert review.to_html() == _file(f"{source}-review.html")


def test_a_notebook_shows_pictures_and_pages() -> None:
    report = _report("quarter")
    picture = report.picture("tile", "turnover")
    shown = picture._repr_mimebundle_()
    assert shown["image/svg+xml"] == picture.svg
    assert "22% in Jul 2026" in shown["text/plain"]
    page = report._repr_html_()
    assert page == report.to_html(fragment=True)
    assert page.startswith("<div")


def test_a_notebook_shows_tables_by_urgency() -> None:
    report = _report("quarter")
    for table in (report.objectives, report.key_results, report.kpis):
        shown = table._repr_html_()
        # Well-formed, with a chip for each row.
        rows = ElementTree.fromstring(shown).iter("tr")
        assert len(list(rows)) == len(table) + 1
    first, last = "useful-reviews", "better-managers"
    shown = report.objectives._repr_html_()
    assert shown.index(first) < shown.index(last)
    assert "<table>" in report.cycles._repr_html_()


def test_a_picture_is_a_value() -> None:
    picture = _report("quarter").picture("progress", "faster-hiring", width=320)
    assert picture == copy.copy(picture) == pickle.loads(pickle.dumps(picture))
    assert hash(picture) == hash(copy.copy(picture))
    assert picture != "a picture"
    assert picture.title == "Hire faster and be known as a good employer"
    assert str(picture).endswith("score 0.62, expected 0.56, success from 0.70.")


def test_pictures_are_saved(tmp_path: Path) -> None:
    picture = _report("quarter").picture("xmr", "turnover")
    picture.save(tmp_path / "turnover.svg")
    assert (tmp_path / "turnover.svg").read_bytes().decode() == picture.svg
    picture.save(str(tmp_path / "turnover.html"))
    assert picture.svg in (tmp_path / "turnover.html").read_text(encoding="utf-8")
    with pytest.raises(ValueError, match=r"saved as \.svg, \.html, \.png or \.pdf, found `\.gif`"):
        picture.save(tmp_path / "turnover.gif")


def test_images_come_from_a_library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    picture = _report("quarter").picture("tile", "turnover")
    with pytest.raises(ValueError, match="`scale` must be above 0"):
        picture.to_png(scale=0)
    monkeypatch.setitem(sys.modules, "cairosvg", None)
    with pytest.raises(ImportError, match="cairosvg"):
        picture.save(tmp_path / "turnover.png")


def test_images_are_drawn(tmp_path: Path) -> None:
    pytest.importorskip("cairosvg", exc_type=ImportError)
    picture = _report("quarter").picture("tile", "turnover")
    picture.save(tmp_path / "turnover.pdf")
    assert (tmp_path / "turnover.pdf").read_bytes().startswith(b"%PDF")
    assert picture.to_png().startswith(b"\x89PNG")


def test_without_an_id_the_running_cycle_is_drawn() -> None:
    report = _report("quarter")
    for kind in ("tree", "timeline"):
        picture = report.picture(kind)
        assert picture == report.picture(kind, "2026-Q3")
        assert "Third quarter of 2026" in picture.title


def test_a_funnel_needs_limits() -> None:
    tracker, readings, _ = _read("quarter")
    with pytest.raises(okr.OkrError, match="unknown kpi of teams `enps`"):
        tracker.compare(readings, as_of="2026-08-31").funnel("enps")


def test_rows_hold_dates_of_milestones_and_revisions() -> None:
    rows = _report("company").key_results
    step = rows["steps"]["milestones"][0]
    assert (step["title"], step["done_on"]) == ("North", datetime.date(2026, 7, 18))
    revision = rows["revised"]["revisions"][0]
    assert (revision["date"], revision["target"]) == (datetime.date(2026, 8, 1), 32)
    assert rows["phased"]["pace_points"][1]["share"] == 0.35


def test_unknown_items_kinds_parts_and_widths_are_errors() -> None:
    report = _report("quarter")
    with pytest.raises(okr.OkrError, match="unknown kpi `turn-over`: did you mean `turnover`"):
        report.picture("tile", "turn-over")
    with pytest.raises(okr.OkrError, match="found `pie`"):
        report.picture("pie", "turnover")  # type: ignore[arg-type]
    with pytest.raises(okr.OkrError, match="between 240 and 2000, found `100`"):
        report.picture("tile", "turnover", width=100)
    with pytest.raises(okr.OkrError, match="unknown value `kpi`"):
        report.to_html(parts=["kpi"])  # type: ignore[list-item]


def test_what_people_wrote_is_text() -> None:
    picture = _report("hostile").picture("tile", "markup-kpi")
    assert "</title></svg><script>" in picture.title
    elements = {element.tag.split("}")[1] for element in ElementTree.fromstring(picture.svg).iter()}
    assert elements <= {"svg", "title", "desc", "style", "rect", "line", "path", "circle", "text"}


def _texts(shown: str) -> list[str]:
    """Parse what a notebook displays: well-formed, of harmless elements alone."""
    page = ElementTree.fromstring(shown)
    tags = {"div", "p", "ul", "li", "table", "caption", "tbody", "tr", "th", "td", "br"}
    assert {element.tag for element in page.iter()} <= tags
    assert all(set(element.keys()) <= {"style"} for element in page.iter())
    return [text for text in page.itertext() if text.strip()]


HOSTILE = "</p></li></table><script>alert('x')</script> & <img src=x onerror=alert(1)>"


def _hostile_plan() -> okr.Plan:
    reach = okr.Reach(from_=0, to=10)
    key_result = okr.KeyResult(id="kr", title=HOSTILE, owner=HOSTILE, measure=reach)
    return okr.Plan(
        name=HOSTILE,
        teams=[okr.Team(id="team", name=HOSTILE, level="company")],
        cycles=[okr.Cycle(id="q", start="2026-07-01", end="2026-09-30")],
        objectives=[
            okr.Objective(id="o", title=HOSTILE, cycle="q", owner=HOSTILE, key_results=[key_result])
        ],
    )


def test_a_notebook_shows_changes_agendas_and_explanations() -> None:
    tracker, readings, check_ins = _read("quarter")
    days: Any = {"since": "2026-08-07", "as_of": "2026-08-14", "check_ins": check_ins}
    for shown in (
        tracker.changes(readings, **days),
        tracker.agenda("Maya Lind", readings, **days),
    ):
        lines = [line.removeprefix("- ") for line in str(shown).split("\n") if line]
        assert len(lines) > 5
        assert _texts(shown._repr_html_()) == lines
    explained = tracker.explain(readings, "faster-hiring", as_of="2026-08-31", check_ins=check_ins)
    assert str(explained) == explained.text
    texts = [explained.text, *(step.text for step in explained.steps)]
    assert _texts(explained._repr_html_()) == texts


def test_a_notebook_shows_what_is_in_a_plan() -> None:
    plan = okr.Plan.from_file(ROOT / "examples/data/people-quarter.json")
    shown = plan._repr_html_()
    texts = _texts(shown)
    assert texts[:3] == [plan.name, "teams", str(len(plan.teams))]
    key_results = [it for of in plan.objectives for it in of.key_results]
    index = texts.index("key results")
    assert texts[index + 1] == str(len(key_results))
    assert texts[index + 2][:30] == key_results[0].title[:30]
    assert texts[index + 7] == f"… and {len(key_results) - 5} more"
    assert "inputs" not in texts
    assert _texts(okr.Plan()._repr_html_()) == ["plan"]


def test_a_plan_that_is_wrong_is_shown_too() -> None:
    plan = okr.Plan(
        name=5,  # type: ignore[arg-type]
        teams="none",  # type: ignore[arg-type]
        objectives=["grow", okr.Objective(id="o", title="", cycle="q", key_results=7)],  # type: ignore[arg-type, list-item]
    )
    assert plan.check()
    assert _texts(plan._repr_html_()) == ["5", "objectives", "2", "grow", "o"]


def test_what_people_wrote_is_text_in_a_notebook() -> None:
    tracker = _hostile_plan().resolve()
    readings = [("kr", "2026-08-03", 1), ("kr", "2026-08-10", 9)]
    days: Any = {"since": "2026-08-05", "as_of": "2026-08-14"}
    for shown in (
        _hostile_plan(),
        tracker.changes(readings, **days),
        tracker.agenda(HOSTILE, readings, **days),
        tracker.explain(readings, "o", as_of="2026-08-14"),
        tracker.explain(readings, "kr", as_of="2026-08-14"),
    ):
        html = shown._repr_html_()
        assert _texts(html)
        assert "<script" not in html
        assert "<img" not in html
