"""The tables `kpis` and `kpi_periods`."""

from datetime import date
from fractions import Fraction

from . import stats
from .calendar import parse_date, year_before
from .numbers import clamp, exact_or_none
from .series import KpiPeriod, Series, judges_settled_only, phase_of, points, shown_period
from .standard import Standard, has_percent, is_stale, period_health, standard, standard_of


def row(line: Series, series: list[KpiPeriod], base: list[KpiPeriod], as_of: date, policy: dict) -> dict:
    """The row of table `kpis`. `base`: the series without a rolling window."""
    kpi, shown = line.kpi, shown_period(line.kpi, series)
    judged_by = standard(kpi, as_of) if shown is None else standard_of(kpi, shown, as_of)
    value = None if shown is None else shown.value
    complete = [p for p in series if p.complete]
    earlier = [p for p in complete if shown and p.period.index < shown.period.index and p.value is not None]
    benchmark = exact_or_none((kpi.get("benchmark") or {}).get("value"))
    return {
        "kpi": kpi["id"],
        "team": line.team,
        "name": kpi["name"],
        "owner": kpi.get("owner"),
        "unit": kpi.get("unit"),
        "cadence": kpi["cadence"],
        "better": kpi["better"],
        "area": kpi.get("area"),
        "indicator": kpi.get("indicator"),
        "tags": kpi.get("tags") or [],
        "period": None if shown is None else shown.period.label,
        "value": value,
        "sample": None if shown is None else shown.sample,
        "preliminary": shown is not None and is_preliminary(kpi, shown),
        "parts": None if shown is None else shown.parts,
        "parts_of": None if shown is None else shown.parts_of,
        "previous": earlier[-1].value if earlier else None,
        **_change(judged_by, value, [p.value for p in earlier]),
        **_year(value, shown, complete),
        "running": _running(series),
        "health": _row_health(kpi, series, shown, as_of, policy),
        "target": judged_by.target,
        "healthy_min": judged_by.lower,
        "healthy_max": judged_by.upper,
        "target_met": None if value is None else judged_by.target_met(value),
        "target_gap": None if value is None or judged_by.target is None else value - judged_by.target,
        "benchmark_gap": None if value is None or benchmark is None else value - benchmark,
        "unhealthy_periods": unhealthy_periods(kpi, complete, as_of),
        "xmr": _xmr_row(newest_phase(kpi, [p for p in base if p.complete])),
    }


def is_preliminary(kpi: dict, period: KpiPeriod) -> bool:
    """Whether a value may still change: no rule judges it."""
    return judges_settled_only(kpi) and period.complete and not period.settled and period.is_there


def _change(judged_by: Standard, value, before: list) -> dict:
    if value is None or not before:
        return {"change": None, "change_percent": None, "moved": "unknown"}
    previous = before[-1]
    worse, better = judged_by.worse(value, previous), judged_by.worse(previous, value)
    return {
        "change": value - previous,
        "change_percent": _percent(value, before),
        "moved": "worse" if worse else "better" if better else "same",
    }


def _percent(value: Fraction, compared: list[Fraction]) -> Fraction | None:
    """The change in percent of the last of the values that it is compared with."""
    return 100 * (value - compared[-1]) / compared[-1] if has_percent(compared) else None


def _year(value, shown: KpiPeriod | None, complete: list[KpiPeriod]) -> dict:
    """What the period of a year before came to, and the change since."""
    none = {"year_ago": None, "year_ago_period": None, "year_change": None, "year_change_percent": None}
    before = None if shown is None else year_before(shown.period)
    upto = [] if before is None else [p for p in complete if p.period.index <= before.index and p.value is not None]
    if not upto or upto[-1].period.index != before.index:
        return none
    known = {"year_ago": upto[-1].value, "year_ago_period": before.label}
    if value is None:
        return none | known
    return known | {
        "year_change": value - upto[-1].value,
        "year_change_percent": _percent(value, [p.value for p in upto]),
    }


def _running(series: list[KpiPeriod]) -> dict | None:
    """What the period that is not over comes to so far."""
    running = next((p for p in series if not p.complete), None)
    if running is None:
        return None
    return {"period": running.period.label, "value": running.value, "sample": running.sample}


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


def newest_phase(kpi: dict, complete: list[KpiPeriod]) -> list[KpiPeriod]:
    """The periods of the phase in which the newest one lies."""
    return [p for p in complete if phase_of(kpi, p.period) == phase_of(kpi, complete[-1].period)]


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


def period_rows(line: Series, series: list[KpiPeriod], base: list[KpiPeriod], as_of: date) -> dict:
    """The rows of table `kpi_periods`, by key `kpi:period`."""
    kpi = line.kpi
    charts = _charts(kpi, [p for p in base if p.complete])
    rows = {}
    for period in (p for p in series if p.complete):
        judged_by, phase = standard_of(kpi, period, as_of), phase_of(kpi, period.period)
        chart, signals = charts.get(phase, (None, {}))
        rows[f"{line.key}:{period.period.label}"] = {
            "kpi": kpi["id"],
            "team": line.team,
            "period": period.period.label,
            "start": period.period.start.isoformat(),
            "end": period.period.end.isoformat(),
            "value": period.value,
            "sample": period.sample,
            "gap": period.gap,
            "awaited": period.awaited,
            "preliminary": is_preliminary(kpi, period),
            "health": period_health(kpi, period, as_of),
            "target": judged_by.target,
            "mean": None if chart is None else chart.mean,
            "lower": None if chart is None else _within_unit(kpi, chart.lower),
            "upper": None if chart is None else _within_unit(kpi, chart.upper),
            "phase": kpi["phases"][phase - 1]["from"] if phase else None,
            "signal": signals.get(period.period.index),
        }
    return rows


def _charts(kpi: dict, complete: list[KpiPeriod]) -> dict:
    """By phase its chart, and which special cause the value of a period belongs to."""
    charts = {}
    for phase in {phase_of(kpi, p.period) for p in complete}:
        of_phase = points([p for p in complete if phase_of(kpi, p.period) == phase])
        chart = stats.xmr(of_phase)
        if chart is not None:
            found = stats.marks([value for _, value in of_phase], chart)
            charts[phase] = chart, {index: cause for (index, _), cause in zip(of_phase, found)}
    return charts


def _within_unit(kpi: dict, limit: Fraction) -> Fraction:
    """A limit of a percentage lies within 0 to 100."""
    return clamp(limit, Fraction(0), Fraction(100)) if kpi.get("unit") == "%" else limit


def period_table(lines: list[Series], series: dict, bases: dict, as_of: date) -> dict:
    """The table `kpi_periods`, in document order."""
    rows = {}
    for line in lines:
        rows.update(period_rows(line, series[line.key], bases[line.key], as_of))
    return rows
