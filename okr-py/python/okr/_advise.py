"""Advice: decision tables as a function."""

from __future__ import annotations

import json

from okr import _core, _json
from okr._documents import Answers, Initiative, Readiness, Situation
from okr._results import Recommendation


def advise(
    *,
    situation: Situation | None = None,
    initiative: Initiative | None = None,
    readiness: Readiness | None = None,
) -> list[Recommendation]:
    """Say which framework leads, where an initiative belongs, and what to do next, and why.

    ```pycon
    >>> import okr
    >>> [advice] = okr.advise(readiness="nothing_tracked")
    >>> advice.advice, advice.reason
    ('kpis_first', 'without a baseline you cannot set a key result')

    ```

    Args:
        situation: What is wrong, or wanted: it tells which framework leads.
        initiative: What an initiative is to do: it tells where that belongs.
        readiness: How far measuring has come: it tells what to do next.

    Returns:
        The advice for each answer that is given, in this order.

    Raises:
        OkrError: An answer is not one of those known.
    """
    answers = Answers(situation=situation, initiative=initiative, readiness=readiness)
    found = json.loads(_core.advise_json(_json.text(answers)))
    return [Recommendation.from_dict(advice) for advice in found]


advise.__module__ = "okr"
