"""Reviews: a cycle looked back on."""

from __future__ import annotations

import json
from typing import Self

from okr import _results


class Review(_results.Review):
    """A cycle looked back on: what was attained, what moved, what goes on.

    It is data in its attributes, a page for a wiki in `to_markdown`, and that page in a notebook.
    """

    __slots__ = ("_markdown",)

    _markdown: str

    @classmethod
    def of(cls, text: str, markdown: str) -> Self:
        """Take a review as the core gives it."""
        review = cls.from_dict(json.loads(text))
        review._markdown = markdown
        return review

    def to_markdown(self) -> str:
        """Give the review as Markdown for a wiki."""
        return self._markdown

    def _repr_markdown_(self) -> str:
        return self._markdown


Review.__module__ = "okr"
