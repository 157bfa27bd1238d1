"""Reviews of a cycle."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Self

from okr import _core, _results
from okr._document import with_attributes
from okr._documents import Fragment


@with_attributes
class Review(_results.Review):
    """The review of a cycle: what was attained, what changed, and what continues.

    `to_html` returns the review as a page for the meeting, which notebooks display too, and
    `to_markdown` as a page for a wiki.
    """

    __slots__ = ("_fragment", "_html", "_markdown", "_text")

    _text: str
    _markdown: str
    _html: str
    _fragment: str

    @classmethod
    def of(cls, text: str, markdown: str, html: str, fragment: str) -> Self:
        """Create a review from the JSON text and the pages of the core."""
        review = cls.from_dict(json.loads(text))
        review._text = text
        review._markdown, review._html, review._fragment = markdown, html, fragment
        return review

    def next_plan(self, *, keep: Sequence[str] = (), drop: Sequence[str] = ()) -> Fragment:
        """Return the plan for the next cycle, to merge into the plan.

        It has the successors of what is carried over, and the KPIs of what graduates.

        Args:
            keep: Ids of objectives and key results whose next steps to take; all if empty.
            drop: Ids whose next steps to leave out.

        Raises:
            OkrError: If the review has no objective or key result with an id.
        """
        text = _core.next_plan_json(self._text, json.dumps(list(keep)), json.dumps(list(drop)))
        return Fragment.from_dict(json.loads(text))

    def to_markdown(self) -> str:
        """Return the review as a Markdown page, such as for a wiki."""
        return self._markdown

    def to_html(self, *, fragment: bool = False) -> str:
        """Return the review as one HTML page that needs no network and runs no script.

        Args:
            fragment: Whether to leave the document around the page away, such as for a mail.
        """
        return self._fragment if fragment else self._html

    def _repr_html_(self) -> str:
        return self._fragment


Review.__module__ = "okr"
