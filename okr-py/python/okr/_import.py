"""Import of sheets: functions with an argument for each option."""

# Generated from the types of okr-core by `make generate`; changes here are lost.

from __future__ import annotations

from collections.abc import Mapping, Sequence

from okr._document import Date
from okr._documents import (
    Better,
    Cadence,
    ColumnSeparator,
    Cycle,
    DateOrder,
    DecimalSeparator,
    Holds,
    PercentScale,
    SheetField,
    SheetMapping,
    Team,
    TextEncoding,
    WithoutNumbers,
)
from okr._imported import Imported, imported, inspected
from okr._readings import Readings
from okr._request import CheckInsLike
from okr._sheet import SheetLike

__all__ = ["import_goals", "import_kpis", "inspect_sheet"]


def import_goals(
    source: SheetLike,
    *,
    as_of: Date | None = None,
    cycle: str | Cycle | None = None,
    columns: Mapping[str, SheetField | None] | None = None,
    mapping: SheetMapping | None = None,
    header: int | None = None,
    range: str | None = None,
    decimal: DecimalSeparator | None = None,
    dates: DateOrder | None = None,
    percent: PercentScale | None = None,
    confidence: str | Mapping[str, float] | None = None,
    zone: str | None = None,
    year: int | None = None,
    fiscal_year_start: int | None = None,
    encoding: TextEncoding | None = None,
    separator: ColumnSeparator | None = None,
    file: str | None = None,
    sheet: str | None = None,
    without_numbers: WithoutNumbers = "milestone",
    cycles: Sequence[Cycle] = (),
    teams: Sequence[Team] = (),
    readings: Readings | None = None,
    check_ins: CheckInsLike | None = None,
) -> Imported:
    """Import objectives and key results from a sheet.

    A number is never guessed, and nothing is lost in silence: what was not taken over stands in
    `Imported.notes`, with the option that decides it.

    ```pycon
    >>> import okr
    >>> rows = [
    ...     {"Objective": "Hire faster", "Key Result": "Days to hire", "Target": 25, "Current": 33}
    ... ]
    >>> imported = okr.import_goals(rows, cycle="Q3 2026", as_of="2026-08-31")
    >>> imported.plan.objectives[0].key_results[0].id, imported.readings.to_dicts()[0]["value"]
    ('hire-faster-days-to-hire', 33.0)

    ```

    Args:
        source: A path (`.xlsx`, `.csv`, `.tsv`, `.json`), an open file, the content
            (`bytes`, or text with a line break), a data frame of pandas, polars, PyArrow or
            DuckDB, or a list of dictionaries or lists. A dictionary of these, by name, is a
            workbook.
        as_of: The day on which the sheet was exported: that of values and statuses without
            a date of their own.
        cycle: The cycle of all goals.
        columns: What columns mean, by their names or letters; none: not used.
        mapping: A mapping from `inspect`, perhaps changed: it takes the place of the
            header's names.
        header: The number of the row that holds the header, as the spreadsheet shows it.
        range: The cells to read, such as `A3:H40`.
        decimal: The decimal separator.
        dates: The order of day, month and year.
        percent: What plain numbers between 0 and 1 beside a percent sign are.
        confidence: The scale of confidences: `0-1`, `0-10`, `0-100`, `1-5`, or what each
            word stands for.
        zone: Which civil day a point in time is: `written`, `UTC` or an offset such as
            `+02:00`.
        year: The year of periods that are written without one.
        fiscal_year_start: The first month of the fiscal year, 1 to 12, for periods such as
            `Q3 FY26`.
        encoding: The encoding of a text file.
        separator: What separates the columns of a text file.
        file: The name of the file, for `meta.source`.
        sheet: The name of the sheet: which one of a workbook to read; for `meta.source`.
        without_numbers: What becomes of a key result without numbers.
        cycles: Cycles that the sheet names by id or name and that are not periods.
        teams: Teams that the sheet names by id or name.
        readings: Readings of earlier imports: what they have is not new.
        check_ins: Check-ins of earlier imports: what they have is not new.

    Raises:
        SheetError: If the sheet can be read in several ways, or in none: it says why, and
            which option decides it.
        OSError: If the file cannot be read.
    """
    options = {
        "holds": "goals",
        "as_of": as_of,
        "cycle": cycle,
        "columns": columns,
        "mapping": mapping,
        "header": header,
        "range": range,
        "decimal": decimal,
        "dates": dates,
        "percent": percent,
        "confidence": confidence,
        "zone": zone,
        "year": year,
        "fiscal_year_start": fiscal_year_start,
        "encoding": encoding,
        "separator": separator,
        "file": file,
        "sheet": sheet,
        "without_numbers": without_numbers,
        "cycles": cycles,
        "teams": teams,
    }
    return imported(source, options, readings, check_ins)


