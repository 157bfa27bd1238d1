"""Random KPI cases: every cadence, rule and parameter, with gaps, corrections, samples, revisions and teams.

`python conformance/generate_kpi.py 5000 1` runs the oracle over 5,000 cases of seed 1 and counts what they reach.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from exact.calendar import period_of
from exact.stats import CAUSES

RULES = ("out_of_range", "off_target", "worsening", "stagnant", "spike", "shift", "trend", "stale")
STATES = ("pending", "firing", "recovering", "insufficient_data")
LENGTHS = {"daily": 40, "weekly": 30, "monthly": 30, "quarterly": 14, "yearly": 10}
TEAMS = [
    {"id": "company", "name": "Company", "level": "company"},
    {"id": "people", "name": "People", "level": "department", "parent": "company"},
    {"id": "crew", "name": "Crew", "level": "team", "parent": "people"},
    {"id": "sales", "name": "Sales", "level": "department", "parent": "company"},
]
CYCLES = [{"id": "2026", "start": "2026-01-01", "end": "2026-12-31"}] + [
    {"id": f"2026-Q{quarter}", "start": start, "end": end, "parent": "2026"}
    for quarter, start, end in (
        (1, "2026-01-01", "2026-03-31"),
        (2, "2026-04-01", "2026-06-30"),
        (3, "2026-07-01", "2026-09-30"),
        (4, "2026-10-01", "2026-12-31"),
    )
]


def case(seed: int, number: int) -> dict:
    """The case of this number in the row of cases that a seed gives: sound, and without expectations."""
    random = Random(f"{seed}/{number}")
    policy = _policy(random)
    as_of = date(2026, 1, 1) + timedelta(days=random.randrange(364))
    if random.random() < 0.3:
        ends = period_of(random.choice(("monthly", "quarterly")), as_of, policy.get("fiscal_year_start", 1)).end
        grace = policy.get("check_in_days", 7)
        as_of = ends + timedelta(days=random.choice((-1, 0, 0, 1, grace, grace + 1)))
    kpis, readings = [], []
    count = random.choice((1, 1, 2, 3))
    for number in range(count):
        kpi, rows = _kpi(random, f"kpi-{number}", as_of, policy, alone=count == 1)
        kpis.append(kpi)
        readings += rows
    if random.random() < 0.1:
        readings.append({"metric": "kpi-x", "date": as_of.isoformat(), "value": 1})
    if random.random() < 0.5:
        random.shuffle(readings)
    plan = {"version": 1, "teams": TEAMS, "cycles": _cycles(random), "objectives": [], "kpis": kpis}
    plan["objectives"] = _objectives(random, plan)
    drawn = {"plan": plan, "readings": readings, "as_of": as_of.isoformat()}
    (plan if random.random() < 0.3 else drawn)["policy"] = policy
    return drawn


def _policy(random: Random) -> dict:
    policy = {}
    if random.random() < 0.4:
        policy["fiscal_year_start"] = random.randint(1, 12)
    if random.random() < 0.4:
        policy["check_in_days"] = random.choice((1, 3, 7, 10, 14, 31))
    if random.random() < 0.2:
        policy["kpi_rules"] = _rules(random)
    return policy


def _cycles(random: Random) -> list[dict]:
    """All cycles, or some of them missing, or quarters without the year above them."""
    shape = random.random()
    if shape < 0.6:
        return CYCLES
    if shape < 0.8:
        return [{name: value for name, value in cycle.items() if name != "parent"} for cycle in CYCLES[1:]]
    kept = [cycle for cycle in CYCLES[1:] if random.random() < 0.6]
    return [CYCLES[0], *kept]


# A KPI and its readings


def _kpi(random: Random, name: str, as_of: date, policy: dict, alone: bool) -> tuple[dict, list[dict]]:
    better = random.choice(("higher", "lower", "lower", "inside"))
    cadence = random.choice(("daily", "weekly", "monthly", "monthly", "monthly", "quarterly", "yearly"))
    aggregate = random.choice(("latest", "latest", "latest", "sum", "mean", "min", "max"))
    if better == "inside" and aggregate == "mean":
        aggregate = "latest"
    level = random.choice((0, 5, 20, 100))
    # Tenths only where no sum of them is compared: neither in a value nor, between two series, in a rank.
    tenths = alone and aggregate not in ("sum", "mean") and level != 0
    unit = random.choice((0.25, 0.1, 0.1)) if tenths else 0.25
    kpi = {"id": name, "name": f"Number {name}", "better": better, "cadence": cadence}
    if aggregate != "latest" or random.random() < 0.5:
        kpi["aggregate"] = aggregate
    scale = _Scale(random, level, unit, 3 if aggregate == "sum" else 1)
    kpi |= _standard(random, better, scale)
    if random.random() < 0.3:
        kpi["min_sample"] = random.choice((5, 10))
    if random.random() < 0.2:
        kpi["benchmark"] = {"value": scale.near()}
    if random.random() < 0.8:
        kpi["rules"] = _rules(random)
    _owner_and_teams(random, kpi, teams=unit == 0.25)
    first = _first_period(random, cadence, as_of, policy)
    _life(random, kpi, first, as_of, scale)
    rows = []
    for team in kpi.get("teams") or [None]:
        metric = name if team is None else f"{name}@{team}"
        rows += _readings(random, kpi, metric, first, as_of, scale)
    return kpi, rows


class _Scale:
    """Values around a level, on a grid: `factor` readings make up the value of a period."""

    def __init__(self, random: Random, level: int, unit: float, factor: int):
        self.random, self.level, self.unit, self.factor = random, level, unit, factor
        self.spread = random.choice((2, 6, 12)) if level else random.choice((10, 40))

    def on_grid(self, steps: float) -> float:
        return round(round(steps) * self.unit, 6)

    def near(self, factor: int | None = None) -> float:
        """A bound or target in the midst of the values."""
        steps = self.level / self.unit + self.random.uniform(-self.spread, self.spread)
        return self.on_grid(steps * (self.factor if factor is None else factor))


def _standard(random: Random, better: str, scale: _Scale) -> dict:
    """A range and a target, sound together."""
    low, middle, high = sorted((scale.near(), scale.near(), scale.near()))
    if better == "inside":
        return {"healthy": {"min": low, "max": high}}
    standard = {}
    if random.random() < 0.7:
        standard["healthy"] = {"min": low} if better == "higher" else {"max": high}
        if random.random() < 0.2:
            standard["healthy"] = {"min": low, "max": high}
    if random.random() < 0.6:
        standard["target"] = middle
    return standard


def _owner_and_teams(random: Random, kpi: dict, teams: bool) -> None:
    draw = random.random()
    if draw < 0.25 and teams:
        kpi["teams"] = random.sample(("people", "crew", "sales"), random.randint(1, 3))
    elif draw < 0.4:
        kpi["team"] = random.choice(TEAMS)["id"]
    if random.random() < 0.5:
        kpi["owner"] = "Ada"


def _first_period(random: Random, cadence: str, as_of: date, policy: dict):
    length = LENGTHS[cadence] * (3 if random.random() < 0.05 else 1)
    count = random.randint(0, length)
    return period_of(cadence, as_of, policy.get("fiscal_year_start", 1)).offset(-count)


def _life(random: Random, kpi: dict, first, as_of: date, scale: _Scale) -> None:
    """`start`, `end` and `revisions`."""
    if random.random() < 0.15:
        kpi["start"] = (first.start + timedelta(days=random.randint(-60, 40))).isoformat()
    start = date.fromisoformat(kpi.get("start", first.start.isoformat()))
    if random.random() < 0.12:
        kpi["end"] = max(start, as_of + timedelta(days=random.randint(-100, 60))).isoformat()
    if random.random() < 0.25:
        revisions = _revisions(random, kpi, start, as_of, scale)
        if revisions:
            kpi["revisions"] = revisions


def _revisions(random: Random, kpi: dict, start: date, as_of: date, scale: _Scale) -> list[dict]:
    """Up to two changes of range and target, each sound with what it leaves in force."""
    standing = {field: kpi[field] for field in ("healthy", "target") if field in kpi}
    day, revisions = start, []
    for _ in range(random.randint(1, 2)):
        day += timedelta(days=random.randint(1, max(1, (as_of - start).days)))
        new = _standard(random, kpi["better"], scale)
        if kpi["better"] != "inside" and "healthy" in standing and random.random() < 0.4:
            new = {"target": random.choice(list(standing["healthy"].values()))}
        elif standing.keys() - new.keys():
            continue
        if new and day.isoformat() <= kpi.get("end", "9999"):
            standing |= new
            revisions.append({"from": day.isoformat(), **new})
    return revisions


def _shape(random: Random, scale: _Scale):
    """How a series moves: (periods so far) -> steps away from the level."""
    kind = random.choice(("noise", "noise", "rise", "fall", "flat", "step", "spike", "turn"))
    turn, slope = random.randint(2, 12), random.choice((1, 2, 4))
    noise = lambda: random.uniform(-scale.spread, scale.spread)  # noqa: E731
    return {
        "noise": lambda n: noise(),
        "rise": lambda n: n * slope + noise() * random.choice((0, 0, 0.3)),
        "fall": lambda n: -n * slope + noise() * random.choice((0, 0, 0.3)),
        "flat": lambda n: random.choice((0, 0, 0, 1)),
        "step": lambda n: noise() * 0.5 + (2 * scale.spread if n >= turn else 0),
        "spike": lambda n: noise() * 0.3 + (scale.level / scale.unit if n in (turn, turn + 1) else 0),
        "turn": lambda n: abs(n - turn) * slope,
    }[kind]


def _readings(random: Random, kpi: dict, metric: str, first, as_of: date, scale: _Scale) -> list[dict]:
    shape, gaps = _shape(random, scale), random.choice((0, 0, 0.1, 0.3))
    samples = random.choice(("all", "all", "some") if "min_sample" in kpi else (None, None, "all", "some"))
    mirrored = random.choice((1, 1, -1))
    rows = []
    for n in range(random.randint(0, 2 * LENGTHS[kpi["cadence"]])):
        period = first.offset(n)
        if period.start > as_of + timedelta(days=40):
            break
        if random.random() < gaps:
            continue
        value = scale.on_grid(scale.level / scale.unit + mirrored * shape(n))
        for _ in range(random.choice((1, 1, 1, 2, 3))):
            day = period.start + timedelta(days=random.randint(0, (period.end - period.start).days))
            day = period.end if random.random() < 0.5 else day
            row = {"metric": metric, "date": _dated(random, kpi["cadence"], day, period), "value": value}
            if samples == "all" or (samples == "some" and random.random() < 0.7):
                row["sample"] = random.choice((2, 4, 5, 9, 10, 40))
            rows += [row, *_corrections(random, row, day, scale)]
            value = scale.on_grid(value / scale.unit + random.choice((0, 0, 1, -1)))
    return rows


def _dated(random: Random, cadence: str, day: date, period) -> str:
    """The day, or the name of the civil period that ends on it."""
    names = period.fiscal_year_start == 1 or cadence in ("weekly", "monthly")
    if names and day == period.end and cadence != "daily" and random.random() < 0.5:
        return period.label
    return day.isoformat()


def _corrections(random: Random, row: dict, day: date, scale: _Scale) -> list[dict]:
    """Later words on the same day's value: late arrival, corrections, retractions, and readings after one."""
    rows = []
    if random.random() < 0.05:
        row["recorded"] = (day + timedelta(days=random.choice((0, 1, 5, 20, 60)))).isoformat()
    while random.random() < 0.07:
        recorded = day + timedelta(days=random.choice((0, 1, 5, 20, 60)))
        steps = row["value"] / scale.unit + random.choice((0, 3, -3, 10))
        value = None if random.random() < 0.3 else scale.on_grid(steps)
        rows.append({**row, "recorded": recorded.isoformat(), "value": value})
    return rows


