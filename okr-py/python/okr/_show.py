"""Display of tables: as text, and as HTML in notebooks."""

from __future__ import annotations

import datetime
import html
import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from okr._document import Document

MAIN: Mapping[str, Sequence[str]] = {
    "cycles": ("cycle", "start", "end", "elapsed", "score", "objectives", "attained"),
    "teams": ("team", "cycle", "score", "objectives", "attained", "tree_score"),
    "objectives": ("objective", "title", "cycle", "team", "score", "expected", "status"),
    "key_results": (
        *("key_result", "title", "baseline", "current", "target"),
        *("score", "expected", "status", "stale"),
    ),
    "kpis": ("kpi", "team", "period", "value", "unit", "change", "moved", "health", "target"),
    "kpi_periods": ("kpi", "team", "period", "value", "health", "target", "lower", "upper"),
    "triggers": ("rank", "kpi", "team", "rule", "state", "since", "severity", "message"),
    "findings": ("severity", "code", "id", "cycle", "message"),
    "values": ("metric", "team", "date", "value", "recorded", "sample"),
    "check_ins": ("date", "by", "title", "said", "confidence", "note"),
    "history": ("date", "table", "id", "score", "expected", "status"),
    "changes": ("severity", "code", "id", "before", "after", "date", "cause"),
    "agenda": ("section", "id", "title", "state", "since", "date", "message"),
    "notes": ("code", "treatment", "at", "row", "column", "cell", "option", "message"),
    "scan": ("kpi", "team", "rule", "state", "since", "fired", "run", "clear_run"),
}
"""The columns to show for each table. Rows and data frames have all columns."""

SCORES = frozenset({"score", "score_committed", "tree_score", "expected"})
"""The columns whose numbers are cut: no score looks as if it met what it did not."""

TEXT_ROWS, HTML_ROWS = 10, 50
TITLES = 5
"""Titles to show of each kind of item of a plan."""
WIDEST, WIDEST_TITLE = 40, 80


def text(
    name: str,
    columns: Sequence[str],
    rows: Sequence[Mapping[str, Any]],
    most: int | None = TEXT_ROWS,
) -> str:
    """Format the first rows, or all, as text with aligned columns."""
    first = rows[:most]
    head = f"{name}: {len(rows):,} row{'' if len(rows) == 1 else 's'}, {len(columns)} columns"
    shown = _shown(name, rows)
    lines = [[cell(_cut(column, row[column]), WIDEST) for column in shown] for row in first]
    if not lines:
        return head
    widths = [max(map(len, column)) for column in zip(shown, *lines, strict=True)]
    numeric = [all(_is_number(row[column]) for row in first) for column in shown]
    body = [
        "  ".join(
            it.rjust(width) if right else it.ljust(width)
            for it, width, right in zip(line, widths, numeric, strict=True)
        ).rstrip()
        for line in [list(shown), *lines]
    ]
    rest = len(rows) - len(first)
    more = [f"… and {rest:,} more"] if rest else []
    return "\n".join([head, *body, *more])


def html_table(name: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """Format the first rows as an HTML table."""
    shown = _shown(name, rows)
    caption = f"{name.replace('_', ' ')} ({len(rows):,})"
    lines = [f"<table><caption>{html.escape(caption)}</caption>", "<thead><tr>"]
    lines += [f"<th>{html.escape(column)}</th>" for column in shown]
    lines += ["</tr></thead>", "<tbody>"]
    for row in rows[:HTML_ROWS]:
        cells = (f"<td>{html.escape(cell(_cut(column, row[column])))}</td>" for column in shown)
        lines.append(f"<tr>{''.join(cells)}</tr>")
    lines.append("</tbody></table>")
    if len(rows) > HTML_ROWS:
        lines.append(f"<p>… and {len(rows) - HTML_ROWS:,} more</p>")
    return "\n".join(lines)


def html_lines(text: str) -> str:
    """Format the lines of a text as HTML. Lines that begin with a dash become a list."""
    parts = []
    for listed, lines in groupby(text.split("\n"), lambda line: line.startswith("- ")):
        tag = "li" if listed else "p"
        shown = (html.escape(line.removeprefix("- ")) for line in lines if line)
        body = "".join(f"<{tag}>{line}</{tag}>" for line in shown)
        parts.append(f"<ul>{body}</ul>" if listed else body)
    return f'<div style="overflow-wrap:anywhere">{"".join(parts)}</div>'


def html_items(name: str, items: Mapping[str, Iterable[Any]]) -> str:
    """Format items by kind as an HTML table: how many of each there are, and the first titles."""
    lines = [f"<table><caption>{html.escape(cell(name, WIDEST))}</caption>", "<tbody>"]
    left = '<td style="text-align:left">'  # Jupyter aligns cells to the right
    for kind, those in items.items():
        titles = [html.escape(cell(_title(item), WIDEST_TITLE)) for item in those]
        more = [f"… and {len(titles) - TITLES:,} more"] if len(titles) > TITLES else []
        if titles:
            shown = "<br/>".join([*titles[:TITLES], *more])
            lines.append(f"<tr><th>{kind}</th><td>{len(titles):,}</td>{left}{shown}</td></tr>")
    lines.append("</tbody></table>")
    return "\n".join(lines)


def _title(item: Any) -> Any:
    """Return what people call an item, or else its id."""
    if not isinstance(item, Document):
        return item
    names = (getattr(item, name, None) for name in ("title", "name", "id"))
    return next((name for name in names if name), "")


def cell(value: Any, longest: int | None = None) -> str:
    """Format a value briefly."""
    match value:
        case None:
            return "–"
        case True | False:
            return "yes" if value else "no"
        case float():
            shown = f"{value:,.2f}".rstrip("0").rstrip(".")
            return "0" if shown == "-0" else shown
        case datetime.date():
            return value.isoformat()
    shown = " ".join(str(value).split())
    return shown if longest is None or len(shown) <= longest else f"{shown[: longest - 1]}…"


def _cut(column: str, value: Any) -> Any:
    """Cut a score to two decimals, with the slack within which scores count as equal."""
    if column not in SCORES or not isinstance(value, float):
        return value
    return math.copysign(math.floor((abs(value) + 1e-9) * 100) / 100, value)


def _shown(name: str, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the columns to show, without empty ones."""
    filled = (column for column in MAIN[name] if any(row[column] is not None for row in rows))
    return list(filled)


def _is_number(value: Any) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))
