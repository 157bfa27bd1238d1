"""
The compiled half of the package `okr`.
"""

from _typeshed import SupportsGetItem
from os import PathLike
from typing import Any, SupportsFloat, SupportsIndex, final

__all__ = ["Live", "Readings", "Report", "Table", "Tracker", "advise_json", "check_columns", "findings_text", "load_columns", "load_csv", "load_csv_file", "load_json", "load_kept", "load_stream", "merge_json", "plan_json", "plan_problems", "version", "zones"]

@final
class Live:
    """
    A report that follows its readings; one change at a time, whatever the threads.
    """
    def as_of(self, /) -> str:
        """
        The day, at its end, as text.
        """
    def check_in(self, /, check_in: str) -> str:
        """
        Adds a check-in, which is JSON text.
        """
    def clear(self, /, metric: str, date: str) -> str:
        """
        Clears what was set for a metric and date.
        """
    def clear_all(self, /) -> str:
        """
        Clears all that was set.
        """
    def readings(self, /) -> Readings:
        """
        The readings as they are now.
        """
    def report(self, /) -> Report:
        """
        The report.
        """
    def set(self, /, metric: str, date: str, value: SupportsFloat | SupportsIndex) -> str:
        """
        Sets a reading.
        """
    def set_all(self, /, readings: Readings) -> str:
        """
        Sets several readings.
        """
    def set_as_of(self, /, request: str) -> str:
        """
        Looks at the day of a request.
        """
    def table(self, /, name: str) -> Table:
        """
        A table of the report.
        """

@final
class Readings:
    """
    A table of readings, and what of its input was left out.
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __len__(self, /) -> int: ...
    def columns(self, /) -> tuple[list[str], bytes, bytes, bytes, bytes | None, bytes | None, list[str | None] | None]:
        """
        The rows: names, metrics (int32), dates (int32), values (float64), recorded (int32), samples (float64), notes.
        """
    def merge(self, /, later: Readings) -> Readings:
        """
        These readings and those of another table, whose rows count as later ones.
        """
    def metrics(self, /) -> list[str]:
        """
        The names of the metrics.
        """
    def rejected(self, /) -> str:
        """
        The rows that could not be used, as JSON text.
        """
    def renamed(self, /, renames: SupportsGetItem[int, tuple[str, str]]) -> Readings:
        """
        These readings, and copies of some under another name; pairs of names.
        """
    @property
    def skipped(self, /) -> int:
        """
        How many rows were passed over because their value is empty.
        """
    def stream(self, /) -> "object":
        """
        A capsule with an Arrow stream of the rows.
        """
    def to_json(self, /) -> str:
        """
        The rows as JSON text.
        """
    def with_others(self, /, others: Readings) -> Readings:
        """
        These readings with others set on top.
        """

@final
class Report:
    """
    What the library says of a plan on a day.
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __new__(cls, /, text: str) -> Report: ...
    def part(self, /, field: str) -> str:
        """
        A field of the report as JSON text.
        """
    def table(self, /, name: str) -> Table:
        """
        A table of the report.
        """
    def to_json(self, /) -> str:
        """
        The report as JSON text.
        """

@final
class Table:
    """
    A table.
    """
    def __new__(cls, /, name: str, text: str) -> Table:
        """
        The table that `kept()` told of.
        """
    def columns(self, /) -> "dict[str, tuple[str, list[object]]]":
        """
        The columns by name, each with what its values are: `text`, `number`, `count`, `flag`, `date` (day numbers) or
        `json`.
        """
    def kept(self, /) -> tuple[str, str]:
        """
        The name of the table, and JSON text from which it can be made again.
        """
    @property
    def name(self, /) -> str:
        """
        The name of the table.
        """
    def plain_columns(self, /) -> "dict[str, tuple[str, bytes, bytes | None, list[str]]]":
        """
        The columns by name, each as what its values are, the values as bytes, which are missing, and the texts that they are
        indices of: `number` (float64), `count` (uint32), `flag` (a byte), `date` (int32, day numbers), `text` and `json` (int32).
        """
    def schema(self, /) -> "object":
        """
        A capsule with the Arrow types of the columns.
        """
    def stream(self, /) -> "object":
        """
        A capsule with an Arrow stream of the rows.
        """
    def to_json(self, /) -> str:
        """
        The rows as JSON text.
        """

