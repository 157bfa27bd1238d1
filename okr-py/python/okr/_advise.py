"""Advice on when to use OKRs and when KPIs."""

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
    """Recommend which framework should lead, where an initiative belongs, and the next step.

    ```pycon
    >>> import okr
    >>> [advice] = okr.advise(readiness="nothing_tracked")
    >>> advice.advice, advice.reason
    ('kpis_first', 'without a baseline you cannot set a key result')

    ```

    Args:
        situation: What is wrong or wanted. Determines which framework should lead.
        initiative: The purpose of an initiative. Determines where it belongs.
        readiness: How much is measured so far. Determines the next step.

    Returns:
        A recommendation with its reason for each argument given, in this order.

    Raises:
        OkrError: If an argument is not one of the known values.
    """
    answers = Answers(situation=situation, initiative=initiative, readiness=readiness)
    found = json.loads(_core.advise_json(_json.text(answers)))
    return [Recommendation.from_dict(advice) for advice in found]


advise.__module__ = "okr"
