"""
The compiled half of the package `okr`.
"""

from _typeshed import SupportsGetItem
from os import PathLike
from typing import Any, SupportsFloat, SupportsIndex, final

__all__ = ["Agenda", "ArrowColumn", "BatchScan", "Changes", "Live", "Readings", "Report", "Table", "Tracker", "advise_json", "apply_json", "check_columns", "check_file_kind", "check_file_size", "check_sheet_size", "check_unpacked_size", "diff", "draw_funnel", "edit_json", "export_sheets", "find_json", "findings_text", "foreign_content", "import_sheets", "inspect_sheets", "load_bytes", "load_columns", "load_csv", "load_csv_file", "load_json", "load_sheet", "load_stream", "merge_json", "next_plan_json", "note_text", "panic", "plan_json", "plan_problems", "refuse_archive", "renamed_check_ins", "split_table", "version", "work_on_one_thread", "zones"]

@final
class Agenda:
    """
    What to talk about with one person.
    """
    def table(self, /) -> Table:
        """
        The rows.
        """
    def to_markdown(self, /, max_lines: SupportsIndex) -> str:
        """
        The agenda as Markdown.
        """
    def to_text(self, /, max_lines: SupportsIndex) -> str:
        """
        The agenda as plain text.
        """

@final
class ArrowColumn:
    """
    A column of a table in an Arrow stream.
    """

@final
class BatchScan:
    """
    A scan of readings that come in batches.
    """
    def __new__(cls, /, tracker: Tracker, request: str) -> BatchScan: ...
    def rest(self, /) -> Table:
        """
        The rows of the series that no batch had.
        """
    def scan(self, /, readings: Readings) -> Table:
        """
        The rows of the series of a batch.
        """
    @property
    def unread(self, /) -> int:
        """
        The number of readings so far that no KPI in scope reads.
        """

@final
class Changes:
    """
    What is new since a day.
    """
    def table(self, /) -> Table:
        """
        The rows.
        """
    def to_markdown(self, /, by: str | None, max_lines: SupportsIndex) -> str:
        """
        A message as Markdown.
        """
    def to_text(self, /, max_lines: SupportsIndex) -> str:
        """
        A message as plain text.
        """

@final
class Live:
    """
    A live report, behind a lock: threads take turns.
    """
    def after_fork(self, /) -> None:
        """
        Finds, in a process that was just forked, whether a thread of its parent holds the lock.
        """
    def append(self, /, readings: Readings) -> str:
        """
        Appends readings.
        """
    def as_of(self, /) -> str:
        """
        The day, at its end, as text.
        """
    def check_in(self, /, check_in: str) -> str:
        """
        Adds a check-in, given as JSON text.
        """
    def clear(self, /, metric: str, date: str) -> str:
        """
        Clears what was set for a metric and date.
        """
    def clear_all(self, /) -> str:
        """
        Clears everything that was set.
        """
    def readings(self, /) -> Readings:
        """
        The current readings.
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
        Moves the report to the day of a request.
        """
    def table(self, /, name: str) -> Table:
        """
        A table of the report.
        """

@final
class Readings:
    """
    A table of readings, and the rows of its input that were left out.
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __len__(self, /) -> int: ...
    def append(self, /, later: Readings) -> Readings:
        """
        These readings and the rows of others, each a correction or an event beside those that stand there.
        """
    def columns(self, /) -> tuple[list[str], bytes, bytes, bytes, bytes | None, bytes | None, list[str | None] | None, list[str]]:
        """
        The rows: names, metrics (int32), dates (int32), values (float64), recorded (int32), samples (float64), notes;
        what several rows of each metric mean for one date.
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
    def renamed(self, /, renames: str) -> Readings:
        """
        These readings with other names for some, a JSON list.
        """
    @property
    def skipped(self, /) -> int:
        """
        The number of rows skipped because their value is empty.
        """
    def stream(self, /) -> "object":
        """
        A capsule with an Arrow stream of the rows.
        """
    def to_bytes(self, /) -> bytes:
        """
        The readings as bytes.
        """
    def to_json(self, /) -> str:
        """
        The rows as JSON text.
        """
    def with_others(self, /, others: Readings) -> Readings:
        """
        These readings with others set.
        """

@final
class Report:
    """
    The evaluation of a plan as of a day.
    """
    def __eq__(self, other: object, /) -> bool: ...
    def __new__(cls, /, text: str) -> Report: ...
    def digest(self, /, options: str) -> str:
        """
        A digest of the report for a chat; the options are JSON text.
        """
    def part(self, /, field: str) -> str:
        """
        A field of the report as JSON text.
        """
    def picture(self, /, kind: str, id: str, width: SupportsFloat | SupportsIndex | None = None) -> str:
        """
        A picture of an item, as SVG text.
        """
    def table(self, /, name: str) -> Table:
        """
        A table of the report.
        """
    def to_html(self, /, options: str) -> str:
        """
        The report as an HTML page; the options are JSON text.
        """
    def to_json(self, /) -> str:
        """
        The report as JSON text.
        """
    def to_markdown(self, /, options: str) -> str:
        """
        The report as a page of Markdown; the options are JSON text.
        """