def import_kpis(
    source: SheetLike,
    *,
    as_of: Date | None = None,
    columns: Mapping[str, SheetField | None] | None = None,
    mapping: SheetMapping | None = None,
    header: int | None = None,
    range: str | None = None,
    decimal: DecimalSeparator | None = None,
    dates: DateOrder | None = None,
    percent: PercentScale | None = None,
    zone: str | None = None,
    better: Better | Mapping[str, Better] | None = None,
    cadence: Cadence | Mapping[str, Cadence] | None = None,
    kpi: str | None = None,
    year: int | None = None,
    fiscal_year_start: int | None = None,
    encoding: TextEncoding | None = None,
    separator: ColumnSeparator | None = None,
    file: str | None = None,
    sheet: str | None = None,
    teams: Sequence[Team] = (),
    readings: Readings | None = None,
    check_ins: CheckInsLike | None = None,
) -> Imported:
    """Import KPIs and their values from a sheet: long, wide, or with periods as rows.

    ```pycon
    >>> import okr
    >>> sheet = [["KPI", "Jul 2026", "Aug 2026"], ["eNPS", 31, 28]]
    >>> imported = okr.import_kpis(sheet, better={"eNPS": "higher"})
    >>> imported.plan.kpis[0].cadence, len(imported.readings)
    ('monthly', 2)

    ```

    Args:
        source: A path (`.xlsx`, `.csv`, `.tsv`, `.json`), an open file, the content
            (`bytes`, or text with a line break), a data frame of pandas, polars, PyArrow or
            DuckDB, or a list of dictionaries or lists. A dictionary of these, by name, is a
            workbook.
        as_of: The day on which the sheet was exported: that of values and statuses without
            a date of their own.
        columns: What columns mean, by their names or letters; none: not used.
        mapping: A mapping from `inspect`, perhaps changed: it takes the place of the
            header's names.
        header: The number of the row that holds the header, as the spreadsheet shows it.
        range: The cells to read, such as `A3:H40`.
        decimal: The decimal separator.
        dates: The order of day, month and year.
        percent: What plain numbers between 0 and 1 beside a percent sign are.
        zone: Which civil day a point in time is: `written`, `UTC` or an offset such as
            `+02:00`.
        better: Which values are better: for all KPIs, or by the name or id of each.
        cadence: How often KPIs have a value: for all, or by the name or id of each.
        kpi: The name of the KPI whose values the sheet holds, where no column has it.
        year: The year of periods that are written without one.
        fiscal_year_start: The first month of the fiscal year, 1 to 12, for periods such as
            `Q3 FY26`.
        encoding: The encoding of a text file.
        separator: What separates the columns of a text file.
        file: The name of the file, for `meta.source`.
        sheet: The name of the sheet: which one of a workbook to read; for `meta.source`.
        teams: Teams that the sheet names by id or name.
        readings: Readings of earlier imports: what they have is not new.
        check_ins: Check-ins of earlier imports: what they have is not new.

    Raises:
        SheetError: If the sheet can be read in several ways, or in none: it says why, and
            which option decides it.
        OSError: If the file cannot be read.
    """
    options = {
        "holds": "kpis",
        "as_of": as_of,
        "columns": columns,
        "mapping": mapping,
        "header": header,
        "range": range,
        "decimal": decimal,
        "dates": dates,
        "percent": percent,
        "zone": zone,
        "better": better,
        "cadence": cadence,
        "kpi": kpi,
        "year": year,
        "fiscal_year_start": fiscal_year_start,
        "encoding": encoding,
        "separator": separator,
        "file": file,
        "sheet": sheet,
        "teams": teams,
    }
    return imported(source, options, readings, check_ins)


