"""The table of triggers: everything that is not quiet, ranked, with who works on it and what to do."""

from datetime import date, timedelta
from fractions import Fraction

from . import stats
from .calendar import parse_date
from .plan import Plan, state_on
from .rules import Track, history, insufficient, kind_of, of_last_year
from .series import Series, shown_period, window_of
from .standard import standard


ON_BASE = ("shift", "trend")
"""The rules that look at the values without a rolling window, which makes neighbours alike."""


def table(plan: Plan, policy: dict, lines: list[Series], series: dict, bases: dict, as_of: date) -> dict:
    """The rows by key (`kpi:rule`, a second rule of a kind with `#2`), in document order.

    `bases`: the series without rolling windows.
    """
    rows, order = {}, {}
    fiscal = policy["fiscal_year_start"]
    for line in lines:
        if not _in_service(line.kpi, as_of):
            continue
        track = Track(line.kpi, series[line.key], as_of, fiscal)
        base = track if window_of(line.kpi) == 1 else Track(line.kpi, bases[line.key], as_of, fiscal)
        current = shown_period(line.kpi, series[line.key])
        seen: dict[str, int] = {}
        for rule in line.kpi.get("rules", policy["kpi_rules"]):
            kind = kind_of(rule)
            seen[kind] = seen.get(kind, 0) + 1
            key = f"{line.key}:{kind}" + (f"#{seen[kind]}" if seen[kind] > 1 else "")
            judging = base if kind in ON_BASE else track
            row = _row(line, judging, rule, as_of)
            if row is None:
                continue
            row["severity"] = "warning" if _unhealthy(track) else "info"
            row["addressed_by"] = addressed_by(plan, line, as_of)
            since = None if row["_since"] is None else judging.complete[row["_since"]].period
            row["draft"], row["draft_reason"] = _draft(plan, line, track, row, current, since, as_of)
            rows[key], order[key] = row, _urgency(track, base, row)
    # The sort is stable: ties stay in document order.
    for rank, key in enumerate(sorted(rows, key=order.__getitem__), start=1):
        rows[key]["rank"] = rank
    for row in rows.values():
        del row["_since"]
    return rows


def _in_service(kpi: dict, as_of: date) -> bool:
    """Whether a KPI has begun and is not retired."""
    begun = not kpi.get("start") or parse_date(kpi["start"]) <= as_of
    return begun and not (kpi.get("end") and as_of > parse_date(kpi["end"]))


def _row(line: Series, track: Track, rule: dict, as_of: date) -> dict | None:
    states, said = history(track, rule)
    state = states[-1] if states else None
    lacked = None
    name = "quiet" if state is None else state.name
    if name == "quiet":
        lacked = insufficient(track, rule, standard(line.kpi, as_of), said)
        if lacked is None:
            return None
        name = "insufficient_data"
    since = None if lacked else state.since
    fired = None if lacked else state.fired
    return {
        "kpi": line.kpi["id"],
        "team": line.team,
        "rule": kind_of(rule),
        "state": name,
        "reason": lacked and lacked.reason,
        "needed": lacked and lacked.needed,
        "have": lacked and lacked.have,
        "since": _label(track, since),
        "fired": _label(track, fired),
        "run": 0 if lacked else state.run,
        "clear_run": 0 if lacked else state.clear_run,
        "severity": None,
        "rank": None,
        "addressed_by": [],
        "false_alarm": _false_alarm(line.kpi, rule),
        "draft": None,
        "draft_reason": None,
        "_since": since,
    }


def _label(track: Track, position: int | None) -> str | None:
    return None if position is None else track.complete[position].period.label


def _unhealthy(track: Track) -> bool:
    newest = track.newest_with_value
    return newest is not None and track.health[newest] == "unhealthy"


def _false_alarm(kpi: dict, rule: dict) -> Fraction | None:
    if window_of(kpi) > 1 or of_last_year(rule):
        return None
    if kind_of(rule) != "worsening" or rule.get("of") is not None or (rule.get("missing") or "hold") != "hold":
        return None
    periods = rule.get("periods")
    return stats.false_alarm(3 if periods is None else int(periods))


def _urgency(track: Track, base: Track, row: dict) -> tuple:
    """What the rank is made of, the smallest first."""
    open_alarm = row["state"] == "firing" and not row["addressed_by"]
    return (not open_alarm, not _unhealthy(track), -_distance(track, base), -row["run"])


