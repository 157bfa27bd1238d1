"""The command `okr`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import okr
import openpyxl
import pytest
import yaml
from okr._command import main
from okr._command.lines import line_of

DATA = Path(__file__).parents[2] / "examples" / "data"
PLAN, READINGS = str(DATA / "people-quarter.json"), str(DATA / "people-quarter.csv")
SHEET = """\
Objective;Key Result;Start Value;Target;Current;Status
Hire faster;Days to hire;42;25;33,5;On track
;Offers accepted;60 %;80 %;12m;
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_sheet_becomes_a_plan(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "goals.csv").write_text(SHEET)
    given = "import goals.csv --as-of 2026-08-31 --cycle=2026-Q3 -o plan.json"
    assert main(given.split()) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == [
        "readings that are not written: 1; `--readings FILE` writes them",
        "check-ins that are not written: 1; `--check-ins FILE` writes them",
        "refused: E3: `12m` may be millions, minutes, months or metres; write `M`, `min` or `mo`",
        "Imported(1 objective, 2 key results, 1 reading, 1 check-in)",
    ]
    plan = okr.Plan.from_file("plan.json")
    assert plan.objectives[0].key_results[0].id == "hire-faster-days-to-hire"

    assert main([*given.split(), "--readings", "r.csv", "--check-ins", "c.json"]) == 1
    assert main(["report", "plan.json", "r.csv", "--as-of=2026-08-31", "--check-ins=c.json"]) == 0
    assert "on_track" in capsys.readouterr().out
    again = [*given.split(), "--known-readings=r.csv", "--known-check-ins=c.json"]
    assert main(again) == 1
    assert "not written" not in capsys.readouterr().err


def test_options_are_those_of_the_functions(folder: Path) -> None:
    (folder / "kpis.csv").write_text("Kennzahl;YTD;Jul 2026\nFluktuation;12;12,5\n")
    given = "import kpis.csv --holds kpis --better Fluktuation=lower --cadence monthly"
    columns = ["--columns", "Kennzahl=kpi", "--columns", "YTD="]
    assert main([*given.split(), *columns, "-o", "kpis.json"]) == 0
    (kpi,) = okr.Plan.from_file("kpis.json").kpis
    assert (kpi.better, kpi.cadence) == ("lower", "monthly")


def test_a_mapping_is_shown_changed_and_handed_back(folder: Path) -> None:
    (folder / "goals.csv").write_text("Goal;Metric;Target;Was\nHire;Days;25;42\n")
    assert main(["inspect", "goals.csv", "-o", "mapping.json"]) == 0
    mapping = json.loads((folder / "mapping.json").read_text())
    mapping["columns"][3]["field"] = "from"
    (folder / "mapping.json").write_text(json.dumps(mapping))
    given = "import goals.csv --mapping mapping.json --cycle 2026 -o plan.json"
    assert main(given.split()) == 0
    key_result = okr.Plan.from_file("plan.json").objectives[0].key_results[0]
    assert key_result.measure == okr.Reach(from_=42, to=25)


