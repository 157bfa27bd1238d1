"""What comes out of a sheet."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from okr import _core, _json
from okr._documents import CheckIn, SheetMapping
from okr._plan import Plan
from okr._readings import Readings
from okr._request import CheckInsLike, check_in_list
from okr._rows import ImportNote
from okr._sheet import SheetLike, parts
from okr._table import Table

SHOWN_NOTES = 10


@dataclass(frozen=True, slots=True, repr=False)
class Imported:
    """What comes out of a sheet. Its `repr` shows the mapping, and what needs a decision.

    Attributes:
        plan: Teams, cycles, objectives and KPIs of the sheet.
        readings: Values that are new.
        check_ins: Statuses, confidences and comments that are new.
        mapping: How the sheet was read; change it and pass it as `mapping`.
        notes: What was not understood, left out, guessed or refused.
    """

    plan: Plan
    readings: Readings
    check_ins: list[CheckIn]
    mapping: SheetMapping
    notes: Table[ImportNote]

    def __repr__(self) -> str:
        """Return `repr(self)`: counts, the mapping, and the notes that need a decision."""
        return "\n".join([f"Imported({self._counts()})", *self._columns(), *self._decisions()])

    def _counts(self) -> str:
        objectives = self.plan.objectives
        counts = (
            (len(objectives), "objective"),
            (sum(len(objective.key_results) for objective in objectives), "key result"),
            (len(self.plan.kpis), "KPI"),
            (len(self.readings), "reading"),
            (len(self.check_ins), "check-in"),
        )
        shown = [f"{count:,} {name}{'' if count == 1 else 's'}" for count, name in counts if count]
        return ", ".join(shown) or "nothing"

    def _columns(self) -> Iterator[str]:
        mapping = self.mapping
        where = f"header in row {mapping.header}" if mapping.header else "header from names"
        known = [it for it in (mapping.layout, mapping.export) if it is not None]
        yield f"columns ({', '.join([where, *known])}):"
        rows = [(it.column, it.name or "", it.field or it.holds or "–") for it in mapping.columns]
        widths = [max((len(row[place]) for row in rows), default=0) for place in (0, 1)]
        for letters, name, meaning in rows:
            yield f"  {letters:<{widths[0]}}  {name:<{widths[1]}}  {meaning}".rstrip()

    def _decisions(self) -> Iterator[str]:
        notes = list(self.notes)
        open_ = [note for note in notes if note["treatment"] in ("refused", "not_understood")]
        if open_:
            yield f"needs a decision ({len(open_)}):"
        for note in open_[:SHOWN_NOTES]:
            yield f"  {_core.note_text(json.dumps(note))}"
        if len(open_) > SHOWN_NOTES:
            yield f"  … and {len(open_) - SHOWN_NOTES} more"
        others = len(notes) - len(open_)
        if others:
            yield f"{others} other note{'' if others == 1 else 's'}: see `notes`"


def imported(
    source: SheetLike,
    options: Mapping[str, Any],
    readings: Readings | None,
    check_ins: CheckInsLike | None,
) -> Imported:
    """Import a sheet with the options of the core."""
    sheets, text = _arguments(source, options)
    known = None if check_ins is None else _json.text(check_in_list(check_ins))
    handle = None if readings is None else readings._handle
    plan, found, said, mapping, notes = _core.import_sheets(sheets, text, handle, known)
    return Imported(
        Plan.from_json(plan),
        Readings(found),
        [CheckIn.from_dict(it) for it in json.loads(said)],
        SheetMapping.from_dict(json.loads(mapping)),
        Table(notes, ImportNote),
    )


def inspected(source: SheetLike, options: Mapping[str, Any]) -> SheetMapping:
    """Return how a sheet would be read."""
    sheets, text = _arguments(source, options)
    return SheetMapping.from_dict(json.loads(_core.inspect_sheets(sheets, text)))


def _arguments(source: SheetLike, options: Mapping[str, Any]) -> tuple[list[Any], str]:
    """Return the sheets, and the options that are set as JSON text."""
    sheets, file = parts(source)
    given = {name: value for name, value in options.items() if value is not None and value != ()}
    if file is not None:
        given.setdefault("file", file)
    return sheets, _json.text(given)


Imported.__module__ = "okr"