@final
class Table:
    """
    A table.
    """
    def __new__(cls, /, name: str, text: str) -> Table:
        """
        The table that `kept()` describes.
        """
    def columns(self, /) -> "dict[str, tuple[str, list[object]]]":
        """
        The columns by name, each with the kind of its values: `text`, `word`, `number`, `count`, `flag`, `date` (day numbers) or `json`.
        """
    def html(self, /) -> str | None:
        """
        The table for a notebook; `None` for one that has no form of its own.
        """
    def kept(self, /) -> tuple[str, str]:
        """
        The name of the table, and JSON text from which to restore it.
        """
    @property
    def name(self, /) -> str:
        """
        The name of the table.
        """
    def plain_columns(self, /) -> "dict[str, tuple[str, bytes, bytes | None, list[str]]]":
        """
        The columns by name, each with the kind of its values, the values as bytes, which are missing, and the texts that the values
        index: `number` (float64), `count` (uint32), `flag` (a byte), `date` (int32, day numbers), `text`,
        `word` (whose texts are all that it can have, in order) and `json` (int32).
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
    A resolved plan.
    """
    def __new__(cls, /, plan: str) -> Tracker: ...
    def agenda(self, /, owner: str, readings: Readings, request: str, since: str, before: str | None) -> Agenda:
        """
        What to talk about with one person; with what was edited, where the plan as it was is given as JSON text.
        """
    def alignment(self, /, readings: Readings, request: str) -> str:
        """
        What supports what: a tree for each cycle, as JSON text.
        """
    def changes(self, /, readings: Readings, request: str, since: str, before: str | None) -> Changes:
        """
        What is new since a day; with what was edited, where the plan as it was is given as JSON text.
        """
    def compare(self, /, readings: Readings, request: str) -> str:
        """
        Compares teams.
        """
    def evaluate(self, /, readings: Readings, request: str) -> Report:
        """
        Evaluates the plan.
        """
    def explain(self, /, readings: Readings, request: str, id: str) -> str:
        """
        Explains a score step by step.
        """
    def history(self, /, readings: Readings, request: str, dates: str) -> Table:
        """
        The scores on the days of a JSON list.
        """
    def live(self, /, readings: Readings, request: str) -> Live:
        """
        Makes a live report.
        """
    def plan_json(self, /) -> str:
        """
        The plan as JSON text.
        """
    def policy_json(self, /) -> str:
        """
        The policy in force, as JSON text.
        """
    def review(self, /, readings: Readings, request: str, cycle: str) -> tuple[str, str, str, str]:
        """
        Reviews a cycle: as JSON text, as Markdown, as an HTML page, and as one without the document around it.
        """
    def scan(self, /, readings: Readings, request: str) -> Table:
        """
        The state of the rules of all KPIs.
        """
    def solve(self, /, readings: Readings, request: str, key_result: str, objective_score: SupportsFloat | SupportsIndex) -> str:
        """
        The value that a key result needs for its objective to have a score.
        """
    def what_if(self, /, readings: Readings, request: str, others: Readings) -> Report:
        """
        Evaluates the plan as if other readings were set.
        """

def advise_json(answers: str) -> str:
    """
    The advice for answers, both as JSON text.
    """

def apply_json(plan: str, rows: str) -> str:
    """
    Applies a difference to a plan, both as JSON text.
    """

def check_columns(names: SupportsGetItem[int, str]) -> None:
    """
    Checks whether a table with these column names can be read.
    """

def check_file_kind(content: bytes) -> None:
    """
    Refuses the content of a file that is no table.
    """

def check_file_size(bytes: SupportsIndex) -> None:
    """
    Refuses a file that is too large, before it is read.
    """

def check_sheet_size(rows: SupportsIndex, columns: SupportsIndex, cells: SupportsIndex) -> None:
    """
    Refuses a sheet that is too large, before it is built.
    """

def check_unpacked_size(bytes: SupportsIndex) -> None:
    """
    Refuses a workbook that is too large, before it is unpacked.
    """

def diff(old: str, new: str, renames: str) -> Table:
    """
    The difference of two plans where some items have other ids, all as JSON text.
    """

def draw_funnel(comparison: str, kpi: str, width: SupportsFloat | SupportsIndex | None = None) -> str:
    """
    The funnel of a KPI of a comparison, given as JSON text, as SVG text.
    """

