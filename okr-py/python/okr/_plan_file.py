"""Plans in files: JSON, YAML and TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from okr import _json
from okr._errors import PlanError, Problem


def text(path: Path) -> str | bytes:
    """Return the plan in a file as JSON text; the file's name says in which format it is.

    Raises:
        OSError: If the file cannot be read.
        PlanError: If it is no document in its format.
        ImportError: If it is YAML and PyYAML is not installed.
    """
    reader = READERS.get(path.suffix.lower())
    content = path.read_bytes()
    return content if reader is None else _json.text(reader(_json.decoded(content, PlanError)))


def _toml(content: str) -> Any:
    try:
        return tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise _wrong("TOML", str(error)) from error


def _yaml(content: str) -> Any:
    try:
        import yaml
    except ImportError as error:
        message = "reading YAML needs PyYAML: install `okr-py[yaml]`, or use JSON or TOML"
        raise ImportError(message) from error
    try:
        return yaml.safe_load(content)
    except yaml.YAMLError as error:
        raise _wrong("YAML", " ".join(str(error).split())) from error


def _wrong(kind: str, found: str) -> PlanError:
    message = f"the text must be {kind}: {found}"
    return PlanError(f"1 problem\n  {message}", [Problem("wrong_type", "", {}, message)])


READERS: dict[str, Callable[[str], Any]] = {".toml": _toml, ".yaml": _yaml, ".yml": _yaml}
