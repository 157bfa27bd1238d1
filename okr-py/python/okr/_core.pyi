"""
The compiled half of the package `okr`.
"""

__all__ = ["report_json", "version"]

def report_json(plan: str, readings: str, *, as_of: str, check_ins: str | None = None, policy: str | None = None, kpi_periods: bool = False) -> str:
    """
    The report as JSON text, from documents as JSON text.
    """

def version() -> str:
    """
    The version of the library.
    """
