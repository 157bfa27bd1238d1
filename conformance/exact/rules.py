"""The eight rules: what each says of one period, and what is made of a gap."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

from . import stats
from .calendar import EveryMonths, Period, first_not_over, newest_begun, year_before
from .machine import BREACH, OK, UNKNOWN, Settings, State, step
from .numbers import at_least, at_most, exact
from .series import KpiPeriod, judges_settled_only, phase_of, points
from .standard import Standard, has_percent, period_health, standard_of

PERIODS_PER_MONTH = {
    "daily": Fraction(30),
    "weekly": Fraction(52, 12),
    "monthly": Fraction(1),
    "quarterly": Fraction(1, 3),
    "yearly": Fraction(1, 12),
}
DAYS_OF_A_MONTH = Fraction(304375, 10000)


@dataclass(frozen=True)
class Judged:
    """Breach, ok, or unknown with what was missing."""

    result: str
    reason: str | None = None
    needed: int | None = None
    have: int | None = None


def judged(breach: bool) -> Judged:
    return Judged(BREACH if breach else OK)


class Track:
    """The periods of a series that rules judge, with what each is judged by. Nothing looks across the start of a phase."""

    def __init__(self, kpi: dict, series: list[KpiPeriod], as_of: date, fiscal: int):
        settled_only = judges_settled_only(kpi)
        complete = [p for p in series if p.complete and (p.settled or not settled_only)]
        self.kpi, self.complete = kpi, complete
        self.standards: list[Standard] = [standard_of(kpi, p, as_of) for p in complete]
        self.health = [period_health(kpi, p, as_of) for p in complete]
        self.phases = [phase_of(kpi, p.period) for p in complete]
        self.any_period = complete[-1].period if complete else _some_period(kpi, as_of, fiscal)
        self.by_index = {p.period.index: position for position, p in enumerate(complete)}

    @cached_property
    def newest_with_value(self) -> int | None:
        """The position of the newest period that has a value."""
        return next((i for i in reversed(range(len(self.complete))) if self.complete[i].value is not None), None)

    def value(self, position: int) -> Fraction | None:
        return self.complete[position].value

    def points(self, position: int) -> list[tuple[int, Fraction]]:
        """(index of the period, value) of the phase up to and with a period."""
        of_phase = [p for p, phase in zip(self.complete[: position + 1], self.phases) if phase == self.phases[position]]
        return points(of_phase)

    def values(self, position: int) -> list[Fraction]:
        """The values of the phase up to and with a period."""
        return [value for _, value in self.points(position)]

    def before(self, position: int) -> Fraction | None:
        """The nearest earlier value."""
        earlier = self.values(position)[: -1 if self.value(position) is not None else None]
        return earlier[-1] if earlier else None

    def before_period(self, period: Period) -> Fraction | None:
        """The nearest value before a period, in its phase."""
        phase = phase_of(self.kpi, period)
        earlier = [p.value for p, of in zip(self.complete, self.phases) if of == phase and p.period.index < period.index]
        return next((value for value in reversed(earlier) if value is not None), None)

    def year_ago(self, position: int) -> int | None:
        """The position of the period of a year before, where it has a value."""
        period = year_before(self.complete[position].period)
        found = None if period is None else self.by_index.get(period.index)
        if found is None or self.value(found) is None or self.phases[found] != self.phases[position]:
            return None
        return found


def _some_period(kpi: dict, as_of: date, fiscal: int) -> Period:
    """A period to count months in where none is complete."""
    begun = newest_begun(kpi["calendar"], as_of, fiscal)
    return begun or first_not_over(kpi["calendar"], as_of, fiscal)


def run_length(rule: dict, period: Period, months: int | None, periods: int | None, least: int = 1) -> int:
    """`periods`, or the periods in `months`, as the rule says or by default."""
    if rule.get("periods") is not None:
        return int(rule["periods"])
    if rule.get("months") is not None:
        months, periods = exact(rule["months"]), None
    if periods is not None:
        return periods
    return max(least, _periods_in(months, period))


def _periods_in(months, period: Period) -> int:
    """How many periods like this one make so many months."""
    if isinstance(period.cadence, str):
        return ceil(months * PERIODS_PER_MONTH[period.cadence])
    if isinstance(period.cadence, EveryMonths):
        return ceil(Fraction(months) / period.cadence.months)
    return max(1, floor(months * DAYS_OF_A_MONTH / period.days + Fraction(1, 2)))


# What each rule says of a period that has a value. `state` is where the rule stood before it.


def out_of_range(track: Track, position: int, rule: dict, state: State) -> Judged:
    health = track.health[position]
    return Judged(UNKNOWN, "range") if health == "unrated" else judged(health == "unhealthy")


def off_target(track: Track, position: int, rule: dict, state: State) -> Judged:
    met = track.standards[position].target_met(track.value(position))
    return Judged(UNKNOWN, "target") if met is None else judged(not met)


def worsening(track: Track, position: int, rule: dict, state: State) -> Judged:
    if of_last_year(rule):
        before = track.year_ago(position)
        if before is None:
            return Judged(UNKNOWN, "values")
        return judged(track.standards[position].worse(track.value(position), track.value(before)))
    before = track.before(position)
    if before is None:
        return Judged(UNKNOWN, "values", 2, 1)
    return judged(track.standards[position].worse(track.value(position), before))


def of_last_year(rule: dict) -> bool:
    """Whether a rule compares with the period of a year before."""
    return rule.get("against") == "year_ago"


def stagnant(track: Track, position: int, rule: dict, state: State) -> Judged:
    standard, value = track.standards[position], track.value(position)
    if standard.target is None and not standard.has_range:
        return Judged(UNKNOWN, "target")
    window = run_length(rule, track.complete[position].period, months=3, periods=None, least=2)
    values = track.values(position)
    if len(values) < window:
        return Judged(UNKNOWN, "values", window, len(values))
    values = values[-window:]
    has_tolerance = rule.get("tolerance") is not None or rule.get("tolerance_percent") is not None
    if not has_tolerance and all(standard.worse(a, b) for a, b in zip(values, values[1:])):
        # Slow is not flat.
        return Judged(OK)
    flat = at_most(max(values) - min(values), _tolerance(rule, standard, values))
    if standard.target is not None:
        return judged(flat and not standard.target_met(value))
    return judged(flat and track.health[position] == "unhealthy")


def _tolerance(rule: dict, standard: Standard, values: list[Fraction]) -> Fraction:
    if rule.get("tolerance") is not None:
        return exact(rule["tolerance"])
    if rule.get("tolerance_percent") is not None:
        return exact(rule["tolerance_percent"]) / 100 * max(map(abs, values))
    goals = [standard.target] if standard.target is not None else [standard.lower, standard.upper]
    return min(abs(goal - values[-1]) for goal in goals if goal is not None) / 4


def spike(track: Track, position: int, rule: dict, state: State) -> Judged:
    value, standard = track.value(position), track.standards[position]
    if state.alarmed and track.health[position] in ("healthy", "watch"):
        return Judged(OK)
    if of_last_year(rule):
        at = track.year_ago(position)
        if at is None:
            return Judged(UNKNOWN, "values")
        compared = track.values(at)
    elif state.alarmed:
        compared = [track.before(state.fired)]
    else:
        compared = track.values(position)[:-1]
        if not compared:
            return Judged(UNKNOWN, "values", 2, 1)
    if _spike_limits(rule)[1] is not None and not has_percent(compared):
        return Judged(UNKNOWN, "values")
    return judged(_jumped(rule, standard, value, compared[-1]))


def _spike_limits(rule: dict) -> tuple[Fraction | None, Fraction | None]:
    points, percent = rule.get("points"), rule.get("percent")
    if points is None and percent is None:
        percent = 50
    return (None if points is None else exact(points), None if percent is None else exact(percent))


def _jumped(rule: dict, standard: Standard, value: Fraction, before: Fraction) -> bool:
    points, percent = _spike_limits(rule)
    worse = standard.badness(value) - standard.badness(before)
    return (points is None or at_least(worse, points)) and (
        percent is None or at_least(worse, percent / 100 * abs(before))
    )


def shift(track: Track, position: int, rule: dict, state: State) -> Judged:
    upto = track.points(position)
    baseline = rule.get("baseline")
    needed = max(6, int(baseline)) if baseline is not None else 6
    if len(upto) < needed:
        return Judged(UNKNOWN, "values", needed, len(upto))
    basis = upto if baseline is None else upto[: int(baseline)]
    chart = stats.xmr(basis, bool(rule.get("screen", False)))
    if chart is None:
        return Judged(UNKNOWN, "values")
    run = 7 if rule.get("run") is None else int(rule["run"])
    values = [value for _, value in upto]
    return judged(stats.signals(values, chart, bad_side(track.standards[position], values[-1]), run))


def trend(track: Track, position: int, rule: dict, state: State) -> Judged:
    window = int(rule.get("window") or 12)
    oldest = track.complete[position].period.index - window
    values = [value for index, value in track.points(position) if index > oldest]
    test = stats.mann_kendall(values)
    if test is None:
        return Judged(UNKNOWN, "values", 5, len(values))
    alpha = 0.05 if rule.get("alpha") is None else rule["alpha"]
    return judged(test.p < exact(alpha) and test.s * bad_side(track.standards[position], values[-1]) > 0)


def bad_side(standard: Standard, value: Fraction) -> int:
    """1 where upwards is bad, -1 where downwards is; 0 inside a range that is the aim."""
    if standard.better != "inside":
        return -1 if standard.better == "higher" else 1
    if standard.inside(value):
        return 0
    return 1 if value > standard.upper else -1


def stale(track: Track, position: int, rule: dict, state: State) -> Judged:
    return Judged(OK)


RULES = {
    "out_of_range": out_of_range,
    "off_target": off_target,
    "worsening": worsening,
    "stagnant": stagnant,
    "spike": spike,
    "shift": shift,
    "trend": trend,
    "stale": stale,
}
MISSING = {"hold": UNKNOWN, "breach": BREACH, "ok": OK}


def kind_of(rule: dict) -> str:
    return rule.get("kind") or rule["rule"]


def settings_of(rule: dict, period: Period) -> Settings:
    """What the state machine needs to know of a rule at a period."""
    kind = kind_of(rule)
    periods = {
        "out_of_range": lambda: run_length(rule, period, months=2, periods=None),
        "off_target": lambda: run_length(rule, period, months=None, periods=3),
        "worsening": lambda: run_length(rule, period, months=None, periods=3),
        "stale": lambda: run_length(rule, period, months=None, periods=1),
    }.get(kind, lambda: 1)()
    of = rule.get("of")
    clear_after = rule.get("clear_after")
    # `of` is at least the periods; in months of a policy, which are other periods for each KPI, it counts as so many.
    return Settings(periods, None if of is None else max(int(of), periods), 1 if clear_after is None else int(clear_after))


def judge(track: Track, position: int, rule: dict, state: State) -> Judged:
    """What a rule says of a period: with a value, withheld, or a gap."""
    period, kind = track.complete[position], kind_of(rule)
    if period.withheld or period.awaited:
        return Judged(UNKNOWN)
    if period.gap:
        if kind == "stale":
            return Judged(BREACH)
        by_policy = kind in ("out_of_range", "off_target", "worsening")
        return Judged(MISSING[rule.get("missing") or "hold"] if by_policy else UNKNOWN)
    return RULES[kind](track, position, rule, state)


def history(track: Track, rule: dict) -> tuple[list[State], list[Judged]]:
    """The state after each period, and what was said of it. A new phase empties the memory."""
    state, states, said = State(), [], []
    for position, judged_period in enumerate(track.complete):
        if position and track.phases[position] != track.phases[position - 1]:
            state = State()
        said.append(judge(track, position, rule, state))
        state = step(state, said[-1].result, position, settings_of(rule, judged_period.period))
        states.append(state)
    return states, said


def insufficient(track: Track, rule: dict, as_of_standard: Standard, said: list[Judged]) -> Judged | None:
    """What a quiet rule lacked to judge the newest period with a value; none where it could judge it.

    A phase without a value is like a series without one: nothing of an earlier process is looked at.
    """
    newest = track.newest_with_value
    if newest is not None and track.phases[newest] == track.phases[-1]:
        return said[newest] if said[newest].result == UNKNOWN else None
    kind = kind_of(rule)
    lacks_range = not as_of_standard.has_range and as_of_standard.target is None
    if kind == "out_of_range" and lacks_range:
        return Judged(UNKNOWN, "range")
    if (kind == "off_target" and as_of_standard.target is None) or (kind == "stagnant" and lacks_range):
        return Judged(UNKNOWN, "target")
    if of_last_year(rule):
        return Judged(UNKNOWN, "values")
    return Judged(UNKNOWN, "values", _needed(rule, track.any_period), 0)


def _needed(rule: dict, period: Period) -> int:
    kind = kind_of(rule)
    if kind == "stagnant":
        return run_length(rule, period, months=3, periods=None, least=2)
    if kind == "shift":
        return max(6, int(rule.get("baseline") or 6))
    return {"worsening": 2, "spike": 2, "trend": 5}.get(kind, 1)
