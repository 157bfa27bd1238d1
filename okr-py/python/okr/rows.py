"""The types of the rows of a report: typed dictionaries, and the words in them."""

from okr import _rows
from okr._rows import *  # noqa: F403 - as `__all__` lists it

__all__ = _rows.__all__
