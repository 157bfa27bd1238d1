"""Scores of cycles, teams and trees of teams."""

from fractions import Fraction

from .numbers import weighted_mean
from .pace import elapsed
from .plan import Plan, day_of
from .score import Score, Scoring
from .status import STATUSES


class RollUp:
    """Which objective's score enters which, and the means over what is left on top."""

    def __init__(self, plan: Plan, scoring: Scoring):
        self.plan, self.scoring = plan, scoring
        self._above = {key: self._enters(objective) for key, objective in plan.objectives.items()}

    def _enters(self, objective: dict) -> str | None:
        """The objective whose score is made with this one's."""
        parent = objective.get("parent") or {}
        score = self.scoring.objective(objective["id"])
        if not score.counts or not parent:
            return None
        if "objective" in parent:
            above = self.plan.objectives[parent["objective"]]
            part = score
        else:
            above = self.plan.objective_of[parent["key_result"]]
            part = self.scoring.key_result(parent["key_result"])
            if not part.is_roll_up:
                return None
        uses = any(member is part for member in self.scoring.members(above)) and part.counts
        return above["id"] if uses else None

    def on_top(self, objectives: list[dict]) -> list[Score]:
        """The counted ones whose score enters no other counted one among them, over any number of steps."""
        scores = {o["id"]: self.scoring.objective(o["id"]) for o in objectives}
        counted = {key: score for key, score in scores.items() if score.counts}
        return [score for key, score in counted.items() if not self._reaches(key, counted)]

    def _reaches(self, key: str, among: dict) -> bool:
        above = self._above[key]
        while above is not None:
            if above in among:
                return True
            above = self._above[above]
        return False

    def mean(self, objectives: list[dict]) -> Fraction | None:
        return weighted_mean((score.weight, score.score) for score in self.on_top(objectives))

    def summary(self, objectives: list[dict], prefix: str = "") -> dict:
        """Score, number of objectives and of attained ones: of the active and closed ones."""
        live = [self.scoring.objective(o["id"]) for o in objectives]
        live = [score for score in live if score.is_live]
        return {
            f"{prefix}score": self.mean(objectives),
            f"{prefix}objectives": len(live),
            f"{prefix}attained": sum(score.attained is True for score in live),
        }


def cycles(plan: Plan, scoring: Scoring, above: RollUp) -> dict:
    """The table `cycles`."""
    rows = {}
    for key, cycle in plan.cycles.items():
        start, end = day_of(cycle["start"]), day_of(cycle["end"])
        objectives = [o for o in plan.objectives.values() if o["cycle"] == key]
        rows[key] = {
            "cycle": key,
            "name": cycle.get("name"),
            "start": start.isoformat(),
            "end": end.isoformat(),
            "elapsed": elapsed(start, end, scoring.as_of),
            **above.summary(objectives),
        }
    return rows


def teams(plan: Plan, scoring: Scoring, above: RollUp) -> dict:
    """The table `teams`: a row for each cycle in which the team, or one below it, has an objective."""
    rows = {}
    for key, team in plan.teams.items():
        for cycle in plan.cycles:
            within = [o for o in plan.objectives.values() if o["cycle"] == cycle and plan.is_within(o.get("team"), key)]
            if not within:
                continue
            own = [o for o in within if o.get("team") == key]
            found = [scoring.objective(o["id"]).status for o in own]
            rows[f"{key}@{cycle}"] = {
                "team": key,
                "name": team["name"],
                "cycle": cycle,
                **above.summary(own),
                **above.summary(within, "tree_"),
                **{status: found.count(status) for status in STATUSES},
            }
    return rows
