"""The library against the oracle, on random cases: `run` with a function from case text to report text.

`python conformance/differential.py 5000 1` compares the installed package `okr` on the first 5,000 cases of seed 1;
`python conformance/differential.py --case 17 1` cuts case 17 of seed 1 down to what still differs, and prints it.
`--next` before either takes the cases of the second edition, and prints how many used each part of it. Without it columns that a library does not have are passed over.
"""

import json
import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import permutations

import generate
import generate_kpi
import generate_next
import oracle
import reached
from smaller import smaller

RELATIVE, ABSOLUTE = 1e-9, 1e-11
"""Numbers agree within 1e-9 of the greater one; what should be 0 may be off by the last bits of its parts."""
OF_VALUES = ("value", "low", "high")
"""Fields of a forecast that are values of the line: they may be off by the last bits of the values it is drawn through."""
OF_THE_LINE = (*OF_VALUES, "per_week_required")
"""With a difference of such values."""

KEYS = {"cycles": ("cycle",), "objectives": ("objective",), "key_results": ("key_result",), "teams": ("team", "cycle")}
PART = 250
"""So many cases are compared by one process at a time."""
UNCOMPARED_POLICY = ("preset", "kpi_rules", "severity")


MISSING = ": the field is missing"


def differences(case: dict, expected: dict, found: dict) -> list[str]:
    """What the report of the library (arrays of rows) says otherwise than the oracle's (rows by key)."""
    lines = _of_values("as_of", expected["as_of"], found.get("as_of"))
    for name, value in expected["policy"].items():
        if name not in UNCOMPARED_POLICY:
            lines += _of_values(f"policy/{name}", value, found["policy"].get(name))
    for table, fields in KEYS.items():
        rows = {"@".join(row[name] for name in fields): row for row in found[table]}
        lines += _of_rows(table, expected[table], rows)
    with_teams = {kpi["id"] for kpi in case["plan"].get("kpis", []) if kpi.get("teams")}

    def line_of(row: dict) -> str:
        return f"{row['kpi']}@{row['team']}" if row["kpi"] in with_teams else row["kpi"]

    lines += _of_rows("kpis", expected["kpis"], {line_of(row): row for row in found["kpis"]})
    if found.get("kpi_periods") and expected["kpi_periods"]:
        rows = {f"{line_of(row)}:{row['period']}": row for row in found["kpi_periods"]}
        lines += _of_rows("kpi_periods", expected["kpi_periods"], rows)
    lines += _of_triggers(expected["triggers"], found["triggers"], line_of)
    return lines + _of_readings(expected["readings"], found["readings"])


def _of_triggers(expected: dict, found: list[dict], line_of: Callable[[dict], str]) -> list[str]:
    """Of two rules of one kind a report does not say which is which: the likelier way round counts."""
    kept = list(expected.values())
    lines = []
    for key in dict.fromkeys(f"{line_of(row)}:{row['rule']}" for row in [*kept, *found]):
        ours, theirs = ([row for row in side if f"{line_of(row)}:{row['rule']}" == key] for side in (kept, found))
        if len(ours) != len(theirs):
            lines.append(f"triggers/{key}: expected {len(ours)}, found {len(theirs)}")
            continue
        ways = ([_of_rows("triggers", {key: a}, {key: b}) for a, b in zip(ours, way)] for way in permutations(theirs))
        lines += min(([line for each in way for line in each] for way in ways), key=len)
    return lines


def _of_rows(table: str, expected: dict, found: dict) -> list[str]:
    lines = []
    for key in [*expected, *(key for key in found if key not in expected)]:
        if key in expected and key in found:
            for name, value in expected[key].items():
                if name not in found[key]:
                    lines.append(f"{table}/{key}/{name}{MISSING}")
                elif name != "expected_value" or not _is_on_the_way(expected[key], found[key]):
                    lines += _of_values(f"{table}/{key}/{name}", value, found[key][name])
        elif table != "teams" or _says_something(expected.get(key) or found.get(key)):
            lines.append(f"{table}/{key}: {'missing' if key in expected else 'not expected'}")
    return lines


def _says_something(row: dict) -> bool:
    """Whether a row of a team holds more than names, zeros and nothing."""
    return any(value for name, value in row.items() if name not in ("team", "name", "cycle"))