def edit_json(plan: str, edit: str) -> str:
    """
    Makes a new plan by one edit, both JSON text.
    """

def export_sheets(plan: str, readings: Readings | None = None, check_ins: str | None = None) -> tuple[str, list[tuple[str, str]]]:
    """
    The sheets of a plan, readings and check-ins, as JSON text and as CSV text by name.
    """

def find_json(plan: str, id: str, kind: str | None) -> str | None:
    """
    Finds an item of a plan by its id: its path, its kind and the item, as JSON text; `None` where nothing has the id.
    """

def findings_text(findings: str) -> str:
    """
    Findings, a JSON list of rows, as plain text.
    """

def foreign_content(content: bytes) -> str | None:
    """
    What a file is that is not text in UTF-8, and what to do with it.
    """

def import_sheets(sheets: SupportsGetItem[int, tuple[str | None, str | SupportsGetItem[int, SupportsIndex]]], options: str, readings: Readings | None = None, check_ins: str | None = None) -> tuple[str, Readings, str, str, Table]:
    """
    Imports the sheets of a workbook, or a single one.
    """

def inspect_sheets(sheets: SupportsGetItem[int, tuple[str | None, str | SupportsGetItem[int, SupportsIndex]]], options: str) -> str:
    """
    Says how a sheet would be read, as JSON text.
    """

def load_bytes(data: bytes) -> Readings:
    """
    Restores readings from the bytes that `to_bytes` returned.
    """

def load_columns(metric: Any, date: Any, value: Any, recorded: Any | None, sample: Any | None, note: Any | None, zone: Any | None, options: tuple[bool, bool, str, str | None, SupportsIndex | None], team: Any | None = None) -> Readings | None:
    """
    Loads readings from columns; `None` if one of them must be converted row by row. With `team`, `metric` holds ids of KPIs.
    """

def load_csv(text: bytes, options: tuple[bool, bool, str, str | None, SupportsIndex | None]) -> Readings:
    """
    Loads readings from CSV text.
    """

def load_csv_file(path: str | PathLike[str], options: tuple[bool, bool, str, str | None, SupportsIndex | None]) -> Readings:
    """
    Loads readings from a CSV file.
    """

def load_json(text: str, options: tuple[bool, bool, str, str | None, SupportsIndex | None]) -> Readings:
    """
    Loads readings from a JSON list of rows.
    """

def load_sheet(sheets: SupportsGetItem[int, tuple[str | None, str | SupportsGetItem[int, SupportsIndex]]], sheet_options: str, options: tuple[bool, bool, str, str | None, SupportsIndex | None]) -> Readings:
    """
    Loads readings from a table in the form in which people have it.
    """

def load_stream(stream: Any, names: SupportsGetItem[int, tuple[str, str]], zone: Any | None, options: tuple[bool, bool, str, str | None, SupportsIndex | None]) -> Readings:
    """
    Loads readings from a table in an Arrow stream. `names` maps fields to other column names.
    """

def merge_json(plan: str, fragment: str) -> tuple[str, str]:
    """
    Merges a fragment into a plan, both JSON text; returns the plan and the renames as the core writes them.
    """

def next_plan_json(review: str, keep: str, drop: str) -> str:
    """
    The plan for the next cycle from a review; all as JSON text, `keep` and `drop` lists of ids.
    """

def note_text(note: str) -> str:
    """
    A note, a row of `Imported.notes` as JSON text, in words with its place.
    """

def panic(text: str) -> None:
    """
    Panics, so that a test can see what becomes of a bug.
    """

def plan_json(text: str) -> str:
    """
    Reads a plan from JSON text and returns it as the core writes it.
    """

def plan_problems(text: str) -> str:
    """
    Every problem of the plan in JSON text, as a JSON list.
    """

def refuse_archive(what: str, instead: str) -> None:
    """
    Refuses an archive that is no workbook: what it is, and what to do with it.
    """

def renamed_check_ins(check_ins: str, renames: str) -> str:
    """
    Check-ins after items got other ids, all as JSON text.
    """

def split_table(table: Any) -> list[tuple[str, ArrowColumn]]:
    """
    The columns of a table in an Arrow stream or array, by name.
    """

def version() -> str:
    """
    The version of the library.
    """

def work_on_one_thread() -> None:
    """
    Works on one thread from now on: a forked process has none of the others.
    """

def zones(baseline: SupportsFloat | SupportsIndex, commit: SupportsFloat | SupportsIndex, target: SupportsFloat | SupportsIndex, stretch: SupportsFloat | SupportsIndex) -> list[tuple[float, float]]:
    """
    The points of a curve with the scores 0, 0.3, 0.7 and 1.
    """
