"""Reviews of a cycle."""

from __future__ import annotations

import json
from typing import Self

from okr import _results
from okr._document import with_attributes


@with_attributes
class Review(_results.Review):
    """The review of a cycle: what was attained, what changed, and what continues.

    `to_markdown` returns the review as a page for a wiki. Notebooks display the same page.
    """

    __slots__ = ("_markdown",)

    _markdown: str

    @classmethod
    def of(cls, text: str, markdown: str) -> Self:
        """Create a review from the JSON text and the Markdown page of the core."""
        review = cls.from_dict(json.loads(text))
        review._markdown = markdown
        return review

    def to_markdown(self) -> str:
        """Return the review as a Markdown page, such as for a wiki."""
        return self._markdown

    def _repr_markdown_(self) -> str:
        return self._markdown


Review.__module__ = "okr"
