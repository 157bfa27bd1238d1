"""Exceptions: each lists all problems, not only the first."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from okr._rows import ImportNote


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem: where it is, what is wrong, and what would be right.

    Attributes:
        code: Stable identifier of the kind of problem.
        path: JSON Pointer to what is at fault; empty for the whole document. For a measure it is
            the measure, for a healthy range the range.
        data: The values behind the message.
        message: What is wrong, in English.
        help: How to fix it, unless the message already says so.
        field: JSON Pointer to the value at fault. The same as `path` where that is exact.
        id: Id of the item of the plan that it is about, if it is about one.
    """

    code: str
    path: str
    data: dict[str, Any] = dataclasses.field(hash=False)
    message: str
    help: str | None = None
    field: str = ""
    id: str | None = None

    def __str__(self) -> str:
        """Return the path, the id and the message."""
        if not self.path:
            return self.message
        return (
            f"{self.path} ({self.id}): {self.message}"
            if self.id
            else f"{self.path}: {self.message}"
        )


class OkrError(ValueError):
    """Base class of the exceptions of this package.

    Attributes:
        errors: All problems, not only the first.
    """

    errors: list[Problem]

    def __init__(self, message: str, errors: Sequence[Problem] = ()) -> None:
        """Create an exception from a message and the problems behind it."""
        super().__init__(message)
        self.errors = list(errors)

    def __reduce__(self) -> tuple[type[Self], tuple[str, list[Problem]]]:
        """Support `pickle`; problems are kept."""
        return type(self), (str(self), self.errors)

    @classmethod
    def of(cls, message: str, problems: str) -> Self:
        """Create an exception from a message and problems as a JSON list."""
        return cls(message, [Problem(**problem) for problem in json.loads(problems)])


class PlanError(OkrError):
    """Raised for a plan that does not fit the format or cannot be evaluated."""


class ReadingsError(OkrError):
    """Raised for invalid readings."""


class EvaluationError(OkrError):
    """Raised for an invalid day, policy, check-in or scope, or an id that is not in the plan."""


class SheetError(OkrError):
    """Raised for a sheet that can be read in several ways, or in none.

    Attributes:
        errors: All problems, not only the first.
        note: Why the sheet is refused, with the row and cell; `None` for invalid options.
        code: Stable identifier of the reason.
        option: Name of the argument that decides it, if one does.
    """

    note: ImportNote | None
    code: str
    option: str | None

    def __init__(
        self,
        message: str,
        errors: Sequence[Problem] = (),
        note: ImportNote | None = None,
    ) -> None:
        """Create an exception from a message, its problems, and the note."""
        super().__init__(message, errors)
        self.note = note
        self.code = note["code"] if note else self.errors[0].code if self.errors else "invalid"
        self.option = note["option"] if note else None

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        """Support `pickle`; problems and the note are kept."""
        return type(self), (str(self), self.errors, self.note)

    @classmethod
    def of(cls, message: str, problems: str) -> Self:
        """Create an exception from a message, and a note or problems as JSON text."""
        found = json.loads(problems)
        if "errors" in found:
            return cls(message, [Problem(**problem) for problem in found["errors"]])
        problem = Problem(found["code"], "", found["data"] or {}, message)
        return cls(message, [problem], found)


class InternalError(RuntimeError):
    """Raised for a bug in this library: no input should cause it. Please report it."""

    def __init__(self, text: str) -> None:
        """Create an exception from the text of the bug."""
        super().__init__(f"this is a bug in okr, please report it: {text}")
        self._text = text

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        """Support `pickle`."""
        return type(self), (self._text,)


_ALL = (Problem, OkrError, PlanError, ReadingsError, EvaluationError, SheetError, InternalError)
for _class in _ALL:
    _class.__module__ = "okr"
