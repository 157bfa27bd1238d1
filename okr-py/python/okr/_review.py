"""Reviews of a cycle."""

from __future__ import annotations

import json
from typing import Self

from okr import _results
from okr._document import with_attributes


@with_attributes
class Review(_results.Review):
    """The review of a cycle: what was attained, what changed, and what continues.

    `to_html` returns the review as a page for the meeting, which notebooks display too, and
    `to_markdown` as a page for a wiki.
    """

    __slots__ = ("_fragment", "_html", "_markdown")

    _markdown: str
    _html: str
    _fragment: str

    @classmethod
    def of(cls, text: str, markdown: str, html: str, fragment: str) -> Self:
        """Create a review from the JSON text and the pages of the core."""
        review = cls.from_dict(json.loads(text))
        review._markdown, review._html, review._fragment = markdown, html, fragment
        return review

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