def test_problems_of_a_plan(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", PLAN]) == 0
    assert capsys.readouterr().out == "no problems\n"
    (folder / "plan.json").write_text('{"version": 1, "kpi": []}')
    assert main(["check", "plan.json"]) == 1
    first, helped, last = capsys.readouterr().out.splitlines()
    assert (first, last) == ("/kpi: unknown field `kpi`: did you mean `kpis`?", "1 problem")
    assert helped.startswith("  help: known fields: `version`")


@pytest.mark.parametrize("suffix", [".yaml", ".yml", ".toml"])
def test_plans_in_yaml_and_toml(suffix: str, folder: Path) -> None:
    path = folder / f"plan{suffix}"
    path.write_text(
        'version = 1\n[[cycles]]\nid = "q3"\nstart = 2026-07-01\nend = 2026-09-30\n'
        if suffix == ".toml"
        else yaml.safe_dump(
            {"version": 1, "cycles": [{"id": "q3", "start": "2026-07-01", "end": "2026-09-30"}]}
        )
    )
    assert main(["check", str(path)]) == 0
    (cycle,) = okr.Plan.from_file(path).cycles
    assert cycle == okr.Cycle(id="q3", start="2026-07-01", end="2026-09-30")
    path.write_text("version: [1\n" if suffix != ".toml" else "version = \n")
    with pytest.raises(okr.PlanError, match="the text must be"):
        okr.Plan.from_file(path)


def lint(*more: str) -> int:
    return main(["lint", PLAN, READINGS, "--as-of", "2026-08-31", *more])


def test_findings_like_those_of_a_compiler(capsys: pytest.CaptureFixture[str]) -> None:
    findings = okr.Plan.from_file(PLAN).lint(okr.Readings.from_file(READINGS), as_of="2026-08-31")
    severities = {finding["severity"] for finding in findings}
    assert severities == {"warning", "info"}
    assert lint() == 1
    assert capsys.readouterr().out == f"{findings}\n"
    assert lint("--fail-on", "error") == 0
    assert lint("--fail-on", "never") == 0
    capsys.readouterr()
    assert lint("--format", "json") == 1
    assert json.loads(capsys.readouterr().out) == findings.to_dicts()


def test_findings_as_annotations(capsys: pytest.CaptureFixture[str]) -> None:
    assert lint("--format", "github") == 1
    lines = capsys.readouterr().out.splitlines()
    findings = okr.Plan.from_file(PLAN).lint(okr.Readings.from_file(READINGS), as_of="2026-08-31")
    assert len(lines) == len(findings)
    text = Path(PLAN).read_text().splitlines()
    for line, finding in zip(lines, findings, strict=True):
        level = {"warning": "warning", "info": "notice"}[finding["severity"]]
        assert line.startswith(f"::{level} file={PLAN},line=")
        assert f",title={finding['code']}::" in line
        number = int(line.split(",line=")[1].split(",")[0])
        if finding["path"] and finding["id"] and finding["path"].count("/") > 1:
            # The item begins at the line, and its id is the first thing in it.
            assert f'"{finding["id"]}"' in "".join(text[number - 1 : number + 2])


def test_findings_as_sarif(folder: Path) -> None:
    assert lint("--format", "sarif", "-o", "okr.sarif") == 1
    log = json.loads((folder / "okr.sarif").read_text())
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["semanticVersion"]) == ("okr", okr.__version__)
    rules = driver["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["region"]["startLine"] >= 1
        assert " " not in location["physicalLocation"]["artifactLocation"]["uri"]


def test_a_report(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["report", PLAN, READINGS, "--as-of", "2026-08-31"]
    assert main(given) == 0
    text = capsys.readouterr().out
    assert text.startswith("report as of 2026-08-31\n\ncycles: ")
    assert "… and" not in text
    assert main([*given, "--format", "json"]) == 0
    report = okr.Report.from_json(capsys.readouterr().out)
    assert main([*given, "-o", "report.xlsx"]) == 0
    workbook = openpyxl.load_workbook(folder / "report.xlsx")
    assert workbook["objectives"].max_row == len(report.objectives) + 1


@pytest.mark.parametrize("name", ["plan", "readings", "check-ins", "report"])
def test_schemas(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", name]) == 0
    committed = DATA.parents[1] / "schema" / f"{name}.schema.json"
    assert capsys.readouterr().out == committed.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["check", "nothing.json"], "nothing.json"),
        (["import", "nothing.xlsx"], "nothing.xlsx"),
        (["import", PLAN], "found an object without a list"),
        (["lint", PLAN, "--as-of", "soon"], "soon"),
        (["lint", PLAN, "--as-of", "2026-08-31", "--policy", "strictt"], "strictt"),
        (["report", PLAN, PLAN, "--as-of", "2026-08-31"], "metric,date,value"),
        (["import", "a.csv", "--better", "higher"], "a.csv"),
    ],
)
def test_what_cannot_run(
    given: list[str], says: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert folder.is_dir()
    assert main(given) == 2
    said = capsys.readouterr()
    assert said.err.startswith("error: ")
    assert says in said.err


def test_arguments_that_are_none(capsys: pytest.CaptureFixture[str]) -> None:
    for given in (["lint", PLAN], ["chek", PLAN], ["import", "a.csv", "--dates", "dym"]):
        with pytest.raises(SystemExit) as left:
            main(given)
        assert left.value.code == 2
    assert "usage: okr" in capsys.readouterr().err
    for command in ("import", "inspect", "check", "lint", "report", "schema"):
        with pytest.raises(SystemExit) as left:
            main([command, "--help"])
        assert left.value.code == 0
        assert f"\n  okr {command} " in capsys.readouterr().out


def test_the_module_is_the_command() -> None:
    run: Any = subprocess.run(
        [sys.executable, "-m", "okr", "check", PLAN], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "no problems\n", "")


def test_lines_of_json_documents() -> None:
    document = '{\n "a": [1, {"b": "x\\n}]",\n  "c~/d": null},\n  [\n 2]],\n "e": {}\n}'
    for pointer, line in [
        ("", 1),
        ("/a", 2),
        ("/a/1/b", 2),
        ("/a/1/c~0~1d", 3),
        ("/a/2/0", 5),
        ("/e", 6),
        ("/e/f/g", 6),
        ("/zzz", 1),
    ]:
        assert line_of(document, pointer) == line, pointer
