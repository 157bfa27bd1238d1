"""The conformance vectors, as Python sees them: `OKR_VECTORS` names another folder."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import okr

FOLDER = Path(__file__).parents[2] / "conformance" / "vectors"
KNOWN = {
    *("why", "source", "plan", "policy", "load", "readings", "check_ins", "as_of"),
    *("kpi_periods", "expect", "findings", "errors"),
}


def main() -> int:
    """Run every case; the exit status is 0 where all pass."""
    folder = Path(os.environ.get("OKR_VECTORS") or FOLDER)
    files = sorted(folder.rglob("*.json"))
    failed = 0
    for file in files:
        problems = run(json.loads(file.read_text(encoding="utf-8")))
        if problems:
            failed += 1
            print(file.relative_to(folder), *problems, sep="\n  ")
    print(f"python: {len(files)} vectors")
    print(f"{len(files) - failed} passed, {failed} failed")
    return 1 if failed or not files else 0


def run(case: dict[str, Any]) -> list[str]:
    """Say what is wrong with a case; nothing where it passes."""
    unknown = case.keys() - KNOWN
    if unknown:
        return [f"this runner does not know {', '.join(sorted(unknown))}"]
    report, errors = evaluate(case)
    if report is None or "errors" in case:
        return list(compare_errors(errors, case.get("errors", [])))
    split = {kpi["id"] for kpi in case["plan"].get("kpis", []) if "teams" in kpi}
    tables = {name: keyed(name, table, split) for name, table in report.items()}
    return [
        *compare_expected(tables, case.get("expect", {})),
        *compare_findings(report["findings"], case.get("findings", {})),
    ]


def evaluate(case: dict[str, Any]) -> tuple[dict[str, Any] | None, list[okr.Problem]]:
    """Return the report of a case, or all that is wrong with it."""
    try:
        report = okr.Plan.from_dict(case["plan"]).evaluate(
            load(case.get("readings", []), **case.get("load", {})),
            as_of=case.get("as_of", "2026-01-01"),
            check_ins=case.get("check_ins"),
            policy=case.get("policy"),
            kpi_periods=True,
            values=True,
        )
    except okr.OkrError as error:
        return None, error.errors
    return json.loads(report.to_json()), []


def load(
    rows: list[dict[str, Any]],
    *,
    duplicates: Any = "last",
    missing: Any = "error",
    recorded: str | None = None,
    fiscal_year_start: int | None = None,
) -> okr.Readings:
    """Load the readings of a case; of rows that contradict each other the last counts."""
    return okr.Readings.from_rows(
        rows,
        duplicates=duplicates,
        missing=missing,
        recorded_on=recorded,
        fiscal_year_start=fiscal_year_start,
    )


def compare_errors(errors: list[okr.Problem], expected: list[dict[str, Any]]) -> Iterator[str]:
    """Errors are a set of codes and paths."""
    found = {(error.code, error.path) for error in errors}
    wanted = {(error["code"], error["path"]) for error in expected}
    yield from (f"missing error {code} {path}" for code, path in sorted(wanted - found))
    yield from (f"unexpected error {code} {path}" for code, path in sorted(found - wanted))


def keyed(name: str, table: Any, split: set[str]) -> Any:
    """Return a table its rows by key; `split` are the KPIs that have a series for each team."""
    if not isinstance(table, list):
        return table
    # Of several check-ins on a goal and day the first, newest one has the key.
    return {row_key(name, row, split): row for row in reversed(table)}


def row_key(table: str, row: dict[str, Any], split: set[str]) -> str:
    """Name a row as the vectors name it."""
    kpi = row.get("kpi", "")
    series = f"{kpi}@{row['team']}" if kpi in split else kpi
    match table:
        case "values":
            part = "" if row["team"] is None else f"@{row['team']}"
            return f"{row['metric']}{part}:{row['date']}"
        case "check_ins":
            return f"{row['of']['id']}:{row['date']}"
        case "teams":
            return f"{row['team']}@{row['cycle']}"
        case "kpis":
            return series
        case "kpi_periods":
            return f"{series}:{row['period']}"
        case "triggers":
            number = "" if row["number"] == 1 else f"#{row['number']}"
            return f"{series}:{row['rule']}{number}"
        case "findings":
            return f"{row['code']}@{row['id']}"
        case _:
            return str(row[table.removesuffix("s")])


def compare_expected(tables: dict[str, Any], expect: dict[str, Any]) -> Iterator[str]:
    """Hold the report against the values that a case expects."""
    for path, wanted in expect.items():
        try:
            found = look_up(tables, path)
        except (KeyError, TypeError):
            yield f"{path}: no such field"
            continue
        if not agrees(found, wanted):
            yield f"{path}: expected {wanted!r}, found {found!r}"


def look_up(tables: dict[str, Any], path: str) -> Any:
    """Return the value at table/key/field…; none where there is no such row or item."""
    table, *parts = (part.replace("~1", "/").replace("~0", "~") for part in path.split("/"))
    value = tables[table]
    if table != "readings" and isinstance(value, dict) and parts:
        value = value.get(parts.pop(0)) if table != "policy" else value
    for part in parts:
        if isinstance(value, list):
            value = dict(enumerate(value)).get(int(part))
        elif value is not None:
            value = value[part]
    return value


def agrees(found: Any, wanted: Any) -> bool:
    """Numbers exactly, or within `tol` of `near`; all else as it is."""
    if isinstance(wanted, dict) and "near" in wanted:
        return is_number(found) and abs(found - wanted["near"]) <= wanted["tol"]
    if isinstance(wanted, list) and isinstance(found, list):
        return len(wanted) == len(found) and all(map(agrees, found, wanted))
    if isinstance(wanted, dict) and isinstance(found, dict):
        return wanted.keys() == found.keys() and all(agrees(found[it], wanted[it]) for it in wanted)
    return bool(found == wanted) and is_number(found) == is_number(wanted)


def is_number(value: Any) -> bool:
    """Truth values are no numbers here."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def compare_findings(
    findings: list[dict[str, Any]], expected: dict[str, list[str]]
) -> Iterator[str]:
    """Hold the findings against those that a case has and lacks."""
    present = {f"{it['code']}@{it['id']}" for it in findings}
    present |= {f"{it['code']}@{it['id']}@{it['cycle']}" for it in findings}
    yield from (f"missing finding {it}" for it in expected.get("has", []) if it not in present)
    yield from (f"unexpected finding {it}" for it in expected.get("lacks", []) if it in present)


if __name__ == "__main__":
    sys.exit(main())
