"""The arguments of an evaluation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from okr import _json
from okr._document import Date
from okr._documents import CheckIn, Policy, Preset, Scope

CheckInsLike: TypeAlias = Iterable[CheckIn | Mapping[str, Any]]
"""Check-ins, or the same as dictionaries."""

PolicyLike: TypeAlias = Policy | Preset | Mapping[str, Any]
"""A policy, the name of a preset, or a policy as a dictionary."""

ScopeLike: TypeAlias = Scope | Mapping[str, Any]
"""A scope: which rows to list. Or the same as a dictionary."""


def text(
    as_of: Date,
    check_ins: CheckInsLike | None = None,
    policy: PolicyLike | None = None,
    scope: ScopeLike | None = None,
    kpi_periods: bool = False,
) -> str:
    """Return the arguments of an evaluation as JSON text."""
    request: dict[str, Any] = {"as_of": as_of, "kpi_periods": kpi_periods}
    if check_ins is not None:
        request["check_ins"] = _json.items(check_ins, "check_ins")
    if policy is not None:
        request["policy"] = policy
    if scope is not None:
        request["scope"] = scope
    return _json.text(request)
