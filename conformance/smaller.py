"""Cuts a case down, as long as it still shows what it is to show."""

from collections.abc import Callable, Iterator
from copy import deepcopy

NEEDED = ("id", "title", "name", "level", "cycle", "start", "end", "kind", "better", "cadence", "measure", "date", "to")
NEEDED += ("every", "days", "months", "pattern", "weeks", "periods", "formula")
NEEDED += ("metric", "value", "from", "points", "items", "version", "plan", "readings", "as_of", "objectives", "cycles")


def smaller(case: dict, shows: Callable[[dict], bool]) -> dict:
    """The case without every part that is not needed for it to show what it shows."""
    again = True
    while again:
        again = False
        for path in list(_parts(case)):
            cut = _without(case, path)
            if cut is not None and _is_sound(cut, shows):
                case, again = cut, True
    return case


def _is_sound(cut: dict, shows: Callable[[dict], bool]) -> bool:
    """Whether a case without some part still shows it; one whose references lead nowhere does not."""
    try:
        return shows(cut)
    except Exception:  # noqa: BLE001 - a cut too deep
        return False


def _parts(item, path: tuple = ()) -> Iterator[tuple]:
    """The paths of all that could be left out: the greatest first, of a list the last first."""
    inner = list(item.items()) if isinstance(item, dict) else list(enumerate(item))[::-1]
    for name, value in inner:
        if name not in NEEDED:
            yield (*path, name)
    for name, value in inner:
        if isinstance(value, (dict, list)):
            yield from _parts(value, (*path, name))


def _without(case: dict, path: tuple) -> dict | None:
    """A copy without one part; none where it is gone already."""
    copy = deepcopy(case)
    inner = copy
    try:
        for name in path[:-1]:
            inner = inner[name]
        del inner[path[-1]]
    except (KeyError, IndexError):
        return None
    return copy
