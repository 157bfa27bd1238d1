"""The tables `kpis` and `kpi_periods`."""

from datetime import date

from . import stats
from .calendar import parse_date
from .numbers import exact_or_none
from .series import KpiPeriod, Series, points, shown_period
from .standard import Standard, is_stale, period_health, standard, standard_of


def row(line: Series, series: list[KpiPeriod], as_of: date, policy: dict) -> dict:
    """The row of table `kpis`."""
    kpi, shown = line.kpi, shown_period(line.kpi, series)
    judged_by = standard(kpi, as_of) if shown is None else standard_of(kpi, shown, as_of)
    value = None if shown is None else shown.value
    complete = [p for p in series if p.complete]
    earlier = [p for p in complete if shown and p.period.index < shown.period.index and p.value is not None]
    previous = earlier[-1].value if earlier else None
    benchmark = exact_or_none((kpi.get("benchmark") or {}).get("value"))
    return {
        "kpi": kpi["id"],
        "team": line.team,
        "name": kpi["name"],
        "owner": kpi.get("owner"),
        "unit": kpi.get("unit"),
        "period": None if shown is None else shown.period.label,
        "value": value,
        "sample": None if shown is None else shown.sample,
        "previous": previous,
        **_change(judged_by, value, [p.value for p in earlier]),
        "health": _row_health(kpi, series, shown, as_of, policy),
        "target": judged_by.target,
        "target_met": None if value is None else judged_by.target_met(value),
        "target_gap": None if value is None or judged_by.target is None else value - judged_by.target,
        "benchmark_gap": None if value is None or benchmark is None else value - benchmark,
        "unhealthy_periods": unhealthy_periods(kpi, complete, as_of),
        "xmr": _xmr_row(complete),
    }


def _change(judged_by: Standard, value, before: list) -> dict:
    if value is None or not before:
        return {"change": None, "change_percent": None, "moved": "unknown"}
    previous = before[-1]
    change = value - previous
    worse = judged_by.badness(value) - judged_by.badness(previous)
    return {
        "change": change,
        "change_percent": None if min(before + [value]) <= 0 else 100 * change / previous,
        "moved": "worse" if worse > 0 else "better" if worse < 0 else "same",
    }


def _row_health(kpi, series, shown, as_of, policy) -> str:
    if kpi.get("end") and as_of > parse_date(kpi["end"]):
        return "retired"
    if shown is None:
        return "no_data"
    health = period_health(kpi, shown, as_of)
    if health in ("healthy", "watch") and is_stale(kpi, series, as_of, policy):
        return "stale"
    return health


def unhealthy_periods(kpi: dict, complete: list[KpiPeriod], as_of: date) -> int:
    """How many unhealthy periods stand at the end of the series; periods without a value are passed over."""
    run = 0
    for period in reversed(complete):
        if period.value is None:
            continue
        if period_health(kpi, period, as_of) != "unhealthy":
            break
        run += 1
    return run


def _xmr_row(complete: list[KpiPeriod]) -> dict | None:
    chart = stats.xmr(points(complete))
    if chart is None:
        return None
    return {
        "mean": chart.mean,
        "lower": chart.lower,
        "upper": chart.upper,
        "mean_range": chart.mean_range,
        "points": chart.points,
        "provisional": chart.provisional,
    }


def period_rows(line: Series, series: list[KpiPeriod], as_of: date) -> dict:
    """The rows of table `kpi_periods`, by key `kpi:period`."""
    complete = [p for p in series if p.complete]
    values = points(complete)
    chart = stats.xmr(values)
    signals = {}
    if chart is not None:
        for position, (index, _) in enumerate(values):
            signals[index] = stats.signal([value for _, value in values[: position + 1]], chart)
    rows = {}
    for period in complete:
        judged_by = standard_of(line.kpi, period, as_of)
        rows[f"{line.key}:{period.period.label}"] = {
            "kpi": line.kpi["id"],
            "team": line.team,
            "period": period.period.label,
            "start": period.period.start.isoformat(),
            "end": period.period.end.isoformat(),
            "value": period.value,
            "sample": period.sample,
            "gap": period.gap,
            "health": period_health(line.kpi, period, as_of),
            "target": judged_by.target,
            "lower": judged_by.lower,
            "upper": judged_by.upper,
            "signal": signals.get(period.period.index),
        }
    return rows


def period_table(lines: list[Series], series: dict, as_of: date) -> dict:
    """The table `kpi_periods`, in document order."""
    return {key: row for line in lines for key, row in period_rows(line, series[line.key], as_of).items()}
