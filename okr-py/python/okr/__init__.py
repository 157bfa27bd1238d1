"""Validate and evaluate objectives, key results and KPIs.

* `Plan` describes teams, cycles, objectives and KPIs. Its parts are `Team`, `Cycle`, `Objective`,
  `KeyResult` and `Kpi`.
* `import_goals` and `import_kpis` read a spreadsheet: a plan, readings and check-ins come out, with
  notes about all that was not taken over.
* `Readings` are measured values: rows, columns, a data frame or a CSV file.
* `Plan.evaluate` returns a `Report` as of a day: scores, expected progress, KPI health, triggers
  and findings, as tables that convert to pandas, polars and Arrow.
* `Plan.resolve` returns a `Tracker` for repeated evaluation and for further analyses, such as
  `Tracker.explain`, `Tracker.history`, `Tracker.review` and `Tracker.live`.
* `okr.rows` contains the types of the rows of a report.

Invalid input raises an `OkrError` that lists all problems.

```pycon
>>> import okr
>>> plan = okr.Plan(
...     kpis=[
...         okr.Kpi(
...             id="turnover",
...             name="Turnover",
...             better="lower",
...             cadence="monthly",
...             healthy=okr.Range(max=12),
...             unit="%",
...         )
...     ]
... )
>>> readings = [("turnover", "2026-06", 11.8), ("turnover", "2026-07", 14.2)]
>>> report = plan.evaluate(readings, as_of="2026-08-05")
>>> report.kpis["turnover"]["health"], report.triggers["turnover:out_of_range"]["state"]
('unhealthy', 'pending')

```
"""

from okr import _documents, _results
from okr._advise import advise
from okr._agenda import Agenda
from okr._batches import ScanBatches, scan_batches
from okr._changes import Changes
from okr._comparison import Comparison
from okr._core import version as _version
from okr._documents import *  # noqa: F403 - the documents that people write
from okr._errors import (
    EvaluationError,
    InternalError,
    OkrError,
    PlanError,
    Problem,
    ReadingsError,
    SheetError,
)
from okr._explanation import Explanation
from okr._import import import_goals, import_kpis, inspect_sheet
from okr._imported import Imported
from okr._live import Live
from okr._merge import Merged
from okr._picture import Picture
from okr._plan import Found, Plan, diff, renamed_check_ins, zones
from okr._readings import Readings, Rejected, RejectedRow
from okr._report import Report
from okr._results import *  # noqa: F403 - the results of analyses
from okr._review import Review
from okr._sheets import Sheets
from okr._table import Table
from okr._tracker import Tracker

__all__ = [
    "Agenda",
    "Changes",
    "Comparison",
    "EvaluationError",
    "Explanation",
    "Found",
    "Imported",
    "InternalError",
    "Live",
    "Merged",
    "OkrError",
    "Picture",
    "Plan",
    "PlanError",
    "Problem",
    "Readings",
    "ReadingsError",
    "Rejected",
    "RejectedRow",
    "Report",
    "Review",
    "ScanBatches",
    "SheetError",
    "Sheets",
    "Table",
    "Tracker",
    "__version__",
    "advise",
    "diff",
    "import_goals",
    "import_kpis",
    "inspect_sheet",
    "renamed_check_ins",
    "scan_batches",
    "zones",
]
__all__ += _documents.__all__
__all__ += _results.__all__

__version__ = _version()