def inspect_sheet(
    source: SheetLike,
    *,
    holds: Holds,
    as_of: Date | None = None,
    cycle: str | Cycle | None = None,
    columns: Mapping[str, SheetField | None] | None = None,
    mapping: SheetMapping | None = None,
    header: int | None = None,
    range: str | None = None,
    decimal: DecimalSeparator | None = None,
    dates: DateOrder | None = None,
    percent: PercentScale | None = None,
    confidence: str | Mapping[str, float] | None = None,
    zone: str | None = None,
    better: Better | Mapping[str, Better] | None = None,
    cadence: Cadence | Mapping[str, Cadence] | None = None,
    kpi: str | None = None,
    year: int | None = None,
    fiscal_year_start: int | None = None,
    encoding: TextEncoding | None = None,
    separator: ColumnSeparator | None = None,
    file: str | None = None,
    sheet: str | None = None,
    without_numbers: WithoutNumbers = "milestone",
    cycles: Sequence[Cycle] = (),
    teams: Sequence[Team] = (),
) -> SheetMapping:
    """Return how a sheet would be read: its header, its layout, and what its columns mean.

    Change the mapping and pass it to `import_goals` or `import_kpis` as `mapping`.

    ```pycon
    >>> import okr
    >>> sheet = [["Goal", "Metric", "Target", "Remarks"], ["Hire", "Days", 25, "!"]]
    >>> mapping = okr.inspect_sheet(sheet, holds="goals")
    >>> [column.field for column in mapping.columns]
    ['objective', 'measure_name', 'target', None]

    ```

    Args:
        source: A path (`.xlsx`, `.csv`, `.tsv`, `.json`), an open file, the content
            (`bytes`, or text with a line break), a data frame of pandas, polars, PyArrow or
            DuckDB, or a list of dictionaries or lists. A dictionary of these, by name, is a
            workbook.
        holds: What the sheet holds.
        as_of: The day on which the sheet was exported: that of values and statuses without
            a date of their own.
        cycle: The cycle of all goals.
        columns: What columns mean, by their names or letters; none: not used.
        mapping: A mapping from `inspect`, perhaps changed: it takes the place of the
            header's names.
        header: The number of the row that holds the header, as the spreadsheet shows it.
        range: The cells to read, such as `A3:H40`.
        decimal: The decimal separator.
        dates: The order of day, month and year.
        percent: What plain numbers between 0 and 1 beside a percent sign are.
        confidence: The scale of confidences: `0-1`, `0-10`, `0-100`, `1-5`, or what each
            word stands for.
        zone: Which civil day a point in time is: `written`, `UTC` or an offset such as
            `+02:00`.
        better: Which values are better: for all KPIs, or by the name or id of each.
        cadence: How often KPIs have a value: for all, or by the name or id of each.
        kpi: The name of the KPI whose values the sheet holds, where no column has it.
        year: The year of periods that are written without one.
        fiscal_year_start: The first month of the fiscal year, 1 to 12, for periods such as
            `Q3 FY26`.
        encoding: The encoding of a text file.
        separator: What separates the columns of a text file.
        file: The name of the file, for `meta.source`.
        sheet: The name of the sheet: which one of a workbook to read; for `meta.source`.
        without_numbers: What becomes of a key result without numbers.
        cycles: Cycles that the sheet names by id or name and that are not periods.
        teams: Teams that the sheet names by id or name.

    Raises:
        SheetError: If the sheet can be read in several ways, or in none: it says why, and
            which option decides it.
        OSError: If the file cannot be read.
    """
    options = {
        "holds": holds,
        "as_of": as_of,
        "cycle": cycle,
        "columns": columns,
        "mapping": mapping,
        "header": header,
        "range": range,
        "decimal": decimal,
        "dates": dates,
        "percent": percent,
        "confidence": confidence,
        "zone": zone,
        "better": better,
        "cadence": cadence,
        "kpi": kpi,
        "year": year,
        "fiscal_year_start": fiscal_year_start,
        "encoding": encoding,
        "separator": separator,
        "file": file,
        "sheet": sheet,
        "without_numbers": without_numbers,
        "cycles": cycles,
        "teams": teams,
    }
    return inspected(source, options)
