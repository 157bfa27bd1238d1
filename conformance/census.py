"""What the vectors cover: a count for each measure, and for each trigger rule in each situation.

`python conformance/census.py` prints both tables. What a vector covers is found out from the oracle, not from its name: "on the bound", say, is a vector
that says something else as soon as one of its values is a millionth larger or smaller.
"""

import copy
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta

import oracle
import reached
from exact.calendar import parse_date, period_of
from exact.plan import Plan
from exact.policy import in_force
from exact.rules import RULES, kind_of
from vectors import vectors

ENOUGH = 5
"""So many vectors for each measure."""

CODES = (
    *("duplicate_id", "bad_id", "unknown_reference", "reference_cycle", "too_deep", "bad_interval", "bad_weight", "zero_weight", "out_of_bounds"),
    *("flat_target", "bad_bounds", "bad_points", "bad_rule", "bad_policy", "bad_revision", "unknown_field", "unknown_value"),
    *("missing_field", "wrong_type", "bad_date", "bad_version", "bad_row"),
)
"""The errors that a JSON file can show: `non_finite` is none of them."""

BY_POLICY = ("out_of_range", "off_target", "worsening")
"""The rules for which `missing` says what a gap is."""

SITUATIONS = ("fires", "one short", "cleared", "gap held", "gap as breach", "gap as ok", "insufficient", "mirrored", "on the bound")
MISSING = {"gap held": "hold", "gap as breach": "breach", "gap as ok": "ok"}
NUDGE = 1e-6


def expected_cells() -> list[tuple[str, str]]:
    """Each rule in each situation that it can be in: only three have a choice about gaps."""
    choices = ("gap as breach", "gap as ok")
    return [(rule, situation) for rule in RULES for situation in SITUATIONS if rule in BY_POLICY or situation not in choices]


def measures() -> dict[str, list[str]]:
    """The vectors that expect something of a key result, by its measure."""
    found = defaultdict(list)
    for name, case in with_report():
        rows = oracle.evaluate(case, with_periods=False)["key_results"]
        named = {path.split("/")[1] for path in case["expect"] if path.startswith("key_results/")}
        for kind in sorted({rows[key]["kind"] for key in named if key in rows}):
            found[kind].append(name)
    return found


def names() -> Counter:
    """How often the vectors reach each name of `reached`."""
    return Counter(name for _, case in with_report() for name in set(reached.reached(case, oracle.evaluate(case))))


def rules() -> dict[tuple[str, str], list[str]]:
    """The vectors of each rule in each situation."""
    found = defaultdict(list)
    firing = defaultdict(dict)
    for name, case in with_report():
        for line, rule, kpi in aimed_at(case):
            kind = kind_of(rule)
            for situation in situations(case, f"{line}:{kind}", rule):
                found[kind, situation].append(name)
                if situation == "fires":
                    firing[kind].setdefault(kpi["better"], name)
    for kind, directions in firing.items():
        if {"higher", "lower"} <= set(directions):
            found[kind, "mirrored"] += [directions["higher"], directions["lower"]]
    return found


def with_report() -> Iterator[tuple[str, dict]]:
    """The vectors that expect a report."""
    for name, case in vectors():
        if case.get("expect") and not case.get("errors"):
            yield name, case


def aimed_at(case: dict) -> Iterator[tuple[str, dict, dict]]:
    """The KPI, or the team's series of it, and the rule of each trigger of which a vector expects something."""
    policy = in_force(case["plan"].get("policy"), case.get("policy"))
    kpis = {kpi["id"]: kpi for kpi in case["plan"].get("kpis", [])}
    keys = {path.split("/")[1] for path in case["expect"] if path.startswith("triggers/")}
    for key in sorted(keys):
        line, kind = key.rsplit(":", 1)
        kpi = kpis.get(line.split("@")[0])
        for rule in kpi.get("rules", policy["kpi_rules"]) if kpi else []:
            if kind_of(rule) == kind:
                yield line, rule, kpi
                break


def situations(case: dict, key: str, rule: dict) -> Iterator[str]:
    """The situations of a rule that a case shows."""
    kind, row = kind_of(rule), trigger(case, key)
    periods = series(case, key)
    filled = [period for period in periods if not period["gap"]]
    if row and row["state"] == "insufficient_data":
        yield "insufficient"
        return
    if row and row["fired"] and periods and row["fired"] == periods[-1]["period"]:
        yield "fires"
    if kind != "stale" and has_gap(periods):
        policy = rule.get("missing") or "hold"
        others = [with_missing(case, key, other) for other in MISSING.values() if other != policy] if kind in BY_POLICY else []
        if not others or any(stands(other, key) != stands(case, key) for other in others):
            yield next(situation for situation, missing in MISSING.items() if missing == policy)
    if kind == "stale" and has_gap(periods):
        yield "gap held"
    if row is None and was_alarmed(case, key, periods):
        yield "cleared"
    if not alarmed(row) and filled and is_one_short(case, key, kind, filled):
        yield "one short"
    if is_on_the_bound(case, key, kind):
        yield "on the bound"


def trigger(case: dict, key: str) -> dict | None:
    return oracle.evaluate(case)["triggers"].get(key)


def stands(case: dict, key: str) -> tuple:
    """What a rule says, in short."""
    row = trigger(case, key)
    return (row["state"], row["fired"], row["run"], row["clear_run"]) if row else ("quiet",)


def alarmed(row: dict | None) -> bool:
    return row is not None and row["state"] in ("firing", "recovering")


def series(case: dict, key: str) -> list[dict]:
    """The complete periods of the KPI of a trigger."""
    line = key.rsplit(":", 1)[0]
    rows = oracle.evaluate(case)["kpi_periods"].values()
    return [row for row in rows if (row["kpi"] if row["team"] is None or "@" not in line else f"{row['kpi']}@{row['team']}") == line]


