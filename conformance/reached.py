"""What a case reaches: names to count, so that a random test can show that it left nothing out."""

from collections import Counter
from collections.abc import Iterator

from exact.calendar import parse_date
from exact.plan import Plan, in_force
from exact.rules import RULES
from exact.status import STATUSES
from generate import AGGREGATES

MEASURES = ("reach", "hold", "curve", "milestones", "establish", "roll_up")
REASONS = ("not_started", "not_due", "no_reading", "no_baseline", "flat_target", "no_children", "small_sample")
HEALTH = ("unrated", "healthy", "watch", "unhealthy", "no_data", "stale", "small_sample", "retired")

EXPECTED = (
    *(f"measure {kind}" for kind in MEASURES),
    *(f"unmeasured {reason}" for reason in REASONS),
    *(f"objective unmeasured {reason}" for reason in ("not_started", "no_members", "zero_weight")),
    *(f"key result {status}" for status in STATUSES),
    *(f"objective {status}" for status in STATUSES),
    *(f"state {state}" for state in ("active", "draft", "dropped", "closed")),
    *(f"ambition {ambition}" for ambition in ("aspirational", "committed")),
    *(f"grade {grade}" for grade in ("green", "amber", "red")),
    *(f"reach {baseline} baseline" for baseline in ("written", "read", "sum's", "no")),
    *(f"reach to {target}" for target in ("a number", "by", "by_percent")),
    "reach without baseline, target met",
    "reach from past its target",
    "reach with a direction",
    *(f"hold by {judge}" for judge in ("share", "latest")),
    *(f"hold {bounds}" for bounds in ("min", "max", "min and max")),
    *(f"curve {way}" for way in ("rising", "falling")),
    *(f"milestones {dues}" for dues in ("with due", "without due", "single")),
    "roll_up of children",
    *(f"aggregate {aggregate}" for aggregate in AGGREGATES),
    *(f"reads {what}" for what in ("own readings", "a KPI", "a KPI by periods", "a KPI of its team")),
    *(f"pace {pace}" for pace in ("linear", "phased")),
    "own window",
    "revised measure",
    "revised weight",
    "committed score differs",
    "raw above 1",
    "raw below 0",
    "stale and red",
    "confidence",
    *(f"forecast {kind}, {how}" for kind in ("reach", "curve") for how in ("latest", "sum")),
    "forecast meets success",
    "forecast never meets success",
    *(f"policy unmeasured {choice}" for choice in ("zero", "exclude")),
    *(f"policy objective_from {choice}" for choice in ("key_results", "children", "both")),
    "policy fiscal year",
    "cycle score",
    "team score",
    "tree score over more than the team",
    *(f"readings {fate}" for fate in ("superseded", "retracted", "unknown")),
    *(f"KPI {cadence}" for cadence in ("daily", "weekly", "monthly", "quarterly", "yearly")),
    *(f"KPI {better}" for better in ("higher", "lower", "inside")),
    *(f"KPI {health}" for health in HEALTH),
    "KPI chart",
    *(f"trigger {rule}" for rule in RULES),
    *(f"trigger {state}" for state in ("pending", "firing", "recovering", "insufficient_data")),
)


def reached(case: dict, report: dict) -> Iterator[str]:
    """The names of all that a case with this report reaches."""
    plan = Plan(case["plan"])
    yield f"policy unmeasured {report['policy']['unmeasured']}"
    yield f"policy objective_from {report['policy']['objective_from']}"
    if report["policy"]["fiscal_year_start"] != 1:
        yield "policy fiscal year"
    for row in report["key_results"].values():
        yield from _key_result(plan, case, row)
    for row in report["objectives"].values():
        yield f"objective {row['status']}"
        yield f"state {row['state']}"
        yield f"ambition {row['ambition']}"
        if row["unmeasured"]:
            yield f"objective unmeasured {row['unmeasured']}"
        if row["score_committed"] != row["score"]:
            yield "committed score differs"
        if row["confidence"] is not None:
            yield "confidence"
    yield from _sums(report)
    yield from _kpis(plan, report)


