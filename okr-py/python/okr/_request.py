"""The arguments of an evaluation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from okr import _columns, _json
from okr._document import Date
from okr._documents import CheckIn, Policy, Preset, Scope

CheckInsLike: TypeAlias = Iterable[CheckIn | Mapping[str, Any]] | Any
"""Check-ins, the same as dictionaries, or a data frame with a column for each field.

Of a data frame, empty cells are fields that a check-in does not have.
"""

PolicyLike: TypeAlias = Policy | Preset | Mapping[str, Any]
"""A policy, the name of a preset, or a policy as a dictionary."""

ScopeLike: TypeAlias = Scope | Mapping[str, Any]
"""A scope: which rows to list. Or the same as a dictionary."""


def text(
    as_of: Date,
    check_ins: CheckInsLike | None = None,
    policy: PolicyLike | None = None,
    scope: ScopeLike | None = None,
    *,
    kpi_periods: bool = False,
    values: bool = False,
) -> str:
    """Return the arguments of an evaluation as JSON text."""
    request: dict[str, Any] = {"as_of": as_of, "kpi_periods": kpi_periods, "values": values}
    if check_ins is not None:
        request["check_ins"] = check_in_list(check_ins)
    if policy is not None:
        request["policy"] = policy
    if scope is not None:
        request["scope"] = scope
    return _json.text(request)


def check_in_list(given: CheckInsLike) -> list[Any]:
    """Return check-ins as a list."""
    return _columns.records(given) if _columns.is_frame(given) else _json.items(given, "check_ins")
