/** Merges the rows that a change returns into the report that the page shows. */

import type { Changed, Live, Report } from "okr-wasm";

/** A report in which the rows that changed replace those before them. Findings stay: the page requests them when the slider rests. */
export function withChanges(report: Report, changed: Changed, live: Live): Report {
  return {
    ...report,
    objectives: replaced(report.objectives, changed.objectives, (row) => row.objective),
    key_results: replaced(report.key_results, changed.key_results, (row) => row.key_result),
    kpis: replaced(report.kpis, changed.kpis, (row) => `${row.kpi}@${row.team ?? ""}`),
    // For rows that come and go, a change says only whether they differ.
    kpi_periods: changed.kpi_periods ? live.part("kpi_periods") : report.kpi_periods,
    triggers: changed.triggers ? live.part("triggers") : report.triggers,
  };
}

function replaced<Row>(rows: Row[], changed: Row[], idOf: (row: Row) => string): Row[] {
  const found = new Map(changed.map((row) => [idOf(row), row]));
  return found.size === 0 ? rows : rows.map((row) => found.get(idOf(row)) ?? row);
}
