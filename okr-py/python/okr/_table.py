"""Tables of reports: rows to look up, iterate over, and convert to data frames."""

from __future__ import annotations

import datetime
import difflib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, final, get_type_hints, overload

from okr import _core, _show
from okr._frames import Frame
from okr._typed import typed
from okr._workbook_writer import WorkbookSheet

if TYPE_CHECKING:
    import pandas

Row = TypeVar("Row", bound=Mapping[str, Any])
EPOCH = datetime.date(1970, 1, 1).toordinal()


class NoSuchRowError(KeyError):
    """Raised for a name that no row or column has, or that several rows have."""

    def __str__(self) -> str:
        """Return the message as it is; `KeyError` would show it in quotation marks."""
        return str(self.args[0])


@final
class Table(Frame, Sequence[Row], Generic[Row]):
    """An immutable sequence of rows, each a dictionary: a table of a report.

    Look a row up by its index or its name: `report.key_results[0]`, `report.key_results["days"]`,
    `report.teams["people@2026-Q3"]`, `report.kpis["enps@north"]`,
    `report.triggers["turnover:spike"]`, `report.findings["missing-owner@hire"]`. A shorter name
    also works if only one row has it: `report.triggers["turnover"]`.
    """

    __slots__ = ("_handle", "_names", "_rows", "_type")

    _handle: _core.Table
    _type: type[Row]
    _rows: list[Row] | None
    _names: dict[str, list[int]] | None

    def __init__(self, core: _core.Table, row: type[Row]) -> None:
        """Wrap a table of the core. Reports create their tables."""
        self._handle = core
        self._type = row
        self._rows = None
        self._names = None

    @property
    def name(self) -> str:
        """Name of the table."""
        return self._handle.name

    @property
    def columns(self) -> list[str]:
        """Names of the columns. A nested field is named `outer_inner`."""
        return list(self._handle.columns())

    def column(self, name: str) -> list[Any]:
        """Return the values of a column as a list, with `None` for missing ones.

        Args:
            name: Name of the column, one of `columns`.

        Raises:
            KeyError: If there is no such column.
        """
        columns = self._handle.columns()
        if name not in columns:
            raise NoSuchRowError(f"there is no column `{name}`{_nearest(name, columns)}")
        kind, cells = columns[name]
        if kind == "json" and (of := get_type_hints(self._type).get(name)) is not None:
            return [typed(of, value) for value in _values(kind, cells)]
        return _values(kind, cells)

    def get(self, name: str, default: Any = None) -> Any:
        """Return the row with a name, or `default` if no single row has it."""
        try:
            return self[name]
        except KeyError:
            return default

    def by_code(self) -> dict[str, list[Row]]:
        """Return the rows by their code: those of findings, changes and notes.

        ```pycon
        >>> import okr
        >>> kpi = okr.Kpi(id="enps", name="eNPS", better="higher", cadence="monthly")
        >>> findings = okr.Plan(kpis=[kpi]).lint(as_of="2026-08-05")
        >>> [row["id"] for row in findings.by_code()["kpi-without-range"]]
        ['enps']

        ```

        Raises:
            KeyError: If the rows have no code.
        """
        codes: dict[str, list[Row]] = {}
        for code, row in zip(self.column("code"), self, strict=True):
            codes.setdefault(code, []).append(row)
        return codes

    def to_dicts(self) -> list[Row]:
        """Return the rows as a new list of new dictionaries."""
        rows: list[Row] = typed(list[self._type], json.loads(self._handle.to_json()))  # type: ignore[name-defined]
        return rows

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows as a pandas data frame, with days as timestamps.

        Nested fields become columns of their own; lists and objects become JSON text. Words such
        as statuses become ordered categories, in the order in which the guide lists them.
        """
        import pandas

        columns = self._handle.plain_columns()
        return pandas.DataFrame({name: _series(*column) for name, column in columns.items()})

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return the rows as an Arrow stream (Arrow PyCapsule interface)."""
        return self._handle.stream()

    def __arrow_c_schema__(self) -> object:
        """Return the types of the columns as an Arrow schema (Arrow PyCapsule interface)."""
        return self._handle.schema()

    def __len__(self) -> int:
        """Return `len(self)`: the number of rows."""
        return len(self._all())

    def __iter__(self) -> Iterator[Row]:
        """Iterate over the rows."""
        return iter(self._all())

    @overload
    def __getitem__(self, which: int | str) -> Row: ...
    @overload
    def __getitem__(self, which: slice) -> Sequence[Row]: ...
    def __getitem__(self, which: int | str | slice) -> Row | Sequence[Row]:
        """Return a row by its index or name, or a slice of rows.

        Raises:
            IndexError: If the index is out of range.
            KeyError: If no row has the name, or several do.
        """
        if not isinstance(which, str):
            return self._all()[which]
        places = self._places().get(which, [])
        if len(places) == 1:
            return self._all()[places[0]]
        if places:
            names = ", ".join(f"`{_names(self.name, self._all()[place])[0]}`" for place in places)
            raise NoSuchRowError(f"`{which}` names {len(places)} rows: {names}")
        nearest = _nearest(which, self._places())
        raise NoSuchRowError(f"there is no `{which}` among the {self.name}{nearest}")

    def __contains__(self, which: object) -> bool:
        """Return whether a row has the name, or equals the dictionary."""
        return which in self._places() if isinstance(which, str) else which in self._all()

    def __eq__(self, other: object) -> bool:
        """Return `self == other`: whether both are the same table with the same rows."""
        if not isinstance(other, Table):
            return NotImplemented
        return self.name == other.name and self._all() == other._all()

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        """Return `repr(self)`: the first rows with the most important columns."""
        return _show.text(self.name, self.columns, self._all())

    def __str__(self) -> str:
        """Return `str(self)`: findings like a compiler's, notes a line each, others as `repr`."""
        if self.name == "notes":
            return "\n".join(_core.note_text(json.dumps(note)) for note in self)
        if self.name == "findings":
            return _core.findings_text(self._handle.to_json()).rstrip()
        return repr(self)

    def _repr_html_(self) -> str:
        return self._handle.html() or _show.html_table(self.name, self._all())

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        """Support `pickle`."""
        return _kept, (*self._handle.kept(), self._type)

    def _all(self) -> list[Row]:
        if self._rows is None:
            self._rows = self.to_dicts()
        return self._rows

    def _places(self) -> dict[str, list[int]]:
        """Return the indices of the rows by name."""
        if self._names is None:
            self._names = {}
            for place, row in enumerate(self._all()):
                for name in _names(self.name, row):
                    self._names.setdefault(name, []).append(place)
        return self._names


