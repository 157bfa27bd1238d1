"""Explanations of scores and values."""

from __future__ import annotations

from okr import _results, _show
from okr._document import with_attributes


@with_attributes
class Explanation(_results.Explanation):
    """Why a number is what it is. `print` shows the text; notebooks display it with its steps."""

    __slots__ = ()

    def __str__(self) -> str:
        """Return `str(self)`: the text."""
        return self.text

    def _repr_html_(self) -> str:
        return _show.html_lines("\n".join([self.text, *(f"- {step.text}" for step in self.steps)]))


Explanation.__module__ = "okr"
