/** Readings: what was measured. */

import { type ReadingColumns, handOver } from "./columns.js";
import { call, parse, use } from "./core.js";
import { describe, jsonText, requireArray, requireFields, requireText } from "./json.js";
import { Readings as Handle } from "./okr_wasm.js";
import type { Reading, Rename } from "./types.js";

/** How rows are loaded. */
export interface LoadOptions {
  /** What happens where a row can't be used: nothing is loaded and all problems are thrown, or the others are kept. */
  onBadRows?: "throw" | "skip" | undefined;
  /** What an empty value or `NaN` means, where `recorded` does not make it a retraction: a bad row, or no row. */
  missing?: "error" | "skip" | undefined;
}

/** One problem of a row that can't be used. */
export interface RejectedRow {
  /** The row, from 0; the header of a CSV text is not counted. */
  row: number;
  /** The column at fault; empty where it is the row as a whole. */
  column: string;
  /** What is wrong, as a code. */
  code: string;
  /** What is wrong in English. */
  message: string;
}

/** The rows that can't be used. */
export interface Rejected {
  /** How many rows. */
  rows: number;
  /** The first 100 problems; a row can have several. */
  first: RejectedRow[];
  /** How many problems there are of each code. */
  counts: { [code: string]: number };
}

/**
 * A table of readings that does not change. It lies in the memory of the core, by column.
 *
 * @example
 * const readings = Readings.fromRows([
 *   { metric: "enps", date: "2026-07", value: 31 },
 *   { metric: "enps", date: "2026-08-14", value: 34, sample: 120 },
 * ]);
 */
export class Readings {
  private constructor(private handle: Handle | undefined) {
    if (handle === undefined) throw new TypeError("readings are made by Readings.fromRows(…) and its siblings");
  }

  /**
   * The readings of rows.
   *
   * @throws {OkrError} with a `bad_row` for each of the first 100 problems, unless `onBadRows` is `"skip"`.
   */
  static fromRows(rows: Iterable<Reading>, options: LoadOptions = {}): Readings {
    if (typeof rows !== "object" || rows === null || !(Symbol.iterator in rows)) {
      throw new TypeError(`rows are an array such as [{ metric, date, value }], not ${describe(rows)}`);
    }
    const text = jsonText(Array.isArray(rows) ? rows : [...rows], "rows");
    return Readings.load(options, (...modes) => Handle.rows(text, ...modes));
  }

  /**
   * The readings of columns of equal length. Typed arrays are copied as they are.
   *
   * @throws {OkrError} with a `bad_row` for each of the first 100 problems, unless `onBadRows` is `"skip"`.
   *
   * @example
   * Readings.fromColumns({
   *   metric: { names: ["enps"], codes: Uint32Array.of(0, 0) },
   *   date: ["2026-07", "2026-08"],
   *   value: Float64Array.of(31, 34),
   * });
   */
  static fromColumns(columns: ReadingColumns, options: LoadOptions = {}): Readings {
    return Readings.load(options, (...modes) => Handle.columns(handOver(columns), ...modes));
  }

  /**
   * The readings of CSV text with the columns `metric`, `date`, `value`, and where wanted `recorded`, `sample` and
   * `note`, in any order.
   *
   * @throws {OkrError} with a `bad_row` for each of the first 100 problems, unless `onBadRows` is `"skip"`.
   */
  static fromCsv(text: string, options: LoadOptions = {}): Readings {
    return Readings.load(options, (...modes) => Handle.csv(requireText(text, "text"), ...modes));
  }

  /**
   * The readings of a JSON list of rows.
   *
   * @throws {OkrError} where the text is no such list, and as `fromRows` does.
   */
  static fromJson(text: string, options: LoadOptions = {}): Readings {
    return Readings.load(options, (...modes) => Handle.rows(requireText(text, "text"), ...modes));
  }

  private static load(options: LoadOptions, work: (skipBadRows: boolean, skipMissing: boolean) => Handle): Readings {
    requireFields(options, ["onBadRows", "missing"], "option");
    const skipBadRows = oneOf(options.onBadRows ?? "throw", ["throw", "skip"], "onBadRows") === "skip";
    const skipMissing = oneOf(options.missing ?? "error", ["error", "skip"], "missing") === "skip";
    return new Readings(call(() => work(skipBadRows, skipMissing)));
  }

  /** @internal */
  static of(handle: Handle): Readings {
    return new Readings(handle);
  }

  /** @internal */
  static handleOf(readings: Readings): Handle {
    if (!(readings instanceof Readings)) {
      throw new TypeError(`readings are made by Readings.fromRows(…) and its siblings, not ${describe(readings)}`);
    }
    return use(readings.handle, (handle) => handle);
  }

  /** How many rows there are, corrections and retractions included. */
  get length(): number {
    return use(this.handle, (handle) => handle.length());
  }

  /** The names of the metrics. */
  get metrics(): string[] {
    return use(this.handle, (handle) => handle.metrics());
  }

  /** The rows that can't be used and are not here. */
  get rejected(): Rejected {
    return parse(use(this.handle, (handle) => handle.rejected()));
  }

  /** How many rows were passed over because their value is missing. */
  get skipped(): number {
    return use(this.handle, (handle) => handle.skipped());
  }

  /**
   * These readings with some set: what would be if they were so. A row without `recorded` takes the place of all that
   * stands for its metric and date; one with `recorded` is a correction.
   *
   * @throws {OkrError} with a `bad_row` for each of the first 100 problems.
   */
  with(rows: readonly Reading[]): Readings {
    const text = jsonText(requireArray(rows, "rows"), "rows");
    return new Readings(use(this.handle, (handle) => handle.with(text)));
  }

  /** These readings and others that came in later: of two for one metric and date, the later counts. */
  merge(later: Readings): Readings {
    return new Readings(use(this.handle, (handle) => handle.merge(Readings.handleOf(later))));
  }

  /**
   * These readings, and copies of some under other names: those of key results that go on as KPIs. What stands under
   * the old name stays, and doing it again changes nothing.
   *
   * @param renames the names, as `plan.merge(…)` gives them.
   */
  renamed(renames: readonly Rename[]): Readings {
    const text = jsonText({ renames: requireArray(renames, "renames") }, "fragment");
    return new Readings(use(this.handle, (handle) => handle.renamed(text)));
  }

  /** The rows by metric, then date, then the day on which they became known. */
  toJSON(): Reading[] {
    return parse(use(this.handle, (handle) => handle.json()));
  }

  /** Gives its memory back at once. Without this call it is given back some time after its last use. */
  free(): void {
    this.handle?.free();
    this.handle = undefined;
  }

  /** The same as `free`, for `using readings = …`. */
  [Symbol.dispose](): void {
    this.free();
  }
}

function oneOf(value: string, known: readonly string[], name: string): string {
  if (known.includes(value)) return value;
  const words = known.map((word) => `"${word}"`).join(" or ");
  throw new TypeError(`\`${name}\` is ${words}, not ${typeof value === "string" ? `"${value}"` : describe(value)}`);
}