def _kept(name: str, text: str, row: type[Any]) -> Table[Any]:
    return Table(_core.Table(name, text), row)


def _names(table: str, row: Mapping[str, Any]) -> list[str]:
    """Return the names of a row, the full one first."""
    series = [row["kpi"]] if "kpi" in row else []
    if series and row["team"] is not None:
        series.insert(0, f"{row['kpi']}@{row['team']}")
    match table:
        case "teams":
            return [f"{row['team']}@{row['cycle']}", row["team"]]
        case "kpis":
            return series
        case "kpi_periods":
            return [f"{name}:{row['period']}" for name in series]
        case "triggers" | "scan":
            rule = row["rule"] + (f"#{row['number']}" if row["number"] > 1 else "")
            return [*(f"{name}:{rule}" for name in series), *series]
        case "findings" | "changes" | "agenda" | "notes":
            return _coded_names(table, row)
        case "diff":
            return [row["path"], *([] if row["id"] is None else [row["id"]])]
        case "history":
            return [f"{row['id']}@{row['date']}", row["id"]]
        case "values":
            metric = row["metric"] if row["team"] is None else f"{row['metric']}@{row['team']}"
            return [f"{metric}:{row['date']}", metric]
        case "check_ins":
            return [f"{row['of']['id']}:{row['date']}", row["of"]["id"]]
        case _:
            return [row[table.removesuffix("s")]]


def _coded_names(table: str, row: Mapping[str, Any]) -> list[str]:
    """Return the names of a row that has a code, the full one first."""
    match table:
        case "findings":
            known = [row["code"], row["id"], row["cycle"]]
            parts = [part for part in known if part is not None]
            return list(
                dict.fromkeys("@".join(parts[:count]) for count in range(len(parts), 0, -1))
            )
        case "changes" | "agenda":
            kind = row["code" if table == "changes" else "section"]
            names = [f"{kind}@{row['id']}", row["id"]]
            return names if row["date"] is None else [f"{names[0]}@{row['date']}", *names]
        case _:
            places = [it for it in (row["at"], row["column"]) if it is not None]
            return [*(f"{row['code']}@{place}" for place in places), row["code"]]


def _nearest(name: str, known: Mapping[str, Any]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f": did you mean `{near[0]}`?" if near else ""


def _values(kind: str, cells: list[Any]) -> list[Any]:
    match kind:
        case "date":
            days = (None if day is None else day + EPOCH for day in cells)
            return [None if day is None else datetime.date.fromordinal(day) for day in days]
        case "json":
            return [None if text is None else json.loads(text) for text in cells]
        case _:
            return cells


WIDEST_COLUMN = 60


def table_sheet(table: Table[Any]) -> WorkbookSheet:
    """Return a table as a sheet of a workbook, without columns that are empty."""
    columns = table._handle.columns()
    shown = {
        name: cells if kind == "json" else _values(kind, cells)
        for name, (kind, cells) in columns.items()
        if any(cell is not None for cell in cells)
    }
    widths = [
        min(WIDEST_COLUMN, max(len(_show.cell(cell)) for cell in [name, *cells]))
        for name, cells in shown.items()
    ]
    return WorkbookSheet(table.name, list(shown), widths, zip(*shown.values(), strict=True))


def _series(kind: str, values: bytes, missing: bytes | None, texts: list[str]) -> Any:
    """Convert one of `plain_columns` to a pandas series, without an object per cell."""
    import numpy
    import pandas

    none = None if missing is None else numpy.frombuffer(missing, "?")
    match kind:
        case "number":
            return pandas.Series(numpy.frombuffer(values, "<f8").copy())
        case "count":
            counts = numpy.frombuffer(values, "<u4").astype("int64")
            return pandas.Series(
                counts if none is None else pandas.arrays.IntegerArray(counts, none.copy())
            )
        case "flag":
            flags = numpy.frombuffer(values, "?").copy()
            return pandas.Series(
                flags if none is None else pandas.arrays.BooleanArray(flags, none.copy())
            )
        case "date":
            days = numpy.frombuffer(values, "<i4").astype("datetime64[D]").astype("datetime64[s]")
            if none is not None:
                days[none] = numpy.datetime64("NaT")
            return pandas.Series(days)
        case "word":
            places = numpy.frombuffer(values, "<i4")
            return pandas.Series(pandas.Categorical.from_codes(places, texts, ordered=True))
        case _:
            places = numpy.frombuffer(values, "<i4")
            if pandas.__version__ >= "3":
                return pandas.Series(pandas.array(texts, dtype="str").take(places, allow_fill=True))
            return pandas.Series(numpy.array([*texts, None], dtype="object")[places])


Table.__module__ = "okr"
