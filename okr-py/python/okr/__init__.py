"""Objectives, key results and KPIs: validation, scores, health, triggers and findings."""

from okr._core import version

__all__ = ["__version__"]

__version__ = version()
