/** Sheets in the forms in which people have them, and how they reach the core. */

import { call } from "./core.js";
import { describe, jsonText } from "./json.js";
import { Sheets as Handle } from "./okr_wasm.js";
import type { CivilDate } from "./types.js";

/**
 * The value of a cell. A `Date` at midnight, in UTC or in the zone of this machine, is that day; what any other `Date` means
 * the option `zone` decides, as it does for a point in time written as text.
 */
export type CellValue = string | number | boolean | Date | null | undefined;

/** A cell of a workbook: its value, and what its format says about it. */
export interface SheetCell {
  /** What it holds. */
  value?: CellValue;
  /** Text. */
  text?: string | undefined;
  /** A number. */
  number?: number | undefined;
  /** A day. */
  date?: CivilDate | Date | undefined;
  /** True or false. */
  bool?: boolean | undefined;
  /** Whether it is a formula without a stored value. */
  formula?: boolean | undefined;
  /** An error of the spreadsheet, such as `#REF!`. */
  error?: string | undefined;
  /** Whether its number format is a percentage, so that 0.68 is shown as 68 %. */
  percent?: boolean | undefined;
  /** The unit that its number format shows, such as `$`. */
  unit?: string | undefined;
  /** Instead of `percent` and `unit`: its number format, such as `0.0%` or `"$"#,##0`. */
  format?: string | undefined;
  /** How far its text is indented. */
  indent?: number | undefined;
}

/** A row of a sheet. */
export type SheetRow =
  | readonly (CellValue | SheetCell)[]
  | {
      /** Its cells, from the left. */
      cells: readonly (CellValue | SheetCell)[];
      /** Whether it is hidden. */
      hidden?: boolean | undefined;
    };

/** A sheet of a workbook. */
export interface Sheet {
  /** Its rows, from the top. */
  rows: readonly SheetRow[];
  /** The number of its first row: 0 where a header that is no row of the sheet comes first, else 1. */
  first?: 0 | 1 | undefined;
  /** Merged cells, such as `A2:A5`. */
  merges?: readonly string[] | undefined;
  /** Whether it counts days from 1904 on. */
  date1904?: boolean | undefined;
  /** Its name. */
  sheet?: string | undefined;
  /** The name of the file. */
  file?: string | undefined;
  /** Whether it is hidden. */
  hidden?: boolean | undefined;
}

/** The sheets of a workbook. */
export interface Workbook {
  /** Its sheets, from the left. */
  sheets: readonly Sheet[];
  /** The name of the file. */
  file?: string | undefined;
}

/** A list of objects, such as the answer of a service: nested objects become columns whose names have dots. */
export type SheetRecords = readonly { readonly [name: string]: unknown }[];

/** The content of a file with its name, as `readSheet` returns it. */
export interface SheetFile {
  /** Its bytes. */
  bytes: Uint8Array;
  /** Its name. */
  file?: string | undefined;
}

/**
 * A sheet: CSV text; the bytes of a CSV file; rows of cells; objects, or the answer of a service with objects in `data`; a sheet of
 * a workbook, or all of them.
 */
export type SheetSource =
  | string
  | ArrayBuffer
  | ArrayBufferView
  | SheetFile
  | readonly SheetRow[]
  | SheetRecords
  | { readonly data: SheetRecords }
  | Sheet
  | Workbook;

/** A file as pages and servers have it: a `File` or another `Blob`. */
export interface BlobLike {
  /** The number of its bytes. */
  readonly size: number;
  /** Its media type. */
  readonly type: string;
  /** Its name, if it has one. */
  readonly name?: string;
  /** Reads its bytes. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/**
 * Reads a file, such as that of an `<input type="file">`, for `importGoals`, `importKpis` and `inspectSheet`: a CSV file, or JSON
 * by its name.
 *
 * @example
 * const sheet = await readSheet(input.files[0]);
 * const imported = importGoals(sheet, { cycle: "Q3 2026", asOf: "2026-08-31" });
 */
export async function readSheet(file: BlobLike): Promise<SheetFile> {
  if (typeof Blob === "undefined" || !(file instanceof Blob)) {
    throw new TypeError(`\`file\` must be a File or Blob, found ${describe(file)}`);
  }
  call(() => Handle.check_size(file.size));
  const bytes = new Uint8Array(await file.arrayBuffer());
  return "name" in file && typeof file.name === "string" ? { bytes, file: file.name } : { bytes };
}

/**
 * What the forms of a sheet need to know of the options.
 *
 * @internal
 */
export interface FormOptions {
  /** Which civil day a point in time is. */
  zone?: string | undefined;
  /** The encoding of a text file. */
  encoding?: string | undefined;
}

/**
 * Hands sheets over to the core, does some work with them and frees them.
 *
 * @internal
 */
export function withSheets<T>(sources: readonly SheetSource[], options: FormOptions, work: (sheets: Handle) => T): T {
  const contents = sources.map((source, index) => content(source, sources.length > 1 ? `sheets[${index}]` : "sheet", options));
  const sheets = call(() => new Handle());
  try {
    return call(() => {
      for (const content of contents) {
        if (typeof content === "string") sheets.json(content);
        else sheets.file(content);
      }
      return work(sheets);
    });
  } finally {
    sheets.free();
  }
}

/**
 * The name of the file that a sheet is from.
 *
 * @internal
 */
export function fileOf(source: SheetSource): string | undefined {
  return isFile(source) ? source.file : undefined;
}

/** The content of a sheet: JSON text, or the bytes of a text file. */
function content(source: SheetSource, name: string, options: FormOptions): string | Uint8Array {
  if (typeof source === "string") {
    if (options.encoding !== undefined) {
      throw new TypeError(`\`encoding\` is an option of bytes, and ${name} is text, which has been decoded already`);
    }
    return new TextEncoder().encode(source);
  }
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  if (isFile(source)) return /\.json$/i.test(source.file ?? "") ? decoded(source.bytes) : source.bytes;
  if (typeof Blob !== "undefined" && source instanceof Blob) {
    throw new TypeError(`${name} is ${describe(source)}, which takes time to read: write await readSheet(…)`);
  }
  if (typeof source !== "object" || source === null) {
    throw new TypeError(`${name} must be CSV text, bytes, rows, objects or a workbook, found ${describe(source)}`);
  }
  return jsonText(document(source, name, options.zone), name);
}

function isFile(source: SheetSource): source is SheetFile {
  return typeof source === "object" && source !== null && "bytes" in source && source.bytes instanceof Uint8Array;
}

/** The text of a JSON file; what is no UTF-8 is left to the core, which says what is wrong with it. */
function decoded(bytes: Uint8Array): string | Uint8Array {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return bytes;
  }
}

