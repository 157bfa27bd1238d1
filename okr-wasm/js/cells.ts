/** Packed tables of the core: a number for each field, with texts and values beside them. */

import { parse } from "./core.js";
import type { Packed as Handle } from "./okr_wasm.js";

/** Takes packed tables out of the memory of the core. */
export function unpack(handle: Handle): Cells {
  try {
    const texts = cut(handle.texts(), handle.text_ends());
    return new Cells(handle.rows(), handle.cells(), texts, parse(handle.values()), handle.parts());
  } finally {
    handle.free();
  }
}

/** Cuts a text at these ends. */
function cut(all: string, ends: Uint32Array): string[] {
  const texts = new Array<string>(ends.length);
  let start = 0;
  for (let index = 0; index < ends.length; index++) {
    const end = ends[index]!;
    texts[index] = all.slice(start, end);
    start = end;
  }
  return texts;
}

const MILLISECONDS_PER_DAY = 86_400_000;

/** Makes the row whose fields start at a cell. */
type MakeRow<Row> = (cells: Cells, at: number) => Row;

/** The fields of rows, read by index. The methods ending in `OrNone` return null for a missing value. */
export class Cells {
  private readonly days = new Map<number, string>();
  /** The index of the next part. */
  private part = 0;
  /** The index of the next table, and of its first cell. */
  private next = 0;
  private cell = 0;

  constructor(
    private readonly rows: Uint32Array,
    private readonly cells: Float64Array,
    private readonly texts: string[],
    private readonly values: unknown[],
    private readonly parts: Float64Array,
  ) {}

  /** Reads the next field outside tables. */
  field<T>(): T {
    return this.value<T>(this.cell++);
  }

  /** Reads the rows of the next table; `width` is the number of fields of a row. */
  table<Row>(make: MakeRow<Row>, width: number): Row[] {
    const count = this.rows[this.next++]!;
    const rows = new Array<Row>(count);
    for (let row = 0; row < count; row++) rows[row] = make(this, this.cell + row * width);
    this.cell += count * width;
    return rows;
  }

  none(at: number): boolean {
    return Number.isNaN(this.cells[at]!);
  }

  number(at: number): number {
    return this.cells[at]!;
  }

  numberOrNone(at: number): number | null {
    const number = this.cells[at]!;
    return number === number ? number : null;
  }

  text<T extends string>(at: number): T {
    return this.texts[this.cells[at]! | 0] as T;
  }

  textOrNone<T extends string>(at: number): T | null {
    const index = this.cells[at]!;
    return index === index ? (this.texts[index | 0] as T) : null;
  }

  flag(at: number): boolean {
    return this.cells[at] === 1;
  }

  flagOrNone(at: number): boolean | null {
    return this.none(at) ? null : this.flag(at);
  }

  date(at: number): string {
    const day = this.cells[at]!;
    let text = this.days.get(day);
    if (text === undefined) {
      text = new Date(day * MILLISECONDS_PER_DAY).toISOString().slice(0, 10);
      this.days.set(day, text);
    }
    return text;
  }

  dateOrNone(at: number): string | null {
    return this.none(at) ? null : this.date(at);
  }

  value<T>(at: number): T {
    return this.values[this.cells[at]! | 0] as T;
  }

  valueOrNone<T>(at: number): T | null {
    return this.none(at) ? null : this.value<T>(at);
  }

  data<T>(at: number): T {
    this.part = this.cells[at]! | 0;
    return this.nextPart() as T;
  }

  private nextPart(): unknown {
    switch (this.parts[this.part++]) {
      case 1:
        return false;
      case 2:
        return true;
      case 3:
        return this.parts[this.part++];
      case 4:
        return this.texts[this.parts[this.part++]! | 0];
      case 5:
        return this.list();
      case 6:
        return this.fields();
      default:
        return null;
    }
  }

  private list(): unknown[] {
    const items = new Array<unknown>(this.parts[this.part++]!);
    for (let index = 0; index < items.length; index++) items[index] = this.nextPart();
    return items;
  }

  private fields(): { [name: string]: unknown } {
    const fields: { [name: string]: unknown } = {};
    for (let left = this.parts[this.part++]!; left > 0; left--) {
      const name = this.texts[this.parts[this.part++]! | 0]!;
      fields[name] = this.nextPart();
    }
    return fields;
  }
}