def _of_readings(expected: dict, found: dict) -> list[str]:
    lines = []
    for name in ("rows", "used", "superseded", "retracted", "combined"):
        if name in found:
            lines += _of_values(f"readings/{name}", expected[name], found[name])
        else:
            lines.append(f"readings/{name}{MISSING}")
    unknown = [sorted((row["metric"], row["rows"]) for row in side["unknown"]) for side in (expected, found)]
    return lines + _of_values("readings/unknown", *unknown)


def _of_values(path: str, expected, found) -> list[str]:
    if isinstance(expected, dict) and isinstance(found, dict):
        pairs = {name: (value, found.get(name)) for name, value in expected.items()}
        if path.endswith("/forecast"):
            pairs = {name: pair for name, pair in pairs.items() if not _is_of_the_line(name, expected, found)}
        return [line for name, pair in pairs.items() for line in _of_values(f"{path}/{name}", *pair)]
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        return [line for n, pair in enumerate(zip(expected, found)) for line in _of_values(f"{path}/{n}", *pair)]
    if _is_number(expected) and _is_number(found):
        apart = abs(float(expected) - found)
        if apart <= ABSOLUTE or apart <= RELATIVE * max(abs(float(expected)), abs(found)):
            return []
    elif expected == found and isinstance(expected, bool) == isinstance(found, bool):
        return []
    shown = f"{float(expected)!r} ({expected})" if isinstance(expected, Fraction) else repr(expected)
    return [f"{path}: expected {shown}, found {found!r}"]


def _is_of_the_line(name: str, expected: dict, found: dict) -> bool:
    """Whether a value of a forecast is right as seen from the greatest of them."""
    if name not in OF_THE_LINE or not all(_is_number(side.get(name)) for side in (expected, found)):
        return False
    greatest = max(abs(float(expected[other])) for other in OF_VALUES)
    return abs(float(expected[name]) - found[name]) <= RELATIVE * greatest


def _is_on_the_way(expected: dict, found: dict) -> bool:
    """Whether the value that a pace asks for is right as seen from the greater end of the way."""
    values = [expected["expected_value"], found["expected_value"], expected["baseline"], expected["target"]]
    if not all(map(_is_number, values)):
        return False
    wanted, value, *ends = map(float, values)
    return abs(wanted - value) <= RELATIVE * max(map(abs, ends))


def _is_number(value) -> bool:
    return isinstance(value, (int, float, Fraction)) and not isinstance(value, bool)


def is_of_kpis(number: int) -> bool:
    """Three cases are made for scores, then one for KPIs."""
    return number % 4 == 3


def case_of(seed: int, number: int, second: bool = False) -> dict:
    """The case of this number in the row of cases that a seed gives, of the first or second edition."""
    if second:
        return generate_next.case(seed, number)
    return (generate_kpi if is_of_kpis(number) else generate).case(seed, number)


@dataclass
class Outcome:
    """What a run has reached, and where the two differ."""

    seed: int
    cases: int = 0
    counts: Counter = field(default_factory=Counter)
    kpi_counts: Counter = field(default_factory=Counter)
    next_counts: Counter = field(default_factory=Counter)
    second: bool = False
    failed: list[tuple[int, list[str]]] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=lambda: {"cases": 0.0, "oracle": 0.0, "library": 0.0})

    def __str__(self) -> str:
        times = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in self.seconds.items())
        if self.second:
            lines = ["Cases that use each part:", reached.table(self.next_counts, generate_next.EXPECTED)]
        else:
            lines = ["Reached by all cases:", reached.table(self.counts)]
            lines += ["Reached by the cases for KPIs:", reached.table(self.kpi_counts, generate_kpi.EXPECTED)]
        lines += [f"{self.cases} cases, seed {self.seed}; {times}"]
        lines += [f"not reached: {name}" for name in self.missing()]
        for number, differing in self.failed:
            lines += [f"case {number} of seed {self.seed}:", *(f"  {line}" for line in differing)]
        return "\n".join([*lines, f"{len(self.failed)} cases differ"])

    def add(self, other: "Outcome") -> None:
        """Takes in what other cases of the same seed gave."""
        self.cases += other.cases
        self.counts += other.counts
        self.kpi_counts += other.kpi_counts
        self.next_counts += other.next_counts
        self.failed += other.failed
        for name, seconds in other.seconds.items():
            self.seconds[name] += seconds

    def missing(self) -> list[str]:
        """What no case has reached."""
        if self.second:
            return reached.missing(self.next_counts, generate_next.EXPECTED)
        return reached.missing(self.counts) + reached.missing(self.kpi_counts, generate_kpi.EXPECTED)


