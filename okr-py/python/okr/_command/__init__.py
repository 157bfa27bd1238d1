"""The command `okr`."""

from okr._command.run import main

__all__ = ["main"]