# Rules


def _rules(random: Random) -> list[dict]:
    return [_rule(random, random.choice(RULES)) for _ in range(random.randint(0, 5))]


def _rule(random: Random, kind: str) -> dict:
    rule = {"kind": kind, **_PARAMETERS[kind](random)}
    if kind in ("out_of_range", "off_target", "worsening", "stale") and "months" not in rule and random.random() < 0.3:
        rule.setdefault("periods", random.randint(1, 4))
        rule["of"] = rule["periods"] + random.randint(0, 3)
    if kind in ("out_of_range", "off_target", "worsening") and random.random() < 0.5:
        rule["missing"] = random.choice(("hold", "breach", "ok"))
    if random.random() < 0.5:
        rule["clear_after"] = random.randint(1, 4)
    return rule


def _some(random: Random, **choices) -> dict:
    """Each parameter with a chance, from its choices."""
    return {name: random.choice(values) for name, values in choices.items() if random.random() < 0.6}


def _one(random: Random, *groups: dict) -> dict:
    """The parameters of one of several groups, or none at all."""
    return _some(random, **random.choice(groups))


def _spike_parameters(random: Random) -> dict:
    return _some(random, points=(0.5, 1, 2, 5), percent=(5, 10, 25, 50, 100))


_PARAMETERS = {
    "out_of_range": lambda random: _one(random, {"periods": (1, 2, 3)}, {"periods": (1, 2, 4)}, {"months": (1, 2, 3)}),
    "off_target": lambda random: _some(random, periods=(1, 2, 3, 4)),
    "worsening": lambda random: _some(random, periods=(1, 2, 3, 4)),
    "stagnant": lambda random: {
        **_one(random, {"periods": (2, 3, 4)}, {"months": (1, 2, 3, 6)}),
        **_one(random, {"tolerance": (0, 0.5, 1, 2)}, {"tolerance_percent": (1, 5, 10)}),
    },
    "spike": _spike_parameters,
    "shift": lambda random: {**_some(random, screen=(True, False)), **_one(random, {"baseline": (6, 8, 12)}, {})},
    "trend": lambda random: _some(random, window=(5, 6, 8, 12, 20), alpha=(0.01, 0.05, 0.2)),
    "stale": lambda random: _some(random, periods=(1, 2, 3)),
}


