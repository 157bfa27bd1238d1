"""
The compiled half of the package `okr`.
"""

__all__ = ["version"]

def version() -> str:
    """
    The version of the library.
    """
