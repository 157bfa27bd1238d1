/** Readings: what was measured. */

import { type ReadingColumns, handOver } from "./columns.js";
import { call, parse, use } from "./core.js";
import { describe, jsonText, requireArray, requireFields, requireText } from "./json.js";
import { LoadOptions as Given, Readings as Handle } from "./okr_wasm.js";
import type { Reading, Rename } from "./types.js";

/** How rows are loaded. */
export interface LoadOptions {
  /** What to do about rows that can't be used: throw all problems and load nothing, or skip these rows. */
  onBadRows?: "throw" | "skip" | undefined;
  /** What to do about an empty value or `NaN` that is not a retraction (a row with `recorded`): report a bad row, or skip it. */
  missing?: "error" | "skip" | undefined;
  /**
   * What several rows with the same metric, date and `recorded` mean. `"error"`, the default: they contradict each other, and
   * each is a bad row. `"last"`: the last of them counts. `"sum"`, `"mean"`, `"min"` and `"max"`: rows are events or parts, and
   * all rows of a metric and date that are known on a day combine, whenever they became known; a mean is weighted by `sample`.
   * Nothing is retracted then: a reversal is an event of its own.
   */
  duplicates?: "error" | "last" | "sum" | "mean" | "min" | "max" | undefined;
  /**
   * The day on which rows became known that do not say so, such as that of an export: `YYYY-MM-DD`. Such a row counts from that
   * day on, or from its date on if that is later.
   */
  recorded?: string | undefined;
  /** The month in which the fiscal year starts, 1 to 12, so that dates can be fiscal periods: `FY2027-Q1` or `FY2027`. */
  fiscalYearStart?: number | undefined;
}

/** One problem of a row that can't be used. */
export interface RejectedRow {
  /** The row, from 0; the header of a CSV text is not counted. */
  row: number;
  /** The column at fault; empty where the whole row is. */
  column: string;
  /** What is wrong, as a code. */
  code: string;
  /** The values that explain it, by name. */
  data: { [name: string]: unknown };
  /** What is wrong in English. */
  message: string;
}

/** The rows that can't be used. */
export interface Rejected {
  /** The number of rows. */
  rows: number;
  /** The first 100 problems; a row can have several. */
  first: RejectedRow[];
  /** The number of problems by code. */
  counts: { [code: string]: number };
}

/**
 * An immutable table of readings, stored by column in the memory of the core.
 *
 * @example
 * const readings = Readings.fromRows([
 *   { metric: "enps", date: "2026-07", value: 31 },
 *   { metric: "enps", date: "2026-08-14", value: 34, sample: 120 },
 * ]);
 */
export class Readings {
  private constructor(private handle: Handle | undefined) {
    if (handle === undefined) throw new TypeError("readings are made by Readings.fromRows(…) and the other static methods");
  }

  /**
   * Loads readings from rows.
   *
   * @throws {OkrError} with a `bad_row` for each of the first 100 problems, unless `onBadRows` is `"skip"`.
   */
  static fromRows(rows: Iterable<Reading>, options: LoadOptions = {}): Readings {
    if (typeof rows !== "object" || rows === null || !(Symbol.iterator in rows)) {
      throw new TypeError(`rows must be an array such as [{ metric, date, value }], found ${describe(rows)}`);
    }
    const text = jsonText(Array.isArray(rows) ? rows : [...rows], "rows");
    return Readings.load(options, (given) => Handle.rows(text, given));
  }

  /**
   * Loads readings from columns of equal length. Typed arrays are copied as they are.
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
    return Readings.load(options, (given) => Handle.columns(handOver(columns), given));
  }

  /**
   * Loads readings from CSV text with the columns `metric`, `date` and `value`, and optionally `recorded`, `sample` and
   * `note`, in any order.
   *
   * @throws {OkrError} with a `bad_row` for each of the first 100 problems, unless `onBadRows` is `"skip"`.
   */
  static fromCsv(text: string, options: LoadOptions = {}): Readings {
    return Readings.load(options, (given) => Handle.csv(requireText(text, "text"), given));
  }

  /**
   * Loads readings from a JSON list of rows.
   *
   * @throws {OkrError} if the text is not such a list, and as `fromRows` does.
   */
  static fromJson(text: string, options: LoadOptions = {}): Readings {
    return Readings.load(options, (given) => Handle.rows(requireText(text, "text"), given));
  }

