"""What to talk about with one person."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import final

from okr import _core, _json, _show
from okr._rows import AgendaRow
from okr._table import Table


@final
class Agenda:
    """What to talk about with one person: `rows` as a table, and a text to read aloud.

    `print` shows the agenda as plain text. Notebooks display it too.
    """

    __slots__ = ("_handle", "as_of", "owner", "rows", "since")

    owner: str
    """The person."""
    rows: Table[AgendaRow]
    """What to talk about, a row each: by section, most urgent first."""
    since: datetime.date
    """The day of the last talk: what came after it is new."""
    as_of: datetime.date
    """The day of this talk."""

    def __init__(
        self, core: _core.Agenda, owner: str, since: datetime.date, as_of: datetime.date
    ) -> None:
        """Wrap the agenda of the core. `Tracker.agenda` creates it."""
        self._handle = core
        self.owner = owner
        self.rows = Table(core.table(), AgendaRow)
        self.since = since
        self.as_of = as_of

    def to_text(self, *, max_lines: int = 10) -> str:
        """Return the agenda as plain text.

        Args:
            max_lines: Most lines of a section. The text says how many more there are.
        """
        return self._handle.to_text(_json.count(max_lines, "max_lines"))

    def to_markdown(self, *, max_lines: int = 10) -> str:
        """Return the agenda as Markdown.

        Args:
            max_lines: Most lines of a section.
        """
        return self._handle.to_markdown(_json.count(max_lines, "max_lines"))

    def __len__(self) -> int:
        """Return `len(self)`: the number of rows."""
        return len(self.rows)

    def __iter__(self) -> Iterator[AgendaRow]:
        """Iterate over the rows."""
        return iter(self.rows)

    def __repr__(self) -> str:
        """Return `repr(self)`: the person, the days and the number of rows."""
        days = f"since={self.since}, as_of={self.as_of}"
        return f"Agenda(owner={self.owner!r}, {days}, rows={len(self)})"

    def __str__(self) -> str:
        """Return `str(self)`: the agenda as plain text."""
        return self.to_text().rstrip()

    def _repr_html_(self) -> str:
        return _show.html_lines(self.to_text())

    def _repr_markdown_(self) -> str:
        return self.to_markdown()


Agenda.__module__ = "okr"
