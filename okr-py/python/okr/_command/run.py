"""What each subcommand does."""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import okr
from okr import _core, _imported, _show
from okr._columns import FIELDS
from okr._command import formats, options
from okr._command.parser import parser

FINE, PROBLEMS, NOT_RUN = 0, 1, 2
"""Exit codes: all is well; problems were found; the command could not run."""

RANKS = {"error": 0, "warning": 1, "info": 2}


def main(arguments: list[str] | None = None) -> int:
    """Run the command `okr`, and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    given = parser().parse_args(arguments)
    try:
        return int(COMMANDS[given.command](given))
    except BrokenPipeError:  # the reader has seen enough
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115
        return FINE
    except (okr.OkrError, OSError, ImportError, ValueError, TypeError) as error:
        print(f"error: {error}", file=sys.stderr)
        for problem in getattr(error, "errors", []):
            if problem.help:
                print(f"  help: {problem.help}", file=sys.stderr)
        return NOT_RUN


def run_import(given: argparse.Namespace) -> int:
    """Import a sheet."""
    chosen = options.values(given, given.names)
    readings = okr.Readings.from_file(given.known_readings) if given.known_readings else None
    known = _check_ins(given.known_check_ins)
    imported = _imported.imported(given.source, chosen, readings, known)
    _write(given.output, _lines(json.loads(imported.plan.to_json())))
    said = [check_in.to_dict() for check_in in imported.check_ins]
    _write_or_say("readings", given.readings, len(imported.readings), _csv(imported.readings))
    _write_or_say("check-ins", given.check_ins, len(said), _lines(said))
    for note in imported.notes:
        _say(f"{note['treatment'].replace('_', ' ')}: {_core.note_text(json.dumps(note))}")
    _say(repr(imported).splitlines()[0])
    refused = ("refused", "not_understood")
    return PROBLEMS if any(note["treatment"] in refused for note in imported.notes) else FINE


def run_inspect(given: argparse.Namespace) -> int:
    """Show how a sheet would be read."""
    mapping = _imported.inspected(given.source, options.values(given, given.names))
    _write(given.output, _lines(mapping.to_dict()))
    return FINE


def run_check(given: argparse.Namespace) -> int:
    """List the problems of a plan."""
    try:
        problems = okr.Plan.from_file(given.plan).check()
    except okr.PlanError as error:
        problems = error.errors
    for problem in problems:
        print(problem)
        if problem.help:
            print(f"  help: {problem.help}")
    count = len(problems)
    print(f"{count or 'no'} problem{'' if count == 1 else 's'}")
    return PROBLEMS if problems else FINE


def run_lint(given: argparse.Namespace) -> int:
    """Check a plan against good practice."""
    findings = okr.Plan.from_file(given.plan).lint(
        _readings(given),
        as_of=given.as_of,
        check_ins=_check_ins(given.check_ins),
        policy=_policy(given.policy),
    )
    source = formats.Source(given.plan, _document(given.plan))
    match given.format:
        case "json":
            text = findings._handle.to_json() + "\n"
        case "github":
            text = formats.github(findings, source)
        case "sarif":
            text = formats.sarif(findings, source, okr.__version__)
        case _:
            text = f"{findings}\n"
    _write(given.output, text)
    worst = min((RANKS[finding["severity"]] for finding in findings), default=len(RANKS))
    return PROBLEMS if given.fail_on != "never" and worst <= RANKS[given.fail_on] else FINE


def run_report(given: argparse.Namespace) -> int:
    """Evaluate a plan as of a day."""
    report = okr.Plan.from_file(given.plan).evaluate(
        _readings(given),
        as_of=given.as_of,
        check_ins=_check_ins(given.check_ins),
        policy=_policy(given.policy),
    )
    output = given.output or ""
    if output.lower().endswith(".xlsx"):
        report.to_xlsx(output)
    elif given.format == "json" or output.lower().endswith(".json"):
        _write(given.output, report.to_json() + "\n")
    else:
        tables = (table for table in report._tables() if len(table))
        shown = (_show.text(it.name, it.columns, it, most=None) for it in tables)
        _write(given.output, "\n\n".join([f"report as of {report.as_of}", *shown]) + "\n")
    return FINE


def run_schema(given: argparse.Namespace) -> int:
    """Print a JSON Schema."""
    name = f"{given.document}.schema.json"
    _write(given.output, (files("okr") / "schema" / name).read_text(encoding="utf-8"))
    return FINE


COMMANDS = {
    "import": run_import,
    "inspect": run_inspect,
    "check": run_check,
    "lint": run_lint,
    "report": run_report,
    "schema": run_schema,
}


def _readings(given: argparse.Namespace) -> okr.Readings:
    return okr.Readings.from_file(given.readings) if given.readings else okr.Readings.from_rows([])


def _check_ins(path: str | None) -> Any:
    return None if path is None else json.loads(Path(path).read_text(encoding="utf-8-sig"))


def _policy(given: str | None) -> Any:
    """Return a policy: the name of a preset, or a file with fields."""
    if given is None or not given.lower().endswith(".json"):
        return given
    return json.loads(Path(given).read_text(encoding="utf-8-sig"))


def _document(path: str) -> str | None:
    """Return the text of a plan whose lines are known: JSON."""
    suffix = Path(path).suffix.lower()
    return None if suffix in (".toml", ".yaml", ".yml") else Path(path).read_text("utf-8-sig")


def _csv(readings: okr.Readings) -> str:
    """Return readings as CSV text that `Readings.from_csv` reads."""
    rows = readings.to_dicts()
    names = [name for name in FIELDS if name in FIELDS[:3] or any(name in row for row in rows)]
    text = io.StringIO()
    writer = csv.DictWriter(text, names, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _lines(document: Any) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _write(path: str | None, text: str) -> None:
    """Write text to a file, or to standard output."""
    if path is None or path == "-":
        print(text, end="")
    else:
        Path(path).write_text(text, encoding="utf-8")


def _write_or_say(name: str, path: str | None, count: int, text: str) -> None:
    """Write a part of an import, or say that it is not written."""
    if path is not None:
        _write(path, text)
    elif count:
        _say(f"{name} that are not written: {count}; `--{name} FILE` writes them")


def _say(text: str) -> None:
    print(text, file=sys.stderr)
