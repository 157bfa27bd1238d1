"""The readings in force with who reads them, and what people said: the tables `values` and `check_ins`."""

from datetime import date

from .calendar import parse_date
from .measure_input import series_read
from .plan import Plan
from .readings import Readings
from .series import Series, inputs_of


def values(plan: Plan, lines: list[Series], readings: Readings, as_of: date) -> dict:
    """A row for each metric of the plan and date: `metric:date`."""
    rows = {}
    for metric in readings.by_metric:
        used_by = _readers(plan, lines, metric)
        first, at, name = metric.partition("@")
        if not used_by and metric not in plan.key_results and first not in plan.inputs:
            continue
        for day, value, sample in readings.visible(metric, as_of):
            known = [r for r in readings.by_metric[metric] if r.date == day and r.recorded <= as_of]
            rows[f"{metric}:{day.isoformat()}"] = {
                "metric": first,
                "team": name if at else None,
                "date": day.isoformat(),
                "value": value,
                "recorded": max(r.recorded for r in known).isoformat(),
                "sample": sample,
                "used_by": used_by,
            }
    return rows


def _readers(plan: Plan, lines: list[Series], metric: str) -> list[str]:
    """The key results and series that read a metric."""
    used_by = []
    for key, key_result in plan.key_results.items():
        if key == metric and key_result.get("metric") is None and _is_measured(key_result):
            used_by.append(key)
    first, at, name = metric.partition("@")
    for line in lines:
        if line.kpi["parsed"] is None:
            reads = line.metric == metric
        else:
            part = line.key.partition("@")[2]
            reads = first in inputs_of(line.kpi) and (not at or not part or part == name)
        if reads:
            used_by += [line.key, *_key_results_of(plan, line)]
    return used_by


def _key_results_of(plan: Plan, line: Series) -> list[str]:
    read = ((key, series_read(plan, plan.objective_of[key], item)) for key, item in plan.key_results.items())
    return [key for key, series in read if series is not None and series.key == line.key]


def _is_measured(key_result: dict) -> bool:
    measures = [key_result["measure"], *(r["measure"] for r in key_result.get("revisions") or [] if r.get("measure"))]
    return any(measure["kind"] not in ("milestones", "roll_up") for measure in measures)


def check_ins(document: dict, rows: list[dict] | None, as_of: date) -> dict:
    """What one knows on a day, the newest of each goal and date: `id:date`."""
    names = {
        "objective": {o["id"]: o["title"] for o in document.get("objectives") or []},
        "key_result": {k["id"]: k["title"] for o in document.get("objectives") or [] for k in o.get("key_results") or []},
        "kpi": {k["id"]: k["name"] for k in document.get("kpis") or []},
        "cycle": {c["id"]: c.get("name") for c in document.get("cycles") or []},
    }
    found = []
    for number, row in enumerate(rows or []):
        day, recorded = parse_date(row["date"]), parse_date(row.get("recorded") or row["date"])
        if day > as_of or recorded > as_of:
            continue
        kind = next(kind for kind in names if row.get(kind) is not None)
        found.append((day, recorded, number, kind, row))
    table = {}
    for day, recorded, _, kind, row in sorted(found, key=lambda it: it[:3], reverse=True):
        said = {
            "date": day.isoformat(),
            "recorded": recorded.isoformat(),
            "by": row.get("by"),
            "of": {"table": kind + "s", "id": row[kind]},
            "title": names[kind].get(row[kind]),
            "confidence": row.get("confidence"),
            "said": row.get("status"),
            "note": row.get("note"),
        }
        table.setdefault(f"{row[kind]}:{day.isoformat()}", said)
    return table
