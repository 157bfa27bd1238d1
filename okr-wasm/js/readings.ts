/** Readings: what was measured. */

import { type ReadingColumns, handOver } from "./columns.js";
import { call, parse, use } from "./core.js";
import { READING_SHEET_NAMES, type ReadingSheetOptions } from "./import_options.js";
import { describe, jsonText, requireArray, requireFields, requireText } from "./json.js";
import { LoadOptions as Given, Readings as Handle, type Sheets } from "./okr_wasm.js";
import { type SheetSource, withSheets } from "./sheet.js";
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

/** How CSV text is loaded: with one of the options that say how it is written, it is read as people write it. */
export interface CsvOptions extends LoadOptions, Pick<ReadingSheetOptions, "separator" | "decimal" | "dates" | "columns" | "encoding"> {}

/** How a table is loaded in the form in which people have it. */
export interface WideOptions extends LoadOptions, ReadingSheetOptions {}

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
   * Loads readings from CSV with the columns `metric`, `date` and `value`, and optionally `recorded`, `sample` and `note`, in any order.
   *
   * Without `separator`, `decimal`, `dates`, `columns` and `encoding` it is what programs write: UTF-8, commas, decimal points, ISO
   * dates, of any length. With one of them it is read as people write it: `12,5 %`, `31.12.2026`, `Q3 2026`.
   *
   * @param csv the text, or the bytes of a file.
   * @throws {OkrError} with a `bad_row` for each of the first 100 problems, unless `onBadRows` is `"skip"`.
   * @throws {SheetError} if what people write can be read in several ways: it says which option decides it.
   *
   * @example
   * const columns = { Kennzahl: "metric", Stichtag: "date", Wert: "value" };
   * Readings.fromCsv("Kennzahl;Stichtag;Wert\nenps;31.07.2026;29,5", { columns });
   */
  static fromCsv(csv: string | ArrayBuffer | ArrayBufferView, options: CsvOptions = {}): Readings {
    if (WRITTEN.some((name) => options?.[name] !== undefined)) return Readings.fromWide(csv, options);
    const text = typeof csv === "string" ? csv : decoded(csv);
    return Readings.load(options, (given) => Handle.csv(text, given), WRITTEN);
  }

  /**
   * Loads readings from a table in the form in which people have it: with a column for each period, a row for each period, or a row for
   * each value. Metrics are named as they are written. For KPIs with names, units and targets use `importKpis`.
   *
   * What can't be used is a bad row, and so is what an import would leave out with a note: a column that is not used, or one of totals.
   *
   * @throws {OkrError} with a `bad_row` for each of the first 100 problems, unless `onBadRows` is `"skip"`.
   * @throws {SheetError} if the table can be read in several ways, or in none.
   *
   * @example
   * Readings.fromWide([["KPI", "Jul 2026", "Aug 2026"], ["enps", 31, 28]]);
   */
  static fromWide(table: SheetSource, options: WideOptions = {}): Readings {
    requireFields(options, [...LOAD_OPTIONS, ...Object.keys(READING_SHEET_NAMES)], "option");
    const names = Object.entries(READING_SHEET_NAMES);
    const fields = names.map(([name, field]) => [field, options[name as keyof typeof READING_SHEET_NAMES]]);
    const how = jsonText(Object.fromEntries(fields), "options");
    const load = (sheets: Sheets) => Readings.load(options, (given) => Handle.sheet(sheets, how, given), Object.keys(READING_SHEET_NAMES));
    return withSheets([table], options, load);
  }

  /**
   * Loads readings from a JSON list of rows.
   *
   * @throws {OkrError} if the text is not such a list, and as `fromRows` does.
   */
  static fromJson(text: string, options: LoadOptions = {}): Readings {
    return Readings.load(options, (given) => Handle.rows(requireText(text, "text"), given));
  }

  /** Loads with options, of which `own` are those that only one loader has. */
  private static load(options: LoadOptions, work: (given: Given) => Handle, own: readonly string[] = []): Readings {
    requireFields(options, [...LOAD_OPTIONS, ...own], "option");
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
      // As where a program both imports and requires the package.
      const copy = describe(readings) === "a Readings" ? " of another copy of okr-wasm" : "";
      throw new TypeError(`\`readings\` must come from Readings.fromRows(…) or another of its static methods, found ${describe(readings)}${copy}`);
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
   * Returns these readings with rows that came in later. Each is a correction of what stands for its metric and date, or an
   * event beside it if the metric was loaded as events. The cost follows the new rows and their metrics.
   *
   * @throws {OkrError} with a `bad_row` for each of the first 100 problems.
   */
  append(rows: readonly Reading[]): Readings {
    const text = jsonText(requireArray(rows, "rows"), "rows");
    return new Readings(use(this.handle, (handle) => handle.append(text)));
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
   * Returns these readings with other names for some metrics. A rename without `kind`, such as `plan.merge(…)` returns, copies the
   * readings: the key result keeps those that its KPI continues. One with `kind` follows `plan.rename(…)` and moves them: those of a
   * metric with all its series, or those of all series of a team. Renaming twice has no further effect.
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

/** Options of every loader. */
const LOAD_OPTIONS = ["onBadRows", "missing", "duplicates", "recorded", "fiscalYearStart"];

/** Options that say how CSV is written. */
const WRITTEN = ["separator", "decimal", "dates", "columns", "encoding"] as const;

/** The text of a file in UTF-8. */
function decoded(bytes: ArrayBuffer | ArrayBufferView): string {
  if (!(bytes instanceof ArrayBuffer || ArrayBuffer.isView(bytes))) {
    throw new TypeError(`\`csv\` must be text or bytes, found ${describe(bytes)}`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new TypeError("`csv` is not UTF-8: `encoding` says what it is", { cause });
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

