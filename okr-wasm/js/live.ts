/** Live reports: what follows a slider, or a stream of events. */

import { unpack } from "./cells.js";
import { parse, use } from "./core.js";
import { describe, jsonText, requireArray, requireDate, requireNumber, requireText } from "./json.js";
import type { Live as Handle } from "./okr_wasm.js";
import { Readings } from "./readings.js";
import { report } from "./rows.js";
import type { Changed, CheckIn, CivilDate, Reading, Report } from "./types.js";

/**
 * A report that follows its readings; `tracker.live(…)` makes it. Readings are set and cleared one by one, and each time
 * the rows that differ are answered. What that costs follows what changed, not the size of the plan.
 *
 * At any time the report is what `tracker.evaluate` gives of `live.readings()`.
 *
 * @example
 * const live = tracker.live(readings, { asOf: "2026-08-14" });
 * slider.oninput = () => {
 *   const changed = live.set("days", "2026-08-14", slider.valueAsNumber);
 *   for (const row of changed.key_results) show(row.key_result, row.score, row.status);
 * };
 */
export class Live {
  private constructor(private handle: Handle | undefined) {}

  /** @internal */
  static of(handle: Handle): Live {
    return new Live(handle);
  }

  /** The day at whose end one looks. */
  get asOf(): CivilDate {
    return use(this.handle, (handle) => handle.as_of());
  }

  /**
   * Sets a reading: it takes the place of all that stands for its metric and date.
   *
   * @param metric the id of a key result or KPI; for a KPI with teams `kpi@team`. One that the plan does not have is kept
   * like any other, and changes no row.
   * @param date a day, or a period whose last day is meant: `"2026-08-14"`, `"2026-08"`.
   * @throws {OkrError} where the date or the value can't be used; then nothing changed.
   */
  set(metric: string, date: CivilDate, value: number): Changed {
    requireText(metric, "metric");
    requireDate(date, "date");
    requireNumber(value, "value");
    return this.change((handle) => handle.set(metric, date, value));
  }

  /**
   * Sets several readings at once: one without `recorded` takes the place of all that stands for its metric and date, one
   * with `recorded` is a correction, or a retraction where it has no value.
   *
   * @throws {OkrError} with a `bad_row` for each of the first 100 problems; then nothing changed.
   */
  setAll(rows: readonly Reading[]): Changed {
    const text = jsonText(requireArray(rows, "rows"), "rows");
    return this.change((handle) => handle.set_all(text));
  }

  /** Clears what was set for a metric and date: the readings that were given at first show again. */
  clear(metric: string, date: CivilDate): Changed {
    requireText(metric, "metric");
    requireDate(date, "date");
    return this.change((handle) => handle.clear(metric, date));
  }

  /** Clears all that was set. */
  clearAll(): Changed {
    return this.change((handle) => handle.clear_all());
  }

  /**
   * Adds a check-in.
   *
   * @throws {OkrError} where it can't be used; then nothing changed.
   */
  checkIn(checkIn: CheckIn): Changed {
    const text = jsonText(checkIn, "checkIn");
    return this.change((handle) => handle.check_in(text));
  }

  /**
   * Looks at the end of another day, earlier or later. This costs as much as a new report.
   *
   * @throws {OkrError} where it is no day; then nothing changed.
   */
  setAsOf(asOf: CivilDate): Changed {
    const text = JSON.stringify({ as_of: requireDate(asOf, "asOf") });
    return this.change((handle) => handle.set_as_of(text));
  }

  /** The whole report. Its findings cost what linting the plan costs, if anything changed since the last time. */
  report(): Report {
    return report(unpack(use(this.handle, (handle) => handle.report_packed())));
  }

  /** The whole report as JSON text. */
  reportJson(): string {
    return use(this.handle, (handle) => handle.report());
  }

  /**
   * One field of the report, such as `"objectives"`: no more is computed than it needs.
   *
   * @throws {TypeError} for a name that is no field's.
   */
  part<Name extends keyof Report>(name: Name): Report[Name] {
    const table = use(this.handle, (handle) => handle.table(name));
    if (table !== undefined) return report(unpack(table))[name];
    const text = use(this.handle, (handle) => handle.part(name));
    if (text === undefined) throw new TypeError(`a report has no \`${typeof name === "string" ? name : describe(name)}\``);
    return parse(text);
  }

  /** The readings as they are now: those that were given, and what was set on top. This copies them all. */
  readings(): Readings {
    return Readings.of(use(this.handle, (handle) => handle.readings()));
  }

  /** Gives its memory back at once. Without this call it is given back some time after its last use. */
  free(): void {
    this.handle?.free();
    this.handle = undefined;
  }

  /** The same as `free`, for `using live = …`. */
  [Symbol.dispose](): void {
    this.free();
  }

  private change(work: (handle: Handle) => string): Changed {
    return parse(use(this.handle, work));
  }
}
