"""What makes a case unsound, as far as the second edition added to it: (code, path) of each problem."""

from datetime import date

from . import plan as plans
from .calendar import parse_date
from .formula import BadFormula, parse
from .numbers import exact
from .readings import COMBINING, Readings

WORDS = ("daily", "weekly", "monthly", "quarterly", "yearly")
COUNTS = {"window": (1, 366), "grace_days": (0, 366)}


def errors(case: dict) -> list[tuple[str, str]]:
    """The errors of a case, in no order. Shapes, references and conditions of the first edition are not looked at."""
    document = case["plan"]
    found = [*_calendars(document), *_inputs(document)]
    for i, kpi in enumerate(document.get("kpis") or []):
        found += [(code, f"/kpis/{i}{path}") for code, path in _kpi(document, kpi)]
    for i, objective in enumerate(document.get("objectives") or []):
        for j, key_result in enumerate(objective.get("key_results") or []):
            problems = _key_result(document, objective, key_result)
            found += [(code, f"/objectives/{i}/key_results/{j}{path}") for code, path in problems]
    return found + _readings(case)


# Calendars and inputs


def _calendars(document: dict):
    for i, written in enumerate(document.get("calendars") or []):
        if written["id"] in WORDS:
            yield "bad_id", f"/calendars/{i}/id"
        if not _is_calendar(written):
            yield "bad_calendar", f"/calendars/{i}"


def _is_calendar(written: dict) -> bool:
    kinds = [kind for kind in ("every", "pattern", "periods") if written.get(kind) is not None]
    if len(kinds) != 1:
        return False
    if kinds == ["every"]:
        every = written["every"]
        limits = {"days": 366, "months": 60}
        lengths = [name for name in limits if name in every]
        return len(lengths) == 1 and 1 <= every[lengths[0]] <= limits[lengths[0]]
    if kinds == ["pattern"]:
        weeks = written["pattern"]["weeks"]
        return bool(weeks) and all(1 <= count <= 53 for count in weeks)
    periods = written["periods"]
    spans = [(parse_date(p["start"]), parse_date(p["end"])) for p in periods]
    rising = all(start <= end for start, end in spans) and all(a[1] < b[0] for a, b in zip(spans, spans[1:]))
    return bool(periods) and rising and len({p["name"] for p in periods}) == len(periods)


def _inputs(document: dict):
    taken = {kr["id"] for objective in document.get("objectives") or [] for kr in objective.get("key_results") or []}
    taken |= {kpi["id"] for kpi in document.get("kpis") or []}
    for i, written in enumerate(document.get("inputs") or []):
        if written["id"] in taken:
            yield "duplicate_id", f"/inputs/{i}/id"
        taken.add(written["id"])
        if written.get("empty") == "zero" and (written.get("aggregate") or "sum") != "sum":
            yield "bad_kpi", f"/inputs/{i}/empty"


# KPIs


def _kpi(document: dict, kpi: dict):
    inputs = {written["id"] for written in document.get("inputs") or []}
    calendars = {written["id"] for written in document.get("calendars") or []}
    if kpi["cadence"] not in WORDS and kpi["cadence"] not in calendars:
        yield "unknown_reference", "/cadence"
    formula = kpi.get("formula")
    if formula is not None:
        try:
            if set(parse(formula).inputs) - inputs:
                yield "bad_formula", "/formula"
        except BadFormula:
            yield "bad_formula", "/formula"
        if kpi.get("aggregate") is not None:
            yield "bad_kpi", "/aggregate"
    if kpi.get("sample") is not None:
        if formula is None:
            yield "bad_kpi", "/sample"
        elif kpi["sample"] not in inputs:
            yield "unknown_reference", "/sample"
    if kpi.get("empty") == "zero" and (formula is not None or (kpi.get("aggregate") or "latest") != "sum"):
        yield "bad_kpi", "/empty"
    for field, (low, high) in COUNTS.items():
        if kpi.get(field) is not None and not low <= kpi[field] <= high:
            yield "bad_kpi", f"/{field}"
    days = [parse_date(phase["from"]) for phase in kpi.get("phases") or []]
    if any(a >= b for a, b in zip(days, days[1:])):
        yield "bad_kpi", "/phases"
    for j, rule in enumerate(kpi.get("rules") or []):
        if rule.get("run") is not None and not 6 <= rule["run"] <= 9:
            yield "bad_rule", f"/rules/{j}/run"


# Key results


def _key_result(document: dict, objective: dict, key_result: dict):
    name, at, team = (key_result.get("metric") or "").partition("@")
    kpi = next((kpi for kpi in document.get("kpis") or [] if kpi["id"] == name), {})
    teams = kpi.get("teams") or []
    if at or teams:
        team = team if at else objective.get("team")
        if not team or (teams != "any" and team not in teams):
            yield "unknown_reference", "/metric"
    written = [("/measure", None, key_result["measure"])]
    force = key_result["measure"]
    for k, revision in enumerate(key_result.get("revisions") or []):
        if revision.get("measure") is not None:
            written.append((f"/revisions/{k}/measure", force, revision["measure"]))
            force = plans.revised(force, revision["measure"])
    for path, before, measure in written:
        yield from ((code, path) for code in _measure(before, measure, key_result))


def _measure(before: dict | None, measure: dict, key_result: dict):
    if measure["kind"] == "reach":
        yield from _reach(measure, plans.revised(before, measure))
    if measure["kind"] == "hold" and (key_result.get("aggregate") or "latest") != "latest":
        floor_of_a_total = key_result["aggregate"] == "sum" and measure.get("min") is not None
        if floor_of_a_total or measure.get("judge") == "share":
            yield "bad_bounds"


def _reach(written: dict, in_force: dict):
    to, start = written["to"], in_force.get("from")
    if isinstance(to, dict):
        step = exact(to.get("by", to.get("by_percent")))
        if step == 0:
            yield "flat_target"
            return
    else:
        if start is None:
            return
        step = exact(to) - exact(start)
        if step == 0:
            yield "flat_target"
            return
    if written.get("direction") is not None and written["direction"] != ("up" if step > 0 else "down"):
        yield "against_direction"


# Readings


def _readings(case: dict) -> list[tuple[str, str]]:
    load = case.get("load") or {}
    found, sound = [], []
    for number, row in enumerate(case.get("readings") or []):
        problem = _row(row, load)
        if problem:
            found.append(("bad_row", f"/readings/{number}/{problem}"))
        else:
            sound.append((number, row))
    if load.get("duplicates") == "error":
        readings = Readings([row for _, row in sound], load)
        found += [("duplicate_reading", f"/readings/{sound[at][0]}/date") for at in readings.contradictions()]
    return found


def _row(row: dict, load: dict) -> str | None:
    """The column at fault."""
    for column in ("date", "recorded"):
        if row.get(column) is not None and _day(row[column], load) is None:
            return column
    retracts = row.get("recorded") is not None and load.get("duplicates") not in COMBINING
    return "value" if row.get("value") is None and not retracts and load.get("missing") != "skip" else None


def _day(text: str, load: dict) -> date | None:
    try:
        return parse_date(text, load.get("fiscal_year_start"))
    except ValueError:
        return None
