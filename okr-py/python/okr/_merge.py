"""Merging of drafts, graduates and carry-overs into a plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from okr._documents import Fragment, Objective, Rename
from okr._results import CarryOver, Graduate

if TYPE_CHECKING:
    from okr._plan import Plan

Part: TypeAlias = Fragment | Objective | Graduate | CarryOver | Mapping[str, Any]
"""What can be merged into a plan: a fragment, an objective, a graduate or a carry-over. A
dictionary is a fragment, or an objective such as the draft of a trigger."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The result of `Plan.merge`.

    Attributes:
        plan: The merged plan.
        renames: New names for readings; pass them to `Readings.renamed`.
    """

    plan: Plan
    renames: list[Rename]


def fragment(part: Part) -> Fragment | Mapping[str, Any]:
    """Return a part as a fragment."""
    match part:
        case Objective():
            return Fragment(objectives=[part])
        case Graduate():
            return Fragment(kpis=[part.kpi], renames=[part.rename])
        case CarryOver():
            return Fragment(objectives=[part.objective] if part.objective else [])
        case Fragment():
            return part
        case Mapping():
            return {"objectives": [part]} if "id" in part else part
    message = f"expected a fragment, an objective, a graduate or a carry-over, found {part!r}"
    raise TypeError(message)


Merged.__module__ = "okr"