def _key_result(plan: Plan, case: dict, row: dict) -> Iterator[str]:
    item, objective = plan.key_results[row["key_result"]], plan.objective_of[row["key_result"]]
    last = min(parse_date(item.get("end") or plan.cycles[objective["cycle"]]["end"]), parse_date(case["as_of"]))
    measure = in_force(item, "measure", last)
    yield f"measure {row['kind']}"
    yield f"key result {row['status']}"
    if row["unmeasured"]:
        yield f"unmeasured {row['unmeasured']}"
    if row["grade"]:
        yield f"grade {row['grade']}"
    if "start" in item:
        yield "own window"
    if item.get("revisions"):
        if measure is not item["measure"]:
            yield "revised measure"
        if in_force(item, "weight", last) != item.get("weight"):
            yield "revised weight"
    if row["raw"] is not None:
        yield from (f"raw {way}" for way, is_so in (("above 1", row["raw"] > 1), ("below 0", row["raw"] < 0)) if is_so)
        yield from _measured(plan, item, measure, row)
    if row["stale"] and row["status"] == "off_track":
        yield "stale and red"
    if row["forecast"]:
        yield f"forecast {row['kind']}, {item.get('aggregate') or 'latest'}"
        yield f"forecast {'never meets' if row['forecast']['meets_on'] is None else 'meets'} success"


def _measured(plan: Plan, item: dict, measure: dict, row: dict) -> Iterator[str]:
    """The options of a measure, where it gave a number."""
    kind = measure["kind"]
    pace = item.get("pace") or "linear"
    yield f"pace {pace if pace == 'linear' else 'phased'}"
    if kind == "reach":
        yield from _reach(item, measure, row)
    if kind == "hold":
        yield f"hold by {measure.get('judge') or 'share'}"
        yield f"hold {' and '.join(bound for bound in ('min', 'max') if bound in measure)}"
    if kind == "curve":
        yield f"curve {'rising' if measure['points'][0][0] < measure['points'][-1][0] else 'falling'}"
    if kind == "milestones":
        due = any("due" in part for part in measure["items"])
        yield f"milestones {'with due' if due else 'single' if len(measure['items']) == 1 else 'without due'}"
    if kind == "roll_up":
        yield "roll_up of children"
    if row["current"] is None:
        return
    yield f"aggregate {item.get('aggregate') or 'latest'}"
    kpi = plan.kpis.get(item.get("metric"))
    if kpi is None:
        yield "reads own readings"
        return
    by_periods = "aggregate" not in item and kpi.get("aggregate", "latest") != "latest"
    yield f"reads a KPI{' by periods' if by_periods else ''}"
    if kpi.get("teams"):
        yield "reads a KPI of its team"


def _reach(item: dict, measure: dict, row: dict) -> Iterator[str]:
    if "from" in measure:
        baseline = "written"
    else:
        baseline = "sum's" if item.get("aggregate") == "sum" else "no" if row["baseline"] is None else "read"
    yield f"reach {baseline} baseline"
    to = measure["to"]
    yield f"reach to {next(iter(to)) if isinstance(to, dict) else 'a number'}"
    if "direction" in measure:
        yield "reach with a direction"
        past = 1 if measure["direction"] == "up" else -1
        if row["baseline"] is not None and past * (row["baseline"] - row["target"]) >= 0:
            yield "reach from past its target"
    if row["baseline"] is None:
        yield "reach without baseline, target met"


def _sums(report: dict) -> Iterator[str]:
    for row in report["cycles"].values():
        if row["score"] is not None:
            yield "cycle score"
    for row in report["teams"].values():
        if row["score"] is not None:
            yield "team score"
        if row["tree_objectives"] > row["objectives"]:
            yield "tree score over more than the team"
    yield from (f"readings {fate}" for fate in ("superseded", "retracted", "unknown") if report["readings"][fate])


def _kpis(plan: Plan, report: dict) -> Iterator[str]:
    for row in report["kpis"].values():
        kpi = plan.kpis[row["kpi"]]
        yield f"KPI {kpi['cadence']}"
        yield f"KPI {kpi['better']}"
        yield f"KPI {row['health']}"
        if row["xmr"]:
            yield "KPI chart"
    for row in report["triggers"].values():
        yield f"trigger {row['rule']}"
        yield f"trigger {row['state']}"


def table(counts: Counter, expected: tuple[str, ...] = EXPECTED) -> str:
    """The counts in columns, in the order in which they are expected."""
    names = [*expected, *sorted(set(counts) - set(expected))]
    cells = [f"{counts[name]:>8}  {name:<42}" for name in names]
    height = -(-len(cells) // 3)
    return "\n".join("".join(cells[row::height]).rstrip() for row in range(height))


def missing(counts: Counter, expected: tuple[str, ...] = EXPECTED) -> list[str]:
    """What no case has reached."""
    return [name for name in expected if not counts[name]]