def _distance(track: Track, base: Track) -> Fraction:
    """How far the newest value lies beyond its bound, in mean moving ranges; 0 where there is no such range."""
    chart = stats.xmr(base.points(len(base.complete) - 1)) if base.complete else None
    newest = track.newest_with_value
    if chart is None or chart.mean_range == 0 or newest is None or not _unhealthy(track):
        return Fraction(0)
    by, value = track.standards[newest], track.value(newest)
    return (by.outside(value) if by.has_range else abs(value - by.target)) / chart.mean_range


# Who works on it


def addressed_by(plan: Plan, line: Series, as_of: date) -> list[str]:
    """The active objectives, in cycles that have not ended, that mean to move the KPI or measure it."""
    found = []
    for objective in plan.objectives.values():
        cycle = plan.cycles[objective["cycle"]]
        if state_on(objective, as_of) != "active" or parse_date(cycle["end"]) < as_of:
            continue
        of_a_team = line.by_name and line.team in plan.teams
        if of_a_team and not plan.is_within(line.team, objective.get("team")):
            continue
        metrics = [line.key] if line.by_name and not of_a_team else [line.key, line.kpi["id"]]
        named = line.kpi["id"] in (objective.get("kpis") or [])
        measured = any(
            key_result.get("metric") in metrics and state_on(key_result, as_of) == "active"
            for key_result in objective.get("key_results") or []
        )
        if named or measured:
            found.append(objective["id"])
    return found


# What to do: a draft of an objective


def _draft(plan, line, track, row, current, since, as_of) -> tuple[dict | None, str | None]:
    """The parts of a draft that are fixed by the rules (its words are the library's), or why there is none."""
    if row["state"] != "firing" or row["addressed_by"]:
        return None, None
    cycle = draft_cycle(plan.document, as_of)
    if cycle is None:
        return None, "no_cycle"
    value = _current_value(track, current)
    if value is None:
        return None, "no_value"
    by = standard(line.kpi, as_of)
    target = _better_value(by, value, track.before_period(since))
    if target is None:
        return None, "nothing_better"
    start = max(as_of + timedelta(days=1), parse_date(cycle["start"])).isoformat()
    no_team = line.by_name and line.team not in plan.teams
    shared = {"metric": line.key if no_team else line.kpi["id"], "start": start}
    key_results = [{**shared, "measure": {"kind": "reach", "from": value, "to": target}}]
    if by.has_range:
        bounds = {name: bound for name, bound in (("min", by.lower), ("max", by.upper)) if bound is not None}
        key_results.append({**shared, "measure": {"kind": "hold", **bounds, "judge": "latest"}})
    return {
        "id": f"{line.kpi['id']}-{row['rule']}-{row['fired']}",
        "cycle": cycle["id"],
        "team": None if no_team else line.team,
        "owner": line.kpi.get("owner"),
        "kpis": [line.kpi["id"]],
        "key_results": key_results,
    }, None


def _current_value(track, current) -> Fraction | None:
    """The value of the KPI's row, or the newest one where that is withheld."""
    if current is not None and current.value is not None:
        return current.value
    return None if track.newest_with_value is None else track.value(track.newest_with_value)


def draft_cycle(plan: dict, as_of: date) -> dict | None:
    """The shortest running cycle, or where less than half of it is left its next sibling; of two, the shorter."""
    spans = [(c, parse_date(c["start"]), parse_date(c["end"])) for c in plan.get("cycles", [])]
    running = [(c, start, end) for c, start, end in spans if start <= as_of <= end]
    if not running:
        return None
    cycle, start, end = min(running, key=lambda span: span[2] - span[1])
    if 2 * (end - as_of).days >= (end - start).days + 1:
        return cycle
    later = [(c, s, e) for c, s, e in spans if c.get("parent") == cycle.get("parent") and s > as_of]
    return min(later, key=lambda span: span[1:])[0] if later else None


def _better_value(by, value: Fraction, before: Fraction | None) -> Fraction | None:
    edges = sorted((abs(edge - value), edge) for edge in (by.lower, by.upper) if edge is not None)
    candidates = [by.target, edges[0][1] if edges else None, before]
    return next((c for c in candidates if c is not None and by.badness(c) < by.badness(value)), None)
