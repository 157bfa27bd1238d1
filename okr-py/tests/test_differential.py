"""Random plans: what the package says of them, against the exact oracle."""

import importlib
import os
import sys
from pathlib import Path
from typing import Any

import pytest

CONFORMANCE = Path(__file__).parents[2] / "conformance"
COUNT = int(os.environ.get("OKR_DIFFERENTIAL") or 5000)
NEXT = int(os.environ.get("OKR_DIFFERENTIAL_NEXT") or 2500)
SEED = int(os.environ.get("OKR_DIFFERENTIAL_SEED") or 1)


@pytest.fixture
def differential(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(CONFORMANCE)
    # Processes of their own find the oracle, too.
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(CONFORMANCE), *sys.path]))
    return importlib.import_module("differential")


def test_the_package_agrees_with_the_oracle(differential: Any, capsys: Any) -> None:
    check(differential.run_library(COUNT, SEED), COUNT, capsys)


def test_the_package_agrees_on_rates_calendars_and_late_data(
    differential: Any, capsys: Any
) -> None:
    check(differential.run_library(NEXT, SEED, second=True), NEXT, capsys)


def check(outcome: Any, count: int, capsys: Any) -> None:
    with capsys.disabled():
        print(f"\n{outcome}")
    assert not outcome.failed
    assert not outcome.missing() or count < 1000
