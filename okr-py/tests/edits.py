"""The vectors of edits, as Python sees them: `OKR_EDITS` names another folder."""

from __future__ import annotations

import copy
import json
import os
import sys
from pathlib import Path
from typing import Any

import okr

FOLDER = Path(__file__).parents[2] / "conformance" / "edits"
KNOWN = {
    *("why", "edit", "expected", "errors", "new", "renames", "rows", "patch"),
    *("readings", "check_ins", "metrics", "subjects"),
}


def main() -> int:
    """Run every case; the exit status is 0 where all pass."""
    folder = Path(os.environ.get("OKR_EDITS") or FOLDER)
    count, failed = 0, 0
    for file in sorted(folder.glob("*.json")):
        vectors = json.loads(file.read_text(encoding="utf-8"))
        for case in vectors["cases"]:
            count += 1
            problem = run(vectors["plan"], case)
            if problem:
                failed += 1
                print(f"{file.stem}: {case['why']}\n  {problem}")
    print(f"python: {count} vectors of edits")
    print(f"{count - failed} passed, {failed} failed")
    return 1 if failed or not count else 0


def run(document: dict[str, Any], case: dict[str, Any]) -> str | None:
    """Say what is wrong with a case; nothing where it passes."""
    unknown = case.keys() - KNOWN
    if unknown:
        return f"this runner does not know {', '.join(sorted(unknown))}"
    before = patched(document, case.get("patch", []))
    if "expected" in case:
        wanted: Any = okr.Plan.from_dict(patched(before, case["expected"]))
    elif "new" in case:
        wanted = case.get("rows")
    else:
        wanted = case.get("metrics"), case.get("subjects")
    try:
        found = outcome(before, case)
    except okr.OkrError as error:
        return refused(error, case)
    if "errors" in case:
        return f"errors were expected, found {found}"
    return None if found == wanted else f"expected {wanted}\n  found {found}"


def refused(error: okr.OkrError, case: dict[str, Any]) -> str | None:
    """Say what is wrong with errors; nothing where they are those of the case."""
    wanted = case.get("errors", [])
    same = len(wanted) == len(error.errors) and all(
        getattr(found, field) == value
        for found, expected in zip(error.errors, wanted, strict=True)
        for field, value in expected.items()
    )
    return None if same else f"expected {wanted}\n  found {error}"


def outcome(before: dict[str, Any], case: dict[str, Any]) -> Any:
    """Return what comes out of a case."""
    if "readings" in case:
        readings = okr.Readings.from_rows([tuple(row) for row in case["readings"]])
        said = okr.renamed_check_ins(case["check_ins"], case["renames"])
        subjects = [
            f"{field} {getattr(check_in, field)}"
            for check_in in said
            for field in ("objective", "key_result", "kpi", "cycle")
            if getattr(check_in, field) is not None
        ]
        return [*readings.renamed(case["renames"]).metrics], subjects
    plan = okr.Plan.from_dict(before)
    if "new" in case:
        new = okr.Plan.from_dict(patched(before, case["new"]))
        rows = okr.diff(plan, new, renames=case.get("renames", []))
        assert plan.apply(rows) == new
        return rows.to_dicts()
    if "rows" in case:
        return plan.apply(case["rows"])
    return edited(plan, case["edit"])


def edited(plan: okr.Plan, edit: dict[str, Any]) -> okr.Plan:
    """Return a plan after an edit, by the method of its name."""
    (name, arguments), *others = edit.items()
    assert not others
    arguments = dict(arguments)
    known = {"add", "replace", "move", "remove", "rename", "revise"}
    item = arguments.get("item", {})
    classes: dict[str, Any] = {
        "kpi": okr.Kpi,
        "key_result": okr.KeyResult,
        "objective": okr.Objective,
    }
    classes |= {"team": okr.Team, "cycle": okr.Cycle, "input": okr.Input, "calendar": okr.Calendar}
    try:
        if "item" in arguments:
            ((kind, fields),) = item.items()
            arguments["item"] = classes[kind].from_dict(fields)
        arguments = {f"{key}_" if key == "from" else key: it for key, it in arguments.items()}
        if name == "revise":
            arguments["key_result"] = arguments.pop("id")
        if name == "rename":
            arguments["id"] = arguments.pop("from_")
        if name not in known or "casacde" in arguments:
            raise TypeError(name)
    except (TypeError, ValueError):
        # What no call in Python can say goes to the core as it is.
        return okr.Plan.from_json(okr._core.edit_json(json.dumps(plan.to_dict()), json.dumps(edit)))
    edited: okr.Plan = getattr(plan, name)(**arguments)
    return edited


def patched(document: dict[str, Any], patch: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a document changed by a list of `{op, path, value}`."""
    document = copy.deepcopy(document)
    for step in patch:
        *parents, last = step["path"].split("/")[1:]
        parent: Any = document
        for key in parents:
            parent = parent[int(key) if isinstance(parent, list) else key]
        where = int(last) if isinstance(parent, list) else last
        match step["op"]:
            case "remove":
                del parent[where]
            case "add" if isinstance(parent, list):
                parent.insert(where, copy.deepcopy(step["value"]))
            case _:
                parent[where] = copy.deepcopy(step["value"])
    return document


if __name__ == "__main__":
    sys.exit(main())
