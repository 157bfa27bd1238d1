"""The modules of the oracle import only from floors below their own."""

import ast
from pathlib import Path

import exact
import pytest

FOLDER = Path(exact.__file__).parent
FLOOR = {module: floor for floor, modules in enumerate(exact.FLOORS) for module in modules}


def imported(source: str) -> set[str]:
    """The sibling modules that a module imports, at its head or within a function."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.level:
            found |= {node.module.split(".")[0]} if node.module else {alias.name for alias in node.names}
    return found


def upward(module: str, source: str) -> list[str]:
    """The imports that do not lead to a lower floor."""
    return sorted(name for name in imported(source) if FLOOR[name] >= FLOOR[module])


def test_every_module_has_a_floor():
    assert {path.stem for path in FOLDER.glob("*.py")} - {"__init__"} == set(FLOOR)


@pytest.mark.parametrize("module", FLOOR)
def test_imports_lead_downwards(module):
    assert upward(module, (FOLDER / f"{module}.py").read_text(encoding="utf-8")) == []


def test_a_planted_upward_import_is_found():
    assert upward("series", "def later():\n    from . import triggers\n    from .rules import RULES\n") == ["rules", "triggers"]