# Objectives that address KPIs


def _objectives(random: Random, plan: dict) -> list[dict]:
    objectives = []
    for number in range(random.choice((0, 0, 1, 2))):
        if not plan["cycles"]:
            break
        team = random.choice(TEAMS)["id"]
        kpi = random.choice(plan["kpis"])
        objective = {
            "id": f"objective-{number}",
            "title": "A calmer and steadier team",
            "cycle": random.choice(plan["cycles"])["id"],
        }
        if random.random() < 0.8:
            objective["team"] = team
        if random.random() < 0.5:
            objective["kpis"] = [kpi["id"]]
        objective |= _state(random)
        key_result = {
            "id": f"key-result-{number}",
            "title": "Fewer of them",
            "measure": {"kind": "reach", "from": 10, "to": 5},
        }
        reads = "teams" not in kpi or objective.get("team") in kpi["teams"]
        if reads and random.random() < 0.5:
            key_result["metric"] = kpi["id"]
        if random.random() < 0.2:
            key_result["state"] = "dropped"
        objectives.append({**objective, "key_results": [key_result]})
    return objectives


def _state(random: Random) -> dict:
    state = random.choice(("active", "active", "active", "draft", "dropped", "closed"))
    if random.random() < 0.5:
        return {"state": state}
    return {"state": state, "state_since": (date(2026, 1, 1) + timedelta(days=random.randrange(365))).isoformat()}


