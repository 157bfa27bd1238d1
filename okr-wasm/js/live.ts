/** Live reports: for a slider, or a stream of events. */

import { unpack } from "./cells.js";
import { parse, use } from "./core.js";
import { describe, jsonText, requireArray, requireDate, requireNumber, requireText } from "./json.js";
import type { Live as Handle } from "./okr_wasm.js";
import { Readings } from "./readings.js";
import { type Report, report } from "./report.js";
import { report as rowsOf } from "./rows.js";
import { share } from "./share.js";
import type { Changed, CheckIn, CivilDate, Reading, Report as ReportDocument } from "./types.js";

/**
 * A report that is kept up to date; made by `tracker.live(…)`. Set and clear readings one by one: each call returns the rows
 * that changed. Its cost depends on what changed, not on the size of the plan.
 *
 * At any time the report equals what `tracker.evaluate` returns for `live.readings()`.
 *
 * @example
 * const live = tracker.live(readings, { asOf: "2026-08-14" });
 * slider.oninput = () => {
 *   const changed = live.set("days", "2026-08-14", slider.valueAsNumber);
 *   for (const row of changed.key_results) show(row.key_result, row.score, row.status);
 * };
 */
export class Live {
  /** How often it was changed. */
  private changes = 0;
  private readonly listeners = new Set<() => void>();
  /** The last snapshot, and how often the report was changed before. */
  private taken: { report: ReportDocument; changes: number } | undefined;

  private constructor(private handle: Handle | undefined) {}

  /** @internal */
  static of(handle: Handle): Live {
    return new Live(handle);
  }

  /** The day as of which the report is computed, at its end. */
  get asOf(): CivilDate {
    return use(this.handle, (handle) => handle.as_of());
  }

  /**
   * Sets a reading. It replaces every reading of its metric and date.
   *
   * @param metric the id of a key result or KPI; for a KPI with teams `kpi@team`. An id that the plan does not contain
   * is kept like any other and changes no row.
   * @param date a day, or a period, which stands for its last day: `"2026-08-14"`, `"2026-08"`.
   * @throws {OkrError} if the date or the value can't be used; then nothing changes.
   */
  set(metric: string, date: CivilDate, value: number): Changed {
    requireText(metric, "metric");
    requireDate(date, "date");
    requireNumber(value, "value");
    return this.change((handle) => handle.set(metric, date, value));
  }

  /**
   * Sets several readings at once. A row without `recorded` replaces every reading of its metric and date; a row with
   * `recorded` is a correction, or a retraction if it has no value.
   *
   * @throws {OkrError} with a `bad_row` for each of the first 100 problems; then nothing changes.
   */
  setAll(rows: readonly Reading[]): Changed {
    const text = jsonText(requireArray(rows, "rows"), "rows");
    return this.change((handle) => handle.set_all(text));
  }

  /**
   * Appends readings that were measured, as `Readings.append` does. Unlike `set`, which shows what would be, this equals a
   * reload of the log that the readings are written to. What is appended stays when what was set is cleared.
   *
   * @throws {OkrError} with a `bad_row` for each of the first 100 problems; then nothing changes.
   */
  append(rows: readonly Reading[]): Changed {
    const text = jsonText(requireArray(rows, "rows"), "rows");
    return this.change((handle) => handle.append(text));
  }

  /** Clears what was set for a metric and date. The original readings count again. */
  clear(metric: string, date: CivilDate): Changed {
    requireText(metric, "metric");
    requireDate(date, "date");
    return this.change((handle) => handle.clear(metric, date));
  }

  /** Clears everything that was set. */
  clearAll(): Changed {
    return this.change((handle) => handle.clear_all());
  }

  /**
   * Adds a check-in.
   *
   * @throws {OkrError} if it can't be used; then nothing changes.
   */
  checkIn(checkIn: CheckIn): Changed {
    const text = jsonText(checkIn, "checkIn");
    return this.change((handle) => handle.check_in(text));
  }

  /**
   * Moves the report to another day, earlier or later. This costs as much as a new report.
   *
   * @throws {OkrError} if it is not a day; then nothing changes.
   */
  setAsOf(asOf: CivilDate): Changed {
    const text = JSON.stringify({ as_of: requireDate(asOf, "asOf") });
    return this.change((handle) => handle.set_as_of(text));
  }

  /**
   * Returns the whole report. After a change, its findings cost as much as linting the plan.
   *
   * Its `picture`, `toHtml` and `toMarkdown` cost no evaluation, and throw once the live report has changed: ask for a new one.
   */
  report(): Report {
    const { changes } = this;
    return report(unpack(use(this.handle, (handle) => handle.report_packed())), (drawing) => {
      if (this.changes !== changes) throw new Error("the live report has changed since: draw what `live.report()` returns now");
      return use(this.handle, (handle) => handle.draw(drawing));
    });
  }

  /** Returns the whole report as JSON text. */
  reportJson(): string {
    return use(this.handle, (handle) => handle.report());
  }

  /**
   * Returns one field of the report, such as `"objectives"`, and computes only what it needs.
   *
   * @throws {TypeError} for any other name.
   */
  part<Name extends keyof ReportDocument>(name: Name): ReportDocument[Name] {
    const table = use(this.handle, (handle) => handle.table(name));
    if (table !== undefined) return rowsOf(unpack(table))[name];
    const text = use(this.handle, (handle) => handle.part(name));
    if (text === undefined) throw new TypeError(`a report has no field \`${typeof name === "string" ? name : describe(name)}\``);
    return parse(text);
  }

  /**
   * Calls a listener after each change, until the function that it returns is called. It can be passed on without its object, like
   * {@link snapshot}: React's `useSyncExternalStore(live.subscribe, live.snapshot)`.
   *
   * @example
   * const stop = live.subscribe(() => draw(live.snapshot()));
   */
  readonly subscribe = (listener: () => void): (() => void) => {
    // Of its own, so that a function that subscribes twice is called twice, and stops once.
    const own = () => listener();
    this.listeners.add(own);
    return () => {
      this.listeners.delete(own);
    };
  };

  /**
   * Returns the tables of the report, with everything that did not change since the last snapshot as the same object: a row, a table,
   * or the whole. It costs as much as {@link report} if something changed since, and nothing otherwise. Don't change it.
   */
  readonly snapshot = (): ReportDocument => {
    const { changes } = this;
    if (this.taken?.changes !== changes) {
      const report = rowsOf(unpack(use(this.handle, (handle) => handle.report_packed())));
      this.taken = { report: share(this.taken?.report, report), changes };
    }
    return this.taken.report;
  };

  /** Returns a copy of the current readings: the original ones with everything that was set. */
  readings(): Readings {
    return Readings.of(use(this.handle, (handle) => handle.readings()));
  }

  /** Frees its memory now. Without this call it is freed some time after the last use. */
  free(): void {
    this.handle?.free();
    this.handle = undefined;
  }

  /** The same as `free`, for `using live = …`. */
  [Symbol.dispose](): void {
    this.free();
  }

  private change(work: (handle: Handle) => string): Changed {
    const changed = parse<Changed>(use(this.handle, work));
    this.changes++;
    for (const listener of this.listeners) listener();
    return changed;
  }
}
