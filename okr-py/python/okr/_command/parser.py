"""The arguments of the command `okr`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, TypeAlias

import okr
from okr._command.options import add_options

if TYPE_CHECKING:
    Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

EXIT_CODES = "exit codes: 0 all is well; 1 problems were found; 2 the command could not run"


def parser() -> argparse.ArgumentParser:
    """Return the parser of all arguments."""
    of_all = argparse.ArgumentParser(
        prog="okr",
        description="Objectives, key results and KPIs: import, check, lint and report.",
        epilog=EXIT_CODES,
    )
    of_all.add_argument("--version", action="version", version=f"okr {okr.__version__}")
    commands = of_all.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_import(commands)
    _add_inspect(commands)
    _add_check(commands)
    _add_lint(commands)
    _add_report(commands)
    _add_schema(commands)
    return of_all


def _command(commands: Commands, name: str, about: str, examples: str) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=about[0].lower() + about[1:].rstrip("."),
        description=about,
        epilog=f"examples:\n{examples}\n{EXIT_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _add_import(commands: Commands) -> None:
    command = _command(
        commands,
        "import",
        "Read a spreadsheet: a plan comes out, with notes about all that was not taken over.",
        "  okr import goals.xlsx --as-of 2026-08-31 --cycle 'Q3 2026' -o plan.json\n"
        "  okr import goals.csv --as-of 2026-08-31 --columns Metric=key_result --columns Budget=\n"
        "  okr import kpis.xlsx --holds kpis --better eNPS=higher --better Turnover=lower \\\n"
        "    -o kpis.json --readings readings.csv\n",
    )
    command.add_argument("source", help="the sheet: .xlsx, .csv, .tsv or .json")
    _add_output(command, "the plan")
    command.add_argument("--readings", metavar="FILE", help="where to write the readings, as CSV")
    command.add_argument("--check-ins", metavar="FILE", help="where to write check-ins, as JSON")
    command.add_argument("--known-readings", metavar="FILE", help="CSV of earlier imports")
    command.add_argument("--known-check-ins", metavar="FILE", help="JSON of earlier imports")
    _add_sheet_options(command)


def _add_inspect(commands: Commands) -> None:
    command = _command(
        commands,
        "inspect",
        "Show how a spreadsheet would be read, to change it and pass it back as `--mapping`.",
        "  okr inspect goals.xlsx -o mapping.json\n"
        "  okr import goals.xlsx --mapping mapping.json --as-of 2026-08-31 -o plan.json\n",
    )
    command.add_argument("source", help="the sheet: .xlsx, .csv, .tsv or .json")
    _add_output(command, "the mapping")
    _add_sheet_options(command)


def _add_sheet_options(command: argparse.ArgumentParser) -> None:
    names = add_options(command.add_argument_group("how to read the sheet"), okr.inspect_sheet)
    command.set_defaults(names=names, holds="goals")


def _add_check(commands: Commands) -> None:
    command = _command(
        commands,
        "check",
        "List all problems that prevent a plan from being evaluated.",
        "  okr check plan.json\n  okr check plan.yaml\n",
    )
    command.add_argument("plan", help="the plan: .json, .yaml or .toml")


def _add_lint(commands: Commands) -> None:
    command = _command(
        commands,
        "lint",
        "Check a plan against good practice.",
        "  okr lint plan.json readings.csv --as-of 2026-08-31\n"
        "  okr lint plan.json --as-of 2026-08-31 --format github\n"
        "  okr lint plan.json --as-of 2026-08-31 --fail-on error --format sarif -o okr.sarif\n",
    )
    _add_evaluation(command)
    command.add_argument("--format", choices=["text", "json", "github", "sarif"], default="text")
    command.add_argument(
        "--fail-on",
        choices=["error", "warning", "info", "never"],
        default="warning",
        help="the least severity of findings that makes the exit code 1 (default: warning)",
    )
    _add_output(command, "the findings")


def _add_report(commands: Commands) -> None:
    command = _command(
        commands,
        "report",
        "Evaluate a plan as of a day.",
        "  okr report plan.json readings.csv --as-of 2026-08-31\n"
        "  okr report plan.json readings.csv --as-of 2026-08-31 -o report.xlsx\n",
    )
    _add_evaluation(command)
    command.add_argument("--format", choices=["text", "json"], default="text")
    _add_output(command, "the report: .xlsx, .json or text")


def _add_schema(commands: Commands) -> None:
    command = _command(
        commands,
        "schema",
        "Print the JSON Schema of a document, for editors and validators.",
        "  okr schema > plan.schema.json\n  okr schema readings\n",
    )
    documents = ["plan", "readings", "check-ins", "report"]
    command.add_argument("document", nargs="?", choices=documents, default="plan")
    _add_output(command, "the schema")


def _add_evaluation(command: argparse.ArgumentParser) -> None:
    command.add_argument("plan", help="the plan: .json, .yaml or .toml")
    command.add_argument("readings", nargs="?", help="what was measured: CSV")
    command.add_argument("--as-of", required=True, metavar="DAY", help="the day, as of its end")
    command.add_argument("--check-ins", metavar="FILE", help="what people said: JSON")
    command.add_argument(
        "--policy", metavar="PRESET|FILE", help="thresholds: the name of a preset, or JSON"
    )


def _add_output(command: argparse.ArgumentParser, what: str) -> None:
    command.add_argument("-o", "--output", metavar="FILE", help=f"where to write {what}")
