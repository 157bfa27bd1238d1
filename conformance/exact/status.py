"""One word for where a goal stands."""

from .numbers import exact, meets

STATUSES = (
    "draft",
    "dropped",
    "not_started",
    "on_track",
    "at_risk",
    "off_track",
    "stale",
    "no_data",
    "achieved",
    "missed",
)

WORST_FIRST = ("off_track", "at_risk", "stale", "no_data", "on_track", "achieved")


def by_gap(gap, policy: dict) -> str:
    """What the distance to the plan says."""
    if meets(gap, exact(policy["on_track_gap"])):
        return "on_track"
    return "at_risk" if meets(gap, exact(policy["at_risk_gap"])) else "off_track"


def of_hold(inside_now: bool, at_success: bool) -> str:
    """A range is held now, was held often enough, both, or neither."""
    return ("off_track", "at_risk", "on_track")[inside_now + at_success]


def worst(statuses) -> str | None:
    """The worst; what has not started is passed over unless nothing else is there."""
    statuses = ["off_track" if status == "missed" else status for status in statuses]
    for status in WORST_FIRST:
        if status in statuses:
            return status
    return "not_started" if statuses else None


def grade(score, ambition: str, policy: dict) -> str:
    """The colour of a score."""
    if meets(score, exact(policy["success"][ambition])):
        return "green"
    return "amber" if meets(score, exact(policy["amber"][ambition])) else "red"
