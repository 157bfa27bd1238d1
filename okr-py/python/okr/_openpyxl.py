"""The library that reads and writes workbooks, which need not be installed."""

from __future__ import annotations

from typing import Any


def openpyxl() -> Any:
    """Return the module `openpyxl`.

    Raises:
        ImportError: If it is not installed.
    """
    try:
        import openpyxl
    except ImportError as error:
        message = (
            "reading and writing .xlsx files needs openpyxl: install `okr-py[xlsx]`, or use CSV"
        )
        raise ImportError(message) from error
    return openpyxl
