"""What a forked process can go on with: one thread, and live reports that no other thread used."""

from __future__ import annotations

import os
from weakref import WeakSet

from okr import _core

live: WeakSet[_core.Live] = WeakSet()
"""The live reports of this process."""


def _after_in_child() -> None:
    _core.work_on_one_thread()
    for report in list(live):
        report.after_fork()


if hasattr(os, "register_at_fork"):  # not on Windows, which does not fork
    os.register_at_fork(after_in_child=_after_in_child)
