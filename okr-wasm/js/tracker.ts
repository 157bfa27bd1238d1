/** Trackers: what is evaluated. */

import { CheckIns } from "./check_ins.js";
import { unpack } from "./cells.js";
import { parse, use } from "./core.js";
import { jsonText, requireArray, requireDate, requireNumber, requireText } from "./json.js";
import { Live } from "./live.js";
import type { CheckIns as CheckInsHandle, Readings as ReadingsHandle, Tracker as Handle } from "./okr_wasm.js";
import {
  type DayOptions,
  type EvaluateOptions,
  type ExplainOptions,
  type HistoryOptions,
  type Request,
  type ReviewOptions,
  type SolveOptions,
  type WhatIfOptions,
  request,
} from "./options.js";
import { Readings } from "./readings.js";
import { HISTORY_ROW, SCAN_ROW, historyRow, report, scanRow } from "./rows.js";
import type { Comparison, CycleTree, Explanation, FindingRow, HistoryRow, Report, Review, ScanRow, Solution } from "./types.js";

/**
 * A plan whose references are resolved and whose values are sound; `plan.resolve()` makes it. It does not change.
 *
 * Every question is a pure function of what is given. Each throws an {@link OkrError} with everything that does not
 * fit in its options.
 */
export class Tracker {
  private constructor(private handle: Handle | undefined) {
    if (handle === undefined) throw new TypeError("trackers are made by plan.resolve()");
  }

  /** @internal */
  static of(handle: Handle): Tracker {
    return new Tracker(handle);
  }

  /**
   * Everything that is to be said of the plan on a day.
   *
   * @example
   * const report = tracker.evaluate(readings, { asOf: "2026-08-31" });
   * console.table(report.objectives, ["title", "score", "status"]);
   */
  evaluate(readings: Readings, options: EvaluateOptions): Report {
    const asked = request(options, "kpiPeriods");
    return report(unpack(this.ask(readings, asked, (handle, ...asked) => handle.evaluate_packed(...asked))));
  }

  /** The report as JSON text: the same bytes as in Rust and in Python. */
  evaluateJson(readings: Readings, options: EvaluateOptions): string {
    return this.ask(readings, request(options, "kpiPeriods"), (handle, ...asked) => handle.evaluate(...asked));
  }

  /**
   * The report with some readings set on top, without changing the others.
   *
   * @example
   * const rows = [{ metric: "enps", date: "2026-08-31", value: 45 }];
   * tracker.whatIf(readings, { asOf: "2026-08-31", readings: rows });
   */
  whatIf(readings: Readings, options: WhatIfOptions): Report {
    const asked = request(options, "kpiPeriods", "readings");
    const rows = jsonText(requireArray(options.readings, "readings"), "readings");
    return report(unpack(this.ask(readings, asked, (handle, ...asked) => handle.what_if(...asked, rows))));
  }

  /**
   * A report that follows its readings, which are then set and cleared one by one.
   *
   * @example
   * const live = tracker.live(readings, { asOf: "2026-08-14" });
   * const { key_results, objectives } = live.set("days", "2026-08-14", 33);
   */
  live(readings: Readings, options: EvaluateOptions): Live {
    return Live.of(this.ask(readings, request(options, "kpiPeriods"), (handle, ...asked) => handle.live(...asked)));
  }

  /** The scores on many days: what `evaluate` gives on each, at a fraction of the cost. */
  history(readings: Readings, options: HistoryOptions): HistoryRow[] {
    const dates = requireArray(options?.dates, "dates");
    dates.forEach((date, place) => requireDate(date, `dates[${place}]`));
    const days = JSON.stringify(dates);
    // The core does not look at the day of a request for history.
    const asked = request({ ...options, asOf: dates[0] ?? "2000-01-01" }, "dates");
    const rows = this.ask(readings, asked, (handle, ...asked) => handle.history(...asked, days));
    return unpack(rows).table(historyRow, HISTORY_ROW);
  }