  private static load(options: LoadOptions, work: (given: Given) => Handle): Readings {
    requireFields(options, ["onBadRows", "missing", "duplicates", "recorded", "fiscalYearStart"], "option");
    const given = call(() => new Given());
    try {
      read(options, given);
      return new Readings(call(() => work(given)));
    } finally {
      given.free();
    }
  }

  /** @internal */
  static of(handle: Handle): Readings {
    return new Readings(handle);
  }

  /** @internal */
  static handleOf(readings: Readings): Handle {
    if (!(readings instanceof Readings)) {
      throw new TypeError(`\`readings\` must come from Readings.fromRows(…) or another of its static methods, found ${describe(readings)}`);
    }
    return use(readings.handle, (handle) => handle);
  }

  /** The number of rows, including corrections and retractions. */
  get length(): number {
    return use(this.handle, (handle) => handle.length());
  }

  /** The names of the metrics. */
  get metrics(): string[] {
    return use(this.handle, (handle) => handle.metrics());
  }

  /** The rows that were skipped because they can't be used. */
  get rejected(): Rejected {
    return parse(use(this.handle, (handle) => handle.rejected()));
  }

  /** The number of rows skipped because their value is missing. */
  get skipped(): number {
    return use(this.handle, (handle) => handle.skipped());
  }

  /**
   * Returns these readings with some set, to ask what would be. A row without `recorded` replaces every reading of its
   * metric and date; a row with `recorded` is a correction.
   *
   * @throws {OkrError} with a `bad_row` for each of the first 100 problems.
   */
  with(rows: readonly Reading[]): Readings {
    const text = jsonText(requireArray(rows, "rows"), "rows");
    return new Readings(use(this.handle, (handle) => handle.with(text)));
  }

  /**
   * Returns these readings with others that came in later. Of two for one metric and date, the later counts; events combine.
   *
   * @throws {OkrError} if a metric of both was loaded with different `duplicates`.
   */
  merge(later: Readings): Readings {
    return new Readings(use(this.handle, (handle) => handle.merge(Readings.handleOf(later))));
  }

  /**
   * Returns these readings with copies of some under other names: those of key results that continue as KPIs. The readings
   * under the old name stay. Renaming twice has no further effect.
   *
   * @param renames the names, as `plan.merge(…)` returns them.
   */
  renamed(renames: readonly Rename[]): Readings {
    const text = jsonText({ renames: requireArray(renames, "renames") }, "fragment");
    return new Readings(use(this.handle, (handle) => handle.renamed(text)));
  }

  /** Returns the rows by metric, then date, then the day on which they became known. */
  toJSON(): Reading[] {
    return parse(use(this.handle, (handle) => handle.json()));
  }

  /** Frees its memory now. Without this call it is freed some time after the last use. */
  free(): void {
    this.handle?.free();
    this.handle = undefined;
  }

  /** The same as `free`, for `using readings = …`. */
  [Symbol.dispose](): void {
    this.free();
  }
}

/** Hands options over to the core. */
function read(options: LoadOptions, given: Given): void {
  const { onBadRows = "throw", missing = "error", duplicates = "error", recorded, fiscalYearStart } = options;
  if (oneOf(onBadRows, ["throw", "skip"], "onBadRows") === "skip") given.skip_bad_rows();
  if (oneOf(missing, ["error", "skip"], "missing") === "skip") given.skip_missing();
  given.duplicates(oneOf(duplicates, ["error", "last", "sum", "mean", "min", "max"], "duplicates"));
  if (recorded !== undefined && !given.recorded(requireText(recorded, "recorded"))) {
    throw new TypeError(`\`recorded\` must be a day such as "2026-08-10", found "${recorded}"`);
  }
  const month = fiscalYearStart ?? 1;
  if (!(Number.isInteger(month) && month >= 1 && month <= 12)) {
    throw new TypeError(`\`fiscalYearStart\` must be a month, 1 to 12, found ${describe(month)}`);
  }
  if (fiscalYearStart !== undefined) given.fiscal_year_start(month);
}

function oneOf(value: string, known: readonly string[], name: string): string {
  if (known.includes(value)) return value;
  const words = known.map((word) => `"${word}"`).join(", ").replace(/, ([^,]*)$/, " or $1");
  throw new TypeError(`\`${name}\` must be ${words}, found ${typeof value === "string" ? `"${value}"` : describe(value)}`);
}

