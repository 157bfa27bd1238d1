"""The report: tables as rows by key."""

from dataclasses import replace
from datetime import date

from . import kpi as kpis
from . import policy as policies
from . import rollup, triggers, values
from .calendar import parse_date
from .check_in import CheckIns
from .plan import Plan
from .readings import Readings
from .score import Score, Scoring
from .series import Series, base_of, metrics_read, periods, series_of, window_of
from .status import grade


LEVELS = {
    **dict.fromkeys(("on_track", "achieved", "healthy"), "good"),
    **dict.fromkeys(("at_risk", "stale", "watch"), "watch"),
    **dict.fromkeys(("off_track", "missed", "unhealthy"), "bad"),
}
"""One scale for goals and KPIs; `none` where nothing tells."""


def report(case: dict, with_periods: bool = True) -> dict:
    """What the library should say about a case: `plan`, `policy`?, `readings`, `check_ins`?, `as_of`."""
    document = case["plan"]
    plan = Plan(document)
    policy = policies.in_force(document.get("policy"), case.get("policy"))
    readings = Readings(case.get("readings") or [], case.get("load"))
    as_of = parse_date(case["as_of"])
    check_ins = CheckIns(case.get("check_ins"))
    scoring = Scoring(plan, policy, readings, check_ins, as_of)
    above = rollup.RollUp(plan, scoring)
    lines = [line for kpi in plan.kpis.values() for line in series_of(kpi, readings, as_of)]
    series = {line.key: periods(line, readings, as_of, policy) for line in lines}
    bases = {line.key: _without_window(line, series[line.key], readings, as_of, policy) for line in lines}
    tables = {
        "as_of": as_of.isoformat(),
        "policy": policy,
        "cycles": rollup.cycles(plan, scoring, above),
        "teams": rollup.teams(plan, scoring, above),
        "objectives": {key: _objective(scoring, key, check_ins) for key in plan.objectives},
        "key_results": {key: _key_result(scoring, key, check_ins) for key in plan.key_results},
        "kpis": {line.key: kpis.row(line, series[line.key], bases[line.key], as_of, policy) for line in lines},
        "kpi_periods": kpis.period_table(lines, series, bases, as_of) if with_periods else {},
        "triggers": triggers.table(plan, policy, lines, series, bases, as_of),
        "values": values.values(plan, lines, readings, as_of),
        "check_ins": values.check_ins(document, case.get("check_ins"), as_of),
        "readings": readings.counts(metrics_read(plan, lines, readings), as_of),
    }
    for table, word in (("objectives", "status"), ("key_results", "status"), ("kpis", "health"), ("kpi_periods", "health")):
        for row in tables[table].values():
            row["level"] = LEVELS.get(row[word], "none")
    return tables


def _without_window(line: Series, series: list, readings: Readings, as_of: date, policy: dict) -> list:
    """The series of the values that a rolling window is made of."""
    if window_of(line.kpi) == 1:
        return series
    return periods(replace(line, kpi=base_of(line.kpi)), readings, as_of, policy)


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _colour(score: Score, policy: dict) -> str | None:
    return None if score.score is None else grade(score.score, score.ambition, policy)


def _common(scoring: Scoring, score: Score) -> dict:
    """The columns that objectives and key results share."""
    return {
        "owner": score.item.get("owner"),
        "title": score.item["title"],
        "weight": score.weight,
        "raw": score.raw,
        "score": score.score,
        "score_committed": score.committed,
        "expected": score.expected,
        "gap": score.gap,
        "status": score.status,
        "grade": _colour(score, scoring.policy),
        "attained": score.attained,
        "unmeasured": score.unmeasured,
    }


def _objective(scoring: Scoring, key: str, check_ins: CheckIns) -> dict:
    score = scoring.objective(key)
    return {
        "objective": key,
        "cycle": score.item["cycle"],
        "team": score.item.get("team"),
        "state": score.state,
        "ambition": score.ambition,
        "confidence": check_ins.confidence("objective", key, scoring.as_of),
        **_common(scoring, score),
    }


def _key_result(scoring: Scoring, key: str, check_ins: CheckIns) -> dict:
    score = scoring.key_result(key)
    objective = scoring.plan.objective_of[key]
    outlook = score.forecast
    if outlook is not None:
        outlook = outlook | {"meets_on": _text(outlook["meets_on"])}
    return {
        "key_result": key,
        "objective": objective["id"],
        "cycle": objective["cycle"],
        "team": objective.get("team"),
        "unit": score.item.get("unit"),
        "metric": score.item.get("metric"),
        "kind": score.kind,
        "baseline": score.progress.baseline,
        "target": score.progress.target,
        "current": score.progress.current,
        "current_date": _text(score.progress.current_date),
        "start": _text(score.start),
        "end": _text(score.end),
        "expected_value": score.expected_value,
        "tags": score.item.get("tags") or [],
        "said": check_ins.said("key_result", key, scoring.as_of),
        "stale": score.stale,
        "confidence": check_ins.confidence("key_result", key, scoring.as_of),
        "forecast": outlook,
        **_common(scoring, score),
    }
