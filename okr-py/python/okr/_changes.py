"""What is new since a day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Literal, final

from okr import _core, _json, _show
from okr._rows import ChangeRow
from okr._table import Table


@final
class Changes:
    """What is new since a day: `rows` as a table, and a message for a chat.

    `print` shows the message as plain text. Notebooks display it too.
    """

    __slots__ = ("_handle", "as_of", "rows", "since")

    rows: Table[ChangeRow]
    """What changed, a row each: by severity, table, the order of the plan, and code."""
    since: datetime.date
    """The day since which it is new."""
    as_of: datetime.date
    """The day as of which it is."""

    def __init__(self, core: _core.Changes, since: datetime.date, as_of: datetime.date) -> None:
        """Wrap the changes of the core. `Tracker.changes` creates them."""
        self._handle = core
        self.rows = Table(core.table(), ChangeRow)
        self.since = since
        self.as_of = as_of

    def to_text(self, *, max_lines: int = 10) -> str:
        """Return a message as plain text: a line for each item, worst first.

        Args:
            max_lines: Most lines to write. The message says how many more there are.
        """
        return self._handle.to_text(_json.count(max_lines, "max_lines"))

    def to_markdown(
        self, *, by: Literal["owner", "team"] | None = None, max_lines: int = 10
    ) -> str:
        """Return the message as Markdown.

        Args:
            by: What to group the lines by, under a heading each.
            max_lines: Most lines to write.

        Raises:
            OkrError: If `by` is neither `owner` nor `team`.
        """
        word = None if by is None else _json.word(by, "by")
        return self._handle.to_markdown(word, _json.count(max_lines, "max_lines"))

    def __len__(self) -> int:
        """Return `len(self)`: the number of rows."""
        return len(self.rows)

    def __iter__(self) -> Iterator[ChangeRow]:
        """Iterate over the rows."""
        return iter(self.rows)

    def __repr__(self) -> str:
        """Return `repr(self)`: the days and the number of rows."""
        return f"Changes(since={self.since}, as_of={self.as_of}, rows={len(self)})"

    def __str__(self) -> str:
        """Return `str(self)`: the message as plain text."""
        return self.to_text().rstrip()

    def _repr_html_(self) -> str:
        return _show.html_lines(self.to_text())

    def _repr_markdown_(self) -> str:
        return self.to_markdown()


Changes.__module__ = "okr"