def run(
    evaluate: Callable[[str], str], count: int, seed: int, first: int = 0, stop_after: int = 5, second: bool = False
) -> Outcome:
    """Compares `count` cases, from case `first` of a seed on, and stops after a few that differ."""
    outcome = Outcome(seed, second=second)
    for number in range(first, first + count):
        clock = time.perf_counter()
        case = case_of(seed, number, second)
        text = json.dumps(case)
        made = time.perf_counter()
        expected = oracle.evaluate(case, with_periods=second or is_of_kpis(number))
        known = time.perf_counter()
        differing = _compare(evaluate, case, text, expected, second)
        done = time.perf_counter()
        for name, seconds in zip(outcome.seconds, (made - clock, known - made, done - known)):
            outcome.seconds[name] += seconds
        outcome.cases += 1
        if second:
            outcome.next_counts.update(generate_next.reached(case, expected))
        else:
            outcome.counts.update(reached.reached(case, expected))
        if not second and is_of_kpis(number):
            outcome.kpi_counts.update(generate_kpi.reached(case, expected))
        if differing:
            outcome.failed.append((number, differing))
            if len(outcome.failed) == stop_after:
                break
    return outcome


def run_library(count: int, seed: int, processes: int | None = None, second: bool = False) -> Outcome:
    """Compares the installed package on the first `count` cases of a seed, on several processors at once."""
    # Each process evaluates small plans one after the other: threads within would only get in each other's way.
    os.environ.setdefault("RAYON_NUM_THREADS", "1")
    parts = [(seed, first, min(PART, count - first), second) for first in range(0, count, PART)]
    outcome = Outcome(seed, second=second)
    with ProcessPoolExecutor(processes or os.cpu_count(), multiprocessing.get_context("spawn")) as pool:
        for part in pool.map(_part, parts):
            outcome.add(part)
    return outcome


def _part(part: tuple[int, int, int, bool]) -> Outcome:
    seed, first, count, second = part
    return run(library(), count, seed, first, second=second)


def _compare(evaluate: Callable[[str], str], case: dict, text: str, expected: dict, second: bool = False) -> list[str]:
    try:
        found = json.loads(evaluate(text))
    except Exception as error:  # noqa: BLE001 - whatever the library raises is a difference
        return [f"the library raised {type(error).__name__}: {error}"]
    lines = differences(case, expected, found)
    return lines if second else [line for line in lines if not line.endswith(MISSING)]


def smallest(evaluate: Callable[[str], str], seed: int, number: int, second: bool = False) -> dict:
    """The case cut down to what is needed for the library and the oracle to differ."""

    def tables(case: dict) -> set[str]:
        if second and oracle.refuse(case):
            return set()
        lines = _compare(evaluate, case, json.dumps(case), oracle.evaluate(case), second)
        return {line.split("/")[0].split(":")[0] for line in lines}

    case = case_of(seed, number, second)
    told = tables(case)
    return smaller(case, lambda cut: bool(tables(cut) & told))


def library() -> Callable[[str], str]:
    """The installed package, as a function from case text to report text."""
    import okr

    def evaluate(text: str) -> str:
        case = json.loads(text)
        optional = {name: case[name] for name in ("check_ins", "policy") if name in case}
        tracker = okr.Tracker(case["plan"])
        load = {"duplicates": "last", **case.get("load", {})}
        load["recorded_on"] = load.pop("recorded", None)
        readings = okr.Readings.from_rows(case["readings"], **load)
        report = tracker.evaluate(readings, as_of=case["as_of"], kpi_periods=True, **optional)
        return report.to_json()

    return evaluate


def main(arguments: list[str]) -> int:
    """Runs the comparison; the exit status is 0 where nothing differs and everything is reached."""
    second = arguments[:1] == ["--next"]
    arguments = arguments[1:] if second else arguments
    if arguments[:1] == ["--case"]:
        number, seed = map(int, arguments[1:])
        cut = smallest(library(), seed, number, second)
        print(json.dumps(cut, indent=2))
        print("\n".join(_compare(library(), cut, json.dumps(cut), oracle.evaluate(cut), second)))
        return 1
    count, seed = (int(given) for given in arguments) if arguments else (5000, 1)
    outcome = run_library(count, seed, second=second)
    print(outcome)
    return 1 if outcome.failed or outcome.missing() else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
