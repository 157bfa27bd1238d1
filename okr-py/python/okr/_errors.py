"""Exceptions: everything that is wrong, in one of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where it is, what it is, and what would be right.

    Attributes:
        code: What is wrong, as a word that does not change.
        path: JSON Pointer of the field at fault; empty for the whole document.
        data: The numbers and ids behind the message.
        message: What is wrong, in English.
        help: What to do about it, where the message does not say so already.
    """

    code: str
    path: str
    data: dict[str, Any] = field(hash=False)
    message: str
    help: str | None = None

    def __str__(self) -> str:
        """Where, and what."""
        return f"{self.path}: {self.message}" if self.path else self.message


class OkrError(ValueError):
    """Base of the exceptions of this package.

    Attributes:
        errors: All that is wrong, not only the first thing.
    """

    errors: list[Problem]

    def __init__(self, message: str, errors: Sequence[Problem] = ()) -> None:
        """Say what is wrong in words, and as data."""
        super().__init__(message)
        self.errors = list(errors)

    def __reduce__(self) -> tuple[type[Self], tuple[str, list[Problem]]]:
        """Keep the data when it is pickled."""
        return type(self), (str(self), self.errors)

    @classmethod
    def of(cls, message: str, problems: str) -> Self:
        """Take the problems from a JSON list."""
        return cls(message, [Problem(**problem) for problem in json.loads(problems)])


class PlanError(OkrError):
    """A plan that cannot be evaluated."""


class ReadingsError(OkrError):
    """Readings that cannot be used."""


class EvaluationError(OkrError):
    """A day, a policy, check-ins or a scope that do not fit, or an id that the plan lacks."""


for _class in (Problem, OkrError, PlanError, ReadingsError, EvaluationError):
    _class.__module__ = "okr"