# What was reached


def reached(case: dict, report: dict) -> Iterator[str]:
    """The names of all that a case with this report reaches, each as often as it does."""
    for row in report["triggers"].values():
        yield f"{row['rule']} {row['state']}"
        if row["state"] == "insufficient_data":
            yield f"{row['rule']} lacks {row['reason']}"
        yield f"severity {row['severity']}"
        if row["addressed_by"]:
            yield "addressed"
        elif row["state"] == "firing":
            yield f"draft {row['draft_reason'] or 'given'}"
        if row["false_alarm"] is not None:
            yield "false alarm"
    for row in report["kpis"].values():
        yield f"health {row['health']}"
        yield f"moved {row['moved']}"
        if row["xmr"] is not None:
            yield f"chart, provisional {row['xmr']['provisional']}"
    for row in report["kpi_periods"].values():
        yield "gap" if row["gap"] else "withheld" if row["value"] is None else f"signal {row['signal']}"
    for kpi in case["plan"]["kpis"]:
        yield from _asked(kpi)
    for fate in ("superseded", "retracted"):
        if report["readings"][fate]:
            yield f"readings {fate}"


def _asked(kpi: dict) -> Iterator[str]:
    """The parameters of a KPI and of its rules."""
    yield f"{kpi['cadence']} {kpi['better']}"
    yield f"aggregate {kpi.get('aggregate', 'latest')}"
    yield from (field for field in ("start", "end", "revisions", "min_sample", "teams") if field in kpi)
    for rule in kpi.get("rules", []):
        yield from (f"{rule['kind']} by {parameter}" for parameter in rule if parameter not in ("kind", "missing"))
        if "missing" in rule:
            yield f"{rule['kind']} missing {rule['missing']}"


