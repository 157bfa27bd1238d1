"""Options of the command that are the arguments of a function."""

from __future__ import annotations

import argparse
import datetime
import inspect
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

SEPARATORS = {"tab": "\t", "\\t": "\t"}


def add_options(parser: argparse._ArgumentGroup, of: Callable[..., Any]) -> list[str]:
    """Add an option for each keyword argument of a function, and return their names."""
    hints = get_type_hints(of)
    about = _described(inspect.getdoc(of) or "")
    names = []
    for name, argument in inspect.signature(of).parameters.items():
        if argument.kind is not inspect.Parameter.KEYWORD_ONLY:
            continue
        names.append(name)
        given = _kind(hints[name])
        parser.add_argument(
            f"--{name.replace('_', '-')}", dest=name, help=about[name].replace("%", "%%"), **given
        )
    return names


def values(given: argparse.Namespace, names: list[str]) -> dict[str, Any]:
    """Return the options that are set."""
    found = {name: getattr(given, name) for name in names}
    return {name: _joined(value) for name, value in found.items() if value is not None}


def _kind(hint: Any) -> dict[str, Any]:
    """Say how an argument of a type is written on a command line."""
    members = [member for member in _members(hint) if member is not type(None)]
    words = [
        word for member in members if get_origin(member) is Literal for word in get_args(member)
    ]
    if any(get_origin(member) is Mapping for member in members):
        alone = "" if len(members) == 1 else "VALUE or "
        return {"action": "append", "metavar": f"{alone}NAME=VALUE"}
    if int in members:
        return {"type": int, "metavar": "N"}
    if "\t" in words:
        return {"type": lambda text: SEPARATORS.get(text, text), "metavar": "SEPARATOR"}
    if words:
        return {"choices": words, "metavar": "|".join(words)}
    if datetime.date in members:
        return {"metavar": "DAY"}
    return {"metavar": "TEXT"} if str in members else {"type": _document, "metavar": "FILE"}


def _members(hint: Any) -> list[Any]:
    """Return the types of a union, also of one inside another."""
    if get_origin(hint) in (Union, UnionType):
        return [member for part in get_args(hint) for member in _members(part)]
    return [hint]


def _document(path: str) -> Any:
    try:
        return json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise argparse.ArgumentTypeError(f"{path}: {error}") from error


def _joined(value: Any) -> Any:
    """Return `NAME=VALUE` pairs as a dictionary, a single value as it is."""
    if not isinstance(value, list) or not all(isinstance(it, str) for it in value):
        return value
    pairs = [it.rpartition("=") for it in value]
    if len(value) == 1 and not pairs[0][1]:
        return value[0]
    if not all(sign for _, sign, _ in pairs):
        message = f"expected NAME=VALUE, found {', '.join(value)}"
        raise ValueError(message)
    return {name: _number(text) or None for name, _, text in pairs}


def _number(text: str) -> str | float:
    return float(text) if re.fullmatch(r"[0-9.]+", text) else text


def _described(docstring: str) -> dict[str, str]:
    """Return what a docstring says about each argument."""
    _, _, rest = docstring.partition("Args:\n")
    block, _, _ = rest.partition("\n\n")
    found = re.findall(r"^ {4}(\w+): (.*(?:\n {8}.*)*)", block, re.MULTILINE)
    return {name: " ".join(text.split()) for name, text in found}
