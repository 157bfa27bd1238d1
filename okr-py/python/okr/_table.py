"""Tables: rows to look up, to go through, and to hand on to data frames."""

from __future__ import annotations

import datetime
import difflib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, final, overload

from okr import _core, _show
from okr._frames import Frame
from okr._typed import typed

if TYPE_CHECKING:
    import pandas

Row = TypeVar("Row", bound=Mapping[str, Any])
EPOCH = datetime.date(1970, 1, 1).toordinal()


class NoSuchRowError(KeyError):
    """No row has that name, or several have."""

    def __str__(self) -> str:
        """The message as it is, which `KeyError` would put into quotation marks."""
        return str(self.args[0])


@final
class Table(Frame, Sequence[Row], Generic[Row]):
    """The rows of a table of a report, as dictionaries. It does not change.

    A row is found by its place or its name: `report.key_results[0]`, `report.key_results["days"]`,
    `report.teams["people@2026-Q3"]`, `report.kpis["enps@north"]`,
    `report.triggers["turnover:spike"]`, `report.findings["missing-owner@hire"]`. A shorter name
    does where only one row has it: `report.triggers["turnover"]`.
    """

    __slots__ = ("_handle", "_names", "_rows", "_type")

    _handle: _core.Table
    _type: type[Row]
    _rows: list[Row] | None
    _names: dict[str, list[int]] | None

    def __init__(self, core: _core.Table, row: type[Row]) -> None:
        """Wrap a table of the core."""
        self._handle = core
        self._type = row
        self._rows = None
        self._names = None

    @property
    def name(self) -> str:
        """The name of the table."""
        return self._handle.name

    @property
    def columns(self) -> list[str]:
        """The names of the columns; of a field inside another one `outer_inner`."""
        return list(self._handle.columns())

    def column(self, name: str) -> list[Any]:
        """Give the values of a column, `None` where there is none.

        Args:
            name: Its name, as `columns` lists it.

        Raises:
            KeyError: There is no such column.
        """
        columns = self._handle.columns()
        if name not in columns:
            raise NoSuchRowError(f"there is no column `{name}`{_nearest(name, columns)}")
        kind, cells = columns[name]
        return _values(kind, cells)

    def get(self, name: str, default: Any = None) -> Any:
        """Give the row of that name, or the default where there is none."""
        try:
            return self[name]
        except KeyError:
            return default

    def to_dicts(self) -> list[Row]:
        """Give the rows as dictionaries of the caller's own."""
        rows: list[Row] = typed(list[self._type], json.loads(self._handle.to_json()))  # type: ignore[name-defined]
        return rows

    def to_pandas(self) -> pandas.DataFrame:
        """Give the rows as a data frame of pandas, days as timestamps.

        Fields inside a field are columns of their own, lists and objects are JSON text.
        """
        import pandas

        columns = self._handle.plain_columns()
        return pandas.DataFrame({name: _series(*column) for name, column in columns.items()})

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Give the rows as an Arrow stream."""
        return self._handle.stream()

    def __arrow_c_schema__(self) -> object:
        """Give the types of the columns."""
        return self._handle.schema()

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._all())

    def __iter__(self) -> Iterator[Row]:
        """Go through the rows."""
        return iter(self._all())

    @overload
    def __getitem__(self, which: int | str) -> Row: ...
    @overload
    def __getitem__(self, which: slice) -> Sequence[Row]: ...
    def __getitem__(self, which: int | str | slice) -> Row | Sequence[Row]:
        """Give a row by its place or its name, or some rows."""
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
        """Whether a row has that name."""
        return which in self._places() if isinstance(which, str) else which in self._all()

    def __eq__(self, other: object) -> bool:
        """Whether both have the same rows."""
        if not isinstance(other, Table):
            return NotImplemented
        return self.name == other.name and self._all() == other._all()

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        """The first rows, in the columns that matter most."""
        return _show.text(self.name, self.columns, self._all())

    def __str__(self) -> str:
        """What `print` shows: findings as a compiler would, each with its place and its help."""
        if self.name == "findings":
            return _core.findings_text(self._handle.to_json()).rstrip()
        return repr(self)

    def _repr_html_(self) -> str:
        return _show.html_table(self.name, self._all())

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        """Keep the rows when it is pickled."""
        return _kept, (*self._handle.kept(), self._type)

    def _all(self) -> list[Row]:
        if self._rows is None:
            self._rows = self.to_dicts()
        return self._rows

    def _places(self) -> dict[str, list[int]]:
        """Where the rows of each name are."""
        if self._names is None:
            self._names = {}
            for place, row in enumerate(self._all()):
                for name in _names(self.name, row):
                    self._names.setdefault(name, []).append(place)
        return self._names


def _kept(name: str, text: str, row: type[Any]) -> Table[Any]:
    return Table(_core.Table(name, text), row)


def _names(table: str, row: Mapping[str, Any]) -> list[str]:
    """Give the names of a row, the whole one first."""
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
        case "findings":
            known = [row["code"], row["id"], row["cycle"]]
            parts = [part for part in known if part is not None]
            return list(
                dict.fromkeys("@".join(parts[:count]) for count in range(len(parts), 0, -1))
            )
        case "history":
            return [f"{row['id']}@{row['date']}", row["id"]]
        case _:
            return [row[table.removesuffix("s")]]


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


def _series(kind: str, values: bytes, missing: bytes | None, texts: list[str]) -> Any:
    """Make a column of pandas from one of `plain_columns`, without an object for each cell."""
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
        case _:
            places = numpy.frombuffer(values, "<i4")
            if pandas.__version__ >= "3":
                return pandas.Series(pandas.array(texts, dtype="str").take(places, allow_fill=True))
            return pandas.Series(numpy.array([*texts, None], dtype="object")[places])


Table.__module__ = "okr"
