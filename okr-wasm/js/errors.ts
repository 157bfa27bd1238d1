/** The errors thrown when a document, a request or a sheet can't be used. */

import type { ImportNote, ProblemData } from "./types.js";

/** What is wrong, as a code. */
export type ProblemCode = keyof ProblemData;

/** A problem with one of the codes. */
export interface ProblemOf<Code extends ProblemCode> {
  /** What is wrong, as a code. */
  code: Code;
  /** JSON Pointer of what is at fault, such as `/objectives/0/cycle`; empty for the whole document. For a measure it is the measure. */
  path: string;
  /** Id of the item of the plan that it is about; null where it is about none. */
  id: string | null;
  /** JSON Pointer of the value at fault, such as `/objectives/0/key_results/1/measure/from`. The same as `path` where that is exact. */
  field: string;
  /** The numbers and ids that the message is made from. */
  data: ProblemData[Code];
  /** What is wrong in English: lowercase, without a full stop. */
  message: string;
  /** What to do about it, unless the message already says so. */
  help: string | null;
}

/** One problem: where it is, what is wrong, and what would be right. The code determines the type of the data. */
export type Problem = { [Code in ProblemCode]: ProblemOf<Code> }[ProblemCode];

/** All problems of a plan, of readings or of a request, at once. */
export class OkrError extends Error {
  /** The problems in the order of the document; at least one, unless a {@link SheetError} has a note instead. */
  readonly errors: readonly Problem[];

  static {
    // On the prototype, as for built-in errors, so that it is not printed as a field.
    Object.defineProperty(this.prototype, "name", { value: "OkrError", configurable: true, writable: true });
  }

  /** @internal */
  constructor(message: string, errors: readonly Problem[]) {
    super(message);
    this.errors = errors;
  }
}

/** A sheet that can be read in several ways, or in none; or options of an import that do not fit. */
export class SheetError extends OkrError {
  /** Why the sheet is refused, with the row, the cell and the option that decides it; absent for options that do not fit. */
  readonly note: ImportNote | undefined;

  static {
    Object.defineProperty(this.prototype, "name", { value: "SheetError", configurable: true, writable: true });
  }

  /** @internal */
  constructor(message: string, errors: readonly Problem[], note: ImportNote | undefined) {
    super(message, errors);
    this.note = note;
  }
}
