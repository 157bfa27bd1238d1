/** Readings by column. */

import { describe, isWhole, requireArray, requireFields, requireNumber, requireText, requireWhole } from "./json.js";
import { Columns as Handle } from "./okr_wasm.js";

/** Texts, each stored once, and for each row the index of its text in `names`. */
export interface CodedTexts {
  /** The texts. */
  names: readonly string[];
  /** For each row the index of its text. */
  codes: ArrayLike<number>;
}

/** Readings by column, all of one length. */
export interface ReadingColumns {
  /** The ids of KPIs and key results; for a KPI with teams `kpi@team`. */
  metric: readonly string[] | CodedTexts;
  /** Days or periods as text, such as `"2026-08-14"` and `"2026-07"`; or days since 1970-01-01. */
  date: readonly string[] | Int32Array;
  /** The values; `NaN` or null for a missing value. */
  value: Float64Array | readonly (number | null | undefined)[];
  /** The days on which the readings became known, in the forms of `date`; null or {@link NO_DAY} for the date itself. */
  recorded?: readonly (string | null | undefined)[] | Int32Array | undefined;
  /** The number of answers, heads or cases behind each value; `NaN` or null if unknown. */
  sample?: Float64Array | readonly (number | null | undefined)[] | undefined;
  /** Notes. */
  note?: readonly (string | null | undefined)[] | undefined;
}

/** Stands for no day in a column of day numbers. */
export const NO_DAY = -2147483648;

/** The index of a row without a text. */
const NO_TEXT = 0xffffffff;

const NAMES = ["metric", "date", "value", "recorded", "sample", "note"];

/**
 * Copies columns into the memory of the core.
 *
 * @internal
 */
export function handOver(columns: ReadingColumns): Handle {
  if (Array.isArray(columns)) throw new TypeError("columns must be an object such as { metric, date, value }, found an Array");
  requireFields(columns, NAMES, "column");
  const { metric, date, value, recorded, sample, note } = columns;
  const metrics = isCoded(metric) ? coded(metric) : encode(metric, "metric");
  const handle = new Handle(metrics.texts, metrics.ends, metrics.codes, numbers(value, "value"));
  const dates = days(date, "date");
  if (dates instanceof Int32Array) handle.date_days(dates);
  else handle.date_texts(dates.texts, dates.ends, dates.codes);
  if (recorded) {
    const known = days(recorded, "recorded");
    if (known instanceof Int32Array) handle.recorded_days(known);
    else handle.recorded_texts(known.texts, known.ends, known.codes);
  }
  if (sample) handle.samples(numbers(sample, "sample"));
  if (note) {
    const notes = encode(note, "note");
    handle.notes(notes.texts, notes.ends, notes.codes);
  }
  return handle;
}

/** Texts in the form that the core takes: joined, and where each ends. */
interface Encoded {
  texts: string;
  ends: Uint32Array;
  codes: Uint32Array;
}

function joined(names: readonly string[], codes: Uint32Array): Encoded {
  let end = 0;
  return { texts: names.join(""), ends: Uint32Array.from(names, (name) => (end += name.length)), codes };
}

function isCoded(metric: ReadingColumns["metric"]): metric is CodedTexts {
  return typeof metric === "object" && metric !== null && "codes" in metric;
}

function coded({ names, codes }: CodedTexts): Encoded {
  const texts = requireArray(names, "metric.names");
  for (let index = 0; index < texts.length; index++) text(texts[index], "metric.names", index);
  if (codes instanceof Uint32Array) return joined(texts, codes);
  // A code that is not an index, such as -1 for a missing category, must not wrap around to one.
  const index = (code: number) => (Number.isInteger(code) && code >= 0 && code < texts.length ? code : NO_TEXT);
  return joined(texts, Uint32Array.from(codes, index));
}

/** Returns the value of a row if it is well-formed text, and throws otherwise. The row's name is made only to throw. */
function text(value: unknown, column: string, row: number): string {
  if (typeof value === "string" && isWhole(value)) return value;
  const name = `${column}[${row}]`;
  requireWhole(requireText(value, name), `\`${name}\``);
  return value as string;
}

/** Stores each different text once, and for each row its index. */
function encode(column: readonly unknown[], name: string): Encoded {
  requireArray(column, name);
  const found = new Map<string, number>();
  const codes = new Uint32Array(column.length);
  for (let row = 0; row < column.length; row++) {
    const value: unknown = column[row];
    if (value === null || value === undefined) {
      codes[row] = NO_TEXT;
      continue;
    }
    let code = found.get(value as string);
    if (code === undefined) {
      code = found.size;
      found.set(text(value, name, row), code);
    }
    codes[row] = code;
  }
  return joined([...found.keys()], codes);
}

function days(column: Int32Array | readonly unknown[], name: string): Int32Array | Encoded {
  if (column instanceof Int32Array) return column;
  if (Array.isArray(column)) return encode(column, name);
  throw new TypeError(`\`${name}\` must be an array of text or an Int32Array of days, found ${describe(column)}`);
}

/** Numbers in the form that the core takes, `NaN` for a missing value. */
function numbers(column: Float64Array | ArrayLike<unknown>, name: string): Float64Array {
  if (column instanceof Float64Array) return column;
  if (!ArrayBuffer.isView(column) || column instanceof DataView) requireArray(column as readonly unknown[], name);
  const all = new Float64Array(column.length);
  for (let row = 0; row < column.length; row++) {
    const value = column[row] ?? Number.NaN;
    all[row] = typeof value === "number" ? value : requireNumber(value, `${name}[${row}]`);
  }
  return all;
}