@final
class Tracker:
    """
    A plan that is ready to be evaluated.
    """
    def __new__(cls, /, plan: str) -> Tracker: ...
    def alignment(self, /, readings: Readings, request: str) -> str:
        """
        What supports what: a tree for each cycle, as JSON text.
        """
    def compare(self, /, readings: Readings, request: str) -> str:
        """
        Teams side by side.
        """
    def evaluate(self, /, readings: Readings, request: str) -> Report:
        """
        The report.
        """
    def explain(self, /, readings: Readings, request: str, id: str) -> str:
        """
        The steps that lead to a score.
        """
    def history(self, /, readings: Readings, request: str, dates: str) -> Table:
        """
        The scores on many days, which are a JSON list.
        """
    def live(self, /, readings: Readings, request: str) -> Live:
        """
        A report that follows its readings.
        """
    def plan_json(self, /) -> str:
        """
        The plan as JSON text.
        """
    def policy_json(self, /) -> str:
        """
        The policy that the plan puts in force, as JSON text.
        """
    def review(self, /, readings: Readings, request: str, cycle: str) -> tuple[str, str]:
        """
        A cycle looked back on, as JSON text and as Markdown.
        """
    def scan(self, /, readings: Readings, request: str) -> Table:
        """
        Where the rules of all KPIs stand.
        """
    def solve(self, /, readings: Readings, request: str, key_result: str, objective_score: SupportsFloat | SupportsIndex) -> str:
        """
        The value that a key result needs for its objective to have a score.
        """
    def what_if(self, /, readings: Readings, request: str, others: Readings) -> Report:
        """
        The report with other readings set on top.
        """

def advise_json(answers: str) -> str:
    """
    The advice for some answers, as JSON text.
    """

def check_columns(names: SupportsGetItem[int, str]) -> None:
    """
    Whether a table of columns with these names can be read.
    """

def findings_text(findings: str) -> str:
    """
    Findings, a JSON list of rows, as plain text.
    """

def load_columns(metric: Any, date: Any, value: Any, recorded: Any | None, sample: Any | None, note: Any | None, zone: Any | None, skip_bad: bool, skip_missing: bool) -> Readings | None:
    """
    The readings of columns; none where one of them has to be looked at row by row.
    """

def load_csv(text: bytes, skip_bad: bool, skip_missing: bool) -> Readings:
    """
    The readings of CSV text.
    """

def load_csv_file(path: str | PathLike[str], skip_bad: bool, skip_missing: bool) -> Readings:
    """
    The readings of a CSV file.
    """

def load_json(text: str, skip_bad: bool, skip_missing: bool) -> Readings:
    """
    The readings of a JSON list of rows.
    """

def load_kept(names: SupportsGetItem[int, str], metrics: bytes, dates: bytes, values: bytes, recorded: bytes | None, samples: bytes | None, notes: SupportsGetItem[int, str | None] | None) -> Readings:
    """
    The readings whose `columns()` these are.
    """

def load_stream(stream: Any, names: SupportsGetItem[int, tuple[str, str]], zone: Any | None, skip_bad: bool, skip_missing: bool) -> Readings:
    """
    The readings of a table in an Arrow stream, whose columns have other names where `names` says so.
    """

def merge_json(plan: str, fragment: str) -> tuple[str, str]:
    """
    The plan that JSON text holds with a fragment in it, and its renames; both as the core writes them.
    """

def plan_json(text: str) -> str:
    """
    The plan that JSON text holds, as the core writes it.
    """

def plan_problems(text: str) -> str:
    """
    All that is wrong with the plan that JSON text holds, as a JSON list.
    """

def version() -> str:
    """
    The version of the library.
    """

def zones(baseline: SupportsFloat | SupportsIndex, commit: SupportsFloat | SupportsIndex, target: SupportsFloat | SupportsIndex, stretch: SupportsFloat | SupportsIndex) -> list[tuple[float, float]]:
    """
    The points of a curve with the scores 0, 0.3, 0.7 and 1.
    """
