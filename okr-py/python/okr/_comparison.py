"""Comparisons of teams."""

from __future__ import annotations

import json

from okr import _core, _results
from okr._document import with_attributes
from okr._picture import Picture


@with_attributes
class Comparison(_results.Comparison):
    """Teams side by side. `funnel` draws a KPI with the limits that chance alone keeps within."""

    __slots__ = ()

    def funnel(self, kpi: str, *, width: int | None = None) -> Picture:
        """Draw the value of each team against the size of its sample, with funnel limits.

        A team outside the limits differs from all others by more than chance makes likely (3
        standard errors). The KPI must be a percentage, with a sample for each team that has a
        value.

        Args:
            kpi: Id of the KPI.
            width: Width in pixels, 240 to 2000. Default: 640.

        Raises:
            OkrError: If the comparison has no such KPI, the KPI has no limits, or the width does
                not fit.
        """
        return Picture(_core.draw_funnel(json.dumps(self.to_dict()), kpi, width))


Comparison.__module__ = "okr"
