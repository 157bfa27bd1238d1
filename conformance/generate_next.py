"""Random cases of the second edition: those of the first, enriched by calendars, formulas, wholes, windows, loads and the rest.

`python conformance/generate_next.py 2000 1` runs the oracle over 2,000 cases of seed 1 and counts which parts they use.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from random import Random

import generate
import generate_kpi
import oracle
from exact.calendar import parse_date, period_of
from exact.plan import Plan
from exact.readings import COMBINING
from exact.rules import kind_of

NAMES = ("Athens", "people", "sales")
FORMULAS = ("100 * x / y", "x / y", "x - y", "(x - y) / 4", "x + 2 * y", "x", "100 * `x` / (y + 1)", "x * y / 8", "x - y - 1")
"""All but the last step are exact in doubles, so that what is equal in fractions is equal there."""

MONTHS = "monthly", "monthly", "quarterly", "weekly"


def case(seed: int, number: int) -> dict:
    """The case of this number in the row of cases that a seed gives: sound, and without expectations."""
    random = Random(f"next/{seed}/{number}")
    for attempt in count():
        source = random.choice((generate, generate_kpi))
        drawn = Writer(random, source.case(f"{seed}/next/{attempt}", number)).case()
        if not oracle.refuse(drawn):
            return drawn


class Writer:
    """Enriches one case; all its choices come from one source of randomness."""

    def __init__(self, random: Random, drawn: dict):
        self.random, self.drawn, self.plan = random, drawn, {**drawn["plan"]}
        self.as_of = parse_date(drawn["as_of"])
        self.readings = [dict(row) for row in drawn["readings"]]
        self.teams = [team["id"] for team in self.plan.get("teams") or []]

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def pick(self, *options):
        return self.random.choice(options)

    def case(self) -> dict:
        self.plan["calendars"] = self._calendars()
        self.plan["kpis"] = [self._kpi({**kpi}) for kpi in self.plan.get("kpis") or []]
        if self.chance(0.6):
            self._formulas()
        self.plan["objectives"] = [self._objective({**objective}) for objective in self.plan.get("objectives") or []]
        drawn = {**self.drawn, "plan": self.plan}
        if drawn.get("check_ins"):
            drawn["check_ins"] = [self._check_in(row) for row in drawn["check_ins"]]
        if self.chance(0.6):
            drawn["load"] = self._load()
        drawn["readings"] = self.readings
        self.random.shuffle(self.readings)
        return drawn

    # Calendars

    def _calendars(self) -> list[dict]:
        origin = date(2026, 1, 1) + timedelta(days=self.random.randint(-400, 200))
        listed, day = [], date(2023, 1, 1) + timedelta(days=self.random.randrange(60))
        while day < date(2027, 3, 1) and len(listed) < self.random.choice((12, 30, 30)):
            end = day + timedelta(days=self.random.randint(20, 100))
            listed.append({"name": f"P{len(listed)}", "start": day.isoformat(), "end": end.isoformat()})
            day = end + timedelta(days=self.pick(1, 1, 1, 12))
        return [
            {"id": "days", "every": {"days": self.pick(1, 7, 10, 14, 30, 91), "from": origin.isoformat()}},
            {"id": "months", "every": {"months": self.pick(1, 2, 5, 6, 24), "from": origin.isoformat()[:7]}},
            {"id": "weeks", "pattern": {"weeks": self.pick([4, 4, 5], [1], [5, 4, 4], [2, 9]), "from": origin.isoformat()}},
            {"id": "terms", "periods": listed},
        ]

    def _calendar(self) -> str:
        return self.random.choice(self.plan["calendars"])["id"]

    # KPIs

    def _kpi(self, kpi: dict) -> dict:
        if self.chance(0.35):
            kpi["cadence"] = self._calendar()
        if isinstance(kpi.get("teams"), list) and self.chance(0.4):
            kpi["teams"] = "any"
        if kpi.get("aggregate") == "sum" and self.chance(0.5):
            kpi["empty"] = "zero"
        if self.chance(0.2):
            kpi["window"] = self.pick(2, 3, 4, 12)
        return self._common(kpi)

    def _common(self, kpi: dict) -> dict:
        """What every KPI may have."""
        if self.chance(0.3):
            kpi["grace_days"] = self.pick(0, 3, 20, 45)
        if self.chance(0.2):
            days = sorted({self.as_of - timedelta(days=self.random.randint(-20, 500)) for _ in range(self.pick(1, 1, 2))})
            kpi["phases"] = [{"from": day.isoformat()} for day in days]
        if self.chance(0.3):
            kpi["unit"] = "%"
        if kpi.get("rules"):
            kpi["rules"] = [self._rule({**rule}) for rule in kpi["rules"]]
        return kpi

    def _rule(self, rule: dict) -> dict:
        kind = kind_of(rule)
        if kind in ("worsening", "spike") and self.chance(0.35):
            rule["against"] = self.pick("year_ago", "year_ago", "previous")
        if kind == "shift" and self.chance(0.4):
            rule["run"] = self.random.randint(6, 9)
        return rule

    # Formulas

    def _formulas(self) -> None:
        names = self.random.sample(NAMES, self.pick(1, 2, 3)) if self.chance(0.6) else []
        self.plan["inputs"] = [self._input("x", (0, 1, 2, 3, 5)), self._input("y", (0, 4, 8, 10, 20, 40))]
        cadence = self._calendar() if self.chance(0.3) else self.pick(*MONTHS)
        for written in self.plan["inputs"]:
            named = names if self.chance(0.8) else []
            for name in named or [None]:
                self._read(written, name, cadence)
        for number in range(self.pick(1, 1, 2)):
            self.plan["kpis"].append(self._formula(f"rate-{number}", cadence, names))

    def _input(self, key: str, values: tuple) -> dict:
        written = {"id": key}
        how = self.pick(None, None, "sum", "latest", "max", "min")
        if how:
            written["aggregate"] = how
        if how in (None, "sum") and self.chance(0.5):
            written["empty"] = "zero"
        self.values = {**getattr(self, "values", {}), key: values}
        return written

    def _read(self, written: dict, name: str | None, cadence: str) -> None:
        metric = written["id"] if name is None else f"{written['id']}@{name}"
        length = {"weekly": 7, "monthly": 30, "quarterly": 91}.get(cadence, 30)
        day = self.as_of - timedelta(days=length * self.random.randint(1, 26) + self.random.randrange(length))
        newest = self.as_of - timedelta(days=self.pick(0, 0, 0, length, 2 * length))
        while day <= newest:
            if not self.chance(0.12):
                value = self.random.choice(self.values[written["id"]])
                self.readings.append({"metric": metric, "date": day.isoformat(), "value": value})
            day += timedelta(days=self.pick(length, length, length // 2 or 1))
        if self.chance(0.05):
            self.readings.append({"metric": f"{written['id']}@", "date": self.as_of.isoformat(), "value": 1})

    def _formula(self, key: str, cadence: str, names: list[str]) -> dict:
        better = self.pick("higher", "lower")
        kpi = {"id": key, "name": key, "better": better, "cadence": cadence, "formula": self.random.choice(FORMULAS)}
        if self.chance(0.6):
            kpi["healthy"] = {"min": self.pick(1, 5)} if better == "higher" else {"max": self.pick(5, 20)}
        if self.chance(0.4):
            kpi["target"] = 5
        if self.chance(0.3):
            kpi["sample"] = self.pick("x", "y")
            kpi["min_sample"] = self.pick(2, 5, 9)
        teams = [team for team in ("people", "sales") if team in self.teams]
        if names and self.chance(0.4):
            kpi["teams"] = self.pick("any", teams) or "any"
        elif self.teams and self.chance(0.2):
            kpi["team"] = self.random.choice(self.teams)
        if self.chance(0.3):
            kpi["window"] = self.pick(2, 3, 12)
        if self.chance(0.1):
            kpi["start"] = (self.as_of - timedelta(days=self.random.randint(0, 300))).isoformat()
        if self.chance(0.8):
            kpi["rules"] = generate_kpi._rules(self.random)
        return self._common(kpi)

    # Objectives

    def _objective(self, objective: dict) -> dict:
        key_results = [self._key_result({**kr}, objective) for kr in objective.get("key_results") or []]
        formulas = [kpi for kpi in self.plan["kpis"] if kpi.get("formula")]
        if formulas and self.chance(0.5):
            kpi = self.random.choice(formulas)
            by_team = objective.get("team") in kpi["teams"] if isinstance(kpi.get("teams"), list) else "team" in objective
            if not kpi.get("teams") or by_team:
                measure = self.pick({"kind": "reach", "to": 5, "direction": "down"}, {"kind": "hold", "max": 9}, {"kind": "reach", "from": 0, "to": 20})
                key_results.append({"id": f"{objective['id']}-f", "title": "A better rate", "metric": kpi["id"], "measure": measure})
                if self.chance(0.3):
                    key_results[-1]["aggregate"] = self.pick("sum", "max", "mean")
        if self.chance(0.3):
            cap = {"id": f"{objective['id']}-cap", "title": "Stay within", "aggregate": self.pick("sum", "sum", "mean", "max")}
            cap["measure"] = {"kind": "hold", "max": self.pick(4, 10, 20)}
            key_results.append(cap)
            start = parse_date(next(c for c in self.plan["cycles"] if c["id"] == objective["cycle"])["start"])
            for _ in range(self.pick(0, 0, 1, 3, 5)):
                day = start + timedelta(days=self.random.randint(-3, 60))
                self.readings.append({"metric": cap["id"], "date": day.isoformat(), "value": self.pick(0, 1, 2, 5, 8)})
        return {**objective, "key_results": [self._sound(kr) for kr in key_results]}

    def _key_result(self, kr: dict, objective: dict) -> dict:
        kpi = next((kpi for kpi in self.plan["kpis"] if kpi["id"] == kr.get("metric")), None)
        if kpi and kpi.get("teams") and self.chance(0.4):
            team = self.random.choice(self.teams if kpi["teams"] == "any" else kpi["teams"])
            kr["metric"] = f"{kpi['id']}@{team}"
        elif kpi and kpi.get("teams") == "any" and "team" not in objective:
            del kr["metric"]
        if self.chance(0.3):
            kr["tags"] = ["a"]
        return kr

    @staticmethod
    def _sound(kr: dict) -> dict:
        """A hold of an aggregate has no share, and of a sum no floor."""

        def fixed(measure: dict) -> dict:
            how = kr.get("aggregate") or "latest"
            if measure["kind"] != "hold" or how == "latest":
                return measure
            measure = {name: value for name, value in measure.items() if name != "judge"}
            if how == "sum" and "min" in measure:
                low = measure.pop("min")
                measure.setdefault("max", low)
            return measure

        revisions = [{**r, "measure": fixed(r["measure"])} if "measure" in r else r for r in kr.get("revisions") or []]
        return {**kr, "measure": fixed(kr["measure"])} | ({"revisions": revisions} if revisions else {})

    def _check_in(self, row: dict) -> dict:
        return {**row, "status": self.pick("on_track", "at_risk", "off_track", "done")} if self.chance(0.5) else row

    # Loads

    def _load(self) -> dict:
        load = {}
        if self.chance(0.8):
            load["duplicates"] = self.pick("error", "last", "sum", "mean", "min", "max")
        if self.chance(0.2):
            load["recorded"] = (self.as_of - timedelta(days=self.random.randint(-10, 30))).isoformat()
        if self.chance(0.25):
            load["fiscal_year_start"] = self.random.randint(2, 12)
            for row in self.readings:
                day = parse_date(row["date"])
                period = period_of(self.pick("quarterly", "yearly"), day, load["fiscal_year_start"])
                if period.end == day:
                    row["date"] = period.label
        for row in list(self.readings) if self.chance(0.6) else ():
            if self.chance(0.15) and row.get("value") is not None:
                self.readings.append({**row, "value": row["value"] + self.pick(0, 1, 2)})
        if load.get("duplicates") in COMBINING:
            self.readings = [row for row in self.readings if row.get("value") is not None]
        if self.chance(0.3):
            load["missing"] = "skip"
            for row in list(self.readings):
                if self.chance(0.05):
                    self.readings.append({"metric": row["metric"], "date": row["date"], "value": None})
        if load.get("duplicates") == "error":
            self.readings = list({self._identity(row, load): row for row in self.readings}.values())
        return load

    @staticmethod
    def _identity(row: dict, load: dict) -> tuple:
        fiscal = load.get("fiscal_year_start")
        day, recorded = parse_date(row["date"], fiscal), row.get("recorded") or load.get("recorded")
        skipped = row.get("value") is None and row.get("recorded") is None
        return row["metric"], day, parse_date(recorded, fiscal) if recorded else day, skipped


# What was reached


def reached(case: dict, report: dict) -> Iterator[str]:
    """The new parts that a case with this report uses, each once."""
    yield from set(_names(case, report))


def _names(case: dict, report: dict) -> Iterator[str]:
    load = case.get("load") or {}
    for option, value in load.items():
        yield f"load duplicates {value}" if option == "duplicates" else f"load {option}"
    if report["readings"]["combined"]:
        yield "readings combined"
    plan = Plan(case["plan"])
    for row in report["kpis"].values():
        yield from _kpi_names(plan.kpis[row["kpi"]], row)
    for row in report["kpi_periods"].values():
        yield from (f"period {state}" for state in ("gap", "awaited", "preliminary") if row[state])
        if row["phase"]:
            yield "period in a phase"
        if row["signal"]:
            yield f"signal {row['signal']}"
        if row["health"] == "undefined":
            yield "period undefined"
    for key, row in report["triggers"].items():
        for rule in plan.kpis[row["kpi"]].get("rules") or []:
            if kind_of(rule) == row["rule"] and row["state"] in ("firing", "recovering"):
                yield from (f"{row['rule']} {name} alarmed" for name in ("against", "run") if name in rule)
    for key, row in report["key_results"].items():
        yield from _key_result_names(plan, key, row)


def _kpi_names(kpi: dict, row: dict) -> Iterator[str]:
    if not isinstance(kpi["calendar"], str):
        yield f"calendar {type(kpi['calendar']).__name__}"
    yield from (f"KPI {field}" for field in ("grace_days", "window", "phases", "sample") if field in kpi)
    if kpi.get("empty") == "zero":
        yield "KPI empty zero"
    if kpi.get("teams") == "any":
        yield "teams any, by formula" if kpi["parsed"] else "teams any"
    if kpi["parsed"]:
        whole = "of the whole" if row["parts"] is not None else "by team" if kpi.get("teams") else "of inputs without names"
        yield f"formula {whole}"
        yield "formula over a window" if (kpi.get("window") or 1) > 1 else "formula"
    if row["parts"] is not None and row["parts"] < row["parts_of"]:
        yield "missing parts"
    if row["running"] is not None:
        yield "running"
    if row["year_ago"] is not None:
        yield "year_ago"
    if row["preliminary"]:
        yield "preliminary"
    if row["health"] == "undefined":
        yield "health undefined"


def _key_result_names(plan: Plan, key: str, row: dict) -> Iterator[str]:
    item = plan.key_results[key]
    if row["status"] == "not_started" and row["unmeasured"] not in ("not_started", "not_due"):
        yield "first days"
    if row["kind"] == "hold" and (item.get("aggregate") or "latest") != "latest" and row["raw"] is not None:
        yield "hold of an aggregate" if row["current_date"] else "hold of a sum of nothing"
    if "@" in (row["metric"] or ""):
        yield "reads a written team"
    if row["metric"] and plan.kpis[row["metric"].split("@")[0]]["parsed"] and row["current"] is not None:
        yield "reads a formula"
    if row["said"]:
        yield "said"
    if row["expected_value"] is not None:
        yield "expected_value"
    if row["forecast"]:
        yield "forecast"
    measure = item["measure"]
    if row["kind"] == "reach" and (row["baseline"] or 0) < 0 and isinstance(measure.get("to"), dict) and "by_percent" in measure["to"]:
        yield "percent of a negative baseline"
    reaches = [r["measure"] for r in item.get("revisions") or [] if r.get("measure", {}).get("kind") == "reach"]
    if measure["kind"] == "reach" and "from" in measure and any("from" not in r for r in reaches):
        yield "revised reach without a baseline of its own"


EXPECTED = (
    *(f"calendar {kind}" for kind in ("EveryDays", "EveryMonths", "Pattern", "Listed")),
    *(f"load duplicates {how}" for how in ("error", "last", *COMBINING)),
    *("load recorded", "load missing", "load fiscal_year_start", "readings combined"),
    *("KPI grace_days", "KPI window", "KPI phases", "KPI sample", "KPI empty zero", "teams any", "teams any, by formula"),
    *("formula", "formula over a window", "formula of the whole", "formula by team", "formula of inputs without names"),
    *("missing parts", "running", "year_ago", "preliminary", "health undefined"),
    *("period gap", "period awaited", "period preliminary", "period in a phase", "period undefined"),
    *(f"signal {cause}" for cause in ("beyond_limits", "run_of_one_side", "run_of_rises", "two_of_three")),
    *("worsening against alarmed", "spike against alarmed", "shift run alarmed"),
    *("first days", "hold of an aggregate", "hold of a sum of nothing", "reads a written team", "reads a formula"),
    *("said", "expected_value", "forecast", "percent of a negative baseline", "revised reach without a baseline of its own"),
)
"""The parts of the second edition: a run that leaves one of them out is too short."""


def main(total: int, seed: int) -> None:
    counts, began = Counter(), time.perf_counter()
    for number in range(total):
        drawn = case(seed, number)
        counts.update(reached(drawn, oracle.evaluate(drawn)))
    for name in [*EXPECTED, *sorted(set(counts) - set(EXPECTED))]:
        print(f"{counts[name]:9}  {name}")
    missed = [name for name in EXPECTED if not counts[name]]
    print(f"{total} cases of seed {seed} in {time.perf_counter() - began:.1f} s")
    print(f"never reached: {', '.join(missed) or 'nothing'}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
