"""Print the report of the example quarter on a day as JSON text: `quarter.py [YYYY-MM-DD]`."""

import json
import sys
from pathlib import Path

import okr

DATA = Path(__file__).parents[1] / "data"


def main() -> None:
    plan = okr.Plan.from_file(DATA / "people-quarter.json")
    readings = okr.Readings.from_csv(DATA / "people-quarter.csv")
    check_ins = json.loads((DATA / "people-quarter-check-ins.json").read_text(encoding="utf-8"))
    as_of = sys.argv[1] if len(sys.argv) > 1 else "2026-08-31"
    print(plan.evaluate(readings, as_of=as_of, check_ins=check_ins, kpi_periods=True).to_json())


main()
