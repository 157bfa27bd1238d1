/** Readings by column. */

import { describe, requireArray, requireFields, requireNumber, requireText, requireWhole } from "./json.js";
import { Columns as Handle } from "./okr_wasm.js";

/** Texts stored once each, and for each row the index of its text in `names`. */
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
  /** The values; `NaN` or null where there is none. */
  value: Float64Array | readonly (number | null | undefined)[];
  /** The days on which they became known, as `date`; null or {@link NO_DAY} where it is the date. */
  recorded?: readonly (string | null | undefined)[] | Int32Array | undefined;
  /** How many answers, heads or cases they rest on; `NaN` or null where that is not known. */
  sample?: Float64Array | readonly (number | null | undefined)[] | undefined;
  /** What is to be said about them. */
  note?: readonly (string | null | undefined)[] | undefined;
}

/** In a column of day numbers: no day. */
export const NO_DAY = -2147483648;

/** No text of this index: a row without one. */
const NO_TEXT = 0xffffffff;

const NAMES = ["metric", "date", "value", "recorded", "sample", "note"];

/**
 * The columns in the memory of the core.
 *
 * @internal
 */
export function handOver(columns: ReadingColumns): Handle {
  if (Array.isArray(columns)) throw new TypeError("columns are an object such as { metric, date, value }, not an Array");
  requireFields(columns, NAMES, "column");
  const { metric, date, value, recorded, sample, note } = columns;
  const metrics = isCoded(metric) ? coded(metric) : encode(metric, "metric");
  const handle = new Handle(metrics.names, metrics.codes, numbers(value, "value"));
  const dates = days(date, "date");
  if (dates instanceof Int32Array) handle.date_days(dates);
  else handle.date_texts(dates.names, dates.codes);
  if (recorded) {
    const known = days(recorded, "recorded");
    if (known instanceof Int32Array) handle.recorded_days(known);
    else handle.recorded_texts(known.names, known.codes);
  }
  if (sample) handle.samples(numbers(sample, "sample"));
  if (note) {
    const notes = encode(note, "note");
    handle.notes(notes.names, notes.codes);
  }
  return handle;
}

/** Texts as the core takes them. */
interface Encoded {
  names: string[];
  codes: Uint32Array;
}

function isCoded(metric: ReadingColumns["metric"]): metric is CodedTexts {
  return typeof metric === "object" && metric !== null && "codes" in metric;
}

function coded({ names, codes }: CodedTexts): Encoded {
  const texts = requireArray(names, "metric.names").map((name, place) => requireText(name, `metric.names[${place}]`));
  texts.forEach((text, place) => requireWhole(text, `\`metric.names[${place}]\``));
  if (codes instanceof Uint32Array) return { names: texts, codes };
  // A code that is no index, such as the -1 of a missing category, must not wrap around to one.
  const index = (code: number) => (Number.isInteger(code) && code >= 0 && code < texts.length ? code : NO_TEXT);
  return { names: texts, codes: Uint32Array.from(codes, index) };
}

/** Each different text once, and for each row its index. */
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
    const text = requireText(value, `${name}[${row}]`);
    let code = found.get(text);
    if (code === undefined) {
      requireWhole(text, `\`${name}[${row}]\``);
      found.set(text, (code = found.size));
    }
    codes[row] = code;
  }
  return { names: [...found.keys()], codes };
}

function days(column: Int32Array | readonly unknown[], name: string): Int32Array | Encoded {
  if (column instanceof Int32Array) return column;
  if (Array.isArray(column)) return encode(column, name);
  throw new TypeError(`\`${name}\` is an array of text or an Int32Array of days, not ${describe(column)}`);
}

/** Numbers as the core takes them, `NaN` for none. */
function numbers(column: Float64Array | ArrayLike<unknown>, name: string): Float64Array {
  if (column instanceof Float64Array) return column;
  if (!ArrayBuffer.isView(column) || column instanceof DataView) requireArray(column as readonly unknown[], name);
  const all = new Float64Array(column.length);
  for (let row = 0; row < column.length; row++) {
    all[row] = requireNumber(column[row] ?? Number.NaN, `${name}[${row}]`);
  }
  return all;
}
