"""Bugs, forks and threads: what becomes of a process."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import threading
import time
from collections.abc import Callable
from typing import Any

import okr
import pytest
from okr import _core

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
PATIENCE = 60
KPIS = 3000


def large() -> tuple[okr.Tracker, okr.Readings]:
    """Return a plan and readings that several threads share."""
    kpis = [
        okr.Kpi(id=f"k{index}", name=f"Kpi {index}", better="higher", cadence="monthly", target=10)
        for index in range(KPIS)
    ]
    rows = [
        (f"k{index}", f"2026-{month:02}", float(index % 17))
        for index in range(KPIS)
        for month in range(1, 7)
    ]
    return okr.Plan(kpis=kpis).resolve(), okr.Readings.from_rows(rows)


def in_fork(work: Callable[[], Any]) -> Any:
    """Return what a forked child makes; fail if it takes too long."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=lambda: there.send(work()))
    child.start()
    try:
        assert here.poll(PATIENCE), "the forked process hangs"
        return here.recv()
    finally:
        child.kill()
        child.join()


def test_a_bug_is_an_ordinary_exception() -> None:
    with pytest.raises(okr.InternalError, match="this is a bug in okr, please report it: index 3"):
        _core.panic("index 3")
    again = pickle.loads(pickle.dumps(okr.InternalError("index 3")))
    assert str(again) == "this is a bug in okr, please report it: index 3"
    assert not issubclass(okr.InternalError, okr.OkrError)


@pytest.mark.parametrize(
    "read",
    [okr.Plan.from_json, okr.Readings.from_json, okr.Report.from_json],
    ids=lambda read: read.__qualname__,
)
@pytest.mark.parametrize("digits", [65_534, 65_535, 65_536, 200_000])
def test_a_number_may_have_any_number_of_digits(read: Callable[[str], Any], digits: int) -> None:
    number = "9" * digits
    for text in (
        number,
        f'{{"version": {number}}}',
        f'[{{"metric": "a", "date": "2026", "value": {number}}}]',
    ):
        with pytest.raises(okr.OkrError):
            read(text)


@forks
def test_a_forked_process_works_on() -> None:
    tracker, readings = large()
    report = tracker.evaluate(readings, as_of="2026-07-10")

    def work() -> tuple[str, int, int]:
        again = okr.Readings.from_rows([(f"k{index}", "2026-06", 1.0) for index in range(200_000)])
        return (
            tracker.evaluate(readings, as_of="2026-07-10").to_json(),
            len(again),
            len(report.kpis.to_arrow()),
        )

    assert in_fork(work) == (report.to_json(), 200_000, KPIS)
    # And the parent still has its threads.
    assert tracker.evaluate(readings, as_of="2026-07-10") == report


@forks
def test_a_live_report_goes_on_in_a_forked_process() -> None:
    tracker, readings = large()
    live = tracker.live(readings, as_of="2026-07-10")

    def work() -> str:
        live.set("k1", "2026-06", 12.0)
        return live.report().to_json()

    answer = in_fork(work)
    live.set("k1", "2026-06", 12.0)
    assert answer == live.report().to_json()


@forks
def test_a_live_report_that_another_thread_used_says_so_in_a_forked_process() -> None:
    tracker, readings = large()
    live = tracker.live(readings, as_of="2026-07-10")
    stop = threading.Event()

    def move() -> None:
        day = 1
        while not stop.is_set():
            live.set_as_of(f"2026-07-{day:02}")
            day = day % 28 + 1

    def work() -> str:
        try:
            return live.report().as_of.isoformat()
        except RuntimeError as error:
            return str(error)

    thread = threading.Thread(target=move)
    thread.start()
    try:
        answers = []
        for _ in range(5):
            time.sleep(0.02)
            answers.append(in_fork(work))
    finally:
        stop.set()
        thread.join()
    expected = "another thread was using this live report when the process was forked"
    assert any(answer.startswith(expected) for answer in answers), answers
    # It is as it was here.
    assert live.set_as_of("2026-07-10") is not None