def has_gap(periods: list[dict]) -> bool:
    """Whether a period after the first value is empty."""
    return any(period["gap"] for period in periods[1:])


def with_missing(case: dict, key: str, missing: str) -> dict:
    """The case under another policy for gaps."""
    line, kind = key.rsplit(":", 1)
    other = copy.deepcopy(case)
    policy = in_force(case["plan"].get("policy"), case.get("policy"))
    for kpi in other["plan"]["kpis"]:
        if kpi["id"] == line.split("@")[0]:
            kpi["rules"] = [dict(rule) for rule in kpi.get("rules", policy["kpi_rules"])]
            next(rule for rule in kpi["rules"] if kind_of(rule) == kind)["missing"] = missing
    return other


def was_alarmed(case: dict, key: str, periods: list[dict]) -> bool:
    """Whether it fired at an earlier period: on the last day of that, or when it has become a gap."""
    ends = [parse_date(str(period["end"])) for period in periods]
    days = [end + timedelta(days=wait) for end in ends for wait in (0, 8)]
    return any(alarmed(trigger(case | {"as_of": day.isoformat()}, key)) for day in days if day.isoformat() < case["as_of"])


def is_one_short(case: dict, key: str, kind: str, filled: list[dict]) -> bool:
    """Whether one more period that goes on as the last ones did makes it fire; for a spike, whether a tenth more does."""
    if kind == "spike":
        return is_short_of_a_spike(case, key, filled)
    return any(alarmed(trigger(later, key)) for later in one_period_later(case, key, kind))


def is_short_of_a_spike(case: dict, key: str, filled: list[dict]) -> bool:
    """Whether the newest value is worse than the one before, by no more than an eleventh too little."""
    if len(filled) < 2 or filled[-1]["value"] == filled[-2]["value"]:
        return False
    case = copy.deepcopy(case)
    newest = [row for row in case["readings"] if str(row["date"]) == filled[-1]["period"] and row.get("value") is not None]
    if not newest:
        return False
    newest[-1]["value"] = float(filled[-1]["value"] + (filled[-1]["value"] - filled[-2]["value"]) / 10)
    return alarmed(trigger(case, key))


def one_period_later(case: dict, key: str, kind: str) -> Iterator[dict]:
    """The case at the end of the next period, whose value goes on as the last ones did."""
    line = key.rsplit(":", 1)[0]
    kpi = Plan(case["plan"]).kpis[line.split("@")[0]]
    fiscal = in_force(case["plan"].get("policy"), case.get("policy"))["fiscal_year_start"]
    periods = series(case, key)
    following = period_of(kpi["calendar"], parse_date(str(periods[-1]["end"])), fiscal).offset(1)
    values = [float(period["value"]) for period in periods if period["value"] is not None]
    later = copy.deepcopy(case) | {"as_of": following.end.isoformat()}
    if kind == "stale":
        for days in (1, 32):
            yield case | {"as_of": (parse_date(case["as_of"]) + timedelta(days=days)).isoformat()}
        return
    step = values[-1] - values[-2] if len(values) > 1 else 0
    for value in dict.fromkeys((values[-1], values[-1] + step)) if values else ():
        row = {"metric": line, "date": following.end.isoformat(), "value": value}
        yield later | {"readings": [*later["readings"], row]}


def is_on_the_bound(case: dict, key: str, kind: str) -> bool:
    """Whether it changes with the smallest move of a value, a day or a level one way, and not the other way."""
    now = stands(case, key)
    for less, more in nudged(case, key, kind):
        if (stands(less, key) == now) != (stands(more, key) == now):
            return True
    return False


def nudged(case: dict, key: str, kind: str) -> Iterator[tuple[dict, dict]]:
    line = key.rsplit(":", 1)[0]
    if kind == "stale":
        day = parse_date(case["as_of"])
        before, after = ((day + timedelta(days=days)).isoformat() for days in (-1, 1))
        yield case | {"as_of": before}, case | {"as_of": after}
        return
    if kind == "trend":
        rules = [(i, j) for i, kpi in enumerate(case["plan"]["kpis"]) for j, rule in enumerate(kpi.get("rules", [])) if "alpha" in rule]
        for i, j in rules:
            less, more = copy.deepcopy(case), copy.deepcopy(case)
            less["plan"]["kpis"][i]["rules"][j]["alpha"] *= 1 - NUDGE
            more["plan"]["kpis"][i]["rules"][j]["alpha"] *= 1 + NUDGE
            yield less, more
    for index, row in enumerate(case["readings"]):
        if row["metric"] == line and row.get("value") is not None:
            by = NUDGE * max(abs(row["value"]), 1)
            yield tuple(with_value(case, index, row["value"] + way * by) for way in (-1, 1))


def with_value(case: dict, index: int, value: float) -> dict:
    rows = list(case["readings"])
    rows[index] = rows[index] | {"value": value}
    return case | {"readings": rows}


def show() -> str:
    counted = {kind: len(found) for kind, found in measures().items()}
    lines = ["vectors for each measure", *(f"{counted.get(kind, 0):>6}  {kind}" for kind in reached.MEASURES)]
    table, cells = rules(), expected_cells()
    lines += ["", "vectors for each rule in each situation", "".join(f"{name:>16}" for name in ("", *SITUATIONS))]
    for rule in RULES:
        row = (str(len(set(table[rule, name]))) if (rule, name) in cells else "–" for name in SITUATIONS)
        lines.append(f"{rule:>16}" + "".join(f"{cell:>16}" for cell in row))
    return "\n".join(lines)


if __name__ == "__main__":
    print(show())