FIRES_AT_ONCE = ("stagnant", "spike", "shift", "trend")
WITH_GAPS = ("out_of_range", "off_target", "worsening")
EXPECTED = (
    # Those that fire on their first breach are never pending.
    *(f"{rule} {state}" for rule in RULES for state in STATES if state != "pending" or rule not in FIRES_AT_ONCE),
    *(f"{rule} missing {policy}" for rule in WITH_GAPS for policy in ("hold", "breach", "ok")),
    *(f"{rule} by clear_after" for rule in RULES),
    *(f"{rule} by {parameter}" for rule in (*WITH_GAPS, "stale") for parameter in ("periods", "of")),
    *("out_of_range by months", "stagnant by months", "stagnant by periods"),
    *("stagnant by tolerance", "stagnant by tolerance_percent", "spike by points", "spike by percent"),
    *("shift by screen", "shift by baseline", "trend by window", "trend by alpha"),
    *("out_of_range lacks range", "off_target lacks target", "stagnant lacks target"),
    *(f"{rule} lacks values" for rule in RULES),
    *(f"health {health}" for health in "healthy watch unhealthy unrated no_data stale small_sample retired".split()),
    *(f"moved {moved}" for moved in ("better", "worse", "same", "unknown")),
    *(f"draft {draft}" for draft in ("given", "no_cycle", "nothing_better", "no_value")),
    *(f"{cadence} {better}" for cadence in LENGTHS for better in ("higher", "lower", "inside")),
    *(f"aggregate {aggregate}" for aggregate in ("latest", "sum", "mean", "min", "max")),
    *("start", "end", "revisions", "min_sample", "teams", "gap", "withheld", "addressed", "false alarm"),
    *("severity warning", "severity info", *(f"signal {cause}" for cause in CAUSES), "signal None"),
    *("chart, provisional True", "chart, provisional False", "readings superseded", "readings retracted"),
)


def main(count: int, seed: int) -> None:
    import oracle

    counts, began = Counter(), time.perf_counter()
    for number in range(count):
        drawn = case(seed, number)
        counts.update(reached(drawn, oracle.evaluate(drawn)))
    for name in sorted(counts):
        print(f"{counts[name]:9}  {name}")
    missed = [name for name in EXPECTED if not counts[name]]
    print(f"{count} cases of seed {seed} in {time.perf_counter() - began:.1f} s")
    print(f"never reached: {', '.join(missed) or 'nothing'}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
