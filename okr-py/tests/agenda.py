"""The vectors of agendas, as Python sees them: `OKR_AGENDA` names another folder."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import okr

FOLDER = Path(__file__).parents[2] / "conformance" / "agenda"
KNOWN = {
    *("why", "plan", "readings", "load", "check_ins", "owner", "since", "as_of", "before", "scope"),
    *("rows", "text", "markdown", "max_lines", "errors"),
}


def main() -> int:
    """Run every case; the exit status is 0 where all pass."""
    folder = Path(os.environ.get("OKR_AGENDA") or FOLDER)
    files = sorted(folder.glob("*.json"))
    failed = 0
    for file in files:
        problems = run(json.loads(file.read_text(encoding="utf-8")))
        if problems:
            failed += 1
            print(file.name, *problems, sep="\n  ")
    print(f"python: {len(files)} vectors of agendas")
    print(f"{len(files) - failed} passed, {failed} failed")
    return 1 if failed or not files else 0


def run(case: dict[str, Any]) -> list[str]:
    """Say what is wrong with a case; nothing where it passes."""
    unknown = case.keys() - KNOWN
    if unknown:
        return [f"this runner does not know {', '.join(sorted(unknown))}"]
    try:
        agenda = evaluate(case)
    except okr.OkrError as error:
        found = [(problem.code, problem.path) for problem in error.errors]
        wanted = [(problem["code"], problem["path"]) for problem in case.get("errors", [])]
        return [] if found == wanted else [f"expected {wanted}, found {found}"]
    if "errors" in case:
        return ["errors were expected, and there are none"]
    rows = json.loads(json.dumps(agenda.rows.to_dicts(), default=str))
    expected = case.get("rows", rows)
    problems = [] if len(rows) == len(expected) else [f"found {len(rows)} rows"]
    for found, wanted in zip(rows, expected, strict=False):
        problems += [
            f"{found['section']} {found['id']}: expected {field} {value!r}, found {found[field]!r}"
            for field, value in wanted.items()
            if found[field] != value
        ]
    lines = case.get("max_lines", 10)
    texts = {
        "text": agenda.to_text(max_lines=lines),
        "markdown": agenda.to_markdown(max_lines=lines),
    }
    wrong = [name for name, text in texts.items() if case.get(name, text) != text]
    return problems + [f"another {name}:\n{texts[name]}" for name in wrong]


def evaluate(case: dict[str, Any]) -> okr.Agenda:
    """Return the agenda of a case."""
    duplicates = case.get("load", {}).get("duplicates", "last")
    return (
        okr.Plan.from_dict(case["plan"])
        .resolve()
        .agenda(
            case["owner"],
            okr.Readings.from_rows(case["readings"], duplicates=duplicates),
            since=case["since"],
            as_of=case["as_of"],
            before=case.get("before"),
            check_ins=case.get("check_ins"),
            scope=case.get("scope"),
        )
    )


if __name__ == "__main__":
    sys.exit(main())
