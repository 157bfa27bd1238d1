"""The vectors of imports, as Python sees them: `OKR_IMPORT_VECTORS` names another folder.

`OKR_IMPORT_NOTES` names a file for all notes and refusals, to compare them with those of other
languages to the letter.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from inspect import signature
from pathlib import Path
from typing import Any

import okr
from okr import _imported

FOLDER = Path(__file__).parents[2] / "conformance" / "import"
KNOWN = {
    *("why", "source", "sheet", "csv", "bytes", "options", "readings", "check_ins"),
    *("inspect", "expect", "error"),
}


def main() -> int:
    """Run every case; the exit status is 0 where all pass."""
    folder = Path(os.environ.get("OKR_IMPORT_VECTORS") or FOLDER)
    files = sorted(folder.rglob("*.json"))
    failed = 0
    notes: list[str] = []
    for file in files:
        case = json.loads(file.read_text(encoding="utf-8"))
        name = file.relative_to(folder).as_posix()
        found = outcome(case)
        notes += [f"{name}: {line}" for line in found["lines"]]
        problems = list(compare(case, found))
        if problems:
            failed += 1
            print(name, *problems, sep="\n  ")
    print(f"python: {len(files)} import vectors")
    print(f"{len(files) - failed} passed, {failed} failed")
    if written := os.environ.get("OKR_IMPORT_NOTES"):
        Path(written).write_text("".join(f"{line}\n" for line in notes), encoding="utf-8")
    return 1 if failed or not files else 0


def outcome(case: dict[str, Any]) -> dict[str, Any]:
    """Return what comes out of a case: its parts or its error, and its messages in order."""
    options = dict(case.get("options", {}))
    holds = options.pop("holds", "goals")
    mapping = None
    try:
        if "inspect" in case:
            mapping = okr.inspect_sheet(source(case), holds=holds, **options).to_dict()
        known: dict[str, Any] = {
            "readings": okr.Readings.from_rows(case["readings"]) if "readings" in case else None,
            "check_ins": case.get("check_ins"),
        }
        door: Any = okr.import_goals if holds == "goals" else okr.import_kpis
        if options.keys() <= signature(door).parameters.keys():
            imported = door(source(case), **known, **options)
        else:  # arguments that Python itself refuses
            imported = _imported.imported(source(case), {"holds": holds, **options}, **known)
    except okr.SheetError as error:
        errors = [{"code": it.code, "path": it.path, "message": it.message} for it in error.errors]
        found: dict[str, Any] = dict(error.note or {"code": "invalid", "errors": errors})
        code = found["code"]
        return {"error": found, "lines": [f"{code}: {line}" for line in str(error).splitlines()]}
    notes = [dict(note) for note in imported.notes]
    return {
        "inspect": mapping,
        "plan": imported.plan.to_dict(),
        "readings": json.loads(json.dumps(imported.readings.to_dicts(), default=str)),
        "check_ins": [check_in.to_dict() for check_in in imported.check_ins],
        "mapping": imported.mapping.to_dict(),
        "notes": notes,
        "lines": [f"{note['code']}: {note['message']}" for note in notes],
    }


def source(case: dict[str, Any]) -> Any:
    """Return the sheet of a case."""
    if "sheet" in case:
        return json.dumps(case["sheet"]).encode()
    return case["csv"].encode() if "csv" in case else bytes(case["bytes"])


def compare(case: dict[str, Any], found: dict[str, Any]) -> Iterator[str]:
    """Say what is wrong with a case; nothing where it passes."""
    unknown = case.keys() - KNOWN
    if unknown:
        yield f"this runner does not know {', '.join(sorted(unknown))}"
        return
    if "error" in case or "error" in found:
        yield from part("error", found.get("error"), case.get("error"))
        return
    if "inspect" in case:
        yield from part("inspect", found["inspect"], case["inspect"])
    expect = case.get("expect", {})
    for name in ("plan", "readings", "check_ins", "mapping", "notes"):
        if name in expect:
            how = {"notes": compare_notes, "mapping": part}.get(name, whole)
            yield from how(name, found[name], expect[name])
        elif name in ("readings", "check_ins", "notes") and found[name]:
            yield f"{name}: none expected, found {found[name]}"


def whole(path: str, found: Any, wanted: Any) -> Iterator[str]:
    """Compare all fields but the version and, where none is expected, the callers' data."""
    if path.count("/") == 0 and path in ("readings", "check_ins"):
        found, wanted = ordered(found), ordered(wanted)
    match found, wanted:
        case dict(), dict():
            for name, value in found.items():
                if name in wanted:
                    yield from whole(f"{path}/{name}", value, wanted[name])
                elif name not in ("meta", "version"):
                    yield f"{path}/{name}: not expected, found {value}"
            yield from (f"{path}/{name}: missing" for name in wanted if name not in found)
        case list(), list() if len(found) == len(wanted):
            for index, (one, other) in enumerate(zip(found, wanted, strict=True)):
                yield from whole(f"{path}/{index}", one, other)
        case _ if found != wanted:
            yield f"{path}: expected {wanted}, found {found}"


def part(path: str, found: Any, wanted: Any) -> Iterator[str]:
    """Compare the fields that are expected."""
    match found, wanted:
        case dict(), dict():
            for name, value in wanted.items():
                yield from part(f"{path}/{name}", found.get(name), value)
        case list(), list() if len(found) == len(wanted):
            for index, (one, other) in enumerate(zip(found, wanted, strict=True)):
                yield from part(f"{path}/{index}", one, other)
        case _ if found != wanted:
            yield f"{path}: expected {wanted}, found {found}"


def compare_notes(path: str, found: list[Any], wanted: list[Any]) -> Iterator[str]:
    """Compare notes, in any order."""
    left = list(found)
    for note in wanted:
        fits = [it for it in left if not list(part("", it, note))]
        if fits:
            left.remove(fits[0])
        else:
            yield f"{path}: expected {note}"
    yield from (f"{path}: not expected: {note}" for note in left)


def ordered(rows: list[Any]) -> list[Any]:
    """Return rows in an order of their own: a table of readings groups them by metric."""
    return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))


if __name__ == "__main__":
    sys.exit(main())
