"""Types of the rows of a report: typed dictionaries, and the literals that they contain."""

from okr import _rows
from okr._rows import *  # noqa: F403 - as `__all__` lists it

__all__ = _rows.__all__