/** A sheet or workbook with cells as the core reads them. */
function document(source: object, name: string, zone: string | undefined): unknown {
  if (Array.isArray(source)) return items(source, name, zone);
  const found: { [field: string]: unknown } = { ...source };
  for (const field of ["rows", "data", "sheets"]) {
    const list = found[field];
    if (!Array.isArray(list)) continue;
    const at = `${name}.${field}`;
    found[field] = field === "sheets" ? list.map((sheet, index) => nested(sheet, `${at}[${index}]`, zone)) : items(list, at, zone);
  }
  return found;
}

/** A sheet of a workbook; what is none is left to the core, which says so. */
function nested(sheet: unknown, name: string, zone: string | undefined): unknown {
  return typeof sheet === "object" && sheet !== null ? document(sheet, name, zone) : sheet;
}

/** Rows, or objects. */
function items(list: readonly unknown[], name: string, zone: string | undefined): unknown[] {
  return Array.from(list, (item, index) => {
    const at = `${name}[${index}]`;
    if (Array.isArray(item)) return cells(item, at, zone);
    if (!isObject(item)) return item;
    if (Array.isArray(item["cells"])) return { ...item, cells: cells(item["cells"], `${at}.cells`, zone) };
    return record(item, at, zone);
  });
}

function cells(row: readonly unknown[], name: string, zone: string | undefined): unknown[] {
  // Holes are empty cells.
  return Array.from(row, (value, index) => cell(value, `${name}[${index}]`, zone));
}

/** A cell as the core reads it. */
function cell(value: unknown, name: string, zone: string | undefined): unknown {
  if (value === undefined) return null;
  if (value instanceof Date) return { date: dayOrMoment(value, name, zone) };
  if (!isObject(value)) return value;
  const { value: held, date, ...format } = value;
  const named: { [field: string]: unknown } = { ...format };
  if (date !== undefined) named["date"] = date instanceof Date ? dayOrMoment(date, name, zone) : date;
  if (held === undefined || held === null) return named;
  const kind = kindOf(held, name);
  if (named[kind] !== undefined) throw new TypeError(`${name} must have one of \`value\` and \`${kind}\``);
  named[kind] = held instanceof Date ? dayOrMoment(held, name, zone) : held;
  return named;
}

function kindOf(value: unknown, name: string): string {
  switch (typeof value) {
    case "string":
      return "text";
    case "number":
      return "number";
    case "boolean":
      return "bool";
    default:
      if (value instanceof Date) return "date";
      throw new TypeError(`${name}.value must be text, a number, true, false, a Date or null, found ${describe(value)}`);
  }
}

/** Objects nested deeper are left to the core, which refuses them. */
const DEEPEST = 100;

/** An object with its days as text; nested ones as they are nested. */
function record(item: { [field: string]: unknown }, name: string, zone: string | undefined): unknown {
  const value = (of: unknown, name: string, depth: number): unknown => {
    if (of instanceof Date) return dayOrMoment(of, name, zone);
    if (depth > DEEPEST) return of;
    if (Array.isArray(of)) return of.map((part, index) => value(part, `${name}[${index}]`, depth + 1));
    if (!isObject(of)) return of;
    const fields = Object.entries(of).map(([field, part]) => [field, value(part, `${name}.${field}`, depth + 1)]);
    return Object.fromEntries(fields);
  };
  return value(item, name, 0);
}

function isObject(value: unknown): value is { [field: string]: unknown } {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** The civil day that a `Date` stands for, or the instant where that depends on the zone. */
function dayOrMoment(date: Date, name: string, zone: string | undefined): string {
  if (Number.isNaN(date.getTime())) throw new TypeError(`${name} is an invalid Date`);
  const instant = date.toISOString();
  // A zone that is said holds for all.
  if (zone !== undefined && zone !== "written") return instant;
  const [day, time] = instant.split("T");
  if (time === "00:00:00.000Z") return day as string;
  if (date.getHours() === 0 && date.getMinutes() === 0 && date.getSeconds() === 0 && date.getMilliseconds() === 0) {
    const shifted = new Date(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()));
    return shifted.toISOString().slice(0, 10);
  }
  if (zone === undefined) return instant;
  throw new TypeError(`${name} is a Date, an instant that is written nowhere: \`zone\` must be \`UTC\` or an offset such as \`+02:00\``);
}
