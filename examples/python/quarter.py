"""Print the report of the example quarter on a day as JSON text: `quarter.py [YYYY-MM-DD]`."""

import csv
import json
import sys
from pathlib import Path

from okr._core import report_json

DATA = Path(__file__).parents[1] / "data"


def main() -> None:
    as_of = sys.argv[1] if len(sys.argv) > 1 else "2026-08-31"
    with (DATA / "people-quarter.csv").open(newline="", encoding="utf-8") as file:
        readings = [reading(row) for row in csv.DictReader(file)]
    plan = (DATA / "people-quarter.json").read_text(encoding="utf-8")
    check_ins = (DATA / "people-quarter-check-ins.json").read_text(encoding="utf-8")
    print(report_json(plan, json.dumps(readings), as_of=as_of, check_ins=check_ins, kpi_periods=True))


def reading(row: dict[str, str]) -> dict[str, str | float]:
    numbers = ("value", "sample")
    return {name: float(text) if name in numbers else text for name, text in row.items() if text}


main()
