/** Trackers: resolved plans, which answer questions. */

import { CheckIns } from "./check_ins.js";
import { unpack } from "./cells.js";
import { parse, use } from "./core.js";
import { jsonText, requireArray, requireCount, requireDate, requireNumber, requireText } from "./json.js";
import { Live } from "./live.js";
import type { CheckIns as CheckInsHandle, Readings as ReadingsHandle, Tracker as Handle } from "./okr_wasm.js";
import {
  type AgendaOptions,
  type AgendaTextOptions,
  type ChangesMarkdownOptions,
  type ChangesOptions,
  type ChangesTextOptions,
  type DayOptions,
  type EvaluateOptions,
  type ExplainOptions,
  type HistoryOptions,
  type Request,
  type NextPlanOptions,
  type ReviewOptions,
  type SolveOptions,
  type WhatIfOptions,
  request,
} from "./options.js";
import { Readings } from "./readings.js";
import { type Report, report } from "./report.js";
import { HISTORY_ROW, SCAN_ROW, historyRow, scanRow } from "./rows.js";
import type {
  AgendaRow,
  ChangeRow,
  Comparison,
  CycleTree,
  Explanation,
  FindingRow,
  Fragment,
  HistoryRow,
  Review,
  ScanRow,
  Solution,
} from "./types.js";

