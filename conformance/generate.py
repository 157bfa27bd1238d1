"""Random cases: small plans with readings and check-ins around a day, which reach everything that can be scored."""

from datetime import date, timedelta
from random import Random

from exact.calendar import newest_ended, parse_date, period_of

TEAMS = ("company", "people", "hiring", "sales")
LEVELS = ("company", "department", "team", "department")
CADENCES = ("daily", "weekly", "weekly", "monthly", "monthly", "monthly", "quarterly", "yearly")
AGGREGATES = ("latest", "sum", "mean", "min", "max")
WEIGHTS = (None, None, None, 1, 2, 3, 0.5, 0)
PRESETS = ("standard", "hr_rhythm", "focused", "strict", "large_scale")


def case(seed: int, number: int) -> dict:
    """The case of this number in the row of cases that a seed gives."""
    return Writer(Random(f"{seed}/{number}")).case()


def days(count: int) -> timedelta:
    return timedelta(days=count)


class Writer:
    """Writes one case; all its choices come from one source of randomness."""

    def __init__(self, random: Random):
        self.random = random
        self.as_of = date(2026, 1, 1) + days(random.randrange(365))
        if self.chance(0.05):
            self.as_of = random.choice((date(2024, 2, 29), date(2025, 12, 31), date(2026, 1, 1), date(2027, 1, 3)))
        self.readings: list[dict] = []
        self.goals: list[tuple[str, str]] = []
        self.scales: dict[str, tuple[float, float]] = {}

    # Choices

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def pick(self, *options):
        return self.random.choice(options)

    def near(self, day: date, back: int, ahead: int) -> date:
        return day + days(self.random.randint(-back, ahead))

    def maybe(self, item: dict, share: float, **fields) -> None:
        """Writes fields for a share of the items. A function is asked for its value only then."""
        for name, value in fields.items():
            if self.chance(share):
                item[name] = value() if callable(value) else value

    # The case

    def case(self) -> dict:
        random = self.random
        self.teams = list(TEAMS[: random.randint(0, len(TEAMS))])
        self.cycles = self._cycles()
        self.kpis = [self._kpi(number) for number in range(random.choice((0, 1, 1, 2, 3)))]
        self.objectives: list[dict] = []
        for number in range(random.randint(1, 4)):
            self.objectives.append(self._objective(number))
        plan = {"version": 1}
        self.maybe(plan, 0.3, policy=self._policy)
        plan |= {
            "teams": [self._team(name, level) for name, level in zip(self.teams, LEVELS)],
            "cycles": self.cycles,
            "objectives": self.objectives,
            "kpis": self.kpis,
        }
        written = {"plan": plan}
        self.maybe(written, 0.4, policy=self._policy)
        check_ins = [self._check_in() for _ in range(random.choice((0, 0, 1, 3, 6)))]
        random.shuffle(self.readings)
        return written | {"readings": self.readings, "check_ins": check_ins, "as_of": self.as_of.isoformat()}

    def _team(self, name: str, level: str) -> dict:
        above = {"people": "company", "sales": "company", "hiring": "people"}.get(name)
        return {"id": name, "name": name.capitalize(), "level": level} | ({"parent": above} if above else {})

    def _cycles(self) -> list[dict]:
        cycles = []
        for number in range(self.pick(1, 1, 2, 3)):
            length = self.pick(30, 31, 61, 90, 92, 92, 181, self.random.randint(1, 60))
            # Running, just begun, on its last day, just over, long over, or still to come.
            begun = self.pick(length // 2, length // 3, self.random.randrange(length), 0, length - 1)
            begun = self.pick(*[begun] * 6, length + self.random.randrange(14), self.pick(length + 60, -5))
            start = self.as_of - days(begun)
            cycle = {"id": f"c{number}", "start": start.isoformat(), "end": (start + days(length - 1)).isoformat()}
            if cycles and self.chance(0.3):
                cycle["parent"] = self.random.choice(cycles)["id"]
            cycles.append(cycle)
            self.goals.append(("cycle", cycle["id"]))
        return cycles

    def _policy(self):
        if self.chance(0.2):
            return self.random.choice(PRESETS)
        policy = {}
        self.maybe(policy, 0.2, preset=lambda: self.random.choice(PRESETS))
        self.maybe(policy, 0.4, unmeasured=lambda: self.pick("zero", "exclude"))
        self.maybe(policy, 0.6, objective_from=lambda: self.pick("key_results", "children", "both"))
        self.maybe(policy, 0.3, check_in_days=lambda: self.pick(1, 3, 10, 14))
        self.maybe(policy, 0.2, fiscal_year_start=lambda: self.random.randint(1, 12))
        if self.chance(0.3):
            policy |= {"on_track_gap": self.pick(-0.05, -0.15, 0), "at_risk_gap": self.pick(-0.2, -0.4)}
        if self.chance(0.2):
            policy["success"] = {"aspirational": self.pick(0.6, 0.8, 1)}
        if self.chance(0.2):
            policy["amber"] = {"aspirational": self.pick(0.3, 0.5), "committed": 0.6}
        if self.chance(0.15):
            policy["kpi_rules"] = self._rules()
        return policy

    def _check_in(self) -> dict:
        table, goal = self.random.choice(self.goals)
        check_in = {table: goal, "date": self.near(self.as_of, 20, 3).isoformat()}
        self.maybe(check_in, 0.2, recorded=lambda: self._later(check_in["date"]))
        self.maybe(check_in, 0.7, confidence=lambda: self.random.randint(0, 10) / 10)
        return check_in

    def _later(self, day: str) -> str:
        return (parse_date(day) + days(self.random.randint(0, 12))).isoformat()

    # Objectives

    def _objective(self, number: int) -> dict:
        key, cycle = f"o{number}", self.random.choice(self.cycles)
        objective = {"id": key, "title": f"Objective {number}", "cycle": cycle["id"]}
        if self.teams and self.chance(0.8):
            objective["team"] = self.random.choice(self.teams)
        self.maybe(objective, 0.3, ambition=lambda: self.pick("aspirational", "committed"))
        self.maybe(objective, 0.4, weight=lambda: self.pick(*WEIGHTS[3:]))
        parent = self._parent()
        if parent:
            objective["parent"] = parent
        if self.chance(0.25):
            self._state(objective, self.pick("active", "draft", "dropped", "closed", "closed"), cycle)
        if self.kpis and self.chance(0.2):
            objective["kpis"] = [self.random.choice(self.kpis)["id"]]
        self.goals.append(("objective", key))
        count = self.pick(0, 1, 1, 2, 2, 2, 3, 3, 4)
        objective["key_results"] = [self._key_result(objective, cycle, f"k{number}{i}") for i in range(count)]
        return objective

    def _parent(self) -> dict | None:
        """An earlier objective or key result, so that no circle can close; most often one that rolls up."""
        if not self.objectives or self.chance(0.3):
            return None
        key_results = [kr for objective in self.objectives for kr in objective["key_results"]]
        rolling = [kr for kr in key_results if kr["measure"]["kind"] == "roll_up"]
        if rolling and self.chance(0.9):
            return {"key_result": self.random.choice(rolling)["id"]}
        if key_results and self.chance(0.1):
            return {"key_result": self.random.choice(key_results)["id"]}
        return {"objective": self.random.choice(self.objectives)["id"]}

    def _state(self, item: dict, state: str, cycle: dict) -> None:
        item["state"] = state
        if state == "active" or self.chance(0.7):
            item["state_since"] = self.near(self.as_of, 25, 5).isoformat()
            if self.chance(0.2):
                item["state_since"] = self.pick(cycle["start"], cycle["end"])

    # Key results

    def _key_result(self, objective: dict, cycle: dict, key: str) -> dict:
        kind = self.pick(*["reach"] * 5, *["hold", "curve", "milestones"] * 2, "establish", "roll_up")
        if not self.objectives and self.chance(0.2):
            kind = "roll_up"
        item = {"id": key, "title": f"Key result {key}"}
        start, end = self._window(item, cycle)
        kpi = self._metric(objective) if kind in ("reach", "hold", "curve", "establish") and self.chance(0.45) else None
        if kpi:
            item["metric"] = kpi["id"]
        if kind in ("reach", "hold", "curve", "establish"):
            self.maybe(item, 0.3, aggregate=lambda: self.random.choice(AGGREGATES))
        scale = self._scale(item, kpi)
        item["measure"] = self._measure(kind, scale, start, end, item)
        self.maybe(item, 0.5, weight=lambda: self.pick(*WEIGHTS[3:]))
        self.maybe(item, 0.15, ambition=lambda: self.pick("aspirational", "committed"))
        if self.chance(0.2):
            item["pace"] = self.pick("linear", *(self._phased(start, end) for _ in range(4)))
        if self.chance(0.1):
            self._state(item, self.pick("active", "dropped", "dropped"), cycle)
        if self.chance(0.2):
            item["revisions"] = self._revisions(item, scale, start, end)
        if not kpi and kind in ("reach", "hold", "curve", "establish"):
            self._own_readings(key, item, scale, start, end)
        self.goals.append(("key_result", key))
        return item

    def _window(self, item: dict, cycle: dict) -> tuple[date, date]:
        start, end = parse_date(cycle["start"]), parse_date(cycle["end"])
        if self.chance(0.15):
            start = self.near(start, 5, 20)
            end = max(end, start) if self.chance(0.5) else start + days(self.random.randint(0, 60))
            item |= {"start": start.isoformat(), "end": end.isoformat()}
        return start, end

    def _metric(self, objective: dict) -> dict | None:
        fits = [kpi for kpi in self.kpis if not kpi.get("teams") or objective.get("team") in kpi["teams"]]
        return self.random.choice(fits) if fits else None

    def _scale(self, item: dict, kpi: dict | None) -> tuple[float, float]:
        """Where the values come from and go to."""
        if kpi:
            return self.scales[kpi["id"]]
        unit = self.pick(1, 1, 1, 10, 100, 0.01, 1e6)
        low = self.random.randint(-20, 60)
        high = low + self.pick(-40, -15, -5, 5, 10, 40)
        if item.get("aggregate") == "sum":
            low, high = 0, self.pick(8, 20, 60, -20)
        return low * unit, high * unit

    def value(self, scale: tuple[float, float], share: float, exactly: bool = False) -> float:
        """A value so far along the way; in quarters where sums and means of such values are to be exact."""
        value = scale[0] + (scale[1] - scale[0]) * share
        if exactly:
            return round(value * 4) / 4
        return round(value, 6 if abs(scale[1] - scale[0]) < 1 else 1)

    def _measure(self, kind: str, scale: tuple[float, float], start: date, end: date, item: dict) -> dict:
        return {
            "reach": lambda: self._reach(scale, item),
            "hold": lambda: self._hold(scale, item),
            "curve": lambda: self._curve(scale),
            "milestones": lambda: self._milestones(start, end),
            "establish": lambda: {"kind": "establish"},
            "roll_up": lambda: {"kind": "roll_up"},
        }[kind]()

    def _reach(self, scale: tuple[float, float], item: dict) -> dict:
        low, high = self.value(scale, 0), self.value(scale, self.pick(1, 1, 0.6, 1.5))
        measure = {"kind": "reach"}
        if self.chance(0.5):
            measure["from"] = low
        way = self.pick("to", "to", "by", "by_percent")
        if way == "by":
            measure["to"] = {"by": round(high - low, 6)}
        elif way == "by_percent" and low != 0 and item.get("aggregate") != "sum":
            measure["to"] = {"by_percent": self.pick(-50, -20, 20, 25, 100)}
        else:
            measure["to"] = high
            # Now and then a target at or behind a baseline that is read.
            if "from" not in measure and self.chance(0.2):
                measure["to"] = self.value(scale, self.pick(0, 0, -0.5))
            if "from" not in measure:
                self.maybe(measure, 0.5, direction="up" if high > low else "down")
        return measure

    def _hold(self, scale: tuple[float, float], item: dict) -> dict:
        low, high = sorted((self.value(scale, self.random.choice((0.2, 0.4, 0.5))), self.value(scale, 1.2)))
        measure = {"kind": "hold"} | self.pick({"min": low}, {"max": high}, {"min": low, "max": high})
        how = item.get("aggregate") or "latest"
        if how == "sum":
            # A floor under a total is a reach.
            measure = {"kind": "hold", "max": measure.get("max", low)}
        self.maybe(measure, 0.5, judge=lambda: self.pick("share", "latest") if how == "latest" else "latest")
        return measure

    def _curve(self, scale: tuple[float, float]) -> dict:
        count = self.random.randint(2, 4)
        scores = sorted(self.random.randint(0, 10) / 10 for _ in range(count))
        if self.chance(0.5):
            scores[0], scores[-1] = 0, 1
        return {"kind": "curve", "points": [[self.value(scale, i / (count - 1)), s] for i, s in enumerate(scores)]}

    def _milestones(self, start: date, end: date) -> dict:
        items = []
        for number in range(self.pick(1, 2, 3, 4)):
            item = {"title": f"Milestone {number}"}
            if number:
                self.maybe(item, 0.5, weight=lambda: self.pick(0, 0.5, 2, 3))
            self.maybe(item, 0.4, due=lambda: self._day_within(start, end).isoformat())
            self.maybe(item, 0.6, done=lambda: self.pick(True, False, *[self._day_within(start, end).isoformat()] * 3))
            items.append(item)
        return {"kind": "milestones", "items": items}

    def _day_within(self, start: date, end: date) -> date:
        return start + days(self.random.randint(0, (end - start).days))

    def _phased(self, start: date, end: date) -> dict:
        at = sorted({self._day_within(start, end) for _ in range(self.random.randint(1, 3))})
        shares = sorted(self.random.randint(0, 20) / 20 for _ in at)
        return {"phased": [[day.isoformat(), share] for day, share in zip(at, shares)]}

    def _revisions(self, item: dict, scale: tuple[float, float], start: date, end: date) -> list[dict]:
        revisions = []
        for day in sorted({self._day_within(start, end) for _ in range(self.pick(1, 1, 2))}):
            revision = {"from": day.isoformat()}
            kind = item["measure"]["kind"]
            if self.chance(0.2) and kind in ("reach", "hold", "curve", "establish"):
                kind = self.pick("reach", "hold", "curve", "establish")
            if self.chance(0.8):
                revision["measure"] = self._measure(kind, scale, start, end, item)
                # It may keep a baseline that was written before, which it must not go against.
                revision["measure"].pop("direction", None)
                if revision["measure"].get("to") == self.value(scale, 0) and "from" not in revision["measure"]:
                    # It may keep a baseline that was written before, which it must not equal.
                    revision["measure"]["to"] = self.value(scale, 1)
            if len(revision) == 1 or self.chance(0.3):
                revision["weight"] = self.pick(1, 2, 4)
            revisions.append(revision)
        return revisions

    # Readings

    def _own_readings(self, key: str, item: dict, scale: tuple[float, float], start: date, end: date) -> None:
        if self.chance(0.08):
            return
        exactly = item.get("aggregate") in ("sum", "mean")
        until = min(end + days(3), self.as_of + days(4)) if self.chance(0.93) else start
        if self.chance(0.2):
            until -= days(self.random.randint(6, 20))
        day = start - days(self.pick(0, 0, 1, 9, -1, -6))
        step = self.pick(1, 3, 7, 7, 14)
        while (until - day).days > 15 * step:
            step *= 2
        success = self.pick(-0.2, 0.3, 0.7, 1, 1, 1.3)
        if self.chance(0.3):
            self._read(key, start - days(self.random.randint(0, 10)), self.value(scale, 0, exactly))
        while day <= until:
            share = success * ((day - start).days + 1) / ((end - start).days + 1)
            if not self.chance(0.3):
                share += self.random.uniform(-0.1, 0.1)
            if item.get("aggregate") == "sum":
                share /= 4
            self._read(key, day, self.value(scale, self.pick(share, share, share, share, 0, 1), exactly))
            day += days(step)
        if self.chance(0.05):
            self._read(f"{key}x", self.as_of, 1.0)

    def _read(self, metric: str, day: date, value: float, sample: float | None = None) -> None:
        """A reading, and now and then its correction or retraction."""
        row = {"metric": metric, "date": self._written(day), "value": value}
        if sample is not None:
            row["sample"] = sample
        self.maybe(row, 0.08, recorded=lambda: (day + days(self.random.randint(0, 12))).isoformat())
        self.readings.append(row)
        if self.chance(0.06):
            recorded = day + days(self.random.randint(0, 12))
            changed = None if self.chance(0.4) else value + self.pick(-1, 1, 2)
            self.readings.append({**row, "value": changed, "recorded": recorded.isoformat()})
            if changed is None:
                self.readings[-1].pop("sample", None)

    def _written(self, day: date) -> str:
        """The day, or a period of which it is the last."""
        for cadence in ("monthly", "quarterly", "weekly"):
            period = period_of(cadence, day)
            if period.end == day and self.chance(0.25):
                return period.label
        return day.isoformat()

    # KPIs

    def _kpi(self, number: int) -> dict:
        key, better, cadence = f"kpi{number}", self.pick("higher", "lower", "inside"), self.random.choice(CADENCES)
        middle, spread = self.pick(2, 20, 50, 100, -5), self.pick(2, 5, 10)
        bounds = {"higher": ("min",), "lower": ("max",), "inside": ("min", "max")}[better]
        kpi = {"id": key, "name": f"Kpi {number}", "better": better, "cadence": cadence}
        if better == "inside" or self.chance(0.7):
            kpi["healthy"] = self._range(bounds, middle, spread)
        if better != "inside" and self.chance(0.6):
            kpi["target"] = middle
        self.maybe(kpi, 0.5, aggregate=lambda: self.random.choice(AGGREGATES))
        self.maybe(kpi, 0.25, min_sample=lambda: self.pick(5, 20))
        self.maybe(kpi, 0.2, benchmark=lambda: {"value": middle + 1})
        self.maybe(kpi, 0.06, start=lambda: self.near(self.as_of, 60, 5).isoformat())
        self.maybe(kpi, 0.06, end=lambda: self.near(self.as_of, 30, 30).isoformat())
        if kpi.get("start", "0") > kpi.get("end", "9"):
            del kpi["start"]
        if self.chance(0.2) and ("target" in kpi or "healthy" in kpi):
            revision = {"from": self.near(self.as_of, 90, 5).isoformat()}
            if "healthy" in kpi:
                revision["healthy"] = self._range(bounds, middle, spread + 1)
            if "target" in kpi:
                revision["target"] = middle + {"higher": 1, "lower": -1}[better]
            kpi["revisions"] = [revision]
        if self.chance(0.5):
            kpi["rules"] = self._rules(cadence)
        lines = [key]
        if self.teams and self.chance(0.3):
            kpi["teams"] = self.random.sample(self.teams, self.random.randint(1, len(self.teams)))
            lines = [f"{key}@{team}" for team in kpi["teams"]]
        elif self.teams and self.chance(0.5):
            kpi["team"] = self.random.choice(self.teams)
        self.scales[key] = (middle - spread, middle + self.pick(-3, -2, 1, 2) * spread)
        for line in lines:
            self._kpi_readings(kpi, line, middle, spread)
        self.goals.append(("kpi", key))
        return kpi

    def _range(self, bounds: tuple[str, ...], middle: float, spread: float) -> dict:
        """A range that the target in its middle lies within."""
        edges = {"min": middle - spread, "max": middle + spread}
        return {bound: edges[bound] for bound in bounds}

    def _kpi_readings(self, kpi: dict, line: str, middle: float, spread: float) -> None:
        newest = newest_ended(kpi["cadence"], self.as_of + days(self.pick(0, 0, 40)))
        oldest = newest.offset(-self.pick(0, 1, 3, 6, 8, 14))
        value, drift = middle + self.random.uniform(-1.5, 1.5) * spread, self.pick(-0.3, 0, 0, 0.3) * spread
        if self.chance(0.1):
            newest = newest.offset(-self.pick(1, 2, 3))
        samples = (3, 4) if self.chance(0.2) else (3, 5, 12, 20, 40)
        for step in range(newest.index - oldest.index + 1):
            period = oldest.offset(step)
            value += drift + self.random.uniform(-0.5, 0.5) * spread
            if self.chance(0.08):
                continue
            for _ in range(self.pick(1, 1, 2, 3) if kpi.get("aggregate", "latest") != "latest" else 1):
                day = self.pick(period.end, self._day_within(period.start, period.end))
                seen = self.pick(value, value, value, value, middle, middle + spread, value * 1.8)
                sample = None
                if kpi.get("min_sample") and self.chance(0.85) or self.chance(0.05):
                    sample = self.random.choice(samples)
                self._read(line, day, round(seen * 4) / 4, sample)

    def _rules(self, cadence: str = "monthly") -> list[dict]:
        kinds = ("out_of_range", "off_target", "worsening", "stagnant", "spike", "shift", "trend", "stale")
        return [self._rule(kind) for kind in self.random.sample(kinds, self.random.randint(1, 5))]

    def _rule(self, kind: str) -> dict:
        rule = {"kind": kind}
        if kind in ("out_of_range", "off_target", "worsening", "stale") and self.chance(0.6):
            rule["periods"] = self.random.randint(1, 4)
            self.maybe(rule, 0.3, of=lambda: rule["periods"] + self.random.randint(0, 3))
        elif kind == "out_of_range":
            self.maybe(rule, 0.5, months=lambda: self.random.randint(1, 3))
        if kind in ("out_of_range", "off_target", "worsening"):
            self.maybe(rule, 0.4, missing=lambda: self.pick("hold", "breach", "ok"))
        if kind == "stagnant":
            rule |= self.pick({}, {"periods": self.random.randint(2, 4)}, {"months": 2})
            rule |= self.pick({}, {"tolerance": self.pick(0.5, 2, 5)}, {"tolerance_percent": 10})
        if kind == "spike":
            rule |= self.pick({}, {"percent": 20}, {"points": 3}, {"points": 2, "percent": 10})
        if kind == "shift":
            self.maybe(rule, 0.3, baseline=lambda: self.random.randint(6, 8), screen=True)
        if kind == "trend":
            self.maybe(rule, 0.3, window=lambda: self.random.randint(5, 10), alpha=lambda: self.pick(0.1, 0.2))
        self.maybe(rule, 0.3, clear_after=lambda: self.random.randint(1, 3))
        return rule
