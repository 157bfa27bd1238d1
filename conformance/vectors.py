"""The conformance vectors, and how a report is held against what they expect."""

import json
import os
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

FOLDER = Path(os.environ.get("OKR_VECTORS") or Path(__file__).parent / "vectors")


def vectors(folder: Path = FOLDER) -> Iterator[tuple[str, dict]]:
    """All cases of a folder as (area/name, case), in order of their names."""
    for path in sorted(folder.glob("*/*.json")):
        yield f"{path.parent.name}/{path.stem}", json.loads(path.read_text(encoding="utf-8"))


def differences(report: dict, expect: dict) -> list[str]:
    """What a report (tables of row key -> row) says otherwise than expected, a line for each."""
    lines = []
    for path, expected in expect.items():
        found = look_up(report, path)
        if not agrees(found, expected):
            lines.append(f"{path}: expected {expected}, found {_shown(found)}")
    return lines


def look_up(report: dict, path: str):
    """What stands at table/row key/field(/field); none where there is no such row. An unknown field is an error."""
    found, *keys = report, *(part.replace("~1", "/").replace("~0", "~") for part in path.split("/"))
    for depth, key in enumerate(keys):
        if found is None:
            return None
        if isinstance(found, list):
            found = found[int(key)] if int(key) < len(found) else None
        elif depth == 1 and key not in found:
            return None
        else:
            found = found[key]
    return found


def agrees(found, expected) -> bool:
    """Bare numbers exactly (to the double nearest to a fraction), `near` within its tolerance, all else as it is."""
    if isinstance(expected, dict) and "near" in expected:
        return _is_number(found) and abs(float(found) - expected["near"]) <= expected["tol"]
    if _is_number(expected):
        return _is_number(found) and float(found) == expected
    if isinstance(expected, list):
        return isinstance(found, list) and len(found) == len(expected) and all(map(agrees, found, expected))
    return found == expected


def _is_number(value) -> bool:
    return isinstance(value, (int, float, Fraction)) and not isinstance(value, bool)


def _shown(found) -> str:
    return f"{float(found)!r} ({found})" if isinstance(found, Fraction) else repr(found)
