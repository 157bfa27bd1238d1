"""The line of a JSON document at which a value stands."""

from __future__ import annotations

import json
import re

DECODER = json.JSONDecoder()
SPACE = re.compile(r"[\s,:]*")


def line_of(document: str, pointer: str) -> int:
    """Return the line, from 1, of the value at a JSON Pointer; of the deepest that is there."""
    place = _skip(document, 0)
    for part in pointer.split("/")[1:]:
        found = _inside(document, place, part.replace("~1", "/").replace("~0", "~"))
        if found is None:
            break
        place = found
    return document.count("\n", 0, place) + 1


def _skip(document: str, place: int) -> int:
    """Return the next place that is neither space, comma nor colon."""
    found = SPACE.match(document, place)
    return found.end() if found else place


def _inside(document: str, place: int, part: str) -> int | None:
    """Return where the value of a name or index begins in the value that begins at a place."""
    opening = document[place : place + 1]
    place = _skip(document, place + 1)
    index = 0
    while opening in ("{", "[") and document[place : place + 1] not in ("}", "]", ""):
        name = str(index)
        if opening == "{":
            name, place = DECODER.raw_decode(document, place)
            place = _skip(document, place)
        if name == part:
            return place
        _, place = DECODER.raw_decode(document, place)
        place = _skip(document, place)
        index += 1
    return None