/**
 * An immutable plan whose references are resolved and whose values are sound; made by `plan.resolve()`.
 *
 * Every method is a pure function of its arguments. Each throws an {@link OkrError} with every problem in its options.
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
   * Evaluates the plan as of a day.
   *
   * @example
   * const report = tracker.evaluate(readings, { asOf: "2026-08-31" });
   * console.table(report.objectives, ["title", "score", "status"]);
   */
  evaluate(readings: Readings, options: EvaluateOptions): Report {
    const asked = request(options, "kpiPeriods", "values");
    const cells = unpack(this.ask(readings, asked, (handle, ...asked) => handle.evaluate_packed(...asked)));
    return report(cells, (drawing) => this.ask(readings, asked, (handle, ...asked) => handle.draw(...asked, undefined, drawing)));
  }

  /** Returns the report as JSON text: the same bytes as in Rust and Python. */
  evaluateJson(readings: Readings, options: EvaluateOptions): string {
    return this.ask(readings, request(options, "kpiPeriods", "values"), (handle, ...asked) => handle.evaluate(...asked));
  }

  /**
   * Evaluates the plan as if some readings were different.
   *
   * @example
   * const rows = [{ metric: "enps", date: "2026-08-31", value: 45 }];
   * tracker.whatIf(readings, { asOf: "2026-08-31", readings: rows });
   */
  whatIf(readings: Readings, options: WhatIfOptions): Report {
    const asked = request(options, "kpiPeriods", "values", "readings");
    const rows = jsonText(requireArray(options.readings, "readings"), "readings");
    const cells = unpack(this.ask(readings, asked, (handle, ...asked) => handle.what_if(...asked, rows)));
    return report(cells, (drawing) => this.ask(readings, asked, (handle, ...asked) => handle.draw(...asked, rows, drawing)));
  }

  /**
   * Makes a live report: set and clear readings one by one, and get the rows that change.
   *
   * @example
   * const live = tracker.live(readings, { asOf: "2026-08-14" });
   * const { key_results, objectives } = live.set("days", "2026-08-14", 33);
   */
  live(readings: Readings, options: EvaluateOptions): Live {
    return Live.of(this.ask(readings, request(options, "kpiPeriods", "values"), (handle, ...asked) => handle.live(...asked)));
  }

  /** Returns the scores on many days, the same as `evaluate` returns on each, at a fraction of the cost. */
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
   * Returns the state of the rules of all KPIs: the rows of `report.triggers` in the same order, without messages, drafts and rank.
   * Use it for many KPIs: it takes a fraction of the time.
   *
   * @example
   * const firing = tracker.scan(readings, { asOf: "2026-08-31" }).filter((row) => row.state === "firing");
   */
  scan(readings: Readings, options: DayOptions): ScanRow[] {
    const rows = this.ask(readings, request(options), (handle, ...asked) => handle.scan(...asked));
    return unpack(rows).table(scanRow, SCAN_ROW);
  }

  /** Returns the value that a key result must reach for its objective to have a score, with the other key results unchanged. */
  solve(readings: Readings, options: SolveOptions): Solution {
    const asked = request(options, "keyResult", "objectiveScore");
    const keyResult = requireText(options.keyResult, "keyResult");
    const score = requireNumber(options.objectiveScore, "objectiveScore");
    return parse(this.ask(readings, asked, (handle, ...asked) => handle.solve(...asked, keyResult, score)));
  }

  /** Explains a score, or the value of a KPI, step by step, as text and as data. */
  explain(readings: Readings, options: ExplainOptions): Explanation {
    const asked = request(options, "id");
    const id = requireText(options.id, "id");
    return parse(this.ask(readings, asked, (handle, ...asked) => handle.explain(...asked, id)));
  }

  /** Reviews a cycle. Ask some days after its end, when the last values are in. */
  review(readings: Readings, options: ReviewOptions): Review {
    const asked = request(options, "cycle");
    const cycle = requireText(options.cycle, "cycle");
    return parse(this.ask(readings, asked, (handle, ...asked) => handle.review(...asked, cycle)));
  }

  /**
   * Makes the plan for the next cycle from the review of one: the successors of what is carried over, and the KPIs of what graduates.
   *
   * @throws {OkrError} for ids that the review does not have.
   *
   * @example
   * const next = tracker.nextPlan(readings, { cycle: "2026-Q3", asOf: "2026-10-05", drop: ["days"] });
   * const { plan: following, renames } = plan.merge(next);
   */
  nextPlan(readings: Readings, options: NextPlanOptions): Fragment {
    const asked = request(options, "cycle", "keep", "drop");
    const cycle = requireText(options.cycle, "cycle");
    const ids = (name: "keep" | "drop") => requireArray(options[name] ?? [], name).map((id) => requireText(id, name));
    return parse(this.ask(readings, asked, (handle, ...asked) => handle.next_plan(...asked, cycle, ids("keep"), ids("drop"))));
  }

  /** Reviews a cycle as a page of Markdown for a wiki. */
  reviewMarkdown(readings: Readings, options: ReviewOptions): string {
    const asked = request(options, "cycle");
    const cycle = requireText(options.cycle, "cycle");
    return this.ask(readings, asked, (handle, ...asked) => handle.review_markdown(...asked, cycle));
  }

  /**
   * Reviews a cycle as an HTML page for the meeting.
   *
   * @param fragment whether to leave the document around the page away.
   */
  reviewHtml(readings: Readings, options: ReviewOptions, fragment = false): string {
    const asked = request(options, "cycle");
    const cycle = requireText(options.cycle, "cycle");
    return this.ask(readings, asked, (handle, ...asked) => handle.review_html(...asked, cycle, fragment));
  }

  /**
   * Returns what is new since a day: by severity, table, the order of the plan, and code. The states before and after are those that
   * `evaluate` returns on the two days.
   *
   * @example
   * const warnings = tracker
   *   .changes(readings, { since: "2026-08-07", asOf: "2026-08-14" })
   *   .filter((row) => row.severity === "warning");
   */
  changes(readings: Readings, options: ChangesOptions): ChangeRow[] {
    const asked = request(options, "since", "before");
    const [since, before] = sinceAndBefore(options);
    return parse(this.ask(readings, asked, (handle, ...asked) => handle.changes(...asked, since, before)));
  }

  /** Returns what is new since a day as a message in plain text: a line for each item, worst first. */
  changesText(readings: Readings, options: ChangesTextOptions): string {
    const asked = request(options, "since", "before", "maxLines");
    const [since, before] = sinceAndBefore(options);
    const lines = requireCount(options.maxLines ?? 10, "maxLines");
    return this.ask(readings, asked, (handle, ...asked) => handle.changes_text(...asked, since, before, lines));
  }

  /** Returns the same message as Markdown. */
  changesMarkdown(readings: Readings, options: ChangesMarkdownOptions): string {
    const asked = request(options, "since", "before", "maxLines", "by");
    const [since, before] = sinceAndBefore(options);
    const lines = requireCount(options.maxLines ?? 10, "maxLines");
    const by = options.by === undefined ? undefined : requireText(options.by, "by");
    return this.ask(readings, asked, (handle, ...asked) => handle.changes_markdown(...asked, since, before, lines, by));
  }

  /**
   * Returns what to talk about with one person, most urgent first: what needs attention and since when, open triggers, what is new
   * since the last talk, what is due, and what they said last. An item stands once, where it is most urgent.
   *
   * @example
   * const rows = tracker.agenda("Maya", readings, { since: "2026-08-07", asOf: "2026-08-14" });
   * const urgent = rows.filter((row) => row.section === "attention");
   */
  agenda(owner: string, readings: Readings, options: AgendaOptions): AgendaRow[] {
    const asked = request(options, "since", "before");
    const [since, before] = sinceAndBefore(options);
    const person = requireText(owner, "owner");
    return parse(this.ask(readings, asked, (handle, ...asked) => handle.agenda(...asked, person, since, before)));
  }

  /** Returns the agenda as plain text, to be read aloud. */
  agendaText(owner: string, readings: Readings, options: AgendaTextOptions): string {
    return this.agendaPage(owner, readings, options, false);
  }

  /** Returns the same as Markdown. */
  agendaMarkdown(owner: string, readings: Readings, options: AgendaTextOptions): string {
    return this.agendaPage(owner, readings, options, true);
  }

  private agendaPage(owner: string, readings: Readings, options: AgendaTextOptions, markdown: boolean): string {
    const asked = request(options, "since", "before", "maxLines");
    const [since, before] = sinceAndBefore(options);
    const lines = requireCount(options.maxLines ?? 10, "maxLines");
    const person = requireText(owner, "owner");
    return this.ask(readings, asked, (handle, ...asked) =>
      handle.agenda_text(...asked, person, since, before, lines, markdown),
    );
  }

  /** Returns the findings of the report: what is valid, but against good practice. `findingsText` shows them as plain text. */
  lint(readings: Readings, options: DayOptions): FindingRow[] {
    return this.evaluate(readings, options).findings;
  }

  /**
   * Returns what supports what: a tree for each cycle, with titles, scores and statuses. The roots are the objectives of the
   * cycle that support no other of the same cycle; below them are key results and objectives, whatever their cycle.
   *
   * @example
   * const [quarter] = tracker.alignment(readings, { asOf: "2026-08-31", scope: { cycles: ["2026-Q3"] } });
   * for (const { title, status, key_results } of quarter.objectives) console.log(title, status, key_results.length);
   */
  alignment(readings: Readings, options: DayOptions): CycleTree[] {
    return parse(this.ask(readings, request(options), (handle, ...asked) => handle.alignment(...asked)));
  }

  /** Compares teams. */
  compare(readings: Readings, options: DayOptions): Comparison {
    return parse(this.ask(readings, request(options), (handle, ...asked) => handle.compare(...asked)));
  }

  /** Frees its memory now. Without this call it is freed some time after the last use. */
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

/** The day of `since`, and the plan as it was as JSON text. */
function sinceAndBefore({ since, before }: ChangesOptions): [string, string | undefined] {
  return [requireDate(since, "since"), before === undefined ? undefined : jsonText(before, "before")];
}