  /**
   * Where the rules of very many KPIs stand: the rows of `report.triggers`, in the same order, without what is made of words
   * and without the rank. For many KPIs it takes a fraction of the time.
   *
   * @example
   * const firing = tracker.scan(readings, { asOf: "2026-08-31" }).filter((row) => row.state === "firing");
   */
  scan(readings: Readings, options: DayOptions): ScanRow[] {
    const rows = this.ask(readings, request(options), (handle, ...asked) => handle.scan(...asked));
    return unpack(rows).table(scanRow, SCAN_ROW);
  }

  /** The value that a key result must reach for its objective to have a score, the others as they are. */
  solve(readings: Readings, options: SolveOptions): Solution {
    const asked = request(options, "keyResult", "objectiveScore");
    const keyResult = requireText(options.keyResult, "keyResult");
    const score = requireNumber(options.objectiveScore, "objectiveScore");
    return parse(this.ask(readings, asked, (handle, ...asked) => handle.solve(...asked, keyResult, score)));
  }

  /** The steps that lead to a score, or to the value of a KPI, as text and as data. */
  explain(readings: Readings, options: ExplainOptions): Explanation {
    const asked = request(options, "id");
    const id = requireText(options.id, "id");
    return parse(this.ask(readings, asked, (handle, ...asked) => handle.explain(...asked, id)));
  }

  /** A cycle looked back on: best some days after its end, when the last values are in. */
  review(readings: Readings, options: ReviewOptions): Review {
    const asked = request(options, "cycle");
    const cycle = requireText(options.cycle, "cycle");
    return parse(this.ask(readings, asked, (handle, ...asked) => handle.review(...asked, cycle)));
  }

  /** A cycle looked back on, as a page of Markdown for a wiki. */
  reviewMarkdown(readings: Readings, options: ReviewOptions): string {
    const asked = request(options, "cycle");
    const cycle = requireText(options.cycle, "cycle");
    return this.ask(readings, asked, (handle, ...asked) => handle.review_markdown(...asked, cycle));
  }

  /** What is sound, but against good practice: the findings of the report. `findingsText` shows them as plain text. */
  lint(readings: Readings, options: DayOptions): FindingRow[] {
    return this.evaluate(readings, options).findings;
  }

  /**
   * What supports what: a tree for each cycle, with titles, scores and statuses. A tree starts from the objectives of its
   * cycle that support none of the same cycle, and goes down through key results and objectives, whatever their cycle.
   *
   * @example
   * const [quarter] = tracker.alignment(readings, { asOf: "2026-08-31", scope: { cycles: ["2026-Q3"] } });
   * for (const { title, status, key_results } of quarter.objectives) console.log(title, status, key_results.length);
   */
  alignment(readings: Readings, options: DayOptions): CycleTree[] {
    return parse(this.ask(readings, request(options), (handle, ...asked) => handle.alignment(...asked)));
  }

  /** Teams side by side. */
  compare(readings: Readings, options: DayOptions): Comparison {
    return parse(this.ask(readings, request(options), (handle, ...asked) => handle.compare(...asked)));
  }

  /** Gives its memory back at once. Without this call it is given back some time after its last use. */
  free(): void {
    this.handle?.free();
    this.handle = undefined;
  }

  /** The same as `free`, for `using tracker = …`. */
  [Symbol.dispose](): void {
    this.free();
  }

  private ask<T>(
    readings: Readings,
    { checkIns, text }: Request,
    work: (handle: Handle, ...asked: [ReadingsHandle, CheckInsHandle, string]) => T,
  ): T {
    const said = checkIns ?? new CheckIns([]);
    try {
      const asked = [Readings.handleOf(readings), CheckIns.handleOf(said), text] as const;
      return use(this.handle, (handle) => work(handle, ...asked));
    } finally {
      if (said !== checkIns) said.free();
    }
  }
}
